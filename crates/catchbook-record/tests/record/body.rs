use crate::codes;
use catchbook_record::*;

fn body(text: &str) -> (Body, Vec<(u32, &'static str)>) {
    let parsed = parse("incidents/2026-06-04-x.md", format!("---\nid: I-7K3Q2\n---\n{text}").as_bytes());
    (parsed.record.body, codes(&parsed.problems))
}

#[test]
fn headings_have_anchors_lines_and_sections() {
    let text = "# T\n\n## A `b`\n\none\n\n### Deep\n\n## A b\n";
    let (body, problems) = body(text);
    let shown: Vec<_> = body
        .headings
        .iter()
        .map(|h| (h.level, h.text.as_str(), h.anchor.as_str(), h.line, &text[h.section.clone()]))
        .collect();
    assert_eq!(
        shown,
        [
            (1, "T", "t", 4, text),
            (2, "A b", "a-b", 6, "## A `b`\n\none\n\n### Deep\n\n"),
            (3, "Deep", "deep", 10, "### Deep\n\n"),
            (2, "A b", "a-b-1", 12, "## A b\n"),
        ]
    );
    assert_eq!(problems, []);
}

#[test]
fn the_lede_is_the_first_paragraph() {
    assert_eq!(
        body("# T\n\n- list\n\n> quote\n\nIt *was* [down](x.md)\nfor `5` min.\n\nMore.\n").0.lede.as_deref(),
        Some("It was down for 5 min.")
    );
    assert_eq!(body("# T\n\n- list\n").0.lede, None);
}

#[test]
fn timeline_entries_are_items_that_begin_with_a_time() {
    let (body, problems) = body(
        "# T\n## Timeline
- 2026-06-04T09:40+02:00 [detected] first ticket ([source](https://x.example))
- 09:55 [mitigated] rolled back
- **23:50** - still slow
- 00:10 [resolved]: done
- 2026-06-06 a day alone
- 2026-06-14-reply-blank is a file
- [x] 2026-06-07 an action
- 10:00 [escalated] what
",
    );
    let shown: Vec<_> =
        body.timeline.iter().map(|e| (e.at.instant.to_string(), e.role, e.text.as_str(), e.line)).collect();
    assert_eq!(
        shown,
        [
            (
                "2026-06-04T07:40:00Z".into(),
                Some(TimelineRole::Detected),
                "first ticket ([source](https://x.example))",
                6
            ),
            ("2026-06-04T07:55:00Z".into(), Some(TimelineRole::Mitigated), "rolled back", 7),
            ("2026-06-04T21:50:00Z".into(), None, "still slow", 8),
            ("2026-06-04T22:10:00Z".into(), Some(TimelineRole::Resolved), "done", 9),
            ("2026-06-06T00:00:00Z".into(), None, "a day alone", 10),
            ("2026-06-06T10:00:00Z".into(), None, "[escalated] what", 13),
        ]
    );
    assert_eq!(problems, [(13, "timeline-role")]);
    assert_eq!(body.actions.len(), 1);
}

#[test]
fn bare_times_need_a_day() {
    assert_eq!(body("# T\n\n- 10:30 standup\n").0.timeline, []);
    let (body, _) = body("# T\n\n### Timeline\n\n- 10:30 it broke\n");
    assert_eq!(body.timeline[0].at.instant.to_string(), "2026-06-04T10:30:00Z");
}

#[test]
fn action_items_carry_their_marks() {
    let (body, problems) = body(
        "# T\n## Action items
- [ ] Cap the *queue* at 10 @ines due:2026-07-01 kind:prevent ticket:https://t.example/1 for now
- [x] Alert on it, @dana. done:2026-06-18
- [ ] mail a@b.example due:soon kind:magic

  with a second paragraph
  - [ ] nested
",
    );
    let first = &body.actions[0];
    assert_eq!(
        (first.done, first.text.as_str(), first.owner.as_deref()),
        (false, "Cap the *queue* at 10 for now", Some("ines"))
    );
    assert_eq!(
        (first.due.as_ref().unwrap().text.as_str(), first.kind, first.ticket.as_deref()),
        ("2026-07-01", Some(ActionKind::Prevent), Some("https://t.example/1"))
    );
    let second = &body.actions[1];
    assert_eq!((second.done, second.owner.as_deref(), second.text.as_str()), (true, Some("dana"), "Alert on it,"));
    assert_eq!(second.done_on.as_ref().unwrap().text, "2026-06-18");
    assert_eq!((body.actions[2].text.as_str(), body.actions[2].line), ("mail a@b.example due:soon kind:magic", 8));
    assert_eq!((body.actions[3].text.as_str(), body.actions.len()), ("nested", 4));
    assert_eq!(problems, [(8, "bad-date"), (8, "unknown-word")]);
}

#[test]
fn hand_checks_stand_under_their_heading() {
    let (body, problems) = body(
        "# T\n#### BEFORE YOU CHANGE THIS:\n- [ ] one\n- two\n##### Deeper\n- [x] three\n#### Next\n- [ ] four @x\n",
    );
    assert_eq!(body.checks.iter().map(|c| (c.text.as_str(), c.line)).collect::<Vec<_>>(), [("one", 6), ("three", 9)]);
    assert_eq!(body.actions.len(), 1);
    assert_eq!(problems, [(9, "ticked-check")]);
}

#[test]
fn links_of_every_kind_have_place_and_sentence() {
    let text = "# T [[C-AAAAA]]\n\nFirst. See [[C-7K3Q2#what-was-green|the catch]] and [it](../catches/a%20b.md#x \"t\"). Last [[a41f9c2]].\n\n`[[no]]` <https://x.example> [r][ref] [[ 2026-06-14-x ]] ![i](i.png) [here](#a)\n\n```\n[[no]]\n```\n| a |\n|---|\n| [[T1\\|l]] |\n\n[ref]: <other one.md> 'x'\n";
    let (body, problems) = body(text);
    let shown: Vec<_> = body
        .links
        .iter()
        .map(|l| (l.kind, l.target.as_str(), l.anchor.as_deref(), l.label.as_deref(), l.line))
        .collect();
    assert_eq!(
        shown,
        [
            (LinkKind::Wiki, "C-AAAAA", None, None, 4),
            (LinkKind::Wiki, "C-7K3Q2", Some("what-was-green"), Some("the catch"), 6),
            (LinkKind::Relative, "../catches/a%20b.md", Some("x"), Some("it"), 6),
            (LinkKind::Commit, "a41f9c2", None, None, 6),
            (LinkKind::External, "https://x.example", None, None, 8),
            (LinkKind::Relative, "other one.md", None, Some("r"), 8),
            (LinkKind::Wiki, "2026-06-14-x", None, None, 8),
            (LinkKind::Wiki, "T1", None, Some("l"), 15),
        ]
    );
    for link in &body.links {
        assert_eq!(&body.text[link.span.clone()], link.target);
    }
    assert_eq!(body.links[1].sentence, "See the catch and it.");
    assert_eq!(body.links[3].sentence, "Last a41f9c2.");
    assert_eq!(problems, []);
}
