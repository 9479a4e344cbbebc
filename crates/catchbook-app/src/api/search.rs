use super::{Marked, SavedSearch, wire};

wire! {
    pub struct FindRecords {
        /// As typed; the language is in `catchbook help query`.
        pub query: String,
        pub sort: Sort,
        /// Index of the first row wanted.
        pub offset: u32,
        /// Rows wanted, at most 200.
        pub limit: u32,
        /// Whether to count the facets too.
        pub facets: bool,
        /// Whether the last word may be the beginning of a word, as while typing.
        pub typing: bool,
        /// Whether records with most of the words will do where none has all of them.
        pub nearest: bool,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum Sort { Relevance, Date, Severity }

    pub struct RecordPage {
        pub query: String,
        /// The query's parts in order, for chips.
        pub tokens: Vec<QueryToken>,
        /// In words, how the query was understood.
        pub explained: String,
        /// Records that answer; of those that were looked at, while a scan goes on.
        pub total: u32,
        /// With an expression in the query, how far the files were looked through.
        pub scan: Option<FileScan>,
        /// None has all of the words; these have so many of them.
        pub nearest: Option<NearestWords>,
        /// Misspelt words were read as others.
        pub spelling: Option<Spelling>,
        /// Records in the vault.
        pub of: u32,
        pub elapsed_ms: f64,
        pub offset: u32,
        pub rows: Vec<RecordRow>,
        /// Empty unless asked for.
        pub facets: Vec<FacetGroup>,
        /// For each token, how many records there are without it; only when few or none answer.
        pub without: Vec<WithoutToken>,
    }

    /// Each answer looks through some files more. Who does not ask again has stopped it.
    #[derive(Eq)]
    pub struct FileScan {
        pub looked: u32,
        pub of: u32,
        /// Files that could not be read, so that nothing is said of them.
        pub unread: u32,
        /// There are more, and the same question again is told more.
        pub going: bool,
    }

    #[derive(Eq)]
    pub struct NearestWords {
        /// Records that have all of the words. By relevance they come first.
        pub whole: u32,
        /// Every record found has at least so many of the words.
        pub has: u32,
        pub of: u32,
        /// The same as a sentence.
        pub says: String,
    }

    #[derive(Eq)]
    pub struct Spelling {
        pub words: Vec<Respelt>,
        /// The same as a sentence.
        pub says: String,
    }

    #[derive(Eq)]
    pub struct Respelt {
        pub written: String,
        /// The most likely first.
        pub read_as: Vec<String>,
    }

    pub struct QueryToken {
        /// As typed.
        pub text: String,
        /// UTF-16 offsets in the query, end excluded, so that JavaScript can slice.
        pub start: u32,
        pub end: u32,
        /// For `field:value`.
        pub field: Option<String>,
        pub value: String,
        pub negated: bool,
        /// Why a token was taken as plain text or left out.
        pub hint: Option<String>,
        /// A field or an expression was not understood as it was written: the answer may be to another question.
        pub misread: bool,
    }

    pub struct WithoutToken {
        pub token: String,
        /// The query without it.
        pub query: String,
        pub total: u32,
    }

    /// One line of a list of records.
    pub struct RecordRow {
        /// Id, else stem: what commands take.
        pub handle: String,
        pub kind: String,
        pub kind_label: String,
        pub title: Marked,
        pub snippet: Marked,
        /// "4 Jun 2026"
        pub date: Option<String>,
        /// "2026-06-04"
        pub day: Option<String>,
        pub severity: Option<u8>,
        pub services: Vec<String>,
        pub status: Option<String>,
        pub gates_green: u32,
        pub gates_total: u32,
        /// "Verified 41 days ago"
        pub verified: Option<String>,
        /// "Stale: guarded lines changed 3 times"
        pub stale: Option<String>,
        /// The file has a problem.
        pub problem: Option<String>,
        pub path: String,
        /// The number the order was made by, when sorted by relevance.
        pub score: Option<f64>,
    }

    pub struct FacetGroup {
        /// The query field that a click writes.
        pub field: String,
        /// "Green at the time"
        pub label: String,
        pub values: Vec<FacetValue>,
    }

    pub struct FacetValue {
        pub value: String,
        pub label: String,
        pub count: u32,
        /// The query narrows to it.
        pub on: bool,
        /// The query with this value toggled.
        pub query: String,
    }

    pub struct PaletteRequest {
        pub text: String,
        /// Rows of each kind wanted.
        pub limit: u32,
    }

    pub struct PaletteAnswer {
        pub records: Vec<RecordRow>,
        /// Records in all that answer the text.
        pub total: u32,
        /// Whoever took part in something, or has a file; the query is for what they took part in.
        pub people: Vec<FacetValue>,
        pub services: Vec<FacetValue>,
        pub topics: Vec<FacetValue>,
        /// Those that can be asked.
        pub searches: Vec<SavedSearch>,
    }
}
