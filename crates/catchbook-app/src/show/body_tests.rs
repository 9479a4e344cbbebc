use super::*;
use catchbook_record::parse;

fn rendering(text: &str) -> Rendering {
    Rendering::of(&parse("catches/a.md", text.as_bytes()).record, &|_| None, RemoteImages::Ask)
}

fn html(text: &str) -> String {
    rendering(text).sections.into_iter().map(|section| section.html).collect()
}

#[test]
fn the_title_and_the_first_sentence_are_not_shown_twice() {
    let shown = rendering("# Blank\n\nOnly the page went blank.\n\n## Mechanism\n\nThe view dies.\n");
    assert_eq!(shown.lede.as_deref(), Some("Only the page went blank."));
    let html: String = shown.sections.into_iter().map(|section| section.html).collect();
    assert!(html.contains("The view dies.") && !html.contains("Only the page") && !html.contains("<h1"), "{html}");
}

#[test]
fn an_opening_with_a_link_or_an_image_stays_in_the_text() {
    for opening in ["See [[C-7K3Q2]] first.", "![a figure](attachments/a.png)", "See <https://example.org/>."] {
        let shown = rendering(&format!("# Blank\n\n{opening}\n"));
        assert_eq!(shown.lede, None, "{opening}");
        assert!(!shown.sections.is_empty(), "{opening}");
    }
}

#[test]
fn what_has_a_place_of_its_own_is_left_out_only_when_nothing_else_is_lost() {
    let list = "# A\n\n## Timeline\n\n- 2026-06-04T09:40Z first ticket\n\n## Before you change this\n\n- [ ] Leave mid-reply\n";
    assert_eq!(html(list), "");
    let remark = html("# A\n\n## Timeline\n\nAll times are guesses.\n\n- 2026-06-04T09:40Z first ticket\n");
    assert!(remark.contains("All times are guesses.") && remark.contains("first ticket"), "{remark}");
    let unread = html("# A\n\n## Timeline\n\n- 2026-06-04T09:40Z first ticket\n- then the second\n");
    assert!(unread.contains("then the second") && unread.contains("first ticket"), "{unread}");
}

#[test]
fn cuts_may_touch_and_overlap() {
    assert_eq!(without("abcdef", vec![3..5, 0..2, 1..3]), "f");
    assert_eq!(without("abc", vec![]), "abc");
}
