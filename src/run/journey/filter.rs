//! Journeys through what a filter leaves.
use super::{Reader, Wake};
use crate::app::{Line, Mode, Msg};

#[test]
fn with_a_filter_only_records_that_it_leaves_are_found_and_gone_to() {
    let mut reader = Reader::new(160, 40);
    reader.play("/ Alt-s p u t i n Enter");
    let all = reader.state.search.found.places.len();
    reader.play("f d o n b a s s Enter Esc");
    assert!(reader.state.search.found.places.len() < all, "found again");
    let status = reader.status();
    assert!(status.contains("filtered records /putin  "), "{status}");
    let places = reader.state.search.found.places.len();
    let visited: Vec<String> = (0..places)
        .map(|_| reader.play("n").at().to_owned())
        .collect();
    for id in visited {
        let record = reader.state.dossier.find(&id).expect("a record");
        assert!(reader.state.keeps(record), "{id}");
    }
    reader.play("/ Alt-s Alt-s d o n b a s s");
    assert!(
        reader.status().contains("text /donbass  "),
        "{}",
        reader.status()
    );
    reader.play("Alt-s x y z Enter");
    let status = reader.status();
    assert!(
        status.contains("in no record that the filter leaves: "),
        "{status}"
    );
}

#[test]
fn what_an_issue_asks_stands_below_that_issue_alone() {
    let mut reader = Reader::new(160, 40);
    let elsewhere = (0..reader.state.dossier.codebook().issues.len()).rev();
    let asked = elsewhere
        .map(|row| reader.state.dossier.codebook().issues[row].clone())
        .find_map(|issue| Some((issue.ask?, issue.name)));
    let (ask, name) = asked.expect("an issue with a question");
    let row = reader
        .state
        .dossier
        .codebook()
        .issues
        .iter()
        .position(|issue| issue.name == name);
    reader.play("f d o n b a s s Enter Esc");
    reader.state.focus.issue = row.expect("a row");
    reader.state.focus.line = Line::Name;
    reader.play("Ctrl-l");
    let first: String = ask.chars().take(16).collect();
    assert!(!reader.screen().contains(&first), "{}", reader.screen());
}

#[test]
fn a_record_that_is_gone_to_and_hidden_by_the_filter_says_so() {
    let mut reader = Reader::new(120, 24);
    reader.play("f z e l e n Enter Esc");
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    let status = reader.status();
    assert!(
        status.contains("the filter hides `quote.putin-either-or`"),
        "{status}"
    );
}

#[test]
fn a_cell_counts_what_it_leads_to_and_says_what_the_filter_leaves_out() {
    let mut reader = Reader::new(170, 30);
    let whole = reader.play("m g l").screen();
    assert!(whole.contains("V verbatim ×1 +2"), "{whole}");
    assert!(whole.contains("─ verbatim ×1, paraphrase ×2 ─"), "{whole}");
    let told = reader.play("Enter").status();
    assert!(told.contains("evidence 1 of 3"), "{told}");
    reader.play("Backspace q f p a r a p h r a s e Enter Esc m g 9 h l");
    let left = reader.screen();
    assert!(left.contains("P paraphrase ×2 −1"), "{left}");
    assert!(left.contains("─ paraphrase ×2, 1 filtered out ─"), "{left}");
    let told = reader.play("Enter").status();
    assert!(told.contains("evidence 1 of 2"), "{told}");
}

#[test]
fn the_filter_counts_words_of_an_article_apart_from_what_rests_on_them() {
    let mut reader = Reader::new(160, 40);
    let said = reader.play("G S").screen();
    let own = said
        .split("said    ")
        .nth(1)
        .and_then(|said| said.split(' ').next());
    let own = own.expect("how often it speaks").to_owned();
    reader.play("q f o w n Space v o i c e");
    let screen = reader.screen();
    let row = screen
        .lines()
        .find(|row| row.contains("[ ] article's own voice"));
    let row = row.expect("it can be asked for");
    assert!(row.contains(&format!(" {own} +")), "{own}: {row}");
}

#[test]
fn words_that_do_not_stand_are_told_apart_from_those_that_do() {
    let mut written = crate::store::example();
    for record in &mut written.records {
        if record.id == "putin-donbass" {
            record.text = ["words that stand in no article whatever".to_owned()].into();
        }
    }
    let mut reader = Reader::with(written, 170, 30);
    let screen = reader.play("m g 9 h l").screen();
    assert!(screen.contains("V verbatim ×1 +1 !1"), "{screen}");
    assert!(
        screen.contains("─ verbatim ×1, paraphrase ×1, not proven ×1 ─"),
        "{screen}"
    );
}

#[test]
fn what_a_choice_is_about_is_named_once_and_in_the_first_row_that_shows() {
    let far = String::from("f") + &" Down".repeat(24);
    for (keys, rows) in [("f", 1), ("f Down", 1), (&far, 0)] {
        let mut reader = Reader::new(80, 16);
        let screen = reader.play(keys).screen();
        let named = screen.lines().filter(|row| row.contains("│ source  ["));
        assert_eq!(named.count(), rows, "{keys}: {screen}");
        let first = screen
            .lines()
            .find(|row| row.contains("│ ") && row.contains("] "));
        let named = first.is_some_and(|row| !row.contains("│         ["));
        assert!(named, "{keys}: {screen}");
    }
}

#[test]
fn a_count_that_a_filter_leaves_no_room_for_is_not_told_in_part() {
    for width in [160, 140, 130, 120, 110, 100] {
        let mut reader = Reader::new(width, 20);
        let screen = reader.play("f d o n Enter r u s Enter Esc").screen();
        let titles = screen.lines().next().unwrap_or_default();
        let (_, after) = titles.split_once("─ Sources ─").expect("a title");
        let told = after.split_whitespace().nth(1);
        let counts = after.starts_with(' ');
        assert!(!counts || told == Some("quoted"), "{width}: {titles}");
    }
}

#[test]
fn what_a_filter_leaves_out_is_not_called_silence() {
    let mut reader = Reader::new(100, 20);
    reader.play("f p u t i n Enter Esc m");
    let screen = reader.screen();
    assert!(screen.contains("filtered out"), "{screen}");
    assert!(
        !screen.contains("not yet read ") || screen.contains("0 not yet read"),
        "{screen}"
    );
}

#[test]
fn a_cell_leads_only_to_what_the_filter_leaves() {
    let mut reader = Reader::new(100, 20);
    reader.play("f p u t i n Enter Esc m");
    let Mode::Matrix { row, .. } = reader.state.mode else {
        panic!("the matrix");
    };
    let issue = &reader.state.dossier.codebook().issues[row];
    assert_eq!(issue.id, "territory");
    reader.play("Enter");
    assert!(reader.status().contains(" of 3"), "{}", reader.status());
    reader.play("Backspace h Enter");
    let status = reader.status();
    assert!(
        status.contains("the filter leaves nothing of it"),
        "{status}"
    );
}
