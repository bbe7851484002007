//! Whether the words of a draft stand in an article, and what was done to them.
use super::harbour::{ARTICLE, Folder, RECORDS, one, report};
use onrecord::{
    anchor::change::Critical::{self, Modal, Name, Negation, Number, Quantifier},
    model::Dossier,
    store,
    verify::{self, Fault, Finding, Format, Outcome, Remark, Verdict},
};
use proptest::{prop_assert, prop_assume, proptest};
use std::fs;

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
fn a_byte_that_is_no_utf_8_hides_no_quotation() {
    let folder = Folder::new("bytes");
    let dossiers = [folder.open()];
    let marked = "Dunn said: “Nobody asked us about any of this.”".as_bytes();
    for bytes in [
        [b"The caf\xe9 closed. ", marked].concat(),
        [marked, b" The caf\xe9"].concat(),
        b"Dunn said: \x93Nobody asked us about any of this.\x94".to_vec(),
        // Two of its bytes would be one character of UTF-8.
        b"CAF\xc9\x93Nobody asked us about any of this,\x94 said Dunn of the caf\xe9.".to_vec(),
    ] {
        let drafts = verify::read("draft.md", &bytes, Format::Markdown).expect("a text");
        let report = verify::verify(drafts, &dossiers);
        let outcomes: Vec<Outcome> = report.findings.iter().map(|f| f.outcome).collect();
        assert_eq!(outcomes, [Outcome::Verbatim]);
    }
}

