use super::wire;

wire! {
    /// Earlier states of a record that are kept outside the vault, the newest first.
    pub struct SnapshotList {
        /// Id, else stem.
        pub id: String,
        pub title: String,
        pub path: String,
        pub snapshots: Vec<SnapshotRow>,
        /// Numbers of those that are damaged and were skipped.
        pub damaged: Vec<u32>,
    }

    pub struct SnapshotRow {
        /// Counted up from 1 for each record; it stays the same.
        pub number: u32,
        /// "2026-06-14T09:41:07Z"
        pub at: String,
        /// "14 Jun 2026, 11:41"
        pub when: String,
        /// Bytes.
        pub size: u32,
        pub reason: SnapshotReason,
        /// Where the record lay then, when that was elsewhere.
        pub path: Option<String>,
        /// The file holds the same now.
        pub current: bool,
    }

    /// Why an earlier state was kept.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum SnapshotReason {
        /// Every few minutes of editing.
        Editing,
        /// Before two edits were joined, or one was chosen.
        Merge,
        /// Before an earlier state was brought back.
        Restore,
    }

    /// The commits that changed a record's file, where its vault lies in a git repository.
    #[derive(Default)]
    pub struct RecordHistory {
        /// The newest first.
        pub revisions: Vec<RevisionRow>,
        /// What is left out, or that nothing is committed.
        pub note: Option<String>,
    }

    pub struct RevisionRow {
        pub state: EarlierState,
        /// Seven digits of the commit's id.
        pub short: String,
        pub title: String,
        pub author: String,
        /// "2026-06-14T09:41:07Z"
        pub at: String,
        /// "14 Jun 2026, 11:41"
        pub when: String,
        /// Where the record lay then in the repository, when that was elsewhere.
        pub path: Option<String>,
        /// The file holds the same now.
        pub current: bool,
    }

    /// A state that a record was in.
    #[serde(tag = "in", rename_all = "kebab-case")]
    pub enum EarlierState {
        /// Kept outside the vault, under this number.
        Kept { number: u32 },
        /// As a commit left it. `before` is where the text was that it changed; absent when it made the file.
        Commit { after: FileAt, before: Option<FileAt> },
    }

    /// A file in a commit of the repository that the vault lies in.
    pub struct FileAt {
        /// 40 digits.
        pub commit: String,
        /// From the repository's top, with `/` between its parts.
        pub path: String,
    }

    pub struct PickState {
        pub handle: String,
        pub state: EarlierState,
    }

    /// An earlier state beside the file as it is.
    pub struct StateText {
        pub text: String,
        pub file: String,
        /// What a commit changed into `text`.
        pub before: Option<String>,
    }

    pub struct RestoredState {
        /// Id, else stem.
        pub id: String,
        pub path: String,
        /// False when the file already held that state: then nothing was written.
        pub changed: bool,
        /// The number under which the state that this one replaced is kept.
        pub before: u32,
        /// What happened beside the plain save.
        pub note: Option<String>,
    }
}
