use crate::{
    Find, Sort,
    fixtures::{catch, parse, store_of, write},
    order::BEST,
};

/// Six hundred records, in several segments, with many equals.
fn many() -> Vec<catchbook_record::Record> {
    (0..600)
        .map(|n: usize| {
            let day = format!("2026-0{}-{:02}", n % 9 + 1, n % 28 + 1);
            catch(&format!("catches/{n}.md"), &"cart ".repeat(n % 3 + 1), &[], Some((n % 5 + 1) as u8), &day)
        })
        .collect()
}

#[test]
fn pages_put_together_are_the_whole_order() {
    let dir = tempfile::tempdir().unwrap();
    let records = many();
    let store = store_of(dir.path(), &records[..250]);
    write(&store, &records[250..580]);
    records[580..].iter().for_each(|record| store.overlay_put(record));
    for sort in [Sort::Relevance, Sort::Date, Sort::Severity] {
        for text in ["", "cart", "severity:1,2 cart"] {
            let page = |offset, limit| store.find(&parse(text), &Find { sort, offset, limit, facets: false }).unwrap();
            // The first screens are ordered on their own, so ask for them first.
            let mut paged: Vec<_> = page(0, 7).hits;
            while paged.len() < page(0, 0).total {
                paged.extend(page(paged.len(), 89).hits);
            }
            let whole = page(0, usize::MAX);
            assert_eq!(whole.hits.len(), whole.total);
            assert_eq!(paged, whole.hits, "{sort:?} {text}");
            let distinct: std::collections::BTreeSet<_> = paged.iter().map(|hit| &hit.path).collect();
            assert_eq!(distinct.len(), paged.len());
            assert!(page(whole.total, 10).hits.is_empty());
            assert!(page(usize::MAX, usize::MAX).hits.is_empty());
        }
    }
}

/// Two segments, of which the larger one is the better: most of it is let go, and gathered again for who scrolls.
#[test]
fn a_large_answer_has_no_gaps_behind_its_first_screens() {
    let dir = tempfile::tempdir().unwrap();
    let good = |n: usize| {
        let text = format!("{}{}", "cart blank reply ".repeat(1 + n % 53), "other ".repeat(n % 41));
        catch(&format!("good/{n}.md"), &text, &[], None, &format!("2026-0{}-{:02}", n % 9 + 1, n % 28 + 1))
    };
    let poor = |n: usize| {
        catch(&format!("poor/{n}.md"), &format!("cart blank {}", "other ".repeat(200 + n)), &[], None, "2020-01-01")
    };
    let store = store_of(dir.path(), &(0..1_100).map(good).collect::<Vec<_>>());
    write(&store, &(0..60).map(poor).collect::<Vec<_>>());
    for (sort, query) in [
        (Sort::Relevance, "cart"),
        (Sort::Relevance, "cart blank"),
        (Sort::Relevance, "why is the cart or reply of the page so blank"),
        (Sort::Date, "cart"),
    ] {
        let page = |query: &str, offset, limit| {
            store.find(&parse(query), &Find { sort, offset, limit, facets: false }).unwrap()
        };
        let mut paged: Vec<_> = page(query, 0, 20).hits;
        while paged.len() < page(query, 0, 20).total {
            paged.extend(page(query, paged.len(), 20).hits);
        }
        // The same in other words, so that no answer is kept.
        let whole = page(&format!("{query} -absent"), 0, usize::MAX);
        assert!(whole.total > 1_000, "{}", whole.total);
        assert_eq!(paged, whole.hits, "{sort:?} {query}");
    }
}

#[test]
fn of_equals_the_newest_come_first_however_many_there_are() {
    // Before, within and beyond the dates that a key tells apart; then with few that have a date at all.
    for (first, one_in) in [(1500, 1), (1600, 1), (1800, 1), (1800, 20)] {
        let dir = tempfile::tempdir().unwrap();
        let year = |n: usize| n.is_multiple_of(one_in).then_some(first + n * 7 % 400);
        let equal = |n: usize| {
            let mut record =
                catch(&format!("{n}.md"), "cart", &[], None, &format!("{}-01-01", year(n).unwrap_or(first)));
            record.date.take_if(|_| year(n).is_none());
            record
        };
        let store = store_of(dir.path(), &(0..1_000).map(equal).collect::<Vec<_>>());
        let hits = store.find(&parse("cart"), &Find { limit: BEST, ..Find::default() }).unwrap().hits;
        let years: Vec<_> = hits.iter().map(|hit| year(hit.path.trim_end_matches(".md").parse().unwrap())).collect();
        let mut expected: Vec<_> = (0..1_000).map(year).collect();
        expected.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(years, expected[..BEST]);
    }
}

#[test]
fn the_order_is_the_same_after_a_rebuild() {
    let order = |records: &[catchbook_record::Record]| -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        let store = store_of(dir.path(), records);
        store
            .find(&parse("cart"), &Find { limit: 1_000, ..Find::default() })
            .unwrap()
            .hits
            .into_iter()
            .map(|hit| hit.path)
            .collect()
    };
    let mut records = many();
    let forwards = order(&records);
    records.reverse();
    assert_eq!(order(&records), forwards);
}

#[test]
fn answers_follow_the_index_and_old_ones_are_let_go() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &many());
    let total = |text: &str| store.find(&parse(text), &Find::default()).unwrap().total;
    for n in 0..50 {
        assert_eq!(total(&format!("cart -absent{n}")), 600);
    }
    store.overlay_remove("catches/0.md");
    assert_eq!(total("cart -absent1"), 599);
    assert_eq!(total("cart"), 599);
}
