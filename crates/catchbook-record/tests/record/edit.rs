use catchbook_record::edit::*;

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.into())
}

fn list(items: &[&str]) -> FieldValue {
    FieldValue::List(items.iter().map(|item| (*item).to_owned()).collect())
}

fn map(entries: &[(&str, &str)]) -> Vec<(String, FieldValue)> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), text(value))).collect()
}

fn set(field: &str, value: FieldValue) -> FieldEdit {
    FieldEdit::Set { field: field.into(), value }
}

fn remove(field: &str) -> FieldEdit {
    FieldEdit::Remove { field: field.into() }
}

fn append(field: &str, item: FieldValue) -> FieldEdit {
    FieldEdit::Append { field: field.into(), item }
}

fn run(file: &str, edit: FieldEdit) -> String {
    String::from_utf8(apply(file.as_bytes(), &edit).unwrap_or_else(|error| panic!("{error}\n{edit:?}\n{file}")))
        .unwrap()
}

/// Edits a front matter and gives the new one.
fn front(before: &str, edit: FieldEdit) -> String {
    let after = run(&format!("---\n{before}---\n# T\n"), edit);
    after.strip_prefix("---\n").unwrap().strip_suffix("---\n# T\n").unwrap().to_owned()
}

#[test]
fn setting_a_text_changes_only_that_text() {
    let before = "# top\nid: C-7K3Q2   # mine\nseverity:  sev3  # because\n\n# last\ntags: [a]\n";
    assert_eq!(front(before, set("severity", text("sev1"))), before.replace("sev3", "sev1"));
    assert_eq!(front(before, set("severity", text("sev3"))), before);
    assert_eq!(front(before, set("class", text("y"))), format!("{before}class: \"y\"\n"));
    assert_eq!(front(before, set("title", text("No: really"))), format!("{before}title: \"No: really\"\n"));
    assert_eq!(front("a: 'x' # c\n", set("a", text("it's"))), "a: it's # c\n");
    assert_eq!(front("a: \"x\n  y\" # c\nb: 1\n", set("a", text("z"))), "a: z # c\nb: 1\n");
    assert_eq!(front("a: x\n  y\nb: 1\n", set("a", text("z"))), "a: z\nb: 1\n");
    assert_eq!(front("a:\tx\n", set("a", text("z"))), "a:\tz\n");
    assert_eq!(front("a: # none yet\nb: 1\n", set("a", text("z"))), "a: z # none yet\nb: 1\n");
    assert_eq!(front("a: ~\nb: 1\n", set("a", text("z"))), "a: z\nb: 1\n");
    assert_eq!(front("a:\n", set("a", text("z"))), "a: z\n");
    assert_eq!(front("fixed: #2331\n", set("fixed", text("PR 7"))), "fixed: PR 7\n");
    assert_eq!(front("fixed: #2331\n", set("fixed", text("#2331"))), "fixed: #2331\n");
    assert_eq!(front("\"a\" : x\n", set("a", text("z"))), "\"a\" : z\n");
    assert_eq!(front("a: !!str 12\n", set("a", text("z"))), "a: !!str z\n");
    assert_eq!(front("  a: 1\n  b: 2\n", set("c", text("3"))), "  a: 1\n  b: 2\n  c: 3\n");
}

#[test]
fn block_scalars_come_and_go() {
    assert_eq!(front("a: |- # c\n  one\n  two\n\nb: 1\n", set("a", text("z"))), "a: z # c\n\nb: 1\n");
    assert_eq!(front("a: x # c\nb: 1\n", set("a", text("one\n\n  two\n"))), "a: | # c\n  one\n\n    two\nb: 1\n");
    assert_eq!(front("a: >\n  one\n  two\nb: 1\n", set("a", text("x\ny"))), "a: |-\n  x\n  y\nb: 1\n");
    assert_eq!(front("a: |+\n  one\n\n\nb: 1\n", set("a", text("z"))), "a: z\nb: 1\n");
    assert_eq!(front("a: 1\n", set("b", text("  x\ny"))), "a: 1\nb: |2-\n    x\n  y\n");
}

