use super::*;
use proptest::prelude::*;

/// Terms as the index holds them, with positions; wholes in angle brackets.
fn terms(text: &str) -> String {
    let show = |w: Word| {
        if w.whole { format!("<{}>{}", w.term, w.position) } else { format!("{}{}", w.term, w.position) }
    };
    text_words(text).map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_words_are_folded_stemmed_and_counted_with_the_dropped_ones() {
    assert_eq!(
        terms("The Reply is Blank, when a new chat gets its id."),
        "repli1 blank3 when4 new6 chat7 get8 it9 id10"
    );
}

#[test]
fn code_gives_its_parts_and_itself() {
    for (text, expected) in [
        ("reqTimeoutMs", "<reqtimeoutm>0 req0 timeout1 ms2"),
        ("HTTPServer", "<httpserver>0 http0 server1"),
        ("a_b", "<a_b>0 b1"),
        ("__init__", "init0"),
        ("std::mem::swap", "<std::mem::swap>0 std0 mem1 swap2"),
        ("src/chat/redirect.ts", "<src/chat/redirect.ts>0 src0 chat1 redirect2 ts3"),
        ("CVE-2026-42184", "<cve-2026-42184>0 cve0 20261 421842"),
        ("2026-06-14", "<2026-06-14>0 20260 061 142"),
        ("well-known", "well0 known1"),
        ("v2.3.1", "<v2.3.1>0 v20 31 12"),
        ("p99 e2e", "p990 e2e1"),
        ("09:40", "<09:40>0 090 401"),
        ("note:this key: value", "note0 key2 valu3"),
        ("ines@acme.example", "<ines@acme.example>0 ine0 acm1 exampl2"),
        ("URLs and APIs", "url0 api2"),
        ("don't it's we’ll", "don0 we2"),
        ("a41f9c2e0d3b5a6978c1d2e3f4a5b6c7d8e9f0a1", "a41f9c2e0d3b5a6978c1d2e3f4a5b6c7d8e9f0a10"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn addresses_give_words_but_no_whole() {
    assert_eq!(terms("https://github.com/acme"), "https0 github1 com2 acm3");
}

#[test]
fn text_without_blanks_is_cut_into_pairs() {
    assert_eq!(terms("東京都 x"), "東京0 京都1 都2 x3");
    let query: Vec<_> = query_words("東京都").into_iter().map(|w| w.term).collect();
    assert_eq!(query, ["東京", "京都"]);
    assert_eq!(query_words("都")[0].term, "都");
    assert_eq!(terms("abc東京"), "abc0 東京1 京2");
}

#[test]
fn data_is_not_a_word() {
    assert_eq!(terms(&"x".repeat(65)), "");
    assert_eq!(terms(&"x".repeat(64)), format!("{}0", "x".repeat(64)));
    assert_eq!(text_words(&"QUJD".repeat(1_000_000)).filter(|w| w.whole).count(), 0);
}

proptest! {
    #[test]
    fn every_range_is_inside_and_in_order(text in "(?s).{0,80}|[a-zA-Z_:./é東京 '-]{0,60}") {
        let mut last = 0;
        for word in text_words(&text) {
            prop_assert!(text.get(word.range.clone()).is_some_and(|t| !t.is_empty()));
            prop_assert!(word.position >= last);
            prop_assert!(word.term.len() <= MAX_TERM_BYTES);
            last = word.position;
        }
    }

    /// The quick way to most words is only quicker.
    #[test]
    fn simple_words_are_cut_as_all_are(text in "(?s).{0,80}|[a-zA-Z0-9_:./\\\\@é東 '-]{0,60}") {
        let mut chunked = Pieces::of_record(&text);
        let slow: Vec<_> = std::iter::from_fn(|| chunked.next_chunked()).collect();
        prop_assert_eq!(Pieces::of_record(&text).collect::<Vec<_>>(), slow);
    }

    /// What was indexed can be asked for: a query made of a text's own words has the text's own terms.
    #[test]
    fn a_query_has_the_terms_of_the_text(text in "[a-zA-Z0-9_:./é '-]{0,60}") {
        let indexed: Vec<_> = text_words(&text).collect();
        prop_assert_eq!(query_words(&text), indexed);
    }
}
