//! Many records as one file for other programs.

use crate::api::{ApiError, ChainPart, MomentView, RecordView};
use catchbook_record::Record;

const COLUMNS: &[&str] = &[
    "id",
    "type",
    "title",
    "summary",
    "date",
    "status",
    "severity",
    "services",
    "tags",
    "class",
    "modes",
    "started",
    "detected",
    "mitigated",
    "resolved",
    "caught_by",
    "caught_at",
    "caught_how",
    "introduced",
    "fixed",
    "gates_green",
    "gates_total",
    "actions_open",
    "actions_total",
    "path",
];

/// One line a record, as RFC 4180 has it.
pub(crate) fn csv(records: &[(Record, RecordView)]) -> String {
    let mut out = COLUMNS.join(",") + "\r\n";
    for (record, view) in records {
        let cells: Vec<String> = row(record, view).iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn row(record: &Record, view: &RecordView) -> Vec<String> {
    let written = |moment: Option<&catchbook_record::Moment>| moment.map(|at| at.text.clone()).unwrap_or_default();
    let incident = &record.incident;
    let change = |part: ChainPart| {
        let link = view.chain.iter().flat_map(|chain| &chain.links).find(|link| link.part == part);
        let change = link.and_then(|link| link.change.as_ref());
        change.and_then(|change| change.commit.clone().or_else(|| change.pr.clone())).unwrap_or_default()
    };
    let applying = view.gates.iter().filter(|gate| gate.verdict != "not-applicable").count();
    let green = view.gates.iter().filter(|gate| gate.verdict == "passed").count();
    let open = view.actions.iter().filter(|action| !action.done).count();
    vec![
        view.handle.clone(),
        view.kind.clone(),
        view.title.clone(),
        view.lede.clone().unwrap_or_default(),
        view.date.as_ref().map(|MomentView { text, .. }| text.clone()).unwrap_or_default(),
        record.status.map(|status| status.to_string()).unwrap_or_default(),
        view.severity.map(|level| level.to_string()).unwrap_or_default(),
        view.services.join("; "),
        view.tags.join("; "),
        record.class.clone().unwrap_or_default(),
        view.modes.join("; "),
        written(incident.started.as_ref()),
        written(incident.detected.as_ref()),
        written(incident.mitigated.as_ref()),
        written(incident.resolved.as_ref()),
        record.found.caught_by.join("; "),
        written(record.found.caught_at.as_ref()),
        record.found.caught_how.map(|how| how.to_string()).unwrap_or_default(),
        change(ChainPart::Introduced),
        change(ChainPart::Fixed),
        green.to_string(),
        applying.to_string(),
        open.to_string(),
        view.actions.len().to_string(),
        view.path.clone(),
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !cell.contains([',', '"', '\n', '\r']) {
        return cell.to_owned();
    }
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// What `show --json` tells of each record, with its Markdown.
///
/// # Errors
/// When a record cannot be written as JSON.
pub(crate) fn json(records: &[(Record, RecordView)]) -> Result<String, ApiError> {
    let one = |(record, view): &(Record, RecordView)| {
        let mut value = serde_json::to_value(view)?;
        value["text"] = record.body.text.clone().into();
        Ok(value)
    };
    let all = records.iter().map(one).collect::<Result<Vec<_>, serde_json::Error>>();
    let document = all.map(|records| serde_json::json!({ "schema": "catchbook.records/1", "records": records }));
    let text = document.and_then(|document| serde_json::to_string_pretty(&document));
    text.map(|text| text + "\n")
        .map_err(|source| ApiError::failed(format!("The records could not be written: {source}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_and_never_a_formula() {
        for (cell, written) in [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("@sum", "\"'@sum\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(quoted(cell), written);
        }
    }
}
