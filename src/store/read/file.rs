//! One TOML file: its blocks, the tables in them, and who reads each.
use super::{
    about, article,
    blocks::{MOST_BYTES, MOST_TABLES, TABLES, blocks},
    deep::Deep,
    faults::{Faults, suggest},
    fields::{Fields, Layer},
    pieces::{in_order, shifted, unquoted},
    record,
};
use crate::{
    crew::{Crew, share},
    diag::{Code, FileId},
    model::{About, Issue, Party, RECORDS, Record, Ref, Source},
    text::Span,
};
use rustc_hash::FxHashSet;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

#[cfg(test)]
mod tests;

/// How the finding about a syntax error begins.
const NOT_TOML: &str = "this is not TOML: ";

/// The most pieces of one table that stand apart from it; the format has three.
const MOST_PARTS: usize = 20;

/// What the files said so far.
#[derive(Default)]
pub(in crate::store) struct Gathered {
    pub(in crate::store) about: About,
    /// Further files that `[dossier] use` names, and who names them.
    pub(in crate::store) uses: Vec<(FileId, Ref)>,
    pub(in crate::store) parties: Vec<Party>,
    pub(in crate::store) sources: Vec<Source>,
    pub(in crate::store) issues: Vec<Issue>,
    pub(in crate::store) drafts: Vec<article::Draft>,
    /// The files of which `[article]` is not TOML.
    pub(in crate::store) lost: FxHashSet<FileId>,
    pub(in crate::store) records: Vec<Record>,
    /// Records that name their article themselves.
    pub(in crate::store) elsewhere: Vec<Elsewhere>,
}

/// A record that names its article: `article = "ID"`.
pub(in crate::store) struct Elsewhere {
    /// Its number in [`Gathered::records`].
    pub(in crate::store) record: usize,
    /// The article's id.
    pub(in crate::store) article: Ref,
}

/// What a file is, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Toml,
    Text,
    Markdown,
}

impl Kind {
    /// The kind of the file called `name`.
    pub(in crate::store) fn of(name: &str) -> Option<Self> {
        let (stem, end) = name.rsplit('/').next()?.rsplit_once('.')?;
        match end.to_ascii_lowercase().as_str() {
            _ if stem.is_empty() => None,
            "toml" => Some(Self::Toml),
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            _ => None,
        }
    }
}

impl Gathered {
    /// Takes what further records of the same file say.
    fn go_on(&mut self, more: Self) {
        let before = self.records.len();
        self.records.extend(more.records);
        self.elsewhere
            .extend(more.elsewhere.into_iter().map(|elsewhere| Elsewhere {
                record: before + elsewhere.record,
                ..elsewhere
            }));
    }
}

/// What is still to be read of a file once [`heads`] has read the rest.
#[derive(Default)]
pub(in crate::store) struct Rest {
    /// Tables of records, in order.
    blocks: Vec<Span>,
    /// What reaches into tables; a table that was read has taken its own.
    deep: Deep,
    /// How many tables were read.
    tables: usize,
    /// Where the first of more tables begins than are read.
    more: Option<usize>,
    /// The first place where it is not TOML, and why.
    broken: Option<(Span, String)>,
}

impl Rest {
    /// How many tables of records wait.
    pub(in crate::store) fn len(&self) -> usize {
        self.blocks.len()
    }
}

/// Reads all of the TOML `source` of `faults.file` into `all` but the tables of records, which [`records`] reads of what comes back; `stem` is
/// the id of the article that the file may describe.
pub(in crate::store) fn heads(
    source: &str,
    stem: &str,
    all: &mut Gathered,
    faults: &mut Faults,
) -> Rest {
    let mut deep = Deep::default();
    let mut cut = blocks(source);
    let (records, others): (Vec<Span>, Vec<Span>) = (cut.by_ref().take(MOST_TABLES))
        .filter(|block| !deep.take(source, *block))
        .partition(|block| is_record(block.of(source)));
    let rest = Rest {
        deep,
        more: cut.next().map(|more| more.start),
        ..Rest::default()
    };
    let mut file = File::new((source, stem), rest, all, faults);
    for block in others {
        file.block(block);
    }
    Rest {
        blocks: records,
        ..file.rest
    }
}

