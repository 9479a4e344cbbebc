#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FieldValue { Text(String), List(Vec<String>) }
pub(crate) enum FieldEdit { Set { field: String, value: FieldValue }, Remove { field: String }, Append { field: String, item: FieldValue } }
#[derive(Debug, thiserror::Error)]
#[error("editing comes soon")]
pub(crate) struct EditError;
pub(crate) fn apply(_: &[u8], _: &FieldEdit) -> Result<Vec<u8>, EditError> { Err(EditError) }
pub(crate) struct Renamed { pub from: String, pub to: String }
pub(crate) fn rename_links(_: &str, bytes: &[u8], _: &Renamed) -> (Vec<u8>, usize) { (bytes.to_vec(), 0) }
