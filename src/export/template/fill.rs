//! The stand-ins a template handles, and what comes in their place.
use super::{html, output::Output};
use crate::export::{
    content::{Block, Note, Text},
    md, txt,
};

/// Begin and end a stand-in; no note holds either.
const OPEN: char = '\u{fdd1}';
const SHUT: char = '\u{fdd2}';

/// What a template cannot take apart.
#[derive(Clone, Copy)]
enum Whole<'n> {
    /// A text, in a line.
    Text(&'n Text),
    /// A text, in a cell.
    Cell(&'n Text),
    /// A block, on lines of its own.
    Block(&'n Block),
    /// What the citations of the page so far refer to.
    Footnotes,
}

/// All wholes of one note; the number of each is in its stand-in.
pub(super) struct Wholes<'n> {
    note: &'n Note,
    all: Vec<Whole<'n>>,
}

impl<'n> Wholes<'n> {
    pub(super) fn new(note: &'n Note) -> Self {
        let all = Vec::new();
        Self { note, all }
    }

    fn stand_in(&mut self, whole: Whole<'n>) -> String {
        self.all.push(whole);
        format!("{OPEN}{}{SHUT}", self.all.len() - 1)
    }

    pub(super) fn text(&mut self, text: &'n Text) -> String {
        self.stand_in(Whole::Text(text))
    }

    pub(super) fn cell(&mut self, text: &'n Text) -> String {
        self.stand_in(Whole::Cell(text))
    }

    pub(super) fn block(&mut self, block: &'n Block) -> String {
        self.stand_in(Whole::Block(block))
    }

    pub(super) fn footnotes(&mut self) -> String {
        self.stand_in(Whole::Footnotes)
    }

    /// `page` with the words in the places of their stand-ins; `None` where one of those is not whole.
    pub(super) fn fill(&self, page: &str, output: Output) -> Option<String> {
        let mut markdown = md::Page::default();
        let mut out = String::with_capacity(page.len() * 2);
        let mut rest = page;
        while let Some(at) = rest.find([OPEN, SHUT]) {
            out.push_str(&rest[..at]);
            let (number, after) = rest[at..].strip_prefix(OPEN)?.split_once(SHUT)?;
            let whole = *self.all.get(number.parse::<usize>().ok()?)?;
            let words = self.words(whole, output, &mut markdown);
            if output == Output::Md && begins_a_block(&out) && matches!(whole, Whole::Text(_)) {
                out.push_str(&md::guarded(words));
            } else {
                out.push_str(&words);
            }
            rest = after;
        }
        out.push_str(rest);
        Some(out)
    }

    fn words(&self, whole: Whole<'n>, output: Output, markdown: &mut md::Page) -> String {
        match (output, whole) {
            (Output::Md, Whole::Text(text)) => markdown.text(text, false),
            (Output::Md, Whole::Cell(text)) => markdown.text(text, true),
            (Output::Md, Whole::Block(block)) => markdown.block(block),
            (Output::Md, Whole::Footnotes) => markdown.footnotes(self.note),
            (Output::Html, Whole::Text(text) | Whole::Cell(text)) => html::inlines(text),
            (Output::Html, Whole::Block(block)) => html::block(block),
            (Output::Txt, Whole::Text(text) | Whole::Cell(text)) => txt::line(text),
            (Output::Txt, Whole::Block(block)) => txt::block(block),
            (Output::Html | Output::Txt, Whole::Footnotes) => String::new(),
        }
    }
}

/// Whether what follows begins a line of Markdown, or an entry of a list on it.
fn begins_a_block(out: &str) -> bool {
    let line = &out[out.rfind('\n').map_or(0, |at| at + 1)..];
    line.trim_start_matches([' ', '-', '*', '+', '>', '.', ')'])
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .is_empty()
}
