//! The only way words get onto the screen: made visible, cut at graphemes, with a style that means something.
use crate::{
    app::Target,
    config::{Borders, Role, Styles},
    search::Matcher,
    text::{Span, columns, fit, graphemes_in, is_link, terminal_link},
};
use ratatui::{
    buffer::{Buffer, CellDiffOption, CellWidth},
    layout::Rect,
    style::{Modifier, Style},
};
use std::num::NonZeroU16;

/// Writes into a buffer.
pub(super) struct Ink<'a> {
    /// The frame.
    pub(super) buf: &'a mut Buffer,
    /// What things look like.
    pub(super) styles: &'a Styles,
    /// How lines are drawn.
    pub(super) borders: Borders,
    /// What is searched for: marked wherever it stands.
    pub(super) marking: Option<&'a Matcher>,
    /// Whether addresses are links.
    pub(super) links: bool,
    /// Where the reader is, in whatever has been drawn last.
    pub(super) here: Vec<Rect>,
}

/// Words with a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    text: String,
    role: Role,
}

impl Word {
    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn new(role: Role, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            role,
        }
    }
}

/// One row of a list: words from the left, cut where the words on the right begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Strip {
    pub(super) left: Vec<Word>,
    pub(super) right: Vec<Word>,
    /// What its last words lead to.
    pub(super) link: Option<String>,
    /// Whether the reader is here.
    pub(super) focus: bool,
    /// What a click on it means.
    pub(super) target: Option<Target>,
}

impl Strip {
    pub(super) fn new(role: Role, text: impl Into<String>) -> Self {
        Self::default().and(role, text)
    }

    /// More words behind.
    pub(super) fn and(mut self, role: Role, text: impl Into<String>) -> Self {
        self.left.push(Word::new(role, text));
        self
    }

    /// More words behind, `letters` of them marked as found.
    pub(super) fn marked(mut self, role: Role, text: &str, letters: &[Span]) -> Self {
        self.left.extend(marked(role, text, letters));
        self
    }

    /// More words on the right, `letters` of them marked as found.
    pub(super) fn right_marked(mut self, role: Role, text: &str, letters: &[Span]) -> Self {
        self.right.extend(marked(role, text, letters));
        self
    }

    /// Words instead of the blanks that the strip begins with.
    pub(super) fn before(mut self, role: Role, text: &str) -> Self {
        if let Some(first) = self.left.first_mut()
            && let Some(rest) = first.text.get(text.chars().count()..)
            && first.text.starts_with(' ')
        {
            first.text = rest.to_owned();
            self.left.insert(0, Word::new(role, text));
        }
        self
    }

    /// More words on the right.
    pub(super) fn right(mut self, role: Role, text: impl Into<String>) -> Self {
        self.right.push(Word::new(role, text));
        self
    }

    pub(super) fn link(mut self, url: Option<&str>) -> Self {
        self.link = url.map(str::to_owned);
        self
    }

    pub(super) const fn focus(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    pub(super) const fn at(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }
}

/// `text` in pieces, those in `letters` with the look of places found.
fn marked(role: Role, text: &str, letters: &[Span]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for run in letters.chunk_by(|one, next| one.end == next.start) {
        let (start, end) = (run[0].start.max(at), run[run.len() - 1].end);
        let (Some(before), Some(found)) = (text.get(at..start), text.get(start..end)) else {
            break;
        };
        words.push(Word::new(role, before));
        words.push(Word::new(Role::Hit, found));
        at = end;
    }
    words.push(Word::new(role, text.get(at..).unwrap_or_default()));
    words.retain(|word| !word.text.is_empty());
    words
}

impl Ink<'_> {
    pub(super) const fn style(&self, role: Role) -> Style {
        self.styles.of(role)
    }

    /// Writes `text` at a cell, up to column `right` (not included), with an ellipsis where it is cut; the column behind it.
    pub(super) fn put(&mut self, x: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
        let right = right.min(self.buf.area.right());
        if x >= right || y >= self.buf.area.bottom() {
            return x;
        }
        let room = usize::from(right - x);
        let shown = fit(text, room);
        self.buf.set_stringn(x, y, &shown, room, style).0
    }

    /// Writes `span` of `text` as far as there is room, each glyph in the style of its first byte; what stands in for
    /// something that cannot be shown is told apart.
    pub(super) fn glyphs(
        &mut self,
        (x, y): (u16, u16),
        right: u16,
        (text, span): (&str, Span),
        style: impl Fn(usize) -> Style,
    ) -> u16 {
        let (mut x, right) = (x, right.min(self.buf.area.right()));
        if y >= self.buf.area.bottom() {
            return x;
        }
        for glyph in graphemes_in(text, span) {
            let wide = u16::try_from(glyph.columns).unwrap_or(u16::MAX);
            if x.saturating_add(wide) > right {
                break;
            }
            let mut style = style(glyph.span.start);
            if glyph.stand_in {
                style = style.patch(self.style(Role::Warning));
            }
            self.buf
                .set_stringn(x, y, &glyph.shown, glyph.columns, style);
            x += wide;
        }
        x
    }

