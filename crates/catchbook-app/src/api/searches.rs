use super::{Sort, wire};

wire! {
    /// The searches that are saved in the vault.
    #[derive(Default)]
    pub struct SearchList {
        /// By name.
        pub searches: Vec<SavedSearch>,
        /// Why there are none, or not all.
        pub problem: Option<String>,
    }

    /// One file below `searches`.
    pub struct SavedSearch {
        /// The file's name without its ending: what commands take.
        pub slug: String,
        pub name: String,
        /// Empty where it could not be read.
        pub query: String,
        /// The order of the results; the usual one without it.
        pub sort: Option<Sort>,
        pub path: String,
        /// What could not be read, in a sentence.
        pub problem: Option<String>,
        /// There is a query to ask.
        pub usable: bool,
    }

    pub struct PickSearch {
        /// Its file's name without the ending, or its own name.
        pub name: String,
    }

    /// A new file; never over one that is there.
    pub struct SaveSearch {
        pub name: String,
        pub query: String,
        pub sort: Option<Sort>,
    }

    /// Changes what is given, and leaves every other byte of the file.
    pub struct ChangeSearch {
        pub slug: String,
        pub name: Option<String>,
        pub query: Option<SearchQuery>,
    }

    pub struct SearchQuery {
        pub query: String,
        pub sort: Option<Sort>,
    }

    /// What was searched for in this vault, by this person; the newest first.
    #[derive(Default)]
    pub struct Searched {
        pub queries: Vec<String>,
    }

    pub struct NoteSearched {
        pub query: String,
    }
}
