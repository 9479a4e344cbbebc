//! Images in the clipboard: WebKitGTK tells a page of the text there, and of nothing else.

use gtk::{Clipboard, gdk};
use std::sync::mpsc::Sender;

/// What programs offer, in the order of preference.
const KINDS: &[&str] = &["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

/// Sends the image's bytes as its owner gives them; drops `answer` when there is none. For the thread that draws.
pub fn image(answer: Sender<Vec<u8>>) {
    ask(&Clipboard::get(&gdk::SELECTION_CLIPBOARD), KINDS, answer);
}

fn ask(clipboard: &Clipboard, kinds: &'static [&str], answer: Sender<Vec<u8>>) {
    let Some((kind, others)) = kinds.split_first() else { return };
    clipboard.request_contents(&gdk::Atom::intern(kind), move |clipboard, contents| {
        // Below zero where the owner has nothing of this kind.
        if contents.length() <= 0 {
            return ask(clipboard, others, answer);
        }
        // Nobody listens any more when it took too long.
        let _ = answer.send(contents.data());
    });
}
