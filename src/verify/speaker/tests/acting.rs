//! Who is named as the speaker where two names stand beside each other.
use super::*;

#[test]
fn who_is_set_aside_for_another_one_does_not_speak() {
    for (text, who) in [
        (
            "It was Brook, not Carl Dunn, who said “we sell it”.",
            "Brook",
        ),
        ("Brook rather than Mr Dunn said: “we sell it”.", "Brook"),
        ("Brook and not Carl Dunn said: “we sell it”.", "Brook"),
        ("Brook and not Möller said: “we sell it”.", "Brook"),
        ("Not Brook but Carl Dunn said: “we sell it”.", "Carl Dunn"),
        ("“We sell it,” said Brook, not Carl Dunn.", "Brook"),
        ("Brook, and not the poet Carl Dunn: “we sell it”.", "Brook"),
        ("„Wir verkaufen“, sagte Brook, nicht Möller.", "Brook"),
        ("Brook et non Carl Dunn a dit : « on vend tout ».", "Brook"),
        ("Why not? Carl Dunn said “we sell it”.", "Carl Dunn"),
    ] {
        assert_eq!(printed(text).as_deref(), Some(who), "{text}");
    }
}

#[test]
fn what_stands_between_dashes_does_not_come_between_a_name_and_its_verb() {
    for (text, who) in [
        (
            "Brook – who met Carl Dunn on Monday – said: “we sell it”.",
            "Brook",
        ),
        (
            "Brook - who met Carl Dunn on Monday - said: “we sell it”.",
            "Brook",
        ),
        (
            "Brook—speaking before Carl Dunn—said: “we sell it”.",
            "Brook",
        ),
        ("On Monday – in Alder – Brook said: “we sell it”.", "Brook"),
        (
            "On Monday — after Carl Dunn left — Brook said: “we sell it”.",
            "Brook",
        ),
        ("“We sell it” – Carl Dunn said.", "Carl Dunn"),
    ] {
        assert_eq!(printed(text).as_deref(), Some(who), "{text}");
    }
}

#[test]
fn whom_something_is_done_to_does_not_go_on_to_speak() {
    for (text, who) in [
        ("Brook met Carl Dunn and said: “we sell it”.", Some("Brook")),
        (
            "On Monday Brook met Carl Dunn in Alder and told him: “we sell it”.",
            Some("Brook"),
        ),
        (
            "Brook called the poet Carl Dunn and told him: “we sell it”.",
            Some("Brook"),
        ),
        (
            "Brook dismissed Carl Dunn, saying: “we sell it”.",
            Some("Brook"),
        ),
        (
            "Emil Stone met Brook and said: “we sell it”.",
            Some("Emil Stone"),
        ),
        (
            "Am Montag traf Brook Möller und sagte: „Wir verkaufen“.",
            Some("Brook"),
        ),
        ("Da kam Brook und sagte: „Wir verkaufen“.", Some("Brook")),
        (
            "Brook left and Carl Dunn said: “we sell it”.",
            Some("Carl Dunn"),
        ),
        (
            "When Brook met Carl Dunn, Dunn and Brook spoke. Brook rose and said: “we sell it”.",
            Some("Brook"),
        ),
        (
            "When Brook met Carl Dunn, Carl Dunn said: “we sell it”.",
            Some("Carl Dunn"),
        ),
        (
            "Brook said Carl Dunn came in and told her: “we sell it”.",
            Some("Carl Dunn"),
        ),
        (
            "Brook gave Carl Dunn a map and said: “we sell it”.",
            Some("Brook"),
        ),
        (
            "Brook was cut off by Carl Dunn, saying: “we sell it”.",
            None,
        ),
        (
            "Brook cut Carl Dunn off and said: “we sell it”.",
            Some("Brook"),
        ),
        (
            "Brook attacked Carl Dunn with the words “we sell it”.",
            Some("Brook"),
        ),
        (
            "Brook did not answer Carl Dunn and said: “we sell it”.",
            Some("Brook"),
        ),
        (
            "Brook saw Carl Dunn rise and say: “we sell it”.",
            Some("Carl Dunn"),
        ),
        (
            "Brook smiled at Carl Dunn and, after a pause, said: “we sell it”.",
            Some("Brook"),
        ),
        (
            "Brook a rencontré Carl Dunn et a dit : « on vend tout ».",
            Some("Brook"),
        ),
        ("Brook threatened Carl Dunn: “we sell it”.", Some("Brook")),
        (
            "Brook mocked Carl Dunn by saying: “we sell it”.",
            Some("Brook"),
        ),
        ("Stone mocked Carl Dunn in May: “we sell it”.", None),
        (
            "Brook asked Carl Dunn and got this answer: “we sell it”.",
            None,
        ),
        ("The historian met Brook and said: “we sell it”.", None),
        (
            "Brook recalled Carl Dunn saying: “we sell it”.",
            Some("Carl Dunn"),
        ),
    ] {
        assert_eq!(printed(text).as_deref(), who, "{text}");
    }
}

