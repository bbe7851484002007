//! The statements of a unit: every way of attributing tried in turn, none of them twice on the same words.
use super::{
    super::{
        clause::{Clause, Phrase},
        statement::Why,
    },
    aside::asides,
    colon::{announced, headed},
    noun::{adjective, noun},
    verb::verb,
};

/// A statement as tokens of a unit.
#[derive(Clone, Debug)]
pub(in crate::attribution) struct Reading {
    /// The content, as ranges of tokens.
    pub(in crate::attribution) content: Vec<(usize, usize)>,
    pub(in crate::attribution) source: Option<Phrase>,
    pub(in crate::attribution) cue: (usize, usize),
    pub(in crate::attribution) why: Why,
    /// Nobody is said to have passed it on.
    pub(in crate::attribution) hidden: bool,
}

impl Reading {
    /// One that nobody passed on; none where it has no content.
    pub(super) fn new(
        content: Vec<(usize, usize)>,
        source: Option<Phrase>,
        cue: (usize, usize),
        why: Why,
    ) -> Option<Self> {
        let content: Vec<_> = content.into_iter().filter(|(a, b)| a < b).collect();
        (!content.is_empty()).then_some(Self {
            content,
            source,
            cue,
            why,
            hidden: false,
        })
    }
}

/// The statements of a unit, in text order.
pub(in crate::attribution) fn readings(clause: Clause<'_>) -> Vec<Reading> {
    if let Some(reading) = headed(clause) {
        return vec![reading];
    }
    let mut found = asides(clause);
    let taken: Vec<(usize, usize)> = found.iter().map(extent).collect();
    let mut n = clause.unit.from;
    while n < clause.unit.to {
        if let Some(&(_, to)) = taken.iter().find(|&&(from, to)| from <= n && n < to) {
            n = to;
            continue;
        }
        let free = |reading: &Reading| {
            let (from, to) = extent(reading);
            !taken
                .iter()
                .any(|&(a, b)| a < to && from < b && !inside_source(reading, (a, b)))
        };
        let fresh = |reading: &Reading| {
            let told = found.iter().flat_map(|r| &r.content);
            told.copied().all(|(a, b)| {
                reading
                    .content
                    .iter()
                    .all(|&(from, to)| !(a < to && from < b))
            })
        };
        let Some(reading) = forward(clause, n, &found).filter(free).filter(fresh) else {
            n += 1;
            continue;
        };
        let (_, to) = extent(&reading);
        n = to.max(n + 1);
        found.push(reading);
    }
    found.extend(announced(clause, &found));
    found.sort_by_key(|r| r.content.first().map_or(r.cue.0, |c| c.0));
    found
}

/// Whether what is taken is no more than the source that a reading shares.
pub(super) fn inside_source(reading: &Reading, taken: (usize, usize)) -> bool {
    let mut own = reading.content.iter().copied().chain([reading.cue]);
    own.all(|part| !(taken.0 < part.1 && part.0 < taken.1))
}

/// The tokens a reading covers with all its parts.
pub(super) fn extent(reading: &Reading) -> (usize, usize) {
    let source = reading.source.map(|s| (s.from, s.to));
    let parts = reading
        .content
        .iter()
        .copied()
        .chain([reading.cue])
        .chain(source);
    parts.fold((usize::MAX, 0), |(from, to), part| {
        (from.min(part.0), to.max(part.1))
    })
}

/// A cue at token `n` with its content behind it.
pub(super) fn forward(clause: Clause<'_>, n: usize, found: &[Reading]) -> Option<Reading> {
    let token = clause.token(n).filter(|t| t.mark == 0)?;
    let reading = (token.entry.adjective)
        .and_then(|number| adjective(clause, n, clause.takes(number)))
        .or_else(|| {
            let (number, shape) = token.entry.verb?;
            verb(clause, n, clause.takes(number), shape, found)
        })
        .or_else(|| noun(clause, n, clause.takes(token.entry.noun?)))?;
    (reading.content.iter().any(|(from, to)| from < to)).then_some(reading)
}
