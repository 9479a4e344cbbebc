//! Records that are similar, and those that a person said are not.

use crate::desk::{Desk, asking, show};
use catchbook_app::api::{Commands, SetDissimilar};
use catchbook_testkit::TestBook;

const REPLY: &str = "---\nid: C-7K3Q2\ntype: catch # by hand\nclass: state-lost\n---\n# Redirect wipes the streamed reply\n\n\
                     The redirect remounts the page; the stream belongs to the draft.\n";
const BASKET: &str = "---\nid: C-0R4ND\ntype: catch\nclass: state-lost\n---\n# Basket empty after the redirect\n\n\
                      A redirect remounts the page and drops the draft order.\n";

/// Two records that are alike, and a crowd that is like nothing.
fn desk(more: &[(&str, &str)]) -> Desk {
    let book = TestBook::with(&[("catches/reply.md", REPLY), ("catches/basket.md", BASKET)]);
    for n in 0..20 {
        book.write(&format!("crowd/{n}.md"), format!("# Plain {n}\n\nNothing much happened.\n"));
    }
    for (path, text) in more {
        book.write(path, text);
    }
    Desk::on(book)
}

fn similar(desk: &Desk, handle: &str) -> Vec<String> {
    let near = desk.app.record_neighbours(show(handle)).unwrap();
    near.similar.into_iter().map(|near| near.handle).collect()
}

fn related(desk: &Desk, query: &str) -> Vec<String> {
    desk.app.find_records(asking(query)).unwrap().rows.into_iter().map(|row| row.handle).collect()
}

fn dissimilar(desk: &Desk, handle: &str, other: &str, dissimilar: bool) -> bool {
    let request = SetDissimilar { handle: handle.into(), other: other.into(), dissimilar };
    desk.app.set_dissimilar(request).unwrap().changed
}

#[test]
fn similar_records_say_why() {
    let desk = desk(&[]);
    let near = desk.app.record_neighbours(show("reply")).unwrap();
    assert_eq!((near.handle.as_str(), near.similar.len()), ("C-7K3Q2", 1));
    let basket = &near.similar[0];
    assert_eq!((basket.handle.as_str(), basket.title.as_str()), ("C-0R4ND", "Basket empty after the redirect"));
    assert_eq!(basket.why[0], "Same class: state-lost");
    assert!(basket.why[1].starts_with("Both speak of redirect"), "{:?}", basket.why);
    assert_eq!(desk.app.record_neighbours(show("nobody")).unwrap_err().message, "No record is known as nobody");
}

#[test]
fn a_record_that_is_linked_is_shown_as_a_link_alone() {
    let linking =
        "---\nid: C-11NKS\nclass: state-lost\n---\n# The redirect remounts a draft stream\n\nSee [[C-7K3Q2]].\n";
    let desk = desk(&[("catches/linking.md", linking)]);
    assert_eq!(similar(&desk, "C-7K3Q2"), ["C-0R4ND"]);
    assert_eq!(similar(&desk, "C-11NKS"), ["C-0R4ND"]);
    assert_eq!(related(&desk, "related:C-7K3Q2").len(), 2, "a search finds it");
    assert_eq!(related(&desk, "related:reply basket"), ["C-0R4ND"]);
    assert!(related(&desk, "related:C-00000").is_empty());
}

#[test]
fn not_similar_is_one_line_of_one_file_and_counts_from_both_sides() {
    let desk = desk(&[]);
    assert!(dissimilar(&desk, "C-7K3Q2", "basket", true));
    let marked = REPLY.replace("state-lost\n---", "state-lost\ndissimilar: C-0R4ND\n---");
    assert_eq!(desk.book.text("catches/reply.md"), marked);
    assert_eq!(desk.book.text("catches/basket.md"), BASKET);
    for handle in ["C-7K3Q2", "C-0R4ND"] {
        assert!(similar(&desk, handle).is_empty(), "{handle}");
        assert!(related(&desk, &format!("related:{handle}")).is_empty(), "{handle}");
    }
    assert!(desk.app.show_record(show("C-0R4ND")).unwrap().backlinks.is_empty(), "it ties nothing");
    assert!(!dissimilar(&desk, "C-7K3Q2", "C-0R4ND", true), "said already");

    assert!(dissimilar(&desk, "C-7K3Q2", "[[C-0R4ND]]", false));
    assert_eq!(desk.book.text("catches/reply.md"), REPLY);
    assert_eq!(similar(&desk, "C-7K3Q2"), ["C-0R4ND"]);
    assert!(!dissimilar(&desk, "C-7K3Q2", "C-0R4ND", false), "taken back already");
}

#[test]
fn a_list_of_dissimilar_records_keeps_its_form() {
    let listed = REPLY.replace("state-lost\n---", "state-lost\ndissimilar:\n  - C-AAAAA # odd\n---");
    let desk = desk(&[("catches/reply.md", &listed)]);
    dissimilar(&desk, "C-7K3Q2", "C-0R4ND", true);
    let marked = listed.replace("# odd\n", "# odd\n  - C-0R4ND\n");
    assert_eq!(desk.book.text("catches/reply.md"), marked);
    dissimilar(&desk, "C-7K3Q2", "C-0R4ND", false);
    assert_eq!(desk.book.text("catches/reply.md"), listed);
}

#[test]
fn who_names_a_record_without_a_link_is_shown_with_the_sentence() {
    let desk = desk(&[
        ("notes/id.md", "# By id\n\nFirst this. Then C-7K3Q2\ncame back. Last.\n"),
        ("notes/title.md", "# By title\n\nAs in redirect wipes the streamed reply, once more.\n"),
        ("notes/forms.md", "# Other forms\n\nA redirect wiped the streaming replies.\n"),
        ("notes/link.md", "# Linked\n\nC-7K3Q2, or [[C-7K3Q2]].\n"),
    ]);
    let mut mentions = desk.app.record_neighbours(show("C-7K3Q2")).unwrap().mentions;
    mentions.sort_by(|one, other| one.handle.cmp(&other.handle));
    let shown: Vec<_> =
        mentions.iter().map(|found| (found.handle.as_str(), found.sentence.as_deref().unwrap())).collect();
    let title = "As in redirect wipes the streamed reply, once more.";
    assert_eq!(shown, [("id", "Then C-7K3Q2 came back."), ("title", title)]);
}

#[test]
fn a_link_in_a_field_names_the_field() {
    let desk = desk(&[("incidents/i.md", "---\ntype: incident\ncatches: C-7K3Q2\n---\n# Replies vanish\n")]);
    let backlinks = desk.app.show_record(show("C-7K3Q2")).unwrap().backlinks;
    assert_eq!(backlinks[0].sentence.as_deref(), Some("In its field catches"));
}
