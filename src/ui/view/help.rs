//! All commands and their keys, from the table and the keymap in force.
use crate::ui::{
    describe::LEFTWARDS,
    draw::strip::{Strip, labelled_in},
};
use crate::{
    command::{Command, Group},
    config::{Keymap, Role, Table},
    text::{columns, fit, wrap},
};

/// Columns below which what keys do stands below them.
const NARROW: u16 = 90;

/// Rows that one command takes at most.
const MOST: usize = 8;

/// Every row of the page.
pub(in crate::ui) fn rows(keymap: &Keymap, width: u16) -> Vec<Strip> {
    let keys = |command: Command| keys(keymap, command).join("  ");
    let widest = Command::ALL
        .iter()
        .map(|c| columns(&keys(*c)))
        .max()
        .unwrap_or(0);
    let room = widest.min(usize::from(width) * 2 / 5);
    let mut rows = Vec::new();
    let mut last: Option<Group> = None;
    for &command in Command::ALL {
        let group = command.group();
        if last != Some(group) {
            if last.is_some() {
                rows.push(Strip::default());
            }
            rows.push(Strip::new(Role::Head, format!(" {}", group.name())));
            last = Some(group);
        }
        if width < NARROW {
            rows.push(Strip::new(Role::Label, format!(" {}", keys(command))));
            let doc = command.doc();
            rows.extend(labelled_in(0, "", Role::Text, doc, (4, width.into(), MOST)));
            continue;
        }
        let mut keys = fit(&keys(command), room).into_owned();
        let doc = command.doc();
        for part in wrap(doc, usize::from(width) - room - 3) {
            let pad = " ".repeat(room - columns(&keys) + 2);
            let row = Strip::new(Role::Label, format!(" {}{pad}", std::mem::take(&mut keys)));
            rows.push(row.and(Role::Text, part.of(doc)));
        }
    }
    rows.push(Strip::default());
    for told in [
        "Numbers before a command repeat it; 40G goes to paragraph 40.",
        "The mouse: click, double click to follow, wheel, drag the line between two panes. With Shift the terminal selects.",
    ] {
        rows.extend(labelled_in(0, "", Role::Dim, told, (1, width.into(), MOST)));
    }
    rows.extend(legend(width));
    rows
}

/// The keys of a command where it is meant; a field's own keys for the rest stand in config.toml.
fn keys(keymap: &Keymap, command: Command) -> Vec<String> {
    match command.group() {
        Group::Field => return keymap.keys(Table::Field, command),
        Group::Form => return keymap.keys(Table::Form, command),
        _ => {}
    }
    [
        Table::Read,
        Table::Matrix,
        Table::Changes,
        Table::Select,
        Table::Ask,
    ]
    .into_iter()
    .map(|table| keymap.keys(table, command))
    .find(|keys| !keys.is_empty())
    .unwrap_or_default()
}

/// What the letters mean.
fn legend(width: u16) -> Vec<Strip> {
    use crate::model::Layer;
    let mut rows = vec![
        Strip::default(),
        Strip::new(Role::Head, " Letters in the margin"),
    ];
    rows.extend(Layer::ALL.map(|layer| {
        Strip::new(layer.into(), format!(" {}   ", layer.letter())).and(Role::Text, layer.words())
    }));
    for (sign, told) in [
        (
            "·",
            "second hand: somebody stands between the speaker and the article",
        ),
        (
            "→",
            "the speaker describes somebody else: a reading, not a statement",
        ),
        (
            LEFTWARDS,
            "read from right to left, shown in the order of its characters",
        ),
    ] {
        rows.extend(labelled_in(
            4,
            sign,
            Role::Text,
            told,
            (1, width.into(), MOST),
        ));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn nothing_is_cut_where_there_is_little_room() {
        let config = Config::shipped();
        for width in [40, 60, 89, 90, 100] {
            let wide = |word: &crate::ui::draw::strip::Word| columns(&word.text);
            for row in rows(&config.keymap, width) {
                let columns: usize = row.left.iter().map(wide).sum();
                assert!(columns <= width.into(), "{row:?}");
            }
        }
    }

    #[test]
    fn the_page_lists_exactly_the_table() {
        let config = Config::shipped();
        let rows = rows(&config.keymap, 160);
        let docs: Vec<String> = (rows.iter())
            .filter(|row| row.left.len() == 2)
            .map(|row| format!("{:?}", row.left[1]))
            .collect();
        for command in Command::ALL {
            let doc = format!("{:?}", command.doc());
            assert_eq!(docs.iter().filter(|d| d.contains(&doc)).count(), 1, "{doc}");
            assert!(
                !keys(&config.keymap, *command).is_empty(),
                "{doc} has no key"
            );
        }
        let beside = crate::model::Layer::ALL.len() + 3 + 2; // the letters, the signs, the rows of remarks
        assert_eq!(docs.len(), Command::ALL.len() + beside);
    }
}
