//! Questions in other words than the titles, asked of the sample vault: `docs/evaluation.md` has the figures.

use crate::desk::Desk;
use catchbook_app::api::{Commands, FindRecords, RecordPage, ShowRecord, Sort};
use catchbook_testkit::TestBook;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Results that are looked at.
const DEEP: u32 = 20;

struct Question {
    /// The records that answer it; any of them will do.
    right: BTreeSet<String>,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn questions() -> Vec<Question> {
    let file = fs::read_to_string(root().join("tests/relevance/questions.tsv")).unwrap();
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let question = |line: &str| {
        let (right, text) = line.split_once('\t').unwrap();
        Question { right: right.split(' ').map(str::to_owned).collect(), text: text.to_owned() }
    };
    lines.map(question).collect()
}

pub(crate) fn sample() -> Desk {
    let book = TestBook::new();
    book.write("catchbook.toml", fs::read(root().join("sample-data/catchbook.toml")).unwrap());
    for folder in fs::read_dir(root().join("sample-data")).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(files) = fs::read_dir(&folder) else { continue };
        let records =
            files.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "md"));
        for file in records.filter(|_| !folder.ends_with("templates")) {
            let path = file.strip_prefix(root().join("sample-data")).unwrap();
            book.write(path.to_str().unwrap(), fs::read(&file).unwrap());
        }
    }
    Desk::on(book)
}

pub(crate) fn found(desk: &Desk, query: &str) -> RecordPage {
    let request = FindRecords {
        query: query.to_owned(),
        sort: Sort::Relevance,
        offset: 0,
        limit: DEEP,
        facets: false,
        typing: false,
        nearest: true,
    };
    desk.app.find_records(request).unwrap()
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 3 && !COMMON.contains(&word.as_str())).collect()
}

/// Of more than three letters, and about nothing.
const COMMON: &[&str] =
    &["after", "again", "because", "between", "from", "than", "that", "what", "when", "which", "with"];

#[test]
fn no_question_has_a_word_of_the_title_that_it_looks_for() {
    let desk = sample();
    assert!(questions().len() >= 60);
    for Question { right, text } in questions() {
        for handle in &right {
            let title = desk.app.show_record(ShowRecord { handle: handle.clone() }).unwrap().title;
            let both: Vec<String> = words(&text).intersection(&words(&title)).cloned().collect();
            assert!(both.is_empty(), "`{text}` has {both:?} of `{title}`");
        }
    }
}

#[test]
fn most_questions_find_their_record_among_the_first_five() {
    let desk = sample();
    let questions = questions();
    let rank = |question: &Question| {
        let rows = found(&desk, &question.text).rows;
        rows.iter().position(|row| question.right.contains(&row.handle)).map(|at| at + 1)
    };
    let ranks: Vec<Option<usize>> = questions.iter().map(rank).collect();
    let of = |n: f64| n / f64::from(u32::try_from(questions.len()).unwrap());
    let first_five = of(f64::from(u32::try_from(ranks.iter().flatten().filter(|rank| **rank <= 5).count()).unwrap()));
    let reciprocal = of(ranks.iter().flatten().map(|rank| 1.0 / f64::from(u32::try_from(*rank).unwrap())).sum());
    eprintln!("{} questions: recall@5 {first_five:.3}, MRR {reciprocal:.3}", questions.len());
    assert!(first_five >= 0.85 && reciprocal >= 0.80, "recall@5 {first_five:.3}, MRR {reciprocal:.3}");
}
