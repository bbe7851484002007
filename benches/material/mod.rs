//! Made-up articles for measuring, the same in every run.
use std::fmt::Write;

/// Numbers that look like chance and are the same in every run (splitmix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// Below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("below n")
    }
}

const SYLLABLES: [&str; 24] = [
    "al", "ber", "con", "der", "en", "fal", "gor", "har", "in", "jor", "kel", "lo", "mer", "nor",
    "or", "pel", "qui", "ra", "sel", "tor", "un", "ver", "wil", "yes",
];

/// Words of which a few are frequent and most are rare, as in a language.
pub(crate) fn word(chance: &mut Chance) -> String {
    let small = ["the", "of", "and", "to", "in", "that", "would", "not"];
    if chance.below(5) < 2 {
        return small[chance.below(small.len())].to_owned();
    }
    let syllables = 2 + chance.below(3);
    (0..syllables)
        .map(|_| SYLLABLES[chance.below(SYLLABLES.len())])
        .collect()
}

/// An article of about 5 KB.
pub(crate) fn article(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..16 {
        for n in 0..50 {
            let _ = write!(text, "{}{}", if n == 0 { "" } else { " " }, word(chance));
        }
        text.push_str(".\n\n");
    }
    text
}

/// Twelve words of an article.
pub(crate) fn passage(text: &str, chance: &mut Chance) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").filter(|p| !p.is_empty()).collect();
    let words: Vec<&str> = paragraphs[chance.below(paragraphs.len())]
        .split(' ')
        .collect();
    let from = chance.below(words.len() - 13);
    words[from..from + 12].join(" ")
}
