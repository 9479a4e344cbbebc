use crate::api::{ChangeView, RecordRef};
use catchbook_record::Change;
use jiff::civil::Date;

/// What a view asks of the world around its record. Closures, so that views are tested without a book.
pub(crate) struct Surroundings<'a> {
    pub(crate) today: Date,
    /// Names of the gates that the vault's settings call required.
    pub(crate) required_gates: &'a [String],
    /// A handle's display name; the handle itself when nobody is known by it.
    pub(crate) name_of: &'a dyn Fn(&str) -> String,
    pub(crate) record: &'a dyn Fn(&str) -> RecordRef,
    /// One line of Markdown as safe HTML, with its links resolved.
    pub(crate) inline: &'a dyn Fn(&str) -> String,
    /// Where the change stands at the forge and whether a clone knows it.
    pub(crate) change: &'a dyn Fn(&Change) -> ChangeView,
    /// The commit's title and author, when a clone knows it.
    pub(crate) commit: &'a dyn Fn(&Change) -> Option<CommitBrief>,
}

/// What the chain says of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CommitBrief {
    pub(crate) title: String,
    pub(crate) author: String,
}
