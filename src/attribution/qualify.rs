//! What makes a statement less than certain, or passes it on: the words beside its cue.
use super::statement::{Found, Statement};
use crate::{
    model::Codebook,
    text::Span,
    wording::{Phrases, Stretch, Wording},
};

/// The phrases of one unit that qualify its statements.
pub(super) struct Qualifiers {
    hedges: Vec<Span>,
    asides: Vec<Span>,
    layers: Vec<Span>,
    plain: Vec<Span>,
}

impl Qualifiers {
    pub(super) fn new(text: &str, unit: Span, wording: &Wording) -> Self {
        let stretch = Stretch::new(text, unit);
        let places = |phrases: &Phrases| stretch.places(wording, phrases);
        Self {
            hedges: places(&wording.hedges),
            asides: places(&wording.asides),
            layers: places(&wording.layers),
            plain: places(&wording.plain),
        }
    }

    /// Adds to `statement` its hedges, and who passed it on where an adverb says that somebody did.
    pub(super) fn qualify(&self, text: &str, statement: &mut Statement) {
        let outside = |place: &Span| !statement.content.iter().any(|part| part.meets(*place));
        let Some(cue) = statement.cue else { return };
        let source = statement.source.as_ref().map(|found| found.span);
        let own = source.map_or(cue, |source| source.join(cue));
        let beside = |place: &Span| own.covers(*place) && outside(place);
        let is_plain = |place: &Span| self.plain.iter().any(|plain| plain.start == place.start);
        let mut hedge: Vec<Span> = (self.hedges.iter())
            .filter(|place| beside(place) && !is_plain(place))
            .copied()
            .collect();
        let aside = |place: &&Span| {
            outside(place)
                && statement
                    .content
                    .iter()
                    .any(|part| is_beside(text, *part, **place))
        };
        hedge.extend(self.asides.iter().filter(aside));

        let passed = self.layers.iter().find(|place| {
            let word = place.of(text);
            !word.contains(' ') && beside(place)
        });
        if let Some(&span) = passed.filter(|_| statement.via.is_empty()) {
            statement.via.push(Found {
                span,
                name: span,
                described: span,
                id: Some(Codebook::UNNAMED.to_owned()),
                guess: false,
            });
        }
        statement.hedge.extend(hedge);
        statement.hedge.sort_unstable();
        statement.hedge.dedup();
    }
}

/// Whether only a comma stands between the words at `place` and `part`.
fn is_beside(text: &str, part: Span, place: Span) -> bool {
    let between = if place.end <= part.start {
        Span::new(place.end, part.start)
    } else {
        Span::new(part.end.min(place.start), place.start)
    };
    between.of(text).trim() == ","
}
