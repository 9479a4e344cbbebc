//! Action items: `- [ ] Cap the queue @ines due:2026-07-01 kind:prevent ticket:https://…`.

use super::walk::{Task, Walker};
use crate::lint::code;
use crate::{ActionItem, ActionKind, HandCheck, Moment, Weight};

pub(super) fn read(walker: &mut Walker<'_, '_>, text: &str, task: Task, line: u32) {
    let mut item = ActionItem {
        done: task.done,
        text: String::new(),
        owner: None,
        due: None,
        kind: None,
        ticket: None,
        done_on: None,
        line,
        mark: task.mark,
    };
    let mut tokens = text.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        if let Some(owner) = token.strip_prefix('@').filter(|name| item.owner.is_none() && is_handle(name)) {
            item.owner = Some(owner.trim_end_matches(['.', ',', ';', ':', ')']).into());
            continue;
        }
        let mark = token.split_once(':').filter(|(name, _)| matches!(*name, "due" | "kind" | "ticket" | "done"));
        let Some((name, value)) = mark else {
            push(&mut item.text, token);
            continue;
        };
        let value = match value {
            "" => tokens.next().unwrap_or_default(),
            value => value,
        };
        if !mark_value(walker, &mut item, name, value, line) {
            push(&mut item.text, name);
            item.text.push(':');
            item.text.push_str(value);
        }
    }
    walker.body.actions.push(item);
}

pub(super) fn check(walker: &mut Walker<'_, '_>, text: &str, ticked: bool, line: u32) {
    if ticked {
        walker.problems.add(
            line,
            code::TICKED_CHECK,
            Weight::Warning,
            "A hand-check is ticked in the record",
            "Write `- [ ]`; a tick belongs to the change that was checked (`Catch-checked:`)",
        );
    }
    walker.body.checks.push(HandCheck { text: super::timeline::one_line(text), line });
}

fn is_handle(name: &str) -> bool {
    name.starts_with(char::is_alphanumeric)
}

fn push(text: &mut String, token: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(token);
}

/// False when the value is not understood; the mark then stays in the text.
fn mark_value(walker: &mut Walker<'_, '_>, item: &mut ActionItem, name: &str, value: &str, line: u32) -> bool {
    let trimmed = value.trim_end_matches(['.', ',', ';', ')']);
    match name {
        "ticket" => {
            item.ticket = (!trimmed.is_empty()).then(|| trimmed.trim_matches(['<', '>']).into());
            item.ticket.is_some()
        }
        "kind" => {
            item.kind = ActionKind::parse(trimmed);
            if item.kind.is_none() {
                bad(
                    walker,
                    code::UNKNOWN_WORD,
                    format!("`kind:{value}` is not a kind of action"),
                    "Write prevent, detect, mitigate or process",
                    line,
                );
            }
            item.kind.is_some()
        }
        _ => {
            let at = Moment::parse(trimmed);
            if at.is_none() {
                bad(
                    walker,
                    code::BAD_DATE,
                    format!("`{name}:{value}` is not a date"),
                    "Write a date such as 2026-07-01",
                    line,
                );
            }
            let read = at.is_some();
            let place = if name == "due" { &mut item.due } else { &mut item.done_on };
            *place = at;
            read
        }
    }
}

fn bad(walker: &mut Walker<'_, '_>, code: &'static str, message: String, hint: &str, line: u32) {
    walker.problems.add(line, code, Weight::Warning, message, hint);
}
