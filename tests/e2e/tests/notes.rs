//! Notes under the line, images and the keys of Vim, in the real window.

use catchbook_e2e::screens::{in_palette, open_library};
use catchbook_e2e::{Setup, Window};
use std::fs;
use std::path::PathBuf;

const PATH: &str = "catches/2026-06-14-reply-blank.md";
const TEXT: &str = "---\nid: C-7K3Q2\n---\n# Reply blank\n\nThe list was empty.\n";
const ABOUT: &str = "Human error explains nothing";

fn editing() -> Window {
    let window = open_library(&Setup::files([(PATH, TEXT)]));
    window.until_text("status-records", "1 record");
    open(&window);
    window
}

fn open(window: &Window) {
    window.run("location.hash = '#/write/C-7K3Q2'");
    window.until_focus("source");
}

fn file(window: &Window) -> PathBuf {
    window.folder().join("vault").join(PATH)
}

fn until_in_editor(window: &Window, part: &str) {
    let lines = "return document.querySelector('[data-testid=source]')?.textContent ?? ''";
    window.until(&format!("`{part}` in the editor"), |window| {
        window.run(lines).as_str().is_some_and(|text| text.contains(part)).then_some(())
    });
}

fn until_on_disk(window: &Window, text: &str) {
    window.until(&format!("{text:?} on disk"), |window| {
        (fs::read_to_string(file(window)).unwrap() == text).then_some(())
    });
}

#[test]
fn a_note_is_shown_when_the_cursor_rests_and_escape_silences_it_in_this_file() {
    let window = editing();
    window.press(["Ctrl End"]);
    window.type_keys("It was human error.");
    window.until_text("note", ABOUT);
    // It is no part of the text, and the next key takes it away, until the cursor rests again.
    window.run(
        "window.went = false;
         const watch = new MutationObserver(() => (window.went ||= !document.querySelector('[data-testid=note]')));
         watch.observe(document.querySelector('[data-testid=source]'), { subtree: true, childList: true });",
    );
    window.type_keys("!");
    window.until("the note goes", |window| (window.run("return window.went") == true).then_some(()));
    window.until_text("note", ABOUT);
    window.press(["Esc"]);
    window.until_gone("note");
    assert!(window.has("write"), "Esc silenced the note and did not leave the editor");
    window.until_text("hear-again", "1 note silenced");

    window.type_keys(" Obviously.");
    window.until_text("note", "Obvious only afterwards");
    window.press(["Ctrl s"]);
    until_on_disk(&window, &format!("{TEXT}It was human error.! Obviously."));

    // It stays silent in this file, until it is asked for again.
    window.press(["Alt 2"]);
    window.get("library");
    open(&window);
    window.press(["Ctrl End"]);
    window.until_text("note", "Obvious only afterwards");
    window.press(["Esc"]);
    window.until_text("hear-again", "2 notes silenced");
    window.click("hear-again");
    window.until_gone("hear-again");
}

#[test]
fn what_looks_like_a_secret_is_said_before_it_is_saved() {
    let window = editing();
    window.press(["Ctrl End"]);
    window.type_keys(&["AKIA", "ABCDEFGHIJKLMNOP"].concat());
    window.until_text("write-secret", "an AWS access key (AKIA…MNOP)");
    assert_eq!(fs::read_to_string(file(&window)).unwrap(), TEXT);
}

/// One pixel, and the event that a browser makes of a paste or a drop of it.
const IMAGE: &str = "
    const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'Shot 1.png', { type: 'image/png' }));
    const source = document.querySelector('[data-testid=source]');
";

#[test]
fn a_pasted_image_becomes_a_file_beside_the_record_and_a_link() {
    let window = editing();
    window.press(["Ctrl End"]);
    let paste =
        "source.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";
    window.run(&format!("{IMAGE}{paste}"));
    until_in_editor(&window, "![shot 1](../attachments/C-7K3Q2/shot-1.png)");
    let kept = window.folder().join("vault/attachments/C-7K3Q2/shot-1.png");
    assert!(fs::read(&kept).unwrap().starts_with(b"\x89PNG"));
    window.until("the preview shows it", |window| {
        (window.run("return document.querySelector('[data-testid=written] img')?.naturalWidth === 1") == true)
            .then_some(())
    });
    // Undo takes the link out, and the file stays.
    window.press(["Ctrl z"]);
    window.until("the link is gone", |window| {
        let has = "return document.querySelector('[data-testid=source]').textContent.includes('attachments')";
        (window.run(has) == false).then_some(())
    });
    assert!(kept.exists());

    let drop = "const at = source.querySelector('.cm-line:last-child').getBoundingClientRect();
        source.dispatchEvent(new DragEvent('drop', { dataTransfer: data, clientX: at.x + 2, clientY: at.y + 2, bubbles: true, cancelable: true }));";
    window.run(&format!("{IMAGE}{drop}"));
    until_in_editor(&window, "![shot 1](../attachments/C-7K3Q2/shot-1.png)");
    window.press(["Ctrl s"]);
    until_on_disk(&window, &format!("{TEXT}![shot 1](../attachments/C-7K3Q2/shot-1.png)"));
}

#[test]
fn vim_keys_are_switched_on_in_the_palette() {
    let window = editing();
    in_palette(&window, "vim");
    window.css(".cm-vim-panel");
    window.click("source");
    window.until_focus("source");
    window.type_keys("gg");
    window.type_keys("jjjdd");
    window.until("a line is gone", |window| {
        let has = "return document.querySelector('[data-testid=source]').textContent.includes('Reply blank')";
        (window.run(has) == false).then_some(())
    });
    window.type_keys("GoTyped");
    until_in_editor(&window, "Typed");
    window.press(["Esc"]);
    window.type_keys(":w");
    window.press(["Enter"]);
    until_on_disk(&window, "---\nid: C-7K3Q2\n---\n\nThe list was empty.\n\nTyped");
    let colour = "return getComputedStyle(document.querySelector('.cm-fat-cursor') ?? document.body).position";
    window.until("the block cursor has its style", |window| (window.run(colour) == "absolute").then_some(()));
}
