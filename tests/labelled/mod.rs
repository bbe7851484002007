//! Texts in which every attributed statement is labelled (`tests/attribution/`), and how well statements are found in them.
use onrecord::{
    attribution::{Statement, statements},
    model::{Codebook, Dossier},
    store,
    text::Span,
};
use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

/// A statement as labelled.
#[derive(Default)]
pub(crate) struct Label {
    content: Vec<Span>,
    source: Vec<Span>,
    cue: Vec<Span>,
}

/// `[1 She] {1 said} «1 so».` -> the text and what is labelled in it.
pub(crate) fn read(labelled: &str) -> (String, Vec<Label>) {
    let mut text = String::new();
    let mut labels: BTreeMap<u32, Label> = BTreeMap::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut chars = labelled.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '[' | '{' | '«' => {
                let mut number = 0;
                while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                    number = number * 10 + digit.to_digit(10).expect("a digit");
                }
                assert_eq!(chars.next(), Some(' '), "a blank behind {number}");
                open.push((number, text.len()));
            }
            ']' | '}' | '»' => {
                let (number, start) = open.pop().expect("an opening sign");
                let label = labels.entry(number).or_default();
                let spans = match c {
                    ']' => &mut label.source,
                    '}' => &mut label.cue,
                    _ => &mut label.content,
                };
                spans.push(Span::new(start, text.len()));
            }
            c => text.push(c),
        }
    }
    (text, labels.into_values().collect())
}

/// The span without marks, blanks and other signs at its ends.
fn bare(text: &str, span: Span) -> Span {
    let loose = |c: char| !c.is_alphanumeric();
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start_matches(loose).len());
    let end = start + text[start..span.end].trim_end_matches(loose).len();
    Span::new(start, end)
}

/// Bytes that two lists of spans share.
pub(crate) fn shared(a: &[Span], b: &[Span]) -> usize {
    (a.iter().flat_map(|x| b.iter().map(move |y| (x, y))))
        .map(|(x, y)| x.end.min(y.end).saturating_sub(x.start.max(y.start)))
        .sum()
}

/// Whether two spans name the same: one covers the other, or they share half of the longer one.
fn agrees(a: Span, b: Span) -> bool {
    a.covers(b) || b.covers(a) || shared(&[a], &[b]) * 2 >= a.len().max(b.len())
}

/// What was counted.
#[derive(Default)]
pub(crate) struct Score {
    labelled: usize,
    found: usize,
    exact: usize,
    recalled: usize,
    right: usize,
    sources: (usize, usize),
    cues: (usize, usize),
}

/// Prints the words at `spans` behind `what`.
fn list(what: &str, text: &str, spans: &[Span]) {
    let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    println!("  {what}: {}", words.join(" ... "));
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * f64::from(u32::try_from(part).unwrap_or(0))
        / f64::from(u32::try_from(whole.max(1)).unwrap_or(1))
}

impl Score {
    /// Labelled statements that were found to the letter, per cent.
    pub(crate) fn exact_recall(&self) -> f64 {
        share(self.exact, self.labelled)
    }

    /// Labelled statements that what was found shares words with, per cent.
    pub(crate) fn recall(&self) -> f64 {
        share(self.recalled, self.labelled)
    }

    /// What was found that shares words with a labelled statement, per cent.
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Labelled speakers that were found, per cent.
    pub(crate) fn speakers(&self) -> f64 {
        share(self.sources.0, self.sources.1)
    }

    fn add(&mut self, text: &str, labels: &[Label], found: &[Statement], misses: bool) {
        let bare = |spans: &[Span]| spans.iter().map(|&s| bare(text, s)).collect::<Vec<_>>();
        let contents: Vec<Vec<Span>> = found.iter().map(|f| bare(&f.content)).collect();
        self.labelled += labels.len();
        self.found += found.len();
        let mut right = vec![false; found.len()];
        for label in labels {
            let content = bare(&label.content);
            let best = (0..found.len()).max_by_key(|&n| shared(&contents[n], &content));
            let Some(n) = best.filter(|&n| shared(&contents[n], &content) > 0) else {
                if misses {
                    list("missed", text, &content);
                }
                continue;
            };
            right[n] = true;
            self.recalled += 1;
            self.exact += usize::from(contents[n] == content);
            if misses && contents[n] != content {
                list("labelled", text, &content);
                list("   found", text, &contents[n]);
            }
            if !label.source.is_empty() {
                let source = found[n].source.as_ref().map(|s| s.span);
                let same = source.is_some_and(|s| label.source.iter().any(|&l| agrees(s, l)));
                self.sources.0 += usize::from(same);
                self.sources.1 += 1;
            }
            if !label.cue.is_empty() {
                let same = found[n].cue.is_some_and(|c| shared(&[c], &label.cue) > 0);
                self.cues.0 += usize::from(same);
                self.cues.1 += 1;
            }
        }
        self.right += right.iter().filter(|&&r| r).count();
        let wrong = (0..found.len()).filter(|&n| misses && !right[n]);
        wrong.for_each(|n| list("too much", text, &contents[n]));
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} labelled, {} found; exact recall {:.1} precision {:.1}; overlapping recall {:.1} precision {:.1}; speakers {:.1}; cues {:.1}",
            self.labelled,
            self.found,
            self.exact_recall(),
            share(self.exact, self.found),
            self.recall(),
            self.precision(),
            self.speakers(),
            share(self.cues.0, self.cues.1),
        )
    }
}

/// The labelled texts whose names begin with `set`, in the order of their names.
pub(crate) fn texts(set: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attribution");
    let all = fs::read_dir(folder).expect("the labelled texts").flatten();
    let is_of = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(set) && path.extension().is_some_and(|end| end == "txt")
    };
    let mut paths: Vec<PathBuf> = all.map(|file| file.path()).filter(is_of).collect();
    paths.sort();
    let read = |path| fs::read_to_string(path).expect("a labelled text");
    paths.into_iter().map(read).collect()
}

/// The score over the labelled texts whose names begin with `set`.
pub(crate) fn score(set: &str) -> Score {
    let mut score = Score::default();
    let misses = set.starts_with("tune") && std::env::var_os("ONRECORD_MISSES").is_some();
    for labelled in texts(set) {
        let (text, labels) = read(&labelled);
        let dossier = Dossier::new(store::from_text("a.txt", text.clone()));
        let found = statements(&dossier.articles()[0], &Codebook::default());
        score.add(&text, &labels, &found, misses);
    }
    score
}
