//! What several rules need to know, worked out once for a check.
use crate::{
    crew::Crew,
    diag::{Code, Diagnostic},
    model::{Anchor, Article, Dossier, Record, RecordId},
    text::{
        Span,
        fold::{Folded, Needle},
        marks::Mark,
        toml_line,
        words::{clauses, sentences, words},
    },
    wording::{Openings, Stretch, Wording},
};
use rustc_hash::FxHashSet;
use std::cell::{OnceCell, RefCell};

/// A dossier under check.
pub(super) struct Context<'a> {
    pub(super) dossier: &'a Dossier,
    /// Does what takes long.
    pub(super) crew: &'a dyn Crew,
    /// Whether findings offer something to paste.
    pub(super) offers: bool,
    readings: Vec<Reading>,
    folded: RefCell<Option<(usize, Span, Folded)>>,
    /// An article and a paragraph of it (from 1) with its sentences.
    read: RefCell<((usize, usize), Vec<Span>)>,
}

/// What is known about an article's text; each part is worked out when a rule first asks.
#[derive(Default)]
struct Reading {
    vocabulary: OnceCell<FxHashSet<String>>,
    phrases: OnceCell<Phrased>,
}

/// Where an article's phrases stand, by kind, in text order.
#[derive(Default)]
pub(super) struct Phrased {
    pub(super) layers: Vec<Span>,
    pub(super) carriers: Vec<Span>,
    pub(super) attributions: Vec<Span>,
    pub(super) hedges: Vec<Span>,
    pub(super) asides: Vec<Span>,
    pub(super) plain: Vec<Span>,
}

impl Phrased {
    /// The phrases of `wording` in `paragraphs` of `text`.
    fn read(text: &str, paragraphs: impl Iterator<Item = Span>, wording: &Wording) -> Self {
        let mut all = Self::default();
        let openings = Openings::new([
            &wording.layers,
            &wording.carriers,
            &wording.attributions,
            &wording.hedges,
            &wording.asides,
            &wording.plain,
        ]);
        for paragraph in paragraphs {
            let places = [
                &mut all.layers,
                &mut all.carriers,
                &mut all.attributions,
                &mut all.hedges,
                &mut all.asides,
                &mut all.plain,
            ];
            Stretch::new(text, paragraph).sort_places(wording, &openings, places);
        }
        all
    }
}

/// Those of `places` that lie in `within`.
pub(super) fn inside(places: &[Span], within: Span) -> impl Iterator<Item = Span> {
    let first = places.partition_point(|place| place.start < within.start);
    let near = places[first..]
        .iter()
        .take_while(move |place| place.start < within.end);
    near.copied().filter(move |place| place.end <= within.end)
}

/// A record with words that stand somewhere.
#[derive(Clone, Copy)]
pub(super) struct Anchored<'a> {
    pub(super) id: RecordId,
    pub(super) record: &'a Record,
    pub(super) anchor: &'a Anchor,
    /// Number of the article.
    pub(super) number: usize,
    pub(super) article: &'a Article,
}

/// The clause some words stand in.
pub(super) struct Clause {
    /// Its bytes; it covers the words even where they run over several clauses.
    pub(super) span: Span,
    /// The first byte of the sentence it belongs to.
    pub(super) sentence: usize,
}

/// How far a clause is looked for on each side of the words, in bytes.
const REACH: usize = 1200;

impl<'a> Context<'a> {
    pub(super) fn new(dossier: &'a Dossier, crew: &'a dyn Crew, offers: bool) -> Self {
        Self {
            dossier,
            crew,
            offers,
            readings: dossier
                .articles()
                .iter()
                .map(|_| Reading::default())
                .collect(),
            folded: RefCell::new(None),
            read: RefCell::default(),
        }
    }

