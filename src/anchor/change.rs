//! What was changed between words as quoted and words as printed, and which changes change the sense.
use imara_diff::{Algorithm, Diff, InternedInput};
use memchr::memmem;

use super::{
    language::{BESIDE, Capital, Language},
    phrase::{Phrase, phrases},
};
use crate::text::{
    Span,
    fold::{Folded, is_cut, is_mark},
    words::words,
};

/// What became of a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The same words, glyphs aside.
    Equal,
    /// Other words.
    Replace,
    /// Words of the pattern that the article does not have.
    Delete,
    /// Words of the article that the pattern does not have.
    Insert,
}

impl Kind {
    /// Its word in every output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::Insert => "insert",
        }
    }
}

/// A change that changes the sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Critical {
    /// Digits, number words, dates, units.
    Number,
    /// `not`, `never`, `n't`, `un-`.
    Negation,
    /// A capitalised word inside a sentence.
    Name,
    /// `may`, `must`, `reportedly`.
    Modal,
    /// `all`, `some`, `only`, `at least`.
    Quantifier,
}

impl Critical {
    /// Its word in every output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Name => "name",
            Self::Modal => "modal",
            Self::Quantifier => "quantifier",
        }
    }
}

/// A run of words in the pattern and what stands for it in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of them.
    pub kind: Kind,
    /// The words in the pattern, by bytes; empty where inserted.
    pub pattern: Span,
    /// The words in the article, by bytes; empty where deleted.
    pub article: Span,
    /// Why the change changes the sense, sorted; empty if it does not.
    pub critical: Vec<Critical>,
}

/// The changes between `pattern` and the bytes `place` of `article`, word by word in reading order; case and accents count, glyphs do not.
#[must_use]
pub fn diff(pattern: &str, article: &str, place: Span, language: &Language) -> Vec<Change> {
    let (ours, theirs) = (
        Side::new(pattern, Span::new(0, pattern.len())),
        Side::new(article, place),
    );
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(ours.folded.iter().map(String::as_str));
    input.update_after(theirs.folded.iter().map(String::as_str));
    let hunks = Diff::compute(Algorithm::Myers, &input);
    let mut changes = Vec::new();
    let (mut a, mut b) = (0, 0);
    for hunk in hunks.hunks() {
        let (before, after) = (
            hunk.before.start as usize..hunk.before.end as usize,
            hunk.after.start as usize..hunk.after.end as usize,
        );
        changes.extend(equal(&ours, &theirs, a..before.start, b..after.start));
        let kind = match (before.is_empty(), after.is_empty()) {
            (true, _) => Kind::Insert,
            (_, true) => Kind::Delete,
            _ => Kind::Replace,
        };
        let mut critical = judge(&ours, &theirs, before.clone(), after.clone(), language);
        critical.sort_unstable();
        critical.dedup();
        (a, b) = (before.end, after.end);
        changes.push(Change {
            kind,
            pattern: ours.span(before),
            article: theirs.span(after),
            critical,
        });
    }
    changes.extend(equal(
        &ours,
        &theirs,
        a..ours.words.len(),
        b..theirs.words.len(),
    ));
    changes
}

/// All reasons for which one of `changes` changes the sense, sorted.
#[must_use]
pub fn critical(changes: &[Change]) -> Vec<Critical> {
    let mut all: Vec<Critical> = changes
        .iter()
        .flat_map(|c| c.critical.iter().copied())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// One of the two texts as words.
struct Side<'a> {
    text: &'a str,
    within: Span,
    words: Vec<Span>,
    folded: Vec<String>,
}

impl<'a> Side<'a> {
    fn new(text: &'a str, within: Span) -> Self {
        let words: Vec<Span> = words(text, within).collect();
        let folded = words
            .iter()
            .map(|&w| Folded::new(text, w).text().to_owned())
            .collect();
        Self {
            text,
            within,
            words,
            folded,
        }
    }

    /// From the first of `words` to the last; where there is none, nothing at the place it would stand.
    fn span(&self, words: std::ops::Range<usize>) -> Span {
        if words.is_empty() {
            let at = words
                .start
                .checked_sub(1)
                .map_or(self.within.start, |i| self.words[i].end);
            return Span::new(at, at);
        }
        self.words[words.start].join(self.words[words.end - 1])
    }

