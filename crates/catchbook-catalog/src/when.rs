use catchbook_record::Moment;
use jiff::civil::Date;
use rusqlite::Row as SqlRow;

/// A moment as a list shows it: what the author wrote, its day, and a number to sort by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The text in the file.
    pub text: String,
    /// The day, in the offset that was written.
    pub day: Date,
    /// Milliseconds since 1970-01-01T00:00Z; for a day alone, its start in UTC.
    pub millis: i64,
}

impl When {
    /// Reads `text, millis` from two neighbouring columns, the first of them at `at`. The day is kept in the
    /// text column as `YYYY-MM-DD` alone, or as `YYYY-MM-DD|` and the author's text when that differs.
    pub(crate) fn read(row: &SqlRow<'_>, at: usize) -> rusqlite::Result<Option<When>> {
        let (Some(stored), Some(millis)) = (row.get::<_, Option<String>>(at)?, row.get(at + 1)?) else {
            return Ok(None);
        };
        let (day, text) = stored.split_once('|').unwrap_or((&stored, &stored));
        Ok(day.parse().ok().map(|day| When { text: text.to_owned(), day, millis }))
    }

    /// The text column that [`When::read`] understands.
    pub(crate) fn stored(moment: &Moment) -> String {
        let day = moment.date.to_string();
        if day == moment.text { day } else { format!("{day}|{}", crate::schema::clip(&moment.text, 80)) }
    }
}
