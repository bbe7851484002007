//! One field: set, changed item by item, or taken away.
use super::{
    find::{Found, Home, Within, find, home},
    shape::{Entry, Item, Kind, Node, Shape},
    splice::{Splices, line_end, line_start},
    style::{Style, column, key, like},
};
use crate::{model, store::edit::change::Value, text::Span};

/// Makes the field `target` (its keys, the table's first) say `value`. `None`: nothing is written of its table.
pub(in crate::store) fn set(shape: &Shape, target: &[&str], value: &Value) -> Option<Splices> {
    let found = find(shape, target);
    if let Value::Table(fields) = value
        && (shape.blocks.iter().any(|block| block.is(target))
            || found
                .iter()
                .any(|f| !f.is(target) || matches!(f.entry.value.kind, Kind::Table(_))))
    {
        return set_table(shape, target, fields);
    }
    let mut splices = Splices::default();
    let mut others = found.iter();
    let own = others.find(|found| found.is(target));
    if let Some(own) = own.filter(|_| found.len() == 1) {
        change(shape, target, &own.entry.value, value, &mut splices);
        return Some(splices);
    }
    splices.append(remove(shape, target));
    let (table, field) = (*target.first()?, *target.last()?);
    let style = Style::of(shape, table, 0);
    let one_line = match value {
        Value::Text(text) => style.item(field, text),
        other => style.value(field, other),
    };
    insert(
        shape,
        target,
        (&style.value(field, value), &one_line),
        &mut splices,
    )?;
    Some(splices)
}

/// Makes the field `target` say `raw`, which is TOML.
pub(in crate::store) fn put_raw(shape: &Shape, target: &[&str], raw: &str) -> Option<Splices> {
    let mut splices = Splices::default();
    match find(shape, target).as_slice() {
        [own] if own.is(target) => splices.put(own.entry.value.span, raw),
        _ => {
            splices.append(remove(shape, target));
            insert(shape, target, (raw, raw), &mut splices)?;
        }
    }
    Some(splices)
}

/// Takes away all that is written of `target`: a field, or a table without blocks of its own.
pub(in crate::store) fn remove(shape: &Shape, target: &[&str]) -> Splices {
    let mut splices = Splices::default();
    for (n, block) in shape.blocks.iter().enumerate() {
        if block.within(target) {
            splices.cut(super::table::extent(shape, n));
        }
    }
    for found in find(shape, target) {
        match found.within {
            Within::Block(n) if shape.blocks[n].within(target) => {}
            Within::Block(_) => {
                let span = found.entry.span();
                let lines = Span::new(
                    line_start(shape.source, span.start),
                    line_end(shape.source, span.end),
                );
                splices.cut(lines);
            }
            Within::Table(items, braces, n) => {
                let gone = |other: usize| other == n;
                take(
                    shape.source,
                    &spans(items, Entry::span),
                    braces,
                    gone,
                    &mut splices,
                );
            }
        }
    }
    splices
}

fn set_table(shape: &Shape, target: &[&str], fields: &[(String, Value)]) -> Option<Splices> {
    let mut splices = Splices::default();
    let mut gone: Vec<&str> = Vec::new();
    let inner = |found: &Found| -> Vec<String> {
        match (found.is(target), &found.entry.value.kind) {
            (true, Kind::Table(items)) => items
                .iter()
                .map(|item| item.it.keys[0].name.clone().into_owned())
                .collect(),
            _ => found
                .entry
                .keys
                .get(target.len() - found.above.min(target.len()))
                .map(|key| key.name.clone().into_owned())
                .into_iter()
                .collect(),
        }
    };
    let found = find(shape, target);
    let there: Vec<String> = found.iter().flat_map(inner).collect();
    for name in &there {
        if !fields.iter().any(|(field, _)| field == name) && !gone.contains(&name.as_str()) {
            gone.push(name);
        }
    }
    // All of an inline table's entries that go, at once: they share commas.
    for found in &found {
        if let (true, Kind::Table(items)) = (found.is(target), &found.entry.value.kind) {
            let going = |n: usize| gone.contains(&items[n].it.keys[0].name.as_ref());
            take(
                shape.source,
                &spans(items, Entry::span),
                found.entry.value.span,
                going,
                &mut splices,
            );
        }
    }
    let inline = found.iter().any(|found| found.is(target));
    for name in gone.iter().filter(|_| !inline) {
        splices.append(remove(shape, &[target, &[name]].concat()));
    }
    for (name, value) in fields {
        splices.append(set(shape, &[target, &[name]].concat(), value)?);
    }
    Some(splices)
}

