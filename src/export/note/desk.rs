//! What every section asks of the dossier: words as they may be printed, citations, names, places.
use super::prose::{Prose, parts, plain, segments, visible};
use crate::{
    anchor::{Outcome, Passage, Piece},
    diag::{Code, Diagnostic, Place},
    export::content::{Cite, Inline, Quoted, Text},
    model::{Codebook, Dossier, Filter, Form, Record, RecordId, Ref, Sieve},
    text::{
        Span,
        fold::{Folded, Needle},
        marks::Mark,
    },
};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// A dossier with what was found wrong in it, ready to be written about.
pub(in crate::export) struct Desk<'a> {
    /// The dossier.
    pub(in crate::export) dossier: &'a Dossier,
    /// What is wrong.
    pub(in crate::export) findings: &'a [Diagnostic],
    /// What is asked for of it.
    pub(super) filter: Filter,
    /// The records that are.
    pub(super) sieve: Sieve,
    by_record: FxHashMap<&'a str, Vec<&'a Diagnostic>>,
    marks: Vec<Vec<Mark>>,
    printed: OnceCell<Vec<(usize, Folded)>>,
    lines: Vec<Vec<usize>>,
}

/// How deep a citation follows records that rest on records.
const DEEPEST: usize = 3;

impl<'a> Desk<'a> {
    pub(in crate::export) fn new(dossier: &'a Dossier, findings: &'a [Diagnostic]) -> Self {
        let mut by_record: FxHashMap<&str, Vec<&Diagnostic>> = FxHashMap::default();
        for finding in findings {
            if let Some(record) = &finding.record {
                by_record.entry(record).or_default().push(finding);
            }
        }
        let outermost = |mark: &&Mark| mark.depth == 0;
        let marked = |number| {
            let marks = dossier.marks(number).all().iter();
            marks.filter(outermost).cloned().collect()
        };
        let lines = |(_, file): (_, &crate::diag::File)| {
            memchr::memchr_iter(b'\n', file.text.as_bytes()).collect()
        };
        Self {
            dossier,
            findings,
            filter: Filter::default(),
            sieve: Sieve::default(),
            by_record,
            marks: (0..dossier.articles().len()).map(marked).collect(),
            printed: OnceCell::new(),
            lines: dossier.written().files.iter().map(lines).collect(),
        }
    }