#[test]
fn the_last_of_a_row_to_whom_something_is_done_does_not_go_on_to_speak() {
    for text in [
        "Brook thanked Carl Dunn, Möller and others and said: “we sell it”.",
        "Brook met Carl Dunn and Möller and said: “we sell it”.",
        "Brook ignored Carl Dunn, Möller and Poe, saying: “we sell it”.",
    ] {
        assert_eq!(printed(text).as_deref(), Some("Brook"), "{text}");
    }
}

#[test]
fn of_two_who_are_named_together_or_act_on_each_other_either_may_speak() {
    for (text, others) in [
        ("Brook and Carl Dunn said: “we sell it”.", &[0][..]),
        (
            "Brook, Jörg Möller and Carl Dunn said: “we sell it”.",
            &[0, 3],
        ),
        ("“We sell it,” said Brook and Carl Dunn.", &[1]),
        ("Brook attacked Carl Dunn: “we sell it”.", &[0, 1]),
        ("Brook attacked Carl Dunn with the words “we sell it”.", &[]),
        ("Brook and not only Carl Dunn said: “we sell it”.", &[0]),
        ("Brook asked Carl Dunn, and he said: “we sell it”.", &[0, 1]),
        ("Brook heard it from Carl Dunn: “we sell it”.", &[0, 1]),
        ("“We sell it,” Brook heard from Carl Dunn.", &[0, 1]),
        ("“We sell it,” Brook learned from Carl Dunn.", &[0, 1]),
        (
            "Brook repeated what Carl Dunn feared: “we sell it”.",
            &[0, 1],
        ),
        ("A warning from Brook to Carl Dunn: “we sell it”.", &[0]),
        ("Brook read Carl Dunn’s letter aloud: “we sell it”.", &[1]),
        ("Brook’s line is old, Carl Dunn noted: “we sell it”.", &[0]),
        ("Brook’s demand, reports Carl Dunn, is “we sell it”.", &[0]),
        ("Brook fears Carl Dunn means it: “we sell it”.", &[1]),
        (
            "Brook told Carl Dunn, and Carl Dunn told Möller: “we sell it”.",
            &[0],
        ),
        ("Brook agrees with Carl Dunn: “we sell it”.", &[1]),
        ("Brook met with Carl Dunn: “we sell it”.", &[0, 1]),
        ("Wie Brook Möller sagte: „Wir verkaufen“.", &[0]),
        ("Brook said after a claim by Carl Dunn: “we sell it”.", &[1]),
        ("After Carl Dunn’s claim Brook said: “we sell it”.", &[]),
        (
            "Brook promises peace, but Carl Dunn is not so sure: “we sell it”.",
            &[1],
        ),
        (
            "Where Brook pleads, Carl Dunn threatens: “we sell it”.",
            &[0, 1],
        ),
        ("Brook mocked by Carl Dunn: “we sell it”.", &[0, 1]),
        ("Brook threatened Carl Dunn: “we sell it”.", &[]),
        (
            "Brook contradicted Carl Dunn’s claim that “we sell it”.",
            &[1],
        ),
        (
            "Brook denies the claim by Mr Carl Dunn that “we sell it”.",
            &[1],
        ),
        (
            "Brook rejects the position of Carl Dunn: “we sell it”.",
            &[0, 1],
        ),
        ("Brook smiled at Carl Dunn. “We sell it.”", &[0, 1]),
        ("Brook spoke and Carl Dunn said: “we sell it”.", &[]),
    ] {
        let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
        let all = quotations(0, &drafts[0]);
        let voice = cast().named(&drafts[0], &all[0].around, all[0].outer);
        let mut found = voice.expect("a speaker").others;
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, others, "{text}");
    }
}

#[test]
fn a_name_before_brackets_is_that_of_the_quotation_behind_them() {
    let cast = cast();
    let text = "Brook (Alder): “we will not sell”; Carl Dunn (Elder): “we sell it all”.";
    let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
    let found: Vec<Option<&str>> = (quotations(0, &drafts[0]).iter())
        .map(|q| cast.named(&drafts[0], &q.around, q.outer))
        .map(|found| found.as_ref().and_then(known))
        .collect();
    assert_eq!(found, [Some("Ana Brook"), Some("Carl Dunn")]);
    assert_eq!(printed("See (“the sale of the quay”) here."), None);
}
