//! `OR`, `NOT` and parentheses against a plain reading of the same thing.

use crate::fixtures::{paths, record, store_of};
use catchbook_record::Record;
use proptest::prelude::*;

const WORDS: [&str; 4] = ["anchor", "bridge", "candle", "desert"];
const SERVICES: [&str; 3] = ["cart", "chat", "search"];

#[derive(Debug, Clone)]
enum Wish {
    Word(usize),
    Service(usize),
    Severity(u8),
    Not(Box<Wish>),
    All(Vec<Wish>),
    Either(Vec<Wish>),
}

impl Wish {
    fn written(&self) -> String {
        let joined = |wishes: &[Wish], by: &str| wishes.iter().map(Wish::written).collect::<Vec<_>>().join(by);
        match self {
            Wish::Word(n) => WORDS[*n].to_string(),
            Wish::Service(n) => format!("service:{}", SERVICES[*n]),
            Wish::Severity(n) => format!("severity:<={n}"),
            Wish::Not(wish) => format!("NOT {}", wish.written()),
            Wish::All(wishes) => format!("({})", joined(wishes, " ")),
            Wish::Either(wishes) => format!("({})", joined(wishes, " OR ")),
        }
    }

    fn holds(&self, record: &Record) -> bool {
        match self {
            Wish::Word(n) => record.body.text.contains(WORDS[*n]),
            Wish::Service(n) => record.services.iter().any(|service| service == SERVICES[*n]),
            Wish::Severity(n) => record.severity.is_some_and(|severity| severity <= *n),
            Wish::Not(wish) => !wish.holds(record),
            Wish::All(wishes) => wishes.iter().all(|wish| wish.holds(record)),
            Wish::Either(wishes) => wishes.iter().any(|wish| wish.holds(record)),
        }
    }
}

fn wishes() -> impl Strategy<Value = Wish> {
    let leaf = prop_oneof![
        (0..WORDS.len()).prop_map(Wish::Word),
        (0..SERVICES.len()).prop_map(Wish::Service),
        (1..5_u8).prop_map(Wish::Severity),
    ];
    leaf.prop_recursive(4, 20, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.clone().prop_map(|wish| Wish::Not(Box::new(wish))),
            some().prop_map(Wish::All),
            some().prop_map(Wish::Either),
        ]
    })
}

/// One record for every set of the words, with services and severities mixed in.
fn every_kind() -> Vec<Record> {
    (0..64_usize)
        .map(|n| {
            let chosen = |names: &[&str], bits: usize| -> Vec<String> {
                let on = names.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                on.map(|(_, name)| (*name).to_string()).collect()
            };
            Record {
                services: chosen(&SERVICES, n / 8),
                severity: u8::try_from(n % 6).ok().filter(|severity| *severity > 0),
                ..record(&format!("r/{n:02}.md"), "Plain", &chosen(&WORDS, n % 16).join(" "))
            }
        })
        .collect()
}

#[test]
fn a_group_finds_what_it_says() {
    let dir = tempfile::tempdir().unwrap();
    let records = every_kind();
    let store = store_of(dir.path(), &records);
    proptest!(ProptestConfig::with_cases(400), |(wish in wishes())| {
        let query = wish.written();
        let mut found = paths(&store, &query);
        found.sort_unstable();
        // More than four words of equal rank are a sentence, of which some will do.
        prop_assume!(crate::fixtures::parse(&query).words() <= 4);
        let expected: Vec<_> =
            records.iter().filter(|record| wish.holds(record)).map(|record| record.path.clone()).collect();
        prop_assert_eq!(found, expected, "{}", query);
    });
}

#[test]
fn the_words_of_a_group_rank_and_are_marked() {
    let dir = tempfile::tempdir().unwrap();
    let rare = record("rare.md", "Plain", "a note on candle wax");
    let titled = record("titled.md", "Candle", "nothing else");
    let store = store_of(dir.path(), &[rare, titled, record("other.md", "Plain", "a desert")]);
    assert_eq!(paths(&store, "candle OR desert")[0], "titled.md");
    let query = crate::fixtures::parse("-(desert OR x) (candle OR wax)");
    let marked: Vec<String> = store
        .snippets(&query)
        .passage("a note on candle wax in the desert", 80)
        .into_iter()
        .filter(|stretch| stretch.mark)
        .map(|stretch| stretch.text)
        .collect();
    assert_eq!(marked, ["candle", "wax"]);
}
