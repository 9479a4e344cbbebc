use super::*;
use crate::fixtures::{parse, typing};
use proptest::prelude::*;

/// Each token as `-field=value`, with `!` behind those that have a hint.
fn shown(query: &Query) -> String {
    let one = |token: &Token| {
        let minus = if token.negated { "-" } else { "" };
        let field = token.field.map(|field| format!("{}=", field.as_str())).unwrap_or_default();
        format!("{minus}{field}{}{}", token.value, if token.hint.is_some() { "!" } else { "" })
    };
    query.tokens().iter().map(one).collect::<Vec<_>>().join("|")
}

#[test]
fn tokens_of_queries() {
    for (query, expected) in [
        ("", ""),
        ("   ", ""),
        ("timeout", "timeout"),
        ("blank reply", "blank|reply"),
        ("\"blank reply\" -cart", "blank reply|-cart"),
        ("-\"blank reply\"", "-blank reply"),
        ("“blank reply” x", "blank reply|x"),
        ("conn*", "conn"),
        ("service:checkout", "service=checkout"),
        ("SERVICE:checkout", "service=checkout"),
        ("-type:guide", "-type=guide"),
        ("kind:catch topic:retry sev:1", "type=catch|mode=retry|severity=1"),
        ("service:a,b", "service=a,b"),
        ("service:\"two words\",b", "service=two words,b"),
        ("service:a,\"x, y\"", "service=a,x, y"),
        ("tag:\"say \\\"hi\\\"\"", "tag=say \"hi\""),
        ("service:a,,b,", "service=a,b"),
        ("severity:<=2", "severity=<=2"),
        ("caught-how:hand_test", "caught-how=hand_test"),
        // Signs between things.
        ("k OR m", "k OR m"),
        ("x k OR m OR n y", "x|k OR m OR n|y"),
        ("k or m", "k|or!|m"),
        ("(k m) n", "k|m|n"),
        ("(k OR m) n", "k OR m|n"),
        ("-(k m)", "-k m"),
        ("-(k m) ", "-k m"),
        ("-(k swap(m)", "-k swap(m)!"),
        ("-((k m) n)", "-(k m) n"),
        ("-(k OR (m n)) d", "-k OR (m n)|d"),
        ("(k OR m n", "k OR m|n!"),
        ("(k OR -m", "k OR -m!"),
        ("OR k", "OR!|k"),
        ("k OR", "k|OR!"),
        ("k OR OR m", "k OR OR m"),
        ("k NOT m", "k|-m"),
        ("NOT NOT k", "k"),
        ("NOT service:x", "-service=x"),
        ("NOT (k OR m)", "-k OR m"),
        ("k NOT", "k|NOT!"),
        (" NOT  OR ", "NOT!|OR!"),
        ("()", ""),
        ("f(x) swap(k,m", "f(x)|swap(k,m"),
        ("(f(x) OR y)", "f(x) OR y"),
        ("(service:a OR service:b)", "service:a OR service:b"),
        ("k)", "k)"),
        ("severity:high OR k", "severity:high OR k!"),
        // What is no field or no value.
        ("servce:checkout", "servce:checkout!"),
        ("foo:bar", "foo:bar!"),
        ("std::mem::swap", "std::mem::swap"),
        ("https://example.org/x", "https://example.org/x"),
        ("12:30", "12:30"),
        ("service:", "service=!"),
        ("type:banana", "type=banana!"),
        ("type:catch,banana", "type=catch,banana!"),
        ("severity:high", "severity=high!"),
        ("before:june", "before=june!"),
        ("is:green", "is=green!"),
        ("is:overdue", "is=overdue!"),
        ("cost:much", "cost=much!"),
        // Expressions, and paths that look like them.
        ("/retr(y|ies)/", "retr(y|ies)"),
        ("service:chat /a b/ x", "service=chat|a b|x"),
        ("-/a\\/b/ k", "-a\\/b|k"),
        ("NOT /ab/", "-ab"),
        ("(/ab/ k)", "ab|k"),
        ("/usr/lib src/a/b //", "/usr/lib|src/a/b|//!"),
        ("/usr/lib/ k", "/usr/lib/|k"),
        ("cats / dogs / mice", "cats|/!|dogs|/!|mice"),
        ("/ab", "/ab!"),
        ("/a b", "/a!|b"),
        ("-/ab", "-/ab"),
        ("k/ab/", "k/ab/"),
        ("/ab/i", "/ab/i"),
        ("/a/ OR k", "/a/ OR k!"),
        ("-(/a/ k)", "-/a/ k!"),
        ("/a/ /b/ /c/ /d/ /e/", "a|b|c|d|e!"),
        // Quotes and minus signs.
        ("\"open quote", "open quote!"),
        ("service:\"open quote", "service=open quote!"),
        ("\"\"", "!"),
        ("--force", "--force"),
        ("kill -9", "kill|-9"),
        ("- x", "-!|x"),
        ("a-b", "a-b"),
        ("foo\"bar baz\"", "foo|bar baz"),
        // Too common, or nothing to search for.
        ("the", "the!"),
        ("!!! ???", "!!!!|???!"),
        ("*", "*!"),
        ("\"to be\"", "to be!"),
    ] {
        assert_eq!(shown(&parse(query)), expected, "{query}");
    }
}

