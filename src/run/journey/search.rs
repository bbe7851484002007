//! Journeys to what is searched for.
use super::{Reader, Wake, paint};
use crate::{
    app::{Effect, Msg, Opened, update},
    search::Found,
    store,
};

fn from_text(text: String) -> Reader {
    Reader::with(store::from_text("long.txt", text), 80, 12)
}

#[test]
fn a_search_goes_on_in_the_next_article_and_round_the_last() {
    let mut reader = Reader::new(120, 24);
    reader.play("/ z e l e n s k y");
    let status = reader.status();
    assert!(
        status.contains("/zelensky  1 of 1 · 1 in another article"),
        "{status}"
    );
    reader.play("Enter n");
    assert!(reader.status().contains("on in "), "{}", reader.status());
    let article = |reader: &Reader| reader.state.article().map(|a| a.id.clone());
    assert_eq!(article(&reader).as_deref(), Some("plan"));
    reader.play("n");
    assert!(
        reader.status().contains("the search went on at the start"),
        "{}",
        reader.status()
    );
    assert_eq!(article(&reader).as_deref(), Some("moscow"));
    reader.play("N");
    assert!(
        reader.status().contains("the search went on at the end"),
        "{}",
        reader.status()
    );
    reader.play("Backspace Backspace Backspace");
    assert_eq!(article(&reader).as_deref(), Some("moscow"));
}

#[test]
fn every_place_in_all_articles_is_a_list_that_leads_to_them() {
    let mut reader = Reader::new(120, 24);
    reader.play("& z e l e n s k y Enter");
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Places ─ /zelensky  2 places in 2 articles ─────────────────────┬─────────────────────────────────────────────────────
     moscow                                                   1 place │ moscow
       ¶6   …President Volodymyr Zelensky, who has said in a speech t…│ ¶5    Two demands for one region
     plan                                                     1 place │
       ¶8   …president, Volodymyr Zelenskyy, has addressed the nation…│ ¶6    The fighting goes on. Russia's forces moved
                                                                      │       forward somewhat faster in November, yet a
                                                                      │       major breakthrough is not thought to be
                                                                      │       near. In Kiev, allegations of corruption
                                                                      │       among those closest to him are shaking
                                                                      │       President Volodymyr Zelensky, who has said
                                                                      │       in a speech that the nation could lose an
                                                                      │       important partner.
                                                                      │
                                                                      │ ¶7    Trump speaks well of the talks in Moscow. He
                                                                      │       has also demanded that Ukraine let all of
                                                                      │       Donbass go, the unoccupied part included.
                                                                      │       Putin, too, stands firm: Ukraine has to let
                                                                      │       all of Donbass go.
                                                                      │
                                                                      │ ¶8    "Either we liberate these territories by
                                                                      │       force of arms, or Ukrainian forces leave
                                                                      │       these territories and stop killing people,"
                                                                      │       Putin told an interviewer this week.
    ─ 1 of 2 · /zelensky ──────────────────────────────────────── Enter to the place ─ j next ─ / another search ─ q close ─
    "#);
    reader.play("j Enter");
    let article = reader.state.article().map(|a| a.id.clone());
    assert_eq!(article.as_deref(), Some("plan"));
    assert!(
        reader.screen().contains("zelensky  1 of 1 · 1 in another"),
        "{}",
        reader.status()
    );
    reader.play("Backspace");
    assert!(
        reader.status().contains("2 of 2 · /zelensky"),
        "{}",
        reader.status()
    );
    reader.play("/ k i e v");
    assert!(reader.status().contains("/kiev  "), "{}", reader.status());
    reader.play("Tab");
    let shown = reader.screen();
    assert!(
        shown
            .lines()
            .nth(1)
            .is_some_and(|row| row.contains("place")),
        "{shown}"
    );
    reader.play("q & / x y z Tab");
    assert!(
        reader.screen().contains("it stands in no article"),
        "{}",
        reader.screen()
    );
}

