//! Size, depth and time: what is too much is cut or flattened, said so, and takes no time.

use std::time::{Duration, Instant};

use catchbook_render::{Cancel, Cancelled, Limits, RenderOptions, Truncated, inline, plain, render, render_with};

use crate::checker::{Images, check};

/// Generous, for a debug build on a machine that does other things too; what is quadratic takes minutes.
const SOON: Duration = Duration::from_secs(30);

fn times(piece: &str, count: usize) -> String {
    piece.repeat(count)
}

#[test]
fn text_made_to_hang_a_parser_is_rendered_soon() {
    let cases = [
        ("quotes", times(">", 50_000)),
        ("quotes on many lines", times(&(times(">", 1_000) + "\n"), 200)),
        ("a quote that goes on lazily", times(">", 5_000) + "a\n" + &times("b\n", 50_000)),
        ("brackets", times("[", 50_000)),
        ("double brackets", times("[[", 50_000)),
        ("wikilinks that do not end", times("[[a|", 50_000)),
        ("wikilinks that end late", times("[[a|", 20_000) + &times("]]", 20_000)),
        ("image openers", times("![", 50_000)),
        ("link destinations", times("[a](<b", 50_000)),
        ("link titles", times("[a](b \"", 30_000)),
        ("stars", times("*a ", 100_000)),
        ("stars in twos and ones", times("*a **b ", 50_000)),
        ("nested emphasis", times("*a ", 50_000) + &times("b* ", 50_000)),
        ("nested strong", times("**a ", 50_000) + &times("b** ", 50_000)),
        ("underscores", times("_a__b", 50_000)),
        ("strikes", times("~~a ~", 50_000)),
        ("backticks", times("`", 100_000)),
        ("backticks of every length", (1..400).map(|n| times("`", n) + " ").collect()),
        ("nested list items", times("- ", 50_000)),
        ("nested items, then blank lines", times("- ", 25_000) + "a\n" + &times("\n", 100_000)),
        ("items by indentation", (0..1_000).map(|n| times(" ", 2 * n) + "- a\n").collect()),
        ("quotes in items", times("> - ", 20_000)),
        ("angle brackets", times("<", 100_000)),
        ("tags", times("<a ", 50_000)),
        ("comments", times("<!-- ", 50_000)),
        ("instructions", times("<?", 50_000)),
        ("declarations", times("<!A ", 30_000)),
        ("sections", times("<![CDATA[", 30_000)),
        ("autolinks", times("<http:", 50_000)),
        ("addresses", times("http://", 50_000)),
        ("parentheses", "https://a/".to_owned() + &times("(", 100_000)),
        ("ampersands", times("&", 200_000)),
        ("ampersands before letters", times("&a", 100_000)),
        ("character references", times("&#x", 50_000)),
        ("references and lines", times("&amp;\n", 50_000)),
        ("hard spaces", times("\u{a0}", 100_000)),
        ("letters of Latin-1", times("»", 100_000)),
        ("hard spaces in code", "```\n".to_owned() + &times("\u{a0}", 100_000)),
        ("backslashes", times("\\", 200_000)),
        ("zeros", times("\0", 100_000)),
        ("a table that is filled up", times("|a", 5_000) + "\n" + &times("|-", 5_000) + "\n" + &times("|\n", 10_000)),
        ("footnotes inside footnotes", times("[^a]:", 20_000)),
        ("definitions used often", format!("[a]: <{}>\n\n{}", times("x", 50_000), times("[a] ", 50_000))),
        ("headings of one name", times("# a\n", 20_000)),
        ("callouts", times("> [!NOTE]\n", 30_000)),
        ("setext headings", times("a\n=\n", 20_000)),
        ("rust", "```rust\n".to_owned() + &times("fn a<T>(x: &'a str) -> \"x\" {\n", 500)),
        ("one long line of sql", "```sql\n".to_owned() + &times("(", 1_900) + "\n"),
        ("one very long line", "```js\n".to_owned() + &times("/a", 30_000) + "\n"),
    ];
    for (name, markdown) in &cases {
        let start = Instant::now();
        let rendered = render(markdown, &RenderOptions::default());
        let took = start.elapsed();
        assert!(took < SOON, "{name}: {took:?}");
        assert_eq!(check(&rendered.html, Images::Local), Ok(()), "{name}");
        inline(markdown, &RenderOptions::default());
        plain(markdown);
        assert!(start.elapsed() < 2 * SOON, "{name}");
    }
}

