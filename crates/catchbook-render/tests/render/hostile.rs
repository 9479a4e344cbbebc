//! Whatever stands in the text, only what is allowed stands in the page.

use catchbook_render::{LinkKind, RemoteImages, RenderOptions, ResolvedLink, inline, plain, render};
use proptest::prelude::*;

use crate::checker::{Images, check};

const PAYLOADS: &str = include_str!("../fixtures/payloads.txt");

fn payloads() -> impl Iterator<Item = String> {
    PAYLOADS
        .lines()
        .filter(|line| !line.starts_with("# --") && !line.is_empty())
        .map(|line| line.replace("\\n", "\n").replace("\\0", "\0").replace("\\x01", "\x01").replace("\\x0c", "\x0c"))
}

/// Resolves everything, with hostile titles and ids: those come from files too.
fn resolve(target: &str) -> Option<ResolvedLink> {
    let kind = match target.len() % 3 {
        0 => LinkKind::Record,
        1 => LinkKind::Commit,
        _ => LinkKind::Missing,
    };
    Some(ResolvedLink { kind, id: format!("{target}\"><b>"), title: "\"><script>alert(1)</script>\0'".into() })
}

fn assert_safe(markdown: &str) {
    let unresolved = RenderOptions { image_base: "attachment://localhost/", folder: "catches", ..Default::default() };
    let resolved = RenderOptions { resolve: &resolve, ..unresolved };
    let remote = RenderOptions { remote_images: RemoteImages::Load, ..unresolved };
    for (options, images) in [(&unresolved, Images::Local), (&resolved, Images::Local), (&remote, Images::Remote)] {
        let rendered = render(markdown, options);
        if let Err(why) = check(&rendered.html, images) {
            panic!("{why}\nmarkdown: {markdown:?}\nhtml: {}", rendered.html);
        }
        let line = inline(markdown, options);
        if let Err(why) = check(&line, images) {
            panic!("{why}\nmarkdown: {markdown:?}\ninline: {line}");
        }
        assert!(!line.contains("<img") && !line.contains("<p>"), "{markdown:?}: {line}");
    }
    plain(markdown);
}

#[test]
fn no_payload_gets_through() {
    let all: Vec<String> = payloads().collect();
    assert!(all.len() >= 200, "{}", all.len());
    for payload in &all {
        assert_safe(payload);
    }
}

#[test]
fn no_payload_gets_through_from_inside_other_markup() {
    for payload in payloads() {
        for (before, after) in [
            ("> ", ""),
            ("- [ ] ", ""),
            ("[", "](https://example.org/)"),
            ("| a |\n|---|\n| ", " |"),
            ("x[^1]\n\n[^1]: ", ""),
        ] {
            assert_safe(&format!("{before}{payload}{after}"));
        }
    }
    assert_safe(&payloads().collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn raw_html_is_shown_as_it_is_written() {
    let rendered = render("a <b onclick=\"x\">c</b>", &RenderOptions::default());
    assert_eq!(rendered.html, "<p>a &lt;b onclick=\"x\"&gt;c&lt;/b&gt;</p>\n");
    assert_eq!(plain("a <b>c</b>"), "a <b>c</b>");
}

#[test]
fn nothing_is_fetched_unasked() {
    let markdown = "![a](https://one.example/x.png) ![b](http://two.example/y.png) ![c](https://one.example/z.png)";
    let asked = render(markdown, &RenderOptions::default());
    assert_eq!(
        (asked.remote_images, asked.remote_hosts.as_slice()),
        (3, ["one.example".into(), "two.example".into()].as_slice())
    );
    assert!(!asked.html.contains("<img") && !asked.html.contains("://"), "{}", asked.html);
    let allowed = render(markdown, &RenderOptions { remote_images: RemoteImages::Load, ..Default::default() });
    assert_eq!(allowed.html.matches("<img src=\"http").count(), 3);
    assert_eq!(allowed.remote_images, 3);
}

/// Fragments of Markdown and HTML, so that random text is not only random.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "*", "**", "_", "~~", "`", "```", "~~~\n", "[", "]", "(", ")", "[[", "]]", "|", "!", "![", "#", "> ", ">", "- ", "1. ",
            "\n", "\n\n", "    ", "\t", "<", ">", "</", "<!--", "-->", "&", "&lt;", "&#x3c;", "\\", "\"", "'", "[^1]", "[^1]: ",
            "[x]: ", "- [ ] ", "- [x] ", "[!NOTE]", "|---|\n", "https://a.example/", "javascript:", "<script>", "<img src=x onerror=y>",
            "attachments/x.png", "../", "C-7K3Q2", "rust\n", "---\n", "===\n", "\0", "\u{202e}", "é", "🦀", "\r\n", "\u{a0}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Found by the property below: an `&` at the end of a coloured piece and letters behind it.
#[test]
fn a_reference_in_two_pieces_stays_text() {
    let html = render("```html\n&DD;\nA\n```", &RenderOptions::default()).html;
    assert!(html.contains("&amp;DD;"), "{html}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_markup_is_safe(markdown in fragments()) {
        assert_safe(&markdown);
    }

    #[test]
    fn random_bytes_are_safe(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        assert_safe(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn text_without_markup_reads_back(text in "[a-z]{1,8}( [a-z]{1,8}){0,20}") {
        prop_assert_eq!(plain(&text), text.clone());
        prop_assert_eq!(inline(&text, &RenderOptions::default()), text.clone());
        prop_assert_eq!(render(&text, &RenderOptions::default()).html, format!("<p>{text}</p>\n"));
    }

    #[test]
    fn colours_change_no_letter_of_the_code(
        language in prop::sample::select(vec!["rust", "ts", "sh", "sql", "yaml", "toml", "html", "diff", "python", "css", "md"]),
        code in "([ -_a-~]{0,30}\n){0,6}[!-_a-~]{1,20}",
    ) {
        let html = render(&format!("```{language}\n{code}\n```"), &RenderOptions::default()).html;
        let open = format!("<pre class=\"code\" tabindex=\"0\" data-lang=\"{language}\"><code>");
        let inside = html.strip_prefix(&open).and_then(|html| html.strip_suffix("\n</code></pre>\n"));
        let shown = inside.map(|inside| {
            let text: String = inside.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        });
        prop_assert_eq!(shown, Some(code));
    }

    #[test]
    fn text_of_any_signs_is_not_lost(text in "[ -~]{0,60}") {
        let html = render(&format!("```\n{}\n```", text.replace('`', "'")), &RenderOptions::default()).html;
        let shown = html.strip_prefix("<pre class=\"code\" tabindex=\"0\"><code>").and_then(|html| html.strip_suffix("\n</code></pre>\n"));
        let shown = shown.map(|shown| shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        prop_assert_eq!(shown, Some(text.replace('`', "'")));
    }
}
