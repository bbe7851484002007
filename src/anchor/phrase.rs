//! Phrases that change the sense as a whole: `is said to`. Words with one blank between them; `a|b` is either word, `~` at most one more word.
use serde::Deserialize;
use std::ops::Range;

/// A phrase of one list.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub(super) struct Phrase(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Word(Vec<String>),
    Perhaps,
}

impl From<String> for Phrase {
    fn from(written: String) -> Self {
        let step = |word: &str| match word {
            "~" => Step::Perhaps,
            words => Step::Word(words.split('|').map(str::to_owned).collect()),
        };
        Self(written.split(' ').map(step).collect())
    }
}

impl Phrase {
    /// Where the phrase ends in the lower-case `words`, if they begin with it.
    fn end(steps: &[Step], words: &[String]) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(0);
        };
        match step {
            Step::Word(any) => {
                let (word, words) = words.split_first()?;
                let end = || Some(Self::end(rest, words)? + 1);
                any.contains(word).then(end)?
            }
            Step::Perhaps => {
                Self::end(rest, words).or_else(|| Some(Self::end(rest, words.get(1..)?)? + 1))
            }
        }
    }
}

/// Where in the lower-case `words` a phrase of `list` stands, in reading order. The last of several words does not count: with it alone
/// no phrase comes or goes.
pub(super) fn phrases(list: &[Phrase], words: &[String]) -> Vec<Range<usize>> {
    let at = |from: usize| {
        let ends = list
            .iter()
            .filter_map(move |phrase| Phrase::end(&phrase.0, &words[from..]));
        ends.max()
            .map(|end| from..from + end.saturating_sub(1).max(1))
    };
    (0..words.len()).filter_map(at).collect()
}
