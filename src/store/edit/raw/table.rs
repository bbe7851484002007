//! A whole table: put beside its neighbour, or taken away with what speaks of it.
use super::{
    find::{Within, find},
    shape::{Broken, Shape},
    splice::{Splices, after_mark, blanks_before, blanks_behind, last_line, lines, remarks},
    style::{Style, key},
};
use crate::store::edit::{change::Value, schema};

use crate::text::Span;

/// Where in a file a new table goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Spot {
    /// Behind the block with this number and those that belong to the same table.
    Behind(usize),
    /// Before the block with this number.
    Before(usize),
    /// Behind a remark that sketches a table of this kind; ends at this byte.
    Sketch(usize),
    /// At the end of the file.
    End,
}

/// Puts a new table into `shape`.
pub(in crate::store) fn add(
    shape: &Shape,
    (table, id): (&str, &str),
    fields: &[(&str, Value)],
    spot: Spot,
) -> Splices {
    let near = match spot {
        Spot::Behind(n) | Spot::Before(n) => n,
        Spot::Sketch(_) | Spot::End => shape.blocks.len() - 1,
    };
    let style = Style::of(shape, table, near);
    put(shape, &style.table(table, id, fields), spot, &style)
}

/// Puts `text`, the lines of a table, at `spot`, parted from what stands around it as that is parted.
pub(in crate::store) fn put(shape: &Shape, text: &str, spot: Spot, style: &Style) -> Splices {
    let source = shape.source;
    let mut gap = style.eol.repeat(style.gap);
    let mut splices = Splices::default();
    let at = match spot {
        Spot::Behind(n) => lines(shape, last_of(shape, n)).end,
        Spot::Before(n) => {
            let at = remarks(shape, n);
            let blanks = blanks_before(source, at);
            let begins = blanks.start == after_mark(source);
            let gap = if begins || below_remark(source, at) {
                &gap
            } else {
                blanks.of(source)
            };
            splices.put(Span::new(at, at), format!("{text}{gap}"));
            return splices;
        }
        Spot::Sketch(at) => at,
        Spot::End => last_line(source),
    };
    let before = &source[after_mark(source).min(at)..at];
    let behind = &source[at..];
    // A remark directly above would speak of the new table.
    let remark = below_remark(source, at);
    if remark && gap.is_empty() {
        style.eol.clone_into(&mut gap);
    }
    let new = if before.trim().is_empty() {
        // Nothing stands before it.
        let follows = !behind.trim().is_empty();
        format!("{text}{}", if follows { &gap } else { "" })
    } else if !before.ends_with('\n') {
        // The file ends without a line break, and goes on doing so.
        format!("{}{gap}{}", style.eol, text.trim_end_matches(['\r', '\n']))
    } else if !remark && !behind.trim().is_empty() && blanks_behind(source, at).is_empty() {
        text.to_owned() // the tables here are not parted at all
    } else {
        format!("{gap}{text}")
    };
    splices.put(Span::new(at, at), new);
    splices
}

/// Whether the line above byte `at`, which begins a line, is a remark.
fn below_remark(source: &str, at: usize) -> bool {
    let above = &source[after_mark(source).min(at)..at];
    let line = above
        .strip_suffix('\n')
        .unwrap_or_default()
        .rsplit('\n')
        .next();
    line.is_some_and(|line| line.trim_start().starts_with('#'))
}

/// The number of the last block that belongs to the table of block `n`: `[quote.x.waive]` directly behind `[quote.x]`.
fn last_of(shape: &Shape, n: usize) -> usize {
    let keys: Vec<&str> = shape.blocks[n]
        .path
        .iter()
        .map(|key| key.name.as_ref())
        .collect();
    let table: &[&str] = match keys.first() {
        Some(&("article" | "dossier")) => &keys[..1],
        _ => &keys[..keys.len().min(2)],
    };
    let further = shape.blocks[n + 1..]
        .iter()
        .take_while(|block| !table.is_empty() && block.within(table))
        .count();
    n + further
}

