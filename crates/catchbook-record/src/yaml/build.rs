//! From the parser's events to a tree, within a budget.

use super::{Node, NodeKind, Style};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};
use std::collections::HashMap;

/// How much a front matter may ask for; shared by all parses of one file.
#[derive(Debug)]
pub(crate) struct Budget {
    nodes: usize,
}

impl Budget {
    pub const DEPTH: usize = 64;
    const NODES: usize = 50_000;

    pub fn new() -> Budget {
        Budget { nodes: Self::NODES }
    }

    fn take(&mut self, nodes: usize, line: u32) -> Result<(), YamlError> {
        self.nodes = self.nodes.checked_sub(nodes).ok_or(YamlError::TooManyNodes { line })?;
        Ok(())
    }
}

/// Why a text is not a tree. Lines are 1-based in the text that was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum YamlError {
    #[error("{message}")]
    Syntax { line: u32, message: String },
    #[error("the values are nested more than {} deep", Budget::DEPTH)]
    TooDeep { line: u32 },
    #[error("the values, with aliases written out, are more than {}", Budget::NODES)]
    TooManyNodes { line: u32 },
    #[error("an alias stands inside its own anchor")]
    AliasLoop { line: u32 },
    #[error("a second YAML document begins here")]
    SecondDocument { line: u32 },
}

impl YamlError {
    pub fn line(&self) -> u32 {
        match self {
            YamlError::Syntax { line, .. }
            | YamlError::TooDeep { line }
            | YamlError::TooManyNodes { line }
            | YamlError::AliasLoop { line }
            | YamlError::SecondDocument { line } => *line,
        }
    }
}

/// A tree and the aliases in it that no anchor answers, by name and line.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    pub root: Option<Node<'a>>,
    pub lost_aliases: Vec<(String, u32)>,
}

/// Reads the first document of a text. An empty one has no root.
pub(crate) fn build<'a>(text: &'a str, budget: &mut Budget) -> Result<Tree<'a>, YamlError> {
    let options = options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: Budget::DEPTH,
        block_nesting_limit: Budget::DEPTH,
    };
    let mut builder = Builder { budget, open: Vec::new(), anchors: HashMap::new(), tree: Tree::default() };
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = next.map_err(syntax)?;
        builder.event(event, &span)?;
    }
    Ok(builder.tree)
}

fn syntax(error: ScanError) -> YamlError {
    let line = error.marker().line() as u32;
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => YamlError::TooDeep { line },
        _ => YamlError::Syntax { line, message: error.info().to_string() },
    }
}

struct Builder<'a, 'b> {
    budget: &'b mut Budget,
    open: Vec<Open<'a>>,
    /// `None` while the anchored node is still open.
    anchors: HashMap<usize, Option<Node<'a>>>,
    tree: Tree<'a>,
}

/// A list or map that has begun; a map's pending key waits for its value.
struct Open<'a> {
    node: Node<'a>,
    key: Option<Node<'a>>,
    anchor: usize,
}

impl<'a> Builder<'a, '_> {
    fn event(&mut self, event: Event<'a>, span: &Span) -> Result<(), YamlError> {
        let line = span.start.line() as u32;
        let range = span.byte_range().unwrap_or(0..0);
        let decorated = |anchor: usize| anchor != 0 || span.tag_start().is_some();
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.budget.take(1, line)?;
                let style = style_of(&text, style, range.is_empty());
                let mut node = Node::scalar(text, style, range, line);
                node.decorated = decorated(anchor);
                self.close(node, anchor)
            }
            Event::SequenceStart(style, anchor, _) => {
                let kind = NodeKind::Seq { items: Vec::new(), flow: style == StructureStyle::Flow };
                let node = Node { kind, span: range, line, alias: false, decorated: decorated(anchor) };
                self.begin(node, anchor)
            }
            Event::MappingStart(style, anchor, _) => {
                let kind = NodeKind::Map { entries: Vec::new(), flow: style == StructureStyle::Flow };
                let node = Node { kind, span: range, line, alias: false, decorated: decorated(anchor) };
                self.begin(node, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            Event::Alias(id) => self.alias(id, range, line),
            Event::UnresolvedAlias(name) => {
                self.budget.take(1, line)?;
                self.tree.lost_aliases.push((name.to_string(), line));
                self.close(Node::scalar(format!("*{name}"), Style::Plain, range, line), 0)
            }
            Event::DocumentStart(..) if self.tree.root.is_some() => Err(YamlError::SecondDocument { line }),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, node: Node<'a>, anchor: usize) -> Result<(), YamlError> {
        self.budget.take(1, node.line)?;
        if self.open.len() >= Budget::DEPTH {
            return Err(YamlError::TooDeep { line: node.line });
        }
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        self.open.push(Open { node, key: None, anchor });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), YamlError> {
        let Some(Open { mut node, anchor, .. }) = self.open.pop() else { return Ok(()) };
        let flow = match &node.kind {
            NodeKind::Seq { flow, .. } | NodeKind::Map { flow, .. } => *flow,
            NodeKind::Scalar { .. } => false,
        };
        // A block's end event stands at the next token; its last child knows better where it ends.
        node.span.end = if flow { end } else { last_end(&node).unwrap_or(node.span.start) };
        self.close(node, anchor)
    }

    fn close(&mut self, node: Node<'a>, anchor: usize) -> Result<(), YamlError> {
        if anchor != 0 {
            self.budget.take(node.count(), node.line)?;
            self.anchors.insert(anchor, Some(node.clone()));
        }
        match self.open.last_mut() {
            None => self.tree.root = Some(node),
            Some(open) => match &mut open.node.kind {
                NodeKind::Seq { items, .. } => items.push(node),
                NodeKind::Map { entries, .. } => match open.key.take() {
                    None => open.key = Some(node),
                    Some(key) => entries.push((key, node)),
                },
                NodeKind::Scalar { .. } => {}
            },
        }
        Ok(())
    }

    fn alias(&mut self, id: usize, span: std::ops::Range<usize>, line: u32) -> Result<(), YamlError> {
        let Some(Some(target)) = self.anchors.get(&id) else { return Err(YamlError::AliasLoop { line }) };
        self.budget.take(target.count(), line)?;
        let node = Node { kind: target.kind.clone(), span, line, alias: true, decorated: false };
        self.close(node, 0)
    }
}

fn last_end(node: &Node<'_>) -> Option<usize> {
    match &node.kind {
        NodeKind::Seq { items, .. } => items.last().map(|item| item.span.end),
        NodeKind::Map { entries, .. } => entries.last().map(|(key, value)| value.span.end.max(key.span.end)),
        NodeKind::Scalar { .. } => None,
    }
}

fn style_of(text: &str, style: ScalarStyle, no_source: bool) -> Style {
    match style {
        ScalarStyle::Plain if no_source || matches!(text, "~" | "null" | "Null" | "NULL") => Style::Empty,
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}
