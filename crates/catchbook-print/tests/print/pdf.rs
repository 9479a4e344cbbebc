//! A PDF as other programs see it.

use catchbook_print::{Printed, Sheet, print};
use std::path::Path;
use std::process::Command;

pub struct Pdf {
    folder: tempfile::TempDir,
    pub printed: Printed,
}

impl Pdf {
    #[track_caller]
    pub fn of(sheet: &Sheet) -> Self {
        let printed = print(sheet, jiff::civil::date(2026, 6, 14)).unwrap_or_else(|error| panic!("{error}"));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("page.pdf"), &printed.pdf).unwrap();
        Self { folder, printed }
    }

    /// The words that a reader can select, in reading order.
    pub fn text(&self) -> String {
        run("pdftotext", &["-enc", "UTF-8", "page.pdf", "-"], self.folder.path())
    }

    /// Each font's line: name, type, encoding, embedded, subset, with Unicode.
    pub fn fonts(&self) -> Vec<String> {
        let listed = run("pdffonts", &["page.pdf"], self.folder.path());
        listed.lines().skip(2).map(str::to_owned).collect()
    }

    /// Addresses that the page leads to.
    pub fn addresses(&self) -> String {
        run("pdfinfo", &["-url", "page.pdf"], self.folder.path())
    }

    /// Each picture's line, below two lines of headings.
    pub fn images(&self) -> String {
        run("pdfimages", &["-list", "page.pdf"], self.folder.path())
    }

    pub fn info(&self) -> String {
        run("pdfinfo", &["page.pdf"], self.folder.path())
    }
}

fn run(program: &str, arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("{program}, of the package poppler-utils: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
