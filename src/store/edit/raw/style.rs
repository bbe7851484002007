//! How the people who wrote a file write: alignment, quotation marks, order of fields, blank lines; and values written so.
use super::shape::{Block, Kind, Node, Shape};
use crate::{
    model,
    store::edit::{change::Value, schema},
    text::{Span, toml_escaped, toml_line},
};
use rustc_hash::FxHashMap;

/// The habits of one file, as far as one kind of table shows them.
pub(in crate::store) struct Style<'s> {
    /// Line end.
    pub(in crate::store) eol: &'static str,
    /// Blank lines between two tables.
    pub(in crate::store::edit) gap: usize,
    /// What stands before a key.
    pub(in crate::store::edit) indent: &'s str,
    /// Whether the signs of a table stand below each other.
    aligned: bool,
    /// Whether blanks stand around the sign.
    spaced: bool,
    literal: Literal<'s>,
    /// How often the first of two fields stands before the second.
    before: FxHashMap<(&'s str, &'s str), usize>,
    /// Fields of which one value alone stands in brackets (`true`) or without.
    lists: FxHashMap<&'s str, bool>,
}

/// Whether strings are written with `'`: field by field, else as most are.
#[derive(Default)]
struct Literal<'s> {
    fields: FxHashMap<&'s str, bool>,
    most: i64,
}

/// How many tables nearby are looked at.
const NEARBY: usize = 64;

impl<'s> Style<'s> {
    /// How `shape` is written around its block number `near`, in tables of kind `table` first of all.
    pub(in crate::store) fn of(shape: &'s Shape<'s>, table: &str, near: usize) -> Self {
        let mut style = Self {
            eol: eol(
                shape.source,
                shape.blocks.get(near).map_or(0, |block| block.header.start),
            ),
            gap: gap(shape, near),
            indent: "",
            aligned: true,
            spaced: true,
            literal: Literal::default(),
            before: FxHashMap::default(),
            lists: FxHashMap::default(),
        };
        let mut blocks: Vec<(usize, &Block)> = (shape.blocks.iter().enumerate())
            .filter(|(_, block)| !block.entries.is_empty())
            .collect();
        let of_kind = |block: &Block| {
            block.path.first().is_some_and(|key| key.name == table) && block.path.len() < 3
        };
        blocks.sort_by_key(|(n, block)| (!of_kind(block), n.abs_diff(near)));
        blocks.truncate(NEARBY);
        let signs = blocks
            .iter()
            .find_map(|(_, block)| signs(shape.source, block));
        if let Some((aligned, spaced)) = signs {
            (style.aligned, style.spaced) = (aligned, spaced);
        } else if let Some((_, block)) = blocks.first() {
            style.spaced = !tight(shape.source, block);
            style.aligned = style.spaced;
        }
        style.indent = blocks.first().map_or("", |(_, block)| {
            indent(shape.source, block.entries[0].span().start)
        });
        for (_, block) in &blocks {
            style.literal.see(shape.source, block);
            if of_kind(block) {
                style.learn(block);
            }
        }
        style
    }

    fn learn(&mut self, block: &'s Block<'s>) {
        let names: Vec<&str> = block
            .entries
            .iter()
            .map(|entry| entry.keys[0].name.as_ref())
            .collect();
        for (n, first) in names.iter().enumerate() {
            for second in &names[n + 1..] {
                *self.before.entry((first, second)).or_default() += 1;
            }
        }
        for entry in &block.entries {
            let list = match &entry.value.kind {
                Kind::Text(_) => false,
                Kind::Array(items) if items.len() == 1 => true,
                _ => continue,
            };
            self.lists
                .entry(entry.keys[0].name.as_ref())
                .or_insert(list);
        }
    }

    /// Where among the fields `there` a new `field` of `table` goes: as most tables nearby have it, else as format.md does.
    pub(in crate::store::edit) fn position(
        &self,
        table: &str,
        there: &[&str],
        field: &str,
    ) -> usize {
        let rank = |name: &str| {
            schema::names_of(table)
                .position(|known| known == name)
                .unwrap_or(usize::MAX)
        };
        let count = |first: &str, second: &str| {
            i64::try_from(self.before.get(&(first, second)).copied().unwrap_or(0)).unwrap_or(0)
        };
        // Two facts of the neighbours outweigh the whole of format.md's order, which decides where they say nothing.
        let weight = |first: &str, second: &str| {
            2 * i64::try_from(schema::names_of(table).count()).unwrap_or(0)
                * (count(first, second) - count(second, first)).signum()
                + if rank(first) <= rank(second) { 1 } else { -1 }
        };
        let mut best = (i64::MIN, 0);
        for at in 0..=there.len() {
            let fit: i64 = there[..at]
                .iter()
                .map(|name| weight(name, field))
                .sum::<i64>()
                + there[at..]
                    .iter()
                    .map(|name| weight(field, name))
                    .sum::<i64>();
            if fit >= best.0 {
                best = (fit, at);
            }
        }
        best.1
    }

