//! Quotations looked for in a draft, and put together where the attribution stands between.
use super::{
    super::read::{Block, Draft},
    found::{Around, Kind, Link, Quotation},
};
use crate::text::{
    Span,
    marks::{marks, unclosed},
    words::{sentences, words},
};
use rustc_hash::FxHashSet;

/// Words that stand between the two parts of an interrupted quotation, at most.
pub(super) const INTERRUPTION: usize = 14;
/// Parts of an interrupted quotation, at most; more are no sentence.
const PARTS: usize = 12;
/// The quotations of `draft`, which is number `number`, in reading order.
#[must_use]
pub fn quotations(number: usize, draft: &Draft) -> Vec<Quotation> {
    let text = without_code(draft);
    let mut found = Finder {
        number,
        draft,
        text: &text,
        attributed: FxHashSet::default(),
    };
    found.attributed = found.attributed();
    let mut all = found.marked();
    all.extend(found.elements(&all));
    let elements: Vec<Span> = (all.iter())
        .filter(|q| q.kind == Kind::Element)
        .map(|q| q.outer)
        .collect();
    all.retain(|q| q.kind == Kind::Element || !is_covered(&elements, q.outer));
    all.sort_by_key(|q| (q.outer.start, q.outer.end));
    let mut all = found.joined(all);
    all.extend(found.blocks());
    all.retain(|q| q.words > 0);
    all.sort_by_key(|q| (q.outer.start, q.outer.end));
    found.surround(&mut all);
    all.retain(|q| says_something(&text, &q.parts));
    all
}

/// Whether `parts` of `text` are more than signs.
fn says_something(text: &str, parts: &[Span]) -> bool {
    (parts.iter()).any(|part| part.of(text).contains(char::is_alphanumeric))
}

/// The reading text with the signs of code made harmless, byte for byte as long.
fn without_code(draft: &Draft) -> String {
    let mut text = draft.text.clone();
    for &code in &draft.code {
        text.replace_range(code.start..code.end, &"x".repeat(code.len()));
    }
    text
}

pub(super) struct Finder<'a> {
    number: usize,
    pub(super) draft: &'a Draft,
    /// The reading text, code made harmless.
    pub(super) text: &'a str,
    /// The numbers of the block quotes that say in their own lines whose words they give: they are read as any paragraph.
    pub(super) attributed: FxHashSet<u32>,
}

