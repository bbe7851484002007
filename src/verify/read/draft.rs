//! A draft as it is read, and the way back from its words to the file as given.
use super::note::is_note_mark;
use crate::text::{Lines, Span, marks::unclosed};

/// A text in which quotations are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The file, as the user named it.
    pub file: String,
    /// Which part of the file, where it has several (`footnotes` of a docx).
    pub part: Option<&'static str>,
    /// What stands in the file; of a docx its paragraphs, one a line.
    pub source: String,
    /// Whether a line of `source` is a paragraph of the file, so that a line's number is a paragraph's.
    pub lines_are_paragraphs: bool,
    /// The visible words, markup removed.
    pub text: String,
    /// The paragraphs of `text`, in order.
    pub blocks: Vec<Block>,
    /// What HTML marks as a quotation within a sentence (`<q>`), in `text`.
    pub elements: Vec<Span>,
    /// Code within a sentence, in `text`; its signs are no quotation marks.
    pub code: Vec<Span>,
    runs: Vec<Run>,
}

/// A paragraph of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in the reading text.
    pub span: Span,
    /// The number of the block quote it stands in.
    pub quote: Option<u32>,
    /// Whether it says whose words the block quote gives (`<footer>`, `<cite>`).
    pub credit: bool,
    /// The number of the table row it stands in.
    pub row: Option<u32>,
}

/// A place in a draft's file: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes of the file; of a docx, of its paragraphs one a line.
    pub span: Span,
    /// First line.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// One past the column of the last character.
    pub end_column: usize,
}

/// Bytes of the reading text and the bytes of the file they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: usize,
    source: Span,
    /// Byte for byte, or as a whole (an entity).
    alike: bool,
}

impl Draft {
    /// The bytes of the file behind bytes of the reading text.
    #[must_use]
    pub fn source_of(&self, span: Span) -> Span {
        let run = |at: usize| {
            let next = self.runs.partition_point(|run| run.text <= at);
            next.checked_sub(1).map(|i| self.runs[i])
        };
        let start = run(span.start).map_or(span.start, |run| {
            let along = if run.alike { span.start - run.text } else { 0 };
            (run.source.start + along).min(run.source.end)
        });
        let last = span.end.saturating_sub(1).max(span.start);
        let end = run(last).map_or(span.end, |run| {
            let along = run.source.start + (span.end - run.text);
            if run.alike {
                along.min(run.source.end)
            } else {
                run.source.end
            }
        });
        Span::new(start, end.max(start))
    }

