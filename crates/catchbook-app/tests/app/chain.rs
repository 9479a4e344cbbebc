//! Choosing the changes of a chain, tying them to a record, and taking that back.

use crate::desk::{Desk, HANDLE, PATH};
use catchbook_app::api::{
    ChainPart, Commands, CommitChoices, FindCommits, LinkRecord, LinkText, LinkTo, TextChange, TextChanges,
};
use catchbook_testkit::TestClone;

const CATCH: &str = "---
id: C-7K3Q2
type: catch
green: [e2e] # and nobody looked
---
# Reply blank
";

fn ground() -> (TestClone, Desk, [String; 3]) {
    let clone = TestClone::new();
    let first = clone.write("src/chat/redirect.ts", "1\n").commit("Redirect to the thread once it is saved");
    let second = clone.write("README.md", "1\n").commit("Say how it is built");
    let third = clone.write("src/chat/redirect.ts", "2\n").commit("Adopt the stream before the route changes (#2331)");
    let desk = Desk::beside(&clone, PATH, CATCH);
    (clone, desk, [first, second, third])
}

fn choices(desk: &Desk, text: &str) -> CommitChoices {
    desk.app.find_commits(FindCommits { text: text.into(), limit: 20 }).unwrap()
}

fn found(desk: &Desk, text: &str) -> Vec<String> {
    let mut ids: Vec<String> = choices(desk, text).rows.into_iter().map(|row| row.commit).collect();
    ids.sort_unstable();
    ids
}

fn sorted<const N: usize>(ids: [&String; N]) -> Vec<String> {
    let mut ids: Vec<String> = ids.into_iter().cloned().collect();
    ids.sort_unstable();
    ids
}

fn tie(to: LinkTo, target: &str) -> LinkRecord {
    LinkRecord { handle: HANDLE.into(), to, target: target.into() }
}

#[test]
fn a_commit_is_found_by_title_author_id_and_path() {
    let (_clone, desk, [first, second, third]) = ground();
    assert_eq!(found(&desk, ""), sorted([&first, &second, &third]));
    assert_eq!(found(&desk, "STREAM route"), sorted([&third]));
    assert_eq!(found(&desk, "ines built"), sorted([&second]));
    assert_eq!(found(&desk, &second[..6]), sorted([&second]));
    assert_eq!(found(&desk, "redirect.ts"), sorted([&first, &third]));
    assert_eq!(found(&desk, "chat/redirect adopt"), sorted([&third]));
    assert_eq!(found(&desk, "nothing/like.this"), sorted([]));
}

#[test]
fn a_new_commit_can_be_chosen_at_once() {
    let (clone, desk, _) = ground();
    assert_eq!(found(&desk, "brand"), sorted([]));
    let fourth = clone.commit("Brand new");
    assert_eq!(found(&desk, "brand"), sorted([&fourth]));
}

#[test]
fn what_names_a_change_by_itself_is_offered_as_it_is() {
    let (_clone, desk, [first, ..]) = ground();
    let named = |text: &str| choices(&desk, text).named.map(|named| (named.target, named.title));
    let title = "Redirect to the thread once it is saved".to_owned();
    assert_eq!(named(&first[..7]), Some((first[..12].to_owned(), Some(title))));
    assert_eq!(named("#2331"), Some(("PR 2331".to_owned(), None)));
    let address = "https://github.com/example/web/pull/2331";
    assert_eq!(named(address), Some((address.to_owned(), None)));
    assert_eq!(named("stream"), None);
}

#[test]
fn a_choice_is_tied_suspected_confirmed_and_taken_back() {
    let (_clone, desk, [first, _, third]) = ground();
    let target = choices(&desk, "once it is saved").rows.remove(0).target;
    assert_eq!(target, format!("web@{}", &first[..12]));

    desk.app.link_record(tie(LinkTo::Introduced, &format!("{target}?"))).unwrap();
    let suspected = CATCH.replace("---\n#", &format!("introduced: {target}?\n---\n#"));
    assert_eq!(desk.book.text(PATH), suspected);

    desk.app.link_record(tie(LinkTo::Introduced, &target)).unwrap();
    assert_eq!(desk.book.text(PATH), suspected.replace("?\n---", "\n---"));
    let chain = desk.app.show_record(crate::desk::show(HANDLE)).unwrap().chain.unwrap();
    let introduced = chain.links.iter().find(|link| link.part == ChainPart::Introduced).unwrap();
    assert_eq!(introduced.what.as_deref(), Some("Redirect to the thread once it is saved"));
    assert!(!introduced.suspected);

    desk.app.link_record(tie(LinkTo::Introduced, &third[..12])).unwrap();
    desk.app.unlink_record(tie(LinkTo::Introduced, &target)).unwrap();
    let left = CATCH.replace("---\n#", &format!("introduced: [{}]\n---\n#", &third[..12]));
    assert_eq!(desk.book.text(PATH), left);

    desk.app.unlink_record(tie(LinkTo::Introduced, &third[..9])).unwrap();
    assert_eq!(desk.book.text(PATH), CATCH);
    desk.app.unlink_record(tie(LinkTo::Introduced, &third[..9])).unwrap();
    assert_eq!(desk.book.text(PATH), CATCH, "what is not tied is left alone");
}

#[test]
fn a_tie_goes_into_the_text_that_is_being_edited() {
    let (_clone, desk, [first, ..]) = ground();
    let edited = CATCH.replace("---\n#", "severity: 2\n---\n#");
    let ask = |to, target: &str| LinkText { text: edited.clone(), path: PATH.into(), to, target: target.into() };
    let TextChanges { changes } = desk.app.link_text(ask(LinkTo::Fixed, &format!("{first}?"))).unwrap();
    let at = u32::try_from(edited.find("---\n#").unwrap()).unwrap();
    assert_eq!(changes, [TextChange { from: at, to: at, insert: format!("fixed: {}?\n", &first[..12]) }]);
    assert_eq!(desk.book.text(PATH), CATCH, "nothing is written");
    for (to, target, says) in [
        (LinkTo::Fixed, "no change", "names no change"),
        (LinkTo::CaughtBy, HANDLE, "is not an incident"),
        (LinkTo::Incident, HANDLE, "not the other way round"),
    ] {
        let refused = desk.app.link_text(ask(to, target)).unwrap_err();
        assert!(refused.message.contains(says) && refused.hint.is_some(), "{}", refused.message);
    }
}

#[test]
fn a_change_in_the_long_form_is_left_to_its_author() {
    let (clone, _, [_, _, third]) = ground();
    let long = format!("fixed:\n  - commit: {}\n    confidence: suspected # so far\n---\n#", &third[..12]);
    let text = CATCH.replace("---\n#", &long);
    let desk = Desk::beside(&clone, PATH, &text);
    let refused = desk.app.unlink_record(tie(LinkTo::Fixed, &third[..12])).unwrap_err();
    assert!(refused.message.contains("long form in line 6"), "{}", refused.message);
    assert_eq!(desk.book.text(PATH), text);
}
