use super::wire;

wire! {
    /// A new record from its template.
    pub struct NewRecord {
        /// A type's word, such as `catch`.
        pub kind: String,
        pub title: String,
        pub fields: Vec<FieldValue>,
        /// A commit of the vault's or the service's clone: becomes the change that introduced or fixed it.
        pub from_commit: Option<String>,
        /// The long template instead of the short one.
        pub long: bool,
    }

    /// One field and the text it is to have. A comma list sets a list; no text removes the field.
    pub struct FieldValue {
        /// A key of the format, `key.inner` for one inside it.
        pub field: String,
        pub value: Option<String>,
    }

    /// Where a record now lies.
    pub struct Written {
        /// Id, else stem.
        pub id: String,
        /// Relative to the vault.
        pub path: String,
        /// False when the file already said so: then nothing was written.
        pub changed: bool,
        /// What happened beside the plain save, such as a merge with an edit on disk.
        pub note: Option<String>,
    }

    pub struct SetFields {
        pub handle: String,
        pub fields: Vec<FieldValue>,
    }

    pub struct LinkRecord {
        pub handle: String,
        pub to: LinkTo,
        /// A commit, `PR 123`, a forge's address, or a record's handle, as `to` asks.
        pub target: String,
    }

    /// As [`LinkRecord`], for a text that is being edited.
    pub struct LinkText {
        pub text: String,
        /// Where its file is.
        pub path: String,
        pub to: LinkTo,
        pub target: String,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum LinkTo { Introduced, Fixed, CaughtBy, Incident }

    pub struct Linked {
        pub id: String,
        /// The file that holds the tie: a catch is named in its incident.
        pub path: String,
        /// What the record is tied to now: role or field, and target.
        pub links: Vec<FieldValue>,
    }

    pub struct RenameRecord {
        pub handle: String,
        /// File name without folder and `.md`.
        pub stem: String,
    }

    pub struct Renamed {
        pub id: String,
        pub path: String,
        /// Files in which links were mended.
        pub mended: Vec<String>,
        /// What to know when some could not be.
        pub note: Option<String>,
    }

    pub struct LintRequest {
        /// Files or folders relative to the vault; empty means all of it.
        pub paths: Vec<String>,
        /// Mend what can be mended without a person: double ids.
        pub fix: bool,
    }

    pub struct Rebuilt {
        pub records: u32,
        pub elapsed_ms: f64,
    }

    /// What the doctor compared and found.
    pub struct Diagnosis {
        pub ok: bool,
        pub findings: Vec<Finding>,
    }

    pub struct Finding {
        /// Kebab-case name of what was found.
        pub code: String,
        pub path: Option<String>,
        pub message: String,
        pub hint: String,
        /// It was mended on the way.
        pub mended: bool,
    }

    /// The text of a record's file.
    pub struct RawRecord {
        pub id: String,
        pub path: String,
        pub text: String,
    }

    /// What is in the trash of this vault, newest first.
    pub struct TrashList {
        pub entries: Vec<Trashed>,
    }

    pub struct Trashed {
        pub trash_id: String,
        pub handle: String,
        pub title: String,
        /// Where it lay, relative to the vault.
        pub path: String,
        /// "2026-06-04 09:41 UTC"
        pub deleted: String,
    }
}
