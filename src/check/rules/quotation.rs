//! Whether the words of a record stand in its article, in one place, in the form they claim (E01, E02, E03, E05).
use super::super::context::{Anchored, Context, finding, quoted, short};
use crate::{
    anchor::{
        Missing, Nearby, Outcome, Unchecked,
        change::{Change, Critical, Kind, Language, critical, diff},
    },
    diag::{Code, Diagnostic},
    model::{Article, Form, Paragraph, Record},
    text::{
        Span,
        fold::{find, same},
        words::words,
    },
};

/// E01: the words are not in the article; the nearest passage is shown where there is one, and never taken.
pub(in crate::check) fn not_found(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let file = &a.article.file;
        let at = |message: String| finding(Code::E01, a.record, "text", message);
        let absent = || at(format!("these words are not in {file}"));
        match &a.anchor.outcome {
            Outcome::Missing(Missing::Words) => Some(
                absent()
                    .label("not in the article, and nothing near")
                    .help("write the words as printed"),
            ),
            Outcome::Altered(near) if !has_operators(a.record) => Some(altered(&a, near, absent())),
            Outcome::Unchecked(Unchecked::Budget) => Some(
                at(format!("nobody knows whether these words are in {file}"))
                    .label("the search would have taken too long and was given up")
                    .help("take fewer or rarer words"),
            ),
            _ => None,
        }
    };
    context.anchored().filter_map(found).collect()
}

/// How much of a passage is shown, in characters.
const SHOWN: usize = 300;

/// The same finding with the passage that is near, the words that differ in brackets.
fn altered(a: &Anchored<'_>, near: &Nearby, finding: Diagnostic) -> Diagnostic {
    let (written, text) = (a.record.text.join(" "), &a.article.text);
    let number = a.article.paragraph_at(near.span.start);
    let changes = diff(&written, text, near.span, Language::english());
    let is_changed = |change: &Change| change.kind != Kind::Equal;
    if !changes.iter().any(is_changed) {
        return finding
            .label(format!(
                "they stand in ¶{number}, but not beside these words"
            ))
            .help("mend `before` and `after`, or leave them out");
    }
    let side = |of: fn(&Change) -> Span, text: &str| {
        let parts = (changes.iter())
            .filter(|change| !of(change).is_empty())
            .map(|change| {
                let words = of(change).of(text);
                if is_changed(change) {
                    format!("[{words}]")
                } else {
                    words.to_owned()
                }
            });
        short(&parts.collect::<Vec<_>>().join(" "), SHOWN)
    };
    let mut out = finding.label(format!("nearest passage is in ¶{number}"));
    if changes.iter().any(|change| change.article.is_empty()) {
        out = out.note("written", side(|change| change.pattern, &written));
    }
    out = out.note("article", side(|change| change.article, text));
    let critical: Vec<&str> = critical(&changes).into_iter().map(Critical::word).collect();
    if !critical.is_empty() {
        out = out.note("changed", critical.join(", "));
    }
    out.help("write the words as printed")
}

/// E02: the words stand in several places.
pub(in crate::check) fn ambiguous(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let Outcome::Ambiguous(places) = &a.anchor.outcome else {
            return None;
        };
        let times = match places.len() {
            2 => "twice".to_owned(),
            n => format!("{n} times"),
        };
        let file = &a.article.file;
        let message = format!("these words stand {times} in {file}");
        let mut out = finding(Code::E02, a.record, "text", message)
            .label(format!("in {}", paragraphs_of(a.article, places)));
        let mut offered = false;
        for &place in places.iter().take(OFFERED) {
            if let Some(longer) = longer(a.article, a.record, place, places) {
                let number = a.article.paragraph_at(place.start);
                out = out.note("longer", format!("¶{number}: {longer}"));
                offered = true;
            }
        }
        Some(out.help(if offered {
            "say which with a few words in `before` or `after`, or take one of the longer texts"
        } else {
            "say which with a few words in `before` or `after`"
        }))
    };
    context.anchored().filter_map(found).collect()
}

/// For how many places a longer text is worked out.
const OFFERED: usize = 4;
/// How many words a longer text adds at most, on each side.
const ADDED: usize = 12;
/// How many places are named.
const NAMED: usize = 8;

