use crate::cli::{Collection, JudgedHistory};
use crate::output::{self, Failure, Outcome};
use catchbook_app::evaluation::history::{self, Hits, Noise, Report, Sets, Share};
use catchbook_app::evaluation::{self, Figures, Files};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::time::Instant;

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    queries: usize,
    #[serde(rename = "ndcg@10")]
    ndcg: f64,
    map: f64,
    mrr: f64,
    #[serde(rename = "recall@5")]
    recall: f64,
    elapsed_ms: f64,
}

pub(crate) fn search(files: &Collection, json: bool) -> Result<Outcome, Failure> {
    let began = Instant::now();
    let files = Files { corpus: &files.corpus, queries: &files.queries, judgements: &files.qrels };
    let collection = evaluation::Collection::read(files)?;
    let Figures { queries, ndcg_at_10, map, mrr, recall_at_5 } = evaluation::shipped(&collection)?;
    let elapsed_ms = began.elapsed().as_secs_f64() * 1e3;
    if json {
        output::json(&Document {
            schema: "catchbook.eval-search/1",
            queries,
            ndcg: ndcg_at_10,
            map,
            mrr,
            recall: recall_at_5,
            elapsed_ms,
        })?;
    } else {
        let documents = collection.documents.len();
        output::print(|out| {
            writeln!(out, "{documents} documents, {queries} judged queries, in {elapsed_ms:.0} ms")?;
            writeln!(out, "nDCG@10 {ndcg_at_10:.4}  MAP {map:.4}  MRR {mrr:.4}  recall@5 {recall_at_5:.4}")
        })?;
    }
    Ok(Outcome::Done)
}

pub(crate) fn history(files: &JudgedHistory, json: bool) -> Result<Outcome, Failure> {
    let began = Instant::now();
    let sets =
        Sets::read(history::Files { catches: &files.catches, gold: &files.gold, cause: files.cause.as_deref() })?;
    let mut progress = Progress::new();
    let report = history::measure(&files.repo, &sets, |done, of| progress.tell(done, of))?;
    drop(progress);
    let elapsed_ms = began.elapsed().as_secs_f64() * 1e3;
    if json {
        output::json(&document(&report, elapsed_ms))?;
    } else {
        output::print(|out| write(out, &report, elapsed_ms))?;
    }
    Ok(Outcome::Done)
}

fn document(report: &Report, elapsed_ms: f64) -> Value {
    let cited = &report.cited_older_than_90_days;
    let mut old = figures(&cited.all);
    old["as_shown"] = figures(&cited.as_shown);
    old["before_2023"] = figures(&cited.before_2023);
    old["since_2023"] = figures(&cited.since_2023);
    let noise = |noise: &Noise| {
        json!({ "book": noise.book, "n": noise.n, "l0_l1": noise.l0_l1.value(), "l2_up": noise.l2_up.value(),
            "intervals": { "l0_l1": noise.l0_l1.interval(), "l2_up": noise.l2_up.interval() } })
    };
    let cause = report
        .suggest_cause
        .as_ref()
        .map(|cause| json!({ "n": cause.n, "hit@1": cause.first.value(), "hit@5": cause.five.value() }));
    let (cross, again) = (&report.cross_file, &report.reanchor);
    json!({
        "schema": "catchbook.eval/1",
        "weights": report.weights,
        "catches": report.catches,
        "queries": report.queries,
        "not_here": report.not_here,
        "cited_older_than_90_days": old,
        "cited": figures(&report.cited),
        "same_function_recurs": figures(&report.same_function_recurs),
        "fix_lands_on_catch_lines": figures(&report.fix_lands_on_catch_lines),
        "cross_file": { "pairs": cross.pairs, "recall_5_plus_3": cross.recall_5_plus_3.value() },
        "noise": noise(&report.noise),
        "noise_whole_book": noise(&report.noise_whole_book),
        "suggest_cause": cause,
        "reanchor": { "n": again.n, "right": again.right.value(), "wrong": again.wrong.value(), "lost": again.lost.value() },
        "latency_ms": { "p50": report.latency_ms.p50, "p95": report.latency_ms.p95 },
        "elapsed_ms": elapsed_ms,
    })
}

