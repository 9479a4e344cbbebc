use super::wire;

wire! {
    /// A stretch of plain text; `mark` says that it matched the query.
    pub struct Stretch {
        pub text: String,
        pub mark: bool,
    }
}

/// Text with marks, as stretches rather than HTML: a title or snippet can never become markup.
pub type Marked = Vec<Stretch>;