    /// The lines of a whole table, its fields in order.
    pub(in crate::store::edit) fn table(
        &self,
        table: &str,
        id: &str,
        fields: &[(&str, Value)],
    ) -> String {
        let mut order: Vec<&str> = Vec::new();
        for field in schema::names_of(table) {
            if fields.iter().any(|(name, _)| *name == field) {
                let at = self.position(table, &order, field);
                order.insert(at, field);
            }
        }
        let unknown = fields
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| model::field(table, name).is_none());
        order.extend(unknown);
        let width = order
            .iter()
            .map(|name| key(name).chars().count())
            .max()
            .unwrap_or(0);
        let path: Vec<String> = schema::path(table, id).into_iter().map(key).collect();
        let mut lines = format!("[{}]{}", path.join("."), self.eol);
        for name in order {
            let values = fields.iter().filter(|(field, _)| *field == name);
            for (_, value) in values.take(1) {
                let value = self.value(name, value);
                lines += &self.line(&key(name), width, &value);
            }
        }
        lines
    }

    /// One line: `key = value`, the key as wide as `width` where the signs stand below each other.
    pub(in crate::store::edit) fn line(&self, key: &str, width: usize, value: &str) -> String {
        let pad = if self.aligned {
            width.saturating_sub(key.chars().count())
        } else {
            0
        };
        let sign = if self.spaced { " = " } else { "=" };
        let (indent, eol) = (self.indent, self.eol);
        format!("{indent}{key}{:pad$}{sign}{value}{eol}", "")
    }

    /// `value` of `field` as TOML.
    pub(in crate::store::edit) fn value(&self, field: &str, value: &Value) -> String {
        match value {
            Value::Text(text) => self.string(field, text),
            Value::Texts(texts) => {
                let alone = !self
                    .lists
                    .get(field)
                    .copied()
                    .unwrap_or(!schema::stands_alone(field));
                match texts.as_slice() {
                    [text] if alone => self.string(field, text),
                    texts => {
                        let texts: Vec<String> =
                            texts.iter().map(|text| self.item(field, text)).collect();
                        format!("[{}]", texts.join(", "))
                    }
                }
            }
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Table(fields) => {
                let fields = fields.iter().map(|(name, value)| {
                    let value = match value {
                        Value::Text(text) => self.item(name, text),
                        Value::Texts(texts) => {
                            let texts: Vec<String> =
                                texts.iter().map(|text| self.item(name, text)).collect();
                            format!("[{}]", texts.join(", "))
                        }
                        other => self.value(name, other),
                    };
                    format!("{} = {value}", key(name))
                });
                let fields: Vec<String> = fields.collect();
                if fields.is_empty() {
                    "{}".to_owned()
                } else {
                    format!("{{ {} }}", fields.join(", "))
                }
            }
        }
    }

    /// A string that has its own line to itself: over several lines where it holds line breaks.
    fn string(&self, field: &str, text: &str) -> String {
        let lines = text.contains('\n')
            && self.eol == "\n"
            && !text
                .chars()
                .any(|c| c.is_control() && c != '\n' && c != '\t');
        if lines {
            return format!("\"\"\"\n{}\"\"\"", toml_escaped(text, true));
        }
        self.item(field, text)
    }

    /// A string on one line.
    pub(in crate::store::edit) fn item(&self, field: &str, text: &str) -> String {
        toml_line(text, self.literal.is(field))
    }
}

impl<'s> Literal<'s> {
    fn see(&mut self, source: &str, block: &'s Block<'s>) {
        for entry in &block.entries {
            let first = match &entry.value.kind {
                Kind::Array(items) => items.first().map(|item| &item.it),
                _ => Some(&entry.value),
            };
            let Some(node) = first.filter(|node| node.text().is_some()) else {
                continue;
            };
            let literal = node.span.of(source).starts_with('\'');
            self.most += if literal { 1 } else { -1 };
            // The nearest says it.
            self.fields
                .entry(entry.keys[0].name.as_ref())
                .or_insert(literal);
        }
    }

    fn is(&self, field: &str) -> bool {
        // A string with `"` in it may be literal for that alone: most of the file must be.
        self.most > 0 && self.fields.get(field).copied().unwrap_or(true)
    }
}

/// `text` in place of the string `old`, marked as that is if it can be.
pub(in crate::store::edit) fn like(source: &str, old: &Node, text: &str) -> String {
    let raw = old.span.of(source);
    let several = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    let eol = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    if several
        && eol == "\n"
        && text.contains('\n')
        && !text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return format!("\"\"\"\n{}\"\"\"", toml_escaped(text, true));
    }
    let plain = !text.contains(['"', '\\']);
    if raw.starts_with('"') && plain {
        format!("\"{}\"", toml_escaped(text, false))
    } else {
        toml_line(text, raw.starts_with('\''))
    }
}