#[test]
fn the_prompt_says_what_is_looked_through_and_how() {
    let mut reader = Reader::new(120, 24);
    reader.play("/ Alt-s b a u n o v");
    assert!(
        reader.status().contains("records /baunov  1 of"),
        "{}",
        reader.status()
    );
    assert_eq!(reader.at(), "baunov-choice");
    reader.play("Alt-s");
    assert!(reader.status().contains("text and records /baunov  1 of"));
    reader.play("Alt-s Ctrl-u Alt-r ( a");
    let status = reader.status();
    assert!(status.contains("regex /(a  unclosed group"), "{status}");
    reader.play("Ctrl-u \\ d + Space p o i n t s");
    let status = reader.status();
    assert!(status.contains("points  1 of 1 · 1 in another"), "{status}");
    reader.play("Ctrl-u w i s h . l i s t");
    assert!(
        reader
            .status()
            .contains("wish.list  not here · 1 in another article")
    );
    reader.play("Enter");
    assert!(reader.status().contains("on in "), "{}", reader.status());
    assert!(reader.screen().contains("wish list"), "{}", reader.screen());
}

#[test]
fn earlier_searches_are_brought_back() {
    let mut reader = Reader::new(120, 24);
    reader.play(
        "/ k i e v Enter / Donbass Esc"
            .replace("Donbass", "w a r")
            .as_str(),
    );
    reader.play("/ p u t i n Enter / Up");
    assert!(reader.status().contains("/putin  "), "{}", reader.status());
    reader.play("Up");
    assert!(reader.status().contains("/kiev  "), "{}", reader.status());
    reader.play("Up");
    assert!(reader.status().contains("no earlier search"));
    reader.play("Down Enter");
    assert!(reader.status().contains("putin  "), "{}", reader.status());
    reader.play("/ Enter");
    assert!(
        reader.status().contains("putin  "),
        "an empty line repeats: {}",
        reader.status()
    );
}

#[test]
fn a_record_without_words_is_reached_from_the_list_of_another_article() {
    let mut reader = Reader::new(120, 24);
    reader.play("& Alt-s Alt-s i m p o r t a n t Space p a r t n e r Space t h a t Enter");
    let article = |reader: &Reader| reader.state.article().map(|a| a.id.clone());
    assert_eq!(article(&reader).as_deref(), Some("moscow"));
    reader.play("Enter");
    assert_eq!(article(&reader).as_deref(), Some("plan"));
    assert_eq!(reader.at(), "zelensky-choice", "what it rests on");
    let status = reader.status();
    assert!(status.contains("partner that  1 of 1"), "{status}");
}

/// Two articles too large to be looked through at once; a letter typed into the prompt and given to the finder.
fn asked(typed: char) -> (Reader, crate::search::Job) {
    asked_of("one, two", typed)
}

/// The same; both articles begin with `first`.
fn asked_of(first: &str, typed: char) -> (Reader, crate::search::Job) {
    let folder = store::fixture::Scratch::new();
    folder.write("dossier.toml", b"");
    for name in ["a", "b"] {
        let text = format!("{first}\n\n") + &"nothing\n\n".repeat(20_000);
        folder.write(&format!("{name}.txt"), text.as_bytes());
        let beside = format!("[article]\nfile = '{name}.txt'\n");
        folder.write(&format!("{name}.toml"), beside.as_bytes());
    }
    let written = store::open(folder.path()).expect("a dossier");
    let mut reader = Reader::with(written, 80, 12);
    reader.play("/");
    match update(&mut reader.state, Msg::Type(typed)) {
        Some(Effect::Search(job)) => (reader, job),
        other => panic!("a question for the finder, not {other:?}"),
    }
}

