use crate::support::Bench;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A repository whose commits are a day apart, beside the vault.
struct History {
    root: PathBuf,
    days: u32,
}

impl History {
    fn new(bench: &Bench) -> Self {
        let history = Self { root: bench.vault().join("clone"), days: 0 };
        std::fs::create_dir_all(&history.root).expect("a folder");
        git(&history.root, &["init", "-q", "-b", "main"], 0);
        history
    }

    /// Commits this text of `src/queue.c` and returns the id.
    fn commit(&mut self, text: &str, message: &str) -> String {
        self.days += 1;
        std::fs::create_dir_all(self.root.join("src")).expect("a folder");
        std::fs::write(self.root.join("src/queue.c"), text).expect("a file");
        git(&self.root, &["add", "-A"], self.days);
        git(&self.root, &["commit", "-q", "-m", message], self.days);
        git(&self.root, &["rev-parse", "HEAD"], self.days)
    }
}

fn git(root: &Path, arguments: &[&str], day: u32) -> String {
    let when = format!("{} +0000", 1_700_000_000 + u64::from(day) * 86_400);
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["-c", "user.name=Ines", "-c", "user.email=ines@example.org"]).args(arguments);
    command.env("GIT_AUTHOR_DATE", &when).env("GIT_COMMITTER_DATE", &when).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.env("GIT_CONFIG_SYSTEM", "/dev/null").stdin(Stdio::null()).output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn lines(file: &Path, all: &[serde_json::Value]) -> String {
    let mut out = std::fs::File::create(file).expect("a file");
    all.iter().for_each(|line| writeln!(out, "{line}").expect("a line"));
    file.display().to_string()
}

#[test]
fn the_check_is_measured_on_a_history() {
    let bench = Bench::new();
    let mut history = History::new(&bench);
    let body = |guard: &str| format!("int take(queue *q)\n{{\n{guard}\treturn pop_entry(q);\n}}\n");
    let cause = history.commit(&body(""), "Add a queue");
    let fix = history.commit(
        &body("\tif (queue_is_empty(q))\n\t\treturn NOTHING_THERE;\n"),
        "Fix: an empty queue ended the program",
    );
    let query = history.commit(&body(""), "Take the entry at once");
    let at = |name: &str| bench.vault().join(name);
    let relevant = json!([{ "fix": fix, "gap_days": 120, "same_file": true }]);
    let catches = lines(&at("catches.jsonl"), &[json!({ "fix": fix, "severity": "major" })]);
    let gold = lines(
        &at("gold.jsonl"),
        &[
            json!({ "set": "cited", "query": query, "relevant": relevant }),
            json!({ "set": "ordinary", "query": cause }),
            json!({ "set": "ordinary", "query": "0123456789012345678901234567890123456789" }),
        ],
    );
    let causes = lines(&at("cause.jsonl"), &[json!({ "fix": fix, "cause": [cause] })]);
    let repo = history.root.display().to_string();
    let ask = ["eval", "--repo", &repo, "--gold", &gold, "--catches", &catches, "--cause", &causes];

    let answer = bench.json(&ask);
    assert_eq!(answer["schema"], "catchbook.eval/1");
    let old = &answer["cited_older_than_90_days"];
    assert_eq!(
        (&old["n"], &old["hit@1"], &old["as_shown"]["hit@1"]),
        (&json!(1), &json!(1.0), &json!(1.0)),
        "{answer}"
    );
    assert_eq!(answer["not_here"], json!(1), "a commit of another repository is counted, and no failure");
    assert_eq!(answer["suggest_cause"], json!({ "n": 1, "hit@1": 1.0, "hit@5": 1.0 }));
    assert_eq!(answer["noise_whole_book"]["l2_up"], json!(0.0), "the first change has no past");

    let told = bench.run(&ask);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    assert!(told.stdout.contains("cited, older than 90 days    100.0 %"), "{}", told.stdout);
}

#[test]
fn a_history_that_is_not_there_is_said_in_a_sentence() {
    let bench = Bench::new();
    bench.write("empty.jsonl", "");
    let file = bench.vault().join("empty.jsonl").display().to_string();
    let nowhere = bench.vault().display().to_string();
    let refused = bench.run(&["eval", "--repo", &nowhere, "--gold", &file, "--catches", &file]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("is not a git repository"), "{}", refused.stderr);
    let nothing = bench.run(&["eval"]);
    assert_eq!(nothing.code, Some(2));
    assert!(nothing.stderr.contains("nothing to measure is named"), "{}", nothing.stderr);
    let half = bench.run(&["eval", "--repo", &nowhere]);
    assert_eq!(half.code, Some(2));
    assert!(half.stderr.contains("--catches <FILE>"), "{}", half.stderr);
}
