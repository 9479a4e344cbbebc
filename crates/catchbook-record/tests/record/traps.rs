use crate::{catch, codes, incident};
use catchbook_record::*;

fn commits(parsed: &Parsed) -> Vec<&str> {
    parsed.record.changes.iter().filter_map(|change| change.commit.as_deref()).collect()
}

fn prs(parsed: &Parsed) -> Vec<&str> {
    parsed.record.changes.iter().filter_map(|change| change.pr.as_deref()).collect()
}

#[test]
fn a_pull_request_that_yaml_takes_for_a_comment() {
    for front in ["fixed: #2331", "fixed: PR #2331", "fixed:\n  - #2331", "fixed: [#2331, #7]"] {
        let parsed = catch(front);
        assert_eq!(prs(&parsed).first(), Some(&"2331"), "{front}");
        assert_eq!(parsed.problems.len(), 1, "{front}: {:?}", parsed.problems);
        assert!(["yaml-comment", "yaml-quote"].contains(&parsed.problems[0].code), "{front}");
    }
    assert_eq!(prs(&catch("fixed: '#2331'")), ["2331"]);
    assert_eq!(catch("fixed: '#2331'").problems, []);
}

#[test]
fn comments_after_a_value_are_comments() {
    let parsed = incident("detected_by: incidental  # found while scoping #605\nimpact: 3 # 12 people");
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.record.incident.impact.as_deref(), Some("3"));
    assert_eq!(catch("fixed: # not known yet").problems, []);
}

#[test]
fn what_noticed_it_may_stand_where_the_time_belongs() {
    let parsed = incident("detected: incidental  # found while scoping #605");
    assert_eq!(parsed.record.incident.detected_by, Some(DetectedBy::Incidental));
    assert_eq!(codes(&parsed.problems), [(2, "bad-date")]);
}

#[test]
fn commit_ids_that_look_like_numbers() {
    for front in ["introduced: 0012345", "introduced: [0012345]", "changes: {role: introduced, commit: 0012345}"] {
        let parsed = catch(front);
        assert_eq!(commits(&parsed), ["0012345"], "{front}");
        assert_eq!(codes(&parsed.problems), [(2, "yaml-number")], "{front}");
    }
    assert_eq!(commits(&catch("introduced: 1234567")), ["1234567"]);
    assert_eq!(codes(&catch("introduced: 1234e56").problems), [(2, "yaml-number")]);
}

#[test]
fn words_that_yaml_takes_for_booleans() {
    let parsed = catch("tags: [no, y]\nclosed_by: off");
    assert_eq!(parsed.record.tags, ["no", "y"]);
    assert_eq!(parsed.record.found.closed_by.as_deref(), Some("off"));
    assert_eq!(codes(&parsed.problems), [(2, "yaml-boolean"), (2, "yaml-boolean"), (3, "yaml-boolean")]);
    assert_eq!(catch("tags: ['no', \"y\"]").problems, []);
}

#[test]
fn links_in_double_brackets_without_quotes() {
    for front in ["dissimilar: [[C-7K3Q2]]", "dissimilar:\n  - [[C-7K3Q2]]"] {
        let parsed = catch(front);
        assert_eq!(parsed.record.dissimilar, ["C-7K3Q2"], "{front}");
        assert_eq!(parsed.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["yaml-link"], "{front}");
    }
    let parsed = catch("closed_by: [[C-7K3Q2]]");
    assert_eq!(parsed.record.found.closed_by.as_deref(), Some("[[C-7K3Q2]]"));
    assert_eq!(commits(&catch("introduced: [[a41f9c2]]")), ["a41f9c2"]);
}

#[test]
fn handles_with_an_at_sign() {
    for front in ["caught_by: @ines", "caught_by: [@ines]", "caught_by:\n  - @ines", "caught_by: '@ines'"] {
        let parsed = catch(front);
        assert_eq!(parsed.record.found.caught_by, ["ines"], "{front}");
        let expected: &[&str] = if front.contains('\'') { &[] } else { &["yaml-quote"] };
        assert_eq!(parsed.problems.iter().map(|p| p.code).collect::<Vec<_>>(), expected, "{front}");
    }
    let parsed = catch("left:\n  by: @ines\n  why: later\nseverity: sev2");
    assert_eq!(parsed.record.found.left.unwrap().by.as_deref(), Some("ines"));
    assert_eq!(parsed.record.severity, Some(2));
}

#[test]
fn a_colon_in_a_title() {
    let parsed = catch("title: Reply: blank after #12\nseverity: sev2");
    assert_eq!(parsed.record.title, "Reply: blank after #12");
    assert_eq!(parsed.record.severity, Some(2));
    assert_eq!(codes(&parsed.problems), [(2, "yaml-quote")]);
}

#[test]
fn placeholders_are_absent_and_named() {
    let parsed = incident("severity: ?\nimpact: N/A\ntrigger: TBD\nstarted: unknown\ncost: {hours: '?', basis: x}");
    assert_eq!(parsed.record.severity, None);
    assert_eq!(parsed.record.incident, IncidentFacts::default());
    assert_eq!(parsed.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["placeholder"; 5]);
    assert_eq!(catch("origin: unknown").problems, []);
    assert_eq!(catch("origin: unknown").record.origin, Some(Origin::Unknown));
}

#[test]
fn empty_and_null_values_are_absent() {
    let parsed = catch("severity:\ntags: []\nclass: ~\nclosed_by: null\ncost: {}\nleft:\nfixed:\nguards: []\ngates:");
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.record.class, None);
}
