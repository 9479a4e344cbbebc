use jiff::{Timestamp, civil};

/// A point in time as the author wrote it: a whole day, or an instant with its offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The text in the file.
    pub text: String,
    /// The day, in the offset that was written.
    pub date: civil::Date,
    /// The wall-clock time in the offset that was written; `None` when only a day was given.
    pub time: Option<civil::Time>,
    /// The instant; for a day alone, its start in UTC, so that moments can be sorted.
    pub instant: Timestamp,
    /// Minutes east of UTC, when a time was given.
    pub offset_minutes: Option<i16>,
}

impl Moment {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn millis(&self) -> i64 {
        self.instant.as_millisecond()
    }

    /// Whether the hour and minute are known.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }
}

/// A length of calendar time such as `6 months`, for review dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The text in the file.
    pub text: String,
    pub span: PeriodSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodSpan {
    Days(u32),
    Months(u32),
}
