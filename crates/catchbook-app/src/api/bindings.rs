use super::{ApiError, Event, export_types};
use std::path::Path;
use ts_rs::{Config, TS};

/// A run of a single test must not leave half a file: all types are written elsewhere first.
#[test]
fn bindings() {
    let folder = tempfile::tempdir().unwrap();
    let to = Config::new().with_out_dir(folder.path());
    export_types(&to).unwrap();
    ApiError::export_all(&to).unwrap();
    Event::export_all(&to).unwrap();
    let made = std::fs::read_to_string(folder.path().join("bindings.ts")).unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/bindings.ts");
    if std::fs::read_to_string(&kept).ok().as_deref() == Some(&*made) {
        return;
    }
    std::fs::write(&kept, made).unwrap();
    panic!("{} had drifted; it was written anew, look at it and commit it", kept.display());
}
