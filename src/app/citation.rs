//! A record as it may leave: its words only as they stand in the article, with the label and the place.
use crate::{
    anchor::{Outcome, Passage, Piece},
    model::{Dossier, Layer, RecordId},
};

/// One line: label, speaker, words, place. Words stand between double marks only where the article prints them so.
///
/// # Errors
/// Why the words do not stand in the article.
pub fn citation(dossier: &Dossier, id: RecordId) -> Result<String, &'static str> {
    let anchor = dossier
        .anchor(id)
        .ok_or("this record has no words of an article")?;
    let passage = match &anchor.outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => passage,
        Outcome::Ambiguous(_) => return Err("these words stand in the article more than once"),
        Outcome::Altered(_) | Outcome::Missing(_) => {
            return Err("these words do not stand in the article");
        }
        Outcome::Unchecked(_) => {
            return Err("nobody has looked for these words in the article yet");
        }
    };
    let article = dossier.article_of(id).ok_or("this record has no article")?;
    let words = printed(&article.text, passage);
    let words = match dossier.layer(id) {
        Some(Layer::Verbatim) => {
            format!("“{}”", words.trim_matches(['"', '“', '”', '„', '«', '»']))
        }
        _ => words,
    };
    let speaker = dossier
        .speaker(id)
        .filter(|_| dossier.source_of(id).is_some());
    let who = speaker.map(|id| format!("{}: ", dossier.codebook().name(id)));
    let who = who.unwrap_or_default();
    let label = label(dossier, id, passage);
    let (title, paragraph) = (
        article.label(),
        anchor.paragraphs.map_or(0, |(first, _)| first),
    );
    Ok(format!("{label}. {who}{words} [{title} ¶{paragraph}]"))
}

/// What stands before the words: `Second hand, part-quoted; Baunov's reading of Russia`.
fn label(dossier: &Dossier, id: RecordId, passage: &Passage) -> String {
    let layer = match dossier.layer(id) {
        Some(Layer::Verbatim) => "verbatim",
        Some(Layer::Mixed) => "part-quoted",
        Some(Layer::Paraphrase) | None => "paraphrase",
        Some(Layer::Speech) => "speech act only",
        Some(Layer::Label) => "label",
        Some(Layer::Narration) => "article",
    };
    let mut label = String::new();
    if dossier.second_hand(id) {
        label += "second hand, ";
    }
    label += layer;
    let shortened = passage.pieces.contains(&Piece::Elision);
    if shortened {
        label += ", shortened";
    }
    if let Some(of) = dossier
        .record(id)
        .quote()
        .and_then(|quote| quote.ascribes.as_ref())
    {
        label += "; a reading of ";
        label += dossier.codebook().name(&of.id);
    }
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The words as the article prints them, on one line; what was left out as an ellipsis, what was put in, in brackets.
#[must_use]
pub fn printed(text: &str, passage: &Passage) -> String {
    let mut out = String::new();
    for piece in &passage.pieces {
        match piece {
            Piece::Words(span) => {
                for word in text
                    .get(span.start..span.end)
                    .unwrap_or_default()
                    .split_whitespace()
                {
                    if !out.is_empty() && !out.ends_with(' ') {
                        out.push(' ');
                    }
                    out += word;
                }
            }
            Piece::Elision | Piece::Interruption => out += " ... ",
            Piece::Insertion(word) => {
                out = format!("{} [{word}]", out.trim_end());
            }
        }
    }
    out
}