#[test]
fn what_the_other_articles_hold_is_not_told_before_they_were_looked_through() {
    let (mut reader, job) = asked('w');
    let found = job.look(&|| true).expect("it is wanted");
    let answer = |msg| super::Wake::Done(msg);
    reader.wake([answer(Msg::Found(job.ticket, found.clone()))]);
    reader.play("Enter n");
    let status = reader.status();
    assert!(status.contains("looking through the other"), "{status}");
    assert!(reader.state.search.told(0).starts_with("1 of 1"));
    // Then the step is taken that was waited for; not where the reader has gone elsewhere.
    let survey = job.survey(&found, &|| true).expect("it is wanted");
    let mut elsewhere = reader.state.clone();
    update(&mut elsewhere, Msg::Do(crate::command::Command::Last));
    update(&mut elsewhere, Msg::Surveyed(job.ticket, survey.clone()));
    assert_eq!(elsewhere.focus.article, 0);
    reader.wake([answer(Msg::Surveyed(job.ticket, survey))]);
    let status = reader.status();
    assert!(status.contains("on in b"), "{status}");
}

#[test]
fn what_somebody_waits_for_is_looked_for_again_where_the_dossier_was_read_again() {
    let (mut reader, job) = asked('w');
    let found = job.look(&|| true).expect("it is wanted");
    let answer = |msg| super::Wake::Done(msg);
    reader.wake([answer(Msg::Found(job.ticket, found))]);
    reader.play("Enter n");
    let again = Opened::new((*reader.state.dossier).clone(), Vec::new());
    let effect = update(&mut reader.state, Msg::Opened(0, again));
    let Some(Effect::Search(job)) = effect else {
        panic!("a question for the finder, not {effect:?}");
    };
    let found = job.look(&|| true).expect("it is wanted");
    let survey = job.survey(&found, &|| true).expect("it is wanted");
    reader.wake([answer(Msg::Found(job.ticket, found))]);
    assert_eq!(reader.state.focus.article, 0);
    reader.wake([answer(Msg::Surveyed(job.ticket, survey))]);
    let status = reader.status();
    assert!(status.contains("on in b"), "{status}");
}

#[test]
fn what_was_found_is_found_again_where_the_dossier_was_read_again() {
    let mut reader = Reader::new(120, 24);
    let read_again = |reader: &mut Reader| {
        let again = (*reader.state.dossier).clone();
        let opened = Opened::new(again, Vec::new());
        reader.wake([super::Wake::Done(Msg::Opened(0, opened))]);
    };
    reader.play("/ w i t k o f f Enter n");
    let (status, focus) = (reader.status(), reader.state.focus);
    assert!(status.contains("witkoff  2 of "), "{status}");
    read_again(&mut reader);
    assert_eq!((reader.status(), reader.state.focus), (status, focus));
    // Whoever has read on stays there.
    reader.play("G");
    let focus = reader.state.focus;
    read_again(&mut reader);
    assert_eq!(reader.state.focus, focus);
    reader.play("& j j");
    let listed = reader.screen();
    read_again(&mut reader);
    assert_eq!(reader.screen(), listed);
}

#[test]
fn a_step_that_waits_is_given_up_for_the_next_one() {
    let (mut reader, job) = asked_of("one, two, two", 'w');
    let found = job.look(&|| true).expect("it is wanted");
    let answer = |msg| super::Wake::Done(msg);
    reader.wake([answer(Msg::Found(job.ticket, found.clone()))]);
    reader.play("Enter n n N");
    assert!(reader.state.search.told(0).starts_with("1 of 2"));
    let survey = job.survey(&found, &|| true).expect("it is wanted");
    reader.wake([answer(Msg::Surveyed(job.ticket, survey))]);
    assert_eq!(reader.state.focus.article, 0);
}

#[test]
fn steps_either_way_wait_for_the_other_articles_where_this_one_holds_nothing() {
    for (keys, told) in [("Enter", "on in b"), ("Enter N", "at the end, in b")] {
        let (mut reader, mut job) = asked('w');
        // As if the first article held nothing.
        let found = Found::default();
        let answer = |msg| super::Wake::Done(msg);
        reader.wake([answer(Msg::Found(job.ticket, found.clone()))]);
        reader.play(keys);
        job.article = 1;
        let mut survey = job
            .survey(&job.look(&|| true).expect("wanted"), &|| true)
            .expect("wanted");
        survey.counts[0].places = 0;
        reader.wake([answer(Msg::Surveyed(job.ticket, survey))]);
        let status = reader.status();
        assert!(status.contains(told), "{keys}: {status}");
    }
}

