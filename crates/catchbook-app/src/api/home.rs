use super::wire;

wire! {
    /// What needs a person today, and what was found lately. Every list is short and says how many there are.
    pub struct HomeView {
        /// "Saturday, 21 November"
        pub day: String,
        /// What needs a person most, in one sentence.
        pub sentence: String,
        /// Text that was typed and never saved, the latest first.
        pub kept: Vec<KeptRow>,
        pub again: AgainList,
        pub actions: DueList,
        pub drafts: DraftList,
        pub weeks: CatchWeeks,
        /// The last catches and incidents, newest first.
        pub recent: Vec<RecentRow>,
    }

    pub struct KeptRow {
        pub handle: String,
        pub path: String,
        pub title: String,
        /// "21 Nov, 09:41"
        pub at: String,
        /// Its file is not there any more.
        pub gone: bool,
    }

    /// Guidance that was verified once and has outlived it.
    pub struct AgainList {
        pub total: u32,
        pub rows: Vec<AgainRow>,
    }

    pub struct AgainRow {
        pub handle: String,
        pub path: String,
        pub title: String,
        /// "Not verified since its review date, 22 Sep 2026"
        pub reason: String,
        /// "60 days late", when its review date has passed.
        pub late: Option<String>,
    }

    /// Open action items that are due within a week, or were.
    pub struct DueList {
        pub total: u32,
        pub rows: Vec<DueRow>,
    }

    pub struct DueRow {
        /// The record's id, else its stem.
        pub handle: String,
        pub path: String,
        /// 1-based line in the record's file.
        pub line: u32,
        /// Markdown, as `tick_action` takes it.
        pub text: String,
        /// The same words without marks.
        pub words: String,
        pub owner: Option<String>,
        /// "6 days late", "today" or "Fri 17 Jul"
        pub when: String,
        pub late: bool,
    }

    pub struct DraftList {
        pub total: u32,
        pub rows: Vec<DraftRow>,
    }

    pub struct DraftRow {
        pub handle: String,
        pub path: String,
        pub title: String,
        pub kind_label: String,
        /// "4 of 7"; nothing for a type that is complete as it is.
        pub complete: Option<String>,
        /// "20 Nov"
        pub date: Option<String>,
    }

    pub struct CatchWeeks {
        /// From the oldest to this one.
        pub weeks: Vec<CatchWeek>,
        pub total: u32,
        /// What the weeks say, in one sentence.
        pub caption: String,
    }

    pub struct CatchWeek {
        /// Its Monday: "16 Nov"
        pub monday: String,
        pub catches: u32,
        /// Of those, how many were found while every gate that was recorded had passed.
        pub all_green: u32,
    }

    pub struct RecentRow {
        pub handle: String,
        pub path: String,
        pub title: String,
        pub kind: String,
        /// "14 Jul"
        pub date: Option<String>,
        pub severity: Option<u8>,
        /// Every gate that was recorded had passed.
        pub all_green: bool,
    }

    /// Ticks an action item, or takes its tick back.
    pub struct TickAction {
        pub handle: String,
        /// Where the item stood when it was shown.
        pub line: u32,
        /// The item's text as it was shown: Markdown, without its marks.
        pub text: String,
        pub done: bool,
    }
}
