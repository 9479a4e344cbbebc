//! What changes did to lines, read from real repositories and from git's own text.

use catchbook_changes::{Body, Diff, FileDiff, parse_diff};

use crate::support::{Clone, Opens};

/// `M a.c [old lines > new lines in function]`, one line a file.
fn told(diff: &Diff) -> Vec<String> {
    let name = |path: &Option<String>| path.clone().unwrap_or_else(|| "none".to_owned());
    let body = |file: &FileDiff| match &file.body {
        Body::Binary => "binary".to_owned(),
        Body::Large => "large".to_owned(),
        Body::Pointer => "pointer".to_owned(),
        Body::Text(hunks) => hunks
            .iter()
            .map(|hunk| {
                let idle = if hunk.idle { " idle" } else { "" };
                format!("[{:?} > {:?} in {}{idle}]", hunk.old, hunk.new, hunk.functions.join("+"))
            })
            .collect::<Vec<_>>()
            .join(" "),
    };
    diff.files.iter().map(|file| format!("{} > {} {}", name(&file.old), name(&file.new), body(file))).collect()
}

fn function(name: &str, lines: std::ops::Range<u32>) -> String {
    let body: String = lines.map(|n| format!("\tstep({n});\n")).collect();
    format!("int {name}(void)\n{{\n{body}}}\n\n")
}

fn change() -> (Clone, String) {
    let clone = Clone::new();
    clone.write("src/a.c", function("first", 0..10) + &function("second", 20..30));
    clone.write("src/old.c", function("moved", 0..20)).write("gone.txt", "a\nb\n").write("logo.png", b"\x89PNG\0\0");
    clone
        .write("dos.c", "int f(void)\r\n{\r\n\tx();\r\n}\r\n")
        .write("run.sh", "echo\n")
        .write("end.c", "int x;\nint y;");
    clone.commit("first");
    std::fs::remove_file(clone.root().join("gone.txt")).expect("removed");
    std::fs::rename(clone.root().join("src/old.c"), clone.root().join("src/new.c")).expect("renamed");
    clone.write("src/new.c", function("moved", 0..21)).write("logo.png", b"\x89PNG\0\x01");
    clone.write("src/a.c", function("first", 0..10) + &function("second", 20..25) + &function("third", 25..30));
    clone.write("dos.c", "int f(void)\n{\n\t// why\n\tx();\n}\n").write("end.c", "int x;\nint z;");
    clone.git(&["update-index", "--chmod=+x", "run.sh"]);
    std::os::unix::fs::symlink("src/a.c", clone.root().join("link")).expect("a link");
    clone.git(&["config", "core.fileMode", "false"]);
    let second = clone.commit("second");
    (clone, second)
}

#[test]
fn a_commit_says_which_lines_of_which_functions_changed() {
    let (clone, second) = change();
    let diff = clone.open().diff(&second).expect("its diff");
    assert_eq!(
        told(&diff),
        [
            "dos.c > dos.c [0..4 > 0..5 in f idle]",
            "end.c > end.c [1..2 > 1..2 in ]",
            "gone.txt > none [0..2 > 0..0 in ]",
            "none > link pointer",
            "logo.png > logo.png binary",
            "run.sh > run.sh ",
            "src/a.c > src/a.c [21..21 > 21..25 in second+third]",
            "src/old.c > src/new.c [22..22 > 22..23 in moved]",
        ]
    );
}

#[test]
fn git_s_own_text_says_the_same() {
    let (clone, second) = change();
    let read = clone.open().diff(&second).expect("its diff");
    for context in ["-U0", "-U3", "-U100"] {
        let text = clone.git(&["-c", "diff.algorithm=histogram", "show", "-M", context, "--format=%s", &second]);
        assert_eq!(told(&parse_diff(format!("{text}\n").as_bytes())), told(&read), "{context}");
    }
}

