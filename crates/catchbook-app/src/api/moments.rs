use super::wire;

wire! {
    /// A point in time, ready to show: the wall clock is the one the author wrote.
    pub struct MomentView {
        /// As written in the file.
        pub text: String,
        /// "4 Jun 2026"
        pub date: String,
        /// "Thu"
        pub weekday: String,
        /// "09:40", when a time is known.
        pub time: Option<String>,
        /// "UTC" or "+02:00", when a time is known.
        pub zone: Option<String>,
        /// Milliseconds since 1970, for sorting.
        pub millis: f64,
    }
}
