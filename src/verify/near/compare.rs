//! A quotation's words laid along an article's.
use super::{
    stretches::{stretches, weigh},
    vocabulary::{Vocabulary, Words},
};
use crate::text::Span;
use std::ops::Range;

/// Cells that one comparison may fill; beyond, nobody looks.
const CELLS: usize = 40_000_000;
/// Part of a quotation's words that must be there in order, by weight.
const ENOUGH: f32 = 0.6;
/// The same for quotations of fewer than [`FEW`] words.
const ENOUGH_OF_FEW: f32 = 0.62;
/// Fewer words than this are few.
const FEW: usize = 6;
/// What must be there by weight, however little a quotation has.
const LEAST: f32 = 1.4;
/// What is lost in sums.
const ALMOST: f32 = 0.999;

/// An article's words that are near to a quotation's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::verify) struct Near {
    pub(in crate::verify) span: Span,
    /// The part of the quotation's words that is there in order, by weight.
    pub(in crate::verify) coverage: f32,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::verify) enum Compared {
    /// These words are near; behind the nearest the next that are others.
    Near(Vec<Near>),
    /// None are.
    Nothing,
    /// It would have cost too much.
    TooLong,
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
    fn begin(start: usize) -> Self {
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            ..Self::default()
        }
    }

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

/// Lays the words of a quotation along those of an article, wherever enough of them stand together: every word once and in order, other
/// words and gaps allowed at a price.
pub(in crate::verify) fn compare(quoted: &Words, article: &Words, known: &Vocabulary) -> Compared {
    let all = weigh(quoted, known);
    let width = longest(quoted.len());
    let least = (all * enough(quoted.len()) * ALMOST).max(LEAST * ALMOST);
    let stretches = stretches(quoted, article, known, (width, least));
    let cells = stretches.iter().map(|s| s.len() * quoted.len());
    if cells.sum::<usize>() > CELLS {
        return Compared::TooLong;
    }
    let rows: Vec<Row> = (stretches.into_iter())
        .map(|stretch| lay(quoted, (article, stretch), known))
        .collect();
    best(&rows, |end| near((quoted, all), article, known, end))
}

/// The best ways to end with each word of a stretch of the article.
struct Row {
    /// The first word of the stretch.
    from: usize,
    /// For the end before each of its words, and the last.
    cells: Vec<Cell>,
}

/// A way to lay the quotation's words: the word of the article that it ends before, and its cell.
type End = (usize, Cell);

impl Row {
    fn ends(&self) -> impl Iterator<Item = End> {
        (self.from..).zip(self.cells.iter().copied()).skip(1)
    }
}

