//! A text's front matter beside it, as fields; and what is still missing before it is filed.

use super::set::refused;
use super::units::Units;
use crate::api::{ApiError, EditFields, FieldsView, RenderText, TextChange, TextChanges};
use crate::app::App;
use crate::show::fields_view;
use catchbook_record::edit::{self, FieldEdit, FieldValue};
use catchbook_record::form::{Shape, form, shape_of};

impl App {
    pub(crate) fn fields_of(&self, request: &RenderText) -> Result<FieldsView, ApiError> {
        let form = form(&request.path, request.text.as_bytes());
        let silenced = self.silenced(&*self.book()?, form.record.handle());
        Ok(fields_view(form, &silenced, self.today()))
    }

    pub(crate) fn field_changes(request: &EditFields) -> Result<TextChanges, ApiError> {
        let text = &request.text;
        let Some(edit) = field_edit(request) else {
            return Err(ApiError::bad(format!("`{}` is edited in the text", request.field))
                .hint("Its entries have fields of their own."));
        };
        text_changes(text, &edit)
    }
}

/// What an edit of a field changes in a text, by the editor's places.
pub(super) fn text_changes(text: &str, edit: &FieldEdit) -> Result<TextChanges, ApiError> {
    let splices = edit::splices(text.as_bytes(), edit).map_err(refused)?;
    let mut units = Units::of(text);
    let changes = splices.into_iter().map(|splice| TextChange {
        from: units.at(splice.bytes.start),
        to: units.at(splice.bytes.end),
        insert: splice.text,
    });
    Ok(TextChanges { changes: changes.collect() })
}

/// Nothing for a field that a form cannot write.
fn field_edit(request: &EditFields) -> Option<FieldEdit> {
    let field = request.field.clone();
    let shape = shape_of(&field).filter(|shape| *shape != Shape::Entries)?;
    let mut values: Vec<String> =
        request.values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect();
    let several = matches!(shape, Shape::List | Shape::People);
    let Some(last) = values.pop() else { return Some(FieldEdit::Remove { field }) };
    // A list stays one, with the comments of the items that stay; a single value needs none.
    let list = several && (!values.is_empty() || edit::holds_list(request.text.as_bytes(), &field));
    let value = if list {
        values.push(last);
        FieldValue::List(values)
    } else {
        FieldValue::Text(last)
    };
    Some(FieldEdit::Set { field, value })
}