    /// Every record with words in a readable article, article by article.
    pub(super) fn anchored(&self) -> impl Iterator<Item = Anchored<'a>> {
        let dossier = self.dossier;
        dossier.text_order().iter().filter_map(move |&id| {
            let record = dossier.record(id);
            let number = record.article?;
            Some(Anchored {
                id,
                record,
                anchor: dossier.anchor(id)?,
                number,
                article: dossier.articles().get(number).filter(|a| a.readable)?,
            })
        })
    }

    /// The marked spans of article `number`.
    pub(super) fn marks(&self, number: usize) -> &[Mark] {
        self.dossier.marks(number).all()
    }

    /// The sentences of article `number` that `span` touches, in text order. Only those of the last paragraph that was read
    /// are kept: of a long article few are asked for.
    pub(super) fn sentences(&self, number: usize, span: Span) -> Vec<Span> {
        let article = &self.dossier.articles()[number];
        let first = article.paragraph_at(span.start);
        let last = article.paragraph_at(span.end.saturating_sub(1).max(span.start));
        let mut memory = self.read.borrow_mut();
        let mut meeting = Vec::new();
        for n in first..=last {
            let Some(paragraph) = article.paragraph(n) else {
                continue;
            };
            if memory.0 != (number, n) {
                *memory = ((number, n), sentences(&article.text, paragraph.span));
            }
            let all = &memory.1;
            let behind = &all[all.partition_point(|s| s.end <= span.start)..];
            meeting.extend(behind.iter().take_while(|s| s.start < span.end));
        }
        meeting
    }

    /// The distinct words of article `number`, in small letters.
    pub(super) fn vocabulary(&self, number: usize) -> &FxHashSet<String> {
        let text = &self.dossier.articles()[number].text;
        self.readings[number].vocabulary.get_or_init(|| {
            let all = words(text, Span::new(0, text.len()));
            all.map(|word| word.of(text).to_lowercase()).collect()
        })
    }

    /// The phrases of article `number`, read as `wording` has them, in the paragraphs in which some record's words stand.
    pub(super) fn phrases(&self, number: usize, wording: &Wording) -> &Phrased {
        let article = &self.dossier.articles()[number];
        self.readings[number].phrases.get_or_init(|| {
            let records = self.dossier.in_article(number).iter();
            let runs = records.filter_map(|&id| self.dossier.paragraphs(id));
            let mut read = 0;
            let each_once = runs.flat_map(|(first, last)| {
                let new = first.max(read + 1)..=last;
                read = read.max(last);
                new
            });
            let paragraphs = each_once.filter_map(|n| Some(article.paragraph(n)?.span));
            Phrased::read(&article.text, paragraphs, wording)
        })
    }

    /// The sentences of article `number` that `span` touches, as one.
    pub(super) fn sentence(&self, number: usize, span: Span) -> Span {
        self.sentences(number, span)
            .into_iter()
            .fold(span, Span::join)
    }

    /// The clause of article `number` that `span` stands in, cut off [`REACH`] bytes away from it.
    pub(super) fn clause(&self, number: usize, span: Span) -> Clause {
        let text = &self.dossier.articles()[number].text;
        let sentence = self.sentence(number, span);
        let start = text.ceil_char_boundary(span.start.saturating_sub(REACH));
        let end = text.floor_char_boundary(span.end.saturating_add(REACH));
        let near = Span::new(
            sentence.start.max(start.min(span.start)),
            sentence.end.min(end),
        );
        let parts = clauses(text, near);
        let meeting = parts.into_iter().filter(|clause| clause.meets(span));
        Clause {
            span: meeting.fold(span, Span::join),
            sentence: near.start,
        }
    }

    /// Where `words` stand in the bytes `within` of article `number`, glyphs folded, at word bounds.
    pub(super) fn find(&self, number: usize, within: Span, words: &str) -> Found {
        let text = &self.dossier.articles()[number].text;
        let Some(needle) = Needle::new(words) else {
            return Found::Whole;
        };
        let mut memory = self.folded.borrow_mut();
        let known = matches!(&*memory, Some((n, span, _)) if (*n, *span) == (number, within));
        if !known {
            *memory = Some((number, within, Folded::new(text, within)));
        }
        let mut found = Found::Nowhere;
        if let Some((_, _, folded)) = &*memory {
            for hit in folded.hits(text, &needle) {
                if hit.is_whole() {
                    return Found::Whole;
                }
                if found == Found::Nowhere {
                    found = Found::Inside(hit.span);
                }
            }
        }
        found
    }

    /// The wording of the article's language, if there is a list of it. An article without a language counts as English.
    pub(super) fn wording(article: &Article) -> Option<&'static Wording> {
        crate::wording::of(article.lang.as_deref())
    }
}

/// Whether words stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Yes, as whole words.
    Whole,
    /// Only as part of longer words; the first place.
    Inside(Span),
    /// No.
    Nowhere,
}

/// A finding about `record`, at `field` of it.
pub(super) fn finding(
    code: Code,
    record: &Record,
    field: &str,
    message: impl Into<String>,
) -> Diagnostic {
    let place = record.at(field);
    Diagnostic::new(code, message)
        .at(place.file, place.span)
        .about(record.path())
}

/// A finding about an article as a whole.
pub(super) fn about_article(
    code: Code,
    article: &Article,
    message: impl Into<String>,
) -> Diagnostic {
    let found = Diagnostic::new(code, message).about(format!("article.{}", article.id));
    match article.place {
        Some(place) => found.at(place.file, place.span),
        None => found,
    }
}

/// `text` on one line and at most `longest` characters, cut at a word's end.
pub(super) fn short(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let cut: String = line.chars().take(longest).collect();
    let end = cut.rfind(' ').filter(|&end| end > 0).unwrap_or(cut.len());
    format!("{} ...", &cut[..end])
}

/// `text` as a TOML string on one line.
pub(super) fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    toml_line(&line, false)
}

/// `a`, `b` and `c`, each in backticks; from the tenth on only their number.
pub(super) fn listed<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    const MOST: usize = 9;
    let mut names: Vec<String> = names
        .into_iter()
        .map(|n| format!("`{}`", n.as_ref()))
        .collect();
    if names.len() > MOST + 1 {
        let more = names.len() - MOST;
        names.truncate(MOST);
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
