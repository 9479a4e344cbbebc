//! Addresses of forges, both ways.

use catchbook_changes::{ChangeRef, Forge, ForgeKind, LineRange, parse_change_ref};
use proptest::prelude::*;

const ID: &str = "a41f9c2e00112233445566778899aabbccddeeff";

#[test]
fn every_forge_has_its_addresses() {
    let cases = [
        (
            "https://github.com/acme/web",
            ForgeKind::GitHub,
            [
                "https://github.com/acme/web/commit/ID",
                "https://github.com/acme/web/pull/12",
                "https://github.com/acme/web/blob/ID/src/a%20b.rs#L84-L89",
            ],
        ),
        (
            "https://gitlab.com/group/sub/web.git",
            ForgeKind::GitLab,
            [
                "https://gitlab.com/group/sub/web/-/commit/ID",
                "https://gitlab.com/group/sub/web/-/merge_requests/12",
                "https://gitlab.com/group/sub/web/-/blob/ID/src/a%20b.rs#L84-89",
            ],
        ),
        (
            "https://codeberg.org/acme/web",
            ForgeKind::Gitea,
            [
                "https://codeberg.org/acme/web/commit/ID",
                "https://codeberg.org/acme/web/pulls/12",
                "https://codeberg.org/acme/web/src/commit/ID/src/a%20b.rs#L84-L89",
            ],
        ),
        (
            "https://bitbucket.org/acme/web",
            ForgeKind::Bitbucket,
            [
                "https://bitbucket.org/acme/web/commits/ID",
                "https://bitbucket.org/acme/web/pull-requests/12",
                "https://bitbucket.org/acme/web/src/ID/src/a%20b.rs#lines-84:89",
            ],
        ),
    ];
    for (url, kind, [commit, pull, file]) in cases {
        let forge = Forge::from_url(url).expect(url);
        assert_eq!(forge.kind(), kind);
        assert_eq!(forge.commit_url(ID).as_deref(), Some(commit.replace("ID", ID).as_str()));
        assert_eq!(forge.pull_url(12), pull);
        let lines = Some(LineRange { first: 84, last: 89 });
        assert_eq!(forge.file_url("src/a b.rs", ID, lines).as_deref(), Some(file.replace("ID", ID).as_str()));
    }
    let gerrit = Forge::from_url("https://review.example.org/infra/tools").expect("gerrit");
    assert_eq!(gerrit.kind(), ForgeKind::Gerrit);
    assert_eq!(gerrit.commit_url(ID), Some(format!("https://review.example.org/q/{ID}")));
    assert_eq!(gerrit.pull_url(12), "https://review.example.org/c/infra/tools/+/12");
    assert_eq!(gerrit.file_url("a", ID, None), None);
}

#[test]
fn one_line_is_one_line() {
    let forge = Forge::from_url("https://github.com/acme/web").expect("github");
    let lines = Some(LineRange { first: 7, last: 7 });
    assert_eq!(forge.file_url("a", ID, lines), Some(format!("https://github.com/acme/web/blob/{ID}/a#L7")));
}

#[test]
fn every_way_to_clone_is_the_same_repository() {
    let expected = Forge::from_url("https://github.com/acme/web").expect("github");
    for url in [
        "https://github.com/acme/web.git",
        "https://github.com/acme/web/",
        "http://github.com/acme/web",
        "git@github.com:acme/web.git",
        "github.com:acme/web",
        "ssh://git@github.com/acme/web.git",
        "ssh://git@github.com:2222/acme/web.git",
        "git://github.com/acme/web.git",
        "https://user:secret@github.com/acme/web.git",
        "https://ghp_token@github.com/acme/web",
        "https://GitHub.com/acme/web",
        "https://github.com/acme/web/pull/7",
    ] {
        let forge = Forge::from_url(url).unwrap_or_else(|| panic!("{url}"));
        assert_eq!(forge, expected, "{url}");
        assert_eq!(forge.url(), "https://github.com/acme/web");
    }
}

#[test]
fn private_hosts_are_told_by_their_name_and_keep_their_port() {
    let kind = |url| Forge::from_url(url).map(|forge| forge.kind());
    assert_eq!(kind("https://gitlab.example.org/a/b"), Some(ForgeKind::GitLab));
    assert_eq!(kind("https://git-gitea.example.org/a/b"), Some(ForgeKind::Gitea));
    assert_eq!(kind("https://code.example.org/a/b"), None);
    assert_eq!(kind("https://code.example.org/a/b/-/commit/abcdef1"), Some(ForgeKind::GitLab));
    assert_eq!(kind("https://code.example.org/a/b/src/branch/main/x"), Some(ForgeKind::Gitea));
    let named = Forge::with_kind(ForgeKind::Gitea, "git@code.example.org:a/b.git").expect("named by the user");
    assert_eq!(named.pull_url(3), "https://code.example.org/a/b/pulls/3");
    let forge = Forge::from_url("https://gitlab.example.org:8443/a/b").expect("gitlab");
    assert_eq!(forge.url(), "https://gitlab.example.org:8443/a/b");
}

#[test]
fn what_is_no_forge_is_none() {
    for url in [
        "",
        "/srv/git/web.git",
        "../web",
        "file:///srv/web",
        "C:\\web",
        "javascript:alert(1)",
        "ext::sh -c x",
        "https://github.com",
        "https://github.com/acme",
        "https://github.com/../..",
        "https://github.com/a/%2e%2e",
        "https://github.com/a/b%2Fc",
        "https://github.com/a b/c",
        "github.com/acme/web",
        "-oProxyCommand=x:y/z",
        "https://gïthub.com/a/b",
        "data:text/html,github.com/a/b",
    ] {
        assert_eq!(Forge::from_url(url), None, "{url}");
    }
}

