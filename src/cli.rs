//! What can be typed. The help, the completions and the man page all come from these definitions.

use crate::output::Failure;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Keep incidents, catches and model errors as plain Markdown, and find them before the next change.
#[derive(Debug, Parser)]
#[command(name = "catchbook", version, disable_help_subcommand = true, propagate_version = true)]
#[command(after_help = "Example: catchbook find 'redirect service:checkout'\nThe query language: catchbook help query")]
pub(crate) struct Cli {
    /// The vault's folder; without it, the nearest folder upwards that holds a catchbook.toml
    #[arg(long, global = true, value_name = "DIR", env = "CATCHBOOK_VAULT", overrides_with = "vault")]
    pub(crate) vault: Option<PathBuf>,

    /// Answer with one JSON document
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Keep settings, trash and derived stores below DIR instead of in the home folder
    #[arg(long, global = true, value_name = "DIR", hide = true)]
    pub(crate) profile: Option<PathBuf>,

    /// Stop the process at a named step of a save, as a power cut would; STEP:N the Nth time that it comes there
    #[arg(long, global = true, value_name = "STEP", hide = true)]
    pub(crate) stop_at: Option<String>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// Reads the words of a command line. Help and the version are printed, and end the program.
    ///
    /// # Errors
    /// When the words do not fit, as a document if they ask for JSON; otherwise that too is printed here, with the
    /// usage, and ends the program.
    pub(crate) fn read(words: Vec<OsString>) -> Result<Self, Failure> {
        let wants_json = words.iter().any(|word| word == "--json");
        Self::try_parse_from(not_flags(words)).map_err(|error| {
            if !wants_json || !error.use_stderr() {
                error.exit();
            }
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            Failure::Usage {
                message: first.trim_start_matches("error: ").to_owned(),
                hint: "catchbook --help lists the commands; catchbook help COMMAND explains one.",
            }
        })
    }
}

/// In a query `-stream` means "not stream". Clap would take it for flags, so a query with such words moves behind a
/// `--`, with its words in their order.
fn not_flags(words: Vec<OsString>) -> Vec<OsString> {
    let is_find = words.iter().skip(1).any(|word| word == "find");
    let excludes = |word: &OsString| {
        let text = word.to_string_lossy();
        text.len() > 2 && text.starts_with('-') && !text.starts_with("--")
    };
    if !is_find || words.iter().any(|word| word == "--") || !words.iter().any(excludes) {
        return words;
    }
    let (mut flags, mut query) = (Vec::new(), Vec::new());
    let mut words = words.into_iter().peekable();
    let mut found = false;
    while let Some(word) = words.next() {
        let text = word.to_string_lossy().into_owned();
        if found && !text.starts_with("--") && text != "-h" && text != "-V" {
            query.push(word);
            continue;
        }
        found |= text == "find";
        flags.push(word);
        if takes_value(&text) {
            flags.extend(words.next());
        }
    }
    flags.push("--".into());
    flags.extend(query);
    flags
}

