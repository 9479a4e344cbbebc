use super::wire;

wire! {
    /// What a text is quietly asked about, without what the person silenced.
    pub struct TextNotes {
        /// In the order of the text.
        pub notes: Vec<TextNote>,
    }

    pub struct TextNote {
        /// The rule's name; `secret` for what looks like one.
        pub rule: String,
        /// The words that it is about.
        pub words: String,
        /// UTF-16 units from the text's start, as the page counts them.
        pub from: u32,
        pub to: u32,
        /// 1-based.
        pub line: u32,
        /// What a reader may hear.
        pub says: String,
        /// What to write instead.
        pub instead: String,
    }

    /// A note that is not to be shown again in this record.
    pub struct SilenceNote {
        pub handle: String,
        pub rule: String,
        pub words: String,
    }
}
