//! The statements of articles, beside a plain scan that looks every word up in a list of reporting words.
//!
//! `cargo bench --bench attribution` prints medians and how many times the plain scan's time finding takes.
mod clock;

use clock::{ROUNDS, median};
use onrecord::{
    attribution::{next, statements},
    model::{Codebook, Dossier},
    store,
};
use std::{collections::HashSet, fs, hint::black_box, path::Path};

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

/// The labelled texts of the tests without their labels, one behind the other until they have `bytes` bytes.
fn article(bytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attribution");
    let mut texts: Vec<_> = fs::read_dir(folder)
        .expect("the labelled texts")
        .flatten()
        .collect();
    texts.sort_by_key(fs::DirEntry::file_name);
    let plain: String = (texts.iter())
        .filter(|file| file.path().extension().is_some_and(|end| end == "txt"))
        .map(|file| fs::read_to_string(file.path()).expect("a text") + "\n\n")
        .collect();
    let mut bare = String::new();
    let mut chars = plain.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' | '{' | '«' => drop(chars.by_ref().find(|c| *c == ' ')),
            ']' | '}' | '»' => {}
            c => bare.push(c),
        }
    }
    let times = bytes.div_ceil(bare.len().max(1));
    bare.repeat(times)
}

fn main() {
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
            black_box(next(article, &book, (text.len() / 2, true), &[]));
        });
        println!(
            "{:>9} bytes, {count:>5} statements: plain scan {plain:>9.1?}   all {ours:>9.1?}   ratio {:.1}   the next one {one:>9.1?}   median of {ROUNDS}",
            text.len(),
            ours.as_secs_f64() / plain.as_secs_f64()
        );
    }
}
