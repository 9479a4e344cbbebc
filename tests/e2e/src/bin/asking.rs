//! Measures how long a key takes in the window's query bar until its answer is painted, in a vault of 100,000 records.
//! Started by `cargo xtask bench asking`, which has built what it needs. It prints figures and judges nothing.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Setup, Vault, Window};
use catchbook_testkit::corpus;
use serde_json::Value;
use std::thread::sleep;
use std::time::{Duration, Instant};

const RECORDS: u64 = 100_000;
/// Between an answer and the next key, as a quick typist leaves it. Meanwhile the window fetches its preview.
const PAUSE: Duration = Duration::from_millis(120);
/// Reading all records for the first time takes about a minute.
const READING: Duration = Duration::from_secs(600);

fn main() {
    let window = open_library(&Setup { vault: Vault::Corpus(RECORDS), ..Setup::sample() });
    until_read(&window);
    window.run(WATCH);
    window.press(["/"]);
    window.until_focus("query-input");

    // Twice, and the second time counts: what was never asked is read from the disk.
    ask_all(&window);
    let (answered, unchanged) = ask_all(&window);
    println!("{RECORDS} records, {} keys of {} queries; milliseconds\n", answered.len(), corpus::queries().len());
    println!("| | p50 | p95 | p99 | most |");
    println!("| --- | --- | --- | --- | --- |");
    for (what, name) in
        [("from the key to the painted list", "painted"), ("of that, until the answer is there", "answered")]
    {
        println!("| {what} | {} |", spread(&answered, name));
    }
    window.run(BARE);
    let (bare, _) = ask_all(&window);
    println!("| a bare field with its text repeated below, in the same window | {} |", spread(&bare, "painted"));
    println!("\n{unchanged} keys changed nothing in the list.");
}

fn until_read(window: &Window) {
    let deadline = Instant::now() + READING;
    while !window.has("result-row") || window.has("reading") || window.has("reading-strip") {
        assert!(Instant::now() < deadline, "the vault is not read within {READING:?}");
        sleep(Duration::from_secs(1));
    }
    window.until_still();
}

/// Types every query, key by key. Answers what was seen of each key, and how many changed nothing.
fn ask_all(window: &Window) -> (Vec<Value>, usize) {
    let (mut answered, mut unchanged) = (Vec::new(), 0);
    for query in corpus::queries() {
        for key in query.text.chars() {
            window.type_keys(&key.to_string());
            match window.run("return await painted()") {
                Value::Null => unchanged += 1,
                seen => answered.push(seen),
            }
            sleep(PAUSE);
        }
        window.press(["Ctrl a", "Backspace"]);
        window.until_still();
    }
    (answered, unchanged)
}

fn spread(seen: &[Value], name: &str) -> String {
    let mut times: Vec<f64> = seen.iter().filter_map(|key| key[name].as_f64()).collect();
    times.sort_by(f64::total_cmp);
    assert!(!times.is_empty(), "no key changed anything in the list");
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    [50, 95, 99, 100].map(|percent| format!("{:.1}", at(percent))).join(" | ")
}

/// What the engine takes by itself: a field and one line, over the page that was left.
const BARE: &str = "
    const page = document.querySelector('[data-testid=library]');
    page.innerHTML = '<div class=mid><input><p></p></div>';
    const [field, line] = page.firstChild.children;
    field.addEventListener('input', () => (line.textContent = field.value));
    field.focus();
";

/// The answer is there when anything beside the query bar changes, and is painted at the end of the next frame. A key
/// that changes nothing within a second is not asked about any longer.
const WATCH: &str = "
    let key = null;
    let seen = null;
    addEventListener('keydown', (event) => {
        key = { began: Math.min(performance.now(), event.timeStamp) };
        seen = null;
    }, true);
    const isOfTheAnswer = ({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest('.mid') && !element.closest('[role=search]');
    };
    const watch = new MutationObserver((changes) => {
        if (!key || !changes.some(isOfTheAnswer)) return;
        const own = key;
        key = null;
        own.answered = performance.now() - own.began;
        requestAnimationFrame(() => {
            const drawn = new MessageChannel();
            drawn.port1.onmessage = () => {
                own.painted = performance.now() - own.began;
                seen = own;
            };
            drawn.port2.postMessage(null);
        });
    });
    watch.observe(document.querySelector('[data-testid=library]'), { subtree: true, childList: true, characterData: true });
    window.painted = () => new Promise((done) => {
        const end = performance.now() + 1000;
        (function look() {
            if (seen || performance.now() > end) done(seen);
            else setTimeout(look, 10);
        })();
    });
";
