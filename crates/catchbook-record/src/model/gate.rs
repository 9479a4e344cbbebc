use super::words::words;

words! {
    /// What a gate said while the defect was there. Only `passed` is green.
    Verdict {
        Passed = "passed" | "pass" | "green",
        Failed = "failed" | "fail" | "red",
        Skipped = "skipped",
        DidNotRun = "did-not-run" | "not-run",
        NotApplicable = "not-applicable" | "na",
    }
}

/// One gate and what it said.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    pub name: String,
    pub verdict: Verdict,
    pub evidence: Option<String>,
    pub why_blind: Option<String>,
}

/// The check that would catch the class now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Detector {
    pub kind: Option<String>,
    pub reference: Option<String>,
    pub scope: Option<Scope>,
    pub mutation_verified: Option<bool>,
}

words! {
    /// How much a detector covers: this defect only, or its whole class.
    Scope { Instance = "instance", Class = "class" }
}
