//! What the quotations cover of an article: too little (W18), too much (W27).
use super::{
    super::context::{Context, about_article, finding, short},
    paste::{Offered, said},
};
use crate::{
    anchor::{Outcome, Piece},
    diag::{Code, Diagnostic},
    model::{Article, Body, Form},
    text::{Span, marks::Mark, words::words},
};

/// W18: marked words that no quote or claim covers.
pub(in crate::check) fn uncovered(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut covered: Vec<Vec<Span>> = vec![Vec::new(); dossier.articles().len()];
    for a in context.anchored() {
        if matches!(a.record.body, Body::Quote(_) | Body::Claim(_)) {
            covered[a.number].extend(words_of(&a.anchor.outcome));
        }
    }
    let mut offered = Offered::new(dossier);
    let mut out = Vec::new();
    for (number, article) in dossier.articles().iter().enumerate() {
        let covered = Cover::new(std::mem::take(&mut covered[number]));
        // A mark inside another belongs to it: who covers the one has seen the other.
        let open: Vec<&Mark> = (context.marks(number).iter())
            .filter(|mark| mark.depth == 0 && !covered.meets(mark.inner))
            .filter(|mark| mark.inner.of(&article.text).contains(char::is_alphanumeric))
            .collect();
        let found = open.iter().map(|mark| not_covered(article, mark));
        if !context.offers {
            out.extend(found);
            continue;
        }
        let said = said(context.crew, article, &open);
        for ((found, mark), said) in found.zip(&open).zip(&said) {
            let block = offered.block(context, number, (mark, said));
            out.push(found.help(format!("paste this, and say who says it:\n{block}")));
        }
    }
    out
}

/// The stretches of the article that a record's words take up.
fn words_of(outcome: &Outcome) -> Vec<Span> {
    match outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => (passage.pieces.iter())
            .filter_map(|piece| match piece {
                Piece::Words(span) => Some(*span),
                _ => None,
            })
            .collect(),
        // These are errors already; that nobody covers the passage would say it twice.
        Outcome::Ambiguous(places) => places.clone(),
        Outcome::Altered(near) => vec![near.span],
        Outcome::Missing(_) | Outcome::Unchecked(_) => Vec::new(),
    }
}

/// Stretches of a text.
struct Cover {
    /// By their start.
    spans: Vec<Span>,
    /// How far the stretches up to each one reach.
    reach: Vec<usize>,
}

impl Cover {
    fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let reach = (spans.iter())
            .scan(0, |reach, span| {
                *reach = span.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { spans, reach }
    }

    fn meets(&self, place: Span) -> bool {
        let before = self.spans.partition_point(|span| span.start < place.end);
        before
            .checked_sub(1)
            .is_some_and(|last| self.reach[last] > place.start)
    }

    /// The stretches without overlaps.
    fn merged(&self) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for &span in &self.spans {
            match out.last_mut() {
                Some(last) if span.start <= last.end => *last = last.join(span),
                _ => out.push(span),
            }
        }
        out
    }
}

fn not_covered(article: &Article, mark: &Mark) -> Diagnostic {
    let paragraph = article.paragraph_at(mark.outer.start);
    let words = short(mark.inner.of(&article.text), 60);
    let message = format!(
        "no quote covers “{words}” in ¶{paragraph} of {}",
        article.file
    );
    about_article(Code::W18, article, message)
        .passage(mark.quoted(&article.text))
        .label(format!("¶{paragraph}: in quotation marks"))
}

/// Above how many words a quotation is long.
const LONG: usize = 50;
/// Above which part of an article too much is copied: one in so many words.
const PART: usize = 4;

/// W27: long quotations, and articles of which too much is copied in quotations.
pub(in crate::check) fn long(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut copied: Vec<Vec<Span>> = vec![Vec::new(); dossier.articles().len()];
    let mut out = Vec::new();
    for a in context.anchored() {
        let is_quotation = matches!(dossier.form(a.id), Some(Form::Direct | Form::Mixed));
        let Some(passage) = a.anchor.passage().filter(|_| is_quotation) else {
            continue;
        };
        let spans = words_of(&a.anchor.outcome);
        let count = count(&a.article.text, &spans);
        copied[a.number].extend(spans);
        if count > LONG {
            let number = a.article.paragraph_at(passage.span.start);
            out.push(
                finding(
                    Code::W27,
                    a.record,
                    "text",
                    format!("{count} words in one quotation"),
                )
                .label(format!("over {LONG} words, from ¶{number}"))
                .help("leave words out with `[...]`, or quote the core only"),
            );
        }
    }
    out.extend(
        (dossier.articles().iter().zip(copied))
            .filter_map(|(article, spans)| copied_out(article, spans)),
    );
    out
}