/// Shares, with the 95 % intervals of those that have a bar.
fn figures(hits: &Hits) -> Value {
    let Hits { n, first, five, ten, mrr } = hits;
    json!({ "n": n, "hit@1": first.value(), "hit@5": five.value(), "hit@10": ten.value(), "mrr": mrr,
        "intervals": { "hit@1": first.interval(), "hit@5": five.interval() } })
}

pub(crate) fn nothing_named() -> Failure {
    Failure::Usage {
        message: "nothing to measure is named".to_owned(),
        hint: "A history: catchbook eval --repo DIR --gold FILE --catches FILE. The search: catchbook eval search --help",
    }
}

fn write(out: &mut dyn Write, report: &Report, elapsed_ms: f64) -> io::Result<()> {
    let Report { weights, catches, queries, .. } = report;
    writeln!(out, "weights {weights}: {queries} changes asked of {catches} catches, in {:.0} s", elapsed_ms / 1e3)?;
    if report.not_here > 0 {
        writeln!(out, "{} judged changes are not in the history of this clone", report.not_here)?;
    }
    writeln!(out, "\nThe right catch stands first, among five, among ten")?;
    let cited = &report.cited_older_than_90_days;
    hits(out, "cited, older than 90 days", &cited.all)?;
    hits(out, "  before 2023", &cited.before_2023)?;
    hits(out, "  since 2023", &cited.since_2023)?;
    hits(out, "  the first list as shown", &cited.as_shown)?;
    hits(out, "cited", &report.cited)?;
    hits(out, "same function recurs", &report.same_function_recurs)?;
    hits(out, "fix lands on catch lines", &report.fix_lands_on_catch_lines)?;
    let cross = &report.cross_file;
    writeln!(out, "{:28} {} of {} pairs", "other files, in 5 + 3", percent(cross.recall_5_plus_3), cross.pairs)?;
    writeln!(out, "\nSpeaks about ordinary changes")?;
    noise(out, &report.noise)?;
    noise(out, &report.noise_whole_book)?;
    if let Some(cause) = &report.suggest_cause {
        writeln!(out, "\nThe cause of a fix, of {}", cause.n)?;
        writeln!(out, "{:28} {}   among five {}", "first", percent(cause.first), percent(cause.five))?;
    }
    let again = &report.reanchor;
    writeln!(out, "\nGuards found again by their text, of {}", again.n)?;
    let (right, wrong, lost) = (percent(again.right), percent(again.wrong), percent(again.lost));
    writeln!(out, "{:28} {right}   elsewhere {wrong}   lost {lost}", "at their place")?;
    let latency = &report.latency_ms;
    writeln!(
        out,
        "\nA question takes {:.1} ms in the middle, {:.1} ms at the 95th percentile",
        latency.p50, latency.p95
    )
}

fn hits(out: &mut dyn Write, name: &str, hits: &Hits) -> io::Result<()> {
    let (first, five, ten) = (percent(hits.first), percent(hits.five), percent(hits.ten));
    writeln!(out, "{name:28} {first}   {five}   {ten}   of {}", hits.n)
}

fn noise(out: &mut dyn Write, noise: &Noise) -> io::Result<()> {
    let (top, any) = (percent(noise.l0_l1), percent(noise.l2_up));
    writeln!(out, "{:28} L0 and L1 {top}   L2 and up {any}   of {}", format!("{} catches", noise.book), noise.n)
}

/// `64.3 % (58–70)`: the share, and its 95 % interval.
fn percent(share: Share) -> String {
    let (low, high) = share.interval();
    format!("{:4.1} % ({:.0}–{:.0})", share.value() * 100.0, low * 100.0, high * 100.0)
}

/// One line on a terminal that says how far it is.
struct Progress {
    shown: bool,
    percent: usize,
}

impl Progress {
    fn new() -> Self {
        Self { shown: io::stderr().is_terminal(), percent: usize::MAX }
    }

    fn tell(&mut self, done: usize, of: usize) {
        let percent = done * 100 / of.max(1);
        if self.shown && percent != self.percent {
            self.percent = percent;
            let _ = write!(io::stderr(), "\rReplaying the history: {percent} %");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
