/// What the command line asked for.
#[derive(Debug, Clone)]
pub struct Args {
    pub records: u64,
    /// Rounds of what takes milliseconds; what takes seconds runs once at 50,000 records and more.
    pub rounds: u32,
    pub task: Task,
}

#[derive(Debug, Clone)]
pub enum Task {
    All,
    /// One measurement, in this process: how the program calls itself.
    One(String),
}

impl Args {
    /// Words that are not known are left alone: `cargo bench` adds its own.
    pub fn read(words: impl Iterator<Item = String>) -> Args {
        let mut args = Args { records: 100_000, rounds: 5, task: Task::All };
        let mut words = words;
        while let Some(word) = words.next() {
            match word.as_str() {
                "--records" => args.records = number(&word, words.next()),
                "--rounds" => args.rounds = number(&word, words.next()).clamp(1, 1_000) as u32,
                "--one" => args.task = Task::One(words.next().unwrap_or_default()),
                _ => {}
            }
        }
        args
    }
}

fn number(word: &str, value: Option<String>) -> u64 {
    let value = value.unwrap_or_default();
    value.parse().unwrap_or_else(|_| panic!("{word} takes a number, not {value:?}"))
}
