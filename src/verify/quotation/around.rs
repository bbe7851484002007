//! What stands around a quotation: the rest of its sentence, the one before, the cells beside it.
use super::{
    super::read::Block,
    block::is_dashed,
    find::{Finder, INTERRUPTION},
    found::{Around, Kind, Link, Quotation},
};
use crate::text::{
    Span,
    fold::is_mark,
    words::{sentences, words},
};

/// Cells of a table row on each side of a quotation in which a speaker is looked for, at most.
const CELLS: usize = 16;
/// Bytes beside a quotation in which a speaker is looked for, at most.
const REACH: usize = 600;

impl Finder<'_> {
    /// Says of each quotation what stands around it.
    pub(super) fn surround(&self, all: &mut [Quotation]) {
        let outers: Vec<Span> = (all.iter())
            .flat_map(|q| match q.link {
                Link::Interrupted => q.parts.clone(),
                Link::Paragraphs => vec![q.outer],
            })
            .collect();
        let blocks = &self.draft.blocks;
        let mut split: Option<(usize, Vec<Span>)> = None;
        for q in all {
            let first = blocks.partition_point(|b| b.span.end <= q.outer.start);
            let last = blocks.partition_point(|b| b.span.start < q.outer.end);
            let last = last.saturating_sub(1).max(first);
            if q.kind == Kind::Block {
                q.around = self.around_block(q, first, last, &outers);
                continue;
            }
            if split.as_ref().is_none_or(|(n, _)| *n != first) {
                let all = blocks
                    .get(first)
                    .map_or(Vec::new(), |b| sentences(self.text, b.span));
                split = Some((first, all));
            }
            let Some((_, all)) = &split else { continue };
            q.around = self.around_marks(q, all, blocks.get(last), first, &outers);
        }
    }

    fn around_marks(
        &self,
        q: &Quotation,
        sentences_of_first: &[Span],
        last: Option<&Block>,
        first: usize,
        outers: &[Span],
    ) -> Around {
        let begins = sentences_of_first.partition_point(|s| s.end <= q.outer.start);
        let elsewhere =
            (last.filter(|b| !b.span.covers(q.outer))).map(|b| sentences(self.text, b.span));
        let later = elsewhere.as_deref().unwrap_or(sentences_of_first);
        let sentence = self.sentence(q, sentences_of_first, later, outers);
        let mut sentence = self.without_credits(q, holes(sentence, outers));
        sentence.extend(last.and_then(|block| self.credit_of(q, block)));
        let before = match begins.checked_sub(1) {
            Some(i) => Some(sentences_of_first[i]),
            None => (first.checked_sub(1))
                .filter(|&i| !self.is_credit(i))
                .and_then(|i| self.last_sentence(i)),
        };
        let cells = self.cells(first);
        if begins == 0 && !cells.is_empty() {
            return Around {
                sentence,
                before: cells
                    .into_iter()
                    .flat_map(|cell| holes(cell, outers))
                    .collect(),
                earlier: Vec::new(),
                leads: true,
                row: true,
            };
        }
        Around {
            sentence,
            before: before.map_or(Vec::new(), |s| self.without_credits(q, holes(s, outers))),
            earlier: before.map_or(Vec::new(), |s| holes(self.earlier(first, s), outers)),
            leads: begins > 0,
            row: false,
        }
    }

    /// What stands in a line of its own behind `block`, where `q` is the last of that, and says whose words it is.
    fn credit_of(&self, q: &Quotation, block: &Block) -> Option<Span> {
        let rest = Span::new(q.outer.end.min(block.span.end), block.span.end);
        let is_last = words(self.text, rest).next().is_none();
        let blocks = &self.draft.blocks;
        let number = blocks.partition_point(|b| b.span.end <= block.span.start);
        is_last.then(|| self.credit_behind(number)).flatten()
    }

    /// The paragraph behind block `number`, if it begins with a dash and only says whose words the block is.
    pub(super) fn credit_behind(&self, number: usize) -> Option<Span> {
        let blocks = &self.draft.blocks;
        let (block, next) = (blocks.get(number)?, blocks.get(number + 1)?);
        let apart = next.quote.is_none() || (next.quote != block.quote && !next.credit);
        let few = words(self.text, next.span).count() <= INTERRUPTION;
        (apart && few && self.is_credit(number + 1)).then_some(next.span)
    }

    /// Whether block `number` only says whose words the quotation before it is: — Brook, harbour master.
    fn is_credit(&self, number: usize) -> bool {
        let blocks = &self.draft.blocks;
        let text = |block: &Block| block.span.of(self.text).trim();
        let quoted = |block: &Block| block.quote.is_some() || text(block).ends_with(is_mark);
        let before = number.checked_sub(1).map(|before| &blocks[before]);
        blocks[number].credit || (is_dashed(text(&blocks[number])) && before.is_some_and(quoted))
    }

    /// What stands before the sentence `before`: in the paragraph of it, and in the one before block `first`.
    fn earlier(&self, first: usize, before: Span) -> Span {
        let block = &self.draft.blocks[first.saturating_sub(1)];
        let start = block.span.start.max(self.back(before.start));
        Span::new(start.min(before.start), before.start)
    }

    /// The sentence around `q`, which begins in one of the sentences `first` and ends in one of `later`.
    fn sentence(&self, q: &Quotation, first: &[Span], later: &[Span], outers: &[Span]) -> Span {
        let begins = first.partition_point(|s| s.end <= q.outer.start);
        let ends = later.partition_point(|s| s.end < q.outer.end);
        let mut sentence = q.outer;
        for part in [first.get(begins), later.get(ends)] {
            sentence = part.map_or(sentence, |part| part.join(sentence));
        }
        sentence.start = sentence.start.max(self.back(q.outer.start));
        sentence.end = sentence.end.min(self.ahead(q.outer.end));
        let own = holes(sentence, outers);
        let bare = !own.iter().any(|s| words(self.text, *s).next().is_some());
        if bare && let Some(next) = later.get(ends + 1).filter(|s| self.says(q, **s)) {
            sentence.end = next.end;
        }
        let credit = self.in_brackets(q.outer.end);
        sentence.end = credit.map_or(sentence.end, |credit| sentence.end.max(credit.end));
        sentence
    }

    /// The other cells of the table row that block `number` stands in.
    fn cells(&self, number: usize) -> Vec<Span> {
        let blocks = &self.draft.blocks;
        let Some(row) = blocks.get(number).and_then(|block| block.row) else {
            return Vec::new();
        };
        let of_row = |block: &&Block| block.row == Some(row);
        let (before, behind) = blocks.split_at(number);
        let before = before.iter().rev().take_while(of_row).take(CELLS);
        let behind = behind[1..].iter().take_while(of_row).take(CELLS);
        let mut cells: Vec<Span> = before.map(|block| block.span).collect();
        cells.reverse();
        cells.extend(behind.map(|block| block.span));
        cells
    }

    pub(super) fn last_sentence(&self, block: usize) -> Option<Span> {
        let span = self.draft.blocks[block].span;
        let near = Span::new(self.back(span.end).max(span.start), span.end);
        sentences(self.text, near).pop()
    }

    /// As far before byte `at` as a speaker is looked for.
    fn back(&self, at: usize) -> usize {
        self.text.ceil_char_boundary(at.saturating_sub(REACH))
    }

    /// As far behind byte `at` as a speaker is looked for.
    fn ahead(&self, at: usize) -> usize {
        self.text
            .floor_char_boundary(at.saturating_add(REACH).min(self.text.len()))
    }

    /// What stands in brackets right behind byte `end` of a quotation: “...” (Brook).
    fn in_brackets(&self, end: usize) -> Option<Span> {
        let rest = Span::new(end, self.ahead(end)).of(self.text);
        let behind = rest.trim_start_matches([' ', '\n']);
        let sign = behind
            .starts_with(['(', '['])
            .then(|| behind.as_bytes()[0])?;
        let close = behind.find([if sign == b'(' { ')' } else { ']' }, '\n'])?;
        let start = end + (rest.len() - behind.len());
        let closed = !behind[close..].starts_with('\n');
        closed.then(|| Span::new(start, start + close + 1))
    }

    /// `stretches` without the brackets right behind a quotation before `q`: they say whose words that one is.
    fn without_credits(&self, q: &Quotation, stretches: Vec<Span>) -> Vec<Span> {
        let cut = |stretch: Span| {
            let before = stretch.end <= q.outer.start
                && self.text[..stretch.start].trim_end().ends_with(is_mark);
            let credit = self.in_brackets(stretch.start).filter(|_| before);
            let start = credit.map_or(stretch.start, |credit| credit.end.min(stretch.end));
            Span::new(start, stretch.end)
        };
        stretches.into_iter().map(cut).collect()
    }

    /// Whether `next` goes on behind a quotation that ends with a stop of its own: “Really?” she asked.
    fn says(&self, q: &Quotation, next: Span) -> bool {
        let own = q
            .parts
            .last()
            .is_some_and(|p| p.of(self.text).ends_with(['?', '!', '…', '—']));
        let dashed = next.of(self.text).starts_with(['—', '–', '-']);
        let next_holds_none = words(self.text, next).count() <= INTERRUPTION;
        (own && next_holds_none) || dashed
    }
}

/// What is left of `span` when `outers`, which are in order, are cut out.
pub(in crate::verify) fn holes(span: Span, outers: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = span.start;
    let first = outers.partition_point(|o| o.end <= span.start);
    for outer in outers[first..].iter().take_while(|o| o.start < span.end) {
        if outer.start > at {
            out.push(Span::new(at, outer.start));
        }
        at = at.max(outer.end);
    }
    if at < span.end {
        out.push(Span::new(at, span.end));
    }
    out
}
