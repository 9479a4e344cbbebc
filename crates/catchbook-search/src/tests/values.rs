use crate::{
    Field,
    fixtures::{catch, record, store_of},
};

fn owned(values: &[(&str, usize)]) -> Vec<(String, usize)> {
    values.iter().map(|(value, count)| ((*value).to_string(), *count)).collect()
}

#[test]
fn values_begin_as_asked_and_count_the_records_that_are_there_now() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            catch("a.md", "One", &["checkout", "chat"], None, "2026-06-01"),
            catch("b.md", "Two", &["Checkout", "order desk"], None, "2026-06-02"),
            catch("c.md", "Three", &["billing"], None, "2026-06-03"),
        ],
    );
    let values = |start: &str, most| store.values(Field::Service, start, most).unwrap();
    assert_eq!(values("CH", 9), owned(&[("chat", 1), ("checkout", 2)]));
    assert_eq!(values("", 2), owned(&[("billing", 1), ("chat", 1)]));
    assert_eq!(values("order d", 9), owned(&[("order-desk", 1)]));
    assert_eq!(values("zzz", 9), []);

    let before = store.state().unwrap();
    store.overlay_put(&catch("b.md", "Two", &["chat"], None, "2026-06-02"));
    store.overlay_remove("c.md");
    assert_ne!(store.state().unwrap(), before);
    assert_eq!(values("", 9), owned(&[("chat", 2), ("checkout", 1)]), "what is replaced or gone counts no more");
}

#[test]
fn a_field_has_its_own_values_alone() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = record("a.md", "One", "");
    one.tags = vec!["race".to_owned()];
    one.class = Some("race".to_owned());
    let store = store_of(dir.path(), &[one]);
    assert_eq!(store.values(Field::Tag, "", 9).unwrap(), owned(&[("race", 1)]));
    assert_eq!(store.values(Field::Class, "r", 9).unwrap(), owned(&[("race", 1)]));
    assert_eq!(store.values(Field::Mode, "", 9).unwrap(), []);
}
