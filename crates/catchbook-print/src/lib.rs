//! A page as a PDF.
//!
//! A fixed template lays the page out. It is given the page as data, one JSON file in a world that holds nothing else,
//! so no text ever becomes Typst source, and no file or address can be named that would be read. The fonts are part of
//! the program.
//!
//! Every text is hostile until shown otherwise: its length, its nesting and its pictures have limits, and what lies
//! beyond them is refused with a sentence.

mod blocks;
mod data;
mod error;
mod fonts;
mod images;
mod sheet;
mod world;

pub use error::Error;
pub use sheet::*;

use typst::layout::PagedDocument;
use typst_pdf::PdfOptions;

/// A page as a PDF, and what of it could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    pub pdf: Vec<u8>,
    /// Letters that no font here has, each once; they stand as empty boxes.
    pub without_shape: Vec<char>,
}

/// Lays out `sheet` and writes it. `day` is written into the file as the day it was made.
///
/// # Errors
/// When the page is larger than the limits, or cannot be laid out.
pub fn print(sheet: &Sheet, day: jiff::civil::Date) -> Result<Printed, Error> {
    let data = data::of(sheet)?;
    let world = world::World::new(data, images::bytes(sheet), day);
    let compiled = typst::compile::<PagedDocument>(&world);
    // What was remembered of this page is of no use for the next one.
    typst::comemo::evict(0);
    let document = compiled.output.map_err(Error::layout)?;
    let pdf = typst_pdf::pdf(&document, &PdfOptions::default()).map_err(Error::layout)?;
    Ok(Printed { pdf, without_shape: fonts::without_shape(sheet) })
}
