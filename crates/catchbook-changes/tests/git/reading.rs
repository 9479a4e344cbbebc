//! Opening, the current branch, commits and their messages.

use catchbook_changes::{Error, Moment, Repository};

use crate::support::{Clone, Opens, WHEN};

#[test]
fn a_commit_is_read_whole() {
    let clone = Clone::new();
    clone.write("a", "1\n").commit("first");
    let parent = clone.git(&["rev-parse", "HEAD"]);
    let id = clone.write("a", "2\n").commit(
        "Adopt the stream\nbefore the route is replaced\n\nWhy it matters.\n\nCatch-checked: C-7K3Q2 left\n mid-stream\nReviewed-by: Tomas",
    );
    let commit = clone.open().commit(&id[..8]).expect("the commit");
    assert_eq!(commit.id, id);
    assert_eq!(commit.short, id[..7]);
    assert_eq!(commit.title, "Adopt the stream before the route is replaced");
    assert_eq!(commit.body, "Why it matters.\n\nCatch-checked: C-7K3Q2 left\n mid-stream\nReviewed-by: Tomas");
    assert_eq!((commit.author_name.as_str(), commit.author_email.as_str()), ("Ines Moreau", "ines@example.org"));
    let seconds = WHEN.split_once(' ').expect("two parts").0.parse().expect("a number");
    assert_eq!(commit.at, Moment { seconds, offset_minutes: 120 });
    assert_eq!(commit.committed_at, commit.at);
    assert_eq!(commit.parents, [parent]);
    assert_eq!(
        commit.trailers,
        [
            ("Catch-checked".to_owned(), "C-7K3Q2 left mid-stream".to_owned()),
            ("Reviewed-by".to_owned(), "Tomas".to_owned()),
        ]
    );
}

#[test]
fn an_id_is_hexadecimal_and_nothing_else_is_tried() {
    let clone = Clone::new();
    let id = clone.commit("x");
    let repository = clone.open();
    assert!(repository.commit(&id.to_uppercase()).is_ok());
    for rev in
        ["", "abc", "HEAD", "main", "HEAD~1", "@{1}", ":/x", "../../x", "g123456", &format!("{id}0"), "-h", "ä123"]
    {
        assert!(matches!(repository.commit(rev), Err(Error::NotAnId { .. })), "{rev}");
    }
    let missing = "0123456789abcdef0123456789abcdef01234567";
    let error = repository.commit(missing).expect_err("no such commit");
    assert!(matches!(error, Error::Missing { shallow: false, .. }), "{error}");
    assert!(error.to_string().starts_with("there is no commit 0123456789abcdef"), "{error}");
}

