//! E01: the words are not in the article.
use super::{
    super::super::context::{Anchored, Context, finding},
    parts::{by_article, has_operators, nearest, parts, pointing, side_by_side},
};
use crate::{
    anchor::{Missing, Nearby, Outcome, Unchecked, What, compare},
    diag::{Code, Diagnostic},
    model::Article,
    text::Span,
};

/// E01: the words are not in the article; the nearest passage is shown where there is one, and never taken.
pub(in crate::check) fn not_found(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let is_list = a.record.text.len() > 1;
        let plain = !has_operators(a.record) && !is_list;
        let out = finding(Code::E01, a.record, "text", absent(a.article));
        match &a.anchor.outcome {
            Outcome::Missing(Missing::Words) => Some(
                out.label("not in the article, and nothing near")
                    .help("write the words as printed; where they are gone, take the record out"),
            ),
            Outcome::Altered(near) if plain => Some(altered(&a, near, out)),
            Outcome::Unchecked(Unchecked::Budget) => Some(
                finding(Code::E01, a.record, "text", unknown(a.article))
                    .label("the search would have taken too long and was given up")
                    .help("take fewer or rarer words"),
            ),
            _ => None,
        }
    };
    let mut all: Vec<Diagnostic> = context.anchored().filter_map(found).collect();
    all.extend(lists(context));
    all
}

fn absent(article: &Article) -> String {
    format!("these words are not in {}", article.file)
}

fn unknown(article: &Article) -> String {
    format!("nobody knows whether these words are in {}", article.file)
}

/// The same of lists without operators: which of their strings it is.
fn lists(context: &Context<'_>) -> Vec<Diagnostic> {
    let is_list = |a: &Anchored<'_>| !has_operators(a.record) && a.record.text.len() > 1;
    let is_absent = |a: &Anchored<'_>| {
        let outcome = &a.anchor.outcome;
        matches!(
            outcome,
            Outcome::Altered(_) | Outcome::Missing(Missing::Segment(_))
        )
    };
    let mut all = Vec::new();
    for records in by_article(context.anchored().filter(is_list).filter(is_absent)) {
        for (a, parts) in records.iter().zip(parts(&records)) {
            let out = finding(Code::E01, a.record, "text", absent(a.article))
                .help("write each part as printed, in the order of the article");
            let Some(n) = parts.iter().position(|part| part.places.is_empty()) else {
                all.push(out.label("the parts do not stand in this order"));
                continue;
            };
            let words = parts[n].words;
            let out = pointing(context, out, words, 0..words.len());
            let part = format!("part {} of {}", n + 1, parts.len());
            all.push(match nearest(a, &parts, words) {
                Some(place) => {
                    let at = place_of(a.article, place);
                    let out = out.label(format!("{part}: nearest passage is in {at}"));
                    side_by_side(
                        out,
                        compare(words, &a.article.text, place, a.article.language()),
                    )
                }
                None => out.label(format!("{part} stands nowhere, and nothing is near it")),
            });
        }
    }
    all
}

/// The same finding with the passage that is near, what differs in brackets.
fn altered(a: &Anchored<'_>, near: &Nearby, absent: Diagnostic) -> Diagnostic {
    let compared = compare(
        &a.record.text.concat(),
        &a.article.text,
        near.span,
        a.article.language(),
    );
    let place = place_of(a.article, near.span);
    match compared.what {
        What::Nothing => absent
            .label(format!("they stand in {place}, but not beside these words"))
            .help("mend `before` and `after`, or leave them out"),
        What::Signs => {
            let label = format!("in {place} other signs stand between these words");
            side_by_side(absent.label(label), compared)
                .help("write commas, stops and brackets as printed")
        }
        What::Words => {
            let too = also(a.article, &near.others);
            let label = format!("nearest passage is in {place}{too}");
            side_by_side(absent.label(label), compared).help("write the words as printed")
        }
    }
}

/// `¶3`, `¶3-5`
pub(super) fn place_of(article: &Article, span: Span) -> String {
    let first = article.paragraph_at(span.start);
    match article.paragraph_at(span.end.saturating_sub(1).max(span.start)) {
        last if last > first => format!("¶{first}-{last}"),
        _ => format!("¶{first}"),
    }
}

/// `, as near in ¶5 and ¶9`
pub(super) fn also(article: &Article, others: &[Span]) -> String {
    const NAMED: usize = 3;
    let mut places: Vec<String> = others.iter().map(|&o| place_of(article, o)).collect();
    places.dedup();
    places.truncate(NAMED);
    match places.split_last() {
        None => String::new(),
        Some((last, [])) => format!(", as near in {last}"),
        Some((last, rest)) => format!(", as near in {} and {last}", rest.join(", ")),
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
    fn signs_and_context_are_told_apart_from_words() {
        let found = expect(
            "Holm said: we stay, all of us and our dogs. Lund said we leave.",
            r#"
            [quote.signs]
            source = "mayor"
            text = "we stay; all of us and our dogs" #~ E01
            [quote.list]
            source = "mayor"
            text = ["we stay", "all of us and our cats"] #~ E01
            "#,
        );
        let labels: Vec<_> = found.iter().map(|f| f.label.as_deref()).collect();
        assert_eq!(
            labels,
            [
                Some("in ¶1 other signs stand between these words"),
                Some("part 2 of 2: nearest passage is in ¶1"),
            ]
        );
        assert_eq!(found[0].notes[1].1, "we stay[,] all of us and our dogs");
        assert_eq!(found[1].notes[1].1, "all of us and our [dogs]");
    }
}
