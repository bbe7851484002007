//! A draft of fifty quotations against a thousand articles, beside a plain scan for the same words.
//!
//! `cargo bench --bench verify` prints medians and how many times the plain scan's time each one takes.
use onrecord::{
    model::Dossier,
    store,
    verify::{self, Format, Outcome},
};
use std::{
    fmt::Write,
    hint::black_box,
    time::{Duration, Instant},
};

const ARTICLES: usize = 1_000;
const QUOTATIONS: usize = 50;
const ROUNDS: usize = 9;

/// Numbers that look like chance and are the same in every run (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
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
fn word(chance: &mut Chance) -> String {
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
fn article(chance: &mut Chance) -> String {
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
fn passage(text: &str, chance: &mut Chance) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").filter(|p| !p.is_empty()).collect();
    let words: Vec<&str> = paragraphs[chance.below(paragraphs.len())]
        .split(' ')
        .collect();
    let from = chance.below(words.len() - 13);
    words[from..from + 12].join(" ")
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

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
