//! What is offered while a person types.

use crate::desk::Desk;
use catchbook_app::api::{Commands, CompleteRequest, Completing};
use catchbook_testkit::TestBook;

fn desk() -> Desk {
    Desk::on(TestBook::with(&[
        (
            "catchbook.toml",
            "[[service]]\nname = \"checkout\"\n[[gate]]\nname = \"e2e\"\n[[class]]\nname = \"state-lost\"\n",
        ),
        (
            "catches/2026-06-14-reply-blank.md",
            "---\nid: C-7K3Q2\nservices: chat\ntags: [race]\ncaught_by: dana\ngreen: unit\n---\n# Reply blank after a redirect\n",
        ),
        ("catches/2026-06-15-total.md", "---\nid: C-7K4AA\nservices: [chat, checkout]\n---\n# Total is old\n"),
        ("people/ines.md", "---\nnames: Ines Duarte\n---\n"),
    ]))
}

fn offered(desk: &Desk, what: Completing, field: Option<&str>, typed: &str) -> Vec<String> {
    let request = CompleteRequest { what, field: field.map(str::to_owned), typed: typed.to_owned() };
    desk.app.complete(request).unwrap().options.into_iter().map(|option| option.insert).collect()
}

#[test]
fn records_are_found_by_id_by_words_and_loosely() {
    let desk = desk();
    let records = |typed: &str| offered(&desk, Completing::Record, None, typed);
    assert_eq!(records("c-7k"), ["C-7K3Q2", "C-7K4AA"]);
    assert_eq!(records("2026-06-15"), ["C-7K4AA"]);
    assert_eq!(records("redir"), ["C-7K3Q2"]);
    assert_eq!(records("rply blnk"), ["C-7K3Q2"]);
    assert_eq!(records("zzz"), [""; 0]);
    assert_eq!(records("").len(), 3, "without a word, the newest");
}

#[test]
fn fields_offer_what_the_vault_knows() {
    let desk = desk();
    for (field, typed, values) in [
        ("services", "", &["chat", "checkout"][..]),
        ("services", "chk", &["checkout"]),
        ("green", "", &["unit", "e2e"]),
        ("tags", "r", &["race"]),
        ("class", "lost", &["state-lost"]),
        ("status", "", &["draft", "in-review", "reviewed", "superseded"]),
        ("status", "rev", &["reviewed", "in-review"]),
        ("caught_how", "hand", &["hand-test"]),
        ("severity", "2", &["sev2"]),
        ("caught_by", "dan", &["dana"]),
        ("authors", "duarte", &["ines"]),
        ("trigger", "", &[]),
        ("nobody", "x", &[]),
    ] {
        assert_eq!(offered(&desk, Completing::Field, Some(field), typed), values, "{field} {typed}");
    }
    assert_eq!(offered(&desk, Completing::Role, None, "mit"), ["mitigated"]);
    assert_eq!(offered(&desk, Completing::Person, None, "in"), ["ines"]);
}

#[test]
fn a_query_completes_what_the_vault_knows_of_its_fields() {
    let desk = desk();
    for (field, typed, values) in [
        ("service", "", &["chat", "checkout"][..]),
        ("services", "ch", &["chat", "checkout"]),
        ("service", "out", &["checkout"]),
        ("service", "chkt", &["checkout"]),
        ("gate", "e", &["e2e"]),
        ("tag", "r", &["race"]),
        ("class", "st", &["state-lost"]),
        ("by", "duarte", &["ines"]),
        ("by", "dan", &["dana"]),
        ("status", "sup", &["superseded"]),
        ("has", "fix", &["fix"]),
        ("severity", "no", &["none"]),
        ("after", "last mon", &["last month"]),
        ("linked-to", "C-7K3", &["C-7K3Q2"]),
        ("path", "catches/2026-06-15", &["catches/2026-06-15-total.md"]),
        ("servce", "ch", &[]),
    ] {
        assert_eq!(offered(&desk, Completing::QueryValue, Some(field), typed), values, "{field}:{typed}");
    }
}

#[test]
fn an_answer_is_short() {
    let files: Vec<(String, String)> =
        (0..50).map(|n| (format!("catches/a-{n}.md"), format!("---\ntags: t{n}\n---\n# Alike {n}\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let desk = Desk::on(TestBook::with(&files));
    for (what, field, typed) in
        [(Completing::Record, None, "a"), (Completing::Record, None, ""), (Completing::Field, Some("tags"), "")]
    {
        assert_eq!(offered(&desk, what, field, typed).len(), 20);
    }
}
