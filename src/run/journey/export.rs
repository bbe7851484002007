//! Journeys: the note leaves the reader, and nothing is written over that nobody was told of.
use super::desk::{Desk, dossier};
use crate::store::quoted;

#[test]
fn a_note_is_ordered_seen_and_written() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 20));
    desk.play("v a l i Enter x");
    let screen = desk.reader.screen();
    assert!(screen.contains("‹ note › what fits two pages"), "{screen}");
    assert!(screen.contains("## Bottom line"), "{screen}");
    let file = folder.path().join("out.txt");
    let typed = format!("\"{}\"", file.display());
    // The name's ending chooses the format, and the preview follows.
    desk.play("S-Tab Ctrl-u").play(&typed);
    let screen = desk.reader.screen();
    assert!(screen.contains(" txt "), "{screen}");
    assert!(
        screen.contains("Bottom line\n") && !screen.contains("## "),
        "{screen}"
    );
    desk.play("Enter");
    assert!(
        (desk.reader.status()).contains(&format!(
            "written: \"out.txt\" in {}",
            quoted(folder.path())
        )),
        "{}",
        desk.reader.status()
    );
    let first = folder.read("out.txt");
    assert!(first.contains("Bottom line"), "{first}");

    desk.play("x l S-Tab Ctrl-u").play(&typed).play("Enter");
    let told = desk.reader.status();
    assert!(told.contains("is there: Enter writes over it"), "{told}");
    desk.play("Up Up Right Right Enter");
    assert!(
        desk.reader.status().contains("is there"),
        "another note asks again"
    );
    assert_eq!(folder.read("out.txt"), first);
    desk.play("Enter");
    assert!(
        folder.read("out.txt").contains("Draft: "),
        "{}",
        folder.read("out.txt")
    );
}

#[test]
fn a_note_with_errors_is_refused_and_nothing_is_written() {
    let folder = dossier();
    folder.write("bridge.toml", b"[article]\nfile = 'bridge.txt'\n[quote.q]\nsource = 'mayor'\ntext = 'We shall build it'\n");
    let mut desk = Desk::open(&folder, "", (120, 20));
    let file = folder.path().join("out.md");
    desk.play("x S-Tab Ctrl-u")
        .play(&format!("\"{}\"", file.display()));
    desk.play("Enter");
    let told = desk.reader.status();
    assert!(
        told.contains("nothing is written: 1 error; a draft writes"),
        "{told}"
    );
    assert!(!file.exists());
    desk.reader.resize(100, 30);
    let screen = desk.play("Up Up").reader.screen();
    let beside = |row: &str| row.chars().take(44).collect::<String>().trim().to_owned();
    let all: Vec<String> = screen.lines().map(beside).collect();
    let told = all.join(" ");
    assert!(
        told.contains("1 error; a draft (`faults` above) writes with every fault marked"),
        "{screen}"
    );
    desk.play("Down Down Up Up Right Right Enter");
    assert!(folder.read("out.md").contains("not for circulation"));
}

#[test]
fn a_date_that_is_none_is_told_before_the_note_is_refused_for_it() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 20));
    desk.play("v a l i Enter x Down Down Down Down \"2025-13\"");
    let screen = desk.reader.screen();
    assert!(
        screen.contains(" `2025-13` is no date") && !screen.contains("ready to be"),
        "{screen}"
    );
    desk.play("Ctrl-u \"2025-12\"");
    let screen = desk.reader.screen();
    assert!(screen.contains(" ready to be written"), "{screen}");
    assert!(screen.contains("2025-12\n"), "{screen}");
}

#[test]
fn a_letter_that_begins_no_choice_changes_none_and_says_so() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (120, 20));
    let before = desk.play("x").reader.screen();
    for key in ["?", ":", "q", "Z"] {
        let told = desk.play(key).reader.status();
        let none = format!("no preset begins with `{key}`: F1 is help");
        assert!(told.contains(&none), "{told}");
    }
    let rows = |screen: &str| screen.lines().take(12).collect::<Vec<_>>().join("\n");
    assert_eq!(rows(&desk.reader.screen()), rows(&before));
}

#[test]
fn a_page_of_the_note_ends_where_the_next_begins_and_none_shows_without_room() {
    let mut desk = Desk::open(&dossier(), "", (80, 24));
    desk.play("x");
    let note = |desk: &mut Desk| -> Vec<String> {
        let screen = desk.reader.screen();
        let rows = screen
            .lines()
            .skip(1)
            .skip_while(|row| !row.starts_with("──"));
        rows.skip(1).map(str::to_owned).collect()
    };
    let first = note(&mut desk);
    desk.play("PgDn");
    let second = note(&mut desk);
    assert_eq!(first[first.len() - 2], second[0], "one row stays");
    desk.play("PgUp");
    assert_eq!(note(&mut desk), first);
    let told = desk.play("PgUp").reader.status();
    assert!(told.contains("this is the start"), "{told}");
    desk.reader.resize(40, 10);
    let screen = desk.play("PgDn").reader.screen();
    assert!(screen.contains("no room for how the note"), "{screen}");
}
