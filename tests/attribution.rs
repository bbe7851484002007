//! How well statements are found: precision and recall on labelled texts of our own (`tests/attribution/`) and on dossiers, whose quotes
//! are the truth. `cargo test --test attribution -- --nocapture` prints the figures; `ONRECORD_DOSSIER=FOLDER` adds a dossier, and
//! `ONRECORD_MISSES=1` lists what is wrong in the texts the rules were written with.
use onrecord::{
    attribution::{Statement, propose, statements},
    model::{Codebook, Dossier, RecordId},
    store,
    text::Span,
};
use std::{collections::BTreeMap, fmt, fs, path::Path};

/// A statement as labelled.
#[derive(Default)]
struct Label {
    content: Vec<Span>,
    source: Vec<Span>,
    cue: Vec<Span>,
}

/// `[1 She] {1 said} «1 so».` -> the text and what is labelled in it.
fn read(labelled: &str) -> (String, Vec<Label>) {
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
fn shared(a: &[Span], b: &[Span]) -> usize {
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
struct Score {
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
            share(self.exact, self.labelled),
            share(self.exact, self.found),
            share(self.recalled, self.labelled),
            share(self.right, self.found),
            share(self.sources.0, self.sources.1),
            share(self.cues.0, self.cues.1),
        )
    }
}

/// The score over the labelled texts whose names begin with `half`.
fn score(half: &str) -> Score {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attribution");
    let mut score = Score::default();
    let misses = half == "tune" && std::env::var_os("ONRECORD_MISSES").is_some();
    for file in fs::read_dir(folder).expect("the labelled texts").flatten() {
        if !file.file_name().to_string_lossy().starts_with(half) {
            continue;
        }
        let labelled = fs::read_to_string(file.path()).expect("a labelled text");
        let (text, labels) = read(&labelled);
        let dossier = Dossier::new(store::from_text("a.txt", text.clone()));
        let found = statements(&dossier.articles()[0], &Codebook::default());
        score.add(&text, &labels, &found, misses);
    }
    score
}

#[test]
fn statements_are_found_in_texts_never_looked_at() {
    for half in ["tune", "held"] {
        let score = score(half);
        println!("{half}: {score}");
        assert!(
            share(score.recalled, score.labelled) >= 90.0,
            "{half}: {score}"
        );
        assert!(share(score.right, score.found) >= 93.0, "{half}: {score}");
        assert!(
            share(score.exact, score.labelled) >= 80.0,
            "{half}: {score}"
        );
        assert!(
            share(score.sources.0, score.sources.1) >= 88.0,
            "{half}: {score}"
        );
    }
}

/// How often a proposal for the words of a quote says what its author wrote.
#[derive(Default)]
struct Agreement {
    quotes: usize,
    covered: usize,
    source: usize,
    cue: (usize, usize),
    via: usize,
    form: usize,
    hedge: usize,
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} quotes: {} found as statements, source of {}, cue of {} of {}, via of {}, form of {}, hedge of {}",
            self.quotes,
            self.covered,
            self.source,
            self.cue.0,
            self.cue.1,
            self.via,
            self.form,
            self.hedge
        )
    }
}

fn agreement(dossier: &Dossier) -> Agreement {
    let mut all = Agreement::default();
    let found: Vec<Vec<Statement>> = (dossier.articles().iter())
        .map(|article| statements(article, dossier.codebook()))
        .collect();
    for &id in dossier.text_order() {
        if let (Some(quote), Some(span)) = (dossier.record(id).quote(), dossier.span(id)) {
            let number = dossier
                .record(id)
                .article
                .expect("an anchored quote has an article");
            all.quotes += 1;
            all.covered += usize::from(
                found[number]
                    .iter()
                    .any(|s| shared(&s.content, &[span]) > 0),
            );
            compare(
                dossier,
                id,
                quote.cue.first().map(String::as_str),
                span,
                &mut all,
            );
        }
    }
    all
}

fn compare(dossier: &Dossier, id: RecordId, cue: Option<&str>, span: Span, all: &mut Agreement) {
    let article = dossier
        .article_of(id)
        .expect("an anchored quote has an article");
    let proposal = propose(article, dossier.codebook(), &[span]).expect("words");
    let record = dossier.record(id);
    let said = proposal.source.as_ref().and_then(|s| s.id.as_deref());
    let source = said == dossier.speaker(id);
    all.source += usize::from(source);
    let printed = proposal.cue.map_or("", |c| c.of(&article.text));
    if let Some(cue) = cue {
        let same = !printed.is_empty() && (cue.contains(printed) || printed.contains(cue));
        all.cue.0 += usize::from(same);
        all.cue.1 += 1;
    }
    let written: Vec<&str> = record.via.iter().flatten().map(|v| v.id.as_str()).collect();
    let proposed: Vec<&str> = proposal
        .via
        .iter()
        .filter_map(|v| v.id.as_deref())
        .collect();
    all.via += usize::from(written == proposed);
    let form = dossier.form(id) == Some(proposal.form)
        || dossier.anchor(id).and_then(|a| a.marked) == Some(proposal.form);
    all.form += usize::from(form);
    let words = |span: &Span| span.of(&article.text);
    let hedge: Vec<&str> = proposal.hedge.iter().map(words).collect();
    all.hedge += usize::from(
        record
            .hedge
            .iter()
            .map(String::as_str)
            .eq(hedge.iter().copied()),
    );
    if !source || written != proposed {
        println!(
            "  {}: {:?} by {:?} via {:?} for {:?} via {written:?}",
            record.path(),
            printed,
            said,
            proposed,
            dossier.speaker(id),
        );
    }
}

#[test]
fn proposals_say_what_the_author_of_a_dossier_wrote() {
    let example = Dossier::new(store::example()).anchored();
    let agreed = agreement(&example);
    println!("example: {agreed}");
    assert!(agreed.source * 10 >= agreed.quotes * 6, "{agreed}");
    assert!(agreed.form * 10 >= agreed.quotes * 9, "{agreed}");
    let Some(folder) = std::env::var_os("ONRECORD_DOSSIER") else {
        println!("no further dossier: ONRECORD_DOSSIER is not set");
        return;
    };
    let other = store::open(Path::new(&folder)).expect("a dossier");
    println!(
        "{}: {}",
        folder.display(),
        agreement(&Dossier::new(other).anchored())
    );
}
