//! Journeys through any text, size and order of keys.
use super::{Reader, Wake};
use crate::{
    app::{Mode, Msg, Opened},
    model::{Dossier, Extras, Written},
    store::{self},
};

/// Text with everything in it that terminals dislike.
const HOSTILE: &str = "\u{1b}]52;c;aGk=\u{7} \u{9b}31m \u{202e}desrever\u{2066} e\u{301}\u{302}\u{303} 👩‍🚀 東京東京東京 \
    a\u{200b}b\u{feff} \u{e0041} \t tab \u{2028}line";

fn hostile() -> Written {
    let long = "word ".repeat(4_000);
    let unbroken = "x".repeat(20_000);
    let text = format!(
        "{HOSTILE}\n\n{long}\n\n{unbroken}\n\n{}\n\nend",
        "e\u{301}\u{302}".repeat(3_000)
    );
    let mut written = store::from_text("hostile.txt", text);
    let example = store::example();
    written.codebook = example.codebook;
    written.records = example.records;
    for record in &mut written.records {
        record.article = Some(0);
        record.text = [HOSTILE.chars().take(30).collect()].into();
        record.says = Some(HOSTILE.into());
        record.extra = Extras {
            hedge: vec![HOSTILE.into()],
            ..Extras::default()
        }
        .into();
    }
    written.about.title = HOSTILE.into();
    written
}

#[test]
fn no_size_and_no_text_brings_the_reader_down() {
    let views = [
        "",
        "2",
        "3",
        "? j",
        "m l",
        "m 9 l",
        "! j",
        "! f",
        "o a",
        "t G",
        "A j",
        "S j",
        "i G",
        "f t Enter",
        ": n",
        "/ e",
        "z 2",
        "+ +",
        "G",
        "3 j j j",
        "L",
    ];
    let sizes = [
        (1, 1),
        (3, 2),
        (5, 3),
        (8, 4),
        (20, 5),
        (24, 24),
        (79, 9),
        (80, 24),
        (120, 2),
        (130, 30),
    ];
    for written in [store::example(), hostile(), Written::default()] {
        let mut reader = Reader::with(written, 80, 24);
        for keys in views {
            reader.play("Esc Esc 1");
            reader.play(keys);
            for (width, height) in sizes {
                reader.resize(width, height);
                let shown = reader.screen();
                let foreign = |c: char| {
                    c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c))
                };
                assert!(!shown.contains(foreign), "{keys:?} at {width}x{height}");
            }
        }
        reader.resize(400, 200);
    }
}

#[test]
fn what_cannot_be_seen_is_counted() {
    let mut reader = Reader::with(hostile(), 120, 12);
    reader.play("Esc j k");
    let once = reader.status();
    for (width, told) in [
        (140, "hidden"),
        (300, "invisible or direction-changing characters"),
    ] {
        let status = reader.resize(width, 12).status();
        assert!(
            status.contains(told) && status.contains("y copy"),
            "{status}"
        );
    }
    assert!(
        !reader.resize(80, 12).status().contains("hidden"),
        "the keys go before"
    );
    assert!(!once.contains("lists them"), "{once}");
    let opened = Reader::with(hostile(), 120, 12).status();
    assert!(
        opened.contains("invisible or direction-changing characters: i lists them"),
        "{opened}"
    );
}

#[test]
fn no_keys_in_any_order_bring_the_reader_down() {
    let keys: Vec<&str> = "j k Ctrl-d Ctrl-u g G % } { l h ] [ ) ( L H Enter Backspace y Tab S-Tab 1 2 3 5 + - z m o ! t A S i f F C \
        / n N : ? Esc q a e Down Up Ctrl-w Space"
        .split_whitespace()
        .collect();
    let dossiers = [
        store::example(),
        hostile(),
        Written::default(),
        store::example(),
    ];
    let mut reader = Reader::new(80, 24);
    // A small generator of our own: the same keys every time.
    let mut seed: u32 = 20_251_123;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(seed >> 8).unwrap_or(0) % below
    };
    for round in 0..60 {
        let pressed: Vec<&str> = (0..25).map(|_| keys[next(keys.len())]).collect();
        reader.play(&pressed.join(" "));
        let side = |n: usize| u16::try_from(n + 1).unwrap_or(1);
        reader.resize(side(next(170)), side(next(50)));
        if round % 6 == 5 {
            let other = Dossier::new(dossiers[next(dossiers.len())].clone());
            let other = if round % 12 == 5 {
                other.anchored()
            } else {
                other
            };
            reader.wake([Wake::Done(Msg::Opened(0, Opened::new(other, Vec::new())))]);
        }
    }
    reader.play("Esc Esc Esc Esc");
    assert_eq!(reader.state.mode, Mode::Read, "Esc leads back to the panes");
}
