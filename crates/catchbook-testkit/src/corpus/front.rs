use super::{Dice, Identity, prose::Prose, stock::PEOPLE};
use jiff::ToSpan;
use std::fmt::Write;

const GATES: &[&str] = &["e2e", "unit", "ai-review", "code-review", "types", "canary", "load-test", "security-scan"];
const STATUSES: &[&str] = &["reviewed", "in-review", "draft"];
const MODELS: &[&str] = &["large-4", "small-2", "coder-7", "coder-8", "reviewer-1"];

/// Front matter as people write it: sometimes a line or two in the short forms, sometimes all of it.
pub fn write(identity: &Identity, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(4_096);
    if identity.kind == "note" {
        return text;
    }
    text.push_str("---\n");
    head(identity, dice, &mut text);
    match identity.kind {
        "person" => person(identity, dice, &mut text),
        "guide" | "property" | "reading-list" => guidance(identity, dice, &mut text),
        kind => {
            found(identity, dice, &mut text);
            if kind == "incident" {
                incident(identity, dice, &mut text);
            }
        }
    }
    text.push_str("---\n");
    text
}

fn head(identity: &Identity, dice: &mut Dice, text: &mut String) {
    if let Some(id) = &identity.id {
        line(text, "id", id);
    }
    if dice.chance(60) {
        line(text, "type", identity.kind);
    }
    if dice.chance(50) {
        line(text, "title", &format!("\"{}\"", identity.title));
    }
    if identity.kind == "person" {
        return;
    }
    if dice.chance(40) {
        line(text, "date", &identity.date.to_string());
    }
    if dice.chance(70) {
        line(text, "status", dice.favour(STATUSES));
    }
    let (one, two) = (dice.favour(identity.trade.services), dice.favour(identity.trade.services));
    let services = if one != two && dice.chance(30) { format!("[{one}, {two}]") } else { one.to_owned() };
    line(text, "services", &services);
    line(text, "authors", &format!("[{}]", dice.favour(PEOPLE)));
    if dice.chance(50) {
        line(
            text,
            "tags",
            &format!("[{}, {}]", dice.pick(&["q1", "q2", "q3", "q4"]), slugged(dice.favour(identity.trade.things))),
        );
    }
}

fn found(identity: &Identity, dice: &mut Dice, text: &mut String) {
    let mut prose = Prose::new(identity.trade, Dice::of(identity.seed, identity.number));
    line(text, "severity", &format!("sev{}", dice.between(1, 4)));
    line(text, "modes", &format!("[{}]", dice.favour(identity.trade.modes)));
    if dice.chance(60) {
        let (one, two) = (prose.thing(), prose.thing());
        let _ = writeln!(text, "symptoms:\n  - {one} gone or shown twice\n  - {two} looks right until reloaded");
    }
    if identity.kind != "incident" {
        line(text, "caught_by", dice.favour(PEOPLE));
        line(text, "caught_how", dice.favour(&["hand-test", "code-reading", "dogfooding", "user-report", "audit"]));
    }
    if identity.kind == "model-error" {
        line(text, "model", dice.pick(MODELS));
        line(text, "disposition", dice.favour(&["model-error", "source-stale", "prompt-ambiguity"]));
    }
    if dice.chance(50) {
        short_forms(identity, dice, &mut prose, text)
    } else {
        long_forms(identity, dice, &mut prose, text)
    }
    if dice.chance(15)
        && let Some(earlier) = identity.earlier(dice)
    {
        line(text, "dissimilar", &format!("[{}]", earlier.handle()));
    }
}

fn short_forms(identity: &Identity, dice: &mut Dice, prose: &mut Prose, text: &mut String) {
    line(text, "green", &format!("[{}, {}]", dice.favour(&GATES[..4]), dice.favour(&GATES[4..])));
    let doubt = if dice.chance(40) { "?" } else { "" };
    line(text, "introduced", &format!("\"{}{doubt}\"", commit(identity, dice)));
    if dice.chance(80) {
        line(text, "fixed", &format!("PR {}", dice.between(100, 9_999)));
    }
    let first = dice.between(3, 900);
    line(text, "guards", &format!("{}:{first}-{}", prose.file(), first + dice.below(12)));
}

