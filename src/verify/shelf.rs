//! The articles that quotations are looked up in, and where in them words may be taken for a quotation.
use super::{
    ask::{Ask, Reading, in_one_line},
    bracket::{may_stand_for, omitted},
    quotation::holes,
};
use crate::{
    anchor::{Outcome, Passage, Piece, find_standing},
    model::{Article, Dossier, Form, Marks, marked},
    text::{
        Span,
        fold::is_mark,
        words::{sentence_at, word_cut_at, words},
    },
};
use std::cell::OnceCell;

/// One article of one dossier.
pub(super) struct Entry<'a> {
    pub(super) dossier: usize,
    pub(super) number: usize,
    pub(super) article: &'a Article,
    pub(super) paragraphs: Vec<Span>,
    marks: OnceCell<Marks>,
}

/// Words of an article that may be a draft's quotation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The number of the entry.
    pub(super) entry: usize,
    pub(super) passage: Passage,
    /// Byte for byte, as far as the draft gives words.
    pub(super) exact: bool,
    pub(super) reading: Reading,
}

/// Bytes of the article that a bracket of the draft may stand for.
const REPLACED: usize = 60;
/// Bytes of the article's own words between the parts of an interrupted quotation.
const ATTRIBUTION: usize = 240;

/// Words of the article beside a bracket, fewer of which stand anywhere.
const ENOUGH: usize = 4;
/// Words beside a quotation, fewer of which tell nothing.
const TELLING: usize = 3;

/// The articles of `dossiers` that can be read.
pub(super) fn shelf(dossiers: &[Dossier]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    for (dossier, of) in dossiers.iter().enumerate() {
        for (number, article) in of.articles().iter().enumerate() {
            if article.readable {
                entries.push(Entry {
                    dossier,
                    number,
                    article,
                    paragraphs: article.paragraphs.iter().map(|p| p.span).collect(),
                    marks: OnceCell::new(),
                });
            }
        }
    }
    entries
}