/// `¶3, ¶7 (twice) and 4 more`
fn paragraphs_of(article: &Article, places: &[Span]) -> String {
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for place in places {
        let number = article.paragraph_at(place.start);
        match counted.last_mut() {
            Some((last, times)) if *last == number => *times += 1,
            _ => counted.push((number, 1)),
        }
    }
    let name = |&(number, times): &(usize, usize)| match times {
        1 => format!("¶{number}"),
        2 => format!("¶{number} (twice)"),
        n => format!("¶{number} ({n} times)"),
    };
    let named: Vec<String> = counted.iter().take(NAMED).map(name).collect();
    match counted.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more paragraphs", named.join(", ")),
    }
}

/// A `text` that only `place` has: the author's words and as many beside them as it takes.
fn longer(article: &Article, record: &Record, place: Span, places: &[Span]) -> Option<String> {
    let sides = Sides::new(article, place);
    let others: Vec<Sides<'_>> = (places.iter().filter(|&&other| other != place))
        .map(|&other| Sides::new(article, other))
        .collect();
    let (mut before, mut after) = (0, 0);
    while others.iter().any(|other| sides.agree(other, before, after)) {
        let can_before = before < sides.before.len();
        let can_after = after < sides.after.len();
        match (can_before, can_after) {
            (_, true) if after <= before || !can_before => after += 1,
            (true, _) => before += 1,
            _ => return None,
        }
    }
    let text = &article.text;
    let start = before
        .checked_sub(1)
        .map_or(place.start, |n| sides.before[n].start);
    let end = after
        .checked_sub(1)
        .map_or(place.end, |n| sides.after[n].end);
    let (head, tail) = (&text[start..place.start], &text[place.end..end]);
    let (first, last) = (record.text.first()?, record.text.last()?);
    Some(match &record.text[..] {
        [words] => format!("text = {}", quoted(&format!("{head}{words}{tail}"))),
        [_, middle @ .., _] => {
            let mut parts = vec![quoted(&format!("{head}{first}"))];
            parts.extend(middle.iter().map(|part| quoted(part)));
            parts.push(quoted(&format!("{last}{tail}")));
            format!("text = [{}]", parts.join(", "))
        }
        [] => return None,
    })
}

/// The words on both sides of a place, nearest first, in its paragraph.
struct Sides<'a> {
    text: &'a str,
    place: Span,
    before: Vec<Span>,
    after: Vec<Span>,
}

impl<'a> Sides<'a> {
    fn new(article: &'a Article, place: Span) -> Self {
        let text = &*article.text;
        let around = paragraph(article, article.paragraph_at(place.start)).join(place);
        let near = text.ceil_char_boundary(place.start.saturating_sub(ADDED * 32));
        let far = text.floor_char_boundary(place.end.saturating_add(ADDED * 32));
        let left = Span::new(around.start.max(near.min(place.start)), place.start);
        let right = Span::new(place.end, around.end.min(far.max(place.end)));
        let mut before: Vec<Span> = words(text, left).collect();
        before.reverse();
        before.truncate(ADDED);
        let mut after: Vec<Span> = words(text, right).collect();
        after.truncate(ADDED);
        Self {
            text,
            place,
            before,
            after,
        }
    }

    /// Whether the `before` words to the left and the `after` words to the right are the same here and there.
    fn agree(&self, other: &Self, before: usize, after: usize) -> bool {
        self.left(before)
            .zip(other.left(before))
            .is_some_and(|(a, b)| same(a, b))
            && self
                .right(after)
                .zip(other.right(after))
                .is_some_and(|(a, b)| same(a, b))
    }

    fn left(&self, words: usize) -> Option<&'a str> {
        match words.checked_sub(1) {
            None => Some(""),
            Some(n) => Some(&self.text[self.before.get(n)?.start..self.place.start]),
        }
    }

    fn right(&self, words: usize) -> Option<&'a str> {
        match words.checked_sub(1) {
            None => Some(""),
            Some(n) => Some(&self.text[self.place.end..self.after.get(n)?.end]),
        }
    }
}

pub(super) fn paragraph(article: &Article, number: usize) -> Span {
    article
        .paragraph(number)
        .map_or(Span::new(0, article.text.len()), |p: &Paragraph| p.span)
}

