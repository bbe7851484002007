//! Blocks to paste for marked words that nobody quotes: an id, who is named nearest, the words, and what tells them from
//! others that are the same.
use super::{
    super::context::{Context, quoted},
    names::People,
};
use crate::{
    anchor::{self, Outcome},
    crew::Crew,
    model::{Article, Dossier},
    text::{Span, marks::Mark, words::words},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// The words of a mark as a quote gives them.
#[derive(Default)]
pub(super) struct Said<'a> {
    /// One paragraph by paragraph; many words of one by the first and the last, where those stand nowhere else.
    parts: Vec<Cow<'a, str>>,
    /// Whether they stand in the article more than once.
    repeated: bool,
}

/// What a quote gives of each of `marks`; one pass of `crew` over the article for all of them.
pub(super) fn said<'a>(crew: &dyn Crew, article: &'a Article, marks: &[&Mark]) -> Vec<Said<'a>> {
    let text = &*article.text;
    let all: Vec<Vec<Span>> = marks.iter().map(|mark| parts(text, mark)).collect();
    let mut wanted = Wanted::default();
    let tried: Vec<Vec<(Cow<'_, str>, usize)>> = (all.iter())
        .map(|parts| {
            let short = match parts[..] {
                [part] => anchor::ends(text, part, anchor::LONG)
                    .map(Cow::Owned)
                    .collect(),
                _ => Vec::new(),
            };
            let whole = parts.first().map(|part| Cow::Borrowed(part.of(text)));
            let tried = short.into_iter().chain(whole);
            tried
                .map(|words| (words.clone(), wanted.number(words)))
                .collect()
        })
        .collect();
    let outcomes = wanted.find(crew, article);
    let told = |(parts, mut tried): (Vec<Span>, Vec<(Cow<'a, str>, usize)>)| {
        let Some((whole, number)) = tried.pop() else {
            return Said::default();
        };
        let mut short = tried.into_iter();
        if let Some((ends, _)) = short.find(|(_, number)| outcomes[*number].is_at(parts[0])) {
            return Said {
                parts: vec![ends],
                repeated: false,
            };
        }
        let rest = parts[1..].iter().map(|part| Cow::Borrowed(part.of(text)));
        Said {
            parts: std::iter::once(whole).chain(rest).collect(),
            repeated: matches!(outcomes[number], Outcome::Ambiguous(_)),
        }
    };
    all.into_iter().zip(tried).map(told).collect()
}

/// Words to look for, each once.
#[derive(Default)]
struct Wanted<'a>(FxHashMap<Cow<'a, str>, usize>);

impl<'a> Wanted<'a> {
    fn number(&mut self, words: Cow<'a, str>) -> usize {
        let next = self.0.len();
        *self.0.entry(words).or_insert(next)
    }

    fn find(&self, crew: &dyn Crew, article: &Article) -> Vec<Outcome> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let mut all = vec![""; self.0.len()];
        for (words, &number) in &self.0 {
            all[number] = words;
        }
        let paragraphs: Vec<Span> = article.paragraphs.iter().map(|p| p.span).collect();
        anchor::find_standing_by(crew, &article.text, &paragraphs, &all)
    }
}

/// The words of a mark paragraph by paragraph, without the stop before the closing mark.
fn parts(text: &str, mark: &Mark) -> Vec<Span> {
    (mark.words().iter())
        .map(|part| {
            let words = part.of(text).trim_end().trim_end_matches([',', '.']);
            let start = part.start + words.len() - words.trim_start().len();
            Span::new(start, (part.start + words.len()).max(start))
        })
        .filter(|part| part.of(text).contains(char::is_alphanumeric))
        .collect()
}

/// The blocks to paste by now.
pub(super) struct Offered<'a> {
    people: People<'a>,
    ids: FxHashSet<String>,
    /// How often each stem was asked for: the numbers below are taken.
    asked: FxHashMap<String, usize>,
}

impl<'a> Offered<'a> {
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        Self {
            people: People::new(dossier.codebook()),
            ids: FxHashSet::default(),
            asked: FxHashMap::default(),
        }
    }

    /// The block for what is `said` between `mark` in article `number`.
    pub(super) fn block(
        &mut self,
        context: &Context<'_>,
        number: usize,
        (mark, said): (&Mark, &Said<'_>),
    ) -> String {
        let article = &context.dossier.articles()[number];
        let text = &*article.text;
        let paragraph = paragraph_around(article, mark.outer);
        let sentence = context.sentence(number, mark.outer);
        let speaker = (self.people.nearest(text, sentence, mark.outer))
            .or_else(|| self.people.nearest(text, paragraph, mark.outer))
            .map_or("", |source| &source.id);
        let first = said.parts.first().map_or("", |words| words);
        let stem = stem(speaker, first, article.paragraph_at(mark.outer.start));
        let id = self.id(&stem, |id| context.dossier.find(id).is_none());
        let mut out = format!("[quote.{id}]\nsource = {}\n", quoted(speaker));
        match &said.parts[..] {
            [words] => {
                out += "text   = ";
                out += &quoted(words);
                if said.repeated {
                    out += &beside(text, paragraph, mark.outer);
                }
            }
            parts => {
                let parts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
                out += "text   = [";
                out += &parts.join(", ");
                out.push(']');
            }
        }
        out
    }

    /// `stem`, or else the first of `stem-2`, `stem-3` ... that is free and was not offered before.
    fn id(&mut self, stem: &str, is_free: impl Fn(&str) -> bool) -> String {
        let number = self.asked.entry(stem.to_owned()).or_default();
        loop {
            *number += 1;
            let id = match *number {
                1 => stem.to_owned(),
                n => format!("{stem}-{n}"),
            };
            if is_free(&id) && self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// What an id begins with: the speaker and the first word of some length, or the paragraph.
fn stem(speaker: &str, said: &str, paragraph: usize) -> String {
    /// Shorter words say little.
    const TELLING: usize = 5;
    let all = words(said, Span::new(0, said.len())).map(|at| at.of(said));
    let mut telling =
        all.filter(|word| word.len() >= TELLING && word.bytes().all(|b| b.is_ascii_alphanumeric()));
    let word = (telling.next()).map_or_else(|| format!("p{paragraph}"), str::to_lowercase);
    match speaker {
        "" => word,
        speaker => format!("{speaker}-{word}"),
    }
}

/// A line that says which of several equal places is meant: the words before, else those after.
fn beside(text: &str, paragraph: Span, place: Span) -> String {
    /// How many words tell places apart.
    const ENOUGH: usize = 4;
    let near = text
        .ceil_char_boundary(place.start.saturating_sub(200))
        .max(paragraph.start)
        .min(place.start);
    let before: Vec<Span> = words(text, Span::new(near, place.start)).collect();
    if let Some(first) = before.get(before.len().saturating_sub(ENOUGH)) {
        return format!("\nbefore = {}", quoted(&text[first.start..place.start]));
    }
    let mut after = words(text, Span::new(place.end, paragraph.end.max(place.end)));
    match after.by_ref().take(ENOUGH).last() {
        Some(last) => format!("\nafter  = {}", quoted(&text[place.end..last.end])),
        None => String::new(),
    }
}

fn paragraph_around(article: &Article, place: Span) -> Span {
    let number = article.paragraph_at(place.start);
    article
        .paragraph(number)
        .map_or(place, |p| p.span.join(place))
}
