//! Guarded code is compared in the background, after the records can be read. Whoever asked before must hear of it.

use crate::desk::Desk;
use catchbook_app::api::{Commands, Event, Nothing};
use catchbook_testkit::TestClone;

const GUIDE: &str = "---
type: guide
verified: 2026-06-13
guards:
  - repo: web
    path: src/reply.ts
    text: keep(reply);
---
# Walk a reply by hand
";

fn reasons(desk: &Desk) -> Vec<String> {
    desk.app.home(Nothing {}).unwrap().again.rows.into_iter().map(|row| row.reason).collect()
}

fn heard_of_records(desk: &Desk) -> bool {
    desk.heard().contains(&Event::RecordsChanged)
}

#[test]
fn code_that_changed_while_nothing_else_did_is_told() {
    let clone = TestClone::new();
    clone.write("src/reply.ts", "keep(reply);\n").commit("reply: kept");
    let desk = Desk::beside(&clone, "guides/2026-06-13-walk-a-reply.md", GUIDE);
    assert_eq!(reasons(&desk), Vec::<String>::new());
    desk.app.attend().unwrap();
    heard_of_records(&desk);

    desk.app.attend().unwrap();
    assert!(!heard_of_records(&desk), "nothing is asked again while nothing changed");

    clone.write("src/reply.ts", "drop(reply);\n").commit("reply: dropped");
    desk.app.attend().unwrap();
    assert!(heard_of_records(&desk));
    assert_eq!(reasons(&desk), ["Guarded lines in src/reply.ts changed"]);
}
