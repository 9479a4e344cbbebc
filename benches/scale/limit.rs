//! What nobody can be quicker than: reading and understanding every file, on one thread.

use crate::{figures::Figures, ground::Ground, process};
use std::{fs, hint::black_box, time::Instant};

pub fn measure(ground: &Ground) -> Figures {
    let files = ground.files();
    let mut figures = Figures::default();
    let (mut times, mut cpus) = (Vec::new(), Vec::new());
    for _ in 0..ground.long_rounds().max(2) {
        let (began, cpu) = (Instant::now(), process::cpu());
        for file in &files {
            let bytes = fs::read(file).expect("readable");
            black_box(catchbook_record::parse(&ground.path_of(file), &bytes));
        }
        times.push(began.elapsed());
        cpus.extend(process::cpu().zip(cpu).map(|(after, before)| after - before));
    }
    figures.set_quickest("limit", &times);
    if let Some(least) = cpus.into_iter().reduce(f64::min) {
        figures.set("limit_cpu_s", least);
    }
    figures
}
