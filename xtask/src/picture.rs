//! Pictures of the real window, and how it keeps up with a person's keys, by the programs that the tests are made of.

use crate::cargo::{self, Profile};
use crate::packages::Purpose;
use crate::shell::{Done, Trouble, root, run, step};
use crate::{fixtures, packages, page};
use std::path::Path;
use std::process::Command;

/// Opens the window under Xvfb, waits until the sample vault is shown, writes a picture, closes it.
pub fn one(out: &Path, profile: Profile) -> Done {
    step("The window, on a display that nobody sees", || {
        run(Command::new(cargo::binary("photograph", profile)).arg("one").arg(out))?;
        println!("   {}", out.display());
        Ok(())
    })
}

/// Every screen, light and dark, at both sizes.
pub fn every_screen() -> Done {
    build(Profile::Debug)?;
    let folder = root().join("target/screenshots");
    step("Every screen", || {
        run(Command::new(cargo::binary("photograph", Profile::Debug)).arg("all").arg(&folder))?;
        println!("   {}", folder.display());
        FOR_THE_README.iter().try_for_each(|(screen, name)| copy(&folder.join(screen), name))
    })
}

/// Keys in the editor.
pub fn typing() -> Done {
    keys("typing", "Keys in a record of 10,000 lines")
}

/// Keys in the query bar.
pub fn asking() -> Done {
    keys("asking", "Keys in a vault of 100,000 records")
}

/// Measured in the window as it is given to people: on two cores a debug build's own work, of rendering and keeping
/// copies, takes turns with every key.
fn keys(program: &str, what: &str) -> Done {
    build(Profile::Release)?;
    step(what, || run(&mut Command::new(cargo::binary(program, Profile::Release))))
}

/// The window and the programs that drive it.
fn build(profile: Profile) -> Done {
    packages::install(Purpose::Tests)?;
    page::install()?;
    page::build()?;
    fixtures::unpack()?;
    cargo::build(profile)
}

/// Which pictures the README shows, and their names in `docs/images`.
const FOR_THE_README: [(&str, &str); 3] = [
    ("library-1280-light.png", "library-light.png"),
    ("record-1280-light.png", "record-light.png"),
    ("palette-1280-dark.png", "palette-dark.png"),
];

fn copy(picture: &Path, name: &str) -> Done {
    let shown = root().join("docs/images");
    let copied = std::fs::create_dir_all(&shown).and_then(|()| std::fs::copy(picture, shown.join(name)));
    copied.map(drop).map_err(|error| Trouble::new(format!("{name} cannot be written to docs/images: {error}")))
}
