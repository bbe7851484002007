//! All commands and their keys, from the table and the keymap in force.
use crate::ui::{
    describe::LEFTWARDS,
    draw::strip::{Strip, labelled_in},
};
use crate::{
    command::{Command, Group},
    config::{Keymap, Role},
    text::{columns, fit, wrap},
};

/// Columns below which what keys do stands below them.
const NARROW: u16 = 90;

/// Rows that one command takes at most.
const MOST: usize = 8;

/// Every row of the page.
pub(in crate::ui) fn rows(keymap: &Keymap, width: u16) -> Vec<Strip> {
    let widest = Command::ALL
        .iter()
        .map(|c| columns(&keys(keymap, *c).0))
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
        rows.extend(of_command(keymap, command, (width.into(), room)));
    }
    rows.push(Strip::default());
    for told in [
        "Numbers before a command repeat it; 40G goes to paragraph 40. A digit that focuses a pane does so at once; a motion \
         pressed within half a second makes a number of it after all.",
        "The mouse: click, double click to follow, wheel, drag the line between two panes. With Shift the terminal selects.",
    ] {
        rows.extend(labelled_in(0, "", Role::Dim, told, (1, width.into(), MOST)));
    }
    rows.extend(legend(width));
    rows
}

/// The rows of a command: its keys, beside or above what they do; below, the keys it has where it is not at home.
fn of_command(keymap: &Keymap, command: Command, (width, room): (usize, usize)) -> Vec<Strip> {
    let (mut keys, elsewhere) = keys(keymap, command);
    let doc = command.doc();
    if width < NARROW.into() {
        let mut rows = vec![Strip::new(Role::Label, format!(" {keys}"))];
        rows.extend(labelled_in(0, "", Role::Text, doc, (4, width, MOST)));
        if !elsewhere.is_empty() {
            rows.extend(labelled_in(0, "", Role::Dim, &elsewhere, (4, width, MOST)));
        }
        return rows;
    }
    keys = fit(&keys, room).into_owned();
    let beside = width - room - 3;
    let mut row = |words: &str, role| {
        let pad = " ".repeat(room - columns(&keys) + 2);
        let strip = Strip::new(Role::Label, format!(" {}{pad}", std::mem::take(&mut keys)));
        strip.and(role, words)
    };
    let mut rows: Vec<Strip> = (wrap(doc, beside).iter())
        .map(|part| row(part.of(doc), Role::Text))
        .collect();
    let told = if elsewhere.is_empty() {
        Vec::new()
    } else {
        wrap(&elsewhere, beside)
    };
    rows.extend(told.iter().map(|part| row(part.of(&elsewhere), Role::Dim)));
    rows
}

/// The keys of a command where it is at home, and those it has elsewhere, with where that is.
fn keys(keymap: &Keymap, command: Command) -> (String, String) {
    let mut told = keymap.told(command, |keys| keys.join("  ")).into_iter();
    let home = told.next().unwrap_or_default();
    (home, told.collect::<Vec<_>>().join("; "))
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
            .filter(|row| row.left.len() == 2 && row.left[1].role != Role::Dim)
            .map(|row| format!("{:?}", row.left[1]))
            .collect();
        for command in Command::ALL {
            let doc = format!("{:?}", command.doc());
            assert_eq!(docs.iter().filter(|d| d.contains(&doc)).count(), 1, "{doc}");
            assert!(
                !keys(&config.keymap, *command).0.is_empty(),
                "{doc} has no key"
            );
        }
        let beside = crate::model::Layer::ALL.len() + 3; // the letters, the signs
        assert_eq!(docs.len(), Command::ALL.len() + beside);
    }
}
