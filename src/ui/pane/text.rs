//! The article: rows of text, with numbers and letters in the margin.
use crate::ui::{
    describe,
    draw::{ink::Ink, strip::labelled_in},
};
use crate::{
    app::{Mark, Row, RowKind, Selection, State, Target, nearby},
    config::Role,
    model::{Article, Layer},
    text::{Span, columns, graphemes_in, links},
};
use ratatui::{
    layout::{Position, Rect},
    style::{Modifier, Style},
};

/// Columns of the letters in the margin.
const LETTERS: u16 = 3;
/// Columns below which a pane shows letters only.
const NARROW: u16 = 36;
/// Columns below which a pane shows words only.
const TINY: u16 = 12;

/// Columns beside the text in a pane of `width`: paragraph numbers, letters, blanks between.
pub(in crate::ui) fn margin(state: &State, width: u16) -> u16 {
    if width < TINY {
        0
    } else if width < NARROW {
        LETTERS
    } else {
        digits(state) + LETTERS + 3
    }
}

fn digits(state: &State) -> u16 {
    let paragraphs = state
        .article()
        .map_or(0, |article| article.paragraphs.len());
    u16::try_from(paragraphs.max(1).ilog10() + 1).unwrap_or(9)
}

/// Where the text stands in its pane: in the middle of a wide one.
pub(in crate::ui) fn column(state: &State, area: Rect) -> Rect {
    let margin = margin(state, area.width);
    let wide = margin + state.sizes.measure;
    let x = area.x + area.width.saturating_sub(wide) / 2;
    Rect {
        x,
        width: wide.min(area.right() - x),
        ..area
    }
}

pub(in crate::ui) fn draw(ink: &mut Ink<'_>, area: Rect, state: &State) {
    let Some(article) = state
        .article()
        .filter(|article| !article.paragraphs.is_empty())
    else {
        return draw_absence(ink, area, state);
    };
    let near = (state.focus.record).map_or_else(Vec::new, |id| nearby(&state.dossier, id));
    let sheet = Sheet {
        state,
        article,
        column: column(state, area),
        margin: margin(state, area.width),
        hits: hits(state, article),
        links: links_on(ink, state, article),
        near,
    };
    for ((y, row), n) in (area.y..area.bottom()).zip(&state.page.rows).zip(0..) {
        sheet.draw_row(ink, y, (row, n == 0));
    }
    if ink.here.is_empty() {
        let row = Rect {
            height: 1,
            ..sheet.column
        };
        ink.here.push(Rect {
            x: row.x + sheet.margin,
            ..row
        });
    }
}

/// Says why there is no text.
fn draw_absence(ink: &mut Ink<'_>, area: Rect, state: &State) {
    let (what, role) = match state.article() {
        Some(article) if article.readable => {
            let empty = format!("{} is empty: it has no words to read", article.file);
            (empty, Role::Dim)
        }
        Some(article) if article.file.is_empty() => (
            format!("{} names no file: the problems say where", article.id),
            Role::Error,
        ),
        Some(article) => (
            format!("{} could not be read: the problems say why", article.file),
            Role::Error,
        ),
        None if state.waiting => ("reading ...".to_owned(), Role::Dim),
        None => (NO_ARTICLE.to_owned(), Role::Dim),
    };
    let rows = labelled_in(
        0,
        "",
        role,
        &what,
        (1, area.width.into(), area.height.into()),
    );
    ink.strips(area, &rows);
}

/// What a dossier without an article lacks, and the way out.
pub const NO_ARTICLE: &str = "no article here: an article is a text, and a TOML file that names it, [article] with file = \"NAME.txt\". \
    `onrecord NAME.txt` opens a text alone; the first record made there writes NAME.toml beside it";

/// The page of an article, with everything that is marked on it.
struct Sheet<'s> {
    state: &'s State,
    article: &'s Article,
    /// Margin and words, all rows.
    column: Rect,
    /// Columns of the margin.
    margin: u16,
    hits: Vec<Span>,
    links: Vec<Span>,
    near: Vec<Mark>,
}

