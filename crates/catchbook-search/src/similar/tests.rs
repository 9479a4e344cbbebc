use super::Shared;
use crate::{
    Store,
    fixtures::{record, store_of},
};
use catchbook_record::{Change, Guard, Kind, Record, Role};
use std::collections::BTreeSet;

/// Records about nothing in particular, so that words can be rare.
fn crowd(n: usize) -> impl Iterator<Item = Record> {
    (0..n).map(|n| record(&format!("crowd/{n}.md"), &format!("Plain {n}"), "Nothing much happened here today."))
}

fn reply() -> Record {
    record(
        "reply.md",
        "Redirect wipes the streamed reply",
        "The redirect remounts the page under a new thread. The stream belongs to the draft thread and is lost.",
    )
}

fn similar(store: &Store, to: &Record) -> Vec<(String, Shared)> {
    let similar = store.similar(to, &BTreeSet::new(), 5).unwrap();
    similar.into_iter().map(|similar| (similar.path, similar.shared)).collect()
}

fn paths(store: &Store, to: &Record) -> Vec<String> {
    similar(store, to).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn rare_words_that_two_records_share_make_them_alike() {
    let dir = tempfile::tempdir().unwrap();
    let like = record("like.md", "Order page blank", "After a redirect the stream of the draft is remounted and lost.");
    let one_word = record("one-word.md", "Mail twice", "The redirect of the mail is sent again.");
    let store = store_of(dir.path(), &crowd(30).chain([reply(), like, one_word]).collect::<Vec<_>>());
    let found = similar(&store, &reply());
    assert_eq!(found.len(), 1, "one word is chance: {found:?}");
    assert_eq!(found[0].0, "like.md");
    let words: Vec<&str> = found[0].1.words.iter().map(String::as_str).collect();
    for word in ["redirect", "streamed", "draft", "lost"] {
        assert!(words.contains(&word), "{word}: {words:?}");
    }
    assert!(!words.contains(&"the") && !words.contains(&"after"), "{words:?}");
}

#[test]
fn code_changes_class_and_modes_are_reasons() {
    let dir = tempfile::tempdir().unwrap();
    let guard = |path: &str| Guard { path: path.into(), ..Guard::default() };
    let change = |commit: &str| Change { commit: Some(commit.into()), ..Change::new(Role::Fixed, 1) };
    let mut asked = reply();
    asked.guards = vec![guard("src/chat/redirect.ts"), guard("src/chat/redirect.ts")];
    asked.changes = vec![change("a41f9c2b7")];
    asked.class = Some("state-lost".into());
    asked.services = vec!["chat".into()];
    let code = Record { guards: asked.guards.clone(), ..record("code.md", "Elsewhere", "") };
    let fix = Record { changes: vec![change("a41f9c2")], ..record("fix.md", "Another", "") };
    let class = Record { class: asked.class.clone(), ..record("class.md", "Stream", "A draft.") };
    let service = Record { services: vec!["chat".into()], ..record("service.md", "Font", "") };
    let all = crowd(30).chain([asked.clone(), code, fix, class, service]).collect::<Vec<_>>();
    let store = store_of(dir.path(), &all);
    let mut found = similar(&store, &asked);
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let shared: Vec<_> = found.iter().map(|(path, shared)| (path.as_str(), shared)).collect();
    assert_eq!(shared.iter().map(|(path, _)| *path).collect::<Vec<_>>(), ["class.md", "code.md", "fix.md"]);
    assert_eq!(shared[0].1.class.as_deref(), Some("state-lost"));
    assert_eq!(shared[1].1.paths, ["src/chat/redirect.ts"], "each once");
    assert_eq!(shared[2].1.commits, ["a41f9c2b7"]);
}

#[test]
fn people_itself_and_what_is_left_out_are_not_shown() {
    let dir = tempfile::tempdir().unwrap();
    let twin = |path: &str| Record { path: path.into(), ..reply() };
    let person = Record { kind: Kind::Person, ..twin("people/ines.md") };
    let all = crowd(30).chain([reply(), twin("a.md"), twin("b.md"), person.clone()]).collect::<Vec<_>>();
    let store = store_of(dir.path(), &all);
    assert_eq!(paths(&store, &reply()), ["a.md", "b.md"]);
    let but = BTreeSet::from(["a.md".to_string()]);
    assert_eq!(store.similar(&reply(), &but, 5).unwrap().len(), 1);
    assert!(paths(&store, &person).is_empty());

    // What was saved a moment ago counts at once.
    store.overlay_put(&record("b.md", "Something else", ""));
    store.overlay_put(&twin("c.md"));
    assert_eq!(
        paths(&store, &reply()).into_iter().collect::<BTreeSet<_>>(),
        BTreeSet::from(["a.md".into(), "c.md".into()])
    );
}

#[test]
fn a_save_in_a_small_vault_makes_no_word_common() {
    let dir = tempfile::tempdir().unwrap();
    let twin = Record { path: "twin.md".into(), ..reply() };
    let store = store_of(dir.path(), &crowd(6).chain([reply(), twin.clone()]).collect::<Vec<_>>());
    store.overlay_put(&reply());
    store.overlay_put(&twin);
    assert_eq!(paths(&store, &reply()), ["twin.md"]);
}

#[test]
fn hostile_records_cost_no_more_than_others() {
    let dir = tempfile::tempdir().unwrap();
    let mut hostile = record("a.md", &"T".repeat(100_000), &"é redirect ".repeat(100_000));
    hostile.guards =
        (0..10_000).map(|n| Guard { path: format!("{n}/{}", "x".repeat(1_000)), ..Guard::default() }).collect();
    hostile.services = vec!["s".repeat(100_000), String::new(), "\0".into()];
    let store = store_of(dir.path(), &crowd(5).chain([hostile.clone(), reply()]).collect::<Vec<_>>());
    assert!(paths(&store, &hostile).len() <= 5);
    assert!(paths(&store, &Record::default()).is_empty());
}