fn takes_value(flag: &str) -> bool {
    ["--vault", "--profile", "--stop-at", "--limit", "--sort", "--saved", "--save"].contains(&flag)
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a vault with settings, templates and three example records
    #[command(after_help = "Example: catchbook init ~/notes/catches")]
    Init {
        /// The folder, made when it is not there; without it, --vault or the current one
        dir: Option<PathBuf>,
    },
    /// Make a record from its template and print its path
    #[command(
        after_help = "Example: catchbook new catch 'Reply blank when a new chat gets its id' --field services=chat"
    )]
    New(New),
    /// Search the records; exit code 1 when nothing is found
    #[command(
        after_help = "Example: catchbook find 'redirect service:checkout -stream' --limit 5\nThe query language: catchbook help query"
    )]
    Find(Find),
    /// List the searches that are saved in the vault; exit code 1 when there are none
    #[command(
        after_help = "Example: catchbook searches\nEach is a file below searches/; catchbook find --saved retry asks it, and find QUERY --save NAME makes one."
    )]
    Searches,
    /// Show one record with its chain, links and backlinks
    #[command(after_help = "Example: catchbook show C-7K3Q2")]
    Show(Show),
    /// Open a record in $EDITOR
    #[command(after_help = "Example: EDITOR=vim catchbook edit C-7K3Q2")]
    Edit {
        /// Id, file name or alias
        id: String,
    },
    /// Change fields and leave every other byte as it is
    #[command(
        after_help = "Example: catchbook set C-7K3Q2 severity=sev2 services=chat,checkout\nAn empty value removes the field: catchbook set C-7K3Q2 luck="
    )]
    Set {
        /// Id, file name or alias
        id: String,
        /// FIELD=VALUE; a comma makes a list where the field is one
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Tie a record to a change or to another record
    #[command(after_help = "Example: catchbook link C-7K3Q2 --introduced a41f9c2 --fixed 'PR 2331'")]
    Link(Link),
    /// Write records as files for readers without the vault
    #[command(
        after_help = "Examples:\n  catchbook export pdf C-7K3Q2\n  catchbook export html C-7K3Q2 --public -o summary.html\n  catchbook export csv 'type:catch service:checkout' -o catches.csv\n\nWithout -o a file goes into the current folder, under the record's file name. Several records go into a folder,\nor into one file as csv or json. A file that is there is replaced with --force alone."
    )]
    Export(Export),
    /// Rename a record's file and mend every link to it
    #[command(after_help = "Example: catchbook rename C-7K3Q2 2026-06-14-reply-blank")]
    Rename {
        /// Id, file name or alias
        id: String,
        /// The new file name, without folder and .md
        new_stem: String,
    },
    /// Move a record to the trash
    #[command(after_help = "Example: catchbook delete C-7K3Q2")]
    Delete {
        /// Id, file name or alias
        id: String,
    },
    /// Bring a record back from the trash
    #[command(after_help = "Example: catchbook restore C-7K3Q2\nWithout an id, lists what is in the trash.")]
    Restore {
        /// The record's id or file name, or the trash's own number for it
        id: Option<String>,
    },
    /// List earlier states of a record, or make its file one of them again
    #[command(
        after_help = "Example: catchbook snapshots C-7K3Q2 --restore 3\nThey are kept outside the vault every few minutes of editing, before edits are joined, and before a restore."
    )]
    Snapshots {
        /// Id, file name or alias
        id: String,
        /// The state to bring back, by its number; the one before is kept as well
        #[arg(long, value_name = "N")]
        restore: Option<u32>,
    },
    /// List every problem with its file, line and mend; exit code 1 when there are any
    #[command(after_help = "Example: catchbook lint incidents")]
    Lint {
        /// Files or folders of the vault; all of it when left out
        paths: Vec<PathBuf>,
        /// Mend what needs no decision, such as an id that two records have
        #[arg(long)]
        fix: bool,
    },
    /// Build the search index and the catalog again from the files
    #[command(after_help = "Example: catchbook reindex --json")]
    Reindex,
    /// Measure how good the answers are: the check's on the history of a repository, the search's on a judged collection
    #[command(
        args_conflicts_with_subcommands = true,
        after_help = "Example: catchbook eval --repo DIR --gold gold.jsonl --catches catches.jsonl"
    )]
    Eval {
        #[command(subcommand)]
        what: Option<Measured>,
        #[command(flatten)]
        history: Option<JudgedHistory>,
    },
    /// Compare the derived stores with the files and report leftovers
    #[command(after_help = "Example: catchbook doctor")]
    Doctor,
    /// Print a completion script for a shell
    #[command(after_help = "Example: catchbook completions bash > /etc/bash_completion.d/catchbook")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the man page
    #[command(after_help = "Example: catchbook man | man -l -")]
    Man,
    /// Explain a topic or a command
    #[command(after_help = "Example: catchbook help query")]
    Help {
        /// `query`, or a command
        topic: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Measured {
    /// The search's ranking, in an index that is thrown away: nDCG@10, MAP, MRR and recall@5
    #[command(
        after_help = "Example: catchbook eval search --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv"
    )]
    Search(Collection),
}

/// A repository, and changes of it whose answers are known: one JSON object a line.
#[derive(Debug, Args)]
pub(crate) struct JudgedHistory {
    /// The repository; a bare one will do
    #[arg(long, value_name = "DIR", required = false, requires_all = ["gold", "catches"])]
    pub(crate) repo: PathBuf,
    /// Changes and the catches that mattered: {"set", "query", "relevant": [{"fix", "gap_days", "same_file"}]}
    #[arg(long, value_name = "FILE", required = false, requires = "repo")]
    pub(crate) gold: PathBuf,
    /// Commits that serve as catches: {"fix", "severity"}
    #[arg(long, value_name = "FILE", required = false, requires = "repo")]
    pub(crate) catches: PathBuf,
    /// Fixes and what their authors name as the cause: {"fix", "cause": [commit]}
    #[arg(long, value_name = "FILE", requires = "repo")]
    pub(crate) cause: Option<PathBuf>,
}

