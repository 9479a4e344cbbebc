//! Queries with 20 snippets and facets, in a process that has just started.

use crate::{figures::Figures, ground::Ground, process, product};
use catchbook_testkit::corpus::{self, Asked};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let queries = corpus::queries();
    let began = Instant::now();
    let app = product::open(ground);
    figures.set("start_s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    black_box(product::find(&app, queries[0].text, queries[0].typing));
    figures.set("find_first_ms", began.elapsed().as_secs_f64() * 1_000.0);

    let (mut hits, mut of_query) = (0, vec![Vec::new(); queries.len()]);
    let (rounds, cpu) = (ground.rounds.max(5) * 4, process::cpu());
    // All of them in turn, so that no answer is still kept when its query comes again.
    for _ in 0..rounds {
        for (query, times) in queries.iter().zip(&mut of_query) {
            let began = Instant::now();
            hits += black_box(product::find(&app, query.text, query.typing)).rows.len();
            times.push(began.elapsed());
        }
    }
    tell(&queries, &mut of_query);
    let times = of_query.concat();
    if let Some((after, before)) = process::cpu().zip(cpu) {
        figures.set("find_cpu_ms", (after - before) * 1_000.0 / times.len() as f64);
    }
    figures.set_spread("find", times);
    figures.set("find_hits", hits as f64 / f64::from(rounds));
    if let Some(bytes) = process::anonymous() {
        figures.set("find_anonymous_bytes", bytes);
    }
    figures
}

/// What each query takes at least and in the middle, for whoever runs this measurement alone and looks for the slow ones.
fn tell(queries: &[Asked], times: &mut [Vec<Duration>]) {
    for (query, times) in queries.iter().zip(times) {
        times.sort_unstable();
        let [least, middle] = [times[0], times[times.len() / 2]].map(|time| time.as_secs_f64() * 1_000.0);
        eprintln!("{least:>8.2} {middle:>8.2} ms  {}: {}", query.what, query.text);
    }
}
