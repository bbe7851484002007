//! What must hold of every note, whatever its format: nothing leaves as a quotation unless it stands in an article.
use super::{Ask, Block, Inline, Item, Note, Preset, Section, Shape, Text, What};
use super::{json, list, md, note, show, txt};
use crate::{
    diag::{Code, Diagnostic},
    model::{Dossier, Filter},
    store,
    text::{Span, fold, marks::marks},
};
use proptest::prelude::{any, proptest};
use pulldown_cmark::{Event, Options, Parser};

const WATER: &str = r#"The delta dispute
"We will open the gates in spring – not before – and we will open all of them," said Mara Lind, minister of Northland.
Southland's envoy Oto Berg was said to have called the offer "too late," and to have left.
Northland wants the river for itself, argues the hydrologist Ines Vale.
Berg, for his part, is adamant that three gates stay open.
The treaty would limit the canals. The gates have, as far as is known, not been opened.
The ministry presented a "river charter." It laid a 6" pipe.
"#;
const CODEBOOK: &str = r#"
[dossier]
title = "The delta"
marking = "TLP:GREEN"
scale = "phia"
[party.north]
name = "Northland"
[party.south]
name = "Southland"
[source.lind]
name = "Mara Lind"
role = "minister"
party = "north"
[source.berg]
name = "Oto Berg"
aka = ["Berg"]
party = "south"
[source.vale]
name = "Ines Vale"
role = "hydrologist"
[source.treaty]
name = "The treaty"
kind = "document"
party = "north"
[issue.gates]
name = "The gates"
[issue.canals]
name = "The canals"
"#;
const QUOTES: &str = r#"
[article]
file = "water.txt"
unknown = ["title", "author", "publisher", "date", "url"]
heads = [1]
paragraphs = "lines"
[article.silent]
south = ["canals"]
[quote.lind-spring]
source = "lind"
text = "We will open the gates in spring [...] and we will open all of them"
on = "gates"
[quote.berg-late]
source = "berg"
via = ["unnamed"]
text = "called the offer 'too late'"
cue = "was said to have called"
on = "gates"
[quote.vale-river]
source = "vale"
text = "Northland wants the river for itself"
cue = "argues"
ascribes = "north"
on = "gates"
[quote.berg-three]
source = "berg"
text = "is adamant that three gates stay open"
cue = "is adamant"
on = "gates"
[quote.treaty-canals]
source = "treaty"
text = "limit the canals"
on = "canals"
[quote.charter]
source = "lind"
text = "river charter"
cue = "presented"
form = "label"
on = "canals"
[claim.closed]
says = "The gates are closed"
text = "as far as is known, not been opened"
on = "gates"
"#;
const ANALYSIS: &str = r#"
[position.north-gates]
party = "north"
issue = "gates"
says = 'Lind promises "all gates" and a "river charter"; Vale: "wants the river for itself"'
evidence = ["lind-spring", "vale-river"]
[note.spring]
kind = "judgement"
says = "The gates open 'in spring ... all of them', or \"never\"."
because = ["lind-spring"]
likelihood = "likely"
confidence = "low"
[note.pipe]
kind = "gap"
says = "Is a 6\" pipe wide enough?"
"#;
pub(in crate::export) const SOUND: &[(&str, &str)] = &[
    ("analysis.toml", ANALYSIS),
    ("dossier.toml", CODEBOOK),
    ("water.toml", QUOTES),
    ("water.txt", WATER),
];
const PRESETS: [Preset; 3] = Preset::ALL;

pub(in crate::export) fn open(files: &'static [(&'static str, &'static str)]) -> Dossier {
    Dossier::new(store::from_files("delta", files)).anchored()
}

fn ask(preset: Preset) -> Ask {
    Ask {
        preset,
        ..Ask::default()
    }
}

fn written(dossier: &Dossier, preset: Preset) -> [String; 2] {
    let note = note(dossier, &dossier.written().faults, &ask(preset));
    // Markdown's backslashes are not words.
    [md(&note).replace('\\', ""), txt(&note)]
}

/// What stands between double marks.
fn runs(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in page.match_indices('“') {
        let rest = &page[at + '“'.len_utf8()..];
        let end = rest.find('”').expect("a closing mark");
        let words: Vec<&str> = rest[..end].split_whitespace().collect();
        found.push(words.join(" "));
    }
    found
}

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

/// All the text a Markdown reader sees, without white space.
fn read_back(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(markdown, options);
    let words = parser.filter_map(|event| match event {
        Event::Text(words) | Event::Code(words) => Some(words.to_string()),
        Event::Html(html) | Event::InlineHtml(html) => panic!("markup: {html}"),
        _ => None,
    });
    words.collect::<String>().split_whitespace().collect()
}

