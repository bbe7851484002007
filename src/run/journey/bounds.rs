//! Journeys: the words of a record that is there already are moved, or taken over from a changed article.
use super::desk::{Desk, dossier};
use crate::{
    drift::Lock,
    model::Dossier,
    store::{self, fixture::Scratch},
};

const QUOTE: &str = "\n[quote.one]\nsource = 'mayor'   # the first\ntext   = 'build it this year' # as printed\ncue    = 'said'\n";

/// The bridge with one quote of the mayor, `words` of her.
fn desk(words: &str) -> Scratch {
    let folder = dossier();
    let quote = QUOTE.replace("build it this year", words);
    folder.write(
        "bridge.toml",
        (folder.read("bridge.toml") + &quote).as_bytes(),
    );
    folder
}

/// The same with a lock.
fn locked(words: &str) -> Scratch {
    let folder = desk(words);
    let dossier = Dossier::new(store::open(folder.path()).expect("a dossier")).anchored();
    folder.write("dossier.lock", Lock::of(&dossier, None).write().as_bytes());
    folder
}

#[test]
fn an_end_is_moved_word_by_word_and_only_the_words_are_written() {
    let folder = desk("build it this year");
    let before = folder.read("bridge.toml");
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("B b b Enter");
    let shorter = before.replace("'build it this year'", "'build it'");
    assert_eq!(folder.read("bridge.toml"), shorter);
    desk.play("B o b b Enter");
    assert_eq!(
        folder.read("bridge.toml"),
        before.replace("'build it this year'", "'We will build it'")
    );
    assert_eq!(desk.reader.at(), "one");
    desk.play("u u");
    assert_eq!(folder.read("bridge.toml"), before);
    desk.play("B Enter");
    assert!(
        desk.reader.status().contains("nothing is changed"),
        "{}",
        desk.reader.status()
    );
}

#[test]
fn a_misquoted_record_gets_the_articles_words_once_the_difference_was_shown() {
    let folder = desk("We shall build it this year");
    let before = folder.read("bridge.toml");
    let mut desk = Desk::open(&folder, "", (80, 14));
    for way in ["G h =", "! ="] {
        desk.play(way);
        let screen = desk.reader.screen();
        assert!(
            screen.contains("was     We [shall] build it this year"),
            "{way}: {screen}"
        );
        assert!(
            screen.contains("now     We [will] build it this year"),
            "{way}: {screen}"
        );
        assert!(screen.contains("matters modal"), "{way}: {screen}");
        desk.play("Esc q");
        assert_eq!(folder.read("bridge.toml"), before, "not unasked");
    }
    desk.play("! = a");
    assert_eq!(
        folder.read("bridge.toml"),
        before.replace("We shall", "We will")
    );
    desk.play("u");
    assert_eq!(folder.read("bridge.toml"), before);
}

#[test]
fn an_altered_article_is_accepted_with_its_words_and_all_of_it_comes_back() {
    // Also where a notice says what the words were.
    for notice in ["", "\n\nThis first read: We will build it this year.\n"] {
        let folder = locked("We will build it this year");
        let article = (folder.read("bridge.txt")).replace("it this year", "it next year");
        folder.write("bridge.txt", (article + notice).as_bytes());
        let before = ["bridge.toml", "dossier.lock"].map(|file| folder.read(file));
        let mut desk = Desk::open(&folder, "", (80, 24));
        desk.play("C a");
        assert_eq!(
            folder.read("bridge.toml"),
            before[0].replace("this year", "next year")
        );
        assert!(folder.read("dossier.lock").contains("next year"));
        assert!(desk.reader.state.changes.drifts.is_empty());
        desk.play("u");
        assert_eq!(
            ["bridge.toml", "dossier.lock"].map(|file| folder.read(file)),
            before
        );
    }
}

#[test]
fn a_quotation_in_several_paragraphs_is_not_accepted() {
    let folder = locked("We will [...] this year");
    let article =
        (folder.read("bridge.txt")).replace("build it this year", "build it\n\nthis year");
    folder.write("bridge.txt", article.as_bytes());
    let before = ["bridge.toml", "dossier.lock"].map(|file| folder.read(file));
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("C a");
    let status = desk.reader.status();
    assert!(status.contains("stands in no one place"), "{status}");
    assert_eq!(
        ["bridge.toml", "dossier.lock"].map(|file| folder.read(file)),
        before
    );
}

/// That a person is asked about the words of the record: what they were, theirs, ours.
#[track_caller]
fn asks(desk: &Desk, [was, theirs, ours]: [&str; 3]) {
    let screen = desk.reader.screen();
    for (label, words) in [("was", was), ("theirs", theirs), ("ours", ours)] {
        let line = format!("{label:7} \"{words}\"");
        assert!(screen.contains(&line), "no {line}: {screen}");
    }
    assert!(screen.contains("what is on disk stays"), "{screen}");
    assert!(!screen.contains("draft"), "there is none: {screen}");
}

