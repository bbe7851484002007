//! Journeys through a real terminal: however the program ends, the terminal is as it was found.
#![cfg(unix)]
mod annotate;
mod bare;
mod compat;
#[cfg(target_os = "linux")]
mod disk;
mod files;
#[path = "../hostile/mod.rs"]
mod hostile;
#[path = "../pty/mod.rs"]
mod pty;
#[cfg(not(feature = "portable"))]
mod signals;
#[cfg(target_os = "linux")]
mod watch;

use base64::{Engine, prelude::BASE64_STANDARD};
use pty::Session;

#[test]
fn quitting_leaves_the_terminal_as_it_was_found() {
    let mut session = Session::read(&[]);
    session.open();
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

/// Panics happen on request only where the program was built for tests.
#[cfg(debug_assertions)]
fn panic_in(thread: &str) {
    let script = "exec \"$ONRECORD\" \"$@\"";
    let mut session = Session::script(script, &[], &[("ONRECORD_PANIC", thread)]);
    assert_eq!(session.end().exit_code(), 101);
    session.assert_as_found();
    let text = session.text();
    assert!(text.contains("panicked on request"), "{text}");
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_while_drawing_is_told_on_the_shells_own_screen() {
    panic_in("draw");
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_in_the_worker_ends_the_program_too() {
    panic_in("worker");
}

/// What several sessions remember; begun empty.
fn shared_state(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder).or_else(|_| std::fs::remove_file(&folder));
    folder.to_str().expect("a path").to_owned()
}

/// A session on the example that remembers in `state`.
fn remembering(state: &str, arguments: &[&str]) -> Session {
    let script = "exec \"$ONRECORD\" \"$@\"";
    let session = Session::script(script, arguments, &[("XDG_STATE_HOME", state)]);
    session.open();
    session
}

#[test]
fn what_is_remembered_badly_stops_no_start() {
    let state = shared_state("remembered-badly");
    let places = std::path::Path::new(&state).join("onrecord/places");
    std::fs::create_dir_all(&places).expect("a folder");
    std::fs::write(places.join("example.json"), "{\"spot\": 1, \u{1b}[31m").expect("a file");
    let mut session = remembering(&state, &[]);
    session.press("q");
    assert!(session.end().success());
    std::fs::remove_dir_all(&state).expect("a folder");
    std::fs::write(&state, "a file where a folder should be").expect("a file");
    let mut session = remembering(&state, &[]);
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

/// Takes the sequences out that a screen is drawn with, so that what is left is text.
fn without_drawing(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        let parameters = after.strip_prefix(b"[").filter(|_| byte == 0x1b);
        let end =
            parameters.and_then(|p| Some((p, p.iter().position(|b| !matches!(b, b'0'..=b'?'))?)));
        match end {
            // Where to draw and how; that the screen is blanked; which keys are told apart.
            Some((p, at))
                if b"HCGmhl".contains(&p[at])
                    || (p[at] == b'J' && at == 1)
                    || (p[at] == b'u' && b"<>".contains(&p[0])) =>
            {
                rest = &p[at + 1..];
            }
            _ => {
                text.push(byte);
                rest = after;
            }
        }
    }
    text
}

#[test]
fn nothing_of_a_hostile_article_reaches_the_terminal() {
    let folder = hostile::dossier("reader");
    let mut session = Session::read(&[folder.to_str().expect("a path")]);
    session.open();
    session.press("ll");
    session.settle();
    let drawn = without_drawing(&session.screen().bytes);
    // The one question there is, about the background.
    let text = String::from_utf8_lossy(&drawn)
        .replacen("\u{1b}]11;?\u{1b}\\", "", 1)
        .replace("\r\n", "\n");
    hostile::assert_harmless("the reader", text.as_bytes());
    session.press("q");
    session.end();
    session.assert_as_found();
}

/// Takes the colours out, so that what is left is text.
fn without_colours(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        plain += &(rest.strip_prefix('m')).map_or_else(|| format!("\u{1b}[{part}"), str::to_owned);
    }
    plain
}

#[test]
fn what_is_printed_in_colour_is_as_harmless_as_what_is_drawn() {
    let folder = hostile::dossier("printed");
    let path = folder.to_str().expect("a path");
    let script = r#"
        for said in check 'check --format short' 'check --format json' 'check --final' list 'list matrix' 'list sources' \
            'show no-deal' drift lock export 'export --draft' 'export --draft --format txt' 'export --draft --format html' \
            'read --linear'
        do "$ONRECORD" $said "$1" </dev/null; done
        "$ONRECORD" verify "$1"/articles/*.txt --against "$1"
        "$ONRECORD" show "$2" "$1"; "$ONRECORD" check "$2"; "$ONRECORD" config --config "$1/dossier.toml"
        "$ONRECORD" "--$2"; "$ONRECORD" "$2""#;
    let mut session = Session::script(script, &[path, hostile::HARM], &[]);
    session.end();
    let printed = without_colours(&session.screen().bytes);
    assert!(printed.contains("error[E05]"), "{printed}");
    assert!(printed.contains("no-deal"), "{printed}");
    hostile::assert_harmless("what is printed", printed.as_bytes());
}

#[test]
fn every_size_is_survived_and_the_last_one_is_drawn() {
    let mut session = Session::read(&[]);
    session.open();
    let before = session.text();
    // In one go, and then with a pause in which each is drawn.
    let sizes = [
        (0, 0),
        (1, 1),
        (2, 200),
        (200, 500),
        (100, 3),
        (24, u16::MAX),
        (5, 20),
        (u16::MAX, u16::MAX),
    ];
    for n in 0..500 {
        session.pull(sizes[n % sizes.len()]);
    }
    for size in sizes {
        let drawn = session.screen().bytes.len();
        session.pull(size);
        session.wait("a frame", || session.screen().bytes.len() > drawn);
    }
    session.resize(24, 120);
    session.settle();
    assert_eq!(session.text(), before);
    let cursor = session.screen().shown.screen().cursor_position();
    assert!(cursor.0 < 24 && cursor.1 < 120, "{cursor:?}");
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[test]
fn the_background_is_asked_for_behind_the_first_frame_and_the_answer_is_no_key() {
    let mut session = Session::read(&[]);
    session.open();
    let bytes = String::from_utf8_lossy(&session.screen().bytes).into_owned();
    let frame = bytes.find("\u{1b}[?2026l").expect("a first frame");
    let question = bytes.find("\u{1b}]11;?").expect("a question");
    assert!(frame < question, "nothing is asked before the first frame");
    let before = session.text();
    session.press("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\");
    session.settle();
    assert_eq!(session.text(), before);
    // The window comes to the front again: somebody may have gone from day to night meanwhile.
    session.screen().bytes.clear();
    session.press("\u{1b}[O\u{1b}[I");
    let asked = || String::from_utf8_lossy(&session.screen().bytes).contains("\u{1b}]11;?");
    session.wait("the question again", asked);
    session.press("\u{1b}]11;rgb:0000/0000/0000\u{7}");
    session.settle();
    assert_eq!(session.text(), before);
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[test]
fn a_console_is_not_asked_what_it_would_print() {
    for name in ["linux", "vt220", "screen"] {
        let script = "exec \"$ONRECORD\" \"$@\"";
        let mut session = Session::script(script, &[], &[("TERM", name)]);
        session.open();
        session.press("j");
        session.settle();
        let bytes = String::from_utf8_lossy(&session.screen().bytes).into_owned();
        for sequence in ["\u{1b}]", "\u{1b}[>", "\u{1b}P", "38;2", "38;5"] {
            assert!(!bytes.contains(sequence), "{name}: {sequence:?}");
        }
        session.press("q");
        assert!(session.end().success());
        session.assert_as_found();
    }
}

#[test]
fn a_copy_is_one_sequence_on_one_key_and_carries_its_citation() {
    let mut session = Session::read(&["--at", "putin-either-or"]);
    session.open();
    let copies = |session: &Session| {
        let bytes = String::from_utf8_lossy(&session.screen().bytes).into_owned();
        let after = bytes.split("\u{1b}]52;c;").skip(1);
        after
            .map(|rest| rest.split('\u{1b}').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(copies(&session), [""; 0]);
    session.press("y");
    session.settle();
    let copies = copies(&session);
    assert_eq!(copies.len(), 1);
    let text = BASE64_STANDARD.decode(&copies[0]).expect("base64");
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(
        text.contains("Either we liberate these territories") && text.contains("¶8"),
        "{text}"
    );
    assert!(!text.ends_with('\n'));
}
