//! Where a passage begins and ends whose first word or last stands farther off, behind something that was put in.
use super::{
    align::{Asked, Joint},
    query::{Query, ends_sentence},
    word::{Stretch, Word},
};
use crate::text::Span;

/// Bytes by which a word may stand beside the place to which its neighbours carry it: signs were changed.
const BESIDE: usize = 4;
/// Bytes that may have been put in before a word whose place is known.
const BYTES_PUT_IN: usize = 400;
/// Words that may have been put in before one whose place is not.
const WORDS_PUT_IN: usize = 8;
/// Words at an end that may be others than those asked for.
const MISSING: usize = 4;

/// `span`, the passage nearest to `query`, and the query's first words and its last where they stand beyond it: where its neighbours carry its
/// ends, to bytes `carried.0` and `carried.1`, or a few words off in the same sentence, or as a fragment of another one that is nearer to
/// there.
pub(in crate::anchor) fn with_edges_beyond(
    text: &str,
    query: &Query,
    span: Span,
    carried: (Option<usize>, Option<usize>),
) -> Span {
    let there = Stretch::new(text, paragraph_around(text, span));
    let (first, after) = there.meeting(span);
    if first >= after {
        return span;
    }
    let words = &there.words;
    let (mut line, mut asked) = (Line::new(&there), Quoted::new(query));
    let start = |word: usize| words[word].start as usize;
    let begin = line.edge_beyond(first, &asked, carried.0, start);
    line.reverse();
    asked.reverse();
    let mirrored = |word: usize| words.len() - 1 - word;
    let end = |word: usize| words[mirrored(word)].end as usize;
    let close = line.edge_beyond(mirrored(after - 1), &asked, carried.1, end);
    Span::new(begin.map_or(span.start, start), close.map_or(span.end, end))
}

/// Words that are looked for beyond an end.
struct Quoted {
    words: Vec<u64>,
    /// How many of them stand in the first sentence and in the last, if that is not all of it.
    fragments: (usize, usize),
}

impl Quoted {
    fn new(query: &Query) -> Self {
        let quoted = query.quoted().iter().filter(|a| !a.inserted);
        let begins = |a: &&Asked| a.joint == Joint::Sentence;
        let whole = |words: usize| {
            if words < quoted.clone().count() {
                words
            } else {
                0
            }
        };
        let before = quoted.clone().take_while(|a| !begins(a)).count();
        let behind = quoted.clone().rev().take_while(|a| !begins(a)).count() + 1;
        Self {
            fragments: (whole(before), if whole(before) > 0 { behind } else { 0 }),
            words: quoted.map(|a| a.shape.hash).collect(),
        }
    }

    fn reverse(&mut self) {
        self.words.reverse();
        self.fragments = (self.fragments.1, self.fragments.0);
    }
}

/// Words of a sentence at an end of a quotation that may stand elsewhere by chance.
const FRAGMENT: usize = 3;

/// Where words may have to begin and end that stand at `span` and begin, or end, with a few of another sentence: something may have been put
/// in between that begins, or ends, like that. Nothing where no equal few stand between `span` and where its neighbours carry that end, to
/// byte `carried.0` or `carried.1`; where they stand just there, they are taken for those.
pub(in crate::anchor) fn edges_in_doubt(
    text: &str,
    span: Span,
    carried: (Option<usize>, Option<usize>),
) -> Option<Span> {
    let before = carried.0.filter(|&place| place + BESIDE < span.start);
    let behind = carried.1.filter(|&place| place > span.end + BESIDE);
    if before.is_none() && behind.is_none() {
        return None;
    }
    let there = Stretch::new(text, paragraph_around(text, span));
    let (first, after) = there.meeting(span);
    let last = after.checked_sub(1).filter(|&last| last >= first)?;
    let words = &there.words;
    let mut line = Line::new(&there);
    let begins = before.map_or_else(Vec::new, |place| {
        let from = words.partition_point(|w| (w.start as usize) + BESIDE < place);
        let likes = line.likes_of(first, last, from);
        likes.map(|word| words[word].span().start).collect()
    });
    line.reverse();
    let mirrored = |word: usize| words.len() - 1 - word;
    let ends = behind.map_or_else(Vec::new, |place| {
        let to = words.partition_point(|w| (w.end as usize) <= place + BESIDE);
        let likes = line.likes_of(mirrored(last), mirrored(first), words.len() - to);
        likes.map(|word| words[mirrored(word)].span().end).collect()
    });
    let is_doubtful = !begins.is_empty() || !ends.is_empty();
    is_doubtful.then(|| {
        Span::new(
            just_at(&begins, before).unwrap_or(span.start),
            just_at(&ends, behind).unwrap_or(span.end),
        )
    })
}

/// The one of `edges` that is at byte `place`.
fn just_at(edges: &[usize], place: Option<usize>) -> Option<usize> {
    let mut edges = edges.iter().copied();
    edges.find(|edge| place.is_some_and(|place| place.abs_diff(*edge) <= BESIDE))
}

/// `span` and what stands beside it in its paragraph, as far as something may have been put in.
pub(in crate::anchor) fn paragraph_around(text: &str, span: Span) -> Span {
    let reach = BYTES_PUT_IN + BESIDE;
    let start = text.ceil_char_boundary(span.start.saturating_sub(reach));
    let end = text.floor_char_boundary((span.end + reach).min(text.len()));
    let before = text[start..span.start].rfind("\n\n");
    let behind = text[span.end..end].find("\n\n");
    Span::new(
        before.map_or(start, |at| start + at),
        behind.map_or(end, |at| span.end + at),
    )
}