/// Reads what [`heads`] left of the same file, many records by `crew`. Answers the first place where it is not TOML, and why.
pub(in crate::store) fn records(
    named: (&str, &str),
    mut rest: Rest,
    (all, faults): (&mut Gathered, &mut Faults),
    crew: &dyn Crew,
) -> Option<(Span, String)> {
    let blocks = std::mem::take(&mut rest.blocks);
    all.records.reserve(blocks.len());
    // Where there are fewer than are read, none has to be counted.
    let countless = rest.tables + blocks.len() <= MOST_TABLES;
    let many = countless && blocks.len() >= 2 * SHARE && crew.hands() > 1;
    // What reaches into a table may stand anywhere.
    if !many || !rest.deep.is_empty() {
        return left(named, rest, &blocks, (all, faults));
    }
    let file = faults.file;
    let mut first = rest.broken.take();
    for round in blocks.chunks(ROUND) {
        let shares: Vec<&[Span]> = round.chunks(SHARE).collect();
        let read = share(crew, shares.len(), |n| {
            let (mut all, mut faults) = (Gathered::default(), Faults::of(file));
            all.records.reserve(shares[n].len());
            let broken = left(named, Rest::default(), shares[n], (&mut all, &mut faults));
            (all, faults, broken)
        });
        for (more, found, broken) in read {
            all.go_on(more);
            found.list.into_iter().for_each(|fault| faults.add(fault));
            first = first.into_iter().chain(broken).min_by_key(|(at, _)| *at);
        }
    }
    left(named, rest, &[], (all, faults));
    first
}

/// Records that are read at a time, where there are many.
const SHARE: usize = 250;

/// Records that are read before they are put with the others: whatever is read side by side takes its room twice.
const ROUND: usize = 4 * SHARE;

/// Reads `blocks`, and what else there is of `rest`.
fn left(
    named: (&str, &str),
    rest: Rest,
    blocks: &[Span],
    (all, faults): (&mut Gathered, &mut Faults),
) -> Option<(Span, String)> {
    let mut file = File::new(named, rest, all, faults);
    for block in blocks {
        file.block(*block);
    }
    for block in file.rest.deep.left() {
        file.block(block);
    }
    if let Some(more) = file.rest.more {
        file.too_many(Span::new(more, more));
    }
    file.rest.broken
}

/// Whether a block is the table of a record, as its header is mostly written: `[quote.x]`.
fn is_record(block: &str) -> bool {
    block.strip_prefix('[').is_some_and(|header| {
        RECORDS
            .iter()
            .any(|table| (header.strip_prefix(table)).is_some_and(|behind| behind.starts_with('.')))
    })
}

struct File<'s, 'f> {
    source: &'s str,
    stem: &'s str,
    all: &'f mut Gathered,
    faults: &'f mut Faults,
    rest: Rest,
}

/// A piece of the file, parsed.
struct Piece<'s> {
    root: DeTable<'s>,
    shift: usize,
    broken: Vec<Span>,
}

impl<'s, 'f> File<'s, 'f> {
    fn new(
        (source, stem): (&'s str, &'s str),
        rest: Rest,
        all: &'f mut Gathered,
        faults: &'f mut Faults,
    ) -> Self {
        Self {
            source,
            stem,
            all,
            faults,
            rest,
        }
    }

