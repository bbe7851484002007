//! Journeys: keys through the real loop, to the screen they lead to.
mod annotate;
mod bounds;
mod conflict;
mod desk;
mod dossier;
mod endure;
mod export;
mod filter;
mod form;
mod keys;
mod links;
mod motion;
mod mouse;
mod panes;
mod prompt;
mod search;
mod select;
mod trouble;
mod views;

use super::{Wake, run};
use crate::{
    app::{Effect, Mode, Msg, Opened, Pane, State, update},
    config::{Config, Ground, Key, KeyName, Role},
    model::{Dossier, Written},
    store,
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::Buffer,
    crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers},
};
use std::sync::mpsc;

/// A reader in front of a screen.
struct Reader {
    state: State,
    config: Config,
    terminal: Terminal<TestBackend>,
    copied: Vec<String>,
}

impl Reader {
    /// With the example open.
    fn new(width: u16, height: u16) -> Self {
        let mut reader = Self::with(store::example(), width, height);
        // The example has two articles; journeys begin in the one with the quotation everybody knows.
        reader.play("g Esc");
        reader
    }

    fn with(written: Written, width: u16, height: u16) -> Self {
        let dossier = Dossier::new(written).anchored();
        let mut state = State::default();
        update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        let backend = TestBackend::new(width, height);
        let mut reader = Self {
            state,
            config: Config::shipped(),
            terminal: Terminal::new(backend).expect("infallible"),
            copied: Vec::new(),
        };
        reader.wake([]);
        reader
    }

    /// Presses keys, as config.toml names them.
    fn play(&mut self, keys: &str) -> &mut Self {
        let keys = keys.split_whitespace().map(|key| {
            let key: Key = key.parse().expect("a key");
            Wake::Terminal(Event::Key(event(key)))
        });
        self.wake(keys.collect::<Vec<_>>())
    }

    fn wake(&mut self, events: impl IntoIterator<Item = Wake>) -> &mut Self {
        let (wake, wakes) = mpsc::channel();
        for event in events {
            wake.send(event).expect("the loop listens");
        }
        drop(wake);
        let state = &mut self.state;
        while let Ok(Effect::Copy(text)) =
            run(&mut self.terminal, state, &self.config, &wakes, &|_| ())
        {
            self.copied.push(text);
        }
        self
    }

    fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.wake([Wake::Terminal(Event::Resize(width, height))])
    }

    fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let rows = buffer.content.chunks(buffer.area.width.into());
        rows.map(|row| {
            let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned() + "\n"
        })
        .collect()
    }

    /// The id of the record in focus.
    fn at(&self) -> &str {
        let record = self.state.focus.record.expect("a record in focus");
        &self.state.dossier.record(record).id
    }

    fn status(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }
}

fn event(key: Key) -> KeyEvent {
    let code = match key.name {
        KeyName::Char(c) => KeyCode::Char(c),
        KeyName::Named("Enter") => KeyCode::Enter,
        KeyName::Named("Esc") => KeyCode::Esc,
        KeyName::Named("Tab") if key.shift => KeyCode::BackTab,
        KeyName::Named("Tab") => KeyCode::Tab,
        KeyName::Named("Backspace") => KeyCode::Backspace,
        KeyName::Named("Down") => KeyCode::Down,
        KeyName::Named("Up") => KeyCode::Up,
        KeyName::Named("Left") => KeyCode::Left,
        KeyName::Named("Right") => KeyCode::Right,
        KeyName::Named("PgDn") => KeyCode::PageDown,
        KeyName::Named("PgUp") => KeyCode::PageUp,
        other => panic!("no journey needs {other:?}"),
    };
    let mut held = KeyModifiers::NONE;
    held.set(KeyModifiers::CONTROL, key.ctrl);
    held.set(KeyModifiers::ALT, key.alt);
    KeyEvent::new(code, held)
}