/// A new entry of `target` in the table it belongs to; its value as it is written on lines of its own, and on one.
fn insert(
    shape: &Shape,
    target: &[&str],
    (value, one_line): (&str, &str),
    splices: &mut Splices,
) -> Option<()> {
    let (field, path) = target.split_last()?;
    let source = shape.source;
    let table = *target.first()?;
    match home(shape, path) {
        Home::Nowhere => return None,
        Home::Block(n) => {
            let block = &shape.blocks[n];
            let style = Style::of(shape, table, n);
            let names: Vec<&str> = block
                .entries
                .iter()
                .map(|entry| entry.keys[0].name.as_ref())
                .collect();
            let at = style.position(table, &names, field);
            let line = style.line(&key(field), column(source, block), value);
            let after = at
                .checked_sub(1)
                .map_or(block.header.end, |n| block.entries[n].value.span.end);
            put_line(source, after, &line, style.eol, splices);
        }
        Home::Inline(node) => {
            let Kind::Table(items) = &node.kind else {
                return None;
            };
            let entry = format!("{} = {one_line}", key(field));
            put_item(
                source,
                &spans(items, Entry::span),
                node.span,
                items.len(),
                &entry,
                splices,
            );
        }
        Home::Dotted(last) => {
            let style = Style::of(shape, table, 0);
            let keys = &last.entry.keys[..path.len() - last.above];
            let head = Span::new(keys.first()?.span.start, keys.last()?.span.end).of(source);
            let line = style.line(&format!("{head}.{}", key(field)), 0, value);
            put_line(source, last.entry.value.span.end, &line, style.eol, splices);
        }
    }
    Some(())
}

/// Puts `line` below the one in which byte `after` stands.
fn put_line(source: &str, after: usize, line: &str, eol: &str, splices: &mut Splices) {
    let at = line_end(source, after);
    if source[..at].ends_with('\n') {
        splices.put(Span::new(at, at), line);
    } else {
        splices.put(
            Span::new(at, at),
            format!("{eol}{}", line.trim_end_matches(['\r', '\n'])),
        );
    }
}

/// Makes `old` say `value`, with as few bytes as that takes.
fn change(shape: &Shape, target: &[&str], old: &Node, value: &Value, splices: &mut Splices) {
    let source = shape.source;
    let field = target.last().copied().unwrap_or_default();
    let said = match value {
        Value::Text(text) => Some(vec![text.as_str()]),
        Value::Texts(texts) => Some(texts.iter().map(String::as_str).collect()),
        _ => None,
    };
    match (value, &old.kind, said) {
        (Value::Text(text), Kind::Text(was), _) => {
            if was != text {
                splices.put(old.span, like(source, old, text));
            }
        }
        (Value::Texts(texts), Kind::Text(was), _) if texts.len() == 1 => {
            if *was != texts[0] {
                splices.put(old.span, like(source, old, &texts[0]));
            }
        }
        (_, Kind::Array(items), Some(said))
            if items.iter().all(|item| item.it.text().is_some()) =>
        {
            change_list(shape, target, old, items, &said, splices);
        }
        _ => {
            let style = Style::of(shape, target.first().copied().unwrap_or_default(), 0);
            let new = style.value(field, value);
            if new != old.span.of(source) {
                splices.put(old.span, new);
            }
        }
    }
}

fn change_list(
    shape: &Shape,
    target: &[&str],
    old: &Node,
    items: &[Item<Node>],
    said: &[&str],
    splices: &mut Splices,
) {
    let source = shape.source;
    let was: Vec<&str> = items.iter().filter_map(|item| item.it.text()).collect();
    let kept = common(&was, said);
    let field = target.last().copied().unwrap_or_default();
    let style = Style::of(shape, target.first().copied().unwrap_or_default(), 0);
    let written = |text: &str| {
        items.first().map_or_else(
            || style.item(field, text),
            |item| like(source, &item.it, text),
        )
    };
    if kept.is_empty() {
        let texts: Vec<String> = said.iter().map(|text| written(text)).collect();
        let new = format!("[{}]", texts.join(", "));
        if !(was.is_empty() && said.is_empty()) {
            splices.put(old.span, new);
        }
        return;
    }
    let spans = spans(items, |node| node.span);
    take(
        source,
        &spans,
        old.span,
        |n| !kept.iter().any(|(old, _)| *old == n),
        splices,
    );
    for (n, text) in said.iter().enumerate() {
        if kept.iter().any(|(_, new)| *new == n) {
            continue;
        }
        // Behind the nearest that stays, or before the first.
        let after = kept
            .iter()
            .rfind(|(_, new)| *new < n)
            .map_or(0, |(old, _)| old + 1);
        put_item(source, &spans, old.span, after, &written(text), splices);
    }
}

