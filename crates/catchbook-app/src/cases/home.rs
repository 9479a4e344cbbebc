use crate::api::{AgainList, AgainRow, ApiError, DraftList, DraftRow, DueList, DueRow, HomeView, RecentRow};
use crate::app::App;
use crate::book::Book;
use crate::show::{Needs, catch_weeks, completeness_view, stale_row};
use crate::wording::{count, days_between, short_day};
use catchbook_catalog::{ActionsDue, Again, Drafts, Row};
use catchbook_record::Kind;
use jiff::{Span, civil::Date};
use std::collections::HashMap;

/// Rows of one list at most.
const MOST: usize = 5;
/// Action items are shown so many days before they are due.
const AHEAD: i32 = 7;

impl App {
    pub(crate) fn home_view(&self) -> Result<HomeView, ApiError> {
        let book = self.book()?;
        let today = self.today();
        let ahead = today.saturating_add(Span::new().days(AHEAD));
        let mut changed = book.paths_with_changed_guards();
        changed.sort_unstable();
        let (again, due, drafts) = book.catalogs.read(|catalog| {
            let again = catalog.verify_again(book.review_every(), today, &changed, MOST)?;
            Ok((again, catalog.actions_due(today, ahead, MOST)?, catalog.drafts(MOST)?))
        })?;
        let needs = Needs { again: again.total, late: due.late, today: due.today, drafts: drafts.total };
        Ok(HomeView {
            day: today.strftime("%A, %-d %B").to_string(),
            sentence: needs.sentence(),
            // A folder that cannot be read hides nothing else.
            kept: self.kept_rows(&book).unwrap_or_default(),
            again: again_list(&book, &again, today)?,
            actions: due_list(&book, due, today)?,
            drafts: self.draft_list(&book, &drafts, today)?,
            weeks: catch_weeks(today, |first, end| book.catalogs.read(|catalog| catalog.catches_by_day(first, end)))?,
            recent: recent(&book, today)?,
        })
    }

    fn draft_list(&self, book: &Book, drafts: &Drafts, today: Date) -> Result<DraftList, ApiError> {
        let row = |row: Row| DraftRow {
            handle: row.handle().to_owned(),
            kind_label: row.kind.label().to_owned(),
            // A file that cannot be read is listed all the same.
            complete: book.read(&row.path).ok().and_then(|(_, read)| {
                let silenced = self.silenced(book, read.record.handle());
                Some(completeness_view(&read.record, &silenced)?.said)
            }),
            date: row.date.as_ref().map(|when| short_day(when.day, today)),
            title: row.title,
            path: row.path,
        };
        Ok(DraftList { total: drafts.total, rows: rows(book, &drafts.paths)?.into_iter().map(row).collect() })
    }
}

/// The same grounds as in the library, the weightiest first.
fn again_list(book: &Book, again: &Again, today: Date) -> Result<AgainList, ApiError> {
    let every = book.review_every();
    let row = |row: Row| {
        let mut grounds = book.changed_guards(&row.path);
        grounds.extend(stale_row(&row, every, today));
        let late = row.review_due(every).map_or(0, |due| days_between(due, today));
        AgainRow {
            handle: row.handle().to_owned(),
            reason: grounds.into_iter().next().unwrap_or_default(),
            late: (late > 0).then(|| days_late(late)),
            title: row.title,
            path: row.path,
        }
    };
    let rows = rows(book, &again.paths)?;
    Ok(AgainList { total: again.total, rows: rows.into_iter().map(row).collect() })
}

fn due_list(book: &Book, due: ActionsDue, today: Date) -> Result<DueList, ApiError> {
    let paths: Vec<String> = due.rows.iter().map(|action| action.path.clone()).collect();
    let handles: HashMap<String, String> =
        rows(book, &paths)?.into_iter().map(|row| (row.path.clone(), row.handle().to_owned())).collect();
    let rows = due.rows.into_iter().filter_map(|action| {
        let on = action.due?.day;
        let late = days_between(on, today);
        Some(DueRow {
            handle: handles.get(&action.path)?.clone(),
            path: action.path,
            line: action.line,
            words: catchbook_render::plain(&action.text),
            text: action.text,
            owner: action.owner.as_deref().map(|owner| book.name_of(owner)),
            when: when(on, late),
            late: late > 0,
        })
    });
    Ok(DueList { total: due.total, rows: rows.collect() })
}

fn when(on: Date, late: i64) -> String {
    match late {
        0 => "today".to_owned(),
        late if late > 0 => days_late(late),
        _ => on.strftime("%a %-d %b").to_string(),
    }
}

fn days_late(days: i64) -> String {
    count(usize::try_from(days).unwrap_or(usize::MAX), "day late", "days late")
}

fn recent(book: &Book, today: Date) -> Result<Vec<RecentRow>, ApiError> {
    let newest = book.catalogs.read(|catalog| catalog.newest(&[Kind::Catch, Kind::Incident], MOST))?;
    let row = |row: Row| RecentRow {
        handle: row.handle().to_owned(),
        kind: row.kind.to_string(),
        date: row.date.as_ref().map(|when| short_day(when.day, today)),
        severity: row.severity,
        all_green: row.gates_total > 0 && row.gates_green == row.gates_total,
        title: row.title,
        path: row.path,
    };
    Ok(rows(book, &newest)?.into_iter().map(row).collect())
}

fn rows(book: &Book, paths: &[String]) -> Result<Vec<Row>, ApiError> {
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    Ok(book.catalogs.read(|catalog| catalog.rows(&paths, |_| false))?)
}
