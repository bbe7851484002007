//! Bytes put in the place of others, and the lines and blocks they stand in.
use super::shape::Shape;

use crate::text::Span;

/// Replacements in one text; those at one place stand in the order they were made.
#[derive(Debug, Default)]
pub(in crate::store) struct Splices(Vec<(Span, String)>);

impl Splices {
    pub(in crate::store) fn put(&mut self, span: Span, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    pub(in crate::store) fn cut(&mut self, span: Span) {
        self.put(span, "");
    }

    pub(in crate::store) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// `source` with all of them made. Where two meet, the first counts.
    pub(in crate::store) fn apply(mut self, source: &str) -> String {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let mut out = String::with_capacity(source.len());
        let mut at = 0;
        for (span, text) in self.0 {
            if span.start < at {
                continue;
            }
            out.push_str(&source[at..span.start]);
            out.push_str(&text);
            at = span.end;
        }
        out.push_str(&source[at..]);
        out
    }
}

/// Where the line of byte `at` begins.
pub(in crate::store) fn line_start(source: &str, at: usize) -> usize {
    let start = memchr::memrchr(b'\n', &source.as_bytes()[..at]).map_or(0, |n| n + 1);
    start
        .max(if start == 0 { after_mark(source) } else { 0 })
        .min(at)
}

/// One past the line break behind byte `at`, or the end.
pub(in crate::store) fn line_end(source: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &source.as_bytes()[at..]).map_or(source.len(), |n| at + n + 1)
}

/// Behind the byte-order mark, if there is one.
pub(in crate::store) fn after_mark(source: &str) -> usize {
    if source.starts_with('\u{feff}') { 3 } else { 0 }
}

/// The lines of a block: from its header to its last value, and the remarks directly behind that. Remarks that run on
/// into the next header are that one's.
pub(in crate::store) fn lines(shape: &Shape, n: usize) -> Span {
    let (source, block) = (shape.source, &shape.blocks[n]);
    let start = line_start(source, block.header.start);
    if block.path.is_empty() && block.entries.is_empty() {
        return Span::new(after_mark(source), after_mark(source));
    }
    let end = line_end(source, block.end());
    let mut behind = end;
    while behind < source.len() {
        let next = line_end(source, behind);
        match source[behind..next]
            .trim_start_matches([' ', '\t'])
            .as_bytes()
            .first()
        {
            Some(b'#') => behind = next,
            Some(b'[') => return Span::new(start, end),
            _ => break,
        }
    }
    Span::new(start, behind)
}

/// Where the remarks begin that stand directly above the header of a block and speak of it; the start of its line where
/// none do. A heading is none: a remark that holds a rule (`----`), or stands above the first table of its kind.
pub(in crate::store) fn remarks(shape: &Shape, n: usize) -> usize {
    let (source, block) = (shape.source, &shape.blocks[n]);
    let header = line_start(source, block.header.start);
    let first_of_kind = n
        .checked_sub(1)
        .and_then(|n| shape.blocks.get(n))
        .is_none_or(|before| {
            before.path.first().map(|key| &key.name) != block.path.first().map(|key| &key.name)
        });
    if first_of_kind {
        return header;
    }
    let floor = line_end(source, shape.blocks[n - 1].end());
    let mut start = header;
    while start > floor {
        let line = line_start(source, start - 1);
        let text = source[line..start].trim();
        if !text.starts_with('#') {
            break;
        }
        if ["---", "===", "###", "***", "~~~", "___", "───"]
            .iter()
            .any(|rule| text.contains(rule))
        {
            return header;
        }
        start = line;
    }
    start
}

/// Where the last line with anything in it ends, its line break included.
pub(in crate::store) fn last_line(source: &str) -> usize {
    let end = source.trim_end().len();
    if end <= after_mark(source) {
        after_mark(source)
    } else {
        line_end(source, end)
    }
}

/// The blank lines directly before byte `at`, which begins a line.
pub(in crate::store) fn blanks_before(source: &str, at: usize) -> Span {
    let mut start = at;
    while start > after_mark(source) {
        let line = line_start(source, start - 1);
        if !source[line..start].trim().is_empty() {
            break;
        }
        start = line;
    }
    Span::new(start, at)
}

/// The blank lines directly behind byte `at`, which begins a line.
pub(in crate::store) fn blanks_behind(source: &str, at: usize) -> Span {
    let mut end = at;
    while end < source.len() {
        let next = line_end(source, end);
        if !source[end..next].trim().is_empty() {
            break;
        }
        end = next;
    }
    Span::new(at, end)
}
