//! Journeys: every key in every view does something or says why not, and none leaves the reader stuck.
use super::Reader;
use crate::{
    app::{Mode, Msg, State, msg, update},
    command::{Command, Group},
    config::{Config, Key, KeyName, Meaning, Table},
    ui::Screen,
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::StatefulWidget,
};

const AREA: Rect = Rect::new(0, 0, 100, 24);

/// How to come to each view from the panes.
const VIEWS: &[&str] = &[
    "",
    "2",
    "3",
    "/",
    "/ a",
    "v",
    "a",
    "a Tab",
    "E",
    "x",
    "x j j j j",
    ":",
    ": n",
    "o",
    "o a",
    "A",
    "f",
    "f a",
    "m",
    "t",
    "S",
    "i",
    "!",
    "C",
    "D",
    "?",
    "/ a Enter",
    "/ a Tab",
    "B",
    "p",
    "r n",
];

/// Each keymap.
fn keymaps() -> [Config; 3] {
    ["vim", "less", "emacs"].map(|name| {
        let text = format!("[reader]\nkeymap = '{name}'\n");
        Config::read(Some(("config.toml", &text))).0
    })
}

/// What is on the screen, and where the caret is.
fn drawn(state: &State, config: &Config) -> (Buffer, Option<Position>) {
    let (mut buffer, mut caret) = (Buffer::empty(AREA), None);
    Screen { state, config }.render(AREA, &mut buffer, &mut caret);
    (buffer, caret)
}

/// Presses `keys`; whether something must happen outside.
fn press(state: &mut State, config: &Config, keys: &[Key]) -> bool {
    let mut effect = false;
    for key in keys {
        if let Some(msg) = msg(&config.keymap, state, *key) {
            effect |= update(state, msg).is_some();
        }
    }
    effect
}

/// The example with a view open, somewhere within it.
fn at(view: &str) -> Reader {
    let mut reader = Reader::new(AREA.width, AREA.height);
    reader.play("l l l");
    reader.state.path = "somewhere".into();
    reader.play(view);
    reader
}

/// Whether silence says enough: a caret that stays where it is shows that there is nothing further, an empty line that
/// there is nothing to erase, and panes that nothing covers that there is nothing to close.
fn shows_for_itself(state: &State, command: Command) -> bool {
    let on_a_line = matches!(
        command,
        Command::NextCharacter | Command::PrevCharacter | Command::NextWord | Command::PrevWord
    );
    match state.mode {
        Mode::Read => matches!(
            command,
            Command::Close | Command::TextPane | Command::SourcesPane | Command::PositionsPane
        ),
        _ if state.mode.table().is_typed() => {
            let edge = matches!(
                command,
                Command::First | Command::Last | Command::PageUp | Command::HalfUp
            );
            let preview = matches!(command, Command::PageDown | Command::HalfDown);
            on_a_line || edge || preview || command.group() == Group::Field
        }
        _ => false,
    }
}

/// Every run of keys that means something in the mode of `state`.
fn runs(state: &State, config: &Config) -> Vec<(Vec<Key>, Command)> {
    let all = Table::ALL
        .into_iter()
        .flat_map(|table| config.keymap.bound(table));
    let mut runs: Vec<Vec<Key>> = all.map(|bound| bound.run.clone()).collect();
    runs.sort();
    runs.dedup();
    let table = state.mode.table();
    let means = |run: Vec<Key>| match config.keymap.meaning(table, &run) {
        Meaning::Run(command) => Some((run, command)),
        _ => None,
    };
    runs.into_iter().filter_map(means).collect()
}

