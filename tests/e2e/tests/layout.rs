//! Nothing is cut off, from the smallest window to the largest.

use catchbook_e2e::screens::{SCREENS, open_sample};
use catchbook_e2e::{Setup, Window};

/// The last one is a window of 1920 × 1200 at 200 %.
const SIZES: [(u32, u32); 5] = [(900, 600), (1280, 800), (1600, 1000), (1920, 1200), (960, 600)];

#[test]
fn no_screen_scrolls_sideways_or_leaves_the_window() {
    let window = open_sample(&Setup::sample());
    let mut wide = Vec::new();
    for (width, height) in SIZES {
        window.resize(width, height);
        for screen in SCREENS {
            (screen.show)(&window);
            window.until_still();
            let outside = window.run(OUTSIDE);
            if outside != serde_json::json!([]) {
                wide.push(format!("{} at {width} × {height}: {outside}", screen.name));
            }
        }
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

/// What a person can use but not see whole: beyond the sides of the window or of its column.
const OUTSIDE: &str = "
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) return ['the page itself scrolls'];
    return [...document.querySelectorAll('button, a, input, h1, h2')].filter((e) => {
        const box = e.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) return false;
        const column = e.closest('main > div, main > section, main > aside')?.getBoundingClientRect();
        return box.left < -1 || box.right > Math.min(innerWidth, column?.right ?? innerWidth) + 1;
    }).map((e) => e.outerHTML.slice(0, 120));
";

#[test]
fn the_window_keeps_its_smallest_size() {
    let window = Window::open(&Setup::first_run());
    window.ask_size(500, 300);
    let size = window.run("return [innerWidth, innerHeight]");
    let (width, height) = (size[0].as_u64().unwrap(), size[1].as_u64().unwrap());
    assert!(width >= 900 && height >= 600, "{size}");
}