    /// Where terminals do not agree how wide a cluster of characters is (a flag, a family), its second column may hold half of
    /// it: the cell there differs from every other, so that it is drawn again when the cluster goes.
    pub(super) fn settle(&mut self, area: Rect) {
        for y in area.intersection(self.buf.area).rows().map(|row| row.y) {
            for x in area.x..area.right().saturating_sub(1) {
                let cell = &self.buf[(x, y)];
                let disputed = cell.symbol().len() > 4 && cell.cell_width() == 2;
                if disputed && self.buf[(x + 1, y)].symbol() == " " {
                    self.buf[(x + 1, y)].set_symbol("");
                }
            }
        }
    }

    /// Makes what stands in the first row of `area` a link to `url`, each cell by itself: so none leaks where a frame
    /// draws only some of them again.
    pub(super) fn link(&mut self, area: Rect, url: &str) {
        if !self.links || !is_link(url) {
            return;
        }
        let mut x = area.x;
        while x < area.right().min(self.buf.area.right()) && area.y < self.buf.area.bottom() {
            let cell = &mut self.buf[(x, area.y)];
            let wide = cell.cell_width().max(1);
            let linked = terminal_link(url, cell.symbol());
            cell.set_symbol(&linked);
            if let Some(wide) = NonZeroU16::new(wide) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(wide));
            }
            x += wide;
        }
    }

    /// Writes a strip into a row of `area`.
    pub(super) fn strip(&mut self, area: Rect, y: u16, strip: &Strip) {
        let behind = strip
            .right
            .iter()
            .map(|word| columns(&word.text))
            .sum::<usize>();
        let behind = u16::try_from(behind).unwrap_or(u16::MAX);
        // Words on the right give way only where nothing at all would be left on the left.
        let gap = u16::from(behind > 0);
        let fits = area.width > behind.saturating_add(gap).saturating_add(6);
        let end = area.right() - if fits { behind + gap } else { 0 };
        let mut x = area.x;
        let mut put = Vec::new();
        for word in &strip.left {
            put.push((x, end, word));
            x = self.put(x, y, end, &word.text, self.word(word.role));
        }
        if fits {
            x = area.right() - behind;
            for word in &strip.right {
                put.push((x, area.right(), word));
                x = self.put(x, y, area.right(), &word.text, self.word(word.role));
            }
        }
        let last = strip.left.len().checked_sub(1).and_then(|n| put.get(n));
        if let (Some(url), Some((x, end, word))) = (&strip.link, last) {
            let width = u16::try_from(columns(&word.text)).unwrap_or(u16::MAX);
            let area = Rect {
                x: *x,
                y,
                width: width.min(end.saturating_sub(*x)),
                height: 1,
            };
            self.link(area, url);
        }
        if strip.focus {
            self.light(Rect {
                y,
                height: 1,
                ..area
            });
        }
        if let Some(matcher) = self.marking {
            for (x, right, word) in put {
                self.mark((x, y), right, &word.text, matcher);
            }
        }
    }

    /// Marks what is searched for in `text`, which stands at a cell, up to column `right` (not included).
    fn mark(&mut self, (x, y): (u16, u16), right: u16, text: &str, matcher: &Matcher) {
        let room = usize::from(right.saturating_sub(x));
        let style = self.style(Role::Hit);
        for place in matcher.places(text, Span::new(0, text.len())) {
            let before = columns(&text[..place.start]);
            let wide = columns(place.of(text)).min(room.saturating_sub(before));
            if let (Ok(before), Ok(width)) = (u16::try_from(before), u16::try_from(wide)) {
                let area = Rect {
                    x: x.saturating_add(before),
                    y,
                    width,
                    height: 1,
                };
                self.buf.set_style(area.intersection(self.buf.area), style);
            }
        }
    }

    /// What a word of a strip looks like; letters that were found are underlined too, for the row in focus and for no colours.
    fn word(&self, role: Role) -> Style {
        let style = self.style(role);
        if role == Role::Hit {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style
        }
    }

    /// Writes strips into an area, from its top.
    pub(super) fn strips(&mut self, area: Rect, strips: &[Strip]) {
        for (y, strip) in (area.y..area.bottom()).zip(strips) {
            self.strip(area, y, strip);
        }
    }

    /// Marks an area as where the reader is.
    pub(super) fn light(&mut self, area: Rect) {
        self.here.push(area);
        let style = self.style(Role::Focus);
        self.buf.set_style(area, style);
    }

    /// Blanks an area.
    pub(super) fn clear(&mut self, area: Rect) {
        let style = self.style(Role::Text);
        for row in area.intersection(self.buf.area).rows() {
            for cell in row.columns() {
                let cell = &mut self.buf[(cell.x, cell.y)];
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// A horizontal line through a row.
    pub(super) fn rule(&mut self, area: Rect) {
        let sign = if self.borders == Borders::Ascii {
            "-"
        } else {
            "─"
        };
        self.fill(area, sign);
    }

    /// A vertical line at the left edge of `area`, with its ends in the rows above and below.
    pub(super) fn divide(&mut self, x: u16, body: Rect) {
        let [line, top, bottom] = match self.borders {
            Borders::Ascii => ["|", "+", "+"],
            Borders::Lines => ["│", "┬", "┴"],
        };
        self.fill(
            Rect {
                x,
                width: 1,
                ..body
            },
            line,
        );
        let end = |y, height| Rect {
            x,
            y,
            width: 1,
            height,
        };
        if body.y > 0 {
            self.fill(end(body.y - 1, 1), top);
        }
        self.fill(end(body.bottom(), 1), bottom);
    }

    /// Lines round an area, inside it.
    pub(super) fn frame(&mut self, area: Rect) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        let [line, corners @ ..] = match self.borders {
            Borders::Ascii => ["|", "+", "+", "+", "+"],
            Borders::Lines => ["│", "┌", "┐", "└", "┘"],
        };
        self.rule(Rect { height: 1, ..area });
        self.rule(Rect {
            y: bottom,
            height: 1,
            ..area
        });
        for x in [area.x, right] {
            self.fill(
                Rect {
                    x,
                    width: 1,
                    ..area
                },
                line,
            );
        }
        let places = [
            (area.x, area.y),
            (right, area.y),
            (area.x, bottom),
            (right, bottom),
        ];
        for ((x, y), corner) in places.into_iter().zip(corners) {
            self.fill(
                Rect {
                    x,
                    y,
                    width: 1,
                    height: 1,
                },
                corner,
            );
        }
    }

    fn fill(&mut self, area: Rect, sign: &'static str) {
        let style = self.style(Role::Dim);
        for row in area.intersection(self.buf.area).rows() {
            for cell in row.columns() {
                self.buf[(cell.x, cell.y)].set_symbol(sign).set_style(style);
            }
        }
    }

    /// The title of a pane or view, in the line above it.
    pub(super) fn title(
        &mut self,
        (x, y): (u16, u16),
        right: u16,
        name: &str,
        more: &str,
        attended: bool,
    ) {
        let mut style = self.style(Role::Head);
        if attended {
            style = style.add_modifier(Modifier::REVERSED);
        }
        let x = self.put(x, y, right, &format!(" {name} "), style);
        if !more.is_empty() && x + 3 < right {
            self.put(
                x + 1,
                y,
                right.saturating_sub(1),
                &format!(" {more} "),
                self.style(Role::Dim),
            );
        }
    }
}

/// The rows of a list that show around its cursor: entry `cursor` has the rows `open`, every other entry one.
pub(super) struct Window {
    /// The first row that shows.
    pub(super) top: usize,
    /// How far the reader may scroll away from where the cursor puts the window.
    pub(super) peek: (i32, i32),
}

/// Where the window on `count` entries lies, `open` rows of which belong to entry `cursor`.
pub(super) fn window(count: usize, cursor: usize, open: usize, height: usize, peek: i32) -> Window {
    let total = (count + open).saturating_sub(1);
    let lowest = total.saturating_sub(height);
    let natural = cursor.saturating_sub(height / 4);
    // The row above says whose the entry is.
    let above = cursor.saturating_sub(usize::from(height > 2));
    let whole = (cursor + open).saturating_sub(height).min(above);
    let natural = natural.max(whole).min(lowest);
    let rows = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let range = (-rows(natural), rows(lowest - natural));
    let top = rows(natural).saturating_add(peek.clamp(range.0, range.1));
    Window {
        top: usize::try_from(top).unwrap_or(0),
        peek: range,
    }
}

/// The strips of a window: those of the entry in focus, one for every other entry.
pub(super) fn strips(
    count: usize,
    cursor: usize,
    open: &[Strip],
    (height, peek): (usize, i32),
    entry: impl Fn(usize) -> Strip,
) -> Vec<Strip> {
    let top = window(count, cursor, open.len(), height, peek).top;
    let total = (count + open.len()).saturating_sub(1);
    (top..total.min(top + height))
        .map(|row| match row.checked_sub(cursor) {
            None => entry(row),
            Some(inside) if inside < open.len() => open[inside].clone(),
            Some(inside) => entry(cursor + 1 + inside - open.len()),
        })
        .collect()
}

/// Columns of a label, with the blank behind it.
const LABEL: usize = 8;

/// Rows of `text` under a label, at most `most` of them; the label stands beside the first.
pub(super) fn labelled(
    label: &str,
    role: Role,
    text: &str,
    (indent, width, most): (usize, usize, usize),
) -> Vec<Strip> {
    labelled_in(LABEL, label, role, text, (indent, width, most))
}

/// A remark where there is nothing to show, on at most `most` rows, a column from the edge where there is room.
pub(super) fn remark(text: &str, width: usize, most: usize) -> Vec<Strip> {
    let indent = usize::from(width > 12);
    labelled_in(0, "", Role::Dim, text, (indent, width, most))
}

/// The same as [`labelled`] with labels of `wide` columns.
pub(super) fn labelled_in(
    wide: usize,
    label: &str,
    role: Role,
    text: &str,
    (indent, width, most): (usize, usize, usize),
) -> Vec<Strip> {
    // Where a label would leave no room for words, it goes.
    let label_columns = if width < indent + wide + 10 { 0 } else { wide };
    let room = width.saturating_sub(indent + label_columns).max(1);
    let spans: Vec<_> = crate::text::rows(text, room, 0).take(most + 1).collect();
    let cut = spans.len() > most;
    (spans.iter().take(most).enumerate())
        .map(|(n, span)| {
            let beside = if n == 0 { label } else { "" };
            let mut words = span.of(text).to_owned();
            if cut && n + 1 == most {
                while columns(&words) + 2 > room
                    && let Some((before, _)) = words.rsplit_once(' ')
                {
                    words.truncate(before.len());
                }
                words.push_str(" …");
            }
            let margin = if label_columns == 0 {
                " ".repeat(indent)
            } else {
                format!("{:indent$}{beside:<wide$}", "")
            };
            Strip::new(Role::Dim, margin).and(role, words)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_keeps_what_is_open_in_sight() {
        let top = |count, cursor, open, height, peek| window(count, cursor, open, height, peek).top;
        assert_eq!(top(5, 4, 1, 10, 0), 0, "everything fits");
        assert_eq!(top(100, 50, 1, 20, 0), 45, "a quarter above");
        assert_eq!(top(100, 50, 18, 20, 0), 48, "all of it shows");
        assert_eq!(
            top(100, 50, 40, 20, 0),
            49,
            "its beginning shows, and whose it is"
        );
        assert_eq!(top(100, 50, 40, 20, 30), 79, "scrolled by the reader");
        assert_eq!(top(100, 99, 1, 20, 9), 80, "not beyond the end");
        assert_eq!(top(0, 0, 0, 0, 0), 0);
    }

    #[test]
    fn the_second_column_of_a_flag_is_drawn_again_when_the_flag_goes() {
        let frame = |text: &str| {
            let area = Rect::new(0, 0, 6, 1);
            let mut buf = Buffer::empty(area);
            let palette = crate::config::Config::shipped().palette;
            let mut ink = Ink {
                buf: &mut buf,
                styles: palette.styles(crate::config::Ground::Dark),
                borders: Borders::Lines,
                marking: None,
                links: false,
                here: Vec::new(),
            };
            ink.put(0, 0, 6, text, Style::new());
            ink.settle(area);
            buf
        };
        let columns = |before: &Buffer, after: &Buffer| -> Vec<u16> {
            before.diff(after).iter().map(|(x, ..)| *x).collect()
        };
        let (flag, wide, blank) = (frame("🇺🇦"), frame("語"), frame(""));
        assert_eq!(columns(&flag, &blank), [0, 1], "terminals differ about it");
        assert_eq!(columns(&wide, &blank), [0], "and agree about this");
        assert_eq!(columns(&flag, &flag), [0; 0]);
    }

    #[test]
    fn words_and_colours_come_from_here_alone() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
        for file in std::fs::read_dir(folder).expect("the folder is there") {
            let path = file.expect("a file").path();
            let code = std::fs::read_to_string(&path).expect("text");
            if path.ends_with("ink.rs") {
                continue;
            }
            for way in [
                "set_string",
                "set_symbol",
                "ratatui::text",
                "Color",
                "Paragraph",
            ] {
                assert!(!code.contains(way), "{}: {way}", path.display());
            }
        }
    }

    #[test]
    fn a_long_text_is_cut_under_its_label() {
        let strips = labelled("cue", Role::Text, "one two three four five six", (2, 24, 2));
        let shown: Vec<String> = (strips.iter())
            .map(|s| s.left.iter().map(|w| w.text.as_str()).collect())
            .collect();
        assert_eq!(
            shown,
            ["  cue     one two three", "          four five six"]
        );
        let strips = labelled("cue", Role::Text, "one two three four five six", (2, 24, 1));
        assert_eq!(strips[0].left[1].text, "one two …");
    }
}
