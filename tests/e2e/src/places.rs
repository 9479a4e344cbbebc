use std::fs;
use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project's folder")
}

/// The window beside the program that asks: both are built into the same folder.
///
/// # Panics
/// When it was not built.
pub fn window_binary() -> PathBuf {
    let own = std::env::current_exe().expect("this program's path");
    let folders = own.ancestors().skip(1).take(2);
    let found = folders.map(|folder| folder.join("catchbook-window")).find(|binary| binary.is_file());
    found.expect("catchbook-window is not built; `cargo xtask test` builds it")
}

/// A copy of the sample vault that a test may change.
pub fn sample_copy(to: &Path) -> PathBuf {
    let vault = to.join("sample-data");
    copy(&root().join("sample-data"), &vault);
    vault
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    for entry in fs::read_dir(from).expect("the sample vault") {
        let entry = entry.expect("an entry of the sample vault");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("its type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy of the file");
        }
    }
}

/// Where `cargo xtask` unpacked the sample repository.
fn sample_clone() -> PathBuf {
    root().join("target/sample-repository/storefront-web")
}

/// Settings in `profile` that know the sample repository's clone, so that commits have titles and files.
///
/// # Panics
/// When the repository was not unpacked.
pub fn profile_with_clone(profile: &Path, theme: &str) {
    let clone = sample_clone();
    assert!(clone.join(".git").is_dir(), "the sample repository is not unpacked; `cargo xtask fixtures` does it");
    let settings = format!(
        "theme = {theme:?}\n\n[[clone]]\nname = \"storefront-web\"\npath = {:?}\n",
        clone.to_str().expect("a path in UTF-8")
    );
    let config = profile.join("config");
    fs::create_dir_all(&config).expect("a folder for the settings");
    fs::write(config.join("settings.toml"), settings).expect("the settings");
}
