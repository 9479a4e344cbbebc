use std::fs::File;
use std::io;
use std::path::Path;

/// Makes every file of a folder, and their names, outlive a power cut. The index is written without that, which makes
/// a commit quick; it is made up for once, at an orderly end.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        match File::open(&path).and_then(|file| file.sync_all()) {
            // A merge took it away meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            synced => synced?,
        }
    }
    File::open(folder)?.sync_all()
}
