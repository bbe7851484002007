//! Headers that reach into a table: `[quote.x.waive]`, which may stand far from `[quote.x]`.
use super::blocks::TABLES;
use crate::text::Span;
use rustc_hash::FxHashMap;
use toml::de::DeTable;

/// Blocks whose header reaches into a table, as `[quote.x.waive]` does: they belong to one that stands elsewhere. By
/// the id of that table, with its name.
#[derive(Default)]
pub(super) struct Deep(FxHashMap<String, Vec<(String, Span)>>);

impl Deep {
    /// Takes `block` if it is one of these.
    pub(super) fn take(&mut self, source: &str, block: Span) -> bool {
        let header = block.of(source).lines().next().unwrap_or_default();
        let Some(name) = header.trim_start().strip_prefix('[') else {
            return false;
        };
        let plain = !name.contains(['"', '\'']) && name.bytes().filter(|&b| b == b'.').count() < 2;
        if plain && !name.starts_with(['a', 'd', ' ', '\t']) {
            return false; // by far the most: `[quote.x]`
        }
        let (root, _) = DeTable::parse_recoverable(header);
        let (mut path, mut table) = (Vec::new(), Some(root.get_ref()));
        while let Some((key, value)) = table.and_then(|table| table.iter().next()) {
            path.push(key.get_ref().as_ref());
            table = value.get_ref().as_table();
        }
        let (table, id) = match path[..] {
            [table @ ("article" | "dossier"), _, ..] => (table, ""),
            [table, id, _, ..] if TABLES.contains(&table) => (table, id),
            _ => return false,
        };
        self.0
            .entry(id.to_owned())
            .or_default()
            .push((table.to_owned(), block));
        true
    }

    /// Whether there are none at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The blocks that belong to `table.id`; each is given out once.
    pub(super) fn of(&mut self, table: &str, id: &str) -> Vec<Span> {
        let Some(blocks) = self.0.get_mut(id) else {
            return Vec::new();
        };
        let (own, others) = std::mem::take(blocks)
            .into_iter()
            .partition(|(of, _)| of == table);
        *blocks = others;
        let own: Vec<(String, Span)> = own;
        own.into_iter().map(|(_, block)| block).collect()
    }

    /// The first block of every table that nothing else is written of.
    pub(super) fn left(&self) -> Vec<Span> {
        let mut firsts = FxHashMap::default();
        for (id, blocks) in &self.0 {
            for (table, block) in blocks.iter().rev() {
                firsts.insert((table, id), *block);
            }
        }
        let mut left: Vec<Span> = firsts.into_values().collect();
        left.sort_unstable();
        left
    }
}
