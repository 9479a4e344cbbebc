//! Records of few words, all of one length: another word in a file leaves its size as it was.

use catchbook_testkit::RecordText;
use catchbook_testkit::corpus::Dice;

pub const WORDS: [&str; 8] = ["anchor", "bridge", "candle", "desert", "engine", "forest", "garden", "hammer"];
const FOLDERS: [&str; 5] = ["catches/", "incidents/", "guides/", "notes/deep/", ""];
const NAMES: [&str; 6] = ["one", "two", "six", "2026-06-02-ten", "2026-06-04-red", "2025-01-05-old"];

pub fn any_path(dice: &mut Dice) -> String {
    format!("{}{}.md", dice.pick(&FOLDERS), dice.pick(&NAMES))
}

pub fn any_word(dice: &mut Dice) -> &'static str {
    WORDS[dice.below(WORDS.len() as u64) as usize]
}

pub fn any_text(dice: &mut Dice) -> Vec<u8> {
    match dice.below(20) {
        0 => b"\x00\xff\xfe\x80 anchor \x00".to_vec(),
        1 => format!("---\nservices: [chat\n  tags: : {{\n---\n# {}\n", any_word(dice)).into_bytes(),
        2 => Vec::new(),
        _ => any_record(dice).into_bytes(),
    }
}

pub fn any_record(dice: &mut Dice) -> String {
    let mut text = RecordText::new(&format!("The {} and the {}", any_word(dice), any_word(dice)));
    if dice.chance(60) {
        text = text.field("id", dice.pick(&["C-00001", "C-00002", "C-00003", "G-00004"]));
    }
    if dice.chance(50) {
        text = text.field("severity", dice.pick(&["sev1", "sev2", "sev3"]));
    }
    if dice.chance(50) {
        text = text.list("services", &[dice.pick(&["chat", "cart", "mail"]), dice.pick(&["chat", "push"])]);
    }
    if dice.chance(30) {
        text = text.list("tags", &["retry"]).field("class", "state").field("status", dice.pick(&["draft", "reviewed"]));
    }
    if dice.chance(30) {
        text = text.field("verified", dice.pick(&["2024-01-05", "2026-06-10"])).field("review_every", "6 months");
    }
    if dice.chance(30) {
        text = text.gate("e2e", dice.pick(&["passed", "failed"]));
    }
    text = text.body(&format!("A {}, a {} and a {}.", any_word(dice), any_word(dice), any_word(dice)));
    if dice.chance(50) {
        text = text.body(&format!("See [[{}]] and [[{}]].", dice.pick(&NAMES), dice.pick(&["C-00001", "C-00002"])));
    }
    if dice.chance(30) {
        text = text.section("Actions", "- [ ] Do it @ada 2026-06-01");
    }
    text.text()
}

/// The text with one of its words replaced, as long as before.
pub fn with_another_word(text: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut text = text.to_owned();
    let (old, new) = (any_word(dice), any_word(dice));
    if let Some(at) = text.windows(old.len()).rposition(|window| window == old.as_bytes()) {
        text[at..at + old.len()].copy_from_slice(new.as_bytes());
    }
    text
}
