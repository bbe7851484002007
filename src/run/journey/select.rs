//! Journeys: words are selected.
use super::{
    Reader,
    desk::{Desk, RECORDS, dossier},
    paint,
};
use crate::{app::Msg, run::Wake, store};
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

const TEXT: &str = "The mayor spoke. \"We will build it,\" she said, \"and soon.\"\n\n\
    \"First words,\n\n\"second words,\" he said; others laughed, because they had to.\n\n\
    We will build it.";

fn reader(width: u16, height: u16) -> Reader {
    Reader::with(store::from_text("a.txt", TEXT.to_owned()), width, height)
}

/// What is selected.
fn selected(reader: &Reader) -> Option<&str> {
    let article = reader.state.article()?;
    Some(reader.state.selection()?.span().of(&article.text))
}

#[track_caller]
fn check(keys: &str, want: &str) {
    let mut reader = reader(60, 12);
    assert_eq!(selected(reader.play(keys)), Some(want), "{keys}");
}

#[test]
fn a_selection_begins_with_the_quotation_and_grows_by_words() {
    check("v", "We will build it");
    check("v w w", "We will build it,\" she said");
    check("v 2 w b", "We will build it,\" she");
    check("v b", "We will build");
    check("v 2 b", "We will");
    check("v h", "We will build i");
    check("v )", "We will build it,\" she said, \"and soon.\"");
    check("v o b", "spoke. \"We will build it");
    check("v o 2 w", "build it");
    check("v o 2 (", "The mayor spoke. \"We will build it");
}

#[test]
fn things_around_the_end_are_selected() {
    check("v i w", "it");
    check("v i Q", "\"We will build it,\"");
    check("v i Q i q", "We will build it");
    check("v i s", "\"We will build it,\" she said, \"and soon.\"");
    check(
        "v i p",
        "The mayor spoke. \"We will build it,\" she said, \"and soon.\"",
    );
    check("v n", "and soon.");
    check("v n N", "We will build it");
    check("v n n", "First words,\n\n\"second words");
    check("v n n n", "First words,\n\n\"second words");
    check("v i w + +", "\"We will build it,\"");
    check("v i w + + - -", "it");
}

#[test]
fn rows_are_walked_in_columns() {
    let mut narrow = reader(30, 12);
    narrow.play("v i w");
    let before = narrow.state.selection().expect("a selection").head;
    narrow.play("j");
    assert!(narrow.state.selection().expect("a selection").head > before);
    narrow.play("k");
    assert_eq!(selected(&narrow), Some("it"));
}

#[test]
fn the_size_and_the_other_places_are_told() {
    let mut reader = reader(80, 12);
    let status = reader.play("v").status();
    assert!(
        status.contains("4 words, 16 characters · occurs 2 times: context will be added"),
        "{status}"
    );
    let status = reader.play("n").status();
    assert!(
        status.contains("2 words, 9 characters · occurs once"),
        "{status}"
    );
    assert_eq!(selected(reader.play("Esc")), None);
}

#[test]
fn what_is_selected_is_told_without_colour() {
    let mut reader = reader(60, 6);
    reader.play("v");
    let buffer = reader.terminal.backend().buffer();
    insta::assert_snapshot!(paint(buffer, 1..3, &reader.config), @r#"
    ¶1     The mayor spoke. "We will build it," she said, "and
                             ~~~~~~~~~~~~~~~~ underlined
           soon."
    "#);
}

#[test]
fn a_record_in_focus_gives_its_words() {
    let mut reader = Reader::new(120, 24);
    reader
        .wake([Wake::Done(Msg::Go("putin-either-or".into()))])
        .play("v");
    assert!(selected(&reader).is_some_and(|words| words.starts_with("Either we liberate")));
}

#[test]
fn the_paragraph_that_was_asked_for_is_where_selecting_begins() {
    // It stands on the last page, where nothing can be scrolled to the top.
    let mut reader = reader(60, 12);
    assert_eq!(selected(reader.play("4 G v")), Some("We"));
}

#[test]
fn the_mouse_selects_from_where_it_is_pressed() {
    let mut reader = reader(60, 12);
    let mouse = |kind, column| {
        Wake::Terminal(Event::Mouse(MouseEvent {
            kind,
            column,
            row: 1,
            modifiers: KeyModifiers::NONE,
        }))
    };
    let word = |reader: &Reader, word: &str| {
        let row = reader.screen().lines().nth(1).map(str::to_owned);
        let row = row.expect("a row of text");
        u16::try_from(row[..row.find(word).expect("a word")].chars().count()).expect("small")
    };
    let (from, to) = (word(&reader, "mayor"), word(&reader, "spoke"));
    let down = MouseEventKind::Down(MouseButton::Left);
    let drag = MouseEventKind::Drag(MouseButton::Left);
    reader.wake([mouse(down, from), mouse(drag, to + 4)]);
    assert_eq!(selected(&reader), Some("mayor spoke"));
    reader.wake([mouse(down, to + 4), mouse(drag, from)]);
    assert_eq!(selected(&reader), Some("mayor spoke"));
    reader.play("Esc").wake([mouse(down, from)]);
    assert_eq!(selected(reader.play("v")), Some("mayor"));
}

#[test]
fn selecting_works_on_the_smallest_screens() {
    for (width, height) in [(20, 5), (5, 3), (1, 1)] {
        let mut reader = reader(width, height);
        reader.play("v j j k k n n + i s o } { ) (");
        assert!(selected(&reader).is_some(), "{width}x{height}");
    }
}

#[test]
fn where_the_article_has_other_words_than_the_record_these_are_selected() {
    let folder = dossier();
    let record = "[quote.q]\nsource = 'mayor'\ntext = 'We will build it this year, mayor Anna Lind said on Tuesday'\n";
    folder.write("bridge.toml", format!("{RECORDS}\n{record}").as_bytes());
    let mut desk = Desk::open(&folder, "", (80, 20));
    let words = "We will build it this year,\" mayor Anna Lind said on Monday";
    let words = selected(&desk.play("l v").reader).map(|selected| selected.contains(words));
    assert_eq!(words, Some(true), "{}", desk.reader.screen());
}