/// `name` as a key: bare where it can be.
pub(in crate::store::edit) fn key(name: &str) -> String {
    let bare = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if bare {
        name.to_owned()
    } else {
        toml_line(name, false)
    }
}

/// `text` with every line break written `eol`.
pub(in crate::store) fn with_line_ends(text: &str, eol: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    if eol == "\n" {
        plain
    } else {
        plain.replace('\n', eol)
    }
}

/// The line end around byte `at`: of its line, else of the one before, else of the first.
pub(in crate::store::edit) fn eol(source: &str, at: usize) -> &'static str {
    let bytes = source.as_bytes();
    let breaks = [
        memchr::memchr(b'\n', &bytes[at.min(bytes.len())..]).map(|n| at + n),
        memchr::memrchr(b'\n', &bytes[..at.min(bytes.len())]),
    ];
    let found = breaks.into_iter().flatten().next();
    match found {
        Some(at) if at > 0 && bytes[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

/// How many blank lines part the tables: as before the block `near` or the first two that are near it.
fn gap(shape: &Shape, near: usize) -> usize {
    let between = |n: usize| -> Option<usize> {
        let (before, block) = (shape.blocks.get(n.checked_sub(1)?)?, shape.blocks.get(n)?);
        let whole = !before.path.is_empty() && !block.path.is_empty() && before.path.len() < 3;
        let between = shape
            .source
            .get(before.end()..block.header.start)
            .filter(|_| whole)?;
        // A comment between them is a heading or a remark, and has blank lines of its own.
        (!between.contains('#')).then(|| between.matches('\n').count().saturating_sub(1))
    };
    let mut order: Vec<usize> = (1..shape.blocks.len())
        .filter(|n| n.abs_diff(near) < NEARBY)
        .collect();
    order.sort_by_key(|n| n.abs_diff(near));
    order.into_iter().find_map(between).unwrap_or(1)
}

/// Whether the signs of `block` stand below each other, and whether blanks are around them; `None` where all keys are
/// equally long.
fn signs(source: &str, block: &Block) -> Option<(bool, bool)> {
    let sides = |n: usize| {
        let entry = &block.entries[n];
        let key = entry
            .keys
            .last()
            .map_or(entry.span().start, |key| key.span.end);
        let between = Span::new(key, entry.value.span.start).of(source);
        let sign = between.find('=').unwrap_or(0);
        (
            Span::new(entry.span().start, key)
                .of(source)
                .chars()
                .count(),
            sign,
        )
    };
    let widths: Vec<(usize, usize)> = (0..block.entries.len()).map(sides).collect();
    let longest = widths.iter().map(|(key, _)| *key).max()?;
    let shortest = widths.iter().map(|(key, _)| *key).min()?;
    if longest == shortest {
        return None;
    }
    let short = widths.iter().filter(|(key, _)| *key < longest);
    let (padded, all) = short.fold((0, 0), |(padded, all), (_, blanks)| {
        (padded + usize::from(*blanks > 1), all + 1)
    });
    Some((padded * 2 > all, !tight(source, block)))
}

/// Whether a block is written `a=1`.
fn tight(source: &str, block: &Block) -> bool {
    block.entries.iter().all(|entry| {
        source
            .as_bytes()
            .get(entry.value.span.start.wrapping_sub(1))
            == Some(&b'=')
    })
}

/// The blanks that the line of byte `at` begins with.
pub(in crate::store::edit) fn indent(source: &str, at: usize) -> &str {
    let start = memchr::memrchr(b'\n', &source.as_bytes()[..at]).map_or(0, |n| n + 1);
    let line = &source[start..at];
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    &line[..blanks]
}

/// The column of the sign in `block`, where the key `width` fits before it and the signs stand below each other there.
pub(in crate::store::edit) fn column(source: &str, block: &Block) -> usize {
    let mut columns: Vec<usize> = Vec::new();
    for entry in &block.entries {
        let Some(last) = entry.keys.last() else {
            continue;
        };
        let between = Span::new(last.span.end, entry.value.span.start).of(source);
        let key = Span::new(entry.span().start, last.span.end)
            .of(source)
            .chars()
            .count();
        let blanks = between.find('=').unwrap_or(0);
        columns.push((key + blanks).saturating_sub(1));
    }
    columns.sort_unstable();
    let most = |column: &usize| columns.iter().filter(|other| *other == column).count();
    columns
        .iter()
        .copied()
        .max_by_key(|column| (most(column), *column))
        .unwrap_or(0)
}
