use super::Surroundings;
use crate::api::VerifiedView;
use crate::wording::{ago, day};
use catchbook_catalog::Row;
use catchbook_record::{Period, PeriodSpan, Record, Status, due};
use jiff::civil::Date;

/// The block at the head of a record: what was walked by hand, when, by whom, and when it is due again.
pub(crate) fn verified_view(
    record: &Record,
    default: Option<&Period>,
    around: &Surroundings<'_>,
) -> Option<VerifiedView> {
    let verified = record.verified.as_ref()?;
    let on = verified.on.as_ref()?;
    let by = verified.by.iter().map(|handle| (around.name_of)(handle)).collect::<Vec<_>>().join(", ");
    let mut details = if by.is_empty() { day(on.date) } else { format!("{by}, {}", day(on.date)) };
    details.push('.');
    let due = due(record, default);
    if let Some(due) = due {
        let word = if due < around.today { "was due" } else { "due" };
        details.push_str(&format!(" Next check {word} {}.", day(due)));
    }
    Some(VerifiedView {
        headline: format!("Verified by hand {}", ago(on.date, around.today)),
        details,
        note: verified.note.clone(),
        overdue: due.is_some_and(|due| due < around.today),
    })
}

/// "Verified 41 days ago", for one line of a list.
pub(crate) fn verified_short(on: Date, today: Date) -> String {
    format!("Verified {}", ago(on, today))
}

/// The grounds of staleness that a line of the catalog knows.
pub(crate) fn stale_row(row: &Row, review_every: Option<PeriodSpan>, today: Date) -> Vec<String> {
    let by: Vec<String> = row.superseded_by.iter().cloned().collect();
    let status = row.superseded.then_some(Status::Superseded);
    let mut grounds = stale_grounds(row.review_due(review_every), status, &by, today);
    grounds.extend(row.leans_on.as_ref().map(|on| format!("Leans on {on}, which was superseded")));
    grounds
}

/// The grounds of staleness that need no clone: the review date passed, or something newer took its place.
pub(crate) fn stale_grounds(
    due: Option<Date>,
    status: Option<Status>,
    superseded_by: &[String],
    today: Date,
) -> Vec<String> {
    let mut grounds = Vec::new();
    if let Some(due) = due.filter(|due| *due < today) {
        grounds.push(format!("Not verified since its review date, {}", day(due)));
    }
    if let [first, ..] = superseded_by {
        grounds.push(format!("Superseded by {first}"));
    } else if status == Some(Status::Superseded) {
        grounds.push("Superseded".to_owned());
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_ground_is_named_with_its_evidence() {
        let today = date(2026, 7, 16);
        let grounds = stale_grounds(Some(date(2026, 7, 15)), None, &["G-7K3Q2".to_owned()], today);
        assert_eq!(grounds, ["Not verified since its review date, 15 Jul 2026", "Superseded by G-7K3Q2"]);
        assert!(stale_grounds(Some(today), None, &[], today).is_empty(), "due today is not late");
    }
}
