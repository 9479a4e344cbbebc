//! Pictures, looked at before the layout opens them: a small file may unfold into gigabytes.

use crate::error::Error;
use crate::sheet::{Image, Sheet};
use image::ImageReader;
use std::io::Cursor;
use typst::foundations::Bytes;

/// Pixels of one picture: a photo of a screen has a tenth of it.
const PIXELS: u64 = 40_000_000;
/// Bytes of all pictures of one sheet.
const TOTAL: usize = 48 << 20;

/// Which pictures can be drawn, in their order.
pub(crate) fn drawn(sheet: &Sheet) -> Result<Vec<bool>, Error> {
    let size = sheet.images.iter().map(|image| image.bytes.len()).sum();
    if size > TOTAL {
        return Err(Error::PicturesTooLarge { size, limit: TOTAL });
    }
    sheet.images.iter().map(can_be_drawn).collect()
}

pub(crate) fn bytes(sheet: &Sheet) -> Vec<Bytes> {
    sheet.images.iter().map(|image| Bytes::new(image.bytes.clone())).collect()
}

/// Whether a picture can be printed. One that is broken cannot, nor one of a kind that is not known here, such as SVG.
///
/// # Errors
/// When it is too large to be opened.
pub(crate) fn can_be_drawn(image: &Image) -> Result<bool, Error> {
    let reader = || ImageReader::new(Cursor::new(&image.bytes)).with_guessed_format().ok();
    let Some((width, height)) = reader().and_then(|reader| reader.into_dimensions().ok()) else { return Ok(false) };
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Error::PictureTooLarge { name: image.name.clone(), width, height });
    }
    Ok(reader().is_some_and(|reader| reader.decode().is_ok()))
}