#[test]
fn hints_say_what_to_do() {
    let hint = |query: &str| parse(query).tokens()[0].hint.clone().unwrap();
    assert_eq!(hint("servce:x"), "There is no field “servce”; did you mean “service:”? Taken as text");
    assert_eq!(hint("zzzzzz:x"), "There is no field “zzzzzz”; taken as text");
    assert_eq!(
        hint("on:yesterday"),
        "“yesterday” is not a date: write 2026, 2026-q2, 2026-06, 2026-06-14 or \"last month\""
    );
    assert_eq!(hint("severity:9"), "“9” is not a severity: write 1 to 5, <=2, 1..3 or none");
    assert_eq!(hint("is:new"), "“new” does not go with “is:”, which takes draft, stale, open, overdue, unlinked");
    assert_eq!(hint("has:"), "Left out: nothing follows “has:”");
    assert_eq!(hint("/ab"), "Taken as text; a slash at its end makes it an expression");
    assert_eq!(hint("/ab/ OR k"), "Left out: an expression stands alone, not within OR or -(…)");
}

fn values(query: &str) -> Vec<Value> {
    match parse(query).asks.remove(0) {
        Ask::Any(_, values) => values,
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn severities_are_levels_ranges_and_words() {
    for (text, levels) in [
        ("1", 0b10),
        ("sev2", 0b100),
        ("SEV-3", 0b1000),
        ("critical", 0b10),
        ("minor", 0b1_0000),
        ("<=2", 0b110),
        ("<2", 0b10),
        (">=4", 0b11_0000),
        (">3", 0b11_0000),
        ("2..4", 0b1_1100),
        ("none", 1),
        (">5", 0),
    ] {
        assert_eq!(values(&format!("severity:{text}")), [Value::Severities(levels)], "{text}");
    }
    assert_eq!(values("severity:1,none"), [Value::Severities(2), Value::Severities(1)]);
}

#[test]
fn names_are_compared_without_case_and_signs() {
    assert_eq!(values("by:@Ines"), [Value::Name("ines".into())]);
    assert_eq!(values("tag:\"Data Loss\""), [Value::Name("data-loss".into())]);
    assert_eq!(values("pr:#2331"), [Value::Name("2331".into())]);
    assert_eq!(values("id:[[C-7K3Q2]]"), [Value::Name("c-7k3q2".into())]);
    assert_eq!(values("service:check*"), [Value::Prefix("check".into())]);
    assert_eq!(values("type:model_error,catches"), [Value::Name("model-error".into()), Value::Name("catch".into())]);
    assert_eq!(values("verdict:green"), [Value::Name("passed".into())]);
    assert_eq!(values("has:guards"), [Value::Name("guard".into())]);
}

#[test]
fn the_last_word_is_open_only_while_typing_it() {
    let is_open = |query: &Query| matches!(query.asks.last(), Some(Ask::Text(text)) if text.is_open_ended);
    assert!(is_open(&typing("blank re")));
    assert!(is_open(&typing("th")), "the beginning of “the” may become another word");
    assert!(is_open(&parse("re*")));
    assert!(!is_open(&parse("blank re")));
    assert!(!is_open(&typing("blank re ")));
    assert!(!is_open(&typing("\"blank re\"")));
    assert!(is_open(&typing("\"blank re")), "no quote says yet that it ends here");
    assert!(!is_open(&parse("\"blank re")));
    assert_eq!(typing("\"blank re").explain(), "Records with the words “blank re…” in a row");
    let Ask::Any(_, values) = &typing("service:che").asks[0] else { panic!() };
    assert_eq!(*values, [Value::Prefix("che".into())]);
    let Ask::Any(_, values) = &typing("type:cat").asks[0] else { panic!() };
    assert_eq!(*values, [Value::Prefix("cat".into())]);
}

#[test]
fn dates_seen_from_today_are_explained_by_their_days() {
    let options = ParseOptions { today: Some(jiff::civil::date(2026, 6, 17)), ..ParseOptions::default() };
    for (query, words) in [
        ("on:\"last month\"", "Records dated last month (2026-05-01 to 2026-05-31)"),
        ("after:\"last week\"", "Records dated after last week (from 2026-06-15 on)"),
        ("before:today", "Records dated before today (until 2026-06-16)"),
        ("on:yesterday", "Records dated yesterday (2026-06-16)"),
        ("on:2026-q2", "Records dated 2026-q2"),
        ("on:2025,yesterday", "Records dated 2025 or yesterday (2026-06-16)"),
    ] {
        assert_eq!(Query::parse(query, options).explain(), words, "{query}");
    }
}

#[test]
fn explained_in_words() {
    for (query, words) in [
        ("", "Every record"),
        ("timeout", "Records with “timeout”"),
        ("blank reply -cart", "Records with “blank”, with “reply”, and without “cart”"),
        ("\"blank reply\"", "Records with the words “blank reply” in a row"),
        ("conn*", "Records with a word that begins with “conn”"),
        ("type:catch service:a,b", "Records whose type is catch, and whose service is a or b"),
        ("-gate:e2e by:ines", "Records where e2e was not green, and by ines"),
        ("severity:<=2,none", "Records whose severity is 1, 2 or none"),
        ("after:2026-06 -on:2026-07-01", "Records dated after 2026-06, and not dated 2026-07-01"),
        ("is:open has:guard -has:fix", "Records that are open, that have a guard, and that do not have a fix"),
        ("path:src/chat", "Records at or guarding src/chat"),
        ("symbol:run cost:>8h,30m", "Records guarding run, and whose cost is >8h or 30m"),
        ("foo:bar", "Records with “foo:bar”"),
        (
            "k1 /a+/ -/b c/",
            "Records with “k1”, whose file matches the expression “a+”, and whose file does not match the expression “b c”",
        ),
        ("/a(/", "Every record"),
        ("timeout OR blank service:a", "Records either with “timeout” or with “blank”, and whose service is a"),
        ("(a1 -b1) OR type:catch", "Records either both with “a1” and without “b1” or whose type is catch"),
        ("x1 -(on:2026 OR is:open)", "Records with “x1”, except those either dated 2026 or that are open"),
        (
            "a1 b1 c1 d1 e1 -f is:open",
            "Records with some of “a1”, “b1”, “c1”, “d1”, “e1”, those with most first, without “f”, and that are open",
        ),
    ] {
        assert_eq!(parse(query).explain(), words, "{query}");
    }
}

#[test]
fn a_token_can_be_dropped() {
    let query = parse("blank  service:a,\"b c\" -cart");
    let without = |i| query.without(i).map(|query| query.text);
    assert_eq!(without(0).unwrap(), "service:a,\"b c\" -cart");
    assert_eq!(without(1).unwrap(), "blank -cart");
    assert_eq!(without(2).unwrap(), "blank  service:a,\"b c\"");
    assert_eq!(without(3), None);
}

#[test]
fn a_token_is_not_dropped_where_the_rest_would_be_read_as_something_else() {
    let query = parse("/a b/\"/ d");
    let texts: Vec<_> = query.tokens().iter().map(|token| token.text.as_str()).collect();
    assert_eq!(texts, ["/a", "b/", "\"/ d"]);
    assert_eq!(query.without(0).unwrap().text, "b/\"/ d");
    assert_eq!(query.without(1), None, "an expression would take the open quote");
    assert_eq!(query.without(2), None, "the last slash would end an expression");
}

#[test]
fn a_facet_is_switched_on_and_off() {
    for (query, field, value, toggled) in [
        ("", Field::Service, "checkout", "service:checkout"),
        ("blank", Field::Service, "two words", "blank service:\"two words\""),
        ("service:a", Field::Service, "b", "service:a,b"),
        ("service:a blank", Field::Service, "b c", "service:a,\"b c\" blank"),
        ("service:a,b", Field::Service, "a", "service:b"),
        ("blank service:a", Field::Service, "A", "blank"),
        ("service:a x service:a,b", Field::Service, "a", "x service:b"),
        ("-service:a", Field::Service, "a", "service:a"),
        ("-service:a,b", Field::Service, "a", "-service:b service:a"),
        ("service:che*", Field::Service, "checkout", ""),
        ("type:incidents", Field::Type, "incident", ""),
        ("severity:<=2", Field::Severity, "1", "severity:2"),
        ("severity:1", Field::Severity, "none", "severity:1,none"),
        ("severity:1..3", Field::Severity, "4", "severity:1..3,4"),
        ("mode:retry", Field::Mode, "time", "mode:retry,time"),
        ("topic:retry", Field::Mode, "retry", ""),
        ("\"open quote", Field::Gate, "e2e", "\"open quote\" gate:e2e"),
        ("service:\"open", Field::Service, "b", "service:\"open\",b"),
        ("(service:\"a\")", Field::Service, "b", "(service:\"a\",b)"),
        ("service:\"a\")", Field::Service, "b", "service:\"a\",b )"),
        ("x", Field::Tag, "say \"hi\"", "x tag:\"say \\\"hi\\\"\""),
        ("service:", Field::Service, "a", "service: service:a"),
        ("k OR m", Field::Service, "c", "k OR m service:c"),
        ("k OR", Field::Service, "c", "k service:c"),
        ("k NOT OR", Field::Service, "c", "k service:c"),
        ("service:\"0\"k", Field::Service, "c", "service:\"0\",c k"),
        ("service:a OR x", Field::Service, "a", "service:a OR x service:a"),
        ("-(a OR \"b", Field::Service, "c", "-(a OR \"b\") service:c"),
        ("(service:a x)", Field::Service, "b", "(service:a,b x)"),
        ("x", Field::Service, "a (b)", "x service:\"a (b)\""),
        ("/a", Field::Service, "b", "/a service:b"),
        ("/a", Field::Service, "b/", "/a service:\"b/\""),
    ] {
        assert_eq!(parse(query).toggles().with(field, value), toggled, "{query} ± {value}");
    }
}

#[test]
fn a_facet_is_on_when_the_query_asks_for_it() {
    assert!(parse("service:a,b").toggles().is_on(Field::Service, "B"));
    assert!(parse("severity:<=2").toggles().is_on(Field::Severity, "2"));
    assert!(!parse("severity:<=2").toggles().is_on(Field::Severity, "none"));
    assert!(!parse("-service:a").toggles().is_on(Field::Service, "a"));
    assert!(!parse("service:ab").toggles().is_on(Field::Service, "a"));
    assert!(!typing("service:che").toggles().is_on(Field::Service, "checkout"));
}

#[test]
fn what_is_too_long_is_left_out_and_said() {
    let query = parse(&"word ".repeat(200));
    assert_eq!(query.tokens().len(), 65);
    assert_eq!(query.tokens()[64].hint.as_deref(), Some("Left out: the query is too long"));
    assert_eq!(query.tokens()[64].range.end, "word ".repeat(200).trim_end().len());
}

/// Text that comes close to the language.
fn queryish() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "(?s).{0,8}",
        "[a-z]{1,6}",
        prop::sample::select(vec![
            "service:",
            "-",
            "\"",
            "“",
            ",",
            "*",
            " ",
            "severity:<=",
            "before:2026-",
            "type:catch",
            "is:stale",
            "\\",
            "é",
            "東京",
            "\u{301}",
            ":",
            "path:src/",
            " OR ",
            " NOT ",
            "(",
            ")",
            "-(",
            "/",
            " /a",
            "/x+/",
            "(?i)[",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn reading_never_fails_and_every_range_is_the_token(text in queryish(), typing in any::<bool>()) {
        let query = Query::parse(&text, ParseOptions { typing, today: Some(jiff::civil::date(2026, 6, 17)) });
        let mut end = 0;
        for (i, token) in query.tokens().iter().enumerate() {
            prop_assert_eq!(text.get(token.range.clone()), Some(token.text.as_str()));
            prop_assert!(token.range.start >= end && !token.text.is_empty());
            end = token.range.end;
            if let Some(without) = query.without(i) {
                prop_assert_eq!(without.tokens().len(), query.tokens().len() - 1, "without {}: {:?}", i, without);
            }
        }
        query.explain();
    }

    /// Switching on is seen, switching off is seen, and what else was asked is still asked.
    #[test]
    fn toggling_does_what_it_says(text in queryish(), value in "[a-z\"é,\\\\ ]{0,5}[a-z]") {
        let query = parse(&text);
        let was_on = query.toggles().is_on(Field::Service, &value);
        let toggled = parse(&query.toggles().with(Field::Service, &value));
        prop_assert_eq!(toggled.toggles().is_on(Field::Service, &value), !was_on);
        let others = |query: &Query| query.tokens().iter().filter(|token| token.field.is_some_and(|field| field != Field::Service)).count();
        prop_assert_eq!(others(&toggled), others(&query));
    }
}
