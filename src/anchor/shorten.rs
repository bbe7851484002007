//! A place -> the words to write for it: as short as names that place and no other.
use super::{Pattern, find_standing};
use crate::text::{Span, words::words};

/// Words from which a quotation is given by its first and last ones, where nobody has another habit.
pub const LONG: usize = 30;
/// Words kept at each end of it, at least and at most.
const ENDS: std::ops::RangeInclusive<usize> = 4..=9;
/// Words of context at most.
const CONTEXT: usize = 12;

/// What to write for the words at `parts` (one span, or one a paragraph or where an attribution interrupts): the words, blanks made
/// single; `A >> B` from `long` words on; a few words before or behind where the same stand elsewhere. `None` where nothing short
/// names the place alone.
#[must_use]
pub fn shorten(text: &str, paragraphs: &[Span], parts: &[Span], long: usize) -> Option<Pattern> {
    let whole = parts.iter().copied().reduce(Span::join)?;
    if let [part] = parts
        && let Some(short) = ends(text, *part, long)
            .map(|words| Pattern::new(&words))
            .find(|pattern| names(text, paragraphs, pattern, whole))
    {
        return Some(short);
    }
    let parts = parts.iter().map(|part| single(part.of(text))).collect();
    alone(text, paragraphs, parts, whole)
}

/// A pattern of `parts` that names `whole` and no other place, with as few words beside them as that takes.
pub(super) fn alone(
    text: &str,
    paragraphs: &[Span],
    parts: Vec<String>,
    whole: Span,
) -> Option<Pattern> {
    let mut pattern = Pattern {
        parts,
        ..Pattern::default()
    };
    if names(text, paragraphs, &pattern, whole) {
        return Some(pattern);
    }
    // What all words beside them do not tell apart fewer do not.
    let counts = || (1..=CONTEXT).rev();
    pattern.before = counts().find_map(|n| before(text, paragraphs, whole.start, n));
    pattern.after = counts().find_map(|n| after(text, paragraphs, whole.end, n));
    if !names(text, paragraphs, &pattern, whole) {
        return None;
    }
    for count in 1..=CONTEXT {
        let (before, after) = (
            before(text, paragraphs, whole.start, count),
            after(text, paragraphs, whole.end, count),
        );
        for (before, after) in [(&before, &None), (&None, &after), (&before, &after)] {
            (pattern.before, pattern.after) = (before.clone(), after.clone());
            if names(text, paragraphs, &pattern, whole) {
                return Some(pattern);
            }
        }
    }
    None
}

/// Whether `pattern` stands at `whole` and nowhere else.
pub(super) fn names(text: &str, paragraphs: &[Span], pattern: &Pattern, whole: Span) -> bool {
    let found = find_standing(text, paragraphs, std::slice::from_ref(pattern)).pop();
    found.is_some_and(|outcome| outcome.is_at(whole))
}

/// `A >> B` for the words at `part`, the ends growing; nothing where they are fewer than `long`.
pub fn ends(text: &str, part: Span, long: usize) -> impl Iterator<Item = String> {
    let all: Vec<Span> = words(text, part).collect();
    let most = (*ENDS.end()).min(all.len().saturating_sub(1) / 2);
    let counts = (all.len() >= long).then_some(*ENDS.start()..=most);
    let counts = counts.into_iter().flatten();
    counts.map(move |count| {
        let head = Span::new(part.start, all[count - 1].end);
        let tail = Span::new(all[all.len() - count].start, part.end);
        format!("{} >> {}", single(head.of(text)), single(tail.of(text)))
    })
}

/// `words` with every run of white space made one blank.
pub(super) fn single(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The last `count` words before byte `at`, in its paragraph.
fn before(text: &str, paragraphs: &[Span], at: usize, count: usize) -> Option<String> {
    let home = paragraphs.iter().find(|p| p.start <= at && at <= p.end)?;
    let near = Span::new(
        text.ceil_char_boundary(home.start.max(at.saturating_sub(400))),
        at,
    );
    let all: Vec<Span> = words(text, near).collect();
    let first = all.get(all.len().checked_sub(count)?)?;
    Some(single(Span::new(first.start, at).of(text)))
}

/// The first `count` words behind byte `at`, in its paragraph.
fn after(text: &str, paragraphs: &[Span], at: usize, count: usize) -> Option<String> {
    let home = paragraphs.iter().find(|p| p.start <= at && at <= p.end)?;
    let near = Span::new(at, text.floor_char_boundary(home.end.min(at + 400)));
    let last = words(text, near).nth(count - 1)?;
    Some(single(Span::new(at, last.end).of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    /// What is written for the marked words, before and behind it its context.
    #[track_caller]
    fn check(marked: &str, want: &str) {
        let (text, parts) = unmark(marked);
        let paragraphs = [Span::new(0, text.len())];
        let pattern = shorten(&text, &paragraphs, &parts, LONG).expect("a way to name the place");
        let shown = [pattern.before, Some(pattern.parts.join("|")), pattern.after];
        let shown: Vec<String> = shown.into_iter().map(Option::unwrap_or_default).collect();
        assert_eq!(shown.join("/"), want);
    }

    #[test]
    fn few_words_are_written_as_they_stand() {
        check("The mayor said «no\n deal» was near.", "/no deal/");
        check(
            "\"«We left»,\" she said, \"«and came back»\".",
            "/We left|and came back/",
        );
    }

    #[test]
    fn words_that_stand_elsewhere_get_the_fewest_beside_them() {
        check("Ann said no deal. Bob said «no deal».", "Bob said/no deal/");
        check("The «no deal» camp. The no deal side.", "/no deal/camp");
    }

    #[test]
    fn many_words_are_named_by_their_ends() {
        let long: Vec<String> = (0..40).map(|n| format!("word{n}")).collect();
        check(
            &format!("Before «{}» after.", long.join(" ")),
            "/word0 word1 word2 word3 >> word36 word37 word38 word39/",
        );
    }
}
