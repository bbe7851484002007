//! The rows of text on the screen, and the way from row to row. Only what is near the screen is ever wrapped.
use crate::app::Top;
use crate::{
    model::Article,
    text::{Hyphens, Span, rows},
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a row of the text pane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The blank row above a paragraph.
    Gap,
    /// The first row of a paragraph.
    First,
    /// Any other.
    More,
}

/// One row of the text pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its bytes.
    pub span: Span,
    /// Number (from 1) of its paragraph.
    pub paragraph: usize,
    /// What it is.
    pub kind: RowKind,
}

/// The rows on the screen, and the wrapped paragraphs near it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The rows, from the top of the pane.
    pub rows: Vec<Row>,
    wrapped: Wrapped,
}

/// Wrapped stretches, each under its first byte; good for one article at one width.
#[derive(Clone, Debug, Default)]
struct Wrapped {
    article: usize,
    measure: u16,
    hyphenate: bool,
    rows: FxHashMap<usize, Arc<[Span]>>,
}

/// Stretches kept before the store is emptied.
const KEPT: usize = 512;

/// Bytes wrapped at once: a longer paragraph is cut into stretches, each beginning its own row, so that no key costs
/// more for a paragraph of a megabyte.
const STRETCH: usize = 16 * 1024;

/// Bytes behind a stretch's nominal end in which a blank is looked for.
const SLACK: usize = 512;

/// A row of the article, as the way from row to row needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    paragraph: usize,
    stretch: usize,
    row: usize,
    gap: bool,
}

/// The article at one width.
struct Sheet<'a> {
    article: &'a Article,
    measure: u16,
    gap: bool,
    hyphenate: bool,
    wrapped: &'a mut Wrapped,
}

impl Page {
    /// The first row that is not wrapped away: the place the text stands at.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.rows.first(), self.rows.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// Lays out `height` rows from `top`, which comes back moved where the article ends before the pane does.
    pub fn fill(&mut self, article: &Article, number: usize, size: PageSize, top: Top) -> Top {
        let mut sheet = self.sheet(article, number, size);
        let Some(mut place) = sheet.locate(top) else {
            self.rows.clear();
            return Top::default();
        };
        let height = usize::from(size.height).max(1);
        let mut rows = sheet.rows_from(place, height);
        for _ in rows.len()..height {
            let Some(above) = sheet.up(place) else { break };
            place = above;
            rows.insert(0, sheet.row(place));
        }
        // Where nothing moved, the very byte stays: another width will find the same row again. So does the blank row where
        // there is no room for any.
        let stays = sheet.locate(top) == Some(place);
        let top = if stays {
            Top {
                gap: if size.gap { place.gap } else { top.gap },
                ..top
            }
        } else {
            sheet.top(place)
        };
        self.rows = rows;
        top
    }

    /// `top` moved by `rows`, down where positive.
    #[must_use]
    pub fn scrolled(
        &mut self,
        article: &Article,
        number: usize,
        size: PageSize,
        top: Top,
        rows: i64,
    ) -> Top {
        let mut sheet = self.sheet(article, number, size);
        let Some(mut place) = sheet.locate(top) else {
            return top;
        };
        for _ in 0..rows.unsigned_abs() {
            let next = if rows > 0 {
                sheet.down(place)
            } else {
                sheet.up(place)
            };
            match next {
                Some(next) => place = next,
                None => break,
            }
        }
        sheet.top(place)
    }

    /// The top that shows `span`: the one there is where the span is on the screen already, else a third of the pane
    /// above it.
    #[must_use]
    pub fn showing(
        &mut self,
        article: &Article,
        number: usize,
        size: PageSize,
        top: Top,
        span: Span,
    ) -> Top {
        let height = usize::from(size.height).max(1);
        let mut sheet = self.sheet(article, number, size);
        let (Some(first), Some(from), Some(to)) = (
            sheet.locate(top),
            sheet.locate(Top::at(span.start)),
            sheet.locate(Top::at(span.end.saturating_sub(1).max(span.start))),
        ) else {
            return top;
        };
        let rows = sheet.walk(first, height);
        let end_shows = rows.contains(&to) || rows.first() == Some(&from);
        if rows.contains(&from) && end_shows {
            return top;
        }
        let above = i64::try_from(height / 3).unwrap_or_default();
        let top = sheet.top(from);
        self.scrolled(article, number, size, top, -above)
    }

    fn sheet<'a>(&'a mut self, article: &'a Article, number: usize, size: PageSize) -> Sheet<'a> {
        let wrapped = &mut self.wrapped;
        let same = (wrapped.article, wrapped.measure, wrapped.hyphenate)
            == (number, size.measure, size.hyphenate);
        if !same || wrapped.rows.len() > KEPT {
            *wrapped = Wrapped {
                article: number,
                measure: size.measure,
                hyphenate: size.hyphenate,
                rows: FxHashMap::default(),
            };
        }
        Sheet {
            article,
            measure: size.measure.max(1),
            gap: size.gap,
            hyphenate: size.hyphenate,
            wrapped,
        }
    }