#[test]
fn lists_change_item_by_item() {
    let before = "tags:\n  - a # first\n  # between\n  - b # second\n  - c\nx: 1\n";
    assert_eq!(front(before, set("tags", list(&["a", "c"]))), before.replace("  - b # second\n", ""));
    assert_eq!(front(before, set("tags", list(&["a", "z", "c"]))), before.replace("- b", "- z"));
    assert_eq!(front(before, set("tags", list(&["a", "b", "m", "c"]))), before.replace("  - c\n", "  - m\n  - c\n"));
    assert_eq!(front(before, set("tags", list(&["m", "a", "b", "c"]))), before.replace("  - a", "  - m\n  - a"));
    assert_eq!(
        front(before, set("tags", list(&["a", "b", "c", "no"]))),
        before.replace("  - c\n", "  - c\n  - \"no\"\n")
    );
    assert_eq!(front(before, set("tags", list(&["a", "b", "c"]))), before);
    // Those that stay keep their comments, wherever the others come and go.
    assert_eq!(
        front(before, set("tags", list(&["b", "c", "d"]))),
        "tags:\n  # between\n  - b # second\n  - c\n  - d\nx: 1\n"
    );
    assert_eq!(
        front(before, set("tags", list(&["m", "b", "p", "c"]))),
        "tags:\n  - m # first\n  # between\n  - b # second\n  - p\n  - c\nx: 1\n"
    );
    assert_eq!(front("tags: [a, b, c, d]\n", set("tags", list(&["b", "x", "d", "e"]))), "tags: [b, x, d, e]\n");
    assert_eq!(front("tags: [a, b, c]\n", set("tags", list(&["x", "z", "b"]))), "tags: [x, z, b]\n");
    assert_eq!(front(before, set("tags", list(&[]))), "tags: []\nx: 1\n");
    assert_eq!(front("tags:\n- a\n- b\nx: 1\n", set("tags", list(&["b"]))), "tags:\n- b\nx: 1\n");
    assert_eq!(front("tags: [a, b ,c] # t\n", set("tags", list(&["a", "c"]))), "tags: [a, c] # t\n");
    assert_eq!(front("tags: [a, b]\n", set("tags", list(&["b"]))), "tags: [b]\n");
    assert_eq!(front("tags: [a, b]\n", set("tags", list(&["a"]))), "tags: [a]\n");
    assert_eq!(front("tags: [a]\n", set("tags", list(&["m", "a", "x, y"]))), "tags: [m, a, \"x, y\"]\n");
    assert_eq!(front("tags: a # t\n", set("tags", list(&["a", "b"]))), "tags: [a, b] # t\n");
    assert_eq!(front("tags: a # t\n", set("tags", list(&["a"]))), "tags: a # t\n");
    assert_eq!(front("tags: a\n", set("tags", list(&["b"]))), "tags: [b]\n");
    assert_eq!(front("tags: [a, b]\n", set("tags", text("a"))), "tags: a\n");
    assert_eq!(front("tags:\n  - a\n  - b\nx: 1\n", set("tags", text("a"))), "tags: a\nx: 1\n");
}

