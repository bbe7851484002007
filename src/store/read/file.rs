//! One TOML file: its blocks, the tables in them, and who reads each.
use super::{
    about, article,
    blocks::{TABLES, blocks},
    deep::Deep,
    faults::{Faults, suggest},
    fields::{Fields, Layer, in_order, shifted, unquoted},
    record,
};
use crate::{
    diag::{Code, FileId, nearest},
    model::{About, Issue, Party, Record, Ref, Source},
    text::Span,
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The largest table that is read, in bytes; what stands before the first header counts as one. TOML takes some fifty
/// times its size while it is parsed.
const MOST_BYTES: usize = 2 << 20;

/// How the finding about a syntax error begins.
pub(in crate::store) const NOT_TOML: &str = "this is not TOML: ";

/// The most tables that are read of one file.
const MOST_TABLES: usize = if cfg!(test) { 1_000 } else { 100_000 };

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

/// Whether any table of the format, or a slip of one, stands in `source`; otherwise the file is somebody else's.
pub(in crate::store) fn names_ours(source: &str) -> bool {
    blocks(source).take(MOST_TABLES).any(|block| {
        let text = block.of(source).trim_start();
        let header = text.starts_with('[');
        let head = if header {
            text.lines().next().unwrap_or_default()
        } else {
            text
        };
        let name = head.trim_start_matches('[').trim_start();
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
        let name = &name[..end.unwrap_or(name.len())];
        if TABLES.contains(&name) || nearest(name, TABLES.iter().copied()).is_some() {
            return true;
        }
        let plain = header && !head.contains(['"', '\'']);
        if plain || text.len() > MOST_BYTES {
            return false;
        }
        let (root, _) = DeTable::parse_recoverable(head);
        let mut keys = root.get_ref().keys();
        keys.any(|key| TABLES.contains(&key.get_ref().as_ref()))
    })
}

/// Reads the TOML `source` of `faults.file` into `all`; `stem` is the id of the article it may describe.
pub(in crate::store) fn read(source: &str, stem: &str, all: &mut Gathered, faults: &mut Faults) {
    let records = all.records.len();
    let elsewhere = all.elsewhere.len();
    let mut file = File {
        source,
        stem,
        all,
        faults,
        deep: Deep::default(),
        tables: 0,
        article_lost: false,
    };
    let mut cut = blocks(source);
    let whole: Vec<Span> = (cut.by_ref().take(MOST_TABLES))
        .filter(|block| !file.deep.take(source, *block))
        .collect();
    for block in whole {
        file.block(block);
    }
    for block in file.deep.left() {
        file.block(block);
    }
    if let Some(more) = cut.next() {
        file.too_many(Span::new(more.start, more.start));
    }
    let lost = file.article_lost;
    stand_in_article(all, (records, elsewhere), lost, faults);
}

/// Gives the records from number `first` on the article of their file, but not those of [`Gathered::elsewhere`] from
/// number `named` on. Without an article each is a finding, unless it is `lost`, which was told.
fn stand_in_article(
    all: &mut Gathered,
    (first, named): (usize, usize),
    lost: bool,
    faults: &mut Faults,
) {
    let by = faults.file;
    let draft = all.drafts.iter().rposition(|draft| draft.by == by);
    let mut named = all.elsewhere[named..]
        .iter()
        .map(|elsewhere| elsewhere.record)
        .peekable();
    for (n, record) in all.records.iter_mut().enumerate().skip(first) {
        if named.next_if_eq(&n).is_some() || record.text.is_empty() {
            continue;
        }
        record.article = draft;
        if draft.is_none() && !lost {
            let path = record.path();
            let message =
                format!("`{path}` has words, but this file has no `[article]` they could stand in");
            let fault = faults.at(Code::E09, record.place.span, message).about(path);
            faults.add(fault.help("name the article in the record: article = \"ID\""));
        }
    }
}

struct File<'s, 'f> {
    source: &'s str,
    stem: &'s str,
    all: &'f mut Gathered,
    faults: &'f mut Faults,
    deep: Deep,
    /// How many tables were read.
    tables: usize,
    /// Whether `[article]` is not TOML.
    article_lost: bool,
}

/// A piece of the file, parsed.
struct Piece<'s> {
    root: Spanned<DeTable<'s>>,
    shift: usize,
    broken: Vec<Span>,
}