    /// The codebook.
    pub(in crate::export) fn codebook(&self) -> &'a Codebook {
        self.dossier.codebook()
    }

    /// Line and column (from 1, characters) of a place.
    pub(in crate::export) fn line(&self, place: Place) -> (usize, usize) {
        let Some(breaks) = self.lines.get(place.file.0 as usize) else {
            return (1, 1);
        };
        let line = breaks.partition_point(|&at| at < place.span.start);
        let start = line.checked_sub(1).map_or(0, |n| breaks[n] + 1);
        let text = &self.dossier.written().files.get(place.file).text;
        let column = text
            .get(start..place.span.start)
            .map_or(0, |t| t.chars().count());
        (line + 1, column + 1)
    }

    /// The file of a place, as in messages.
    pub(in crate::export) fn file(&self, place: Place) -> &'a str {
        let mut files = self.dossier.written().files.iter();
        files
            .find(|(id, _)| *id == place.file)
            .map_or("", |(_, file)| &file.path)
    }

    /// `articles/talks.toml:59`.
    pub(in crate::export) fn place(&self, place: Place) -> String {
        format!("{}:{}", self.file(place), self.line(place).0)
    }

    /// How `id` is called in a sentence: a source's name, or that nobody is named.
    pub(in crate::export) fn name(&self, id: &str) -> String {
        match id {
            Codebook::ARTICLE => "the article".to_owned(),
            Codebook::UNNAMED => "a source not named".to_owned(),
            "" => "no source recorded".to_owned(),
            id => plain(self.codebook().name(id)),
        }
    }

    /// What somebody wrote. Marks stay double only where an article prints the words in marks; elsewhere they are single.
    pub(in crate::export) fn authored(&self, words: &str) -> Text {
        let shown = visible(words);
        let mut text = Text::default();
        for piece in parts(shown.trim()) {
            match piece {
                Prose::Plain(words) => {
                    text.say(edges(words, &plain(words)));
                }
                Prose::Marked(words) => match self.proven(words) {
                    Some(quoted) => {
                        text.put(Inline::Quoted(quoted));
                    }
                    None => {
                        text.say(format!("‘{}’", plain(words)));
                    }
                },
            }
        }
        text
    }

    /// `words` as some article prints them in marks, with words left out where they say so.
    fn proven(&self, words: &str) -> Option<Quoted> {
        let segments = segments(words);
        let needles = segments.iter().map(|segment| Needle::new(segment));
        let needles: Option<Vec<Needle<'_>>> = needles.collect();
        let needles = needles.filter(|needles| !needles.is_empty())?;
        self.printed().iter().find_map(|(number, folded)| {
            let article = &self.dossier.articles()[*number];
            let mut quoted: Option<Quoted> = None;
            let mut from = 0;
            for needle in &needles {
                let mut hits = folded.hits(&article.text, needle);
                let hit = hits.find(|hit| hit.is_whole() && hit.span.start >= from)?;
                from = hit.span.end;
                match &mut quoted {
                    None => quoted = Some(Quoted::new(*number, article, hit.span, false)),
                    Some(quoted) => {
                        quoted.elide();
                        quoted.then(article, hit.span);
                    }
                }
            }
            let mut quoted = quoted?;
            quoted.close();
            Some(quoted)
        })
    }

    /// All words in marks, folded, with the number of their article.
    fn printed(&self) -> &[(usize, Folded)] {
        self.printed.get_or_init(|| {
            let articles = self.dossier.articles().iter().zip(&self.marks).enumerate();
            articles
                .flat_map(|(number, (article, marks))| {
                    let spans = marks.iter().flat_map(Mark::words);
                    spans.map(move |&span| (number, Folded::new(&article.text, span)))
                })
                .collect()
        })
    }

    /// The record called `id`.
    pub(in crate::export) fn record(&self, id: &str) -> Option<(RecordId, &'a Record)> {
        let id = self.dossier.find(id)?;
        Some((id, self.dossier.record(id)))
    }

    /// Where a record's words stand.
    pub(in crate::export) fn cite(&self, id: RecordId) -> Option<Cite> {
        Some(Cite {
            article: self.dossier.record(id).article? + 1,
            paragraphs: self.dossier.paragraphs(id),
        })
    }

    /// Where the records called `refs` stand, or those they rest on; in text order, each once.
    pub(in crate::export) fn cites<'r>(
        &self,
        refs: impl IntoIterator<Item = &'r Ref>,
    ) -> Vec<Cite> {
        let mut found = Vec::new();
        for one in refs {
            self.gather(&one.id, DEEPEST, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn gather(&self, id: &str, depth: usize, found: &mut Vec<Cite>) {
        let Some((id, record)) = self.record(id) else {
            return;
        };
        found.extend(self.cite(id));
        if depth > 0 {
            for one in record.evidence() {
                self.gather(&one.id, depth - 1, found);
            }
        }
    }

    /// The words of a record as they may be printed: in marks what the article has in marks, or what is wrong with them.
    pub(in crate::export) fn words(&self, id: RecordId) -> Text {
        let record = self.dossier.record(id);
        let number = record.article.unwrap_or_default();
        if let Some(passage) = self.dossier.passage(id) {
            let whole = self.dossier.form(id) == Some(Form::Direct);
            return self.passage(number, passage, whole);
        }
        let mut text = Text::default();
        text.put(Inline::Fault(self.unproven(id)));
        text
    }

    /// Why the words of a record are not printed as words of the article.
    fn unproven(&self, id: RecordId) -> String {
        let record = self.dossier.record(id);
        let anchoring = [Code::E01, Code::E02, Code::E05];
        let own = self.of_record(record).find(|f| anchoring.contains(&f.code));
        let why = match (own, self.dossier.anchor(id).map(|anchor| &anchor.outcome)) {
            (Some(finding), _) => reason(finding),
            (None, Some(Outcome::Ambiguous(places))) => {
                format!("stands in the article {} times", places.len())
            }
            (None, Some(Outcome::Unchecked(_))) => {
                "not looked for: no article to look in".to_owned()
            }
            (None, Some(_)) => "not in the article".to_owned(),
            (None, None) => "no words given".to_owned(),
        };
        let words = plain(&record.text.join(" ... "));
        format!("not proven: {words} ({why})")
    }

    /// What is wrong with a record, other than where its words stand.
    pub(in crate::export) fn faults(&self, record: &Record) -> Vec<Inline> {
        let anchoring = [Code::E01, Code::E02, Code::E05];
        (self.of_record(record))
            .filter(|f| f.severity == crate::diag::Severity::Error)
            .filter(|f| record.text.is_empty() || !anchoring.contains(&f.code))
            .map(|f| Inline::Fault(reason(f)))
            .collect()
    }

    fn of_record(&self, record: &Record) -> impl Iterator<Item = &'a Diagnostic> + use<'a> {
        let found = self.by_record.get(record.path().as_str());
        found.cloned().unwrap_or_default().into_iter()
    }

    /// The bytes `span` of an article as running text: marked words in marks, the rest as it is.
    pub(in crate::export) fn stretch(&self, article: usize, span: Span) -> Text {
        let passage = Passage {
            span,
            pieces: vec![Piece::Words(span)],
        };
        self.passage(article, &passage, false)
    }

    /// The words right after `from` in the same stretch of prose, up to the passage, and the passage.
    pub(in crate::export) fn led(&self, id: RecordId, from: usize) -> Text {
        let record = self.dossier.record(id);
        let number = record.article.unwrap_or_default();
        let Some(passage) = self.dossier.passage(id) else {
            return self.words(id);
        };
        let mut led = passage.clone();
        led.span.start = from.min(led.span.start);
        if let Some(Piece::Words(first)) = led.pieces.first_mut() {
            first.start = led.span.start;
        }
        self.passage(number, &led, false)
    }

    fn passage(&self, number: usize, passage: &Passage, whole: bool) -> Text {
        let Some(article) = self.dossier.articles().get(number) else {
            return Text::default();
        };
        let mut setter = Setter {
            desk: self,
            number,
            whole,
            text: Text::default(),
            open: None,
            waiting: None,
        };
        for piece in &passage.pieces {
            match piece {
                Piece::Words(span) => setter.words(*span),
                Piece::Elision | Piece::Interruption => setter.waiting = Some(piece),
                Piece::Insertion(word) => setter.insert(word),
            }
        }
        setter.shut();
        if setter.text.is_empty() {
            setter.text.say(plain(passage.span.of(&article.text)));
        }
        setter.text
    }
}

/// A finding in brackets: `E04 context-not-found: ...`.
pub(super) fn reason(finding: &Diagnostic) -> String {
    let (code, name) = (finding.code.code(), finding.code.name());
    format!("{code} {name}: {}", plain(&finding.message))
}

/// `trimmed` with a blank at the ends where `words` has white space there.
fn edges(words: &str, trimmed: &str) -> String {
    let blank = |is: bool| if is { " " } else { "" };
    if trimmed.is_empty() {
        return blank(!words.is_empty()).to_owned();
    }
    let start = blank(words.starts_with(char::is_whitespace));
    let end = blank(words.ends_with(char::is_whitespace));
    format!("{start}{trimmed}{end}")
}

/// Sets the pieces of one passage.
struct Setter<'d, 'a> {
    desk: &'d Desk<'a>,
    number: usize,
    whole: bool,
    text: Text,
    /// The quotation that is being set, and the mark of the article it stands in.
    open: Option<(Quoted, Span)>,
    /// What stands before the next words.
    waiting: Option<&'d Piece>,
}

impl Setter<'_, '_> {
    /// Sets printed words, parted at the article's marks.
    fn words(&mut self, span: Span) {
        let desk = self.desk;
        let marks = &desk.marks[self.number];
        let first = marks.partition_point(|mark| mark.outer.end <= span.start);
        let mut at = span.start;
        for mark in marks[first..]
            .iter()
            .take_while(|m| m.outer.start < span.end)
        {
            if at < mark.outer.start {
                self.outside(Span::new(at, mark.outer.start));
            }
            for part in mark.words() {
                let inner = Span::new(part.start.max(span.start), part.end.min(span.end));
                if inner.start < inner.end {
                    self.inside(inner, mark.outer);
                }
            }
            at = mark.outer.end.max(at);
        }
        if at < span.end {
            self.outside(Span::new(at, span.end));
        }
    }

    fn inside(&mut self, span: Span, mark: Span) {
        let article = &self.desk.dossier.articles()[self.number];
        let words = span.of(&article.text);
        let span = Span::new(
            span.start + (words.len() - words.trim_start().len()),
            span.end - (words.len() - words.trim_end().len()),
        );
        if span.start >= span.end {
            return;
        }
        let follows = matches!(&self.open, Some((_, open)) if *open == mark);
        let apart = matches!(self.waiting, Some(Piece::Interruption));
        match (&mut self.open, self.waiting.take()) {
            (Some((quoted, _)), Some(_)) if follows && !apart => {
                quoted.elide();
                quoted.then(article, span);
            }
            (Some((quoted, _)), None) if follows && quoted.inserted() => quoted.then(article, span),
            (_, waiting) => {
                self.shut();
                if waiting.is_some() {
                    self.leave_out();
                } else if matches!(self.text.0.last(), Some(Inline::Quoted(_))) {
                    self.text.say(" ");
                }
                let quoted = Quoted::new(self.number, article, span, self.whole);
                self.open = Some((quoted, mark));
            }
        }
    }

    fn outside(&mut self, span: Span) {
        let article = &self.desk.dossier.articles()[self.number];
        let raw = span.of(&article.text);
        let words = plain(raw);
        self.shut();
        if self.waiting.take().is_some() {
            self.leave_out();
        }
        let set = edges(raw, &words);
        let after_word =
            matches!(self.text.0.last(), Some(Inline::Plain(last)) if last.ends_with(']'));
        if after_word && set.starts_with(char::is_alphanumeric) {
            self.text.say(" ");
        }
        let set = if self.is_apart() {
            set.trim_start()
        } else {
            &set
        };
        self.text.say(set);
    }

    /// Whether a blank stands before what comes, or nothing does.
    fn is_apart(&self) -> bool {
        match self.text.0.last() {
            None => true,
            Some(Inline::Plain(words)) => words.ends_with([' ', '(', '‘', '—']),
            Some(_) => false,
        }
    }

    /// Says that words are left out before what comes.
    fn leave_out(&mut self) {
        if !self.text.is_empty() {
            let dots = if self.is_apart() { "... " } else { " ... " };
            self.text.say(dots);
        }
    }

    /// Sets a word of the annotator.
    fn insert(&mut self, word: &str) {
        let left_out = matches!(self.waiting, Some(Piece::Elision));
        if let Some((quoted, _)) = &mut self.open {
            if left_out {
                quoted.elide();
                self.waiting = None;
            }
            quoted.insert(word);
            return;
        }
        if self.waiting.take().is_some() {
            self.leave_out();
        }
        let blank = if self.is_apart() { "" } else { " " };
        self.text.say(format!("{blank}[{}]", plain(word)));
    }

    /// Ends the quotation that is being set.
    fn shut(&mut self) {
        if let Some((mut quoted, _)) = self.open.take() {
            quoted.close();
            self.text.put(Inline::Quoted(quoted));
        }
    }
}
