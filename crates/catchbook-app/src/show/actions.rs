use super::Surroundings;
use crate::api::ActionView;
use crate::wording::{count, days_between, short_day};
use catchbook_record::ActionItem;

pub(crate) fn action_view(item: &ActionItem, around: &Surroundings<'_>) -> ActionView {
    let late = match &item.due {
        Some(due) if !item.done => days_between(due.date, around.today),
        _ => 0,
    };
    ActionView {
        done: item.done,
        html: (around.inline)(&item.text),
        note: note(item, late, around),
        overdue: late > 0,
        kind: item.kind.map(|kind| kind.to_string()),
        ticket: item.ticket.clone(),
    }
}

/// "Tomas, done 18 Jun", "Priya, 6 days overdue", "Ines, due 31 Jul".
fn note(item: &ActionItem, late: i64, around: &Surroundings<'_>) -> Option<String> {
    let owner = item.owner.as_deref().map(around.name_of);
    let when = match (item.done, &item.done_on, &item.due) {
        (true, Some(on), _) => Some(format!("done {}", short_day(on.date, around.today))),
        (true, None, _) => Some("done".to_owned()),
        (false, _, Some(_)) if late > 0 => {
            Some(format!("{} overdue", count(usize::try_from(late).unwrap_or(usize::MAX), "day", "days")))
        }
        (false, _, Some(due)) => Some(format!("due {}", short_day(due.date, around.today))),
        (false, _, None) => None,
    };
    let parts: Vec<String> = owner.into_iter().chain(when).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
