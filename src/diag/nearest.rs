//! Did you mean: the known word that a mistyped one is nearest to.

/// Characters of a word at most; longer ones are no typing mistakes.
const LONGEST: usize = 64;

/// The candidate that `word` was most likely meant to be, if any is near enough: a third of its characters may be added,
/// left out, changed or swapped with their neighbour, capitals aside. Of equally near ones the one that starts most like
/// `word`, then the first. If none is near, the only one of which `word` is a whole part: `starmer` of `keir-starmer`.
///
/// Distance: optimal string alignment (Damerau–Levenshtein without overlapping swaps).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(word)?;
    let (mut best, mut whole, mut wholes) = (None, None, 0);
    for candidate in candidates {
        let Some(known) = folded(candidate) else {
            continue;
        };
        let mistakes = distance(&wanted, &known);
        if mistakes <= wanted.len().max(known.len()) / 3 {
            let alike = wanted
                .iter()
                .zip(&known)
                .take_while(|(a, b)| a == b)
                .count();
            let rank = (mistakes, usize::MAX - alike);
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, candidate));
            }
        }
        if wanted.len() > 2
            && known
                .split(|c| !c.is_alphanumeric())
                .any(|part| part == wanted)
        {
            (whole, wholes) = (Some(candidate), wholes + 1);
        }
    }
    best.map(|(_, candidate)| candidate)
        .or(whole.filter(|_| wholes == 1))
}

fn folded(word: &str) -> Option<Vec<char>> {
    let chars: Vec<char> = word
        .chars()
        .take(LONGEST + 1)
        .flat_map(char::to_lowercase)
        .collect();
    (!chars.is_empty() && chars.len() <= LONGEST).then_some(chars)
}

/// How many characters must be added, left out, changed or swapped to make `b` of `a`.
#[must_use]
pub fn distance(a: &[char], b: &[char]) -> usize {
    let mut two_back = vec![0; b.len() + 1];
    let mut back: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let changed = back[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(back[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_back[j - 2] + 1);
            }
        }
        std::mem::swap(&mut two_back, &mut back);
        std::mem::swap(&mut back, &mut row);
    }
    back[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 8] = [
        "source", "scope", "says", "text", "before", "after", "issues", "via",
    ];

    #[test]
    fn typing_mistakes_find_their_word() {
        assert_eq!(nearest("sorce", FIELDS), Some("source"));
        assert_eq!(nearest("soucre", FIELDS), Some("source"));
        assert_eq!(nearest("Text", FIELDS), Some("text"));
        assert_eq!(nearest("issue", FIELDS), Some("issues"));
        assert_eq!(nearest("befor", FIELDS), Some("before"));
    }

    #[test]
    fn what_is_not_near_is_not_guessed() {
        assert_eq!(nearest("colour", FIELDS), None);
        assert_eq!(nearest("us", ["uk", "eu"]), None);
        assert_eq!(nearest("", FIELDS), None);
        assert_eq!(nearest("x".repeat(1 << 20).as_str(), FIELDS), None);
    }

    #[test]
    fn of_equally_near_words_the_one_that_starts_alike_wins() {
        assert_eq!(nearest("care", ["bare", "card"]), Some("card"));
        assert_eq!(nearest("talk", ["tale", "tall"]), Some("tale"));
    }

    #[test]
    fn a_surname_finds_the_id_only_if_one_has_it() {
        assert_eq!(
            nearest("merwe", ["anna-van-der-merwe", "jan-smit"]),
            Some("anna-van-der-merwe")
        );
        assert_eq!(
            nearest("merwe", ["anna-van-der-merwe", "piet-van-der-merwe"]),
            None
        );
    }

    #[test]
    fn swapped_neighbours_are_one_mistake() {
        let of = |a: &str, b: &str| {
            distance(
                &a.chars().collect::<Vec<_>>(),
                &b.chars().collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            (
                of("ab", "ba"),
                of("kitten", "sitting"),
                of("", "abc"),
                of("ca", "abc")
            ),
            (1, 3, 3, 3)
        );
    }
}
