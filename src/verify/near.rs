//! The words of an article that are nearest to a quotation which stands nowhere: to be shown, never to be taken for it.
use crate::text::{Span, fold::is_dash, words::words};
use rustc_hash::FxHashMap;

/// Cells that one comparison may fill; beyond, nobody looks.
const CELLS: usize = 40_000_000;
/// Part of a quotation's words that must be there in order, by weight.
const ENOUGH: f32 = 0.6;
/// The same for quotations of fewer than [`FEW`] words.
const ENOUGH_OF_FEW: f32 = 0.62;
/// Fewer words than this are few.
const FEW: usize = 6;
/// Words that carry little: their weight.
const SMALL: f32 = 0.4;

/// An article's words that are near to a quotation's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Near {
    pub(super) span: Span,
    /// The part of the quotation's words that is there in order, by weight.
    pub(super) coverage: f32,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Compared {
    /// These words are near; behind the nearest the next that are others.
    Near(Vec<Near>),
    /// None are.
    Nothing,
    /// It would have cost too much.
    TooLong,
}

/// The words of a text in the form in which they are compared.
pub(super) struct Words {
    spans: Vec<Span>,
    ids: Vec<u32>,
}

/// Words -> numbers.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<String, u32>,
    /// The first letters of each word, to tell other forms of it.
    stems: Vec<u32>,
    small: Vec<bool>,
    lower: String,
}

impl Words {
    pub(super) const fn len(&self) -> usize {
        self.ids.len()
    }
}

impl Vocabulary {
    /// The words of `text`; unknown ones are added.
    pub(super) fn read(&mut self, text: &str) -> Words {
        let within = Span::new(0, text.len());
        let spans: Vec<Span> = (words(text, within).flat_map(|word| apart(text, word))).collect();
        let ids = spans.iter().map(|s| self.number(s.of(text))).collect();
        Words { spans, ids }
    }

    /// How many words `text` has, as [`Self::read`] counts them.
    pub(super) fn count(text: &str) -> usize {
        let within = Span::new(0, text.len());
        words(text, within)
            .flat_map(|word| apart(text, word))
            .count()
    }

    fn number(&mut self, word: &str) -> u32 {
        lower(word, &mut self.lower);
        if let Some(&known) = self.numbers.get(self.lower.as_str()) {
            return known;
        }
        let stem: String = self.lower.chars().take(5).collect();
        let short = stem.chars().count() < 5;
        let word = std::mem::take(&mut self.lower);
        let number = self.enter(word);
        if !short && stem.chars().all(char::is_alphabetic) {
            let stem = self.enter(format!("{stem}*"));
            self.stems[number as usize] = stem;
        }
        number
    }

    fn enter(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX - 1);
        let small = word.chars().count() < 4 && !word.contains(char::is_numeric);
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.stems.push(u32::MAX);
            self.small.push(small);
        }
        number
    }

    fn weight(&self, id: u32) -> f32 {
        if self.small[id as usize] { SMALL } else { 1.0 }
    }

    /// How alike two words are: the same, forms of one, or not at all.
    fn alike(&self, a: u32, b: u32) -> f32 {
        let stem = |id: u32| self.stems[id as usize];
        if a == b {
            1.0
        } else if stem(a) == stem(b) && stem(a) != u32::MAX {
            0.6
        } else {
            0.0
        }
    }
}

/// The words that dashes join into one.
fn apart(text: &str, word: Span) -> impl Iterator<Item = Span> {
    let mut at = word.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..word.end).filter(|rest| !rest.is_empty())?;
        let (length, dash) = (rest.char_indices().find(|&(_, c)| is_dash(c)))
            .map_or((rest.len(), 0), |(i, c)| (i, c.len_utf8()));
        let span = Span::new(at, at + length);
        at = span.end + dash;
        Some(span)
    })
    .filter(|span| !span.is_empty())
}

fn lower(word: &str, into: &mut String) {
    into.clear();
    for c in word.chars() {
        match c {
            '’' | '‘' | '\'' => into.push('\''),
            c if c.is_ascii() => into.push(c.to_ascii_lowercase()),
            c => into.extend(c.to_lowercase()),
        }
    }
}

/// A cell of the comparison: the best way to lay the quotation's words so far along the article's.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    score: f32,
    /// Weight of the words that are there.
    there: f32,
    /// The article's word that it begins with.
    start: u32,
}

