//! Words at the ends of a quotation that were laid on other sentences than its own.
use super::{
    fit::{Begins, Pair, begins},
    lay::{Asked, Joint},
};
use crate::anchor::near::word::Stretch;

/// Share of the words of a sentence that must be there.
const THERE: f32 = 0.5;
/// Share of all words beyond which they are no strays.
const STRAYS: f32 = 0.3;

/// Where a sentence of the article begins between two pairs.
struct Seam {
    /// The first pair behind it.
    pair: usize,
    /// One past the last word asked for before it, and the first behind it.
    asked: (usize, usize),
}

/// `pairs` without the few at either end that lie in another sentence of the article, among words that are not asked for, while most of
/// what is asked for there is not.
pub(super) fn without_strays<'p>(
    there: &Stretch<'_>,
    asked: &[Asked],
    pairs: &'p [Pair],
) -> &'p [Pair] {
    let seams: Vec<Seam> = seams(there, asked, pairs).collect();
    let most = STRAYS * worth(pairs.iter().map(|p| &asked[p.0]));
    let strays = |part: &[Pair], of: &[Asked], words: usize| {
        let got = worth(part.iter().map(|p| &asked[p.0]));
        words > part.len() && got < most && got < THERE * worth(of)
    };
    let (mut first, mut last) = ((0, 0), (pairs.len(), asked.len()));
    for seam in seams.iter().rev() {
        let words = pairs[last.0 - 1].1 - pairs[seam.pair - 1].1;
        if !strays(
            &pairs[seam.pair..last.0],
            &asked[seam.asked.1..last.1],
            words,
        ) {
            break;
        }
        last = (seam.pair, seam.asked.1);
    }
    for seam in seams.iter().filter(|seam| seam.pair < last.0) {
        let words = pairs[seam.pair].1 - pairs[first.0].1;
        if !strays(
            &pairs[first.0..seam.pair],
            &asked[first.1..seam.asked.0],
            words,
        ) {
            break;
        }
        first = (seam.pair, seam.asked.0);
    }
    &pairs[first.0..last.0]
}

fn seams(there: &Stretch<'_>, asked: &[Asked], pairs: &[Pair]) -> impl Iterator<Item = Seam> {
    let is_seam = |k: &usize| {
        let mut between = pairs[k - 1].1 + 1..=pairs[*k].1;
        between.any(|word| begins(there, word) != Begins::Nothing)
    };
    (1..pairs.len()).filter(is_seam).map(|pair| {
        let (a, b) = (pairs[pair - 1].0, pairs[pair].0);
        let joint = (a + 1..=b).find(|&i| asked[i].joint == Joint::Sentence);
        Seam {
            pair,
            asked: (joint.unwrap_or(b), joint.unwrap_or(a + 1)),
        }
    })
}

/// What the quoted ones of some words are worth.
fn worth<'a>(words: impl IntoIterator<Item = &'a Asked>) -> f32 {
    let quoted = |a: &&Asked| a.quoted && !a.inserted;
    words.into_iter().filter(quoted).map(|a| a.weight).sum()
}
