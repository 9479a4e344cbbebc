//! What each construct becomes. The expected text is the contract with the front end's styles and listeners.

use catchbook_render::{Heading, Link, LinkKind, RenderOptions, Rendered, ResolvedLink, inline, plain, render};

use crate::checker::{Images, check};

/// A small vault.
fn resolve(target: &str) -> Option<ResolvedLink> {
    let (kind, id, title) = match target {
        "C-7K3Q2" | "2026-06-14-reply-blank" | "catches/2026-06-14-reply-blank.md" => {
            (LinkKind::Record, "C-7K3Q2", "Reply blank")
        }
        "guides/deploy.md" => (LinkKind::Record, "G-11111", "Deploy"),
        "a41f9c2" => (LinkKind::Commit, "a41f9c2", "Resume the stream"),
        "C-GONE1" => (LinkKind::Missing, "C-GONE1", "In the trash"),
        _ => return None,
    };
    Some(ResolvedLink { kind, id: id.into(), title: title.into() })
}

fn options() -> RenderOptions<'static> {
    RenderOptions {
        resolve: &resolve,
        image_base: "attachment://localhost/",
        folder: "catches",
        ..RenderOptions::default()
    }
}

pub fn rendered(markdown: &str) -> Rendered {
    let rendered = render(markdown, &options());
    assert_eq!(check(&rendered.html, Images::Local), Ok(()));
    assert_eq!(rendered.truncated, None);
    rendered
}

#[track_caller]
pub fn becomes(markdown: &str, html: &str) {
    assert_eq!(rendered(markdown).html, html);
}

#[test]
fn paragraphs_and_breaks() {
    becomes(
        r#"one
two  
three\
four

five"#,
        r#"<p>one
two<br>
three<br>
four</p>
<p>five</p>
"#,
    );
}

#[test]
fn emphasis() {
    becomes(
        "*em* **strong** ***both*** ~~gone~~ `code <b>` and snake_case_name",
        r#"<p><em>em</em> <strong>strong</strong> <em><strong>both</strong></em> <del>gone</del> <code>code &lt;b&gt;</code> and snake_case_name</p>
"#,
    );
}

#[test]
fn quotes_and_dashes_stay_as_typed() {
    becomes(
        r#""quoted" it's -- a --- b ..."#,
        r#"<p>"quoted" it's -- a --- b ...</p>
"#,
    );
}

#[test]
fn headings_have_ids() {
    becomes(
        r#"# Reply blank

## Before you change this

## Before you change this

### `code` & *em*

Setext
------"#,
        r#"<h1 id="h-reply-blank">Reply blank</h1>
<h2 id="h-before-you-change-this">Before you change this</h2>
<h2 id="h-before-you-change-this-2">Before you change this</h2>
<h3 id="h-code-em"><code>code</code> &amp; <em>em</em></h3>
<h2 id="h-setext">Setext</h2>
"#,
    );
}

#[test]
fn lists() {
    becomes(
        r#"- one
- two
  - inner

1. first
2. second

7. seventh

- loose

- items"#,
        r#"<ul>
<li>one</li>
<li>two<ul>
<li>inner</li>
</ul>
</li>
</ul>
<ol>
<li><p>first</p>
</li>
<li><p>second</p>
</li>
<li><p>seventh</p>
</li>
</ol>
<ul>
<li><p>loose</p>
</li>
<li><p>items</p>
</li>
</ul>
"#,
    );
}

#[test]
fn lists_that_start_elsewhere() {
    becomes(
        r#"3. three
4. four"#,
        r#"<ol start="3">
<li>three</li>
<li>four</li>
</ol>
"#,
    );
}

#[test]
fn tasks_are_pictures_of_boxes() {
    becomes(
        r#"- [ ] walk on Slow 3G
- [x] reload

  and compare"#,
        r#"<ul>
<li class="task"><p><span class="box box-open" role="img" aria-label="open"></span> walk on Slow 3G</p>
</li>
<li class="task"><p><span class="box box-done" role="img" aria-label="done"></span> reload</p>
<p>and compare</p>
</li>
</ul>
"#,
    );
}

