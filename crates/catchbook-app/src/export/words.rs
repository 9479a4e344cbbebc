//! Moments and slugs as the page says them.

use crate::api::MomentView;

/// "Tue 2 Jun 2026, 14:12"
pub(crate) fn long(moment: &MomentView) -> String {
    with_time(format!("{} {}", moment.weekday, moment.date), moment)
}

/// "2 Jun, 14:12"; the time alone when the day is the one above.
pub(crate) fn short(moment: &MomentView, same_day: bool) -> String {
    match &moment.time {
        Some(time) if same_day => time.clone(),
        _ => {
            let day = moment.date.rsplit_once(' ').map_or(moment.date.as_str(), |(day, _)| day);
            with_time(day.to_owned(), moment)
        }
    }
}

fn with_time(day: String, moment: &MomentView) -> String {
    match &moment.time {
        Some(time) => format!("{day}, {time}"),
        None => day,
    }
}

/// The zone that all moments with a time share, if there is one.
pub(crate) fn shared_zone<'a>(moments: impl Iterator<Item = &'a MomentView>) -> Option<String> {
    let mut zones = moments.filter_map(|moment| moment.zone.as_ref());
    let first = zones.next()?;
    zones.all(|zone| zone == first).then(|| first.clone())
}

/// "did-not-run" becomes "Did not run".
pub(crate) fn spoken(slug: &str) -> String {
    let mut chars = slug.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect::<String>().replace('-', " "))
        .unwrap_or_default()
}
