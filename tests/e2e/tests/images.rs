//! Images of the vault are shown; what lies outside it is not served; what lies on another machine is asked for.

use catchbook_e2e::screens::{in_palette, open_library};
use catchbook_e2e::{Setup, Window};
use std::fs;

const NOTE: (&str, &str) = (
    "catches/2026-06-14-figure.md",
    "---\ntype: catch\n---\n# Figure\n\nThe first sentence.\n\n![a local figure](../attachments/dot.png)\n\n![from elsewhere](https://localhost:9/pixel.png)\n",
);

/// One black pixel.
const PNG: [u8; 67] = [
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0,
    1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn open() -> Window {
    let window = open_library(&Setup::files([NOTE]));
    let vault = window.folder().join("vault");
    fs::create_dir_all(vault.join("attachments")).unwrap();
    fs::write(vault.join("attachments/dot.png"), PNG).unwrap();
    fs::write(
        vault.join("attachments/script.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg'><script>window.top.ran=1</script></svg>",
    )
    .unwrap();
    fs::write(window.folder().join("outside.png"), PNG).unwrap();
    std::os::unix::fs::symlink(window.folder().join("outside.png"), vault.join("attachments/link.png")).unwrap();
    window.click("result-row");
    window
}

#[test]
fn an_image_of_the_vault_is_shown() {
    let window = open();
    window.click("open-record");
    window.until("the figure", |window| {
        (window.run("return document.querySelector('[data-testid=record] img')?.naturalWidth") == 1).then_some(())
    });
}

#[test]
fn nothing_but_images_inside_the_vault_is_served() {
    let window = open();
    assert_eq!(loads(&window, "attachments/dot.png"), "load");
    for path in [
        "../outside.png",
        "..%2foutside.png",
        "attachments/../../outside.png",
        "attachments/link.png",
        "catches/2026-06-14-figure.md",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "attachments/missing.png",
        "attachments/con.png",
        "attachments/dot.png%00.svg",
        "",
    ] {
        assert_eq!(loads(&window, path), "error", "{path}");
    }
    loads(&window, "attachments/script.svg");
    assert!(window.run("return window.ran ?? null").is_null(), "an image runs nothing");
}

#[test]
fn an_attachment_is_no_place_to_go() {
    let window = open();
    window.run("location.href = 'attachment://localhost/attachments/script.svg'");
    assert!(window.address().starts_with("tauri://localhost"), "{}", window.address());
}

#[test]
fn remote_images_wait_for_a_yes_in_this_vault() {
    let window = open();
    window.click("open-record");
    window.get("allow-images");
    assert_eq!(refused(&window).as_deref(), Some("img-src"), "before it was asked, the policy refuses");

    in_palette(&window, "load remote images");
    window.until("the page under its new policy", |window| {
        let asked =
            window.try_run("return [...document.images].some((image) => image.src.startsWith('https://localhost:9/'))");
        (asked? == true && refused(window)?.is_empty()).then_some(())
    });

    in_palette(&window, "stop loading remote images");
    window.until("the old policy", |window| (refused(window)? == "img-src").then_some(()));
}

/// Whether an image with this path in its address loads: `load` or `error`.
fn loads(window: &Window, path: &str) -> String {
    let script = format!(
        "return await new Promise((done) => {{
            const image = new Image();
            image.onload = () => done('load');
            image.onerror = () => done('error');
            image.src = 'attachment://localhost/' + {path:?};
        }})"
    );
    window.run(&script).as_str().unwrap_or_default().to_owned()
}

/// The directive that refuses an image of another machine, or nothing when the request is let go. Nobody listens
/// at that address. No answer while the page is loaded anew.
fn refused(window: &Window) -> Option<String> {
    let script = "
        return await new Promise((done) => {
            const image = new Image();
            document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
            image.onerror = () => setTimeout(() => done(''), 0);
            image.src = 'https://localhost:9/asked.png';
        })";
    window.try_run(script).map(|said| said.as_str().unwrap_or_default().to_owned())
}