    /// How word `i` begins: where no sentence begins, a capital makes a name, save of a common noun in a language that writes all of them so.
    fn capital(&self, i: usize, language: &Language) -> Capital {
        let word = language.bare(self.words[i].of(self.text));
        let before = self.text[self.within.start..self.words[i].start]
            .trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
        let inside = if before.is_empty() {
            self.goes_on()
        } else {
            !before.ends_with(['.', '!', '?', '…', ':'])
        };
        let stands_out = inside || word.chars().skip(1).any(char::is_uppercase);
        match word.starts_with(char::is_uppercase) {
            false => Capital::None,
            true if stands_out && word.chars().count() > 1 && !language.is_common(word) => {
                Capital::Name
            }
            true => Capital::First,
        }
    }
}

/// Bytes on either side of a place in which a name is looked for.
const NEAR: usize = 8 * 1024;

impl Side<'_> {
    /// What the `capital` of `word`, which may only begin a sentence, makes of it: a name where near the place it stands inside a
    /// sentence with one, and nowhere without.
    fn name(&self, word: &str, capital: Capital, language: &Language) -> Capital {
        let (text, word) = (self.text, language.bare(word));
        let from = text.floor_char_boundary(self.within.start.saturating_sub(NEAR));
        let to = text.ceil_char_boundary((self.within.end + NEAR).min(text.len()));
        let near = &text[from..to];
        let can_be_name = word.chars().count() > 1 && !language.is_common(word);
        let small = word.to_lowercase();
        let find = |word: &str| -> Vec<usize> {
            let whole = |at: &usize| !is_cut(near, *at) && !is_cut(near, at + word.len());
            let found = memmem::find_iter(near.as_bytes(), word.as_bytes());
            found.filter(whole).collect()
        };
        let is_inside = |at: usize| {
            let before = near[..at].trim_end();
            let goes_on = |c: char| c.is_alphanumeric() || matches!(c, ',' | ';');
            before.len() < at && before.ends_with(goes_on)
        };
        let is_name = || find(word).into_iter().any(is_inside) && find(&small).is_empty();
        match capital {
            Capital::First if can_be_name && is_name() => Capital::Name,
            capital => capital,
        }
    }
}

/// As many words as no phrase has.
const PHRASE: usize = 8;

/// Bytes of a text in which the words before a place are looked for.
const BEFORE: usize = 120;

impl Side<'_> {
    /// The words on either side of word `i`, small, as far as its sentence goes and beyond the stretch that is compared; nothing where
    /// `changed` is all that is written.
    fn beside(&self, i: usize, changed: &std::ops::Range<usize>) -> Option<Vec<String>> {
        let (text, at) = (self.text, self.words[i]);
        let is_empty = |start, end| words(text, Span::new(start, end)).next().is_none();
        let (first, last) = (self.words[changed.start], self.words[changed.end - 1]);
        if is_empty(0, first.start) && is_empty(last.end, text.len()) {
            return None;
        }
        let from = text.ceil_char_boundary(at.start.saturating_sub(BEFORE));
        let mut before: Vec<Span> = words(text, Span::new(from, at.start)).collect();
        let behind = words(text, Span::new(at.end, text.len()));
        let behind: Vec<Span> = behind.take(BESIDE).collect();
        before.reverse();
        before.truncate(BESIDE);
        let joined = |w: &&Span| {
            let between = if w.start < at.start {
                &text[w.end..at.start]
            } else {
                &text[at.end..w.start]
            };
            !between.contains(['.', '!', '?', '…', '\n'])
        };
        let sides = [before, behind];
        let near = sides.iter().flat_map(|side| side.iter().take_while(joined));
        let near = near.map(|&w| Folded::new(text, w).text().to_lowercase());
        Some(near.collect())
    }
}

impl Side<'_> {
    /// Whether one of the words `changed` belongs to a phrase of `list`.
    fn has_phrase(&self, list: &[Phrase], changed: &std::ops::Range<usize>) -> bool {
        let from = changed.start.saturating_sub(PHRASE);
        let until = (changed.end + PHRASE).min(self.folded.len());
        let near = self.folded[from..until].iter();
        let near: Vec<String> = near.map(|word| word.to_lowercase()).collect();
        let found = phrases(list, &near).into_iter();
        let mut found = found.map(|at| at.start + from..at.end + from);
        found.any(|at| at.start < changed.end && changed.start < at.end)
    }

    /// Whether its words go on in a sentence that began before them.
    fn goes_on(&self) -> bool {
        let before = self.text[..self.within.start].trim_end();
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';'))
    }
}

