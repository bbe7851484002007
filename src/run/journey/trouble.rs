//! Journeys through what is wrong with a dossier: as it is opened, written, or broken by somebody else.
use super::desk::{ARTICLE, Desk, RECORDS, dossier};
use crate::store::fixture::Scratch;

/// What a form of the example's first record is opened with, and the words it quotes.
const QUOTED: &str = "v a l i Enter";

#[test]
fn words_that_are_not_in_the_article_are_told_as_they_are_saved() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (160, 30));
    desk.play(QUOTED);
    let whole = folder.read("bridge.toml");
    desk.play("E");
    let form = desk.reader.state.form().expect("a form");
    let names = form.shown();
    let at = names
        .iter()
        .position(|n| form.entries[*n].plan.field.name == "text");
    let back = names.iter().position(|n| *n == form.at);
    let steps = at
        .zip(back)
        .map(|(at, here)| (at + names.len() - here) % names.len());
    desk.play(&"Tab ".repeat(steps.expect("a field of words")));
    desk.play("Ctrl-u \"never_said\" Enter");
    let told = desk.reader.status();
    assert!(
        told.contains("changed; 1 new error (E01), 1 new warning: ! tells more, u takes it back"),
        "{told}"
    );
    desk.play("u");
    assert_eq!(folder.read("bridge.toml"), whole);
    let told = desk.reader.status();
    assert!(
        told.contains("taken back") && !told.contains("new"),
        "{told}"
    );
    desk.play("Ctrl-r");
    let told = desk.reader.status();
    assert!(
        told.contains("1 new error (E01), 1 new warning: ! tells more"),
        "{told}"
    );
    assert!(!told.contains("takes it back"), "{told}");
}

#[test]
fn a_dossier_with_errors_says_so_as_it_is_opened() {
    let record = "\n[quote.q]\nsource = 'mayor'\ntext = 'Never said'\n";
    let wrong = format!("{RECORDS}{record}");
    let broken = format!("{RECORDS}[quote.q\nsource = 'mayor'\n");
    for (written, told) in [
        (RECORDS, None),
        (wrong.as_str(), Some("1 error: ! problems")),
        (broken.as_str(), Some("`bridge.toml` is broken at line 4: ")),
    ] {
        let folder = dossier();
        folder.write("bridge.toml", written.as_bytes());
        let desk = Desk::open(&folder, "", (120, 20));
        let status = desk.reader.status();
        match told {
            Some(told) => assert!(status.contains(told), "{status}"),
            None => assert!(!status.contains("error"), "{status}"),
        }
    }
}

/// The dossier, with a quotation; and what its records' file says.
fn quoted() -> (Scratch, String) {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play(QUOTED);
    drop(desk);
    let whole = folder.read("bridge.toml");
    (folder, whole)
}

#[test]
fn a_file_that_breaks_is_told_until_it_is_whole_again() {
    let (folder, whole) = quoted();
    let line = whole.lines().count() + 1;
    let mut desk = Desk::open(&folder, "", (140, 20));
    folder.write("bridge.toml", format!("{whole}[[[\n").as_bytes());
    desk.reread();
    desk.play("m m");
    let told = desk.reader.status();
    let wanted = format!(
        "1 of 1 · mayor-build-year · ¶2 of 3 · 100 % · bridge.toml is broken at line {line}"
    );
    assert!(told.contains(&wanted), "{told}");
    for view in [
        "m", "t", "!", "C", "o", "A", "S", "i", "?", "x", "f", ":", "/", "v", "r p", "2", "3",
    ] {
        let told = desk.play(view).reader.status();
        assert!(
            told.contains(&format!("bridge.toml is broken at line {line}")),
            "{view}: {told}"
        );
        desk.play("Esc");
    }
    desk.reader.resize(40, 12);
    let told = desk.play("m").reader.status();
    assert!(told.contains(" · out of date"), "{told}");
    desk.reader.resize(140, 20);
    desk.play("Esc 1 !");
    let screen = desk.reader.screen();
    assert!(screen.contains(&format!("bridge.toml:{line}:")), "{screen}");
    desk.play("Esc");
    folder.write("bridge.toml", whole.as_bytes());
    desk.reread();
    desk.play("m m");
    let told = desk.reader.status();
    assert!(told.contains("exact") && !told.contains("broken"), "{told}");
}

#[test]
fn the_words_a_form_is_about_stay_in_sight() {
    let folder = dossier();
    let long = "Nobody in the town has ever asked for a ferry, and none is missed.\n\n".repeat(9);
    folder.write("bridge.txt", format!("{long}{ARTICLE}").as_bytes());
    let mut desk = Desk::open(&folder, "", (100, 30));
    desk.play("v 1 0 }");
    desk.play("Esc G k v a");
    let words = desk
        .reader
        .state
        .form()
        .and_then(|form| form.span)
        .expect("words");
    let shows = |desk: &Desk| desk.reader.state.page.span().meets(words);
    assert!(shows(&desk), "{}", desk.reader.screen());
    for (width, height) in [(100, 24), (60, 20), (40, 40), (100, 30)] {
        desk.reader.resize(width, height);
        assert!(shows(&desk), "{}", desk.reader.screen());
    }
    desk.play("Esc");
    assert!(shows(&desk), "{}", desk.reader.screen());
}
