//! Journeys: records are written into the author's own files, through the real loop, the real worker and the real disk.
use super::desk::{ARTICLE, CODEBOOK, Desk, RECORDS, dossier};
use crate::{app::Mode, store::fixture::Scratch};

#[test]
fn a_whole_quotation_takes_five_keys() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("v a l i Enter");
    assert_eq!(desk.pressed, 5);
    let want = format!(
        "{RECORDS}\n[quote.mayor-build-year]\nsource = 'mayor'\ntext = 'We will build it this year'\ncue = 'said'\n"
    );
    assert_eq!(folder.read("bridge.toml"), want);
    assert_eq!(desk.reader.at(), "mayor-build-year");
    assert_eq!(
        folder.read("dossier.toml"),
        CODEBOOK,
        "nothing else is touched"
    );
}

#[test]
fn a_proposed_source_takes_no_letters() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 20));
    desk.play("v n a");
    insta::assert_snapshot!(desk.reader.screen(), @r#"
    ─ Text ─ bridge ────────────────────────────────────────────────────────────────
    ¶1     The town wants a bridge.
    ¶2     "We will build it this year," mayor Anna Lind said on Monday.
    ¶3     Otto Berg, who runs the ferry, may object. "Nobody asked us," he told
           the paper.




    ─ New quote ─ ¶3 · 3 words ─────────────────────────────────────────────────────
     source     ~ Otto Berg                                                proposed
                  Anna Lind · mayor                                           mayor
                  Otto Berg · ferryman                                        ferry
                  somebody unnamed                                          unnamed
                  the article's own voice                                   article
     on           issues it is about
     cue        ~ told                                                     proposed
     hedge        hedging words of the article
      checks nothing new to find
    ─ source: who said it ──────────────── Enter save ─ Tab next field ─ Esc close ─
    "#);
    desk.play("Enter");
    assert!(folder.read("bridge.toml").contains("source = 'ferry'\n"));
}

#[test]
fn what_was_written_is_taken_back_and_written_again() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("v a l i Enter");
    let written = folder.read("bridge.toml");
    desk.play("u");
    assert_eq!(folder.read("bridge.toml"), RECORDS);
    let told = desk.reader.status();
    assert!(
        told.contains("taken back: quote mayor-build-year added"),
        "{told}"
    );
    desk.play("Ctrl-r");
    assert_eq!(folder.read("bridge.toml"), written);
    drop(desk);
    Desk::open(&folder, "", (120, 30)).play("u");
    assert_eq!(
        folder.read("bridge.toml"),
        RECORDS,
        "in another sitting too"
    );
}

#[test]
fn a_form_left_is_a_draft_that_outlives_the_program() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("v a l i Tab \"tol\" , Tab Esc");
    assert_eq!(folder.read("bridge.toml"), RECORDS);
    desk.play("r r Enter");
    assert!(
        folder.read("bridge.toml").contains("on = 'toll'\n"),
        "{}",
        folder.read("bridge.toml")
    );
    desk.play("n v n a \"ot\" Tab \"to\"");
    drop(desk);
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("r r Enter");
    let now = folder.read("bridge.toml");
    assert!(
        now.contains("[quote.ferry-nobody-asked]\nsource = 'ferry'\n"),
        "{now}"
    );
    assert!(
        now.contains("on = 'toll'\n") && now.matches("[quote.").count() == 2,
        "{now}"
    );
}

/// Elsewhere a file in the way is told of once something is to be written.
#[cfg(unix)]
#[test]
fn who_types_is_told_where_no_draft_can_be_kept() {
    let folder = dossier();
    folder.write(".state", b"a file where the folder would be");
    let mut desk = Desk::open(&folder, "", (120, 30));
    let status = desk.play("v a").reader.status();
    assert!(status.contains("a draft cannot be kept"), "{status}");
    let status = desk.play("Tab").reader.status();
    assert!(!status.contains("draft cannot"), "said once: {status}");
}

#[test]
fn somebody_new_is_made_in_place() {
    let folder = Scratch::new();
    folder.write("talk.txt", ARTICLE.as_bytes());
    let mut desk = Desk::open(&folder, "talk.txt", (100, 30));
    desk.play("v a");
    assert!(desk.reader.screen().contains("new source: Anna Lind"));
    desk.play("Enter");
    assert!(desk.reader.screen().contains("New source"));
    desk.play("Enter Enter");
    assert_eq!(
        folder.read("talk.toml"),
        "[article]\nfile = \"talk.txt\"\n\n[source.lind]\nname = \"Anna Lind\"\nrole = \"mayor\"\n\n\
         [quote.lind-build-year]\nsource = \"lind\"\ntext   = \"We will build it this year\"\ncue    = \"said\"\n"
    );
}