#[test]
fn tables() {
    becomes(
        r#"| left | middle | right |
|:---|:---:|---:|
| `a\|b` | *c* | 1 |
| short |"#,
        r#"<div class="table" tabindex="0"><table>
<thead><tr><th scope="col">left</th><th scope="col" class="align-center">middle</th><th scope="col" class="align-right">right</th></tr></thead>
<tbody>
<tr><td><code>a|b</code></td><td class="align-center"><em>c</em></td><td class="align-right">1</td></tr>
<tr><td>short</td><td class="align-center"></td><td class="align-right"></td></tr>
</tbody></table></div>
"#,
    );
}

#[test]
fn quotes_and_rules() {
    becomes(
        r#"> quoted
> > inner

---"#,
        r#"<blockquote>
<p>quoted</p>
<blockquote>
<p>inner</p>
</blockquote>
</blockquote>
<hr>
"#,
    );
}

#[test]
fn callouts() {
    becomes(
        r#"> [!NOTE]
> a

> [!TIP]
> b

> [!IMPORTANT]
> c

> [!WARNING]
> d

> [!CAUTION]
> e

> [!OTHER]
> f"#,
        r#"<div class="callout callout-note" role="note"><p class="callout-title">Note</p>
<p>a</p>
</div>
<div class="callout callout-tip" role="note"><p class="callout-title">Tip</p>
<p>b</p>
</div>
<div class="callout callout-important" role="note"><p class="callout-title">Important</p>
<p>c</p>
</div>
<div class="callout callout-warning" role="note"><p class="callout-title">Warning</p>
<p>d</p>
</div>
<div class="callout callout-caution" role="note"><p class="callout-title">Caution</p>
<p>e</p>
</div>
<blockquote>
<p>[!OTHER]
f</p>
</blockquote>
"#,
    );
}

#[test]
fn footnotes() {
    becomes(
        r#"One[^b], two[^a], one again[^b], none[^c].

[^a]: The *second*.

[^b]: The first

    in two paragraphs.

[^unused]: Not referred to."#,
        "<p>One<sup class=\"footnote-ref\"><a class=\"link-anchor\" id=\"fn-1-ref-1\" href=\"#fn-1\" data-link=\"anchor:fn-1\">1</a></sup>, two<sup class=\"footnote-ref\"><a class=\"link-anchor\" id=\"fn-2-ref-1\" href=\"#fn-2\" data-link=\"anchor:fn-2\">2</a></sup>, one again<sup class=\"footnote-ref\"><a class=\"link-anchor\" id=\"fn-1-ref-2\" href=\"#fn-1\" data-link=\"anchor:fn-1\">1</a></sup>, none[^c].</p>\n<section class=\"footnotes\">\n<ol>\n<li id=\"fn-1\"><p>The first</p>\n<p>in two paragraphs. <a class=\"footnote-back\" aria-label=\"Back to the text\" href=\"#fn-1-ref-1\" data-link=\"anchor:fn-1-ref-1\">↩</a> <a class=\"footnote-back\" aria-label=\"Back to the text\" href=\"#fn-1-ref-2\" data-link=\"anchor:fn-1-ref-2\">↩</a></p>\n</li>\n<li id=\"fn-2\"><p>The <em>second</em>. <a class=\"footnote-back\" aria-label=\"Back to the text\" href=\"#fn-2-ref-1\" data-link=\"anchor:fn-2-ref-1\">↩</a></p>\n</li>\n<li id=\"fn-3\"><p>Not referred to.</p>\n</li>\n</ol>\n</section>\n",
    );
}

#[test]
fn a_footnote_defined_twice_keeps_both() {
    becomes(
        r#"x[^a]

[^a]: one

[^a]: two"#,
        "<p>x<sup class=\"footnote-ref\"><a class=\"link-anchor\" id=\"fn-1-ref-1\" href=\"#fn-1\" data-link=\"anchor:fn-1\">1</a></sup></p>\n<section class=\"footnotes\">\n<ol>\n<li id=\"fn-1\"><p>one <a class=\"footnote-back\" aria-label=\"Back to the text\" href=\"#fn-1-ref-1\" data-link=\"anchor:fn-1-ref-1\">↩</a></p>\n</li>\n<li><p>two</p>\n</li>\n</ol>\n</section>\n",
    );
}

