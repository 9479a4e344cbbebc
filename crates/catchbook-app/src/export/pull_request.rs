//! A record in the few lines that whoever reviews a change needs.

use super::markdown::one_link;
use super::sheet::ACTIONS;
use catchbook_print::{Content, Mark, Sheet};
use catchbook_render::escape;

pub(crate) fn pull_request(sheet: &Sheet, handle: &str) -> String {
    let mut lines = vec![format!("### {}: {}", escape(handle), escape(&sheet.title))];
    lines.extend(sheet.lede.iter().flat_map(|lede| [String::new(), escape(lede)]));
    let links = sheet.chain.iter().flat_map(|chain| &chain.links).filter(|link| !link.open);
    let mut facts: Vec<String> = links.map(|link| format!("- {}", one_link(link))).collect();
    let mut open = Vec::new();
    for part in &sheet.parts {
        match &part.content {
            Content::Gates(gates) => {
                let missed = gates.iter().filter(|gate| gate.mark == Mark::Missed);
                let missed: Vec<String> = missed.map(|gate| escape(&gate.name)).collect();
                if !missed.is_empty() {
                    facts.push(format!("- **Green, and missed it:** {}", missed.join(", ")));
                }
            }
            Content::Code(guards) => {
                let guards =
                    guards.iter().map(|code| format!("`{}` {}", code.path.replace('`', ""), escape(&code.caption)));
                facts.push(format!("- **Guarded code:** {}", guards.collect::<Vec<_>>().join("; ")));
            }
            Content::Tasks(tasks) if part.title.as_deref() == Some(ACTIONS) => {
                open.extend(tasks.iter().filter(|task| !task.done).map(|task| {
                    let note = task.note.as_ref().map(|note| format!(" ({})", escape(note))).unwrap_or_default();
                    format!("- [ ] {}{note}", task.text.trim())
                }));
            }
            _ => {}
        }
    }
    for (heading, list) in [(None, facts), (Some("Still open:"), open)] {
        if !list.is_empty() {
            lines.push(String::new());
            lines.extend(heading.into_iter().flat_map(|heading| [heading.to_owned(), String::new()]));
            lines.extend(list);
        }
    }
    lines.join("\n") + "\n"
}
