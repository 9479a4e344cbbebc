use super::{MomentView, RecordRef, wire};

wire! {
    pub struct ShowCommit {
        /// Name of a repository in the vault's settings; absent means the only one.
        pub repo: Option<String>,
        /// Hexadecimal, at least 4 digits.
        pub commit: String,
    }

    pub struct CommitView {
        pub id: String,
        pub short: String,
        pub repo: Option<String>,
        /// The address at the forge, when the vault names one.
        pub url: Option<String>,
        /// Absent when no clone on this machine has the commit.
        pub details: Option<CommitDetails>,
        /// Why details are absent.
        pub missing: Option<String>,
        /// Records tied to this commit.
        pub records: Vec<RecordRef>,
    }

    pub struct CommitDetails {
        pub title: String,
        pub body: String,
        pub author: String,
        pub at: MomentView,
        pub files: Vec<CommitFile>,
        /// More files changed than are listed.
        pub more_files: bool,
    }

    pub struct CommitFile {
        pub path: String,
        /// added, modified, deleted or renamed
        pub change: String,
        pub from: Option<String>,
        pub added: Option<u32>,
        pub removed: Option<u32>,
    }
}