#[test]
fn appending_makes_a_list() {
    assert_eq!(front("x: 1\n", append("tags", text("a"))), "x: 1\ntags: a\n");
    assert_eq!(front("tags: a # t\n", append("tags", text("b"))), "tags: [a, b] # t\n");
    assert_eq!(front("tags: \"a, b\"\n", append("tags", text("c"))), "tags: [\"a, b\", c]\n");
    assert_eq!(front("tags: a, b\n", append("tags", text("c"))), "tags: [\"a, b\", c]\n");
    assert_eq!(front("tags:\n", append("tags", text("c"))), "tags: c\n");
    assert_eq!(front("tags: []\n", append("tags", text("c"))), "tags: c\n");
    assert_eq!(front("tags: [a, b ,]\n", append("tags", text("c"))), "tags: [a, b, c ,]\n");
    assert_eq!(
        front("tags: [\n  a, # x\n  b # y\n]\n", append("tags", text("c"))),
        "tags: [\n  a, # x\n  b, c # y\n]\n"
    );
    assert_eq!(front("tags:\n- a # x\n# end\nx: 1\n", append("tags", text("c"))), "tags:\n- a # x\n- c\n# end\nx: 1\n");
    assert_eq!(
        front("tags:\n    - a\n    - |\n      b\n\nx: 1\n", append("tags", text("c"))),
        "tags:\n    - a\n    - |\n      b\n    - c\n\nx: 1\n"
    );
    assert_eq!(front("fixed: #2331\n", append("fixed", text("PR 7"))), "fixed: [\"#2331\", PR 7]\n");
    assert_eq!(
        front("supersedes: [[C-AAAAA]]\n", append("supersedes", text("C-BBBBB"))),
        "supersedes: [\"[[C-AAAAA]]\", C-BBBBB]\n"
    );
    assert_eq!(front("a: &t [x]\nb: *t\n", append("b", text("z"))), "a: &t [x]\nb: [x, z]\n");
    assert_eq!(front("a: |\n  one\n  two\n", append("a", text("z"))), "a:\n  - |\n    one\n    two\n  - z\n");
}

#[test]
fn maps_change_key_by_key() {
    let change = FieldValue::Map(map(&[("role", "fixed"), ("pr", "#12")]));
    assert_eq!(front("x: 1\n", append("changes", change.clone())), "x: 1\nchanges:\n  - {role: fixed, pr: \"#12\"}\n");
    assert_eq!(
        front("changes:\n- role: introduced # c\n  commit: a41f9c2\nx: 1\n", append("changes", change.clone())),
        "changes:\n- role: introduced # c\n  commit: a41f9c2\n- {role: fixed, pr: \"#12\"}\nx: 1\n"
    );
    assert_eq!(
        front("changes:\n  # c\n  role: introduced # d\n  commit: a41f9c2\nx: 1\n", append("changes", change.clone())),
        "changes:\n  # c\n  - role: introduced # d\n    commit: a41f9c2\n  - {role: fixed, pr: \"#12\"}\nx: 1\n"
    );
    assert_eq!(
        front("changes: {role: introduced}\n", append("changes", change.clone())),
        "changes:\n  - {role: introduced}\n  - {role: fixed, pr: \"#12\"}\n"
    );
    assert_eq!(
        front("guards: src/a.ts:1 # g\n", append("guards", FieldValue::Map(map(&[("path", "b"), ("text", "x\n  y")])))),
        "guards: # g\n  - src/a.ts:1\n  - path: b\n    text: |-\n      x\n        y\n"
    );
    let two = FieldValue::Maps(vec![map(&[("role", "fixed"), ("pr", "13")]), map(&[("role", "reverted")])]);
    assert_eq!(
        front("changes:\n  - role: fixed # r\n    pr: 12 # p\n", set("changes", two.clone())),
        "changes:\n  - role: fixed # r\n    pr: 13 # p\n  - {role: reverted}\n"
    );
    assert_eq!(
        front("changes:\n  - role: fixed # r\n    x: 1\n    pr: 12 # p\n  - {role: reverted}\n", set("changes", two)),
        "changes:\n  - role: fixed # r\n    pr: 13 # p\n  - {role: reverted}\n"
    );
    let cost = FieldValue::Map(map(&[("hours", "3"), ("basis", "log")]));
    assert_eq!(
        front("cost: {hours: 2, amount: 5} # c\n", set("cost", cost.clone())),
        "cost: {hours: 3, basis: log} # c\n"
    );
    assert_eq!(
        front("cost: # c\n  amount: 5\n  hours: 2 # h\n", set("cost", cost)),
        "cost: # c\n  hours: 3 # h\n  basis: log\n"
    );
}

