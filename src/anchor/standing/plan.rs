//! What is looked for on behalf of each pattern: its words as they are written, and as its operators say.
use super::operators::{self, Operators, Reading, Segment};
use crate::{
    anchor::{Quotation, context::Context},
    text::fold::Needle,
};

/// Bytes of a segment that is looked for only near companions which are longer than that.
const FEW: usize = 11;
/// The same in a text of `LONG` bytes, if it has a longest companion: it would cost as much as all others.
const FEWEST: usize = 5;
const LONG: usize = 200_000;

/// What is looked for on behalf of one pattern.
pub(super) struct Plan<'q> {
    pub(super) parts: Box<[Part<'q>]>,
    pub(super) context: Option<usize>,
}

/// One part of a pattern: as it is written, and as its operators say.
pub(super) struct Part<'q> {
    pub(super) words: &'q str,
    pub(super) literal: Option<usize>,
    pub(super) operators: Prepared,
}

/// The operators of a part, their segments ready to be looked for. Few parts have any.
pub(super) enum Prepared {
    /// None. Its printed dots taken for an omission, only to say why it is not there.
    Absent(Option<Box<Segments>>),
    Malformed,
    Read(Box<Segments>),
}

/// A reading and the needles of its segments.
pub(super) struct Segments {
    pub(super) reading: Reading,
    pub(super) needles: Vec<usize>,
}

/// All that is looked for.
#[derive(Default)]
pub(super) struct Asked<'q> {
    pub(super) needles: Vec<Needle<'q>>,
    pub(super) contexts: Vec<Context>,
    /// The context of each needle.
    pub(super) owners: Vec<Option<u32>>,
    /// Which are looked for only where what they hang together with was found.
    pub(super) aside: Vec<bool>,
    /// Whether the text that is looked through is long.
    is_long: bool,
}

impl<'q> Asked<'q> {
    /// To be looked for in `text`; most of `quotations` need one needle.
    pub(super) fn of(text: &str, quotations: usize) -> Self {
        Self {
            needles: Vec::with_capacity(quotations),
            owners: Vec::with_capacity(quotations),
            aside: Vec::with_capacity(quotations),
            is_long: text.len() >= LONG,
            ..Self::default()
        }
    }

    pub(super) fn plan(&mut self, quotation: &'q impl Quotation) -> Plan<'q> {
        let context = Context::new(quotation).map(|context| {
            self.contexts.push(context);
            self.contexts.len() - 1
        });
        let alone = quotation.parts().len() == 1;
        let part = |words| self.part(words, context.filter(|_| alone), alone);
        Plan {
            parts: quotation.parts().map(part).collect(),
            context,
        }
    }

    fn part(&mut self, words: &'q str, context: Option<usize>, alone: bool) -> Part<'q> {
        Part {
            words,
            literal: Needle::new(words).map(|needle| self.add(needle, context)),
            operators: self.prepare(words, alone),
        }
    }

    fn prepare(&mut self, words: &str, alone: bool) -> Prepared {
        match operators::read(words) {
            Operators::Absent => {
                let dots = operators::read_dots(words).filter(|_| alone);
                Prepared::Absent(dots.and_then(|r| self.segments(r)))
            }
            Operators::Malformed => Prepared::Malformed,
            Operators::Read(reading) => match self.segments(reading) {
                Some(segments) => Prepared::Read(segments),
                None => Prepared::Malformed,
            },
        }
    }

    fn add(&mut self, needle: Needle<'q>, context: Option<usize>) -> usize {
        self.needles.push(needle);
        self.owners
            .push(context.and_then(|c| u32::try_from(c).ok()));
        self.aside.push(false);
        self.needles.len() - 1
    }

    fn segments(&mut self, reading: Reading) -> Option<Box<Segments>> {
        let needle = |s: &Segment| {
            let needle = Needle::new(&s.words)?;
            Some(needle.inside_words(s.loose.0, s.loose.1).into_owned())
        };
        let needles: Option<Vec<_>> = reading.segments.iter().map(needle).collect();
        let needles = needles?;
        let len = |n: &Needle<'_>| n.body().len();
        let longest = needles.iter().map(len).max().unwrap_or(0);
        let lead = needles.iter().position(|n| len(n) == longest);
        let few = match longest {
            FEW.. => FEW,
            _ if self.is_long => FEWEST,
            _ => 0,
        };
        let mut add = |(i, needle): (usize, Needle<'q>)| {
            let aside = len(&needle) < few && lead != Some(i);
            let number = self.add(needle, None);
            self.aside[number] = aside;
            number
        };
        let needles = needles.into_iter().enumerate().map(&mut add).collect();
        Some(Box::new(Segments { reading, needles }))
    }
}
