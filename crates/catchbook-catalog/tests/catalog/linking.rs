use crate::make::*;
use catchbook_catalog::{Catalog, Via};
use catchbook_record::{Explains, Kind, Record};

fn linking(path: &str, links: Vec<catchbook_record::Link>) -> Record {
    let mut record = record(path);
    record.body.links = links;
    record
}

/// `path:line via`, for each backlink.
fn seen(catalog: &Catalog, path: &str) -> Vec<String> {
    let line = |line: Option<u32>| line.map(|line| format!(":{line}")).unwrap_or_default();
    let all = catalog.backlinks(path).unwrap();
    all.iter().map(|link| format!("{}{} {}", link.path, line(link.line), link.via.as_str())).collect()
}

#[test]
fn every_way_to_link_counts() {
    let mut target = with_id("catches/reply.md", "C-7K3Q2");
    target.aliases = vec!["blank-reply".into()];
    let body = linking(
        "notes/a.md",
        vec![
            wiki("c-7k3q2", 4),
            wiki("Reply", 5),
            wiki("blank-reply", 6),
            wiki("catches/reply", 7),
            relative("../catches/reply.md#symptom", 8),
            relative("/catches/reply.md", 9),
            relative("reply.md", 10),
        ],
    );
    let mut incident = record("incidents/b.md");
    incident.incident.catches = vec!["[[C-7K3Q2]]".into()];
    incident.incident.followed = Some("reply".into());
    let mut catch = record("catches/c.md");
    catch.supersedes = vec!["C-7K3Q2".into()];
    catch.superseded_by = vec!["reply".into()];
    catch.dissimilar = vec!["C-7K3Q2".into()];
    let mut person = record("people/ines.md");
    let words = Some("I walked it twice.".to_owned());
    person.person.explains =
        vec![Explains { record: Some("C-7K3Q2".into()), words, ..Explains::default() }, Explains::default()];

    let catalog = holding(&[target, body, incident, catch, person]);
    assert_eq!(
        seen(&catalog, "catches/reply.md"),
        [
            "catches/c.md supersedes",
            "catches/c.md superseded_by",
            "catches/c.md dissimilar",
            "incidents/b.md catches",
            "incidents/b.md followed",
            "notes/a.md:4 body",
            "notes/a.md:5 body",
            "notes/a.md:6 body",
            "notes/a.md:7 body",
            "notes/a.md:8 body",
            "notes/a.md:9 body",
            "people/ines.md explains",
        ]
    );
    let to_reply = |via| ("catches/reply.md".to_owned(), via);
    let links = [to_reply(Via::Supersedes), to_reply(Via::SupersededBy), to_reply(Via::Dissimilar)];
    assert_eq!(catalog.links("catches/c.md").unwrap(), links);
    assert_eq!(catalog.links("catches/reply.md").unwrap(), []);
    let all = catalog.backlinks("catches/reply.md").unwrap();
    assert_eq!(all[5].sentence.as_deref(), Some("See c-7k3q2 first."));
    assert_eq!((all[5].handle.as_str(), all[5].kind, all[5].title.as_str()), ("a", Kind::Note, "Title of a"));
    assert_eq!((all[11].kind, all[11].sentence.as_deref()), (Kind::Person, Some("I walked it twice.")));
}

#[test]
fn a_target_that_appears_later_is_linked_at_once() {
    let mut catalog = holding(&[linking("a.md", vec![wiki("C-7K3Q2", 3), relative("b.md", 4)])]);
    assert_eq!(seen(&catalog, "b.md"), Vec::<String>::new());
    assert_eq!(catalog.broken_links().unwrap().len(), 2);
    put(&mut catalog, &[with_id("b.md", "C-7K3Q2")]);
    assert_eq!(seen(&catalog, "b.md"), ["a.md:3 body", "a.md:4 body"]);
    assert_eq!(catalog.broken_links().unwrap(), []);
    catalog.apply(&[], &["b.md"]).unwrap();
    assert_eq!(catalog.broken_links().unwrap().len(), 2);
}

#[test]
fn a_record_does_not_link_to_itself() {
    let catalog = holding(&[linking("a.md", vec![wiki("a", 3)])]);
    assert_eq!(seen(&catalog, "a.md"), Vec::<String>::new());
}

#[test]
fn an_alias_does_not_take_another_records_links() {
    let mut other = record("notes/other.md");
    other.aliases = vec!["C-7K3Q2".into()];
    let link = linking("notes/link.md", vec![wiki("C-7K3Q2", 3)]);
    let catalog = holding(&[other, with_id("catches/a.md", "C-7K3Q2"), link]);
    assert_eq!(seen(&catalog, "catches/a.md"), ["notes/link.md:3 body"]);
    assert_eq!(seen(&catalog, "notes/other.md"), Vec::<String>::new());
}

#[test]
fn broken_links_say_where_and_leave_other_files_and_commits_alone() {
    let links = vec![
        wiki("gone", 9),
        relative("shot.png", 3),
        relative("../../outside.md", 4),
        relative("gone.md", 2),
        commit("a41f9c2", 5),
    ];
    let mut a = linking("x/a.md", links);
    a.supersedes = vec!["C-00009".into()];
    let catalog = holding(&[a]);
    let broken = catalog.broken_links().unwrap();
    let said: Vec<_> = broken.iter().map(|link| (link.target.as_str(), link.via, link.line)).collect();
    assert_eq!(
        said,
        [("C-00009", Via::Supersedes, None), ("gone.md", Via::Body, Some(2)), ("gone", Via::Body, Some(9))]
    );
    assert_eq!(broken[0].path, "x/a.md");
}

#[test]
fn a_file_named_like_a_commit_is_linked_by_its_name() {
    let catalog = holding(&[linking("a.md", vec![commit("cafebabe", 2)]), record("notes/cafebabe.md")]);
    assert_eq!(seen(&catalog, "notes/cafebabe.md"), ["a.md:2 body"]);
}

#[test]
fn a_record_with_a_hundred_thousand_links_stays_small() {
    let links = (0..100_000).map(|n| wiki(&format!("n{n}"), n)).collect();
    let catalog = holding(&[linking("a.md", links)]);
    assert_eq!(catalog.broken_links().unwrap().len(), 2_000);
}
