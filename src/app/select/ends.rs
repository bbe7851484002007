//! How an end of a selection moves: by characters, words, sentences, paragraphs, always onto a bound between characters.
use crate::{
    model::Article,
    text::{
        Span,
        object::{Object, before, behind, end_before, next_end, next_start, start_before},
    },
};

/// By what an end moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Unit {
    /// A grapheme cluster.
    Character,
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// `span` without the blanks at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start.min(span.end), start + words.trim().len())
}

/// Where `head` goes, one unit on or back, while `tail` stays. The end of a selection goes from end to end, its beginning
/// from beginning to beginning: so no half a word is ever selected by words. An end that passes the other one goes to
/// the far side of what stands there.
pub(super) fn moved(
    article: &Article,
    (head, tail): (usize, usize),
    forward: bool,
    unit: Unit,
) -> usize {
    let at_end = head > tail || (head == tail && forward);
    let to = one(article, head, (at_end, forward), unit);
    match (at_end, forward) {
        (true, false) if to <= tail => one(article, tail, (false, false), unit),
        (false, true) if to >= tail => one(article, tail, (true, true), unit),
        _ => to,
    }
}

fn one(article: &Article, at: usize, (ends, forward): (bool, bool), unit: Unit) -> usize {
    let text = article.text.as_str();
    let number = article.paragraph_at(at);
    let Some(here) = article.paragraph(number).map(|p| p.span) else {
        return at;
    };
    let beside = if forward { number + 1 } else { number - 1 };
    let beside = article.paragraph(beside).map(|p| p.span);
    let within = |paragraph: Span, at: usize| match unit {
        Unit::Character if forward => {
            (at < paragraph.end).then(|| behind(text, at.max(paragraph.start)))
        }
        Unit::Character => (at > paragraph.start).then(|| before(text, at.min(paragraph.end))),
        Unit::Paragraph => {
            let bound = if ends { paragraph.end } else { paragraph.start };
            (if forward { bound > at } else { bound < at }).then_some(bound)
        }
        Unit::Word => step(text, paragraph, at, (ends, forward), Object::Word),
        Unit::Sentence => step(text, paragraph, at, (ends, forward), Object::Sentence),
    };
    let found = within(here, at);
    let next = || {
        let beside = beside?;
        // One outside, so that the first bound of the paragraph counts too.
        let from = if forward {
            beside.start.saturating_sub(1)
        } else {
            beside.end + 1
        };
        within(beside, from)
    };
    found.or_else(next).unwrap_or(at)
}

fn step(
    text: &str,
    paragraph: Span,
    at: usize,
    (ends, forward): (bool, bool),
    of: Object,
) -> Option<usize> {
    match (ends, forward) {
        (true, true) => next_end(text, paragraph, at, of),
        (true, false) => end_before(text, paragraph, at, of),
        (false, true) => next_start(text, paragraph, at, of),
        (false, false) => start_before(text, paragraph, at, of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Written, store, text::unmark};

    fn article(text: &str) -> Written {
        store::from_text("a.txt", text.to_owned())
    }

    /// `«` and `»` around what is selected before and, in the second text, after; the end moves.
    #[track_caller]
    fn check(marked: &str, forward: bool, unit: Unit, want: &str) {
        let (text, before) = unmark(marked);
        let written = article(&text);
        let (head, tail) = (before[0].end, before[0].start);
        let to = moved(&written.articles[0], (head, tail), forward, unit);
        let span = trimmed(&text, Span::new(to.min(tail), to.max(tail)));
        let shown = format!(
            "{}«{}»{}",
            &text[..span.start],
            span.of(&text),
            &text[span.end..]
        );
        assert_eq!(shown, want);
    }

    #[test]
    fn an_end_goes_from_end_to_end() {
        check("«One» two. Three.", true, Unit::Word, "«One two». Three.");
        check("«One two». Three.", false, Unit::Word, "«One» two. Three.");
        check(
            "«One» two. Three.",
            true,
            Unit::Sentence,
            "«One two.» Three.",
        );
        check(
            "«One» two.\n\nThree.",
            true,
            Unit::Paragraph,
            "«One two.»\n\nThree.",
        );
        check(
            "«One two.»\n\nThree.",
            true,
            Unit::Word,
            "«One two.\n\nThree».",
        );
        check(
            "«One»\u{301} two.",
            true,
            Unit::Character,
            "«One\u{301}» two.",
        );
    }

    #[test]
    fn an_end_that_passes_the_other_turns_round() {
        check("One «two» three.", false, Unit::Word, "«One» two three.");
        check("O«n»e", false, Unit::Character, "«O»ne");
    }

    #[test]
    fn at_the_end_of_the_article_an_end_stays() {
        check("One «two».", true, Unit::Word, "One «two».");
        check("One «two.»", true, Unit::Character, "One «two.»");
    }
}
