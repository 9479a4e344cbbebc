use super::*;

/// The file, what the editor made of it, and what is to be written.
const EDITS: &[(&str, &str, &str)] = &[
    ("a\nb\n", "a\nB\n", "a\nB\n"),
    ("a\r\nb\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
    ("\u{feff}a\r\nb\r\n", "A\nb\n", "\u{feff}A\r\nb\r\n"),
    ("\u{feff}a\nb", "a\nb\n", "\u{feff}a\nb\n"),
    // Mixed: only the edited line's text changes.
    ("a\r\nb\nc\r\nd\n", "a\nB\nc\nd\n", "a\r\nB\nc\r\nd\n"),
    ("a\r\nb\nc\r\nd\n", "a\nb\nC\nd\n", "a\r\nb\nC\r\nd\n"),
    // A new line ends as the one above it does.
    ("a\r\nb\nc\r\n", "a\nnew\nb\nc\n", "a\r\nnew\r\nb\nc\r\n"),
    ("a\r\nb\nc\r\n", "a\nb\nnew\nc\n", "a\r\nb\nnew\nc\r\n"),
    // Deleted and added in different places.
    ("a\r\nb\nc\r\nd\ne\r\n", "b\nc\nd\ne\nf\n", "b\nc\r\nd\ne\r\nf\r\n"),
    // The last line had no end and gets one.
    ("a\nb\r\nc", "a\nb\nc\nd", "a\nb\r\nc\r\nd"),
    // A `\r` that ends no line is a letter like any other.
    ("a\rb\nc\r\n", "a\rb\nC\n", "a\rb\nC\r\n"),
    ("", "a\n", "a\n"),
    ("\u{feff}", "a\n", "\u{feff}a\n"),
    ("a\r\nb\n", "", ""),
];

#[test]
fn an_edit_keeps_the_files_own_ends() {
    for (file, text, wanted) in EDITS {
        assert_eq!(with_ends_of(file, text), *wanted, "{file:?} edited to {text:?}");
    }
}

#[test]
fn an_editor_sees_neither_mark_nor_carriage_returns() {
    assert_eq!(shown("\u{feff}a\r\nb\nc\rd"), "a\nb\nc\rd");
    assert_eq!(shown("a\u{feff}"), "a\u{feff}", "elsewhere it is a letter");
}

proptest::proptest! {
    #[test]
    fn without_an_edit_the_file_is_the_same(file in "\u{feff}?([ab\u{e9}]|\r|\n|\r\n){0,40}") {
        proptest::prop_assert_eq!(with_ends_of(&file, &shown(&file)), file);
    }

    #[test]
    fn an_edit_of_some_lines_touches_no_other(
        ends in proptest::collection::vec(proptest::bool::ANY, 1..40),
        edited in proptest::collection::btree_set(0..40usize, 1..4),
        marked in proptest::bool::ANY,
    ) {
        let mark = if marked { "\u{feff}" } else { "" };
        let file_of = |name: &dyn Fn(usize) -> String| {
            let lines = ends.iter().enumerate();
            let lines = lines.map(|(at, windows)| name(at) + if *windows { "\r\n" } else { "\n" });
            format!("{mark}{}", lines.collect::<String>())
        };
        let before = file_of(&|at| format!("line {at}"));
        let wanted = file_of(&|at| if edited.contains(&at) { format!("edited {at}") } else { format!("line {at}") });
        proptest::prop_assert_eq!(with_ends_of(&before, &shown(&wanted)), wanted);
    }
}
