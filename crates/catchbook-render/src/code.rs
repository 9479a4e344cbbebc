//! Fenced code in colours: classes only, a dozen of them, within a budget.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::cancel::{Cancel, Cancelled};
use crate::escape::{attribute, escape_into};
use crate::options::Limits;

/// The classes that code can have, on `span` inside `pre.code > code`.
pub const CODE_CLASSES: &[&str] = &[
    "hl-attribute",
    "hl-comment",
    "hl-constant",
    "hl-deleted",
    "hl-function",
    "hl-header",
    "hl-inserted",
    "hl-keyword",
    "hl-number",
    "hl-string",
    "hl-tag",
    "hl-type",
];

/// Scopes of the syntax definitions and our class for them; the innermost scope that is listed decides, the
/// first entry that fits it wins. An empty class is plain text.
const SCOPES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("meta.template.expression", ""),
    ("meta.interpolation", ""),
    ("string", "hl-string"),
    ("constant.character", "hl-string"),
    ("constant.numeric", "hl-number"),
    ("constant", "hl-constant"),
    ("variable.language", "hl-keyword"),
    ("keyword.operator.word", "hl-keyword"),
    ("keyword.operator.new", "hl-keyword"),
    ("keyword.operator", ""),
    ("keyword", "hl-keyword"),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("variable.function", "hl-function"),
    ("support.function", "hl-function"),
    ("support.macro", "hl-function"),
    ("entity.name.tag", "hl-tag"),
    ("entity.name.section", "hl-header"),
    ("entity.name.namespace", ""),
    ("entity.name.label", ""),
    ("entity.name", "hl-type"),
    ("entity.other.inherited-class", "hl-type"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("support.type.property-name", "hl-attribute"),
    ("support.type", "hl-type"),
    ("support.class", "hl-type"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("meta.diff.header", "hl-header"),
    ("meta.diff.range", "hl-header"),
    ("markup.heading", "hl-header"),
    ("markup.raw", "hl-string"),
];

/// Names that people write and the definitions do not know.
const ALIASES: &[(&str, &str)] = &[
    ("shell", "sh"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("jsonl", "json"),
    ("mjs", "js"),
    ("cjs", "js"),
    ("jsx", "tsx"),
    ("svelte", "html"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("sqlite", "sql"),
    ("mysql", "sql"),
    ("golang", "go"),
    ("c++", "cpp"),
    ("docker", "dockerfile"),
];

/// Longer lines are data more than code, and the expressions of the definitions take long over them.
const MAX_LINE: usize = 2_000;

/// The name of a language out of a fence's info string: lower case, letters, digits and `+#.-_`, or nothing.
pub(crate) fn language(info: &str) -> String {
    let word =
        info.trim_start_matches(['{', '.', ' ']).split([' ', '\t', ',', '}', ':', '{']).next().unwrap_or_default();
    let known = word.len() <= 24 && word.chars().all(|c| c.is_ascii_alphanumeric() || "+#.-_".contains(c));
    if known { word.to_ascii_lowercase() } else { String::new() }
}

/// Writes code blocks and keeps count of what was coloured so far.
pub(crate) struct Highlighter {
    block: usize,
    left: usize,
}

impl Highlighter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { block: limits.code_block, left: limits.code_total }
    }

    pub(crate) fn write(
        &mut self,
        out: &mut String,
        language: &str,
        code: &str,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        out.push_str("<pre class=\"code\" tabindex=\"0\"");
        if !language.is_empty() {
            attribute(out, "data-lang", language);
        }
        out.push_str("><code>");
        match self.syntax(language, code) {
            Some(syntax) => {
                self.left -= code.len();
                coloured(out, syntax, code, cancel)?;
            }
            None => escape_into(out, code),
        }
        out.push_str("</code></pre>\n");
        Ok(())
    }

    fn syntax(&self, language: &str, code: &str) -> Option<&'static SyntaxReference> {
        if language.is_empty() || code.len() > self.block.min(self.left) {
            return None;
        }
        let name = ALIASES.iter().find(|(alias, _)| *alias == language).map_or(language, |(_, name)| name);
        definitions().find_syntax_by_token(name)
    }
}

fn definitions() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

fn scopes() -> &'static [(Scope, &'static str)] {
    static TABLE: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| SCOPES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect())
}

fn coloured(out: &mut String, syntax: &SyntaxReference, code: &str, cancel: &Cancel) -> Result<(), Cancelled> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut spans = Spans::new(out);
    let mut rest = code;
    while !rest.is_empty() {
        cancel.check()?;
        let end = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        let (line, after) = rest.split_at(end);
        let changes = if line.len() > MAX_LINE { None } else { state.parse_line(line, definitions()).ok() };
        // What the definitions cannot read, the reader still can: from here on without colours.
        let Some(changes) = changes else { break };
        let mut from = 0;
        for (at, change) in changes {
            spans.push(class(&stack), line.get(from..at).unwrap_or_default());
            from = at;
            if stack.apply(&change).is_err() {
                break;
            }
        }
        spans.push(class(&stack), line.get(from..).unwrap_or_default());
        rest = after;
    }
    spans.push("", rest);
    spans.close();
    Ok(())
}

fn class(stack: &ScopeStack) -> &'static str {
    let table = scopes();
    let of = |scope: &Scope| table.iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(of).unwrap_or("")
}

/// Joins neighbours of one class into one element. Blanks between two classes belong to neither.
struct Spans<'a> {
    out: &'a mut String,
    class: &'static str,
    blanks: String,
}

impl<'a> Spans<'a> {
    fn new(out: &'a mut String) -> Self {
        Self { out, class: "", blanks: String::new() }
    }

    fn push(&mut self, class: &'static str, text: &str) {
        let words = text.trim_end();
        if !words.is_empty() {
            self.change(class);
            escape_into(self.out, words);
        }
        self.blanks.push_str(&text[words.len()..]);
    }

    fn change(&mut self, class: &'static str) {
        if class == self.class {
            self.out.push_str(&self.blanks);
        } else {
            self.close();
            if !class.is_empty() {
                self.out.push_str("<span class=\"");
                self.out.push_str(class);
                self.out.push_str("\">");
            }
            self.class = class;
        }
        self.blanks.clear();
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.out.push_str("</span>");
        }
        self.class = "";
        self.out.push_str(&self.blanks);
        self.blanks.clear();
    }
}
