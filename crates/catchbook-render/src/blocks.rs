//! Quotes, callouts, lists, tasks and tables.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind};

use crate::writer::{Frame, Writer};

impl Writer<'_> {
    pub(crate) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) -> Frame {
        let (class, title) = match kind {
            None => return self.level("<blockquote>\n", "</blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        let open =
            format!("<div class=\"callout callout-{class}\" role=\"note\"><p class=\"callout-title\">{title}</p>\n");
        self.level(&open, "</div>\n")
    }

    pub(crate) fn start_list(&mut self, first: Option<u64>) -> Frame {
        match first {
            None => self.level("<ul>\n", "</ul>\n"),
            Some(1) => self.level("<ol>\n", "</ol>\n"),
            Some(first) => self.level(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        }
    }

    pub(crate) fn start_item(&mut self) -> Frame {
        if !matches!(self.frames.last(), Some(Frame::Level(_))) {
            return self.too_deep();
        }
        self.out.push_str("<li");
        let at = self.out.len();
        self.out.push('>');
        Frame::Item { at }
    }

    pub(crate) fn task(&mut self, done: bool) {
        // The item itself or, when it is loose, what its paragraph stands in; no text lies in between.
        let item = match self.frames.as_slice() {
            [.., Frame::Item { at }] | [.., Frame::Item { at }, Frame::Close(_)] => Some(*at),
            _ => None,
        };
        if let Some(at) = item {
            self.out.insert_str(at, " class=\"task\"");
        }
        // A picture of a box, not a box: a tick belongs to the change that was checked.
        let (class, label) = if done { ("done", "done") } else { ("open", "open") };
        self.out.push_str(&format!("<span class=\"box box-{class}\" role=\"img\" aria-label=\"{label}\"></span> "));
    }

    pub(crate) fn start_row(&mut self) -> Frame {
        if let Some(Frame::Table { column, cell, .. }) = self.frames.last_mut() {
            *column = 0;
            *cell = "td";
        }
        self.open("<tr>", "</tr>\n")
    }

    pub(crate) fn start_cell(&mut self) -> Frame {
        let table = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Table { alignments, column, cell } => Some((alignments, column, *cell)),
            _ => None,
        });
        let Some((alignments, column, cell)) = table else {
            return Frame::Flat;
        };
        let class = match alignments.get(*column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        *column += 1;
        if cell == "th" {
            self.out.push_str(&format!("<th scope=\"col\"{class}>"));
            Frame::Close("</th>")
        } else {
            self.out.push_str(&format!("<td{class}>"));
            Frame::Close("</td>")
        }
    }
}

pub(crate) fn start_code(kind: &CodeBlockKind<'_>) -> Frame {
    let language = match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => crate::code::language(info),
    };
    Frame::Code { language, text: String::new() }
}
