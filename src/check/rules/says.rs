//! The analyst's own words: scales (E14), loaded verbs (W22), contested terms (W23).
use super::super::context::{Context, finding, listed};
use crate::{
    diag::{Code, Diagnostic},
    model::{Body, Dossier, Note, NoteKind, Record, RecordId, Scale},
    text::{Span, marks::marks, words::sentences},
    wording::{self, Phrase, Phrases, Stretch, Wording},
};
use std::collections::BTreeSet;

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

/// E14: likelihood and confidence in one sentence, or a likelihood of another scale.
pub(in crate::check) fn mixed_scales(context: &Context<'_>) -> Vec<Diagnostic> {
    let scale = context.dossier.written().about.scale.unwrap_or(Scale::Phia);
    let Some(wording) = wording::of(None) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (_, record) in context.dossier.records() {
        if let Body::Note(note) = &record.body
            && matches!(note.kind, NoteKind::Judgement | NoteKind::BottomLine)
        {
            out.extend(likelihood(record, note, wording, scale));
            out.extend(sentence(record, wording, scale));
        }
    }
    out
}

/// The words of `scale`, then those of the other.
fn scales(wording: &Wording, scale: Scale) -> (&Phrases, &Phrases) {
    let (phia, icd203) = (&wording.phia.words, &wording.icd203.words);
    match scale {
        Scale::Phia => (phia, icd203),
        Scale::Icd203 => (icd203, phia),
    }
}

