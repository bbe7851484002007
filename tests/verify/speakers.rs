//! Whom a draft names as the speaker, and whose words they are.
use super::harbour::{Folder, RECORDS, findings, one, report};
use onrecord::{
    model::Form,
    verify::{Fault, Outcome, Verdict},
};
use std::fs;

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
fn a_credit_line_speaks_for_the_quotation_before_it_alone() {
    let all = findings(
        "credited",
        "“First they close the harbour”\n\n— Ana Brook\n\n“Nobody asked us about any of this,” he said.\n",
    );
    let named = |n: usize| all[n].attribution.named.as_deref();
    assert_eq!(named(1), None);
    assert_eq!(all[1].attribution.verdict, Verdict::Unknown);
}

#[test]
fn words_that_several_records_of_one_source_cover_are_its_own() {
    let finding = one(
        "covered",
        "> First they close the harbour.\n>\n> Then they will sell the quay.\n>\n> — Ana Brook\n",
    );
    assert_eq!(finding.attribution.actual.as_deref(), Some("dunn"));
    let folder = Folder::new("pieces");
    let records = RECORDS.replace(
        "text   = \"Nobody asked us about any of this\"",
        "text   = \"Nobody asked us\"\n\n[quote.rest]\nsource = \"dunn\"\ntext = \"any of this\"",
    );
    fs::write(folder.0.join("harbour.toml"), records).expect("the folder is ours");
    let all = report(
        "Brook said: “Nobody asked us about any of this”.",
        &[folder.open()],
    )
    .findings;
    assert_eq!(all[0].attribution.actual.as_deref(), Some("dunn"));
    assert_eq!(all[0].attribution.verdict, Verdict::Other);
}

#[test]
fn words_of_several_sources_are_all_of_theirs() {
    let folder = Folder::new("shared");
    let records = RECORDS.replace(
        "text   = \"Nobody asked us about any of this\"",
        "text   = \"Nobody asked us\"\n\n[quote.rest]\nsource = \"brook\"\ntext = \"about any of this\"",
    );
    fs::write(folder.0.join("harbour.toml"), &records).expect("the folder is ours");
    let dossiers = [folder.open()];
    for (name, verdict) in [
        // Half of them are the other's.
        ("Brook", Verdict::Other),
        ("Dunn", Verdict::Other),
        ("The fishermen", Verdict::Other),
    ] {
        let draft = format!("{name} said: “Nobody asked us about any of this”.");
        let said = report(&draft, &dossiers).findings[0].attribution.clone();
        assert_eq!(said.several, ["brook", "dunn"], "{name}");
        assert_eq!(said.verdict, verdict, "{name}");
    }
    let records = records.replace(
        "text = \"about any of this\"",
        "text = \"Nobody asked us about any of this\"",
    );
    fs::write(folder.0.join("harbour.toml"), records).expect("the folder is ours");
    let both = report(
        "Brook said: “Nobody asked us about any of this”.",
        &[folder.open()],
    );
    assert_eq!(both.findings[0].attribution.verdict, Verdict::Ok);
    let one = report("Dunn said: “Nobody asked us”.", &dossiers);
    assert_eq!(one.findings[0].attribution.several, [""; 0]);
}

#[test]
fn of_two_who_are_said_to_say_it_together_nobody_is_right_or_wrong_where_one_does() {
    for both in ["Brook and Dunn", "Dunn and Brook", "Both Brook and Dunn"] {
        let said = one(
            "together",
            &format!("{both} said: “Nobody asked us about any of this”."),
        );
        assert_eq!(said.attribution.verdict, Verdict::Unknown, "{both}");
    }
}

