//! Measures how long a key takes in the editor, in a record of 10,000 lines, beside a bare CodeMirror in the same window.
//! Started by `cargo xtask bench typing`, which has built what it needs. It prints figures and judges nothing.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Setup, Window};
use std::fmt::Write as _;

const PATH: &str = "catches/2026-06-14-reply-blank.md";
const LINES: usize = 10_000;
const KEYS: usize = 300;
/// Keys before those that count: the bare editor comes second and finds its code compiled.
const FIRST: usize = 50;

fn main() {
    let text = record();
    let window = open_library(&Setup::files([(PATH, &text)]));
    window.until_text("preview-title", "Reply blank");
    window.tab_to("results");
    window.press(["e"]);
    window.until_focus("source");
    window.get("written");
    window.until_still();

    println!(
        "{LINES} lines, {} kB, {KEYS} keys in the middle of it; milliseconds, p50 / p95 / most\n",
        text.len() / 1000
    );
    println!("| | script of a key | its whole event | until its frame is drawn | waited before |");
    println!("| --- | --- | --- | --- | --- |");
    window.run(WATCH);
    window.run(IN_THE_MIDDLE);
    let ours = measure(&window, "the editor");
    window.run(BARE);
    window.until("the bare editor has the focus", |window| {
        (window.run("return document.activeElement.closest('#bare') !== null") == true).then_some(())
    });
    window.until_still();
    let bare = measure(&window, "a bare CodeMirror");
    println!("\nframe, p95: {:.2} × the bare one", ours / bare);
}

/// A record as people write them, only long.
fn record() -> String {
    let mut text = "---\nid: C-7K3Q2\ntype: catch\nservices: [chat]\n---\n# Reply blank\n\n".to_owned();
    for line in text.lines().count()..LINES {
        let _ = match line % 20 {
            0 => writeln!(text, "## What was seen, part {line}"),
            1 | 19 => writeln!(text),
            2..6 => writeln!(text, "- [ ] walk the reply by hand, *slowly*, see [[C-7K3Q2]] and `reply.ts`"),
            _ => writeln!(text, "The list was empty until the page was loaded **again**, line {line}."),
        };
    }
    text
}

/// Types and prints what was seen. Answers the frame's p95.
fn measure(window: &Window, what: &str) -> f64 {
    type_on(window, FIRST);
    let seen = type_on(window, KEYS);
    let row = |name: &str| {
        let mut values: Vec<f64> = seen.iter().filter_map(|key| key[name].as_f64()).collect();
        values.sort_by(f64::total_cmp);
        [values.len() / 2, values.len() * 95 / 100, values.len() - 1].map(|at| values[at])
    };
    let said = |[middle, high, most]: [f64; 3]| format!("{middle:.1} / {high:.1} / {most:.1}");
    let frame = row("frame");
    let [script, event, waited] = ["script", "event", "waited"].map(|name| said(row(name)));
    println!("| {what} | {script} | {event} | {} | {waited} |", said(frame));
    frame[1]
}

fn type_on(window: &Window, keys: usize) -> Vec<serde_json::Value> {
    window.run("seen.length = 0");
    for key in "the reply was blank until it was loaded again, ".chars().cycle().take(keys) {
        window.type_keys(&key.to_string());
    }
    window.until("every key is drawn", |window| {
        let seen = window.run("return seen");
        seen.as_array().filter(|seen| seen.len() == keys).cloned()
    })
}

/// Of each key: the time of the page's script, that is of everything that listens to the key and of all that CodeMirror
/// and whoever listens to it do with the change; the time until the event is over, which is the engine's own work on the
/// text too; and the time until the end of the next frame.
const WATCH: &str = "
    window.seen = [];
    let key;
    addEventListener('keydown', (event) => {
        const began = performance.now();
        key = { began, script: 0, waited: Math.max(0, began - event.timeStamp) };
    }, true);
    addEventListener('keydown', () => (key.script += performance.now() - key.began));
    window.watch = ({ observer }) => {
        const flush = observer.flush;
        observer.flush = function (...how) {
            const began = performance.now();
            flush.apply(this, how);
            if (key) key.script += performance.now() - began;
        };
    };
    addEventListener('input', () => {
        const own = key;
        queueMicrotask(() => {
            own.event = performance.now() - own.began;
            requestAnimationFrame(() => {
                const drawn = new MessageChannel();
                drawn.port1.onmessage = () => {
                    own.frame = performance.now() - own.began;
                    seen.push(own);
                };
                drawn.port2.postMessage(null);
            });
        });
    });
";

/// CodeMirror knows its view by its content's element.
const IN_THE_MIDDLE: &str = "
    const view = document.querySelector('[data-testid=source]').cmTile.view;
    const { from } = view.state.doc.line(5000);
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    watch(view);
    window.editor = { View: view.constructor, State: view.state.constructor, doc: view.state.doc };
";

/// Nothing but CodeMirror, over the page that was left: the same text, as large on the screen.
const BARE: &str = "
    const { View, State, doc } = window.editor;
    const nonce = document.querySelector('meta[name=style-nonce]').nonce;
    location.hash = '#/';
    await new Promise((left) => setTimeout(left, 500));
    const page = document.createElement('div');
    page.id = 'bare';
    document.body.replaceChildren(page);
    const bare = new View({ parent: page, state: State.create({ doc, extensions: [View.cspNonce.of(nonce)] }) });
    bare.dom.style.height = innerHeight + 'px';
    bare.dispatch({ selection: { anchor: doc.line(5000).from }, scrollIntoView: true });
    watch(bare);
    bare.focus();
";