#[test]
fn a_prefix_of_several_commits_is_ambiguous_and_one_of_a_commit_and_a_file_is_not() {
    let clone = Clone::new();
    clone.commit("start");
    let tree = clone.git(&["rev-parse", "HEAD^{tree}"]);
    // Ids are hashes, so enough of them share their first four digits.
    let mut stream = String::new();
    for n in 0..2_000 {
        let text = format!("n{n}");
        stream.push_str(&format!(
            "commit refs/heads/n{n}\ncommitter A <a@b.c> 1781000000 +0000\ndata {}\n{text}\n",
            text.len()
        ));
    }
    clone.git_with_input(&["fast-import", "--quiet"], stream.as_bytes());
    let all = clone.git(&["for-each-ref", "--format=%(objectname)", "--sort=objectname", "refs/heads"]);
    let ids: Vec<&str> = all.lines().collect();
    let twins = ids.windows(2).find(|pair| pair[0][..4] == pair[1][..4]).expect("two ids that start alike");
    let repository = clone.open();
    match repository.commit(&twins[0][..4]) {
        Err(Error::Ambiguous { candidates, .. }) => {
            assert!(candidates.len() >= 2 && candidates.contains(&twins[0].to_owned()))
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(repository.commit(twins[0]).expect("the whole id").id, twins[0]);
    let error = repository.commit(&tree).expect_err("a tree");
    assert_eq!(error.to_string(), format!("{tree} is a folder, not a commit"));
}

#[test]
fn a_tag_leads_to_its_commit() {
    let clone = Clone::new();
    let id = clone.commit("x");
    clone.git(&["tag", "-a", "-m", "one", "v1"]);
    clone.git(&["tag", "-a", "-m", "two", "v2", "v1"]);
    let tag = clone.git(&["rev-parse", "v2"]);
    assert_ne!(tag, id);
    assert_eq!(clone.open().commit(&tag).expect("the tagged commit").id, id);
}

#[test]
fn the_mailmap_names_the_author() {
    let clone = Clone::new();
    let id = clone.write(".mailmap", "Ines M. <ines@home.example> <ines@example.org>\n").commit("x");
    let commit = clone.open().commit(&id).expect("the commit");
    assert_eq!((commit.author_name.as_str(), commit.author_email.as_str()), ("Ines M.", "ines@home.example"));
}

#[test]
fn messages_in_other_encodings_and_of_any_size_are_text() {
    let clone = Clone::new();
    // `git commit` mends a message that is no UTF-8; older programs wrote it as it came.
    clone.commit("start");
    let tree = clone.git(&["rev-parse", "HEAD^{tree}"]);
    let mut raw = format!("tree {tree}\nauthor A <a@b.c> 1 +0000\ncommitter A <a@b.c> 1 +0000\n\n").into_bytes();
    raw.extend_from_slice(b"caf\xe9 \xff\n\nbody \xfe");
    let broken = clone.git_with_input(&["hash-object", "-w", "-t", "commit", "--stdin"], &raw);
    clone.git(&["config", "i18n.commitEncoding", "ISO-8859-1"]);
    let latin = clone.commit(b"caf\xe9");
    clone.git(&["config", "--unset", "i18n.commitEncoding"]);
    let huge = clone.commit("word ".repeat(200_000) + "\n\n" + &"line of the body\n".repeat(60_000));
    let empty = clone.commit("");
    let escapes = clone.commit("red \u{1b}[31m title\u{7}\n\nline\r\nline\u{1b}]0;x");
    let repository = clone.open();
    let broken = repository.commit(&broken).expect("a commit");
    assert_eq!((broken.title.as_str(), broken.body.as_str()), ("caf\u{fffd} \u{fffd}", "body \u{fffd}"));
    assert_eq!(repository.commit(&latin).expect("a commit").title, "café");
    let huge = repository.commit(&huge).expect("a commit");
    assert_eq!(huge.title.chars().count(), 501);
    assert!(huge.body.len() <= (64 << 10) + '…'.len_utf8() && huge.body.ends_with('…'));
    let escapes = repository.commit(&escapes).expect("a commit");
    assert_eq!(
        (escapes.title.as_str(), escapes.body.as_str()),
        ("red \u{fffd}[31m title\u{fffd}", "line\nline\u{fffd}]0;x")
    );
    assert_eq!(repository.commit(&empty).expect("a commit").title, "");
}

#[test]
fn a_commit_beyond_the_limit_is_not_read() {
    let clone = Clone::new();
    let id = clone.commit("x".repeat((16 << 20) + 1));
    let error = clone.open().commit(&id).expect_err("too large");
    assert!(matches!(error, Error::TooLarge { limit: 16_777_216, .. }), "{error}");
}

#[test]
fn the_current_branch_is_told_in_every_state() {
    let clone = Clone::new();
    let head = clone.open().head().expect("an unborn branch");
    assert_eq!((head.branch.as_deref(), head.id.as_deref()), (Some("main"), None));
    let id = clone.commit("x");
    let head = clone.open().head().expect("a branch");
    assert_eq!((head.branch.as_deref(), head.id.as_deref()), (Some("main"), Some(id.as_str())));
    clone.git(&["checkout", "-q", "-b", "fix/stream"]);
    assert_eq!(clone.open().head().expect("a branch").branch.as_deref(), Some("fix/stream"));
    clone.git(&["checkout", "-q", "--detach"]);
    let head = clone.open().head().expect("a commit by itself");
    assert_eq!((head.branch, head.id), (None, Some(id)));
}

#[test]
fn packed_refs_and_packed_objects_are_read() {
    let clone = Clone::new();
    let first = clone.write("a", "1\n").commit("first");
    let second = clone.write("a", "2\n").commit("second");
    clone.git(&["gc", "-q", "--aggressive"]);
    clone.git(&["pack-refs", "--all"]);
    let repository = clone.open();
    assert_eq!(repository.head().expect("a head").id, Some(second.clone()));
    assert_eq!(repository.commit(&first[..10]).expect("a commit").title, "first");
    assert_eq!(repository.files(&repository.commit(&second).expect("a commit")).expect("files").changes.len(), 1);
}

#[test]
fn bare_repositories_and_linked_work_trees_open() {
    let clone = Clone::new();
    let id = clone.write("a", "1\n").commit("x");
    let (bare, linked) = (clone.beside("bare.git"), clone.beside("linked"));
    clone.git(&["clone", "-q", "--bare", ".", &bare.to_string_lossy()]);
    clone.git(&["worktree", "add", "-q", "-b", "side", &linked.to_string_lossy()]);
    let bare = Repository::open(&bare).expect("a bare repository");
    assert_eq!((bare.work_tree(), bare.head().expect("a head").id), (None, Some(id.clone())));
    let linked_repository = Repository::open(&linked).expect("a linked work tree");
    assert_eq!(linked_repository.head().expect("a head").branch.as_deref(), Some("side"));
    assert_eq!(linked_repository.work_tree(), Some(linked.as_path()));
    assert_eq!(linked_repository.commit(&id).expect("a commit").title, "x");
}

#[test]
fn discovery_goes_upwards_and_opening_does_not() {
    let clone = Clone::new();
    clone.write("notes/deep/x.md", "x").commit("x");
    let deep = clone.root().join("notes/deep");
    let found = Repository::discover(&deep).expect("no failure").expect("a repository");
    assert_eq!(found.work_tree(), Some(clone.root()));
    assert!(matches!(Repository::open(&deep), Err(Error::NotARepository { .. })));
    assert!(matches!(Repository::open(&clone.beside("nowhere")), Err(Error::NotARepository { .. })));
    let outside = Clone::empty();
    assert!(Repository::discover(outside.root()).expect("no failure").is_none());
}

#[test]
fn a_shallow_clone_says_so_when_a_commit_is_missing() {
    let clone = Clone::new();
    let first = clone.write("a", "1").commit("first");
    let second = clone.write("a", "2").commit("second");
    let shallow = clone.beside("shallow");
    let url = format!("file://{}", clone.root().display());
    clone.git(&["clone", "-q", "--depth", "1", &url, &shallow.to_string_lossy()]);
    let repository = Repository::open(&shallow).expect("a shallow clone");
    assert!(repository.is_shallow());
    let error = repository.commit(&first).expect_err("cut off");
    assert!(error.to_string().ends_with("which is shallow"), "{error}");
    let tip = repository.commit(&second).expect("the tip");
    assert_eq!(tip.parents, [first]);
    assert!(matches!(repository.files(&tip), Err(Error::Missing { shallow: true, .. })));
}

#[test]
fn the_address_of_origin_is_text() {
    let clone = Clone::new();
    assert_eq!(clone.open().origin_url(), None);
    clone.git(&["remote", "add", "origin", "git@github.com:acme/storefront-web.git"]);
    assert_eq!(clone.open().origin_url().as_deref(), Some("git@github.com:acme/storefront-web.git"));
}

#[test]
fn another_object_format_is_named() {
    let clone = Clone::empty();
    clone.git(&["init", "-q", "--object-format=sha256"]);
    let error = Repository::open(clone.root()).err().expect("sha256 is not read");
    assert!(error.to_string().ends_with("names its objects by sha256; only sha1 can be read so far"), "{error}");
}

#[test]
fn a_pull_request_is_found_by_the_title_of_its_commit() {
    let clone = Clone::new();
    clone.commit("old (#1)");
    let squash = clone.commit("Adopt the stream first (#2331)");
    let merge = clone.commit("Merge pull request #2340 from acme/fix\n\nFix");
    clone.commit("unrelated #2331");
    let repository = clone.open();
    assert_eq!(repository.find_pull(2331, 100).expect("a walk").expect("a commit").id, squash);
    assert_eq!(repository.find_pull(2340, 100).expect("a walk").expect("a commit").id, merge);
    assert_eq!(repository.find_pull(1, 2).expect("a walk"), None);
    assert_eq!(repository.find_pull(9, 100).expect("a walk"), None);
    assert_eq!(Clone::new().open().find_pull(1, 10).expect("no commits"), None);
}

#[test]
fn a_repository_can_be_shared_between_threads() {
    let clone = Clone::new();
    let id = clone.commit("x");
    let repository = clone.open();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(repository.commit(&id).expect("a commit").title, "x"));
        }
    });
}
