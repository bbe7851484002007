//! Other words for an annotation that is there already: its place has moved, or the article has changed; the way it is written
//! stays.
use super::{
    Outcome, Pattern, Piece, find_all,
    shorten::{alone, names, shorten, single},
    standing::operators::{self, Link, Operators},
};
use crate::text::{Span, fold};

/// From how many words on an annotation that was given by its ends is given so again.
const SHORT: usize = 12;

/// What to write for the words at `parts` in place of `old`: its operators as far as they still mean something, its own glyphs, its
/// context where that still helps; `A >> B` from `long` words on, or where it was written so. `pieces` is where `old` stands, or what it would
/// stand at; empty where nobody knows. `None` where nothing short names the place alone.
#[must_use]
pub fn reword(
    text: &str,
    paragraphs: &[Span],
    (old, pieces): (&Pattern, &[Piece]),
    (parts, long): (&[Span], usize),
) -> Option<Pattern> {
    let whole = parts.iter().copied().reduce(Span::join)?;
    let new = printed(text, paragraphs, (old, pieces), (parts, long))?;
    let was = hull(pieces);
    let ends = [
        was.is_some_and(|was| was.start == whole.start),
        was.is_some_and(|was| was.end == whole.end),
    ];
    let hands = [same_ends(old, &new, ends), Some(new.clone())];
    let hands = hands.into_iter().flatten().map(|hand| spelled(old, hand));
    let mut kept = hands.filter(|hand| names(text, paragraphs, hand, whole));
    Some(kept.next().unwrap_or(new))
}

/// From the first to the last word of `pieces`.
fn hull(pieces: &[Piece]) -> Option<Span> {
    let spans = pieces.iter().filter_map(|piece| match piece {
        Piece::Words(span) => Some(*span),
        _ => None,
    });
    spans.reduce(Span::join)
}

/// `new` with the words by which `old` named an end that stays (`[first, last]`); `None` where one of them is not given by its ends.
fn same_ends(old: &Pattern, new: &Pattern, stays: [bool; 2]) -> Option<Pattern> {
    let ([was], [now]) = (old.parts.as_slice(), new.parts.as_slice()) else {
        return None;
    };
    let (was, now) = (was.split_once(" >> ")?, now.split_once(" >> ")?);
    let first = if stays[0] { was.0 } else { now.0 };
    let last = if stays[1] { was.1 } else { now.1 };
    Some(Pattern {
        parts: vec![format!("{first} >> {last}")],
        ..new.clone()
    })
}

/// `new` with each word in the glyphs in which `old` has it.
fn spelled(old: &Pattern, mut new: Pattern) -> Pattern {
    let known: Vec<&str> = (old.parts.iter())
        .flat_map(|part| part.split(' '))
        .collect();
    for part in &mut new.parts {
        let words = part.split(' ').map(|word| {
            let own = known.iter().find(|known| fold::same(known, word));
            own.copied().unwrap_or(word)
        });
        *part = words.collect::<Vec<_>>().join(" ");
    }
    new
}

/// What [`reword()`] gives, in the article's glyphs.
fn printed(
    text: &str,
    paragraphs: &[Span],
    (old, pieces): (&Pattern, &[Piece]),
    (parts, long): (&[Span], usize),
) -> Option<Pattern> {
    let whole = parts.iter().copied().reduce(Span::join)?;
    let with_context = |parts: Vec<String>| {
        let pattern = Pattern {
            parts,
            hint: None,
            ..old.clone()
        };
        names(text, paragraphs, &pattern, whole).then_some(pattern)
    };
    if parts.len() == 1
        && let Some(written) = written(text, pieces, whole)
    {
        let kept = with_context(written.clone());
        if let Some(pattern) = kept.or_else(|| alone(text, paragraphs, written, whole)) {
            return Some(pattern);
        }
    }
    let by_ends = old.parts.iter().any(|part| part.contains(">>"));
    let long = if by_ends { long.min(SHORT) } else { long };
    let new = shorten(text, paragraphs, parts, long)?;
    Some(with_context(new.parts.clone()).unwrap_or(new))
}

/// The pieces of a pattern moved to `place`, as strings; `None` where but one run of words is left of them.
fn written(text: &str, pieces: &[Piece], place: Span) -> Option<Vec<String>> {
    let runs: Vec<(usize, Span)> = (pieces.iter().enumerate())
        .filter_map(|(n, piece)| match piece {
            Piece::Words(span) => {
                let clipped = (span.start.max(place.start), span.end.min(place.end));
                (clipped.0 < clipped.1).then(|| (n, Span::new(clipped.0, clipped.1)))
            }
            _ => None,
        })
        .collect();
    let (&(first, _), &(last, _)) = (runs.first()?, runs.last()?);
    if first == last {
        return None;
    }
    let mut parts = vec![String::new()];
    for (n, piece) in pieces.iter().enumerate().take(last + 1).skip(first) {
        let words = match piece {
            Piece::Words(_) => {
                let mut span = runs.iter().find(|(run, _)| *run == n)?.1;
                if n == first {
                    span.start = place.start;
                }
                if n == last {
                    span.end = place.end;
                }
                single(span.of(text))
            }
            Piece::Elision => "[...]".to_owned(),
            Piece::Insertion(word) => format!("[{word}]"),
            Piece::Interruption => {
                parts.push(String::new());
                continue;
            }
        };
        let part = parts.last_mut()?;
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(&words);
    }
    Some(parts)
}

