use super::{Moment, words::words};

words! {
    /// What noticed an incident.
    DetectedBy {
        Human = "human",
        Monitor = "monitor",
        CiGate = "ci-gate",
        UserReport = "user-report",
        CodeReview = "code-review",
        AiReview = "ai-review",
        Audit = "audit",
        Partner = "partner",
        Attacker = "attacker",
        Incidental = "incidental",
    }
}

/// What only an incident has. Durations are derived, never stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IncidentFacts {
    pub started: Option<Moment>,
    pub detected: Option<Moment>,
    pub mitigated: Option<Moment>,
    pub resolved: Option<Moment>,
    pub detected_by: Option<DetectedBy>,
    pub trigger: Option<String>,
    pub contributing_factors: Vec<String>,
    pub impact: Option<String>,
    /// Links to the catches that ended it.
    pub catches: Vec<String>,
    /// Link to the guide that was being followed.
    pub followed: Option<String>,
}

words! {
    CaughtHow {
        HandTest = "hand-test",
        CodeReading = "code-reading",
        CodeReview = "code-review",
        Dogfooding = "dogfooding",
        Exploratory = "exploratory",
        Audit = "audit",
        UserReport = "user-report",
        Incidental = "incidental",
    }
}

words! {
    CaughtWhere { Branch = "branch", Main = "main", Staging = "staging", Production = "production" }
}

words! {
    Luck { Luck = "luck", Habit = "habit", Design = "design" }
}

/// What a catch and a model error share: who saw it, when and how.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FoundFacts {
    pub caught_by: Vec<String>,
    pub caught_at: Option<Moment>,
    pub caught_how: Option<CaughtHow>,
    pub caught_where: Option<CaughtWhere>,
    pub luck: Option<Luck>,
    pub failed_fixes: Vec<FailedFixes>,
    /// What closed the gap.
    pub closed_by: Option<String>,
    pub left: Option<Left>,
}

/// Attempts that did not fix it, counted by who or what made them.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedFixes {
    pub by: Option<String>,
    pub count: u32,
}

/// A defect left on purpose.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Left {
    pub by: Option<String>,
    pub until: Option<Moment>,
    pub why: Option<String>,
}

words! {
    /// What an error turned out to be.
    Disposition {
        ModelError = "model-error",
        PromptAmbiguity = "prompt-ambiguity",
        SourceStale = "source-stale",
        SourceAmbiguity = "source-ambiguity",
        HumanErrorConfirmedByModel = "human-error-confirmed-by-model",
        VerifierBug = "verifier-bug",
        ToolingBug = "tooling-bug",
    }
}

/// What is known of a model's error; a catch with a `model` has these too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModelFacts {
    pub model: Option<String>,
    pub topic: Option<String>,
    pub disposition: Option<Disposition>,
    pub claimed_confidence: Option<String>,
    pub failed_attempts: Option<u32>,
    /// The layer that catches it now.
    pub validation: Option<String>,
}

/// Something that matters and that no gate watches.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PropertyFacts {
    pub owner: Option<String>,
    pub nearest_gate: Option<String>,
}

/// What it cost; a figure without `basis` is linted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cost {
    pub hours: Option<f64>,
    pub amount: Option<f64>,
    pub currency: Option<String>,
    pub customers: Option<u64>,
    pub basis: Option<String>,
}

/// What was walked by hand, when, by whom, at which commit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verified {
    pub on: Option<Moment>,
    pub by: Vec<String>,
    pub commit: Option<String>,
    pub note: Option<String>,
}

/// Where a fact comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    pub url: String,
    pub archived: Option<String>,
    pub accessed: Option<Moment>,
}
