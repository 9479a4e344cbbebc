use super::guards::Look;
use super::noise::{BOOK, Spoken};
use super::replay::{Asked, Replayed};
use super::sets::{Gold, Set, Sets};
use catchbook_check::rank::WEIGHTS;
use catchbook_check::tiers::Tier;

/// What a replay brought.
#[derive(Debug)]
pub struct Report {
    pub weights: &'static str,
    pub catches: usize,
    pub queries: usize,
    /// Judged changes that the history of the clone does not hold.
    pub not_here: usize,
    pub cited_older_than_90_days: Span,
    pub cited: Hits,
    pub same_function_recurs: Hits,
    pub fix_lands_on_catch_lines: Hits,
    pub cross_file: CrossFile,
    /// With a book of 200 catches, three times.
    pub noise: Noise,
    pub noise_whole_book: Noise,
    pub suggest_cause: Option<Cause>,
    pub reanchor: Reanchored,
    pub latency_ms: Latency,
}

/// A figure over all, and apart for the time before and since 2023: weights were chosen before.
#[derive(Debug)]
pub struct Span {
    pub all: Hits,
    /// The same with the first list alone, as it is shown.
    pub as_shown: Hits,
    pub before_2023: Hits,
    pub since_2023: Hits,
}

/// How high the first right answer stands.
#[derive(Debug)]
pub struct Hits {
    pub n: usize,
    pub first: Share,
    pub five: Share,
    pub ten: Share,
    pub mrr: f64,
}

/// A share of n, with its 95 % interval (Wilson).
#[derive(Debug, Clone, Copy)]
pub struct Share {
    pub of: usize,
    pub n: usize,
}

/// Right answers that share no file with the change.
#[derive(Debug)]
pub struct CrossFile {
    pub pairs: usize,
    pub recall_5_plus_3: Share,
}

/// On how many ordinary changes the check speaks.
#[derive(Debug)]
pub struct Noise {
    pub book: usize,
    pub n: usize,
    pub l0_l1: Share,
    pub l2_up: Share,
}

#[derive(Debug)]
pub struct Cause {
    pub n: usize,
    pub first: Share,
    pub five: Share,
}

/// Guards looked for by their text, against their way through the whole history.
#[derive(Debug)]
pub struct Reanchored {
    pub n: usize,
    pub right: Share,
    pub wrong: Share,
    pub lost: Share,
}

#[derive(Debug)]
pub struct Latency {
    pub p50: f64,
    pub p95: f64,
}

/// 2023-01-01T00:00:00Z.
const YEAR_2023: i64 = 1_672_531_200;
const OLD_DAYS: f64 = 90.0;

impl Report {
    pub(super) fn new(sets: &Sets, replayed: &Replayed) -> Self {
        let judged = Judged { sets, replayed };
        let answered = replayed.asked.len() + replayed.spoken.len();
        let always = |_: i64| true;
        let cited = |least, when: &dyn Fn(i64) -> bool| judged.hits(Set::Cited, least, when, |asked| &asked.ranked);
        let causes: Vec<Option<usize>> = replayed.causes.values().copied().collect();
        let within = |most: usize| share(&causes, |rank| rank.is_some_and(|rank| rank < most));
        let mut millis = replayed.millis.clone();
        millis.sort_by(f64::total_cmp);
        let at = |part: f64| millis.get((part * millis.len() as f64) as usize).copied().unwrap_or_default();
        Self {
            weights: WEIGHTS.name,
            catches: replayed.catches,
            queries: answered,
            not_here: sets.gold.len() - answered,
            cited_older_than_90_days: Span {
                all: cited(OLD_DAYS, &always),
                as_shown: judged.hits(Set::Cited, OLD_DAYS, &always, |asked| &asked.shown.0),
                before_2023: cited(OLD_DAYS, &|seconds| seconds < YEAR_2023),
                since_2023: cited(OLD_DAYS, &|seconds| seconds >= YEAR_2023),
            },
            cited: cited(f64::MIN, &always),
            same_function_recurs: judged.hits(Set::SameFunctionRecurs, f64::MIN, &always, |asked| &asked.ranked),
            fix_lands_on_catch_lines: judged.hits(Set::FixLandsOnCatchLines, f64::MIN, &always, |asked| &asked.ranked),
            cross_file: judged.cross_file(),
            noise: noise(BOOK, replayed.spoken.iter().flat_map(|spoken| spoken.small)),
            noise_whole_book: noise(replayed.catches, replayed.spoken.iter().map(|spoken: &Spoken| spoken.whole)),
            suggest_cause: (!causes.is_empty()).then(|| Cause { n: causes.len(), first: within(1), five: within(5) }),
            reanchor: Reanchored {
                n: replayed.looks.len(),
                right: share(&replayed.looks, |look| *look == Look::Right),
                wrong: share(&replayed.looks, |look| *look == Look::Wrong),
                lost: share(&replayed.looks, |look| *look == Look::Lost),
            },
            latency_ms: Latency { p50: at(0.5), p95: at(0.95) },
        }
    }
}

