//! Changed cells -> the fewest bytes that draw them.
use crate::text::shown_of_link;
use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// How each weight is set.
const WEIGHTS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Draws cells, given with their columns and rows (from 0) in reading order; ends with every attribute reset.
pub(in crate::run) fn cells<'a>(
    out: &mut String,
    cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
) {
    let (mut pen, mut cursor) = (Pen::default(), Cursor::default());
    let mut covered = (0, 0..0);
    for (x, y, cell) in cells {
        if covered.0 == y && covered.1.contains(&x) {
            continue;
        }
        cursor.go(out, x, y);
        pen.dip(out, cell);
        let symbol = cell.symbol();
        let shown = shown_of_link(symbol).unwrap_or(symbol);
        // The model's text is made visible long before; this is the last line.
        let is_safe = !shown.chars().any(char::is_control);
        let columns = if is_safe {
            columns_of_cluster(shown)
        } else {
            1
        };
        if columns > 1 {
            // A terminal that makes it narrower leaves there what stood there.
            let _ = write!(out, "{:width$}\x1b[{}G", "", x + 1, width = columns.into());
            covered = (y, x..x.saturating_add(columns));
        }
        out.push_str(if is_safe { symbol } else { "\u{fffd}" });
        cursor.passed(x, y, shown);
    }
    if pen != Pen::default() {
        out.push_str("\x1b[m");
    }
}

/// How many columns several characters take that are one sign; 1 where nobody doubts it.
fn columns_of_cluster(symbol: &str) -> u16 {
    if symbol.len() < 4 || symbol.chars().count() == 1 {
        return 1;
    }
    u16::try_from(symbol.width()).unwrap_or(u16::MAX)
}

/// Where the terminal's cursor is, as far as that is known.
#[derive(Default)]
struct Cursor {
    /// The row, and the column where terminals agree about it.
    at: Option<(u16, Option<u16>)>,
}

impl Cursor {
    fn go(&self, out: &mut String, x: u16, y: u16) {
        let _ = match self.at {
            Some((row, Some(column))) if row == y && column == x => Ok(()),
            Some((row, Some(column))) if row == y && column + 1 == x => out.write_str("\x1b[C"),
            Some((row, Some(column))) if row == y && column < x => {
                write!(out, "\x1b[{}C", x - column)
            }
            Some((row, _)) if row == y => write!(out, "\x1b[{}G", x + 1),
            Some((row, _)) if row.checked_add(1) == Some(y) && x == 0 => out.write_str("\r\n"),
            _ => write!(out, "\x1b[{};{}H", y + 1, x + 1),
        };
    }

    /// Behind `symbol`. How far a cluster or a wide character moves the cursor is a matter of opinion among terminals:
    /// the next cell is then addressed by its column.
    fn passed(&mut self, x: u16, y: u16, symbol: &str) {
        let agreed = symbol.len() == 1 || (symbol.chars().count() == 1 && symbol.width() == 1);
        self.at = Some((y, agreed.then_some(x + 1)));
    }
}

/// What the next character is drawn with.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Pen {
    ink: Color,
    paper: Color,
    line: Color,
    weights: Modifier,
}

impl Pen {
    /// Changes to the style of `cell`, in one sequence that names only what is different.
    fn dip(&mut self, out: &mut String, cell: &Cell) {
        let wanted = Self {
            ink: cell.fg,
            paper: cell.bg,
            line: cell.underline_color,
            weights: cell.modifier,
        };
        if wanted == *self {
            return;
        }
        out.push_str("\x1b[");
        let start = out.len();
        if !wanted.weights.contains(self.weights) {
            out.push_str("0;");
            *self = Self::default();
        }
        for (weight, number) in WEIGHTS {
            if wanted.weights.contains(weight) && !self.weights.contains(weight) {
                let _ = write!(out, "{number};");
            }
        }
        for (own, colour, plane) in [
            (self.ink, wanted.ink, Plane::Ink),
            (self.paper, wanted.paper, Plane::Paper),
            (self.line, wanted.line, Plane::Line),
        ] {
            if own != colour {
                plane.colour(out, colour);
            }
        }
        if out.len() > start {
            out.pop();
        }
        out.push('m');
        *self = wanted;
    }
}

/// What a colour is for.
#[derive(Clone, Copy)]
enum Plane {
    Ink,
    Paper,
    Line,
}

impl Plane {
    /// The colour's numbers, each followed by `;`.
    fn colour(self, out: &mut String, colour: Color) {
        let (dark, bright, base) = match self {
            Self::Ink => (30, 90, 38),
            Self::Paper => (40, 100, 48),
            Self::Line => (0, 0, 58),
        };
        let _ = match (colour, sixteen(colour)) {
            (Color::Reset, _) => write!(out, "{};", base + 1),
            (Color::Rgb(red, green, blue), _) => write!(out, "{base};2;{red};{green};{blue};"),
            (Color::Indexed(n), _) => write!(out, "{base};5;{n};"),
            (_, n) if dark == 0 => write!(out, "{base};5;{n};"),
            (_, n @ 0..8) => write!(out, "{};", dark + n),
            (_, n) => write!(out, "{};", bright + n - 8),
        };
    }
}