#[test]
fn nothing_is_told_where_nobody_looks() {
    let (mut reader, job) = asked('z');
    let found = job.look(&|| true).expect("it is wanted");
    let answer = |msg| super::Wake::Done(msg);
    reader.wake([answer(Msg::Found(job.ticket, found.clone()))]);
    let status = reader.status();
    assert!(status.contains("/z  not here, looking on ..."), "{status}");
    let survey = job.survey(&found, &|| true).expect("it is wanted");
    reader.wake([answer(Msg::Surveyed(job.ticket, survey))]);
    assert!(
        reader.status().contains("/z  not found"),
        "{}",
        reader.status()
    );
    reader.play("Enter");
    let again = (*reader.state.dossier).clone();
    reader.wake([answer(Msg::Opened(0, Opened::new(again, Vec::new())))]);
    let status = reader.status();
    assert!(
        !status.contains("looking on"),
        "the text was read again: {status}"
    );
    reader.play("/ Space");
    let status = reader.status();
    assert!(!status.contains("looking on"), "a blank: {status}");
    let mut reader = Reader::with(crate::model::Written::default(), 80, 12);
    reader.play("/ z");
    assert!(reader.status().contains("not found"), "{}", reader.status());
}

#[test]
fn an_answer_that_has_come_whole_is_not_called_off() {
    let (mut reader, job) = asked('w');
    let found = job.look(&|| true).expect("it is wanted");
    let survey = job.survey(&found, &|| true).expect("it is wanted");
    reader.wake([
        super::Wake::Done(Msg::Found(job.ticket, found)),
        super::Wake::Done(Msg::Surveyed(job.ticket, survey)),
    ]);
    reader.play("Enter");
    let turned = update(&mut reader.state, Msg::Do(crate::command::Command::NextHit));
    let Some(Effect::Search(job)) = turned else {
        panic!("the places of the next article are asked for, not {turned:?}");
    };
    assert!(!job.whole, "how often it stands where is known");
    let found = job.look(&|| true).expect("it is wanted");
    reader.wake([super::Wake::Done(Msg::Found(job.ticket, found))]);
    let effect = update(&mut reader.state, Msg::Do(crate::command::Command::Search));
    assert_eq!(effect, None);
}

#[test]
fn what_is_found_is_marked_in_every_pane() {
    let mut reader = Reader::new(120, 24);
    reader.wake([super::Wake::Done(Msg::Go("putin-either-or".into()))]);
    reader.play("/ t e r r i t o r i e s Enter");
    let painted = paint(reader.terminal.backend().buffer(), 1..23, &reader.config);
    let marked: Vec<&str> = painted
        .lines()
        .filter(|line| line.ends_with("hit"))
        .collect();
    let in_text = marked
        .iter()
        .any(|line| line.find('~').is_some_and(|at| at < 48));
    let beside = marked
        .iter()
        .any(|line| line.find('~').is_some_and(|at| at > 48));
    assert!(in_text && beside, "{painted}");
}

#[test]
fn a_long_text_is_looked_through_by_the_finder_and_late_answers_are_dropped() {
    let text = "Nobody said anything of note here.\n\n".repeat(10_000) + "The tréaty holds.\n";
    let mut reader = from_text(text);
    let ask = |reader: &mut Reader, c: char| match update(&mut reader.state, Msg::Type(c)) {
        Some(Effect::Search(job)) => job,
        other => panic!("a question for the finder, not {other:?}"),
    };
    reader.play("/");
    let first = ask(&mut reader, 't');
    let second = ask(&mut reader, 'r');
    assert!(reader.wake([]).status().contains("/tr  ..."));
    let late = first.look(&|| true).expect("it is wanted");
    reader.wake([super::Wake::Done(Msg::Found(first.ticket, late))]);
    assert!(reader.status().contains("/tr  ..."), "a late answer");
    let places = second.look(&|| true).expect("it is wanted");
    reader.wake([super::Wake::Done(Msg::Found(second.ticket, places))]);
    assert!(
        reader.status().contains("/tr  1 of 1"),
        "{}",
        reader.status()
    );
    assert!(reader.screen().contains("The tréaty holds."));
}

