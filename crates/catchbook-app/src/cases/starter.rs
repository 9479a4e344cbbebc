//! What a new vault begins with: settings, templates and three example records that link to one another.

use catchbook_record::id::RecordId;
use catchbook_record::{Kind, template};
use jiff::civil::Date;

/// The files of a new vault: path and text. `random` gives the bits of the ids.
pub(crate) fn files(name: &str, today: Date, random: &mut dyn FnMut() -> u32) -> Vec<(String, String)> {
    let mut id = |kind| RecordId::generate(kind, &mut *random).map(|id| id.to_string()).unwrap_or_default();
    let (incident, catch, error) = (id(Kind::Incident), id(Kind::Catch), id(Kind::ModelError));
    let fill = |text: &str| {
        text.replace("{incident}", &incident)
            .replace("{catch}", &catch)
            .replace("{error}", &error)
            .replace("{today}", &today.to_string())
    };
    let mut files = vec![("catchbook.toml".to_owned(), settings(name))];
    files.extend(EXAMPLES.iter().map(|(path, text)| (fill(path), fill(text))));
    let types = Kind::ALL.iter().filter(|kind| kind.folder().is_some());
    files.extend(types.map(|kind| (format!("templates/{kind}.md"), template(*kind, false).to_owned())));
    files
}

fn settings(name: &str) -> String {
    let name = toml_edit::Value::from(name).to_string();
    format!("name = {}\n{SETTINGS}", name.trim())
}

const SETTINGS: &str = r#"review_every = "6 months"   # for records that set none

# A repository turns commits and pull requests into links. Where it is cloned is your own setting, not the vault's.
# [[repository]]
# name = "storefront-web"
# url = "https://github.com/acme/storefront-web"

[[service]]
name = "chat"

[[gate]]
name = "e2e"
required = true

[[gate]]
name = "unit"
required = true
"#;

const EXAMPLES: &[(&str, &str)] = &[
    (
        "catches/{today}-example-reply-blank.md",
        r#"---
id: {catch}
services: chat
caught_how: hand-test
green: [e2e, unit]
symptoms: [reply disappears, empty chat, text gone until reload]
---
# Example: the reply goes blank when a new chat gets its id

The text is in the database; only the page that shows it went blank. This is an example: change it, or delete it.

## How it was caught

Sent a message by hand on a slow connection and left the page while the reply was still arriving.

## Mechanism

A new chat begins under a draft id. When the server gives it a real one, the page redirects, and the view that held the
reply is thrown away.

## Before you change this

- [ ] Send a message on Slow 3G and leave the page before the reply ends.
- [ ] Come back. The text is still there.
"#,
    ),
    (
        "incidents/{today}-example-blank-replies.md",
        r#"---
id: {incident}
services: chat
severity: sev3
detected_by: user-report
catches: "{catch}"
---
# Example: replies go blank for everybody who starts a new chat

New chats showed an empty page once the first reply was complete. A reload brought the text back, so no alarm fired.

## Timeline

- {today}T09:40Z [detected] The first person asks where the reply went.
- {today}T12:05Z [key-moment] Walked through by hand on a slow connection: see [[{catch}]].

## Contributing factors

- Every test waits for the reply to end before it moves on.
- The view, not the chat, holds the reply.

## Action items

- [ ] An end-to-end test that leaves in mid-reply kind:detect
"#,
    ),
    (
        "model-errors/{today}-example-retry-helper.md",
        r#"---
id: {error}
model: example
topic: http retries
disposition: source-stale
caught_how: code-reading
---
# Example: the model insisted that the retry helper follows redirects

It cited a page that was two versions old, with full confidence. Reading the source settled it in a minute.

## Input

Does the retry helper follow redirects?

## What the model produced

Yes, up to five of them.

## What was correct

It stops at the first one.

## How we know

The helper's source says so, and [[{catch}]] depends on it.
"#,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use catchbook_record::{parse, parse_settings};

    fn made() -> Vec<(String, String)> {
        let mut n = 0_u32;
        files("Ines \"& co\"", jiff::civil::date(2026, 7, 16), &mut || {
            n += 0x9e37_79b9 % 1_000_003;
            n.wrapping_mul(2_654_435_761)
        })
    }

    #[test]
    fn the_settings_keep_the_name_whatever_it_is() {
        let (settings, problems) = parse_settings(&made()[0].1);
        assert_eq!(settings.name.as_deref(), Some("Ines \"& co\""));
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn the_examples_are_clean_and_linked() {
        let records: Vec<_> = made()
            .iter()
            .filter(|(path, _)| path.ends_with(".md") && !path.starts_with("templates/"))
            .map(|(path, text)| parse(path, text.as_bytes()))
            .collect();
        assert_eq!(records.len(), 3);
        let ids: Vec<&str> = records.iter().map(|parsed| parsed.record.handle()).collect();
        for parsed in &records {
            assert!(parsed.problems.is_empty(), "{}: {:?}", parsed.record.path, parsed.problems);
            assert!(parsed.record.body.links.iter().all(|link| ids.contains(&link.target.as_str())));
        }
    }
}
