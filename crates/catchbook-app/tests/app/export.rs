//! A record leaves the vault from the window: where the person says, and nowhere else.

use crate::desk::{Desk, HANDLE, PATH, show};
use catchbook_app::api::{Commands, ErrorCode, ExportKind, ExportRecord, Exported, Nothing};

const TEXT: &str = "---
id: C-7K3Q2
introduced: a41f9c2
fixed: PR 2331
green: [e2e, ai-review]
guards: src/chat.ts:84-89
---
# Reply blank

The row is saved and only the page is empty.

## Action items

- [ ] Alert on a blank page
- [x] Test it
";

fn export(desk: &Desk, kind: ExportKind, public: bool) -> Exported {
    desk.app.export_record(ExportRecord { handle: HANDLE.into(), kind, public }).unwrap()
}

#[test]
fn a_chooser_that_was_closed_writes_nothing() {
    let desk = Desk::with(TEXT);
    let exported = export(&desk, ExportKind::Html, false);
    assert!(exported.files.is_empty() && exported.notes.is_empty());
    assert_eq!(desk.app.show_exported(Nothing {}).unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!(desk.book.files(), [(PATH.to_owned(), TEXT.as_bytes().to_vec())]);
}

#[test]
fn the_file_goes_where_it_was_sent_and_can_be_shown() {
    let desk = Desk::with(TEXT);
    let folder = desk.book.beside("out");
    desk.choose(&folder);
    for (kind, public, name, begins) in [
        (ExportKind::Html, false, "2026-06-14-reply-blank.html", "<!doctype html>"),
        (ExportKind::Pdf, false, "2026-06-14-reply-blank.pdf", "%PDF-"),
        (ExportKind::Markdown, false, "2026-06-14-reply-blank.md", "# Reply blank"),
        (ExportKind::Html, true, "2026-06-14-reply-blank-public.html", "<!doctype html>"),
    ] {
        let file = folder.join(name);
        // The chooser asked whether what is there may go.
        std::fs::write(&file, "old").unwrap();
        assert_eq!(export(&desk, kind, public).files, [file.display().to_string()]);
        assert!(std::fs::read(&file).unwrap().starts_with(begins.as_bytes()), "{name}");
        desk.app.show_exported(Nothing {}).unwrap();
        assert_eq!(desk.revealed(), [file]);
    }
    assert_eq!(desk.book.files(), [(PATH.to_owned(), TEXT.as_bytes().to_vec())]);
}

#[test]
fn a_place_in_the_vault_is_refused_for_markdown() {
    let desk = Desk::with(TEXT);
    desk.choose(&desk.book.vault());
    let request = ExportRecord { handle: HANDLE.into(), kind: ExportKind::Markdown, public: false };
    assert!(desk.app.export_record(request).unwrap_err().message.contains("a record of the vault itself"));
    assert_eq!(desk.book.files().len(), 1);
}

#[test]
fn reviewers_get_the_few_lines_they_need() {
    let desk = Desk::with(TEXT);
    assert_eq!(
        desk.app.pull_request_text(show(HANDLE)).unwrap().text,
        r"### C-7K3Q2: Reply blank

The row is saved and only the page is empty.

- **Change that introduced it:** (a41f9c2)
- **Human catch:** Reply blank
- **Change that fixed it:** (\#2331)
- **Green, and missed it:** e2e, ai-review
- **Guarded code:** `src/chat.ts` lines 84 to 89

Still open:

- [ ] Alert on a blank page
"
    );
    let desk = Desk::with(TEXT.replace("id:", "visibility: restricted\nid:"));
    assert!(desk.app.pull_request_text(show(HANDLE)).unwrap_err().message.contains("is restricted"));
}

#[test]
fn hostile_text_is_text_in_every_format() {
    let evil = "<script>alert(1)</script> <img src=https://example.org/x onerror=alert(1)> #read(\"/etc/passwd\")";
    let body = format!(
        "---\nid: C-7K3Q2\nservices: ['{evil}']\n---\n# {evil}\n\n{evil}\n\n## {evil}\n\n![x](https://example.org/a.png)\n\n\
         ![x](../../etc/passwd.png) [x](javascript:alert(1))\n\n{}\n\n- [ ] {evil}\n\n漢字 🙂 שלום \u{202e}\n",
        "> ".repeat(500) + "deep"
    );
    let desk = Desk::with(body);
    let folder = desk.book.beside("out");
    desk.choose(&folder);
    for public in [false, true] {
        let file = &export(&desk, ExportKind::Html, public).files[0];
        let html = std::fs::read_to_string(file).unwrap();
        for element in ["<script", "<img", " onerror=alert(1)>", "href=\"javascript", "href=\"#read"] {
            assert!(!html.contains(element), "{element} in {html}");
        }
        let pdf = export(&desk, ExportKind::Pdf, public);
        assert!(std::fs::read(&pdf.files[0]).unwrap().starts_with(b"%PDF-"));
        let markdown = std::fs::read_to_string(&export(&desk, ExportKind::Markdown, public).files[0]).unwrap();
        assert!(markdown.starts_with("# alert(1)"), "{markdown}");
    }
    let notes = export(&desk, ExportKind::Pdf, false).notes;
    assert!(notes[0].message.contains("no letters for") && notes[0].message.contains('漢'), "{notes:?}");
}

#[test]
fn what_is_too_long_for_paper_says_so() {
    let desk = Desk::with(format!("---\nid: C-7K3Q2\n---\n# Long\n\n## Log\n\n{}", "word ".repeat(200_000)));
    desk.choose(&desk.book.beside("out"));
    let request = ExportRecord { handle: HANDLE.into(), kind: ExportKind::Pdf, public: false };
    let refused = desk.app.export_record(request).unwrap_err();
    assert_eq!(refused.message, "C-7K3Q2 cannot be printed: its text has 976 KiB, and a printed one at most 384 KiB");
    assert_eq!(refused.hint.as_deref(), Some("Export it as HTML, which has room for more."));
    assert_eq!(export(&desk, ExportKind::Html, false).files.len(), 1);
}