/// E03: the declared form is not the one of the quotation marks.
pub(in crate::check) fn form(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let declared = a.record.quote()?.form?;
        let marked = a.anchor.marked?;
        if matches!(declared, Form::Summary | Form::Label) || declared == marked {
            return None;
        }
        let why = match marked {
            Form::Direct => "the whole text lies inside quotation marks of the article",
            Form::Mixed => "a part of the text lies inside quotation marks of the article",
            _ => "no part of the text lies inside quotation marks of the article",
        };
        let (declared, marked) = (declared.word(), marked.word());
        let message = format!("declared `{declared}`, but the quotation marks say `{marked}`");
        Some(
            finding(Code::E03, a.record, "form", message)
                .label(why)
                .help("leave `form` out: it is derived"),
        )
    };
    context.anchored().filter_map(found).collect()
}

/// E05: operators that do not reconcile.
pub(in crate::check) fn elision(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let why = match &a.anchor.outcome {
            Outcome::Missing(why) => *why,
            Outcome::Altered(near) if has_operators(a.record) => {
                return Some(piece_altered(context, &a, near));
            }
            _ => return None,
        };
        let file = &a.article.file;
        let at = |message: String| finding(Code::E05, a.record, "text", message);
        Some(match why {
            Missing::Words => return None,
            Missing::Segment(n) => {
                let out = at(format!("a piece of the shortened text is not in {file}"))
                    .help("write each piece as printed, in the order of the article");
                match segments(a.record).get(n) {
                    None => out.label("a piece is not there"),
                    Some(words) => pointing(context, out, words).label(if stands(a.article, words) {
                        "this piece does not stand anywhere after the pieces before it"
                    } else {
                        "this piece stands nowhere"
                    }),
                }
            }
            Missing::Apart => {
                at(format!("the pieces stand in {file}, but not in this order in one paragraph"))
                    .label("not in one paragraph in this order")
                    .help("pieces of different paragraphs: make `text` a list, one string a paragraph")
            }
            Missing::Malformed => at("`>>` or a bracket has nothing to hold on to".to_owned())
                .label("`A >> B`, `A [...] B` and `A [word] B` need words on both sides, and brackets that close")
                .help("take the operator out, or write the words it stands between"),
            Missing::Ellipsis => at(format!("the three dots are not printed in {file}"))
                .label("without the dots, the words are there")
                .help("`...` means three printed dots; write `[...]` where you left words out"),
        })
    };
    context.anchored().filter_map(found).collect()
}

/// A passage is near to words with operators: the first piece that stands nowhere is what is wrong.
fn piece_altered(context: &Context<'_>, a: &Anchored<'_>, near: &Nearby) -> Diagnostic {
    let text = &a.article.text;
    let number = a.article.paragraph_at(near.span.start);
    let message = format!("a piece of the shortened text is not in {}", a.article.file);
    let missing = segments(a.record)
        .into_iter()
        .find(|words| !stands(a.article, words));
    let out = finding(Code::E05, a.record, "text", message)
        .note("article", short(near.span.of(text), SHOWN))
        .help("write each piece as printed, in the order of the article");
    match missing {
        Some(words) => pointing(context, out, words).label(format!(
            "this piece stands nowhere; nearest passage is in ¶{number}"
        )),
        None => out.label(format!("nearest passage is in ¶{number}")),
    }
}

/// Whether `words` stand anywhere in `article`.
fn stands(article: &Article, words: &str) -> bool {
    find(&article.text, Span::new(0, article.text.len()), words).is_some()
}

fn has_operators(record: &Record) -> bool {
    record
        .text
        .iter()
        .any(|part| part.contains(">>") || part.contains(['[', ']']))
}

/// The runs of words between the operators of `text`, in the order in which they have to stand in the article.
fn segments(record: &Record) -> Vec<&str> {
    let parts = record.text.iter().flat_map(|part| part.split(">>"));
    (parts.flat_map(|part| part.split(['[', ']']).step_by(2)))
        .map(str::trim)
        .filter(|words| !words.is_empty())
        .collect()
}

