use super::{MomentView, wire};

wire! {
    /// Commits to tie a record to.
    pub struct FindCommits {
        /// Words of the title or the author, the start of an id, a part of a path; or what names a change by itself: an
        /// id, `PR 12`, a forge's address. All words must fit; none means the newest.
        pub text: String,
        pub limit: u32,
    }

    pub struct CommitChoices {
        /// The newest first.
        pub rows: Vec<CommitRow>,
        /// The text names a change by itself.
        pub named: Option<NamedChange>,
        /// What was not looked at.
        pub note: Option<String>,
    }

    pub struct CommitRow {
        /// Name in the vault's settings.
        pub repo: Option<String>,
        pub commit: String,
        pub short: String,
        pub title: String,
        pub author: String,
        pub at: MomentView,
        /// As `link_record` takes it.
        pub target: String,
    }

    pub struct NamedChange {
        /// As `link_record` takes it, and as the record will hold it.
        pub target: String,
        /// The commit's title, when a clone knows it.
        pub title: Option<String>,
    }
}
