use super::wire;

wire! {
    /// What could be meant by the letters before the cursor.
    pub struct CompleteRequest {
        pub what: Completing,
        /// The front matter's key, or the query's, where a value is written.
        pub field: Option<String>,
        pub typed: String,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum Completing {
        /// Behind `[[`.
        Record,
        /// Behind `@`.
        Person,
        /// Behind the time of a timeline entry, in brackets.
        Role,
        /// A value of a field.
        Field,
        /// A value behind a field of the query language.
        QueryValue,
    }

    /// At most twenty, the likeliest first.
    pub struct Completions {
        pub options: Vec<CompletionOption>,
    }

    pub struct CompletionOption {
        /// What is written.
        pub insert: String,
        /// What is shown.
        pub label: String,
        pub detail: Option<String>,
    }
}
