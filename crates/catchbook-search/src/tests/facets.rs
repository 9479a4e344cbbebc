use crate::{
    Field, Find, Found, Sort,
    fixtures::{catch, gate, parse, store_of, write},
};
use catchbook_record::{Kind, Record, Verdict};
use proptest::prelude::*;
use std::collections::BTreeSet;

const SERVICES: [&str; 4] = ["cart", "Checkout", "search", "two parts"];
const GATES: [&str; 3] = ["e2e", "unit", "ai-review"];
const MODES: [&str; 3] = ["state", "time", "retry"];

fn arbitrary(n: usize) -> impl Strategy<Value = Record> {
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let some = |names: &'static [&'static str]| prop::sample::subsequence(names.to_vec(), 0..=names.len());
    (kind, some(&SERVICES), some(&GATES), some(&MODES), prop::option::of(1_u8..=5), any::<bool>()).prop_map(
        move |(kind, services, gates, modes, severity, has_word)| Record {
            kind,
            gates: gates.iter().map(|name| gate(name, Verdict::Passed)).collect(),
            modes: modes.iter().map(ToString::to_string).collect(),
            ..catch(&format!("{n}.md"), if has_word { "word here" } else { "other" }, &services, severity, "2026-01-01")
        },
    )
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    (0..25_usize).prop_flat_map(|count| (0..count).map(arbitrary).collect::<Vec<_>>())
}

/// A token of a counted field, with the values it accepts.
fn tokens() -> impl Strategy<Value = Vec<(Field, Vec<String>, bool)>> {
    let values = prop_oneof![
        prop::sample::subsequence(vec!["catch", "incident", "guide", "note"], 1..3).prop_map(|v| (Field::Type, v)),
        prop::sample::subsequence(SERVICES.to_vec(), 1..3).prop_map(|v| (Field::Service, v)),
        prop::sample::subsequence(vec!["1", "2", "3", "none"], 1..3).prop_map(|v| (Field::Severity, v)),
        prop::sample::subsequence(GATES.to_vec(), 1..3).prop_map(|v| (Field::Gate, v)),
        prop::sample::subsequence(MODES.to_vec(), 1..3).prop_map(|v| (Field::Mode, v)),
    ];
    let token = (values, prop::bool::weighted(0.2))
        .prop_map(|((field, values), not)| (field, values.iter().map(ToString::to_string).collect(), not));
    prop::collection::vec(token, 0..4)
}

fn values_of(record: &Record, field: Field) -> Vec<String> {
    match field {
        Field::Type => vec![record.kind.to_string()],
        Field::Service => record.services.clone(),
        Field::Severity => vec![record.severity.map_or("none".into(), |level| level.to_string())],
        Field::Gate => record.gates.iter().map(|gate| gate.name.clone()).collect(),
        _ => record.modes.clone(),
    }
}

