use crate::output::{self, Failure, Outcome, clean};
use catchbook_app::App;
use catchbook_app::api::{Commands, LintRequest, ProblemView};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    files: u32,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    path: &'a str,
    line: u32,
    code: &'a str,
    message: &'a str,
    hint: &'a str,
}

pub(crate) fn run(app: &App, paths: &[PathBuf], fix: bool, json: bool) -> Result<Outcome, Failure> {
    let paths = paths.iter().map(|path| app.path_in_vault(path)).collect::<Result<_, _>>()?;
    let list = app.lint(LintRequest { paths, fix })?;
    if json {
        let problems = list.problems.iter().map(problem).collect();
        output::json(&Document { schema: "catchbook.lint/1", files: list.files, problems })?;
    } else {
        output::print(|out| {
            for problem in &list.problems {
                let ProblemView { path, line, code, message, hint, .. } = problem;
                writeln!(out, "{}:{line}: {} [{code}]", clean(path), clean(message))?;
                writeln!(out, "  {}", clean(hint))?;
            }
            match list.problems.len() {
                0 => writeln!(out, "{} files, no problem.", list.files),
                1 => writeln!(out, "{} files, 1 problem.", list.files),
                n => writeln!(out, "{} files, {n} problems.", list.files),
            }
        })?;
    }
    Ok(Outcome::found(list.problems.is_empty()))
}

fn problem(problem: &ProblemView) -> Problem<'_> {
    let ProblemView { path, line, code, message, hint, .. } = problem;
    Problem { path, line: *line, code, message, hint }
}
