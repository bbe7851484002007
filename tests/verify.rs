//! Drafts about a small dossier: what stands, what was changed, who is named; and nothing invented is ever called found.
use onrecord::{
    anchor::change::Critical::{self, Modal, Name, Negation, Number, Quantifier},
    model::{Dossier, Form},
    store,
    verify::{self, Fault, Finding, Format, Outcome, Remark, Report, Verdict},
};
use proptest::{prop_assert, prop_assume, proptest};
use std::{fs, path::PathBuf};

const ARTICLE: &str = "\
The council of Alder voted 7–2 on Monday to close the old harbour.

\"We will not sell a single stone of it before 2031,\" mayor Ana Brook said, \"and nobody may build on all of the quay.\"

The fishermen are reported to fear that the council \"may\" break its word. Brook insisted that most of the boats will stay.

“Nobody asked us about any of this,” Carl Dunn, who speaks for the fishermen, told the paper.

“First they close the harbour.

“Then they will sell the quay.”

Dunn was said to have called the plan a “quiet eviction.” The meeting went on for three hours.
";

const RECORDS: &str = r#"
[article]
file = "harbour.txt"

[source.brook]
name = "Ana Brook"
role = "mayor of Alder"

[source.dunn]
name = "Carl Dunn"
aka  = ["Karl Dunn"]

[source.fishermen]
name = "The fishermen"
kind = "group"

[quote.stone]
source = "brook"
text   = ["We will not sell a single stone of it before 2031", "and nobody may build on all of the quay"]

[quote.boats]
source = "brook"
text   = "most of the boats will stay"

[quote.asked]
source = "dunn"
text   = "Nobody asked us about any of this"

[quote.then]
source = "dunn"
text   = ["First they close the harbour", "Then they will sell the quay"]

[quote.eviction]
source = "dunn"
text   = "quiet eviction"

[claim.hours]
says = "The meeting took three hours"
text = "The meeting went on for three hours"
"#;

