//! Words as numbers, so that they can be compared many times.
use crate::text::{Span, fold::is_dash, words::words};
use rustc_hash::FxHashMap;

/// Words that carry little: their weight.
pub(super) const SMALL: f32 = 0.4;

/// The words of a text in the form in which they are compared.
pub(in crate::verify) struct Words {
    pub(super) spans: Vec<Span>,
    pub(super) ids: Vec<u32>,
    /// The words with which paragraphs begin, in order.
    pub(super) begins: Vec<usize>,
}

/// Words -> numbers.
#[derive(Default)]
pub(in crate::verify) struct Vocabulary {
    numbers: FxHashMap<String, u32>,
    /// The first letters of each word, to tell other forms of it.
    stems: Vec<u32>,
    small: Vec<bool>,
    lower: String,
}

impl Words {
    pub(in crate::verify) const fn len(&self) -> usize {
        self.ids.len()
    }
}

impl Vocabulary {
    /// The words of the `paragraphs` of `text`; unknown ones are added.
    pub(in crate::verify) fn read(&mut self, text: &str, paragraphs: &[Span]) -> Words {
        let (mut spans, mut begins) = (Vec::new(), Vec::with_capacity(paragraphs.len()));
        for &paragraph in paragraphs {
            begins.push(spans.len());
            spans.extend(words(text, paragraph).flat_map(|word| apart(text, word)));
        }
        let ids = spans.iter().map(|s| self.number(s.of(text))).collect();
        Words { spans, ids, begins }
    }

    /// How many words `text` has, as [`Self::read`] counts them.
    pub(in crate::verify) fn count(text: &str) -> usize {
        let within = Span::new(0, text.len());
        words(text, within)
            .flat_map(|word| apart(text, word))
            .count()
    }

    fn number(&mut self, word: &str) -> u32 {
        lower(word, &mut self.lower);
        if let Some(&known) = self.numbers.get(self.lower.as_str()) {
            return known;
        }
        let stem: String = self.lower.chars().take(5).collect();
        let short = stem.chars().count() < 5;
        let word = std::mem::take(&mut self.lower);
        let number = self.enter(word);
        if !short && stem.chars().all(char::is_alphabetic) {
            let stem = self.enter(format!("{stem}*"));
            self.stems[number as usize] = stem;
        }
        number
    }

    fn enter(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX - 1);
        let small = word.chars().count() < 4 && !word.contains(char::is_numeric);
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.stems.push(u32::MAX);
            self.small.push(small);
        }
        number
    }

    pub(super) fn weight(&self, id: u32) -> f32 {
        if self.is_small(id) { SMALL } else { 1.0 }
    }

    /// Whether a word carries little.
    pub(super) fn is_small(&self, id: u32) -> bool {
        self.small[id as usize]
    }

    /// What words have in common that are alike.
    pub(super) fn kin(&self, id: u32) -> u32 {
        match self.stems[id as usize] {
            u32::MAX => id,
            stem => stem,
        }
    }

    /// How alike two words are: the same, forms of one, or not at all.
    pub(super) fn alike(&self, a: u32, b: u32) -> f32 {
        if a == b {
            1.0
        } else if self.kin(a) == self.kin(b) {
            0.6
        } else {
            0.0
        }
    }
}

/// The words that dashes join into one.
fn apart(text: &str, word: Span) -> impl Iterator<Item = Span> {
    let mut at = word.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..word.end).filter(|rest| !rest.is_empty())?;
        let (length, dash) = (rest.char_indices().find(|&(_, c)| is_dash(c)))
            .map_or((rest.len(), 0), |(i, c)| (i, c.len_utf8()));
        let span = Span::new(at, at + length);
        at = span.end + dash;
        Some(span)
    })
    .filter(|span| !span.is_empty())
}

fn lower(word: &str, into: &mut String) {
    into.clear();
    for c in word.chars() {
        match c {
            '’' | '‘' | '\'' => into.push('\''),
            c if c.is_ascii() => into.push(c.to_ascii_lowercase()),
            c => into.extend(c.to_lowercase()),
        }
    }
}
