//! Block quotes, and who is named at their end.
use super::{
    super::read::Block,
    around::holes,
    find::{Finder, INTERRUPTION, trimmed},
    found::{Around, Kind, Quotation},
};
use crate::{
    attribution::{is_saying, is_title, words_of},
    text::{
        Span,
        marks::{Mark, marks},
        words::words,
    },
};
use rustc_hash::FxHashSet;

/// Words of a name with a title, at most.
const NAMED: usize = 5;
/// The same with what else stands behind a dash at the end of a block quote.
const SIGNED: usize = 10;
/// What ends a sentence, or a quotation.
const STOPS: [char; 8] = ['.', '!', '?', '…', '”', '"', '»', '’'];

impl Finder<'_> {
    /// The numbers of the block quotes that hold a quotation in marks and, beside it, who says it: > “We stay,” Brook said.
    pub(super) fn attributed(&self) -> FxHashSet<u32> {
        let quoted = |b: &&Block| b.quote.is_some() && !b.credit;
        let blocks: Vec<Block> = self.draft.blocks.iter().filter(quoted).copied().collect();
        let groups = blocks.chunk_by(|a, b| a.quote == b.quote);
        let told = groups.filter(|group| self.is_attributed(group));
        told.filter_map(|group| group[0].quote).collect()
    }

    /// Whether all that `group` has beside its quotation says who speaks: a name before a colon, behind a dash or in brackets, a verb of saying.
    fn is_attributed(&self, group: &[Block]) -> bool {
        let spans: Vec<Span> = group.iter().map(|b| b.span).collect();
        let whole = spans[0].join(spans[spans.len() - 1]);
        let last = spans[spans.len() - 1];
        let all = marks(self.text, &spans);
        let mut quoted: Vec<Span> = (all.iter().filter(|m| m.depth == 0))
            .map(|m| m.outer)
            .collect();
        quoted.extend(self.draft.elements.iter().filter(|e| whole.covers(**e)));
        quoted.sort_unstable();
        let (Some(first), false) = (quoted.first(), self.without_credit(last) != last) else {
            return false;
        };
        let rest: Vec<Span> = (spans.iter().flat_map(|&span| holes(span, &quoted)))
            .map(|hole| trimmed(self.text, hole))
            .filter(|hole| words(self.text, *hole).next().is_some())
            .collect();
        let count = |spans: &[Span]| -> usize {
            (spans.iter().map(|&span| words(self.text, span).count())).sum()
        };
        let beside = count(&rest);
        let tells = |hole: &Span| {
            let said = hole.of(self.text);
            if hole.start < first.start {
                return said.ends_with(':');
            }
            said.starts_with(['—', '–', '―', '-', '(', '['])
                || words_of(self.text, *hole)
                    .iter()
                    .any(|word| is_saying(&word.folded.to_lowercase()))
        };
        (1..=INTERRUPTION).contains(&beside) && beside <= count(&quoted) && rest.iter().all(tells)
    }

    /// Block quotes; a name before a colon, or behind a dash at the end, says whose words they are.
    pub(super) fn blocks(&self) -> Vec<Quotation> {
        let mut out = Vec::new();
        let quoted = |b: &&Block| self.is_quoted(b) && !b.credit;
        let blocks: Vec<Block> = self.draft.blocks.iter().filter(quoted).copied().collect();
        for group in blocks.chunk_by(|a, b| a.quote == b.quote) {
            let mut parts: Vec<Span> = group.iter().map(|b| b.span).collect();
            if let Some(last) = parts.pop() {
                parts.push(self.without_credit(last));
            }
            if let Some(first) = parts.first_mut() {
                *first = self.without_label(*first);
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

    /// `block` without a last line that begins with a dash, or a name behind a dash at its end.
    fn without_credit(&self, block: Span) -> Span {
        let words = block.of(self.text);
        let start = words.rfind('\n').map_or(0, |i| i + 1);
        let start = if is_dashed(&words[start..]) {
            start
        } else if let Some(signed) = self.signature(block) {
            signed - block.start
        } else {
            return block;
        };
        trimmed(self.text, Span::new(block.start, block.start + start))
    }

    /// Where the dash stands behind which `block` ends with a name: the harbour stays. — Brook, mayor
    fn signature(&self, block: Span) -> Option<usize> {
        let said = block.of(self.text);
        let at = (said.rfind(['—', '–', '―'])).or_else(|| said.rfind("--"))?;
        let (before, behind) = (said[..at].trim_end(), said[at..].trim_end());
        let apart = said[..at].ends_with(char::is_whitespace) || before.ends_with(STOPS);
        let stops = before.ends_with(STOPS) || !behind.ends_with(STOPS);
        let name = Span::new(block.start + at, block.start + at + behind.len());
        let first = behind.find([',', '(']).map_or(name.end, |i| name.start + i);
        let few = words(self.text, name).count() <= SIGNED;
        let named = self.is_name(Span::new(name.start, first));
        (apart && stops && few && named && !before.is_empty()).then_some(name.start)
    }

    /// `block` without a name before a colon at its beginning: Brook: the harbour stays.
    fn without_label(&self, block: Span) -> Span {
        let said = block.of(self.text);
        let colon = said.find(':').filter(|i| said[i + 1..].starts_with(' '));
        let name = colon.map(|i| Span::new(block.start, block.start + i));
        match name.filter(|name| self.is_name(*name)) {
            Some(name) => trimmed(self.text, Span::new(name.end + 1, block.end)),
            None => block,
        }
    }

    /// Whether the words at `span` may be somebody's name, with what they are: few, all large but for a title.
    fn is_name(&self, span: Span) -> bool {
        let all = words_of(self.text, span);
        (1..=NAMED).contains(&all.len())
            && all.iter().any(|word| word.capital)
            && all
                .iter()
                .all(|word| word.capital || is_title(&word.folded))
            && !span.of(self.text).contains(['.', '?', '!', ';', '\n'])
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
        let label = (blocks.get(first))
            .map(|b| Span::new(b.span.start, q.outer.start.max(b.span.start)))
            .filter(|label| !label.is_empty());
        let mut sentence: Vec<Span> = label.into_iter().collect();
        sentence.extend(
            (blocks.iter().skip(first))
                .take_while(|b| b.quote == number)
                .filter(|b| b.credit || b.span.end > q.outer.end)
                .map(|b| if b.credit { b.span } else { behind(b) }),
        );
        sentence.extend(self.credit_behind(last));
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

/// Whether `line` begins with a dash.
pub(super) fn is_dashed(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['—', '–', '―']) || line.starts_with("--")
}
