//! The format's words as they read in a sentence.

use catchbook_record::{CaughtHow, CaughtWhere, DetectedBy, Disposition, Luck, Origin, Status};

pub(crate) fn caught_how(how: CaughtHow) -> &'static str {
    match how {
        CaughtHow::HandTest => "Tried by hand",
        CaughtHow::CodeReading => "Read the code",
        CaughtHow::CodeReview => "Saw it in review",
        CaughtHow::Dogfooding => "Used it at work",
        CaughtHow::Exploratory => "Explored it without a script",
        CaughtHow::Audit => "Audited it",
        CaughtHow::UserReport => "Followed a user's report",
        CaughtHow::Incidental => "Came upon it while looking for something else",
    }
}

pub(crate) fn caught_where(place: CaughtWhere) -> &'static str {
    match place {
        CaughtWhere::Branch => "on a branch",
        CaughtWhere::Main => "on main",
        CaughtWhere::Staging => "in staging",
        CaughtWhere::Production => "in production",
    }
}

pub(crate) fn luck(luck: Luck) -> &'static str {
    match luck {
        Luck::Luck => "By luck",
        Luck::Habit => "By habit",
        Luck::Design => "By design",
    }
}

pub(crate) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Human => "Written by a person",
        Origin::AiAssisted => "Written with an agent",
        Origin::AiGenerated => "Written by an agent",
        Origin::Unknown => "Unknown",
    }
}

pub(crate) fn detected_by(what: DetectedBy) -> &'static str {
    match what {
        DetectedBy::Human => "A person",
        DetectedBy::Monitor => "A monitor",
        DetectedBy::CiGate => "A gate in CI",
        DetectedBy::UserReport => "A user's report",
        DetectedBy::CodeReview => "Code review",
        DetectedBy::AiReview => "AI review",
        DetectedBy::Audit => "An audit",
        DetectedBy::Partner => "A partner",
        DetectedBy::Attacker => "The attacker",
        DetectedBy::Incidental => "By the way, while looking for something else",
    }
}

pub(crate) fn disposition(what: Disposition) -> &'static str {
    match what {
        Disposition::ModelError => "The model was wrong",
        Disposition::PromptAmbiguity => "The prompt could be read two ways",
        Disposition::SourceStale => "The source it read was out of date",
        Disposition::SourceAmbiguity => "The source could be read two ways",
        Disposition::HumanErrorConfirmedByModel => "A person's error that the model confirmed",
        Disposition::VerifierBug => "The check itself was wrong",
        Disposition::ToolingBug => "The tool was wrong",
    }
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::InReview => "In review",
        Status::Reviewed => "Reviewed",
        Status::Superseded => "Superseded",
    }
}
