//! A key -> what it asks for, in the state it is pressed in.
use super::{Mode, Msg, State};
use crate::{
    command::Command,
    config::{Key, KeyName, Keymap, Meaning, Table},
};

/// What `key` asks for; `None` where it means nothing.
#[must_use]
pub fn msg(keymap: &Keymap, state: &State, key: Key) -> Option<Msg> {
    let table = state.mode.table();
    if let Some(command) = state.pending.letter {
        return Some(match (key.typed(), keymap.meaning(table, &[key])) {
            (Some(letter), _) => Msg::Letter(command, letter),
            (None, Meaning::Run(command)) => Msg::Do(command),
            (None, _) => Msg::Do(Command::Close),
        });
    }
    if let Some(digit) = digit(key)
        && !table.is_typed()
        && state.pending.keys.is_empty()
        && (digit > 0 || state.pending.count.is_some() || means_nothing(keymap, table, key))
    {
        // What covers the panes has no panes to focus: there a digit is a number, unless its own table says otherwise.
        let own = match keymap.own(table, &[key]) {
            Meaning::Run(command) if state.mode == Mode::Read || table != Table::Read => {
                Some(command)
            }
            _ => None,
        };
        return Some(Msg::Digit(digit, own));
    }
    let mut pressed = state.pending.keys.clone();
    pressed.push(key);
    match keymap.meaning(table, &pressed) {
        Meaning::Run(command) => Some(Msg::Do(command)),
        Meaning::Wait(_) => Some(Msg::Press(key)),
        Meaning::Nothing if pressed.len() == 1 && table.is_typed() => {
            key.typed().map(Msg::Type).or(Some(Msg::Unknown(key)))
        }
        // What drops half a key does so behind the half; what ends the program waits for nothing.
        Meaning::Nothing => Some(match keymap.meaning(table, &[key]) {
            Meaning::Run(command @ (Command::Close | Command::Leave)) => Msg::Do(command),
            _ => Msg::Unknown(key),
        }),
    }
}

fn means_nothing(keymap: &Keymap, table: Table, key: Key) -> bool {
    keymap.meaning(table, &[key]) == Meaning::Nothing
}

fn digit(key: Key) -> Option<u8> {
    match key {
        Key {
            name: KeyName::Char(c),
            ctrl: false,
            alt: false,
            ..
        } => u8::try_from(c.to_digit(10)?).ok(),
        _ => None,
    }
}
