//! A vault is text that others wrote: titles, fields, file names and bodies that try to be more than that.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Setup, Window};

const PAYLOADS: &str = r##"
<script>window.ran = 'script'</script>

<img src=x onerror="window.ran='onerror'">

<svg onload="window.ran='svg'"><animate onbegin="window.ran='animate'" attributeName=x dur=1s></svg>

<iframe srcdoc="<script>parent.ran='srcdoc'</script>"></iframe>

<object data="javascript:window.ran='object'"></object>

<form action="javascript:window.ran='form'"><button id=go>go</button></form>

<style>body { display: none }</style>

<base href="https://localhost:9/">

<meta http-equiv="refresh" content="0; url=https://localhost:9/">

[a](javascript:window.ran='link')
[b](JaVaScRiPt:window.ran='case')
[c](java&#10;script:window.ran='newline')
[d](data:text/html,<script>parent.ran='data'</script>)
[e](vbscript:window.ran=1) [f](file:///etc/passwd) [g](ms-msdt:/id) [h](tauri://localhost/)
<javascript:window.ran='auto'>

![i](javascript:window.ran='image') ![j](x"onerror="window.ran='quote')

[k]: javascript:window.ran='reference'
[k] [^l]

[^l]: <b onmouseover="window.ran='footnote'">x</b>

| <i onclick="window.ran='cell'">x</i> |
| --- |
| <details open ontoggle="window.ran='toggle'">x</details> |

```<script>window.ran='fence'</script>
</code></pre><script>window.ran='code'</script>
```

> [!NOTE] <img src=x onerror="window.ran='callout'">
> x
"##;

fn hostile() -> Setup {
    let body = format!(
        "---\ntype: catch\nservices: ['<img src=x onerror=\"window.ran=1\">']\ntags: ['\"><script>window.ran=1</script>']\n\
         caught_by: '<svg onload=window.ran=1>'\nsymptoms: ['{{{{constructor.constructor(\"window.ran=1\")()}}}}']\n---\n\
         # <img src=x onerror=\"window.ran='title'\">Title {{@html 1}}\n{PAYLOADS}"
    );
    Setup::files([
        ("catches/2026-06-14-<img src=x onerror=window.ran=1>.md", body.as_str()),
        ("incidents/2026-06-15-deep.md", &format!("# Deep\n\n{}x\n", "> ".repeat(20_000))),
    ])
}

#[test]
fn hostile_text_is_shown_and_runs_nothing() {
    let window = open_library(&hostile());
    window.until_text("status-records", "2 records");
    window.fill("query-input", "title");
    window.until_text("result-row", "Title");
    window.click("result-row");
    window.until_text("preview-title", "Title {@html 1}");
    quiet(&window);
    window.click("open-record");
    window.until_text("record-title", "Title {@html 1}");
    // Whatever could be set off by a person is set off.
    window.run(
        "for (const e of document.querySelectorAll('[data-testid=record] *')) {
             for (const type of ['mouseover', 'focus', 'toggle', 'load', 'error', 'animationstart']) e.dispatchEvent(new Event(type, { bubbles: true }));
         }
         for (const e of document.querySelectorAll('[data-testid=record] a')) e.click();
         await new Promise(requestAnimationFrame);",
    );
    quiet(&window);
    assert!(window.address().starts_with("tauri://localhost"), "{}", window.address());
    assert_eq!(window.followed(), None, "nothing is followed unasked");
}

#[test]
fn deep_nesting_is_shown_at_once() {
    let window = open_library(&hostile());
    window.until_text("status-records", "2 records");
    window.fill("query-input", "deep");
    window.until_text("preview-title", "Deep");
}

#[test]
fn a_link_outside_is_shown_before_it_is_followed() {
    let note = (
        "catches/2026-06-14-link.md",
        "---\ntype: catch\n---\n# Link\n\nThe first sentence.\n\nRead [this](https://example.org/a?b=c).\n",
    );
    let window = open_library(&Setup::files([note]));
    window.click("result-row");
    window.click("open-record");
    window.click_css("[data-testid=record] .prose a");
    let shown = window.until_text("link-url", "https:");
    assert_eq!(shown, "https://example.org/a?b=c");
    assert_eq!(window.followed(), None, "not yet");
    window.click("link-open");
    assert_eq!(window.until("the browser", Window::followed), "https://example.org/a?b=c");
}

/// Nothing ran, and nothing that could run came into the page.
fn quiet(window: &Window) {
    assert!(window.run("return window.ran ?? null").is_null(), "{} ran", window.run("return window.ran"));
    let alive = window.run(
        "return [...document.querySelectorAll('script:not([src]), iframe, object, embed, base, form[action], meta[http-equiv], style')]
             .map((e) => e.outerHTML.slice(0, 80))
             .concat([...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]
                 .filter((a) => a.name.startsWith('on') || /^\\s*(javascript|data|vbscript):/i.test(a.value))
                 .map((a) => `${e.tagName} ${a.name}=${a.value}`)));",
    );
    assert_eq!(alive, serde_json::json!([]));
}