impl Finder<'_> {
    /// Whether `block` is one of a block quote that is a quotation as it stands.
    pub(super) fn is_quoted(&self, block: &Block) -> bool {
        (block.quote).is_some_and(|number| !self.attributed.contains(&number))
    }

    pub(super) fn quotation(&self, kind: Kind, parts: Vec<Span>, outer: Span) -> Quotation {
        let parts: Vec<Span> = (parts.into_iter())
            .map(|part| trimmed(self.text, part))
            .filter(|part| !part.is_empty())
            .collect();
        let words = (parts.iter())
            .map(|&part| words(self.text, part).count())
            .sum();
        Quotation {
            draft: self.number,
            kind,
            parts,
            link: Link::Paragraphs,
            outer,
            around: Around::default(),
            words,
            closed: true,
        }
    }

    /// Words in the outermost marks, outside of block quotes.
    fn marked(&self) -> Vec<Quotation> {
        let body: Vec<Span> = (self.draft.blocks.iter())
            .filter(|b| !self.is_quoted(b))
            .map(|b| b.span)
            .collect();
        (marks(self.text, &body).into_iter())
            .filter(|mark| mark.depth == 0)
            .map(|mark| self.quotation(Kind::Marks, mark.words().to_vec(), mark.outer))
            .chain(self.unclosed(&body))
            .collect()
    }

    /// Words behind a mark that nothing closes, to the end of the sentence or to the next mark.
    fn unclosed(&self, body: &[Span]) -> impl Iterator<Item = Quotation> {
        let signs = unclosed(self.text, body);
        signs.into_iter().filter_map(|sign| {
            let at = body.iter().position(|block| block.covers(sign))?;
            let block = body[at];
            if let Some(over) = (body.get(at + 1)).and_then(|&next| self.over(sign, block, next)) {
                return Some(over);
            }
            let rest = trimmed(self.text, Span::new(sign.end, block.end));
            let end = sentences(self.text, rest).first()?.end;
            let next = marks(self.text, &[rest])
                .first()
                .map(|mark| mark.outer.start);
            let words = Span::new(rest.start, next.map_or(end, |next| next.min(end)));
            let mut found = self.quotation(Kind::Marks, vec![words], sign.join(words));
            found.closed = false;
            Some(found)
        })
    }

    /// Words that go on from `block`, in which `sign` opens them, into the `next` one, which does not open them again but closes them.
    fn over(&self, sign: Span, block: Span, next: Span) -> Option<Quotation> {
        let all = marks(self.text, &[block.join(next)]);
        let mark = all.iter().find(|mark| mark.outer.start == sign.start)?;
        let ends = block.end <= next.start && next.start < mark.inner.end;
        let parts = || {
            vec![
                Span::new(sign.end, block.end),
                Span::new(next.start, mark.inner.end),
            ]
        };
        ends.then(|| self.quotation(Kind::Marks, parts(), mark.outer))
    }

    /// `<q>`, where it does not stand inside marks.
    fn elements(&self, marked: &[Quotation]) -> Vec<Quotation> {
        let mut taken: Vec<Span> = marked.iter().map(|q| q.outer).collect();
        let quoted = self.draft.blocks.iter().filter(|b| self.is_quoted(b));
        taken.extend(quoted.map(|b| b.span));
        taken.sort_unstable();
        (self.draft.elements.iter())
            .filter(|&&e| !is_covered(&taken, e))
            .map(|&e| self.quotation(Kind::Element, vec![self.unmarked(e)], e))
            .collect()
    }

    /// `span` without the marks around the whole of it.
    fn unmarked(&self, span: Span) -> Span {
        let span = trimmed(self.text, span);
        let marks = marks(self.text, &[span]);
        (marks.first())
            .filter(|mark| mark.outer == span)
            .map_or(span, |mark| mark.inner)
    }

    /// Quotations of which the second goes on with the sentence of the first, as one.
    fn joined(&self, all: Vec<Quotation>) -> Vec<Quotation> {
        let mut out: Vec<Quotation> = Vec::with_capacity(all.len());
        for next in all {
            match out.last_mut() {
                Some(last) if self.goes_on(last, &next) => {
                    last.parts.extend(next.parts);
                    last.words += next.words;
                    last.outer.end = next.outer.end;
                    last.link = Link::Interrupted;
                }
                _ => out.push(next),
            }
        }
        out
    }

    /// Whether `next` goes on with the sentence of `last`: a comma before the attribution and one behind it, no end of a sentence.
    fn goes_on(&self, last: &Quotation, next: &Quotation) -> bool {
        let blocks = &self.draft.blocks;
        let block = blocks.partition_point(|b| b.span.end <= last.outer.start);
        let same_block = (blocks.get(block))
            .is_some_and(|b| b.span.covers(last.outer) && b.span.covers(next.outer));
        let single = last.parts.len() == 1 || last.link == Link::Interrupted;
        if !same_block
            || !single
            || last.parts.len() >= PARTS
            || !last.closed
            || !next.closed
            || next.parts.len() != 1
            || last.outer.end > next.outer.start
        {
            return false;
        }
        let between = Span::new(last.outer.end, next.outer.start);
        let said = between.of(self.text).trim();
        let count = words(self.text, between).count();
        let is_pause = |c: char| matches!(c, ',' | '—' | '–' | '-' | '，' | '、');
        let paused = last
            .parts
            .last()
            .is_some_and(|p| p.of(self.text).ends_with(is_pause))
            || said.starts_with(is_pause);
        (1..=INTERRUPTION).contains(&count)
            && paused
            && said.ends_with(is_pause)
            && !said.contains(['.', '!', '?', ';'])
    }
}

/// Whether one of `spans`, which are in order and apart, covers `span`.
fn is_covered(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|s| s.end <= span.start);
    spans.get(at).is_some_and(|s| s.covers(span))
}

/// `span` without the blanks around it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}