/// The number of one of the sixteen colours that have names.
const fn sixteen(colour: Color) -> u8 {
    match colour {
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop, proptest};
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    /// The bytes for a row of `before` that becomes `after`, `\x1b` written `^`.
    fn change(before: &str, after: &str) -> String {
        let (before, after) = (Buffer::with_lines([before]), Buffer::with_lines([after]));
        let mut out = String::new();
        cells(&mut out, before.diff(&after).into_iter());
        out.replace('\x1b', "^")
    }

    #[test]
    fn neighbours_need_no_move_and_gaps_a_short_one() {
        assert_eq!(
            change("            ", "talks at ten"),
            "^[1;1Htalks^[Cat^[Cten"
        );
        assert_eq!(change("a....b", "c....d"), "^[1;1Hc^[4Cd");
    }

    #[test]
    fn behind_a_wide_or_joined_character_the_column_is_named() {
        assert_eq!(
            change("      ", "東b e\u{301}f"),
            "^[1;1H東^[3Gb^[Ce\u{301}^[6Gf"
        );
    }

    #[test]
    fn the_columns_of_a_cluster_are_cleared_before_it() {
        let flag = "🏳\u{fe0f}\u{200d}🌈";
        assert_eq!(
            change("abcdef", &format!("a{flag}def")),
            format!("^[1;2H  ^[2G{flag}")
        );
    }

    #[test]
    fn only_what_differs_in_style_is_named() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        let styles = [
            Style::new().bold().red(),
            Style::new().bold().on_blue(),
            Style::new().fg(Color::Rgb(1, 2, 3)),
            Style::new(),
        ];
        for (x, style) in (0..).zip(styles) {
            buffer.set_string(x, 0, "x", style);
        }
        let mut out = String::new();
        cells(
            &mut out,
            Buffer::empty(buffer.area).diff(&buffer).into_iter(),
        );
        let shown = out.replace('\x1b', "^");
        assert_eq!(shown, "^[1;1H^[1;31mx^[39;44mx^[0;38;2;1;2;3mx^[39mx");
    }

    #[test]
    fn control_characters_are_withheld() {
        let mut cell = Cell::default();
        cell.set_symbol("\x1b]52;c;eA==\x07");
        let mut out = String::new();
        cells(&mut out, std::iter::once((0, 0, &cell)));
        assert_eq!(out, "\x1b[1;1H\u{fffd}");
    }

    /// Any style there is.
    fn style(seed: [u8; 5]) -> Style {
        let colour = |n: u8, m: u8| match n % 4 {
            0 => Color::Reset,
            1 => Color::Indexed(m),
            2 => Color::Rgb(n, m, 7),
            _ => Color::LightCyan,
        };
        let weights = Modifier::from_bits_truncate(seed[4].into())
            & (Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED);
        let style = Style::new()
            .fg(colour(seed[0], seed[1]))
            .bg(colour(seed[2], seed[3]));
        style.add_modifier(weights)
    }

    proptest! {
        /// A terminal that is sent one screen and then the difference to another shows the other. (Where a wide character
        /// moves by one column, what becomes of the half it leaves is each terminal's own affair.)
        #[test]
        fn the_difference_draws_the_other_screen(
            screens in prop::collection::vec(prop::collection::vec((0_u16..12, 0_u16..4, "[ab é│\u{301}]{1,4}", any::<[u8; 5]>()), 0..8), 2..4)
        ) {
            let area = Rect::new(0, 0, 12, 4);
            let mut terminal = vt100::Parser::new(4.try_into()?, 12.try_into()?, 0);
            let mut whole = vt100::Parser::new(4.try_into()?, 12.try_into()?, 0);
            let mut shown = Buffer::empty(area);
            for screen in screens {
                let mut next = Buffer::empty(area);
                for (x, y, text, seed) in screen {
                    next.set_stringn(x, y, text, usize::from(12 - x), style(seed));
                }
                let (mut out, mut all) = (String::new(), String::from("\x1b[m\x1b[2J"));
                cells(&mut out, shown.diff(&next).into_iter());
                cells(&mut all, Buffer::empty(area).diff(&next).into_iter());
                terminal.process(out.as_bytes());
                whole.process(all.as_bytes());
                let cell = |parser: &vt100::Parser, x, y| parser.screen().cell(y, x).cloned();
                for (x, y) in (0..12).flat_map(|x| (0..4).map(move |y| (x, y))) {
                    let (one, other) = (cell(&terminal, x, y), cell(&whole, x, y));
                    let look = |cell: &Option<vt100::Cell>| cell.as_ref().map(|c| {
                        let text = if c.has_contents() { c.contents().to_owned() } else { " ".into() };
                        (text, c.fgcolor(), c.bgcolor(), c.bold(), c.italic(), c.underline(), c.inverse())
                    });
                    assert_eq!(look(&one), look(&other), "at {x},{y}");
                }
                shown = next;
            }
        }
    }
}
