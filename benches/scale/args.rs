use std::path::PathBuf;

/// What the command line asked for.
#[derive(Debug, Clone)]
pub struct Args {
    /// How many records the vaults have.
    pub sizes: Vec<u64>,
    /// Rounds of what takes milliseconds; what takes seconds runs once at 50,000 records and more.
    pub rounds: u32,
    pub task: Task,
    /// The files of a judged collection: documents, queries and judgements.
    pub judged: Option<[PathBuf; 3]>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    All,
    /// Searching alone, at several sizes.
    Search,
    /// One measurement, in this process: how the program calls itself.
    One(String),
}

impl Args {
    /// Words that are not known are left alone: `cargo bench` adds its own.
    pub fn read(words: impl Iterator<Item = String>) -> Args {
        let (mut sizes, mut rounds, mut task) = (None, 5, Task::All);
        let mut judged: [Option<PathBuf>; 3] = Default::default();
        let mut words = words;
        while let Some(word) = words.next() {
            match word.as_str() {
                "search" => task = Task::Search,
                "--records" => sizes = Some(numbers(&word, words.next())),
                "--rounds" => rounds = numbers(&word, words.next())[0].clamp(1, 1_000) as u32,
                "--one" => task = Task::One(words.next().unwrap_or_default()),
                "--corpus" => judged[0] = words.next().map(PathBuf::from),
                "--queries" => judged[1] = words.next().map(PathBuf::from),
                "--qrels" => judged[2] = words.next().map(PathBuf::from),
                _ => {}
            }
        }
        let usual = if task == Task::Search { vec![1_000, 14_000, 100_000] } else { vec![100_000] };
        Args { sizes: sizes.unwrap_or(usual), rounds, task, judged: all(judged) }
    }
}

fn all(judged: [Option<PathBuf>; 3]) -> Option<[PathBuf; 3]> {
    match judged {
        [Some(corpus), Some(queries), Some(judgements)] => Some([corpus, queries, judgements]),
        [None, None, None] => None,
        _ => panic!("--corpus, --queries and --qrels belong together"),
    }
}

/// One number, or several between commas.
fn numbers(word: &str, value: Option<String>) -> Vec<u64> {
    let value = value.unwrap_or_default();
    let number = |part: &str| part.parse().unwrap_or_else(|_| panic!("{word} takes a number, not {part:?}"));
    value.split(',').map(number).collect()
}
