//! What a person has without any index: `rg`, looking for one word of each query.

use crate::{figures::Figures, ground::Ground};
use catchbook_testkit::corpus;
use std::{process::Command, time::Instant};

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let mut times = Vec::new();
    for _ in 0..ground.long_rounds() {
        for query in corpus::queries() {
            let words = query.text.split(' ').filter(|word| !word.contains(':'));
            let word = words
                .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
                .max_by_key(|word| word.len())
                .unwrap_or("");
            let began = Instant::now();
            let ran =
                Command::new("rg").args(["--ignore-case", "--files-with-matches", word]).arg(ground.vault()).output();
            if ran.is_err() {
                eprintln!("ripgrep is not installed; its row stays empty.");
                return figures;
            }
            times.push(began.elapsed());
        }
    }
    figures.set_spread("ripgrep", times);
    figures
}
