use super::*;
use crate::fs::{Calls, Fault, MemFs};

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

fn with(files: &[(&str, &str)]) -> MemFs {
    let fs = MemFs::new();
    for (at, text) in files {
        fs.put(&path(at), *text);
    }
    fs
}

fn all(fs: &MemFs) -> Walk {
    walk(fs, WalkLimits::default())
}

fn names(walk: &Walk) -> Vec<&str> {
    walk.files.iter().map(|found| found.path.as_str()).collect()
}

fn failures(walk: &Walk) -> Vec<String> {
    walk.failures.iter().map(ToString::to_string).collect()
}

#[test]
fn markdown_files_come_in_the_order_of_their_bytes() {
    let fs = with(&[
        ("b.md", ""),
        ("a/z.md", ""),
        ("a.md", ""),
        ("a-b/c.MD", ""),
        ("a/b/c.md", ""),
        ("a b.md", ""),
        ("a.d/e.md", ""),
        ("é.md", ""),
        ("Z.md", ""),
    ]);
    let walk = all(&fs);
    let mut sorted = names(&walk);
    sorted.sort_unstable();
    assert_eq!(names(&walk), sorted);
    assert_eq!(walk.files.len(), 9);
    assert!(walk.failures.is_empty() && !walk.cut_short);
    let folders: Vec<_> = walk.folders.iter().map(VaultPath::as_str).collect();
    assert_eq!(folders, ["", "a-b", "a.d", "a", "a/b"]);
}

#[test]
fn hidden_foreign_and_cached_folders_are_left_out() {
    let fs = with(&[
        ("one.md", ""),
        ("notes.txt", ""),
        ("README", ""),
        (".hidden.md", ""),
        (".catchbook-0123456789abcdef.tmp", ""),
        (".git/a.md", ""),
        ("node_modules/x/readme.md", ""),
        ("target/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55"),
        ("target/doc/a.md", ""),
        ("services/target/real.md", ""),
    ]);
    assert_eq!(names(&all(&fs)), ["one.md", "services/target/real.md"]);
}

#[test]
fn ignore_files_work_as_in_git() {
    let fs = with(&[
        (".gitignore", "\u{feff}# drafts\n*.draft.md\n/private/\nlogs/\n!keep.draft.md\n"),
        ("a.md", ""),
        ("a.draft.md", ""),
        ("keep.draft.md", ""),
        ("private/b.md", ""),
        ("sub/private/c.md", ""),
        ("sub/logs/d.md", ""),
        ("sub/.gitignore", "e.md\r\n!f.draft.md\r\n"),
        ("sub/e.md", ""),
        ("sub/f.draft.md", ""),
        ("sub/deep/e.md", ""),
        ("e.md", ""),
    ]);
    let walk = all(&fs);
    let kept = ["a.md", "e.md", "keep.draft.md", "sub/f.draft.md", "sub/private/c.md"];
    assert_eq!(names(&walk), kept);
    assert!(walk.failures.is_empty(), "{:?}", failures(&walk));
}

#[test]
fn catchbook_s_own_ignore_file_decides_over_git_s() {
    let fs = with(&[
        (".gitignore", "kept-out-of-git/\n"),
        (".catchbookignore", "!kept-out-of-git/\nattic/\n"),
        ("kept-out-of-git/a.md", ""),
        ("attic/b.md", ""),
    ]);
    assert_eq!(names(&all(&fs)), ["kept-out-of-git/a.md"]);
}

#[test]
fn a_bad_pattern_is_reported_and_the_others_hold() {
    let fs = with(&[(".gitignore", "a.md\n[z-a]\nb.md\n"), ("a.md", ""), ("b.md", ""), ("c.md", "")]);
    let walk = all(&fs);
    assert_eq!(names(&walk), ["c.md"]);
    assert_eq!(failures(&walk), [".gitignore: line 2 is not a pattern"]);
}

#[test]
fn an_ignore_file_that_cannot_be_read_is_reported() {
    let fs = with(&[(".gitignore", "a.md\n"), ("a.md", "")]);
    fs.deny(&path(".gitignore"));
    let walk = all(&fs);
    assert_eq!(names(&walk), ["a.md"]);
    assert_eq!(failures(&walk), [".gitignore: the file could not be read"]);
    let huge = with(&[("a.md", "")]);
    huge.put(&path(".gitignore"), "x\n".repeat(600_000));
    assert_eq!(all(&huge).failures.len(), 1);
}

