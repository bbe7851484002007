//! Block quotes, and who is named at their end.
use super::{
    super::read::Block,
    around::holes,
    find::{Finder, INTERRUPTION, trimmed},
    found::{Around, Kind, Quotation},
};
use crate::{
    attribution::{is_opener, is_saying, is_title, words_of},
    text::{
        Span,
        marks::{Mark, marks},
        words::words,
    },
};
use rustc_hash::FxHashSet;

/// Words of a name with a title, at most, and bytes.
const NAMED: usize = 5;
const NAME: usize = 120;
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
        let elements = &self.draft.elements;
        let first = elements.partition_point(|e| e.start < whole.start);
        quoted.extend(elements[first..].iter().take_while(|e| whole.covers(**e)));
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
            let signed =
                hole.start > first.start && said.starts_with(['—', '–', '―', '-', '(', '[']);
            let says = hole.start > first.start
                && words_of(self.text, *hole)
                    .iter()
                    .any(|word| is_saying(&word.folded.to_lowercase()));
            said.ends_with(':') || signed || says
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
                let signed = parts.last().is_some_and(|before| self.stops(*before));
                let named = signed && self.is_full_name(last);
                parts.extend((!named).then_some(last));
            }
            for parts in self.turns(&parts) {
                let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
                    continue;
                };
                let outer = first.join(*last);
                let parts = self.strip_marks(parts, outer);
                out.push(self.quotation(Kind::Block, parts, outer));
            }
        }
        out
    }

    /// The words of each one who speaks in `parts`, without the names before a colon with which a line begins, and those that sign a paragraph.
    fn turns(&self, parts: &[Span]) -> Vec<Vec<Span>> {
        let (mut turns, mut turn) = (Vec::new(), Vec::new());
        for &part in parts {
            let lines = part.of(self.text).match_indices('\n');
            let lines = lines.map(|(i, _)| part.start + i + 1);
            let mut open = part;
            for start in std::iter::once(part.start).chain(lines) {
                let line = Span::new(start, part.end);
                let words = self.without_label(line);
                if words != line {
                    turn.push(trimmed(self.text, Span::new(open.start, start)));
                    turns.push(std::mem::take(&mut turn));
                    open = words;
                }
            }
            let words = self.without_credit(open);
            turn.push(words);
            if words != open {
                turns.push(std::mem::take(&mut turn));
            }
        }
        turns.push(turn);
        for turn in &mut turns {
            turn.retain(|part| !part.is_empty());
        }
        turns
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

    /// Where the name begins with which `block` ends, behind a dash, in brackets or in a line of its own: the harbour stays. — Brook, mayor
    fn signature(&self, block: Span) -> Option<usize> {
        let said = block.of(self.text);
        let line = said.rfind('\n').map(|i| i + 1);
        let bracket = said
            .ends_with([')', ']'])
            .then(|| said.rfind(['(', '[']))
            .flatten();
        let dash = (said.rfind(['—', '–', '―']))
            .or_else(|| said.rfind("--"))
            .or_else(|| said.rfind(". - ").map(|i| i + 2));
        let signed = |at: usize, sign: bool, dashed: bool| {
            let before = Span::new(block.start, block.start + at);
            let name = Span::new(block.start + at, block.end);
            let apart = said[..at].ends_with(char::is_whitespace) || self.stops(before);
            let stops = self.stops(before) || (dashed && !said.ends_with(STOPS));
            let few = words(self.text, name).count() <= SIGNED;
            let named = if sign {
                self.is_name(self.before_comma(name))
            } else {
                self.is_full_name(name)
            };
            apart && stops && few && named && !before.is_empty()
        };
        let dash = dash.filter(|&at| signed(at, true, true));
        let bracket = || bracket.filter(|&at| signed(at, true, false));
        let line = || line.filter(|&at| signed(at, false, false));
        let at = dash.or_else(bracket).or_else(line)?;
        Some(block.start + at)
    }

    /// Whether the words at `span` end a sentence, or a quotation.
    fn stops(&self, span: Span) -> bool {
        span.of(self.text).trim_end().ends_with(STOPS)
    }

    /// The words at `span` up to a comma or a bracket behind the first of them.
    fn before_comma(&self, span: Span) -> Span {
        let said = span.of(self.text);
        let first = said.find(char::is_alphanumeric).unwrap_or(0);
        let end = said[first..].find([',', '(', ')', ']']);
        Span::new(span.start, end.map_or(span.end, |i| span.start + first + i))
    }

    /// `block` without a name before a colon at its beginning: Brook: the harbour stays.
    fn without_label(&self, block: Span) -> Span {
        let said = block.of(self.text);
        let near = &said[..said.floor_char_boundary(NAME)];
        let colon = near.find(':').filter(|i| said[i + 1..].starts_with(' '));
        let name = colon.map(|i| Span::new(block.start, block.start + i));
        match name.filter(|name| self.is_name(*name)) {
            Some(name) => trimmed(self.text, Span::new(name.end + 1, block.end)),
            None => block,
        }
    }

    /// Whether the words at `span` may be somebody's name, with what they are: few, all large but for a title.
    fn is_name(&self, span: Span) -> bool {
        if span.len() > NAME {
            return false;
        }
        let all = words_of(self.text, span);
        let opens = all.last().is_none_or(|word| is_opener(&word.folded));
        (1..=NAMED).contains(&all.len())
            && !opens
            && all.iter().any(|word| word.capital)
            && all
                .iter()
                .all(|word| word.capital || is_title(&word.folded))
            && !span.of(self.text).contains(['.', '?', '!', ';', ':', '\n'])
    }

    /// Whether they are nothing but a name of several words, all large.
    fn is_full_name(&self, span: Span) -> bool {
        if !self.is_name(span) {
            return false;
        }
        let all = words_of(self.text, span);
        let large = all
            .iter()
            .all(|word| word.capital && !is_opener(&word.folded));
        let signs = span.of(self.text).contains([',', '(', '-', '—', '–']);
        all.len() > 1 && large && !signs
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
        let behind = |b: &Block| {
            let start = b.span.start.max(q.outer.end).min(b.span.end);
            Span::new(start, b.span.end)
        };
        let before = |b: &Block| {
            let at = q.outer.start.clamp(b.span.start, b.span.end);
            let line = self.text[b.span.start..at].rfind('\n').map_or(0, |i| i + 1);
            Span::new(b.span.start + line, at)
        };
        let label = (blocks.get(first).map(before)).filter(|label| !label.is_empty());
        let mut sentence: Vec<Span> = label.into_iter().collect();
        let rest = blocks.iter().skip(first).take_while(|b| b.quote == number);
        for b in rest.filter(|b| b.credit || b.span.end > q.outer.end) {
            let behind = trimmed(self.text, behind(b));
            let signs = b.span.start < q.outer.end
                || is_dashed(behind.of(self.text))
                || self.is_full_name(behind);
            let another = self.without_label(behind) != behind;
            if !b.credit && (another || !signs) {
                break;
            }
            sentence.push(if b.credit { b.span } else { behind });
        }
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