#[test]
fn depth_is_flattened_and_no_text_is_lost() {
    let quotes = render(&(times("> ", 100) + "deep"), &RenderOptions::default());
    assert_eq!(quotes.truncated, Some(Truncated::Depth));
    assert_eq!(quotes.html.matches("<blockquote>").count(), 32);
    assert!(quotes.html.contains("<p>deep</p>"));
    assert!(
        quotes.html.ends_with(
            "<p class=\"notice\" role=\"note\">Lists and quotes deeper than 32 levels are shown flat.</p>\n"
        )
    );
    let lists: String = (0..60).map(|n| format!("{}- item {n}\n", times("  ", n))).collect();
    let lists = render(&lists, &RenderOptions::default());
    assert_eq!((lists.truncated, lists.html.matches("<ul>").count()), (Some(Truncated::Depth), 32));
    for n in 0..60 {
        assert!(lists.html.contains(&format!("item {n}")), "{n}");
    }
    let fine = render(&(times("> ", 32) + "deep"), &RenderOptions::default());
    assert_eq!(fine.truncated, None);
}

#[test]
fn a_long_text_is_cut_at_a_line_and_says_so() {
    let limits = Limits { input: 100, ..Limits::default() };
    let markdown = times("a line of twenty-nine bytes..\n", 10);
    let rendered = render(&markdown, &RenderOptions { limits, ..Default::default() });
    assert_eq!(rendered.truncated, Some(Truncated::Input { shown: 90, total: 300 }));
    assert!(rendered.html.ends_with(
        "<p class=\"notice\" role=\"note\">The first 90 of 300 bytes are shown. Open the file to read the rest.</p>\n"
    ));
    let one_line = render(&times("é", 80), &RenderOptions { limits, ..Default::default() });
    assert_eq!(one_line.truncated, Some(Truncated::Input { shown: 100, total: 160 }));
    let odd = render(&("a".to_owned() + &times("é", 80)), &RenderOptions { limits, ..Default::default() });
    assert_eq!(odd.truncated, Some(Truncated::Input { shown: 99, total: 161 }));
}

#[test]
fn much_html_of_little_text_is_cut_and_stays_whole() {
    let limits = Limits { output: 10_000, ..Limits::default() };
    for markdown in [
        times("> - *a*[^1]\n\n", 2_000) + "[^1]: x\n",
        times("# a\n", 5_000),
        times("|a|\n|-|\n|b|\n\n", 2_000),
        (0..2_000).map(|n| format!("[^{n}]: x\n\n")).collect(),
    ] {
        let rendered = render(&markdown, &RenderOptions { limits, ..Default::default() });
        assert_eq!(rendered.truncated, Some(Truncated::Output));
        assert!(rendered.html.len() < 20_000, "{}", rendered.html.len());
        assert!(rendered.html.ends_with("Only the first part is shown. Open the file to read the rest.</p>\n"));
        assert_eq!(check(&rendered.html, Images::Local), Ok(()));
    }
}

#[test]
fn code_beyond_the_budget_is_shown_without_colours() {
    let block = |lines: usize| format!("```rust\n{}```\n\n", times("let a = 1;\n", lines));
    let coloured = |markdown: &str, limits| {
        render(markdown, &RenderOptions { limits, ..Default::default() }).html.matches("hl-keyword").count()
    };
    let limits = Limits { code_block: 60, code_total: 100, ..Limits::default() };
    assert_eq!(coloured(&block(5), limits), 5);
    assert_eq!(coloured(&block(6), limits), 0);
    // 55 bytes, 55 bytes more than are left, and 33 that fit again.
    assert_eq!(coloured(&(block(5) + &block(5) + &block(3)), limits), 8);
    let long = format!("```rust\nlet a = 1;\nlet b = \"{}\";\nlet c = 1;\n```", times("x", 3_000));
    let html = render(&long, &RenderOptions::default()).html;
    assert_eq!(html.matches("hl-keyword").count(), 1);
    assert!(html.contains("let c = 1;"));
}

#[test]
fn a_worker_can_be_stopped() {
    let cancel = Cancel::new();
    assert!(render_with("*a*", &RenderOptions::default(), &cancel).is_ok());
    cancel.stop();
    assert_eq!(render_with("*a*", &RenderOptions::default(), &cancel), Err(Cancelled));
    // Stopped by the text itself, at the first link: the rest is not rendered.
    let cancel = Cancel::new();
    let calls = std::cell::Cell::new(0);
    let resolve = |_: &str| {
        calls.set(calls.get() + 1);
        cancel.stop();
        None
    };
    let options = RenderOptions { resolve: &resolve, ..Default::default() };
    assert_eq!(render_with(&times("[[a]]\n\n", 100), &options, &cancel), Err(Cancelled));
    assert_eq!(calls.get(), 1);
}