#[test]
fn an_unreadable_folder_does_not_stop_the_rest() {
    let fs = with(&[("a/one.md", ""), ("b/two.md", ""), ("c/three.md", "")]);
    fs.deny(&path("b"));
    let walk = all(&fs);
    assert_eq!(names(&walk), ["a/one.md", "c/three.md"]);
    assert_eq!(failures(&walk), ["b: the folder could not be listed"]);
    assert_eq!(walk.unknown, [path("b")]);
    assert!(walk.failures[0].hint().contains("permission"));
}

#[test]
fn links_to_files_inside_are_read_once() {
    let fs = with(&[("a.md", "1"), (".private/real.md", "22"), ("real/b.md", "333")]);
    fs.put_link(&path("to-a.md"), Some(&path("a.md")));
    fs.put_link(&path("one.md"), Some(&path(".private/real.md")));
    fs.put_link(&path("two.md"), Some(&path(".private/real.md")));
    fs.put_link(&path("linked"), Some(&path("real")));
    fs.put_link(&path("out.md"), None);
    fs.put_link(&path("broken.md"), Some(&path("gone.md")));
    fs.put_other(&path("pipe.md"));
    let walk = all(&fs);
    assert_eq!(names(&walk), ["a.md", "one.md", "real/b.md"]);
    assert_eq!(walk.files[1].size, 2);
    let mut said = failures(&walk);
    said.sort();
    let expected = [
        "broken.md: the link leads nowhere",
        "out.md: the link leads outside the vault",
        "pipe.md: it is not an ordinary file",
    ];
    assert_eq!(said, expected);
}

#[test]
fn depth_and_number_have_an_end_that_is_said() {
    let fs = with(&[("a/b/c.md", ""), ("d.md", ""), ("e.md", "")]);
    let shallow = walk(&fs, WalkLimits { depth: 1, files: 10 });
    assert_eq!(names(&shallow), ["d.md", "e.md"]);
    assert_eq!(failures(&shallow), ["a/b: folders are nested too deeply here"]);
    let few = walk(&fs, WalkLimits { depth: 9, files: 2 });
    assert_eq!(few.files.len(), 2);
    assert!(few.cut_short);
}

#[test]
fn only_folders_are_asked_for_when_only_folders_are_wanted() {
    let fs = with(&[("a/one.md", ""), ("b/.gitignore", "c/"), ("b/c/two.md", ""), ("x.md/y.md", "")]);
    fs.put_link(&path("out.md"), None);
    let found = folders(&fs, WalkLimits { depth: 9, files: 0 });
    let found: Vec<_> = found.iter().map(VaultPath::as_str).collect();
    assert_eq!(found, ["", "a", "b", "x.md"]);
}

#[test]
fn whichever_listing_fails_the_others_are_used() {
    for nth in 1..=4 {
        let fs = with(&[("a/1.md", ""), ("b/2.md", ""), ("c/3.md", "")]);
        fs.fail(Fault { calls: Calls::Listing, nth, kind: io::ErrorKind::Other, lasting: false });
        let walk = all(&fs);
        assert_eq!(walk.failures.len(), 1, "{nth}");
        assert_eq!(walk.files.len(), if nth == 1 { 0 } else { 2 });
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_unicode_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("a")).unwrap();
    let strange = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    std::fs::write(root.path().join("a").join(strange), "").unwrap();
    std::fs::write(root.path().join("back\\slash.md"), "").unwrap();
    std::fs::write(root.path().join("fine.md"), "").unwrap();
    let fs = crate::fs::RealFs::new(root.path());
    let walk = walk(&fs, WalkLimits::default());
    assert_eq!(names(&walk), ["fine.md"]);
    let mut said = failures(&walk);
    said.sort();
    let expected = [
        "a/caf\u{fffd}.md: the name cannot be used: its name is not valid Unicode",
        "back\\slash.md: the name cannot be used: it contains a backslash",
    ];
    assert_eq!(said, expected);
}