#[test]
fn every_key_does_something_or_says_why_not() {
    let mut silent = Vec::new();
    for view in VIEWS {
        let reader = at(view);
        for config in &keymaps() {
            let before = drawn(&reader.state, config);
            for (run, command) in runs(&reader.state, config) {
                if shows_for_itself(&reader.state, command) {
                    continue;
                }
                let mut state = reader.state.clone();
                let effect = press(&mut state, config, &run);
                if !effect && drawn(&state, config) == before {
                    silent.push(format!("{view:?}: {}", crate::config::show(&run)));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_command_asked_for_anywhere_does_something_or_says_why_not() {
    let mut silent = Vec::new();
    for view in [
        "",
        "2",
        "3",
        "v",
        "m",
        "t",
        "!",
        "?",
        "x",
        "E",
        "o",
        "/ a Enter",
    ] {
        let reader = at(view);
        let before = drawn(&reader.state, &reader.config);
        for command in Command::ALL
            .iter()
            .filter(|command| **command != Command::Close)
        {
            let mut state = reader.state.clone();
            let effect = update(&mut state, Msg::Do(*command)).is_some();
            let silent_here = !effect && drawn(&state, &reader.config) == before;
            if silent_here && !shows_for_itself(&state, *command) {
                silent.push(format!("{view:?}: {}", command.name()));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn the_palette_finds_a_command_by_its_key() {
    for (typed, name) in [
        ("C - d", "half-page-down"),
        ("C t r l - d", "half-page-down"),
        ("P g D n", "page-down"),
        ("r Space n", "new-note"),
    ] {
        let mut reader = Reader::new(100, 20);
        let screen = reader.play(":").play(typed).screen();
        let mut rows = screen.lines().skip_while(|row| !row.contains("┌ Commands"));
        let first = rows.nth(1);
        assert!(
            first.is_some_and(|row| row.contains(&format!(" {name} "))),
            "{typed}: {screen}"
        );
    }
    let mut reader = Reader::new(100, 20);
    let top = reader.state.focus.top;
    reader.play(": C - d Enter");
    assert_ne!(reader.state.focus.top, top);
}

#[test]
fn words_typed_on_the_help_page_narrow_it_and_escape_shows_all_of_it_again() {
    let mut reader = Reader::new(100, 20);
    let whole = reader.play("?").screen();
    let typed = reader.play("/ m a r g i n").screen();
    assert!(
        typed.contains("Letters in the margin") && !typed.contains("half-page"),
        "{typed}"
    );
    assert!(reader.status().contains("/margin"), "{}", reader.status());
    let kept = reader.play("Enter").screen();
    assert!(
        kept.contains("only margin") && kept.contains("verbatim"),
        "{kept}"
    );
    assert_eq!(reader.play("Esc").screen(), whole);
    reader.play("/ x Backspace Backspace");
    assert_eq!(reader.screen(), whole, "nothing is left to take back");
    reader.play("/ z z z");
    assert!(
        reader.screen().contains("nothing on this page"),
        "{}",
        reader.screen()
    );
    reader.play("Esc Esc");
    assert_eq!(reader.state.mode, Mode::Read);
}

#[test]
fn the_next_place_found_on_the_help_page_is_on_the_help_page() {
    let mut reader = Reader::new(100, 12);
    reader.play("/ r u s s i a Enter ?");
    let whole = reader.screen();
    for (keys, told) in [
        ("n", "nothing is looked for on this page"),
        ("/ t h e Enter n n", "help · only the · "),
        ("N N N", "this is the start"),
    ] {
        let status = reader.play(keys).status();
        let helps = matches!(reader.state.mode, Mode::Help { .. });
        assert!(helps && status.contains(told), "{keys}: {status}");
    }
    assert_eq!(reader.play("Esc").screen(), whole);
}

#[test]
fn from_wherever_a_key_leads_escape_comes_back_to_the_panes() {
    for view in VIEWS {
        let reader = at(view);
        for config in &keymaps() {
            let halves = ["", "7", "r", "M", "'", "i", "Ctrl-x"];
            let halves = halves.map(|keys| Key::run(keys).unwrap_or_default());
            let runs = runs(&reader.state, config);
            let pairs = halves
                .iter()
                .flat_map(|half| runs.iter().map(move |run| (half, run)));
            for (half, (run, _)) in pairs {
                let mut state = reader.state.clone();
                press(&mut state, config, half);
                press(&mut state, config, run);
                press(
                    &mut state,
                    config,
                    &Key::run("Esc Esc Esc Esc Esc").expect("keys"),
                );
                assert!(
                    state.mode == Mode::Read && !state.pending.is_half(),
                    "{view:?} {half:?} {run:?}: {:?}",
                    state.pending
                );
            }
        }
    }
}

#[test]
fn what_is_chosen_over_a_form_is_not_typed_into_it() {
    let mut reader = at("E");
    let before = reader.state.form().cloned();
    let f1 = Key::run("F1").expect("a key");
    for command in ["delete", "matrix", "next-record", "edit"] {
        press(&mut reader.state, &reader.config, &f1);
        reader.play(":");
        let keys: Vec<Key> = command
            .chars()
            .map(|c| Key::plain(KeyName::Char(c)))
            .collect();
        press(&mut reader.state, &reader.config, &keys);
        reader.play("Enter");
        assert_eq!(reader.state.form(), before.as_ref(), "{command}");
        let told = reader.status();
        assert!(told.contains("a form is open"), "{told}");
    }
}

#[test]
fn emacs_hands_search_again_edit_what_they_type_and_drop_half_a_key() {
    let mut reader = Reader::new(AREA.width, AREA.height);
    reader.config = keymaps()[2].clone();
    reader.play("Ctrl-s P u t i n Enter Ctrl-s Ctrl-s");
    let typed = |reader: &Reader| reader.state.mode.field().map(|field| field.text.clone());
    assert_eq!(typed(&reader).as_deref(), Some("Putin"));
    reader.play("Ctrl-b Ctrl-b Ctrl-d Ctrl-k");
    assert_eq!(typed(&reader).as_deref(), Some("Put"));
    press(
        &mut reader.state,
        &reader.config,
        &Key::run("Alt-Backspace").expect("a key"),
    );
    assert_eq!(typed(&reader).as_deref(), Some(""));
    reader.play("Ctrl-g Ctrl-x Ctrl-g");
    assert_eq!(
        (reader.state.notice.clone(), reader.state.pending.is_half()),
        (None, false)
    );
}

#[test]
fn what_is_told_is_told_whole_where_one_row_is_too_short_for_it() {
    let mut reader = Reader::new(40, 12);
    let long = "a word of which nobody can say where on a row of so few columns it would end";
    reader.wake([super::Wake::Done(crate::app::Msg::Say(
        crate::app::Notice::new(long),
    ))]);
    let screen = reader.screen();
    let told: Vec<&str> = screen.lines().rev().take(2).map(str::trim).collect();
    assert_eq!(format!("{} {}", told[1], told[0]), long, "{screen}");
    let before = reader.play("Esc").screen();
    assert!(!before.contains("nobody can say"), "{before}");
}

#[test]
fn a_narrow_screen_keeps_room_for_the_key_that_leads_on() {
    for (keys, hint) in [
        ("m", "Enter evidence"),
        ("t", "Enter to the place"),
        ("!", "Enter to the record"),
        ("C", "q close"),
        ("v", "a quote"),
        ("x", "Enter write"),
    ] {
        let mut reader = Reader::new(44, 12);
        reader.wake([super::Wake::Done(crate::app::Msg::Checked(
            0,
            crate::check::check(&reader.state.dossier).into(),
        ))]);
        let told = reader.play(keys).status();
        assert!(told.contains(hint), "{keys}: {told}");
    }
}