#[test]
fn bounds_that_somebody_else_moved_too_are_asked_about() {
    for read in [false, true] {
        let folder = desk("build it this year");
        let before = folder.read("bridge.toml");
        let mut desk = Desk::open(&folder, "", (80, 24));
        desk.play("B b b");
        let theirs = before.replace("build it this year", "will build it this year");
        folder.write("bridge.toml", theirs.as_bytes());
        if read {
            desk.reread();
        }
        desk.play("Enter");
        assert_eq!(folder.read("bridge.toml"), theirs, "not unasked");
        asks(
            &desk,
            ["build it this year", "will build it this year", "build it"],
        );
        desk.play("o Enter");
        let ours = before.replace("build it this year", "build it");
        assert_eq!(folder.read("bridge.toml"), ours);
        desk.play("u");
        assert_eq!(folder.read("bridge.toml"), theirs);
    }
}

#[test]
fn bounds_of_what_somebody_deleted_are_not_written() {
    let folder = desk("build it this year");
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("B b b");
    let without = folder.read("bridge.toml").replace(QUOTE, "");
    folder.write("bridge.toml", without.as_bytes());
    desk.reread();
    desk.play("Enter");
    assert_eq!(folder.read("bridge.toml"), without);
    let status = desk.reader.status();
    assert!(status.contains("deleted meanwhile"), "{status}");
}

#[test]
fn words_that_are_accepted_are_asked_about_where_somebody_else_changed_them() {
    let folder = desk("We shall build it this year");
    let theirs = folder
        .read("bridge.toml")
        .replace("We shall build", "shall build");
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("! =");
    folder.write("bridge.toml", theirs.as_bytes());
    desk.play("a");
    assert_eq!(folder.read("bridge.toml"), theirs, "not unasked");
    let ours = "We will build it this year";
    asks(
        &desk,
        [
            "We shall build it this year",
            "shall build it this year",
            ours,
        ],
    );
    desk.play("Enter");
    assert_eq!(folder.read("bridge.toml"), theirs);
}

#[test]
fn a_change_that_is_accepted_is_asked_about_where_somebody_else_took_other_words() {
    let folder = locked("We will build it this year");
    let article = folder
        .read("bridge.txt")
        .replace("it this year", "it next year");
    folder.write("bridge.txt", article.as_bytes());
    let before = folder.read("bridge.toml");
    let lock = folder.read("dossier.lock");
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("C");
    let theirs = before.replace("We will build it this year", "build it next year");
    folder.write("bridge.toml", theirs.as_bytes());
    desk.play("a");
    let now = ["bridge.toml", "dossier.lock"].map(|file| folder.read(file));
    assert_eq!(now, [theirs, lock], "neither file unasked");
    asks(
        &desk,
        [
            "We will build it this year",
            "build it next year",
            "We will build it next year",
        ],
    );
    desk.play("o Enter");
    assert_eq!(
        folder.read("bridge.toml"),
        before.replace("this year", "next year")
    );
    assert!(
        folder
            .read("dossier.lock")
            .contains("We will build it next year")
    );
}

#[test]
fn the_problems_tell_with_which_keys_a_changed_article_is_looked_at_and_accepted() {
    let folder = locked("We will build it this year");
    let article = folder.read("bridge.txt");
    for (was, now, label) in [
        ("it this year", "it next year", "    altered one"),
        (
            "mayor Anna Lind",
            "shipowner Carl Lund",
            "    given otherwise one",
        ),
    ] {
        let article = article.replace(was, now);
        folder.write("bridge.txt", article.as_bytes());
        let mut desk = Desk::open(&folder, "", (120, 24));
        let screen = desk.play("!").reader.screen();
        assert!(screen.contains(label), "{screen}");
        let help = "look at each change with C; there a accepts one, A all that held or moved";
        assert!(screen.contains(help), "{screen}");
        assert!(!screen.contains("`onrecord"), "{screen}");
        assert!(desk.reader.status().contains("C what changed"), "{screen}");
    }
}

#[test]
fn an_article_in_which_nothing_that_is_quoted_changed_is_accepted_too() {
    for key in ["a", "A"] {
        let folder = locked("We will build it this year");
        let article = folder.read("bridge.txt");
        let article = article.replace("may object", "may well object");
        folder.write("bridge.txt", article.as_bytes());
        let mut desk = Desk::open(&folder, "", (120, 24));
        let told = desk.play("C").reader.status();
        assert!(told.contains("an article has changed"), "{told}");
        assert!(told.contains("a accept the article"), "{told}");
        let told = desk.play(key).reader.status();
        assert!(told.contains("the articles accepted as"), "{told}");
        let screen = desk.play("q !").reader.screen();
        assert!(!screen.contains("E12"), "{screen}");
        let told = desk.play("q C").play(key).reader.status();
        assert!(told.contains("nothing to accept: everything"), "{told}");
    }
}
