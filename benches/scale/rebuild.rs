//! From files alone to search and catalog, with nothing kept from before.

use crate::{
    figures::Figures,
    ground::{Ground, size_of},
    process, product,
};
use std::{fs, time::Instant};

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let (mut times, mut cpus, mut closes) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ground.long_rounds() {
        let _ = fs::remove_dir_all(ground.user());
        let (began, cpu) = (Instant::now(), process::cpu());
        let app = product::open(ground);
        times.push(began.elapsed());
        cpus.extend(process::cpu().zip(cpu).map(|(after, before)| after - before));
        let began = Instant::now();
        app.close();
        closes.push(began.elapsed());
    }
    figures.set_quickest("rebuild", &times);
    figures.set_quickest("close", &closes);
    if let Some(least) = cpus.into_iter().reduce(f64::min) {
        figures.set("rebuild_cpu_s", least);
    }
    if let Some(peak) = process::peak() {
        figures.set("rebuild_peak_bytes", peak);
    }
    let index = size_of(&ground.index());
    figures.set("index_bytes", index as f64);
    figures.set("catalog_bytes", (size_of(&ground.user().join("cache")) - index) as f64);
    figures.set(
        "raw_bytes",
        ground.files().iter().filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum::<u64>() as f64,
    );
    figures.set("rebuild_segments", ground.segments() as f64);
    figures
}
