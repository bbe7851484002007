//! Which statement is suggested next: those with quotation marks and those without are two rows, each in text order.
use super::{
    find::{LOOK_BACK, Reader},
    statement::Statement,
    token::together,
};
use crate::{
    model::{Article, Codebook, Form},
    text::Span,
};

/// The first statement that begins at byte `from` or behind it and that none of the spans `covered`, in text order, meets: of those
/// whose words stand in quotation marks, as far as they do, or of the others.
#[must_use]
pub fn next(
    article: &Article,
    codebook: &Codebook,
    (from, quoted): (usize, bool),
    covered: &[Span],
) -> Option<Statement> {
    let mut reader = Reader::new(article, codebook)?;
    let paragraph = article.paragraph_at(from).saturating_sub(1);
    let mut n = together(article, paragraph.saturating_sub(LOOK_BACK)).start;
    let reach = reach_of(covered);
    let fits = |s: &Statement| {
        let mut parts = s.content.iter();
        s.extent().start >= from
            && (s.form == Form::Indirect) != quoted
            && !parts.any(|&part| meets_any(covered, &reach, part))
    };
    while n < article.paragraphs.len() {
        let (more, after) = reader.read(n);
        if let Some(statement) = more.into_iter().find(fits) {
            return Some(statement);
        }
        n = after;
    }
    None
}

/// How far the spans up to each one reach.
fn reach_of(spans: &[Span]) -> Vec<usize> {
    (spans.iter())
        .scan(0, |reach, span| {
            *reach = span.end.max(*reach);
            Some(*reach)
        })
        .collect()
}

/// Whether one of `spans`, which are in text order, meets `span`.
fn meets_any(spans: &[Span], reach: &[usize], span: Span) -> bool {
    let first = reach.partition_point(|&end| end <= span.start);
    (spans[first..].iter())
        .take_while(|s| s.start < span.end)
        .any(|s| s.meets(span))
}

#[cfg(test)]
mod tests {
    use super::{super::tests::article, *};

    #[test]
    fn the_next_one_is_a_quotation_as_long_as_there_is_one_that_nothing_covers() {
        let text = "Lee said that it rained. “We left,” Anna Brook said. Poe claims that it was late. “They stayed,” Lee said.";
        let article = article(text);
        let words = |(from, quoted), covered: &[Span]| {
            let found = next(&article, &Codebook::default(), (from, quoted), covered)?;
            Some(found.extent().of(text).to_owned())
        };
        let at = |words: &str| text.find(words).expect("there");
        assert_eq!(words((0, true), &[]).as_deref(), Some("We left"));
        let here = Span::new(at("We left"), at("We left") + 4);
        assert_eq!(
            words((0, true), &[here]).as_deref(),
            Some("They stayed"),
            "what is covered in part is covered"
        );
        assert_eq!(words((at("They") + 1, true), &[]), None);
        assert_eq!(words((0, false), &[]).as_deref(), Some("it rained"));
        assert_eq!(
            words((at("it rained") + 1, false), &[]).as_deref(),
            Some("it was late")
        );
    }
}
