//! Journeys through the panes, and what is told around them.
use super::{
    Reader, Wake,
    desk::{Desk, dossier},
    paint,
};
use crate::{
    app::Msg,
    store::{self},
};

#[test]
fn three_panes_show_one_focus() {
    let mut reader = Reader::new(120, 24);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Text ─ moscow (1 of 2) ───────────────────────┬─ Sources ─ 12 quoted ─────────────┬─ Positions ───────────────────────
     ¶7 S   Trump speaks well of the talks in       │   ¶7  P  demanded that Ukraine l… │ ▾ Donbass                  US RUS
        P   Moscow. He has also demanded that       │ ▾ Vladimir Putin  Russian presid… │   ask: The whole of Donbass leav…
            Ukraine let all of Donbass go, the      │   ¶7  P  let all of Donbass go    │   US   paraphrase ×1 +1     P  ¶7
            unoccupied part included. Putin, too,   │ ▸ ¶8  V  verbatim as print… exact │ ▸ RUS  verbatim ×1 +2       V  ¶8
        P   stands firm: Ukraine has to let all of  │     words   “Either we liberate   │     analyst Putin holds that
            Donbass go.                             │             these territories by  │             Ukraine must hand
                                                    │             force of arms, or     │             over all of Donbass
     ¶8 V   "Either we liberate these territories   │             Ukrainian forces      │             (for)
            by force of arms, or Ukrainian forces   │             leave these           │     Either we liberate the… V  ¶8
            leave these territories and stop        │             territories and stop  │     let all of Donbass go   P  ¶7
            killing people," Putin told an          │             killing people”       │     unless Ukraine yields,… P ¶16
            interviewer this week.                  │     who     Vladimir Putin ·      │   UKR  none stated (2)
                                                    │             Russian president ·   │   EU   none stated (2)
     ¶9 P→  The Russian president leaves Ukraine    │             Russia                │   ALL  none stated (2)
            and its allies one choice: the invasion │     chain   article → Vladimir    │   the article's own voice
            reaches its goals by arms alone, or it  │             Putin                 │   have, so far as is known… N ¶12
            reaches them by arms with some          │     cue     told an interviewer   │   are the questions a… N plan ¶11
            negotiating on the side and fewer dead, │     at      interview, outlet …   │ ▸ Security guarantees           ·
            Carnegie analyst Aleksandr Baunov       │     when    this week             │ ▸ Size of Ukraine's forces     US
            writes.                                 │     issues  Donbass, Use of force │ ▸ Alliances                    US
                                                    │     check   exact: stands as      │ ▸ Channel and secrecy           ·
    ¶10     Alarm and open questions                │             printed               │ ▸ Pressure and deadlines       US
    ─ record 13 of 40 · putin-either-or · exact · ¶8 of 16 · 61 % ─────── ? help ─ l record ─ Tab pane ─ / search ─ y copy ─
    "#);
}

#[test]
fn two_panes_from_eighty_columns() {
    let mut reader = Reader::new(80, 16);
    reader.wake([Wake::Done(Msg::Go("baunov-choice".into()))]);
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Text ─ moscow (1 of 2) ───────────────────────┬─ Sources ─ 12 quoted ─────────
     ¶8 V   leave these territories and stop        │ ▾ Aleksandr Baunov  Carnegie…
            killing people," Putin told an          │ ▸ ¶9  P→ paraphrase     exact
            interviewer this week.                  │     words   leaves Ukraine
                                                    │             and its allies
     ¶9 P→  The Russian president leaves Ukraine    │             one choice: ...
            and its allies one choice: the invasion │             by arms with some
            reaches its goals by arms alone, or it  │             negotiating on
            reaches them by arms with some          │             the side and
            negotiating on the side and fewer dead, │             fewer dead
            Carnegie analyst Aleksandr Baunov       │     reading of Vladimir
            writes.                                 │             Putin, not their
                                                    │             statement
    ¶10     Alarm and open questions                │     who     Aleksandr Baunov
                                                    │             · Carnegie
    ─ 14 of 40 · baunov-choice · exact · ¶9 · 61 % ─┴ ? help ─ l record ─ Tab pane ─
    "#);
}

