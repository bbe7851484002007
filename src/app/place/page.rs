//! The rows of text on the screen. Only what is near the screen is ever wrapped.
mod sheet;

use crate::app::Top;
use crate::{model::Article, text::Span};
use sheet::Wrapped;

pub(in crate::app) use sheet::hyphens;

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
        let mut sheet = self.wrapped.sheet(article, number, size);
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
        let mut sheet = self.wrapped.sheet(article, number, size);
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
        let mut sheet = self.wrapped.sheet(article, number, size);
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

#[cfg(test)]
mod tests {
    use super::{sheet::STRETCH, *};
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
