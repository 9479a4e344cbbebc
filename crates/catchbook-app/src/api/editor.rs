use super::wire;

wire! {
    /// A record's file, ready to be edited. Texts named `text` and `base` hold the file's own line ends and byte
    /// order mark; see `line-ends.ts` for what the editor shows of them.
    pub struct OpenText {
        /// Id, else stem.
        pub id: String,
        pub title: String,
        pub path: String,
        pub text: String,
        /// 32 hexadecimal digits.
        pub hash: String,
        /// Why the file can be read and not saved.
        pub read_only: Option<String>,
        /// What is off because the file is large.
        pub plain: Option<String>,
        /// What was typed into this file before and never saved.
        pub kept: Option<KeptText>,
    }

    /// A text that was kept outside the vault, and the file's text that it was made from.
    pub struct KeptText {
        pub base: String,
        pub text: String,
        /// "21 Nov, 09:41"
        pub at: String,
    }

    /// An edit. `text` is what the editor shows, with `\n` alone; `base` the file's text that it was made from.
    pub struct EditedText {
        /// What the record answers to, should its file have been renamed meanwhile.
        pub handle: String,
        pub path: String,
        pub base: String,
        pub text: String,
    }

    pub struct SavedText {
        pub outcome: SaveOutcome,
        /// Where it was saved: a file that was renamed meanwhile is followed.
        pub path: String,
        /// What the file holds now.
        pub text: String,
        pub hash: String,
        /// "09:41:07"
        pub at: String,
        /// The other text of a conflict, where another program was quicker than the look before the save.
        pub kept_at: Option<String>,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum SaveOutcome {
        Written,
        Unchanged,
        /// The file had changed elsewhere; it holds both edits.
        Merged,
        /// The file had been deleted; it exists again.
        Recreated,
        /// The file had changed in the same lines; it stays as it was.
        Conflict,
    }

    /// An edit beside the file as it is now. Nothing was written.
    pub struct ComparedText {
        pub outcome: DiskOutcome,
        pub path: String,
        /// What the file holds; empty when it is gone.
        pub theirs: String,
        /// Both edits in one; the edit itself where there is nothing to join.
        pub text: String,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum DiskOutcome {
        /// The file is as the edit knows it.
        Same,
        Merged,
        Conflict,
        Gone,
    }

    /// Text to keep outside the vault until it is saved.
    pub struct KeepBuffer {
        pub path: String,
        pub base: String,
        pub text: String,
    }

    pub struct DropBuffer {
        pub path: String,
    }

    /// Text to show as the record page would.
    pub struct RenderText {
        pub path: String,
        pub text: String,
    }
}
