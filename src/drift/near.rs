//! Nearly the words of anchors, outside of every place where words are held or stand as they were.
use super::settle::{Search, Settled, places};
use crate::{
    anchor::{self, Outcome, Pattern},
    text::Span,
};

/// How often a text is looked through for anchors that stood within one another.
const ROUNDS: usize = 16;

/// What counts as near.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Near {
    /// What the context speaks for.
    ByContext,
    /// That, or nearly the words wherever they stand.
    Anywhere,
}

/// What is near to each of `asked`, numbers of anchors, where none of them stands, nor any that shared no words with them. Anchors that
/// stood within one another are looked for one after the other; too many of these are left out.
pub(super) fn near(
    search: &Search<'_>,
    asked: &[usize],
    settled: &[Settled],
    how: Near,
) -> Vec<(usize, Outcome)> {
    let mut found = Vec::new();
    for round in rounds(search, asked) {
        let taken = taken(search, &round, settled);
        let patterns: Vec<&Pattern> = round.iter().map(|&i| &search.patterns[i]).collect();
        let outcomes = beside(
            &search.article.text,
            &search.paragraphs,
            taken,
            &patterns,
            how,
        );
        found.extend(round.into_iter().zip(outcomes));
    }
    found
}

/// `asked` in groups within which no two stood within one another, each in the order in which they stood.
fn rounds(search: &Search<'_>, asked: &[usize]) -> Vec<Vec<usize>> {
    let mut sorted = asked.to_vec();
    sorted.sort_by_key(|&i| search.stood(i));
    let mut rounds: Vec<((usize, usize), Vec<usize>)> = Vec::new();
    for i in sorted {
        let (start, end) = search.stood(i);
        match rounds.iter().position(|(until, _)| *until <= start) {
            Some(n) => {
                rounds[n].0 = end;
                rounds[n].1.push(i);
            }
            None if rounds.len() < ROUNDS => rounds.push((end, vec![i])),
            None => {}
        }
    }
    rounds.into_iter().map(|(_, round)| round).collect()
}

/// Where those of `round` stand, and all that shared no words with one of them.
fn taken(search: &Search<'_>, round: &[usize], settled: &[Settled]) -> Vec<Span> {
    let is_free = |&(i, _): &(usize, &Settled)| {
        let (start, end) = search.stood(i);
        let before = round.partition_point(|&other| search.stood(other).0 < end);
        let last = before.checked_sub(1).map(|at| round[at]);
        last.is_none_or(|last| last == i || search.stood(last).1 <= start)
    };
    let all = settled.iter().enumerate().filter(is_free);
    all.flat_map(|(_, settled)| places(&settled.outcome).iter().copied())
        .collect()
}

/// What is near each of `asked` in `text`, outside of the bytes `taken` and of every place where any of them stands as it is.
fn beside(
    text: &str,
    paragraphs: &[Span],
    taken: Vec<Span>,
    asked: &[&Pattern],
    how: Near,
) -> Vec<Outcome> {
    let bare: Vec<Pattern> = asked.iter().map(|pattern| words(pattern)).collect();
    let rest = without(text, taken);
    let copies = anchor::find_standing(&rest, paragraphs, &bare);
    let copies = copies.iter().flat_map(places).copied().collect();
    let rest = without(&rest, copies);
    let mut found = anchor::find_all(&rest, paragraphs, asked);
    if how == Near::Anywhere {
        let open: Vec<usize> = (0..found.len())
            .filter(|&i| !matches!(found[i], Outcome::Altered(_)))
            .collect();
        let bare: Vec<&Pattern> = open.iter().map(|&i| &bare[i]).collect();
        let outcomes = anchor::find_all(&rest, paragraphs, &bare);
        for (i, outcome) in open.into_iter().zip(outcomes) {
            found[i] = outcome;
        }
    }
    found
}

/// The words of a pattern wherever they stand.
fn words(pattern: &Pattern) -> Pattern {
    Pattern {
        parts: pattern.parts.clone(),
        before: None,
        after: None,
        hint: None,
    }
}

/// `text` with blanks for the bytes `taken`, so that all others stand where they stood.
fn without(text: &str, mut taken: Vec<Span>) -> String {
    taken.sort_unstable();
    let (mut rest, mut at) = (String::with_capacity(text.len()), 0);
    for span in taken.into_iter().filter(|span| !span.is_empty()) {
        if let Some(kept) = text.get(at..span.start) {
            rest.push_str(kept);
        }
        rest.extend(std::iter::repeat_n(
            ' ',
            span.end.saturating_sub(rest.len()),
        ));
        at = rest.len();
    }
    rest.push_str(&text[at..]);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_hides_no_twin() {
        let words = "The council of Alder voted to keep the old bridge open until spring.";
        let twin = words.replace("bridge open", "bridge shut");
        let text = format!("{twin} {words} {words}");
        let second = text.len() - words.len();
        let taken = vec![Span::new(second, text.len())];
        let whole = [Span::new(0, text.len())];
        let found = beside(
            &text,
            &whole,
            taken,
            &[&Pattern::new(words)],
            Near::Anywhere,
        );
        let [Outcome::Altered(near)] = &found[..] else {
            panic!("nearly the words: {found:?}");
        };
        assert_eq!(near.span.start, 0);
    }

    #[test]
    fn all_other_bytes_stand_where_they_stood() {
        let text = "aé bü cö dä";
        let taken = vec![Span::new(8, 11), Span::new(0, 3), Span::new(1, 4)];
        assert_eq!(without(text, taken), "    bü     dä");
    }
}
