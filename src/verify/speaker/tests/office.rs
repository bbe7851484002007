//! Who has an office or belongs to somebody, and what a name may look like.
use super::*;

#[test]
fn whose_somebody_is_does_not_speak() {
    for (text, who) in [
        (
            "Brook’s mayor, Emil Stone, said: “we will not sell”.",
            Some("Emil Stone"),
        ),
        (
            "Brook’s mayor Emil Stone said: “we will not sell”.",
            Some("Emil Stone"),
        ),
        (
            "Brook’s spokesman, Stone, said: “we will not sell”.",
            Some("Stone"),
        ),
        (
            "“We will not sell,” said Brook’s aide, Emil Stone.",
            Some("Emil Stone"),
        ),
        (
            "Brook’s ally, Carl Dunn, said: “we will not sell”.",
            Some("Carl Dunn"),
        ),
        (
            "The spokesman, Emil Stone, said: “we will not sell”.",
            Some("Emil Stone"),
        ),
        (
            "Brook spokesman Emil Stone: “we will not sell”.",
            Some("Emil Stone"),
        ),
        (
            "Her mayor, Sen. Emil Stone, asked a crowd in New Alder: “Will we sell?”",
            Some("Emil Stone"),
        ),
        ("They asked a crowd in New Alder: “Will we sell?”", None),
        (
            "Emil Stone wrote at 3 a.m. Paul Poe shot back: “We will not sell.”",
            None,
        ),
        ("Brook’s spokesman said “we will not sell”.", None),
        (
            "According to Brook’s spokesman, “we will not sell” it.",
            None,
        ),
        (
            "According to Brook’s biographer, “we will not sell” it.",
            None,
        ),
        (
            "According to Brook’s statement, “we will not sell” it.",
            Some("Brook"),
        ),
        ("According to Brook’s: “we will not sell”.", Some("Brook")),
        ("Brook’s biographer said: “we will not sell”.", None),
        ("“We will not sell,” said Brook’s spokesman.", None),
        ("Brook’s foreign minister: “we will not sell”.", None),
        (
            "Carl Dunn left. Brook’s aide, who was tired, said “we will not sell”.",
            None,
        ),
        ("“We will not sell,” said Brook’s office.", Some("Brook")),
        ("Brook’s letter says “we will not sell”.", Some("Brook")),
    ] {
        assert_eq!(printed(text).as_deref(), who, "{text}");
    }
}

#[test]
fn a_name_may_be_in_capitals_or_begin_with_an_initial() {
    for (text, who) in [
        ("ANA BROOK: “We will not sell.”", Some(("Ana Brook", false))),
        ("BROOK: “We will not sell.”", Some(("Ana Brook", false))),
        (
            "Ana BROOK said “we will not sell”.",
            Some(("Ana Brook", true)),
        ),
        (
            "A. Brook said “we will not sell”.",
            Some(("Ana Brook", true)),
        ),
        ("“We will not sell.” — A. Brook", Some(("Ana Brook", false))),
        (
            "Source: Brook. Quote: “We will not sell.”",
            Some(("Ana Brook", false)),
        ),
        (
            "Speaker: Brook\nQuote: “We will not sell.”",
            Some(("Ana Brook", false)),
        ),
        ("E. Brook said “we will not sell”.", None),
        ("THE BROOK: “We will not sell.”", Some(("Ana Brook", false))),
    ] {
        assert_eq!(named(text), who, "{text}");
    }
}

#[test]
fn an_office_is_that_of_one_source_alone() {
    let party = |id: &str, name: &str| Party {
        id: id.to_owned(),
        name: name.to_owned(),
        short: None,
        kind: None,
        aka: Vec::new(),
        color: None,
        place: Place::default(),
    };
    let of = |id: &str, role: &str, party: &str| Source {
        party: Some(Ref {
            id: party.to_owned(),
            span: Span::new(0, 0),
        }),
        ..source(id, SourceKind::Person, &[], Some(role))
    };
    let sources = vec![
        of("Ana Brook", "President", "a"),
        of("Carl Dunn", "President", "b"),
        of("Ilse Dunn", "Envoy", "b"),
        of("Jörg Möller", "Envoy", "b"),
        of("Emil Stone", "Secretary of State", "b"),
        of("Ada Finch", "Alderian minister", "a"),
        source(
            "Paul Reed",
            SourceKind::Person,
            &[],
            Some("Estonian consul"),
        ),
        source("Alderia", SourceKind::Group, &[], None),
    ];
    let parties = vec![party("a", "Alderia"), party("b", "Elder Islands")];
    let cast = Cast::new(&Codebook::new(parties, sources, Vec::new()));
    for (text, who) in [
        ("The Alderian president said “we stay here”.", Some(0)),
        ("Alderia’s president said “we stay here”.", Some(0)),
        (
            "The president of the Elder Islands said “we stay here”.",
            Some(1),
        ),
        ("“We stay here,” the Elder Islands president said.", Some(1)),
        ("The secretary of state said “we stay here”.", Some(4)),
        ("The Alderian secretary of state said “we stay here”.", None),
        ("The president said “we stay here”.", None),
        ("The former Alderian president said “we stay here”.", None),
        ("The Alderian vice president said “we stay here”.", None),
        ("The Elder Islands envoy said “we stay here”.", None),
        ("The Alderian president’s aide said “we stay here”.", None),
        ("The Alderian president Paul Poe said “we stay here”.", None),
        ("The minister of Alderia said “we stay here”.", Some(5)),
        ("Alderia’s minister said “we stay here”.", Some(5)),
        ("The consul of Estonia said “we stay here”.", Some(6)),
        ("The former minister of Alderia said “we stay here”.", None),
        (
            "The minister of Alderian Railways said “we stay here”.",
            None,
        ),
        ("The minister of Alderia’s aide said “we stay here”.", None),
    ] {
        let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
        let all = quotations(0, &drafts[0]);
        let found = cast.named(&drafts[0], &all[0].around, all[0].outer);
        let source = found.and_then(|voice| match voice.who {
            Some((Who::Source(number), _)) => Some(number),
            _ => None,
        });
        assert_eq!(source, who, "{text}");
    }
}
