//! Who is named as the speaker, in sentences a journalist may write.
mod acting;
mod office;

use super::{
    super::{
        quotation::quotations,
        read::{Format, read},
    },
    Cast, Voice, Who,
};
use crate::{
    diag::Place,
    model::{Codebook, Party, Ref, Source, SourceKind},
    text::Span,
};

fn source(id: &str, kind: SourceKind, aka: &[&str], role: Option<&str>) -> Source {
    Source {
        id: id.to_owned(),
        name: id.to_owned(),
        role: role.map(str::to_owned),
        party: None,
        org: None,
        kind,
        aka: aka.iter().map(|&a| a.to_owned()).collect(),
        rel: None,
        wikidata: None,
        place: Place::default(),
    }
}

const NAMES: [&str; 5] = [
    "Ana Brook",
    "Carl Dunn",
    "Ilse Dunn",
    "Jörg Möller",
    "the Fishermen's Union",
];

fn cast() -> Cast {
    let sources = vec![
        source(
            NAMES[0],
            SourceKind::Person,
            &["Mayor Brook"],
            Some("mayor of Alder"),
        ),
        source(NAMES[1], SourceKind::Person, &[], None),
        source(NAMES[2], SourceKind::Person, &[], None),
        source(NAMES[3], SourceKind::Person, &["Georg Moeller"], None),
        source(NAMES[4], SourceKind::Group, &["the fishermen"], None),
    ];
    Cast::new(&Codebook::new(Vec::new(), sources, Vec::new()))
}

/// The name of the source that is named.
fn known(voice: &Voice) -> Option<&'static str> {
    match voice.who? {
        (Who::Source(number), _) => Some(NAMES[number]),
        _ => None,
    }
}

/// Who is named for the first quotation of `text`, and whether a verb says so.
fn named(text: &str) -> Option<(&'static str, bool)> {
    let cast = cast();
    let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
    let all = quotations(0, &drafts[0]);
    let found = cast.named(&drafts[0], &all[0].around, all[0].outer)?;
    known(&found).map(|name| (name, found.says))
}

#[test]
fn the_speaker_is_the_subject_of_the_saying() {
    for (text, who) in [
        (
            "Ana Brook said: “we will not sell”.",
            Some(("Ana Brook", true)),
        ),
        ("“We will not sell,” said Brook.", Some(("Ana Brook", true))),
        (
            "“We will not sell,” Carl Dunn told Ana Brook.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn writes of Ana Brook: “we will not sell”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "According to Brook, “we will not sell” it.",
            Some(("Ana Brook", true)),
        ),
        (
            "Laut Moeller „verkaufen wir nicht alles“.",
            Some(("Jörg Möller", true)),
        ),
        (
            "« Nous ne vendons rien », écrit Jörg Möller.",
            Some(("Jörg Möller", true)),
        ),
        (
            "“We sell,” writes the exiled Alder poet Carl Dunn in a letter to Brook.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn said that it would “all be sold soon”, and Brook said that they “would not sell the quay”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn said so, and Brook said that they “would not sell the quay”.",
            Some(("Ana Brook", true)),
        ),
        (
            "“We will not sell,” as Brook calls it, and “the sale of the quay”, as Dunn writes, differ.",
            Some(("Ana Brook", true)),
        ),
        (
            "While Carl Dunn demands that they “sell all of the quay”, Brook demands that they “sell none of it”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "If Carl Dunn demands to “sell all of the quay”, Brook says no.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn says, as the paper reports, that they “will not sell”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn said, according to the Alder Times, that they “will not sell”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn (who met Brook) said: “we will not sell”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn, whom Brook admires, said: “we will not sell”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Carl Dunn rose and said: “we will not sell”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Of Brook and Carl Dunn the fishermen said: “they will not sell”.",
            Some(("the Fishermen's Union", true)),
        ),
        (
            "The Fishermen’s Union warned that “we will not sell”.",
            Some(("the Fishermen's Union", true)),
        ),
        (
            "The mayor of Alder said “we will not sell”.",
            Some(("Ana Brook", true)),
        ),
    ] {
        assert_eq!(named(text), who, "{text}");
    }
}

