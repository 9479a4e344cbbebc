use crate::{figures::Figures, ground::Ground};
use std::{env, fs, process::Command};

/// Runs one measurement in a process of its own and reads its figures.
pub fn run(name: &str, ground: &Ground) -> Figures {
    eprintln!("Measuring {name} at {} records …", ground.records);
    let program = env::current_exe().expect("this program has a file");
    let words = ["--records", &ground.records.to_string(), "--rounds", &ground.rounds.to_string(), "--one", name];
    let output = Command::new(program).args(words).output().expect("this program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    Figures::from_json(text.trim()).unwrap_or_else(|| {
        eprintln!("{name} gave no figures.\n{}", String::from_utf8_lossy(&output.stderr));
        Figures::default()
    })
}

/// Most memory this process ever held, in bytes, where the system says so.
pub fn peak() -> Option<f64> {
    status("VmHWM:")
}

/// Memory of this process that no file backs, in bytes, where the system says so.
pub fn anonymous() -> Option<f64> {
    status("RssAnon:")
}

fn status(key: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024.0)
}

/// Processor time of this process and its threads, in seconds, where the system says so: unlike the time on the
/// wall it does not count what else the machine did.
pub fn cpu() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}
