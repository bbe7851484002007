//! The statements of articles: how well they are found in labelled texts, and how fast beside a plain scan that looks every word up in a
//! list of reporting words.
//!
//! `cargo bench --bench attribution` prints precision and recall, medians and how many times the plain scan's time finding takes.
mod clock;
#[path = "../tests/labelled/mod.rs"]
mod labelled;

use clock::{ROUNDS, median};
use onrecord::{
    attribution::{following, statements},
    model::{Codebook, Dossier},
    store,
};
use std::{collections::HashSet, hint::black_box};

/// The labelled texts by the beginning of their names, and what they were for.
const SETS: [(&str, &str); 4] = [
    ("tune", "texts the rules were written with"),
    ("held", "texts held out first"),
    ("kept-", "texts held out later"),
    ("kept2", "texts held out last"),
];

/// A few of the words that a scan would look for.
const WORDS: [&str; 12] = [
    "said",
    "says",
    "told",
    "according",
    "claimed",
    "warned",
    "added",
    "argued",
    "denied",
    "called",
    "asked",
    "wrote",
];

/// The labelled texts without their labels, one behind the other until they have `bytes` bytes.
fn article(bytes: usize) -> String {
    let plain = |labelled: String| labelled::read(&labelled).0 + "\n\n";
    let bare: String = labelled::texts("").into_iter().map(plain).collect();
    bare.repeat(bytes.div_ceil(bare.len().max(1)))
}

fn main() {
    for (set, what) in SETS {
        println!("{what}: {}", labelled::score(set));
    }
    let list: HashSet<&str> = WORDS.into();
    for bytes in [5_000, 100_000, 1_000_000] {
        let text = article(bytes);
        let dossier = Dossier::new(store::from_text("a.txt", text.clone()));
        let (article, book) = (&dossier.articles()[0], Codebook::default());
        let count = statements(article, &book).len();
        let plain = median(|| {
            let words = text.split(|c: char| !c.is_alphanumeric());
            black_box(words.filter(|word| list.contains(word)).count());
        });
        let ours = median(|| {
            black_box(statements(article, &book));
        });
        let one = median(|| {
            black_box(following(article, &book, (text.len() / 2, true), &[]).next());
        });
        println!(
            "{:>9} bytes, {count:>5} statements: plain scan {plain:>9.1?}   all {ours:>9.1?}   ratio {:.1}   the next one {one:>9.1?}   median of {ROUNDS}",
            text.len(),
            ours.as_secs_f64() / plain.as_secs_f64()
        );
    }
}