#[test]
fn without_such_a_verb_it_is_the_nearest_name_here_or_before() {
    for (text, who) in [
        (
            "Brook’s words: “we will not sell”.",
            Some(("Ana Brook", false)),
        ),
        (
            "Carl Dunn explained Brook’s formula “we will not sell”.",
            Some(("Ana Brook", false)),
        ),
        (
            "Carl Dunn has said nothing to Brook’s “we will not sell”.",
            Some(("Ana Brook", false)),
        ),
        (
            "Brook (“we will not sell”) and Möller (“we sell”) agree; Carl Dunn (“we pay”) does not.",
            Some(("Ana Brook", false)),
        ),
        (
            "Carl Dunn and Brook: “we will not sell”.",
            Some(("Ana Brook", false)),
        ),
        (
            "Brook left. “We will not sell”.",
            Some(("Ana Brook", false)),
        ),
        (
            "Brook left. “We will not sell,” she said.",
            Some(("Ana Brook", true)),
        ),
        (
            "Brook left.\n\n“We will not sell,” she said.",
            Some(("Ana Brook", true)),
        ),
        (
            "Brook said:\n\n“The sale of the quay.”",
            Some(("Ana Brook", true)),
        ),
        (
            "Brook left. She sometimes says “we will not sell”.",
            Some(("Ana Brook", true)),
        ),
        (
            "Brook left. “We will not sell,” she upstairs said.",
            Some(("Ana Brook", true)),
        ),
        (
            "Brook salió. Después dijo: «no vendemos nada hoy».",
            Some(("Ana Brook", true)),
        ),
        (
            "Brook’s point is simple. “We will not sell,” she writes.",
            Some(("Ana Brook", true)),
        ),
        (
            "Brook’s words to Carl Dunn were clear: “we will not sell”.",
            Some(("Ana Brook", false)),
        ),
        ("Nobody: “we will not sell”.", None),
        ("Lund – “we will not sell”.", None),
        ("“We will not sell.” (Brook)", Some(("Ana Brook", false))),
        (
            "“We will not sell.” (Carl Dunn, in a letter) Brook left.",
            Some(("Carl Dunn", false)),
        ),
        (
            "Ana Brook spoke of tolls; Carl Dunn of “fees that we will not pay”.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Ana Brook spoke well; Carl Dunn’s “fees that we will not pay” did not go down.",
            Some(("Carl Dunn", true)),
        ),
        (
            "Ana Brook spoke; she told Carl Dunn “we will not sell”.",
            Some(("Ana Brook", true)),
        ),
    ] {
        assert_eq!(named(text), who, "{text}");
    }
}

#[test]
fn a_name_in_brackets_is_that_of_the_quotation_before_it() {
    let cast = cast();
    let text = "“We sell.” (Brook) “We will not sell.” (Carl Dunn) “We sell soon”, they say.";
    let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
    let found: Vec<Option<&str>> = (quotations(0, &drafts[0]).iter())
        .map(|q| cast.named(&drafts[0], &q.around, q.outer))
        .map(|found| found.as_ref().and_then(known))
        .collect();
    assert_eq!(found, [Some("Ana Brook"), Some("Carl Dunn"), None]);
}

#[test]
fn who_stands_in_another_cell_of_the_row_speaks() {
    let named = |text: &str| {
        let cast = cast();
        let drafts = read("draft.md", text.as_bytes(), Format::Markdown).expect("a text");
        let all = quotations(0, &drafts[0]);
        let last = all.last().expect("a quotation");
        let found = cast.named(&drafts[0], &last.around, last.outer)?;
        known(&found).map(|name| (name, found.says))
    };
    let table =
        |row: &str| format!("Ana Brook spoke.\n\n| who | what | when |\n|---|---|---|\n{row}\n");
    for (row, who) in [
        (
            "| Carl Dunn | “we will not sell” | Monday |",
            Some(("Carl Dunn", true)),
        ),
        (
            "| Monday | “we will not sell” | Carl Dunn, poet |",
            Some(("Carl Dunn", false)),
        ),
        (
            "| Ana Brook | “we sell” | |\n| Carl Dunn | “we will not sell” | |",
            Some(("Carl Dunn", true)),
        ),
        ("| Monday | “we will not sell” | Tuesday |", None),
    ] {
        assert_eq!(named(&table(row)), who, "{row}");
    }
}

