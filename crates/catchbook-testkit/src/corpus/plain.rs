use super::{
    Dice,
    prose::{Prose, capitalised},
    stock::TRADES,
};
use std::fmt::Write;

/// A note without front matter, as in any folder of documentation.
pub fn write(seed: u64, number: u64) -> (String, String) {
    let mut dice = Dice::of(seed ^ 0x0070_6c61_696e, number);
    let trade = dice.pick(TRADES);
    let mut prose = Prose::new(trade, dice.clone());
    let service = dice.pick(trade.services);
    let topic = prose.thing().replace(' ', "-");
    let path = format!("{service}/{:02}/{topic}-{number:x}.md", dice.below(20));
    let mut text = String::with_capacity(4_096);
    let _ = writeln!(text, "{} of {service}\n===", capitalised(prose.thing()));
    for section in 0..dice.between(1, 8) {
        if section > 0 {
            let _ = writeln!(text, "\n### {}", prose.fill("The {word} {thing}"));
        }
        for _ in 0..dice.between(1, 3) {
            let _ = writeln!(text, "\n{}", prose.paragraph(dice.between(1, 5)));
        }
    }
    (path, text)
}
