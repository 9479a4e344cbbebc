//! The product at scale, beside its limit (read and parse) and beside what a person would pick instead: SQLite's FTS5
//! and ripgrep, on the same files, in the same run.
//!
//!     cargo bench --bench scale -- --records 100000
//!     cargo bench --bench scale -- search --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv
//!
//! Times differ from machine to machine, ratios hardly: the bars are ratios wherever they can be. Every measurement
//! is a process of its own, so that its memory is its own. Nothing here passes or fails; the table says what is met.

mod args;
mod figures;
mod find;
mod fts5;
mod ground;
mod limit;
mod one_shot;
mod process;
mod product;
mod rebuild;
mod relevance;
mod report;
mod rescan;
mod ripgrep;
mod save;
mod search;

use args::{Args, Task};
use figures::Figures;
use ground::Ground;

/// As in the programs that are measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A measurement's name and what it runs. The order is the order of a round.
const MEASURES: &[(&str, Measure)] = &[
    ("limit", limit::measure),
    ("rebuild", rebuild::measure),
    ("fts5-build", fts5::build),
    ("find", find::measure),
    ("fts5-find", fts5::find),
    ("ripgrep", ripgrep::measure),
    ("rescan", rescan::measure),
    ("save", save::measure),
    ("one-shot", one_shot::measure),
];

type Measure = fn(&Ground) -> Figures;

fn main() {
    let args = Args::read(std::env::args().skip(1));
    match &args.task {
        Task::One(name) => {
            let found = MEASURES.iter().find(|(known, _)| known == name);
            let (_, measure) = found.unwrap_or_else(|| panic!("no measurement is called {name}"));
            println!("{}", measure(&Ground::at(args.sizes[0], args.rounds)).to_json());
        }
        Task::Search => search::run(&args),
        Task::All => {
            let all = MEASURES.iter().map(|(name, _)| *name).filter(|name| *name != "one-shot");
            for size in &args.sizes {
                let ground = Ground::at(*size, args.rounds);
                report::report(&measured(&ground, all.clone()), &ground);
            }
        }
    }
}

/// Lays the ground and runs measurements on it, one after the other.
fn measured<'n>(ground: &Ground, names: impl Iterator<Item = &'n str>) -> Figures {
    ground.lay_out();
    names.map(|name| process::run(name, ground)).fold(Figures::default(), Figures::with)
}
