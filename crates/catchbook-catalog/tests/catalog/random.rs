//! Whatever order things are applied in, the catalog is what a rebuild from scratch would make.

use crate::make::*;
use catchbook_catalog::{Catalog, Entry};
use catchbook_record::{
    Change, Confidence, Gate, Link, Period, PeriodSpan, Problem, Record, Role, Verdict, Verified, Weight,
};
use proptest::{collection::vec, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

const PATHS: [&str; 8] = [
    "catches/a.md",
    "catches/b.md",
    "guides/c.md",
    "guides/d.md",
    "incidents/e.md",
    "people/f.md",
    "a.md",
    "reading-lists/g.md",
];
const HANDLES: [&str; 7] = ["C-00001", "c-0000l", "a", "b", "c", "g", "catches/b.md"];

const VERIFIED: [&str; 4] = ["2025-01-01", "2026-01-20", "2026-06-13", "2026-06-01"];

fn any_link() -> impl Strategy<Value = Link> {
    prop_oneof![
        (0..HANDLES.len(), 1..50_u32).prop_map(|(n, line)| wiki(HANDLES[n], line)),
        (0..PATHS.len(), 1..50_u32).prop_map(|(n, line)| relative(&format!("/{}", PATHS[n]), line)),
        "[0-9a-f]{7}".prop_map(|id| commit(&id, 3)),
    ]
}

fn any_record() -> impl Strategy<Value = Record> {
    let handle = || (0..HANDLES.len()).prop_map(|n| HANDLES[n].to_owned());
    let lists = (vec(any_link(), 0..4), vec(handle(), 0..2), vec(handle(), 0..2), vec("[ab]", 0..3));
    (0..PATHS.len(), proptest::option::of(handle()), lists, vec("[0-9a-f]{4,12}", 0..2), 0..9_u8).prop_map(
        |(path, id, (links, supersedes, aliases, services), commits, roll)| {
            let mut record = Record { id, supersedes, aliases, services, ..record(PATHS[path]) };
            record.body.links = links;
            record.verified =
                VERIFIED.get(usize::from(roll)).map(|on| Verified { on: Some(day(on)), ..Verified::default() });
            record.review_every = (roll % 3 == 1).then(|| Period { text: "7 days".into(), span: PeriodSpan::Days(7) });
            record.superseded_by = if roll == 5 { vec!["a".into()] } else { Vec::new() };
            let verdict = if roll % 2 == 0 { Verdict::Passed } else { Verdict::Failed };
            record.gates = vec![Gate { name: "e2e".into(), verdict, evidence: None, why_blind: None }];
            record.changes = commits.into_iter().map(change).collect();
            record
        },
    )
}

fn change(commit: String) -> Change {
    Change {
        role: Role::Fixed,
        repo: None,
        commit: Some(commit),
        pr: None,
        url: None,
        at: None,
        confidence: Confidence::Suspected,
        evidence: None,
        line: 1,
    }
}

#[derive(Debug, Clone)]
enum Step {
    Apply(Vec<(Record, bool)>, Vec<usize>),
    Touch(usize, u8),
    Clear,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (vec((any_record(), any::<bool>()), 0..5), vec(0..PATHS.len(), 0..3)).prop_map(|(a, r)| Step::Apply(a, r)),
        1 => (0..PATHS.len(), any::<u8>()).prop_map(|(path, n)| Step::Touch(path, n)),
        1 => Just(Step::Clear),
    ]
}

fn problems(broken: bool) -> Vec<Problem> {
    if broken { vec![problem(2, Weight::Error, "Broken.")] } else { Vec::new() }
}

/// The catalog of a model: path to what was last said of it.
type Model = BTreeMap<&'static str, (Record, bool, u8)>;

fn take(step: &Step, catalog: &mut Catalog, model: &mut Model) {
    match step {
        Step::Apply(entries, removed) => {
            let removed: Vec<_> = removed.iter().map(|n| PATHS[*n]).collect();
            let with_problems: Vec<_> = entries.iter().map(|(r, broken)| (r, problems(*broken))).collect();
            let batch: Vec<_> =
                with_problems.iter().map(|(record, problems)| Entry { record, problems, stamp: stamp(1) }).collect();
            catalog.apply(&batch, &removed).unwrap();
            removed.iter().for_each(|path| drop(model.remove(path)));
            for (record, broken) in entries {
                let path = PATHS.iter().find(|path| **path == record.path).unwrap();
                model.insert(path, (record.clone(), *broken, 1));
            }
        }
        Step::Touch(n, mark) => {
            catalog.touch(PATHS[*n], &stamp(*mark)).unwrap();
            if let Some(known) = model.get_mut(PATHS[*n]) {
                known.2 = *mark;
            }
        }
        Step::Clear => {
            catalog.clear().unwrap();
            model.clear();
        }
    }
}

