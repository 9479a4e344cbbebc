//! Markdown without its marks.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The words of a text: no marks, no addresses, one line between blocks, cells apart by a tab. Longer than
/// `Limits::default().input`, it is cut.
pub fn plain(markdown: &str) -> String {
    let (markdown, _) = crate::limit::cut(markdown, crate::Limits::default().input);
    let mut text = String::new();
    for event in Parser::new_ext(markdown, crate::dialect()) {
        match event {
            Event::Text(part)
            | Event::Code(part)
            | Event::Html(part)
            | Event::InlineHtml(part)
            | Event::InlineMath(part)
            | Event::DisplayMath(part) => text.push_str(&part),
            Event::SoftBreak => text.push(' '),
            Event::End(TagEnd::TableCell) => text.push('\t'),
            Event::HardBreak | Event::Rule => line(&mut text),
            Event::Start(tag) if is_block(&tag) => line(&mut text),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead,
            ) => {
                line(&mut text);
            }
            Event::Start(_) | Event::End(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
    )
}

/// Ends the line that is open, if any.
fn line(text: &mut String) {
    while text.ends_with([' ', '\t']) {
        text.pop();
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}
