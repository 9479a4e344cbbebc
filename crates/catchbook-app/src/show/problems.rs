use crate::api::ProblemView;
use catchbook_record::{Problem, Weight};

/// The problems of one file, with its path.
pub(crate) fn problem_views(path: &str, problems: &[Problem]) -> Vec<ProblemView> {
    problems
        .iter()
        .map(|problem| ProblemView {
            path: path.to_owned(),
            line: problem.line,
            code: problem.code.to_owned(),
            error: problem.weight == Weight::Error,
            message: problem.message.clone(),
            hint: problem.hint.clone(),
        })
        .collect()
}
