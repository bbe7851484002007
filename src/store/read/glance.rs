//! Blocks of the plainest kind, as most are: a header, and lines of `key = "words"`. They are read at a glance.
use std::borrow::Cow;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

/// What `toml` makes of `block`, found without its help; nothing where anything asks for a closer look: escapes, strings of
/// several lines, numbers, dates, tables within a line, points in a key, and whatever is wrong.
pub(super) fn at_a_glance(block: &str) -> Option<DeTable<'_>> {
    let mut glance = Glance { block, at: 0 };
    let (header, first, second) = glance.header()?;
    let mut fields = DeTable::new();
    while glance.is_at_field()? {
        let (key, value) = glance.field()?;
        if fields.insert(key, value).is_some() {
            return None; // told by `toml`, with both places
        }
    }
    let fields = Spanned::new(header, DeValue::Table(fields));
    let mut root = DeTable::new();
    match second {
        None => root.insert(first, fields),
        Some(second) => {
            let mut within = DeTable::new();
            within.insert(second, fields);
            root.insert(
                first.clone(),
                Spanned::new(first.span(), DeValue::Table(within)),
            )
        }
    };
    Some(root)
}

type Key<'s> = Spanned<Cow<'s, str>>;
type Value<'s> = Spanned<DeValue<'s>>;

/// A block, read up to byte `at`.
struct Glance<'s> {
    block: &'s str,
    at: usize,
}

impl<'s> Glance<'s> {
    fn rest(&self) -> &'s [u8] {
        &self.block.as_bytes()[self.at..]
    }

    fn byte(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    /// Goes over `byte`, if it stands here.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.byte()? == byte).then(|| self.at += 1)
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        self.at += self.rest().iter().take_while(|&&b| skipped(b)).count();
    }

    /// `[table]` or `[table.id]`, alone on its line: its bytes, and the keys.
    fn header(&mut self) -> Option<(std::ops::Range<usize>, Key<'s>, Option<Key<'s>>)> {
        self.take(b'[')?;
        let first = self.key()?;
        let second = match self.take(b'.') {
            Some(()) => Some(self.key()?),
            None => None,
        };
        self.take(b']')?;
        let header = 0..self.at;
        self.end_line()?;
        Some((header, first, second))
    }

    /// A key without marks.
    fn key(&mut self) -> Option<Key<'s>> {
        let start = self.at;
        self.skip(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        let key = &self.block[start..self.at];
        (!key.is_empty()).then(|| Spanned::new(start..self.at, Cow::Borrowed(key)))
    }

    /// Goes over what may stand behind a value or a header, up to and with the line break.
    fn end_line(&mut self) -> Option<()> {
        self.skip(is_blank);
        if self.byte() == Some(b'#') {
            let rest = self.rest();
            let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
            let remark = line.strip_suffix(b"\r").unwrap_or(line);
            self.at += is_printed(remark).then_some(remark.len())?;
        }
        match self.rest() {
            [] => {}
            [b'\n', ..] => self.at += 1,
            [b'\r', b'\n', ..] => self.at += 2,
            _ => return None,
        }
        Some(())
    }

    /// Goes over blank lines and remarks: whether a field stands behind them.
    fn is_at_field(&mut self) -> Option<bool> {
        loop {
            self.skip(is_blank);
            match self.byte() {
                None => return Some(false),
                Some(b'\n' | b'\r' | b'#') => self.end_line()?,
                Some(_) => return Some(true),
            }
        }
    }

    /// `key = value`, alone on its line.
    fn field(&mut self) -> Option<(Key<'s>, Value<'s>)> {
        let key = self.key()?;
        self.skip(is_blank);
        self.take(b'=')?;
        self.skip(is_blank);
        let value = match self.byte()? {
            b'[' => self.list()?,
            b't' => self.word("true", true)?,
            b'f' => self.word("false", false)?,
            _ => self.string()?,
        };
        self.end_line()?;
        Some((key, value))
    }

    /// A string on one line, in which nothing stands for anything else.
    fn string(&mut self) -> Option<Value<'s>> {
        let start = self.at;
        let mark = self.byte().filter(|b| matches!(b, b'"' | b'\''))?;
        self.at += 1;
        let rest = self.rest();
        let end = match mark {
            b'"' => memchr::memchr2(b'"', b'\\', rest),
            _ => memchr::memchr(b'\'', rest),
        }?;
        if rest[end] != mark || rest.starts_with(&[mark, mark]) || !is_printed(&rest[..end]) {
            return None;
        }
        let words = &self.block[self.at..self.at + end];
        self.at += end + 1;
        let value = DeValue::String(Cow::Borrowed(words));
        Some(Spanned::new(start..self.at, value))
    }

    /// A list of such strings.
    fn list(&mut self) -> Option<Value<'s>> {
        let start = self.at;
        self.take(b'[')?;
        let mut items = DeArray::new();
        loop {
            self.skip(|b| is_blank(b) || b == b'\n');
            if self.take(b']').is_some() {
                break;
            }
            items.push(self.string()?);
            self.skip(|b| is_blank(b) || b == b'\n');
            if self.take(b',').is_none() {
                self.take(b']')?;
                break;
            }
        }
        Some(Spanned::new(start..self.at, DeValue::Array(items)))
    }

    fn word(&mut self, word: &str, is: bool) -> Option<Value<'s>> {
        self.rest().starts_with(word.as_bytes()).then_some(())?;
        let start = self.at;
        self.at += word.len();
        let value = Spanned::new(start..self.at, DeValue::Boolean(is));
        matches!(
            self.byte(),
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b'#')
        )
        .then_some(value)
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether no control character but a tab stands in `bytes`; all of them are looked at, which takes many at a time.
fn is_printed(bytes: &[u8]) -> bool {
    let printed = |b: u8| (b >= b' ' && b != 0x7f) || b == b'\t';
    bytes.iter().fold(true, |all, &b| all & printed(b))
}