#[test]
fn parts_of_a_map_have_dotted_names() {
    let day = || text("2026-06-14");
    assert_eq!(front("x: 1\n", set("verified.on", day())), "x: 1\nverified: {on: 2026-06-14}\n");
    assert_eq!(
        front("verified: {on: 2026-01-01, by: dana}\n", set("verified.on", day())),
        "verified: {on: 2026-06-14, by: dana}\n"
    );
    assert_eq!(front("verified: {by: dana}\n", set("verified.on", day())), "verified: {by: dana, on: 2026-06-14}\n");
    assert_eq!(
        front("verified:\n  by: dana # b\nx: 1\n", set("verified.on", day())),
        "verified:\n  by: dana # b\n  on: 2026-06-14\nx: 1\n"
    );
    assert_eq!(
        front("verified:\n  on: 2026-01-01 # o\n  by: x\n", set("verified.on", day())),
        "verified:\n  on: 2026-06-14 # o\n  by: x\n"
    );
    assert_eq!(front("verified: 2026-01-01 # o\n", set("verified.on", day())), "verified: 2026-06-14 # o\n");
    assert_eq!(
        front("verified: 2026-01-01 # o\n", set("verified.note", text("walked"))),
        "verified: {on: 2026-01-01, note: walked} # o\n"
    );
    assert_eq!(front("verified:\n", set("verified.on", day())), "verified: {on: 2026-06-14}\n");
    assert_eq!(front("verified: {on: 2026-01-01, by: x}\n", remove("verified.on")), "verified: {by: x}\n");
    assert_eq!(front("verified: {on: 2026-01-01, by: x}\n", remove("verified.by")), "verified: {on: 2026-01-01}\n");
    assert_eq!(front("verified:\n  on: 2026-01-01\nx: 1\n", remove("verified.on")), "x: 1\n");
    assert_eq!(front("verified:\n  on: 1\n  by: y # c\nx: 1\n", remove("verified.by")), "verified:\n  on: 1\nx: 1\n");
    assert_eq!(front("x: 1\n", remove("verified.on")), "x: 1\n");
    assert_eq!(front("verified: {by: x}\n", append("verified.by", text("z"))), "verified: {by: [x, z]}\n");
    assert_eq!(front("a.b: 1\n", set("a.b", text("2"))), "a.b: 2\n");
}

#[test]
fn removing_takes_the_field_and_its_comment() {
    let before = "# top\na: 1 # one\n# about b\nb:\n  - x # c\n\n# end\nc: |\n  t\n";
    assert_eq!(front(before, remove("a")), "# top\n# about b\nb:\n  - x # c\n\n# end\nc: |\n  t\n");
    assert_eq!(front(before, remove("b")), "# top\na: 1 # one\n# about b\n\n# end\nc: |\n  t\n");
    assert_eq!(front(before, remove("c")), "# top\na: 1 # one\n# about b\nb:\n  - x # c\n\n# end\n");
    assert_eq!(front(before, remove("d")), before);
    assert_eq!(front("a:\nb: 1\n", remove("a")), "b: 1\n");
    assert_eq!(front("a: 1\n", remove("a")), "");
}

#[test]
fn files_of_every_make_are_edited() {
    assert_eq!(run("# T\r\nx\r\n", set("id", text("C-7K3Q2"))), "---\r\nid: C-7K3Q2\r\n---\r\n# T\r\nx\r\n");
    assert_eq!(run("\u{FEFF}# T", set("id", text("C-7K3Q2"))), "\u{FEFF}---\nid: C-7K3Q2\n---\n# T");
    assert_eq!(run("", set("id", text("C-7K3Q2"))), "---\nid: C-7K3Q2\n---\n");
    assert_eq!(run("---\n---\nx", set("id", text("C-7K3Q2"))), "---\nid: C-7K3Q2\n---\nx");
    assert_eq!(run("---\nJust prose.\n---\n", set("a", text("1"))), "---\na: 1\n---\n---\nJust prose.\n---\n");
    assert_eq!(
        run("---\r\na: 1\r\ntags:\r\n  - x\r\n---", append("tags", text("z"))),
        "---\r\na: 1\r\ntags:\r\n  - x\r\n  - z\r\n---"
    );
    assert_eq!(
        run("---\r\na: |\r\n  x\r\n  y\r\n---\r\n", set("a", text("p\nq\n"))),
        "---\r\na: |\r\n  p\r\n  q\r\n---\r\n"
    );
    assert_eq!(run("# T", remove("x")), "# T");
    let bytes = b"---\na: \xFF\nb: 1 # \xE2\x82\nc: \0\n---\n\xFE\0body";
    let edited = apply(bytes, &set("b", text("2"))).unwrap();
    assert_eq!(edited, b"---\na: \xFF\nb: 2 # \xE2\x82\nc: \0\n---\n\xFE\0body");
    assert!(apply(bytes, &append("a", text("2"))).is_err());
}

