use super::*;

fn fault_of(path: &str) -> Option<PathFault> {
    VaultPath::new(path).err().map(|error| error.fault)
}

#[test]
fn ordinary_paths_are_accepted() {
    for path in [
        "a.md",
        "catches/2026-06-14-reply-blank.md",
        "people/inês.md",
        "..a/b..md",
        "注意/失敗.md",
        "CON.md",
        "what?.md",
    ] {
        assert_eq!(fault_of(path), None, "{path}");
    }
}

#[test]
fn paths_that_leave_the_vault_are_refused() {
    let long = "a/".repeat(600) + "b";
    let cases = [
        ("", PathFault::Empty),
        ("/etc/passwd", PathFault::Absolute),
        ("C:/Windows", PathFault::Absolute),
        ("c:notes.md", PathFault::Absolute),
        ("..", PathFault::Dots),
        ("a/../../b", PathFault::Dots),
        ("./a", PathFault::Dots),
        ("a/./b", PathFault::Dots),
        ("a//b", PathFault::EmptyName),
        ("a/", PathFault::EmptyName),
        ("a\0b", PathFault::Nul),
        ("..\\..\\b", PathFault::Backslash),
        ("\\\\server\\share", PathFault::Backslash),
        (&long, PathFault::TooLong),
    ];
    for (path, fault) in cases {
        assert_eq!(fault_of(path), Some(fault), "{path}");
    }
    assert_eq!(fault_of(&"n".repeat(256)), Some(PathFault::NameTooLong));
}

#[test]
fn names_that_other_systems_refuse_are_not_given_to_new_files() {
    let cases = [
        ("a/CON", PathFault::ReservedName),
        ("nul.md", PathFault::ReservedName),
        ("com1.tar.gz", PathFault::ReservedName),
        ("LPT9 .md", PathFault::ReservedName),
        ("COM¹.md", PathFault::ReservedName),
        ("a./b.md", PathFault::TrailingDotOrSpace),
        ("a /b.md", PathFault::TrailingDotOrSpace),
        ("what?.md", PathFault::ForbiddenCharacter),
        ("ab:c.md", PathFault::ForbiddenCharacter),
        ("two\nlines.md", PathFault::ForbiddenCharacter),
    ];
    for (path, fault) in cases {
        let refused = VaultPath::new(path).unwrap().check_portable();
        assert_eq!(refused.unwrap_err().fault, fault, "{path}");
    }
    for path in ["console.md", "com.md", "com10.md", "a.b.md", "-.md"] {
        assert!(VaultPath::new(path).unwrap().check_portable().is_ok());
    }
}

#[test]
fn the_parts_of_a_path() {
    let path = VaultPath::new("catches/2026-06-14-reply.blank.MD").unwrap();
    assert_eq!(path.parent().as_str(), "catches");
    assert_eq!(path.name(), "2026-06-14-reply.blank.MD");
    assert_eq!(path.stem(), "2026-06-14-reply.blank");
    assert_eq!(path.extension(), Some("MD"));
    assert!(path.is_markdown());
    assert!(path.parent().parent().is_root());
    assert_eq!(VaultPath::root().parent(), VaultPath::root());
    assert_eq!(VaultPath::root().to_string(), ".");

    let hidden = VaultPath::new(".md").unwrap();
    assert_eq!((hidden.stem(), hidden.extension()), (".md", None));
    assert!(hidden.is_hidden() && !hidden.is_markdown());
}

#[test]
fn joining_takes_one_name_only() {
    let folder = VaultPath::new("a").unwrap();
    assert_eq!(folder.join("b.md").unwrap().as_str(), "a/b.md");
    assert_eq!(VaultPath::root().join("b.md").unwrap().as_str(), "b.md");
    assert!(folder.join("b/c").is_err());
    assert!(folder.join("..").is_err());
    assert_eq!(folder.with_name("c").unwrap().as_str(), "c");
}

#[test]
fn within_looks_at_whole_names() {
    let path = VaultPath::new("a/bc/d.md").unwrap();
    assert!(path.is_within(&VaultPath::root()));
    assert!(path.is_within(&VaultPath::new("a/bc").unwrap()));
    assert!(path.is_within(&path));
    assert!(!path.is_within(&VaultPath::new("a/b").unwrap()));
}

#[test]
fn native_paths_come_back_as_they_went() {
    let root = Path::new("some").join("vault");
    let path = VaultPath::new("catches/one.md").unwrap();
    let native = path.to_native(&root);
    assert_eq!(VaultPath::from_native(&root, &native).unwrap(), path);
    assert!(VaultPath::from_native(&root, &root).unwrap().is_root());
    let outside = VaultPath::from_native(&root, Path::new("some/other.md"));
    assert_eq!(outside.unwrap_err().fault, PathFault::Outside);
    let climbing = VaultPath::from_native(&root, &root.join("../other.md"));
    assert_eq!(climbing.unwrap_err().fault, PathFault::Dots);
}

proptest::proptest! {
    #[test]
    fn whatever_is_accepted_stays_below_the_root(text in "[a./\\\\:c \\x00-]{0,12}") {
        if let Ok(path) = VaultPath::new(&text) {
            let root = Path::new("/vault");
            let native = path.to_native(root);
            assert!(native.starts_with(root) && native != root);
            assert!(native.components().all(|part| part != Component::ParentDir));
            assert_eq!(path.as_str(), text);
        }
    }
}
