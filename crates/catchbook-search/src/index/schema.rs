use crate::words::TOKENIZER;
use tantivy::{
    index::IndexSettings,
    schema::{FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
    store::Compressor,
    tokenizer::{RAW_TOKENIZER_NAME, TextAnalyzer, TokenizerManager},
};

/// Raise it whenever a change here, in `document`, in `facts` or in `words` makes older folders answer differently.
pub(crate) const SCHEMA_VERSION: u32 = 6;

/// Names of the columns that are counted, filtered or sorted by.
pub(crate) mod column {
    pub const PATH: &str = "path";
    pub const KIND: &str = "kind";
    pub const SEVERITY: &str = "severity";
    pub const SERVICE: &str = "service";
    pub const GATE: &str = "gate";
    pub const MODE: &str = "mode";
    pub const SECONDS: &str = "seconds";
    pub const DAY: &str = "day";
    pub const DUE: &str = "due";
    pub const COST: &str = "cost";
    pub const TIE: &str = "tie";
}

/// The fields of the index. Nothing is stored: a hit is a path, and the record is read from its file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// Where the file lies: the key of a document.
    pub path: Field,
    /// Every word of the record. What matches is decided here alone.
    pub text: Field,
    /// The words by which a record wants to be found: title, symptoms, class, ids. They are in `text` too; here they rank.
    pub lead: Field,
    /// `field:value` terms of the query language.
    pub facts: Field,
    pub kind: Field,
    pub severity: Field,
    pub service: Field,
    pub gate: Field,
    pub mode: Field,
    /// When, in seconds since 1970; [`UNDATED`] when nobody wrote it.
    pub seconds: Field,
    /// The written day, in days since 1970; absent when nobody wrote it.
    pub day: Field,
    /// The days by which open action items are due, in days since 1970.
    pub due: Field,
    /// Minutes of people's time, where it was written down.
    pub cost: Field,
    /// A number made from the path, to order what is otherwise equal in the same way every time.
    pub tie: Field,
}

/// Before every date, so that undated records come last.
pub(crate) const UNDATED: i64 = i64::MIN / 2;

pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |option| {
        TextOptions::default()
            .set_indexing_options(TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(option))
    };
    let raw = TextFieldIndexing::default()
        .set_tokenizer(RAW_TOKENIZER_NAME)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let counted = || TextOptions::default().set_fast(RAW_TOKENIZER_NAME);
    let number = || NumericOptions::default().set_fast();
    let fields = Fields {
        path: schema.add_text_field(column::PATH, counted().set_indexing_options(raw.clone())),
        text: schema.add_text_field("text", words(IndexRecordOption::WithFreqsAndPositions)),
        lead: schema.add_text_field("lead", words(IndexRecordOption::WithFreqs)),
        facts: schema.add_text_field("facts", TextOptions::default().set_indexing_options(raw)),
        kind: schema.add_u64_field(column::KIND, number()),
        severity: schema.add_u64_field(column::SEVERITY, number()),
        service: schema.add_text_field(column::SERVICE, counted()),
        gate: schema.add_text_field(column::GATE, counted()),
        mode: schema.add_text_field(column::MODE, counted()),
        seconds: schema.add_i64_field(column::SECONDS, number()),
        day: schema.add_i64_field(column::DAY, FAST | INDEXED),
        due: schema.add_i64_field(column::DUE, number()),
        cost: schema.add_u64_field(column::COST, number()),
        tie: schema.add_u64_field(column::TIE, number()),
    };
    (schema.build(), fields)
}

pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, TextAnalyzer::builder(crate::words::RecordWords).build());
    manager
}
