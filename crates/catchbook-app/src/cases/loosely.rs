use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What matches a text loosely, the best first; all of it for an empty text. Of equals, `weight` decides, then the name.
pub(super) fn loosely<T>(
    all: impl IntoIterator<Item = T>,
    text: &str,
    limit: usize,
    name: impl Fn(&T) -> &str,
    weight: impl Fn(&T) -> u32,
) -> Vec<T> {
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, T)> = all
        .into_iter()
        .filter_map(|one| Some((pattern.score(Utf32Str::new(name(&one), &mut buffer), &mut matcher)?, one)))
        .collect();
    scored.sort_by(|(a, one), (b, other)| {
        b.cmp(a).then_with(|| weight(other).cmp(&weight(one))).then_with(|| name(one).cmp(name(other)))
    });
    scored.into_iter().take(limit).map(|(_, one)| one).collect()
}
