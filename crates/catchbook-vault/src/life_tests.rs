//! Random lives of a vault: it is written, renamed, deleted and restored until the power goes at
//! a random call. What was answered is there, and the act that was cut short happened or did not.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::Arc;

use crate::fs::{Calls, Fault, MemFs};
use crate::path::VaultPath;
use crate::save::Saved;
use crate::trash::Trash;
use crate::vault::Vault;

const LIVES: u64 = 1_500;
const ACTS: usize = 12;

type Files = BTreeMap<String, Vec<u8>>;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn path(&mut self) -> VaultPath {
        let names = ["a.md", "b.md", "x/a.md", "x/y/c.md"];
        VaultPath::new(names[self.roll(4) as usize]).unwrap()
    }

    fn text(&mut self) -> Vec<u8> {
        format!("text {}\n", self.roll(1_000_000)).repeat(self.roll(4) as usize + 1).into_bytes()
    }
}

struct Life {
    fs: MemFs,
    bin: MemFs,
    vault: Vault,
    trash: Trash,
    /// What was answered so far.
    model: Files,
    /// What else the disk may hold if the act that is under way is cut short.
    maybe: Vec<Files>,
}

impl Life {
    fn new(fs: MemFs) -> Self {
        let bin = MemFs::new();
        fs.put(&VaultPath::new("catchbook.toml").unwrap(), "");
        let vault = Vault::open(Arc::new(fs.clone())).unwrap();
        let trash = Trash::open(Arc::new(bin.clone()));
        Self { fs, bin, vault, trash, model: Files::new(), maybe: Vec::new() }
    }

    /// Plans `after`, and `between` on the way to it, for whoever looks after a power cut.
    fn plan(&mut self, between: Option<Files>, after: Files) -> Files {
        self.maybe = between.into_iter().chain([after.clone()]).collect();
        after
    }

    /// One act; `false` once the power is gone.
    fn act(&mut self, dice: &mut Dice) -> bool {
        let (path, text) = (dice.path(), dice.text());
        match dice.roll(6) {
            0 | 1 => self.create(&path, &text),
            2 | 3 => self.save(&path, &text),
            4 => self.rename(&path, &dice.path()),
            _ => self.trash(&path),
        }
    }

    fn create(&mut self, path: &VaultPath, text: &[u8]) -> bool {
        let mut after = self.model.clone();
        let new = after.insert(path.as_str().into(), text.into()).is_none();
        let after = if new { self.plan(None, after) } else { self.plan(None, self.model.clone()) };
        let created = self.vault.create(path, text);
        self.settle(created.map(drop), new, after)
    }

    fn save(&mut self, path: &VaultPath, text: &[u8]) -> bool {
        let Ok(read) = self.vault.read(path) else {
            return !self.model.contains_key(path.as_str());
        };
        assert_eq!(read.bytes, self.model[path.as_str()]);
        let mut after = self.model.clone();
        after.insert(path.as_str().into(), text.into());
        let after = self.plan(None, after);
        let saved = self.vault.save(path, &read, text);
        if let Ok(saved) = &saved {
            assert!(matches!(saved, Saved::Written(_) | Saved::Unchanged(_)), "{saved:?}");
        }
        self.settle(saved.map(drop), true, after)
    }

    fn rename(&mut self, from: &VaultPath, to: &VaultPath) -> bool {
        let (from_, to_) = (from.as_str().to_owned(), to.as_str().to_owned());
        let free = self.model.contains_key(&from_) && (from == to || !self.model.contains_key(&to_));
        let (mut both, mut after) = (self.model.clone(), self.model.clone());
        if free && let Some(text) = after.remove(&from_) {
            both.insert(to_.clone(), text.clone());
            after.insert(to_, text);
        }
        let after = self.plan(Some(both), after);
        let renamed = self.vault.rename(from, to);
        self.settle(renamed, free || from == to, after)
    }

    fn trash(&mut self, path: &VaultPath) -> bool {
        let mut after = self.model.clone();
        let there = after.remove(path.as_str()).is_some();
        let after = self.plan(None, after);
        let trashed = self.vault.trash(path, &self.trash, 7);
        if let Ok(entry) = &trashed {
            assert_eq!(self.trash.read(&entry.id).unwrap(), self.model[path.as_str()]);
        }
        self.settle(trashed.map(drop), there, after)
    }

    /// An act that could succeed did, unless the power is gone.
    fn settle(&mut self, done: Result<(), crate::Error>, possible: bool, after: Files) -> bool {
        match done {
            Ok(()) => {
                assert!(possible, "{after:?}");
                self.model = after;
            }
            Err(_) if !possible && self.fs.fault_waits() => {}
            Err(error) if self.fs.fault_waits() => panic!("{error}: {:?}", error.io_kind()),
            Err(_) => return false,
        }
        self.maybe.clear();
        true
    }

    fn left(&self) -> Files {
        let files = self.fs.files().into_iter();
        let seen = files.filter(|(path, _)| path.is_markdown() && !path.is_hidden());
        seen.map(|(path, bytes)| (path.as_str().to_owned(), bytes)).collect()
    }
}

fn live(fs: MemFs, seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut life = Life::new(fs);
    let (nth, kind) = (dice.roll(120) + 1, ErrorKind::Other);
    life.fs.fail(Fault { calls: Calls::Any, nth, kind, lasting: true });
    for _ in 0..ACTS {
        if !life.act(&mut dice) {
            break;
        }
    }
    life.fs.crash(seed);
    life.bin.crash(seed);
    let left = life.left();
    let allowed = left == life.model || life.maybe.contains(&left);
    assert!(allowed, "seed {seed}: {left:?}\nanswered {:?}\nor {:?}", life.model, life.maybe);
    if left.len() < life.model.len() {
        // What is missing was being deleted, and is in the trash.
        let kept = life.trash.list().unwrap();
        let texts: Vec<_> = kept.iter().map(|entry| life.trash.read(&entry.id).unwrap()).collect();
        let gone = life.model.iter().filter(|(path, _)| !left.contains_key(*path));
        gone.for_each(|(path, text)| assert!(texts.contains(text), "seed {seed}: {path} lost"));
    }
    let later = life.vault.sweep(i64::MAX, std::time::Duration::ZERO);
    assert!(later.failed.is_empty());
    assert_eq!(life.left(), left, "a sweep takes leftovers only");
}

#[test]
fn what_was_answered_outlives_the_power() {
    for seed in 1..=LIVES {
        live(MemFs::new(), seed);
    }
}

#[test]
fn on_a_disk_that_cannot_exchange_names_too() {
    for seed in 1..=LIVES {
        live(MemFs::ignoring_case(), seed);
    }
}
