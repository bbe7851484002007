//! The loop over any backend: sleeps until something happens, takes in everything that has, draws once.
use super::terminal::pace::Pace;
use crate::{
    app::{self, Effect, Msg, Pane, State, Target, update},
    config::{Config, Key, KeyName},
    ui::{Screen, layout},
};
use ratatui::{
    Terminal,
    backend::Backend,
    crossterm::event::{
        Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    },
    layout::Rect,
};
use std::{
    sync::{Arc, mpsc::Receiver},
    time::{Duration, Instant},
};

/// How long another size is waited for behind one: of a window that is being dragged, only the last is drawn.
const SETTLE: Duration = Duration::from_millis(8);
/// How long sizes may keep coming before one is drawn all the same.
const RESTLESS: Duration = Duration::from_millis(500);

/// What can wake the loop.
#[derive(Clone, Debug)]
pub enum Wake {
    /// The terminal: a key, a click, a paste, another size (or the same again: nothing on it can be relied on).
    Terminal(Event),
    /// The worker, the finder, a signal, the file watcher: anything that comes as a message.
    Done(Msg),
}

impl Wake {
    /// Whether it is another size, or the same again.
    const fn is_size(&self) -> bool {
        matches!(self, Self::Terminal(Event::Resize(..)))
    }
}

/// Runs until there is something that only the caller can do: [`Effect::Quit`] (also when every sender of `wakes` is gone),
/// [`Effect::Suspend`] or [`Effect::Copy`]. After the latter two the caller calls again; nothing that waits in `wakes` is lost,
/// and the first thing drawn is the whole state. Every other effect goes to `send`.
///
/// # Errors
/// When the terminal cannot be drawn to.
pub fn run<B: Backend>(
    terminal: &mut Terminal<B>,
    state: &mut State,
    config: &Config,
    wakes: &Receiver<Wake>,
    send: &dyn Fn(Effect),
) -> Result<Effect, B::Error> {
    if *state.keymap != config.keymap {
        update(state, Msg::Keymap(Arc::new(config.keymap.clone())));
    }
    draw(terminal, state, config)?;
    let mut pace = Pace::default();
    while let Ok(first) = wakes.recv() {
        let (mut changed, mut next) = (false, Some(first));
        while let Some(wake) = next.take().or_else(|| wakes.try_recv().ok()) {
            if wake.is_size() {
                next = settle(wakes);
                forget(terminal)?;
                changed = true;
                continue;
            }
            let area = terminal.get_frame().area();
            if matches!(wake, Wake::Terminal(Event::Key(_))) && pace.key(Instant::now()) {
                update(state, Msg::Pause);
            }
            let Some(msg) = message(wake, (state, config), area, &mut pace) else {
                continue;
            };
            changed = true;
            match update(state, msg) {
                Some(effect) if effect.here() => return Ok(effect),
                Some(Effect::Redraw) => terminal.clear()?,
                Some(effect) => send(effect),
                None => {}
            }
            fit(state, config, area);
        }
        if changed {
            draw(terminal, state, config)?;
        }
    }
    Ok(Effect::Quit)
}

/// Waits until sizes stop coming; what came instead of one.
fn settle(wakes: &Receiver<Wake>) -> Option<Wake> {
    let start = Instant::now();
    while start.elapsed() < RESTLESS {
        match wakes.recv_timeout(SETTLE) {
            Ok(wake) if wake.is_size() => {}
            other => return other.ok(),
        }
    }
    None
}

/// Has everything drawn anew: a terminal that was smaller in between, or somebody else's, has forgotten what stood on it.
fn forget<B: Backend>(terminal: &mut Terminal<B>) -> Result<(), B::Error> {
    let before = terminal.get_frame().area();
    terminal.autoresize()?;
    if terminal.get_frame().area() == before {
        terminal.clear()?; // another size does so of itself
    } else {
        give_back(terminal);
    }
    Ok(())
}

/// Gives back what a larger screen took. Both screens are blank: the one that is drawn, and the one that was.
fn give_back<B: Backend>(terminal: &mut Terminal<B>) {
    for _ in 0..2 {
        terminal.current_buffer_mut().content.shrink_to_fit();
        terminal.swap_buffers();
    }
}

