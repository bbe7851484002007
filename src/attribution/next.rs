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

/// The statements that begin at byte `from` or behind it and that none of the spans `covered`, in text order, meets: of those
/// whose words stand in quotation marks, as far as they do, or of the others. Each paragraph is read once, and only when asked for.
#[must_use]
pub fn following<'a>(
    article: &'a Article,
    codebook: &'a Codebook,
    (from, quoted): (usize, bool),
    covered: &'a [Span],
) -> Following<'a> {
    let paragraph = article.paragraph_at(from).saturating_sub(1);
    Following {
        reader: Reader::new(article, codebook),
        paragraphs: article.paragraphs.len(),
        unread: together(article, paragraph.saturating_sub(LOOK_BACK)).start,
        read: Vec::new().into_iter(),
        from,
        quoted,
        covered,
        reach: reach_of(covered),
    }
}

/// The statements that [`following`] gives.
pub struct Following<'a> {
    /// Absent where the language has no list.
    reader: Option<Reader<'a>>,
    /// How many paragraphs there are.
    paragraphs: usize,
    /// The first paragraph that is not read yet, from 0.
    unread: usize,
    /// What the paragraphs read last hold and nobody has asked for yet.
    read: std::vec::IntoIter<Statement>,
    from: usize,
    quoted: bool,
    covered: &'a [Span],
    /// How far the spans up to each one reach.
    reach: Vec<usize>,
}

impl Iterator for Following<'_> {
    type Item = Statement;

    fn next(&mut self) -> Option<Statement> {
        let reader = self.reader.as_mut()?;
        loop {
            let fits = |s: &Statement| {
                let mut parts = s.content.iter();
                s.extent().start >= self.from
                    && (s.form == Form::Indirect) != self.quoted
                    && !parts.any(|&part| meets_any(self.covered, &self.reach, part))
            };
            if let Some(statement) = self.read.find(fits) {
                return Some(statement);
            }
            if self.unread >= self.paragraphs {
                return None;
            }
            let (more, after) = reader.read(self.unread);
            (self.read, self.unread) = (more.into_iter(), after);
        }
    }
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
            let book = Codebook::default();
            let found = following(&article, &book, (from, quoted), covered).next()?;
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

    #[test]
    fn a_paragraph_is_read_once_however_many_statements_are_asked_for() {
        let text = format!(
            "{}\n\nAnna Brook waited.",
            "“We left now,” Lee said. ".repeat(50).trim_end()
        );
        let (article, book) = (article(&text), Codebook::default());
        let mut row = following(&article, &book, (0, true), &[]);
        assert_eq!(row.unread, 0, "nothing is read before it is asked for");
        for n in 0..50 {
            assert!(row.next().is_some(), "{n}");
            // What is read never goes back, so this one was read once.
            assert_eq!(row.unread, 1, "{n}");
        }
        assert_eq!((row.next(), row.unread), (None, 2));
    }

    #[test]
    fn what_is_longer_than_any_sentence_is_read_to_its_end() {
        let said = |n: usize| format!("word said “hello there friend {n}” he said.");
        let text = (0..400).map(said).collect::<Vec<_>>().join(" ");
        let (article, book) = (article(&text), Codebook::default());
        let all = following(&article, &book, (0, true), &[]);
        let last = all.last().map(|found| found.extent().of(&text).to_owned());
        assert!(last.is_some_and(|last| last.contains("friend 399")));
    }
}
