//! The only way words get onto the screen: made visible, cut at graphemes, with a style that means something.
use crate::ui::draw::strip::Strip;
use crate::{
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

/// Columns that a terminal may take for a cluster beyond those that it has.
const BEHIND: usize = 6;

/// Writes into a buffer.
pub(in crate::ui) struct Ink<'a> {
    /// The frame.
    pub(in crate::ui) buf: &'a mut Buffer,
    /// What things look like.
    pub(in crate::ui) styles: &'a Styles,
    /// How lines are drawn.
    pub(in crate::ui) borders: Borders,
    /// What is searched for: marked wherever it stands.
    pub(in crate::ui) marking: Option<&'a Matcher>,
    /// Whether addresses are links.
    pub(in crate::ui) links: bool,
    /// Where the reader is, in whatever has been drawn last.
    pub(in crate::ui) here: Vec<Rect>,
}

impl Ink<'_> {
    pub(in crate::ui) const fn style(&self, role: Role) -> Style {
        self.styles.of(role)
    }

    /// Writes `text` at a cell, up to column `right` (not included), with an ellipsis where it is cut; the column behind it.
    pub(in crate::ui) fn put(
        &mut self,
        x: u16,
        y: u16,
        right: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let right = right.min(self.buf.area.right());
        if x >= right || y >= self.buf.area.bottom() {
            return x;
        }
        let room = usize::from(right - x);
        if is_ascii(text) {
            return self.put_ascii((x, y), room, text, style);
        }
        let shown = fit(text, room);
        self.buf.set_stringn(x, y, &shown, room, style).0
    }

    /// The same for text of which every byte is a column.
    fn put_ascii(&mut self, (x, y): (u16, u16), room: usize, text: &str, style: Style) -> u16 {
        let (cut, kept) = (text.len() > room, text.len().min(room));
        let sign = |n: usize| {
            if cut && n + 1 == kept {
                "…"
            } else {
                &text[n..=n]
            }
        };
        let signs = (0..kept).map(sign);
        let first = self.buf.index_of(x, y);
        for (cell, sign) in self.buf.content[first..].iter_mut().zip(signs) {
            cell.set_symbol(sign).set_style(style);
        }
        x + u16::try_from(kept).unwrap_or(u16::MAX)
    }

    /// Writes `span` of `text` as far as there is room, each glyph in the style of its first byte; what stands in for
    /// something that cannot be shown is told apart.
    pub(in crate::ui) fn glyphs(
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
            if is_ascii(&glyph.shown) && wide == 1 {
                let cell = &mut self.buf[(x, y)];
                cell.set_symbol(&glyph.shown).set_style(style);
            } else {
                self.buf
                    .set_stringn(x, y, &glyph.shown, glyph.columns, style);
            }
            x += wide;
        }
        x
    }

    /// Where terminals do not agree how wide a cluster of characters is (a flag, a family), its other columns may hold a part of
    /// it: the cells there differ from every other, so that they are drawn again when the cluster goes. Some take more columns for
    /// it: the cells behind it are drawn again whenever their row may be.
    pub(in crate::ui) fn settle(&mut self, area: Rect) {
        let wide = usize::from(self.buf.area.width).max(1);
        let area = area.intersection(self.buf.area);
        if area.is_empty() {
            return;
        }
        let (first, columns) = (self.buf.index_of(area.x, area.y), usize::from(area.width));
        let rows = self.buf.content[first..].chunks_mut(wide);
        for row in rows.take(area.height.into()) {
            let columns = columns.min(row.len());
            for x in 0..columns {
                if row[x].symbol().len() <= 4 {
                    continue;
                }
                let own = usize::from(row[x].cell_width());
                if own < 2 {
                    continue;
                }
                let mut rest = row[x + 1..columns].iter_mut();
                let covered = rest.by_ref().take(own - 1);
                for cell in covered.filter(|cell| cell.symbol() == " ") {
                    cell.set_symbol("");
                }
                // A link says itself how wide it is.
                let behind = rest.take(BEHIND);
                for cell in behind.filter(|cell| cell.diff_option == CellDiffOption::None) {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        }
    }

    /// Makes what stands in the first row of `area` a link to `url`, each cell by itself: so none leaks where a frame
    /// draws only some of them again.
    pub(in crate::ui) fn link(&mut self, area: Rect, url: &str) {
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
    pub(in crate::ui) fn strip(&mut self, area: Rect, y: u16, strip: &Strip) {
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
    pub(in crate::ui) fn strips(&mut self, area: Rect, strips: &[Strip]) {
        for (y, strip) in (area.y..area.bottom()).zip(strips) {
            self.strip(area, y, strip);
        }
    }

    /// Marks an area as where the reader is.
    pub(in crate::ui) fn light(&mut self, area: Rect) {
        self.here.push(area);
        let style = self.style(Role::Focus);
        self.buf.set_style(area, style);
    }

    /// Blanks an area.
    pub(in crate::ui) fn clear(&mut self, area: Rect) {
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
    pub(in crate::ui) fn rule(&mut self, area: Rect) {
        let sign = if self.borders == Borders::Ascii {
            "-"
        } else {
            "─"
        };
        self.fill(area, sign);
    }

    /// A vertical line at the left edge of `area`, with its ends in the rows above and below.
    pub(in crate::ui) fn divide(&mut self, x: u16, body: Rect) {
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
    pub(in crate::ui) fn frame(&mut self, area: Rect) {
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
    pub(in crate::ui) fn title(
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

/// Whether every byte of `text` is a character that is shown as it is, in one column.
fn is_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_flag_may_cover_is_drawn_again() {
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
        assert_eq!(
            columns(&flag, &blank),
            [0, 1, 2, 3, 4, 5],
            "terminals differ about it"
        );
        assert_eq!(columns(&wide, &blank), [0], "and agree about this");
        let couple = frame("🧑🏿\u{200d}❤\u{200d}💋\u{200d}🧑🏻");
        assert_eq!(columns(&couple, &blank), [0, 1, 2, 3, 4, 5]);
        assert_eq!(
            columns(&flag, &flag),
            [2, 3, 4, 5],
            "what a terminal may have drawn over"
        );
    }

    #[test]
    fn plain_letters_are_cut_as_any_others() {
        let area = Rect::new(0, 0, 10, 1);
        let palette = crate::config::Config::shipped().palette;
        for (plain, right) in (0..10).flat_map(|n| (0..12).map(move |right| (n, right))) {
            let text: String = ('a'..='z').take(plain).collect();
            let mut buf = Buffer::empty(area);
            let mut ink = Ink {
                buf: &mut buf,
                styles: palette.styles(crate::config::Ground::Dark),
                borders: Borders::Lines,
                marking: None,
                links: false,
                here: Vec::new(),
            };
            let x = ink.put(2, 0, right, &text, Style::new());
            let room = usize::from(right.min(10).saturating_sub(2));
            let shown: String = buf
                .content
                .iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect();
            assert_eq!(
                shown.trim_end(),
                format!("  {}", fit(&text, room)).trim_end()
            );
            assert_eq!(usize::from(x), 2 + fit(&text, room).chars().count());
        }
    }

    #[test]
    fn words_and_colours_come_from_here_alone() {
        let mut open = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                let inside = std::fs::read_dir(path).expect("the folder is there");
                open.extend(inside.map(|file| file.expect("a file").path()));
                continue;
            }
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
}
