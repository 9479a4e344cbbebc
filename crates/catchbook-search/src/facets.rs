//! Filters on counted fields, and the counts. One pass does both: a record that fails only what the query says of one
//! field is still counted in that field's group.

use crate::{
    Facet, Field, Query,
    counted::{GROUPS, Values, each},
    index::{SEVERITIES, kind_number},
    language::{Ask, Value},
    names::{NameColumn, Names},
    view::{Segment, View},
};
use catchbook_record::Kind;
use tantivy::DocId;

/// Which groups a record fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Failed(u8);

impl Failed {
    const NOTHING: Failed = Failed(0);

    pub(crate) fn is_none_at_all(self) -> bool {
        self.0 == 0
    }

    fn is_none_but(self, group: usize) -> bool {
        self.0 & !(1 << group) == 0
    }
}

/// What the query says of the counted fields.
pub(crate) struct Filters<'v> {
    names: Option<&'v Names>,
    groups: Vec<(usize, Vec<Test>)>,
}

/// One token on a counted field.
struct Test {
    negated: bool,
    accepts: Accepts,
}

enum Accepts {
    /// Types, by number, as bits.
    Kinds(u64),
    Severities(u64),
    /// By the view's numbers.
    Names(NameColumn, Vec<bool>),
}

impl<'v> Filters<'v> {
    pub(crate) fn new(query: &Query, view: &'v View) -> tantivy::Result<Filters<'v>> {
        let mut filters = Filters { names: None, groups: Vec::new() };
        for (token, ask) in query.asks() {
            let Ask::Any(field, values) = ask else { continue };
            let Some(group) = Field::FACETS.iter().position(|facet| facet == field) else { continue };
            let accepts = accepts(*field, values, view)?;
            let test = Test { negated: token.negated, accepts };
            match filters.groups.iter_mut().find(|(own, _)| *own == group) {
                Some((_, tests)) => tests.push(test),
                None => filters.groups.push((group, vec![test])),
            }
        }
        if filters.groups.iter().any(|(group, _)| NameColumn::of_field(Field::FACETS[*group]).is_some()) {
            filters.names = Some(view.names()?);
        }
        Ok(filters)
    }

    /// Whether every record passes.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    #[inline]
    pub(crate) fn failed(&self, at: usize, segment: &Segment, doc: DocId) -> Failed {
        let mut failed = 0;
        for (group, tests) in &self.groups {
            if !tests.iter().all(|test| test.accepts.test(self.names, at, segment, doc) != test.negated) {
                failed |= 1 << group;
            }
        }
        Failed(failed)
    }
}

pub(crate) fn is_counted(field: Field) -> bool {
    Field::FACETS.contains(&field)
}

fn accepts(field: Field, values: &[Value], view: &View) -> tantivy::Result<Accepts> {
    let matches = |name: &str| {
        values.iter().any(|value| match value {
            Value::Name(own) => own == name,
            Value::Prefix(start) => name.starts_with(start.as_str()),
            _ => false,
        })
    };
    if let Some(column) = NameColumn::of_field(field) {
        let table = view.names()?.table(column);
        return Ok(Accepts::Names(column, table.names.iter().map(|(_, compared)| matches(compared)).collect()));
    }
    if field == Field::Type {
        let kinds = Kind::ALL.iter().filter(|kind| matches(kind.as_str()));
        return Ok(Accepts::Kinds(kinds.fold(0, |bits, kind| bits | 1 << kind_number(*kind))));
    }
    Ok(Accepts::Severities(values.iter().fold(0, |bits, value| match value {
        Value::Severities(own) => bits | u64::from(*own),
        _ => bits,
    })))
}

impl Accepts {
    #[inline]
    fn test(&self, names: Option<&Names>, at: usize, segment: &Segment, doc: DocId) -> bool {
        match self {
            Accepts::Kinds(bits) => bits >> segment.columns.kind.first(doc).unwrap_or(63) & 1 == 1,
            Accepts::Severities(bits) => bits >> segment.columns.severity.first(doc).unwrap_or(0) & 1 == 1,
            Accepts::Names(column, accepted) => {
                let Some((names, own)) = names.zip(column.of(segment)) else { return false };
                let table = names.table(*column);
                own.term_ords(doc).any(|ord| table.number(at, ord as usize).is_some_and(|number| accepted[number]))
            }
        }
    }
}

/// Counts for every group of [`Field::FACETS`].
#[derive(Clone)]
pub(crate) struct Counts<'v> {
    names: &'v Names,
    groups: [Vec<usize>; GROUPS],
    /// For each segment whose values are kept, how often each was seen.
    tallies: Vec<Option<Tally<'v>>>,
}

#[derive(Clone)]
struct Tally<'v> {
    values: &'v Values,
    seen: Vec<usize>,
}

impl<'v> Counts<'v> {
    /// Values a group shows at most.
    const MAX_VALUES: usize = 500;