#[test]
fn an_id_that_is_none_makes_no_link() {
    let forge = Forge::from_url("https://github.com/acme/web").expect("github");
    for id in ["", "main", "../x", "a?b", "a#b"] {
        assert_eq!(forge.commit_url(id), None, "{id}");
        assert_eq!(forge.file_url("a", id, None), None, "{id}");
    }
    assert_eq!(
        forge.file_url("../x?y#z\"", ID, None),
        Some(format!("https://github.com/acme/web/blob/{ID}/../x%3Fy%23z%22"))
    );
}

#[test]
fn pasted_words_name_changes() {
    let commit = |id: &str| Some(ChangeRef::Commit { id: id.to_owned(), forge: None });
    let pull = |number| Some(ChangeRef::Pull { number, forge: None });
    assert_eq!(parse_change_ref("a41f9c2"), commit("a41f9c2"));
    assert_eq!(parse_change_ref(" A41F9C2? "), commit("a41f9c2"));
    assert_eq!(parse_change_ref("`commit a41f9c2`"), commit("a41f9c2"));
    assert_eq!(parse_change_ref(ID), commit(ID));
    for text in
        ["#2331", "PR 2331", "pr #2331", "PR-2331", "!2331", "MR 2331", "Pull request 2331", "merge request !2331"]
    {
        assert_eq!(parse_change_ref(text), pull(2331), "{text}");
    }
    for text in [
        "",
        "abc",
        "deadbee!",
        "#",
        "#0",
        "PR x",
        "press 1",
        "hello world",
        "ftp://a/b",
        "javascript:alert(1)",
        "#99999999999999",
    ] {
        assert_eq!(parse_change_ref(text), None, "{text}");
    }
}

#[test]
fn pasted_addresses_name_changes_on_their_forge() {
    let cases = [
        ("https://github.com/acme/web/pull/12", "pull 12"),
        ("https://github.com/acme/web/pull/12/files#diff-1", "pull 12"),
        ("https://github.com/acme/web/pull/12/commits/a41f9c2", "commit a41f9c2"),
        ("https://github.com/acme/web/commit/a41f9c2?diff=split#L1", "commit a41f9c2"),
        ("https://github.com/acme/web/commit/a41f9c2.patch", "commit a41f9c2"),
        ("https://gitlab.com/g/s/web/-/merge_requests/12/diffs", "pull 12"),
        ("https://gitlab.com/g/s/web/-/commit/a41f9c2", "commit a41f9c2"),
        ("https://codeberg.org/acme/web/pulls/12", "pull 12"),
        ("https://codeberg.org/acme/web/commit/a41f9c2", "commit a41f9c2"),
        ("https://bitbucket.org/acme/web/pull-requests/12/diff", "pull 12"),
        ("https://bitbucket.org/acme/web/commits/a41f9c2", "commit a41f9c2"),
        ("https://review.example.org/c/infra/tools/+/12", "pull 12"),
        ("https://chromium.googlesource.com/a/b/+/a41f9c2", "commit a41f9c2"),
        ("https://example.org/post/1", "url https://example.org/post/1"),
        ("https://u:p@example.org/x", "url https://example.org/x"),
        ("https://example.org/acme/web/commit/a41f9c2", "url https://example.org/acme/web/commit/a41f9c2"),
    ];
    for (text, expected) in cases {
        let found = match parse_change_ref(text).unwrap_or_else(|| panic!("{text}")) {
            ChangeRef::Commit { id, forge } => {
                assert!(forge.is_some(), "{text}");
                format!("commit {id}")
            }
            ChangeRef::Pull { number, forge } => {
                assert!(forge.is_some(), "{text}");
                format!("pull {number}")
            }
            ChangeRef::Url { url } => format!("url {url}"),
        };
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(parse_change_ref("http://example.org/x"), None);
}

proptest! {
    #[test]
    fn any_text_gives_only_plain_https_links(text in "\\PC{0,80}", path in "\\PC{0,40}") {
        let _ = parse_change_ref(&text);
        for url in [text.clone(), format!("https://github.com/{text}"), format!("git@gitlab.com:{text}")] {
            if let Some(forge) = Forge::from_url(&url) {
                for link in [Some(forge.url()), forge.commit_url(ID), Some(forge.pull_url(1)), forge.file_url(&path, ID, None)].into_iter().flatten() {
                    let parsed = url::Url::parse(&link).expect("a link");
                    prop_assert_eq!(parsed.scheme(), "https");
                    prop_assert!(parsed.username().is_empty() && parsed.password().is_none());
                    prop_assert!(!link.contains(['"', '\'', '<', '>', ' ', '\\']));
                }
            }
        }
    }

    #[test]
    fn a_link_that_was_made_is_understood(number in 1_u64..1_000_000, id in "[0-9a-f]{7,40}", which in 0_usize..4) {
        let url = ["https://github.com/a/b", "https://gitlab.com/a/b/c", "https://codeberg.org/a/b", "https://bitbucket.org/a/b"][which];
        let forge = Forge::from_url(url).expect("a forge");
        let pull = Some(ChangeRef::Pull { number, forge: Some(forge.clone()) });
        prop_assert_eq!(parse_change_ref(&forge.pull_url(number)), pull);
        let link = forge.commit_url(&id).expect("a link");
        let commit = Some(ChangeRef::Commit { id, forge: Some(forge) });
        prop_assert_eq!(parse_change_ref(&link), commit);
    }
}