#[test]
fn who_is_told_or_denied_to_speak_does_not() {
    for (text, who) in [
        (
            "Carl Dunn was told by Brook: “we will not sell”.",
            Some("Brook"),
        ),
        ("Carl Dunn was told: “we will not sell”.", None),
        ("Brook never said “we will not sell”.", None),
        ("Neither Carl Dunn nor Brook said “we will not sell”.", None),
        (
            "Not Carl Dunn but Brook said “we will not sell”.",
            Some("Brook"),
        ),
        (
            "“We will not sell” (Brook, quoted in a paper by Carl Dunn).",
            Some("Brook"),
        ),
        (
            "Carl Dunn, quoting Brook: “we will not sell”.",
            Some("Brook"),
        ),
        (
            "Brook: “We will not sell” — a threat, Carl Dunn said.",
            Some("Brook"),
        ),
        (
            "Brook’s line to Carl Dunn was “we will not sell”.",
            Some("Brook"),
        ),
    ] {
        assert_eq!(printed(text).as_deref(), who, "{text}");
    }
}

#[test]
fn a_block_quote_says_itself_whose_words_it_gives() {
    for (text, who) in [
        ("> “We will not sell.” — Brook", Some("Ana Brook")),
        ("> We will not sell. — Brook, mayor", Some("Ana Brook")),
        ("> Brook: “We will not sell.”", Some("Ana Brook")),
        ("> **Brook**: We will not sell.", Some("Ana Brook")),
        ("> “We will not sell,” Brook said.", Some("Ana Brook")),
        ("> “We will not sell.” (Brook)", Some("Ana Brook")),
        ("> We will not sell.\n>\n> — Brook", Some("Ana Brook")),
        ("> We will not sell.\n\n> — Brook", Some("Ana Brook")),
        ("“We will not sell.”\n\n— Brook", Some("Ana Brook")),
        (
            "Dunn left.\n\n> Brook: We will not sell.",
            Some("Ana Brook"),
        ),
        ("> We will not sell.\n\nBrook left.", None),
        ("> “We will not sell.”\n>\n> *Ana Brook*", Some("Ana Brook")),
        ("> We will not sell.\n> (Ana Brook)", Some("Ana Brook")),
        ("> “We will not sell.”\n> (Ana Brook)", Some("Ana Brook")),
        ("> “We will not sell.” [Brook]", Some("Ana Brook")),
        ("> We will not sell.\n>\n> Brook left the town then.", None),
        ("“We will not sell.” They left.\n\n— Brook", None),
    ] {
        let drafts = read("draft.md", text.as_bytes(), Format::Markdown).expect("a text");
        let all = quotations(0, &drafts[0]);
        let found = cast().named(&drafts[0], &all[0].around, all[0].outer);
        assert_eq!(found.as_ref().and_then(known), who, "{text}");
        assert_eq!(all.len(), 1, "{text}");
    }
}

#[test]
fn nobody_is_taken_for_somebody_else() {
    for text in [
        "Brook spoke. “We will not sell,” Evans said.",
        "Brook spoke.\n\nThe plan has a “sale of the quay” in it.",
        "Dunn said “we will not sell”.",
        "Brook spoke. “We will not sell,” her aides said.",
        "Brook spoke. “We will not sell,” the article says.",
        "Brook said so.\n\n“The sale of the quay.”",
        "Brook said so.\n\n“The sale of the quay is off,” we read.",
        "Brook said so. “The sale of the quay is off,” I read.",
        "The brook and the “sale of the quay”.",
        "“Brook will not sell,” he said.",
    ] {
        assert_eq!(named(text), None, "{text}");
    }
}

