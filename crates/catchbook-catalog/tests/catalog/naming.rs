use crate::make::*;
use catchbook_catalog::{DuplicateId, Resolved};
use catchbook_record::{Kind, Record};

fn one(path: &str) -> Resolved {
    Resolved::One(path.to_owned())
}

#[test]
fn a_record_answers_to_id_stem_alias_and_path() {
    let mut blank = with_id("catches/2026-06-14-Reply-Blank.md", "C-7K3Q0");
    blank.aliases = vec!["old-name".into(), "C-00001".into()];
    let catalog = holding(&[blank, record("note.md")]);
    for handle in [
        "C-7K3Q0",
        "c-7k3qo",
        "[[C-7K3Q0|label]]",
        "2026-06-14-reply-blank",
        "2026-06-14-Reply-Blank.md",
        "Old-Name",
        "c-0000l",
        "catches/2026-06-14-Reply-Blank.md",
        "catches/2026-06-14-Reply-Blank",
    ] {
        assert_eq!(catalog.resolve(handle).unwrap(), one("catches/2026-06-14-Reply-Blank.md"), "{handle}");
    }
    assert_eq!(catalog.resolve("note").unwrap(), one("note.md"));
    assert_eq!(catalog.resolve("note.md").unwrap(), one("note.md"));
    assert_eq!(catalog.resolve("/note.md").unwrap(), one("note.md"));
    for handle in ["C-7K3Q1", "", "/", "catches", "' OR 1=1 --", "@abcdef0"] {
        assert_eq!(catalog.resolve(handle).unwrap(), Resolved::None, "{handle}");
    }
}

#[test]
fn an_id_has_the_right_before_a_stem_and_a_stem_before_an_alias() {
    let mut alias = record("notes/c.md");
    alias.aliases = vec!["C-7K3Q2".into(), "b".into()];
    let stem = record("notes/C-7K3Q2.md");
    let id = with_id("catches/a.md", "C-7K3Q2");
    let b = record("notes/b.md");
    assert_eq!(holding(&[alias.clone(), stem.clone(), id, b]).resolve("c-7k3q2").unwrap(), one("catches/a.md"));
    let catalog = holding(&[alias.clone(), stem]);
    assert_eq!(catalog.resolve("c-7k3q2").unwrap(), one("notes/C-7K3Q2.md"));
    assert_eq!(catalog.resolve("b").unwrap(), one("notes/c.md"));
    assert_eq!(holding(&[alias]).resolve("c-7k3q2").unwrap(), one("notes/c.md"));
}

#[test]
fn equal_rights_are_all_named() {
    let catalog = holding(&[record("a/readme.md"), record("b/README.md"), record("c/other.md")]);
    assert_eq!(catalog.resolve("readme").unwrap(), Resolved::Many(vec!["a/readme.md".into(), "b/README.md".into()]));
    assert_eq!(catalog.resolve("a/readme.md").unwrap(), one("a/readme.md"));
}

#[test]
fn ids_used_twice_are_listed_whatever_their_spelling() {
    let catalog = holding(&[
        with_id("catches/b.md", "C-00001"),
        with_id("catches/a.md", "c-ooool"),
        with_id("catches/c.md", "C-00002"),
    ]);
    let paths = vec!["catches/a.md".to_owned(), "catches/b.md".to_owned()];
    assert_eq!(catalog.duplicate_ids().unwrap(), [DuplicateId { id: "c-ooool".into(), paths: paths.clone() }]);
    assert_eq!(catalog.resolve("C-00001").unwrap(), Resolved::Many(paths));
}

#[test]
fn titles_come_in_the_order_asked_for() {
    let guide = Record { title: "Rolling back".into(), ..with_id("guides/rollback.md", "G-00001") };
    let catalog = holding(&[guide, record("people/ines.md")]);
    let titles = catalog.titles(&["ines", "missing", "g-0000l"]).unwrap();
    let shown: Vec<_> = titles
        .iter()
        .map(|title| title.as_ref().map(|t| (t.handle.as_str(), t.kind, t.title.as_str(), t.path.as_str())))
        .collect();
    assert_eq!(
        shown,
        [
            Some(("ines", Kind::Person, "Title of ines", "people/ines.md")),
            None,
            Some(("G-00001", Kind::Guide, "Rolling back", "guides/rollback.md")),
        ]
    );
    let relative = catalog.title_of_relative("people/ines.md", "../guides/rollback.md").unwrap();
    assert_eq!(relative.unwrap().handle, "G-00001");
    assert_eq!(catalog.title_of_relative("people/ines.md", "../../x.md").unwrap(), None);
}

#[test]
fn names_that_begin_alike_are_found_in_order() {
    let mut aliased = with_id("catches/c.md", "C-7K4AA");
    aliased.aliases = vec!["Seven".into()];
    let catalog = holding(&[with_id("catches/b.md", "C-7K3Q2"), aliased, record("notes/c-7.md"), record("z.md")]);
    let found = |start: &str, most| {
        let titles = catalog.names_beginning(start, most).unwrap();
        titles.into_iter().map(|title| title.handle).collect::<Vec<_>>()
    };
    assert_eq!(found("c-7", 9), ["c-7", "C-7K3Q2", "C-7K4AA"]);
    assert_eq!(found("C-7K", 1), ["C-7K3Q2"]);
    assert_eq!(found("sev", 9), ["C-7K4AA"]);
    assert_eq!(found("/", 9), [""; 0], "a path is no name to type");
    let newest = catalog.newest_titles(2).unwrap();
    assert_eq!(newest.iter().map(|title| &*title.handle).collect::<Vec<_>>(), ["z", "c-7"]);
}
