//! Fuzzy matching: what is typed, word by word, in whatever may be meant; case ignored unless a capital is typed, accents too.
use super::Span;
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{Atom, AtomKind, CaseMatching, Normalization},
};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of one field that are looked at; a list shows the beginning of long words.
const LONGEST: usize = 2_000;

/// One thing that may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hay {
    /// Names and ids: the letters of a word may stand apart in them.
    pub names: Vec<String>,
    /// Sentences: only the whole word counts, or every long one would have every letter.
    pub words: Vec<String>,
}

/// What is typed, ready to be looked for.
#[derive(Debug)]
pub struct Fuzzy {
    typed: Vec<[Atom; 2]>,
    matcher: Matcher,
    chars: Vec<char>,
    /// How many texts have been looked at.
    looked: usize,
}

impl Fuzzy {
    /// Looks for `typed`.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let atom = |word: &str, kind| {
            let (case, accents) = (CaseMatching::Smart, Normalization::Smart);
            Atom::new(word, case, accents, kind, false)
        };
        Self {
            typed: (typed.split_whitespace())
                .map(|word| [AtomKind::Fuzzy, AtomKind::Substring].map(|kind| atom(word, kind)))
                .collect(),
            matcher: Matcher::new(Config::DEFAULT),
            chars: Vec::new(),
            looked: 0,
        }
    }

    /// How well `hay` has every word that is typed, more being better; `None` where it lacks one.
    pub fn score(&mut self, hay: &Hay) -> Option<u32> {
        let typed = std::mem::take(&mut self.typed);
        let score = typed.iter().try_fold(0_u32, |sum, word| {
            Some(sum + u32::from(self.best(hay, word)?))
        });
        self.typed = typed;
        score
    }

    fn best(&mut self, hay: &Hay, [loose, whole]: &[Atom; 2]) -> Option<u16> {
        let names = hay.names.iter().map(|text| (text, loose));
        // One letter stands in every sentence: it says something of names alone.
        let telling = whole.needle_text().len() > 1;
        let words = hay
            .words
            .iter()
            .filter(|_| telling)
            .map(|text| (text, whole));
        let scores = names.chain(words).filter_map(|(text, atom)| {
            self.looked += 1;
            let text = Utf32Str::new(cut(text), &mut self.chars);
            let score = atom.score(text, &mut self.matcher)?;
            (score >= least(atom)).then_some(score)
        });
        scores.max()
    }

    /// The letters of `text`, one of the names or words of `hay`, that are why `hay` matches; in text order.
    pub fn letters(&mut self, hay: &Hay, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let typed = std::mem::take(&mut self.typed);
        for word in &typed {
            let best = self.best(hay, word);
            let name = hay.names.iter().any(|name| name == text);
            let atom = &word[usize::from(!name)];
            let mut found = Vec::new();
            let hay = Utf32Str::new(cut(text), &mut self.chars);
            let bytes = matches!(hay, Utf32Str::Ascii(_));
            if atom.indices(hay, &mut self.matcher, &mut found) >= best && best.is_some() {
                spans.extend(found.into_iter().map(|n| (n, bytes)));
            }
        }
        self.typed = typed;
        let mut spans: Vec<Span> = places(text, spans);
        spans.sort_unstable_by_key(|span| span.start);
        spans.dedup();
        spans
    }
}

/// The score below which letters stand too far apart to be meant: as if half of them began anew.
fn least(atom: &Atom) -> u16 {
    const LETTER: usize = 16;
    const APART: usize = 3;
    let letters = atom.needle_text().len();
    u16::try_from(letters * LETTER - letters.saturating_sub(1) * APART).unwrap_or(u16::MAX)
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// The bytes of the graphemes with these numbers; in plain ASCII the number is the byte.
fn places(text: &str, numbers: Vec<(u32, bool)>) -> Vec<Span> {
    let mut graphemes: Option<Vec<Span>> = None;
    let mut out = Vec::with_capacity(numbers.len());
    for (number, byte) in numbers {
        let Ok(number) = usize::try_from(number) else {
            continue;
        };
        if byte {
            out.push(Span::new(number, number + 1));
            continue;
        }
        let all = graphemes.get_or_insert_with(|| {
            (cut(text).grapheme_indices(true))
                .map(|(at, cluster)| Span::new(at, at + cluster.len()))
                .collect()
        });
        out.extend(all.get(number));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::proptest;

    #[test]
    fn one_letter_costs_a_look_at_the_names_alone() {
        let hay = hay(
            &["Ana Oduya", "no-sale"],
            &["the harbour is not for sale"; 6],
        );
        let looks = |typed| {
            let mut fuzzy = Fuzzy::new(typed);
            let found = fuzzy.score(&hay).is_some();
            (found, fuzzy.looked)
        };
        assert_eq!(looks("d"), (true, 2));
        assert_eq!(looks("h"), (false, 2), "it stands in the words alone");
        assert_eq!(looks("ha"), (true, 8));
    }

    fn hay(names: &[&str], words: &[&str]) -> Hay {
        let all = |of: &[&str]| of.iter().map(|text| (*text).to_owned()).collect();
        Hay {
            names: all(names),
            words: all(words),
        }
    }

    fn marked(typed: &str, hay: &Hay, text: &str) -> String {
        let mut out = text.to_owned();
        for span in Fuzzy::new(typed).letters(hay, text).iter().rev() {
            out.insert(span.end, ']');
            out.insert(span.start, '[');
        }
        out.replace("][", "")
    }

    #[test]
    fn letters_stand_apart_in_names_and_together_in_words() {
        let hay = hay(
            &["Volodymyr Zelenskyj", "zelensky-partner"],
            &["the nation could lose an important partner"],
        );
        let found = |typed: &str| Fuzzy::new(typed).score(&hay).is_some();
        for typed in ["", "vozel", "zelpar", "zel lose", "Zel", "important"] {
            assert!(found(typed), "{typed}");
        }
        for typed in ["nationlose", "ZEL", "lost", "zel lost", "vzt"] {
            assert!(!found(typed), "{typed}");
        }
    }

    #[test]
    fn accents_are_optional_and_letters_are_those_shown() {
        let hay = hay(&["Jean-Noël Barrot"], &["les négociations"]);
        assert!(Fuzzy::new("noel negoc").score(&hay).is_some());
        assert_eq!(
            marked("noel", &hay, "Jean-Noël Barrot"),
            "Jean-[Noël] Barrot"
        );
        assert_eq!(
            marked("negoc", &hay, "les négociations"),
            "les [négoc]iations"
        );
        assert_eq!(
            marked("barrot", &hay, "les négociations"),
            "les négociations"
        );
    }

    #[test]
    fn the_nearer_name_is_better() {
        let score = |name: &str| Fuzzy::new("put").score(&hay(&[name], &[]));
        assert!(score("putin-donbass") > score("computer"));
    }

    proptest! {
        #[test]
        fn letters_are_whole_characters(typed in any_text(), text in any_text()) {
            let hay = hay(&[&text], &[&text]);
            let mut fuzzy = Fuzzy::new(&typed);
            fuzzy.score(&hay);
            for span in fuzzy.letters(&hay, &text) {
                assert!(text.get(span.start..span.end).is_some_and(|t| !t.is_empty()));
            }
        }
    }

    fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
        "[ aAbé\u{301}ß東\u{200d}👩🚀\r\n\u{202e}]{0,24}"
    }
}
