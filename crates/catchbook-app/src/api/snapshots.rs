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
        /// "14 Jun, 11:41"
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

    pub struct PickSnapshot {
        pub handle: String,
        pub number: u32,
    }

    /// An earlier state beside the file as it is.
    pub struct SnapshotText {
        pub text: String,
        pub file: String,
    }

    pub struct RestoredSnapshot {
        /// Id, else stem.
        pub id: String,
        pub path: String,
        /// False when the file already held that state: then nothing was written.
        pub changed: bool,
        /// The number under which the state before is kept.
        pub before: u32,
        /// What happened beside the plain save.
        pub note: Option<String>,
    }
}
