use super::*;
use std::ops::Range;

type Shape = (Range<u32>, Range<u32>, Vec<String>, bool);

fn shape(file: &FileDiff) -> Vec<Shape> {
    file.hunks().iter().map(|hunk| (hunk.old.clone(), hunk.new.clone(), hunk.functions.clone(), hunk.idle)).collect()
}

#[test]
fn a_hunk_with_context_becomes_its_smallest_pieces() {
    let text = "diff --git a/src/a.c b/src/a.c\nindex 1..2 100644\n--- a/src/a.c\n+++ b/src/a.c\n\
@@ -10,7 +10,7 @@ int first(void)\n one\n-two\n+2\n three\n four\n+five\n }\n int second(void)\n-six\n";
    let diff = parse_diff(text.as_bytes());
    assert_eq!(diff.files.len(), 1);
    let file = &diff.files[0];
    assert_eq!((file.old.as_deref(), file.new.as_deref()), (Some("src/a.c"), Some("src/a.c")));
    let name = |name: &str| vec![name.to_owned()];
    assert_eq!(
        shape(file),
        [
            (10..11, 10..11, name("first"), false),
            (13..13, 13..14, name("first"), false),
            (15..16, 16..16, name("second"), false)
        ]
    );
    assert_eq!(&*file.hunks()[0].removed[0].text, "two");
}

#[test]
fn renames_copies_modes_binaries_and_submodules() {
    let text = "diff --git a/old name.c b/new name.c\nsimilarity index 100%\nrename from old name.c\nrename to new name.c\n\
diff --git a/x b/y\nsimilarity index 90%\ncopy from x\ncopy to y\n\
diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n\
diff --git a/logo.png b/logo.png\nnew file mode 100644\nindex 0..1\nBinary files /dev/null and b/logo.png differ\n\
diff --git a/lib b/lib\nindex 1..2 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n";
    let diff = parse_diff(text.as_bytes());
    let seen: Vec<_> = diff
        .files
        .iter()
        .map(|file| {
            (
                file.old.as_deref().unwrap_or("-"),
                file.new.as_deref().unwrap_or("-"),
                file.copied,
                matches!(file.body, Body::Text(_)),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("lib", "lib", false, false),
            ("-", "logo.png", false, false),
            ("old name.c", "new name.c", false, true),
            ("run.sh", "run.sh", false, true),
            ("x", "y", true, true),
        ]
    );
}

#[test]
fn quoted_paths_and_removed_lines_that_look_like_heads() {
    let text = "diff --git \"a/\\303\\244 \\\"x\\\".txt\" \"b/\\303\\244 \\\"x\\\".txt\"\n--- \"a/\\303\\244 \\\"x\\\".txt\"\n\
+++ \"b/\\303\\244 \\\"x\\\".txt\"\n@@ -1,2 +1,1 @@\n--- a/not a head\n kept\n";
    let diff = parse_diff(text.as_bytes());
    assert_eq!(diff.files.len(), 1);
    assert_eq!(diff.files[0].path(), "ä \"x\".txt");
    assert_eq!(&*diff.files[0].hunks()[0].removed[0].text, "-- a/not a head");
}

#[test]
fn plain_diffs_and_mails() {
    let text = "From 123 Mon Sep 17\nSubject: x\n\n--- a note\n---\n a.c | 2 +-\n\n--- src/a.c\t2026-01-01 00:00:00\n+++ src/a.c\t2026-01-02\n\
@@ -1 +1 @@\n-a\n+b\n--- src/b.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-c\n-- \n2.47\n";
    let diff = parse_diff(text.as_bytes());
    let paths: Vec<_> = diff.files.iter().map(|file| (file.old.as_deref(), file.new.as_deref())).collect();
    assert_eq!(paths.last(), Some(&(Some("src/b.c"), None)));
    assert!(paths.contains(&(Some("src/a.c"), Some("src/a.c"))), "{paths:?}");
}

#[test]
fn white_space_comments_and_line_ends_are_idle() {
    let idle = |body: &str| {
        let text = format!("--- a.c\n+++ a.c\n{body}");
        parse_diff(text.as_bytes()).files[0].hunks().iter().all(|hunk| hunk.idle)
    };
    assert!(idle("@@ -1 +1 @@\n-\tif (x)\n+  if ( x )\n"));
    assert!(idle("@@ -1 +1 @@\n-x();\n+x();\r\n"));
    assert!(idle("@@ -1 +1,2 @@\n+// why\n x();\n"));
    assert!(idle("@@ -5,3 +5,4 @@\n /* one\n  * two\n+ * three\n  */\n"));
    assert!(idle("@@ -5,2 +5,3 @@\n two words\n+three words\n  */\n"));
    assert!(!idle("@@ -1 +1 @@\n-x();\n+y();\n"));
}

#[test]
fn a_merge_in_the_combined_form() {
    let text = "diff --cc src/a.c\nindex 1,2..3\n--- a/src/a.c\n+++ b/src/a.c\n@@@ -1,3 -1,2 +1,3 @@@ int f(void)\n  one\n- two\n -zwei\n++both\n  three\n";
    let diff = parse_diff(text.as_bytes());
    assert_eq!(shape(&diff.files[0]), [(1..2, 1..2, vec!["f".to_owned()], false)]);
}

#[test]
fn what_is_no_diff_has_no_files() {
    for text in
        ["", "hello", "@@ -1 +1 @@\n-a\n+b\n", "--- \n", "@@ -99999999999,1 +1 @@", "diff --git \n@@ -1,9 +1,9 @@\n"]
    {
        let diff = parse_diff(text.as_bytes());
        assert!(diff.files.iter().all(|file| file.hunks().is_empty()), "{text}");
    }
}