/// Whether a record passes the tokens, leaving one field's aside.
fn passes(record: &Record, tokens: &[(Field, Vec<String>, bool)], aside: Option<Field>) -> bool {
    tokens.iter().filter(|(field, ..)| Some(*field) != aside).all(|(field, values, not)| {
        let has = values_of(record, *field).iter().any(|own| values.contains(own));
        has != *not
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_group_counts_as_if_the_query_said_nothing_of_it(records in records(), tokens in tokens(), with_word in any::<bool>(), in_overlay in 0_usize..6) {
        let dir = tempfile::tempdir().unwrap();
        let on_disk = records.len().saturating_sub(in_overlay);
        let store = store_of(dir.path(), &records[..on_disk]);
        records[on_disk..].iter().for_each(|record| store.overlay_put(record));
        let mut text = tokens.iter().map(|(field, values, not)| {
            let values: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
            format!("{}{}:{}", if *not { "-" } else { "" }, field.as_str(), values.join(","))
        }).collect::<Vec<_>>().join(" ");
        if with_word { text.push_str(" word"); }
        let found = store.find(&parse(&text), &Find { facets: true, limit: 100, ..Find::default() }).unwrap();

        // The second time, names are read another way.
        let again = store.find(&parse(&text), &Find { facets: true, sort: Sort::Date, ..Find::default() }).unwrap();
        prop_assert_eq!(&again.facets, &found.facets);

        let wanted: Vec<&Record> = records.iter().filter(|record| !with_word || record.title.contains("word")).collect();
        prop_assert_eq!(found.total, wanted.iter().filter(|record| passes(record, &tokens, None)).count());
        prop_assert_eq!(found.hits.len(), found.total);
        for facet in &found.facets {
            let mut expected = std::collections::BTreeMap::<String, usize>::new();
            for record in wanted.iter().filter(|record| passes(record, &tokens, Some(facet.field))) {
                values_of(record, facet.field).into_iter().for_each(|value| *expected.entry(value).or_default() += 1);
            }
            prop_assert_eq!(facet.counts.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(), expected, "{:?} of {}", facet.field, text);
        }
    }
}

#[test]
fn groups_come_in_their_order_and_names_most_frequent_first() {
    let dir = tempfile::tempdir().unwrap();
    let records = [
        catch("a.md", "x", &["cart", "Cart"], Some(4), "2026-01-01"),
        catch("b.md", "x", &["CART", "search"], Some(1), "2026-01-01"),
        catch("c.md", "x", &["search", "zeta", "cart"], None, "2026-01-01"),
    ];
    let store = store_of(dir.path(), &records);
    let found = store.find(&parse(""), &Find { facets: true, ..Find::default() }).unwrap();
    assert_eq!(found.facets.iter().map(|facet| facet.field).collect::<Vec<_>>(), Field::FACETS);
    let counts = |n: usize| {
        found.facets[n].counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(counts(0), "catch 3");
    assert_eq!(counts(1), "CART 3, search 2, zeta 1", "one spelling, each record once");
    assert_eq!(counts(2), "1 1, 4 1, none 1");
    assert_eq!(counts(3), "");
}

#[test]
fn facets_are_counted_only_when_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[catch("a.md", "x", &["cart"], None, "2026-01-01")]);
    let facets = |facets| store.find(&parse("x"), &Find { facets, ..Find::default() }).unwrap().facets.len();
    assert_eq!((facets(false), facets(true), facets(false)), (0, 5, 0));
}

/// A long question sums up its scores for all documents at once; by date, what matches is seen one by one.
#[test]
fn a_question_counts_and_finds_what_any_other_order_does() {
    let dir = tempfile::tempdir().unwrap();
    let texts = ["why is the cart blank", "the reply", "nothing of it", "reply after the page was blank"];
    let record = |n: usize| {
        let severity = (!n.is_multiple_of(4)).then_some((n % 3 + 1) as u8);
        catch(&format!("{n}.md"), texts[n % texts.len()], &SERVICES[n % 3..], severity, "2026-01-01")
    };
    let records: Vec<Record> = (0..400).map(record).collect();
    let store = store_of(dir.path(), &records);
    write(&store, &records[..10]);
    (10..30).for_each(|n| store.overlay_remove(&format!("{n}.md")));
    store.overlay_put(&record(30));
    for _first_and_second_count in 0..2 {
        for question in ["why is the reply or page blank after it", "cart of the page nobody asked about ever"] {
            let find = |sort| store.find(&parse(question), &Find { sort, limit: 1_000, ..Find::default() }).unwrap();
            let counted = |sort| {
                let short = Find { sort, limit: 5, facets: true, ..Find::default() };
                store.find(&parse(question), &short).unwrap()
            };
            let paths = |found: &Found| found.hits.iter().map(|hit| hit.path.clone()).collect::<BTreeSet<_>>();
            let (scored, dated) = (find(Sort::Relevance), find(Sort::Date));
            assert_eq!((scored.total, paths(&scored)), (dated.total, paths(&dated)), "{question}");
            assert!(scored.total > 50, "{}", scored.total);
            let (short, by_date) = (counted(Sort::Relevance), counted(Sort::Date));
            assert_eq!((short.total, &short.facets), (scored.total, &by_date.facets), "{question}");
            assert_eq!(short.hits, scored.hits[..5]);
        }
        // Which are counted by what is kept of them only from the second time on.
        store.overlay_put(&record(31));
    }
}
