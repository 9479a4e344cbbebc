use super::{
    Dice,
    prose::{Prose, capitalised},
    stock::{TRADES, Trade},
};
use jiff::{ToSpan, civil::Date};

/// Who a record is: everything that other records need to link to it.
#[derive(Debug, Clone)]
pub struct Identity {
    pub seed: u64,
    pub number: u64,
    pub kind: &'static str,
    /// Unique in a corpus of up to 33 million; none for notes and people.
    pub id: Option<String>,
    pub title: String,
    pub date: Date,
    pub stem: String,
    pub path: String,
    pub(super) trade: &'static Trade,
}

const KINDS: &[(&str, &str, Option<char>, u64)] = &[
    ("catch", "catches", Some('C'), 44),
    ("incident", "incidents", Some('I'), 22),
    ("model-error", "model-errors", Some('E'), 14),
    ("guide", "guides", Some('G'), 8),
    ("property", "properties", Some('P'), 4),
    ("reading-list", "reading-lists", Some('R'), 3),
    ("person", "people", None, 2),
    ("note", "notes", None, 3),
];

impl Identity {
    pub fn of(seed: u64, number: u64) -> Identity {
        let mut dice = Dice::of(seed, number);
        let (kind, folder, letter) = any_kind(&mut dice);
        let trade = dice.pick(TRADES);
        let date = Date::constant(2015, 1, 1) + (dice.below(4_180) as i64).days();
        let title = capitalised(&Prose::new(trade, dice.clone()).fill(dice.pick(trade.titles)));
        let stem = match kind {
            "person" => format!("{}-{number:x}", dice.pick(super::stock::PEOPLE)),
            _ => format!("{date}-{}-{number:x}", slug(&title)),
        };
        let path = match kind {
            "person" => format!("{folder}/{stem}.md"),
            _ => format!("{folder}/{}/{stem}.md", date.year()),
        };
        let id = letter.map(|letter| format!("{letter}-{}", digits(seed, number)));
        Identity { seed, number, kind, id, title, date, stem, path, trade }
    }

    /// How others name it.
    pub fn handle(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.stem)
    }

    /// Some record made before this one, more often one of the first hundred, as in any vault that grew.
    pub fn earlier(&self, dice: &mut Dice) -> Option<Identity> {
        let end = if dice.chance(20) { self.number.min(100) } else { self.number };
        (end > 0).then(|| Identity::of(self.seed, dice.below(end)))
    }
}

fn any_kind(dice: &mut Dice) -> (&'static str, &'static str, Option<char>) {
    let mut roll = dice.below(100);
    for &(kind, folder, letter, share) in KINDS {
        if roll < share {
            return (kind, folder, letter);
        }
        roll -= share;
    }
    ("note", "notes", None)
}

/// Five Crockford digits. An odd factor modulo 2^25 sends no two numbers to the same place.
fn digits(seed: u64, number: u64) -> String {
    let mut n = (number.wrapping_mul(0x10_7f4d) ^ (seed.wrapping_mul(0x9e37_79b9) >> 7)) & 0x1ff_ffff;
    let mut text = [0_u8; 5];
    for digit in text.iter_mut().rev() {
        *digit = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(n & 31) as usize];
        n >>= 5;
    }
    text.iter().map(|digit| char::from(*digit)).collect()
}

fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 2);
    words.take(4).collect::<Vec<_>>().join("-")
}
