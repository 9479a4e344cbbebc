//! Saved searches in the vault, and what was searched for outside it.

use crate::desk::Desk;
use catchbook_app::api::{
    ChangeSearch, Commands, ErrorCode, Event, NoteSearched, Nothing, PaletteRequest, PickSearch, RestoreRecord,
    SaveSearch, SavedSearch, SearchQuery, Sort,
};
use catchbook_testkit::TestBook;

const OURS: &str = "# ours\nname = \"Sent twice\" # retry\nquery = \"mode:retry\"\nteam = \"chat\"\n";

fn desk(files: &[(&str, &str)]) -> Desk {
    Desk::on(TestBook::with(files))
}

fn named(name: &str) -> PickSearch {
    PickSearch { name: name.to_owned() }
}

fn list(desk: &Desk) -> Vec<SavedSearch> {
    desk.app.list_searches(Nothing {}).unwrap().searches
}

fn file(desk: &Desk, path: &str) -> String {
    std::fs::read_to_string(desk.book.vault().join(path)).unwrap()
}

#[test]
fn what_cannot_be_read_is_listed_with_its_problem_and_the_rest_counts() {
    let long = "#".repeat(17 * 1024);
    let desk = desk(&[
        ("searches/a.toml", OURS),
        ("searches/b.toml", "name = [\n"),
        ("searches/c.toml", "query = \"redirect\"\nsort = \"size\"\n"),
        ("searches/d.toml", &long),
        ("searches/e.txt", "no search"),
        ("searches/.f.toml", "query = \"hidden\""),
    ]);
    let told: Vec<_> =
        list(&desk).into_iter().map(|search| (search.slug, search.usable, search.problem.is_some())).collect();
    let told: Vec<_> = told.iter().map(|(slug, usable, problem)| (slug.as_str(), *usable, *problem)).collect();
    assert_eq!(told, [("b", false, true), ("c", true, true), ("d", false, true), ("a", true, false)]);
    assert!(desk.app.pick_search(named("b")).unwrap_err().message.contains("searches/b.toml cannot be used: Line 1"));
    assert_eq!(desk.app.pick_search(named("../catchbook")).unwrap_err().code, ErrorCode::NotFound);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_vault_is_not_followed() {
    let book = TestBook::with(&[("searches/a.toml", OURS)]);
    let outside = book.vault().parent().unwrap().join("secret.toml");
    std::fs::write(&outside, "name = \"Secret\"\nquery = \"secret\"\n").unwrap();
    std::os::unix::fs::symlink(&outside, book.vault().join("searches/out.toml")).unwrap();
    let desk = Desk::on(book);
    let out = list(&desk).into_iter().find(|search| search.slug == "out").unwrap();
    assert_eq!((out.name.as_str(), out.query.as_str(), out.usable), ("out", "", false));
    assert!(out.problem.unwrap().contains("outside the vault"));
}

#[test]
fn a_change_keeps_every_other_byte_and_leaves_the_file_its_name() {
    let desk = desk(&[("searches/retry.toml", OURS)]);
    let rename = ChangeSearch { slug: "retry".to_owned(), name: Some("Twice".to_owned()), query: None };
    assert_eq!(desk.app.change_search(rename).unwrap().name, "Twice");
    let query = Some(SearchQuery { query: "mode:retry type:catch".to_owned(), sort: Some(Sort::Date) });
    desk.app.change_search(ChangeSearch { slug: "retry".to_owned(), name: None, query }).unwrap();
    let expected = OURS.replace("Sent twice", "Twice").replace("mode:retry", "mode:retry type:catch");
    assert_eq!(file(&desk, "searches/retry.toml"), format!("{expected}sort = \"date\"\n"));
    let nothing = ChangeSearch { slug: "retry".to_owned(), name: Some(" ".to_owned()), query: None };
    assert_eq!(desk.app.change_search(nothing).unwrap_err().code, ErrorCode::BadRequest);
}

#[test]
fn a_deleted_search_goes_to_the_trash_and_comes_back_as_it_was() {
    let desk = desk(&[("searches/retry.toml", OURS)]);
    let deleted = desk.app.delete_search(named("retry")).unwrap();
    assert_eq!((deleted.handle.as_str(), deleted.title.as_str()), ("retry", "Sent twice"));
    assert_eq!(list(&desk), []);
    assert_eq!(desk.app.list_trash(Nothing {}).unwrap().entries[0].handle, "retry");
    let restored = desk.app.restore_record(RestoreRecord { trash_id: deleted.trash_id }).unwrap();
    assert_eq!((restored.handle.as_str(), restored.path.as_str()), ("retry", "searches/retry.toml"));
    assert_eq!(file(&desk, "searches/retry.toml"), OURS);
    assert_eq!(list(&desk).len(), 1);
}

#[test]
fn what_another_program_changed_is_there_after_the_next_look() {
    let desk = desk(&[("searches/retry.toml", OURS)]);
    assert_eq!(list(&desk)[0].query, "mode:retry");
    desk.book.write("searches/retry.toml", OURS.replace("mode:retry", "mode:race"));
    desk.heard();
    desk.app.attend().unwrap();
    assert!(desk.heard().contains(&Event::StateChanged));
    assert_eq!(list(&desk)[0].query, "mode:race");
    std::fs::remove_file(desk.book.vault().join("searches/retry.toml")).unwrap();
    desk.app.attend().unwrap();
    assert_eq!(list(&desk), []);
}

#[test]
fn the_palette_finds_searches_people_and_records_by_their_letters() {
    let desk = desk(&[
        ("searches/retry.toml", OURS),
        ("catches/a.md", "---\nid: C-7K3Q2\nservices: chat\ncaught_by: dana\n---\n# Reply blank after a redirect\n"),
        ("people/ines.md", "---\nnames: Ines Duarte\n---\n"),
    ]);
    let ask = |text: &str| desk.app.palette(PaletteRequest { text: text.to_owned(), limit: 5 }).unwrap();
    let slugs: Vec<String> = ask("snt twc").searches.into_iter().map(|search| search.slug).collect();
    assert_eq!(slugs, ["retry"]);
    assert_eq!(ask("dana").people[0].query, "by:dana");
    assert_eq!(ask("duarte").people[0].query, "by:ines");
    assert_eq!(ask("rply blnk").records[0].handle, "C-7K3Q2");
    assert_eq!(ask("redirect").records.len(), 1, "what was found is not listed twice");
    desk.app.save_search(SaveSearch { name: "Zebra".into(), query: "zebra".into(), sort: None }).unwrap();
    assert_eq!(ask("zebra").searches.len(), 1);
}

#[test]
fn what_was_searched_for_is_kept_outside_the_vault_until_it_is_forgotten() {
    let desk = desk(&[]);
    for query in ["redirect", "service:chat", "redirect"] {
        desk.app.note_searched(NoteSearched { query: query.to_owned() }).unwrap();
    }
    let desk = desk.again();
    assert_eq!(desk.app.list_searched(Nothing {}).unwrap().queries, ["redirect", "service:chat"]);
    assert!(!desk.book.vault().join("searched").exists());
    desk.app.forget_searched(Nothing {}).unwrap();
    assert!(desk.app.list_searched(Nothing {}).unwrap().queries.is_empty());
}