fn rebuilt(model: &Model) -> Catalog {
    let mut catalog = Catalog::in_memory().unwrap();
    for (record, broken, mark) in model.values() {
        let problems = problems(*broken);
        catalog.apply(&[Entry { record, problems: &problems, stamp: stamp(*mark) }], &[]).unwrap();
    }
    catalog
}

/// Everything the catalog can say.
fn dump(catalog: &Catalog) -> String {
    let mut all = String::new();
    let mut say = |what: &dyn std::fmt::Debug| all.push_str(&format!("{what:#?}\n"));
    say(&catalog.known().unwrap());
    say(&catalog.rows(&PATHS, |_| true).unwrap());
    say(&catalog.counts().unwrap());
    say(&(catalog.services().unwrap(), catalog.gates().unwrap()));
    say(&(catalog.broken_links().unwrap(), catalog.duplicate_ids().unwrap()));
    say(&(catalog.problems().unwrap(), catalog.titles(&HANDLES).unwrap()));
    for path in PATHS {
        say(&(catalog.backlinks(path).unwrap(), catalog.changes_of(path).unwrap()));
        say(&(catalog.people_of(path).unwrap(), catalog.dates_of(path).unwrap()));
    }
    HANDLES.iter().for_each(|handle| say(&catalog.resolve(handle).unwrap()));
    for digits in ["0000", "abcd", "1234"] {
        say(&catalog.by_commit(digits).unwrap());
    }
    all
}

const DEFAULT: Option<PeriodSpan> = Some(PeriodSpan::Months(6));

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 6, 14)
}

/// What a person would find by looking at every row.
fn stale_by_row(catalog: &Catalog) -> Vec<String> {
    let mut rows = catalog.rows(&PATHS, |_| true).unwrap();
    rows.retain(|row| {
        row.review_due(DEFAULT).is_some_and(|due| due < today()) || row.superseded || row.leans_on.is_some()
    });
    let mut paths: Vec<_> = rows.into_iter().map(|row| row.path).collect();
    paths.sort();
    paths
}

/// As [`stale_by_row`]: those that were verified once and still stand.
fn again_by_row(catalog: &Catalog) -> Vec<String> {
    let mut rows =
        catalog.rows(&stale_by_row(catalog).iter().map(String::as_str).collect::<Vec<_>>(), |_| true).unwrap();
    rows.retain(|row| row.verified_on.is_some() && !row.superseded);
    rows.into_iter().map(|row| row.path).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_history_ends_where_a_rebuild_ends(steps in vec(any_step(), 1..12)) {
        let (mut catalog, mut model) = (Catalog::in_memory().unwrap(), Model::new());
        for step in &steps {
            take(step, &mut catalog, &mut model);
        }
        prop_assert_eq!(dump(&catalog), dump(&rebuilt(&model)));
        let stale = catalog.stale(DEFAULT, today()).unwrap();
        let all: BTreeSet<_> = stale.overdue.union(&stale.displaced).cloned().collect();
        prop_assert_eq!(all.into_iter().collect::<Vec<_>>(), stale_by_row(&catalog));
        let rows = catalog.rows(&PATHS, |path| stale.displaced.contains(path)).unwrap();
        prop_assert_eq!(rows, catalog.rows(&PATHS, |_| true).unwrap());
        let mut again = catalog.verify_again(DEFAULT, today(), &[], PATHS.len()).unwrap();
        again.paths.sort();
        prop_assert_eq!(again.total as usize, again.paths.len());
        prop_assert_eq!(again.paths, again_by_row(&catalog));
        catalog.check().unwrap();
    }

    #[test]
    fn no_handle_and_no_link_breaks_a_look_up(handle in any::<String>(), target in any::<String>()) {
        let mut a = record("x/a.md");
        a.id = Some(handle.clone());
        a.body.links = vec![wiki(&target, 1), relative(&target, 2), commit(&target, 3)];
        let catalog = holding(&[a, record("b.md")]);
        catalog.resolve(&target).unwrap();
        catalog.titles(&[&handle, &target]).unwrap();
        catalog.by_commit(&target).unwrap();
        catalog.backlinks("b.md").unwrap();
        catalog.broken_links().unwrap();
    }
}
