//! Journeys with the mouse.
use super::Reader;
use crate::{
    app::{Effect, Mode, Msg, Pane, update},
    command::Command,
    run::Wake,
};
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

const CLICK: MouseEventKind = MouseEventKind::Down(MouseButton::Left);
const DRAG: MouseEventKind = MouseEventKind::Drag(MouseButton::Left);

fn mouse(reader: &mut Reader, events: &[(MouseEventKind, (usize, usize))]) {
    let small = |n: usize| u16::try_from(n).expect("a cell of the screen");
    let events = events.iter().map(|&(kind, (column, row))| {
        Wake::Terminal(Event::Mouse(MouseEvent {
            kind,
            column: small(column),
            row: small(row),
            modifiers: KeyModifiers::NONE,
        }))
    });
    reader.wake(events.collect::<Vec<_>>());
}

/// The cell where `words` begin on the screen.
fn cell(reader: &Reader, words: &str) -> (usize, usize) {
    let screen = reader.screen();
    let rows = screen.lines().enumerate();
    let mut found = rows.filter_map(|(y, row)| {
        let at = row.find(words)?;
        Some((row[..at].chars().count(), y))
    });
    found
        .next()
        .unwrap_or_else(|| panic!("no {words:?} on\n{screen}"))
}

#[test]
fn a_click_goes_there_and_a_double_click_follows() {
    let mut reader = Reader::new(120, 30);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    let at = cell(&reader, "▸ Alliances");
    mouse(&mut reader, &[(CLICK, at)]);
    assert_eq!(reader.state.pane, Pane::Positions);
    let at = cell(&reader, "US   document");
    mouse(&mut reader, &[(CLICK, at)]);
    assert_eq!(reader.at(), "putin-either-or", "chosen, not followed");
    let at = cell(&reader, "US   document");
    mouse(&mut reader, &[(CLICK, at), (CLICK, at)]);
    assert_eq!(reader.at(), "plan-alliances", "its evidence");
}

#[test]
fn the_wheel_scrolls_the_pane_under_the_pointer_and_leaves_the_focus() {
    let mut reader = Reader::new(120, 20);
    let row = |reader: &Reader, from: usize| -> String {
        reader
            .screen()
            .lines()
            .nth(1)
            .expect("a row")
            .chars()
            .skip(from)
            .collect()
    };
    for from in [52, 90] {
        let before = row(&reader, from);
        mouse(&mut reader, &[(MouseEventKind::ScrollDown, (from, 5))]);
        assert_ne!(row(&reader, from), before);
        assert_eq!(reader.state.pane, Pane::Text);
        mouse(&mut reader, &[(MouseEventKind::ScrollUp, (from, 5))]);
        assert_eq!(row(&reader, from), before);
    }
}

#[test]
fn a_hint_can_be_clicked() {
    let mut reader = Reader::new(120, 20);
    let at = cell(&reader, "? help");
    mouse(&mut reader, &[(CLICK, at)]);
    assert!(matches!(reader.state.mode, Mode::Help { .. }));
    let at = cell(&reader, "q close");
    mouse(&mut reader, &[(CLICK, at)]);
    assert_eq!(reader.state.mode, Mode::Read);
}

#[test]
fn the_line_between_two_panes_is_dragged() {
    let mut reader = Reader::new(120, 20);
    let line = |reader: &Reader, n: usize| {
        let screen = reader.screen();
        let row: Vec<char> = screen.lines().nth(3).expect("a row").chars().collect();
        let lines: Vec<usize> = (0..row.len()).filter(|x| row[*x] == '│').collect();
        lines[n]
    };
    let (first, second) = (line(&reader, 0), line(&reader, 1));
    mouse(&mut reader, &[(CLICK, (first, 3)), (DRAG, (first + 9, 4))]);
    assert_eq!(line(&reader, 0), first + 9);
    let second_now = line(&reader, 1);
    assert!(second_now >= second);
    mouse(
        &mut reader,
        &[(CLICK, (second_now, 3)), (DRAG, (second_now - 5, 3))],
    );
    assert_eq!(line(&reader, 1), second_now - 5);
    mouse(&mut reader, &[(CLICK, (first + 9, 3)), (DRAG, (0, 3))]);
    assert!(line(&reader, 0) >= 16, "a pane keeps its room");
}

