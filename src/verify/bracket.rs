//! What words in brackets may stand for: whom the article means, or another form of its word; never words that say something else.
use crate::{
    anchor::{
        Language, Passage, Piece,
        change::{self, Critical},
    },
    attribution,
    text::{
        Span,
        fold::{Folded, is_dash},
        words::words,
    },
};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// Words of the article for which one bracket may stand.
const REPLACED: usize = 4;
/// Letters that two forms of a word have in common at least.
const STEM: usize = 3;

/// The list file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    pronouns: FxHashSet<String>,
    determiners: FxHashSet<String>,
    joining: FxHashSet<String>,
    light: FxHashSet<String>,
    endings: FxHashSet<String>,
    forms: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/lang/brackets.toml"))
        .expect("a test reads this very file")
});

/// Some words as they are compared.
struct Phrase {
    /// As written.
    words: Vec<String>,
    /// In small letters, marks folded.
    lower: Vec<String>,
}

impl Phrase {
    fn new(text: &str, within: Span) -> Self {
        let parts = words(text, within).flat_map(|word| {
            let of: Vec<&str> = word.of(text).split(is_dash).collect();
            of.into_iter().map(str::to_owned).collect::<Vec<_>>()
        });
        let words: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        let fold = |w: &String| Folded::new(w, Span::new(0, w.len())).text().to_lowercase();
        let lower = words.iter().map(fold).collect();
        Self { words, lower }
    }

    fn all_in(&self, list: &FxHashSet<String>) -> bool {
        self.lower.iter().all(|word| list.contains(word))
    }

    fn is_large(word: &str) -> bool {
        word.starts_with(char::is_uppercase)
    }

    /// Only capitals, and what joins them: `the Security Council`.
    fn is_name(&self) -> bool {
        let mut both = self.words.iter().zip(&self.lower);
        self.words.iter().any(|w| Self::is_large(w))
            && both.all(|(word, lower)| Self::is_large(word) || LISTS.joining.contains(lower))
    }

    /// `the president`: it begins with a word that points at what is known.
    fn is_definite(&self) -> bool {
        self.lower.len() > 1 && LISTS.determiners.contains(&self.lower[0])
    }

    /// Whether it may say who or what is meant: no verb that is known, no number.
    fn may_refer(&self) -> bool {
        let says = |word: &String| LISTS.light.contains(word) || word.contains(char::is_numeric);
        !self.lower.is_empty() && !self.lower.iter().any(says)
    }

    /// The words that say something.
    fn content(&self) -> impl Iterator<Item = &String> {
        let little = |word: &&String| {
            LISTS.determiners.contains(*word)
                || LISTS.pronouns.contains(*word)
                || LISTS.light.contains(*word)
        };
        self.lower.iter().filter(move |word| !little(word))
    }

    /// Whether each word that says something in `other` is here in some form.
    fn has_all_of(&self, other: &Self) -> bool {
        let here = |word: &String| self.lower.iter().any(|own| is_form(own, word));
        let verbs = |word: &&String| LISTS.light.contains(*word) && *word != "to";
        let verbs = other.lower.iter().filter(verbs);
        let single = other.content().next().is_none();
        other.content().all(here) && (!single || verbs.into_iter().all(here))
    }
}

/// Whether `put_in` may stand for the words of `text` at `there`: nothing; whom they mean; another form of them.
pub(super) fn may_stand_for(put_in: &str, text: &str, there: Span, language: &Language) -> bool {
    let (ours, theirs) = (
        Phrase::new(put_in, Span::new(0, put_in.len())),
        Phrase::new(text, there),
    );
    if theirs.words.is_empty() {
        return true;
    }
    let changed = change::critical(&change::diff(put_in, text, there, language));
    let pronoun = theirs.all_in(&LISTS.pronouns);
    let turns = |c: &Critical| match c {
        Critical::Negation | Critical::Modal => true,
        Critical::Quantifier => !pronoun,
        _ => false,
    };
    if theirs.words.len() > REPLACED || changed.iter().any(turns) {
        return false;
    }
    let stands_for = LISTS.pronouns.contains(&ours.lower.join(" "));
    let named = || stands_for || ours.words.iter().any(|word| Phrase::is_large(word));
    let refers = ours.may_refer()
        && (pronoun
            || (theirs.is_name() && (named() || ours.is_definite()))
            || (theirs.is_definite() && theirs.may_refer() && named()));
    refers
        || (ours.has_all_of(&theirs) && theirs.has_all_of(&ours))
        || (theirs.is_definite() && ours.may_refer() && ours.has_all_of(&theirs))
}