#[test]
fn a_merge_is_compared_with_its_first_parent() {
    let clone = Clone::new();
    clone.write("a.c", function("f", 0..3));
    clone.commit("first");
    clone.git(&["checkout", "-q", "-b", "side"]);
    clone.write("b.c", function("g", 0..3));
    clone.commit("side");
    clone.git(&["checkout", "-q", "main"]);
    clone.write("a.c", function("f", 0..4));
    clone.commit("main");
    clone.git(&["merge", "-q", "--no-ff", "side", "-m", "merge"]);
    let repository = clone.open();
    let merge = clone.git(&["rev-parse", "HEAD"]);
    assert_eq!(told(&repository.diff(&merge).expect("its diff")), ["none > b.c [0..0 > 0..7 in g]"]);
    assert_eq!(repository.trunk(&merge, None).expect("the trunk").len(), 3);
}

#[test]
fn a_trunk_is_followed_in_order_by_any_number_of_threads() {
    let clone = Clone::new();
    let commits: Vec<String> = (0..200)
        .map(|n| {
            clone.write("a.c", function("f", 0..n));
            clone.commit(format!("{n}"))
        })
        .collect();
    let repository = clone.open();
    let ids = repository.trunk("HEAD", None);
    assert!(ids.is_err(), "a branch's name is no commit id");
    let ids = repository.trunk(&commits[199], None).expect("the trunk");
    assert_eq!(ids, commits);
    assert_eq!(repository.trunk(&commits[199], Some(&commits[150])).expect("its end"), commits[151..]);
    for threads in [1, 3] {
        let mut seen = Vec::new();
        let look = |step: &catchbook_changes::Step| (step.id.clone(), step.edits().remove(0).lines);
        repository.follow(&ids, threads, look, |found| (seen.push(found), true).1).expect("it is followed");
        let wanted: Vec<_> = commits.iter().cloned().zip(4..).collect();
        assert_eq!(seen, wanted, "{threads} threads");
    }
    let mut taken = 0;
    repository.follow(&ids, 2, |_| (), |()| (taken += 1, taken < 70).1).expect("it is followed");
    assert_eq!(taken, 70);
}

#[test]
fn a_shallow_clone_begins_where_it_was_cut() {
    let clone = Clone::new();
    for n in 0..5 {
        clone.write("a.c", function("f", 0..n));
        clone.commit(format!("{n}"));
    }
    let shallow = clone.beside("shallow");
    let from = format!("file://{}", clone.root().display());
    clone.git(&["clone", "-q", "--depth", "2", &from, &shallow.to_string_lossy()]);
    let repository = catchbook_changes::Repository::open(&shallow).expect("it opens");
    let head = repository.head().expect("a head").id.expect("a commit");
    let ids = repository.trunk(&head, None).expect("the trunk");
    let mut lines = Vec::new();
    repository
        .follow(&ids, 2, |step| step.edits().remove(0).edits, |edits| (lines.push(edits), true).1)
        .expect("it reads");
    let edits: Vec<usize> = lines.iter().flatten().map(Vec::len).collect();
    assert_eq!(edits, [1, 1]);
}

#[test]
fn a_change_beside_the_trunk_comes_with_its_merge() {
    let clone = Clone::new();
    clone.write("a.txt", "one\n").commit("first");
    clone.git(&["switch", "-q", "-c", "side"]);
    let side = clone.write("b.txt", "two\n").commit("beside");
    clone.git(&["switch", "-q", "main"]);
    clone.write("c.txt", "three\n").commit("second");
    clone.git(&["merge", "-q", "--no-ff", "-m", "bring it in", "side"]);
    clone.git(&["switch", "-q", "-c", "never"]);
    let never = clone.write("d.txt", "four\n").commit("never merged");
    let repository = clone.open();
    let head = clone.git(&["rev-parse", "main"]);
    let trunk = repository.trunk(&head, None).expect("a trunk");
    assert_eq!(trunk.len(), 3);
    let wanted = [side.clone(), never, trunk[0].clone()].into_iter().collect();
    let places = repository.brought_in(&trunk, &wanted).expect("read");
    assert_eq!(places, [(side, 2)].into_iter().collect());
}
