//! Talks: what is typed, what is printed.
mod narrowed;
use super::*;
use crate::{
    command::Command,
    model::{Layer, Trait},
    store::fixture::Scratch,
};

/// A prompt on the example.
fn talk(lines: &[&str]) -> Vec<Option<String>> {
    let (config, source) = (Config::shipped(), Source::Example);
    let mut prompt = Prompt::new(&config, &source).expect("the example");
    prompt.happen(Msg::Go("putin-either-or".into()));
    (lines.iter()).map(|line| prompt.turn(line)).collect()
}

/// What the last of `lines` prints.
fn last(lines: &[&str]) -> String {
    talk(lines).pop().flatten().expect("something is printed")
}

#[test]
fn a_record_is_told_in_short_lines() {
    insta::assert_snapshot!(last(&["next"]), @r"
    record 14 of 40: quote.baunov-choice
    who: Aleksandr Baunov, Carnegie analyst, Carnegie
    form: paraphrase
    paragraph: 9
    says: leaves Ukraine and its allies one choice: ... by arms with some
    negotiating on the side and fewer dead
    cue: writes
    issue: Use of force
    ");
    assert!(
        last(&["next"])
            .lines()
            .all(|line| line.chars().count() <= 80)
    );
}

#[test]
fn a_command_goes_by_its_name_its_key_and_again() {
    let next = last(&["next-record"]);
    for way in ["next", "l", "next-rec"] {
        assert_eq!(last(&[way]), next, "{way}");
    }
    assert_eq!(last(&["next", ""]), last(&["2l"]));
    assert_eq!(last(&["baunov-choice"]), next, "by its id");
    let back = last(&["next", "previous"]);
    assert_eq!(last(&["next", "putin-either-or"]), back);
}

#[test]
fn paragraphs_are_printed_whole() {
    let eighth = last(&["8"]);
    assert!(eighth.starts_with("paragraph 8 of "), "{eighth}");
    assert!(
        eighth.contains("\"Either we liberate these territories"),
        "{eighth}"
    );
    assert_eq!(last(&["7", "}"]), eighth);
    assert_eq!(last(&["7", "Ctrl-d"]), eighth);
}

#[test]
fn views_are_lists_to_go_through() {
    insta::assert_snapshot!(last(&["matrix"]), @r"
    matrix: 9 issues, 5 parties
    issue: Donbass
    party: Russia
    stands on: verbatim (1), paraphrase (2)
    ");
    let below = last(&["matrix", "j"]);
    assert!(
        below.starts_with("issue: Security guarantees\nparty: Russia\n"),
        "{below}"
    );
    let issue = last(&["positions"]);
    assert!(issue.starts_with("issue 1 of 9: Donbass\n"), "{issue}");
    assert!(
        issue.contains("\nUkraine: none stated (2 articles)\n"),
        "{issue}"
    );
    let chosen = last(&["records", "baunov", "1"]);
    assert!(chosen.contains("baunov-choice"), "{chosen}");
}

#[test]
fn every_view_is_told_in_reading_order_and_line_by_line() {
    let timeline = last(&["timeline"]);
    assert!(
        timeline.starts_with("# Timeline") && timeline.contains("\nat 1 of "),
        "{timeline}"
    );
    let next = last(&["timeline", "j"]);
    assert!(
        next.starts_with("2 of ") && next.contains("order in time not given\n"),
        "{next}"
    );
    assert!(next.lines().count() > 1, "and what happened: {next}");
    let source = last(&["source"]);
    assert!(
        source.starts_with("source: Vladimir Putin") && source.contains("\n1. ¶7 P"),
        "{source}"
    );
    let articles = last(&["articles"]);
    assert!(
        articles.contains("2. article plan: 15 records, 0 cells not yet read\n"),
        "{articles}"
    );
    let facts = last(&["facts"]);
    assert!(
        facts.contains("\nSHA-256:\n") && !facts.contains("\n: "),
        "{facts}"
    );
    let others = last(&["matrix", "5l"]);
    assert!(others.contains("the article's own voice: "), "{others}");
}

#[test]
fn a_list_is_left_by_any_word_for_it() {
    let before = last(&["here"]);
    for word in ["close", "back", "Esc", "quit"] {
        let told = last(&["records", word, "here"]);
        assert_eq!(told, before, "{word}");
    }
}

#[test]
fn every_step_of_a_search_says_which_place_it_is() {
    let told = last(&["/witkoff", "n"]);
    assert!(told.starts_with("4 of 4"), "{told}");
    assert!(last(&["/witkoff", "n", "N"]).starts_with("3 of 4"));
}

#[test]
fn a_filter_is_chosen_by_its_number_and_tells_what_it_leaves() {
    let choices = last(&["filter"]);
    assert!(choices.contains(". source: "), "{choices}");
    let rubio = last(&["filter", "rubio"]);
    assert!(rubio.contains("\n1. source: Marco Rubio, "), "{rubio}");
    let asked = last(&["filter", "rubio", "1"]);
    assert!(
        asked.starts_with("filter: Marco Rubio; ") && asked.contains(" records left\n"),
        "{asked}"
    );
    let closed = last(&["filter", "rubio", "1", "close"]);
    assert!(closed.starts_with("paragraph "), "{closed}");
    assert!(last(&["filter", "rubio", "1", "close", "drop-filter"]).starts_with("no filter\n"));
}

#[test]
fn what_only_a_screen_can_do_is_said() {
    for (line, why) in [("select", "on a screen"), ("x", "export note.md")] {
        let told = last(&[line]);
        assert!(told.contains(why), "{line}: {told}");
        let next = last(&[line, "next"]);
        assert!(next.starts_with("record 14 of 40"), "{line}: {next}");
    }
}

#[test]
fn words_are_searched_for() {
    let found = last(&["/talks"]);
    assert!(found.contains("talks"), "{found}");
    assert_eq!(last(&["/", "talks"]), found);
    assert!(last(&["/no such words anywhere"]).contains("not found"));
    let records = last(&["search-scope"]);
    assert!(records.contains("through records, for words"), "{records}");
    assert!(last(&["/baun.v"]).contains("not found"));
    let told = last(&["search-pattern", "/baun.v"]);
    assert!(told.starts_with("1 of"), "{told}");
}

#[test]
fn what_is_not_understood_is_said_and_leaving_leaves() {
    assert!(last(&["xyzzy"]).contains("help lists them"));
    assert!(last(&["help"]).contains("next-record"));
    for way in ["quit", "q", "leave", "exit", "Ctrl-c"] {
        assert_eq!(talk(&[way]), [None], "{way}");
    }
    assert!(last(&["copy"]).contains("Either we liberate"));
}

#[test]
fn nothing_is_drawn() {
    let all: String = talk(&[
        "next",
        "matrix",
        "q",
        "problems",
        "q",
        "help",
        "sources",
        "positions",
    ])
    .into_iter()
    .flatten()
    .collect();
    let drawn = |c: char| c.is_control() && c != '\n' || ('\u{2500}'..'\u{2600}').contains(&c);
    assert_eq!(all.chars().find(|c| drawn(*c)), None, "{all}");
}

const QUOTES: &str = "[article]\nfile = 't.txt'\n\n[source.x]\nname = 'X'\n\n[quote.one]\nsource = 'x'\ntext   = 'Hello' # first\n\n\
                      [quote.two]\nsource = 'x'\ntext   = 'you all'\n";

/// A dossier that can be written.
fn dossier() -> Scratch {
    let folder = Scratch::new();
    folder.write("dossier.toml", b"");
    folder.write("t.txt", b"Hello there, you all.");
    folder.write("t.toml", QUOTES.as_bytes());
    folder
}

/// A prompt on what is in a folder; what is remembered goes there too.
fn beside<'a>(folder: &Scratch, (config, source): (&'a Config, &'a Source)) -> Prompt<'a> {
    let mut prompt = Prompt::new(config, source).expect("a dossier");
    prompt.scribe = Scribe::new(StateFolder::at(folder.path().join(".state")));
    prompt.open(source.read().expect("a dossier"), None);
    prompt
}

#[test]
fn help_lists_what_does_something_here_and_nothing_else() {
    let help = last(&["help"]);
    let lines = help.lines().skip(3);
    let listed: Vec<&str> = lines
        .filter_map(|line| line.split([',', ':']).next())
        .collect();
    for name in [
        "next-record",
        "delete",
        "undo",
        "search-scope",
        "search-pattern",
    ] {
        assert!(listed.contains(&name), "{name}: {listed:?}");
    }
    let folder = dossier();
    let (config, source) = (Config::shipped(), Source::Path(folder.path().to_owned()));
    // Another program is not started here.
    let others = Command::ALL
        .iter()
        .filter(|command| !matches!(**command, Command::OpenEditor | Command::EditRecord));
    for command in others.map(|command| command.name()) {
        let mut prompt = beside(&folder, (&config, &source));
        prompt.turn("one");
        let told = prompt.turn(command);
        let refused = told.is_some_and(|told| told.contains("on a screen"));
        assert!(!refused || !listed.contains(&command), "{command}");
    }
}

#[test]
fn what_is_deleted_and_taken_back_is_written_and_asked_about_as_on_a_screen() {
    let folder = dossier();
    let (config, source) = (Config::shipped(), Source::Path(folder.path().to_owned()));
    let mut prompt = beside(&folder, (&config, &source));
    let mut last = |lines: &[&str]| {
        let told = lines.iter().map(|line| prompt.turn(line)).last();
        told.flatten().expect("something is printed")
    };
    let asked = last(&["one", "delete"]);
    assert!(asked.contains("text = 'Hello' # first"), "{asked}");
    assert_eq!(folder.read("t.toml"), QUOTES, "not unasked");
    let told = last(&["delete"]);
    assert!(told.contains("quote one deleted"), "{told}");
    assert!(!folder.read("t.toml").contains("quote.one"));

    // Somebody else puts it back otherwise: whose it is to be is asked, and each text told.
    let theirs = QUOTES.replace("'Hello' # first", "'Hello there'");
    folder.write("t.toml", theirs.as_bytes());
    let asked = last(&["undo"]);
    for line in ["theirs: ", "back: ", "chosen: theirs", "take-ours"] {
        assert!(asked.contains(line), "{asked}");
    }
    assert_eq!(folder.read("t.toml"), theirs);
    let told = last(&["take-ours"]);
    assert!(told.contains("chosen: back;"), "{told}");
    let told = last(&["follow"]);
    assert!(told.contains("taken back: quote one deleted"), "{told}");
    assert_eq!(folder.read("t.toml"), QUOTES);
}

#[test]
fn what_is_gone_is_told_once_and_goes_when_somebody_says_so() {
    let folder = dossier();
    let (config, source) = (Config::shipped(), Source::Path(folder.path().to_owned()));
    let mut prompt = beside(&folder, (&config, &source));
    let mut last = |line: &str| prompt.turn(line).expect("something is printed");
    assert!(last("reload").contains("the files say what is shown"));
    folder.remove("t.toml");
    assert!(last("one").contains("`t.toml` is gone"));
    let here = last("redraw");
    assert!(
        here.contains("quote.one") && !here.contains("gone"),
        "{here}"
    );
    let told = last("reload");
    assert!(told.contains("records removed"), "{told}");
    assert!(!last("redraw").contains("quote.one"));
}

#[test]
fn a_record_that_was_told_is_not_told_again_by_the_next() {
    let (config, source) = (Config::shipped(), Source::Example);
    let walk = |lines: &[&str]| {
        let mut prompt = Prompt::new(&config, &source).expect("the example");
        prompt.turn("here");
        for line in lines {
            prompt.turn(line);
        }
        let order = prompt.state.dossier.text_order();
        let at = prompt.state.focus.record;
        order.iter().position(|id| Some(*id) == at)
    };
    assert_eq!(walk(&["next"]), Some(1));
    for three in ["3l", "3 l", "3 next"] {
        assert_eq!(walk(&[three]), Some(3), "{three}");
    }
    let elsewhere = walk(&["5", "next"]);
    assert!(
        elsewhere > Some(3),
        "whoever reads elsewhere goes on from there: {elsewhere:?}"
    );
}

#[test]
fn two_quotes_lead_back_to_before_the_last_jump() {
    let told = last(&["3", "9", "''"]);
    assert!(told.starts_with("paragraph 3 of "), "{told}");
}

#[test]
fn a_number_in_a_list_is_a_line_of_it() {
    let third = last(&["timeline", "3"]);
    assert!(third.starts_with("3 of "), "{third}");
}

#[test]
fn what_the_filter_hides_is_neither_told_nor_counted_nor_called_silence() {
    let filtered = |line| last(&["filter", "putin", "1", "close", line]);
    let record = filtered("putin-either-or");
    assert!(!record.contains("of 40"), "{record}");
    let issue = filtered("positions");
    assert!(issue.contains("US: filtered out (2 records)\n"), "{issue}");
    let eighth = filtered("9");
    assert!(!eighth.contains("record here: baunov"), "{eighth}");
    let timeline = filtered("timeline");
    assert!(!timeline.contains("article: "), "{timeline}");
}

#[test]
fn help_names_no_key_that_cannot_be_typed_or_means_something_else_here() {
    let help = last(&["help"]);
    for line in help.lines().skip(3) {
        let (names, _) = line.split_once(": ").expect("names, and what it does");
        for key in names.split([',', ' ']).filter(|name| name.len() == 1) {
            assert!(!key.as_bytes()[0].is_ascii_digit(), "a paragraph: {line}");
        }
        for key in ["Ctrl", "Alt", "Tab", "↓"] {
            assert!(!names.contains(key), "{line}");
        }
    }
    for line in [
        "\nopen-editor, edit, E: ",
        "\nquit, q: ",
        "\nredraw, here: ",
    ] {
        assert!(help.contains(line), "{line}: {help}");
    }
}

#[test]
fn nothing_is_done_that_is_only_like_what_was_typed() {
    for (line, told) in [
        ("lists", "is it list? help lists them"),
        ("putin-either-orr", "is it putin-either-or? help lists them"),
        ("ls", "is called ls; help lists them"),
        ("delet-named", "is it delete-named?"),
        ("nex", "which one: next-paragraph, "),
        ("w", "written at once"),
        (":w", "written at once"),
    ] {
        let said = last(&[line]);
        assert!(said.contains(told), "{line}: {said}");
    }
    assert_eq!(last(&["next-rec"]), last(&["next"]));
    for way in ["wq", ":wq", ":q", "q!", ":x"] {
        assert_eq!(talk(&[way]), [None], "{way}");
    }
    assert!(last(&[":3"]).starts_with("paragraph 3 of "));
}

#[test]
fn a_place_is_marked_with_the_letter_behind_the_name_or_in_the_next_line() {
    for lines in [
        &["3", "set-mark q", "9", "go-to-mark q"][..],
        &["3", "set-mark", "q", "9", "'q"],
    ] {
        assert!(last(lines).starts_with("paragraph 3 of "), "{lines:?}");
    }
    assert_eq!(last(&["set-mark"]), "which letter?\n");
}

#[test]
fn in_the_matrix_next_is_the_next_party() {
    assert_eq!(last(&["matrix", "next"]), last(&["matrix", "right"]));
    assert_eq!(
        last(&["matrix", "right", "previous"]),
        last(&["matrix", "right", "left"])
    );
}

#[test]
fn a_filter_is_told_with_every_view_that_it_narrows_and_how_to_drop_it() {
    let filtered = |line| last(&["filter", "putin", "1", "close", line]);
    let told = "filter: Vladimir Putin; 9 of 62 records left; drop-filter drops it\n";
    for view in ["records", "matrix", "timeline", "source", "here"] {
        assert!(filtered(view).contains(told), "{view}: {}", filtered(view));
        assert!(!last(&[view]).contains("filter"), "{view}");
    }
    assert!(filtered("matrix").contains("matrix: 2 of 9 issues, 5 parties\n"));
    assert!(filtered("timeline").ends_with("the filter leaves no events or shifts\n"));
    for view in ["problems", "facts", "articles"] {
        assert!(!filtered(view).contains(told), "{view}");
    }
}

#[test]
fn words_in_quotation_marks_are_one() {
    for (line, words) in [
        ("export  -o note.md", &["export", "-o", "note.md"][..]),
        ("export -o 'my note.md'", &["export", "-o", "my note.md"]),
        ("show a\"b c\"d ''", &["show", "ab cd", ""]),
        ("", &[]),
    ] {
        assert_eq!(line::words(line), words, "{line}");
    }
}

#[test]
fn a_command_of_the_program_is_none_where_something_is_typed() {
    let found = last(&["records", "list"]);
    assert!(found.contains(" found; type words to narrow"), "{found}");
}

#[test]
fn in_the_positions_the_line_that_is_gone_to_is_told_with_what_it_rests_on() {
    let told = last(&["positions", "k"]);
    insta::assert_snapshot!(told, @r"
    US: paraphrase (1), document (1)
    analyst: Trump demands all of Donbass from Ukraine; the plan lists
    Luhansk and Donetsk
    ¶7 P quote.trump-donbass, Donald Trump: demanded that Ukraine let all of
    Donbass go, the unoccupied part included
    ¶4 P quote.plan-territory, 28-point peace plan: part with the regions of
    Luhansk and Donetsk
    ");
    assert_eq!(last(&["positions", "2 k"]), "issue: Donbass\n");
}

#[test]
fn on_a_narrow_terminal_no_row_breaks_within_a_word() {
    for (told, narrow) in [
        ("one two three\n", "one two\nthree\n"),
        (
            "  a b\n\nlonger than that\n> ",
            "  a b\n\nlonger\nthan\nthat\n> ",
        ),
    ] {
        assert_eq!(told::narrowed(told, 8), narrow);
        assert_eq!(told::narrowed(told, 40), told);
    }
}

#[test]
fn a_list_says_what_line_it_lacks_and_words_behind_a_stroke_leave_it() {
    assert_eq!(last(&["o", "zzzz", "3"]), "there is no line 3\n");
    let found = |told: String| told.lines().next().map(str::to_owned);
    assert_eq!(found(last(&["o", "/donbass"])), found(last(&["/donbass"])));
}
