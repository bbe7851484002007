//! A key -> what it asks for, in the state it is pressed in.
use super::{Msg, State};
use crate::{
    command::Command,
    config::{Key, KeyName, Keymap, Meaning, Table},
};

/// What `key` asks for; `None` where it means nothing.
#[must_use]
pub fn msg(keymap: &Keymap, state: &State, key: Key) -> Option<Msg> {
    let table = state.mode.table();
    if let Some(digit) = digit(key)
        && table != Table::Field
        && state.pending.keys.is_empty()
    {
        let own = match keymap.meaning(table, &[key]) {
            Meaning::Run(command) if table != Table::Select => Some(command),
            _ => None,
        };
        if digit > 0 || state.pending.count.is_some() {
            return Some(Msg::Digit(digit, own));
        }
    }
    let mut pressed = state.pending.keys.clone();
    pressed.push(key);
    match keymap.meaning(table, &pressed) {
        Meaning::Run(command) => Some(Msg::Do(command)),
        Meaning::Wait(_) => Some(Msg::Press(key)),
        Meaning::Nothing if !state.pending.keys.is_empty() => Some(Msg::Do(Command::Close)),
        Meaning::Nothing if table == Table::Field => key.typed().map(Msg::Type),
        Meaning::Nothing => None,
    }
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
