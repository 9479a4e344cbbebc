//! Declares the one command, so that the page may call nothing that is not named here.

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&["call"]);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("The window's configuration is not right: {error:#}");
        std::process::exit(1);
    }
}
