use super::units::Units;
use crate::api::{AddEntries, ApiError, ChatMessage, ChatMessages, ReadChat, TextChange, TextChanges};
use crate::app::App;
use catchbook_record::edit::Splice;
use catchbook_record::timeline;
use jiff::tz::Offset;

impl App {
    pub(crate) fn timeline_sorted(text: &str) -> Result<TextChanges, ApiError> {
        let splice =
            timeline::sort(text).map_err(|reason| ApiError::bad(format!("The timeline stays as it is: {reason}")))?;
        Ok(TextChanges { changes: splice.map(|splice| change(text, splice)).into_iter().collect() })
    }

    pub(crate) fn entries_added(request: &AddEntries) -> TextChanges {
        let splice = timeline::add(&request.text, &request.entries);
        TextChanges { changes: vec![change(&request.text, splice)] }
    }

    pub(crate) fn chat_messages(request: &ReadChat) -> Result<ChatMessages, ApiError> {
        let day = request
            .day
            .parse()
            .map_err(|_| ApiError::bad(format!("{} is not a day", request.day)).hint("Write it as 2026-06-04."))?;
        let message = |line: timeline::ChatLine| ChatMessage {
            time: Offset::UTC.to_datetime(line.at).strftime("%H:%M").to_string(),
            entry: line.entry(),
            who: line.who,
            text: line.text,
        };
        let lines = timeline::chat(&request.chat, day, request.offset_minutes);
        Ok(ChatMessages { messages: lines.into_iter().map(message).collect() })
    }
}

fn change(text: &str, splice: Splice) -> TextChange {
    let mut units = Units::of(text);
    TextChange { from: units.at(splice.bytes.start), to: units.at(splice.bytes.end), insert: splice.text }
}
