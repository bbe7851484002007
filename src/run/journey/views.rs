//! Journeys through the views: timeline, lists, a source's page, an article's facts, the filter.
use super::{Reader, paint};
use crate::{
    app::{List, Mode, Msg, Opened, Pane},
    check::check,
    model::{Dossier, Written},
    run::Wake,
    store,
};

/// Two articles, one dated, with a shift and three events; two findings or more.
fn dated() -> Written {
    let mut written = store::example();
    written.articles[0].date = Some("2025-12-03".into());
    for record in &mut written.records {
        if let crate::model::Body::Event(event) = &mut record.body {
            event.when = match record.id.as_str() {
                "florida" => Some("2025-10".into()),
                "moscow" => Some("2025-12-02".into()),
                _ => Some("Tuesday".into()),
            };
        }
    }
    written
}

/// With everything found that the checks find.
fn checked(written: Written, width: u16, height: u16) -> Reader {
    let mut reader = Reader::with(written.clone(), width, height);
    let dossier = Dossier::new(written).anchored();
    let findings = check(&dossier);
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(dossier, findings)))]);
    reader
}

#[test]
fn the_timeline_dates_what_is_dated_and_says_what_is_not() {
    let mut reader = Reader::with(dated(), 100, 18);
    insta::assert_snapshot!(reader.play("t g").screen(), @r#"
    ─ Timeline ─ Peace plan for Ukraine: from Florida to Moscow ────────────────────────────────────────
     In order of time
     2025-10      plan ¶1      event   They met late in October, in Florida
        words   They met late in October, in Florida
        who     Steve Witkoff, Kirill Dmitriyev
        when    2025-10
        where   Florida
        issues  Channel and secrecy
        analyst Witkoff and Dmitriyev meet in secret
        check   folded: stands with other glyphs (quotes, dashes, blanks)
     2025-12-02   moscow ¶1    event   received two American visitors in Moscow on Tuesday
     2025-12-03   moscow       article moscow
     Order in time not given: in text order
     Tuesday      moscow ¶15   event   the short deadline he had set Ukraine for its reply
                  plan ¶1      shift   US: the plan of 28 points → the 'updated framework'
     Tuesday      moscow ¶16   event   Witkoff was in Moscow on Tuesday
     Tuesday      plan ¶9      event   allowed Ukraine only a short deadline for its reply
    ─ 1 of 9 · order in time not given for 6 ─────────────────── Enter to the place ─ j next ─ q close ─
    "#);
    reader.play("j j Enter");
    assert_eq!((reader.at(), &reader.state.mode), ("moscow", &Mode::Read));
    reader.play("Backspace");
    assert!(matches!(
        reader.state.mode,
        Mode::List {
            of: List::Timeline,
            at: 1 | 2
        }
    ));
    reader.play("Esc");
    assert_eq!(reader.state.mode, Mode::Read);
}

#[test]
fn an_empty_timeline_says_what_to_write() {
    let written = store::from_text("a.txt", "One.".into());
    let screen = Reader::with(written, 60, 8).play("t").screen();
    assert!(screen.contains("no events or shifts recorded"), "{screen}");
    assert!(screen.contains("[event.ID]"), "{screen}");
}

#[test]
fn the_list_shows_the_letters_that_matched_and_what_is_chosen() {
    let mut reader = Reader::new(100, 20);
    reader.play("o p u e i t h");
    insta::assert_snapshot!(paint(reader.terminal.backend().buffer(), 1..2, &reader.config), @r#"
     moscow   ¶8   V   Vladimir Putin: Either we liberate these territories by force o…  putin-either-or
    ~~~~~~~~~~~~~~~ dim focus
                   ~~~~ verbatim focus
                       ~~~~~~~~~~~~~~~~ focus
                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
                                                                                       ~ focus
                                                                                        ~ dim focus
                                                                                         ~~ focus underlined
                                                                                           ~~~~ dim focus
                                                                                               ~~~~ focus underlined
                                                                                                   ~~~~~ dim focus
    "#);
    let screen = reader.screen();
    assert!(screen.contains("quote.putin-either-or"), "{screen}");
    assert!(
        screen.contains("“Either we liberate"),
        "the preview: {screen}"
    );
}

#[test]
fn the_list_leads_to_sources_issues_parties_and_articles() {
    let mut reader = Reader::new(100, 20);
    reader.play("o b a u n o v Enter");
    assert!(
        matches!(&reader.state.mode, Mode::List { of: List::Source(id), .. } if id == "baunov")
    );
    reader.play("Backspace");
    assert!(matches!(&reader.state.mode, Mode::Records { field, .. } if field.text == "baunov"));
    reader.play("Esc o i s s u e . Esc o a l l i a n c e s Enter");
    assert_eq!(reader.state.pane, Pane::Positions);
    let issue = &reader.state.dossier.codebook().issues[reader.state.focus.issue];
    assert_eq!(issue.id, "alliances");
    reader.play("A p l a n Enter");
    assert_eq!(reader.state.article().map(|a| a.id.as_str()), Some("plan"));
    reader.play("Backspace Esc");
    assert_eq!(
        reader.state.article().map(|a| a.id.as_str()),
        Some("moscow")
    );
}

#[test]
fn the_articles_say_what_is_unread_in_them() {
    let mut written = store::example();
    written.articles[1].silent.clear();
    written.articles[1].publisher = Some("The Post".into());
    written.articles[1].date = Some("2025-11-30".into());
    let mut reader = Reader::with(written, 80, 12);
    insta::assert_snapshot!(reader.play("A").screen(), @r#"
    ─ Articles ─ Peace plan for Ukraine: from Florida to Moscow ────────────────────
     ▸ moscow                                                            25 records
       plan  The Post, 2025-11-30                              15 records 35 unread








    ─ >   1 of 2 ──────────────────────────────────────────── Enter go ─ Esc close ─
    "#);
}

#[test]
fn a_source_has_everything_it_says_on_one_page() {
    let mut reader = Reader::new(80, 20);
    reader.wake([Wake::Done(Msg::Go("rubio-framework".into()))]);
    insta::assert_snapshot!(reader.play("S").screen(), @r#"
    ─ Source ─ Marco Rubio ─────────────────────────────────────────────────────────
     who     Marco Rubio · Secretary of State · United States
     said    3 in 2 articles · 1 part-quoted · 2 labels · 1 second hand
     moscow
       ¶15  L   updated framework                                    framework-again
     plan
       ¶10  M·  called the plan a “Russian wish list,”                rubio-wishlist
       ¶10  L   updated framework                                    rubio-framework
        words   updated framework
        who     Marco Rubio · Secretary of State · United States
        chain   article → Marco Rubio
        cue     before whom he lays
        issues  Text on the table
        check   exact: stands as printed
        also    moscow ¶15 L updated framework




    ─ 3 of 3 ─────────────────────────────── Enter to the place ─ j next ─ q close ─
    "#);
    reader.play("j Enter");
    assert_eq!(reader.state.mode, Mode::Read);
    assert!(reader.at().starts_with("rubio"), "{}", reader.at());
    reader.play("Backspace");
    assert!(matches!(&reader.state.mode, Mode::List { of: List::Source(id), .. } if id == "rubio"));
}

#[test]
fn an_article_tells_what_is_known_about_it_and_what_is_hidden_in_it() {
    let mut reader = Reader::new(80, 30);
    insta::assert_snapshot!(reader.play("i").screen(), @r#"
    ─ Article ─ moscow (1 of 2) ────────────────────────────────────────────────────
      title       looked for, not there
      author      looked for, not there
      publisher   looked for, not there
      date        looked for, not there
      url         looked for, not there
      lang        en
      kind        news
      translated  looked for, not there
      file        articles/moscow.txt
      SHA-256     08434aa4587813b40b96db7105d7a025c44cdf4a453a90e6f4d926775b08a133
      length      16 paragraphs, 486 words, 2902 bytes
    ▸ subheads    ¶5 Two demands for one region
    ▸             ¶10 Alarm and open questions
      records     25: 17 quotes, 5 claims, 3 events
                  3 verbatim as printed, 2 part-quoted, 8 paraphrases, 3 speech acts
                  only, 1 label, 8 in the article's own voice
      cells       9 stated, 36 none stated, 0 not yet read
      silent      United States on Security guarantees, Size of Ukraine's forces,
                  Alliances, Channel and secrecy, Use of force, Trust in the US
                  Russia on Security guarantees, Size of Ukraine's forces,
                  Alliances, Channel and secrecy, Pressure and deadlines, Trust in
                  the US
                  Ukraine on Donbass, Security guarantees, Size of Ukraine's forces,
                  Alliances, Channel and secrecy, Pressure and deadlines, Use of
                  force, Text on the table
                  EU leaders (not named) on Donbass, Security guarantees, Size of
                  Ukraine's forces, Alliances, Channel and secrecy, Pressure and
                  deadlines, Use of force, Text on the table
    ─ 1 of 23 ────────────────────────────── Enter to the place ─ j next ─ q close ─
    "#);
    reader.play("1 1 j Enter");
    assert_eq!(reader.state.mode, Mode::Read, "to a subhead");
    reader.play("Backspace L");
    assert!(
        reader.screen().contains("articles/plan"),
        "{}",
        reader.screen()
    );
    let text = "A plain line.\n\nA \u{202e}line\u{202c} with more.";
    let mut reader = Reader::with(store::from_text("a.txt", text.into()), 80, 30);
    let screen = reader.play("i").screen();
    assert!(screen.contains("¶2 ⟨RLO⟩ (U+202E)"), "{screen}");
}

#[test]
fn findings_stand_by_weight_and_can_be_narrowed_to_one_rule() {
    let mut written = store::example();
    for record in &mut written.records {
        if record.id == "putin-donbass" {
            record.text = ["let none of Donbass go".into()].into();
        }
    }
    let mut reader = checked(written, 100, 16);
    let screen = reader.play("!").screen();
    assert!(
        screen
            .lines()
            .nth(1)
            .is_some_and(|row| row.contains("1 error")),
        "{screen}"
    );
    assert!(screen.contains("E01 text-not-found"), "{screen}");
    let all = reader.status();
    for lift in ["f", "F"] {
        reader.play("G f");
        let only = reader.status();
        assert!(
            only.contains("only ") && only.contains("f all rules"),
            "{only}"
        );
        reader.play(lift).play("g");
        assert_eq!(reader.status(), all, "{lift}");
    }
    reader.play("Enter");
    assert_eq!(reader.at(), "putin-donbass");
}

#[test]
fn a_subhead_is_found_in_the_list_and_gone_to() {
    let mut reader = Reader::new(120, 20);
    let listed = reader.play("o t w o Space d e m a n d s").screen();
    assert!(
        listed.contains("subhead  Two demands for one region"),
        "{listed}"
    );
    let there = reader.play("Enter").screen();
    let first = there.lines().nth(1).unwrap_or_default();
    assert!(first.contains("¶5     Two demands"), "{there}");
    reader.play("Ctrl-o");
    assert!(reader.screen().contains("> "), "the way back");
}

#[test]
fn what_is_altered_shows_how_and_where_it_is_near() {
    let mut written = store::example();
    for record in &mut written.records {
        if record.id == "putin-either-or" {
            record.text = ["Either we liberate these territories by force of arms, or Ukrainian troops leave these territories".into()].into();
        }
    }
    let mut reader = Reader::with(written, 130, 40);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    let screen = reader.screen();
    assert!(
        screen.contains("[troops]") && screen.contains("[forces]"),
        "{screen}"
    );
    assert!(!screen.contains('“'), "no marks round what does not stand");
    assert!(screen.contains("!  words not proven"), "{screen}");
    assert!(screen.contains("¶8 !   \"Either we liberate"), "{screen}");
    let painted = paint(reader.terminal.backend().buffer(), 1..39, &reader.config);
    let marked = painted
        .lines()
        .any(|row| row.contains("error") && row.contains("focus"));
    assert!(marked, "{painted}");
}

#[test]
fn a_filter_narrows_every_pane_and_one_key_drops_it() {
    let mut reader = Reader::new(130, 24);
    reader.play("f b a u n o v Enter");
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Text ─ moscow (1 of 2) ───────────────────────────┬─ Sources ─ 1 quoted ─────────────────┬─ Positions  filter: Aleksandr Baunov
     ¶7     has to let all of Donbass go.               │ ▾ Aleksandr Baunov  Carnegie analyst │ ▾ Use of force                     ·
                               ┌ Filter ─ 1 of 62 records: 1 with words of an article ────────────────────┐t is not handed over is t…
     ¶8     "Either we liberate│ source  [x] Aleksandr Baunov                                           1 │ none stated (2)
            force of arms, or U│                                                                          │ filtered out ×2
            these territories a│                                                                          │ none stated (2)
            Putin told an inter│                                                                          │ none stated (2)
                               │                                                                          │ none stated (2)
     ¶9 P→  The Russian preside│                                                                          │ay
            its allies one choi│                                                                          │leaves Ukraine and… P→  ¶9
            its goals by arms a│                                                                          │  leaves Ukraine and its
            by arms with some n│                                                                          │  allies one choice: ...
            and fewer dead, Car│                                                                          │  by arms with some
            Baunov writes.     │                                                                          │  negotiating on the …
                               │                                                                          │
    ¶10     Alarm and open ques│                                                                          │
                               │                                                                          │
    ¶11     Several of the EU's│                                                                          │
            or government are r│                                                                          │
            a warning: Washingt└──────────────────────────────────────────────────────────────────────────┘
                                                        │     check   exact: stands as printed │
    ¶12     Will Ukraine give up land, and will it get  │                                      │
            security guarantees that are enough? The    │                                      │
    ─ > baunov  1 of 1 ─────────────────────────────────┴──────────────────────────────────────┴──────── Enter ask or not ─ Esc done ─
    "#);
    reader.play("Esc");
    assert!(reader.screen().contains("filter: Aleksandr Baunov"));
    assert!(
        reader.status().contains("record 1 of 1"),
        "{}",
        reader.status()
    );
    assert_eq!(reader.at(), "baunov-choice");
    reader.play("l l");
    assert!(
        reader.status().contains("last record"),
        "{}",
        reader.status()
    );
    assert!(!reader.screen().contains("Marco Rubio"), "in no pane");
    reader.play("o");
    assert!(reader.status().contains("> "), "{}", reader.status());
    reader.play("Esc t");
    assert!(
        reader.screen().contains("the filter leaves no event"),
        "{}",
        reader.screen()
    );
    reader.play("Esc F");
    assert!(!reader.screen().contains("filter:"), "{}", reader.screen());
    assert!(reader.status().contains(" of 40"), "{}", reader.status());
}

#[test]
fn filters_combine_and_survive_another_dossier() {
    let mut reader = Reader::new(100, 20);
    reader.play("f d o n b a s s Enter Ctrl-u p a r a p h r a s e Enter Esc");
    let told = "filter: Donbass, paraphrase";
    assert!(reader.screen().contains(told), "{}", reader.screen());
    let status = reader.status();
    let again = Dossier::new(store::example()).anchored();
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(again, Vec::new())))]);
    assert!(reader.screen().contains(told));
    assert_eq!(reader.status(), status);
    let empty = Dossier::new(Written::default());
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(empty, Vec::new())))]);
    reader.play("l j 2 j 3 j m j l t o Esc F");
}

