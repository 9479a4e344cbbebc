use crate::{
    figures::Figures,
    ground::{Ground, bench_folder},
};
use serde_json::{Value, json};
use std::fs;

/// A line of a table. The bars are those of the design's performance page and of the first release.
pub struct Line {
    pub what: &'static str,
    pub value: Option<f64>,
    pub unit: &'static str,
    /// The value is to stay at or below it; lines without one are there to compare with.
    pub bar: Option<f64>,
}

const MIB: f64 = 1_048_576.0;

pub fn line(what: &'static str, value: Option<f64>, unit: &'static str, bar: Option<f64>) -> Line {
    Line { what, value, unit, bar }
}

impl Figures {
    pub fn ratio(&self, one: &str, other: &str) -> Option<f64> {
        Some(self.get(one)? / self.get(other)?)
    }

    pub fn mib(&self, name: &str) -> Option<f64> {
        Some(self.get(name)? / MIB)
    }
}

fn lines(figures: &Figures) -> Vec<Line> {
    let get = |name: &str| figures.get(name);
    let ratio = |one: &str, other: &str| figures.ratio(one, other);
    let mib = |name: &str| figures.mib(name);
    vec![
        line("read and parse, one thread", get("limit_s"), "s", None),
        line("full rebuild", get("rebuild_s"), "s", None),
        line("full rebuild / read and parse", ratio("rebuild_s", "limit_s"), "×", Some(7.0)),
        line("  the same in processor time", ratio("rebuild_cpu_s", "limit_cpu_s"), "×", None),
        line("full rebuild / FTS5", ratio("rebuild_s", "fts5_build_s"), "×", Some(0.8)),
        line("peak memory of the rebuild", mib("rebuild_peak_bytes"), "MiB", Some(256.0)),
        line("closing after it", get("close_s"), "s", None),
        line("find, 20 snippets, p50", get("find_p50_ms"), "ms", Some(2.0)),
        line("find, 20 snippets, p95", get("find_p95_ms"), "ms", Some(5.0)),
        line("find, 20 snippets, p99", get("find_p99_ms"), "ms", Some(10.0)),
        line("FTS5, 20 snippets, p50", get("fts5_find_p50_ms"), "ms", None),
        line("FTS5, 20 snippets, p95", get("fts5_find_p95_ms"), "ms", None),
        line("find p95 / FTS5 p95", ratio("find_p95_ms", "fts5_find_p95_ms"), "×", Some(1.0 / 15.0)),
        line("ripgrep, one word, p50", get("ripgrep_p50_ms"), "ms", None),
        line("find p50 / ripgrep p50", ratio("find_p50_ms", "ripgrep_p50_ms"), "×", None),
        line("memory while querying, anonymous", mib("find_anonymous_bytes"), "MiB", Some(25.0)),
        line("open with a look at every file", get("start_s"), "s", None),
        line("first query after it", get("find_first_ms"), "ms", None),
        line("walk and stat", get("walk_stat_s"), "s", None),
        line("re-scan, nothing changed / walk and stat", ratio("rescan_s", "walk_stat_s"), "×", Some(1.8)),
        line("save to found, p50", get("save_found_p50_ms"), "ms", Some(25.0)),
        line("save to found, p95", get("save_found_p95_ms"), "ms", Some(60.0)),
        line("commit behind it, p50", get("save_commit_p50_ms"), "ms", None),
        line("commit behind it, p95", get("save_commit_p95_ms"), "ms", None),
        line("search index / files", ratio("index_bytes", "raw_bytes"), "×", Some(0.35)),
        line("catalog / files", ratio("catalog_bytes", "raw_bytes"), "×", None),
        line("FTS5 / files", ratio("fts5_bytes", "raw_bytes"), "×", None),
    ]
}

pub fn report(figures: &Figures, ground: &Ground) {
    let lines = lines(figures);
    println!("\n{} records, {:.0} MB\n", ground.records, figures.get("raw_bytes").unwrap_or(0.0) / 1e6);
    for line in &lines {
        let bar = line.bar.map_or(String::new(), |bar| format!("≤ {}", short(bar)));
        println!("{:<42} {:>12}   {bar:<8} {}", line.what, shown(line), verdict(line).unwrap_or(""));
    }
    write(
        "scale",
        &json!({
            "schema": "catchbook.bench-scale/1",
            "records": ground.records,
            "rounds": ground.rounds,
            "lines": lines.iter().map(as_json).collect::<Vec<_>>(),
            "figures": figures.to_json(),
        }),
    );
}

/// Writes a report for programs.
pub fn write(name: &str, document: &Value) {
    let file = bench_folder().join(format!("{name}.json"));
    fs::create_dir_all(bench_folder()).and_then(|()| fs::write(&file, format!("{document:#}\n"))).expect("the report");
    println!("\nWritten to {}", file.display());
}

pub fn as_json(line: &Line) -> Value {
    let met = verdict(line).map(|said| said == "met");
    json!({ "what": line.what.trim(), "value": line.value, "unit": line.unit, "bar": line.bar, "met": met })
}

pub fn shown(line: &Line) -> String {
    line.value.map_or("—".to_owned(), |value| format!("{value:.2} {}", line.unit))
}

pub fn verdict(line: &Line) -> Option<&'static str> {
    let (value, bar) = line.value.zip(line.bar)?;
    Some(if value <= bar { "met" } else { "missed" })
}

pub fn short(bar: f64) -> String {
    if bar < 1.0 { format!("{bar:.2}") } else { format!("{bar}") }
}
