//! What an article leaves open: quotations nobody took (W18), provenance (W19), dates (W20), how much is copied (W27).
use super::{
    context::{Anchored, Context, about_article, finding, listed, quoted, short},
    names::People,
    wording::{Stretch, Wording},
};
use crate::{
    anchor::{Outcome, Piece},
    diag::{Code, Diagnostic},
    model::{Article, Body, Fact, Form, Record},
    text::{
        Span,
        words::{Mark, words},
    },
};
use rustc_hash::FxHashSet;

/// W18: marked words that no quote or claim covers.
pub(super) fn uncovered(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut covered: Vec<Vec<Span>> = vec![Vec::new(); dossier.articles().len()];
    for a in context.anchored() {
        if matches!(a.record.body, Body::Quote(_) | Body::Claim(_)) {
            covered[a.number].extend(words_of(&a.anchor.outcome));
        }
    }
    let people = People::new(dossier.codebook());
    let mut offered = FxHashSet::default();
    let mut out = Vec::new();
    for (number, article) in dossier.articles().iter().enumerate() {
        let covered = Cover::new(std::mem::take(&mut covered[number]));
        // A mark inside another belongs to it: who covers the one has seen the other.
        let open = (context.marks(number).iter())
            .filter(|mark| mark.depth == 0 && !covered.meets(mark.inner));
        for mark in open.filter(|mark| mark.inner.of(&article.text).contains(char::is_alphanumeric))
        {
            let block = block(context, number, mark, &people, &mut offered);
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
        Outcome::Ambiguous(places) => places.clone(),
        _ => Vec::new(),
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
        .label(format!("¶{paragraph}: in quotation marks"))
        .help(format!("paste this, and say who says it:\n{block}"))
}

/// The block to paste: an id, who is named nearest, the words.
fn block(
    context: &Context<'_>,
    number: usize,
    mark: &Mark,
    people: &People<'_>,
    offered: &mut FxHashSet<String>,
) -> String {
    let article = &context.dossier.articles()[number];
    let text = &*article.text;
    let paragraph = paragraph_around(article, mark.outer);
    let sentence = context.sentence(number, mark.outer);
    let speaker = (people.nearest(text, sentence, mark.outer))
        .or_else(|| people.nearest(text, paragraph, mark.outer))
        .map_or("", |source| &source.id);
    let said: Vec<&str> = (mark.words().iter())
        .map(|part| part.of(text).trim().trim_end_matches([',', '.']))
        .filter(|part| part.contains(char::is_alphanumeric))
        .collect();
    let id = free_id(
        context,
        offered,
        speaker,
        said.first().copied().unwrap_or(""),
        article.paragraph_at(mark.outer.start),
    );
    let mut out = format!("[quote.{id}]\nsource = {}\n", quoted(speaker));
    match &said[..] {
        [words] => {
            out += &format!("text   = {}", quoted(words));
            if text.matches(words).nth(1).is_some() {
                out += &beside(text, paragraph, mark.outer);
            }
        }
        parts => {
            let parts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
            out += &format!("text   = [{}]", parts.join(", "));
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
    taken: &mut FxHashSet<String>,
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
    let mut ids = std::iter::once(stem.clone()).chain((2..).map(|n| format!("{stem}-{n}")));
    let is_free = |id: &String| context.dossier.find(id).is_none() && !taken.contains(id);
    let id = ids.find(is_free).unwrap_or(stem);
    taken.insert(id.clone());
    id
}

/// W19: provenance nobody looked for; one finding an article.
pub(super) fn provenance(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |article: &Article| {
        let absent = Article::PROVENANCE
            .iter()
            .filter(|name| article.fact(name) == Fact::Absent);
        let absent: Vec<&str> = absent.copied().collect();
        if absent.is_empty() {
            return None;
        }
        let unknown = article
            .unknown
            .iter()
            .map(String::as_str)
            .chain(absent.iter().copied());
        let unknown: Vec<String> = unknown.map(quoted).collect();
        let message = format!(
            "{} of this article neither given nor listed as unknown",
            listed(&absent)
        );
        Some(
            about_article(Code::W19, article, message)
                .label("where does it come from?")
                .help(format!(
                    "write them in `[article]`, or say that they are not there: unknown = [{}]",
                    unknown.join(", ")
                )),
        )
    };
    context
        .dossier
        .articles()
        .iter()
        .filter_map(found)
        .collect()
}

/// The printed words or the date in `when`.
fn when(record: &Record) -> Option<&str> {
    let when = match &record.body {
        Body::Quote(quote) => &quote.when,
        Body::Event(event) => &event.when,
        Body::Shift(shift) => &shift.when,
        Body::Claim(_) | Body::Position(_) | Body::Note(_) => return None,
    };
    when.as_deref().filter(|when| !when.trim().is_empty())
}

/// W20: dates that hang in the air, one finding an article; and dates finer than what is printed.
pub(super) fn undated(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut hanging: Vec<Vec<(&Record, &str)>> = vec![Vec::new(); dossier.articles().len()];
    let mut out = Vec::new();
    for a in context.anchored() {
        let (Some(when), Some(wording)) = (when(a.record), Context::wording(a.article)) else {
            continue;
        };
        if a.article.date.is_none() && is_relative(when, wording) {
            hanging[a.number].push((a.record, when));
        }
        out.extend(too_fine(context, &a, when, wording));
    }
    for (article, records) in dossier.articles().iter().zip(hanging) {
        if records.is_empty() {
            continue;
        }
        let mut printed: Vec<&str> = records.iter().map(|(_, when)| *when).collect();
        printed.sort_unstable();
        printed.dedup();
        let message = format!(
            "{} cannot be dated: the article has no date",
            listed(printed)
        );
        let mut finding = about_article(Code::W20, article, message)
            .label("without a date")
            .help("date the article; where it has no date, keep the printed words and waive this here");
        for (record, _) in records.iter().take(NAMED) {
            finding = finding.also(record.at("when"), format!("`{}`", record.id));
        }
        out.push(finding);
    }
    out
}

/// How many records a finding about an article names.
const NAMED: usize = 8;

/// Whether `when` says a time that only another date makes a date: words of time and no year.
fn is_relative(when: &str, wording: &Wording) -> bool {
    let has_year = when
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let stretch = Stretch::new(when, Span::new(0, when.len()));
    let is_time = |word: &str| {
        wording.days.contains(word)
            || wording.months.contains(word)
            || wording.relative.contains(word)
    };
    !has_year && stretch.small().any(is_time)
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Of an EDTF date that is one day, month or year.
    fn of_date(date: &str) -> Option<Self> {
        let date = date.trim_end_matches(['?', '~', '%']);
        let mut parts = date.split('-');
        let is_number = |part: &str, digits: usize| {
            part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())
        };
        let year = parts.next().is_some_and(|year| is_number(year, 4));
        let rest: Vec<&str> = parts.collect();
        if !year || !rest.iter().all(|part| is_number(part, 2)) {
            return None;
        }
        match rest[..] {
            [] => Some(Self::Year),
            [month] if month <= "12" => Some(Self::Month),
            [_, _] => Some(Self::Day),
            _ => None,
        }
    }

    /// The finest that is printed in `within`.
    fn printed(text: &str, within: Span, wording: &Wording) -> Option<(Self, Span)> {
        let stretch = Stretch::new(text, within);
        let is_number =
            |word: &str| word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit());
        let named_day = stretch.small().any(|word| wording.days.contains(word));
        let numbered = stretch.small().any(|word| wording.months.contains(word))
            && stretch.small().any(is_number);
        if named_day || numbered {
            return Some((Self::Day, within));
        }
        let units = [
            (Self::Week, &wording.in_weeks),
            (Self::Month, &wording.in_months),
            (Self::Year, &wording.in_years),
        ];
        units.into_iter().find_map(|(unit, phrases)| {
            let place = stretch.places(wording, phrases).into_iter().next()?;
            Some((unit, place))
        })
    }
}

/// W20: `when` is finer than the date in the sentence.
fn too_fine(
    context: &Context<'_>,
    a: &Anchored<'_>,
    when: &str,
    wording: &Wording,
) -> Option<Diagnostic> {
    let written = Unit::of_date(when)?;
    let span = a.anchor.passage()?.span;
    let sentence = context.sentence(a.number, span);
    let (printed, place) = Unit::printed(&a.article.text, sentence, wording)?;
    if printed <= written {
        return None;
    }
    let words = short(place.of(&a.article.text), 60);
    let message = format!(
        "`when` gives a {}, where the article says “{words}”",
        written.name()
    );
    Some(
        finding(Code::W20, a.record, "when", message)
            .label(format!(
                "the article gives no more than the {}",
                printed.name()
            ))
            .help(format!("write what is printed: when = {}", quoted(&words))),
    )
}

/// Above how many words a quotation is long.
const LONG: usize = 50;
/// Above which part of an article too much is copied: one in so many words.
const PART: usize = 4;

/// W27: long quotations, and articles of which too much is copied in quotations.
pub(super) fn long(context: &Context<'_>) -> Vec<Diagnostic> {
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
    for (article, spans) in dossier.articles().iter().zip(copied) {
        let copied = count(&article.text, &Cover::new(spans).merged());
        if copied <= LONG {
            continue;
        }
        let all = words(&article.text, Span::new(0, article.text.len())).count();
        if copied * PART > all {
            let percent = copied * 100 / all.max(1);
            let message = format!(
                "{percent} % of this article is copied in quotations ({copied} of {all} words)"
            );
            out.push(
                about_article(Code::W27, article, message)
                    .label("more than a quarter")
                    .help("quote the core only, or shorten with `[...]`"),
            );
        }
    }
    out
}

fn count(text: &str, spans: &[Span]) -> usize {
    spans.iter().map(|span| words(text, *span).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::Unit;
    use crate::check::fixture::{expect, findings};

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
    fn provenance_is_given_or_looked_for() {
        let found = expect(
            "Nothing.",
            "[article] #~ W19\nfile = \"a.txt\"\ntitle = \"T\"\nauthor = \"A\"\nunknown = [\"date\"]\n",
        );
        let help = found[0].help.as_deref().unwrap_or_default();
        assert!(
            help.ends_with(r#"unknown = ["date", "publisher", "url"]"#),
            "{help}"
        );
        expect(
            "Nothing.",
            "[article]\nfile = \"a.txt\"\ntitle = \"T\"\nunknown = [\"author\", \"publisher\", \"date\", \"url\"]\n",
        );
    }

    #[test]
    fn a_relative_date_needs_the_date_of_the_article() {
        let text = "Holm left on Tuesday. Lund left in late October. Verhoeven left on 3 May 2021.";
        let records = r#"
            [event.holm]
            says = "Holm leaves"
            text = "Holm left"
            when = "Tuesday"
            [event.lund]
            says = "Lund leaves"
            text = "Lund left"
            when = "late October"
            [event.verhoeven]
            says = "Verhoeven leaves"
            text = "Verhoeven left"
            when = "3 May 2021"
            "#;
        let found = expect(text, &format!("[article] #~ W20\n{records}"));
        assert_eq!(
            found[0].message,
            "`Tuesday` and `late October` cannot be dated: the article has no date"
        );
        let dated = "file = \"a.txt\"\ndate = \"2021-05-05\"\nunknown = [\"title\", \"author\", \"publisher\", \"url\"]";
        expect(text, &format!("[article]\n{dated}\n{records}"));
    }

    #[test]
    fn a_date_is_no_finer_than_what_is_printed() {
        expect(
            "Holm left last week. Lund left on Tuesday last week. Verhoeven left. They met in early May.",
            r#"
            [event.holm]
            says = "Holm leaves"
            text = "Holm left"
            when = "2021-05-04" #~ W20
            [event.lund]
            says = "Lund leaves"
            text = "Lund left"
            when = "2021-05-04"
            [event.verhoeven]
            says = "Verhoeven leaves"
            text = "Verhoeven left"
            when = "2021-05-04"
            [event.met]
            says = "They meet"
            text = "They met"
            when = "2021-05"
            "#,
        );
    }

    #[test]
    fn dates_have_a_unit_or_none() {
        let units = [
            "2021",
            "2021-05",
            "2021-05-04?",
            "2021-21",
            "2021-05-01/2021-05-04",
            "Tuesday",
        ]
        .map(Unit::of_date);
        assert_eq!(
            units,
            [
                Some(Unit::Year),
                Some(Unit::Month),
                Some(Unit::Day),
                None,
                None,
                None
            ]
        );
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
