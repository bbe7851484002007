//! Pieces of TOML as they are written: in which order, and at which bytes of the file.
use crate::text::Span;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The entries of a table in the order they are written.
pub(super) fn in_order<'a, 'i>(
    table: &'a DeTable<'i>,
) -> Vec<(
    &'a Spanned<std::borrow::Cow<'i, str>>,
    &'a Spanned<DeValue<'i>>,
)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// `range` of a piece of a file, as bytes of the file.
pub(super) fn shifted(range: std::ops::Range<usize>, shift: usize) -> Span {
    Span::new(range.start + shift, range.end + shift)
}

/// `span` without the marks of a TOML string.
pub(super) fn unquoted(source: &str, span: Span) -> Span {
    let bytes = &source.as_bytes()[span.start..span.end];
    let marks = match bytes {
        [b'"', b'"', b'"', .., b'"', b'"', b'"']
        | [b'\'', b'\'', b'\'', .., b'\'', b'\'', b'\'']
            if bytes.len() > 5 =>
        {
            3
        }
        [b'"', .., b'"'] | [b'\'', .., b'\''] if bytes.len() > 1 => 1,
        _ => 0,
    };
    Span::new(span.start + marks, span.end - marks)
}
