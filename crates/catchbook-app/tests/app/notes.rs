//! Quiet notes on a text, and images that are pasted into it.

use crate::desk::{Desk, HANDLE, PATH, show};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use catchbook_app::api::{Commands, KeepImage, KeptImage, PasteImage, RenderText, SilenceNote, TextNote};

const TEXT: &str = "---\nid: C-7K3Q2\ntitle: root cause\n---\n# T 🙂\n\nIt was human error.\nKofi should have known.\n";

fn notes(desk: &Desk, text: &str) -> Vec<TextNote> {
    desk.app.text_notes(RenderText { path: PATH.into(), text: text.into() }).unwrap().notes
}

#[test]
fn notes_stand_where_the_page_counts_and_skip_the_front_matter() {
    let desk = Desk::with(TEXT);
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    let found: Vec<(String, u32, String)> = notes(&desk, TEXT)
        .into_iter()
        .map(|note| {
            let shown = String::from_utf16(&units[note.from as usize..note.to as usize]).unwrap();
            assert_eq!(shown, note.words);
            (note.rule, note.line, shown)
        })
        .collect();
    let expected = [("human-error", 7, "human error"), ("should-have", 8, "Kofi should have known")];
    assert_eq!(found, expected.map(|(rule, line, words)| (rule.to_owned(), line, words.to_owned())));
}

#[test]
fn a_silenced_note_is_remembered_outside_the_file_and_can_be_heard_again() {
    let desk = Desk::with(TEXT);
    let before = desk.book.files();
    let note = SilenceNote { handle: HANDLE.into(), rule: "human-error".into(), words: "human error".into() };
    desk.app.silence_note(note).unwrap();
    assert_eq!(desk.book.files(), before);
    let desk = desk.again();
    let rules = |desk: &Desk| notes(desk, TEXT).into_iter().map(|note| note.rule).collect::<Vec<_>>();
    assert_eq!(rules(&desk), ["should-have"]);
    let fields = desk.app.read_fields(RenderText { path: PATH.into(), text: TEXT.into() }).unwrap();
    assert_eq!(fields.silenced, 1);
    assert_eq!(fields.parts[0].note.as_deref(), Some("1 sentence to look at, line 8"));
    desk.app.hear_notes(show(HANDLE)).unwrap();
    assert_eq!(rules(&desk).len(), 2);
}

#[test]
fn a_secret_is_said_and_never_written_down() {
    let secret = ["AKIA", "ABCDEFGHIJKLMNOP"].concat();
    let text = format!("{TEXT}\nThe log shows {secret}.\n");
    let desk = Desk::with(&text);
    let note = notes(&desk, &text).pop().unwrap();
    assert_eq!((&*note.rule, &*note.words, note.line), ("secret", "AKIA…MNOP", 10));
    assert!(note.says.contains("an AWS access key"));
    desk.app.silence_note(SilenceNote { handle: HANDLE.into(), rule: note.rule, words: note.words }).unwrap();
    assert!(notes(&desk, &text).iter().all(|note| note.rule != "secret"));
    for file in walk(&desk.book.data()) {
        assert!(!std::fs::read_to_string(&file).unwrap().contains(&secret), "{}", file.display());
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

fn keep(desk: &Desk, name: &str, bytes: &[u8]) -> Result<KeptImage, catchbook_app::api::ApiError> {
    let data = BASE64_STANDARD.encode(bytes);
    desk.app.keep_image(KeepImage { handle: HANDLE.into(), path: PATH.into(), name: name.into(), data })
}

#[test]
fn an_image_lies_beside_its_record_and_never_over_another() {
    let desk = Desk::with(TEXT);
    let first = keep(&desk, "C:\\Pictures\\Shot (1).PNG", PNG).unwrap();
    assert_eq!(first.path, "attachments/C-7K3Q2/shot-1.png");
    assert_eq!(first.markdown, "![shot 1](../attachments/C-7K3Q2/shot-1.png)");
    assert_eq!(desk.book.read(&first.path), PNG);
    assert_eq!(keep(&desk, "shot 1.png", PNG).unwrap().path, first.path, "the same image is there already");
    let other = [PNG, b"other"].concat();
    let second = keep(&desk, "../shot-1.jpg", &other).unwrap();
    assert_eq!(second.path, "attachments/C-7K3Q2/shot-1-2.png", "the bytes say what it is");
    assert_eq!(desk.book.read(&first.path), PNG);
    assert_eq!(keep(&desk, "", &other).unwrap().path, "attachments/C-7K3Q2/image.png");
}

#[test]
fn what_is_no_image_is_refused() {
    let desk = Desk::with(TEXT);
    let before = desk.book.files();
    let refused = keep(&desk, "a.png", b"<svg onload=alert(1)>").unwrap_err();
    assert!(refused.message.contains("no image") && refused.hint.is_some());
    let request = KeepImage { handle: HANDLE.into(), path: PATH.into(), name: String::new(), data: "%".into() };
    assert!(desk.app.keep_image(request).unwrap_err().message.contains("whole"));
    assert!(keep(&desk, "a.png", &[PNG, &vec![0; 33 << 20][..]].concat()).unwrap_err().message.contains("32 MiB"));
    assert_eq!(desk.book.files(), before);
}

#[test]
fn an_image_of_the_clipboard_is_kept_as_it_is() {
    let desk = Desk::with(TEXT);
    let paste = || desk.app.paste_image(PasteImage { handle: HANDLE.into(), path: PATH.into() });
    assert_eq!(paste().unwrap().kept, None, "the clipboard holds none");
    desk.copy(PNG);
    let kept = paste().unwrap().kept.unwrap();
    assert_eq!(kept.markdown, "![image](../attachments/C-7K3Q2/image.png)");
    assert_eq!(desk.book.read(&kept.path), PNG);
    desk.copy(b"<svg onload=alert(1)>");
    assert!(paste().unwrap_err().message.contains("no image that can be shown"));
}
