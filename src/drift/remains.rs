//! What is left of words to which nothing is near by itself, in the paragraph that their neighbours carry between them.
use super::{
    carried::Carried,
    lock::{CONTEXT, Held},
    settle::{Search, Settled},
};
use crate::{
    anchor::{
        Language, Missing, Nearby, Outcome, Pattern,
        change::{Kind, diff},
        find_all,
    },
    text::{Span, words::words},
};
use rustc_hash::FxHashMap;

/// Names what is left of each anchor that is gone, where both its neighbours carry it to the same paragraph: half of its words at least.
/// A paragraph that stands where another stood is not that one for a few words that both have.
pub(super) fn remain(search: &Search<'_>, carried: &[Carried], settled: &mut [Settled]) {
    for (i, settled) in settled.iter_mut().enumerate() {
        let is_gone = matches!(settled.outcome, Outcome::Missing(Missing::Words));
        if is_gone
            && let Some(number) = carried[i].only()
            && let Some(left) = left(search, i, number).or_else(|| reordered(search, i, number))
        {
            settled.outcome = left;
        }
    }
}

/// What is left of the words of anchor `i` in paragraph `number`, asked for with what stands around that paragraph.
fn left(search: &Search<'_>, i: usize, number: usize) -> Option<Outcome> {
    let (article, held) = (search.article, search.anchors[i].1);
    let (text, paragraph) = (&article.text, article.paragraph(number)?.span);
    let beside = around(text, paragraph, held)?;
    let pattern = Pattern {
        hint: None,
        before: beside[0].clone(),
        after: beside[1].clone(),
        ..search.patterns[i].clone()
    };
    let found = find_all(text, &search.paragraphs, &[pattern]).pop()?;
    let Outcome::Altered(near) = &found else {
        return None;
    };
    let is_within = paragraph.start <= near.span.start && near.span.end <= paragraph.end;
    let is_left = is_half(&held.words.line(), text, near.span, article.language());
    (is_within && near.others.is_empty() && is_left).then_some(found)
}

/// Most words of anchor `i` in paragraph `number`, in another order or with others between them.
fn reordered(search: &Search<'_>, i: usize, number: usize) -> Option<Outcome> {
    let article = search.article;
    let old = search.anchors[i].1.words.line();
    let span = densest(&old, &article.text, article.paragraph(number)?.span)?;
    Some(Outcome::Altered(Nearby {
        span,
        score: 0.0,
        others: Vec::new(),
    }))
}

/// The first run of as many words as `old` has, within `paragraph`, that holds most of those that count: two of three at least. Words of
/// few letters stand anywhere and do not count.
fn densest(old: &str, text: &str, paragraph: Span) -> Option<Span> {
    /// Letters of a word that counts, and how many such words there are at least.
    const LONG: usize = 4;
    const SEVERAL: isize = 4;
    let counted = |text: &str, word: Span| {
        let word = word.of(text);
        (word.chars().count() >= LONG).then(|| word.to_lowercase())
    };
    let before: Vec<Span> = words(old, Span::new(0, old.len())).collect();
    let now: Vec<Span> = words(text, paragraph).collect();
    // How many more of each word are wanted in the run that ends here.
    let mut wanted: FxHashMap<String, isize> = FxHashMap::default();
    for word in before.iter().filter_map(|&word| counted(old, word)) {
        *wanted.entry(word).or_default() += 1;
    }
    let all: isize = wanted.values().sum();
    let (mut inside, mut most, mut last) = (0, 0, 0);
    for (n, &word) in now.iter().enumerate() {
        if let Some(left) = counted(text, word).and_then(|word| wanted.get_mut(&word)) {
            inside += isize::from(*left > 0);
            *left -= 1;
        }
        let gone = n.checked_sub(before.len()).map(|gone| now[gone]);
        if let Some(left) = gone.and_then(|gone| wanted.get_mut(&counted(text, gone)?)) {
            *left += 1;
            inside -= isize::from(*left > 0);
        }
        if inside > most {
            (most, last) = (inside, n);
        }
    }
    let first = (last + 1).saturating_sub(before.len());
    (all >= SEVERAL && 3 * most >= 2 * all).then(|| now[first].join(now[last]))
}

/// What stands before and after the words of `held`, were they in `paragraph`: what the lock remembers, beyond the ends of a paragraph what
/// stands there now. `None` where their paragraph went on at both ends, so that what is remembered says all.
fn around(text: &str, paragraph: Span, held: &Held) -> Option<[Option<String>; 2]> {
    let is_end = |words: &str| !words.contains(char::is_alphanumeric);
    let ends = [is_end(&held.before), is_end(&held.after)];
    let from = text.floor_char_boundary(paragraph.start.saturating_sub(CONTEXT));
    let to = text.ceil_char_boundary((paragraph.end + CONTEXT).min(text.len()));
    let before = if ends[0] {
        &text[from..paragraph.start]
    } else {
        &held.before
    };
    let after = if ends[1] {
        &text[paragraph.end..to]
    } else {
        &held.after
    };
    let shown = |words: &str| Some(words.to_owned()).filter(|words| !words.trim().is_empty());
    (ends[0] || ends[1]).then(|| [shown(before), shown(after)])
}

/// Whether half of the words `old` stand at `place` at least.
fn is_half(old: &str, text: &str, place: Span, language: &Language) -> bool {
    let count = |span: Span| words(old, span).count();
    let changes = diff(old, text, place, language);
    let same = changes.iter().filter(|change| change.kind == Kind::Equal);
    let same: usize = same.map(|change| count(change.pattern)).sum();
    2 * same >= count(Span::new(0, old.len()))
}
