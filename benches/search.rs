//! A search over one long article and over an archive of many, beside a plain search for bytes in the same run.
//!
//! `cargo bench --bench search` prints medians: of the first answer (the article in focus), of the rest of it on one thread, and how many
//! times a plain pass over the archive that takes.
mod clock;
mod material;

use clock::{ROUNDS, median};
use material::{Chance, article, passage};
use memchr::memmem;
use onrecord::{
    model::{Dossier, Sieve, Written},
    search::{Job, Matcher, Scope},
    store,
};
use std::{hint::black_box, sync::Arc};

/// What is typed, and whether it is a regular expression.
const ASKED: [(&str, bool); 8] = [
    ("b", false),
    ("ber", false),
    ("berlo", false),
    ("Berlo", false),
    ("zyzzyva", false),
    ("zyzz.va", true),
    ("berlo(kel|nor)", true),
    (r"\d+ tons", true),
];

fn main() {
    println!("median of {ROUNDS}");
    for (name, articles, bytes) in [
        ("5 MB", 1, 5_000_000),
        ("47.5 MB", 1, 47_500_000),
        ("100 MB in 1,000", 1_000, 100_000),
    ] {
        measure(name, &archive(articles, bytes));
    }
}

/// So many articles of so many bytes.
fn archive(articles: usize, bytes: usize) -> Arc<Dossier> {
    let mut chance = Chance(11);
    let mut written = Written::default();
    for n in 0..articles {
        let mut text = String::with_capacity(bytes + 10_000);
        while text.len() < bytes {
            text.push_str(&article(&mut chance));
        }
        let read = store::from_text(&format!("a{n}.txt"), text);
        written.articles.extend(read.articles);
    }
    Arc::new(Dossier::new(written))
}

fn measure(name: &str, dossier: &Arc<Dossier>) {
    let plain = median(|| {
        for article in dossier.articles() {
            black_box(memmem::find(article.text.as_bytes(), b"zyzzyva"));
        }
    });
    println!("{name}: plain pass {plain:.1?}");
    // Words that stand there, from the end of the archive.
    let last = dossier.articles().last().expect("an article");
    let quoted = passage(&last.text, &mut Chance(5));
    for (typed, pattern) in ASKED.into_iter().chain([(quoted.as_str(), false)]) {
        let matcher = Matcher::new(typed, pattern).expect("an expression");
        let job = Job {
            ticket: 1,
            dossier: Arc::clone(dossier),
            matcher: Arc::new(matcher.expect("words")),
            scope: Scope::Text,
            sieve: Sieve::default(),
            article: 0,
            from: dossier.articles()[0].text.len() / 2,
            whole: true,
            homes: std::sync::Arc::default(),
        };
        let first = median(|| drop(black_box(job.look(&|| true))));
        let found = job.look(&|| true).expect("it is wanted");
        let whole = median(|| drop(black_box(job.survey(&found, &|| true))));
        let ratio = whole.as_secs_f64() / plain.as_secs_f64();
        println!("  {typed:<16.16} first {first:>9.1?}   all {whole:>9.1?}   ratio {ratio:.2}");
    }
}
