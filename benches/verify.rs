//! A draft of fifty quotations against a thousand articles, beside a plain scan for the same words.
//!
//! `cargo bench --bench verify` prints medians and how many times the plain scan's time each one takes.
mod clock;
mod material;

use clock::{ROUNDS, median};
use material::{Chance, article, passage, word};
use onrecord::{
    model::Dossier,
    store,
    verify::{self, Format, Outcome},
};
use std::hint::black_box;

const ARTICLES: usize = 1_000;
const QUOTATIONS: usize = 50;

/// The draft's words: `changed` of them with another last word, `invented` of them from nowhere.
fn quoted(texts: &[String], chance: &mut Chance, changed: usize, invented: usize) -> Vec<String> {
    let mut words: Vec<String> = (0..QUOTATIONS)
        .map(|_| passage(&texts[chance.below(ARTICLES)], chance))
        .collect();
    for quoted in &mut words[..changed] {
        let at = quoted.rfind(' ').expect("it has words");
        quoted.replace_range(at.., " forty");
    }
    for quoted in words.iter_mut().rev().take(invented) {
        let all: Vec<String> = (0..12).map(|_| word(chance)).collect();
        *quoted = all.join(" ");
    }
    words
}

fn measure(texts: &[String], dossiers: &[Dossier], words: &[String]) {
    let paragraph = |words: &String| format!("Somebody said: “{words}.”\n\n");
    let draft: String = words.iter().map(paragraph).collect();
    let read = || verify::read("draft.md", draft.as_bytes(), Format::Markdown).expect("a text");
    let report = verify::verify(read(), dossiers);
    let counts: Vec<String> = (Outcome::ALL.into_iter())
        .map(|outcome| (report.count(outcome), outcome.name()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    let plain = median(|| {
        for (text, quoted) in texts.iter().flat_map(|t| words.iter().map(move |w| (t, w))) {
            black_box(text.find(quoted.as_str()));
        }
    });
    let ours = median(|| {
        black_box(verify::verify(read(), dossiers));
    });
    println!(
        "{:<28} plain scan {plain:>9.1?}   verify {ours:>9.1?}   ratio {:.2}",
        counts.join(", "),
        ours.as_secs_f64() / plain.as_secs_f64()
    );
}

fn main() {
    let mut chance = Chance(7);
    let texts: Vec<String> = (0..ARTICLES).map(|_| article(&mut chance)).collect();
    let open = |(n, text): (usize, &String)| {
        Dossier::new(store::from_text(&format!("{n}.txt"), text.clone()))
    };
    let dossiers: Vec<Dossier> = texts.iter().enumerate().map(open).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{QUOTATIONS} quotations, {ARTICLES} articles, {bytes} bytes, median of {ROUNDS}");
    for (changed, invented) in [(0, 0), (10, 5), (QUOTATIONS, 0), (0, QUOTATIONS)] {
        measure(
            &texts,
            &dossiers,
            &quoted(&texts, &mut chance, changed, invented),
        );
    }
}