/// What is wrong with the field `likelihood`.
fn likelihood(record: &Record, note: &Note, wording: &Wording, scale: Scale) -> Option<Diagnostic> {
    let written = note.likelihood.as_deref()?.trim();
    let (own, _) = scales(wording, scale);
    let is_in = |scale: &Phrases| {
        let places = Stretch::new(written, whole(written)).places(wording, scale);
        places.iter().any(|place| place.of(written) == written)
    };
    if written.is_empty() || is_in(own) {
        return None;
    }
    let words = own
        .iter()
        .map(Phrase::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let message = format!(
        "`{written}` is no likelihood of the scale `{}`",
        scale.word()
    );
    Some(
        finding(Code::E14, record, "likelihood", message)
            .label(format!("not in the {}", scale.gloss()))
            .note("scale", words)
            .help("take a word of the scale, or choose the other one: `scale` in `[dossier]`"),
    )
}

/// What is wrong with a sentence of `says`.
fn sentence(record: &Record, wording: &Wording, scale: Scale) -> Option<Diagnostic> {
    let says = record.says.as_deref()?;
    let (own, other) = scales(wording, scale);
    for sentence in sentences(says, whole(says)) {
        let stretch = Stretch::new(says, sentence);
        let likely = stretch.places(wording, own);
        let sure = stretch.places(wording, &wording.confidence);
        if let (Some(likely), Some(sure)) = (likely.first(), sure.first()) {
            let (likely, sure) = (likely.of(says), sure.of(says));
            return Some(
                finding(
                    Code::E14,
                    record,
                    "says",
                    format!("“{likely}” and “{sure}” in one sentence"),
                )
                .label("likelihood and confidence mixed")
                .help("one sentence each, or the fields `likelihood` and `confidence`"),
            );
        }
        // A single word (`remote`) is too common to be taken for a term of the other scale.
        let is_foreign = |place: &Span| {
            place.of(says).contains(char::is_whitespace)
                && !likely.iter().any(|own| own.covers(*place))
        };
        if let Some(foreign) = stretch.places(wording, other).into_iter().find(is_foreign) {
            let message = format!(
                "“{}” is no term of the scale `{}`",
                foreign.of(says),
                scale.word()
            );
            return Some(
                finding(Code::E14, record, "says", message)
                    .label("a term of the other scale")
                    .help(
                        "take a word of the scale, or choose the other one: `scale` in `[dossier]`",
                    ),
            );
        }
    }
    None
}

/// The articles a record rests on: its own, those of its evidence, or all of them.
fn articles_of(dossier: &Dossier, record: &Record) -> BTreeSet<usize> {
    let own = record.article.into_iter();
    let evidence = record.evidence();
    let cited = evidence
        .iter()
        .filter_map(|r| dossier.record(dossier.find(&r.id)?).article);
    let found: BTreeSet<usize> = own.chain(cited).collect();
    if found.is_empty() {
        (0..dossier.articles().len()).collect()
    } else {
        found
    }
}

/// W22: a verb that judges, and not the article's.
pub(in crate::check) fn loaded(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let Some(wording) = wording::of(None) else {
        return Vec::new();
    };
    let found = |(_, record): (RecordId, &Record)| {
        let says = record.says.as_deref()?;
        let stretch = Stretch::new(says, whole(says));
        let mut verbs = (wording.loaded.iter())
            .filter_map(|phrase| Some((stretch.place_of(wording, phrase)?, phrase)));
        let is_printed = |phrase: &Phrase| {
            let mut articles = articles_of(dossier, record).into_iter();
            articles.any(|n| {
                phrase
                    .openings()
                    .any(|word| context.vocabulary(n).contains(word))
            })
        };
        let quoted = |place: Span| {
            marks(says, &[whole(says)])
                .iter()
                .any(|mark| mark.outer.covers(place))
        };
        let (place, _) = verbs.find(|(place, phrase)| !quoted(*place) && !is_printed(phrase))?;
        let message = format!(
            "“{}” is a verdict, and the article does not use it",
            place.of(says)
        );
        Some(
            finding(Code::W22, record, "says", message)
                .label("a loaded verb")
                .help("a plain verb: says, states, tells"),
        )
    };
    dossier.records().filter_map(found).collect()
}

/// W23: the other side's word.
pub(in crate::check) fn contested(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let terms = &dossier.written().about.terms;
    if terms.is_empty() {
        return Vec::new();
    }
    let found = |(id, record): (RecordId, &Record)| {
        let says = Words::new(record.says.as_deref()?);
        let evidence = record.evidence();
        let cited = evidence.iter().filter_map(|r| dossier.find(&r.id));
        let printed: Vec<Words> = (std::iter::once(id).chain(cited))
            .filter_map(|id| {
                Some(Words::new(
                    dossier.span(id)?.of(&dossier.article_of(id)?.text),
                ))
            })
            .collect();
        let pairs = terms.iter().flat_map(|(a, b)| [(a, b), (b, a)]);
        let in_print = |term: &str| printed.iter().any(|words| words.have(term));
        let (used, printed) = (pairs.into_iter()).find(|(used, other)| {
            says.have(used) && !says.have(other) && in_print(other) && !in_print(used)
        })?;
        let message = format!(
            "says {}, where the article has {}",
            listed([used]),
            listed([printed])
        );
        Some(
            finding(Code::W23, record, "says", message)
                .label("the other word of a contested pair")
                .help("use the printed word, in marks if it is not yours"),
        )
    };
    dossier.records().filter_map(found).collect()
}

/// Words in small letters.
struct Words(String);

impl Words {
    fn new(text: &str) -> Self {
        let small = Stretch::new(text, whole(text))
            .small()
            .collect::<Vec<_>>()
            .join(" ");
        Self(format!(" {small} "))
    }

    /// Whether `term` is there, in any of its forms (`liberate`: `liberated`, `liberating`); terms of several words only as they are.
    fn have(&self, term: &str) -> bool {
        /// How many letters an ending has.
        const ENDING: usize = 4;
        let term = term.to_lowercase();
        if term.contains(' ') {
            return self.0.contains(&format!(" {term} "));
        }
        let stem = term.strip_suffix('e').unwrap_or(&term);
        let is_form = |word: &str| {
            (word.strip_prefix(stem)).is_some_and(|ending| ending.chars().count() <= ENDING)
        };
        !stem.is_empty() && self.0.split(' ').any(is_form)
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    const TEXT: &str = "Holm said no and insisted on it. They had liberated the valley.";
    const QUOTE: &str = "[quote.no]\nsource = \"mayor\"\ntext = \"said no\"\n";

    #[track_caller]
    fn check(records: &str) {
        expect(TEXT, &format!("{QUOTE}{records}"));
    }

    #[test]
    fn likelihood_and_confidence_stay_apart() {
        check(
            r#"
            [note.mixed]
            kind = "judgement"
            because = ["no"]
            says = "With high confidence, a deal is unlikely." #~ E14
            [note.apart]
            kind = "judgement"
            because = ["no"]
            says = "A deal is unlikely. Confidence in this is high; confidence is high."
            likelihood = "highly unlikely"
            confidence = "high"
            [note.comment]
            kind = "comment"
            says = "With high confidence, a deal is unlikely."
            "#,
        );
    }

    #[test]
    fn terms_belong_to_one_scale() {
        check(
            r#"
            [note.foreign]
            kind = "judgement"
            because = ["no"]
            says = "A deal is very unlikely." #~ E14
            [note.own]
            kind = "judgement"
            because = ["no"]
            says = "A deal is highly unlikely in the remote valley."
            [note.percent]
            kind = "judgement"
            because = ["no"]
            says = "There is a deal."
            likelihood = "60 %" #~ E14
            "#,
        );
        check(
            r#"
            [dossier]
            scale = "icd203"
            [note.foreign]
            kind = "judgement"
            because = ["no"]
            says = "A deal is very unlikely."
            likelihood = "realistic possibility" #~ E14
            "#,
        );
    }

    #[test]
    fn a_loaded_verb_is_the_articles_or_nobodys() {
        check(
            r#"
            [claim.admits]
            says = "Holm admits it" #~ W22
            text = "They had"
            [claim.insists]
            says = "Holm insists on it"
            text = "insisted on it"
            [claim.claims]
            says = "The claims of Holm, who claims that it is so" #~ W22
            text = "liberated the valley"
            [claim.noun]
            says = "The claims of Holm to the valley"
            text = "the valley"
            [note.quoted]
            kind = "comment"
            says = "Elsewhere it says 'Holm admits it'"
            about = ["no"]
            "#,
        );
    }

    #[test]
    fn the_printed_word_of_a_contested_pair_is_kept() {
        check(
            r#"
            [dossier]
            terms = [["liberate", "conquer"]]
            [claim.other]
            says = "They conquered the valley" #~ W23
            text = "had liberated the valley"
            [claim.printed]
            says = "They were liberating the valley"
            text = "They had liberated the valley"
            [claim.both]
            says = "Liberated, or conquered"
            text = "liberated the valley"
            [claim.neither]
            says = "Holm would conquer"
            text = "Holm said no"
            "#,
        );
    }
}