#[test]
fn n_pressed_before_the_answer_has_come_counts() {
    let mut reader = from_text("one two\n\n".repeat(50_000));
    reader.play("/");
    let Some(Effect::Search(job)) = update(&mut reader.state, Msg::Type('t')) else {
        panic!("a question for the finder");
    };
    reader.play("Enter n n");
    let found = job.look(&|| true).expect("it is wanted");
    reader.wake([super::Wake::Done(Msg::Found(job.ticket, found))]);
    let status = reader.status();
    assert!(status.contains("t  3 of 10000+"), "{status}");
}

#[test]
fn nobody_waits_for_what_a_dropped_search_would_have_found() {
    let mut reader = from_text("one two\n\n".repeat(50_000));
    reader.play("/");
    let Some(Effect::Search(job)) = update(&mut reader.state, Msg::Type('t')) else {
        panic!("a question for the finder");
    };
    let effect = update(&mut reader.state, Msg::Do(crate::command::Command::Close));
    assert_eq!(effect, Some(Effect::StopSearch));
    let late = job.look(&|| true).expect("it is wanted");
    reader.wake([super::Wake::Done(Msg::Found(job.ticket, late))]);
    assert!(reader.state.search.found.places.is_empty());
}

#[test]
fn where_one_is_shows_beside_what_is_searched_for() {
    for (width, place) in [(160, "record "), (100, "¶"), (80, "¶")] {
        let mut reader = Reader::new(width, 24);
        reader.play("/ d o n b a s s Enter");
        let status = reader.status();
        assert!(status.contains("/donbass  1 of 3"), "{status}");
        assert!(status.contains(place) && status.contains(" %"), "{status}");
        let before = reader.status();
        reader.play("G");
        assert_ne!(reader.status(), before);
    }
}

#[test]
fn a_record_found_by_another_name_of_its_source_says_so() {
    let mut written = store::example();
    let putin = written
        .codebook
        .sources
        .iter_mut()
        .find(|source| source.id == "putin");
    putin.expect("the example has him").aka = vec!["VVP the First".into()];
    let mut reader = Reader::with(written, 160, 30);
    reader.play("/ Alt-s v v p Enter");
    let status = reader.status();
    assert!(
        status.contains("records /vvp  1 of ") && status.contains("also: VVP"),
        "{status}"
    );
    assert!(
        reader.play("&").screen().contains("also: VVP the First"),
        "{}",
        reader.screen()
    );
}

#[test]
fn what_is_typed_stays_beside_what_is_just_told() {
    let mut reader = Reader::new(120, 24);
    reader.play("/ d o n");
    let notice = crate::app::Notice::new("a file has changed");
    reader.wake([Wake::Done(Msg::Say(notice))]);
    let status = reader.status();
    assert!(status.contains("/don  a file has changed"), "{status}");
}

#[test]
fn the_place_found_last_stays_in_sight_and_the_next_is_one_further_whatever_the_size_of_the_screen()
{
    let text = "Nobody spoke of a treaty but of a truce, and then of a treaty.\n\n".repeat(12);
    for (width, height) in [(40, 12), (20, 5), (160, 40)] {
        let mut reader = from_text(text.clone());
        reader.play("/ t r e a t y Enter n n n n n n n");
        for at in 8..14 {
            let told = reader.status();
            assert!(told.contains(&format!("{at} of 24")), "{width} {told}");
            let size = [(width, height), (80, 24)][at % 2];
            let hit = reader.state.search.here();
            reader.resize(size.0, size.1);
            assert_eq!(reader.state.search.here(), hit);
            assert!(reader.state.hit_here().is_some(), "{}", reader.screen());
            reader.play("n");
        }
    }
}

#[test]
fn what_was_found_in_one_article_is_no_place_of_another() {
    let mut reader = Reader::new(120, 24);
    reader.play("/ t h e Enter");
    assert!(reader.state.hit_here().is_some());
    reader.play("L");
    assert_eq!(reader.state.hit_here(), None);
}