/// The bytes that go when block `n` goes: its lines, the remarks above it that speak of it, and the blank lines before,
/// so that what stood around it stands as if it had never been there.
pub(in crate::store) fn extent(shape: &Shape, n: usize) -> Span {
    let source = shape.source;
    let own = lines(shape, n);
    let start = remarks(shape, n).min(own.start);
    let blanks = blanks_before(source, start);
    let behind = blanks_behind(source, own.end);
    if blanks.start == after_mark(source) {
        // The first thing in the file: the blank lines behind part it from nothing.
        let end = if behind.end < source.len() {
            behind.end
        } else {
            own.end
        };
        return Span::new(start, end);
    }
    if !source[..own.end].ends_with('\n') {
        // The last thing in a file that ends without a line break.
        let before = &source[..blanks.start];
        let end = before
            .strip_suffix('\n')
            .map_or(before, |rest| rest.strip_suffix('\r').unwrap_or(rest))
            .len();
        return Span::new(end, own.end);
    }
    if below_remark(source, start) && behind.end < source.len() {
        return Span::new(start, behind.end);
    }
    Span::new(blanks.start, own.end)
}

/// Takes the table `path` away, in all its pieces.
pub(in crate::store) fn delete(shape: &Shape, path: &[&str]) -> Splices {
    super::field::remove(shape, path)
}

/// The lines of the table `path` as they stand, in all their pieces and with the remarks above, and the number of its
/// first block; `None` where it has none of its own.
pub(in crate::store) fn text_of(shape: &Shape, path: &[&str]) -> Option<(String, usize)> {
    let mut blocks =
        (0..shape.blocks.len()).filter(|&n| !path.is_empty() && shape.blocks[n].within(path));
    let first = blocks.next()?;
    let mut text = shape.source[remarks(shape, first)..lines(shape, first).end].to_owned();
    for n in blocks {
        let start = remarks(shape, n);
        text += &shape.source[blanks_before(shape.source, start).start..lines(shape, n).end];
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Some((text, first))
}

/// `text`, the lines of the table `path`, with `id` as the table's id.
pub(in crate::store) fn called(text: &str, path: &[&str], id: &str) -> Result<String, Broken> {
    let shape = Shape::of(text)?;
    let mut splices = Splices::default();
    for block in shape.blocks.iter().filter(|block| block.within(path)) {
        if let Some(own) = block.path.get(1) {
            splices.put(own.span, key(id));
        }
    }
    Ok(splices.apply(text))
}

/// Where a table of kind `table` goes in this file if nothing else is said: behind the last of its kind, a remark that
/// sketches one, the tables it belongs to, or at the end.
pub(in crate::store) fn usual(shape: &Shape, table: &str) -> Spot {
    let last = |kinds: &[&str]| {
        shape
            .blocks
            .iter()
            .rposition(|block| kinds.iter().any(|kind| block.within(&[kind])))
    };
    if let Some(n) = last(&[table]) {
        return Spot::Behind(n);
    }
    if let Some(at) = sketch(shape.source, table) {
        return Spot::Sketch(at);
    }
    let first_record = shape.blocks.iter().position(|block| {
        block
            .path
            .first()
            .is_some_and(|key| schema::is_record(&key.name))
    });
    let before: &[&str] = match table {
        "party" => &["dossier", "article"],
        "source" => &["dossier", "article", "party"],
        "issue" => &["dossier", "article", "party", "source"],
        _ => &[],
    };
    match (last(before), first_record) {
        (Some(n), _) => Spot::Behind(n),
        (None, Some(n)) if !before.is_empty() => Spot::Before(n),
        _ => Spot::End,
    }
}

/// Where the last remark ends that sketches a table of this kind: `# [party.council]`.
fn sketch(source: &str, table: &str) -> Option<usize> {
    let (mut at, mut found, mut inside) = (0, None, false);
    while at < source.len() {
        let end = super::splice::line_end(source, at);
        let line = source[at..end].trim();
        let remark = line.strip_prefix('#').map(str::trim_start);
        let header = remark
            .and_then(|text| text.strip_prefix('['))
            .and_then(|text| text.strip_prefix(table));
        inside = remark.is_some() && (inside || header.is_some_and(|rest| rest.starts_with('.')));
        if inside {
            found = Some(end);
        }
        at = end;
    }
    found
}

/// Whether `id` stands as a table of this kind in a file where no header can be added: `quote = { ... }`.
pub(in crate::store) fn closed(shape: &Shape, table: &str) -> bool {
    find(shape, &[table])
        .iter()
        .any(|found| found.is(&[table]) && matches!(found.within, Within::Block(_)))
}
