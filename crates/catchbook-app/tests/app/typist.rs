//! A person who types, and an editor that keeps and saves on the rhythm of the real one, until the process is killed.

use crate::desk::{HANDLE, PATH, Still, edited, start};
use catchbook_app::api::{Commands, KeepBuffer};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

/// The editor keeps what was typed when the keys rest this long, and at the latest after the other: `#keeping` in
/// `ui/src/state/draft.svelte.ts`.
const REST: Duration = Duration::from_millis(600);
const MOST: Duration = Duration::from_millis(1400);

/// What the file holds before the first key.
pub fn begin() -> String {
    let lines: String =
        (0..200).map(|line| format!("A line of the record that was there before, number {line}.\n")).collect();
    format!("---\nid: {HANDLE}\ntype: catch\n---\n# Reply blank\n\n{lines}\n")
}

/// The file's beginning and the first `keys` letters.
pub fn text_after(keys: usize) -> String {
    let letters = "the reply was blank until it was loaded again\n".chars().cycle();
    begin().chars().chain(letters.take(keys)).collect()
}

/// Numbers that are the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn within(&mut self, low: u64, high: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        low + self.0 % (high - low)
    }
}

/// Types until the process dies at a moment that the seed gives. Each line on stdout says what was done, and when.
pub fn type_until_killed(root: &Path, seed: u64) -> ! {
    let app = start(root, Arc::new(Still::default()));
    let mut dice = Dice::new(seed);
    let began = Instant::now();
    let say = move |what: &str, keys: usize| println!("{what} {keys} {}", began.elapsed().as_millis());
    let end = Duration::from_millis(dice.within(150, 3200));
    // Every other time the end comes while a text is being written, which takes some milliseconds.
    let while_writing = seed % 2 == 1;
    let within = Duration::from_micros(dice.within(0, 4_000));
    let (begins, writing) = channel();
    spawn(move || {
        sleep(end);
        if while_writing {
            writing.try_iter().for_each(drop);
            let _ = writing.recv();
            sleep(within);
        }
        say("killed", 0);
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    });

    let (mut base, mut keys) = (begin(), 0);
    // When the first key that is not kept was pressed, and the last one.
    let mut unkept: Option<(Instant, Instant)> = None;
    let mut next_key = Instant::now();
    let mut next_save = next_key + Duration::from_millis(dice.within(300, 1800));
    loop {
        let keep = unkept.map(|(first, last)| (first + MOST).min(last + REST));
        let next = keep.into_iter().fold(next_key.min(next_save), Instant::min);
        sleep(next.saturating_duration_since(Instant::now()));
        if next == next_key {
            keys += 1;
            say("typed", keys);
            let now = Instant::now();
            unkept = Some((unkept.map_or(now, |(first, _)| first), now));
            let pause = if dice.within(0, 20) == 0 { dice.within(650, 1100) } else { dice.within(15, 140) };
            next_key = Instant::now() + Duration::from_millis(pause);
        } else if next == next_save {
            say("saving", keys);
            let _ = begins.send(());
            base = app.save_text(edited(&base, &text_after(keys))).unwrap().text;
            say("saved", keys);
            unkept = None;
            next_save = Instant::now() + Duration::from_millis(dice.within(300, 1800));
        } else {
            say("keeping", keys);
            let _ = begins.send(());
            let kept = KeepBuffer { path: PATH.into(), base: base.clone(), text: text_after(keys) };
            app.keep_buffer(kept).unwrap();
            say("kept", keys);
            unkept = None;
        }
    }
}
