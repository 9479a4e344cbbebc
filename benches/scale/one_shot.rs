//! The command line, called again and again: each call is a process that opens the index, writes and ends.

use crate::{figures::Figures, ground::Ground};
use std::{fs, process::Command, time::Instant};

const STEM: &str = "written-by-the-benchmark";
const CALLS: u32 = 300;

pub fn measure(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let file = ground.vault().join(format!("{STEM}.md"));
    fs::write(&file, "# Written over and over\n\nOne paragraph.\n").expect("a file");
    let mut times = Vec::new();
    for call in 0..CALLS {
        let began = Instant::now();
        let ran = Command::new(env!("CARGO_BIN_EXE_catchbook"))
            .arg("--profile")
            .arg(ground.user())
            .arg("--vault")
            .arg(ground.vault())
            .args(["set", STEM, &format!("tags=zqy{call}")])
            .output()
            .expect("the command line runs");
        times.push(began.elapsed());
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
    figures.set_spread("one_shot", times);
    figures.set("one_shot_segments", ground.segments() as f64);
    let _ = fs::remove_file(file);
    figures
}
