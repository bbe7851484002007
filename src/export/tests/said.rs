//! What a note, a list and a record say, and whose words they say it is.
use super::files::{CODEBOOK, SOUND, WATER, ask, open, runs, written};
use crate::{
    diag::{Code, Diagnostic},
    export::{
        Ask, Block, Inline, Note, Preset, Section, Shape, Table, Text, What, json, list, md, note,
        show, txt,
    },
    model::{Article, Dossier, Fact, Filter},
    store,
    text::{Span, fold, marks::marks},
};

const PRESETS: [Preset; 3] = Preset::ALL;

/// Whether the article prints `run` in marks; a date as printed may stand anywhere.
fn is_printed(run: &str) -> bool {
    let whole = [Span::new(0, WATER.len())];
    let marks = marks(WATER, &whole);
    run.split(" ... ").all(|part| {
        let found = fold::find(WATER, whole[0], part);
        found.is_some_and(|span| marks.iter().any(|mark| mark.outer.covers(span)))
    })
}

#[test]
fn every_run_in_double_marks_is_printed_in_marks() {
    let dossier = open(SOUND);
    assert_eq!(dossier.written().faults, []);
    for preset in PRESETS {
        for page in written(&dossier, preset) {
            let runs = runs(&page);
            assert!(!runs.is_empty());
            for run in &runs {
                assert!(is_printed(run), "{run}");
            }
            let straight = page.chars().filter(|c| "\"„«»".contains(*c));
            assert_eq!(straight.count(), 0, "{page}");
        }
    }
}

#[test]
fn a_reading_in_paraphrase_is_never_in_marks() {
    for page in written(&open(SOUND), Preset::Dossier) {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            page.contains("Paraphrase; Ines Vale's reading of Northland."),
            "{page}"
        );
        assert!(page.contains("Northland wants the river for itself"));
        assert!(
            runs(&page)
                .iter()
                .all(|run| !run.contains("wants the river"))
        );
        assert!(page.contains("Vale: ‘wants the river for itself’"));
    }
}