#[test]
fn raw_html_is_text() {
    becomes(
        r#"a <kbd>Ctrl</kbd> b

<div class="x">
*not em*
</div>

<!-- a note -->"#,
        r#"<p>a &lt;kbd&gt;Ctrl&lt;/kbd&gt; b</p>
<p class="raw">&lt;div class="x"&gt;
*not em*
&lt;/div&gt;
</p>
<p class="raw">&lt;!-- a note --&gt;</p>
"#,
    );
}

#[test]
fn entities_are_read() {
    becomes(
        "&copy; &lt;b&gt; &#65; &nope;",
        r#"<p>© &lt;b&gt; A &amp;nope;</p>
"#,
    );
}

#[test]
fn indented_and_plain_code() {
    becomes(
        r#"    let a = 1 < 2;

```
plain & simple
```

```nope
x
```"#,
        r#"<pre class="code" tabindex="0"><code>let a = 1 &lt; 2;
</code></pre>
<pre class="code" tabindex="0"><code>plain &amp; simple
</code></pre>
<pre class="code" tabindex="0" data-lang="nope"><code>x
</code></pre>
"#,
    );
}

#[test]
fn external_links() {
    becomes(
        r#"[site](https://example.org/a?b=1&c=2 "The title") <https://example.org> [mail](mailto:a@example.org) <a@example.org> [](https://example.org/empty)"#,
        r#"<p><a class="link-external" href="https://example.org/a?b=1&amp;c=2" data-link="external" rel="noreferrer noopener" title="The title">site</a> <a class="link-external" href="https://example.org/" data-link="external" rel="noreferrer noopener">https://example.org</a> <a class="link-external" href="mailto:a@example.org" data-link="external" rel="noreferrer noopener">mail</a> <a class="link-external" href="mailto:a@example.org" data-link="external" rel="noreferrer noopener">a@example.org</a> <a class="link-external" href="https://example.org/empty" data-link="external" rel="noreferrer noopener">https://example.org/empty</a></p>
"#,
    );
}

#[test]
fn reference_links() {
    becomes(
        r#"[one][ref] and [ref]

[ref]: http://example.org/x"#,
        r#"<p><a class="link-external" href="http://example.org/x" data-link="external" rel="noreferrer noopener">one</a> and <a class="link-external" href="http://example.org/x" data-link="external" rel="noreferrer noopener">ref</a></p>
"#,
    );
}

#[test]
fn bare_addresses_become_links() {
    becomes(
        "see https://example.org/a_b, (http://example.org/c) and `https://example.org/d` [or https://example.org/e](https://example.org/f)",
        r#"<p>see <a class="link-external" href="https://example.org/a_b" data-link="external" rel="noreferrer noopener">https://example.org/a_b</a>, (<a class="link-external" href="http://example.org/c" data-link="external" rel="noreferrer noopener">http://example.org/c</a>) and <code>https://example.org/d</code> <a class="link-external" href="https://example.org/f" data-link="external" rel="noreferrer noopener">or https://example.org/e</a></p>
"#,
    );
}

#[test]
fn links_that_are_none() {
    becomes(
        r#"[a](javascript:alert(1)) [b](file:///etc/passwd) <vscode://x> [c](//example.org/x) [d](https://user@example.org/) [e](../../outside.md) [f](C:\x)"#,
        r#"<p><span class="link-refused" title="Not a link: only https, http, mailto and files of this vault are">a</span> <code class="link-target">javascript:alert(1)</code> <span class="link-refused" title="Not a link: only https, http, mailto and files of this vault are">b</span> <code class="link-target">file:///etc/passwd</code> <span class="link-refused" title="Not a link: only https, http, mailto and files of this vault are">vscode://x</span> <code class="link-target">vscode://x</code> <span class="link-refused" title="Not a link: only https, http, mailto and files of this vault are">c</span> <code class="link-target">//example.org/x</code> <span class="link-refused" title="Not a link: only https, http, mailto and files of this vault are">d</span> <code class="link-target">https://user@example.org/</code> <span class="link-refused" title="Not a link: only https, http, mailto and files of this vault are">e</span> <code class="link-target">../../outside.md</code> <span class="link-refused" title="Not a link: only https, http, mailto and files of this vault are">f</span> <code class="link-target">C:\x</code></p>
"#,
    );
}

