//! Where patterns stand, glyph for glyph: tiers 1 and 2.
use crate::text::{
    Span,
    fold::{Folded, Needle, ceil_grapheme, floor_grapheme},
};

use super::{
    Missing, Outcome, Pattern, Unchecked,
    chain::{Solved, Spot, in_order, passage, solve},
    context::Context,
    operators::{self, Link, Operators, Reading},
    scan::{Found, Want, scan},
};

/// Places of one run of words that are remembered; more are as ambiguous.
const KEPT: usize = Outcome::PLACES;
/// Places whose context is looked at before the search is given up.
const CONTEXTS: usize = 50_000;
/// Places of one segment in the paragraphs of its rarest companion.
const CROWD: usize = 1 << 16;
/// How many paragraphs the parts of a list may lie apart where one of them is too common to look for everywhere.
const NEIGHBOURS: usize = 8;

/// What became of each of `patterns` in `text`, near passages aside, and whether only its context told it from other places.
pub(super) fn find_all(
    text: &str,
    paragraphs: &[Span],
    patterns: &[Pattern],
) -> Vec<(Outcome, bool)> {
    let mut search = Search::default();
    let plans: Vec<Plan> = patterns.iter().map(|p| search.plan(p)).collect();
    search.run(text, paragraphs);
    plans
        .iter()
        .map(|plan| {
            (
                search.judge(text, paragraphs, plan),
                search.is_repeated(plan),
            )
        })
        .collect()
}

/// What is looked for on behalf of one pattern.
struct Plan {
    parts: Vec<Part>,
    context: Option<usize>,
}

/// One part of a pattern: as it is written, and as its operators say.
struct Part {
    words: String,
    literal: Option<usize>,
    operators: Prepared,
}

/// The operators of a part, their segments ready to be looked for.
enum Prepared {
    /// None. Its printed dots taken for an omission, only to say why it is not there.
    Absent(Option<Segments>),
    Malformed,
    Read(Segments),
}

/// A reading and the needles of its segments.
struct Segments {
    reading: Reading,
    needles: Vec<usize>,
}

/// All that is looked for, and what was found.
#[derive(Default)]
struct Search {
    needles: Vec<Needle>,
    contexts: Vec<Context>,
    /// The context of each needle.
    owners: Vec<Option<u32>>,
    places: Vec<Places>,
}

/// The places of one needle.
#[derive(Default)]
struct Places {
    whole: Kept,
    inside: Kept,
    looked: usize,
    given_up: bool,
}

/// The first places, those further on that the context fits, and how many there are.
#[derive(Default)]
struct Kept {
    first: Vec<Spot>,
    fitting: Vec<Spot>,
    total: usize,
}

impl Places {
    /// Those at word bounds, if there are any.
    fn best(&self) -> &Kept {
        if self.whole.total > 0 {
            &self.whole
        } else {
            &self.inside
        }
    }
}

