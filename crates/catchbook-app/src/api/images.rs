use super::wire;

wire! {
    /// An image that was pasted into a record's text, or dropped there.
    pub struct KeepImage {
        /// Id, else stem: the images of a record lie in a folder of this name.
        pub handle: String,
        /// Where the record lies: the link leads from there.
        pub path: String,
        /// The file's name where it came from; may be empty.
        pub name: String,
        /// Its bytes in base64.
        pub data: String,
    }

    /// The image that the system's clipboard holds.
    pub struct PasteImage {
        pub handle: String,
        pub path: String,
    }

    pub struct PastedImage {
        /// Nothing when the clipboard holds no image.
        pub kept: Option<KeptImage>,
    }

    pub struct KeptImage {
        /// Where it lies in the vault.
        pub path: String,
        /// The link as Markdown.
        pub markdown: String,
    }
}