#[test]
fn one_pane_below() {
    let mut reader = Reader::new(40, 8);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Text ─ moscow (1 of 2) ───────────────
     ¶7 P   firm: Ukraine has to let all of
            Donbass go.
     ¶8 V   "Either we liberate these
            territories by force of arms,
            or Ukrainian forces leave these
            territories and stop killing
    ─ 13 of 40 · exact · 50 % ───── ? help ─
    "#);
    insta::assert_snapshot!(reader.play("Tab").screen(), @r#"
    ─ Sources ─ 12 quoted ──────────────────
       ¶7  P  let all of Donbass go
     ▸ ¶8  V  verbatim as printed     exact
         words   “Either we liberate these
                 territories by force of
                 arms, or Ukrainian forces
                 leave these territories
    ─ 13 of 40 · exact · 50 % ───── ? help ─
    "#);
}

#[test]
fn where_the_text_stands_alone_its_rows_are_made_wider_and_narrower() {
    let mut reader = Reader::new(120, 24);
    let measure = |reader: &Reader| reader.state.sizes.measure;
    reader.play("z");
    assert_eq!(measure(&reader), 76);
    assert!(reader.play("-").status().contains("72 columns to a row"));
    assert_eq!(measure(&reader), 72);
    assert_eq!(measure(reader.play("5 +")), 92);
    let kept = reader.state.whereabouts();
    reader.play("9 +").play("+");
    assert!(
        reader.status().contains("all the columns there are"),
        "{}",
        reader.status()
    );
    let mut next = Reader::new(120, 24);
    next.wake([Wake::Done(Msg::Resume(Box::new(kept)))]);
    assert_eq!(measure(&next), 92, "the next time too");
    next.play("9 9 -").play("-");
    assert!(next.status().contains("few columns"), "{}", next.status());
    assert!(
        next.play("2")
            .play("+")
            .status()
            .contains("no pane stands beside")
    );
}

#[test]
fn words_are_marked_by_style_and_letter() {
    let mut reader = Reader::new(60, 12);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    let buffer = reader.terminal.backend().buffer();
    insta::assert_snapshot!(paint(buffer, 3..9, &reader.config), @r#"
       P   firm: Ukraine has to let all of Donbass go.
       ~ paraphrase
                                ~~~~~~~~~~~~~~~~~~~~~ paraphrase
    ¶8 V   "Either we liberate these territories by force of
       ~ verbatim focus
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
           arms, or Ukrainian forces leave these territories
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
           and stop killing people," Putin told an interviewer
           ~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
           this week.
    ¶9 P→  The Russian president leaves Ukraine and its allies
       ~~ paraphrase
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ paraphrase
    "#);
}

#[test]
fn overlapping_words_are_underlined_and_each_has_its_letter() {
    let mut written = store::example();
    for record in &mut written.records {
        if record.id == "putin-donbass" {
            record.text = ["these territories and stop killing people,\" Putin told".into()].into();
        }
    }
    let mut reader = Reader::with(written, 60, 9);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    let buffer = reader.terminal.backend().buffer();
    insta::assert_snapshot!(paint(buffer, 3..8, &reader.config), @r#"
    ¶8 V   "Either we liberate these territories by force of
       ~ verbatim focus
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
       M   arms, or Ukrainian forces leave these territories
       ~ mixed
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
                                           ~~~~~~~~~~~~~~~~~ mixed focus underlined
           and stop killing people," Putin told an interviewer
           ~~~~~~~~~~~~~~~~~~~~~~~ mixed focus underlined
                                  ~~~~~~~~~~~~~ mixed
           this week.
    ¶9 P→  The Russian president leaves Ukraine and its allies
       ~~ paraphrase
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ paraphrase
    "#);
}

#[test]
fn records_follow_each_other_across_all_panes() {
    let mut reader = Reader::new(120, 30);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    assert_eq!(reader.play("l").at(), "baunov-choice");
    assert_eq!(reader.play("h h").at(), "putin-donbass");
    assert_eq!(reader.play("]").at(), "putin-either-or");
    assert_eq!(reader.play("[ [").at(), "putin-donbass");
    assert!(
        reader
            .status()
            .contains("no earlier record of Vladimir Putin")
    );
    assert!(reader.screen().contains("▾ Vladimir Putin"));
    assert!(reader.screen().contains("▾ Donbass"));
}

#[test]
fn enter_follows_a_position_to_its_evidence_and_backspace_comes_back() {
    let mut reader = Reader::new(120, 30);
    reader.wake([Wake::Done(Msg::Go("trump-donbass".into()))]);
    reader.play("3");
    reader.play("j Enter");
    assert_eq!(
        reader.at(),
        "putin-either-or",
        "the next party's strongest words"
    );
    assert!(reader.status().contains("evidence 1 of"));
    assert_eq!(reader.play("Backspace").at(), "trump-donbass");
}

#[test]
fn the_place_is_kept_when_the_width_changes() {
    let mut reader = Reader::new(120, 20);
    reader.play("}  } } j");
    let byte = reader.state.focus.top.at;
    reader.resize(60, 20).resize(200, 20).resize(120, 20);
    let top = reader.state.page.rows[0].span;
    assert!(
        top.start <= byte && byte <= top.end,
        "byte {byte} in {top:?}"
    );
}

#[test]
fn the_line_tells_the_records_paragraph_and_that_of_the_page_once_it_is_left_behind() {
    let mut reader = Reader::new(120, 24);
    let told = reader.play("l l l").status();
    let record = reader.state.focus.record.expect("a record");
    let own = reader.state.dossier.paragraph(record).expect("it stands");
    assert!(told.contains(&format!("· ¶{own} of")), "{told}");
    let told = reader.play("Space Space").status();
    assert!(reader.state.record_in_sight().is_none(), "{told}");
    let article = reader.state.article().expect("an article");
    let top = article.paragraph_at(reader.state.focus.top.at);
    assert!(told.contains(&format!("· page ¶{top} of")), "{told}");
}

#[test]
fn a_title_ends_before_the_line_that_divides_the_view() {
    let mut reader = Reader::new(100, 30);
    let screen = reader.play("x").screen();
    let title = screen.lines().next().unwrap_or_default();
    assert!(title.contains("… ┬") || title.contains("…─┬"), "{title}");
}

#[test]
fn the_way_out_of_a_view_is_the_last_hint_to_go() {
    for (keys, width) in [
        ("x", 60),
        ("x", 40),
        ("t", 40),
        ("m", 40),
        ("!", 40),
        ("C", 40),
        ("?", 40),
    ] {
        let mut reader = Reader::new(width, 12);
        let status = reader.play(keys).status();
        assert!(status.contains(" close ─"), "{width} {keys}: {status}");
    }
}

#[test]
fn from_a_cell_of_the_matrix_the_way_back_is_told() {
    let mut reader = Reader::new(120, 24);
    let status = reader.play("m Enter").status();
    assert!(status.contains("Backspace back"), "{status}");
}

#[test]
fn where_there_is_room_for_one_key_a_form_still_says_that_it_keeps_what_is_typed() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (40, 12));
    let status = desk.play("v a \"x\"").reader.status();
    assert!(status.contains("Esc keep ─"), "{status}");
}
