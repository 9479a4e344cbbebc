use super::commits::at;
use super::link::short_form;
use crate::api::{ApiError, CommitChoices, CommitRow, FindCommits, NamedChange};
use crate::app::App;
use crate::book::Book;
use crate::clones::Choice;
use crate::wording::count;
use catchbook_record::{Change, Role};

/// Rows of one answer at most, whatever is asked.
const MOST: u32 = 200;

impl App {
    pub(crate) fn commit_choices(&self, request: &FindCommits) -> Result<CommitChoices, ApiError> {
        let book = self.book()?;
        let text = request.text.trim();
        let choices = book.clones.choose(text, request.limit.min(MOST) as usize);
        let note = match (choices.clones, choices.compared, choices.cut) {
            (0, _, _) => Some(
                "No clone is known on this machine. Name one in settings.toml: [[clone]] with name and path.".into(),
            ),
            (_, Some(compared), _) => {
                Some(format!("For the path, the files of {} were looked at.", count(compared, "commit", "commits")))
            }
            (_, None, true) => Some("Only the newest commits were looked at.".to_owned()),
            (_, None, false) => None,
        };
        Ok(CommitChoices { rows: choices.found.into_iter().map(row).collect(), named: named(&book, text), note })
    }
}

fn row(Choice { repo, entry }: Choice) -> CommitRow {
    let short = entry.id.get(..12).unwrap_or(&entry.id);
    CommitRow {
        target: repo.as_ref().map_or_else(|| short.to_owned(), |repo| format!("{repo}@{short}")),
        short: entry.id.get(..7).unwrap_or(&entry.id).to_owned(),
        at: at(&entry.at),
        title: entry.title,
        author: entry.author_name,
        commit: entry.id,
        repo,
    }
}

/// Words that are a commit's id, a number or an address; an ordinary word is none of these.
fn named(book: &Book, text: &str) -> Option<NamedChange> {
    let target = short_form(book, text).ok()?;
    let change = Change::read(&target, Role::Fixed)?;
    Some(NamedChange { title: book.clones.brief(&change).map(|commit| commit.title), target })
}