/// Rows of `buffer`; under each, the runs whose style has a meaning.
fn paint(buffer: &Buffer, rows: std::ops::Range<u16>, config: &Config) -> String {
    let styles = config.palette.styles(Ground::Dark);
    let name = |cell: &ratatui::buffer::Cell| {
        let style = cell.style();
        let mut names: Vec<&str> = Role::ALL
            .into_iter()
            .filter(|role| {
                let of = styles.of(*role);
                (of.fg.is_some() || of.bg.is_some())
                    && of.fg.is_none_or(|fg| style.fg == Some(fg))
                    && of.bg.is_none_or(|bg| style.bg == Some(bg))
            })
            .map(Role::name)
            .collect();
        if style
            .add_modifier
            .contains(ratatui::style::Modifier::UNDERLINED)
        {
            names.push("underlined");
        }
        names.join(" ")
    };
    let mut out = String::new();
    for y in rows {
        let cells: Vec<_> = (0..buffer.area.width).map(|x| &buffer[(x, y)]).collect();
        let text: String = cells.iter().map(|cell| cell.symbol()).collect();
        out += text.trim_end();
        out += "\n";
        let mut x = 0;
        for run in cells.chunk_by(|a, b| name(a) == name(b)) {
            let named = name(run[0]);
            if !named.is_empty() && named != "dim" {
                let line = [&" ".repeat(x), &"~".repeat(run.len()), " ", &named, "\n"];
                out += &line.concat();
            }
            x += run.len();
        }
    }
    out
}

#[test]
fn a_number_repeats_a_motion() {
    let mut reader = Reader::new(120, 30);
    let first = reader.at().to_owned();
    let fourth = reader.play("l l l l").at().to_owned();
    assert_eq!(reader.play("4 h").at(), first);
    assert_eq!(reader.play("4 l").at(), fourth);
    reader.play("9 G");
    assert!(
        reader
            .screen()
            .lines()
            .nth(1)
            .is_some_and(|row| row.contains("¶9"))
    );
}

#[test]
fn a_digit_focuses_a_pane_and_a_motion_directly_behind_it_makes_a_number_of_it() {
    let mut reader = Reader::new(120, 30);
    reader.play("2");
    assert_eq!(reader.state.pane, Pane::Sources);
    let first = reader.at().to_owned();
    // Every `play` begins after a pause.
    let second = reader.play("j").at().to_owned();
    assert_ne!(first, second, "one line of the sources");
    reader.play("1 Esc");
    assert_eq!(reader.state.pane, Pane::Text);
    let start = reader.state.focus.top;
    reader.play("3 j");
    let third = reader.state.focus.top;
    assert_eq!(reader.state.pane, Pane::Text, "it was a number after all");
    reader.play("3 k");
    assert_eq!(reader.state.focus.top, start);
    reader.play("j j j");
    assert_eq!(reader.state.focus.top, third);
    reader.play("1 2 k 1 2 j");
    assert_eq!(reader.state.pane, Pane::Text);
    reader.play("m g 3 j");
    assert!(
        matches!(reader.state.mode, Mode::Matrix { row: 3, .. }),
        "what covers the panes has none to focus"
    );
}

#[test]
fn search_goes_along_as_it_is_typed_and_round_the_end() {
    let mut reader = Reader::new(80, 12);
    reader.play("/ D o n b a s s");
    assert!(
        reader.status().contains("/Donbass  1 of 3"),
        "{}",
        reader.status()
    );
    reader.play("Enter n n n");
    assert!(reader.status().contains("the search went on at the start"));
    reader.play("/ x y z");
    assert!(reader.status().contains("/xyz  not found"));
    let before = reader.state.focus;
    reader.play("Esc");
    assert_eq!(
        (reader.state.focus, &reader.state.mode),
        (before, &Mode::Read)
    );
}

#[test]
fn a_search_shows_the_text_it_goes_through() {
    let mut reader = Reader::new(60, 12);
    reader.play("3 / D o n b a s s Enter");
    assert_eq!(reader.state.pane, Pane::Text);
    assert!(reader.screen().contains("Donbass"), "{}", reader.screen());
}

