use crate::Window;
use crate::places::root;
use serde_json::Value;
use std::fmt;

/// One rule of WCAG that the screen breaks.
pub struct Violation {
    pub rule: String,
    pub impact: String,
    pub help: String,
    /// Where: a selector and what axe says of it, a line each.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.impact, self.help)?;
        self.places.iter().try_for_each(|place| write!(f, "\n    {place}"))
    }
}

const RUN: &str = r"
    const result = await axe.run(document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return result.violations.map((v) => ({
        rule: v.id, impact: v.impact, help: v.help,
        places: v.nodes.map((n) => n.target.join(' ') + ': ' + n.failureSummary.replaceAll('\n', ' ')),
    }));
";

/// What axe-core finds on the screen as it is now.
///
/// # Panics
/// When axe-core is not installed or cannot run.
pub fn violations(window: &Window) -> Vec<Violation> {
    if window.run("return typeof axe").as_str() != Some("object") {
        let path = root().join("ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&path).expect("axe-core; `cargo xtask test` installs it");
        window.run(&axe);
    }
    let found = window.run(RUN);
    found.as_array().expect("a list of violations").iter().map(read).collect()
}

fn read(value: &Value) -> Violation {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Violation {
        rule: text("rule"),
        impact: text("impact"),
        help: text("help"),
        places: value["places"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}
