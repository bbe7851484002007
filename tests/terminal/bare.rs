//! Terminals that can do little: what cannot be drawn there is said, or printed line by line.
use crate::pty::{BEFORE, Session};

const START: &str = "exec \"$ONRECORD\" \"$@\"";

#[test]
fn a_terminal_that_cannot_draw_is_talked_to_line_by_line() {
    let mut session = Session::script(START, &[], &[("TERM", "dumb")]);
    session.until("a prompt", |screen| {
        screen.contents().trim_end().ends_with('>')
    });
    session.press("next-record\rquit\r");
    assert!(session.end().success());
    let text = session.text();
    assert!(text.contains("record 2 of 40"), "{text}");
    assert!(!session.screen().bytes.contains(&0x1b), "{text}");
}

#[test]
fn ctrl_j_goes_down_a_row_and_only_enter_follows() {
    let shows_matrix = |text: &str| text.contains("Matrix");
    let mut session = Session::read(&["--at", "putin-either-or"]);
    session.open();
    session.press("m");
    session.until("the matrix", |screen| shows_matrix(&screen.contents()));
    session.press("\r");
    session.until("its words", |screen| !shows_matrix(&screen.contents()));
    session.press("m");
    session.until("the same cell", |screen| shows_matrix(&screen.contents()));
    session.press("\n");
    session.settle();
    assert!(shows_matrix(&session.text()), "{}", session.text());
    session.press("\u{3}");
    assert!(session.end().success());
}

#[cfg(not(feature = "portable"))]
#[test]
fn keys_come_from_the_terminal_where_standard_input_is_none() {
    let mut session = Session::script("exec \"$ONRECORD\" </dev/null", &[], &[]);
    session.open();
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[cfg(all(target_os = "linux", not(feature = "portable")))]
#[test]
fn where_no_key_can_come_from_nothing_is_drawn_and_the_way_out_is_said() {
    let script = "setsid -w \"$ONRECORD\" </dev/null; echo \"status $?\"";
    let mut session = Session::script(script, &[], &[]);
    session.end();
    session.settle();
    let text = session.text();
    let told = "onrecord: there is no terminal to read keys from; `onrecord read --linear` prints plain text";
    assert!(text.contains(told) && text.contains("status 2"), "{text}");
    assert!(!session.screen().bytes.contains(&0x1b), "{text}");
}

#[test]
fn where_the_locale_has_no_utf_8_that_is_said_and_lines_are_ascii() {
    let told = "has no UTF-8";
    for (variable, locale, bare) in [
        ("LC_ALL", "C", true),
        ("LC_CTYPE", "de_DE.ISO-8859-1@euro", true),
        ("LANG", "en_GB.utf8", false),
    ] {
        let mut session = Session::script(START, &[], &[(variable, locale)]);
        session.open();
        let text = session.text();
        assert_eq!(text.contains(told), bare, "{locale}: {text}");
        assert_eq!(!text.contains('─'), bare, "{locale}: {text}");
        session.press("q");
        assert!(session.end().success());
    }
}

#[test]
fn on_twenty_columns_and_five_rows_words_are_read_and_a_key_costs_a_screen_at_most() {
    let mut session = Session::sized((5, 20), START, (&["--at", "putin-either-or"], &[]));
    session.open();
    assert!(session.text().contains("Either we"), "{}", session.text());
    for key in ["j", "l", "2", "3", "m", "?", "/"] {
        let before = session.screen().bytes.len();
        session.press(key);
        session.settle();
        let cost = session.screen().bytes.len() - before;
        assert!((1..2_000).contains(&cost), "{key}: {cost} bytes");
        assert!(!session.text().contains(BEFORE));
    }
    session.press("\u{3}");
    assert!(session.end().success());
    session.assert_as_found();
}