/// Where the pieces of `old` stand, or would, within the bytes `place` of `text`, to which its words are near; `None` where one of them
/// has no place of its own there.
#[must_use]
pub fn pieces_near(text: &str, old: &Pattern, place: Span) -> Option<Vec<Piece>> {
    let mut rest = place;
    let mut pieces = Vec::new();
    for (n, part) in old.parts.iter().enumerate() {
        if n > 0 {
            pieces.push(Piece::Interruption);
        }
        let Operators::Read(reading) = operators::read(part) else {
            pieces.push(Piece::Words(next(text, &mut rest, part)?));
            continue;
        };
        for (n, segment) in reading.segments.iter().enumerate() {
            let span = next(text, &mut rest, &segment.words)?;
            match n.checked_sub(1).map(|before| &reading.links[before]) {
                Some(Link::Through) => {
                    if let Some(Piece::Words(before)) = pieces.last_mut() {
                        *before = before.join(span);
                    }
                    continue;
                }
                Some(link) => pieces.extend(link.pieces().iter().cloned()),
                None => {}
            }
            pieces.push(Piece::Words(span));
        }
    }
    Some(pieces)
}

/// Where `words` stand in the bytes `rest` of `text`, or near words, which are taken off it.
fn next(text: &str, rest: &mut Span, words: &str) -> Option<Span> {
    let found = near_within(text, *rest, words)?;
    rest.start = found.end;
    Some(found)
}

/// The one place in the bytes `within` of `text` where `words` stand, or near words.
#[must_use]
pub fn near_within(text: &str, within: Span, words: &str) -> Option<Span> {
    let rest = within.of(text);
    let whole = Span::new(0, rest.len());
    let span = match find_all(rest, &[whole], &[Pattern::new(words)]).pop()? {
        Outcome::Exact(passage) | Outcome::Folded(passage) => passage.span,
        Outcome::Altered(near) if near.others.is_empty() => near.span,
        _ => return None,
    };
    Some(Span::new(
        within.start + span.start,
        within.start + span.end,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{anchor::find, text::unmark};

    /// `old` moved to the marked words: what is written then.
    #[track_caller]
    fn check(marked: &str, old: &[&str], want: &str) {
        let (text, place) = unmark(marked);
        let paragraphs = [Span::new(0, text.len())];
        let old = Pattern {
            parts: old.iter().map(|&part| part.to_owned()).collect(),
            ..Pattern::default()
        };
        let pieces = match find(&text, &paragraphs, &old) {
            Outcome::Exact(passage) | Outcome::Folded(passage) => passage.pieces,
            _ => pieces_near(&text, &old, place[0]).unwrap_or_default(),
        };
        let new = reword(&text, &paragraphs, (&old, &pieces), (&place, 30)).expect("words");
        assert_eq!(new.parts.join("|"), want);
    }

    #[test]
    fn an_end_that_moves_takes_words_in_or_leaves_them_out() {
        check(
            "Anna said «no deal, not now» today.",
            &["no deal"],
            "no deal, not now",
        );
        check("Anna said no «deal» today.", &["no deal"], "deal");
    }

    #[test]
    fn what_is_left_out_and_what_interrupts_stays_so() {
        check(
            "«Ukraine and its allies must choose now: peace by force, or fewer deaths in all», he writes.",
            &["Ukraine and its allies must choose now: [...] fewer deaths"],
            "Ukraine and its allies must choose now: [...] fewer deaths in all",
        );
        check(
            "\"«We left today,\" she said, \"and came back» again\".",
            &["left today", "and came back again"],
            "We left today|and came back",
        );
        check(
            "\"We left today,\" she said, \"and «came back» again\".",
            &["left today", "and came back"],
            "came back",
        );
    }

    #[test]
    fn what_was_given_by_its_ends_is_given_so_again() {
        check(
            "So: «either we liberate these territories by force of arms, or the troops leave them and stop killing people at last», he said.",
            &["either we liberate >> stop killing people"],
            "either we liberate >> killing people at last",
        );
        check(
            "So: either «the troops of theirs leave these territories by force of arms, and all of them stop killing people», he said.",
            &["either the troops of theirs >> all of them stop killing people"],
            "the troops of theirs >> all of them stop killing people",
        );
    }

    #[test]
    fn words_that_stay_keep_their_glyphs() {
        check(
            "Raised the «alarm that the US may \"betray\" Ukraine – soon» and again.",
            &["the alarm that the US may 'betray' Ukraine - soon"],
            "alarm that the US may 'betray' Ukraine - soon",
        );
    }

    #[test]
    fn where_the_article_changed_the_operators_are_kept() {
        check(
            "He writes: «Ukraine and her allies must choose now: peace by force of arms, or far fewer deaths in the end».",
            &["Ukraine and its allies must choose now: [...] far fewer deaths in the end"],
            "Ukraine and her allies must choose now: [...] far fewer deaths in the end",
        );
    }
}