    /// Forgets everything that was wrapped: the article has changed.
    pub fn forget(&mut self) {
        self.wrapped = Wrapped::default();
    }
}

/// The part of the screen that the text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize {
    /// Columns of a row.
    pub measure: u16,
    /// Rows.
    pub height: u16,
    /// Whether a blank row stands between paragraphs.
    pub gap: bool,
    /// Whether words are broken at the end of a row.
    pub hyphenate: bool,
}

/// How the words of `article` are broken at the end of a row, where anybody wants that.
pub(in crate::app) fn hyphens(article: &Article, wanted: bool) -> Option<Hyphens> {
    wanted.then(|| Hyphens::of(article.lang.as_deref()))?
}

impl Sheet<'_> {
    fn paragraph(&self, number: usize) -> Span {
        self.article.paragraphs[number].span
    }

    /// First byte of stretch `n` of a paragraph, behind a blank where one is near; the paragraph's end where it has fewer.
    fn cut(&self, paragraph: Span, n: usize) -> usize {
        let text = &self.article.text;
        let nominal = paragraph.start.saturating_add(n.saturating_mul(STRETCH));
        if n == 0 || nominal >= paragraph.end {
            return nominal.min(paragraph.end);
        }
        let from = text.ceil_char_boundary(nominal);
        let to = text
            .floor_char_boundary((nominal + SLACK).min(paragraph.end))
            .max(from);
        let blank = text[from..to].find(' ');
        blank.map_or(from, |blank| from + blank + 1)
    }

    fn stretch(&self, place: Place) -> Span {
        let paragraph = self.paragraph(place.paragraph);
        let start = self.cut(paragraph, place.stretch);
        Span::new(start, self.cut(paragraph, place.stretch + 1))
    }

    fn wrapped(&mut self, stretch: Span) -> Arc<[Span]> {
        let (text, measure) = (&self.article.text, self.measure);
        let hyphens = hyphens(self.article, self.hyphenate);
        let kept = &mut self.wrapped.rows;
        Arc::clone(kept.entry(stretch.start).or_insert_with(|| {
            let rows: Arc<[Span]> = rows(&text[..stretch.end], measure.into(), stretch.start)
                .hyphenated(hyphens)
                .collect();
            // A stretch of nothing but blanks is a row all the same.
            if rows.is_empty() {
                Arc::from([stretch])
            } else {
                rows
            }
        }))
    }

    /// The row that holds byte `top.at`, or the one before it.
    fn locate(&mut self, top: Top) -> Option<Place> {
        let last = self.article.paragraphs.len().checked_sub(1)?;
        let paragraph = (self.article.paragraph_at(top.at) - 1).min(last);
        let span = self.paragraph(paragraph);
        let at = top.at.clamp(span.start, span.end);
        let mut stretch = (at - span.start) / STRETCH;
        if stretch > 0 && self.cut(span, stretch) > at {
            stretch -= 1;
        }
        // At the very end the stretch that begins there is empty.
        while stretch > 0 && self.cut(span, stretch) >= span.end {
            stretch -= 1;
        }
        let mut place = Place {
            paragraph,
            stretch,
            row: 0,
            gap: false,
        };
        let rows = self.wrapped(self.stretch(place));
        place.row = rows.partition_point(|row| row.start <= at).max(1) - 1;
        place.gap = top.gap && self.gap_above(place);
        Some(place)
    }

    fn gap_above(&self, place: Place) -> bool {
        self.gap && place.paragraph > 0 && place.stretch == 0 && place.row == 0
    }

    fn top(&mut self, place: Place) -> Top {
        Top {
            at: self.row(place).span.start,
            gap: place.gap,
        }
    }

    fn row(&mut self, place: Place) -> Row {
        let rows = self.wrapped(self.stretch(place));
        let span = rows[place.row];
        let first = place.stretch == 0 && place.row == 0;
        Row {
            span: if place.gap {
                Span::new(span.start, span.start)
            } else {
                span
            },
            paragraph: place.paragraph + 1,
            kind: match (place.gap, first) {
                (true, _) => RowKind::Gap,
                (false, true) => RowKind::First,
                (false, false) => RowKind::More,
            },
        }
    }

    fn down(&mut self, place: Place) -> Option<Place> {
        if place.gap {
            return Some(Place {
                gap: false,
                ..place
            });
        }
        let stretch = self.stretch(place);
        if place.row + 1 < self.wrapped(stretch).len() {
            return Some(Place {
                row: place.row + 1,
                ..place
            });
        }
        if stretch.end < self.paragraph(place.paragraph).end {
            return Some(Place {
                stretch: place.stretch + 1,
                row: 0,
                ..place
            });
        }
        let paragraph = place.paragraph + 1;
        (paragraph < self.article.paragraphs.len()).then_some(Place {
            paragraph,
            stretch: 0,
            row: 0,
            gap: self.gap,
        })
    }

    fn up(&mut self, place: Place) -> Option<Place> {
        if !place.gap && self.gap_above(place) {
            return Some(Place { gap: true, ..place });
        }
        if place.row > 0 {
            return Some(Place {
                row: place.row - 1,
                ..place
            });
        }
        let above = if place.stretch > 0 {
            Place {
                stretch: place.stretch - 1,
                gap: false,
                ..place
            }
        } else {
            let paragraph = place.paragraph.checked_sub(1)?;
            let end = self.paragraph(paragraph).end;
            self.locate(Top::at(end))?
        };
        let rows = self.wrapped(self.stretch(above)).len();
        Some(Place {
            row: rows - 1,
            ..above
        })
    }

    fn walk(&mut self, from: Place, rows: usize) -> Vec<Place> {
        let mut out = vec![from];
        while out.len() < rows
            && let Some(next) = self.down(out[out.len() - 1])
        {
            out.push(next);
        }
        out
    }

    fn rows_from(&mut self, from: Place, rows: usize) -> Vec<Row> {
        let places = self.walk(from, rows);
        places.into_iter().map(|place| self.row(place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Written, store};

    fn written(text: &str) -> Written {
        store::from_text("a.txt", text.to_owned())
    }

    const SIZE: PageSize = PageSize {
        measure: 20,
        hyphenate: false,
        height: 5,
        gap: true,
    };

    /// Every top from the start of the article to its last page, one row apart.
    fn tops(page: &mut Page, article: &Article) -> Vec<Top> {
        let mut tops = vec![Top::default()];
        loop {
            let last = tops[tops.len() - 1];
            let next = page.scrolled(article, 0, SIZE, last, 1);
            let next = page.fill(article, 0, SIZE, next);
            if next == last {
                return tops;
            }
            tops.push(next);
        }
    }

    #[test]
    fn up_is_the_way_back_down() {
        let long = "word ".repeat(STRETCH / 4);
        let written = written(&format!("One two three four five six.\n\n{long}\n\nEnd."));
        let (article, mut page) = (&written.articles[0], Page::default());
        let tops = tops(&mut page, article);
        for pair in tops.windows(2) {
            assert_eq!(page.scrolled(article, 0, SIZE, pair[1], -1), pair[0]);
        }
    }

    #[test]
    fn the_last_page_is_full() {
        let written = written("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.");
        let (article, mut page) = (&written.articles[0], Page::default());
        page.fill(article, 0, SIZE, Top::at(article.text.len()));
        let kinds: Vec<_> = page
            .rows
            .iter()
            .map(|row| (row.paragraph, row.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                (3, RowKind::First),
                (4, RowKind::Gap),
                (4, RowKind::First),
                (5, RowKind::Gap),
                (5, RowKind::First)
            ]
        );
    }

    #[test]
    fn no_byte_of_a_huge_paragraph_is_lost_between_stretches() {
        let words: Vec<String> = (0..20_000).map(|n| n.to_string()).collect();
        let text = words.join(" ");
        let written = written(&text);
        let (article, mut page) = (&written.articles[0], Page::default());
        let mut at = 0;
        let mut top = Top::default();
        let size = PageSize { height: 1, ..SIZE };
        loop {
            top = page.fill(article, 0, size, top);
            let row = page.rows[0].span;
            assert_eq!(article.text[at..row.start].trim(), "", "before {row:?}");
            at = row.end;
            let next = page.scrolled(article, 0, size, top, 1);
            if next == top {
                break;
            }
            top = next;
        }
        assert_eq!(article.text[at..].trim(), "");
    }

    #[test]
    fn what_is_on_the_screen_stays_where_it_is() {
        let written = written("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\nSeven.");
        let (article, mut page) = (&written.articles[0], Page::default());
        let span = |word: &str| {
            let at = article.text.find(word).expect("a word of the text");
            Span::new(at, at + word.len())
        };
        let top = Top::default();
        assert_eq!(page.showing(article, 0, SIZE, top, span("Three")), top);
        let shown = page.showing(article, 0, SIZE, top, span("Six"));
        page.fill(article, 0, SIZE, shown);
        assert!(page.span().covers(span("Six")) && page.rows[0].paragraph > 1);
    }

    #[test]
    fn a_screen_without_room_for_blank_rows_does_not_forget_the_one_on_top() {
        let written = written("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.");
        let (article, mut page) = (&written.articles[0], Page::default());
        let top = page.scrolled(article, 0, SIZE, Top::default(), 3);
        assert!(top.gap);
        let small = PageSize {
            height: 3,
            gap: false,
            ..SIZE
        };
        let kept = page.fill(article, 0, small, top);
        assert_eq!(page.rows[0].kind, RowKind::First);
        assert_eq!(page.fill(article, 0, SIZE, kept), top);
    }
}