/// Files in the shapes of the BEIR benchmark.
#[derive(Debug, Args)]
pub(crate) struct Collection {
    /// Documents: one {"_id", "title", "text"} a line
    #[arg(long, value_name = "FILE")]
    pub(crate) corpus: PathBuf,
    /// Queries: one {"_id", "text"} a line
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: PathBuf,
    /// Judgements below a heading: query, document and grade between tabs
    #[arg(long, value_name = "FILE")]
    pub(crate) qrels: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// incident, catch, model-error, guide, property, reading-list or person
    #[arg(value_name = "TYPE")]
    pub(crate) kind: String,
    /// What went wrong, not what mended it
    pub(crate) title: Option<String>,
    /// A field of the new record; may be given more than once
    #[arg(long = "field", value_name = "KEY=VALUE")]
    pub(crate) fields: Vec<String>,
    /// The commit that introduced the defect, from a known clone
    #[arg(long, value_name = "SHA")]
    pub(crate) from_commit: Option<String>,
    /// Use the long template
    #[arg(long)]
    pub(crate) long: bool,
    /// Open the record in $EDITOR
    #[arg(long)]
    pub(crate) edit: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Find {
    /// Words, "phrases", -not and field:value; see `catchbook help query`
    pub(crate) query: Vec<String>,
    /// Records to list at most, 1 to 1000
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) limit: u32,
    /// What comes first; without it, what a saved search says, else relevance
    #[arg(long, value_enum)]
    pub(crate) sort: Option<Order>,
    /// Begin with a saved search, by its file name or its name; words narrow it
    #[arg(long, value_name = "NAME")]
    pub(crate) saved: Option<String>,
    /// Save the query under this name, as a new file of the vault
    #[arg(long, value_name = "NAME")]
    pub(crate) save: Option<String>,
    /// Count the matches by type, service, severity, gate and failure mode
    #[arg(long)]
    pub(crate) facets: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Order {
    Relevance,
    Date,
    Severity,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Id, file name or alias
    pub(crate) id: String,
    /// The body as HTML
    #[arg(long, conflicts_with = "raw")]
    pub(crate) html: bool,
    /// The file as it is
    #[arg(long)]
    pub(crate) raw: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// What the files are to be
    #[arg(value_enum, value_name = "KIND")]
    pub(crate) kind: Format,
    /// Ids, file names or aliases; anything else is a query
    #[arg(required = true, value_name = "ID…|QUERY")]
    pub(crate) wanted: Vec<String>,
    /// The file, or the folder for several; - for stdout
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// What can be told outside: summary, what happened, what is being done; no people, ids or links
    #[arg(long)]
    pub(crate) public: bool,
    /// Export records whose visibility is restricted too
    #[arg(long)]
    pub(crate) restricted: bool,
    /// Replace files that are there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Html,
    Pdf,
    Markdown,
    Csv,
    Json,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
pub(crate) struct Link {
    /// Id, file name or alias
    pub(crate) id: String,
    /// The change that introduced it: a commit, 'PR 123' or a forge's address; a ? at the end means suspected
    #[arg(long, value_name = "REF", group = "what")]
    pub(crate) introduced: Option<String>,
    /// The change that fixed it
    #[arg(long, value_name = "REF", group = "what")]
    pub(crate) fixed: Option<String>,
    /// The catch that ended this incident
    #[arg(long, value_name = "ID", group = "what")]
    pub(crate) caught_by: Option<String>,
    /// The incident that this catch ended
    #[arg(long, value_name = "ID", group = "what")]
    pub(crate) incident: Option<String>,
    /// Take the tie back instead
    #[arg(long)]
    pub(crate) remove: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(line: &str) -> (Vec<String>, u32) {
        let cli = Cli::read(line.split(' ').map(OsString::from).collect()).unwrap();
        match cli.command {
            Command::Find(find) => (find.query, find.limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn minus_words_belong_to_the_query_and_flags_do_not() {
        assert_eq!(query("catchbook find redirect -stream --limit 5"), (vec!["redirect".into(), "-stream".into()], 5));
        assert_eq!(query("catchbook --vault x find --limit 3 -a:b c"), (vec!["-a:b".into(), "c".into()], 3));
        assert_eq!(query("catchbook find --saved retry -stream"), (vec!["-stream".into()], 20));
        assert_eq!(query("catchbook find -- -h"), (vec!["-h".into()], 20));
    }

    #[test]
    fn the_definitions_hold_together() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