#[test]
fn a_broken_neighbour_does_not_stop_an_edit() {
    let before = "by: @ines # i\ntitle: A: b\nbad: [a,\nseverity: sev3\nbad: }\n";
    assert_eq!(front(before, set("severity", text("sev1"))), before.replace("sev3", "sev1"));
    assert_eq!(front(before, set("by", text("@dana"))), before.replace("@ines", "\"@dana\""));
    assert_eq!(front(before, set("title", text("C: d"))), before.replace("A: b", "\"C: d\""));
    assert_eq!(front(before, append("by", text("@dana"))), before.replace("@ines", "[\"@ines\", \"@dana\"]"));
    assert_eq!(front("by: [@ines]\n", append("by", text("bob"))), "by: [@ines, bob]\n");
}

#[test]
fn what_cannot_be_promised_is_refused_with_a_sentence() {
    let refused = |file: &str, edit: FieldEdit| apply(file.as_bytes(), &edit).unwrap_err().to_string();
    let file = |front: &str| format!("---\n{front}---\n");
    assert_eq!(
        refused(&file("a: 1\nb: 2\na: 3\n"), set("a", text("9"))),
        "`a` is there twice (lines 2 and 4); delete one of them first."
    );
    assert_eq!(
        refused(&file("a: &x [1]\nb: *x\n"), set("a", list(&["2"]))),
        "`a` on line 2 could not be changed without touching anything else: another field would read differently; edit the file as text."
    );
    assert!(refused(&file("a: [x,\n  y\nb: 1\n"), set("a", text("9"))).starts_with("`a` on line "));
    assert!(refused(&file("a: &x 1\nb: *x\n"), remove("a")).contains("another field would read differently"));
    assert!(refused(&file("{a: 1}\n"), set("a", text("2"))).contains("braces"));
    assert!(refused("---\na: 1\n# T\n", set("a", text("2"))).contains("closing `---`"));
    assert!(refused(&file("a: [1]\n"), set("a.b", text("2"))).contains("is a list"));
    assert!(refused(&file("a: 1\n"), set("a.b", text("2"))).contains("is a single value"));
    assert!(refused(&file("? a\n: 1\n"), set("a", text("2"))).contains("unusual way"));
    for name in ["", "a b", "é", "a.b.c", ".a", "a.", "-a", "a:\nb"] {
        assert!(refused("", set(name, text("2"))).contains("no name for a field"), "{name}");
    }
    assert!(refused(&file("changes: {role: fixed}\n"), append("changes", text("x"))).contains("another kind"));
}

#[test]
fn an_edit_is_told_as_what_it_replaces() {
    let file = "\u{feff}---\r\nid: C-7K3Q2\r\ntags: [a, b] # both\r\n---\r\n# T\r\n";
    let told = |edit: &FieldEdit| {
        let splices = splices(file.as_bytes(), edit).unwrap();
        splices.into_iter().map(|it| (file[it.bytes].to_owned(), it.text)).collect::<Vec<_>>()
    };
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(told(&set("tags", list(&["a", "c"]))), [pair("b", "c")]);
    assert_eq!(told(&set("tags", list(&["a", "b"]))), []);
    assert_eq!(told(&set("severity", text("sev2"))), [pair("", "severity: sev2\r\n")]);
    assert_eq!(told(&remove("tags")), [pair("tags: [a, b] # both\r\n", "")]);
    let bare = splices(b"# T\n", &set("tags", text("a"))).unwrap();
    assert_eq!(bare, [Splice { bytes: 0..0, text: "---\ntags: a\n---\n".into() }]);
}
