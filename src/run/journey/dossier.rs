//! Journeys with a dossier that is being read, comes again, changes.
use super::{Reader, Wake, desk::Desk};
use crate::{
    app::{Access, Effect, Msg, Opened, Progress, Work, update},
    command::Command,
    drift::Lock,
    model::{Dossier, Written},
    store::{self, Change, Value},
};
use std::sync::Arc;

#[test]
fn changes_are_told_shown_with_both_texts_and_accepted_one_by_one() {
    let locked = Dossier::new(store::example()).anchored();
    let mut written = store::example();
    written.lock = Some(Lock::of(&locked, None).write());
    // A correction of the same length, so that every paragraph stands where it stood.
    for article in &mut written.articles {
        *Arc::make_mut(&mut article.text) = article
            .text
            .replace("28 points, followed", "19 points, followed");
    }
    let mut reader = Reader::with(written, 100, 20);
    assert!(reader.status().contains("1 altered"), "{}", reader.status());
    reader.play("C");
    let screen = reader.screen();
    assert!(
        screen.contains("was     a paper of [28] points"),
        "{screen}"
    );
    assert!(
        screen.contains("now     a paper of [19] points"),
        "{screen}"
    );
    assert!(screen.contains("matters number"), "{screen}");

    let accept = Msg::Do(Command::AcceptAll);
    reader.state.path = "somewhere".into();
    let mut state = reader.state.clone();
    let unseen = update(&mut state, accept);
    assert_eq!(unseen, None, "what is altered is not accepted unseen");
    let accepted = changes(update(&mut reader.state, Msg::Do(Command::Accept)));
    let [Change::Set { field, value, .. }, Change::Lock { text }] = &accepted[..] else {
        panic!("its diff is on the screen: its words and the lock change: {accepted:?}");
    };
    let Some(Value::Texts(words)) = value else {
        panic!("words: {value:?}");
    };
    assert!(
        *field == "text" && words[0].contains("19 points"),
        "{words:?}"
    );
    assert!(text.contains("a paper of 19 points"));
}

#[test]
fn a_quotation_that_is_altered_or_gone_keeps_its_place_in_text_order() {
    let ids = |written: Written| -> Vec<String> {
        let dossier = Dossier::new(written).anchored();
        let order = dossier.text_order().iter();
        order.map(|id| dossier.record(*id).id.clone()).collect()
    };
    let whole = ids(store::example());
    let crossed = |words: &str| -> String {
        let letters = words.chars();
        letters
            .map(|c| if c.is_ascii_alphabetic() { 'x' } else { c })
            .collect()
    };
    let other = |words: &str| words.replacen("territories", "communities", 1);
    let ways: [&dyn Fn(&str) -> String; 2] = [&other, &crossed];
    for (change, is_near) in ways.into_iter().zip([true, false]) {
        let mut written = store::example();
        let whole_one = Dossier::new(written.clone()).anchored();
        let record = whole_one.find("putin-either-or").expect("a record");
        let span = whole_one.span(record).expect("it stands");
        let article = whole_one.record(record).article.expect("an article");
        // As many bytes, so that every paragraph stands where it stood.
        let text = Arc::make_mut(&mut written.articles[article].text);
        text.replace_range(span.start..span.end, &change(span.of(text)));
        let changed = Dossier::new(written.clone()).anchored();
        assert!(changed.passage(record).is_none());
        assert_eq!(changed.nearest(record).is_some(), is_near);
        assert_eq!(ids(written), whole);
    }
}

#[test]
fn words_that_are_given_otherwise_are_accepted_one_by_one_too() {
    let locked = Dossier::new(store::example()).anchored();
    let mut written = store::example();
    written.lock = Some(Lock::of(&locked, None).write());
    // As long as what stood there, so that every paragraph stands where it stood.
    for article in &mut written.articles {
        *Arc::make_mut(&mut article.text) =
            (article.text).replace("Russia was said to have", "Russia in fact has also");
    }
    let mut reader = Reader::with(written, 100, 24);
    assert!(reader.status().contains("1 given otherwise"));
    reader.play("C");
    let screen = reader.screen();
    assert!(
        screen.contains("russia-objects  given otherwise"),
        "{screen}"
    );
    reader.state.path = "somewhere".into();
    reader.play("A");
    let status = reader.status();
    assert!(status.contains("is accepted one by one"), "{status}");
    let accepted = changes(update(&mut reader.state, Msg::Do(Command::Accept)));
    assert!(matches!(&accepted[..], [Change::Lock { text }] if text.contains("in fact has also")));
}

fn changes(effect: Option<Effect>) -> Vec<Change> {
    match effect {
        Some(Effect::Write {
            work: (Work::Edit { edit, .. }, _),
            ..
        }) => edit.changes,
        other => panic!("nothing is written: {other:?}"),
    }
}

#[test]
fn a_dossier_that_comes_twice_keeps_the_place() {
    let mut reader = Reader::new(100, 20);
    reader.wake([Wake::Done(Msg::Go("radchenko-worse".into()))]);
    let (record, top) = (reader.at().to_owned(), reader.state.focus.top);
    let again = Dossier::new(store::example());
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(again, Vec::new())))]);
    assert_eq!(
        (reader.at(), reader.state.focus.top),
        (record.as_str(), top)
    );
    let again = reader.state.dossier.anchored();
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(again, Vec::new())))]);
    assert_eq!(
        (reader.at(), reader.state.focus.top),
        (record.as_str(), top)
    );
}

