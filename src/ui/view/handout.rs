//! The page on which a note is ordered: what it is to be, and how it would look.
use crate::ui::draw::{
    ink::Ink,
    strip::{Strip, labelled_in},
    typed::{clicked, start},
};
use crate::{
    app::{Field, Handout, OrderLine, State, Target},
    config::Role,
    export,
    text::{columns, fit, visible},
};
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// Columns from which the preview stands beside the lines.
const BESIDE: u16 = 100;
/// Columns of the lines beside a preview.
const LINES: u16 = 44;
/// Rows of whether it can be written.
const STANDING: usize = 3;
/// Columns of the names in front.
const NAMES: usize = 10;

/// The lines, and the preview.
pub(in crate::ui) fn areas(body: Rect) -> (Rect, Rect) {
    let rows = u16::try_from(OrderLine::ALL.len() + 3).unwrap_or(u16::MAX);
    if body.width >= BESIDE {
        let [lines, preview] = body.layout(&Layout::horizontal([
            Constraint::Length(LINES),
            Constraint::Fill(1),
        ]));
        return (lines, preview);
    }
    let [lines, preview] = body.layout(&Layout::vertical([
        Constraint::Max(rows),
        Constraint::Fill(1),
    ]));
    (lines, preview)
}

/// Where the note shows beside the lines or below them; nowhere on a screen that the lines fill.
pub(in crate::ui) fn shows(body: Rect) -> Option<Rect> {
    let (lines, preview) = areas(body);
    let beside = preview.x > lines.x;
    let (right, down) = if beside { (2, 0) } else { (0, 1) };
    (beside || preview.height > 1).then(|| Rect {
        x: preview.x + right,
        y: preview.y + down,
        width: preview.width.saturating_sub(right),
        height: preview.height - down,
    })
}

/// Draws the page.
pub(in crate::ui) fn draw(ink: &mut Ink<'_>, body: Rect, state: &State, handout: &Handout) {
    let (lines, preview) = areas(body);
    ink.strips(lines, &rows(state, handout, lines.width));
    let Some(inner) = shows(body) else { return };
    if preview.x > lines.x {
        ink.divide(preview.x, body);
    } else {
        ink.rule(Rect {
            height: 1,
            ..preview
        });
    }
    ink.strips(inner, &looks(handout, inner));
}

/// ` format    docx  For word processors`
pub(in crate::ui) fn rows(state: &State, handout: &Handout, width: u16) -> Vec<Strip> {
    let room = room(width);
    let mut rows: Vec<Strip> = (OrderLine::ALL.into_iter())
        .map(|line| {
            let here = line == handout.at;
            let name = format!(" {:<NAMES$}", line.name());
            let strip = Strip::new(Role::Label, name).focus(here);
            let (word, more) = value(state, handout, line, room);
            let turns = !matches!(line, OrderLine::AsOf | OrderLine::File);
            let (before, after) = if here && turns {
                ("‹ ", " ›")
            } else {
                ("  ", "  ")
            };
            let word = fit(&word, room).into_owned();
            let left = room.saturating_sub(columns(&word) + 2);
            let strip = strip
                .and(Role::Dim, before)
                .and(Role::Text, word)
                .and(Role::Dim, after);
            if left > 8 && !more.is_empty() {
                strip.and(Role::Dim, format!(" {}", fit(&more, left - 1)))
            } else {
                strip
            }
        })
        .collect();
    rows.push(Strip::new(Role::Dim, String::new()));
    rows.extend(standing(state, handout, usize::from(width)));
    rows
}

/// Columns for what a line says.
fn room(width: u16) -> usize {
    usize::from(width).saturating_sub(NAMES + 6)
}

/// What a line says, and more about it.
fn value(state: &State, handout: &Handout, line: OrderLine, room: usize) -> (String, String) {
    let plain = |words: &str| (words.to_owned(), String::new());
    let shown = |field: &'_ Field| visible(&field.text[start(field, room)..]).into_owned();
    match line {
        OrderLine::Preset => (
            handout.preset.word().to_owned(),
            handout.preset.gloss().to_owned(),
        ),
        OrderLine::Format => (
            handout.format.word().to_owned(),
            handout.format.gloss().to_owned(),
        ),
        OrderLine::Records if handout.narrowed => {
            let told = state.filter.told(state.dossier.codebook());
            (format!("filtered: {}", visible(&told)), String::new())
        }
        OrderLine::Records if state.filter.is_empty() => {
            (String::from("all"), "no filter is set".to_owned())
        }
        OrderLine::Records => plain("all"),
        OrderLine::Faults => plain(handout.faults.words()),
        OrderLine::AsOf if handout.as_of.text.is_empty() && handout.at != line => {
            (String::new(), "none; type a date".to_owned())
        }
        OrderLine::AsOf => plain(&shown(&handout.as_of)),
        OrderLine::File => plain(&shown(&handout.file)),
    }
}

/// Whether it can be written.
fn standing(state: &State, handout: &Handout, width: usize) -> Vec<Strip> {
    let (last, draft) = (
        handout.faults == crate::app::Faults::Final,
        handout.faults == crate::app::Faults::Mark,
    );
    let told = |role, told: &str| labelled_in(0, "", role, told, (1, width, STANDING));
    if let Some(why) = handout.no_date() {
        return told(Role::Error, &why);
    }
    match export::refused(&state.findings, last) {
        Some(refusal) if !draft => {
            let way = format!("a draft (`{}` above)", OrderLine::Faults.name());
            told(Role::Error, &refusal.message().replace("--draft", &way))
        }
        _ if handout.format.lacking().is_some() => {
            told(Role::Error, "no pdf: cargo install --features pdf")
        }
        _ if handout.over.is_some() => {
            told(Role::Warning, "the file is there: it would be written over")
        }
        _ => told(Role::Dim, "ready to be written"),
    }
}

/// The rows of the preview.
fn looks(handout: &Handout, area: Rect) -> Vec<Strip> {
    let rows = handout.preview.rows(area.width.into(), area.height.into());
    rows.map_or_else(
        || vec![Strip::new(Role::Dim, "...")],
        |rows| {
            rows.into_iter()
                .map(|row| Strip::new(Role::Text, row))
                .collect()
        },
    )
}

/// What a click at a cell of the page is on: a byte of what is typed in a line, or the line.
pub(in crate::ui) fn hit(handout: &Handout, body: Rect, (x, y): (u16, u16)) -> Option<Target> {
    let (lines, _) = areas(body);
    let n = usize::from(y.checked_sub(lines.y)?);
    let line = OrderLine::ALL
        .get(n)
        .filter(|_| lines.contains((x, y).into()))?;
    let at = handout.field_of(*line).map_or(0, |field| {
        let from = start(field, room(lines.width));
        let column = usize::from(x - lines.x).saturating_sub(NAMES + 3);
        clicked(field, from, column)
    });
    Some(Target::Typed(n, at))
}

/// Where the caret of the line that is being typed stands.
pub(in crate::ui) fn caret(handout: &Handout, body: Rect) -> Option<Position> {
    let field = handout.field()?;
    let (lines, _) = areas(body);
    let row = OrderLine::ALL.iter().position(|line| *line == handout.at)?;
    let from = start(field, room(lines.width));
    let before = NAMES + 3 + columns(&visible(&field.text[from..field.at]));
    let x = lines.x
        + u16::try_from(before)
            .unwrap_or(u16::MAX)
            .min(lines.width.saturating_sub(1));
    let y = lines.y + u16::try_from(row).ok()?;
    (y < lines.bottom()).then_some(Position { x, y })
}
