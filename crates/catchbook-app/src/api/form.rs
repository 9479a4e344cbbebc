use super::wire;

wire! {
    /// A text's front matter as fields, and what the record still lacks.
    pub struct FieldsView {
        /// "Incident"
        pub kind_label: String,
        /// Fields of the record's type, in the order of a form.
        pub fields: Vec<FieldView>,
        /// What is wrong with the front matter and belongs to no field, a sentence each.
        pub problems: Vec<FieldProblem>,
        /// Empty for types that are complete as they are.
        pub parts: Vec<PartView>,
        /// What filing makes of the status; nothing when there is no further step.
        pub next_status: Option<StatusView>,
        pub words: u32,
        /// Notes on wording that the person silenced in this record.
        pub silenced: u32,
    }

    pub struct FieldView {
        /// A key of the front matter, `cost.hours` for one inside another.
        pub name: String,
        /// "Caught by"
        pub label: String,
        pub shape: FieldShape,
        /// Where the shape is a word: those that it can be.
        pub words: Vec<String>,
        /// What stands there, as it was written; several for a list.
        pub values: Vec<String>,
        /// A time as it reads: "14 Jul, 02:10".
        pub reads: Option<String>,
        /// "+ 48 min", since the time before it.
        pub gap: Option<String>,
        /// 1 to 5.
        pub severity: Option<u8>,
        /// It is edited in the text: a form has no room for what stands there.
        pub in_text: bool,
        /// 1-based line of its entry.
        pub line: Option<u32>,
        /// Expected of records of this type; the others are shown once they are used.
        pub usual: bool,
        pub problem: Option<FieldProblem>,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum FieldShape { Text, List, People, Moment, Severity, Word, Entries }

    pub struct FieldProblem {
        pub message: String,
        pub hint: String,
        /// 1-based line.
        pub line: u32,
    }

    /// One thing that readers look for in a record.
    pub struct PartView {
        pub name: String,
        pub label: String,
        pub done: bool,
        /// "1 sentence to look at, line 21"
        pub note: Option<String>,
        /// Where that is.
        pub line: Option<u32>,
    }

    pub struct StatusView {
        /// `in-review`
        pub status: String,
        /// "In review"
        pub label: String,
    }

    /// How many of a record's parts are there, for a list.
    pub struct CompletenessView {
        /// "4 of 7"
        pub said: String,
        /// What is missing, in the order of the editor.
        pub missing: Vec<String>,
    }

    /// A field to set in a text: one value, several for a list, none to leave it out.
    pub struct EditFields {
        pub text: String,
        pub field: String,
        pub values: Vec<String>,
    }

    pub struct TextChanges {
        /// In the order of the text, and apart.
        pub changes: Vec<TextChange>,
    }

    /// Places are UTF-16 units from the text's start, as the page counts them.
    pub struct TextChange {
        pub from: u32,
        pub to: u32,
        pub insert: String,
    }
}