/// That too much of `article` is copied: the stretches of it that are quoted.
fn copied_out(article: &Article, quoted: Vec<Span>) -> Option<Diagnostic> {
    let copied = count(&article.text, &Cover::new(quoted).merged());
    // Nobody counts all words of a long article to see that there are enough.
    let whole = words(&article.text, Span::new(0, article.text.len()));
    let all = whole.take(copied * PART).count();
    if copied <= LONG || copied * PART <= all {
        return None;
    }
    let percent = copied * 100 / all.max(1);
    let message =
        format!("{percent} % of this article is copied in quotations ({copied} of {all} words)");
    Some(
        about_article(Code::W27, article, message)
            .label("more than a quarter")
            .help("quote the core only, or shorten with `[...]`"),
    )
}

fn count(text: &str, spans: &[Span]) -> usize {
    spans.iter().map(|span| words(text, *span).count()).sum()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{expect, findings};

    #[test]
    fn many_words_are_given_by_their_ends_and_hidden_ones_by_their_numbers() {
        let middle = "and the snow comes down here again ".repeat(3);
        let text = format!(
            "“We \u{202e}leave\u{202c} now, he and I, {middle}before the snow comes down here.”"
        );
        let found = expect(&text, "[article] #~ W18");
        let help = found[0].help.as_deref().unwrap_or_default();
        let block = &help[help.find('[').unwrap_or(0)..];
        assert!(
            block.ends_with("\ntext   = \"We \\u202Eleave\\u202C now, he and I >> before the snow comes down here\""),
            "{help}"
        );
        expect(&text, &block.replace("source = \"\"", "source = \"mayor\""));
    }

    #[test]
    fn marked_words_that_nobody_took_are_told_with_a_block_to_paste() {
        let text = "Holm called it “an insult” and “no way to go on.” Lund spoke of a “deal”; the “so-called ‘deal’” went on.";
        let records = r#"
            [article] #~ W18 W18
            [quote.deal]
            source = "analyst"
            text = "deal"
            before = "spoke of a"
            [quote.half]
            source = "mayor"
            text = "to go on"
            "#;
        let found = expect(text, records);
        assert_eq!(
            found[0].message,
            "no quote covers “an insult” in ¶1 of a.txt"
        );
        let help = found[0].help.as_deref().unwrap_or_default();
        assert!(
            help.ends_with("[quote.mayor-insult]\nsource = \"mayor\"\ntext   = \"an insult\""),
            "{help}"
        );
        let help = found[1].help.as_deref().unwrap_or_default();
        assert!(help.contains("‘deal’"), "{help}");
    }

    #[test]
    fn every_block_that_is_offered_covers_its_words() {
        let text = "Verhoeven said “no.” Later he said “no.” again.\n\n“We stay”, wrote Lund:\n\n“One \\ thing\n\n“and another”";
        let (found, _) = findings(text, "");
        let blocks = found.iter().filter(|f| f.code.code() == "W18");
        let blocks: Vec<&str> = blocks
            .filter_map(|f| f.help.as_deref()?.split_once('\n').map(|(_, block)| block))
            .collect();
        assert_eq!(blocks.len(), 4, "{blocks:?}");
        let pasted = blocks
            .join("\n\n")
            .replace("source = \"\"", "source = \"mayor\"");
        expect(text, &format!("{pasted}\n"));
    }

    #[test]
    fn long_quotations_and_copied_articles_are_told() {
        let speech = "we stay and we go ".repeat(12);
        let quote = |from: &str, more: &str| {
            format!("[quote.q]\nsource = \"mayor\"\ntext = \"{from}\" {more}\n")
        };
        let whole = format!(
            "Holm said: “So {speech}on”. {}",
            "All was still. ".repeat(70)
        );
        expect(&whole, &quote("So we >> go on", "#~ W27"));
        expect(&whole.replace(['“', '”'], ""), &quote("So we >> go on", ""));
        let short = format!("Holm said: “So {speech}on”.");
        expect(
            &short,
            &format!("[article] #~ W27\n{}", quote("So we >> go on", "#~ W27")),
        );
    }
}
