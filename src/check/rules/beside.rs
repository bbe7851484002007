//! Whether the words that frame a quotation stand beside it (E04).
use super::super::context::{Anchored, Context, Found, finding, short};
use crate::{
    anchor::Outcome,
    diag::{Code, Diagnostic},
    model::{Article, Record},
    text::{Span, fold::find, words::whole_words},
};

/// E04: the words that frame a quotation are not beside it.
///
/// The contract says: in the same paragraph. Where the words run over several, any of them will do; where they stand in
/// several places, any of the places. The contract is silent on a quotation in a paragraph of its own: for `cue` and `hedge` the paragraph
/// directly before counts too if it ends in a colon.
pub(in crate::check) fn beside(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for a in context.anchored() {
        let spans: Vec<Span> = match &a.anchor.outcome {
            Outcome::Ambiguous(places) => places.clone(),
            _ => a.anchor.passage().map(|p| p.span).into_iter().collect(),
        };
        if spans.is_empty() {
            continue;
        }
        for (field, words) in framing(a.record) {
            out.extend(missing_beside(context, &a, &spans, field, words));
        }
    }
    out
}

/// The fields that say what stands beside the words, with those words.
fn framing(record: &Record) -> Vec<(&'static str, &str)> {
    let cues = record.quote().map_or(&[][..], |quote| &quote.cue);
    let cues = cues.iter().map(|cue| ("cue", cue.as_str()));
    let hedges = record
        .extra
        .hedge
        .iter()
        .map(|hedge| ("hedge", hedge.as_str()));
    let before = record.extra.before.iter().map(|words| ("before", &**words));
    let after = record.extra.after.iter().map(|words| ("after", &**words));
    cues.chain(hedges).chain(before).chain(after).collect()
}

fn missing_beside(
    context: &Context<'_>,
    a: &Anchored<'_>,
    spans: &[Span],
    field: &'static str,
    words: &str,
) -> Option<Diagnostic> {
    let mut part = None;
    let mut looked = 0;
    for &span in spans {
        let first = a.article.paragraph_at(span.start);
        let last = a.article.paragraph_at(span.end.saturating_sub(1));
        for number in first.max(looked + 1)..=last {
            looked = number;
            match context.find(a.number, paragraph(a.article, number), words) {
                Found::Whole => return None,
                Found::Inside(place) => part = part.or(Some(place)),
                Found::Nowhere => {}
            }
        }
        if matches!(field, "cue" | "hedge") && first > 1 {
            let announcing = paragraph(a.article, first - 1);
            let ends_in_colon = announcing
                .of(&a.article.text)
                .trim_end()
                .ends_with([':', '：']);
            if ends_in_colon && context.find(a.number, announcing, words) == Found::Whole {
                return None;
            }
        }
    }
    let number = a.article.paragraph_at(spans[0].start);
    Some(told(a, (field, words), number, part))
}

/// That `words` of `field` are not in paragraph `number`, or only as a `part` of longer ones.
fn told(
    a: &Anchored<'_>,
    (field, words): (&'static str, &str),
    number: usize,
    part: Option<Span>,
) -> Diagnostic {
    let message = format!("`{field}` is not in the paragraph of the words");
    let out = finding(Code::E04, a.record, field, message);
    match part {
        Some(place) => {
            let longer = short(whole_words(&a.article.text, place).of(&a.article.text), 60);
            out.label(format!("stands in ¶{number} only inside `{longer}`"))
                .help("write whole words, as printed")
        }
        None => out
            .label(format!("not in ¶{number}: “{}”", short(words, 60)))
            .help(elsewhere(a, words)),
    }
}

fn paragraph(article: &Article, number: usize) -> Span {
    article
        .paragraph(number)
        .map_or(Span::new(0, article.text.len()), |p| p.span)
}

/// How to mend words that are not in the paragraph: they may stand in another.
fn elsewhere(a: &Anchored<'_>, words: &str) -> String {
    let whole = Span::new(0, a.article.text.len());
    match find(&a.article.text, whole, words) {
        Some(place) => format!(
            "these words stand in ¶{}: anchor there, or copy what stands here",
            a.article.paragraph_at(place.start)
        ),
        None => "copy the words from the article, or leave the field out".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn what_frames_the_words_stands_in_their_paragraph() {
        let found = expect(
            "Holm may go, she said.\n\nThe dismayed envoy stays, he suggests.",
            r#"
            [quote.stay]
            source = "envoy"
            text = "envoy stays"
            cue = "suggest" #~ E04
            hedge = "may" #~ E04
            after = "he suggests"
            before = "Holm" #~ E04
            "#,
        );
        assert_eq!(
            found[0].label.as_deref(),
            Some("stands in ¶2 only inside `suggests`")
        );
        assert_eq!(
            found[1].label.as_deref(),
            Some("stands in ¶2 only inside `dismayed`")
        );
        let help = "these words stand in ¶1: anchor there, or copy what stands here";
        assert_eq!(found[2].help.as_deref(), Some(help));
    }

    #[test]
    fn the_cue_of_a_quotation_alone_may_stand_before_a_colon() {
        let records = |code: &str| {
            format!(
                "[quote.yield]\nsource = \"mayor\"\ntext = \"We will not yield\"\ncue = \"writes\" {code}\n"
            )
        };
        expect(
            "Holm writes in a letter:\n\n“We will not yield.”",
            &records(""),
        );
        expect(
            "Holm writes in a letter.\n\n“We will not yield.”",
            &records("#~ E04"),
        );
        expect(
            "Holm writes:\n\nSo it is.\n\n“We will not yield.”",
            &records("#~ E04"),
        );
    }
}
