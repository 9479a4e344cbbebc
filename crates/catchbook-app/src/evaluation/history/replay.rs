use super::guards::{Guards, Look};
use super::noise::{self, Spoken};
use super::sets::{Set, Sets};
use crate::api::ApiError;
use catchbook_changes::{Diff, Repository, Step, Stepped};
use catchbook_check::ask::Ask;
use catchbook_check::cause::suspects;
use catchbook_check::origins::{Origins, Place};
use catchbook_check::past::Past;
use catchbook_check::rank::{Lines, Shared, rank};
use catchbook_check::tiers::{Tier, tier};
use catchbook_check::touch::{Writers, touched};
use std::collections::{HashMap, HashSet};
use std::time::Instant;

/// What the check said about the judged changes.
#[derive(Debug, Default)]
pub(super) struct Replayed {
    /// By the place in the gold set: the answers that matter. Nothing for a change that the clone does not hold.
    pub asked: HashMap<usize, Asked>,
    pub spoken: Vec<Spoken>,
    /// By the place in the set of causes: the rank of the first right one, counted from 0.
    pub causes: HashMap<usize, Option<usize>>,
    pub looks: Vec<Look>,
    /// How long each question took, in milliseconds.
    pub millis: Vec<f64>,
    /// Catches that the clone holds.
    pub catches: usize,
    /// By the fix: the place of the catch in a ranking.
    pub places: HashMap<String, usize>,
}

/// What was said about one change.
#[derive(Debug)]
pub(super) struct Asked {
    pub seconds: i64,
    /// The catches by their score, best first, by the fix.
    pub ranked: Vec<usize>,
    /// The first list as it is shown, and the one of the same failure elsewhere.
    pub shown: (Vec<usize>, Vec<usize>),
}

/// Of a ranking so many are kept.
const DEPTH: usize = 100;
/// Rows of the first list.
const FIRST: usize = 5;
/// Rows of the same failure elsewhere.
const ELSEWHERE: usize = 3;
const THREADS: usize = 2;

/// Catches in the order of their time, so that what a change may know is the beginning of the list.
pub(super) struct Book {
    pub past: Vec<Past>,
    /// By the fix: its place in `past`.
    pub places: HashMap<String, usize>,
}

impl Book {
    fn read(clone: &Repository, sets: &Sets) -> Result<Self, ApiError> {
        let mut severities: HashMap<&str, u8> = HashMap::new();
        for catch in &sets.catches {
            severities.insert(&catch.fix, catch.severity());
        }
        let ids: Vec<String> =
            severities.keys().filter(|id| clone.commit(id).is_ok()).map(|id| (*id).to_owned()).collect();
        let look = |step: &Step| {
            let text = clone
                .commit(&step.id)
                .map_or_else(|_| String::new(), |commit| format!("{}\n{}", commit.title, commit.body));
            let severity = severities.get(step.id.as_str()).copied().unwrap_or(4);
            (step.id.clone(), Past::new(step.seconds, severity, &text, &[step.diff()]))
        };
        let mut all: Vec<(String, Past)> = Vec::new();
        clone.follow(&ids, THREADS, look, |one| {
            all.push(one);
            true
        })?;
        all.sort_by(|(one, a), (other, b)| a.seconds.cmp(&b.seconds).then(one.cmp(other)));
        let (ids, past): (Vec<String>, Vec<Past>) = all.into_iter().unzip();
        Ok(Self { past, places: ids.into_iter().enumerate().map(|(at, id)| (id, at)).collect() })
    }
}

struct Looked {
    id: String,
    seconds: i64,
    files: Vec<Stepped>,
    /// Of a change that is asked about, or that began a guard.
    diff: Option<Diff>,
}

pub(super) fn replay(
    clone: &Repository,
    sets: &Sets,
    mut progress: impl FnMut(usize, usize),
) -> Result<Replayed, ApiError> {
    let head = clone.head()?.id.ok_or_else(|| ApiError::bad("The clone has no commit yet"))?;
    let trunk = clone.trunk(&head, None)?;
    let book = Book::read(clone, sets)?;
    let entering = Entering::new(clone, &trunk, sets, &book)?;
    let mut writers = Writers::default();
    let mut origins = Origins::default();
    let mut times: Vec<i64> = Vec::new();
    let mut guards = Guards::default();
    let mut replayed = Replayed { catches: book.past.len(), ..Replayed::default() };
    let mut failed = None;
    let mut place: Place = 0;
    let look = |step: &Step| Looked {
        id: step.id.clone(),
        seconds: step.seconds,
        files: step.edits(),
        diff: entering.wanted.contains(&step.id).then(|| step.diff()),
    };
    clone.follow(&trunk, THREADS, look, |step| {
        let before = (place > 0).then(|| trunk[place as usize - 1].as_str());
        for id in entering.at(place, &step.id) {
            let scene = Scene { clone, before, book: &book, writers: &writers, origins: &origins, times: &times };
            let on_trunk = *id == step.id;
            if let Err(error) = scene.ask(id, step.diff.as_ref().filter(|_| on_trunk), sets, &entering, &mut replayed) {
                failed = Some(error);
                return false;
            }
        }
        origins.apply(place, &step.files);
        times.push(step.seconds);
        guards.follow(clone, &step.id, step.seconds, &step.files, &mut replayed.looks);
        for id in entering.at(place, &step.id) {
            if let Some(past) = book.places.get(id) {
                writers.add(place, *past);
            }
        }
        if let Some(diff) = step.diff.filter(|_| book.places.contains_key(&step.id)) {
            guards.begin(clone, &step.id, &diff, step.seconds);
        }
        place += 1;
        progress(place as usize, trunk.len());
        true
    })?;
    replayed.places = book.places;
    failed.map_or(Ok(replayed), Err)
}

