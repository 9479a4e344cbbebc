use super::Surroundings;
use crate::api::GuardView;
use catchbook_record::{Change, Guard, Role};

/// Lines of guarded text that a page shows; a guard is a few lines, not a file.
const MOST_LINES: usize = 60;

pub(crate) fn guard_view(guard: &Guard, around: &Surroundings<'_>) -> GuardView {
    GuardView {
        repo: guard.repo.clone(),
        path: guard.path.clone(),
        symbol: guard.symbol.clone(),
        first_line: guard.lines.map(|(first, _)| first),
        lines: guard.text.iter().flat_map(|text| text.lines()).take(MOST_LINES).map(str::to_owned).collect(),
        why: guard.why.clone(),
        caption: caption(guard),
        url: file_url(guard, around),
    }
}

fn caption(guard: &Guard) -> String {
    let lines = match guard.lines {
        Some((first, last)) if first == last => format!("line {first}"),
        Some((first, last)) => format!("lines {first} to {last}"),
        None => guard.symbol.clone().unwrap_or_else(|| "the whole file".to_owned()),
    };
    match &guard.commit {
        Some(commit) => format!("{lines}, as of {}", commit.get(..7).unwrap_or(commit)),
        None => lines,
    }
}

/// Where the forge shows the commit that the guard was taken at.
fn file_url(guard: &Guard, around: &Surroundings<'_>) -> Option<String> {
    let commit = guard.commit.clone()?;
    let mut change = Change::new(Role::Guarded, guard.line);
    change.repo.clone_from(&guard.repo);
    change.commit = Some(commit);
    (around.change)(&change).commit_url
}
