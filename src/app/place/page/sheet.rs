//! An article at one width: the way from row to row. Only what is near is ever wrapped.
use super::{PageSize, Row, RowKind};
use crate::app::Top;
use crate::{
    model::Article,
    text::{Hyphens, Span, rows},
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Wrapped stretches, each under its first byte; good for one article at one width.
#[derive(Clone, Debug, Default)]
pub(super) struct Wrapped {
    article: usize,
    measure: u16,
    hyphenate: bool,
    rows: FxHashMap<usize, Arc<[Span]>>,
}

/// Stretches kept before the store is emptied.
const KEPT: usize = 512;

/// Bytes wrapped at once: a longer paragraph is cut into stretches, each beginning its own row, so that no key costs
/// more for a paragraph of a megabyte.
pub(super) const STRETCH: usize = 16 * 1024;

/// Bytes behind a stretch's nominal end in which a blank is looked for.
const SLACK: usize = 512;

/// A row of the article, as the way from row to row needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    paragraph: usize,
    stretch: usize,
    row: usize,
    pub(super) gap: bool,
}

/// The article at one width.
pub(super) struct Sheet<'a> {
    article: &'a Article,
    measure: u16,
    gap: bool,
    hyphenate: bool,
    wrapped: &'a mut Wrapped,
}

impl Wrapped {
    /// The article `number` at the width of `size`. What was wrapped of another or at another is forgotten.
    pub(super) fn sheet<'a>(
        &'a mut self,
        article: &'a Article,
        number: usize,
        size: PageSize,
    ) -> Sheet<'a> {
        let same =
            (self.article, self.measure, self.hyphenate) == (number, size.measure, size.hyphenate);
        if !same || self.rows.len() > KEPT {
            *self = Self {
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
            wrapped: self,
        }
    }
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
    pub(super) fn locate(&mut self, top: Top) -> Option<Place> {
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

    pub(super) fn top(&mut self, place: Place) -> Top {
        Top {
            at: self.row(place).span.start,
            gap: place.gap,
        }
    }

    pub(super) fn row(&mut self, place: Place) -> Row {
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

    pub(super) fn down(&mut self, place: Place) -> Option<Place> {
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

    pub(super) fn up(&mut self, place: Place) -> Option<Place> {
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

    pub(super) fn walk(&mut self, from: Place, rows: usize) -> Vec<Place> {
        let mut out = vec![from];
        while out.len() < rows
            && let Some(next) = self.down(out[out.len() - 1])
        {
            out.push(next);
        }
        out
    }

    pub(super) fn rows_from(&mut self, from: Place, rows: usize) -> Vec<Row> {
        let places = self.walk(from, rows);
        places.into_iter().map(|place| self.row(place)).collect()
    }
}