#[test]
fn wikilinks() {
    becomes(
        "[[C-7K3Q2]] [[C-7K3Q2|the *blank* reply]] [[2026-06-14-reply-blank]] [[2026-06-14-reply-blank#How it was caught|how]] [[a41f9c2]] [[C-GONE1]] [[nothing here]] [[#Tables]]",
        "<p><a class=\"link-record\" href=\"#/record/C-7K3Q2\" data-link=\"record:C-7K3Q2\" title=\"Reply blank\">C-7K3Q2</a> <a class=\"link-record\" href=\"#/record/C-7K3Q2\" data-link=\"record:C-7K3Q2\" title=\"Reply blank\">the <em>blank</em> reply</a> <a class=\"link-record\" href=\"#/record/C-7K3Q2\" data-link=\"record:C-7K3Q2\" title=\"Reply blank\">Reply blank</a> <a class=\"link-record\" href=\"#/record/C-7K3Q2?at=how-it-was-caught\" data-link=\"record:C-7K3Q2\" title=\"Reply blank\">how</a> <a class=\"link-commit\" href=\"#/commit/a41f9c2\" data-link=\"commit:a41f9c2\" title=\"Resume the stream\">a41f9c2</a> <span class=\"link-missing\" data-link=\"missing:C-GONE1\" title=\"In the trash\">C-GONE1</span> <span class=\"link-missing\" data-link=\"missing:nothing here\" title=\"Nothing is known by this name\">nothing here</span> <a class=\"link-anchor\" href=\"#h-tables\" data-link=\"anchor:h-tables\">#Tables</a></p>\n",
    );
}

#[test]
fn wikilinks_in_tables() {
    becomes(
        r#"| a |
|---|
| [[C-7K3Q2\|label]] |"#,
        "<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">a</th></tr></thead>\n<tbody>\n<tr><td><a class=\"link-record\" href=\"#/record/C-7K3Q2\" data-link=\"record:C-7K3Q2\" title=\"Reply blank\">label</a></td></tr>\n</tbody></table></div>\n",
    );
}

#[test]
fn relative_links_lead_to_records_and_files() {
    becomes(
        "[r](2026-06-14-reply-blank.md) [up](../guides/deploy.md#Steps) [log](attachments/C-7K3Q2/trace%201.log) [gone](nope.md) [here](#headings)",
        "<p><a class=\"link-record\" href=\"#/record/C-7K3Q2\" data-link=\"record:C-7K3Q2\" title=\"Reply blank\">r</a> <a class=\"link-record\" href=\"#/record/G-11111?at=steps\" data-link=\"record:G-11111\" title=\"Deploy\">up</a> <a class=\"link-attachment\" href=\"#/attachment/attachments/C-7K3Q2/trace%201.log\" data-link=\"attachment:attachments/C-7K3Q2/trace 1.log\">log</a> <span class=\"link-missing\" data-link=\"missing:catches/nope.md\" title=\"Nothing is known by this name\">gone</span> <a class=\"link-anchor\" href=\"#h-headings\" data-link=\"anchor:h-headings\">here</a></p>\n",
    );
}

#[test]
fn local_images() {
    becomes(
        r#"![A chart](attachments/C-7K3Q2/chart.png "Over time") ![](../attachments/C-7K3Q2/näme.svg) ![out](../../x.png)"#,
        r#"<p><img src="attachment://localhost/attachments/C-7K3Q2/chart.png" alt="A chart" loading="lazy" title="Over time"> <img src="attachment://localhost/attachments/C-7K3Q2/n%C3%A4me.svg" alt="näme.svg" loading="lazy"> <span class="image-refused">Image not shown: ../../x.png: out</span></p>
"#,
    );
}

#[test]
fn remote_images_are_named() {
    becomes(
        "![A chart](https://charts.example/x.png) [![badge](https://ci.example/b.svg)](https://ci.example/)",
        r#"<p><span class="image-remote" data-host="charts.example">Image from charts.example, not loaded: A chart</span> <a class="link-external" href="https://ci.example/" data-link="external" rel="noreferrer noopener"><span class="image-remote" data-host="ci.example">Image from ci.example, not loaded: badge</span></a></p>
"#,
    );
}

#[test]
fn images_of_other_schemes_are_named() {
    becomes(
        "![x](data:image/png;base64,AAAA) ![y](file:///x.png)",
        r#"<p><span class="image-refused">Image not shown: data:image/png;base64,AAAA: x</span> <span class="image-refused">Image not shown: file:///x.png: y</span></p>
"#,
    );
}