#[cfg(test)]
mod tests {
    use super::super::{blocks::blocks, file::Kind};
    use super::*;
    use crate::store::starter::EXAMPLE;
    use proptest::prelude::*;

    /// Whether `block` is read plainly; if so, it is what `toml` reads, byte for byte.
    fn check(block: &str) -> bool {
        let Some(plain) = at_a_glance(block) else {
            return false;
        };
        let (read, errors) = DeTable::parse_recoverable(block);
        assert!(errors.is_empty(), "{block:?}: {errors:?}");
        assert_eq!(
            format!("{plain:?}"),
            format!("{:?}", read.get_ref()),
            "{block:?}"
        );
        true
    }

    #[test]
    fn what_is_plain_is_read_as_toml_reads_it() {
        assert!(check("[article]"));
        assert!(check(
            "[quote.a-1_b] # why\r\n\n\t# so\ntext='a\tb' # c\n on = [ \"x\", 'é' ,\n'' ]\nx=\"\"\r\n"
        ));
        assert!(check("[q.1]\na = true\nb=false#\nc = []\n"));
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for field in [
            "a = 1",
            "a = 1.5",
            "a = 2025-01-01",
            "a = { b = 'c' }",
            "a.b = 'c'",
            "'a' = 'b'",
            "a = \"\\n\"",
            "a = \"\"\"b\"\"\"",
            "a = '''b'''",
            "a = 'b' c",
            "a = truely",
            "a = ['b' 'c']",
            "a = ['b', # c\n]",
            "a = [['b']]",
            "a = 'b",
            "a = \"b\u{7}\"",
            "a",
            "= 'b'",
            "a = ",
            "a = 'b'\na = 'c'",
            "a = 'b' # \u{1}",
            "a = 'b'\rc = 'd'",
            "[b]",
        ] {
            assert!(!check(&format!("[q.x]\n{field}\n")), "{field}");
        }
        for header in [
            "", "a = 'b'", "[[q]]", "[q.x.y]", "[q . x]", "[\"q\"]", " [q]", "[q]]", "[q] x", "[]",
        ] {
            assert!(!check(&format!("{header}\na = 'b'\n")), "{header}");
        }
    }

    #[test]
    fn most_of_the_example_is_plain() {
        let files = EXAMPLE
            .iter()
            .filter(|(path, _)| Kind::of(path) == Some(Kind::Toml));
        let all: Vec<&str> = files
            .flat_map(|(_, text)| blocks(text).map(|block| block.of(text)))
            .collect();
        let plain = all.iter().filter(|block| check(block)).count();
        assert!(plain * 10 > all.len() * 7, "{plain} of {}", all.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_read_plainly_is_what_toml_reads(
            lines in proptest::collection::vec(
                r#"([a-c]{1,2} ?= ?(("[ -~é]{0,4}")|('[ -~]{0,4}')|(\[("a"|'b'|,|[ ]|\n){0,5}\])|true|false|[0-9tx]{0,2})[ \t]{0,1}(\#.{0,2})?)|.{0,3}"#,
                0..5
            ),
            header in r"\[(quote|a)?(\.[ax-]{1,2})?\]?",
            ending in "\r?\n",
        ) {
            check(&format!("{header}{ending}{}", lines.join(&ending)));
        }
    }
}