/// A folder of its own, gone at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let id = std::process::id();
        let folder = std::env::temp_dir().join(format!("onrecord-verify-{name}-{id}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        fs::write(folder.join("harbour.txt"), ARTICLE).expect("the folder is ours");
        fs::write(folder.join("harbour.toml"), RECORDS).expect("the folder is ours");
        Self(folder)
    }

    fn open(&self) -> Dossier {
        Dossier::new(store::open(&self.0).expect("it was just written")).anchored()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn report(draft: &str, dossiers: &[Dossier]) -> Report {
    let drafts = verify::read("draft.md", draft.as_bytes(), Format::Markdown).expect("a text");
    verify::verify(drafts, dossiers)
}

/// The findings of `draft` against the harbour.
fn findings(name: &str, draft: &str) -> Vec<Finding> {
    let folder = Folder::new(name);
    report(draft, &[folder.open()]).findings
}

fn one(name: &str, draft: &str) -> Finding {
    let mut all = findings(name, draft);
    assert_eq!(all.len(), 1, "{draft}");
    all.remove(0)
}

#[test]
fn a_word_or_two_given_to_somebody_else_are_no_fault_only_where_several_say_them() {
    for (words, verdict) in [
        // Brook says it and Dunn does.
        ("sell", Verdict::Unknown),
        // Dunn says it twice, and nobody else.
        ("they", Verdict::Other),
        ("stone", Verdict::Other),
    ] {
        let found = one("few", &format!("The fishermen say “{words}” too."));
        assert_eq!(found.outcome, Outcome::Verbatim, "{words}");
        assert_eq!(found.attribution.verdict, verdict, "{words}");
        let is_fault = !found.faults().is_empty();
        assert_eq!(is_fault, verdict == Verdict::Other, "{words}");
    }
}

#[test]
fn a_measure_left_out_or_put_in_openly_turns_the_sense() {
    let text =
        "Dunn saw under 20 boats at the quay. He counted 40 ships in May, and handed over power.\n";
    let records = "[article]\nfile = \"boats.txt\"\n";
    let folder = Folder::new("measure");
    fs::write(folder.0.join("boats.txt"), text).expect("the folder is ours");
    fs::write(folder.0.join("boats.toml"), records).expect("the folder is ours");
    let dossier = [folder.open()];
    for (draft, told) in [
        ("“Dunn saw [...] 20 boats at the quay.”", true),
        ("“He counted [over] 40 ships in May.”", true),
        ("“He counted [well over] 40 ships in May.”", true),
        ("“40 ships in May, and handed [...] power.”", false),
    ] {
        let found = &report(draft, &dossier).findings[0];
        assert_eq!(found.outcome, Outcome::Shortened, "{draft}");
        let critical = if told { vec![Quantifier] } else { vec![] };
        assert_eq!(found.critical, critical, "{draft}");
        assert_eq!(found.remark == Some(Remark::Sense), told, "{draft}");
    }
}

#[test]
fn words_that_stand_there_are_verbatim_whatever_the_glyphs_of_the_draft() {
    let folder = Folder::new("standing");
    let dossiers = [folder.open()];
    for (draft, outcome) in [
        (
            "Dunn said: “Nobody asked us about any of this.”",
            Outcome::Verbatim,
        ),
        (
            "Dunn sagte: „Nobody asked us about any of this“.",
            Outcome::Verbatim,
        ),
        (
            "Dunn a dit : « Nobody asked us about any of this ».",
            Outcome::Verbatim,
        ),
        ("The council “voted 7-2 on Monday”.", Outcome::Glyphs),
        (
            "> Nobody asked us about any of this\n> — Carl Dunn",
            Outcome::Verbatim,
        ),
        (
            "“We will not sell a single stone of it before 2031,” Brook said, “and nobody may build on all of the quay.”",
            Outcome::Verbatim,
        ),
        (
            "“We will not sell a single stone of it,” Brook said.",
            Outcome::Verbatim,
        ),
        (
            "“First they close the harbour.\n\n“Then they will sell the quay,” Dunn said.",
            Outcome::Verbatim,
        ),
        (
            "Dunn: “First they close the harbour. Then they will sell the quay.”",
            Outcome::Glyphs,
        ),
        ("Dunn calls it a “quiet eviction”.", Outcome::Verbatim),
    ] {
        let report = report(draft, &dossiers);
        let outcomes: Vec<Outcome> = report.findings.iter().map(|f| f.outcome).collect();
        assert_eq!(outcomes, [outcome], "{draft}");
        assert!(!report.fails(&Fault::DEFAULT), "{draft}");
    }
}

#[test]
fn where_a_draft_ends_its_lines_says_nothing() {
    let wrapped = one(
        "wrapped",
        "Dunn said: “Nobody asked\nus about any\nof this.”",
    );
    assert_eq!(wrapped.outcome, Outcome::Verbatim);
    let dots = one(
        "wrapped-dots",
        "Brook: “We will not sell .\n. . it before 2031.”",
    );
    assert_eq!(dots.outcome, Outcome::Shortened);
}

#[test]
fn what_is_shown_as_left_out_or_put_in_is_shortened() {
    let folder = Folder::new("shortened");
    let dossiers = [folder.open()];
    for draft in [
        "Brook: “We will not sell [...] it before 2031.”",
        "Brook: “We will not sell … it before 2031.”",
        "Brook: “We will not sell (...) it before 2031.”",
        "Brook: “... a single stone of it ...”",
        "Brook: “[w]e will not sell a single stone”.",
        "Brook: “We will not sell a single stone [of the harbour] of it”.",
        "Brook: “We will not sell a single stone of [the harbour] before 2031”.",
        "Dunn: “Nobody ask[s] us about any of this”.",
        "Brook: “We will not sell a single stone of it before 2031, and nobody may build on all of the quay.”",
    ] {
        let found: Vec<Finding> = report(draft, &dossiers).findings;
        let outcomes: Vec<Outcome> = found.iter().map(|f| f.outcome).collect();
        assert_eq!(outcomes, [Outcome::Shortened], "{draft}");
        assert_eq!(found[0].attribution.verdict, Verdict::Ok, "{draft}");
        assert_eq!(found[0].faults(), [], "{draft}");
    }
}

#[test]
fn changed_words_are_altered_and_the_sense_is_watched() {
    let folder = Folder::new("altered");
    let dossiers = [folder.open()];
    let cases: [(&str, &[Critical]); 12] = [
        (
            "Brook: “We will not sell a single stone of it before 2013.”",
            &[Number],
        ),
        (
            "Brook: “We will sell a single stone of it before 2031.”",
            &[Negation],
        ),
        (
            "Brook: “We would not sell a single stone of it before 2031.”",
            &[Modal],
        ),
        (
            "Brook: “and nobody may build on some of the quay”",
            &[Quantifier],
        ),
        ("The council of Elder “voted 7–3 on Monday”.", &[Number]),
        (
            "“The council of Elder voted 7–2 on Monday”, we read.",
            &[Name],
        ),
        ("Dunn: “Somebody asked us about any of this”", &[Negation]),
        ("Dunn: “Nobody asked us about all of this”", &[Quantifier]),
        ("Dunn: “Nobody told us about any of this”", &[]),
        (
            "Brook: “We will not sell one single rock of it before 2031.”",
            &[Number],
        ),
        ("Dunn: “nobody asked us about any of this”", &[]),
        ("The council, they fear, “may break its word”.", &[]),
    ];
    for (draft, critical) in cases {
        let found = report(draft, &dossiers).findings;
        assert_eq!(found.len(), 1, "{draft}");
        assert_eq!(found[0].outcome, Outcome::Altered, "{draft}");
        assert_eq!(
            found[0].critical, critical,
            "{draft}: {:?}",
            found[0].differences
        );
    }
    let capital = one("capital", "Dunn: “nobody asked us about any of this”");
    assert_eq!(capital.remark, Some(Remark::Capitals));
    let marks = one("marks", "The council, they fear, “may break its word”.");
    assert_eq!(marks.remark, Some(Remark::Punctuation));
}

#[test]
fn nothing_invented_is_found() {
    let folder = Folder::new("invented");
    let dossiers = [folder.open()];
    for draft in [
        "Brook: “The harbour was never ours to keep.”",
        "Brook: “I promise you that every boat stays.”",
        "Dunn: “It is a shame”",
        "Dunn called it a “loud eviction party”.",
        "Dunn: “eviction quiet”, “obody asked us about any of thi”.",
        "Dunn: “»”, “...”, “[...]”, “[not]”.",
    ] {
        for finding in report(draft, &dossiers).findings {
            let is_wrong = [Outcome::Altered, Outcome::NotFound].contains(&finding.outcome);
            assert!(is_wrong, "{draft}: {finding:?}");
        }
    }
    let unlike = one("unlike", "Brook: “The harbour was never ours to keep.”");
    assert_eq!(unlike.outcome, Outcome::NotFound);
    assert_eq!(unlike.attribution.named.as_deref(), Some("brook"));
}

#[test]
fn omissions_that_change_the_sense_are_told() {
    let finding = one(
        "sense",
        "Brook: “We will [...] sell a single stone of it before 2031.”",
    );
    assert_eq!(finding.outcome, Outcome::Shortened);
    assert_eq!(
        (finding.critical.as_slice(), finding.remark),
        (&[Negation][..], Some(Remark::Sense))
    );
    let inserted = one("inserted", "Brook: “most of the boats will [not] stay”.");
    assert_eq!(inserted.remark, Some(Remark::Sense));
}

#[test]
fn swapped_speakers_are_told() {
    let swapped = one(
        "swapped",
        "“Nobody asked us about any of this,” Ana Brook said.",
    );
    assert_eq!(swapped.outcome, Outcome::Verbatim);
    let said = &swapped.attribution;
    assert_eq!(
        (said.named.as_deref(), said.actual.as_deref()),
        (Some("brook"), Some("dunn"))
    );
    assert_eq!(said.verdict, Verdict::Other);
    assert!(swapped.fails(&Fault::DEFAULT));
    let alias = one(
        "alias",
        "“Nobody asked us about any of this,” said Karl Dunn’s office.",
    );
    assert_eq!(alias.attribution.verdict, Verdict::Ok);
}

#[test]
fn somebody_named_before_does_not_speak_where_others_do() {
    let all = findings(
        "others",
        "Ana Brook left.\n\nThe owners said “Nobody asked us about any of this”.\n\n\
         Brook spoke of the “quiet eviction”.\n\n> Nobody asked us about any of this\n",
    );
    for n in [0, 2] {
        assert_eq!(all[n].attribution.verdict, Verdict::Unknown, "{n}");
    }
}

#[test]
fn a_paraphrase_in_marks_is_told() {
    let finding = one(
        "paraphrase",
        "Brook said that “most of the boats will stay”.",
    );
    assert_eq!(finding.outcome, Outcome::Verbatim);
    assert_eq!(finding.found.map(|f| f.form), Some(Form::Indirect));
    assert_eq!(finding.faults(), [Fault::Paraphrase]);
    assert!(!finding.fails(&Fault::DEFAULT));
    assert!(finding.fails(&[Fault::Paraphrase]));
}

#[test]
fn where_no_record_covers_the_words_the_article_says_who_speaks() {
    let finding = one(
        "beside",
        "They “fear that the council \"may\" break its word”.",
    );
    assert_eq!(finding.outcome, Outcome::Verbatim);
    assert_eq!(finding.attribution.actual, None);
    assert_eq!(
        finding.attribution.beside.as_deref(),
        Some("The fishermen are reported to")
    );
    assert_eq!(finding.found.map(|f| f.form), Some(Form::Mixed));
}

#[test]
fn paragraphs_that_are_dropped_in_silence_alter_a_quotation() {
    let finding = one(
        "dropped",
        "> Nobody asked us about any of this\n>\n> Then they will sell the quay\n",
    );
    assert_eq!(finding.outcome, Outcome::Altered);
}

#[test]
fn words_that_stand_twice_are_ambiguous_until_the_speaker_decides() {
    let twice = "\"We stay in the harbour,\" Ana Brook said.\n\n\"We stay in the harbour,\" Carl Dunn said.\n";
    let folder = Folder::new("twice");
    fs::write(folder.0.join("harbour.txt"), twice).expect("the folder is ours");
    let records = RECORDS
        .split("[quote.stone]")
        .next()
        .expect("the head")
        .to_owned()
        + "[quote.b]\nsource = \"brook\"\ntext = \"We stay in the harbour\"\nafter = \"Ana\"\n\
           [quote.d]\nsource = \"dunn\"\ntext = \"We stay in the harbour\"\nafter = \"Carl\"\n";
    fs::write(folder.0.join("harbour.toml"), records).expect("the folder is ours");
    let dossiers = [folder.open()];
    let all = report("They all say “We stay in the harbour”.", &dossiers).findings;
    assert_eq!((all[0].outcome, all[0].also.len()), (Outcome::Ambiguous, 1));
    let all = report("“We stay in the harbour,” Dunn said.", &dossiers).findings;
    assert_eq!(all[0].outcome, Outcome::Verbatim);
    assert_eq!(all[0].found.map(|f| f.paragraph), Some(2));
}

#[test]
fn one_or_two_words_nobody_is_named_beside_are_told_apart() {
    let folder = Folder::new("asides");
    let report = report(
        "The “may” of the council and a “pharaonic” plan.",
        &[folder.open()],
    );
    assert_eq!(report.findings, []);
    let asides: Vec<Outcome> = report.asides.iter().map(|f| f.outcome).collect();
    assert_eq!(asides, [Outcome::Verbatim, Outcome::NotFound]);
}

#[test]
fn an_article_that_cannot_be_read_leaves_the_rest_unchecked() {
    let folder = Folder::new("unread");
    fs::remove_file(folder.0.join("harbour.txt")).expect("it was there");
    let found = report(
        "Dunn: “Nobody asked us about any of this”.",
        &[folder.open()],
    )
    .findings;
    assert_eq!(found[0].outcome, Outcome::Unchecked);
    assert!(found[0].fails(&Fault::DEFAULT));
}

#[test]
fn several_dossiers_and_bare_articles_are_one_shelf() {
    let folder = Folder::new("several");
    let bare = store::from_text(
        "bare.txt",
        "A new text: “the tide comes in at noon,” it says.".to_owned(),
    );
    let dossiers = [folder.open(), Dossier::new(bare).anchored()];
    let draft = "“Nobody asked us about any of this,” Dunn said; “the tide comes in at noon”.";
    let found = report(draft, &dossiers).findings;
    let places: Vec<_> = found.iter().map(|f| f.found.map(|f| f.dossier)).collect();
    assert_eq!(places, [Some(0), Some(1)]);
    assert!(found.iter().all(|f| f.outcome == Outcome::Verbatim));
}

#[test]
fn json_keeps_its_contract() {
    let folder = Folder::new("json");
    let dossiers = [folder.open()];
    let report = report(
        "Ana Brook:\n\n“Nobody told us about any of this.”\n",
        &dossiers,
    );
    let json: serde_json::Value =
        serde_json::from_str(&verify::json(&report, &dossiers)).expect("it is JSON");
    assert_eq!(json["schema"], "onrecord/verify/1");
    let quotation = &json["quotations"][0];
    for (key, value) in [
        ("text", "Nobody told us about any of this.".into()),
        ("file", "draft.md".into()),
        ("line", 3.into()),
        ("column", 2.into()),
        ("outcome", "altered".into()),
        ("article", "harbour".into()),
        ("paragraph", 4.into()),
        ("found", "Nobody asked us about any of this".into()),
        ("form", "direct".into()),
        ("critical", serde_json::json!([])),
    ] {
        assert_eq!(quotation[key], value, "{key}");
    }
    let words = "Nobody asked us about any of this";
    assert_eq!(
        quotation["start"],
        ARTICLE.find(words).expect("it is there")
    );
    assert_eq!(
        quotation["diff"][1],
        serde_json::json!({"kind": "replace", "draft": "told", "article": "asked"})
    );
    let verdict = &quotation["attribution"];
    assert_eq!(
        (verdict["named"].as_str(), verdict["actual"].as_str()),
        (Some("brook"), Some("dunn"))
    );
    assert_eq!(
        (
            verdict["verdict"].as_str(),
            json["summary"]["altered"].as_u64()
        ),
        (Some("other"), Some(1))
    );
    assert_eq!(json["summary"]["not-found"], 0);
}

#[test]
fn nothing_a_draft_says_reaches_the_terminal() {
    let folder = Folder::new("hostile");
    let dossiers = [folder.open()];
    let hostile = "Dunn\u{1b}[31m: “Nobody told us \u{202e}about\u{9b} any of this\u{7}”, “a\u{1b}]52;c;x\u{7} b c”.\n";
    let drafts = verify::read("a\u{1b}b.txt", hostile.as_bytes(), Format::Plain).expect("a text");
    let report = verify::verify(drafts, &dossiers);
    assert_eq!(report.findings.len(), 2);
    let acts = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    for printed in [
        verify::human(&report, &dossiers, false),
        verify::json(&report, &dossiers),
        verify::sarif(&report, &dossiers),
    ] {
        assert!(!printed.contains(acts), "{printed:?}");
    }
}

#[test]
fn sarif_has_a_result_for_every_fault() {
    let folder = Folder::new("sarif");
    let dossiers = [folder.open()];
    let report = report("Brook: “Nobody told us about any of this.”", &dossiers);
    let sarif: serde_json::Value =
        serde_json::from_str(&verify::sarif(&report, &dossiers)).expect("it is JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let rules: Vec<_> = results.iter().map(|r| r["ruleId"].as_str()).collect();
    assert_eq!(rules, [Some("altered"), Some("other")]);
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (region["startLine"].as_u64(), region["startColumn"].as_u64()),
        (Some(1), Some(9))
    );
}

#[test]
fn people_see_both_texts_and_the_way_out() {
    let folder = Folder::new("human");
    let dossiers = [folder.open()];
    let draft = "Brook said: “Nobody told us about any of this.”\n\nDunn: “Nobody asked us about any of this.” A “pharaonic” plan.\n";
    let printed = verify::human(&report(draft, &dossiers), &dossiers, false);
    let expected = r"error[altered]: this is not what the article prints
 --> draft.md:1:14
  |
1 | Brook said: “Nobody told us about any of this.”
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 ::: harbour.txt ¶4
  | Nobody asked us about any of this
  = change: `told` -> `asked`
  = said by: Carl Dunn (the draft names Ana Brook)
  = help: write the words as printed, show what you leave out as `[...]` and what you put in as `[word]`, or paraphrase without marks
  = help: name the one who said it

verbatim  draft.md:3:8  “Nobody asked us about any of this.”  harbour.txt ¶4  Carl Dunn

marked words of one or two, nobody named beside them:
not-found draft.md:3:47  “pharaonic”

2 quotations: 1 verbatim, 1 altered; 1 by somebody else than named
";
    assert_eq!(printed, expected);
}

proptest! {
    /// A passage of the article is verbatim; with one of its letters changed it is not called so, unless that stands there too.
    #[test]
    fn one_changed_letter_is_enough(paragraph in 0usize..5, from in 0usize..8, length in 4usize..12, at in 0usize..60, letter in "[a-z0-9]") {
        let bare = [Dossier::new(store::from_text("harbour.txt", ARTICLE.to_owned()))];
        let paragraph = ARTICLE.split("\n\n").nth(paragraph).expect("it has seven");
        let words: Vec<&str> = paragraph.split(' ').skip(from).take(length).collect();
        let passage = words.join(" ").replace(['"', '“', '”', '\n'], "");
        prop_assume!(words.len() >= 4 && ARTICLE.contains(&passage));
        let first = |words: &str| report(&format!("> {words}\n"), &bare).findings.remove(0).outcome;
        prop_assert!([Outcome::Verbatim, Outcome::Ambiguous].contains(&first(&passage)), "{}", passage);
        let letters: Vec<usize> = passage.match_indices(char::is_alphanumeric).map(|(i, _)| i).collect();
        let i = letters[at % letters.len()];
        let changed = format!("{}{letter}{}", &passage[..i], &passage[i + 1..]);
        prop_assume!(!ARTICLE.contains(&changed));
        prop_assert!([Outcome::Altered, Outcome::NotFound].contains(&first(&changed)), "{}", changed);
    }
}
