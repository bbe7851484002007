//! What stands at a place of a text: its character, word, clause, sentence; and the way from one bound to the next.
use super::{
    Span,
    words::{clauses, sentences, words},
};
use unicode_segmentation::GraphemeCursor;

/// Bytes on each side of a place in which its sentence and words are looked for: no key costs more in a paragraph of a megabyte.
const NEAR: usize = 16 * 1024;

/// What a place can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// A word.
    Word,
    /// A part of a sentence.
    Clause,
    /// A sentence.
    Sentence,
}

/// The last bound between grapheme clusters at or before byte `at`.
#[must_use]
pub fn bound(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at.min(text.len()));
    match GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) {
        Ok(false) => before(text, at),
        _ => at,
    }
}

/// The bound between grapheme clusters before byte `at`.
#[must_use]
pub fn before(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    (cursor.prev_boundary(text, 0)).map_or(0, Option::unwrap_or_default)
}

/// The bound between grapheme clusters behind byte `at`.
#[must_use]
pub fn behind(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    (cursor.next_boundary(text, 0)).map_or(text.len(), |to| to.unwrap_or(text.len()))
}

/// The part of `paragraph` near byte `at`, cut at blanks.
fn near(text: &str, paragraph: Span, at: usize) -> Span {
    let at = at.clamp(paragraph.start, paragraph.end);
    let mut near = paragraph;
    if at - paragraph.start > NEAR {
        let from = text.ceil_char_boundary(at - NEAR);
        let blank = text[from..at].find(char::is_whitespace);
        near.start = blank.map_or(from, |blank| from + blank);
    }
    if paragraph.end - at > NEAR {
        let to = text.floor_char_boundary(at + NEAR);
        let blank = text[at..to].rfind(char::is_whitespace);
        near.end = blank.map_or(to, |blank| at + blank);
    }
    near
}

/// All objects of a kind near byte `at` of a paragraph, in text order.
fn objects(text: &str, paragraph: Span, at: usize, object: Object) -> Vec<Span> {
    let near = near(text, paragraph, at);
    match object {
        Object::Word => words(text, near).collect(),
        Object::Sentence => sentences(text, near),
        Object::Clause => (sentences(text, near).into_iter())
            .flat_map(|sentence| clauses(text, sentence))
            .collect(),
    }
}

/// The object at byte `at` of `paragraph`; between two, the one behind, and at the paragraph's end the last.
#[must_use]
pub fn object(text: &str, paragraph: Span, at: usize, object: Object) -> Option<Span> {
    let all = objects(text, paragraph, at, object);
    let found = all.iter().find(|span| at < span.end);
    found.or(all.last()).copied()
}

/// The next end of an object behind byte `at`, within `paragraph`.
#[must_use]
pub fn next_end(text: &str, paragraph: Span, at: usize, of: Object) -> Option<usize> {
    let ends = objects(text, paragraph, at, of).into_iter();
    ends.map(|span| span.end).find(|end| *end > at)
}

/// The next beginning of an object behind byte `at`, within `paragraph`.
#[must_use]
pub fn next_start(text: &str, paragraph: Span, at: usize, of: Object) -> Option<usize> {
    let starts = objects(text, paragraph, at, of).into_iter();
    starts.map(|span| span.start).find(|start| *start > at)
}

/// The last end of an object before byte `at`, within `paragraph`.
#[must_use]
pub fn end_before(text: &str, paragraph: Span, at: usize, of: Object) -> Option<usize> {
    let ends = objects(text, paragraph, at, of).into_iter().rev();
    ends.map(|span| span.end).find(|end| *end < at)
}

/// The last beginning of an object before byte `at`, within `paragraph`.
#[must_use]
pub fn start_before(text: &str, paragraph: Span, at: usize, of: Object) -> Option<usize> {
    let starts = objects(text, paragraph, at, of).into_iter().rev();
    starts.map(|span| span.start).find(|start| *start < at)
}

#[cfg(test)]
mod tests {
    use super::super::unmark;
    use super::*;

    #[track_caller]
    fn check(marked: &str, of: Object) {
        let (text, spans) = unmark(marked);
        let (want, at) = (spans[0], spans[1].start);
        let whole = Span::new(0, text.len());
        let found = object(&text, whole, at, of).expect("there is one");
        assert_eq!(found.of(&text), want.of(&text));
    }

    #[test]
    fn an_object_is_found_from_any_place_in_it() {
        check("He left «to«»wn».", Object::Word);
        check("He «left».«»", Object::Word);
        check("He left «town».«»", Object::Word);
        check("One. «Two «»is here.» Three.", Object::Sentence);
        check(
            "He left, «and she «»stayed», because of rain.",
            Object::Clause,
        );
    }

    #[test]
    fn bounds_never_cut_a_cluster() {
        let text = "e\u{301}a👩‍🚀b";
        let mut bounds = vec![0];
        while bounds[bounds.len() - 1] < text.len() {
            bounds.push(behind(text, bounds[bounds.len() - 1]));
        }
        assert_eq!(bounds, [0, 3, 4, 15, 16]);
        for at in 0..=text.len() {
            assert!(bounds.contains(&bound(text, at)), "{at}");
        }
        assert_eq!((before(text, 15), before(text, 0)), (4, 0));
    }

    #[test]
    fn words_follow_each_other_both_ways() {
        let text = "one, two three";
        let whole = Span::new(0, text.len());
        assert_eq!(next_end(text, whole, 3, Object::Word), Some(8));
        assert_eq!(next_start(text, whole, 3, Object::Word), Some(5));
        assert_eq!(end_before(text, whole, 14, Object::Word), Some(8));
        assert_eq!(start_before(text, whole, 5, Object::Word), Some(0));
        assert_eq!(next_end(text, whole, 14, Object::Word), None);
    }

    #[test]
    fn a_huge_paragraph_costs_no_more_than_what_is_near() {
        let text = "word ".repeat(100_000);
        let whole = Span::new(0, text.len());
        let all = objects(&text, whole, 250_000, Object::Word);
        assert!(all.len() < 8 * NEAR / 5, "{}", all.len());
        assert!(all.iter().all(|word| word.of(&text) == "word"));
    }
}