/// One text in every place a note has for it.
fn everywhere(text: &Text) -> Note {
    let table = super::Table {
        head: vec![text.clone(), text.clone()],
        rows: vec![vec![text.clone(), text.clone()]],
    };
    let item = |text: &Text| {
        Block::Item(Item {
            record: None,
            text: text.clone(),
        })
    };
    Note {
        title: "t".to_owned(),
        marking: None,
        prepared_by: None,
        lang: "en",
        head: vec![("Question", text.clone())],
        sections: vec![Section {
            id: "x",
            title: "x",
            blocks: vec![
                Block::Heading(text.clone()),
                Block::Paragraph(text.clone()),
                item(text),
                item(text),
                Block::Table(table),
                Block::Terms(vec![("Record", text.clone()), ("Words", text.clone())]),
            ],
        }],
        references: Vec::new(),
    }
}

fn survives(words: &str) {
    let words = super::note::plain(words);
    let bare: String = words.split_whitespace().collect();
    for inline in [Inline::Plain(words.clone()), Inline::Code(words.clone())] {
        let note = everywhere(&Text(vec![inline]));
        let expected = format!(
            "tQuestion:{bare}x{}Record:{bare}Words:{bare}",
            bare.repeat(8)
        );
        assert_eq!(read_back(&md(&note)), expected, "{words:?}\n{}", md(&note));
    }
}

#[test]
fn foreign_text_stays_text_in_markdown() {
    for words in [
        "# no heading",
        "- no list",
        "1. no number",
        "12) no number",
        "> no quote",
        "a | b | c",
        "*x* _y_ **z** ~~s~~ `c` ``",
        "<script>alert(1)</script> &amp; &#65;",
        "[a](http://b) ![i](j) [^1] [x]: y",
        "--- *** ===",
        "===",
        "~~~",
        "    indented",
        ": term",
        "\\ \\* trailing \\",
        "$x$ ^up^ @cite {#id}",
        "http://a.b/c_d www.e.f",
        "``` fence",
        "+ plus",
        "| - | - |",
    ] {
        survives(words);
    }
}

proptest! {
    #[test]
    fn any_text_stays_text_in_markdown(words in any::<String>()) {
        survives(&words);
    }

    #[test]
    fn any_punctuation_stays_text_in_markdown(words in r"[-#>|*_`~\[\]()<>!&;:.=+\\ 1ab\n]{0,24}") {
        survives(&words);
    }
}

const HOSTILE: &[(&str, &str)] = &[
    (
        "dossier.toml",
        "[dossier]\ntitle = \"\\u001b]0;x\\u0007 \\u202Eevil\"\nquestion = \"“fake quotation”\\u009b\"\n\
         [party.p]\nname = \"a|b\\n# c\"\n[source.s]\nname = \"“Said so”\"\nparty = \"p\"\n[issue.i]\nname = \"<b>\"\n",
    ),
    (
        "water.toml",
        "[article]\nfile = \"water.txt\"\ntitle = \"“No words of it”\"\n[quote.\"x \\u001b“y”\"]\nsource = \"s\"\n\
         text = \"three gates stay open\"\ncue = \"“made up”\"\nwhen = \"“made up”\"\nvenue = \"“made up”\"\nhedge = \"“made up”\"\n\
         on = \"i\"\n[note.n]\nkind = \"line\"\nsays = \"“Said so” he «said» \\u2066\"\nabout = [\"x \\u001b“y”\"]\n",
    ),
    ("water.txt", WATER),
];

