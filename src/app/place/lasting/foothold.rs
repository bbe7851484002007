//! A place in a text by its words, so that it is found again after small changes.
use crate::app::Top;
use crate::model::Article;
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// A place in a text, so that it is found again after small changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Foothold {
    /// Number (from 1) of the paragraph.
    pub paragraph: usize,
    /// Bytes from where the paragraph begins.
    pub offset: usize,
    /// The words there.
    pub words: String,
    /// Whether the blank row above showed.
    pub gap: bool,
}

/// Bytes of text by which a place is known again.
const ENOUGH: usize = 60;

/// Where somebody has changed a word of these, the first so many bytes.
const FEW: usize = 16;

impl Foothold {
    /// `top` of `article`.
    #[must_use]
    pub fn of(article: &Article, top: Top) -> Self {
        let (text, number) = (&article.text, article.paragraph_at(top.at));
        let (start, end) =
            (article.paragraph(number)).map_or((0, 0), |p| (p.span.start, p.span.end));
        let at = text.floor_char_boundary(top.at);
        let end = text.floor_char_boundary((at + ENOUGH).min(end)).max(at);
        Self {
            paragraph: number,
            offset: at.saturating_sub(start),
            words: text[at..end].to_owned(),
            gap: top.gap,
        }
    }

    /// Where that is in `article` as it is now: at the same words, the nearest to where they were; where they are gone, in
    /// the same paragraph.
    #[must_use]
    pub fn find(&self, article: &Article) -> Top {
        let text = &article.text;
        let last = article.paragraphs.last().map_or(0, |p| p.span.start);
        let start = (article.paragraph(self.paragraph.max(1))).map_or(last, |p| p.span.start);
        let at = text.floor_char_boundary(start.saturating_add(self.offset));
        let near = |found: &usize| found.abs_diff(at);
        let words = |most: usize| &self.words[..self.words.floor_char_boundary(most)];
        let look = |words: &str| {
            let nearest = || memmem::find_iter(text.as_bytes(), words).min_by_key(near);
            (!words.is_empty()).then(nearest)?
        };
        let found = if text[at..].starts_with(&self.words) {
            Some(at)
        } else {
            look(&self.words).or_else(|| look(words(FEW)))
        };
        Top {
            at: found.unwrap_or(start),
            gap: self.gap,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    fn article(text: &str) -> Article {
        let mut written = store::from_text("t.txt", text.into());
        written.articles.remove(0)
    }

    /// Where the place `«` of one text is in another.
    #[track_caller]
    fn check(before: &str, after: &str) {
        let (old, new) = (before.replace('«', ""), after.replace('«', ""));
        let top = Top::at(before.find('«').expect("a place"));
        let found = Foothold::of(&article(&old), top).find(&article(&new));
        assert_eq!(Some(found.at), after.find('«'), "{after}");
    }

    #[test]
    fn a_place_in_a_text_is_found_again_by_its_words() {
        let old = "The talks began.\n\nNobody «signed anything in the end.\n\nThe talks ended.";
        check(old, old);
        check(
            old,
            "New first paragraph.\n\nThe talks began.\n\nNobody «signed anything in the end.",
        );
        check(old, "Nobody «signed anything in the end.");
        check(
            old,
            "The talks began.\n\n«All of it is other now.\n\nThe talks ended.",
        );
        check(old, "«One paragraph only.");
        check("«ab\n\nab\n\nab", "«ab\n\nab");
        check(
            "One.\n\n«Nobody knows the figures, he said.",
            "Two.\n\nThree.\n\n«Nobody knows the number, he said.",
        );
        check("x\n\nab\n\n«ab", "ab\n\n«ab");
    }
}