impl Cell {
    const fn plus(self, score: f32, there: f32) -> Self {
        Self {
            score: self.score + score,
            there: self.there + there,
            start: self.start,
        }
    }

    fn or(self, other: Self) -> Self {
        if other.score > self.score {
            other
        } else {
            self
        }
    }
}

/// Lays the words of a quotation along those of an article: every word once and in order, other words and gaps allowed at a price.
pub(super) fn compare(quoted: &Words, article: &Words, known: &Vocabulary) -> Compared {
    let (n, m) = (quoted.ids.len(), article.ids.len());
    if n == 0 || m == 0 {
        return Compared::Nothing;
    }
    if n.saturating_mul(m) > CELLS {
        return Compared::TooLong;
    }
    let mut row: Vec<Cell> = (0..=u32::try_from(m).unwrap_or(u32::MAX))
        .map(|start| Cell {
            start,
            ..Cell::default()
        })
        .collect();
    for &asked in &quoted.ids {
        let weight = known.weight(asked);
        let mut diagonal = row[0];
        row[0] = row[0].plus(-0.55 * weight, 0.0);
        for (j, &there) in article.ids.iter().enumerate() {
            let alike = known.alike(asked, there);
            let laid = if alike > 0.0 {
                diagonal.plus(alike * weight, alike * weight)
            } else {
                diagonal.plus(-0.35 * weight, 0.0)
            };
            let dropped = row[j + 1].plus(-0.55 * weight, 0.0);
            let skipped = row[j].plus(-0.15, 0.0);
            diagonal = row[j + 1];
            row[j + 1] = laid.or(dropped).or(skipped);
        }
    }
    best(quoted, article, known, &row)
}

/// The nearest words, and the nearest that share none of them.
fn best(quoted: &Words, article: &Words, known: &Vocabulary, row: &[Cell]) -> Compared {
    let all: f32 = quoted.ids.iter().map(|&id| known.weight(id)).sum();
    let largest = |ends: &mut dyn Iterator<Item = usize>| {
        ends.reduce(|a, b| if row[b].score > row[a].score { b } else { a })
    };
    let near = |end: usize| near(quoted.ids.len(), all, article, (end, row[end]));
    let first = largest(&mut (1..row.len()));
    let Some((first, nearest)) = first.and_then(|end| Some((end, near(end)?))) else {
        return Compared::Nothing;
    };
    let taken = row[first].start as usize;
    let apart = |&end: &usize| end <= taken || row[end].start as usize >= first;
    let second = largest(&mut (1..row.len()).filter(apart)).and_then(near);
    Compared::Near([nearest].into_iter().chain(second).collect())
}

/// The words of the article that end with word `end`, where they are near to the `n` of a quotation that weigh `all`.
fn near(n: usize, all: f32, article: &Words, (end, cell): (usize, Cell)) -> Option<Near> {
    let start = cell.start as usize;
    let coverage = cell.there / all;
    let enough = if n < FEW { ENOUGH_OF_FEW } else { ENOUGH };
    if start >= end || coverage < enough || cell.there < 1.4 || end - start > 2 * n + 6 {
        return None;
    }
    let span = article.spans[start].join(article.spans[end - 1]);
    Some(Near { span, coverage })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near<'a>(quoted: &str, article: &'a str) -> Option<&'a str> {
        let mut known = Vocabulary::default();
        let (quoted, there) = (known.read(quoted), known.read(article));
        match compare(&quoted, &there, &known) {
            Compared::Near(near) => Some(near[0].span.of(article)),
            _ => None,
        }
    }

    #[test]
    fn the_nearest_words_are_shown_changes_and_all() {
        let article = "It said that nine men would not leave the old harbour before noon; seven women left the new harbour.";
        for (quoted, shown) in [
            (
                "seven men would leave the old harbour",
                Some("nine men would not leave the old harbour"),
            ),
            ("nine men would not leave", Some("nine men would not leave")),
            ("the new harbours", Some("the new harbour")),
            ("the men of the plain", None),
            ("a ship sailed past the lighthouse at midnight", None),
            ("", None),
        ] {
            assert_eq!(near(quoted, article), shown, "{quoted}");
        }
    }

    #[test]
    fn a_comparison_that_costs_too_much_is_not_made() {
        let mut known = Vocabulary::default();
        let long = known.read(&"word ".repeat(10_000));
        assert_eq!(compare(&long, &long, &known), Compared::TooLong);
    }
}
