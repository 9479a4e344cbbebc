//! `photograph one FILE` takes a picture of the sample vault's window; `photograph all DIR` of every screen, light
//! and dark, at both sizes. Started by `cargo xtask`, which has built what it needs.

use catchbook_e2e::screens::{FIRST_RUN, LAST, SCREENS, open_sample};
use catchbook_e2e::{Setup, Window};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const SIZES: [(u32, u32); 2] = [(1280, 800), (900, 600)];
const THEMES: [&str; 2] = ["light", "dark"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["one", file] => one(Path::new(file)),
        ["all", folder] => all(Path::new(folder)),
        _ => {
            eprintln!("photograph one FILE | photograph all DIR");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn one(file: &Path) {
    let window = open_sample(&Setup::sample());
    window.get("preview-title");
    window.photograph(file);
}

fn all(folder: &Path) {
    for theme in THEMES {
        let window = Window::open(&Setup::first_run().theme(theme));
        for size in SIZES {
            window.resize(size.0, size.1);
            (FIRST_RUN.show)(&window);
            window.photograph(&name(folder, FIRST_RUN.name, theme, size));
        }
        drop(window);
        let window = open_sample(&Setup::sample().theme(theme));
        for size in SIZES {
            window.resize(size.0, size.1);
            for screen in SCREENS {
                (screen.show)(&window);
                window.photograph(&name(folder, screen.name, theme, size));
            }
        }
        for size in SIZES {
            window.resize(size.0, size.1);
            for screen in LAST {
                (screen.show)(&window);
                window.photograph(&name(folder, screen.name, theme, size));
            }
        }
    }
}

fn name(folder: &Path, screen: &str, theme: &str, (width, _): (u32, u32)) -> PathBuf {
    folder.join(format!("{screen}-{width}-{theme}.png"))
}
