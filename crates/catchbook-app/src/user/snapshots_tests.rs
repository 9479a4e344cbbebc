use super::*;
use catchbook_vault::MemFs;
use std::sync::Arc;

const PATH: &str = "catches/a b.md";

fn kept(limit: u64) -> (MemFs, Snapshots) {
    let fs = MemFs::new();
    let folder = Vault::open(Arc::new(fs.clone())).unwrap();
    (fs, Snapshots { folder, limit })
}

fn state(text: &str) -> Snapshot {
    Snapshot { reason: SnapshotReason::Editing, path: PATH.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// Text that hardly packs, so that sizes add up.
fn noise(seed: u8, length: usize) -> String {
    (0..length)
        .map(|at| char::from(b'a' + blake3::hash(&[seed, at as u8, (at >> 8) as u8]).as_bytes()[0] % 26))
        .collect()
}

fn texts(snapshots: &Snapshots, owner: &Owner) -> Vec<String> {
    let marks = snapshots.of(owner).unwrap();
    let read = marks.iter().map(|mark| snapshots.read(mark).unwrap().unwrap());
    read.map(|state| String::from_utf8(state.bytes).unwrap()).collect()
}

#[test]
fn a_state_comes_back_byte_for_byte_and_the_newest_first() {
    let (_, snapshots) = kept(LIMIT);
    let owner = Owner::new(Some("C-1"), PATH);
    let odd = Snapshot { reason: SnapshotReason::Merge, bytes: b"\xff\r\n\0".to_vec(), ..state("") };
    assert_eq!(snapshots.take(&owner, 10, &state("one")).unwrap(), 1);
    assert_eq!(snapshots.take(&owner, 20, &odd).unwrap(), 2);
    let marks = snapshots.of(&owner).unwrap();
    assert_eq!(marks.iter().map(|mark| (mark.number, mark.at_ms)).collect::<Vec<_>>(), [(2, 20), (1, 10)]);
    assert_eq!(snapshots.read(&marks[0]).unwrap(), Some(odd));
}

#[test]
fn what_is_kept_already_is_kept_once() {
    let (fs, snapshots) = kept(LIMIT);
    let (owner, other) = (Owner::new(Some("C-1"), PATH), Owner::new(Some("C-2"), "b.md"));
    assert_eq!(snapshots.take(&owner, 10, &state("one")).unwrap(), 1);
    assert_eq!(snapshots.take(&owner, 20, &state("two")).unwrap(), 2);
    assert_eq!(snapshots.take(&owner, 30, &state("one")).unwrap(), 1);
    assert_eq!(snapshots.take(&other, 40, &state("one")).unwrap(), 1, "another record's");
    assert_eq!(fs.files().len(), 3);
}

#[test]
fn a_record_is_known_by_its_id_and_by_its_path() {
    let (_, snapshots) = kept(LIMIT);
    snapshots.take(&Owner::new(None, PATH), 10, &state("without an id")).unwrap();
    snapshots.take(&Owner::new(Some("C-1"), PATH), 20, &state("with one")).unwrap();
    assert_eq!(texts(&snapshots, &Owner::new(Some("C-1"), PATH)), ["with one", "without an id"]);
    assert_eq!(texts(&snapshots, &Owner::new(Some("C-1"), "renamed.md")), ["with one"]);
    snapshots.rename(PATH, "renamed.md").unwrap();
    snapshots.rename(PATH, "renamed.md").unwrap();
    assert_eq!(texts(&snapshots, &Owner::new(Some("C-1"), "renamed.md")), ["with one", "without an id"]);
    assert_eq!(texts(&snapshots, &Owner::new(None, PATH)), Vec::<String>::new());
}

#[test]
fn the_oldest_go_first_and_the_newest_of_each_record_stays() {
    let (fs, snapshots) = kept(10_000);
    let (one, two) = (Owner::new(Some("C-1"), "1.md"), Owner::new(Some("C-2"), "2.md"));
    snapshots.take(&one, 0, &state(&noise(0, 3_000))).unwrap();
    for turn in 1..9_u8 {
        snapshots.take(&two, i64::from(turn), &state(&noise(turn, 3_000))).unwrap();
    }
    assert_eq!(texts(&snapshots, &one), [noise(0, 3_000)], "the oldest of all, and its record's newest");
    let left: Vec<u32> = snapshots.of(&two).unwrap().iter().map(|mark| mark.number).collect();
    assert!(left.starts_with(&[8, 7]) && left.len() < 5, "{left:?}");
    let stored: usize = fs.files().iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(stored <= 10_000, "{stored}");
    let (_, tiny) = kept(1);
    tiny.take(&one, 1, &state("a")).unwrap();
    tiny.take(&one, 2, &state("b")).unwrap();
    assert_eq!(texts(&tiny, &one), ["b"]);
}

#[test]
fn a_damaged_one_is_no_state_and_hides_no_other() {
    let (fs, snapshots) = kept(LIMIT);
    let owner = Owner::new(None, PATH);
    snapshots.take(&owner, 10, &state("whole and well")).unwrap();
    snapshots.take(&owner, 20, &state("to be damaged")).unwrap();
    let marks = snapshots.of(&owner).unwrap();
    let (file, whole) = fs.files().into_iter().find(|(path, _)| *path == marks[0].file().unwrap()).unwrap();
    for at in 0..whole.len() {
        fs.put(&file, &whole[..at]);
        assert_eq!(snapshots.read(&marks[0]).unwrap(), None, "cut at {at}");
        let mut bent = whole.clone();
        bent[at] ^= 0x55;
        fs.put(&file, bent);
        // A bent name of the path is the one damage that no text can show.
        let read = snapshots.read(&marks[0]).unwrap();
        assert!(read.is_none_or(|state| state.bytes == b"to be damaged"), "bent at {at}");
    }
    assert_eq!(snapshots.read(&marks[1]).unwrap(), Some(state("whole and well")));
    fs.put(&VaultPath::new("stranger.snap").unwrap(), "not ours");
    assert_eq!(snapshots.of(&owner).unwrap().len(), 2);
}

#[test]
fn a_full_disk_says_what_and_what_next_and_leaves_what_is_there() {
    use catchbook_vault::{Calls, Fault};
    let (fs, snapshots) = kept(LIMIT);
    let owner = Owner::new(None, PATH);
    snapshots.take(&owner, 10, &state("one")).unwrap();
    fs.fail(Fault { calls: Calls::Writing, nth: 1, kind: io::ErrorKind::StorageFull, lasting: true });
    let refused = snapshots.take(&owner, 20, &state("two")).unwrap_err();
    assert!(refused.message.contains(PATH) && refused.hint.is_some_and(|hint| hint.contains("room")));
    fs.heal();
    assert_eq!(snapshots.take(&owner, 20, &state("two")).unwrap(), 2);
    assert_eq!(texts(&snapshots, &owner), ["two", "one"]);
}
