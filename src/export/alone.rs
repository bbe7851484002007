//! One statement by itself, as it may leave: the line of the note, and its article in words instead of a number.
use super::{
    content::{Inline, Text},
    note::Desk,
    txt::flat,
};
use crate::model::{Body, Dossier, RecordId};

/// A quote, claim or event in one line: label, speaker, words, what must not be lost, and where they stand. Absent where the
/// words of the record do not stand in its article, and for the analyst's own records.
#[must_use]
pub fn alone(dossier: &Dossier, id: RecordId) -> Option<String> {
    if !matches!(
        dossier.record(id).body,
        Body::Quote(_) | Body::Claim(_) | Body::Event(_)
    ) {
        return None;
    }
    dossier.passage(id)?;
    let (article, paragraph) = (dossier.article_of(id)?, dossier.paragraph(id)?);
    let desk = Desk::new(dossier, &[]);
    let mut line = desk.item(id, true).text;
    line.0.retain(|inline| !matches!(inline, Inline::Cite(_)));
    let line: Text = line;
    let (line, entry) = (flat(&line), flat(&Desk::entry(article)));
    Some(format!("{} [¶{paragraph} of: {entry}]", line.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    #[track_caller]
    fn left(id: &str) -> String {
        let dossier = Dossier::new(store::example()).anchored();
        let record = dossier.find(id).expect("a record of the example");
        alone(&dossier, record).expect("its words stand in the article")
    }

    #[test]
    fn a_quotation_leaves_with_its_label_and_its_place() {
        insta::assert_snapshot!(left("putin-either-or"), @r#"Verbatim. Vladimir Putin, Russian president: “Either we liberate these territories by force of arms, or Ukrainian forces leave these territories and stop killing people” (interview, outlet not named, “this week”). [¶8 of: File articles/moscow.txt; no author given; title, publisher, date and address unknown; whether it is a translation is unknown.]"#);
    }

    #[test]
    fn hearsay_stays_hearsay() {
        insta::assert_snapshot!(left("rubio-wishlist"), @r#"Second hand, part-quoted. Marco Rubio, Secretary of State, was at first reported to have called the plan a “Russian wish list”. Who said so is not given. [¶10 of: File articles/plan.txt; no author given; title, publisher, date and address unknown; whether it is a translation is unknown.]"#);
    }

    #[test]
    fn words_that_nobody_has_found_do_not_leave() {
        let dossier = Dossier::new(store::example());
        let record = dossier.find("putin-either-or").expect("a record");
        assert_eq!(alone(&dossier, record), None);
    }
}