#[test]
fn a_line_has_spans_and_no_blocks() {
    let cases = [
        ("ordinary *text* with `code`", "ordinary <em>text</em> with <code>code</code>"),
        ("# 3 is not a heading", "# 3 is not a heading"),
        ("- nor an item", "- nor an item"),
        ("1. nor this", "1. nor this"),
        ("> nor this", "&gt; nor this"),
        ("    nor code", "nor code"),
        (
            r#"two
lines"#,
            "two lines",
        ),
        (
            "[[C-7K3Q2]] by [Tomas](https://example.org/)",
            "<a class=\"link-record\" href=\"#/record/C-7K3Q2\" data-link=\"record:C-7K3Q2\" title=\"Reply blank\">C-7K3Q2</a> by <a class=\"link-external\" href=\"https://example.org/\" data-link=\"external\" rel=\"noreferrer noopener\">Tomas</a>",
        ),
        ("<b>raw</b>", "&lt;b&gt;raw&lt;/b&gt;"),
        (
            "![pic](https://x.example/a.png) ![own](attachments/a.png)",
            r#"<span class="image-remote" data-host="x.example">Image from x.example, not loaded: pic</span> <span class="image-local">Image attachments/a.png: own</span>"#,
        ),
        ("| a | b |", "| a | b |"),
        ("---", "---"),
        ("", ""),
        ("  spaces  ", "spaces"),
        ("x[^1]", "x[^1]"),
        ("*open", "*open"),
    ];
    for (markdown, html) in cases {
        assert_eq!(inline(markdown, &options()), html, "{markdown:?}");
    }
}

#[test]
fn plain_text_is_what_one_would_read_aloud() {
    let markdown = r#"# Title

A *b* `c` [d](e) [[f|g]] ![h](i)

- one
- two

| a | b |
|---|---|
| c | d |

```rust
let x = 1;
```

> quoted
> text  
> more

- [ ] task <b>x</b>

[^1]: note"#;
    let text = r#"Title
A b c d g h
one
two
a	b
c	d
let x = 1;
quoted text
more
task <b>x</b>
note"#;
    assert_eq!(plain(markdown), text);
    assert_eq!(plain(""), "");
}

#[test]
fn the_outline_and_the_links_are_listed() {
    let rendered = rendered(
        "# One\n\n## *Two* `x`\n\n[[C-7K3Q2]] [[a41f9c2]] [[nope]] https://example.org [x](#one) [y](tel:1) [z](attachments/a.log)",
    );
    let heading = |level, id: &str, text: &str| Heading { level, id: id.into(), text: text.into() };
    assert_eq!(rendered.headings, [heading(1, "h-one", "One"), heading(2, "h-two-x", "Two x")]);
    assert_eq!(
        rendered.links,
        [
            Link::Record { id: "C-7K3Q2".into() },
            Link::Commit { id: "a41f9c2".into() },
            Link::Missing { target: "nope".into() },
            Link::External { url: "https://example.org/".into() },
            Link::Anchor { id: "h-one".into() },
            Link::Refused { target: "tel:1".into() },
            Link::Attachment { path: "attachments/a.log".into() },
        ]
    );
}

#[test]
fn two_documents_can_share_a_page() {
    let options = RenderOptions { id_scope: "C-7K3Q2", heading_offset: 2, ..options() };
    let html = render("# A\n\n##### B\n\nx[^1] [a](#a)\n\n[^1]: y", &options).html;
    assert!(html.starts_with("<h3 id=\"h-C7K3Q2-a\">A</h3>\n<h6 id=\"h-C7K3Q2-b\">B</h6>\n"), "{html}");
    assert!(html.contains("href=\"#h-C7K3Q2-a\"") && html.contains("<li id=\"fn-C7K3Q2-1\">"), "{html}");
    assert_eq!(check(&html, Images::Local), Ok(()));
}

#[test]
fn without_an_address_for_images_they_are_named() {
    let html = render("![A chart](attachments/x.png)", &RenderOptions::default()).html;
    assert_eq!(html, "<p><span class=\"image-local\">Image attachments/x.png: A chart</span></p>\n");
}

#[test]
fn line_ends_of_any_kind_are_read() {
    assert_eq!(rendered("# A\r\n\r\n- b\r\n- c\r\n").html, rendered("# A\n\n- b\n- c\n").html);
}
