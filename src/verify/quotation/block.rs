//! Block quotes, and who is named at their end.
use super::{
    super::read::Block,
    around::holes,
    find::{Finder, trimmed},
    found::{Around, Kind, Quotation},
};
use crate::text::{
    Span,
    marks::{Mark, marks},
};

impl Finder<'_> {
    /// Block quotes; a last line that begins with a dash says whose words they are.
    pub(super) fn blocks(&self) -> Vec<Quotation> {
        let mut out = Vec::new();
        let quoted = |b: &&Block| b.quote.is_some() && !b.credit;
        let blocks: Vec<Block> = self.draft.blocks.iter().filter(quoted).copied().collect();
        for group in blocks.chunk_by(|a, b| a.quote == b.quote) {
            let mut parts: Vec<Span> = group.iter().map(|b| b.span).collect();
            if let Some(last) = parts.pop() {
                parts.push(self.without_credit(last));
            }
            parts.retain(|p| !p.is_empty());
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
                continue;
            };
            let outer = first.join(*last);
            let parts = self.strip_marks(parts, outer);
            out.push(self.quotation(Kind::Block, parts, outer));
        }
        out
    }

    /// `block` without a last line that begins with a dash.
    fn without_credit(&self, block: Span) -> Span {
        let words = block.of(self.text);
        let start = words.rfind('\n').map_or(0, |i| i + 1);
        let dashed = words[start..].trim_start().starts_with(['—', '–', '―'])
            || words[start..].trim_start().starts_with("--");
        if dashed {
            trimmed(self.text, Span::new(block.start, block.start + start))
        } else {
            block
        }
    }

    /// The parts without marks that run around the whole block quote.
    fn strip_marks(&self, parts: Vec<Span>, outer: Span) -> Vec<Span> {
        let marks: Vec<Mark> = marks(self.text, &parts);
        match marks.first() {
            Some(mark) if mark.outer == outer => mark.words().to_vec(),
            _ => parts,
        }
    }

    /// Whether a sentence leads up to a block quote: one that has a quotation of its own does so only with a colon.
    fn leads_up(&self, sentence: Span, outers: &[Span]) -> bool {
        let whole = holes(sentence, outers) == [sentence];
        whole || sentence.of(self.text).trim_end().ends_with(':')
    }

    /// Of a block quote: its own last line or `<footer>`, and the sentence that leads up to it.
    pub(super) fn around_block(
        &self,
        q: &Quotation,
        first: usize,
        last: usize,
        outers: &[Span],
    ) -> Around {
        let blocks = &self.draft.blocks;
        let number = blocks.get(first).and_then(|b| b.quote);
        // What of the block quote is not among its words: `<footer>`, a last line that begins with a dash.
        let behind = |b: &Block| Span::new(b.span.start.max(q.outer.end), b.span.end);
        let mut sentence: Vec<Span> = (blocks.iter().skip(first))
            .take_while(|b| b.quote == number)
            .filter(|b| b.credit || b.span.end > q.outer.end)
            .map(|b| if b.credit { b.span } else { behind(b) })
            .collect();
        let dashed = |b: &&Block| b.span.of(self.text).starts_with(['—', '–', '―']);
        let next = blocks
            .get(last + 1)
            .filter(|b| b.quote.is_none())
            .filter(dashed);
        sentence.extend(next.map(|b| b.span));
        let lead = first
            .checked_sub(1)
            .filter(|&i| blocks[i].quote.is_none())
            .and_then(|i| self.last_sentence(i))
            .filter(|&s| self.leads_up(s, outers));
        Around {
            sentence,
            before: lead.map_or(Vec::new(), |s| holes(s, outers)),
            earlier: Vec::new(),
            leads: true,
            row: false,
        }
    }
}
