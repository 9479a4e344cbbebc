use super::wire;

wire! {
    pub struct SortTimeline {
        pub text: String,
    }

    /// A chat as it was copied or exported.
    pub struct ReadChat {
        pub chat: String,
        /// The day of messages that have none: `2026-06-04`.
        pub day: String,
        /// The clock of messages without a zone, east of UTC.
        pub offset_minutes: i16,
    }

    /// Messages to choose timeline entries from, in the order of the chat.
    pub struct ChatMessages {
        pub messages: Vec<ChatMessage>,
    }

    pub struct ChatMessage {
        /// "09:40", in UTC.
        pub time: String,
        /// Shown for choosing; an entry says what happened.
        pub who: Option<String>,
        pub text: String,
        /// The line that it would be.
        pub entry: String,
    }

    pub struct AddEntries {
        pub text: String,
        /// Lines, as `entry` of a message has them.
        pub entries: Vec<String>,
    }
}
