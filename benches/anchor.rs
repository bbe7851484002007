//! What one quotation costs at 5 KB, 1 MB and 10 MB, against a plain search for its bytes in the same run.
use std::{
    hint::black_box,
    sync::LazyLock,
    time::{Duration, Instant},
};

use memchr::memmem;
use onrecord::{
    anchor::{Outcome, Pattern, find_all, resolve},
    text::Span,
};

/// Rounds of which the median counts.
const ROUNDS: usize = 5;
/// Words that are in no article.
const ABSENT: &str = "zzz yyy xxx www";
/// Quotations a round.
const QUOTES: u32 = 200;

fn main() {
    println!(
        "{:>8} {:<10} {:>12} {:>12} {:>9} {:>7}",
        "text", "quotes", "ms a quote", "plain ms", "x plain", "found"
    );
    for (name, len) in [("5 KB", 5_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let article = Article::new(len);
        for (kind, edits) in [
            ("as printed", Some(0)),
            ("5 % edited", Some(5)),
            ("15 % edited", Some(15)),
            ("absent", None),
        ] {
            article.quotes(name, kind, edits);
        }
        article.index(name);
    }
    bulk();
}

/// Numbers that are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    /// A word; few are frequent and most are rare, as in any language (Zipf).
    fn word(&mut self, text: &mut String) {
        let octave = self.roll(15);
        let rank = (1 << octave) + self.roll(1 << octave);
        let mut word = Dice((rank as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        word.roll(2);
        for _ in 0..=word.roll(3) {
            text.push(char::from(b"bcdfghklmnprstvw"[word.roll(16)]));
            text.push(char::from(b"aeiou"[word.roll(5)]));
        }
        text.push(char::from(b"nrstl"[word.roll(5)]));
    }
}

struct Article {
    text: String,
    paragraphs: Vec<Span>,
}

impl Article {
    fn new(len: usize) -> Self {
        let mut dice = Dice(42);
        let (mut text, mut paragraphs) = (String::new(), Vec::new());
        while text.len() < len {
            let start = text.len();
            for _ in 0..40 + dice.roll(60) {
                dice.word(&mut text);
                text.push_str([" ", " ", " ", " ", " ", " ", ", ", ". "][dice.roll(8)]);
            }
            paragraphs.push(Span::new(start, text.len()));
            text.push_str("\n\n");
        }
        Self { text, paragraphs }
    }

    /// Quotations of 60 to 300 characters with `edits` of 100 words changed; absent ones are of another article.
    fn patterns(&self, edits: Option<usize>) -> Vec<Pattern> {
        let mut dice = Dice(7);
        let pattern = |_| {
            let paragraph = self.paragraphs[dice.roll(self.paragraphs.len())];
            let len = (60 + dice.roll(240)).min(paragraph.len() - 1);
            let start = paragraph.start + dice.roll(paragraph.len() - len);
            let mut words = String::new();
            for word in self.text[start..start + len].split_whitespace() {
                if edits.is_none_or(|edits| dice.roll(100) < edits) {
                    dice.word(&mut words);
                    words.push('x');
                } else {
                    words.push_str(word);
                }
                words.push(' ');
            }
            Pattern::new(&words)
        };
        (0..QUOTES).map(pattern).collect()
    }

    fn quotes(&self, name: &str, kind: &str, edits: Option<usize>) {
        let patterns = self.patterns(edits);
        let all = median(|| black_box(find_all(&self.text, &self.paragraphs, &patterns)));
        // What is done once an article is not the quotations': folding, and the index where one of them is not as printed.
        let base = if edits == Some(0) {
            patterns[0].clone()
        } else {
            Pattern::new(ABSENT)
        };
        let once = median(|| {
            black_box(find_all(
                &self.text,
                &self.paragraphs,
                std::slice::from_ref(&base),
            ))
        });
        let plain = median(|| {
            patterns
                .iter()
                .map(|p| memmem::find(self.text.as_bytes(), p.parts[0].trim().as_bytes()))
                .collect::<Vec<_>>()
        });
        let outcomes = find_all(&self.text, &self.paragraphs, &patterns);
        let found = outcomes
            .iter()
            .filter(|o| !matches!(o, Outcome::Missing(_) | Outcome::Unchecked(_)))
            .count();
        let (each, plain) = ((all - once) / f64::from(QUOTES), plain / f64::from(QUOTES));
        println!(
            "{name:>8} {kind:<10} {each:>12.4} {plain:>12.4} {:>9.2} {found:>3}/{QUOTES}",
            each / plain
        );
    }

    /// Folding and the index, once an article.
    fn index(&self, name: &str) {
        let absent = Pattern::new(ABSENT);
        let printed = Pattern::new(self.paragraphs[0].of(&self.text));
        let fold = median(|| {
            black_box(find_all(
                &self.text,
                &self.paragraphs,
                std::slice::from_ref(&printed),
            ))
        });
        let index = median(|| {
            black_box(find_all(
                &self.text,
                &self.paragraphs,
                std::slice::from_ref(&absent),
            ))
        }) - fold;
        let joint = median(|| black_box(resolve(&self.text, std::slice::from_ref(&absent))));
        println!(
            "{name:>8} one pass {fold:.3} ms, index {index:.3} ms, a selector alone {joint:.3} ms"
        );
    }
}

/// Ten thousand quotations in one pass.
fn bulk() {
    let article = Article::new(5_000_000);
    let mut dice = Dice(99);
    let pattern = |_| {
        let paragraph = article.paragraphs[dice.roll(article.paragraphs.len())];
        let start = paragraph.start + dice.roll(paragraph.len() - 90);
        Pattern::new(&article.text[start..start + 90])
    };
    let patterns: Vec<Pattern> = (0..10_000).map(pattern).collect();
    let ms = median(|| black_box(find_all(&article.text, &article.paragraphs, &patterns)));
    println!("    5 MB 10,000 quotations in {ms:.1} ms");
}

/// Milliseconds of the median round; what is short is done many times a round.
fn median<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut time = |times: u32| {
        let start = spent();
        for _ in 0..times {
            black_box(work());
        }
        spent().saturating_sub(start).as_secs_f64() * 1e3 / f64::from(times)
    };
    let mut times = 1;
    while time(times) * f64::from(times) < 60.0 && times < 1 << 14 {
        times *= 2;
    }
    let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| time(times)).collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

/// Time this process has had: of its processor where the system tells, so that a busy machine does not count; else of the clock.
fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