impl<'s> File<'s, '_> {
    /// Parses `block`, and says what the first thing wrong with its syntax is.
    fn parse(&mut self, block: Span) -> Piece<'s> {
        let bom = if block.of(self.source).starts_with('\u{feff}') {
            3
        } else {
            0
        };
        let shift = block.start + bom;
        let (root, errors) = DeTable::parse_recoverable(&self.source[shift..block.end]);
        let place = |error: &toml::de::Error| {
            let span = error.span().unwrap_or(0..0);
            on_characters(self.source, shifted(span, shift))
        };
        let broken: Vec<Span> = errors
            .iter()
            .map(|error| line_of(self.source, place(error)))
            .collect();
        self.article_lost |=
            !errors.is_empty() && block.of(self.source).trim_start().starts_with("[article");
        if let Some(error) = errors.iter().min_by_key(|error| place(error)) {
            let fault = self.faults.at(
                Code::E08,
                place(error),
                format!("{NOT_TOML}{}", error.message()),
            );
            self.faults.add(fault);
        }
        Piece {
            root,
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
        for (key, value) in in_order(piece.root.get_ref()) {
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
        self.tables += 1;
        if self.tables > MOST_TABLES {
            if self.tables == MOST_TABLES + 1 {
                self.too_many(span);
            }
            return;
        }
        let mut end = last_byte(value) + piece.shift;
        let mut next = block.end;
        let mut pieces = Vec::new();
        for part in self.deep.of(table, id) {
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
                end = last_byte_of(piece.root.get_ref()) + piece.shift;
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
        let mut found = self.root.get_ref().get(table)?.get_ref().as_table()?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{check, memory};
    use proptest::prelude::{Just, any, prop_oneof, proptest};
    use std::collections::BTreeSet;

    /// Every way TOML has of writing what we read.
    const WAYS: &str = r#"
party.eu = { name = "EU", aka = [ "a",
    "b", ] }
source."a b".name = 'A B'
source."a b".party = "eu"

[quote]
one = { source = "a b", text = "Hello", waive = { W16 = "said elsewhere" } }
two.source = "a b"
two.text = """
Hello"""

[quote.'three']   # a comment
source = "a b"
text = ['Hel', "lo"]
[quote.three.original]
lang = "ru"
[ claim . four ]
says = "\u0048ello"
text = '''Hello'''
when.x-y = 2025-01-02
[quote.two.waive]
W15 = "r"
[article.silent]
eu = ["x"]
[article]
file = "t.txt"
"#;

    /// Every leaf of a table: its keys, its value, its bytes.
    fn leaves(
        table: &DeTable,
        path: &str,
        shift: usize,
        source: &str,
        into: &mut BTreeSet<String>,
    ) {
        for (key, value) in table {
            let path = format!("{path}.{}", key.get_ref());
            match value.get_ref() {
                DeValue::Table(table) => leaves(table, &path, shift, source, into),
                other => {
                    let span = shifted(value.span(), shift);
                    into.insert(format!("{path} {} {:?}", other.type_str(), span.of(source)));
                }
            }
        }
    }

    #[test]
    fn block_by_block_toml_says_the_same() {
        let example = crate::store::starter::EXAMPLE.iter();
        let files = example
            .filter(|(path, _)| Kind::of(path) == Some(Kind::Toml))
            .map(|(_, text)| *text);
        for source in files.chain([WAYS]) {
            let whole = DeTable::parse(source).expect("TOML");
            let (mut once, mut pieces) = (BTreeSet::new(), BTreeSet::new());
            leaves(whole.get_ref(), "", 0, source, &mut once);
            for block in blocks(source) {
                let (table, errors) = DeTable::parse_recoverable(block.of(source));
                assert_eq!(errors.len(), 0);
                leaves(table.get_ref(), "", block.start, source, &mut pieces);
            }
            assert_eq!(once, pieces);
        }
    }

    #[test]
    fn every_way_of_writing_a_table_is_read() {
        let written = memory(&[
            ("t.toml", &WAYS.replace("when.x-y", "x-when")),
            ("t.txt", "Hello."),
        ]);
        assert_eq!(written.faults, []);
        let records: Vec<(&str, usize)> = (written.records.iter())
            .map(|record| (record.id.as_str(), record.text.len() + record.waive.len()))
            .collect();
        assert_eq!(records, [("one", 2), ("two", 2), ("three", 2), ("four", 1)]);
        let three = written.records[2]
            .quote()
            .and_then(|quote| quote.original.as_ref());
        assert_eq!(
            three.and_then(|original| original.lang.as_deref()),
            Some("ru")
        );
        assert_eq!(written.codebook.name("a b"), "A B");
        assert_eq!(written.articles[0].silent[0].issues[0].id, "x");
    }

    #[test]
    fn places_are_those_of_the_file() {
        let source = "# first\n\n[quote.x]\nsource = \"who\"\ntext = 'Hello' # c\n[quote.x.waive]\nW16 = 'r' # d\n\n[note.y]\n";
        let written = memory(&[("t.toml", source)]);
        let record = &written.records[0];
        let id = &record.quote().expect("a quote").source;
        assert_eq!(record.place.span.of(source), "[quote.x]");
        assert_eq!(record.at("source").span.of(source), "\"who\"");
        assert_eq!(id.span.of(source), "who");
        assert_eq!(record.waive[0].code.span.of(source), "W16");
        assert!(
            record.block.of(source).starts_with("[quote.x]\n")
                && record.block.of(source).ends_with("W16 = 'r'")
        );
        let names: Vec<&str> = record.fields.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["source", "text", "waive"]);
    }

    #[test]
    fn unknown_tables_are_named() {
        check(&[(
            "t.toml",
            "stray = 1 #~ E08\n[sorce.x] #~ E08\nname = 'X'\n[x-ours.y]\nz = 1\n[dossier]\n[[issue]] #~ E08\n\
             name = 'a'\n[source]\ny = 'no' #~ E08\n[party.\"\"] #~ E08\nname = 'x'\n[note] #\nx-y = {} #~ E09 E09\n",
        )]);
    }

    #[test]
    fn a_slip_in_a_tables_name_makes_no_file_foreign() {
        let written = memory(&[("t.toml", "[qoute.x]\nsource = 'x'\n")]);
        assert_eq!(written.faults[0].message, "there is no table `qoute`");
        assert_eq!(
            written.faults[0].help.as_deref(),
            Some("did you mean `quote`?")
        );
    }

    #[test]
    fn broken_toml_costs_its_own_lines() {
        let source = "[note.a]\nkind = 'gap'\nsays = 'x'\nby = \"me #~ E08\nstatus = 'draft'\nodd = 1\n\
                      [note.b #~ E08\nsays = 'x'\n[note.c]\nkind = 'gap'\nsays = 'x'\nsays = 'y' #~ E08\n";
        check(&[("t.toml", source)]);
        let written = memory(&[("t.toml", source)]);
        let a = &written.records[0];
        assert_eq!(
            (a.says.as_deref(), a.by.as_deref(), a.status.is_some()),
            (Some("x"), None, true)
        );
        assert_eq!(written.records[1].says.as_deref(), Some("x"));
    }

    #[test]
    fn a_lost_article_is_told_once() {
        check(&[(
            "t.toml",
            "[article\nfile = 't.txt'\n[quote.a]\nsource = 'x'\ntext = 'Hello'\n"
                .replacen('\n', " #~ E08\n", 1)
                .as_str(),
        )]);
    }

    #[test]
    fn what_is_too_much_is_told_once() {
        let many = "[note.x]\n".repeat(MOST_TABLES + 9);
        let written = memory(&[("t.toml", &many)]);
        assert_eq!(written.records.len(), MOST_TABLES);
        let last = written.faults.last().map(|fault| fault.message.as_str());
        assert_eq!(
            last,
            Some("there are more than 1000 tables in this file; from here on they are not read")
        );
        let apart = format!("[dossier]\n{}", "[dossier.x-y]\n".repeat(MOST_PARTS + 9));
        let written = memory(&[("t.toml", &apart)]);
        assert_eq!(
            written.faults[0].message,
            "`dossier` is written in more than 20 pieces; from here on they are not read"
        );
        let large = format!(
            "[dossier]\ntitle = 'T'\nterms = [{}]\n[party.p]\nname = 'P'\n",
            "[],".repeat(MOST_BYTES / 3)
        );
        let written = memory(&[("t.toml", &large)]);
        assert_eq!(written.faults[0].message, "this table is larger than 2 MiB");
        assert_eq!(written.codebook.parties.len(), 1);
    }

    proptest! {
        #[test]
        fn no_bytes_make_reading_panic(source in r#"(\[|\]|\[quote\.a|party\.x|=|\n|"|'|"""|#|é|\{|,|text|1)*"#, any in any::<String>()) {
            let written = memory(&[("a.toml", &source), ("b.toml", &any)]);
            for place in written.faults.iter().filter_map(|fault| fault.place) {
                let text = &written.files.get(place.file).text;
                assert!(text.get(place.span.start..place.span.end).is_some());
            }
        }

        #[test]
        fn a_broken_record_changes_no_other(
            broken in prop_oneof![
                Just("\"\"\"".to_owned()), Just("'''".to_owned()), Just("[[1, {".to_owned()), Just("\"".to_owned()),
                r#"[a-z"'\[\]{}=,\\ 0-9\n]{0,40}"#,
            ],
            at in 0..3_usize,
        ) {
            let sound = [
                "[note.one]\nkind = \"gap\"\nsays = \"\"\"\nHello\n\"\"\"\n",
                "[note.two]\nkind = 'gap'\nsays = '''x'''\ntags = [\n  'a', # ]\n]\n",
                "[note.three]\nkind = 'gap'\nsays = \"a\"\n",
            ];
            let mut files: Vec<String> = sound.map(str::to_owned).to_vec();
            files.insert(at, format!("[note.broken]\nsays = {broken}\n"));
            let written = memory(&[("a.toml", &files.concat())]);
            let alone = memory(&[("a.toml", &sound.concat())]);
            for sound in &alone.records {
                let found = written.records.iter().find(|record| record.id == sound.id).expect("still there");
                assert_eq!((&found.says, &found.tags, &found.body), (&sound.says, &sound.tags, &sound.body));
            }
        }
    }
}