#[test]
fn somebody_in_no_codebook_is_not_who_speaks() {
    let words = "“Nobody asked us about any of this”";
    for (draft, stranger, verdict) in [
        (
            format!("Emil Stone said: {words}."),
            Some("Emil Stone"),
            Verdict::Other,
        ),
        (
            format!("{words}, harbour spokesman Emil Stone said."),
            Some("Emil Stone"),
            Verdict::Other,
        ),
        (
            format!("Stone said: {words}. Emil Stone left."),
            Some("Stone"),
            Verdict::Other,
        ),
        (
            format!("Stone said: {words}."),
            Some("Stone"),
            Verdict::Unknown,
        ),
        (
            format!("Smithson said: {words}."),
            Some("Smithson"),
            Verdict::Other,
        ),
        (format!("{words}, Merz said."), Some("Merz"), Verdict::Other),
        (
            format!("{words}, Berlin said."),
            Some("Berlin"),
            Verdict::Unknown,
        ),
        (
            format!("Laut Kreml: {words}."),
            Some("Kreml"),
            Verdict::Unknown,
        ),
        (
            format!("Laut Umfrage: {words}."),
            Some("Umfrage"),
            Verdict::Unknown,
        ),
        (
            format!("Smithson: {words}."),
            Some("Smithson"),
            Verdict::Unknown,
        ),
        (
            format!("{words} — Карл Данн"),
            Some("Карл Данн"),
            Verdict::Unknown,
        ),
        (format!("C. Dunn said: {words}."), None, Verdict::Ok),
        (
            format!("Carl Dunne said: {words}."),
            Some("Carl Dunne"),
            Verdict::Unknown,
        ),
        (
            format!("Mary Dunn said: {words}."),
            Some("Mary Dunn"),
            Verdict::Unknown,
        ),
        (
            format!("Emil Stone reports: {words}."),
            Some("Emil Stone"),
            Verdict::Unknown,
        ),
        (
            format!("The historian said: {words}."),
            None,
            Verdict::Unknown,
        ),
        (
            format!("The Alder Times wrote: {words}."),
            Some("Alder Times"),
            Verdict::Unknown,
        ),
        (
            format!("Dunn said, Emil Stone reported, that {words}."),
            Some("Emil Stone"),
            Verdict::Unknown,
        ),
    ] {
        let said = one("stranger", &draft).attribution;
        assert_eq!(said.stranger.as_deref(), stranger, "{draft}");
        assert_eq!(said.named.is_some(), verdict == Verdict::Ok, "{draft}");
        assert_eq!(said.verdict, verdict, "{draft}");
    }
}

#[test]
fn a_party_says_what_those_say_who_speak_for_it() {
    let folder = Folder::new("party");
    let records = RECORDS.replace(
        "role = \"mayor of Alder\"",
        "role = \"mayor of Alder\"\nparty = \"town\"\n\n[party.town]\nname = \"Alder\"\naka = [\"the Brook council\"]",
    );
    fs::write(folder.0.join("harbour.toml"), records).expect("the folder is ours");
    let dossiers = [folder.open()];
    for (draft, verdict) in [
        (
            "Alder said: “Nobody asked us about any of this”.",
            Verdict::Other,
        ),
        (
            "Alder said: “most of the boats will stay”.",
            Verdict::Unknown,
        ),
        (
            "The Brook council said: “Nobody asked us about any of this”.",
            Verdict::Other,
        ),
    ] {
        let said = report(draft, &dossiers).findings[0].attribution.clone();
        assert_eq!((said.named, said.verdict), (None, verdict), "{draft}");
    }
}

#[test]
fn where_no_record_covers_the_words_the_article_contradicts_a_draft() {
    let folder = Folder::new("bare");
    fs::write(
        folder.0.join("harbour.toml"),
        "[article]\nfile = \"harbour.txt\"\n",
    )
    .expect("the folder is ours");
    let dossiers = [folder.open()];
    for (draft, verdict) in [
        (
            "Emil Stone said: “Nobody asked us about any of this”.",
            Verdict::Other,
        ),
        (
            "Brook said: “Nobody asked us about any of this”.",
            Verdict::Other,
        ),
        (
            "Dunn said: “Nobody asked us about any of this”.",
            Verdict::Unknown,
        ),
        (
            "Karl Dunn said: “Nobody asked us about any of this”.",
            Verdict::Unknown,
        ),
        (
            "The mayor said: “Nobody asked us about any of this”.",
            Verdict::Unknown,
        ),
        (
            "Emil Stone said: “voted 7–2 on Monday to close”.",
            Verdict::Unknown,
        ),
    ] {
        let said = report(draft, &dossiers).findings[0].attribution.clone();
        assert_eq!((said.actual, said.verdict), (None, verdict), "{draft}");
        assert!(said.beside.is_some(), "{draft}");
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