/// When the judged changes and the fixes come to the trunk.
struct Entering {
    wanted: HashSet<String>,
    /// By the change: its place on the trunk, or that of the merge that brought it in. What nothing brought in is not there.
    places: HashMap<String, Place>,
    /// Wanted ones beside the trunk, by the place of their merge.
    beside: HashMap<Place, Vec<String>>,
    /// By the change: its places in the gold set, and in the set of causes.
    gold: HashMap<String, Vec<usize>>,
    causes: HashMap<String, Vec<usize>>,
}

impl Entering {
    fn new(clone: &Repository, trunk: &[String], sets: &Sets, book: &Book) -> Result<Self, ApiError> {
        let mut gold: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, one) in sets.gold.iter().enumerate() {
            gold.entry(one.query.clone()).or_default().push(at);
        }
        let mut causes: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, one) in sets.causes.iter().enumerate() {
            causes.entry(one.fix.clone()).or_default().push(at);
        }
        let wanted: HashSet<String> = gold.keys().chain(causes.keys()).chain(book.places.keys()).cloned().collect();
        let mut places: HashMap<String, Place> =
            trunk.iter().enumerate().map(|(at, id)| (id.clone(), at as Place)).collect();
        let causing = sets.causes.iter().flat_map(|one| &one.cause);
        let off: HashSet<String> =
            wanted.iter().chain(causing).filter(|id| !places.contains_key(*id)).cloned().collect();
        let brought_in = if off.is_empty() { HashMap::new() } else { clone.brought_in(trunk, &off)? };
        let mut beside: HashMap<Place, Vec<String>> = HashMap::new();
        for (id, place) in brought_in {
            if wanted.contains(&id) {
                beside.entry(place as Place).or_default().push(id.clone());
            }
            places.insert(id, place as Place);
        }
        beside.values_mut().for_each(|ids| ids.sort());
        Ok(Self { wanted, places, beside, gold, causes })
    }

    fn at<'e>(&'e self, place: Place, id: &'e String) -> impl Iterator<Item = &'e String> {
        let beside = self.beside.get(&place).into_iter().flatten();
        std::iter::once(id).filter(|id| self.wanted.contains(*id)).chain(beside)
    }
}

/// What is known before a change.
struct Scene<'s> {
    clone: &'s Repository,
    /// The trunk's commit whose lines are known.
    before: Option<&'s str>,
    book: &'s Book,
    writers: &'s Writers,
    origins: &'s Origins,
    /// By the place on the trunk: when the change was made.
    times: &'s [i64],
}

impl Scene<'_> {
    fn ask(
        &self,
        id: &str,
        on_trunk: Option<&Diff>,
        sets: &Sets,
        entering: &Entering,
        replayed: &mut Replayed,
    ) -> Result<(), ApiError> {
        let (gold, causes) = (entering.gold.get(id), entering.causes.get(id));
        if gold.is_none() && causes.is_none() {
            return Ok(());
        }
        let own;
        let diff = match on_trunk {
            Some(diff) => diff,
            None => {
                own = self.clone.diff(id)?;
                &own
            }
        };
        let commit = self.clone.commit(id)?;
        let parent = commit.parents.first().map(String::as_str);
        let aside = match (self.before, parent) {
            (Some(before), Some(parent)) if before != parent => Some(self.clone.diff_between(before, parent)?),
            _ => None,
        };
        for at in causes.into_iter().flatten() {
            let right =
                |place: Place| sets.causes[*at].cause.iter().any(|cause| entering.places.get(cause) == Some(&place));
            let days = |place: Place| (commit.committed_at.seconds - self.times[place as usize]) as f32 / 86_400.0;
            let found =
                suspects(diff, self.origins, aside.as_ref(), days).iter().position(|suspect| right(suspect.place));
            replayed.causes.insert(*at, found);
        }
        let Some(gold) = gold else { return Ok(()) };
        let began = Instant::now();
        let seconds = commit.committed_at.seconds;
        let past = &self.book.past[..self.book.past.partition_point(|past| past.seconds < seconds)];
        let former = |path: &str| self.origins.file(path).map_or_else(Vec::new, |file| file.former.clone());
        let ask = Ask::new(diff, former);
        let lines = touched(diff, self.origins, aside.as_ref(), self.writers, past);
        let ranked = rank(past, &ask, seconds, &lines);
        replayed.millis.push(began.elapsed().as_secs_f64() * 1e3);
        for at in gold {
            if sets.gold[*at].set == Set::Ordinary {
                replayed.spoken.push(noise::listen(past, &ask, seconds, &lines, &ranked));
            } else {
                let shown = shown(&ranked);
                let ranked = ranked.iter().take(DEPTH).map(|shared| shared.past).collect();
                replayed.asked.insert(*at, Asked { seconds, ranked, shown });
            }
        }
        Ok(())
    }
}

/// The two lists as a person sees them.
fn shown(ranked: &[Shared]) -> (Vec<usize>, Vec<usize>) {
    let tiers = ranked.iter().filter_map(|shared| Some((tier(shared)?, shared.past)));
    let (elsewhere, first): (Vec<_>, Vec<_>) = tiers.into_iter().partition(|(tier, _)| *tier == Tier::Elsewhere);
    let of = |list: Vec<(Tier, usize)>, most| list.into_iter().take(most).map(|(_, past)| past).collect();
    (of(first, FIRST), of(elsewhere, ELSEWHERE))
}

/// The lines of those catches alone that stand in `picked`, by their place there.
pub(super) fn lines_of(picked: &[usize], lines: &HashMap<usize, Lines>) -> HashMap<usize, Lines> {
    picked.iter().enumerate().filter_map(|(at, past)| Some((at, *lines.get(past)?))).collect()
}
