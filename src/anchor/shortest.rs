//! What to write so that a stretch of an article is found again: as few words as name it and nothing else.
use super::{
    Outcome, Pattern,
    extend::{single_blanks, unique_span},
    find,
};
use crate::text::{Span, words::words};

/// Words up to which a quotation is written out.
const WHOLE: usize = 24;
/// Words on either side of `>>` to begin with.
const ENDS: usize = 4;
/// Words on either side of `>>` at most.
const FURTHEST: usize = 16;

/// The shortest pattern that names the bytes `span` of `text` and no others. Up to 24 words are written out, of longer
/// ones the first and last with `>>` between them; words beside them are added as context where they stand more than once.
/// What runs over several paragraphs has a part for each. `None` where nothing tells it from another place.
#[must_use]
pub fn shortest(text: &str, paragraphs: &[Span], span: Span) -> Option<Pattern> {
    let parts: Vec<Span> = (paragraphs.iter())
        .filter(|paragraph| paragraph.meets(span))
        .map(|paragraph| {
            let part = Span::new(paragraph.start.max(span.start), paragraph.end.min(span.end));
            trimmed(text, part)
        })
        .filter(|part| !part.is_empty())
        .collect();
    let whole = parts.first()?.join(*parts.last()?);
    let names = |pattern: &Pattern| match find(text, paragraphs, pattern) {
        Outcome::Exact(passage) | Outcome::Folded(passage) => passage.span == whole,
        _ => false,
    };
    let written = |ends: Option<usize>| Pattern {
        parts: parts.iter().map(|part| run(text, *part, ends)).collect(),
        ..Pattern::default()
    };
    let long = parts.iter().any(|part| words(text, *part).count() > WHOLE);
    let short = if long { ENDS..=FURTHEST } else { 1..=0 };
    let candidates = short.step_by(3).map(Some).chain([None]).map(written);
    let mut first = None;
    for candidate in candidates {
        if names(&candidate) {
            return Some(candidate);
        }
        first.get_or_insert(candidate);
    }
    let beside = unique_span(
        text,
        paragraphs,
        *parts.first().filter(|_| parts.len() == 1)?,
    )?;
    let context = |span: Span| Some(single_blanks(span.of(text))).filter(|words| !words.is_empty());
    let told_apart = |pattern: Pattern| Pattern {
        before: context(Span::new(beside.start, whole.start)),
        after: context(Span::new(whole.end, beside.end)),
        ..pattern
    };
    let mut last = first.into_iter().chain([written(None)]).map(told_apart);
    last.find(names)
}

/// The words of `span`: all, or as many at either end.
fn run(text: &str, span: Span, ends: Option<usize>) -> String {
    let all: Vec<Span> = words(text, span).collect();
    match ends {
        Some(ends) if all.len() > WHOLE => {
            let head = Span::new(span.start, all[ends - 1].end);
            let tail = Span::new(all[all.len() - ends].start, span.end);
            format!(
                "{} >> {}",
                single_blanks(head.of(text)),
                single_blanks(tail.of(text))
            )
        }
        _ => single_blanks(span.of(text)),
    }
}

/// `span` without the white space around it.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    /// The pattern for what is marked: its parts, then its context.
    #[track_caller]
    fn check(marked: &str, wanted: &[&str], context: (Option<&str>, Option<&str>)) {
        let (text, spans) = unmark(marked);
        let mut paragraphs = Vec::new();
        for line in text.split('\n') {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            paragraphs.push(Span::new(start, start + line.len()));
        }
        let pattern = shortest(&text, &paragraphs, spans[0]).expect("a pattern");
        assert_eq!(pattern.parts, wanted);
        assert_eq!(
            (pattern.before.as_deref(), pattern.after.as_deref()),
            context
        );
    }

    const LONG: &str = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                        seventeen eighteen nineteen twenty again and again and at last it ends here";

    #[test]
    fn few_words_are_written_out() {
        check("He said «we  stay», and left.", &["we stay"], (None, None));
    }

    #[test]
    fn words_that_stand_twice_are_told_apart_by_those_beside_them() {
        check("They say no. We say «no».", &["no"], (Some("We say"), None));
        check(
            "«no» is said, and no was meant",
            &["no"],
            (None, Some("is")),
        );
    }

    #[test]
    fn of_many_words_the_first_and_last_are_enough() {
        check(
            &format!("Then: «{LONG}». So."),
            &["One two three four >> last it ends here"],
            (None, None),
        );
        // The nearest pair counts, so that more words are needed where the last stand earlier, too.
        let again = LONG.replace("nine ten", "nine last it ends here ten");
        check(
            &format!("«{again}»"),
            &["One two three four five six seven >> again and at last it ends here"],
            (None, None),
        );
    }

    #[test]
    fn what_runs_over_paragraphs_has_a_part_for_each() {
        check(
            "He «said this\nand that» too",
            &["said this", "and that"],
            (None, None),
        );
    }

    #[test]
    fn what_nothing_tells_apart_has_no_pattern() {
        let text = "we stay\nwe stay";
        assert_eq!(
            shortest(text, &[Span::new(0, 7), Span::new(8, 15)], Span::new(0, 7)),
            None
        );
    }
}
