//! The names in the counted columns. Each segment numbers its own; here they get one number each for a whole view.

use crate::{
    index::normal,
    view::{Segment, View},
};
use std::{
    collections::HashMap,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};
use tantivy::{DocId, columnar::StrColumn};

/// The numbers of a segment's names, document by document: reading them from the index costs several times as much.
#[derive(Default)]
pub(crate) struct Lists {
    lists: OnceLock<[List; 3]>,
    asked: AtomicBool,
}

struct List {
    /// Where each document's numbers begin, and where the last one's end.
    starts: Vec<u32>,
    ords: Vec<u32>,
}

impl Lists {
    /// Makes the lists of a segment that is counted for the second time: a program that asks once is done sooner
    /// without.
    pub(crate) fn prepare(&self, segment: &Segment) {
        if self.asked.swap(true, Ordering::Relaxed) {
            let columns = [NameColumn::Service, NameColumn::Gate, NameColumn::Mode];
            self.lists.get_or_init(|| columns.map(|column| List::read(segment, column)));
        }
    }
}

impl List {
    fn read(segment: &Segment, column: NameColumn) -> List {
        let mut list = List { starts: vec![0], ords: Vec::new() };
        for doc in 0..segment.reader.max_doc() {
            list.ords
                .extend(column.of(segment).into_iter().flat_map(|column| column.term_ords(doc)).map(|ord| ord as u32));
            list.starts.push(list.ords.len() as u32);
        }
        list
    }

    fn of(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        &self.ords[self.starts[doc] as usize..self.starts[doc + 1] as usize]
    }
}

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

pub(crate) struct Table {
    column: NameColumn,
    /// A name as somebody wrote it, and as it is compared.
    pub names: Vec<(String, String)>,
    /// For each segment, its numbers to the view's.
    by_segment: Vec<Vec<u32>>,
}

impl NameColumn {
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
        let mut table = Table { column, names: Vec::new(), by_segment: Vec::new() };
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

    /// Calls `see` with the number of every name of a document in the view's `at`th segment.
    #[inline]
    pub(crate) fn each(&self, at: usize, segment: &Segment, doc: DocId, mut see: impl FnMut(u32)) {
        let numbers = &self.by_segment[at];
        let mut one = |ord: u32| {
            if let Some(number) = numbers.get(ord as usize) {
                see(*number);
            }
        };
        if let Some(lists) = segment.lists.lists.get() {
            lists[self.column as usize].of(doc).iter().for_each(|ord| one(*ord));
        } else if let Some(column) = self.column.of(segment) {
            column.term_ords(doc).for_each(|ord| one(ord as u32));
        }
    }
}
