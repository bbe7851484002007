//! Plain text -> a draft.
use super::draft::{Builder, Draft};
use crate::text::Span;

/// Lines longer than this on the average are paragraphs, where no blank line parts them; in bytes.
const LONG: usize = 100;

/// Reads plain text: a blank line ends a paragraph; without blank lines and with long ones, every line is one.
pub(super) fn read(file: &str, source: &str) -> Draft {
    let mut builder = Builder::new(source);
    let each_line = one_a_line(source);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if line.trim().is_empty() {
            builder.end_block();
        } else {
            builder.push(line, Span::new(at, at + line.len()));
            if each_line {
                builder.end_block();
            }
        }
        at += line.len();
    }
    builder.finish(file)
}

fn one_a_line(source: &str) -> bool {
    let body = source.trim();
    if body.lines().any(|line| line.trim().is_empty()) {
        return false;
    }
    let mut lengths: Vec<usize> = body.lines().map(str::len).collect();
    lengths.sort_unstable();
    lengths
        .get(lengths.len() / 2)
        .is_some_and(|&median| median > LONG)
}
