//! Filters on counted fields, and the counts. One pass does both: a record that fails only what the query says of one
//! field is still counted in that field's group.

use crate::{
    Facet, Field, Query,
    index::kind_number,
    language::{Ask, Value},
    names::{NameColumn, Names},
    view::{Segment, View},
};
use catchbook_record::Kind;
use tantivy::DocId;

const GROUPS: usize = Field::FACETS.len();

/// Which groups a record fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Failed(u8);

impl Failed {
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
        if filters.groups.iter().any(|(group, _)| name_column(Field::FACETS[*group]).is_some()) {
            filters.names = Some(view.names()?);
        }
        Ok(filters)
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

fn name_column(field: Field) -> Option<NameColumn> {
    match field {
        Field::Service => Some(NameColumn::Service),
        Field::Gate => Some(NameColumn::Gate),
        Field::Mode => Some(NameColumn::Mode),
        _ => None,
    }
}

fn accepts(field: Field, values: &[Value], view: &View) -> tantivy::Result<Accepts> {
    let matches = |name: &str| {
        values.iter().any(|value| match value {
            Value::Name(own) => own == name,
            Value::Prefix(start) => name.starts_with(start.as_str()),
            _ => false,
        })
    };
    if let Some(column) = name_column(field) {
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
                let Some(names) = names else { return false };
                let mut is_accepted = false;
                names.table(*column).each(at, segment, doc, |number| is_accepted |= accepted[number as usize]);
                is_accepted
            }
        }
    }
}

/// Counts for every group of [`Field::FACETS`].
pub(crate) struct Counts<'v> {
    names: &'v Names,
    groups: [Vec<usize>; GROUPS],
}

impl<'v> Counts<'v> {
    /// Values a group shows at most.
    const MAX_VALUES: usize = 500;

    pub(crate) fn new(view: &'v View) -> tantivy::Result<Counts<'v>> {
        let names = view.names()?;
        view.segments().for_each(|segment| segment.lists.prepare(segment));
        let groups = Field::FACETS.map(|field| match name_column(field) {
            Some(column) => vec![0; names.table(column).names.len()],
            None if field == Field::Type => vec![0; Kind::ALL.len()],
            None => vec![0; 6],
        });
        Ok(Counts { names, groups })
    }

    #[inline]
    pub(crate) fn see(&mut self, at: usize, segment: &Segment, doc: DocId, failed: Failed) {
        let columns = &segment.columns;
        for (group, field) in Field::FACETS.iter().enumerate() {
            if !failed.is_none_but(group) {
                continue;
            }
            let counts = &mut self.groups[group];
            let mut count = |number: usize| {
                if let Some(count) = counts.get_mut(number) {
                    *count += 1;
                }
            };
            match field {
                Field::Type => count(columns.kind.first(doc).map_or(usize::MAX, |kind| kind as usize)),
                Field::Severity => count(columns.severity.first(doc).unwrap_or(0) as usize),
                field => {
                    let Some(column) = name_column(*field) else { continue };
                    self.names.table(column).each(at, segment, doc, |number| count(number as usize));
                }
            }
        }
    }

    pub(crate) fn finish(self) -> Vec<Facet> {
        let names = self.names;
        Field::FACETS
            .into_iter()
            .zip(self.groups)
            .map(|(field, counts)| Facet { field, counts: named(names, field, &counts) })
            .collect()
    }
}

fn named(names: &Names, field: Field, counts: &[usize]) -> Vec<(String, usize)> {
    let some = counts.iter().copied().enumerate().filter(|(_, count)| *count > 0);
    if let Some(column) = name_column(field) {
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
