//! Journeys through the text: numbers, marks, the way back.
use super::Reader;
use crate::{
    app::{Mode, Msg},
    config::Config,
    run::Wake,
    store,
};

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
fn what_leads_far_can_be_gone_back_from() {
    let mut reader = Reader::new(100, 30);
    for jump in ["J", "9 J", "G", "L", "9 9 l", "5 0 %"] {
        let (article, top) = (reader.state.focus.article, reader.state.focus.top);
        for back in ["' '", "Ctrl-o"] {
            reader.play(jump);
            assert_ne!(
                (reader.state.focus.article, reader.state.focus.top),
                (article, top),
                "{jump}"
            );
            reader.play(back);
            assert_eq!(
                (reader.state.focus.article, reader.state.focus.top),
                (article, top),
                "{jump} {back}"
            );
        }
    }
}

#[test]
fn a_letter_marks_a_place() {
    let mut reader = Reader::new(120, 30);
    reader.play("9 G M a");
    assert!(reader.status().contains("mark a is here"));
    let marked = reader.state.focus.top;
    reader.play("g '");
    let shown = reader.screen();
    assert!(
        shown.contains("a moscow ¶9") && shown.contains("' before the last jump"),
        "{shown}"
    );
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

#[test]
fn no_key_acts_out_of_sight() {
    for view in ["m", "t", "S", "i", "!", "?"] {
        let mut reader = Reader::new(120, 30);
        let turns = if view == "i" { None } else { Some("L") };
        for key in ["+", "-", "z", "}", "J", "]", ")"].into_iter().chain(turns) {
            let before = (reader.state.arrangement, reader.state.focus);
            reader.play(view).play(key);
            assert!(
                reader.status().contains("the panes are covered"),
                "{view} {key}"
            );
            let after = (reader.state.arrangement, reader.state.focus);
            assert_eq!(after, before, "{view} {key}");
            reader.play("Esc");
        }
    }
}

#[test]
fn the_keys_that_may_follow_are_shown_beside_where_the_reader_is() {
    let mut reader = Reader::new(80, 24);
    reader.play("r");
    let shown = reader.screen();
    assert!(
        shown.contains("┌ r ──") && shown.contains("e new event"),
        "{shown}"
    );
    assert!(reader.status().contains("r ...") && reader.status().contains("Esc drop it"));
    assert!(!reader.play("Esc").screen().contains("new event"));
    assert!(
        !reader.play("3").screen().contains("next paragraph"),
        "a pane's key"
    );
    let shown = reader.play("Esc 1 2").screen();
    assert!(shown.contains("g         to paragraph 12"), "{shown}");
    assert!(shown.contains("%         to 12 %"), "{shown}");
    let (text, _, _) = Config::read(Some(("config.toml", "[reader]\nkeymap = 'emacs'\n")));
    reader.config = text;
    let shown = reader.play("Esc Ctrl-x").screen();
    assert!(
        shown.contains("r      set mark, go to mark ...") && shown.contains("Ctrl-c leave"),
        "{shown}"
    );
    assert!(reader.play("r").screen().contains("Space set mark"));
}

#[test]
fn the_box_of_keys_does_not_cover_what_they_are_about() {
    let mut reader = Reader::new(80, 24);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    reader.play("v i");
    let rows: Vec<String> = reader.screen().lines().map(str::to_owned).collect();
    let at = |what: &str| rows.iter().position(|row| row.contains(what));
    let (words, keys) = (at("Either we liberate"), at("select word"));
    assert!(words.is_some() && keys > words, "{rows:#?}");
}

#[test]
fn at_the_end_of_a_text_all_of_it_is_read() {
    for text in ["One.\n\nTwo.\n\n\n\n", "One.\n\nTwo. And blanks:    "] {
        let status = Reader::with(store::from_text("t.txt", text.into()), 60, 10).status();
        assert!(status.contains("100 %"), "{status}");
    }
}

#[test]
fn an_article_that_is_turned_back_to_is_where_one_left_it() {
    let mut reader = Reader::new(120, 20);
    reader.play("9 G l l");
    let (record, top) = (reader.at().to_owned(), reader.state.focus.top);
    reader.play("L G H");
    assert_eq!(
        (reader.at(), reader.state.focus.top),
        (record.as_str(), top)
    );
    reader.play("L");
    assert!(reader.status().contains("100 %"), "{}", reader.status());
}

#[test]
fn behind_the_last_record_is_no_further_one() {
    let mut written = store::example();
    let text = "Nobody has read this.\n\nNobody will.";
    written
        .articles
        .extend(store::from_text("last.txt", text.into()).articles);
    let mut reader = Reader::with(written, 120, 20);
    reader.play("9 9 L l");
    assert!(
        reader.status().contains("no further record"),
        "{}",
        reader.status()
    );
    assert_eq!(reader.state.focus.article, 2);
    reader.play("h");
    assert_ne!(reader.state.focus.article, 2);
}

#[test]
fn a_number_or_a_share_is_a_line_of_a_view() {
    let mut reader = Reader::new(120, 30);
    for view in ["m", "t", "S", "i"] {
        let text = reader.state.focus;
        reader.play(view).play("3 G");
        assert_eq!(reader.state.mode.place(), 2, "{view}");
        reader.play("G 3 g");
        assert_eq!(reader.state.mode.place(), 2, "{view}");
        reader.play("3 G");
        assert!(
            reader.status().contains("this is line 3"),
            "{}",
            reader.status()
        );
        reader.play("0 %");
        assert_eq!(reader.state.mode.place(), 0, "{view}");
        reader.play("5 0 %");
        assert!(reader.state.mode.place() > 0, "{view}");
        assert_eq!(reader.state.focus, text, "nothing moves behind it");
        reader.play("Esc");
    }
    reader.play("2").play("3 g");
    let third = reader.at().to_owned();
    reader.play("g").play("2 j");
    assert_eq!(reader.at(), third, "in the sources too");
    reader.play("3").play("2 G");
    assert_eq!(reader.state.focus.issue, 1, "and the positions");
}

#[test]
fn the_way_back_from_a_view_leads_to_where_it_was_opened() {
    let mut reader = Reader::new(120, 30);
    reader.play("9 G");
    let opened = reader.state.focus;
    reader.play("m j Enter");
    assert_ne!(reader.state.focus, opened);
    reader.play("Backspace");
    assert!(matches!(reader.state.mode, Mode::Matrix { .. }));
    reader.play("Backspace");
    assert_eq!(
        (&reader.state.mode, reader.state.focus),
        (&Mode::Read, opened)
    );
    reader.play("t Backspace");
    assert_eq!(
        (&reader.state.mode, reader.state.focus),
        (&Mode::Read, opened)
    );
    reader.play("Ctrl-i");
    assert!(reader.state.mode.is_list(), "and forth again");
}

#[test]
fn an_article_that_is_turned_to_has_its_own_count() {
    let mut reader = Reader::new(120, 24);
    reader.play("/ t h e Enter n L");
    let counts: Vec<usize> = reader
        .state
        .search
        .counts
        .iter()
        .map(|c| c.places)
        .collect();
    let told = format!("/the  {} here · {} in another", counts[1], counts[0]);
    assert!(
        reader.status().contains(&told),
        "{told}: {}",
        reader.status()
    );
    reader.play("n");
    assert!(reader.status().contains("1 of "), "{}", reader.status());
}
