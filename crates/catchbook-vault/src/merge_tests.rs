use std::collections::BTreeSet;

use super::*;

fn text(merged: Option<Vec<u8>>) -> Option<String> {
    merged.map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn edits_in_different_places_are_joined() {
    let base = b"one\ntwo\nthree\nfour\nfive\n";
    let ours = b"ONE\ntwo\nthree\nfour\nfive\n";
    let theirs = b"one\ntwo\nthree\nfour\nFIVE\nsix\n";
    let merged = text(merge(base, ours, theirs));
    assert_eq!(merged.as_deref(), Some("ONE\ntwo\nthree\nfour\nFIVE\nsix\n"));
}

#[test]
fn edits_of_the_same_line_are_not() {
    assert_eq!(merge(b"a\nb\nc\n", b"a\nours\nc\n", b"a\ntheirs\nc\n"), None);
    assert_eq!(merge(b"a\nb\n", b"a\nours\n", b"a\n"), None);
}

#[test]
fn one_side_alone_or_both_alike_need_no_merge() {
    assert_eq!(merge(b"a", b"b", b"a").as_deref(), Some(b"b".as_slice()));
    assert_eq!(merge(b"a", b"a", b"b").as_deref(), Some(b"b".as_slice()));
    assert_eq!(merge(b"a", b"b", b"b").as_deref(), Some(b"b".as_slice()));
    assert_eq!(merge(b"", b"", b"").as_deref(), Some(b"".as_slice()));
}

#[test]
fn line_endings_and_bytes_that_are_no_text_come_through() {
    let base = b"a\r\nb\r\nc\r\nd\r\n\xff";
    let ours = b"A\r\nb\r\nc\r\nd\r\n\xff";
    let theirs = b"a\r\nb\r\nc\r\nD\r\n\xff";
    let merged = merge(base, ours, theirs);
    assert_eq!(merged.as_deref(), Some(b"A\r\nb\r\nc\r\nD\r\n\xff".as_slice()));
}

#[test]
fn texts_that_share_nothing_are_answered_at_once() {
    let many = |word: &str| -> Vec<u8> {
        let lines: Vec<_> = (0..200_000).map(|n| format!("{word} {n}\n")).collect();
        lines.concat().into_bytes()
    };
    assert_eq!(merge(&many("base"), &many("ours"), &many("theirs")), None);
}

#[test]
fn a_large_text_with_small_edits_is_still_merged() {
    let lines: Vec<_> = (0..200_000).map(|n| format!("line {n}\n")).collect();
    let base = lines.concat().into_bytes();
    let ours = [b"first\n".as_slice(), &base].concat();
    let theirs = [&base, b"last\n".as_slice()].concat();
    let merged = merge(&base, &ours, &theirs).unwrap();
    assert_eq!(merged, [b"first\n".as_slice(), &base, b"last\n"].concat());
}

/// A small generator, so that a failure names a seed that repeats it.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    /// Deletes, replaces, inserts and moves lines. Every new line is like no other.
    fn edit(&mut self, base: &[String], who: &str) -> Vec<String> {
        let mut lines = base.to_vec();
        for turn in 0..self.roll(4) {
            let at = self.roll(lines.len() + 1);
            let new = format!("{who} {turn}\n");
            match self.roll(4) {
                0 if at < lines.len() => drop(lines.remove(at)),
                1 if at < lines.len() => lines[at] = new,
                2 if at < lines.len() => {
                    let moved = lines.remove(at);
                    lines.insert(self.roll(lines.len() + 1), moved);
                }
                _ => lines.insert(at, new),
            }
        }
        if self.roll(8) == 0
            && let Some(last) = lines.last_mut()
        {
            last.pop();
        }
        lines
    }
}

fn set(lines: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8(lines.to_vec()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn no_line_is_lost_unless_a_side_removed_it() {
    let mut clean = 0;
    for seed in 1..=20_000_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let base: Vec<_> = (0..dice.roll(12)).map(|n| format!("base {n}\n")).collect();
        let ours = dice.edit(&base, "ours").concat().into_bytes();
        let theirs = dice.edit(&base, "theirs").concat().into_bytes();
        let base = base.concat().into_bytes();
        let Some(merged) = merge(&base, &ours, &theirs) else {
            continue;
        };
        clean += 1;
        let (b, o, t, m) = (set(&base), set(&ours), set(&theirs), set(&merged));
        let lost: Vec<_> = (&o & &t).union(&(&(&o | &t) - &b)).filter(|l| !m.contains(*l)).cloned().collect();
        assert!(lost.is_empty(), "seed {seed}: {lost:?} lost");
        let invented = &(&m - &o) - &t;
        assert!(invented.is_empty(), "seed {seed}: {invented:?} invented");
    }
    assert!(clean > 5_000, "only {clean} merges were clean");
}

#[test]
fn repeated_and_blank_lines_are_counted() {
    let mut clean = 0;
    for seed in 1..=20_000_u64 {
        let mut dice = Dice(seed.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let words = ["\n", "a\n", "b\n", "---\n"];
        let mut some = |most: usize| -> Vec<u8> {
            let lines: Vec<_> = (0..dice.roll(most)).map(|_| words[dice.roll(4)]).collect();
            lines.concat().into_bytes()
        };
        let base = some(8);
        let (head, tail) = (some(3), some(3));
        let ours = [head, base.clone()].concat();
        let theirs = [base.clone(), tail].concat();
        if let Some(merged) = merge(&base, &ours, &theirs) {
            clean += 1;
            assert!(keeps_additions(&base, &ours, &merged), "seed {seed}");
            assert!(keeps_additions(&base, &theirs, &merged), "seed {seed}");
        }
    }
    assert!(clean > 5_000, "only {clean} merges were clean");
}

#[test]
fn the_second_look_sees_a_lost_line() {
    assert!(keeps_additions(b"a\n", b"a\nb\n", b"a\nb\n"));
    assert!(!keeps_additions(b"a\n", b"a\nb\nb\n", b"a\nb\n"));
    assert!(keeps_additions(b"a", b"a\nb", b"a\nb\nc\n"));
}
