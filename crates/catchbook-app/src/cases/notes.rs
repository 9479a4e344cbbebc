//! Quiet notes on a text that is being written, and those that a person does not want to hear again.

use super::log::ends;
use super::units::Units;
use crate::api::{ApiError, RenderText, SilenceNote, TextNote, TextNotes};
use crate::app::App;
use crate::book::Book;
use crate::user::{Silenced, SilencedNotes};
use catchbook_record::{language, parse, secrets};
use std::path::PathBuf;

const SECRET: &str = "secret";

impl App {
    pub(crate) fn notes_of(&self, request: &RenderText) -> Result<TextNotes, ApiError> {
        let book = self.book()?;
        let text = &request.text;
        let record = parse(&request.path, text.as_bytes()).record;
        let silenced = self.silenced(&book, record.handle());
        // The body is the end of the text; where it could not be read as it is, there is nothing to point at.
        let below = if text.ends_with(&record.body.text) { record.body.text.len() } else { 0 };
        let body = text.len() - below;
        let wording = language::notes(&text[body..]).into_iter().map(|note| {
            let span = note.span.start + body..note.span.end + body;
            (span, note.rule, note.says.to_owned(), note.instead.to_owned())
        });
        let secret = secrets::secrets(text).into_iter().map(|secret| {
            let says = format!("This looks like {} ({}).", secret.is, ends(&text[secret.span.clone()]));
            let instead = "The record is a plain file that others may read: take it out, and change it if it is real.";
            (secret.span, SECRET, says, instead.to_owned())
        });
        let mut all: Vec<_> = wording.chain(secret).collect();
        all.retain(|(span, rule, ..)| !silenced.has(rule, &said(rule, &text[span.clone()])));
        all.sort_by_key(|(span, ..)| (span.start, span.end));
        let mut units = Units::of(text);
        let mut line = (0, 1);
        let notes = all.into_iter().map(|(span, rule, says, instead)| {
            line.1 += text[line.0..span.start].matches('\n').count();
            line.0 = span.start;
            TextNote {
                words: said(rule, &text[span.clone()]),
                from: units.at(span.start),
                to: units.at(span.end),
                line: super::number(line.1),
                rule: rule.to_owned(),
                says,
                instead,
            }
        });
        Ok(TextNotes { notes: notes.collect() })
    }

    pub(crate) fn silence(&self, note: &SilenceNote) -> Result<(), ApiError> {
        self.silenced_notes(&*self.book()?)?.silence(&note.handle, &note.rule, &note.words)
    }

    pub(crate) fn hear(&self, handle: &str) -> Result<(), ApiError> {
        self.silenced_notes(&*self.book()?)?.forget(handle)
    }

    /// What is silent in a record. A folder that cannot be read silences nothing.
    pub(crate) fn silenced(&self, book: &Book, handle: &str) -> Silenced {
        // Looking makes no folder.
        if !self.silenced_folder(book).is_dir() {
            return Silenced::default();
        }
        self.silenced_notes(book).map(|notes| notes.of(handle)).unwrap_or_default()
    }

    fn silenced_folder(&self, book: &Book) -> PathBuf {
        self.places.data.join("silenced").join(book.key())
    }

    fn silenced_notes(&self, book: &Book) -> Result<SilencedNotes, ApiError> {
        let seed = u64::from(self.host.random()) << 32 | u64::from(self.host.random());
        SilencedNotes::open(&self.silenced_folder(book), seed)
    }
}

/// What a note is about, in words that may be kept: a secret is kept by its ends alone.
fn said(rule: &str, words: &str) -> String {
    if rule == SECRET { ends(words) } else { words.to_owned() }
}
