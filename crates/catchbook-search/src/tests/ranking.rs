use crate::{
    Find, Sort,
    fixtures::{catch, parse, paths, record, store_of},
};

#[test]
fn a_word_in_the_title_or_the_symptoms_ranks_first() {
    let dir = tempfile::tempdir().unwrap();
    let filler = "lorem ipsum dolor sit amet ".repeat(10);
    let mut symptom = record("symptom.md", "Something else", &filler);
    symptom.symptoms = vec!["blank".into()];
    let store = store_of(
        dir.path(),
        &[
            record("body.md", "Something", &format!("blank {filler}")),
            symptom,
            record("title.md", "Blank", &format!("else {filler}")),
        ],
    );
    let found = paths(&store, "blank");
    assert_eq!(found.last().unwrap(), "body.md");
    assert_eq!(found.len(), 3);
}

#[test]
fn equal_matches_come_newest_first_and_undated_last() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            record("undated.md", "cart", ""),
            catch("old.md", "cart", &[], None, "2024-01-01"),
            catch("new.md", "cart", &[], None, "2026-01-01"),
            catch("ancient.md", "cart", &[], None, "1969-07-20"),
        ],
    );
    assert_eq!(paths(&store, ""), ["new.md", "old.md", "ancient.md", "undated.md"]);
    assert_eq!(paths(&store, "type:catch"), ["new.md", "old.md", "ancient.md"]);
}

#[test]
fn sorted_by_date_and_by_severity() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            catch("minor.md", "cart cart cart", &[], Some(4), "2026-03-01"),
            catch("worst.md", "cart", &[], Some(1), "2024-01-01"),
            catch("none.md", "cart", &[], None, "2026-04-01"),
            catch("worst-newer.md", "cart", &[], Some(1), "2025-01-01"),
        ],
    );
    let sorted = |sort| -> Vec<String> {
        store
            .find(&parse("cart"), &Find { sort, ..Find::default() })
            .unwrap()
            .hits
            .into_iter()
            .map(|hit| hit.path)
            .collect()
    };
    assert_eq!(sorted(Sort::Date), ["none.md", "minor.md", "worst-newer.md", "worst.md"]);
    assert_eq!(sorted(Sort::Severity), ["worst-newer.md", "worst.md", "minor.md", "none.md"]);
}

#[test]
fn a_record_that_is_named_comes_before_those_that_mention_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut named = record("catches/2026-06-14-blank.md", "Something", "else");
    named.id = Some("C-7K3Q2".into());
    let mention = record("mention.md", "C-7K3Q2 C-7K3Q2", "C-7K3Q2, 2026-06-14-blank");
    let store = store_of(dir.path(), &[mention, named]);
    for name in ["C-7K3Q2", "c-7k3q2", "2026-06-14-blank"] {
        assert_eq!(paths(&store, name).first().map(String::as_str), Some("catches/2026-06-14-blank.md"), "{name}");
    }
}

#[test]
fn a_word_among_others_names_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let words = record("words.md", "The cart is blank after checkout", "cart blank checkout");
    let file = record(
        "cart.md",
        "Something",
        "cart, once blank and once checkout, in a longer text that goes on about other things",
    );
    let store = store_of(dir.path(), &[file, words]);
    assert_eq!(paths(&store, "cart blank checkout"), ["words.md", "cart.md"]);
    assert_eq!(paths(&store, "cart"), ["cart.md", "words.md"]);
}

#[test]
fn words_side_by_side_rank_before_the_same_words_apart() {
    let dir = tempfile::tempdir().unwrap();
    let apart = record("apart.md", "One", "layer of the cart, and then the boundary");
    let together = record("together.md", "Two", "cart of the then, and the boundary layer");
    let store = store_of(dir.path(), &[apart, together]);
    assert_eq!(paths(&store, "boundary layer"), ["together.md", "apart.md"]);
}

#[test]
fn the_parts_of_a_compound_count_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "One", "high and speed"), record("b.md", "Two", "nothing")]);
    assert_eq!(paths(&store, "what happens at high-speed when somebody leaves"), ["a.md"]);
    assert_eq!(paths(&store, "high-speed"), [""; 0]);
}
