//! Queries with 20 snippets, in a process that has just started.

use crate::{figures::Figures, ground::Ground, process, product};
use catchbook_testkit::corpus;
use std::{hint::black_box, time::Instant};

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let began = Instant::now();
    let app = product::open(ground);
    figures.set("start_s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    black_box(product::find(&app, corpus::queries()[0].1));
    figures.set("find_first_ms", began.elapsed().as_secs_f64() * 1_000.0);

    let (mut times, mut hits) = (Vec::new(), 0);
    for _ in 0..ground.rounds.max(5) * 4 {
        for (_, query) in corpus::queries() {
            let began = Instant::now();
            hits += black_box(product::find(&app, query)).rows.len();
            times.push(began.elapsed());
        }
    }
    figures.set_spread("find", times);
    figures.set("find_hits", hits as f64);
    if let Some(bytes) = process::anonymous() {
        figures.set("find_anonymous_bytes", bytes);
    }
    figures
}