/// Who is named for the last quotation of `text`, as printed there.
fn printed(text: &str) -> Option<String> {
    let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
    let all = quotations(0, &drafts[0]);
    let last = all.last().expect("a quotation");
    let voice = cast().named(&drafts[0], &last.around, last.outer)?;
    voice.who.map(|(_, name)| name.of(text).to_owned())
}

#[test]
fn somebody_who_is_no_source_speaks() {
    for (text, who) in [
        ("Emil Stone said: “we will not sell”.", "Emil Stone"),
        ("“We sell,” said harbour spokesman Dan Poe.", "Dan Poe"),
        ("Emil Stone told Brook: “we will not sell”.", "Emil Stone"),
        (
            "Brook quoted Emil Stone as saying “we sell it”.",
            "Emil Stone",
        ),
        ("“We will not sell.” — Emil Stone", "Emil Stone"),
        ("“We will not sell.” (Emil Stone)", "Emil Stone"),
        ("Emil Stone: “We will not sell.”", "Emil Stone"),
        ("“We sell,” said Mayor Stone, who knows Brook.", "Stone"),
        (
            "Emil Stone spoke. “We will not sell,” he said.",
            "Emil Stone",
        ),
        ("Mary Brook said: “we will not sell”.", "Mary Brook"),
        (
            "Selon le maire français Émile Stone, « tout est vendu ».",
            "Émile Stone",
        ),
        (
            "Hafensprecher Dan Poe sagte: „Wir verkaufen nichts“.",
            "Dan Poe",
        ),
    ] {
        assert_eq!(printed(text).as_deref(), Some(who), "{text}");
    }
}

#[test]
fn who_is_quoted_speaks_and_not_who_quotes() {
    for (text, who) in [
        (
            "Brook quoted Carl Dunn as saying “we sell it”.",
            Some("Carl Dunn"),
        ),
        (
            "According to Brook, quoted by Carl Dunn, “they sell it”.",
            Some("Brook"),
        ),
        (
            "“We sell it,” Brook was quoted as saying by Carl Dunn.",
            Some("Brook"),
        ),
        (
            "Brook zitierte Carl Dunn mit den Worten: „Wir verkaufen“.",
            Some("Carl Dunn"),
        ),
        ("Brook quoted him as saying “we sell it”.", None),
        ("The paper quoted the mayor as saying “we sell it”.", None),
    ] {
        assert_eq!(printed(text).as_deref(), who, "{text}");
    }
}

#[test]
fn where_nobody_can_say_who_speaks_nobody_is_named() {
    for text in [
        "Brook says the town “must sell” and Carl Dunn “must pay for it”.",
        "After the talks with Brook the historian said “we will not sell”.",
        "“We will not sell,” said the historian after meeting Brook.",
        "“We will not sell,” he said after meeting Brook.",
        "Brook spoke. “We will not sell,” state television said.",
        "The think tank said “we will not sell”.",
        "When Emil Stone called, he said “we will not sell”.",
        "In an interview with Emil Stone: “we will not sell”.",
    ] {
        assert_eq!(printed(text), None, "{text}");
    }
}

#[test]
fn an_apposition_does_not_come_between_a_name_and_its_verb() {
    for (text, who) in [
        (
            "Brook, in talks with Carl Dunn, said: “we sell it”.",
            "Brook",
        ),
        (
            "Carl Dunn of the Alder think tank said: “we sell it”.",
            "Carl Dunn",
        ),
        ("Asked by Carl Dunn, Brook said: “we sell it”.", "Brook"),
        ("In Alder sagte Brook: „Wir verkaufen nichts“.", "Brook"),
        (
            "The man Brook fears most, Carl Dunn, said: “we sell it”.",
            "Carl Dunn",
        ),
    ] {
        assert_eq!(printed(text).as_deref(), Some(who), "{text}");
    }
}