/// Whether `put_in` says only that somebody known is meant, and not who: he, the president.
pub(super) fn only_refers(put_in: &str) -> bool {
    let ours = Phrase::new(put_in, Span::new(0, put_in.len()));
    let large = |words: &[String]| words.iter().any(|word| Phrase::is_large(word));
    let pronoun = !ours.words.is_empty() && ours.all_in(&LISTS.pronouns);
    pronoun || (ours.is_definite() && ours.may_refer() && !large(&ours.words[1..]))
}

/// Whether `put_in` says all that the words of `text` at `there` say, and may say more of it: the old harbour, for the harbour.
pub(super) fn says_all_of(put_in: &str, text: &str, there: Span, language: &Language) -> bool {
    let ours = Phrase::new(put_in, Span::new(0, put_in.len()));
    let theirs = Phrase::new(text, there);
    let changed = change::critical(&change::diff(put_in, text, there, language));
    theirs.content().next().is_some() && changed.is_empty() && ours.has_all_of(&theirs)
}

/// Whether `word`, in small letters, is one behind which a phrase is not over, and that stands for nobody.
pub(super) fn leads_on(word: &str) -> bool {
    let light = LISTS.light.contains(word) || LISTS.determiners.contains(word);
    (light || attribution::is_leading(word)) && !LISTS.pronouns.contains(word)
}

/// Whether two words, in small letters, are forms of one: `left` of `leave`, `liberated` of `liberate`.
fn is_form(a: &str, b: &str) -> bool {
    let family = |forms: &&String| {
        let is = |word: &str| forms.split(' ').any(|form| form == word);
        is(a) && is(b)
    };
    if a == b || LISTS.forms.iter().any(|forms| family(&forms)) {
        return true;
    }
    let common = (a.chars().zip(b.chars())).take_while(|(x, y)| x == y);
    let common: String = common.map(|(x, _)| x).collect();
    let longest = a.chars().count().max(b.chars().count());
    let shared = common.chars().count();
    let last = common.chars().next_back();
    // `stopped`: the letter before the ending stands twice.
    let ending = |word: &str| {
        let rest = &word[common.len()..];
        let doubled = rest.strip_prefix(|c| Some(c) == last);
        LISTS.endings.contains(rest) || doubled.is_some_and(|rest| LISTS.endings.contains(rest))
    };
    shared >= STEM && shared * 2 >= longest && ending(a) && ending(b)
}

/// The bytes of the article that each omission of `passage` stands for, in order.
pub(super) fn omitted(passage: &Passage) -> Vec<Span> {
    let (mut found, mut open, mut at) = (Vec::new(), 0, passage.span.start);
    for piece in &passage.pieces {
        match piece {
            Piece::Words(span) => {
                let gap = Span::new(at, span.start.max(at));
                found.extend(std::iter::repeat_n(gap, std::mem::take(&mut open)));
                at = span.end;
            }
            Piece::Elision => open += 1,
            Piece::Insertion(_) | Piece::Interruption => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_stands_for_whom_the_article_means_or_for_a_form_of_its_word() {
        for (put_in, there, may) in [
            ("Trump", "he", true),
            ("Trump", "the president", true),
            ("the ministers", "they", true),
            ("he", "Putin", true),
            ("the president", "Vladimir Putin", true),
            ("the Russian president", "the president", true),
            ("Putin’s", "his", true),
            ("leave", "left", true),
            ("liberated", "liberate", true),
            ("to stop", "stopping", true),
            ("had left", "left", true),
            ("were", "are", true),
            ("so far", "", true),
            ("will leave", "liberate", false),
            ("will leave", "left", false),
            ("praised for", "tasked with", false),
            (
                "is a wonderful gift",
                "is being offered that could actually be much worse for",
                false,
            ),
            ("50-point", "28-point", false),
            ("now", "not", false),
            ("ten", "nine", false),
            ("win", "lost", false),
            ("stone", "stop", false),
            ("the disaster", "the plan", false),
            ("never", "he", false),
            ("Ukraine lost", "is losing", false),
            ("Trump", "the man who had once led", false),
            ("all of Alder", "these harbours", false),
            ("all the ministers", "they", true),
        ] {
            let all = Span::new(0, there.len());
            let found = may_stand_for(put_in, there, all, Language::of(None));
            assert_eq!(found, may, "[{put_in}] for `{there}`");
        }
    }
}
