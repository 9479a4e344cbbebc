use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;

/// Why a page cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("its text has {} KiB, and a printed one at most {} KiB", .length >> 10, .limit >> 10)]
    TooLong { length: usize, limit: usize },
    #[error("it has more than {limit} paragraphs, list items and table cells")]
    TooManyPieces { limit: usize },
    #[error("the picture {name} has {width} × {height} pixels, more than can be printed")]
    PictureTooLarge { name: String, width: u32, height: u32 },
    #[error("its pictures have {} MiB together, and a printed record at most {} MiB", .size >> 20, .limit >> 20)]
    PicturesTooLarge { size: usize, limit: usize },
    /// The layout gave up: a fault of the template or a page that is too much for it.
    #[error("it could not be laid out: {0}")]
    Layout(LayoutFault),
}

/// What the layout said first.
#[derive(Debug)]
pub struct LayoutFault(SourceDiagnostic);

impl std::fmt::Display for LayoutFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl Error {
    pub(crate) fn layout(faults: EcoVec<SourceDiagnostic>) -> Self {
        let first = faults.into_iter().next();
        let unknown = || SourceDiagnostic::error(typst::syntax::Span::detached(), "no reason was given");
        Self::Layout(LayoutFault(first.unwrap_or_else(unknown)))
    }
}