#[test]
fn the_matrix_names_what_each_cell_rests_on() {
    let mut reader = Reader::new(80, 18);
    insta::assert_snapshot!(reader.play("m").screen(), @r#"
    ─ Matrix ─ Peace plan for Ukraine: from Florida to Moscow ──────────────────────
     4 more →                 US                Russia            Ukraine
     Donbass                  P paraphra… ×1 +1 V verbatim ×1 +2  · none stated (2)
     Security guarantees      · none stated (2) · none stated (2) · none stated (2)
     Size of Ukraine's forces P document ×1     · none stated (2) · none stated (2)
     Alliances                P document ×1     · none stated (2) · none stated (2)
     Channel and secrecy      · none stated (2) · none stated (2) · none stated (2)
     Pressure and deadlines   + conduct ×2 +1   · none stated (2) · none stated (2)
     Use of force             · none stated (2) V verbatim ×1 +2  · none stated (2)
     Text on the table        L conduct ×2 +2   M· second hand ×1 · none stated (2)
     Trust in the US          · none stated (2) · none stated (2) P paraphrase ×2
    ─ United States: Channel and secrecy ─ none stated (2), conduct ×4 ─────────────
     ask      Talks go through a closed US-Russian channel
     moscow ¶1  N   received two American visitors in Moscow on Tuesday
     moscow ¶16 N   Witkoff was in Moscow on Tuesday
     plan ¶1    N   They met late in October, in Florida
     plan ¶10   N   has opened talks with Ukraine and with allies in Europe
    ─ 11 stated · 34 none stated · 0 not yet read ─────── Enter evidence ─ q close ─
    "#);
    reader.play("g l Enter");
    assert_eq!(reader.state.mode, Mode::Read);
    assert_eq!(reader.at(), "putin-either-or");
    reader.play("Backspace");
    assert!(matches!(
        reader.state.mode,
        Mode::Matrix { row: 0, column: 1 }
    ));
}

#[test]
fn the_palette_runs_what_it_names() {
    let mut reader = Reader::new(80, 16);
    reader.play(": m a t r Enter");
    assert!(matches!(reader.state.mode, Mode::Matrix { .. }));
    reader.play(": h e l p Enter");
    assert!(matches!(reader.state.mode, Mode::Help { .. }));
    reader.play("q");
    assert!(
        matches!(reader.state.mode, Mode::Matrix { .. }),
        "help covered the matrix"
    );
}

#[test]
fn the_record_list_is_narrowed_by_typing() {
    let mut reader = Reader::new(100, 10);
    insta::assert_snapshot!(reader.play("o w i s h").screen(), @r#"
    ─ Records ─ Peace plan for Ukraine: from Florida to Moscow ─────────────────────────────────────────
     plan     ¶10  M·  Marco Rubio: called the plan a “Russian wish list,”                rubio-wishlist







    ─ > wish  1 of 1 ──────────────────────────────────────────────────────────── Enter go ─ Esc close ─
    "#);
    assert_eq!(reader.play("Enter").at(), "rubio-wishlist");
    assert_eq!(
        reader.state.article().map(|article| article.id.as_str()),
        Some("plan")
    );
}

#[test]
fn a_copy_carries_label_and_citation() {
    let mut reader = Reader::new(80, 16);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    reader.play("y");
    assert_eq!(reader.copied.len(), 1);
    assert!(
        reader.copied[0].starts_with("Verbatim. Vladimir Putin"),
        "{:?}",
        reader.copied
    );
    assert!(reader.copied[0].contains("[¶8 of: "), "{:?}", reader.copied);
}

#[test]
fn leaving_takes_q_once_for_what_covers_the_panes() {
    let mut reader = Reader::new(80, 10);
    reader.play("?");
    assert_eq!(
        update(&mut reader.state, Msg::Do(crate::command::Command::Quit)),
        None
    );
    let quit = update(&mut reader.state, Msg::Do(crate::command::Command::Quit));
    assert_eq!(quit, Some(Effect::Quit));
}