struct Judged<'j> {
    sets: &'j Sets,
    replayed: &'j Replayed,
}

impl Judged<'_> {
    /// The questions of a set, with their right answers that are older than `least` days. Those without any are not asked.
    fn questions(&self, set: Set, least: f64) -> impl Iterator<Item = (&Gold, &Asked, Vec<usize>)> {
        self.sets.gold.iter().enumerate().filter(move |(_, gold)| gold.set == set).filter_map(move |(at, gold)| {
            let asked = self.replayed.asked.get(&at)?;
            let old = gold.relevant.iter().filter(|relevant| relevant.gap_days > least);
            let right: Vec<usize> =
                old.filter_map(|relevant| self.replayed.places.get(&relevant.fix).copied()).collect();
            (!right.is_empty()).then_some((gold, asked, right))
        })
    }

    fn hits(&self, set: Set, least: f64, when: &dyn Fn(i64) -> bool, list: impl Fn(&Asked) -> &Vec<usize>) -> Hits {
        let asked = self.questions(set, least).filter(|(_, asked, _)| when(asked.seconds));
        let ranks: Vec<Option<usize>> =
            asked.map(|(_, asked, right)| list(asked).iter().position(|past| right.contains(past))).collect();
        let within = |most: usize| share(&ranks, |rank| rank.is_some_and(|rank| rank < most));
        let reciprocal: f64 = ranks.iter().flatten().map(|rank| 1.0 / (rank + 1) as f64).sum();
        let mrr = reciprocal / (ranks.len() as f64).max(1.0);
        Hits { n: ranks.len(), first: within(1), five: within(5), ten: within(10), mrr }
    }

    fn cross_file(&self) -> CrossFile {
        let mut found = Vec::new();
        for (gold, asked, _) in self.questions(Set::Cited, OLD_DAYS) {
            let other = gold.relevant.iter().filter(|relevant| !relevant.same_file && relevant.gap_days > OLD_DAYS);
            let places = other.filter_map(|relevant| self.replayed.places.get(&relevant.fix));
            found.extend(places.map(|past| asked.shown.0.contains(past) || asked.shown.1.contains(past)));
        }
        CrossFile { pairs: found.len(), recall_5_plus_3: share(&found, |found| *found) }
    }
}

fn noise(book: usize, spoken: impl Iterator<Item = Option<Tier>>) -> Noise {
    let spoken: Vec<Option<Tier>> = spoken.collect();
    let up_to = |most: Tier| share(&spoken, |tier| tier.is_some_and(|tier| tier <= most));
    Noise { book, n: spoken.len(), l0_l1: up_to(Tier::Guarded), l2_up: up_to(Tier::Adjacent) }
}

fn share<T>(all: &[T], is: impl Fn(&T) -> bool) -> Share {
    Share { of: all.iter().filter(|one| is(one)).count(), n: all.len() }
}

impl Share {
    pub fn value(self) -> f64 {
        self.of as f64 / (self.n as f64).max(1.0)
    }

    /// The 95 % interval after Wilson (1927), which holds for few and for rare cases too.
    pub fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.959_964;
        let (n, p) = ((self.n as f64).max(1.0), self.value());
        let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        ((middle - half).max(0.0), (middle + half).min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_its_share_and_narrows_with_n() {
        let (low, high) = Share { of: 150, n: 235 }.interval();
        assert!((low - 0.575).abs() < 0.002 && (high - 0.697).abs() < 0.002, "{low} {high}");
        assert_eq!(Share { of: 0, n: 0 }.interval().0, 0.0);
    }
}
