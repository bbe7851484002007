//! All commands and their keys, from the table and the keymap in force.
use crate::ui::{
    describe::LEFTWARDS,
    draw::strip::{Strip, labelled_in, remark},
};
use crate::{
    command::Command,
    config::{Keymap, Role},
    text::{columns, fit, wrap},
};

/// Columns below which what keys do stands below them.
const NARROW: u16 = 90;

/// Rows that one command takes at most.
const MOST: usize = 8;

/// What stands under one head of the page: the rows of each thing, and one is nothing without the others.
struct Section {
    head: Strip,
    entries: Vec<Vec<Strip>>,
}

/// Every row of the page; where `typed` has words, only of what has all of them, or whose head has.
pub(in crate::ui) fn rows(keymap: &Keymap, typed: &str, width: u16) -> Vec<Strip> {
    let words: Vec<String> = (typed.split_whitespace().map(str::to_lowercase)).collect();
    let has = |rows: &[Strip]| {
        let told = (rows.iter().flat_map(|row| &row.left)).map(|word| word.text.trim());
        let told = told.collect::<Vec<_>>().join(" ").to_lowercase();
        words.iter().all(|word| told.contains(word))
    };
    let mut rows = Vec::new();
    for Section { head, mut entries } in page(keymap, width) {
        if !has(std::slice::from_ref(&head)) {
            entries.retain(|entry| has(entry));
        }
        if entries.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(Strip::default());
        }
        rows.extend(Some(head).filter(|head| !head.left.is_empty()));
        rows.extend(entries.into_iter().flatten());
    }
    if rows.is_empty() {
        return remark("nothing on this page has these words", width.into(), 4);
    }
    rows
}

/// The whole page.
fn page(keymap: &Keymap, width: u16) -> Vec<Section> {
    let widest = Command::ALL
        .iter()
        .map(|c| columns(&keys(keymap, *c).0))
        .max()
        .unwrap_or(0);
    let room = widest.min(usize::from(width) * 2 / 5);
    let groups = Command::ALL.chunk_by(|a, b| a.group() == b.group());
    let groups = groups.map(|commands| Section {
        head: Strip::new(Role::Head, format!(" {}", commands[0].group().name())),
        entries: (commands.iter())
            .map(|command| of_command(keymap, *command, (width.into(), room)))
            .collect(),
    });
    let told = [
        "Numbers before a command repeat it; 40G goes to paragraph 40. A digit that focuses a pane does so at once; a motion \
         pressed within half a second makes a number of it after all.",
        "The mouse: click, double click to follow, wheel, drag the line between two panes. With Shift the terminal selects.",
    ];
    let told = told.map(|told| labelled_in(0, "", Role::Dim, told, (1, width.into(), MOST)));
    let told = Section {
        head: Strip::default(),
        entries: told.into(),
    };
    groups.chain([told, legend(width)]).collect()
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
fn legend(width: u16) -> Section {
    use crate::model::Layer;
    let letters = Layer::ALL.map(|layer| {
        let letter = Strip::new(layer.into(), format!(" {}   ", layer.letter()));
        vec![letter.and(Role::Text, layer.words())]
    });
    let signs = [
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
    ];
    let signs =
        signs.map(|(sign, told)| labelled_in(4, sign, Role::Text, told, (1, width.into(), MOST)));
    Section {
        head: Strip::new(Role::Head, " Letters in the margin"),
        entries: letters.into_iter().chain(signs).collect(),
    }
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
            for row in rows(&config.keymap, "", width) {
                let columns: usize = row.left.iter().map(wide).sum();
                assert!(columns <= width.into(), "{row:?}");
            }
        }
    }

    #[test]
    fn words_leave_what_has_them_all_under_its_head() {
        let config = Config::shipped();
        let shown = |typed: &str, width| -> Vec<String> {
            let text =
                |row: Strip| -> String { row.left.iter().map(|word| word.text.clone()).collect() };
            rows(&config.keymap, typed, width)
                .into_iter()
                .map(text)
                .collect()
        };
        for width in [80, 160] {
            let legend = shown("Margin", width);
            assert_eq!(legend[0], " Letters in the margin");
            assert_eq!(legend.len(), 1 + crate::model::Layer::ALL.len() + 3);
            let keys = shown("half page", width);
            assert!(keys[0] == " Scroll" && keys.len() <= 5, "{keys:?}");
            assert!(shown("ctrl-d", width).len() > 1, "by a key too");
            assert!(shown("no such words", width)[0].contains("nothing on this page"));
        }
    }

    #[test]
    fn the_page_lists_exactly_the_table() {
        let config = Config::shipped();
        let rows = rows(&config.keymap, "", 160);
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
