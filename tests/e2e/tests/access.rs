//! No screen keeps anybody out: axe-core on each of them, in both themes and at both sizes.

use catchbook_e2e::screens::{FIRST_RUN, LAST, SCREENS, open_sample};
use catchbook_e2e::{Setup, Window, violations};
use std::collections::BTreeMap;

#[test]
fn light_screens_are_open_to_everybody() {
    on_every_screen("light");
}

#[test]
fn dark_screens_are_open_to_everybody() {
    on_every_screen("dark");
}

fn on_every_screen(theme: &'static str) {
    let mut found = BTreeMap::new();
    let first = Window::open(&Setup::first_run().theme(theme));
    (FIRST_RUN.show)(&first);
    look(&first, FIRST_RUN.name, &mut found);
    drop(first);
    let window = open_sample(&Setup::sample().theme(theme));
    for size in [(1280, 800), (900, 600)] {
        window.resize(size.0, size.1);
        for screen in SCREENS {
            (screen.show)(&window);
            look(&window, &format!("{} at {}", screen.name, size.0), &mut found);
        }
    }
    for screen in LAST {
        (screen.show)(&window);
        look(&window, screen.name, &mut found);
    }
    let told = found.iter().map(|(violation, screens)| format!("{violation}\n    on {}", screens.join(", ")));
    assert!(found.is_empty(), "{theme}:\n{}", told.collect::<Vec<_>>().join("\n"));
}

/// One violation on ten screens is told once.
fn look(window: &Window, screen: &str, found: &mut BTreeMap<String, Vec<String>>) {
    window.until_still();
    let serious = violations(window).into_iter().filter(|it| matches!(it.impact.as_str(), "serious" | "critical"));
    for violation in serious {
        found.entry(violation.to_string()).or_default().push(screen.to_owned());
    }
}