    /// The lines of the file, to be made once for many places.
    #[must_use]
    pub fn lines(&self) -> Lines<'_> {
        Lines::new(&self.source)
    }

    /// Line and column of bytes of the file; a byte order mark is no column.
    #[must_use]
    pub fn place(&self, lines: &Lines<'_>, span: Span) -> Place {
        let marked = usize::from(self.source.starts_with('\u{feff}'));
        let at = |byte: usize| {
            let place = lines.place(byte);
            let before = if place.line == 1 { marked } else { 0 };
            (place.line, place.column.saturating_sub(before).max(1))
        };
        let ((line, column), (end_line, end_column)) = (at(span.start), at(span.end));
        Place {
            span,
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// Bytes of a paragraph behind which a mark that is still open is not looked for.
const TAIL: usize = 1_000;

/// Puts a draft together while its file is read.
pub(super) struct Builder<'a> {
    source: &'a str,
    draft: Draft,
    /// Where the paragraph that is being read begins.
    start: usize,
    /// Where its last line was broken.
    broken: Option<usize>,
    /// The block quote that is open.
    quote: Option<u32>,
    quotes: u32,
    credit: bool,
    /// The table row that is open.
    row: Option<u32>,
    rows: u32,
    element: Option<usize>,
    code: Option<usize>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            draft: Draft::default(),
            start: 0,
            broken: None,
            quote: None,
            quotes: 0,
            credit: false,
            row: None,
            rows: 0,
            element: None,
            code: None,
        }
    }

    /// Adds visible words that come from the bytes `from` of the file.
    pub(super) fn push(&mut self, shown: &str, from: Span) {
        let run = Run {
            text: self.draft.text.len(),
            source: from,
            alike: self.source.get(from.start..from.end) == Some(shown),
        };
        self.draft.runs.push(run);
        self.draft.text.push_str(shown);
    }

    /// Adds signs that a reader sees and that no bytes of the file are; they stand at byte `at` of it.
    pub(super) fn put(&mut self, signs: &str, at: usize) {
        self.push(signs, Span::new(at, at));
    }

    /// How many bytes of words there are so far.
    pub(super) const fn length(&self) -> usize {
        self.draft.text.len()
    }

    /// Takes back the raised signs from byte `from` on where they are the mark of a note; whether they are `linked`.
    pub(super) fn drop_note_mark(&mut self, from: usize, linked: bool) {
        let Some((before, raised)) = self.draft.text.split_at_checked(from) else {
            return;
        };
        if is_note_mark(before, raised, linked) {
            self.draft.text.truncate(from);
            while self.draft.runs.pop_if(|run| run.text >= from).is_some() {}
        }
    }

    /// The last of the paragraph that is being read, so far.
    fn tail(&self) -> Span {
        let (text, end) = (&self.draft.text, self.draft.text.len());
        let start = text.ceil_char_boundary(end.saturating_sub(TAIL));
        Span::new(start.max(self.start), end)
    }

    /// Whether what comes next stands in a block quote, in `<q>` or behind a mark that is open.
    pub(super) fn is_inside_quotation(&self) -> bool {
        let marked = || !unclosed(&self.draft.text, &[self.tail()]).is_empty();
        self.in_quote() || self.element.is_some() || marked()
    }

    /// The marks of a quotation inside another one, which those of the other do not close.
    pub(super) fn inner_marks(&self) -> (&'static str, &'static str) {
        if self.tail().of(&self.draft.text).contains('„') {
            ("‚", "‘")
        } else {
            ("“", "”")
        }
    }

    /// Ends a line at byte `at` of the file; two such ends in a row end the paragraph.
    pub(super) fn break_line(&mut self, at: usize) {
        let again = self
            .broken
            .replace(self.draft.text.len())
            .is_some_and(|broken| {
                broken >= self.start && self.draft.text[broken..].trim().is_empty()
            });
        if again {
            self.end_block();
        } else {
            self.push("\n", Span::new(at, at));
        }
    }

    /// Ends the paragraph.
    pub(super) fn end_block(&mut self) {
        self.close_element();
        self.close_code();
        let end = self.draft.text.len();
        let words = &self.draft.text[self.start..end];
        if !words.trim().is_empty() {
            let start = self.start + (words.len() - words.trim_start().len());
            let span = Span::new(start, start + words.trim().len());
            self.draft.blocks.push(Block {
                span,
                quote: self.quote,
                credit: self.credit,
                row: self.row,
            });
            self.draft.text.push('\n');
        }
        self.start = self.draft.text.len();
    }

    pub(super) fn open_quote(&mut self) {
        self.end_block();
        self.quote = Some(self.quotes);
        self.quotes += 1;
    }

    pub(super) fn close_quote(&mut self) {
        self.end_block();
        (self.quote, self.credit) = (None, false);
    }

    /// How many block quotes there have been.
    pub(super) const fn quotes(&self) -> u32 {
        self.quotes
    }

    /// Begins a line that says whose words the block quote right before it gives, one after the first `before`; whether there is one.
    pub(super) fn open_caption(&mut self, before: u32) -> bool {
        self.end_block();
        let last = self.draft.blocks.last().and_then(|block| block.quote);
        let last = last.filter(|&number| number >= before);
        if last.is_some() {
            (self.quote, self.credit) = (last, true);
        }
        last.is_some()
    }

    pub(super) fn open_row(&mut self) {
        self.end_block();
        self.row = Some(self.rows);
        self.rows += 1;
    }

    pub(super) fn close_row(&mut self) {
        self.end_block();
        self.row = None;
    }

    pub(super) const fn in_quote(&self) -> bool {
        self.quote.is_some()
    }

    /// Begins or ends the line of a block quote that says whose words it gives.
    pub(super) fn set_credit(&mut self, credit: bool) {
        self.end_block();
        self.credit = credit;
    }

    pub(super) const fn open_element(&mut self) {
        self.element = Some(self.draft.text.len());
    }

    pub(super) fn close_element(&mut self) {
        let end = self.draft.text.len();
        let span = self.element.take().map(|start| Span::new(start, end));
        self.draft.elements.extend(span.filter(|s| !s.is_empty()));
    }

    pub(super) const fn open_code(&mut self) {
        self.code = Some(self.draft.text.len());
    }

    pub(super) fn close_code(&mut self) {
        let end = self.draft.text.len();
        let span = self.code.take().map(|start| Span::new(start, end));
        self.draft.code.extend(span.filter(|s| !s.is_empty()));
    }

    pub(super) fn finish(mut self, file: &str) -> Draft {
        self.end_block();
        Draft {
            file: file.to_owned(),
            source: self.source.to_owned(),
            ..self.draft
        }
    }
}