/// A longest common subsequence of two lists, as pairs of numbers; of very long lists what they begin and end with alike.
fn common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a2, b2) = (&a[head..], &b[head..]);
    let tail = a2
        .iter()
        .rev()
        .zip(b2.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a2, b2) = (&a2[..a2.len() - tail], &b2[..b2.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|n| (n, n)).collect();
    if a2.len().saturating_mul(b2.len()) < 1 << 20 {
        let width = b2.len() + 1;
        let mut best = vec![0_u32; (a2.len() + 1) * width];
        for i in (0..a2.len()).rev() {
            for j in (0..b2.len()).rev() {
                best[i * width + j] = if a2[i] == b2[j] {
                    best[(i + 1) * width + j + 1] + 1
                } else {
                    best[(i + 1) * width + j].max(best[i * width + j + 1])
                };
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < a2.len() && j < b2.len() {
            if a2[i] == b2[j] {
                pairs.push((head + i, head + j));
                (i, j) = (i + 1, j + 1);
            } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    pairs.extend((0..tail).rev().map(|n| (a.len() - 1 - n, b.len() - 1 - n)));
    pairs
}

/// An item's bytes, and those of its comma.
type Spans = Vec<(Span, Option<Span>)>;

fn spans<T>(items: &[Item<T>], span: impl Fn(&T) -> Span) -> Spans {
    items
        .iter()
        .map(|item| (span(&item.it), item.comma))
        .collect()
}

/// Takes the items out of brackets that are `gone`; one that has its lines to itself goes with them.
fn take(
    source: &str,
    items: &Spans,
    brackets: Span,
    gone: impl Fn(usize) -> bool,
    splices: &mut Splices,
) {
    let mut n = 0;
    while n < items.len() {
        if !gone(n) {
            n += 1;
            continue;
        }
        let first = n;
        while n < items.len() && gone(n) {
            n += 1;
        }
        let last = n - 1;
        let end = items[last].1.map_or(items[last].0.end, |comma| comma.end);
        if let Some(lines) = own_lines(source, items[first].0.start, end, brackets) {
            splices.cut(lines);
        } else if let Some((next, _)) = items.get(n) {
            splices.cut(Span::new(items[first].0.start, next.start));
        } else if let Some((before, comma)) = first.checked_sub(1).map(|before| items[before]) {
            // The comma before goes with the last, unless that had one of its own.
            let start = match (comma, items[last].1) {
                (Some(comma), Some(_)) => comma.end,
                _ => before.end,
            };
            splices.cut(Span::new(start, end));
        } else if items[first].0.start == brackets.start + 1 {
            // What stands behind it stood there before it.
            splices.cut(Span::new(brackets.start + 1, end));
        } else {
            splices.cut(Span::new(brackets.start + 1, brackets.end - 1));
        }
    }
}

/// The whole lines from `start` to `end`, where nothing but a remark stands on them besides.
fn own_lines(source: &str, start: usize, end: usize, brackets: Span) -> Option<Span> {
    let (from, to) = (line_start(source, start), line_end(source, end));
    let rest = source[end..to].trim_start();
    let own = from > brackets.start
        && to < brackets.end
        && source[from..start].trim().is_empty()
        && (rest.is_empty() || rest.starts_with('#'));
    own.then(|| Span::new(from, to))
}

/// Puts one more item into brackets, as number `at`.
fn put_item(
    source: &str,
    items: &Spans,
    brackets: Span,
    at: usize,
    item: &str,
    splices: &mut Splices,
) {
    let Some((last, comma)) = at
        .checked_sub(1)
        .and_then(|before| items.get(before))
        .copied()
    else {
        if let Some((first, _)) = items.first() {
            splices.put(Span::new(first.start, first.start), format!("{item}, "));
        } else if brackets.len() > 2 {
            // Blanks or a remark: they stay.
            let at = brackets.start + 1;
            splices.put(Span::new(at, at), item);
        } else if source.as_bytes().get(brackets.start) == Some(&b'{') {
            splices.put(brackets, format!("{{ {item} }}"));
        } else {
            splices.put(brackets, format!("[{item}]"));
        }
        return;
    };
    let end = comma.map_or(last.end, |comma| comma.end);
    if let Some(lines) = own_lines(source, last.start, end, brackets) {
        if comma.is_none() {
            splices.put(Span::new(last.end, last.end), ",");
        }
        let blanks = &source[lines.start..last.start];
        let eol = super::style::eol(source, last.start);
        let comma = if comma.is_some() { "," } else { "" };
        return splices.put(
            Span::new(lines.end, lines.end),
            format!("{blanks}{item}{comma}{eol}"),
        );
    }
    splices.put(Span::new(last.end, last.end), format!(", {item}"));
}

/// Whether the field `name` of `table` is known to the format.
pub(in crate::store) fn is_known(table: &str, name: &str) -> bool {
    name.starts_with("x-") || model::field(table, name).is_some()
}