fn lay(quoted: &Words, (article, stretch): (&Words, Range<usize>), known: &Vocabulary) -> Row {
    let starts = stretch.start..=stretch.end;
    let mut row: Vec<Cell> = starts.map(Cell::begin).collect();
    for &asked in &quoted.ids {
        let weight = known.weight(asked);
        let mut diagonal = row[0];
        row[0] = row[0].plus(-0.55 * weight, 0.0);
        for (j, &there) in article.ids[stretch.clone()].iter().enumerate() {
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
    Row {
        from: stretch.start,
        cells: row,
    }
}

/// The nearest words, and the nearest that share none of them.
fn best(rows: &[Row], near: impl Fn(End) -> Option<Near>) -> Compared {
    let largest = |ends: &mut dyn Iterator<Item = End>| {
        ends.reduce(|a, b| if b.1.score > a.1.score { b } else { a })
    };
    let ends = || rows.iter().flat_map(Row::ends);
    let first = largest(&mut ends());
    let Some((first, nearest)) = first.and_then(|end| Some((end, near(end)?))) else {
        return Compared::Nothing;
    };
    let taken = first.1.start as usize;
    let apart = |&(end, cell): &End| end <= taken || cell.start as usize >= first.0;
    let second = largest(&mut ends().filter(apart)).and_then(near);
    Compared::Near([nearest].into_iter().chain(second).collect())
}

/// The part of a quotation of `n` words that must be there.
const fn enough(n: usize) -> f32 {
    if n < FEW { ENOUGH_OF_FEW } else { ENOUGH }
}

/// Words of an article over which `n` of a quotation may run.
const fn longest(n: usize) -> usize {
    2 * n + 6
}

/// The words of the article that end with word `end`, where they are near to those `quoted`, which weigh `all`.
fn near(
    (quoted, all): (&Words, f32),
    article: &Words,
    known: &Vocabulary,
    (end, cell): End,
) -> Option<Near> {
    let (n, start) = (quoted.len(), cell.start as usize);
    let coverage = cell.there / all;
    if start >= end || coverage < enough(n) || cell.there < LEAST || end - start > longest(n) {
        return None;
    }
    let words = within_paragraphs(start..end, quoted, article, known);
    let span = article.spans[words.start].join(article.spans[words.end - 1]);
    Some(Near { span, coverage })
}

/// `words` of the article without those of another paragraph at either end of which none is the quotation's: they were only laid
/// where words are replaced.
fn within_paragraphs(
    mut words: Range<usize>,
    quoted: &Words,
    article: &Words,
    known: &Vocabulary,
) -> Range<usize> {
    let told = |part: Range<usize>, near: &[u32]| {
        let alike = |&there: &u32| near.iter().any(|&id| known.alike(id, there) > 0.0);
        article.ids[part].iter().any(alike)
    };
    let ids = &quoted.ids;
    let after = article.begins.partition_point(|&b| b <= words.start);
    if let Some(&next) = article.begins.get(after).filter(|b| **b < words.end) {
        let near = &ids[..ids.len().min(next - words.start + 1)];
        if !told(words.start..next, near) {
            words.start = next;
        }
    }
    let before = article.begins.partition_point(|&b| b < words.end);
    if let Some(&last) = article.begins[..before]
        .last()
        .filter(|b| **b > words.start)
    {
        let near = &ids[ids.len().saturating_sub(words.end - last + 1)..];
        if !told(last..words.end, near) {
            words.end = last;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near<'a>(quoted: &str, article: &'a str) -> Option<&'a str> {
        let mut known = Vocabulary::default();
        let quoted = known.read(quoted, &[Span::new(0, quoted.len())]);
        let there = known.read(article, &paragraphs(article));
        match compare(&quoted, &there, &known) {
            Compared::Near(near) => Some(near[0].span.of(article)),
            _ => None,
        }
    }

    /// The lines of a text.
    fn paragraphs(text: &str) -> Vec<Span> {
        let lines = text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some(Span::new(*at - line.len(), *at))
        });
        lines.collect()
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
    fn words_of_the_paragraph_beside_are_no_part_of_the_nearest() {
        let article =
            "The vote was lost by 13.\nSeveral of the women left the old harbour.\nNobody saw it.";
        for (quoted, shown) in [
            (
                "Then several of the women left",
                "Several of the women left",
            ),
            ("left the old harbour and ships", "left the old harbour"),
            (
                "lost by 13 women: several of the women left",
                "lost by 13.\nSeveral of the women left",
            ),
        ] {
            assert_eq!(near(quoted, article), Some(shown), "{quoted}");
        }
    }

    #[test]
    fn what_is_near_is_found_in_an_article_of_any_length() {
        let filler = "Nobody at the harbour said a word of it. ".repeat(30_000);
        let numbers = (100..170).map(|n| n.to_string()).collect::<Vec<_>>();
        let passage = format!("Seven men left the old town: {}", numbers.join(" "));
        let article = format!("{filler}\n{passage}\n{filler}");
        let quoted = passage.replace("men", "women");
        assert_eq!(near(&quoted, &article), Some(passage.as_str()));
    }

    #[test]
    fn a_comparison_that_costs_too_much_is_not_made() {
        let mut known = Vocabulary::default();
        let text = "word ".repeat(10_000);
        let long = known.read(&text, &[Span::new(0, text.len())]);
        assert_eq!(compare(&long, &long, &known), Compared::TooLong);
    }
}
