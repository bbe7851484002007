//! Nearly the words of an anchor that moved past others, elsewhere: they may be the ones that were quoted, edited since.
use super::fate::{Drift, Side, spans};
use crate::{
    anchor::{self, Outcome, Pattern},
    model::Article,
    text::Span,
};

/// Tells of each of `drifts` that moved past others where else in `article` nearly its words stand. `patterns` are what was looked for, one
/// each; the text is looked through for all at once, without the places where any of these words stand as they were.
pub(super) fn add_twins(article: &Article, patterns: &[Pattern], drifts: &mut [Drift]) {
    let mut apart: Vec<(&Pattern, &mut Drift)> = (patterns.iter().zip(drifts))
        .filter(|(_, drift)| drift.past_others)
        .collect();
    if apart.is_empty() {
        return;
    }
    let taken = apart.iter().filter_map(|(_, drift)| drift.span).collect();
    let asked: Vec<Pattern> = apart.iter().map(|(pattern, _)| words(pattern)).collect();
    let found = near(&article.text, &spans(article), taken, &asked);
    for ((pattern, drift), outcome) in apart.iter_mut().zip(found) {
        drift.twin = twin(article, pattern.hint, &outcome);
    }
}

/// What is near each of `asked` in `text`, outside of the bytes `taken` and of every place where any of them stands as it is.
fn near(text: &str, paragraphs: &[Span], taken: Vec<Span>, asked: &[Pattern]) -> Vec<Outcome> {
    let rest = without(text, taken);
    let copies = anchor::find_standing(&rest, paragraphs, asked);
    let rest = without(&rest, copies.iter().flat_map(places).collect());
    anchor::find_all(&rest, paragraphs, asked)
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

/// Where words stand as they were.
fn places(outcome: &Outcome) -> Vec<Span> {
    match outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => vec![passage.span],
        Outcome::Ambiguous(places) => places.clone(),
        Outcome::Altered(_) | Outcome::Missing(_) | Outcome::Unchecked(_) => Vec::new(),
    }
}

/// Of the places that are near, the one nearest to byte `stood`, where the anchor stood.
fn twin(article: &Article, stood: Option<usize>, outcome: &Outcome) -> Option<Side> {
    let Outcome::Altered(near) = outcome else {
        return None;
    };
    let places = std::iter::once(near.span).chain(near.others.iter().copied());
    let far = |place: &Span| stood.map(|stood| place.start.abs_diff(stood));
    let place = places.min_by_key(far)?;
    Some(Side {
        paragraph: article.paragraph_at(place.start),
        text: place.of(&article.text).to_owned(),
    })
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
        let found = near(&text, &whole, taken, &[Pattern::new(words)]);
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
