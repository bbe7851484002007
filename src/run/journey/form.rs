//! Journeys through what a form, and what was written of it, tell.
use super::desk::{Desk, dossier};

#[test]
fn what_the_checks_would_say_is_of_what_the_field_holds_once_it_is_left() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 20));
    desk.play("v n a");
    for (typed, told) in [
        ("\"Li\"", "checks nothing new to find"),
        ("\"x\"", "checks `Lix` is no source yet: it is made first"),
        ("Ctrl-u", "checks `source` is still empty"),
        ("\"ferr\" Tab \"tol\"", "checks nothing new to find"),
    ] {
        let screen = desk.play(typed).reader.screen();
        assert!(screen.contains(told), "{typed}: {screen}");
    }
}

#[test]
fn what_a_slip_of_one_key_does_is_told_with_the_key_that_takes_it_back() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 20));
    desk.play("3 Enter m g s");
    let told = desk.reader.status();
    assert!(told.contains("none stated: u takes it back"), "{told}");
    let text = "[keys.read]\n'u' = ''\n'U' = 'undo'\n";
    desk.reader.config = crate::config::Config::read(Some(("config.toml", text))).0;
    let told = desk.play("s").reader.status();
    assert!(
        told.contains("no longer none stated: U takes it back"),
        "{told}"
    );
}

#[test]
fn on_a_narrow_screen_the_way_out_of_a_form_is_told_whatever_a_field_is_for() {
    for (keys, width) in [("p", 40), ("v c", 40), ("v c", 60), ("v a", 60)] {
        let mut desk = Desk::open(&dossier(), "", (width, 12));
        let status = desk.play(keys).reader.status();
        assert!(status.contains("Esc "), "{width} {keys}: {status}");
    }
}
