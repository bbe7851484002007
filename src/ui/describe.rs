//! What the panes say about a record, in words: letters, chains, outcomes.
pub(super) mod cell;
pub(super) mod party;

use crate::{
    anchor::{Missing, Outcome, Unchecked},
    app::State,
    config::Role,
    model::{Body, Codebook, Dossier, Layer, Record, RecordId},
    text::counted,
};

/// Stands beside a row with letters that are read from right to left, which is shown in the order of its characters.
pub(in crate::ui) const LEFTWARDS: &str = "◂";

/// The letter in the margin, with a dot for second hand and an arrow where somebody else is described.
pub(in crate::ui) fn letter(dossier: &Dossier, id: RecordId) -> String {
    let mut out = String::new();
    let layer = dossier.layer(id).filter(|_| !dossier.is_pending(id));
    out.push(layer.map_or(' ', Layer::letter));
    if dossier.second_hand(id) {
        out.push('·');
    }
    if ascribes(dossier, id).is_some() {
        out.push('→');
    }
    out
}

/// What a record looks like: as its layer, faint where that is not known yet or there is none.
pub(in crate::ui) fn role(dossier: &Dossier, id: RecordId) -> Role {
    let layer = dossier.layer(id).filter(|_| !dossier.is_pending(id));
    layer.map_or(Role::Dim, Role::from)
}

/// Whether its words were looked for and do not stand.
pub(in crate::ui) fn is_unproven(dossier: &Dossier, id: RecordId) -> bool {
    dossier.layer(id) == Some(Layer::Unproven) && !dossier.is_pending(id)
}

/// Whom the speaker describes.
pub(in crate::ui) fn ascribes(dossier: &Dossier, id: RecordId) -> Option<&str> {
    let ascribed = dossier.record(id).quote()?.ascribes.as_ref()?;
    Some(dossier.codebook().name(&ascribed.id))
}

/// The check result in one word.
pub(in crate::ui) fn outcome(dossier: &Dossier, id: RecordId) -> &'static str {
    match dossier.anchor(id).map(|anchor| &anchor.outcome) {
        None => "no words",
        Some(Outcome::Exact(_)) => "exact",
        Some(Outcome::Folded(_)) => "folded",
        Some(Outcome::Ambiguous(_)) => "ambiguous",
        Some(Outcome::Altered(_)) => "altered",
        Some(Outcome::Missing(_)) => "missing",
        Some(Outcome::Unchecked(Unchecked::Pending)) => "being looked for",
        Some(Outcome::Unchecked(_)) => "unchecked",
    }
}

/// Whether the words stand in the article.
pub(in crate::ui) fn stands(dossier: &Dossier, id: RecordId) -> bool {
    dossier.passage(id).is_some()
}

/// The check result in a sentence.
pub(in crate::ui) fn outcome_told(dossier: &Dossier, id: RecordId) -> String {
    let Some(anchor) = dossier.anchor(id) else {
        return "this record has no words of an article".into();
    };
    match &anchor.outcome {
        Outcome::Exact(_) => "exact: stands as printed".into(),
        Outcome::Folded(_) => "folded: stands with other glyphs (quotes, dashes, blanks)".into(),
        Outcome::Ambiguous(places) => {
            let article = dossier.article_of(id);
            let mut at: Vec<String> = (places.iter())
                .filter_map(|span| Some(format!("¶{}", article?.paragraph_at(span.start))))
                .collect();
            at.dedup();
            format!("ambiguous: stands in {}", at.join(", "))
        }
        Outcome::Altered(near) => {
            let place = dossier
                .article_of(id)
                .map(|a| a.paragraph_at(near.span.start));
            let place = place.map_or_else(String::new, |n| format!(", in ¶{n}"));
            format!("altered: these words are not in the article; near them{place}")
        }
        Outcome::Missing(missing) => format!("missing: {}", reason(*missing)),
        Outcome::Unchecked(Unchecked::Pending) => "being looked for".into(),
        Outcome::Unchecked(Unchecked::Unreadable) => {
            "unchecked: the article could not be read".into()
        }
        Outcome::Unchecked(Unchecked::Budget) => {
            "unchecked: looking for it would take too long".into()
        }
    }
}

