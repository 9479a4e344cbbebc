use catchbook_render::*;
#[test]
fn dump() {
    let md = std::fs::read_to_string("/tmp/sample.md").unwrap();
    let resolve = |t: &str| match t {
        "C-7K3Q2" | "2026-06-14-reply-blank" | "stem" => Some(ResolvedLink {
            kind: LinkKind::Record,
            id: "C-7K3Q2".into(),
            title: "Reply blank".into(),
        }),
        "a41f9c2" => Some(ResolvedLink {
            kind: LinkKind::Commit,
            id: "a41f9c2".into(),
            title: "Resume".into(),
        }),
        _ => None,
    };
    let r = render(
        &md,
        &RenderOptions {
            resolve: &resolve,
            image_base: "attachment://localhost/",
            folder: "catches",
            ..Default::default()
        },
    );
    println!("{}", r.html);
    println!(
        "{:#?}",
        Rendered {
            html: String::new(),
            ..r
        }
    );
    println!(
        "{}",
        inline(
            "# 3 *a* [[C-7K3Q2]] <b>",
            &RenderOptions {
                resolve: &resolve,
                ..Default::default()
            }
        )
    );
    println!("{}", plain(&md));
}
#[test]
fn time() {
    for (name, md) in [
        ("gt", ">".repeat(50000)),
        ("br", "[".repeat(50000)),
        ("br2", "[[".repeat(50000)),
        ("img", "![".repeat(50000)),
        ("star", "*a ".repeat(100000)),
        ("star2", "*a **b ".repeat(50000)),
        ("em", "*a ".repeat(50000) + &"b* ".repeat(50000)),
        (
            "tick",
            (1..400).map(|n| "`".repeat(n) + " ").collect::<String>(),
        ),
        ("ticks", "`".repeat(100000)),
        ("list", "- ".repeat(50000)),
        (
            "listblank",
            "- ".repeat(25000) + "a\n" + &"\n".repeat(100000),
        ),
        ("gtlines", (">".repeat(1000) + "\n").repeat(100)),
        (
            "deepindent",
            (0..1000)
                .map(|n| " ".repeat(2 * n) + "- a\n")
                .collect::<String>(),
        ),
        (
            "deepblank",
            (0..700)
                .map(|n| " ".repeat(2 * n) + "- a\n")
                .collect::<String>()
                + &"\n".repeat(500000),
        ),
        ("lt", "<".repeat(100000)),
        ("cmt", "<!-- ".repeat(50000)),
        ("pi", "<?".repeat(50000)),
        ("a<", "<a ".repeat(50000)),
        (
            "table",
            "|a".repeat(5000) + "\n" + &"|-".repeat(5000) + "\n" + &"|\n".repeat(10000),
        ),
        (
            "foot",
            (0..20000)
                .map(|n| format!("[^{n}]: x [^{}]\n\n", n + 1))
                .collect::<String>(),
        ),
        ("footnest", "[^a]:".repeat(20000)),
        (
            "refs",
            "[a]: <".to_string() + &"x".repeat(50000) + ">\n\n" + &"[a] ".repeat(50000),
        ),
        ("amp", "&".repeat(200000)),
        ("quot", "\"".repeat(2 << 20)),
        ("heads", "# a\n".repeat(50000)),
        ("wik", "[[a]] ".repeat(50000)),
        ("http", "http://".repeat(50000)),
        ("parens", "https://a/".to_string() + &"(".repeat(100000)),
        ("nul", "\0".repeat(100000)),
        ("li1", "1. a\n".repeat(50000)),
        ("setext", "a\n=\n".repeat(50000)),
        ("wikpipe", "[[a|".repeat(50000)),
        ("wikend", "[[a|".repeat(20000) + &"]]".repeat(20000)),
        ("strike", "~~a ~".repeat(50000)),
        ("under", "_a__b".repeat(50000)),
        ("mixed", "> - ".repeat(20000)),
        ("linkdest", "[a](<b".repeat(50000)),
        ("linkp", "[a](".repeat(50000)),
        ("title", "[a](b \"".repeat(30000)),
        ("entity", "&#x".repeat(50000)),
        ("autolink", "<http:".repeat(50000)),
        ("cdata", "<![CDATA[".repeat(30000)),
        ("decl", "<!A ".repeat(30000)),
        ("esc", "\\".repeat(200000)),
        ("tasks", "- [ ] a\n".repeat(30000)),
        ("alert", "> [!NOTE]\n".repeat(30000)),
        ("bqlazy", ">".repeat(5000) + "a\n" + &"b\n".repeat(50000)),
        ("bqblank", (">".repeat(3000) + "\n").repeat(300)),
        (
            "rust",
            "```rust\n".to_string() + &"fn a<T>(x: &'a str) -> \"x\" {\n".repeat(2000),
        ),
        (
            "sqlx",
            "```sql\n".to_string() + &"((((((((((((((((((((((((((((((".repeat(60) + "\n",
        ),
    ] {
        let t = std::time::Instant::now();
        let r = render(&md, &RenderOptions::default());
        let e = t.elapsed();
        println!(
            "{name:10} {:9} -> {:9} {:?} {}",
            md.len(),
            r.html.len(),
            e,
            if e.as_millis() > 700 { "SLOW" } else { "" }
        );
    }
}
