//! Where a word may be broken at the end of a row (`hypher`: the patterns of TeX), by language.
use super::Span;

/// The longest word that is broken, in bytes.
const LONGEST: usize = 45;

/// How words of one language are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hyphens(hypher::Lang);

impl Hyphens {
    /// Those of a language (BCP 47); of English where none is given, none where nobody here knows it.
    #[must_use]
    pub fn of(lang: Option<&str>) -> Option<Self> {
        let lang = lang.unwrap_or("en").split(['-', '_']).next()?;
        let code = lang.to_ascii_lowercase().into_bytes().try_into().ok()?;
        hypher::Lang::from_iso(code).map(Self)
    }

    /// The bytes at which the word that begins at byte `start` of `text` may be broken; none where there is no word, as in an
    /// address or a file's name.
    pub(super) fn breaks(self, text: &str, start: usize) -> impl Iterator<Item = usize> {
        let word = word(text, start).unwrap_or_default();
        let syllables = hypher::hyphenate(word.of(text), self.0);
        let ends = syllables.scan(word.start, |end, syllable| {
            *end += syllable.len();
            Some(*end)
        });
        ends.filter(move |end| *end < word.end)
    }

    /// Whether byte `at` of `text` is such a place: the row that ends there wants a hyphen.
    #[must_use]
    pub fn breaks_at(self, text: &str, at: usize) -> bool {
        let before = text[..at].char_indices().rev();
        let letters = before.take_while(|(place, c)| c.is_alphabetic() && at - place <= LONGEST);
        let start = letters.last().map(|(place, _)| place);
        start.is_some_and(|start| self.breaks(text, start).any(|end| end == at))
    }
}

/// The word of letters that begins at `start`, if it stands for itself.
fn word(text: &str, start: usize) -> Option<Span> {
    let rest = &text[start..];
    let len = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let part_of_more = |c: char| c.is_alphanumeric() || "/@_.:\\=?#%&".contains(c);
    if len > LONGEST || text[..start].chars().next_back().is_some_and(part_of_more) {
        return None;
    }
    let mut behind = rest[len..].chars();
    let goes_on = match behind.next() {
        Some('.' | ':' | '?') => behind.next().is_some_and(char::is_alphanumeric),
        Some(c) => part_of_more(c),
        None => false,
    };
    (!goes_on).then_some(Span::new(start, start + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `text` with a stroke wherever they may be broken.
    fn broken(lang: &str, text: &str) -> String {
        let Some(hyphens) = Hyphens::of(Some(lang)) else {
            return text.to_owned();
        };
        let mut out = String::new();
        for (at, c) in text.char_indices() {
            if hyphens.breaks_at(text, at) {
                out.push('|');
            }
            out.push(c);
        }
        out
    }

    #[test]
    fn each_language_breaks_its_own_way() {
        assert_eq!(
            broken("en-GB", "The harbour negotiations."),
            "The har|bour ne|go|ti|a|tions."
        );
        assert_eq!(broken("de", "Die Verhandlungen"), "Die Ver|hand|lun|gen");
        assert_eq!(broken("uk", "перемовини"), "пе|ре|мо|ви|ни");
        assert_eq!(
            broken("tlh", "negotiations"),
            "negotiations",
            "nobody knows how"
        );
    }

    #[test]
    fn what_is_no_word_is_not_broken() {
        for text in [
            "https://example.org/negotiations",
            "negotiations@example.org",
            "negotiations.txt",
            "x_negotiations",
        ] {
            assert_eq!(broken("en", text), text);
        }
        assert_eq!(
            broken("en", "“negotiations”: yes"),
            "“ne|go|ti|a|tions”: yes"
        );
    }
}
