//! What the analyst makes of it: bottom line, judgements, conflicts, open questions, lines to take.
use super::{
    desk::Desk,
    prose::{listed, plain},
};
use crate::{
    export::content::{Block, Inline, Item, Text},
    model::{Body, Note, NoteKind, Record, RecordId, Ref, Scale, Scope},
    text::{Span, words::sentences},
};

/// Sentences a bottom line may have.
const BOTTOM: usize = 3;

impl<'a> Desk<'a> {
    /// The notes of one kind, as they are written.
    fn notes(&self, kind: NoteKind) -> impl Iterator<Item = (RecordId, &'a Record, &'a Note)> {
        self.records()
            .filter_map(move |(id, record)| match &record.body {
                Body::Note(note) if note.kind == kind => Some((id, record, note.as_ref())),
                _ => None,
            })
    }

    /// For notes of a kind: `instead` where there are none, and that they are left out where they are.
    fn nothing(&self, kind: NoteKind, instead: &str) -> Block {
        let is_one =
            |record: &Record| matches!(&record.body, Body::Note(note) if note.kind == kind);
        let any = (self.dossier.records()).any(|(_, record)| is_one(record));
        Block::Paragraph(Text::of(if any { super::narrow::CUT_ALL } else { instead }))
    }

    /// A line of the analyst, what is wrong with it, and where what it is about stands.
    fn line_of(&self, record: &Record, label: Option<&str>, about: &[Ref]) -> Item {
        let mut text = Text::default();
        if let Some(label) = label {
            text.put(Inline::Strong(format!("{label}."))).say(" ");
        }
        text.add(self.authored(record.says.as_deref().unwrap_or_default()))
            .stop();
        for fault in self.faults(record) {
            text.say(" ").put(fault);
        }
        text.cite(self.cites(about));
        Item {
            record: Some(record.id.clone()),
            text,
        }
    }

    /// Section 1.
    pub(super) fn bottom_line(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = (self.notes(NoteKind::BottomLine))
            .map(|(_, record, note)| {
                let says = record.says.as_deref().unwrap_or_default();
                let all = sentences(says, Span::new(0, says.len()));
                if all.len() <= BOTTOM {
                    return Block::Paragraph(self.line_of(record, None, &note.about).text);
                }
                let mut text = self.authored(&says[..all[BOTTOM - 1].end]);
                text.cite(self.cites(&note.about));
                let more = all.len() - BOTTOM;
                text.say(" ").put(Inline::Fault(format!(
                    "{} more than a bottom line holds left out: {}",
                    super::prose::count(more, "sentence"),
                    plain(&record.path())
                )));
                Block::Paragraph(text)
            })
            .collect();
        if blocks.is_empty() {
            blocks.push(self.nothing(NoteKind::BottomLine, "No bottom line authored."));
        }
        blocks
    }

    /// Section 2.
    pub(super) fn judgements(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (_, record, note) in self.notes(NoteKind::Judgement) {
            let mut item = self.line_of(record, Some("Judgement"), &[]);
            if let Some(likelihood) = &note.likelihood {
                let scale = self.dossier.written().about.scale.unwrap_or(Scale::Phia);
                let likelihood = plain(likelihood);
                let said = format!(" Likelihood: {likelihood} ({}).", scale.gloss());
                item.text.say(said);
            }
            if let Some(confidence) = note.confidence {
                let said = format!(" Confidence in this judgement is {}.", confidence.word());
                item.text.say(said);
            }
            for (word, refs) in [("Because", &note.because), ("Against", &note.against)] {
                if !refs.is_empty() {
                    item.text
                        .say(format!(" {word}: "))
                        .add(self.grounds(refs))
                        .stop();
                }
            }
            if !note.assumes.is_empty() {
                let assumed: Vec<String> = note.assumes.iter().map(|a| plain(a)).collect();
                item.text.say(format!(" Assumes: {}.", assumed.join("; ")));
            }
            blocks.push(Block::Item(item));
        }
        blocks
    }

