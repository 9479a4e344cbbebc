use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Lines read of one export; an incident's channel is far shorter.
const MOST: usize = 5_000;
/// Characters kept of one message: an entry is a sentence, the chat has the rest.
const LONGEST: usize = 400;

/// A message of a chat, to be chosen for a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatLine {
    pub at: Timestamp,
    /// As the chat shows it; not part of the entry, which says what happened.
    pub who: Option<String>,
    /// On one line.
    pub text: String,
}

impl ChatLine {
    /// `- 2026-06-04T09:40Z first ticket`
    pub fn entry(&self) -> String {
        let at = Offset::UTC.to_datetime(self.at);
        format!("- {}Z {}", at.strftime("%Y-%m-%dT%H:%M"), self.text)
    }
}

const TIME: &str = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?\s?(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?";
const DATE: &str =
    r"(?:(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})[./](?P<c>\d{2,4}))";

/// `[09:41] ines: text`, `2026-06-04T09:41:12Z <ines> text`, `6/4/26, 9:41 AM - Ines Moreau: text`
static MESSAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^\[?(?:{DATE}(?:,?\s+|T))?{TIME}\]?(?:\s*[-–—]\s+|\s+)(?:<(?P<nick>[^>]{{1,60}})>\s*|(?P<who>[^:<>\[\]]{{1,60}}):\s+)(?P<text>\S.*)$"
    ))
    .ok()
});
/// `Ines Moreau  9:41 AM`, `Ines Moreau — 06/04/2026 9:41 AM`, `9:42`: the text follows in the next lines.
static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^(?:(?P<who>[^\d\s\[][^\[\]]{{0,59}}?)(?:\s+[-–—])?\s+)?\[?(?:{DATE}(?:,?\s+(?:at\s+)?|T))?{TIME}\]?$"
    ))
    .ok()
});

/// Reads a chat as it is copied or exported from the usual programs. Where a message has no date it is of `day`, or of
/// the day after once midnight has passed; where it has no zone, its clock is `offset_minutes` east of UTC. Lines before
/// the first time say nothing.
pub fn chat(export: &str, day: Date, offset_minutes: i16) -> Vec<ChatLine> {
    let (Some(message), Some(heading)) = (&*MESSAGE, &*HEADING) else { return Vec::new() };
    let mut clock = Clock { day, last: None, offset: minutes(offset_minutes).unwrap_or(Offset::UTC) };
    let mut found: Vec<ChatLine> = Vec::new();
    let mut who: Option<String> = None;
    for line in export.lines().take(MOST).map(str::trim) {
        if let Some((said, at)) = message.captures(line).and_then(|said| clock.read(&said).map(|at| (said, at))) {
            who = said.name("nick").or(said.name("who")).map(|name| name.as_str().trim().to_owned());
            found.push(ChatLine { at, who: who.clone(), text: String::new() });
            push(&mut found, &said["text"]);
        } else if let Some((said, at)) = heading.captures(line).and_then(|said| clock.read(&said).map(|at| (said, at)))
        {
            who = said.name("who").map(|name| name.as_str().trim().to_owned()).or(who);
            found.push(ChatLine { at, who: who.clone(), text: String::new() });
        } else {
            push(&mut found, line);
        }
    }
    found.retain(|line| !line.text.is_empty());
    found
}

/// Adds to the text of the last message.
fn push(found: &mut [ChatLine], words: &str) {
    let Some(last) = found.last_mut() else { return };
    for word in words.split_whitespace() {
        if last.text.chars().count() + word.chars().count() >= LONGEST {
            if !last.text.ends_with('…') {
                last.text.push_str(" …");
            }
            return;
        }
        if !last.text.is_empty() {
            last.text.push(' ');
        }
        last.text.push_str(word);
    }
}

/// The day and clock that messages without them are read by.
struct Clock {
    day: Date,
    last: Option<Time>,
    offset: Offset,
}

impl Clock {
    fn read(&mut self, said: &Captures<'_>) -> Option<Timestamp> {
        let number = |name: &str| said.name(name)?.as_str().parse::<i16>().ok();
        let hour = match (number("hour")?, said.name("half").map(|half| half.as_str().to_ascii_lowercase())) {
            (12, Some(half)) if half == "a" => 0,
            (hour @ 1..=11, Some(half)) if half == "p" => hour + 12,
            (hour, _) => hour,
        };
        let part = |n: i16| i8::try_from(n).ok();
        let second = number("second").unwrap_or(0);
        let time = Time::new(part(hour)?, part(number("minute")?)?, part(second)?, 0).ok()?;
        match date(said) {
            Some(date) => self.day = date,
            // 23:50, then 00:10: the night was crossed.
            None if self.last.is_some_and(|last| last.hour() - time.hour() > 12) => {
                self.day = self.day.checked_add(1.day()).ok()?;
            }
            None => {}
        }
        self.last = Some(time);
        let offset = said.name("zone").map_or(Some(self.offset), |zone| zone_of(zone.as_str()))?;
        offset.to_timestamp(DateTime::from_parts(self.day, time)).ok()
    }
}

fn date(said: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| said.name(name)?.as_str().parse::<i16>().ok();
    let (year, month, day) = match (number("year"), number("a"), number("b"), number("c")) {
        (Some(year), ..) => (year, number("month")?, number("day")?),
        (None, Some(a), Some(b), Some(c)) => {
            // `4.6.26` puts the day first. With a stroke the month comes first where the clock has halves, as in the
            // United States, unless there is no such month.
            let month_first = &said["mark"] == "/" && said.name("half").is_some() && a <= 12 || b > 12;
            let (month, day) = if month_first { (a, b) } else { (b, a) };
            (if c < 100 { 2000 + c } else { c }, month, day)
        }
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn zone_of(zone: &str) -> Option<Offset> {
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return Some(Offset::UTC),
    };
    let digits: i16 = digits.replace(':', "").parse().ok()?;
    minutes(sign * (digits / 100 * 60 + digits % 100))
}

fn minutes(east: i16) -> Option<Offset> {
    Offset::from_seconds(i32::from(east) * 60).ok()
}
