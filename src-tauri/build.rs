//! Declares the one command, so that the page may call nothing that is not named here.

use std::path::Path;
use std::process::exit;

fn main() {
    println!("cargo::rerun-if-changed=../ui/dist");
    if !Path::new("../ui/dist/index.html").exists() {
        eprintln!("The window's page is not built: ui/dist/index.html is missing.");
        eprintln!("Run `cargo xtask run`, or `npm ci && npm run build` in ui.");
        exit(1);
    }
    let manifest = tauri_build::AppManifest::new().commands(&["call"]);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("The window's configuration is not right: {error:#}");
        exit(1);
    }
}
