//! What a filter or a rule leaves, told and written.
use super::*;

#[test]
fn a_cell_counts_what_is_listed_of_it_whatever_is_filtered_out() {
    let (config, source) = (Config::shipped(), Source::Example);
    for asked in ["", "putin", "US", "paraphrase", "Donbass"] {
        let mut prompt = Prompt::new(&config, &source).expect("the example");
        if !asked.is_empty() {
            for line in ["filter", asked, "1", "close"] {
                prompt.turn(line);
            }
        }
        let (state, dossier) = (&prompt.state, &prompt.state.dossier);
        let rows = state.matrix.rows.iter().zip(&state.whole.rows);
        for (cell, whole) in rows.flat_map(|(row, whole)| row.cells.iter().zip(&whole.cells)) {
            let keeps = |id| state.keeps(id);
            let listed = |cell: &_| linear::leads_to(dossier, cell, keeps);
            let told = linear::standing(dossier, (cell, whole), keeps);
            let number = |words: &str| -> usize {
                let digits = words.trim_start_matches(|c: char| !c.is_ascii_digit());
                let digits = digits.split(|c: char| !c.is_ascii_digit()).next();
                digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
            };
            let evidence = |words: &&str| !words.starts_with("none") && !words.contains("filtered");
            let counted: usize = told.split(", ").filter(evidence).map(number).sum();
            let lines = listed(cell);
            let lines = lines.iter().filter(|line| !line.starts_with("analyst: "));
            assert_eq!(lines.count(), counted, "{asked}: {told}");
        }
    }
    let pressure = last(&["deadline", "positions"]);
    assert!(
        pressure.contains("\nUS: conduct (2), ascribed (1)\n"),
        "{pressure}"
    );
}

#[test]
fn problems_of_one_rule_say_which_and_how_all_are_shown() {
    let told = last(&["problems", "filter"]);
    assert!(
        told.starts_with("problem 1 of 4 of W24 single-source; drop-filter shows all\n"),
        "{told}"
    );
    assert!(last(&["problems", "filter", "drop-filter"]).starts_with("problem 1 of 9\n"));
}

#[test]
fn from_one_list_to_another_the_other_is_told_whole() {
    let facts = last(&["problems", "facts"]);
    assert_eq!(facts, last(&["facts"]));
    assert!(last(&["timeline", "source"]).starts_with("source: "));
    let problem = last(&["problems"]);
    assert!(
        problem.lines().all(|line| line.chars().count() <= 72),
        "{problem}"
    );
}

#[test]
fn what_is_searched_for_stands_behind_the_command_too() {
    assert_eq!(last(&["search Donbass"]), last(&["/Donbass"]));
    assert_eq!(last(&["search"]), "search for what?\n");
}

#[test]
fn export_and_list_are_narrowed_as_the_views_are() {
    let (config, source) = (Config::shipped(), Source::Example);
    for (asked, typed, options, told) in [
        (&[][..], &[][..], &[][..], ""),
        (
            &[Trait::Source("putin"), Trait::Form(Layer::Verbatim)],
            &["quotes"],
            &["quotes", "--source=putin", "--form=direct"],
            "narrowed by the filter: Vladimir Putin, verbatim as printed\n",
        ),
        (
            &[
                Trait::Party("us"),
                Trait::Form(Layer::Verbatim),
                Trait::Form(Layer::Narration),
            ],
            &[],
            &["--party=us"],
            "this is not narrowed by verbatim as printed, article's own voice\n",
        ),
        (
            &[Trait::Hand(true)],
            &[],
            &[],
            "this is not narrowed by second hand\n",
        ),
        (
            &[Trait::Party("us")],
            &["--source=putin"],
            &["--source=putin"],
            "this is narrowed as typed, not by the filter\n",
        ),
    ] {
        let mut prompt = Prompt::new(&config, &source).expect("the example");
        for what in asked {
            prompt.state.filter.toggle(*what);
        }
        let mut words: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(prompt.narrow(&mut words), told, "{asked:?}");
        assert_eq!(words, options, "{asked:?}");
    }
}

#[test]
fn a_name_behind_export_is_that_of_the_file_to_write() {
    for (line, file) in [
        ("", None),
        ("note.md", Some(0)),
        ("note", Some(0)),
        ("--draft note.docx", Some(1)),
        ("--format md", None),
        ("-o note.md", None),
        ("--source rubio note.md --draft", Some(2)),
    ] {
        assert_eq!(program::file_named(&line::words(line)), file, "{line}");
    }
}
