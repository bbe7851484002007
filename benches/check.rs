//! A dossier of 840 articles with 20,000 quotations, read, anchored and checked, beside a plain scan for the same words.
//!
//! `cargo bench --bench check` prints medians and how many times the plain scan's time each one takes.
mod clock;
mod material;

use clock::{ROUNDS, median};
use material::{Chance, article, passage, word};
use onrecord::{check, model::Dossier, store};
use std::{fmt::Write, hint::black_box};

const ARTICLES: usize = 840;
const QUOTATIONS: usize = 20_000;

type File = (&'static str, &'static str);

/// The files of the dossier, and each article with the words that are quoted from it; one in fifty is invented.
fn dossier() -> (Vec<File>, Vec<(String, Vec<String>)>) {
    let mut chance = Chance(7);
    let mut files: Vec<File> = Vec::new();
    let mut add = |path: String, text: String| files.push((path.leak(), text.leak()));
    let mut codebook = String::new();
    for n in 0..40 {
        let _ = writeln!(codebook, "[source.s{n}]\nname = \"Speaker {n}\"");
    }
    add("dossier.toml".to_owned(), codebook);
    let mut quoted = Vec::new();
    for n in 0..ARTICLES {
        let text = article(&mut chance);
        let mut toml = format!("[article]\nfile = \"a{n:03}.txt\"\n");
        let mut words = Vec::new();
        for q in (QUOTATIONS * n / ARTICLES)..(QUOTATIONS * (n + 1) / ARTICLES) {
            let said = if q % 50 == 0 {
                (0..12)
                    .map(|_| word(&mut chance))
                    .collect::<Vec<_>>()
                    .join(" ")
            } else {
                passage(&text, &mut chance)
            };
            let _ = writeln!(
                toml,
                "[quote.q{q}]\nsource = \"s{}\"\ntext = \"{said}\"",
                chance.below(40)
            );
            words.push(said);
        }
        add(format!("a{n:03}.toml"), toml);
        add(format!("a{n:03}.txt"), text.clone());
        quoted.push((text, words));
    }
    files.sort_unstable();
    (files, quoted)
}

fn main() {
    let (files, quoted) = dossier();
    let files: &'static [File] = files.leak();
    let plain = median(|| {
        for (text, words) in &quoted {
            for words in words {
                black_box(text.find(words.as_str()));
            }
        }
    });
    let read = median(|| drop(black_box(store::from_files("bench", files))));
    let written = Dossier::new(store::from_files("bench", files));
    let anchored = median(|| drop(black_box(written.anchored())));
    let dossier = written.anchored();
    let checked = median(|| drop(black_box(check::check(&dossier))));
    println!(
        "{QUOTATIONS} quotations, {ARTICLES} articles, median of {ROUNDS}; plain scan {plain:.1?}"
    );
    for (what, took) in [("read", read), ("anchor", anchored), ("check", checked)] {
        println!(
            "{what:<8} {took:>9.1?}   ratio {:.2}",
            took.as_secs_f64() / plain.as_secs_f64()
        );
    }
}
