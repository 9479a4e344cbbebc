//! Questions in other words than the titles, asked of the sample vault: `docs/evaluation.md` has the figures.

use crate::desk::{Desk, asking};
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
    desk.app.find_records(FindRecords { limit: DEEP, nearest: true, ..asking(query) }).unwrap()
}

/// Of every record.
pub(crate) fn handles(desk: &Desk) -> Vec<String> {
    let request = FindRecords { sort: Sort::Date, limit: 200, ..asking("") };
    desk.app.find_records(request).unwrap().rows.into_iter().map(|row| row.handle).collect()
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

/// How well rankings place the first right record, each the mean over the questions.
struct Placed {
    /// Part of the questions with a right record among the first five.
    recall_at_5: f64,
    /// One over the rank of the first right record.
    mrr: f64,
}

fn placed(questions: &[Question], ranked: impl Fn(&str) -> Vec<String>) -> Placed {
    let rank = |question: &Question| ranked(&question.text).iter().position(|handle| question.right.contains(handle));
    let ranks: Vec<usize> = questions.iter().filter_map(rank).collect();
    let mean = |sum: f64| sum / f64::from(u32::try_from(questions.len()).unwrap());
    let first_five = ranks.iter().filter(|rank| **rank < 5).count();
    Placed {
        recall_at_5: mean(f64::from(u32::try_from(first_five).unwrap())),
        mrr: mean(ranks.iter().map(|rank| 1.0 / f64::from(u32::try_from(rank + 1).unwrap())).sum()),
    }
}

/// What a patient person makes of `grep -ic` with one word after the other: the files with most of the words first, and
/// of those the files with most lines.
fn grepped(files: &[(String, String)], question: &str) -> Vec<String> {
    let words = words(question);
    let mut found: Vec<(usize, usize, &String)> = Vec::new();
    for (handle, text) in files {
        let lines = |word: &String| text.lines().filter(|line| line.contains(word.as_str())).count();
        let counts: Vec<usize> = words.iter().map(lines).filter(|count| *count > 0).collect();
        if !counts.is_empty() {
            found.push((counts.len(), counts.iter().sum(), handle));
        }
    }
    found.sort_by(|one, other| other.cmp(one));
    found.into_iter().map(|(.., handle)| handle.clone()).collect()
}

#[test]
fn most_questions_find_their_record_among_the_first_five() {
    let desk = sample();
    let questions = questions();
    let ours = placed(&questions, |text| found(&desk, text).rows.into_iter().map(|row| row.handle).collect());
    let text = |handle: &String| desk.app.raw_record(ShowRecord { handle: handle.clone() }).unwrap().text;
    let files: Vec<(String, String)> =
        handles(&desk).into_iter().map(|one| (one.clone(), text(&one).to_lowercase())).collect();
    let greps = placed(&questions, |text| grepped(&files, text));
    for (who, Placed { recall_at_5, mrr }) in [("ours", &ours), ("grep's", &greps)] {
        eprintln!("{} questions, {who}: recall@5 {recall_at_5:.3}, MRR {mrr:.3}", questions.len());
    }
    assert!(ours.recall_at_5 >= 0.85 && ours.mrr >= 0.80, "recall@5 {:.3}, MRR {:.3}", ours.recall_at_5, ours.mrr);
    assert!(ours.recall_at_5 > greps.recall_at_5 && ours.mrr > greps.mrr, "grep answers as well");
}
