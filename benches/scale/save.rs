//! From a saved field to the search that finds it, and the commit that follows in the background.

use crate::{figures::Figures, ground::Ground, product};
use catchbook_app::api::{Commands, FieldValue, SetFields};
use std::{fs, time::Instant};

const STEM: &str = "saved-by-the-benchmark";

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let file = ground.vault().join(format!("{STEM}.md"));
    fs::write(&file, "---\ntags: [before]\n---\n# Saved over and over\n\nOne paragraph.\n").expect("a file");
    let app = product::open(ground);
    let (mut finds, mut commits) = (Vec::new(), Vec::new());
    for round in 0..ground.rounds.max(5) * 8 {
        let word = format!("zqx{round}");
        let fields = vec![FieldValue { field: "tags".to_owned(), value: Some(word.clone()) }];
        let began = Instant::now();
        app.set_fields(SetFields { handle: STEM.to_owned(), fields }).expect("saves");
        let found = product::find(&app, &word).total;
        finds.push(began.elapsed());
        assert_eq!(found, 1, "a saved record is found at once");
        let began = Instant::now();
        app.settle().expect("commits");
        commits.push(began.elapsed());
    }
    figures.set_spread("save_found", finds);
    figures.set_spread("save_commit", commits);
    let _ = fs::remove_file(file);
    app.attend().expect("looks");
    figures
}