/// Words in a row.
struct Line {
    hashes: Vec<u64>,
    /// Whether a sentence ends behind each but the last.
    ends: Vec<bool>,
}

impl Line {
    fn new(there: &Stretch<'_>) -> Self {
        let between = |pair: &[Word]| pair[0].end as usize..pair[1].start as usize;
        let words = &there.words;
        Self {
            hashes: words.iter().map(|w| w.shape.hash).collect(),
            ends: words
                .windows(2)
                .map(|pair| ends_sentence(&there.text[between(pair)]))
                .collect(),
        }
    }

    fn reverse(&mut self) {
        self.hashes.reverse();
        self.ends.reverse();
    }

    /// The word before word `from`, with which a passage begins, that is the first `asked` for: where its neighbours carry it, to byte `place`,
    /// or a few words off if hardly another is missing, or in a sentence of its own nearer to there; `at` is the byte of a word.
    fn edge_beyond(
        &self,
        from: usize,
        asked: &Quoted,
        place: Option<usize>,
        at: impl Fn(usize) -> usize,
    ) -> Option<usize> {
        let (first, rest) = asked.words.split_first()?;
        if rest.is_empty() || self.hashes[from] == *first {
            return None;
        }
        let apart = |word: usize| place.map(|place| at(word).abs_diff(place));
        let mut before = 0..from;
        let carried = before.find(|&word| {
            self.hashes[word] == *first && apart(word).is_some_and(|apart| apart <= BESIDE)
        });
        carried
            .or_else(|| self.few_words_off(from, *first, rest))
            .or_else(|| {
                let nearest = self
                    .fragments(from, asked)
                    .min_by_key(|&word| apart(word))?;
                (apart(nearest)? < apart(from)?).then_some(nearest)
            })
    }

    /// The word `first` a few words before word `from` in its sentence, where one that is asked for soon behind it stands at `from`.
    fn few_words_off(&self, from: usize, first: u64, rest: &[u64]) -> Option<usize> {
        let edge = self.hashes[from..].get(..2).unwrap_or(&self.hashes[from..]);
        let missing = rest
            .iter()
            .take(MISSING)
            .position(|word| edge.contains(word))?;
        let reach = if missing == 0 {
            WORDS_PUT_IN
        } else {
            missing + MISSING
        };
        let mut few = (from.saturating_sub(reach)..from).rev();
        let word = few.find(|&word| self.hashes[word] == first)?;
        (!self.ends[word..from].contains(&true)).then_some(word)
    }

    /// The words before word `from`, with which a passage begins, at which the few stand and end a sentence that are `asked` for before it.
    fn fragments(&self, from: usize, asked: &Quoted) -> impl Iterator<Item = usize> {
        let few = asked.fragments.0;
        let goes_on = asked.words.get(few) == self.hashes.get(from);
        let is_fragment = (1..=FRAGMENT).contains(&few) && goes_on;
        let before = 0..(from + 1).saturating_sub(few);
        before.filter(move |&at| {
            let words = self.hashes[at..].iter().zip(&asked.words).take(few);
            is_fragment && self.ends[at + few - 1] && words.into_iter().all(|(a, b)| a == b)
        })
    }

    /// The words from word `from` on, before word `first`, at which stand the few with which a sentence ends in words `first..=last`.
    fn likes_of(&self, first: usize, last: usize, from: usize) -> impl Iterator<Item = usize> {
        let few = (1..=FRAGMENT.min(last - first)).find(|n| self.ends[first + n - 1]);
        few.into_iter().flat_map(move |few| {
            let words = move |at: usize| &self.hashes[at..at + few];
            let is_like = move |&at: &usize| words(at) == words(first) && self.ends[at + few - 1];
            (from..(first + 1).saturating_sub(few)).filter(is_like)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    /// The shorter passage in marks stands, its neighbours carry its ends to those of the longer. What is doubtful of it, if anything is.
    fn doubt(marked: &str) -> Option<String> {
        let (text, mut spans) = unmark(marked);
        spans.sort_by_key(|span| span.len());
        let carried = (Some(spans[1].start), Some(spans[1].end));
        edges_in_doubt(&text, spans[0], carried).map(|span| span.of(&text).to_owned())
    }

    #[test]
    fn few_words_of_a_sentence_are_doubted_where_equal_ones_end_or_begin_another_beside_them() {
        for (marked, whole) in [
            (
                "««It held. The» ferry sank. The» boats lay there.",
                Some("It held. The ferry sank. The"),
            ),
            (
                "Then «it held. He saw «it held. The boats»».",
                Some("it held. He saw it held. The boats"),
            ),
            // Where exactly its neighbours do not say.
            (
                "««It held. The» ferry sank. The boats lay there,» he said.",
                Some("It held. The"),
            ),
            ("««It held. The»» ferry sank. The boats.", None),
            ("««It held. The» ferry sank.\n\nThe» boats.", None),
            ("««It held. The» ferry sank in the» boats.", None),
            (
                "««It held. The four old men» sank. The four old men» left.",
                None,
            ),
            ("««It held the» ferry. It held the» boats.", None),
        ] {
            assert_eq!(doubt(marked).as_deref(), whole, "{marked}");
        }
    }
}