impl Sheet<'_> {
    /// Draws `row`, the `top` one or not, in line `y`.
    fn draw_row(&self, ink: &mut Ink<'_>, y: u16, (row, top): (&Row, bool)) {
        let near = self.near.iter().filter(|mark| mark.span.meets(row.span));
        let marks: Vec<&Mark> = self.state.outline.marks(row.span).chain(near).collect();
        let line = Rect {
            y,
            height: 1,
            ..self.column
        };
        if self.margin > 0 && row.kind != RowKind::Gap {
            let beside = Rect {
                width: self.margin,
                ..line
            };
            draw_margin(ink, beside, self.state, (row, top), &marks);
            if self.margin > LETTERS && is_right_to_left(row.span.of(&self.article.text)) {
                let (right, style) = (beside.right(), ink.style(Role::Warning));
                ink.put(right - 2, y, right, describe::LEFTWARDS, style);
            }
        }
        let words = Rect {
            x: line.x + self.margin,
            width: line.width.saturating_sub(self.margin),
            ..line
        };
        if row.kind != RowKind::Gap {
            self.draw_words(ink, words, row, &marks);
        }
        for link in self.links.iter().filter(|link| link.meets(row.span)) {
            let (text, url) = (
                &self.article.text[..row.span.end],
                link.of(&self.article.text),
            );
            let shown = Span::new(link.start.max(row.span.start), link.end.min(row.span.end));
            let area = Rect {
                x: words.x + wide(text, Span::new(row.span.start, shown.start)),
                width: wide(text, shown),
                ..words
            };
            ink.link(area.intersection(words), url);
        }
    }

    fn draw_words(&self, ink: &mut Ink<'_>, area: Rect, row: &Row, marks: &[&Mark]) {
        let look = Look::new(ink, self, row, marks);
        let text = &self.article.text[..row.span.end];
        let style = |at: usize| look.style(at);
        let x = ink.glyphs((area.x, area.y), area.right(), (text, row.span), style);
        if self.state.ends_in_a_word(row.span.end) && x < ink.buf.area.right() {
            ink.put(x, area.y, x + 1, "-", look.style(row.span.end - 1));
        }
        if let Some(here) = look.here().filter(|here| here.meets(row.span)) {
            let before = Span::new(row.span.start, here.start.max(row.span.start));
            let before = wide(text, before);
            ink.here.push(Rect {
                x: area.x + before.min(area.width),
                width: area.width.saturating_sub(before),
                ..area
            });
        }
    }
}

/// How the words of a row look, byte by byte.
struct Look<'s> {
    base: Style,
    focus: Style,
    hit: Style,
    /// What the records cover, how that looks, and whether the record is in focus.
    marks: Vec<(Span, Style, bool)>,
    hits: &'s [Span],
    /// The hit the reader is at.
    current: Option<Span>,
    selected: Option<Span>,
}

impl<'s> Look<'s> {
    fn new(ink: &Ink<'_>, sheet: &'s Sheet<'_>, row: &Row, marks: &[&Mark]) -> Self {
        let state = sheet.state;
        let head = sheet.article.paragraph(row.paragraph);
        let head = head.is_some_and(|paragraph| paragraph.head);
        let look = |mark: &&Mark| {
            let layer = state.dossier.layer(mark.record).unwrap_or(Layer::Narration);
            let focus = state.focus.record == Some(mark.record);
            (mark.span, ink.style(layer.into()), focus)
        };
        let selected = state.selection().map(Selection::span);
        Self {
            base: ink.style(if head { Role::Head } else { Role::Text }),
            focus: ink.style(Role::Focus),
            hit: ink.style(Role::Hit),
            marks: marks.iter().map(look).collect(),
            hits: &sheet.hits,
            current: state.hit_here(),
            selected: selected.or(state.form().and_then(|form| form.span)),
        }
    }

