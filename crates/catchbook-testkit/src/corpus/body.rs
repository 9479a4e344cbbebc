use super::{Dice, Identity, prose::Prose, stock::HAND_CHECKS};
use jiff::ToSpan;
use std::fmt::Write;

/// The Markdown below the front matter, with the sections that the type has.
pub fn write(identity: &Identity, dice: &mut Dice, text: &mut String) {
    let mut prose = Prose::new(identity.trade, Dice::of(identity.seed, identity.number));
    let _ = writeln!(text, "# {}\n\n{}", identity.title, prose.sentence());
    match identity.kind {
        "reading-list" => reading_list(identity, dice, &mut prose, text),
        "person" => paragraphs(dice, &mut prose, text, 1),
        "guide" | "property" | "note" => {
            sections(identity, dice, &mut prose, text, &["When", "Steps", "What can go wrong"])
        }
        "incident" => {
            sections(identity, dice, &mut prose, text, &["Summary"]);
            timeline(identity, dice, &mut prose, text);
            let rest = ["Contributing factors", "How it was caught and what was green", "Where we got lucky"];
            sections(identity, dice, &mut prose, text, &rest);
            actions(identity, dice, &mut prose, text);
            checks(dice, &mut prose, text);
        }
        "model-error" => {
            let all = ["Input", "What the model produced", "What was correct", "How we know"];
            sections(identity, dice, &mut prose, text, &all);
        }
        _ => {
            sections(identity, dice, &mut prose, text, &["Symptom", "How it was caught", "Mechanism"]);
            checks(dice, &mut prose, text);
        }
    }
}

fn sections(identity: &Identity, dice: &mut Dice, prose: &mut Prose, text: &mut String, titles: &[&str]) {
    for title in titles {
        let _ = writeln!(text, "\n## {title}");
        let count = dice.between(1, 3);
        paragraphs(dice, prose, text, count);
        if dice.chance(35) {
            link(identity, dice, text);
        }
        if dice.chance(12) {
            code(prose, text);
        }
        if dice.chance(6) {
            table(prose, text);
        }
    }
}

fn paragraphs(dice: &mut Dice, prose: &mut Prose, text: &mut String, count: u64) {
    for _ in 0..count {
        let _ = writeln!(text, "\n{}", prose.paragraph(dice.between(1, 5)));
    }
}

/// To an earlier record, in one of the ways that a link can be written.
fn link(identity: &Identity, dice: &mut Dice, text: &mut String) {
    let Some(to) = identity.earlier(dice) else { return };
    let _ = match dice.below(4) {
        0 => writeln!(text, "\nThe same shape as [[{}]], seen from the other side.", to.stem),
        1 => writeln!(text, "\nSee also [{}](../../{}) for what we tried before.", to.title, to.path),
        2 => writeln!(text, "\nRead [[{}|the earlier one]] before you change this.", to.handle()),
        _ => writeln!(text, "\nCompare [[{}]].", to.handle()),
    };
}

fn timeline(identity: &Identity, dice: &mut Dice, prose: &mut Prose, text: &mut String) {
    text.push_str("\n## Timeline\n\n");
    let roles = ["impact-start", "detected", "diagnosis", "mitigated", "resolved"];
    for (hour, role) in roles.iter().enumerate() {
        let time = format!("{}T{:02}:{:02}Z", identity.date, 8 + 2 * hour, dice.below(60));
        let _ = writeln!(text, "- {time} [{role}] {}", prose.sentence());
    }
}

fn actions(identity: &Identity, dice: &mut Dice, prose: &mut Prose, text: &mut String) {
    text.push_str("\n## Action items\n\n");
    for _ in 0..dice.between(1, 3) {
        let (thing, owner) = (prose.thing(), prose.person());
        let kind = dice.pick(&["prevent", "detect", "mitigate", "process"]);
        let due = identity.date + (dice.between(7, 60) as i64).days();
        let (tick, done) = if dice.chance(60) { ("x", format!(" done:{due}")) } else { (" ", String::new()) };
        let _ = writeln!(text, "- [{tick}] Watch the {thing} that people see @{owner} due:{due} kind:{kind}{done}");
    }
}

fn checks(dice: &mut Dice, prose: &mut Prose, text: &mut String) {
    text.push_str("\n## Before you change this\n\n");
    for _ in 0..dice.between(1, 3) {
        let _ = writeln!(text, "- [ ] {}", prose.fill(dice.pick(HAND_CHECKS)));
    }
}

fn reading_list(identity: &Identity, dice: &mut Dice, prose: &mut Prose, text: &mut String) {
    text.push('\n');
    for n in 1..=dice.between(3, 9) {
        if let Some(to) = identity.earlier(dice) {
            let _ = writeln!(text, "{n}. [[{}]]: {}", to.handle(), prose.sentence());
        }
    }
}

fn code(prose: &mut Prose, text: &mut String) {
    let (one, two) = (prose.name(), prose.name());
    let _ = writeln!(text, "\n```ts\nconst open = await {one}(id);\nif (!open) return;\n{two}(open); // too late\n```");
}

fn table(prose: &mut Prose, text: &mut String) {
    text.push_str("\n| what | before | after |\n| --- | --- | --- |\n");
    for _ in 0..3 {
        let row = prose.fill("| {thing} | {number} | {number} |");
        let _ = writeln!(text, "{row}");
    }
}