#[test]
fn the_turns_of_a_transcript_are_words_of_the_article() {
    let folder = Folder::new("turns");
    let text = ">> POE: We go [laughs] [coughs] now. >> STONE: No, we stay here for good.\n";
    fs::write(folder.0.join("harbour.txt"), text).expect("the folder is ours");
    let records = RECORDS.split("[quote.stone]").next().expect("the head");
    fs::write(folder.0.join("harbour.toml"), records).expect("the folder is ours");
    let dossiers = [folder.open()];
    for (quoted, outcome) in [
        (
            "We go [laughs] [coughs] now. >> STONE: No, we stay here",
            Outcome::Glyphs,
        ),
        (">> STONE: No, we stay here for good", Outcome::Glyphs),
        ("We go [laughs] [coughs] now", Outcome::Verbatim),
        (
            "We go [...] now. >> STONE: No, we never stay here",
            Outcome::Altered,
        ),
        ("We go now. >> STONE: No, we stay here", Outcome::Altered),
    ] {
        let found = report(&format!("They said: “{quoted}”."), &dossiers).findings;
        assert_eq!(found[0].outcome, outcome, "{quoted}");
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
fn an_attribution_that_a_draft_leaves_out_between_words_changes_nothing_of_their_sense() {
    let draft = "“We will not sell a single stone of it before 2031, and nobody may build on all of the quay.”";
    let finding = one("uninterrupted", draft);
    assert_eq!(
        (finding.outcome, finding.remark),
        (Outcome::Shortened, Some(Remark::Uninterrupted))
    );
    let all = finding.differences.iter().flat_map(|d| &d.critical);
    assert_eq!(all.chain(&finding.critical).count(), 0);
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
        (
            "The council of Elder “voted 7–3 on Monday to close”.",
            &[Number],
        ),
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
    let blanks = one("blanks", "The council “voted 7 –2 on Monday to close”.");
    assert_eq!(
        (blanks.outcome, blanks.remark),
        (Outcome::Altered, Some(Remark::Blanks))
    );
    assert_eq!(blanks.critical, []);
    for (draft, told) in [
        ("Dunn: “asked us about any of this”.", Some(Remark::Denied)),
        ("Dunn: Nobody “asked us about any of this”.", None),
    ] {
        let denied = one("denied", draft);
        assert_eq!(
            (denied.outcome, denied.remark),
            (Outcome::Verbatim, told),
            "{draft}"
        );
        assert!(!denied.fails(&Fault::DEFAULT), "{draft}");
    }
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
    assert!(finding.fails(&Fault::DEFAULT));
    let inserted = one("inserted", "Brook: “most of the boats will [not] stay”.");
    assert_eq!(inserted.remark, Some(Remark::Sense));
}

#[test]
fn parts_that_are_joined_stand_together_only_as_one_s_words() {
    let folder = Folder::new("joined");
    let dossiers = [folder.open()];
    for (draft, outcome) in [
        (
            "Dunn: “First they close the harbour [...] Then they will sell the quay”.",
            Outcome::Shortened,
        ),
        (
            "Dunn: “The council of Alder voted 7–2 [...] We will not sell a single stone of it”.",
            Outcome::Altered,
        ),
        (
            "Brook: “most of the boats will stay [...] Nobody asked us about any of this”.",
            Outcome::Altered,
        ),
        (
            "Brook: “the [...] of [...] the [...] and [...] the”.",
            Outcome::NotFound,
        ),
    ] {
        let found = report(draft, &dossiers).findings;
        assert_eq!(found[0].outcome, outcome, "{draft}");
    }
    let joined = "Brook: “most of the boats will stay [...] Nobody asked us about any of this”.";
    let found = &report(joined, &dossiers).findings[0];
    assert_eq!(found.remark, Some(Remark::Apart));
    let places = found.found.iter().chain(&found.also);
    let places: Vec<usize> = places.map(|f| f.paragraph).collect();
    assert_eq!(places, [3, 4]);
}

#[test]
fn a_title_or_a_short_phrase_is_nobody_s_words_with_changes() {
    let folder = Folder::new("short");
    let dossiers = [folder.open()];
    for draft in [
        "Dunn read “The Quiet Eviction” at school.",
        "Brook wrote “The Old Harbours” once.",
        "Dunn called it “quiet evictions again”.",
    ] {
        let found = report(draft, &dossiers).findings;
        assert_eq!(found[0].outcome, Outcome::NotFound, "{draft}");
    }
}

#[test]
fn of_two_passages_about_equally_near_the_speaker_decides_or_nobody() {
    let text = "\"We want that the town hand back all of the north quay,\" Ana Brook said.\n\n\
                \"We ask that the town give back all of the south quay,\" Carl Dunn said.\n";
    let folder = Folder::new("alike");
    fs::write(folder.0.join("harbour.txt"), text).expect("the folder is ours");
    let head = super::harbour::RECORDS
        .split("[quote.stone]")
        .next()
        .expect("the head");
    let records = head.to_owned()
        + "[quote.b]\nsource = \"brook\"\ntext = \"We want that the town hand back all of the north quay\"\n\
           [quote.d]\nsource = \"dunn\"\ntext = \"We ask that the town give back all of the south quay\"\n";
    fs::write(folder.0.join("harbour.toml"), records).expect("the folder is ours");
    let dossiers = [folder.open()];
    let words = "“We trust that the town sends back all of the old quay”";
    for (who, paragraph) in [("Ana Brook", 1), ("Carl Dunn", 2)] {
        let found = &report(&format!("{who} said: {words}."), &dossiers).findings[0];
        assert_eq!(found.outcome, Outcome::Altered, "{who}");
        assert_eq!(found.found.map(|f| f.paragraph), Some(paragraph), "{who}");
        assert_eq!(found.attribution.verdict, Verdict::Ok, "{who}");
    }
    let draft = format!("It reads {words}.");
    let found = &report(&draft, &dossiers).findings[0];
    assert_eq!((found.outcome, found.also.len()), (Outcome::Ambiguous, 1));
    assert_eq!(found.remark, Some(Remark::Alike));
    // Where an article is not there, nobody knows.
    let gone = "[article]\nfile = \"gone.txt\"\n";
    fs::write(folder.0.join("gone.toml"), gone).expect("the folder is ours");
    let found = &report(&draft, &[folder.open()]).findings[0];
    assert_eq!(found.outcome, Outcome::Unchecked);
    assert_eq!(found.remark, Some(Remark::Unread));
}

#[test]
fn words_left_out_openly_are_told_as_left_out() {
    let finding = one(
        "omitted",
        "Brook: “We will not sell [...] before 2031 or so.”",
    );
    let omitted: Vec<&str> = (finding.differences.iter())
        .filter(|d| d.omitted)
        .map(|d| d.article.as_str())
        .collect();
    assert_eq!(omitted, ["a single stone of it"], "{finding:?}");
}

#[test]
fn a_bracket_that_says_something_else_is_not_the_article_s_words() {
    let folder = Folder::new("brackets");
    let dossiers = [folder.open()];
    let cases: [(&str, &[Critical]); 6] = [
        (
            "Brook: “nobody may build on [the old harbour]”.",
            &[Quantifier],
        ),
        (
            "Brook: “We will not [give away] a single stone of it”.",
            &[],
        ),
        (
            "Brook: “We [could gladly] sell a single stone of it before 2031”.",
            &[Negation, Modal],
        ),
        (
            "Brook: “nobody [must ever] build on all of the quay”.",
            &[Modal],
        ),
        (
            "The council of Alder “voted [9–0] on Monday to close the old harbour”.",
            &[Number],
        ),
        (
            "The council of Alder “voted 7–2 on Monday to [save] the old harbour”.",
            &[],
        ),
    ];
    for (draft, critical) in cases {
        let found = report(draft, &dossiers).findings;
        assert_eq!(found[0].outcome, Outcome::Altered, "{draft}");
        assert_eq!(found[0].critical, critical, "{draft}");
        assert!(!found[0].differences.is_empty(), "{draft}");
    }
    for draft in [
        "Brook: “We will not [be selling] a single stone of it”.",
        "Brook: “[The council] will not sell a single stone of it”.",
        "Dunn: “Nobody asked [the fishermen] about any of this”.",
        "Dunn: “Then [the council] will sell the quay”.",
    ] {
        let found = report(draft, &dossiers).findings;
        assert_eq!(found[0].outcome, Outcome::Shortened, "{draft}");
        assert_eq!(found[0].faults(), [], "{draft}");
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
fn paragraphs_that_are_dropped_in_silence_alter_a_quotation() {
    let finding = one(
        "dropped",
        "> Nobody asked us about any of this\n>\n> Then they will sell the quay\n",
    );
    assert_eq!(finding.outcome, Outcome::Altered);
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
fn an_article_that_cannot_be_read_leaves_the_rest_unchecked() {
    let folder = Folder::new("unread");
    fs::remove_file(folder.0.join("harbour.txt")).expect("it was there");
    let found = report(
        "Dunn: “Nobody asked us about any of this”.",
        &[folder.open()],
    )
    .findings;
    assert_eq!(found[0].outcome, Outcome::Unchecked);
    assert_eq!(found[0].remark, Some(Remark::Unread));
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
        let not_standing = [Outcome::Altered, Outcome::NotFound, Outcome::Ambiguous];
        prop_assert!(not_standing.contains(&first(&changed)), "{}", changed);
    }
}

#[test]
fn a_negation_that_the_attribution_of_a_draft_stands_in_for_is_missed() {
    let draft = "“We will,” Brook said, “sell a single stone of it before 2031.”";
    let finding = one("denied", draft);
    assert_eq!(finding.outcome, Outcome::Altered);
    assert_eq!(finding.critical, [Negation]);
}
