//! SIGKILL while a person types and the editor keeps and saves: nothing older than two seconds is lost, and no file is
//! half written. 30 runs; `CATCHBOOK_KILLS=200` asks for more, and `--nocapture` shows what was seen.

use crate::desk::{Desk, PATH};
use crate::typist::{begin, text_after, type_until_killed};
use catchbook_testkit::TestBook;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

const RUNS: u64 = 30;
/// So many type at once: they wait most of the time.
const HANDS: usize = 5;
/// What may be lost is younger than this, and than what the disk takes for one text. Milliseconds.
const PROMISED: u64 = 2_000;

/// Says to this very test, started once more, that it is the one who types, and where.
const TYPIST: &str = "CATCHBOOK_TYPIST";

/// What was seen of one run.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Letters that were typed and are gone.
    lost: usize,
    /// How long the oldest of them had been there. Milliseconds.
    age: u64,
    /// The longest that a text took to be written. Milliseconds.
    slowest: u64,
    /// Killed while a text was being kept or saved.
    writing: bool,
}

#[test]
fn a_kill_while_typing_loses_nothing_older_than_two_seconds_and_tears_no_file() {
    if let Ok(typist) = std::env::var(TYPIST) {
        let (seed, root) = typist.split_once(' ').unwrap();
        type_until_killed(Path::new(root), seed.parse().unwrap());
    }
    let runs = std::env::var("CATCHBOOK_KILLS").map_or(RUNS, |runs| runs.parse().unwrap());
    let (next, seen) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                while let Some(seed) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| *seed < runs) {
                    let run = type_and_kill(seed);
                    seen.lock().unwrap().push(run);
                }
            });
        }
    });
    let mut seen = seen.into_inner().unwrap();
    assert_eq!(seen.len() as u64, runs, "every run ended");
    seen.sort_by_key(|run| run.age);
    let (middle, worst) = (seen[seen.len() / 2], seen[seen.len() - 1]);
    let writing = seen.iter().filter(|run| run.writing).count();
    let losing = seen.iter().filter(|run| run.lost > 0).count();
    println!(
        "{runs} runs: {writing} killed while a text was being written; {losing} lost letters, {} at most; the oldest lost \
         letter was {} ms old at the median, {} ms at most",
        seen.iter().map(|run| run.lost).max().unwrap_or(0),
        middle.age,
        worst.age,
    );
    let late = seen.iter().find(|run| run.age > PROMISED + run.slowest);
    assert!(late.is_none(), "{late:?}");
    assert!(losing > 0, "a kill that loses nothing was never in time");
}

fn type_and_kill(seed: u64) -> Seen {
    let book = TestBook::with(&[(PATH, &begin())]);
    book.beside("temp");
    let root = book.vault().parent().unwrap().display().to_string();
    let name = "killed::a_kill_while_typing_loses_nothing_older_than_two_seconds_and_tears_no_file";
    let typed = Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(TYPIST, format!("{seed} {root}"))
        .output()
        .unwrap();
    assert_eq!(typed.status.code(), None, "seed {seed}: {}", String::from_utf8_lossy(&typed.stderr));
    let said = String::from_utf8(typed.stdout).unwrap();
    let said: Vec<(&str, usize, u64)> = said.lines().filter_map(said_by_typist).collect();
    let after = |keys: usize, what: &str| text_after(keys) == what;

    // The file holds what it held, or what some save wrote, whole.
    let file = book.text(PATH);
    let saved = || said.iter().filter(|(what, ..)| *what == "saving").map(|(_, keys, _)| *keys);
    assert!(file == begin() || saved().any(|keys| after(keys, &file)), "seed {seed}: torn: {}", tail(&file));
    for (path, _) in book.files() {
        assert!(path == PATH || path.ends_with(".tmp"), "seed {seed}: {path}");
    }

    let opened = Desk::on(book).open();
    let text = opened.kept.map_or(opened.text, |kept| kept.text);
    let keys = text.chars().count() - begin().chars().count();
    assert!(after(keys, &text), "seed {seed}: what is left is not what was typed: {}", tail(&text));
    let killed = said.iter().find(|(what, ..)| *what == "killed").expect("it was killed").2;
    let first_lost = said.iter().find(|(what, key, _)| *what == "typed" && *key > keys);
    let typed = said.iter().filter(|(what, ..)| *what == "typed").count();
    let last = said.iter().rfind(|(what, ..)| !["killed", "typed"].contains(what));
    let written = said.iter().filter(|(what, ..)| *what != "typed").collect::<Vec<_>>();
    let spans =
        written.windows(2).filter(|pair| pair[0].0.ends_with("ing")).map(|pair| pair[1].2.saturating_sub(pair[0].2));
    Seen {
        slowest: spans.max().unwrap_or(0),
        lost: typed.saturating_sub(keys),
        age: first_lost.map_or(0, |(_, _, at)| killed.saturating_sub(*at)),
        writing: last.is_some_and(|(what, ..)| what.ends_with("ing")),
    }
}

/// "typed 7 1234"
fn said_by_typist(line: &str) -> Option<(&str, usize, u64)> {
    let mut words = line.split(' ');
    let said = (words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next().is_none().then_some(said)
}

fn tail(text: &str) -> &str {
    &text[text.len().saturating_sub(80)..]
}
