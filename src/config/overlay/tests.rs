//! What a user's file may say, and what is told of what it says wrongly.
use super::*;
use crate::config::{Borders, Meaning};

/// The places and messages of what is wrong in the user's file.
fn wrong(text: &str) -> Vec<String> {
    let (_, _, found) = Config::read(Some(("config.toml", text)));
    (found.iter())
        .map(|d| {
            format!(
                "{} «{}»",
                d.message,
                d.place.expect("a place").span.of(text)
            )
        })
        .collect()
}

#[test]
fn every_command_has_a_key_and_every_key_a_command() {
    let keymap = Config::shipped().keymap;
    let bare: Vec<_> = (Command::ALL.iter())
        .filter(|&&c| keymap.all_keys(c).is_empty())
        .collect();
    assert!(bare.is_empty(), "no key in config.toml: {bare:?}");
    assert_eq!(wrong(SHIPPED), [""; 0], "as a user's file it has no fault");
}

#[test]
fn every_keymap_has_a_key_for_every_command_and_none_that_clash() {
    for (name, choice) in [("less", KeymapChoice::Less), ("emacs", KeymapChoice::Emacs)] {
        let text = format!("[reader]\nkeymap = '{name}'\n");
        let (config, _, found) = Config::read(Some(("config.toml", &text)));
        assert_eq!(found, []);
        for table in Table::ALL {
            let of = |config: &Config| -> Vec<Command> {
                let with_key = |c: &Command| !config.keymap.keys(table, *c).is_empty();
                Command::ALL.iter().copied().filter(with_key).collect()
            };
            let lost: Vec<Command> = (of(&Config::shipped()).into_iter())
                .filter(|command| !of(&config).contains(command))
                .collect();
            assert!(lost.is_empty(), "{name}: no key in {table:?} for {lost:?}");
        }
        // Read as a user's file: so every fault of it would be told.
        let tables = source(choice).replace("\n[", "\n[keys.");
        assert_eq!(wrong(&tables), [""; 0], "{name}");
    }
}

#[test]
fn a_keymap_moves_what_it_drives_away_to_alt() {
    let text = "[reader]\nkeymap = 'less'\n[keys.read]\n'b' = 'help'\n";
    let (config, _, _) = Config::read(Some(("config.toml", text)));
    let meaning = |keys| {
        let keys = Key::run(keys).expect("keys");
        config.keymap.meaning(Table::Read, &keys)
    };
    assert_eq!(meaning("m"), Meaning::Run(Command::SetMark));
    assert_eq!(meaning("Alt-m"), Meaning::Run(Command::Matrix));
    assert_eq!(meaning("b"), Meaning::Run(Command::Help), "the user's own");
    assert_eq!(meaning("l"), Meaning::Run(Command::NextRecord), "as ever");
}

#[test]
fn the_usual_keys_of_other_hands_do_what_these_expect() {
    let meaning = |name: &str, keys| {
        let text = format!("[reader]\nkeymap = '{name}'\n");
        let (config, ..) = Config::read(Some(("config.toml", &text)));
        let keys = Key::run(keys).expect("keys");
        config.keymap.meaning(Table::Read, &keys)
    };
    for (name, keys, command) in [
        ("vim", "Z Z", Command::Leave),
        ("vim", "Ctrl-w w", Command::NextPane),
        ("less", "Z Z", Command::Leave),
        ("less", "h", Command::Help),
        ("less", "w", Command::PageUp),
        ("emacs", "Ctrl-h ?", Command::Help),
        ("emacs", "Ctrl-h k", Command::Help),
        ("emacs", "Ctrl-h a", Command::Palette),
        ("emacs", "Alt-g g", Command::First),
        ("emacs", "Ctrl-x b", Command::Articles),
        ("emacs", "A", Command::Articles),
        ("emacs", "Ctrl-x Ctrl-w", Command::Export),
        ("emacs", "x", Command::Export),
    ] {
        assert_eq!(meaning(name, keys), Meaning::Run(command), "{name}: {keys}");
    }
}

#[test]
fn the_same_key_written_twice_is_told_with_both_lines() {
    assert_eq!(
        wrong("[keys.read]\n'C-d' = 'quit'\n'Ctrl-d' = 'help'\n"),
        ["`Ctrl-d` clashes with `Ctrl-d` (quit) in line 2 «'Ctrl-d'»"]
    );
    let twice = wrong("[keys.read]\n'x' = 'quit'\n'x' = 'help'\n");
    assert!(twice[0].contains("duplicate key"), "{twice:?}");
}

#[test]
fn a_users_file_is_laid_over_key_by_key() {
    let (config, _, found) = Config::read(Some((
        "config.toml",
        "[reader]\nborders = 'ascii'\n[keys.read]\n'C-d' = 'page-down'\n'q' = ''\n'g g' = 'start'\n",
    )));
    assert_eq!(found, []);
    assert_eq!(config.options.borders, Borders::Ascii);
    assert_eq!(config.options.measure, 76, "the rest is as shipped");
    let meaning = |keys| {
        config
            .keymap
            .meaning(Table::Read, &Key::run(keys).expect("keys"))
    };
    assert_eq!(meaning("Ctrl-d"), Meaning::Run(Command::PageDown));
    assert_eq!(meaning("q"), Meaning::Nothing);
    assert_eq!(meaning("g g"), Meaning::Run(Command::First));
    assert_eq!(meaning("j"), Meaning::Run(Command::ScrollDown));
}

#[test]
fn what_stands_in_the_wrong_table_is_told_where_it_belongs() {
    assert_eq!(
        wrong(
            "keymap = 'less'\nfocus = 'red'\n[reader]\nhit = 'red'\n[style]\nmouse = true\n[read]\nx = 'quit'\n"
        ),
        [
            "`focus` belongs into [style] «focus»",
            "`keymap` belongs into [reader] «keymap»",
            "`read` is a table of keys «read»",
            "`hit` belongs into [style] «hit»",
            "`mouse` belongs into [reader] «mouse»",
        ]
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    assert_eq!(
        wrong("[reader]\nthem = 1\nmeasure = 'wide'\n[style]\nfocus = 'bleu'\n[key]\n"),
        [
            "no table `key` «key»",
            "`measure`: invalid type: string \"wide\", expected u16 «'wide'»",
            "no setting `them` «them»",
            "`bleu` is no colour and no weight «'bleu'»",
        ]
    );
    assert_eq!(
        wrong("[keys.read]\n'Hyper-x' = 'quit'\nx = 'fly'\n'a' = 'quit'\n'a b' = 'help'\n"),
        [
            "`Hyper-x` is no key «'Hyper-x'»",
            "no command `fly` «'fly'»",
            "`a b` clashes with `a` (quit) in line 4 «'a b'»",
        ]
    );
    assert_eq!(wrong("[reader\n").len(), 1);
}