impl Search {
    fn plan(&mut self, pattern: &Pattern) -> Plan {
        let context = Context::new(pattern).map(|context| {
            self.contexts.push(context);
            self.contexts.len() - 1
        });
        let alone = pattern.parts.len() == 1;
        let part = |words: &String| Part {
            words: words.clone(),
            literal: Needle::new(words).map(|needle| self.add(needle, context.filter(|_| alone))),
            operators: self.prepare(words, alone),
        };
        Plan {
            parts: pattern.parts.iter().map(part).collect(),
            context,
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

    fn add(&mut self, needle: Needle, context: Option<usize>) -> usize {
        self.needles.push(needle);
        self.owners
            .push(context.and_then(|c| u32::try_from(c).ok()));
        self.needles.len() - 1
    }

    fn segments(&mut self, reading: Reading) -> Option<Segments> {
        let needles: Option<Vec<Needle>> = reading
            .segments
            .iter()
            .map(|s| Needle::new(&s.words).map(|n| n.inside_words(s.loose.0, s.loose.1)))
            .collect();
        let needles = needles?.into_iter().map(|n| self.add(n, None)).collect();
        Some(Segments { reading, needles })
    }

    fn run(&mut self, text: &str, paragraphs: &[Span]) {
        let mut places: Vec<Places> = self.needles.iter().map(|_| Places::default()).collect();
        let given_up = scan(text, paragraphs, &self.needles, |found| {
            let context = self.owners[found.needle].map(|c| &self.contexts[c as usize]);
            places[found.needle].note(text, found, context)
        });
        for (place, given_up) in places.iter_mut().zip(given_up) {
            place.given_up |= given_up;
        }
        self.places = places;
    }

    /// Whether the words as written stand in several places.
    fn is_repeated(&self, plan: &Plan) -> bool {
        let repeated = |part: &Part| {
            part.literal
                .is_some_and(|n| self.places[n].best().total > 1)
        };
        plan.parts.iter().any(repeated)
    }

    fn judge(&self, text: &str, paragraphs: &[Span], plan: &Plan) -> Outcome {
        match plan.parts.as_slice() {
            [] => Outcome::Missing(Missing::Words),
            [part] => self.judge_part(text, paragraphs, plan, part),
            parts => self.judge_list(text, paragraphs, plan, parts),
        }
    }

    fn judge_part(&self, text: &str, paragraphs: &[Span], plan: &Plan, part: &Part) -> Outcome {
        let Some(literal) = part.literal else {
            return Outcome::Missing(Missing::Words);
        };
        let places = &self.places[literal];
        if places.given_up && places.best().total < 2 {
            return Outcome::Unchecked(Unchecked::Budget);
        }
        if places.best().total > 0 {
            return self.choose(text, plan, part, places);
        }
        match &part.operators {
            Prepared::Read(segments) => self.chain(text, paragraphs, plan, segments),
            Prepared::Malformed => Outcome::Missing(Missing::Malformed),
            Prepared::Absent(Some(dots)) if self.stands(text, paragraphs, plan, dots) => {
                Outcome::Missing(Missing::Ellipsis)
            }
            Prepared::Absent(_) => Outcome::Missing(Missing::Words),
        }
    }

    /// One of the places of words that were found as they are written.
    fn choose(&self, text: &str, plan: &Plan, part: &Part, places: &Places) -> Outcome {
        let best = places.best();
        let mut spots = best.first.clone();
        if best.total > 1
            && let Some(context) = plan.context
        {
            let context = &self.contexts[context];
            let fitting = best
                .first
                .iter()
                .filter(|s| context.fits(text, s.span))
                .chain(&best.fitting)
                .copied();
            let fitting: Vec<Spot> = fitting.collect();
            if !fitting.is_empty() {
                spots = fitting;
            }
        }
        match spots.as_slice() {
            [_] if places.given_up => Outcome::Unchecked(Unchecked::Budget),
            [spot] => found(text, &Reading::plain(&part.words), &[spot.span]),
            _ => ambiguous(spots.iter().map(|s| s.span).collect()),
        }
    }

    /// A list: each part as it is written, or as its operators say where that is nowhere.
    fn judge_list(&self, text: &str, paragraphs: &[Span], plan: &Plan, parts: &[Part]) -> Outcome {
        let (mut readings, mut needles) = (Vec::new(), Vec::new());
        for part in parts {
            let Some(literal) = part.literal else {
                return Outcome::Missing(Missing::Words);
            };
            match &part.operators {
                Prepared::Read(segments) if self.places[literal].best().total == 0 => {
                    readings.push(segments.reading.clone());
                    needles.extend_from_slice(&segments.needles);
                }
                Prepared::Malformed if self.places[literal].best().total == 0 => {
                    return Outcome::Missing(Missing::Malformed);
                }
                _ => {
                    readings.push(Reading::plain(&part.words));
                    needles.push(literal);
                }
            }
        }
        self.chain(
            text,
            paragraphs,
            plan,
            &Segments {
                reading: Reading::list(readings),
                needles,
            },
        )
    }

    fn stands(&self, text: &str, paragraphs: &[Span], plan: &Plan, segments: &Segments) -> bool {
        !matches!(
            self.chain(text, paragraphs, plan, segments),
            Outcome::Missing(_) | Outcome::Unchecked(_)
        )
    }

    fn chain(&self, text: &str, paragraphs: &[Span], plan: &Plan, segments: &Segments) -> Outcome {
        let Some(places) = self.gather(text, paragraphs, segments) else {
            return Outcome::Unchecked(Unchecked::Budget);
        };
        let fits = |span| {
            plan.context
                .is_some_and(|c| self.contexts[c].fits(text, span))
        };
        match solve(text, &segments.reading, &places, fits) {
            Solved::One(places) => found(text, &segments.reading, &places),
            Solved::Several(places) => ambiguous(places),
            Solved::None(why) => Outcome::Missing(why),
        }
    }

    /// The places of each segment; where some are too common, only those near the rarest one. `None` if that is not to be had.
    fn gather(
        &self,
        text: &str,
        paragraphs: &[Span],
        segments: &Segments,
    ) -> Option<Vec<Vec<Spot>>> {
        let of = |&n: &usize| self.places[n].best();
        let crowded = |n: &usize| of(n).total > KEPT || self.places[*n].given_up;
        let mut places: Vec<Vec<Spot>> = segments
            .needles
            .iter()
            .map(|n| of(n).first.clone())
            .collect();
        if segments.needles.iter().any(crowded) && places.iter().all(|p| !p.is_empty()) {
            let pivot = segments
                .needles
                .iter()
                .filter(|n| !crowded(n))
                .min_by_key(|n| of(n).total)?;
            let reach = if segments
                .reading
                .links
                .iter()
                .any(|l| matches!(l, Link::Interrupted(_)))
            {
                NEIGHBOURS
            } else {
                0
            };
            let near = neighbours(&of(pivot).first, reach, paragraphs.len());
            for (n, spots) in segments
                .needles
                .iter()
                .zip(&mut places)
                .filter(|(n, _)| crowded(n))
            {
                *spots = self.places_in(text, paragraphs, &near, *n)?;
            }
        }
        for spots in &mut places {
            in_order(spots);
        }
        Some(places)
    }

    fn places_in(
        &self,
        text: &str,
        paragraphs: &[Span],
        near: &[usize],
        needle: usize,
    ) -> Option<Vec<Spot>> {
        let wants_whole = self.places[needle].whole.total > 0;
        let mut spots = Vec::new();
        let mut folded = Folded::default();
        for &paragraph in near {
            folded.refill(text, paragraphs[paragraph]);
            for hit in folded
                .hits(text, &self.needles[needle])
                .filter(|h| h.whole || !wants_whole)
            {
                spots.push(Spot {
                    span: hit.span,
                    paragraph,
                });
                if spots.len() > CROWD {
                    return None;
                }
            }
        }
        Some(spots)
    }
}

impl Places {
    fn note(&mut self, text: &str, found: Found, context: Option<&Context>) -> Want {
        let spot = Spot {
            span: found.hit.span,
            paragraph: found.paragraph,
        };
        let kept = if found.hit.whole {
            &mut self.whole
        } else {
            &mut self.inside
        };
        kept.total += 1;
        if kept.first.len() < KEPT {
            kept.first.push(spot);
            return Want::More;
        }
        let Some(context) = context else {
            return if found.hit.whole {
                Want::Enough
            } else {
                Want::More
            };
        };
        self.looked += 1;
        if context.fits(text, spot.span) && kept.fitting.len() < KEPT {
            kept.fitting.push(spot);
        }
        self.given_up = self.looked > CONTEXTS;
        let plenty = found.hit.whole && kept.fitting.len() >= KEPT;
        if self.given_up || plenty {
            Want::Enough
        } else {
            Want::More
        }
    }
}

/// The paragraphs of `spots` and those up to `reach` away, each once.
fn neighbours(spots: &[Spot], reach: usize, paragraphs: usize) -> Vec<usize> {
    let around =
        |s: &Spot| s.paragraph.saturating_sub(reach)..(s.paragraph + reach + 1).min(paragraphs);
    let mut near: Vec<usize> = spots.iter().flat_map(around).collect();
    near.sort_unstable();
    near.dedup();
    near
}

/// One place: exact where every run of words is there byte for byte.
fn found(text: &str, reading: &Reading, places: &[Span]) -> Outcome {
    let mut exact = true;
    let settled: Vec<Span> = places
        .iter()
        .zip(&reading.segments)
        .map(|(&span, segment)| {
            let same = byte_for_byte(text, span, &segment.words);
            exact &= same.is_some();
            same.unwrap_or(span)
        })
        .collect();
    let passage = passage(text, reading, &settled);
    if exact {
        Outcome::Exact(passage)
    } else {
        Outcome::Folded(passage)
    }
}

/// Where the bytes of `words` stand at `span`, an end that shows nothing counted in or not.
fn byte_for_byte(text: &str, span: Span, words: &str) -> Option<Span> {
    let words = words.trim();
    let end = span.start + words.len();
    if text[span.start..].starts_with(words) && ceil_grapheme(text, end) == end {
        return Some(Span::new(span.start, end));
    }
    let start = span.end.checked_sub(words.len())?;
    let stands = text[..span.end].ends_with(words) && floor_grapheme(text, start) == start;
    stands.then_some(Span::new(start, span.end))
}

fn ambiguous(mut places: Vec<Span>) -> Outcome {
    places.sort_unstable();
    places.dedup();
    places.truncate(KEPT);
    Outcome::Ambiguous(places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{super::Piece, *};
    use crate::text::{
        fold::{find_every, same},
        unmark,
    };

    /// One paragraph a line.
    fn paragraphs(text: &str) -> Vec<Span> {
        let mut at = 0;
        let line = |line: &str| {
            at += line.len() + 1;
            Span::new(at - line.len() - 1, at - 1)
        };
        text.split('\n').map(line).collect()
    }

    fn outcome(text: &str, pattern: &Pattern) -> Outcome {
        find_all(text, &paragraphs(text), std::slice::from_ref(pattern))
            .remove(0)
            .0
    }

    /// The one passage of `words` in `marked` runs over what is in marks.
    fn check(marked: &str, words: &str) {
        let (text, spans) = unmark(marked);
        match outcome(&text, &Pattern::new(words)) {
            Outcome::Exact(p) | Outcome::Folded(p) => {
                assert_eq!(p.span, spans[0], "{words} in {marked}");
            }
            other => panic!("{words} in {marked}: {other:?}"),
        }
    }

    /// The places of `words` in `marked` are those in marks.
    fn several(marked: &str, pattern: &Pattern) {
        let (text, spans) = unmark(marked);
        assert_eq!(
            outcome(&text, pattern),
            Outcome::Ambiguous(spans),
            "{marked}"
        );
    }

    fn absent(text: &str, words: &str, why: Missing) {
        assert_eq!(
            outcome(text, &Pattern::new(words)),
            Outcome::Missing(why),
            "{words} in {text}"
        );
    }

    fn pieces(text: &str, pattern: &Pattern) -> String {
        let (Outcome::Exact(passage) | Outcome::Folded(passage)) = outcome(text, pattern) else {
            return String::new();
        };
        let shown = passage.pieces.iter().map(|piece| match piece {
            Piece::Words(span) => span.of(text),
            Piece::Elision => "[...]",
            Piece::Insertion(word) => word.as_str(),
            Piece::Interruption => "|",
        });
        shown.collect::<Vec<_>>().join("/")
    }

    #[test]
    fn glyphs_are_forgiven_and_letters_are_not() {
        check("the council «voted 7–2» on Monday", "voted 7-2");
        check("they “«couldn’t stay»,” she said", "couldn't stay");
        absent(
            "the council voted 7–2 on Monday",
            "voted 7–3",
            Missing::Words,
        );
        absent("the Council voted", "the council", Missing::Words);
        assert!(matches!(
            outcome("a “b” c", &Pattern::new("a “b” c")),
            Outcome::Exact(_)
        ));
        assert!(matches!(
            outcome("a “b” c", &Pattern::new("a 'b' c")),
            Outcome::Folded(_)
        ));
    }

    #[test]
    fn several_places_are_ambiguous_until_context_decides() {
        several(
            "«we stay», he said; «we stay», she said",
            &Pattern::new("we stay"),
        );
        let text = "“We stay,” he said.\n“We stay,” she said.";
        let after = |words: &str| Pattern {
            after: Some(words.into()),
            ..Pattern::new("We stay")
        };
        assert_eq!(pieces(text, &after("she said")), "We stay");
        assert_eq!(
            pieces(
                text,
                &Pattern {
                    before: Some("he said. ".into()),
                    ..Pattern::new("We stay")
                }
            ),
            "We stay"
        );
        assert!(matches!(
            outcome(text, &after("they said")),
            Outcome::Ambiguous(_)
        ));
    }

    #[test]
    fn words_at_word_bounds_come_first() {
        check("warning: «war» now", "war");
        several("«a»b «a»b", &Pattern::new("a"));
    }

    #[test]
    fn a_pattern_stays_in_one_paragraph() {
        absent("one end\nand two", "end and", Missing::Words);
        absent("one end\nand two", "one >> two", Missing::Apart);
    }

    #[test]
    fn through_takes_the_nearest_pair() {
        check("we left, «we came back to stay», to stay", "we >> stay");
        several(
            "«we will stay» and «we must stay»",
            &Pattern::new("we >> stay"),
        );
        assert_eq!(
            pieces("a b c d e", &Pattern::new("a >> c [...] e")),
            "a b c/[...]/e"
        );
        absent("we stay here", "we >> leave", Missing::Segment(1));
        absent("we stay here", "here >> stay", Missing::Apart);
    }

    #[test]
    fn the_annotators_words_are_not_the_articles() {
        let text = "It said the plan was lead by them. He report it.";
        assert_eq!(
            pieces(text, &Pattern::new("[The agency] said the plan")),
            "The agency/said the plan"
        );
        assert_eq!(
            pieces(text, &Pattern::new("lead [sic] by them")),
            "lead/sic/by them"
        );
        assert_eq!(pieces(text, &Pattern::new("[i]t said")), "i/t said");
        assert_eq!(
            pieces(text, &Pattern::new("He report[ed] it")),
            "He report/ed/it"
        );
        assert_eq!(pieces(text, &Pattern::new("[t]he plan")), "t/he plan");
        absent(text, "the [best] was", Missing::Apart);
        let text = "It said [the old plan] was dead, and [so] were they [all].";
        assert_eq!(
            pieces(
                text,
                &Pattern::new("said [the old plan] was [...] [sic] they [all]")
            ),
            "said [the old plan] was/[...]/sic/they [all]"
        );
    }

    #[test]
    fn printed_operators_win() {
        let text = "lead [sic] by >> them";
        assert_eq!(pieces(text, &Pattern::new("lead [sic] by >> them")), text);
    }

    #[test]
    fn dots_are_dots() {
        check("so… «well... yes»", "well… yes");
        absent("so well, yes", "well... yes", Missing::Ellipsis);
        absent("so well, yes", "well... no", Missing::Words);
    }

    #[test]
    fn a_list_may_cross_paragraphs() {
        let text = "“One,” he said.\n“Two and three.”";
        let list = |parts: &[&str]| Pattern {
            parts: parts.iter().map(|&p| p.to_owned()).collect(),
            ..Pattern::default()
        };
        assert_eq!(
            pieces(text, &list(&["One", "Two >> three"])),
            "One/|/Two and three"
        );
        assert_eq!(
            outcome(text, &list(&["Two", "One"])),
            Outcome::Missing(Missing::Apart)
        );
        assert_eq!(
            outcome(text, &list(&["One", "four"])),
            Outcome::Missing(Missing::Segment(1))
        );
        let crowd = format!(
            "{}“One,” he said.\n“Two.”\n{}",
            "One.\n".repeat(100),
            "One.\n".repeat(100)
        );
        assert_eq!(pieces(&crowd, &list(&["One", "Two"])), "One/|/Two");
    }

    #[test]
    fn malformed_operators_are_named() {
        absent("some words here", "some >> ", Missing::Malformed);
        absent("some words here", "some [words", Missing::Malformed);
        absent("some words here", " ", Missing::Words);
    }

    #[test]
    fn what_costs_too_much_is_unchecked() {
        let text = format!("{} b", "a".repeat(400_000));
        let words = format!("{} c", "a".repeat(2_000));
        assert_eq!(
            outcome(&text, &Pattern::new(&words)),
            Outcome::Missing(Missing::Words)
        );
        let words = format!("{}b{}", "a".repeat(1_000), "a".repeat(1_000));
        assert_eq!(
            outcome(&text, &Pattern::new(&words)),
            Outcome::Unchecked(Unchecked::Budget)
        );
        assert_eq!(
            outcome(&"the of ".repeat(1_000), &Pattern::new("the >> of")),
            Outcome::Unchecked(Unchecked::Budget)
        );
    }

    /// Words and glyphs that meet often.
    const TEXT: &str = "((we|stay|no|Müller|7|ﬁ|e\u{301}|x\u{30c}|👩\u{200d}👧)[ ,.\u{a0}'’“”—\\-\u{ad}\n]{1,2}){1,24}";

    proptest! {
        #[test]
        fn what_is_found_stands_there(text in TEXT, words in TEXT) {
            if let Outcome::Exact(p) | Outcome::Folded(p) = outcome(&text, &Pattern::new(&words)) {
                prop_assert!(same(p.span.of(&text), &words));
            }
        }

        #[test]
        fn a_quotation_cut_from_the_text_is_found(text in TEXT, a in 0usize..99, b in 0usize..99) {
            for line in paragraphs(&text) {
                let graphemes: Vec<usize> = line.of(&text).grapheme_indices(true).map(|(i, _)| line.start + i).chain([line.end]).collect();
                let (a, b) = (graphemes[a % graphemes.len()], graphemes[b % graphemes.len()]);
                let cut = Span::new(a.min(b), a.max(b));
                if !cut.of(&text).contains(char::is_alphanumeric) {
                    continue;
                }
                match outcome(&text, &Pattern::new(cut.of(&text))) {
                    Outcome::Exact(p) | Outcome::Folded(p) => prop_assert!(p.span.covers(trimmed(&text, cut)) || same(p.span.of(&text), cut.of(&text))),
                    Outcome::Ambiguous(places) => prop_assert!(places.len() > 1),
                    other => prop_assert!(false, "{:?} in {:?}: {:?}", cut.of(&text), text, other),
                }
            }
        }

        #[test]
        fn a_changed_letter_is_never_found(text in "[ab ]{10,60}", at in 0usize..60) {
            let words = text.trim().to_owned();
            let letters: Vec<usize> = words.match_indices(char::is_alphabetic).map(|(i, _)| i).collect();
            prop_assume!(!letters.is_empty());
            let i = letters[at % letters.len()];
            let changed = format!("{}c{}", &words[..i], &words[i + 1..]);
            prop_assert!(matches!(outcome(&text, &Pattern::new(&changed)), Outcome::Missing(_)));
        }

        #[test]
        fn one_answer_does_not_hang_on_the_others(text in TEXT, words in proptest::collection::vec(TEXT, 1..6)) {
            let patterns: Vec<Pattern> = words.iter().map(|w| Pattern::new(w)).collect();
            let together: Vec<Outcome> = find_all(&text, &paragraphs(&text), &patterns).into_iter().map(|f| f.0).collect();
            let alone: Vec<Outcome> = patterns.iter().map(|p| outcome(&text, p)).collect();
            prop_assert_eq!(together, alone);
        }

        #[test]
        fn all_places_are_told(text in "[ab \n]{1,60}", words in "[ab]{1,3}") {
            let all: Vec<Span> = paragraphs(&text).into_iter().flat_map(|p| find_every(&text, p, &words)).collect();
            match outcome(&text, &Pattern::new(&words)) {
                Outcome::Exact(p) => prop_assert!(all.contains(&p.span)),
                Outcome::Ambiguous(places) => prop_assert!(places.iter().all(|p| all.contains(p))),
                Outcome::Missing(_) => prop_assert!(all.is_empty()),
                other => prop_assert!(false, "{:?}", other),
            }
        }

        #[test]
        fn nothing_panics(text in ".{0,40}", words in "(.|>>|\\[|\\]|\\.\\.\\.){0,8}", before in ".{0,5}") {
            let _ = outcome(&text, &Pattern { before: Some(before), ..Pattern::new(&words) });
        }
    }

    fn trimmed(text: &str, span: Span) -> Span {
        let words = span.of(text);
        let start = span.start + words.len() - words.trim_start().len();
        Span::new(start, start + words.trim().len())
    }
}
