use super::*;
use crate::api::ChangeView;
use catchbook_record::parse;

const CATCH: &str = "---
id: C-7K3Q2
caught_by: tomas
caught_at: 2026-06-04T16:05Z
origin: ai-assisted
failed_fixes: [{by: model, count: 5}]
changes:
  - {role: introduced, commit: a41f9c2, at: 2026-06-02T14:12Z}
  - {role: fixed, commit: 7be03d8, at: 2026-06-05T11:30Z}
gates:
  - {name: e2e, verdict: passed}
  - {name: visual, verdict: did-not-run}
---
# Redirect wipes the confirmation

## How it was caught

Paid by hand on a slow phone. Then read the redirect.
";
const INCIDENT: &str = "---\nid: I-R4PEM\nstarted: 2026-06-04T09:40Z\nimpact: 31 customers. No alert.\ncatches: C-7K3Q2\n---\n# Blank pages\n";

fn record(path: &str, text: &str) -> Record {
    let parsed = parse(path, text.as_bytes());
    assert_eq!(parsed.problems, []);
    parsed.record
}

fn view(record: &Record, partner: Option<&Record>, required: &[&str]) -> Option<ChainView> {
    let required: Vec<String> = required.iter().map(|name| (*name).to_owned()).collect();
    let around = Surroundings {
        today: jiff::civil::date(2026, 7, 16),
        required_gates: &required,
        name_of: &|handle| if handle == "tomas" { "Tomas".to_owned() } else { handle.to_owned() },
        record: &|handle| RecordRef {
            handle: handle.to_owned(),
            kind: String::new(),
            title: String::new(),
            sentence: None,
            missing: false,
        },
        inline: &|text| text.to_owned(),
        change: &|change| ChangeView {
            role: change.role.to_string(),
            repo: None,
            commit: change.commit.clone(),
            short: change.commit.clone(),
            pr: None,
            commit_url: None,
            pr_url: None,
            known: true,
        },
        commit: &|change| {
            Some(crate::show::CommitBrief {
                title: format!("Title of {}", change.commit.as_deref()?),
                author: "Priya Nair".to_owned(),
            })
        },
    };
    chain_view(record, partner, &around)
}

#[test]
fn a_catch_and_its_incident_make_one_chain_from_either_page() {
    let (catch, incident) = (record("catches/a.md", CATCH), record("incidents/b.md", INCIDENT));
    let of_catch = view(&catch, Some(&incident), &["e2e"]).unwrap();
    let of_incident = view(&incident, Some(&catch), &["e2e"]).unwrap();
    let told = |chain: &ChainView| {
        chain
            .links
            .iter()
            .map(|link| {
                let gap = link.gap.clone().zip(link.gap_label.clone()).map(|(gap, label)| format!(" ({gap} {label})"));
                format!("{}: {}{}", link.label, link.what.as_deref().unwrap_or_default(), gap.unwrap_or_default())
            })
            .collect::<Vec<_>>()
    };
    let expected = [
        "Change that introduced it: Title of a41f9c2 (1 d 19 h unseen)",
        "Incident: Blank pages (6 h 25 min to the catch)",
        "Human catch: Paid by hand on a slow phone (19 h 25 min to the fix)",
        "Change that fixed it: Title of 7be03d8",
    ];
    assert_eq!(told(&of_catch), expected);
    assert_eq!(told(&of_incident), expected);
    assert_eq!(of_catch.span.as_deref(), Some("2 d 21 h 18 min"));
    assert_eq!(of_catch.green.as_deref(), Some("Every required gate was green for 2 d 1 h 53 min"));
    let pages: Vec<Option<&str>> =
        of_catch.links.iter().map(|link| link.record.as_ref().map(|record| record.handle.as_str())).collect();
    assert_eq!(pages, [None, Some("I-R4PEM"), None, None], "a page does not link to itself");
}

#[test]
fn the_introducing_change_is_shown_without_its_author_and_the_fix_with() {
    let chain = view(&record("catches/a.md", CATCH), None, &[]).unwrap();
    assert_eq!(chain.links[0].meta, ["With an agent"]);
    assert_eq!(chain.links[1].meta, ["Tomas", "After 5 model fixes failed"]);
    assert_eq!(chain.links[2].meta, ["Priya Nair"]);
}

#[test]
fn a_gate_that_did_not_run_was_not_green() {
    let catch = record("catches/a.md", CATCH);
    for required in [&["e2e", "visual"][..], &[]] {
        let chain = view(&catch, None, required).unwrap();
        assert_eq!((chain.green, chain.dashed), (None, true), "{required:?}");
    }
}

#[test]
fn a_title_alone_is_a_catch_whose_fix_is_open() {
    let chain = view(&record("catches/2026-06-14-a.md", "# Blank\n"), None, &["e2e"]).unwrap();
    let parts: Vec<(ChainPart, bool)> = chain.links.iter().map(|link| (link.part, link.open)).collect();
    assert_eq!(parts, [(ChainPart::Catch, false), (ChainPart::Fixed, true)]);
    assert_eq!((chain.green, chain.span, chain.dashed), (None, None, false));
    assert_eq!(chain.links[0].gap, None);
}

#[test]
fn a_guide_without_changes_has_no_chain() {
    assert!(view(&record("guides/a.md", "# How to\n"), None, &[]).is_none());
}

#[test]
fn whole_days_never_become_hours() {
    let text = "---\nchanges:\n  - {role: introduced, commit: a41f9c2, at: 2026-06-02}\n---\n# Blank\n";
    let chain = view(&record("catches/2026-06-04-a.md", text), None, &[]).unwrap();
    assert_eq!(chain.links[0].gap.as_deref(), Some("2 d"));
}
