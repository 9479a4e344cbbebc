//! The fonts of the program: all of them under the SIL Open Font License, see `fonts/`.

use crate::sheet::{Content, Sheet};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

const FILES: &[&[u8]] = &[
    include_bytes!("../fonts/SourceSerifPro-Regular.ttf"),
    include_bytes!("../fonts/SourceSerifPro-It.ttf"),
    include_bytes!("../fonts/SourceSerifPro-Semibold.ttf"),
    include_bytes!("../fonts/SourceSerifPro-SemiboldIt.ttf"),
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
    include_bytes!("../fonts/JetBrainsMono-Regular.ttf"),
];

/// Listed for the person who exports; a whole text in another script needs no longer list.
const MOST_LISTED: usize = 12;

pub(crate) fn embedded() -> &'static [Font] {
    static FONTS: LazyLock<Vec<Font>> =
        LazyLock::new(|| FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());
    &FONTS
}

/// Letters of the sheet that no font has, in the order of their numbers.
pub(crate) fn without_shape(sheet: &Sheet) -> Vec<char> {
    let mut missing = BTreeSet::new();
    for text in texts(sheet) {
        missing.extend(text.chars().filter(|c| is_drawn(*c) && !has_shape(*c)));
    }
    missing.into_iter().take(MOST_LISTED).collect()
}

fn has_shape(c: char) -> bool {
    c.is_ascii() || embedded().iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

/// Marks that only steer how others are drawn need no shape of their own.
fn is_drawn(c: char) -> bool {
    let steers = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}');
    !c.is_control() && !c.is_whitespace() && !steers
}

fn texts(sheet: &Sheet) -> Vec<&str> {
    let mut all = vec![sheet.title.as_str(), &sheet.foot];
    all.extend(sheet.lede.as_deref());
    all.extend(sheet.about.iter().map(String::as_str));
    for link in sheet.chain.iter().flat_map(|chain| &chain.links) {
        all.extend(link.what.as_deref());
        all.extend(link.meta.iter().map(String::as_str));
    }
    for part in &sheet.parts {
        match &part.content {
            Content::Text(text) => all.push(text),
            Content::Pairs(pairs) => all.extend(pairs.iter().flat_map(|(label, text)| [label.as_str(), text])),
            Content::Gates(gates) => {
                all.extend(gates.iter().flat_map(|gate| [gate.name.as_str(), &gate.verdict]));
                all.extend(gates.iter().filter_map(|gate| gate.why_blind.as_deref()));
            }
            Content::Timeline(entries) => all.extend(entries.iter().map(|entry| entry.text.as_str())),
            Content::Tasks(tasks) => all.extend(tasks.iter().map(|task| task.text.as_str())),
            Content::Code(code) => all.extend(code.iter().flat_map(|code| &code.lines).map(String::as_str)),
        }
    }
    all
}
