use super::words::words;

words! {
    /// The type of a record.
    #[derive(Default)]
    Kind {
        Incident = "incident" | "incidents",
        Catch = "catch" | "catches",
        ModelError = "model-error" | "model-errors",
        Guide = "guide" | "guides",
        Property = "property" | "properties",
        ReadingList = "reading-list" | "reading-lists",
        Person = "person" | "people",
        /// Any other Markdown file: searchable, with no fields expected of it.
        #[default]
        Note = "note" | "notes",
    }
}

impl Kind {
    /// The folder that records of this type live in by habit; `None` for notes.
    pub fn folder(self) -> Option<&'static str> {
        Some(match self {
            Kind::Incident => "incidents",
            Kind::Catch => "catches",
            Kind::ModelError => "model-errors",
            Kind::Guide => "guides",
            Kind::Property => "properties",
            Kind::ReadingList => "reading-lists",
            Kind::Person => "people",
            Kind::Note => return None,
        })
    }

    /// The letter that ids of this type begin with. People and notes are known by their file's stem.
    pub fn letter(self) -> Option<char> {
        Some(match self {
            Kind::Incident => 'I',
            Kind::Catch => 'C',
            Kind::ModelError => 'E',
            Kind::Guide => 'G',
            Kind::Property => 'P',
            Kind::ReadingList => 'R',
            Kind::Person | Kind::Note => return None,
        })
    }

    /// What to call one of them in a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Incident => "Incident",
            Kind::Catch => "Catch",
            Kind::ModelError => "Model error",
            Kind::Guide => "Guide",
            Kind::Property => "Property",
            Kind::ReadingList => "Reading list",
            Kind::Person => "Person",
            Kind::Note => "Note",
        }
    }
}

words! {
    Status { Draft = "draft", InReview = "in-review", Reviewed = "reviewed", Superseded = "superseded" }
}

words! {
    /// Who or what wrote the faulty change.
    Origin { Human = "human", AiAssisted = "ai-assisted", AiGenerated = "ai-generated", Unknown = "unknown" }
}

words! {
    /// Where a record came from when a person did not write it.
    Provenance { Imported = "imported", DraftedByTool = "drafted-by-tool" }
}
