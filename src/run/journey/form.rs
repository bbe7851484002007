//! Journeys through what a form, and what was written of it, tell.
use super::desk::{Desk, dossier};

#[test]
fn what_the_checks_would_say_is_of_what_the_field_holds_once_it_is_left() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 20));
    desk.play("v n a");
    for (typed, told) in [
        ("\"Li\"", "checks nothing new to find"),
        ("\"x\"", "checks `Lix` is no source yet: it is made first"),
        ("Ctrl-u", "checks `source` is still empty"),
        ("\"ferr\" Tab \"tol\"", "checks nothing new to find"),
    ] {
        let screen = desk.play(typed).reader.screen();
        assert!(screen.contains(told), "{typed}: {screen}");
    }
}

#[test]
fn what_a_slip_of_one_key_does_is_told_with_the_key_that_takes_it_back() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 20));
    desk.play("3 Enter m g s");
    let told = desk.reader.status();
    assert!(told.contains("none stated: u takes it back"), "{told}");
    let text = "[keys.read]\n'u' = ''\n'U' = 'undo'\n";
    desk.reader.config = crate::config::Config::read(Some(("config.toml", text))).0;
    let told = desk.play("s").reader.status();
    assert!(
        told.contains("no longer none stated: U takes it back"),
        "{told}"
    );
}

#[test]
fn on_a_narrow_screen_the_way_out_of_a_form_is_told_whatever_a_field_is_for() {
    for (keys, width) in [("p", 40), ("v c", 40), ("v c", 60), ("v a", 60)] {
        let mut desk = Desk::open(&dossier(), "", (width, 12));
        let status = desk.play(keys).reader.status();
        assert!(status.contains("Esc "), "{width} {keys}: {status}");
    }
}

#[test]
fn an_id_that_cannot_be_written_is_told_in_the_form_that_it_is_typed_in() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (100, 40));
    desk.play("r p \"Ferries\" Ctrl-o S-Tab");
    for (typed, told) in [
        (
            "us.a",
            "`us.a` is no id: that is letters, digits, `-` and `_`; `us-a` would be one",
        ),
        ("?!", "`?!` is no id: that is letters, digits, `-` and `_`"),
        ("Россия-2", "I29 2 cells of `Россия-2` not read yet"),
        (
            "town",
            "E07: `party.town` is there already, in `dossier.toml`; take another id",
        ),
    ] {
        let screen = desk.play(&format!("Ctrl-u \"{typed}\"")).reader.screen();
        assert!(screen.contains(&format!("checks {told}")), "{screen}");
    }
    desk.play("Ctrl-x v a \"Zora_Quist\" Tab Ctrl-o S-Tab \"ferry\" Enter");
    let (told, screen) = (desk.reader.status(), desk.reader.screen());
    assert!(
        told.contains("E07: `source.ferry` is there already"),
        "{told}"
    );
    assert!(screen.contains("New source"), "{screen}");
}

#[test]
fn a_form_nobody_has_typed_in_offers_no_draft() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 20));
    let told = desk.play("r p").reader.status();
    assert!(told.contains("Esc close"), "{told}");
    let told = desk.play("\"F\"").reader.status();
    assert!(told.contains("Esc keep as a draft"), "{told}");
}

#[test]
fn words_thrown_away_by_a_slip_can_be_brought_back_once() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 20));
    for (keys, told) in [
        ("p Ctrl-x", "discarded"),
        ("r r", "no draft is kept"),
        ("p \"Kept\" Esc", "kept as a draft"),
        ("p \"Ferries\" Ctrl-x", "discarded: r r brings it back"),
        ("r r \"_run\" Ctrl-x", "discarded: r r brings it back"),
        ("r r", "1 more kept"),
        ("Ctrl-x", "discarded"),
        ("r r Ctrl-x", "discarded: r r brings it back"),
        ("r r Ctrl-x", "discarded"),
        ("r r", "no draft is kept"),
    ] {
        let status = desk.play(keys).reader.status();
        let more = status.contains("brings it back") && !told.contains("brings");
        assert!(status.contains(told) && !more, "{keys}: {status}");
        if told == "1 more kept" {
            let screen = desk.reader.screen();
            assert!(screen.contains("Ferries run"), "{screen}");
        }
    }
}

#[test]
fn letters_within_a_word_of_somebody_elses_role_name_nobody() {
    let folder = dossier();
    folder.write("bridge.toml", b"[article]\nfile = 'bridge.txt'\n\n[source.lind]\nname = 'Anna Lind'\nrole = 'researcher'\n");
    let mut desk = Desk::open(&folder, "", (120, 30));
    let screen = desk.play("v a \"Her\"").reader.screen();
    let at = |words: &str| screen.find(words).expect(words);
    assert!(at("new source: Her") < at("lind"), "{screen}");
}

#[test]
fn a_quote_is_not_told_what_nobody_has_read_of_an_issue_made_on_the_way() {
    let folder = dossier();
    let codebook = folder.read("dossier.toml") + "\n[party.port]\nname = 'Port'\n";
    folder.write("dossier.toml", codebook.as_bytes());
    let mut desk = Desk::open(&folder, "", (120, 40));
    desk.play("v a l i Tab \"Cost\" Enter");
    assert!(desk.reader.screen().contains("New issue"));
    let screen = desk.play("Enter").reader.screen();
    assert!(
        screen.contains("New quote") && screen.contains("Cost"),
        "{screen}"
    );
    assert!(screen.contains("checks nothing new to find"), "{screen}");
}

#[test]
fn findings_without_room_in_a_form_are_counted() {
    let folder = dossier();
    let parties = (0..9).map(|n| format!("\n[party.p{n}]\nname = 'Party {n}'\n"));
    let codebook = folder.read("dossier.toml") + &parties.collect::<String>();
    folder.write("dossier.toml", codebook.as_bytes());
    for (size, told) in [
        ((120, 40), "         8 more"),
        ((120, 11), "checks 11 findings"),
    ] {
        let mut desk = Desk::open(&folder, "", size);
        let screen = desk.play("r i \"Cost\"").reader.screen();
        assert!(
            screen.contains("New issue") && screen.contains(told),
            "{screen}"
        );
    }
}

#[test]
fn where_nothing_was_written_nothing_is_taken_back() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (100, 20));
    desk.play("u");
    let told = desk.reader.status();
    assert!(
        told.starts_with("─ there is nothing to take back"),
        "{told}"
    );
}