#[test]
fn the_mouse_is_left_to_the_terminal_on_request() {
    let mut reader = Reader::new(120, 20);
    let toggle = |reader: &mut Reader| update(&mut reader.state, Msg::Do(Command::Mouse));
    assert_eq!(toggle(&mut reader), Some(Effect::Mouse(false)));
    assert_eq!(toggle(&mut reader), Some(Effect::Mouse(true)));
}

/// A reader with the form of a quotation open.
fn editing() -> Reader {
    let mut reader = Reader::new(120, 30);
    reader.state.path = "somewhere".into();
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    reader.play("E");
    reader
}

#[test]
fn in_a_form_a_click_is_on_a_field_a_letter_or_a_choice() {
    let mut reader = editing();
    let field = |reader: &Reader| {
        let form = reader.state.form().expect("a form");
        let entry = form.current().expect("a field");
        (entry.plan.field.name, entry.field.at, entry.chosen.clone())
    };
    let at = cell(&reader, "cue");
    mouse(&mut reader, &[(CLICK, at)]);
    assert_eq!(field(&reader).0, "cue");
    reader.play("w o r d s");
    let (x, y) = cell(&reader, "words");
    mouse(&mut reader, &[(CLICK, (x + 2, y))]);
    assert_eq!((field(&reader).0, field(&reader).1), ("cue", 2));
    let at = cell(&reader, "source");
    mouse(&mut reader, &[(CLICK, at)]);
    let at = cell(&reader, "Leaks  ");
    mouse(&mut reader, &[(CLICK, at), (CLICK, at)]);
    assert_eq!(field(&reader).2, ["leaks"], "a double click saves nothing");
}

#[test]
fn over_a_form_the_wheel_goes_through_choices_and_beside_it_through_the_text() {
    let mut reader = editing();
    let lit = |reader: &Reader| cell(reader, "▸ ").1;
    let at = cell(&reader, "source");
    mouse(&mut reader, &[(MouseEventKind::ScrollDown, at)]);
    let before = lit(&reader);
    mouse(&mut reader, &[(MouseEventKind::ScrollDown, at)]);
    assert_eq!(
        lit(&reader),
        before + 1,
        "the wheel goes through the choices"
    );
    let top = reader.state.focus.top;
    mouse(
        &mut reader,
        &[(CLICK, (5, 5)), (MouseEventKind::ScrollDown, (5, 5))],
    );
    assert_ne!(
        reader.state.focus.top, top,
        "beside the form the text scrolls"
    );
    assert!(reader.state.form().is_some(), "and the form stays");
}

#[test]
fn a_click_puts_the_caret_into_a_prompt() {
    for prompt in ["/", ":", "o", "f"] {
        let mut reader = Reader::new(120, 20);
        reader.play(prompt).play("a b c d");
        let x = reader
            .status()
            .find("abcd")
            .map(|at| reader.status()[..at].chars().count());
        let (x, y) = (x.expect("what is typed"), 19);
        mouse(&mut reader, &[(CLICK, (x + 1, y))]);
        reader.play("Z");
        let typed = reader.state.mode.field().map(|field| field.text.as_str());
        assert_eq!(typed, Some("aZbcd"), "{prompt}");
    }
    let mut reader = Reader::new(120, 20);
    reader.play("x");
    let (x, y) = cell(&reader, "file ");
    mouse(&mut reader, &[(CLICK, (x + 13, y))]);
    let handout = reader.state.handout().expect("the page");
    assert_eq!(handout.field().map(|field| field.at), Some(1));
}

#[test]
fn a_mouse_that_is_off_does_nothing() {
    let mut reader = Reader::new(120, 20);
    reader.state.mouse = false;
    let at = cell(&reader, "? help");
    mouse(
        &mut reader,
        &[(CLICK, at), (MouseEventKind::ScrollDown, (5, 5))],
    );
    assert_eq!(reader.state.mode, Mode::Read);
    assert_eq!(reader.state.focus.top, crate::app::Top::default());
}