impl Entry<'_> {
    pub(super) fn text(&self) -> &str {
        &self.article.text
    }

    pub(super) fn form(&self, passage: &Passage) -> Form {
        marked(passage, self.marks())
    }

    fn marks(&self) -> &Marks {
        (self.marks).get_or_init(|| Marks::of(self.text(), &self.paragraphs))
    }

    /// The places of `outcome` that may stand for what was asked.
    pub(super) fn candidates(&self, entry: usize, ask: &Ask, outcome: &Outcome) -> Vec<Candidate> {
        let candidate = |passage: Passage, exact| Candidate {
            entry,
            reading: self.reading(ask, &passage),
            passage,
            exact,
        };
        let found = match outcome {
            Outcome::Exact(passage) => vec![candidate(passage.clone(), true)],
            Outcome::Folded(passage) => {
                let exact = self.differs_in_lines(ask, &passage.pieces);
                vec![candidate(passage.clone(), exact)]
            }
            Outcome::Ambiguous(places) => (places.iter())
                .map(|&span| {
                    let passage = self.pieces(ask, span);
                    let exact = self.differs_in_lines(ask, &passage.pieces);
                    candidate(passage, exact)
                })
                .collect(),
            _ => Vec::new(),
        };
        let fits = |c: &Candidate| {
            self.is_whole(&c.passage)
                && (c.reading < Reading::Foreign || self.has_enough(&c.passage))
                && (c.reading < Reading::Replaced || self.replaces_little(ask, &c.passage))
        };
        found.into_iter().filter(fits).collect()
    }

    /// Whether `passage` has enough words to be known by them, whatever a bracket says.
    fn has_enough(&self, passage: &Passage) -> bool {
        let count = |piece: &Piece| match piece {
            Piece::Words(span) => words(self.text(), *span).count(),
            _ => 0,
        };
        passage.pieces.iter().map(count).sum::<usize>() >= ENOUGH
    }

    /// One of several places, as what was asked says what it is made of.
    fn pieces(&self, ask: &Ask, span: Span) -> Passage {
        let plain = || Passage {
            span,
            pieces: vec![Piece::Words(span)],
        };
        if ask.reading == Reading::Words {
            return plain();
        }
        match find_standing(self.text(), &[span], &[&ask.pattern]).pop() {
            Some(Outcome::Exact(passage) | Outcome::Folded(passage)) => passage,
            _ => plain(),
        }
    }

    /// How `passage` reads: not as what was asked where a bracket stands for words that it may not stand for.
    fn reading(&self, ask: &Ask, passage: &Passage) -> Reading {
        let language = self.article.language();
        let mut brackets = omitted(passage).into_iter().zip(&ask.put_in);
        let fits = brackets.all(|(gap, put_in)| {
            let may = |words: &String| may_stand_for(words, self.text(), gap, language);
            put_in.as_ref().is_none_or(may)
        });
        if fits { ask.reading } else { Reading::Foreign }
    }

    /// Whether `pieces` are what was asked, byte for byte, but for where the lines end.
    fn differs_in_lines(&self, ask: &Ask, pieces: &[Piece]) -> bool {
        let printed = pieces.iter().filter_map(|piece| match piece {
            Piece::Words(span) => Some(in_one_line(span.of(self.text()))),
            _ => None,
        });
        printed.eq(ask.pattern.parts.iter().map(|part| in_one_line(part)))
    }

    /// Whether no word of the article is cut, save where a bracket of the draft shows it: `[T]he`, `report[ed]`.
    fn is_whole(&self, passage: &Passage) -> bool {
        let pieces = &passage.pieces;
        pieces.iter().enumerate().all(|(n, piece)| {
            let Piece::Words(span) = piece else {
                return true;
            };
            let before = n.checked_sub(1).map(|n| &pieces[n]);
            self.begins_word(*span, before) && self.ends_word(*span, pieces.get(n + 1))
        })
    }

    fn begins_word(&self, span: Span, before: Option<&Piece>) -> bool {
        let Some(word) = word_cut_at(self.text(), span.start) else {
            return true;
        };
        let cut = Span::new(word.start, span.start).of(self.text());
        match before {
            Some(Piece::Insertion(letters)) => letters.to_lowercase() == cut.to_lowercase(),
            _ => false,
        }
    }

    fn ends_word(&self, span: Span, after: Option<&Piece>) -> bool {
        let Some(word) = word_cut_at(self.text(), span.end) else {
            return true;
        };
        let cut = Span::new(span.end, word.end).of(self.text());
        matches!(after, Some(Piece::Insertion(_))) || cut.starts_with(is_mark)
    }

    /// `span` with the rest of the words that it cuts.
    pub(super) fn whole_words(&self, span: Span) -> Span {
        let start = word_cut_at(self.text(), span.start).map_or(span.start, |w| w.start);
        let cut = word_cut_at(self.text(), span.end);
        let cut = cut.filter(|w| {
            !Span::new(span.end, w.end)
                .of(self.text())
                .starts_with(is_mark)
        });
        Span::new(start, cut.map_or(span.end, |w| w.end))
    }

    /// Whether what the brackets of the draft stand for is little, and no end of a sentence.
    fn replaces_little(&self, ask: &Ask, passage: &Passage) -> bool {
        let mut brackets = omitted(passage).into_iter().zip(&ask.put_in);
        brackets.all(|(gap, put_in)| {
            let words = gap.of(self.text());
            put_in.is_none() || (gap.len() <= REPLACED && !words.contains(['.', '!', '?', '\n']))
        })
    }

    /// Whether the article says nothing of the quotation between the parts of `passage`: at most whose words they are.
    pub(super) fn is_unbroken(&self, passage: &Passage) -> bool {
        let interrupted = passage.pieces.contains(&Piece::Interruption);
        !interrupted || gaps(passage).all(|gap| self.is_silent(gap))
    }

    /// Whether the article's marks stand around all of `span`.
    pub(super) fn is_one_quotation(&self, span: Span) -> bool {
        self.marks().at(span).any(|m| m.inner.covers(span))
    }

    /// Whether the words of `gap` stand outside of marks that stand around it.
    pub(super) fn is_silent(&self, gap: Span) -> bool {
        let text = self.text();
        let quoted = |span: Span| self.marks().at(span).any(|m| m.inner.covers(span));
        let mut between = words(text, gap).peekable();
        if between.peek().is_none() {
            return true;
        }
        let last = text[..gap.start].char_indices().next_back();
        let first = text[gap.end..].chars().next();
        let beside = last.zip(first).is_some_and(|((at, c), next)| {
            quoted(Span::new(at, at + c.len_utf8()))
                && quoted(Span::new(gap.end, gap.end + next.len_utf8()))
        });
        beside && gap.len() <= ATTRIBUTION && between.all(|word| !quoted(word))
    }

    /// What the article says beside the words at `span`: the rest of the sentence, what stands in marks left out.
    pub(super) fn beside(&self, span: Span) -> Option<String> {
        let sides = self.sides(span)?;
        let text = self.text();
        let first = sides.first().map_or(span.start, |side| side.start);
        let mut said = String::new();
        for side in &sides {
            if side.start > first {
                said.push_str(" … ");
            }
            said.push_str(side.of(text));
        }
        let said = said.trim_matches(|c: char| !c.is_alphanumeric());
        let said: Vec<&str> = said.split_whitespace().collect();
        (said.len() >= TELLING).then(|| said.join(" "))
    }

    /// The stretches of the sentence around the words at `span` that stand in no marks.
    pub(super) fn sides(&self, span: Span) -> Option<Vec<Span>> {
        let number = self.article.paragraph_at(span.start);
        let paragraph = self.article.paragraph(number)?.span;
        let text = self.text();
        let mut sentence = sentence_at(text, paragraph, span.start);
        let last = sentence_at(text, paragraph, span.end.min(paragraph.end).max(span.start));
        sentence = sentence.join(last);
        let mut taken: Vec<Span> = (self.marks().at(sentence))
            .filter(|m| m.depth == 0)
            .map(|m| m.outer)
            .collect();
        taken.push(span);
        taken.sort_unstable();
        Some(holes(sentence, &taken))
    }
}

/// The runs of words of `passage`.
pub(super) fn runs(passage: &Passage) -> impl Iterator<Item = Span> {
    (passage.pieces.iter()).filter_map(|piece| match piece {
        Piece::Words(span) => Some(*span),
        _ => None,
    })
}

/// The stretches between the runs of words of `passage`.
pub(super) fn gaps(passage: &Passage) -> impl Iterator<Item = Span> {
    let runs: Vec<Span> = runs(passage).collect();
    let gap = |pair: &[Span]| Span::new(pair[0].end, pair[1].start.max(pair[0].end));
    runs.windows(2).map(gap).collect::<Vec<_>>().into_iter()
}
