//! From a saved field to the search that finds it, and the commit that follows in the background.

use crate::{figures::Figures, ground::Ground, product};
use catchbook_app::api::{Commands, FieldValue, SetFields};
use std::{fs, time::Instant};

const STEM: &str = "saved-by-the-benchmark";
/// Enough for merges to come and go many times.
const SAVES: u32 = 1_000;

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let file = ground.vault().join(format!("{STEM}.md"));
    fs::write(&file, "---\ntags: [before]\n---\n# Saved over and over\n\nOne paragraph.\n").expect("a file");
    let app = product::open(ground);
    let (mut finds, mut commits, mut both) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..SAVES {
        let word = format!("zqx{round}");
        let fields = vec![FieldValue { field: "tags".to_owned(), value: Some(word.clone()) }];
        let began = Instant::now();
        app.set_fields(SetFields { handle: STEM.to_owned(), fields }).expect("saves");
        let found = product::find(&app, &word, false).total;
        let until_found = began.elapsed();
        assert_eq!(found, 1, "a saved record is found at once");
        app.settle().expect("commits");
        let until_committed = began.elapsed();
        finds.push(until_found);
        commits.push(until_committed - until_found);
        both.push(until_committed);
    }
    figures.set_spread("save_found", finds);
    figures.set_spread("save_commit", commits);
    figures.set_spread("save_both", both);
    app.close();
    figures.set("save_segments", ground.segments() as f64);
    let _ = fs::remove_file(file);
    let app = product::open(ground);
    app.close();
    figures
}
