//! What the quotations cover of an article: too little (W18), too much (W27).
use super::{
    super::context::{Context, about_article, finding, quoted, short},
    names::People,
};
use crate::{
    anchor::{self, Outcome, Pattern, Piece},
    diag::{Code, Diagnostic},
    model::{Article, Body, Form},
    text::{Span, marks::Mark, words::words},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// W18: marked words that no quote or claim covers.
pub(in crate::check) fn uncovered(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut covered: Vec<Vec<Span>> = vec![Vec::new(); dossier.articles().len()];
    for a in context.anchored() {
        if matches!(a.record.body, Body::Quote(_) | Body::Claim(_)) {
            covered[a.number].extend(words_of(&a.anchor.outcome));
        }
    }
    let people = People::new(dossier.codebook());
    let mut offered = Offered::default();
    let mut out = Vec::new();
    for (number, article) in dossier.articles().iter().enumerate() {
        let covered = Cover::new(std::mem::take(&mut covered[number]));
        // A mark inside another belongs to it: who covers the one has seen the other.
        let open: Vec<&Mark> = (context.marks(number).iter())
            .filter(|mark| mark.depth == 0 && !covered.meets(mark.inner))
            .filter(|mark| mark.inner.of(&article.text).contains(char::is_alphanumeric))
            .collect();
        for (mark, repeated) in open.iter().zip(repeated(article, &open)) {
            let block = block(context, number, (mark, repeated), &people, &mut offered);
            out.push(not_covered(article, mark, &block));
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

fn not_covered(article: &Article, mark: &Mark, block: &str) -> Diagnostic {
    let paragraph = article.paragraph_at(mark.outer.start);
    let words = short(mark.inner.of(&article.text), 60);
    let message = format!(
        "no quote covers “{words}” in ¶{paragraph} of {}",
        article.file
    );
    about_article(Code::W18, article, message)
        .passage(mark.quoted(&article.text))
        .label(format!("¶{paragraph}: in quotation marks"))
        .help(format!("paste this, and say who says it:\n{block}"))
}

/// Whether the words of each mark stand in the article more than once; one pass for all of them.
fn repeated(article: &Article, marks: &[&Mark]) -> Vec<bool> {
    if marks.is_empty() {
        return Vec::new();
    }
    let paragraphs: Vec<Span> = article.paragraphs.iter().map(|p| p.span).collect();
    let words: Vec<Cow<'_, str>> = (marks.iter())
        .map(|mark| {
            said(&article.text, mark)
                .into_iter()
                .next()
                .unwrap_or_default()
        })
        .collect();
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut patterns: Vec<Pattern> = Vec::new();
    for words in &words {
        numbers.entry(words).or_insert_with(|| {
            patterns.push(Pattern::new(words));
            patterns.len() - 1
        });
    }
    let outcomes = anchor::find_standing(&article.text, &paragraphs, &patterns);
    (words.iter())
        .map(|words| matches!(outcomes[numbers[&**words]], Outcome::Ambiguous(_)))
        .collect()
}

/// The words of a mark as a quote gives them: paragraph by paragraph, without the stop before the closing mark, many of
/// them by the first and the last.
fn said<'a>(text: &'a str, mark: &Mark) -> Vec<Cow<'a, str>> {
    let spans = mark.words();
    let parts = (spans.iter())
        .map(|part| part.of(text).trim().trim_end_matches([',', '.']))
        .filter(|part| part.contains(char::is_alphanumeric));
    match parts.collect::<Vec<_>>()[..] {
        [words] => vec![ends(words).map_or(Cow::Borrowed(words), Cow::Owned)],
        ref parts => parts.iter().copied().map(Cow::Borrowed).collect(),
    }
}

/// `A >> B` for words that nobody types out.
fn ends(said: &str) -> Option<String> {
    /// How many words stand at each end.
    const EACH: usize = 6;
    let all: Vec<Span> = words(said, Span::new(0, said.len())).collect();
    let (head, tail) = (all.get(EACH - 1)?, all.get(all.len().checked_sub(EACH)?)?);
    (all.len() >= anchor::LONG).then(|| format!("{} >> {}", &said[..head.end], &said[tail.start..]))
}

/// The block to paste: an id, who is named nearest, the words, and what tells them from others that are the same.
fn block(
    context: &Context<'_>,
    number: usize,
    (mark, repeated): (&Mark, bool),
    people: &People<'_>,
    offered: &mut Offered,
) -> String {
    let article = &context.dossier.articles()[number];
    let text = &*article.text;
    let paragraph = paragraph_around(article, mark.outer);
    let sentence = context.sentence(number, mark.outer);
    let speaker = (people.nearest(text, sentence, mark.outer))
        .or_else(|| people.nearest(text, paragraph, mark.outer))
        .map_or("", |source| &source.id);
    let said = said(text, mark);
    let id = free_id(
        context,
        offered,
        speaker,
        said.first().map_or("", |words| words),
        article.paragraph_at(mark.outer.start),
    );
    let mut out = format!("[quote.{id}]\nsource = {}\n", quoted(speaker));
    match &said[..] {
        [words] => {
            out += "text   = ";
            out += &quoted(words);
            if repeated {
                out += &beside(text, paragraph, mark.outer);
            }
        }
        parts => {
            let parts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
            out += "text   = [";
            out += &parts.join(", ");
            out.push(']');
        }
    }
    out
}

/// A line that says which of several equal places is meant: the words before, else those after.
fn beside(text: &str, paragraph: Span, place: Span) -> String {
    /// How many words tell places apart.
    const ENOUGH: usize = 4;
    let near = text
        .ceil_char_boundary(place.start.saturating_sub(200))
        .max(paragraph.start)
        .min(place.start);
    let before: Vec<Span> = words(text, Span::new(near, place.start)).collect();
    if let Some(first) = before.get(before.len().saturating_sub(ENOUGH)) {
        return format!("\nbefore = {}", quoted(&text[first.start..place.start]));
    }
    let mut after = words(text, Span::new(place.end, paragraph.end.max(place.end)));
    match after.by_ref().take(ENOUGH).last() {
        Some(last) => format!("\nafter  = {}", quoted(&text[place.end..last.end])),
        None => String::new(),
    }
}

fn paragraph_around(article: &Article, place: Span) -> Span {
    let number = article.paragraph_at(place.start);
    article
        .paragraph(number)
        .map_or(place, |p| p.span.join(place))
}

/// An id nobody has: the speaker and the first word of some length, or the paragraph.
fn free_id(
    context: &Context<'_>,
    offered: &mut Offered,
    speaker: &str,
    said: &str,
    paragraph: usize,
) -> String {
    /// Shorter words say little.
    const TELLING: usize = 5;
    let is_plain = |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric());
    let all = words(said, Span::new(0, said.len()));
    let mut telling = all
        .map(|at| at.of(said))
        .filter(is_plain)
        .filter(|word| word.len() >= TELLING);
    let word = telling
        .next()
        .map_or_else(|| format!("p{paragraph}"), str::to_lowercase);
    let stem = match speaker {
        "" => word,
        speaker => format!("{speaker}-{word}"),
    };
    offered.id(&stem, |id| context.dossier.find(id).is_none())
}

/// The ids that blocks to paste have by now.
#[derive(Default)]
struct Offered {
    ids: FxHashSet<String>,
    /// How often each stem was asked for: the numbers below are taken.
    asked: FxHashMap<String, usize>,
}

impl Offered {
    /// `stem`, or else the first of `stem-2`, `stem-3` ... that is free and was not offered before.
    fn id(&mut self, stem: &str, is_free: impl Fn(&str) -> bool) -> String {
        let number = self.asked.entry(stem.to_owned()).or_default();
        loop {
            *number += 1;
            let id = match *number {
                1 => stem.to_owned(),
                n => format!("{stem}-{n}"),
            };
            if is_free(&id) && self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
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
        let middle = "and the council will hear of it again ".repeat(3);
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