#[test]
fn what_was_made_in_place_comes_back_with_the_draft_that_names_it() {
    let folder = Scratch::new();
    folder.write("talk.txt", ARTICLE.as_bytes());
    let mut desk = Desk::open(&folder, "talk.txt", (100, 30));
    desk.play("v a Enter Tab Tab Tab \"harbour_board\" Enter Tab");
    drop(desk);
    let mut desk = Desk::open(&folder, "talk.txt", (100, 30));
    desk.play("r r Enter");
    let now = folder.read("talk.toml");
    assert!(
        now.contains(
            "[source.lind]\nname = \"Anna Lind\"\nrole = \"mayor\"\norg  = \"harbour board\"\n"
        ),
        "{now}"
    );
    assert!(
        now.contains("[quote.lind-build-year]\nsource = \"lind\"\n"),
        "{now}"
    );
}

#[test]
fn suggestions_follow_each_other_and_one_key_accepts() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play(".");
    assert!(
        desk.reader.screen().contains("New quote"),
        "{}",
        desk.reader.screen()
    );
    assert_eq!(folder.read("bridge.toml"), RECORDS);
    desk.play(". . .");
    assert_eq!(folder.read("bridge.toml"), RECORDS);
    desk.play("Enter");
    assert!(
        folder.read("bridge.toml").contains("[quote."),
        "{}",
        desk.reader.screen()
    );
}

#[test]
fn what_stands_several_times_is_not_said_to_be_nothing() {
    let folder = dossier();
    for (times, said) in [(60, "the next ones stand"), (8, "all that is left stands")] {
        let text = "He said “hello there friend” now. ".repeat(times);
        folder.write("bridge.txt", text.as_bytes());
        folder.write("bridge.toml", b"[article]\nfile = 'bridge.txt'\n");
        let mut desk = Desk::open(&folder, "", (120, 30));
        let sight = desk.play(".").reader.screen();
        assert!(sight.contains(said), "{sight}");
    }
}

#[test]
fn where_nothing_more_is_suggested_what_shows_stays() {
    let folder = dossier();
    folder.write("bridge.txt", b"It rained.");
    folder.write("bridge.toml", b"[article]\nfile = 'bridge.txt'\n");
    for keys in ["m", "!", "o Esc t", "3"] {
        let mut desk = Desk::open(&folder, "", (120, 30));
        let before = (
            desk.play(keys).reader.state.mode.clone(),
            desk.reader.state.pane,
        );
        let told = desk.play(".").reader.status();
        assert!(told.contains("nothing further looks like"), "{told}");
        assert_eq!(
            (desk.reader.state.mode.clone(), desk.reader.state.pane),
            before,
            "{keys}"
        );
    }
}

#[test]
fn whoever_leaves_a_form_is_where_it_was_opened() {
    let folder = dossier();
    for keys in ["a Esc", "r e Esc", "r e Ctrl-x"] {
        let mut desk = Desk::open(&folder, "", (120, 30));
        desk.play("l").play(keys);
        assert_eq!(desk.reader.state.mode, Mode::Read, "{keys}");
    }
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("l v a Esc");
    let selects = matches!(desk.reader.state.mode, Mode::Select(_));
    assert!(selects, "whoever was selecting goes on with it");
}

#[test]
fn a_long_field_at_rest_shows_its_beginning() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 24));
    let long = format!("begins_here_{}ends_here", "and_goes_on_".repeat(12));
    desk.play("r e").play(&format!("\"{long}\""));
    let typed = desk.reader.screen();
    assert!(
        typed.contains("ends here") && typed.contains(" …"),
        "{typed}"
    );
    let left = desk.play("Tab").reader.screen();
    assert!(
        left.contains("begins here") && !left.contains("ends here"),
        "{left}"
    );
}