#[test]
fn the_matrix_goes_on_to_what_others_and_the_article_say() {
    let mut reader = Reader::new(80, 18);
    reader.play("m 9 l");
    let screen = reader.screen();
    assert!(
        screen.contains("others say") && screen.contains("article itself"),
        "{screen}"
    );
    reader.play("g Enter");
    assert_eq!(reader.state.mode, Mode::Read);
    assert!(reader.screen().contains("the article's own voice") || reader.state.pane == Pane::Text);
    reader.play("Backspace h");
    assert!(matches!(reader.state.mode, Mode::Matrix { column: 5, .. }));
}

#[test]
fn a_long_text_is_measured_by_the_worker_and_never_where_it_is_drawn() {
    use crate::app::{Effect, Measured, State, update};
    use crate::command::Command;
    let long = store::from_text("long.txt", "Nobody signed. ".repeat(10_000));
    let dossier = Dossier::new(long).anchored();
    let mut state = State::default();
    update(
        &mut state,
        Msg::Opened(0, Opened::new(dossier.clone(), Vec::new())),
    );
    let asked = update(&mut state, Msg::Do(Command::Facts));
    assert_eq!(asked, Some(Effect::Measure(0, "long".into())));
    let line = |state: &State, label| match &state.mode {
        Mode::List {
            of: List::Facts(facts),
            ..
        } => {
            let fact = facts.iter().find(|fact| fact.label == label);
            fact.map(|fact| fact.text.clone()).unwrap_or_default()
        }
        other => panic!("no facts in {other:?}"),
    };
    assert_eq!(line(&state, "SHA-256"), "being worked out");
    assert_eq!(
        update(&mut state, Msg::Do(Command::ScrollDown)),
        None,
        "asked once"
    );
    let measured = Measured::of(&dossier.articles()[0]);
    update(
        &mut state,
        Msg::Measured(0, "long".into(), measured.clone()),
    );
    assert_eq!(Some(line(&state, "SHA-256")), measured.sha256);
    assert!(
        line(&state, "length").contains("20000 words"),
        "{}",
        line(&state, "length")
    );
    update(&mut state, Msg::Do(Command::Facts));
    assert_eq!(
        update(&mut state, Msg::Do(Command::Facts)),
        None,
        "known by now"
    );
}

#[test]
fn a_row_read_from_right_to_left_is_told_in_the_margin() {
    let text = "Left to right.\n\nHe said: \u{642}\u{627}\u{644}.";
    let screen = Reader::with(store::from_text("t.txt", text.into()), 60, 10).screen();
    let marked: Vec<&str> = screen.lines().filter(|row| row.contains('◂')).collect();
    assert!(
        matches!(marked[..], [row] if row.contains("He said")),
        "{screen}"
    );
}

#[test]
fn where_nothing_is_locked_nothing_is_said_to_stand_as_before() {
    let mut reader = Reader::new(80, 24);
    let status = reader.play("C").status();
    assert!(status.starts_with("─ no lock"), "{status}");
    assert!(
        !status.contains("to the record"),
        "no key leads on from no line: {status}"
    );
}

#[test]
fn a_shift_without_words_is_listed_by_what_it_moved_between() {
    let mut reader = Reader::new(100, 24);
    let screen = reader.play("o p l a n - t o - f").screen();
    let row = screen.lines().find(|row| row.contains("shift:"));
    assert!(row.is_some_and(|row| row.contains(" → ")), "{screen}");
}