/// `finding` with its place narrowed to `words`, where the file has them inside that place once.
fn pointing(context: &Context<'_>, finding: Diagnostic, words: &str) -> Diagnostic {
    let Some(place) = finding.place else {
        return finding;
    };
    let file = &context.dossier.written().files.get(place.file).text;
    let value = file.get(place.span.start..place.span.end).unwrap_or("");
    let mut found = value.match_indices(words);
    match (found.next(), found.next()) {
        (Some((at, words)), None) => {
            let start = place.span.start + at;
            finding.at(place.file, Span::new(start, start + words.len()))
        }
        _ => finding,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn words_that_are_not_printed_are_an_error() {
        let found = expect(
            "Holm said the bridge would stay “closed – for now”.",
            r#"
            [quote.changed]
            source = "mayor"
            text = "the bridge will stay" #~ E01
            [quote.glyphs]
            source = "mayor"
            text = "stay 'closed - for now'"
            "#,
        );
        assert_eq!(found[0].message, "these words are not in a.txt");
    }

    #[test]
    fn the_nearest_passage_is_shown_and_not_taken() {
        let found = expect(
            "Holm said that forces will leave the valley by the end of the week, and all of it.",
            r#"
            [quote.changed]
            source = "mayor"
            text = "troops will not leave the valley by the end of the week" #~ E01
            "#,
        );
        assert_eq!(found[0].label.as_deref(), Some("nearest passage is in ¶1"));
        assert_eq!(
            found[0].notes,
            [
                (
                    "written",
                    "[troops] will [not] leave the valley by the end of the week".to_owned()
                ),
                (
                    "article",
                    "[forces] will leave the valley by the end of the week".to_owned()
                ),
                ("changed", "negation".to_owned()),
            ]
        );
    }

    #[test]
    fn words_in_two_places_are_offered_longer() {
        let found = expect(
            "Holm will not yield, she said.\n\nVerhoeven will not yield to Holm. Lund will not yield to Holm.",
            r#"
            [quote.firm]
            source = "mayor"
            text = "will not yield" #~ E02
            [quote.told]
            source = "mayor"
            text = "will not yield"
            before = "Holm"
            [quote.longer]
            source = "mayor"
            text = "will not yield, she said"
            "#,
        );
        assert_eq!(found[0].message, "these words stand 3 times in a.txt");
        assert_eq!(found[0].label.as_deref(), Some("in ¶1, ¶2 (twice)"));
        let longer: Vec<&str> = found[0]
            .notes
            .iter()
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(
            longer,
            [
                r#"¶1: text = "will not yield, she""#,
                r#"¶2: text = "Verhoeven will not yield to""#,
                r#"¶2: text = "Lund will not yield to""#,
            ]
        );
    }

    #[test]
    fn every_longer_text_that_is_offered_is_unique() {
        let text = "A no. A no.\n\nOf a no, a no or a no.";
        let found = expect(
            text,
            "[quote.no]\nsource = \"mayor\"\ntext = \"no\" #~ E02\n",
        );
        assert_eq!(found[0].notes.len(), 4);
        for (_, offered) in &found[0].notes {
            let (_, line) = offered.split_once(": ").expect("a paragraph first");
            expect(text, &format!("[quote.no]\nsource = \"mayor\"\n{line}\n"));
        }
    }

    #[test]
    fn paragraphs_that_are_equal_get_no_longer_text() {
        let found = expect(
            "Not so.\n\nNot so.",
            "[quote.not]\nsource = \"mayor\"\ntext = \"Not so\" #~ E02\n",
        );
        assert_eq!(found[0].notes, []);
    }

    #[test]
    fn a_declared_form_has_to_be_that_of_the_marks() {
        expect(
            "Holm said “we will not yield” and called it a “last word”, and that it was late.",
            r#"
            [quote.direct]
            source = "mayor"
            text = "we will not yield"
            form = "direct"
            [quote.not-direct]
            source = "mayor"
            text = "it was late"
            form = "direct" #~ E03
            [quote.not-indirect]
            source = "mayor"
            text = "called it a 'last word'"
            form = "indirect" #~ E03
            [quote.label]
            source = "mayor"
            text = "last word"
            form = "label"
            "#,
        );
    }

    #[test]
    fn pieces_have_to_reconcile() {
        let found = expect(
            "Holm said the bridge would stay closed until the river falls.\n\nVerhoeven left on Monday ... or so.",
            r#"
            [quote.fits]
            source = "mayor"
            text = "the bridge [...] until the river falls"
            [quote.piece]
            source = "mayor"
            text = "the bridge [...] until the lake falls" #~ E05
            [quote.apart]
            source = "mayor"
            text = "the bridge >> on Monday" #~ E05
            [quote.open]
            source = "mayor"
            text = "the bridge [..." #~ E05
            [quote.dots]
            source = "mayor"
            text = "Holm said ... would stay" #~ E05
            [quote.printed-dots]
            source = "envoy"
            text = "on Monday ... or so"
            "#,
        );
        let place = found[0].place.expect("a place");
        assert_eq!(place.span.len(), "until the lake falls".len());
    }
}