#[test]
fn late_answers_are_dropped() {
    let mut reader = Reader::new(80, 10);
    let effect = update(&mut reader.state, Msg::Open("elsewhere".into()));
    assert_eq!(effect, Some(Effect::Open(1, "elsewhere".into())));
    update(
        &mut reader.state,
        Msg::Opened(0, Opened::new(Dossier::new(Written::default()), Vec::new())),
    );
    assert!(
        reader.state.article().is_some(),
        "the answer to the question before"
    );
    update(&mut reader.state, Msg::Failed(1, "no such folder".into()));
    assert!(reader.wake([]).status().contains("no such folder"));
}

#[test]
fn what_is_being_read_is_told_until_it_is_there() {
    let mut reader = Reader::with(store::example(), 100, 20);
    reader.wake([Wake::Done(Msg::Progress(0, Progress::Anchoring))]);
    assert!(
        reader.status().contains("· looking for the quotations"),
        "{}",
        reader.status()
    );
    reader.wake([Wake::Done(Msg::Progress(7, Progress::Checking))]);
    assert!(
        !reader.status().contains("checking"),
        "nobody asked for that any more"
    );
    let dossier = Dossier::new(store::example()).anchored();
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(dossier, Vec::new())))]);
    assert!(!reader.status().contains("looking"));
    let mut reader = Reader::with(Written::default(), 100, 20);
    reader.state.waiting = true;
    reader.wake([Wake::Done(Msg::Progress(0, Progress::Read(120, 300)))]);
    assert!(
        reader.status().contains("reading 120 of 300 articles"),
        "{}",
        reader.status()
    );
}

#[test]
fn a_read_only_dossier_is_announced_once_and_marked_for_as_long_as_it_is_one() {
    let mut reader = Reader::new(100, 20);
    let opened = || Opened::new(Dossier::new(store::example()).anchored(), Vec::new());
    let mut again = |access| {
        let opened = opened().with_access(access);
        reader.wake([Wake::Done(Msg::Opened(0, opened))]).screen()
    };
    assert!(!again(Access::Writable).contains("read-only"));
    let first = again(Access::ReadOnly);
    assert!(
        first
            .lines()
            .next()
            .is_some_and(|title| title.ends_with(" read-only")),
        "{first}"
    );
    assert!(
        first.contains("this dossier is read-only: it can be read"),
        "{first}"
    );
    assert!(again(Access::ReadOnly).contains(" read-only"));
    reader.play("j");
    assert!(!reader.status().contains("read-only"));
    assert!(
        reader.play("m").screen().contains(" read-only"),
        "in every view"
    );
}

#[test]
fn an_article_that_is_named_is_shown_whatever_others_are_called() {
    let folder = store::fixture::Scratch::new();
    folder.write("dossier.toml", b"");
    for part in ["a", "b"] {
        folder.write(&format!("{part}/t.txt"), b"Hello.");
        folder.write(&format!("{part}/t.toml"), b"[article]\nfile = 't.txt'\n");
    }
    for (path, shown) in [
        ("", "a"),
        ("b/t.txt", "b"),
        ("b/t.toml", "b"),
        ("a/t.txt", "a"),
    ] {
        let written = store::open(&folder.path().join(path)).expect("a dossier");
        let reader = Reader::with(written, 80, 12);
        let article = reader.state.article().expect("an article");
        assert_eq!(article.file, format!("{shown}/t.txt"), "{path}");
    }
}

#[test]
fn the_place_is_told_and_an_article_without_a_file_has_its_id() {
    let mut written = store::example();
    written.articles[0].file.clear();
    written.articles[0].readable = false;
    written.articles[0].text = Arc::default();
    written.articles[0].paragraphs = Arc::default();
    written.articles[0].title = None;
    let mut reader = Reader::with(written, 120, 20);
    reader.play("2 0 H");
    let screen = reader.screen();
    let id = reader.state.article().map(|article| article.id.clone());
    let told = format!(" {} names no file", id.expect("an article"));
    assert!(screen.contains(&told), "{screen}");
    reader.play("L Ctrl-g");
    let told = reader.status();
    assert!(told.contains("article 2 of 2: ¶1 to ¶"), "{told}");
    assert!(told.contains("% of it · articles/"), "{told}");
}

#[test]
fn a_dossier_without_an_article_says_what_it_lacks_and_the_way_out() {
    let mut reader = Reader::with(Written::default(), 79, 12);
    for keys in ["L", "H", "."] {
        reader.state.path = "somewhere".into();
        let told = reader.play(keys).status();
        assert!(told.contains("no article here"), "{keys}: {told}");
    }
    let screen = reader.play("A").screen();
    assert!(
        screen.contains("no article here: an article is"),
        "{screen}"
    );
    let screen = reader.play("Esc").screen();
    assert!(
        screen.contains("no article here: an article is a text") && screen.contains("`onrecord"),
        "{screen}"
    );
}

#[test]
fn without_an_article_nothing_offers_what_is_known_of_it() {
    let folder = store::fixture::Scratch::new();
    folder.write("dossier.toml", b"[dossier]\ntitle = 'Empty'\n");
    let mut desk = Desk::open(&folder, "", (120, 20));
    let status = desk.play("j").reader.status();
    assert!(!status.contains("i article "), "{status}");
    let status = desk.play("i").reader.status();
    assert!(status.contains("no article here"), "{status}");
}