#[test]
fn what_goes_is_shown_with_who_names_it_before_it_goes() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 16));
    desk.play("v a l i Tab \"tol\" , Enter p \"to\" Tab Tab \"It_builds\" Enter");
    let (written, codebook) = (folder.read("bridge.toml"), folder.read("dossier.toml"));
    desk.play("2 D");
    insta::assert_snapshot!(desk.reader.screen(), @r"
    ─ Delete ─ The bridge ──────────────────────────────────────────────────────────
     quote mayor-build-year                                           bridge.toml:5
     named   position.town-toll, evidence (analysis.toml:5)
             [quote.mayor-build-year]
             source = 'mayor'
             text = 'We will build it this year'
             cue = 'said'
             on = 'toll'







    ─ delete quote mayor-build-year? ──────── D delete ─ X and mentions ─ Esc keep ─
    ");
    desk.play("j Esc D q D v Esc");
    assert_eq!(folder.read("bridge.toml"), written, "another key keeps it");
    let small = desk.play("D").reader.resize(40, 8).screen();
    assert!(
        small.contains("position.town-toll") && small.contains("X and mentions"),
        "{small}"
    );
    desk.reader.resize(80, 16);
    desk.play("Esc");
    desk.play("D D");
    assert!(!folder.read("bridge.toml").contains("[quote."));
    desk.play("u D X");
    let files = ["bridge.toml", "dossier.toml", "analysis.toml"];
    let named = files.map(|file| folder.read(file).contains("mayor-build-year"));
    assert_eq!(named, [false; 3], "nobody names it any more");
    desk.play("u");
    assert_eq!(
        (folder.read("bridge.toml"), folder.read("dossier.toml")),
        (written, codebook)
    );
}

#[test]
fn a_line_of_a_list_is_deleted_and_changed_where_it_stands() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (100, 24));
    desk.play("o \"otto\" Alt-d");
    let screen = desk.reader.screen();
    assert!(
        screen.contains("[source.ferry]") && screen.contains("nothing names it"),
        "{screen}"
    );
    desk.play("Esc Alt-e Tab Ctrl-u \"captain\" Enter");
    assert!(folder.read("dossier.toml").contains("role = 'captain'"));
    assert!(
        desk.reader.screen().contains("Otto Berg"),
        "the list shows again"
    );
    desk.play("Alt-d Alt-d");
    let codebook = folder.read("dossier.toml");
    assert!(codebook.contains("[source.ferry]"), "only asked about");
}

#[test]
fn what_deletes_a_word_while_typing_deletes_no_record() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (100, 24));
    desk.play("v a l i Enter");
    let written = folder.read("bridge.toml");
    for opens in ["/", "f", ":", "E", "x"] {
        desk.play(opens);
        let field = |desk: &Desk| desk.reader.state.mode.field().map(|f| f.text.clone());
        if field(&desk).is_some() {
            desk.play("\"bridge_we\" Ctrl-a Alt-d");
            assert_eq!(field(&desk).as_deref(), Some("we"), "{opens}");
        }
        desk.play("Alt-e Alt-d Alt-d");
        assert_eq!(desk.reader.state.question(), None, "{opens}");
        desk.play("Esc Esc");
        assert_eq!(folder.read("bridge.toml"), written, "{opens}");
    }
}

#[test]
fn where_a_record_is_gone_its_neighbour_is_in_focus_and_what_comes_back_is_again() {
    let folder = dossier();
    let quotes = [
        ("town", "The town wants a bridge"),
        ("build", "We will build it"),
        ("asked", "Nobody asked us"),
    ]
    .map(|(id, text)| format!("\n[quote.{id}]\nsource = 'mayor'\ntext = '{text}'\n"));
    let records = format!("{RECORDS}{}", quotes.concat());
    folder.write("bridge.toml", records.as_bytes());
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("l");
    assert_eq!(desk.reader.at(), "build");
    let top = desk.reader.state.focus.top;
    desk.play("D D");
    assert_eq!(
        (desk.reader.at(), desk.reader.state.focus.top),
        ("asked", top)
    );
    desk.play("D D");
    assert_eq!(desk.reader.at(), "town", "the last one has none behind it");
    desk.play("u");
    assert_eq!(desk.reader.at(), "asked");
    desk.play("u");
    assert_eq!(desk.reader.at(), "build");
    desk.play("Ctrl-r");
    assert_eq!(desk.reader.at(), "asked");
    desk.play("u E Tab Tab \"said\" Enter");
    assert!(folder.read("bridge.toml").contains("said"));
    assert_eq!(desk.play("l").reader.at(), "asked");
    desk.play("u");
    assert_eq!(desk.reader.at(), "build", "what was changed is as it was");
}

#[test]
fn a_cell_is_marked_as_silent_from_the_matrix() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("m s");
    assert!(
        folder.read("bridge.toml").contains("town = ['toll']"),
        "{}",
        folder.read("bridge.toml")
    );
    desk.play("s");
    assert!(!folder.read("bridge.toml").contains("'toll'"));
}

