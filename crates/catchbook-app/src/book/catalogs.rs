use super::lock;
use catchbook_catalog::{Catalog, Result};
use std::sync::Mutex;

/// One connection that writes and one that reads, so that a long batch never keeps a screen waiting.
pub(crate) struct Catalogs {
    writer: Mutex<Catalog>,
    reader: Mutex<Catalog>,
}

impl Catalogs {
    pub(crate) fn new(writer: Catalog, reader: Catalog) -> Self {
        Self { writer: Mutex::new(writer), reader: Mutex::new(reader) }
    }

    pub(crate) fn read<T>(&self, ask: impl FnOnce(&Catalog) -> Result<T>) -> Result<T> {
        ask(&lock(&self.reader))
    }

    pub(crate) fn write<T>(&self, change: impl FnOnce(&mut Catalog) -> Result<T>) -> Result<T> {
        change(&mut lock(&self.writer))
    }
}
