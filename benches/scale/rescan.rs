//! Looking at a vault in which nothing changed, beside the barest walk that asks for every file's time and size.

use crate::{figures::Figures, ground::Ground, product};
use std::{fs, hint::black_box, path::Path, time::Instant};

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let app = product::open(ground);
    let (mut walks, mut scans) = (Vec::new(), Vec::new());
    for _ in 0..ground.rounds.max(5) {
        let began = Instant::now();
        black_box(walk(&ground.vault()));
        walks.push(began.elapsed());
        let began = Instant::now();
        app.attend().expect("looks");
        scans.push(began.elapsed());
    }
    figures.set_quickest("walk_stat", &walks);
    figures.set_quickest("rescan", &scans);
    figures
}

fn walk(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let bytes = entries.map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => walk(&entry.path()),
        _ => entry.metadata().map_or(0, |meta| black_box(meta.modified()).map_or(0, |_| meta.len())),
    });
    bytes.sum()
}
