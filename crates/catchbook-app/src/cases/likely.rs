use super::loosely::loosely;

/// What begins with a text, else what holds it, else what matches it loosely; of equals the heaviest first.
pub(super) fn likely<T>(
    all: Vec<T>,
    text: &str,
    limit: usize,
    name: impl Fn(&T) -> &str,
    weight: impl Fn(&T) -> u32,
) -> Vec<T> {
    let typed = text.trim().to_lowercase();
    let place = |one: &T| name(one).to_lowercase().find(&typed);
    let mut found: Vec<(bool, T)> = Vec::new();
    let mut others = Vec::new();
    for one in all {
        match place(&one) {
            Some(at) => found.push((at > 0, one)),
            None => others.push(one),
        }
    }
    if found.is_empty() {
        return loosely(others, text, limit, name, weight);
    }
    found.sort_by(|(late, one), (later, other)| {
        late.cmp(later).then_with(|| weight(other).cmp(&weight(one))).then_with(|| name(one).cmp(name(other)))
    });
    found.into_iter().take(limit).map(|(_, one)| one).collect()
}
