//! The file system in memory against the real one: the same calls, the same answers.

use super::*;

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn path(&mut self) -> VaultPath {
        let names = ["a.md", "b.md", "f", "f/a.md", "f/g", "f/g/c.md", "none/d.md", "a.md/e.md"];
        path(names[self.roll(8) as usize])
    }
}

/// What a call answered, as far as it must be the same everywhere.
#[derive(Debug, PartialEq)]
enum Answer {
    Done,
    Bytes(Vec<u8>),
    Is(Kind, u64),
    Names(Vec<(String, Kind)>),
    Refused(Option<io::ErrorKind>),
}

/// Which of two true reasons is given may differ between systems: only the clear ones count.
fn refused(error: &io::Error) -> Answer {
    use io::ErrorKind as Is;
    let clear = [Is::NotFound, Is::AlreadyExists];
    Answer::Refused(clear.into_iter().find(|kind| *kind == error.kind()))
}

fn names(listing: Listing) -> Answer {
    let entries = listing.entries.into_iter();
    let mut names: Vec<_> = entries.map(|entry| (entry.name, entry.meta.kind)).collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    Answer::Names(names)
}

fn is(meta: Meta) -> Answer {
    let size = if meta.kind == Kind::File { meta.size } else { 0 };
    Answer::Is(meta.kind, size)
}

fn write(fs: &dyn VaultFs, at: &VaultPath, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs.create(at, None)?;
    file.write_all(bytes)?;
    file.sync().map(drop)
}

fn call(fs: &dyn VaultFs, act: u64, one: &VaultPath, two: &VaultPath) -> Answer {
    let done = |()| Answer::Done;
    let answer = match act {
        0 | 1 => write(fs, one, two.as_str().as_bytes()).map(done),
        2 | 3 => fs.create_folder(one).map(done),
        4 => fs.rename_new(one, two).map(done),
        5 => fs.remove_file(one).map(done),
        6 => fs.read(one, 100).map(|(bytes, _)| Answer::Bytes(bytes)),
        7 => fs.metadata(one).map(is),
        8 => fs.list(one, &everything).map(names),
        9 => fs.sync_folder(one).map(done),
        _ => fs.resolve(one).map(|to| Answer::Bytes(to.unwrap().as_str().into())),
    };
    answer.unwrap_or_else(|error| refused(&error))
}

/// Renaming folders is no part of the seam: a rename is tried on files only.
fn is_file(fs: &dyn VaultFs, at: &VaultPath) -> bool {
    fs.metadata(at).is_ok_and(|meta| meta.kind == Kind::File)
}

#[test]
fn memory_answers_as_the_disk_does() {
    for seed in 1..=150_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let root = tempfile::tempdir().unwrap();
        let (real, memory) = (RealFs::new(root.path()), MemFs::new());
        let mut told = Vec::new();
        for _ in 0..40 {
            let (act, one, two) = (dice.roll(11), dice.path(), dice.path());
            if act == 4 && (!is_file(&real, &one) || one == two) {
                continue;
            }
            told.push(format!("{act} {one} {two}"));
            let (here, there) = (call(&real, act, &one, &two), call(&memory, act, &one, &two));
            assert_eq!(here, there, "seed {seed}: {told:#?}");
        }
    }
}