fn draw<B: Backend>(
    terminal: &mut Terminal<B>,
    state: &mut State,
    config: &Config,
) -> Result<(), B::Error> {
    terminal.autoresize()?;
    let area = terminal.get_frame().area();
    fit(state, config, area);
    terminal.draw(|frame| {
        let (area, mut cursor) = (frame.area(), None);
        frame.render_stateful_widget(&Screen { state, config }, area, &mut cursor);
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(())
}

/// Puts the sizes of everything into the state, if the screen or the arrangement has changed them.
fn fit(state: &mut State, config: &Config, area: Rect) {
    let sizes = layout::sizes(area, state, config);
    if sizes != state.sizes {
        update(state, Msg::Resized(sizes));
    }
}

fn message(
    wake: Wake,
    (state, config): (&State, &Config),
    area: Rect,
    pace: &mut Pace,
) -> Option<Msg> {
    match wake {
        Wake::Done(msg) => Some(msg),
        Wake::Terminal(Event::Key(event)) => app::msg(&config.keymap, state, key(event)?),
        Wake::Terminal(Event::Paste(text)) => Some(Msg::Paste(text)),
        Wake::Terminal(Event::Mouse(event)) if state.mouse => {
            mouse(event, (state, config), area, pace)
        }
        Wake::Terminal(_) => None,
    }
}

/// Rows that one notch of the wheel scrolls.
const NOTCH: i32 = 3;

fn mouse(
    event: MouseEvent,
    (state, config): (&State, &Config),
    area: Rect,
    pace: &mut Pace,
) -> Option<Msg> {
    let at = (event.column, event.row);
    let hit = || layout::hit(area, state, config, at);
    let under = || hit().map_or(state.pane, |(pane, _)| pane);
    match event.kind {
        MouseEventKind::ScrollDown => Some(Msg::Wheel(under(), NOTCH)),
        MouseEventKind::ScrollUp => Some(Msg::Wheel(under(), -NOTCH)),
        MouseEventKind::Down(MouseButton::Left) => {
            let edge = layout::edge(area, state, &config.options, at);
            pace.edge = edge.map(|(edge, _)| edge);
            if edge.is_some() {
                return None;
            }
            let double = pace.click(Instant::now(), at);
            let (of, target) = hit()?;
            Some(if double {
                Msg::DoubleClick(of, target)
            } else {
                Msg::Click(of, target)
            })
        }
        MouseEventKind::Drag(MouseButton::Left) => match pace.edge {
            Some(edge) => {
                let line = layout::line(area, state, &config.options, edge)?;
                let by = i32::from(at.0) - i32::from(line);
                Some(Msg::Edge(edge, i16::try_from(by).ok()?))
            }
            None => match hit()? {
                (Pane::Text, Target::Byte(at)) => Some(Msg::Drag(at)),
                _ => None,
            },
        },
        _ => None,
    }
}

/// The terminal's key event as config.toml names it; `None` for a release and for keys without a name.
#[must_use]
pub fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let (name, shift) = match event.code {
        _ if event.is_release() => return None,
        // Some terminals send the key and that Shift was held, others what came of it.
        KeyCode::Char(c) if c.is_lowercase() && held(KeyModifiers::SHIFT) => {
            (KeyName::Char(c.to_uppercase().next()?), false)
        }
        // One byte for Ctrl-_, Ctrl-/ and Ctrl-7, which crossterm gives the last name and hands use for the first two.
        KeyCode::Char('7') if held(KeyModifiers::CONTROL) => (KeyName::Char('_'), false),
        KeyCode::Char(c) => (KeyName::Char(c), false),
        KeyCode::F(n) => (KeyName::F(n), held(KeyModifiers::SHIFT)),
        KeyCode::BackTab => (KeyName::named("Tab")?, true),
        code => (KeyName::named(name(code)?)?, held(KeyModifiers::SHIFT)),
    };
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    Some(Key::held(name, ctrl, alt, shift))
}

const fn name(code: KeyCode) -> Option<&'static str> {
    Some(match code {
        KeyCode::Enter => "Enter",
        KeyCode::Esc => "Esc",
        KeyCode::Tab => "Tab",
        KeyCode::Backspace => "Backspace",
        KeyCode::Up => "Up",
        KeyCode::Down => "Down",
        KeyCode::Left => "Left",
        KeyCode::Right => "Right",
        KeyCode::PageUp => "PgUp",
        KeyCode::PageDown => "PgDn",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::Insert => "Ins",
        KeyCode::Delete => "Del",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::backend::TestBackend;
    use std::sync::mpsc::channel;

    #[test]
    fn shift_and_a_letter_is_its_capital() {
        let event = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::SHIFT);
        assert_eq!(key(event), "G".parse().ok());
        let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(key(event), "G".parse().ok());
    }

    #[test]
    fn the_byte_that_undoes_in_emacs_has_its_name_there() {
        let event = KeyEvent::new(KeyCode::Char('7'), KeyModifiers::CONTROL);
        assert_eq!(key(event), "Ctrl-_".parse().ok());
    }

    #[test]
    fn of_a_window_that_is_being_dragged_only_the_last_size_is_drawn() {
        let mut terminal = Terminal::new(TestBackend::new(20, 5)).expect("infallible");
        let (wake, wakes) = channel();
        for width in 1..100 {
            let size = Wake::Terminal(Event::Resize(width, 5));
            wake.send(size).expect("somebody listens");
        }
        drop(wake);
        let (mut state, config) = (State::default(), Config::shipped());
        let ended = run(&mut terminal, &mut state, &config, &wakes, &|_| ());
        assert_eq!(ended.expect("infallible"), Effect::Quit);
        assert_eq!(terminal.get_frame().count(), 2);
    }

    #[test]
    fn a_window_that_was_large_takes_no_room_any_more() {
        let mut terminal = Terminal::new(TestBackend::new(400, 200)).expect("infallible");
        terminal.backend_mut().resize(20, 5);
        forget(&mut terminal).expect("infallible");
        for _ in 0..2 {
            assert_eq!(terminal.current_buffer_mut().content.capacity(), 20 * 5);
            terminal.swap_buffers();
        }
    }
}
