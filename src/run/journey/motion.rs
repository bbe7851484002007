//! Journeys through the text: numbers, marks, the way back.
use super::Reader;

#[test]
fn gg_is_the_start_also_with_a_number() {
    let mut reader = Reader::new(120, 30);
    reader.play("G");
    reader.play("g g");
    assert_eq!(reader.state.focus.top.at, 0);
    reader.play("9 g g");
    let ninth = reader.screen();
    assert!(ninth.lines().nth(1).is_some_and(|row| row.contains("¶9")));
}

#[test]
fn the_way_leads_back_and_forth_again() {
    let mut reader = Reader::new(120, 30);
    let start = reader.state.focus.top;
    reader.play("9 G");
    let ninth = reader.state.focus.top;
    reader.play("G G");
    let end = reader.state.focus.top;
    reader.play("Ctrl-o");
    assert_eq!(
        reader.state.focus.top, ninth,
        "a jump that led nowhere is no step"
    );
    reader.play("Backspace");
    assert_eq!(reader.state.focus.top, start);
    reader.play("Ctrl-i Ctrl-i");
    assert_eq!(reader.state.focus.top, end);
    reader.play("Ctrl-i");
    assert!(reader.status().contains("nowhere to go forward to"));
}

#[test]
fn a_letter_marks_a_place() {
    let mut reader = Reader::new(120, 30);
    reader.play("9 G M a");
    assert!(reader.status().contains("mark a is here"));
    let marked = reader.state.focus.top;
    reader.play("g '");
    assert!(reader.status().contains("a ¶9"), "{}", reader.status());
    reader.play("a");
    assert_eq!(reader.state.focus.top, marked);
    reader.play("' '");
    assert_eq!(
        reader.state.focus.top.at, 0,
        "where one was before the jump"
    );
    reader.play("' x");
    assert!(reader.status().contains("no mark x"));
    reader.play("' Esc l");
    assert!(reader.status().contains("record"), "{}", reader.status());
}

#[test]
fn subheads_follow_each_other() {
    let mut reader = Reader::new(120, 12);
    reader.play("J");
    let shown = reader.screen();
    assert!(
        shown.contains("¶5     Two demands for one region"),
        "{shown}"
    );
    reader.play("9 J");
    reader.play("J");
    assert!(reader.status().contains("no further subhead"));
}

#[test]
fn a_key_that_cannot_act_says_why() {
    let mut reader = Reader::new(120, 30);
    for (keys, why) in [
        ("g k", "this is the start"),
        ("G j", "this is the end"),
        ("Ctrl-q", "Ctrl-q does nothing here"),
        ("m 9 9 k k", "this is the start"),
        ("Esc", "record"),
    ] {
        reader.play(keys);
        assert!(reader.status().contains(why), "{keys}: {}", reader.status());
    }
}