    fn style(&self, at: usize) -> Style {
        let covers = |span: &Span| span.start <= at && at < span.end;
        let mut style = self.base;
        let mut count = 0;
        for (_, of_layer, focused) in self.marks.iter().filter(|(span, ..)| covers(span)) {
            style = style.patch(*of_layer);
            if *focused && self.selected.is_none() {
                style = style.patch(self.focus);
            }
            count += 1;
        }
        if count > 1 {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        if let Some(found) = self.hits.iter().find(|span| covers(span)) {
            style = style.patch(self.hit);
            if Some(*found) == self.current {
                style = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
            }
        }
        // Told by reverse, which every terminal has, and by underline where a theme reverses other things.
        if self.selected.is_some_and(|span| covers(&span)) {
            style = style.add_modifier(Modifier::REVERSED | Modifier::UNDERLINED);
        }
        style
    }

    /// What the cursor stands on: what is selected, else the record in focus.
    fn here(&self) -> Option<Span> {
        let focused = self.marks.iter().find(|(.., focus)| *focus);
        self.selected.or(focused.map(|(span, ..)| *span))
    }
}

/// Whether letters stand here that are read from right to left.
fn is_right_to_left(text: &str) -> bool {
    let hebrew_to_arabic = '\u{590}'..='\u{8ff}';
    let forms = [
        '\u{fb1d}'..='\u{fdff}',
        '\u{fe70}'..='\u{fefe}',
        '\u{10800}'..='\u{10fff}',
    ];
    !text.is_ascii()
        && (text.chars())
            .any(|c| hebrew_to_arabic.contains(&c) || forms.iter().any(|form| form.contains(&c)))
}

/// Columns of a part of a row.
fn wide(text: &str, span: Span) -> u16 {
    let columns: usize = graphemes_in(text, span).map(|glyph| glyph.columns).sum();
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// The addresses on the page, whole where they begin above or go on below.
fn links_on(ink: &Ink<'_>, state: &State, article: &Article) -> Vec<Span> {
    if !ink.links {
        return Vec::new();
    }
    links(&article.text, around_page(state, article))
}

/// Bytes of a paragraph beyond the page in which words may begin that go on in it.
const BEYOND: usize = 4096;

/// Where what is searched for stands on the page, whole where it begins above or goes on below.
fn hits(state: &State, article: &Article) -> Vec<Span> {
    let Some(matcher) = state.search.marking() else {
        return Vec::new();
    };
    matcher.places(&article.text, around_page(state, article))
}

/// The page, and as much around it as words take that begin above or go on below.
fn around_page(state: &State, article: &Article) -> Span {
    let (page, text) = (state.page.span(), &article.text);
    let paragraph = |at: usize| article.paragraph(article.paragraph_at(at));
    let start = paragraph(page.start).map_or(0, |p| p.span.start);
    let start = start.max(page.start.saturating_sub(BEYOND));
    let end = page.end.saturating_add(BEYOND).min(text.len());
    Span::new(
        text.floor_char_boundary(start),
        text.floor_char_boundary(end),
    )
}

fn draw_margin(
    ink: &mut Ink<'_>,
    area: Rect,
    state: &State,
    (row, top): (&Row, bool),
    marks: &[&Mark],
) {
    let mut x = area.x;
    if area.width > LETTERS {
        let digits = usize::from(digits(state));
        if row.kind == RowKind::First || top {
            let number = format!("{:>1$}", format!("¶{}", row.paragraph), digits + 1);
            ink.put(x, area.y, area.right(), &number, ink.style(Role::Dim));
        }
        x += digits_columns(digits) + 1;
    }
    let right = (x + LETTERS).min(area.right());
    let letters = letters(ink, state, (row, top), marks);
    let wide: usize = letters.iter().map(|(letter, _)| columns(letter)).sum();
    let fits = wide <= usize::from(right.saturating_sub(x));
    for (letter, style) in letters {
        let wide = u16::try_from(columns(&letter)).unwrap_or(LETTERS);
        if !fits && x + wide >= right {
            ink.put(right - 1, area.y, right, "+", ink.style(Role::Dim));
            break;
        }
        x = ink.put(x, area.y, right, &letter, style);
    }
}

/// The letters of the records that begin in a row, or above the screen where it is the top row; the one in focus first.
fn letters(
    ink: &Ink<'_>,
    state: &State,
    (row, top): (&Row, bool),
    marks: &[&Mark],
) -> Vec<(String, Style)> {
    let begins = |mark: &&&Mark| {
        let above = mark.span.start < row.span.start;
        (mark.first && !above) || (top && above)
    };
    let focused = |mark: &&Mark| Some(mark.record) == state.focus.record;
    let mut here: Vec<&Mark> = marks.iter().filter(begins).copied().collect();
    here.sort_by_key(|mark| !focused(mark));
    (here.iter())
        .map(|mark| {
            let style = ink.style(describe::role(&state.dossier, mark.record));
            let style = if focused(mark) {
                style.patch(ink.style(Role::Focus))
            } else {
                style
            };
            (describe::letter(&state.dossier, mark.record), style)
        })
        .collect()
}

fn digits_columns(digits: usize) -> u16 {
    u16::try_from(digits).unwrap_or(9) + 1
}

/// Where the end that moves stands.
pub(in crate::ui) fn caret(state: &State, area: Rect) -> Option<Position> {
    let (article, selection) = (state.article()?, state.selection()?);
    let at = selection.at(&article.text);
    let column = column(state, area);
    let (y, row) = ((area.y..area.bottom()).zip(&state.page.rows))
        .find(|(_, row)| row.span.start <= at && at < row.span.end)?;
    let before = Span::new(row.span.start, at);
    let wide: usize = (graphemes_in(&article.text[..row.span.end], before))
        .map(|glyph| glyph.columns)
        .sum();
    let x = column.x + margin(state, area.width) + u16::try_from(wide).ok()?;
    (x < area.right()).then_some(Position { x, y })
}

/// The byte of the article at a cell.
pub(in crate::ui) fn hit(state: &State, area: Rect, x: u16, y: u16) -> Target {
    let column = column(state, area);
    let words = column.x + margin(state, area.width);
    let found = (|| {
        let article = state.article()?;
        let row = state.page.rows.get(usize::from(y.checked_sub(area.y)?))?;
        let mut left = usize::from(x.checked_sub(words)?);
        for glyph in graphemes_in(&article.text[..row.span.end], row.span) {
            if left < glyph.columns {
                return Some(Target::Byte(glyph.span.start));
            }
            left -= glyph.columns;
        }
        None
    })();
    found.unwrap_or(Target::Pane)
}
