//! The corpus is what the benchmarks say it is.

use catchbook_record::{Kind, Weight, parse};
use catchbook_testkit::{NOW, RecordText, TestBook, corpus};
use std::collections::HashSet;

type Make = fn(u64, u64, &mut dyn FnMut(&str, &[u8]));

fn all(make: Make, seed: u64, n: u64) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    make(seed, n, &mut |path, bytes| files.push((path.to_owned(), bytes.to_vec())));
    files
}

#[test]
fn the_same_seed_makes_the_same_files_and_another_seed_others() {
    let files = all(corpus::generate, 7, 300);
    assert_eq!(files, all(corpus::generate, 7, 300));
    assert_eq!(files[..200], all(corpus::generate, 7, 200));
    assert_ne!(files, all(corpus::generate, 8, 300));
}

#[test]
fn paths_and_ids_are_never_used_twice() {
    let (mut paths, mut ids) = (HashSet::new(), HashSet::new());
    for number in 0..50_000 {
        let identity = corpus::Identity::of(3, number);
        assert!(paths.insert(identity.path.to_lowercase()), "{}", identity.path);
        assert!(identity.id.is_none_or(|id| ids.insert(id)));
    }
}

#[test]
fn records_are_about_as_long_as_real_ones() {
    let files = all(corpus::generate, 1, 2_000);
    let average = files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() / files.len();
    assert!((3_000..4_000).contains(&average), "{average} bytes on average");
    let plain = all(corpus::plain, 1, 500);
    let average = plain.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() / plain.len();
    assert!((2_000..4_500).contains(&average), "{average} bytes on average");
}

#[test]
fn records_are_understood_without_a_problem() {
    let mut kinds = HashSet::new();
    let (mut links, mut gates, mut changes, mut guards) = (0, 0, 0, 0);
    for (path, bytes) in all(corpus::generate, 1, 2_000) {
        let parsed = parse(&path, &bytes);
        assert_eq!(parsed.problems, [], "{path}\n{}", String::from_utf8_lossy(&bytes));
        kinds.insert(parsed.record.kind);
        links += parsed.record.body.links.len();
        gates += parsed.record.gates.len();
        changes += parsed.record.changes.len();
        guards += parsed.record.guards.len();
    }
    assert_eq!(kinds.len(), Kind::ALL.len());
    assert!(links > 2_000 && gates > 2_000 && changes > 2_000 && guards > 1_000);
}

#[test]
fn plain_files_are_notes_without_a_problem() {
    for (path, bytes) in all(corpus::plain, 1, 500) {
        let parsed = parse(&path, &bytes);
        assert_eq!((parsed.record.kind, parsed.problems), (Kind::Note, vec![]), "{path}");
        assert!(!parsed.record.title.is_empty());
    }
}

#[test]
fn broken_files_are_read_to_the_end_and_most_say_what_is_wrong() {
    let files = all(corpus::broken, 1, 112);
    let folders: HashSet<_> = files.iter().map(|(path, _)| path.split('/').next().unwrap().to_owned()).collect();
    assert_eq!(folders.len(), 28);
    let with_error = |(path, bytes): &&(String, Vec<u8>)| {
        parse(path, bytes).problems.iter().any(|problem| problem.weight == Weight::Error)
    };
    assert!(files.iter().filter(with_error).count() > 30);
}

#[test]
fn a_book_is_a_folder_that_goes_away() {
    let book = TestBook::with(&[("catches/a.md", "# A\n")]);
    book.write("b.md", RecordText::new("B").field("severity", "sev2").text());
    book.write_by_rename("b.md", "# B again\n");
    assert_eq!(book.text("b.md"), "# B again\n");
    book.rename("b.md", "notes/c.md");
    book.remove("catches/a.md");
    assert_eq!(book.files(), [("notes/c.md".to_owned(), b"# B again\n".to_vec())]);
    assert!(book.cache().is_dir() && book.data().is_dir() && book.config().is_dir() && !book.exists("b.md"));
    assert_eq!(NOW.to_string(), "2026-06-14T09:41:07Z");
    let folder = book.vault();
    drop(book);
    assert!(!folder.exists());
}