fn equal(
    ours: &Side<'_>,
    theirs: &Side<'_>,
    a: std::ops::Range<usize>,
    b: std::ops::Range<usize>,
) -> Option<Change> {
    (!a.is_empty()).then(|| Change {
        kind: Kind::Equal,
        pattern: ours.span(a),
        article: theirs.span(b),
        critical: Vec::new(),
    })
}

/// Why words `a` of ours becoming words `b` of theirs changes the sense.
fn judge(
    ours: &Side<'_>,
    theirs: &Side<'_>,
    a: std::ops::Range<usize>,
    b: std::ops::Range<usize>,
    language: &Language,
) -> Vec<Critical> {
    let lower = |side: &Side<'_>, range: std::ops::Range<usize>| {
        side.folded[range]
            .iter()
            .map(|w| w.to_lowercase())
            .collect::<Vec<_>>()
    };
    let (left, right) = (lower(ours, a.clone()), lower(theirs, b.clone()));
    let capital = |side: &Side<'_>, i: usize| {
        let word = side.words[i].of(side.text);
        theirs.name(word, side.capital(i, language), language)
    };
    let mut found = Vec::new();
    for (i, word) in a.clone().zip(&left).filter(|(_, w)| !right.contains(w)) {
        let beside = || ours.beside(i, &a);
        found.extend(language.senses(word, capital(ours, i), &right, beside));
    }
    for (i, word) in b.clone().zip(&right).filter(|(_, w)| !left.contains(w)) {
        let beside = || theirs.beside(i, &b);
        found.extend(language.senses(word, capital(theirs, i), &left, beside));
    }
    for (list, sense) in [
        (&language.hearsay, Critical::Modal),
        (&language.refusal, Critical::Negation),
    ] {
        if ours.has_phrase(list, &a) != theirs.has_phrase(list, &b) {
            found.push(sense);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The changes of `pattern` against `article` as `kind(ours>theirs)`, and what is critical.
    fn changes(pattern: &str, article: &str) -> (String, Vec<Critical>) {
        let all = diff(
            pattern,
            article,
            Span::new(0, article.len()),
            Language::of(None),
        );
        let shown: Vec<String> = all
            .iter()
            .filter(|c| c.kind != Kind::Equal)
            .map(|c| format!("{}>{}", c.pattern.of(pattern), c.article.of(article)))
            .collect();
        (shown.join(" "), critical(&all))
    }

    #[test]
    fn changes_of_the_sense_are_critical() {
        use Critical::*;
        for (pattern, article, shown, why) in [
            (
                "they would stay",
                "they would not stay",
                ">not",
                vec![Negation],
            ),
            (
                "they do stay",
                "they don’t stay",
                "do>don’t",
                vec![Negation],
            ),
            (
                "an able mayor",
                "an unable mayor",
                "able>unable",
                vec![Negation],
            ),
            (
                "in 43,549 cases",
                "in 43,548 cases",
                "43,549>43,548",
                vec![Number],
            ),
            ("of seven men", "of nine men", "seven>nine", vec![Number]),
            (
                "said Brook today",
                "said Stone today",
                "Brook>Stone",
                vec![Name],
            ),
            ("it may rain", "it will rain", "may>will", vec![Modal]),
            (
                "all cities burn",
                "most cities burn",
                "all>most",
                vec![Quantifier],
            ),
            ("a big house", "a large house", "big>large", vec![]),
            ("it’s “so” – now", "it's \"so\" - now", "", vec![]),
        ] {
            assert_eq!(
                changes(pattern, article),
                (shown.to_owned(), why),
                "{pattern} / {article}"
            );
        }
    }

    #[test]
    fn a_sentence_may_begin_with_any_word() {
        assert_eq!(changes("Rain fell", "Snow fell").1, []);
        let article = "Moor fell. Some days it rains, Moor said.";
        let first =
            |pattern| critical(&diff(pattern, article, Span::new(0, 9), Language::of(None)));
        assert_eq!(first("Brook fell"), [Critical::Name], "a name elsewhere");
        let article = "Times change. In all times the Times said so.";
        let first = |pattern| {
            critical(&diff(
                pattern,
                article,
                Span::new(0, 12),
                Language::of(None),
            ))
        };
        assert_eq!(first("Men change"), [], "a word like any other elsewhere");
    }

    #[test]
    fn equal_words_are_told_too() {
        let all = diff("a b c", "a x c", Span::new(0, 5), Language::of(None));
        let kinds: Vec<Kind> = all.iter().map(|c| c.kind).collect();
        assert_eq!(kinds, [Kind::Equal, Kind::Replace, Kind::Equal]);
    }
}
