use super::wire;

wire! {
    /// Where a defect was seen: what the clone of the service's code has checked out.
    pub struct SeenRequest {
        /// Without it, the vault's first known clone.
        pub service: Option<String>,
    }

    /// Nothing is offered when no clone is known.
    pub struct SeenOffer {
        pub seen: Option<Seen>,
    }

    pub struct Seen {
        /// As in the vault's settings; absent for the repository that the vault lies in.
        pub repo: Option<String>,
        /// The whole commit id.
        pub commit: String,
        /// Absent when no branch is checked out.
        pub branch: Option<String>,
        /// The commit's first line.
        pub title: Option<String>,
    }

    /// A defect as it was just seen. What was seen is enough; the rest can wait.
    pub struct LogCatch {
        /// The first line becomes the title, what follows the text.
        pub what: String,
        pub service: Option<String>,
        pub seen: Option<Seen>,
        /// Gates that were green while the defect was there.
        pub green: Vec<String>,
        /// A model was wrong.
        pub model: Option<ModelSaid>,
        /// Details can wait: the record stays a draft.
        pub draft: bool,
    }

    pub struct ModelSaid {
        /// Which model, such as `large-4`.
        pub model: Option<String>,
        pub prompt: String,
        pub response: String,
        pub correct: String,
        /// The error reached code: then it is a catch that names a model, one event and one record.
        pub reached_code: bool,
    }

    /// A text before it is saved.
    pub struct TextToCheck {
        pub text: String,
    }

    pub struct TextChecked {
        /// What looks like a secret, in the order of the text.
        pub secrets: Vec<SecretSeen>,
        /// Wording worth another look.
        pub notes: Vec<WordingNote>,
    }

    pub struct SecretSeen {
        /// "a GitHub token"
        pub is: String,
        /// Its first and last letters, for finding it in the text.
        pub shown: String,
    }

    pub struct WordingNote {
        /// The rule's name.
        pub rule: String,
        /// UTF-16 units from the text's start, as the page counts them.
        pub from: u32,
        pub to: u32,
        pub says: String,
        pub instead: String,
    }
}
