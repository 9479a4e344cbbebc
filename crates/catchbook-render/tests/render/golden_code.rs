//! What fenced code becomes, in the languages of most records.

use crate::golden::{becomes, rendered};

/// The code inside `pre.code > code`.
#[track_caller]
fn code(language: &str, code: &str, html: &str) {
    let open = format!("<pre class=\"code\" tabindex=\"0\" data-lang=\"{language}\"><code>");
    becomes(&format!("```{language}\n{code}\n```"), &format!("{open}{html}\n</code></pre>\n"));
}

#[test]
fn code_in_the_languages_of_most_records() {
    code(
        "rust",
        r#"fn main() -> Option<u8> {
    let x = "s\n"; // why
    Some(0x1f)
}"#,
        r#"<span class="hl-keyword">fn</span> <span class="hl-function">main</span>() -&gt; <span class="hl-type">Option</span>&lt;<span class="hl-keyword">u8</span>&gt; {
    <span class="hl-keyword">let</span> x = <span class="hl-string">"s\n"</span>; <span class="hl-comment">// why</span>
    <span class="hl-type">Some</span>(<span class="hl-number">0x1f</span>)
}"#,
    );
    code(
        "diff",
        r#"--- a/x
+++ b/x
@@ -1,2 +1,2 @@
 same
-old
+new"#,
        r#"<span class="hl-header">--- a/x
+++ b/x
@@ -1,2 +1,2 @@</span>
 same
<span class="hl-deleted">-old</span>
<span class="hl-inserted">+new</span>"#,
    );
    code(
        "ts",
        r#"export async function adopt(id: string): Promise<void> {
  const n = `x ${id}`; /* why */
}"#,
        r#"<span class="hl-keyword">export async function</span> <span class="hl-function">adopt</span>(id: <span class="hl-type">string</span>): <span class="hl-type">Promise</span>&lt;<span class="hl-type">void</span>&gt; {
  <span class="hl-keyword">const</span> n = <span class="hl-string">`x</span> ${id}<span class="hl-string">`</span>; <span class="hl-comment">/* why */</span>
}"#,
    );
    code(
        "js",
        "const a = new Map(); return null;",
        r#"<span class="hl-keyword">const</span> a = <span class="hl-keyword">new</span> <span class="hl-type">Map</span>(); <span class="hl-keyword">return</span> <span class="hl-constant">null</span>;"#,
    );
    code(
        "tsx",
        r#"const App = () => <p className="x">{n}</p>;"#,
        r#"<span class="hl-keyword">const</span> <span class="hl-function">App</span> = () <span class="hl-keyword">=&gt;</span> &lt;<span class="hl-tag">p</span> <span class="hl-attribute">className</span>=<span class="hl-string">"x"</span>&gt;{n}&lt;/<span class="hl-tag">p</span>&gt;;"#,
    );
    code(
        "sql",
        "SELECT count(*) FROM messages WHERE id = 7 -- why",
        r#"<span class="hl-keyword">SELECT</span> <span class="hl-function">count</span>(<span class="hl-keyword">*</span>) <span class="hl-keyword">FROM</span> messages <span class="hl-keyword">WHERE</span> id = <span class="hl-number">7</span> <span class="hl-comment">-- why</span>"#,
    );
    code(
        "yaml",
        r#"key: value # why
list: [1, true]"#,
        r#"<span class="hl-tag">key</span>: <span class="hl-string">value</span> <span class="hl-comment"># why</span>
<span class="hl-tag">list</span>: [<span class="hl-number">1</span>, <span class="hl-constant">true</span>]"#,
    );
    code(
        "json",
        r#"{"a": [1, null, "b"]}"#,
        r#"{<span class="hl-string">"a"</span>: [<span class="hl-number">1</span>, <span class="hl-constant">null</span>, <span class="hl-string">"b"</span>]}"#,
    );
    code(
        "sh",
        r#"if [ -f "$x" ]; then echo hi; fi # why"#,
        r#"<span class="hl-keyword">if</span> <span class="hl-function">[</span> -f <span class="hl-string">"$x"</span> <span class="hl-function">]</span>; <span class="hl-keyword">then</span> <span class="hl-function">echo</span> hi; <span class="hl-keyword">fi</span> <span class="hl-comment"># why</span>"#,
    );
    code(
        "go",
        r#"func main() { x := 1 // why
}"#,
        r#"<span class="hl-keyword">func</span> <span class="hl-function">main</span>() { x := <span class="hl-number">1</span> <span class="hl-comment">// why</span>
}"#,
    );
    code(
        "python",
        r#"def f(x: int) -> str:
    return f"{x}"  # why"#,
        r#"<span class="hl-keyword">def</span> <span class="hl-function">f</span>(x: <span class="hl-type">int</span>) -&gt; <span class="hl-type">str</span>:
    <span class="hl-keyword">return f</span><span class="hl-string">"</span>{x}<span class="hl-string">"</span>  <span class="hl-comment"># why</span>"#,
    );
    code(
        "toml",
        r#"[package]
name = "x" # why
n = 1"#,
        r#"[<span class="hl-type">package</span>]
<span class="hl-tag">name</span> = <span class="hl-string">"x"</span> <span class="hl-comment"># why</span>
<span class="hl-tag">n</span> = <span class="hl-number">1</span>"#,
    );
    code(
        "html",
        r#"<a href="x">y</a>"#,
        r#"&lt;<span class="hl-tag">a</span> <span class="hl-attribute">href</span>=<span class="hl-string">"x"</span>&gt;y&lt;/<span class="hl-tag">a</span>&gt;"#,
    );
    code(
        "css",
        ".a { color: #fff; }",
        r#"<span class="hl-attribute">.a</span> { <span class="hl-attribute">color</span>: <span class="hl-constant">#fff</span>; }"#,
    );
    code(
        "java",
        "class A { int f() { return 1; } }",
        r#"<span class="hl-keyword">class</span> <span class="hl-type">A</span> { <span class="hl-keyword">int</span> <span class="hl-function">f</span>() { <span class="hl-keyword">return</span> <span class="hl-number">1</span>; } }"#,
    );
    code(
        "dockerfile",
        r#"FROM debian:12
RUN ls"#,
        r#"<span class="hl-keyword">FROM</span> debian:<span class="hl-type">12</span>
<span class="hl-keyword">RUN</span> ls"#,
    );
    code(
        "svelte",
        r#"<p class="x">{y}</p>"#,
        r#"&lt;<span class="hl-tag">p</span> <span class="hl-attribute">class</span>=<span class="hl-string">"x"</span>&gt;{y}&lt;/<span class="hl-tag">p</span>&gt;"#,
    );
}

#[test]
fn names_of_languages_are_forgiven() {
    for name in [
        "TypeScript",
        "typescript",
        "js {1,3}",
        "{.rust .numberLines}",
        "golang",
        "shell",
        "bash",
        "yml",
        "py",
        "JSONC",
        "postgres",
        "cpp",
        "c++",
        "patch",
    ] {
        let html = rendered(&format!("```{name}\n-return \"x\" + 1 -- 'y'\n```")).html;
        assert!(html.contains("hl-"), "{name}: {html}");
    }
    let odd = rendered("```<b>\nx\n```").html;
    assert_eq!(odd, "<pre class=\"code\" tabindex=\"0\"><code>x\n</code></pre>\n");
}