#[test]
fn labels_say_whose_words_they_are() {
    let [_, page] = written(&open(SOUND), Preset::Dossier);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "Verbatim, shortened. Mara Lind, minister: “We will open the gates in spring ... and we will open all of them”.",
        "Second hand, part-quoted. Oto Berg was said to have called the offer “too late”. Who said so is not given.",
        "Paraphrase. Oto Berg is adamant that three gates stay open.",
        "Document, as paraphrased by the article. The treaty: limit the canals.",
        "Label. The term used is “river charter” (Mara Lind, presented); who coined it is not given.",
        "Article. The gates have, as far as is known, not been opened. [1 ¶6]",
        "Judgement. The gates open “in spring ... all of them”, or ‘never’. Likelihood: likely (PHIA probability yardstick). \
         Confidence in this judgement is low.",
        "Is a 6″ pipe wide enough?",
        "no author given; title, publisher, date and address unknown",
        "No bottom line authored.",
        "None stated (1 article)",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

#[test]
fn sources_are_counted() {
    let [_, page] = written(&open(SOUND), Preset::Note);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "1 article was read.",
        "6 attributed statements are recorded: 1 verbatim, 1 part-quoted, 3 in paraphrase and 1 as a label.",
        "Of these, 1 is second hand, 1 describes what somebody else says or wants, and 1 is by observers",
        "Of 2 principals with statements, 1 is quoted in full: Mara Lind.",
        "4 cells (2 issues by 2 parties): 3 stated, 1 silent (looked for, none stated), 0 not yet read.",
        "1 claim is recorded; none has been checked.",
        "Nothing was compared with an original.",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

#[test]
fn a_statement_on_no_issue_is_told_of_as_no_position() {
    const LOOSE: &str = "[article]\nfile = 'a.txt'\n[source.x]\nname = 'X'\n[quote.q]\nsource = 'x'\ntext = 'Hello'\n";
    const FILES: &[(&str, &str)] = &[("a.toml", LOOSE), ("a.txt", "Hello there.")];
    let [_, page] = written(&open(FILES), Preset::Note);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "1 statement is on no issue: the positions do not tell it.";
    assert!(page.contains(told), "{page}");
    let [_, page] = written(&open(SOUND), Preset::Note);
    assert!(!page.contains("on no issue"), "{page}");
}

const BROKEN: &[(&str, &str)] = &[
    ("dossier.toml", CODEBOOK),
    (
        "water.toml",
        r#"
[article]
file = "water.txt"
[quote.wrong]
source = "lind"
text = "We will \"never\" open the gates"
on = "gates"
[quote.twice]
source = "lind"
text = "the"
"#,
    ),
    ("water.txt", WATER),
];

#[test]
fn words_that_are_not_proven_are_marked_as_such_and_not_quoted() {
    let dossier = open(BROKEN);
    let finding =
        Diagnostic::new(Code::E01, "these words are not in `water.txt`").about("quote.wrong");
    let ask = Ask {
        preset: Preset::Dossier,
        draft: true,
        ..Ask::default()
    };
    let note = note(&dossier, &[finding], &ask);
    for page in [md(&note).replace('\\', ""), txt(&note)] {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(runs(&page), [""; 0]);
        assert!(
            page.contains("not for circulation; 1 fault marked"),
            "{page}"
        );
        assert!(page.contains("Faults in this draft"), "{page}");
        assert!(
            page.contains("[not proven: the (stands in the article "),
            "{page}"
        );
        let fault = "[not proven: We will ‘never’ open the gates (E01 text-not-found: these words are not in `water.txt`)]";
        assert!(page.contains(fault), "{page}");
    }
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    for preset in PRESETS {
        assert_eq!(written(&open(SOUND), preset), written(&open(SOUND), preset));
    }
    let once = json(&open(SOUND), &[], &ask(Preset::Note));
    assert_eq!(once, json(&open(SOUND), &[], &ask(Preset::Note)));
    assert!(!once.contains('\r'));
}

#[test]
fn plain_text_keeps_to_its_columns() {
    for preset in PRESETS {
        let [_, page] = written(&open(SOUND), preset);
        let widest = page.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(72), "{page}");
    }
}

#[test]
fn each_statement_of_a_cell_begins_a_line() {
    let mut said = Text::of("No sale.");
    said.put(Inline::Break).say("No deal.");
    let table = Table {
        head: vec![Text::of("Who"), Text::of("What")],
        rows: vec![vec![Text::of("Town"), said]],
    };
    let section = Section {
        id: "positions",
        title: "Positions",
        blocks: vec![Block::Table(table)],
    };
    let note = Note {
        title: "A note".to_owned(),
        marking: None,
        prepared_by: None,
        lang: "en",
        head: Vec::new(),
        sections: vec![section],
        references: Vec::new(),
    };
    assert!(
        txt(&note).contains("  Town  No sale.\n        No deal.\n"),
        "{}",
        txt(&note)
    );
    assert!(
        md(&note).contains("| Town | No sale. No deal. |"),
        "{}",
        md(&note)
    );
}

#[test]
fn nobody_is_named_where_nothing_is_written() {
    let dossier = open(&[("dossier.toml", "")]);
    for page in written(&dossier, Preset::Dossier) {
        for line in [
            "No bottom line authored.",
            "None recorded.",
            "No articles were read.",
            "As of:",
        ] {
            assert!(page.contains(line), "{line}\n{page}");
        }
        assert!(!page.contains("Positions\n"));
    }
}

#[test]
fn lists_fit_eighty_columns() {
    let dossier = open(SOUND);
    for (_, what) in What::WORDS {
        let page = list(&dossier, what, &Filter::default(), Shape::Text);
        assert!(page.lines().count() > 1);
        assert!(
            page.lines().all(|line| line.chars().count() <= 80),
            "{page}"
        );
    }
}

#[test]
fn one_record_shows_everything_that_hangs_on_it() {
    let page = show(&open(SOUND), &[], "vale-river").expect("a record");
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "Form paraphrase",
        "Describes Northland",
        "Referred to by position.north-gates",
        "water.toml:19",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    assert_eq!(show(&open(SOUND), &[], "nobody"), None);
}

#[test]
fn of_an_article_that_could_not_be_read_no_fingerprint_is_given() {
    let folder = store::fixture::Scratch::new();
    folder.write("dossier.toml", b"");
    folder.write("lost.txt", b"no \xff text");
    folder.write("lost.toml", b"[article]\nfile = 'lost.txt'\n");
    let dossier = Dossier::new(store::open(folder.path()).expect("a dossier")).anchored();
    let article = &dossier.articles()[0];
    assert_eq!(article.sha256(), None);
    let nothing = "e3b0c44298fc1c149afbf4c8996fb924";
    let told = show(&dossier, &[], &article.id).expect("an article");
    let whole = txt(&note(&dossier, &[], &ask(Preset::Dossier)));
    for page in [told, whole] {
        assert!(page.contains("could not be read"), "{page}");
        assert!(!page.contains(nothing), "{page}");
    }
}

#[test]
fn an_article_shows_where_it_comes_from_and_what_was_looked_for() {
    let dossier = open(SOUND);
    let article = &dossier.articles()[0];
    let page = show(&dossier, &[], &article.id).expect("an article");
    for name in Article::PROVENANCE {
        let told = match article.fact(name) {
            Fact::Given(value) => value,
            Fact::Unknown => "looked for, not there",
            Fact::Absent => continue,
        };
        assert!(page.contains(told), "{name}\n{page}");
    }
    assert!(
        page.contains(&article.sha256().expect("it was read")),
        "{page}"
    );
}