#[test]
fn what_is_known_of_an_article_is_not_unknown_any_more() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("r a \"The_bridge\" Tab Tab \"Courier\" Enter");
    let want = RECORDS.replace(
        "unknown = ['title', 'author', 'publisher', ",
        "title = 'The bridge'\npublisher = 'Courier'\nunknown = ['author', ",
    );
    assert_eq!(folder.read("bridge.toml"), want);
}

#[test]
fn an_article_nobody_wrote_of_is_annotated_as_one_of_the_dossier_it_lies_in() {
    let folder = dossier();
    folder.write(
        "late/ferry.txt",
        b"\"We shall see,\" Otto Berg said on Friday.\n",
    );
    let mut desk = Desk::open(&folder, "late/ferry.txt", (120, 30));
    let screen = desk.reader.screen();
    assert!(screen.contains("We shall see"), "{screen}");
    desk.play("v a Tab \"to\" Enter");
    assert_eq!(
        folder.read("late/ferry.toml"),
        "[article]\nfile = 'ferry.txt'\n\n[quote.ferry-shall-see]\nsource = 'ferry'\ntext   = 'We shall see'\n\
         cue    = 'said'\non     = 'toll'\n"
    );
    assert_eq!(folder.read("dossier.toml"), CODEBOOK, "everybody is known");
    desk.play("u");
    assert!(!folder.path().join("late/ferry.toml").exists());
}

#[test]
fn the_title_is_what_the_article_begins_with_where_that_looks_like_one() {
    let folder = dossier();
    let headed = format!("Bridge talks end\nwithout a deal\n\n{ARTICLE}");
    for (text, title) in [
        (headed.as_str(), Some("Bridge talks end without a deal")),
        (ARTICLE, None),
    ] {
        folder.write("bridge.txt", text.as_bytes());
        folder.write("bridge.toml", b"[article]\nfile = 'bridge.txt'\n");
        Desk::open(&folder, "", (120, 30)).play("r a Enter");
        let written = folder.read("bridge.toml");
        let line = title.map_or_else(String::new, |title| format!("title = '{title}'\n"));
        assert_eq!(written, format!("[article]\nfile = 'bridge.txt'\n{line}"));
    }
}

#[test]
fn a_source_is_made_of_its_name_and_what_stands_around_that() {
    let text = "The authority's director, Pelle Strom, said he was disappointed. \"The offer stands,\" he said. \"But not \
                for ever.\"\n\nSuch a ban \"is not on my desk\", Transport Minister Ida Roos told us.\n";
    let folder = dossier();
    folder.write("bridge.txt", text.as_bytes());
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play(".");
    let screen = desk.reader.screen();
    assert!(screen.contains("source     ~ Pelle Strom "), "{screen}");
    assert!(screen.contains("form       ~ direct "), "{screen}");
    desk.play("Enter Enter Enter . Enter Enter Enter");
    let written = folder.read("bridge.toml") + &folder.read("dossier.toml");
    for line in [
        "text = ['The offer stands', 'But not for ever']",
        "name = 'Pelle Strom'\nrole = \"authority's director\"",
        "name = 'Ida Roos'\nrole = \"Transport Minister\"",
    ] {
        assert!(written.contains(line), "{written}");
    }
}

#[test]
fn from_the_problems_a_quotation_nobody_recorded_is_three_keys_away() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (100, 24));
    desk.play("! Enter");
    let selected = desk
        .reader
        .state
        .selection()
        .map(crate::app::Selection::span);
    let words = selected.map(|span| span.of(ARTICLE));
    assert_eq!(words, Some("We will build it this year"));
    desk.play("a Enter");
    assert!(
        folder
            .read("bridge.toml")
            .contains("We will build it this year")
    );
}

#[test]
fn what_is_asked_of_an_article_is_said_to_be_unknown_with_one_key() {
    let folder = dossier();
    let bare = RECORDS.replace(
        "unknown = ['title', 'author', 'publisher', 'date', 'url']\n",
        "",
    );
    folder.write("bridge.toml", bare.as_bytes());
    let mut desk = Desk::open(&folder, "", (120, 30));
    desk.play("! j j E Tab Tab Tab \"2026-11-20\" Enter");
    let told = desk.reader.screen();
    assert_eq!(
        folder.read("bridge.toml"),
        format!("{bare}date = '2026-11-20'\nunknown = ['title', 'author', 'publisher', 'url']\n"),
        "{told}"
    );
}
