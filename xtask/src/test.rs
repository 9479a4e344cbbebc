use crate::packages::{self, Purpose};
use crate::shell::{Done, Trouble, step};
use crate::tally::Tally;
use crate::{cargo, fixtures, page};
use std::time::Instant;

/// Runs all tests: the page's, the Rust ones with the command line's transcripts, and those in the real window.
///
/// One that fails does not hide the others; the last line says how many there were.
pub fn test(names: &[&str]) -> Done {
    let start = Instant::now();
    packages::install(Purpose::Tests)?;
    page::install()?;
    page::build()?;
    fixtures::unpack()?;
    let mut tally =
        step("Tests of the page (vitest)", || page::test(names)).unwrap_or_else(not_run("the page's tests"));
    // The window is a program of its own: the tests that drive it want it built, not only checked.
    match cargo::build(cargo::Profile::Debug) {
        Ok(()) => {
            let rust = step("Tests of the app, the command line and the window (cargo test)", || cargo::test(names));
            tally += rust.unwrap_or_else(not_run("the Rust tests"));
        }
        Err(trouble) => tally += not_run("the Rust tests")(trouble),
    }
    println!("\nAll in {:.0} s.", start.elapsed().as_secs_f64());
    println!("{tally}");
    // The line above is the last one, whatever it says.
    if tally.is_good() { Ok(()) } else { Err(Trouble::tests_failed()) }
}

fn not_run(what: &str) -> impl FnOnce(Trouble) -> Tally {
    move |trouble| {
        eprintln!("{trouble}");
        Tally::default().ended(false, what)
    }
}