    pub(crate) fn new(view: &'v View) -> tantivy::Result<Counts<'v>> {
        let names = view.names()?;
        let groups = Field::FACETS.map(|field| match NameColumn::of_field(field) {
            Some(column) => vec![0; names.table(column).names.len()],
            None if field == Field::Type => vec![0; Kind::ALL.len()],
            None => vec![0; SEVERITIES.len()],
        });
        let tally = |segment: &'v Segment| {
            segment.kept.prepare(segment);
            let values = segment.kept.get()?;
            Some(Tally { values, seen: vec![0; usize::from(values.all().end)] })
        };
        Ok(Counts { names, groups, tallies: view.segments().map(tally).collect() })
    }

    #[inline]
    pub(crate) fn see(&mut self, at: usize, segment: &Segment, doc: DocId, failed: Failed) {
        if let Some(Tally { values, seen }) = &mut self.tallies[at] {
            let own = values.of(doc).iter();
            if failed.is_none_at_all() {
                own.for_each(|number| seen[usize::from(*number)] += 1);
            } else if let Some(group) = (0..GROUPS).find(|group| failed.is_none_but(*group)) {
                let group = values.group(group);
                own.filter(|number| group.contains(number)).for_each(|number| seen[usize::from(*number)] += 1);
            }
            return;
        }
        for (group, field) in Field::FACETS.into_iter().enumerate() {
            if failed.is_none_but(group) {
                each(field, segment, doc, |number| count(&mut self.groups, self.names, at, group, number as usize, 1));
            }
        }
    }

    /// Sees documents of one segment that fail nothing, in order: quicker than one by one.
    pub(crate) fn see_all(&mut self, at: usize, segment: &Segment, docs: &[DocId]) {
        match &mut self.tallies[at] {
            Some(Tally { values, seen }) => values.count(docs, seen),
            None => docs.iter().for_each(|doc| self.see(at, segment, *doc, Failed::NOTHING)),
        }
    }

    /// As [`see_all`](Counts::see_all), the documents that have a score, which stands at their number.
    pub(crate) fn see_scored(&mut self, at: usize, segment: &Segment, scores: &[f32]) {
        let with =
            |wanted: fn(f32) -> bool| (0..).zip(scores).filter(move |(_, score)| wanted(**score)).map(|(doc, _)| doc);
        let scored = scores.iter().filter(|score| **score > 0.0).count();
        match &mut self.tallies[at] {
            Some(Tally { values, seen }) if scored > scores.len() / 2 => {
                values.count_but(with(|score| score <= 0.0).map(|doc| doc..doc + 1), seen);
            }
            _ => self.see_all(at, segment, &with(|score| score > 0.0).collect::<Vec<DocId>>()),
        }
    }

    /// Adds what a copy of these counts, made when they were new, saw of other records.
    pub(crate) fn add(&mut self, other: &Counts<'_>) {
        let sum = |own: &mut [usize], other: &[usize]| own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
        self.groups.iter_mut().zip(&other.groups).for_each(|(own, other)| sum(own, other));
        for (own, other) in self.tallies.iter_mut().zip(&other.tallies) {
            if let (Some(own), Some(other)) = (own, other) {
                sum(&mut own.seen, &other.seen);
            }
        }
    }

    /// Brings the tallies of all segments together.
    fn settle(&mut self) {
        for (at, tally) in self.tallies.iter().enumerate() {
            let Some(Tally { values, seen }) = tally else { continue };
            for group in 0..GROUPS {
                let range = values.group(group);
                for (number, times) in seen[usize::from(range.start)..usize::from(range.end)].iter().enumerate() {
                    count(&mut self.groups, self.names, at, group, number, *times);
                }
            }
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Facet> {
        self.settle();
        let names = self.names;
        Field::FACETS
            .into_iter()
            .zip(self.groups)
            .map(|(field, counts)| Facet { field, counts: named(names, field, &counts) })
            .collect()
    }
}

/// Counts a value of a group, by its number in the view's `at`th segment.
#[inline]
fn count(groups: &mut [Vec<usize>; GROUPS], names: &Names, at: usize, group: usize, number: usize, times: usize) {
    let number = match NameColumn::of_field(Field::FACETS[group]) {
        Some(column) => names.table(column).number(at, number),
        None => Some(number),
    };
    if let Some(count) = number.and_then(|number| groups[group].get_mut(number)) {
        *count += times;
    }
}

fn named(names: &Names, field: Field, counts: &[usize]) -> Vec<(String, usize)> {
    let some = counts.iter().copied().enumerate().filter(|(_, count)| *count > 0);
    if let Some(column) = NameColumn::of_field(field) {
        let table = names.table(column);
        let mut named: Vec<_> = some.map(|(number, count)| (table.names[number].0.clone(), count)).collect();
        named.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        named.truncate(Counts::MAX_VALUES);
        return named;
    }
    if field == Field::Type {
        return some.filter_map(|(number, count)| Some((Kind::ALL.get(number)?.as_str().to_string(), count))).collect();
    }
    let mut levels: Vec<_> =
        some.map(|(level, count)| (if level == 0 { "none".to_string() } else { level.to_string() }, count)).collect();
    // Those without a severity come last.
    levels.sort_by_key(|(level, _)| level == "none");
    levels
}