/// Names that are formulas, markup, LaTeX and Hebrew, in every field that leaves.
pub(in crate::export) const WILD: &[(&str, &str)] = &[
    (
        "dossier.toml",
        r#"
[dossier]
title = "</script><script>alert(1)</script>"
marking = "<b onclick=x>TLP:RED</b>"
question = "=cmd() \u202Ewho"
[party.p]
name = "=cmd|' /C calc'!A0"
[source.s]
name = "@SUM(A1) <img src=x onerror=alert(1)>"
party = "p"
org = "+1"
[source.h]
name = "שרה לוי (\u2067x\u2069)"
[issue.i]
name = "-1+1 %_#&$\\{}~^ --> \u001b[31m"
ask = "]]> \"ask\""
"#,
    ),
    (
        "one.toml",
        r#"
[article]
file = "one.txt"
title = "Gates & <i>canals</i> 50% {of_it} \\ ~^#$"
author = "=HYPERLINK(1)"
publisher = "<!-- "
date = "2025-11-24"
url = "javascript:alert(1)"
lang = "en\" onload=\"x"
paragraphs = "lines"
[quote."a </script>"]
source = "s"
text = "We <b>will</b> open &amp; close"
on = "i"
by = "=1"
hedge = "</q>"
[quote.nested]
source = "s"
text = "<b>will</b>"
ascribes = "p"
[quote.hebrew]
source = "h"
text = "לא נפתח"
on = "i"
[claim.c]
says = "=1+1 <u>"
text = "It is shut."
verdict = "refuted"
on = "i"
[position.p]
party = "p"
issue = "i"
says = "</dd><script>x</script> 'We <b>will</b> open'"
evidence = ["a </script>"]
stance = "for"
[shift.s]
party = "p"
from = "open"
to = "shut"
text = "It is shut."
[note.n]
kind = "bottom-line"
says = "'לא נפתח' <svg onload=x>"
about = ["hebrew"]
"#,
    ),
    (
        "one.txt",
        "\"We <b>will</b> open &amp; close\", he said <script>alert(1)</script>\u{1b}.\n\
         Levi said: \"לא נפתח\" today. It is shut.\n\
         אין כאן English words.\n",
    ),
    (
        "two.toml",
        "[article]\nfile = \"two.txt\"\nurl = \"https://example.org/a?b=1&c=d'\\\"e#part\"\n\
         [quote.link]\nsource = \"s\"\ntext = \"Rates, as ever - up & up\"\non = \"i\"\n",
    ),
    ("two.txt", "\"Rates, as ever - up & up,\" it said.\n"),
];

#[test]
fn hostile_strings_neither_act_nor_pass_for_quotations() {
    let dossier = open(HOSTILE);
    let all = |shape| list(&dossier, What::Records, &Filter::default(), shape);
    let mut pages: Vec<String> = PRESETS
        .iter()
        .flat_map(|preset| written(&dossier, *preset))
        .collect();
    pages.extend([all(Shape::Text), json(&dossier, &[], &ask(Preset::Note))]);
    pages.extend(show(&dossier, &[], "x \u{1b}“y”"));
    assert_eq!(pages.len(), 9);
    for page in &pages {
        let acts = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!page.contains(acts), "{page:?}");
        if !page.starts_with('{') {
            assert_eq!(runs(page), [""; 0], "{page}");
        }
    }
    serde_json::from_str::<serde_json::Value>(&pages[7]).expect("still JSON");
}

#[test]
fn json_tells_what_follows_from_a_record() {
    let dossier = open(SOUND);
    let all: serde_json::Value =
        serde_json::from_str(&json(&dossier, &[], &Ask::default())).expect("JSON");
    assert_eq!(all["schema"], "onrecord/export/1");
    let records = all["records"].as_array().expect("a list");
    let late = records
        .iter()
        .find(|record| record["id"] == "berg-late")
        .expect("the record");
    assert_eq!(late["form"], "mixed");
    assert_eq!(late["basis"], "second hand");
    assert_eq!(late["outcome"], "folded");
    assert_eq!(late["paragraph"], 3);
    assert_eq!(
        late["chain"],
        serde_json::json!(["article", "unnamed", "berg"])
    );
    assert_eq!(late["found"], "called the offer \"too late,\"");
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
fn a_narrowed_note_says_what_it_leaves_out_and_calls_none_of_it_silence() {
    let dossier = open(SOUND);
    let narrowed = |filter: Filter| {
        let ask = Ask {
            filter,
            ..ask(Preset::Dossier)
        };
        txt(&note(&dossier, &[], &ask))
    };
    let whole = narrowed(Filter::default());
    assert!(!whole.contains("Narrowed to") && whole.contains("too late"));

    let lind = narrowed(Filter {
        sources: vec!["lind".into()],
        ..Filter::default()
    });
    let head = lind.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        head.contains("Narrowed to: Mara Lind; 6 of 10 records left out"),
        "{head}"
    );
    assert!(!lind.contains("too late") && !lind.contains("three gates"));
    // Southland speaks of the gates, only not here; of the canals somebody looked and found nothing.
    assert!(head.contains("left out of this gates"), "{head}");
    assert!(head.contains("none stated (1"), "{head}");
    assert!(head.contains("Open questions -------------- Left out of this note."));

    let canals = narrowed(Filter {
        issues: vec!["canals".into()],
        ..Filter::default()
    });
    assert!(canals.contains("limit the canals") && !canals.contains("The gates are closed"));
    assert!(
        canals.contains("2 cells (1 issue by 2 parties)"),
        "{canals}"
    );
}