    /// The records a line rests on: who, on what basis, where.
    pub(super) fn grounds(&self, refs: &[Ref]) -> Text {
        let mut text = Text::default();
        for one in refs {
            if !text.is_empty() {
                text.say("; ");
            }
            let Some((id, record)) = self.record(&one.id) else {
                text.put(Inline::Fault(format!(
                    "no record called {}",
                    plain(&one.id)
                )));
                continue;
            };
            let words = match &record.body {
                Body::Quote(quote) => {
                    let mut label = self.label(id);
                    if !label.contains('\'') {
                        label = format!("{}, {}", self.name(&quote.source.id), uncapital(&label));
                    }
                    label
                }
                Body::Claim(_) => "the article".to_owned(),
                Body::Event(_) => "event in the article".to_owned(),
                Body::Position(_) => "the analyst's line".to_owned(),
                Body::Shift(_) => "shift".to_owned(),
                Body::Note(_) => "the analyst's note".to_owned(),
            };
            let cites = self.cites(std::iter::once(one));
            text.say(super::prose::capital(&words)).cite(cites);
        }
        text
    }

    /// Section 6.
    pub(super) fn conflicts(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (kind, label) in [
            (NoteKind::Conflict, "Conflict"),
            (NoteKind::Variant, "Variant"),
        ] {
            for (_, record, note) in self.notes(kind) {
                let mut item = self.line_of(record, Some(label), &note.about);
                if let Some(answer) = &note.answer {
                    item.text
                        .say(" Resolved: ")
                        .add(self.authored(answer))
                        .stop();
                }
                blocks.push(Block::Item(item));
            }
        }
        for id in self.text_order() {
            let record = self.dossier.record(id);
            let scope = match &record.body {
                Body::Quote(quote) => quote.scope,
                Body::Claim(claim) => claim.scope,
                _ => None,
            };
            if scope == Some(Scope::Unclear) {
                blocks.push(Block::Item(self.unclear(id, record)));
            }
        }
        blocks
    }

    fn unclear(&self, id: RecordId, record: &Record) -> Item {
        let mut text = Text::default();
        text.put(Inline::Strong("Unclear reach.".to_owned()))
            .say(" ");
        let whose = match record.quote() {
            Some(quote) => format!(
                "How far the attribution to {} reaches:",
                self.name(&quote.source.id)
            ),
            None => "The article's own words, or still a source's:".to_owned(),
        };
        text.say(format!("{whose} ")).add(self.words(id)).stop();
        text.cite(self.cite(id));
        Item {
            record: Some(record.id.clone()),
            text,
        }
    }

    /// Section 7.
    pub(super) fn gaps(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (_, record, note) in self.notes(NoteKind::Gap) {
            let mut item = self.line_of(record, None, &note.about);
            if let Some(ask) = &note.ask {
                item.text.say(" Ask: ").add(self.authored(ask)).stop();
            }
            blocks.push(Block::Item(item));
        }
        if blocks.is_empty() {
            blocks.push(self.nothing(NoteKind::Gap, "None recorded."));
        }
        blocks
    }

    /// Section 10.
    pub(super) fn lines(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (_, record, note) in self.notes(NoteKind::Line) {
            let label = if note.if_raised.is_some() {
                "If raised"
            } else {
                "Line to take"
            };
            let mut item = self.line_of(record, None, &note.about);
            let mut text = Text::default();
            text.put(Inline::Strong(format!("{label}."))).say(" ");
            if let Some(raised) = &note.if_raised {
                text.add(self.authored(raised)).stop().say(" ");
            }
            text.add(item.text);
            item.text = text;
            blocks.push(Block::Item(item));
        }
        blocks
    }

    /// The confidence authored with judgements, counted: `1 low and 2 moderate`.
    pub(super) fn confidence(&self) -> Option<String> {
        let stated: Vec<_> = (self.notes(NoteKind::Judgement))
            .filter_map(|(_, _, note)| note.confidence)
            .collect();
        let mut grades = stated.clone();
        grades.sort_unstable();
        grades.dedup();
        let counted: Vec<String> = (grades.iter())
            .map(|grade| {
                let n = stated.iter().filter(|other| *other == grade).count();
                format!("{n} {}", grade.word())
            })
            .collect();
        (!counted.is_empty()).then(|| listed(&counted))
    }
}

fn uncapital(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_lowercase().chain(rest).collect(),
        None => String::new(),
    }
}
