//! Searching alone: how good it is, and how quick, large and small, at several sizes of a vault, beside others.

use crate::{
    args::Args,
    figures::Figures,
    fts5,
    ground::Ground,
    measured, relevance,
    report::{Line, as_json, line, short, shown, verdict, write},
};
use catchbook_testkit::corpus;
use serde_json::json;

const MEASURES: &[&str] = &["rebuild", "fts5-build", "find", "fts5-find", "ripgrep", "save"];
/// A vault that a process reads in a moment, so that 300 processes are done within one.
const ONE_SHOT_UP_TO: u64 = 2_000;

pub fn run(args: &Args) {
    let judged = args.judged.as_ref().map(relevance::measure);
    let sizes: Vec<(Ground, Figures)> = args.sizes.iter().map(|size| at(Ground::at(*size, args.rounds))).collect();
    if let Some(judged) = &judged {
        relevance::print(judged);
    }
    let growths = growths(&sizes);
    print(&sizes, &growths);
    let of_size = |(ground, figures): &(Ground, Figures)| {
        let lines: Vec<_> = lines(figures).iter().map(as_json).collect();
        json!({ "records": ground.records, "lines": lines, "figures": figures.to_json() })
    };
    write(
        "search",
        &json!({
            "schema": "catchbook.bench-search/1",
            "rounds": args.rounds,
            "relevance": judged.as_deref().map(relevance::to_json),
            "growth": growths.iter().map(as_json).collect::<Vec<_>>(),
            "sizes": sizes.iter().map(of_size).collect::<Vec<_>>(),
            "queries": corpus::queries().iter().map(|asked| asked.text).collect::<Vec<_>>(),
            "fts5": fts5::says(),
        }),
    );
}

fn at(ground: Ground) -> (Ground, Figures) {
    let one_shot = (ground.records <= ONE_SHOT_UP_TO).then_some("one-shot");
    let figures = measured(&ground, MEASURES.iter().copied().chain(one_shot));
    (ground, figures)
}

/// Ratios first: they are what holds on another machine.
fn lines(figures: &Figures) -> Vec<Line> {
    let get = |name: &str| figures.get(name);
    vec![
        line("find p95 / FTS5's", figures.ratio("find_p95_ms", "fts5_find_p95_ms"), "×", Some(1.0 / 15.0)),
        line("find p95 / FTS5's by rank", figures.ratio("find_p95_ms", "fts5_rank_p95_ms"), "×", None),
        line("find p50 / FTS5's", figures.ratio("find_p50_ms", "fts5_find_p50_ms"), "×", None),
        line("find p50 / ripgrep's", figures.ratio("find_p50_ms", "ripgrep_p50_ms"), "×", None),
        line("index / text", figures.ratio("index_bytes", "raw_bytes"), "×", Some(0.35)),
        line("FTS5's / text", figures.ratio("fts5_bytes", "raw_bytes"), "×", None),
        line("find, 20 snippets and facets, p50", get("find_p50_ms"), "ms", Some(2.0)),
        line("  p95", get("find_p95_ms"), "ms", Some(5.0)),
        line("  p99", get("find_p99_ms"), "ms", Some(10.0)),
        line("  in processor time, mean", get("find_cpu_ms"), "ms", None),
        line("FTS5, 20 snippets, p50", get("fts5_find_p50_ms"), "ms", None),
        line("  p95", get("fts5_find_p95_ms"), "ms", None),
        line("  p99", get("fts5_find_p99_ms"), "ms", None),
        line("FTS5 by rank, p50", get("fts5_rank_p50_ms"), "ms", None),
        line("  p95", get("fts5_rank_p95_ms"), "ms", None),
        line("  p99", get("fts5_rank_p99_ms"), "ms", None),
        line("ripgrep, one word, p50", get("ripgrep_p50_ms"), "ms", None),
        line("save to found, p50", get("save_found_p50_ms"), "ms", None),
        line("  p95", get("save_found_p95_ms"), "ms", None),
        line("save to found and committed, p50", get("save_both_p50_ms"), "ms", None),
        line("  p95", get("save_both_p95_ms"), "ms", Some(60.0)),
        line("anonymous memory while querying", figures.mib("find_anonymous_bytes"), "MiB", Some(25.0)),
        line("segments after filling", get("rebuild_segments"), "", None),
        line("  after 1,000 saves", get("save_segments"), "", Some(20.0)),
        line("  after 300 calls of the command line", get("one_shot_segments"), "", Some(20.0)),
    ]
}

/// How query times grow from the smallest to the largest vault: n times the records, n to this power times as long.
fn growths(sizes: &[(Ground, Figures)]) -> Vec<Line> {
    let growth = |name: &str| {
        let ((small, few), (large, many)) = (sizes.first()?, sizes.last()?);
        let grown = many.get(name)? / few.get(name)?;
        (large.records > small.records).then(|| grown.ln() / (large.records as f64 / small.records as f64).ln())
    };
    vec![
        line("growth of find p50, exponent", growth("find_p50_ms"), "", Some(0.5)),
        line("growth of find p95, exponent", growth("find_p95_ms"), "", Some(0.5)),
    ]
}

/// A column for each size; what is met is said of the last.
fn print(sizes: &[(Ground, Figures)], growths: &[Line]) {
    let queries: Vec<&str> = corpus::queries().iter().map(|asked| asked.text).collect();
    println!("\n{} queries, each in turn: {}", queries.len(), queries.join(" · "));
    println!("{}", fts5::says());
    let columns: Vec<Vec<Line>> = sizes.iter().map(|(_, figures)| lines(figures)).collect();
    let heads: String = sizes.iter().map(|(ground, _)| format!("{:>12}", ground.records)).collect();
    println!("\n{:<40}{heads}   bar\n", "records");
    for row in 0..columns.first().map_or(0, Vec::len) {
        let cells: Vec<&Line> = columns.iter().map(|column| &column[row]).collect();
        // What only the smallest is asked is judged there.
        let judged = cells.iter().rev().find(|cell| cell.value.is_some()).unwrap_or(&cells[0]);
        let shown: String = cells.iter().map(|cell| format!("{:>12}", shown(cell))).collect();
        println!("{:<40}{shown}   {}", cells[0].what, judgement(judged));
    }
    for growth in growths {
        println!("{:<40}{:>width$}   {}", growth.what, shown(growth), judgement(growth), width = 12 * sizes.len());
    }
}

fn judgement(line: &Line) -> String {
    line.bar.map_or(String::new(), |bar| format!("≤ {:<6} {}", short(bar), verdict(line).unwrap_or("")))
}
