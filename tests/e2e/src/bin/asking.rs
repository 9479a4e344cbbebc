//! Measures how long a key takes in the window's query bar until its answer is on the display, in a vault of 100,000
//! records. Keys go in and pixels come out at the display server, as for a person. Started by `cargo xtask bench asking`,
//! which has built what it needs. It prints figures and judges nothing.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Area, Glass, Setup, Vault, Window};
use catchbook_testkit::corpus;
use serde_json::Value;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

const RECORDS: u64 = 100_000;
/// From one key to the next, as people type. What is not on the display by then is waited for.
const BEAT: Duration = Duration::from_millis(200);
/// A key whose answer is not there after so long changed nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// Keys that are named, of the slowest.
const SLOWEST: usize = 20;
/// Reading all records for the first time takes about a minute.
const READING: Duration = Duration::from_secs(600);

fn main() {
    let window = open_library(&Setup { vault: Vault::Corpus(RECORDS), layers: false, ..Setup::sample() });
    until_read(&window);
    window.run(WATCH);
    window.press(["/"]);
    window.until_focus("query-input");
    let glass = window.glass();

    // Twice, and the second time counts: what was never asked is read from the disk.
    ask_all(&window, &glass);
    let keys = ask_all(&window, &glass);
    println!("{RECORDS} records, {} keys of {} queries; milliseconds\n", keys.len(), corpus::queries().len());
    println!("| | p50 | p95 | p99 | most |");
    println!("| --- | --- | --- | --- | --- |");
    println!("| from the key to the list on the display | {} |", spread(keys.iter().filter_map(|key| key.painted)));
    println!("| of that, until the answer is in the page | {} |", spread(keys.iter().filter_map(|key| key.answered)));
    tell_slowest(&keys);
    window.run(BARE);
    let bare = ask_all(&window, &glass);
    println!(
        "| a bare field with its text repeated below, in the same window | {} |",
        spread(bare.iter().filter_map(|key| key.painted))
    );
    let unchanged = keys.iter().filter(|key| key.painted.is_none()).count();
    println!("\n{unchanged} keys changed nothing that is seen in the list.");
}

fn until_read(window: &Window) {
    let deadline = Instant::now() + READING;
    while !window.has("result-row") || window.has("reading") || window.has("reading-strip") {
        assert!(Instant::now() < deadline, "the vault is not read within {READING:?}");
        sleep(Duration::from_secs(1));
    }
    window.until_still();
}

/// Milliseconds from the key; `None` where nothing came.
struct Key {
    /// What stands in the bar with it.
    typed: &'static str,
    answered: Option<f64>,
    painted: Option<f64>,
}

/// Types every query, key by key.
fn ask_all(window: &Window, glass: &Glass) -> Vec<Key> {
    let mut keys = Vec::new();
    for query in corpus::queries() {
        for (at, letter) in query.text.char_indices() {
            keys.push(ask(window, glass, letter, &query.text[..at + letter.len_utf8()]));
        }
        clear(window);
        window.until_still();
    }
    keys
}

fn ask(window: &Window, glass: &Glass, letter: char, typed: &'static str) -> Key {
    let began = glass.press(letter);
    let since = |at: SystemTime| at.duration_since(began).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    loop {
        sleep(BEAT);
        let seen = window.run("return taken()");
        if let Some(at) = seen["answered"].as_f64() {
            let answered = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(at / 1_000.0);
            let painted = glass.drawn(area(&seen["list"]), answered);
            return Key { typed, answered: Some(since(answered)), painted: painted.map(since) };
        }
        if began.elapsed().is_ok_and(|waited| waited > PATIENCE) {
            return Key { typed, answered: None, painted: None };
        }
    }
}

fn area(sides: &Value) -> Area {
    let [left, top, right, bottom] = [0, 1, 2, 3].map(|at| sides[at].as_f64().expect("a side of the list"));
    Area { left, top, right, bottom }
}

/// Escape first closes what is offered, then empties the bar, chips and all.
fn clear(window: &Window) {
    const FULL: &str = "return document.querySelector('[data-testid=library] input[type=text]').value !== ''
        || document.querySelector('[data-testid=query-chip]') !== null";
    while window.run(FULL) == true {
        window.press(["Esc"]);
    }
    window.run("taken()");
}

/// For whoever looks for what is slow.
fn tell_slowest(keys: &[Key]) {
    let mut slowest: Vec<&Key> = keys.iter().filter(|key| key.painted.is_some()).collect();
    slowest.sort_by(|a, b| b.painted.partial_cmp(&a.painted).expect("times"));
    for Key { typed, answered, painted } in slowest.into_iter().take(SLOWEST) {
        eprintln!("{:>8.1} {:>8.1} ms  {typed}", answered.unwrap_or_default(), painted.unwrap_or_default());
    }
}

fn spread(times: impl Iterator<Item = f64>) -> String {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    assert!(!times.is_empty(), "no key changed anything in the list");
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    [50, 95, 99, 100].map(|percent| format!("{:.1}", at(percent))).join(" | ")
}

/// What the engine takes by itself: a field and one line, over the page that was left.
const BARE: &str = "
    const page = document.querySelector('[data-testid=library]');
    page.innerHTML = '<div class=mid><input type=text><p></p></div>';
    const [field, line] = page.firstChild.children;
    const repeat = () => (line.textContent = field.value);
    field.addEventListener('input', repeat);
    field.addEventListener('keydown', ({ key }) => {
        if (key !== 'Escape') return;
        field.value = '';
        repeat();
    });
    field.focus();
";

/// The answer is there when anything beside the query bar changes. Milliseconds since 1970, as a display has them.
const WATCH: &str = "
    let answered = null;
    const isOfTheAnswer = ({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest('.mid') && !element.closest('[role=search]');
    };
    const watch = new MutationObserver((changes) => {
        if (changes.some(isOfTheAnswer)) answered ??= performance.timeOrigin + performance.now();
    });
    watch.observe(document.querySelector('[data-testid=library]'), { subtree: true, childList: true, characterData: true });
    window.taken = () => {
        const sides = document.querySelector('.mid').getBoundingClientRect();
        const bar = document.querySelector('.mid > * > [role=search], .mid > input').getBoundingClientRect();
        const seen = { answered, list: [sides.left, bar.bottom + 1, sides.right, sides.bottom] };
        answered = null;
        return seen;
    };
";
