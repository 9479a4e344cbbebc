/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth a look; nothing is lost if it stays.
    Warning,
    /// A value that could not be understood, so some answers leave this record out.
    Error,
}

/// Something in a file that is not as `record-format.md` has it: what, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// 1-based line in the file.
    pub line: u32,
    /// Stable, kebab-case name of the rule, for scripts and for silencing.
    pub code: &'static str,
    pub weight: Weight,
    /// One sentence that says what was found.
    pub message: String,
    /// One sentence that says what to write instead.
    pub hint: String,
}

/// The problems of one file as they are found; a file that is nothing but problems must not fill the memory.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Problem>,
    more: u32,
}

impl Problems {
    const MOST: usize = 200;

    pub fn add(
        &mut self,
        line: u32,
        code: &'static str,
        weight: Weight,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.list.len() < Self::MOST {
            self.list.push(Problem { line, code, weight, message: message.into(), hint: hint.into() });
        } else {
            self.more += 1;
        }
    }

    /// In the order of lines.
    pub fn into_vec(mut self) -> Vec<Problem> {
        self.list.sort_by_key(|problem| problem.line);
        if self.more > 0 {
            let line = self.list.last().map_or(1, |problem| problem.line);
            self.list.push(Problem {
                line,
                code: crate::lint::code::MANY_PROBLEMS,
                weight: Weight::Warning,
                message: format!("{} more problems are not listed", self.more),
                hint: "Mend the ones above first".into(),
            });
        }
        self.list
    }
}
