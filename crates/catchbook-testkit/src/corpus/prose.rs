use super::{
    Dice,
    stock::{CAUSES, FINDINGS, FOLLOW_UPS, PEOPLE, Trade, WORDS},
};

/// Fills sentences with the words of one trade. Identifiers and files stay the same within a record.
#[derive(Debug)]
pub struct Prose {
    trade: &'static Trade,
    dice: Dice,
    names: [String; 3],
    files: [String; 2],
}

const ACTS: &[&str] = &[
    "load", "fetch", "apply", "merge", "close", "open", "renew", "flush", "parse", "check", "sync", "resolve",
    "append", "retry", "commit", "restore", "derive", "notify", "schedule", "observe", "compact", "validate",
    "reserve", "release",
];
const ENDINGS: &[&str] =
    &["", "Once", "All", "Now", "Lazily", "OrNull", "Batch", "Async", "Unsafe", "From", "Into", "V2"];
const FOLDERS: &[&str] = &["src", "lib", "app", "internal", "pkg", "server", "client", "core", "jobs", "infra"];
const SUFFIXES: &[&str] = &["ts", "rs", "go", "py", "java", "kt", "rb", "sql", "yaml", "tf"];
const CODES: &[&str] = &[
    "502",
    "503",
    "504",
    "409",
    "429",
    "ECONNRESET",
    "ETIMEDOUT",
    "SQLSTATE 40001",
    "EPIPE",
    "SIGSEGV",
    "exit 137",
    "ENOSPC",
    "deadline exceeded",
    "NaN",
    "null",
    "401",
    "413",
    "EMFILE",
];
const PLACES: &[&str] = &["fra", "iad", "dub", "sin", "gru", "syd", "nrt", "ams", "lhr", "pdx"];

impl Prose {
    pub fn new(trade: &'static Trade, dice: Dice) -> Prose {
        let mut prose = Prose { trade, dice, names: Default::default(), files: Default::default() };
        prose.names = std::array::from_fn(|_| prose.new_name());
        prose.files = std::array::from_fn(|_| prose.new_file());
        prose
    }

    /// The template with its slots filled.
    pub fn fill(&mut self, template: &str) -> String {
        let mut text = String::with_capacity(template.len() + 40);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((slot, after)) = after.split_once('}') else { break };
            self.slot(slot, &mut text);
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// A sentence of the trade, or now and then one about finding, cause or what came of it.
    pub fn sentence(&mut self) -> String {
        let template = match self.dice.below(10) {
            0 => self.dice.pick(FINDINGS),
            1 => self.dice.pick(CAUSES),
            2 => self.dice.pick(FOLLOW_UPS),
            _ => self.dice.pick(self.trade.sentences),
        };
        capitalised(&self.fill(template))
    }

    pub fn paragraph(&mut self, sentences: u64) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    pub fn thing(&mut self) -> &'static str {
        self.dice.favour(self.trade.things)
    }

    pub fn person(&mut self) -> &'static str {
        self.dice.favour(PEOPLE)
    }

    pub fn file(&mut self) -> String {
        self.files[self.dice.below(2) as usize].clone()
    }

    pub fn name(&mut self) -> String {
        self.names[self.dice.below(3) as usize].clone()
    }

    fn slot(&mut self, slot: &str, text: &mut String) {
        match slot {
            "thing" | "part" => text.push_str(self.thing()),
            "service" => text.push_str(self.dice.favour(self.trade.services)),
            "name" => text.push_str(&self.name()),
            "file" => text.push_str(&self.file()),
            "code" => text.push_str(self.dice.favour(CODES)),
            "number" => text.push_str(&self.number()),
            "span" => text.push_str(&self.span()),
            "person" => text.push_str(&capitalised(self.person())),
            "host" => text.push_str(&self.host()),
            "word" => text.push_str(self.dice.favour(WORDS)),
            other => panic!("no words for the slot {other}"),
        }
    }

    fn number(&mut self) -> String {
        let digits = self.dice.between(1, 5) as u32;
        self.dice.between(2, 10_u64.pow(digits)).to_string()
    }

    fn span(&mut self) -> String {
        let unit = self.dice.favour(&["minutes", "hours", "days", "seconds", "weeks", "months"]);
        format!("{} {unit}", self.dice.between(2, 59))
    }

    fn host(&mut self) -> String {
        let service = self.dice.pick(self.trade.services);
        format!("{service}-{:02}.{}.example.net", self.dice.below(40), self.dice.pick(PLACES))
    }

    fn new_name(&mut self) -> String {
        let (one, two) = (camel(self.dice.pick(self.trade.things)), camel(self.dice.favour(WORDS)));
        format!("{}{two}{one}{}", self.dice.pick(ACTS), self.dice.favour(ENDINGS))
    }

    fn new_file(&mut self) -> String {
        let thing = self.dice.pick(self.trade.things).replace(' ', "_");
        let (folder, ending) = (self.dice.pick(FOLDERS), self.dice.favour(SUFFIXES));
        format!("{folder}/{}/{thing}_{}.{ending}", self.dice.pick(self.trade.services), self.dice.pick(ACTS))
    }
}

pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn camel(words: &str) -> String {
    words.split([' ', '-']).map(capitalised).collect()
}