const fn reason(missing: Missing) -> &'static str {
    match missing {
        Missing::Words => "these words are not in the article",
        Missing::Cut(_) => "these words are not in the article, only within longer ones",
        Missing::Segment(_) => "a part of these words is not in the article",
        Missing::Apart => "its parts stand in no one paragraph in this order",
        Missing::Malformed => "its brackets or `>>` do not close",
        Missing::Ellipsis => "the article prints no `...` there",
    }
}

/// The words of a record: as printed where they stand, else as written.
pub(in crate::ui) fn words(dossier: &Dossier, id: RecordId) -> String {
    match (dossier.passage(id), dossier.article_of(id)) {
        (Some(passage), Some(article)) => passage.printed(&article.text, ENOUGH),
        _ => dossier.record(id).text.join(" ... "),
    }
}

/// The first words of a record, for one row; nothing long is copied.
pub(in crate::ui) fn first_words(dossier: &Dossier, id: RecordId, columns: usize) -> String {
    let bytes = columns.saturating_mul(4).max(16);
    if let (Some(passage), Some(article)) = (dossier.passage(id), dossier.article_of(id)) {
        return passage.printed(&article.text, bytes);
    }
    let text = dossier.record(id).first_words();
    text.map_or_else(String::new, |text| {
        let cut = &text[..text.floor_char_boundary(bytes)];
        cut.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// `article → unnamed → Marco Rubio`.
pub(in crate::ui) fn chain(dossier: &Dossier, id: RecordId) -> String {
    let links: Vec<&str> = dossier.chain(id).iter().map(|link| link.name).collect();
    links.join(" → ")
}

/// `¶8`, or nothing.
pub(in crate::ui) fn paragraph(dossier: &Dossier, id: RecordId) -> String {
    dossier
        .paragraph(id)
        .map_or_else(String::new, |n| format!("¶{n}"))
}

/// `talks ¶8`; the article only where there are several.
pub(in crate::ui) fn place(dossier: &Dossier, id: RecordId) -> String {
    match dossier.article_of(id) {
        Some(article) if dossier.articles().len() > 1 => {
            format!("{} {}", article.id, paragraph(dossier, id))
        }
        _ => paragraph(dossier, id),
    }
}

/// How many records an article has, and how many of them a filter leaves.
pub(in crate::ui) fn kept(state: &State, article: usize) -> String {
    let all = state.dossier.in_article(article);
    if state.filter.is_empty() {
        return counted(all.len(), "record");
    }
    let kept = all.iter().filter(|id| state.keeps(**id)).count();
    format!("{kept} of {}", counted(all.len(), "record"))
}

/// How a speaker is called.
pub(in crate::ui) fn speaker<'a>(dossier: &'a Dossier, id: &'a str) -> &'a str {
    match id {
        Codebook::ARTICLE => "The article's own voice",
        Codebook::UNNAMED => "Unnamed source",
        id => dossier.codebook().name(id),
    }
}

/// What a record is, in one or two words: the form of a quote, the kind of anything else.
pub(in crate::ui) fn kind(dossier: &Dossier, id: RecordId) -> String {
    let record: &Record = dossier.record(id);
    let layer = dossier.layer(id).map_or("", Layer::words);
    match &record.body {
        Body::Quote(_) => layer.into(),
        Body::Claim(claim) => {
            let kind = claim.kind.map_or("claim", |kind| kind.gloss());
            if kind == "claim" {
                kind.into()
            } else {
                format!("claim: {kind}")
            }
        }
        Body::Event(_) => "event".into(),
        Body::Position(position) => match position.kind {
            Some(kind) => format!("position: {}", kind.gloss()),
            None => "position".into(),
        },
        Body::Shift(shift) => match shift.kind {
            Some(kind) => format!("shift: {}", kind.gloss()),
            None => "shift".into(),
        },
        Body::Note(note) => note.kind.gloss().into(),
    }
}

/// Bytes of words that no pane has room for.
const ENOUGH: usize = 4096;