fn long_forms(identity: &Identity, dice: &mut Dice, prose: &mut Prose, text: &mut String) {
    let at = identity.date;
    let _ = writeln!(text, "changes:\n  - role: introduced\n    commit: \"{}\"", commit(identity, dice));
    let _ =
        writeln!(text, "    pr: \"{}\"\n    at: {}T09:{:02}Z", dice.between(100, 9_999), at - 3.days(), dice.below(60));
    let _ = writeln!(text, "    confidence: {}", dice.favour(&["confirmed", "suspected"]));
    let _ = writeln!(
        text,
        "  - role: fixed\n    commit: \"{}\"\n    at: {}  # same week",
        commit(identity, dice),
        at + 2.days()
    );
    text.push_str("gates:\n");
    for gate in [dice.favour(&GATES[..4]), dice.favour(&GATES[4..])] {
        let verdict = dice.favour(&["passed", "passed", "did-not-run", "failed", "skipped"]);
        let _ = writeln!(text, "  - name: {gate}\n    verdict: {verdict}");
        if dice.chance(50) {
            let _ = writeln!(text, "    why_blind: never leaves the {} half way", prose.thing());
        }
    }
    let (file, first) = (prose.file(), dice.between(3, 900));
    let _ = writeln!(text, "guards:\n  - path: {file}\n    lines: {first}-{}\n    symbol: {}", first + 4, prose.name());
    let _ = writeln!(
        text,
        "    text: |\n      const {} = await {}();\n      if (!open) return;",
        prose.name(),
        prose.name()
    );
    if dice.chance(40) {
        let (hours, customers) = (dice.between(1, 90), dice.between(1, 9_000));
        let _ =
            writeln!(text, "cost:\n  hours: {hours}\n  customers: {customers}\n  basis: tickets and the on-call log");
    }
    if dice.chance(40) {
        let _ = writeln!(text, "credits:\n  - name: {}\n    type: finder", dice.favour(PEOPLE));
    }
}

fn incident(identity: &Identity, dice: &mut Dice, text: &mut String) {
    let day = identity.date;
    let (start, found) = (dice.below(10), dice.between(10, 18));
    line(text, "started", &format!("{day}T{start:02}:{:02}Z", dice.below(60)));
    line(text, "detected", &format!("{day}T{found:02}:{:02}Z", dice.below(60)));
    if dice.chance(80) {
        line(text, "resolved", &format!("{}T{:02}:15Z", day + 1.day(), dice.below(24)));
    }
    line(text, "detected_by", dice.favour(&["human", "user-report", "monitor", "incidental", "audit"]));
    if let Some(earlier) = identity.earlier(dice).filter(|earlier| earlier.kind == "catch") {
        line(text, "catches", &format!("[{}]", earlier.handle()));
    }
    if let Some(guide) = identity.earlier(dice).filter(|earlier| earlier.kind == "guide") {
        line(text, "followed", guide.handle());
    }
}

fn guidance(identity: &Identity, dice: &mut Dice, text: &mut String) {
    if dice.chance(70) {
        let _ = writeln!(text, "verified:\n  on: {}\n  by: [{}]", identity.date, dice.favour(PEOPLE));
        let _ = writeln!(text, "  note: walked it step by step on a fresh machine");
        line(text, "review_every", dice.pick(&["3 months", "6 months", "1 year", "90 days"]));
    }
    if let Some(older) = identity.earlier(dice).filter(|older| older.kind == identity.kind) {
        line(text, "supersedes", &format!("[{}]", older.handle()));
    }
    match identity.kind {
        "property" => line(text, "owner", dice.favour(PEOPLE)),
        "reading-list" => line(text, "audience", "new engineers"),
        _ => {}
    }
}

fn person(identity: &Identity, dice: &mut Dice, text: &mut String) {
    line(text, "names", &format!("[{}]", identity.stem));
    line(text, "emails", &format!("[{}@example.net]", identity.stem));
    if let Some(explained) = identity.earlier(dice) {
        let _ = writeln!(text, "explains:\n  - record: {}\n    on: {}", explained.handle(), identity.date);
        text.push_str("    words: I followed it from the first symptom to the line and could do it again\n");
    }
}

fn commit(identity: &Identity, dice: &mut Dice) -> String {
    let id = Dice::of(identity.seed, dice.roll()).roll();
    // A letter in it keeps YAML from reading a number.
    format!("{:06x}a{:05x}", id >> 40, id & 0xf_ffff)
}

fn slugged(words: &str) -> String {
    words.replace(' ', "-")
}

fn line(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key}: {value}");
}
