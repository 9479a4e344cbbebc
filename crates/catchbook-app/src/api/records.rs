use super::{CompletenessView, MomentView, wire};

wire! {
    pub struct ShowRecord {
        /// Id, stem or alias.
        pub handle: String,
    }

    /// A record that something points to.
    pub struct RecordRef {
        pub handle: String,
        pub kind: String,
        pub title: String,
        /// The sentence that holds the link, or the name of its field, for backlinks.
        pub sentence: Option<String>,
        /// No record answers to the handle.
        pub missing: bool,
    }

    /// Everything the record page and the preview show. Fields named `html` are sanitised by the render crate.
    pub struct RecordView {
        pub handle: String,
        pub kind: String,
        pub kind_label: String,
        pub title: String,
        /// One sentence: the consequence.
        pub lede: Option<String>,
        pub path: String,
        pub date: Option<MomentView>,
        pub status: Option<String>,
        /// Of a draft and of a record in review.
        pub completeness: Option<CompletenessView>,
        pub severity: Option<u8>,
        pub services: Vec<String>,
        pub modes: Vec<String>,
        pub tags: Vec<String>,
        pub class: Option<ClassView>,
        pub authors: Vec<String>,
        pub provenance: Option<String>,
        pub restricted: bool,
        pub verified: Option<VerifiedView>,
        /// Grounds of staleness, a sentence each.
        pub stale: Vec<String>,
        pub chain: Option<ChainView>,
        pub gates: Vec<GateView>,
        /// "as it stood when Tomas saw it": whose view the gates are, when known.
        pub gates_when: Option<String>,
        pub incident: Option<IncidentView>,
        pub model: Option<ModelView>,
        /// The body's sections that are not shown as a part of their own.
        pub sections: Vec<SectionView>,
        pub guards: Vec<GuardView>,
        pub timeline: Vec<TimelineView>,
        pub checks: Vec<CheckView>,
        pub actions: Vec<ActionView>,
        /// Label and text, in order: cost, detector, how it was caught, luck, origin, owner, audience, …
        pub facts: Vec<Fact>,
        pub credits: Vec<CreditView>,
        pub sources: Vec<SourceView>,
        pub supersedes: Vec<RecordRef>,
        pub superseded_by: Vec<RecordRef>,
        pub backlinks: Vec<RecordRef>,
        pub problems: Vec<ProblemView>,
        /// Remote images that were not fetched.
        pub remote_images: u32,
        /// Why the text is not shown whole.
        pub truncated: Option<String>,
        pub reading_minutes: u32,
    }

    pub struct ClassView {
        pub name: String,
        pub definition: Option<String>,
    }

    pub struct VerifiedView {
        /// "Verified by hand 41 days ago"
        pub headline: String,
        /// "Tomas, 5 Jun 2026. Next check due 3 Sep 2026."
        pub details: String,
        pub note: Option<String>,
        pub overdue: bool,
    }

    pub struct ChainView {
        /// introduced, incident, catch, fix in this order; a part that nobody recorded is left out, save an open fix.
        pub links: Vec<ChainLink>,
        /// "Every required gate was green for 2 d 1 h 53 min"; only when that is so.
        pub green: Option<String>,
        /// "2 d 21 h 18 min", from change to fix, when both ends are known.
        pub span: Option<String>,
        /// A required gate was red or did not run: the track is dashed.
        pub dashed: bool,
    }

    pub struct ChainLink {
        pub part: ChainPart,
        /// "Change that introduced it"
        pub label: String,
        /// What it was, in the words of the commit or the record.
        pub what: Option<String>,
        pub change: Option<ChangeView>,
        pub record: Option<RecordRef>,
        /// Short lines under it: person, counts, evidence.
        pub meta: Vec<String>,
        pub at: Option<MomentView>,
        pub suspected: bool,
        /// Not linked yet.
        pub open: bool,
        /// Time to the next part: "1 d 19 h".
        pub gap: Option<String>,
        /// What that time was: "unseen", "to the catch", "to the fix".
        pub gap_label: Option<String>,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum ChainPart { Introduced, Incident, Catch, Fixed }

    pub struct ChangeView {
        pub role: String,
        pub repo: Option<String>,
        /// Full or short id as recorded.
        pub commit: Option<String>,
        /// First 7 digits.
        pub short: Option<String>,
        /// "#2318"
        pub pr: Option<String>,
        /// At the forge, https only.
        pub commit_url: Option<String>,
        pub pr_url: Option<String>,
        /// A clone on this machine has the commit.
        pub known: bool,
    }

    pub struct GateView {
        pub name: String,
        /// passed, failed, skipped, did-not-run, not-applicable
        pub verdict: String,
        pub evidence: Option<String>,
        pub why_blind: Option<String>,
        pub required: bool,
    }

    pub struct IncidentView {
        pub started: Option<MomentView>,
        pub detected: Option<MomentView>,
        pub mitigated: Option<MomentView>,
        pub resolved: Option<MomentView>,
        /// "6 h 25 min"; absent means not recorded.
        pub to_detect: Option<String>,
        pub to_mitigate: Option<String>,
        pub to_resolve: Option<String>,
        pub detected_by: Option<String>,
        pub trigger: Option<String>,
        pub factors: Vec<String>,
        pub impact: Option<String>,
        pub catches: Vec<RecordRef>,
        pub followed: Option<RecordRef>,
    }

    pub struct ModelView {
        pub model: Option<String>,
        pub topic: Option<String>,
        pub disposition: Option<String>,
        pub claimed_confidence: Option<String>,
        pub failed_attempts: Option<u32>,
        pub validation: Option<String>,
    }

    pub struct SectionView {
        /// Absent for the text before the first heading.
        pub title: Option<String>,
        pub anchor: String,
        pub html: String,
    }

    pub struct GuardView {
        pub repo: Option<String>,
        pub path: String,
        pub symbol: Option<String>,
        pub first_line: Option<u32>,
        /// The guarded text, a line each.
        pub lines: Vec<String>,
        pub why: Option<String>,
        /// "lines 84 to 89, as of 7be03d8"
        pub caption: String,
        pub url: Option<String>,
    }

    pub struct TimelineView {
        pub at: MomentView,
        /// The day repeats the entry above: show the time alone.
        pub same_day: bool,
        pub role: Option<String>,
        pub html: String,
        /// The moment a person saw it.
        pub human: bool,
    }

    pub struct CheckView {
        pub html: String,
    }

    pub struct ActionView {
        pub done: bool,
        pub html: String,
        /// "Tomas, done 18 Jun" or "Priya, 6 days overdue"
        pub note: Option<String>,
        pub overdue: bool,
        pub kind: Option<String>,
        pub ticket: Option<String>,
    }

    pub struct Fact {
        pub label: String,
        pub text: String,
    }

    pub struct CreditView {
        pub name: String,
        pub kind: Option<String>,
    }

    pub struct SourceView {
        pub url: String,
        pub archived: Option<String>,
        pub accessed: Option<String>,
    }

    pub struct ProblemView {
        pub path: String,
        pub line: u32,
        pub code: String,
        pub error: bool,
        pub message: String,
        pub hint: String,
    }

    pub struct ProblemList {
        pub files: u32,
        pub problems: Vec<ProblemView>,
    }

    pub struct Deleted {
        pub handle: String,
        pub title: String,
        /// What brings it back.
        pub trash_id: String,
    }

    pub struct RestoreRecord {
        pub trash_id: String,
    }

    pub struct Restored {
        pub handle: String,
        pub path: String,
        /// The old name was taken, so the file came back under this one.
        pub renamed: bool,
    }
}
