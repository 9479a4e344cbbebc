//! The notes on wording, measured on sentences that were written before the rules.

use catchbook_record::language::{notes, rules};
use serde::Deserialize;

#[derive(Deserialize)]
struct Sentences {
    sentence: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    flag: Option<String>,
}

fn sentences() -> Vec<Sentence> {
    toml::from_str::<Sentences>(include_str!("language.toml")).unwrap().sentence
}

#[test]
fn most_of_what_should_be_noted_is_and_hardly_anything_else() {
    let (wanted, fine): (Vec<_>, Vec<_>) = sentences().into_iter().partition(|sentence| sentence.flag.is_some());
    assert_eq!((wanted.len(), fine.len()), (30, 30));
    let missed: Vec<_> = wanted
        .iter()
        .filter(|sentence| !notes(&sentence.text).iter().any(|note| Some(note.rule) == sentence.flag.as_deref()))
        .map(|sentence| &sentence.text)
        .collect();
    let disturbed: Vec<_> = fine
        .iter()
        .map(|sentence| (&sentence.text, notes(&sentence.text)))
        .filter(|(_, notes)| !notes.is_empty())
        .collect();
    println!("{} of 30 missed, {} of 30 disturbed", missed.len(), disturbed.len());
    assert!(missed.len() <= 3, "{missed:#?}");
    assert!(disturbed.len() <= 2, "{disturbed:#?}");
}

#[test]
fn every_rule_has_words_and_a_sentence_that_shows_it() {
    let sentences = sentences();
    for rule in rules() {
        assert!(!rule.says.is_empty() && !rule.instead.is_empty(), "{}", rule.name);
        assert!(sentences.iter().any(|sentence| sentence.flag.as_deref() == Some(rule.name)), "{}", rule.name);
    }
}

#[test]
fn a_note_names_its_place_also_over_a_line_end_and_through_markup() {
    let text = "# Reply blank\n\nThe on-call engineer *should\nhave* noticed it.\n\n```\nhuman error\n```\n";
    let found = notes(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (&text[found[0].span.clone()], found[0].rule),
        ("The on-call engineer *should\nhave* noticed", "should-have")
    );
}

#[test]
fn the_sample_vault_is_written_without_blame() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data");
    let mut said = Vec::new();
    for kind in ["incidents", "catches", "model-errors", "guides", "properties"] {
        for file in std::fs::read_dir(folder.join(kind)).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
            said.extend(notes(body).iter().map(|note| format!("{}: {}", note.rule, &body[note.span.clone()])));
        }
    }
    assert!(said.len() <= 3, "{said:#?}");
}