    /// Parses `block`, and says what the first thing wrong with its syntax is.
    fn parse(&mut self, block: Span) -> Piece<'s> {
        let bom = if block.of(self.source).starts_with('\u{feff}') {
            3
        } else {
            0
        };
        let shift = block.start + bom;
        let text = &self.source[shift..block.end];
        let (root, errors) = DeTable::parse_recoverable(text);
        let place = |error: &toml::de::Error| {
            let span = error.span().unwrap_or(0..0);
            on_characters(self.source, shifted(span, shift))
        };
        let broken: Vec<Span> = errors
            .iter()
            .map(|error| line_of(self.source, place(error)))
            .collect();
        if !errors.is_empty() && block.of(self.source).trim_start().starts_with("[article") {
            self.all.lost.insert(self.faults.file);
        }
        if let Some(error) = errors.iter().min_by_key(|error| place(error)) {
            let (at, why) = (place(error), format!("{NOT_TOML}{}", error.message()));
            let fault = self.faults.at(Code::E08, at, why.clone());
            self.faults.add(fault);
            let first = &self.rest.broken;
            if first.as_ref().is_none_or(|(first, _)| at < *first) {
                self.rest.broken = Some((at, why));
            }
        }
        Piece {
            root: root.into_inner(),
            shift,
            broken,
        }
    }

    fn block(&mut self, block: Span) {
        if block.len() > MOST_BYTES {
            let start = on_characters(self.source, Span::new(block.start, block.start + 1));
            let message = format!("this table is larger than {} MiB", MOST_BYTES >> 20);
            return self.faults.add(self.faults.at(Code::E08, start, message));
        }
        let piece = self.parse(block);
        for (key, value) in in_order(&piece.root) {
            let span = unquoted(self.source, shifted(key.span(), piece.shift));
            let name = key.get_ref().as_ref();
            let Some(&table) = TABLES.iter().find(|table| **table == name) else {
                self.faults.quiet = !piece.broken.is_empty();
                if !name.starts_with("x-") {
                    let fault =
                        self.faults
                            .at(Code::E08, span, format!("there is no table `{name}`"));
                    self.faults.add(suggest(fault, name, TABLES));
                }
                self.faults.quiet = false;
                continue;
            };
            if matches!(table, "article" | "dossier") {
                self.entry((table, ""), (key, value), &piece, block);
                continue;
            }
            let Some(ids) = value.get_ref().as_table() else {
                self.not_a_table(span, table, &piece);
                continue;
            };
            for (key, value) in in_order(ids) {
                self.entry((table, key.get_ref()), (key, value), &piece, block);
            }
        }
    }

    fn too_many(&mut self, at: Span) {
        let message = format!(
            "there are more than {MOST_TABLES} tables in this file; from here on they are not read"
        );
        self.faults.add(self.faults.at(Code::E08, at, message));
    }

    fn not_a_table(&mut self, span: Span, path: &str, piece: &Piece) {
        self.faults.quiet = !piece.broken.is_empty();
        let fault = self
            .faults
            .at(Code::E08, span, format!("`{path}` must be a table"));
        let header = match path {
            "article" | "dossier" => format!("write `[{path}]`"),
            _ => format!(
                "write `[{}.ID]`",
                path.split('.').next().unwrap_or_default()
            ),
        };
        self.faults.add(fault.help(header));
        self.faults.quiet = false;
    }

    /// Reads one table of the format, together with the blocks that reach into it.
    fn entry(
        &mut self,
        (table, id): (&'static str, &str),
        (key, value): (&Spanned<std::borrow::Cow<str>>, &Spanned<DeValue>),
        piece: &Piece,
        block: Span,
    ) {
        let span = unquoted(self.source, shifted(key.span(), piece.shift));
        let Some(fields) = value.get_ref().as_table() else {
            let path = if id.is_empty() {
                table.to_owned()
            } else {
                format!("{table}.{id}")
            };
            return self.not_a_table(span, &path, piece);
        };
        self.rest.tables += 1;
        if self.rest.tables > MOST_TABLES {
            if self.rest.tables == MOST_TABLES + 1 {
                self.too_many(span);
            }
            return;
        }
        let mut end = last_byte(value) + piece.shift;
        let mut next = block.end;
        let mut pieces = Vec::new();
        for part in self.rest.deep.of(table, id) {
            if part == block {
                continue;
            }
            if pieces.len() == MOST_PARTS {
                let message = format!(
                    "`{table}` is written in more than {MOST_PARTS} pieces; from here on they are not read"
                );
                self.faults.add(self.faults.at(
                    Code::E08,
                    Span::new(part.start, part.start),
                    message,
                ));
                break;
            }
            let piece = self.parse(part);
            if part.start == next {
                next = part.end;
                end = last_byte_of(&piece.root) + piece.shift;
            }
            pieces.push(piece);
        }
        let header = shifted(value.span(), piece.shift);
        let header = if self.source.as_bytes().get(header.start) == Some(&b'[') {
            header
        } else {
            span
        };
        let mut layers = vec![Layer {
            table: fields,
            shift: piece.shift,
            broken: &piece.broken,
        }];
        layers.extend(pieces.iter().filter_map(|piece| piece.layer(table, id)));
        self.faults.quiet = layers.iter().any(|layer| !layer.broken.is_empty());
        let whole = Span::new(header.start, end.max(header.end));
        let fields = Fields::new((table, id), header, self.source, &layers, self.faults);
        read_table(fields, whole, self.stem, self.all);
        self.faults.quiet = false;
    }
}

impl Piece<'_> {
    /// The part of it that belongs to the table `table.id`.
    fn layer(&self, table: &str, id: &str) -> Option<Layer<'_>> {
        let mut found = self.root.get(table)?.get_ref().as_table()?;
        if !matches!(table, "article" | "dossier") {
            found = found.get(id)?.get_ref().as_table()?;
        }
        Some(Layer {
            table: found,
            shift: self.shift,
            broken: &self.broken,
        })
    }
}

fn read_table(mut fields: Fields, block: Span, stem: &str, all: &mut Gathered) {
    match fields.table {
        "dossier" => about::dossier(fields, all),
        "article" => article::article(fields, stem, all),
        table if fields.id.is_empty() => {
            fields.fault(
                Code::E08,
                fields.place,
                format!("the id of this {table} is empty"),
            );
        }
        "party" => about::party(fields, all),
        "source" => about::source(fields, all),
        "issue" => about::issue(fields, all),
        _ => record::record(fields, block, all),
    }
}

/// One past the last byte of a value, tables that are written piece by piece included.
fn last_byte(value: &Spanned<DeValue>) -> usize {
    let inner = value.get_ref().as_table().map_or(0, last_byte_of);
    value.span().end.max(inner)
}

fn last_byte_of(table: &DeTable) -> usize {
    table.values().map(last_byte).max().unwrap_or(0)
}

/// The lines that `span` touches.
fn line_of(source: &str, span: Span) -> Span {
    let bytes = source.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..span.start]).map_or(0, |n| n + 1);
    let end = memchr::memchr(b'\n', &bytes[span.end..]).map_or(bytes.len(), |n| span.end + n);
    Span::new(start, end)
}

/// `span` within `source`, widened to whole characters.
fn on_characters(source: &str, span: Span) -> Span {
    Span::new(
        source.floor_char_boundary(span.start),
        source.ceil_char_boundary(span.end.min(source.len())),
    )
}
