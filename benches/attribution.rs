//! What finding the statements of an article costs at 5 KB, 100 KB and 1 MB, against a plain scan of the same text for a word in the same run.
//!
//! `cargo bench --bench attribution` prints medians, time per MB, and how many times the plain scan's time each one takes.
mod material;

use material::{ROUNDS, median};
use memchr::memmem;
use onrecord::{
    attribution::{next, statements},
    model::{Article, Codebook, Dossier},
    store,
    text::Span,
};
use std::{fs, hint::black_box, path::Path, time::Duration};

/// The labelled texts without their labels, again and again up to `len` bytes.
fn text(len: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attribution");
    let mut files: Vec<_> = (fs::read_dir(folder).expect("the labelled texts").flatten())
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt"))
        .collect();
    files.sort();
    let mut whole = String::new();
    for labelled in files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a labelled text"))
    {
        let mut chars = labelled.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '[' | '{' | '«' => {
                    while chars.next_if(char::is_ascii_digit).is_some()
                        || chars.next_if_eq(&' ').is_some()
                    {}
                }
                ']' | '}' | '»' => {}
                c => whole.push(c),
            }
        }
        whole.push('\n');
    }
    let mut text = whole.repeat(len / whole.len() + 1);
    text.truncate(text.floor_char_boundary(len));
    text
}

fn line(what: &str, article: &Article, took: Duration, plain: Duration) {
    let megabytes = f64::from(u32::try_from(article.text.len()).expect("a small text")) / 1e6;
    println!(
        "{:>8} {what:<14} {:>10.2} {:>12.1} {:>9.0}",
        article.text.len() / 1000,
        took.as_secs_f64() * 1e3,
        took.as_secs_f64() * 1e3 / megabytes,
        took.as_secs_f64() / plain.as_secs_f64(),
    );
}

fn main() {
    println!("median of {ROUNDS}");
    println!(
        "{:>8} {:<14} {:>10} {:>12} {:>9}",
        "KB", "what", "ms", "ms a MB", "x plain"
    );
    let codebook = Codebook::default();
    for len in [5_000, 100_000, 1_000_000] {
        let dossier = Dossier::new(store::from_text("a.txt", text(len)));
        let article = &dossier.articles()[0];
        let plain = median(|| {
            black_box(memmem::find_iter(article.text.as_bytes(), "said").count());
        });
        let all = median(|| drop(black_box(statements(article, &codebook))));
        let first = median(|| drop(black_box(next(article, &codebook, 0, &[]))));
        let whole = [Span::new(0, article.text.len())];
        let none = median(|| drop(black_box(next(article, &codebook, 0, &whole))));
        line("plain scan", article, plain, plain);
        line("every statement", article, all, plain);
        line("the next one", article, first, plain);
        line("none is free", article, none, plain);
    }
}
