use super::{RecordRef, wire};

wire! {
    /// What is near a record without being linked to it.
    pub struct Neighbours {
        /// Of the record that was asked about.
        pub handle: String,
        /// The likest first.
        pub similar: Vec<SimilarRecord>,
        /// Records whose text names this one without a link, each with its sentence.
        pub mentions: Vec<RecordRef>,
    }

    pub struct SimilarRecord {
        pub handle: String,
        pub kind: String,
        pub title: String,
        /// "Same class: state-lost", "Both speak of redirect, stream": what both have, at least one.
        pub why: Vec<String>,
    }

    /// A person's word on whether two records that look alike are.
    pub struct SetDissimilar {
        /// The record that keeps it.
        pub handle: String,
        pub other: String,
        pub dissimilar: bool,
    }
}
