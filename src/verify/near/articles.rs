//! Which of many articles may hold words near to a quotation's: those that share most of its rare words.
use rustc_hash::{FxHashMap, FxHashSet};

/// Articles that are named for one quotation.
const NEAREST: usize = 6;
/// Part of a quotation's different words that such an article must have, by weight.
const SHARED: f32 = 0.4;

/// For each of `quoted`, the numbers of the `articles` that share most of its words, the likeliest first. Up to
/// [`NEAREST`] articles are all near enough to be looked at.
pub(in crate::verify) fn nearest(quoted: &[String], articles: &[&str]) -> Vec<Vec<usize>> {
    if articles.len() <= NEAREST {
        return quoted
            .iter()
            .map(|_| (0..articles.len()).collect())
            .collect();
    }
    let asked: Vec<FxHashSet<u64>> = quoted.iter().map(|q| hashes(q).collect()).collect();
    let wanted: FxHashSet<u64> = asked.iter().flatten().copied().collect();
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (number, text) in articles.iter().enumerate() {
        for hash in hashes(text).filter(|hash| wanted.contains(hash)) {
            let holders = holders.entry(hash).or_default();
            if holders.last() != Some(&number) {
                holders.push(number);
            }
        }
    }
    (asked.iter())
        .map(|words| rank(words, &holders, articles.len()))
        .collect()
}

fn rank(
    words: &FxHashSet<u64>,
    holders: &FxHashMap<u64, Vec<usize>>,
    articles: usize,
) -> Vec<usize> {
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    let weigh = |holders: usize| (1.0 + articles as f32 / holders as f32).ln();
    let mut shared: FxHashMap<usize, f32> = FxHashMap::default();
    let mut all = 0.0;
    for holders in words.iter().filter_map(|hash| holders.get(hash)) {
        let weight = weigh(holders.len());
        all += weight;
        for &number in holders {
            *shared.entry(number).or_default() += weight;
        }
    }
    let mut ranked: Vec<(usize, f32)> = (shared.into_iter())
        .filter(|(_, s)| *s >= SHARED * all)
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let numbers = ranked.into_iter().map(|(number, _)| number);
    numbers.take(NEAREST).collect()
}

/// The words of `text` as hashes, roughly: runs of ASCII letters and digits, size aside, and of everything that is not ASCII.
/// General punctuation (`e2 80`) is no part of a word. A few hundred times cheaper than telling words properly.
fn hashes(text: &str) -> impl Iterator<Item = u64> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(|b| is_wordy(*b))?;
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        while let Some(&byte) = bytes.get(at).filter(|b| is_wordy(**b)) {
            if bytes[at..].starts_with(&[0xe2, 0x80]) {
                at += 3;
                break;
            }
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
            at += 1;
        }
        Some(hash)
    })
}

const fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_with_the_rare_words_comes_first() {
        let mut texts: Vec<String> = (0..40)
            .map(|n| format!("the council voted on item {n}"))
            .collect();
        texts[31] = "“Nobody” asked the Fishermen’s council—ever".to_owned();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let quoted = ["nobody asked the fishermen", "zebras", ""].map(str::to_owned);
        let found = nearest(&quoted, &texts);
        assert_eq!(found, [vec![31], vec![], vec![]]);
    }

    #[test]
    fn general_punctuation_parts_words() {
        let all: Vec<u64> = hashes("a—b “a” don’t").collect();
        let plain: Vec<u64> = hashes("a b a don t").collect();
        let empty = hashes("—").next();
        let all: Vec<u64> = all.into_iter().filter(|h| Some(*h) != empty).collect();
        assert_eq!(all, plain);
    }
}
