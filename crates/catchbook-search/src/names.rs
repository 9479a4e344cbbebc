//! The names in the counted columns. Each segment numbers its own; here they get one number each for a whole view.

use crate::{
    Field,
    index::normal,
    view::{Segment, View},
};
use std::collections::HashMap;
use tantivy::columnar::StrColumn;

/// The columns that hold names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameColumn {
    Service,
    Gate,
    Mode,
}

pub(crate) struct Names {
    tables: [Table; 3],
}

#[derive(Default)]
pub(crate) struct Table {
    /// A name as somebody wrote it, and as it is compared.
    pub names: Vec<(String, String)>,
    /// For each segment, its numbers to the view's.
    by_segment: Vec<Vec<u32>>,
}

impl NameColumn {
    pub(crate) fn of_field(field: Field) -> Option<NameColumn> {
        match field {
            Field::Service => Some(NameColumn::Service),
            Field::Gate => Some(NameColumn::Gate),
            Field::Mode => Some(NameColumn::Mode),
            _ => None,
        }
    }

    pub(crate) fn of(self, segment: &Segment) -> Option<&StrColumn> {
        match self {
            NameColumn::Service => segment.columns.service.as_ref(),
            NameColumn::Gate => segment.columns.gate.as_ref(),
            NameColumn::Mode => segment.columns.mode.as_ref(),
        }
    }
}

impl Names {
    pub(crate) fn read(view: &View) -> tantivy::Result<Names> {
        let table = |column| Table::read(view, column);
        Ok(Names { tables: [table(NameColumn::Service)?, table(NameColumn::Gate)?, table(NameColumn::Mode)?] })
    }

    pub(crate) fn table(&self, column: NameColumn) -> &Table {
        &self.tables[column as usize]
    }
}

impl Table {
    fn read(view: &View, column: NameColumn) -> tantivy::Result<Table> {
        let mut table = Table::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for segment in view.segments() {
            let mut own = Vec::new();
            if let Some(column) = column.of(segment) {
                let mut stream = column.dictionary().stream()?;
                while stream.advance() {
                    let shown = String::from_utf8_lossy(stream.key()).into_owned();
                    let compared = normal(&shown);
                    let number = *numbers.entry(compared.clone()).or_insert_with(|| {
                        table.names.push((shown, compared));
                        table.names.len() as u32 - 1
                    });
                    own.push(number);
                }
            }
            table.by_segment.push(own);
        }
        Ok(table)
    }

    /// The view's number of a name that the view's `at`th segment counts as its `ord`th.
    #[inline]
    pub(crate) fn number(&self, at: usize, ord: usize) -> Option<usize> {
        self.by_segment[at].get(ord).map(|number| *number as usize)
    }
}
