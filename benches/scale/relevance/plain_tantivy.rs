use catchbook_app::evaluation::{Collection, DEPTH};
use frostem::{Algorithm, Stemmer};
use tantivy::{
    Index, Searcher, TantivyDocument,
    collector::TopDocs,
    query::QueryParser,
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{
        LowerCaser, RemoveLongFilter, SimpleTokenizer, StopWordFilter, TextAnalyzer, Token, TokenFilter, TokenStream,
        Tokenizer,
    },
};

/// A program made with tantivy in an afternoon: text fields and its own query parser.
pub struct Peer {
    searcher: Searcher,
    parser: QueryParser,
}

/// Where the words of a document go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fields {
    TitleAndBody,
    /// Where the text begins with the title, as it does in most collections: a title that is indexed twice may hurt.
    TextAlone,
}

impl Peer {
    pub fn new(collection: &Collection, words: TextAnalyzer, fields: Fields) -> Peer {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("words")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = || TextOptions::default().set_indexing_options(indexing.clone());
        let (title, body) = (schema.add_text_field("title", text()), schema.add_text_field("body", text()));
        let place = schema.add_u64_field("place", FAST);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("words", words);
        let title = (fields == Fields::TitleAndBody).then_some(title);
        fill(&index, collection, title, body, place);
        let searcher = index.reader().expect("a reader").searcher();
        let asked = title.into_iter().chain([body]).collect();
        Peer { searcher, parser: QueryParser::for_index(&index, asked) }
    }

    pub fn rank(&self, query: &str) -> Vec<usize> {
        // A sign between words would be an operator to this parser, and `high-speed` a phrase: words alone serve it best.
        let words: Vec<&str> = query.split(|c: char| !c.is_alphanumeric()).collect();
        let (query, _) = self.parser.parse_query_lenient(&words.join(" "));
        let best = self.searcher.search(&query, &TopDocs::with_limit(DEPTH).order_by_score()).expect("an answer");
        let place = |at: tantivy::DocAddress| {
            let column = self.searcher.segment_reader(at.segment_ord).fast_fields().u64("place").expect("a column");
            column.first(at.doc_id).expect("a place") as usize
        };
        best.into_iter().map(|(_, at)| place(at)).collect()
    }
}

fn fill(index: &Index, collection: &Collection, title: Option<Field>, body: Field, place: Field) {
    let mut writer = index.writer_with_num_threads(1, 50_000_000).expect("a writer");
    for (number, document) in collection.documents.iter().enumerate() {
        let mut page = TantivyDocument::default();
        if let Some(title) = title {
            page.add_text(title, &document.title);
        }
        page.add_text(body, &document.text);
        page.add_u64(place, number as u64);
        writer.add_document(page).expect("taken");
    }
    writer.commit().expect("committed");
}

/// Words in lower case.
pub fn as_it_comes() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(40)).filter(LowerCaser).build()
}

/// Words in lower case without the most common ones, as stems.
pub fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(StopWordFilter::remove(STOP_WORDS.iter().map(ToString::to_string)))
        .filter(Stems)
        .build()
}

/// tantivy's own list of English ones, and below its own stemmer: here, so that the product is not built with both.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];

#[derive(Clone)]
struct Stems;

#[derive(Clone)]
struct Stemming<T>(T);

struct StemStream<S> {
    words: S,
    stemmer: Stemmer,
}

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, words: T) -> Stemming<T> {
        Stemming(words)
    }
}

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'a> = StemStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream { words: self.0.token_stream(text), stemmer: Stemmer::new(Algorithm::English) }
    }
}

impl<S: TokenStream> TokenStream for StemStream<S> {
    fn advance(&mut self) -> bool {
        let more = self.words.advance();
        if more {
            let token = self.words.token_mut();
            token.text = self.stemmer.stem(&token.text).into_owned();
        }
        more
    }

    fn token(&self) -> &Token {
        self.words.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.words.token_mut()
    }
}
