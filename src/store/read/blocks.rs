//! TOML cut at its table headers, so that one broken block never costs another, and memory is that of one block.
use crate::{diag::nearest, text::Span};
use memchr::memmem;
use toml::de::DeTable;

/// The tables of the format.
pub(super) const TABLES: &[&str] = &[
    "dossier", "party", "source", "issue", "article", "quote", "claim", "event", "position",
    "shift", "note",
];

/// The largest table that is read, in bytes; what stands before the first header counts as one. TOML takes some fifty
/// times its size while it is parsed.
pub(super) const MOST_BYTES: usize = 2 << 20;

/// The most tables that are read of one file.
pub(super) const MOST_TABLES: usize = if cfg!(test) { 1_000 } else { 100_000 };

/// The blocks of a TOML source: what stands before the first header, then one for each header, in order and without
/// gaps. Where a bracket or a multi-line string never closes, the block ends at the next line with a header of ours.
pub(in crate::store) fn blocks(source: &str) -> impl Iterator<Item = Span> {
    let mut scan = Scan {
        bytes: source.as_bytes(),
        at: if source.starts_with('\u{feff}') { 3 } else { 0 },
        depth: 0,
        open_ended: [false; 2],
    };
    std::iter::from_fn(move || {
        let start = scan.at;
        (start < scan.bytes.len()).then(|| Span::new(start, scan.block()))
    })
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

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u32,
    /// Whether a search for `"""` or `'''` has run to the end of the file in vain: it would again.
    open_ended: [bool; 2],
}

impl Scan<'_> {
    /// Goes over one block, and says where it ends.
    fn block(&mut self) -> usize {
        self.depth = 0;
        if self.header_here() {
            self.skip_line();
        }
        while self.at < self.bytes.len() {
            if self.depth == 0 && self.header_here()
                || self.depth > 0 && ours(&self.bytes[self.at..])
            {
                break;
            }
            self.line();
        }
        self.at
    }

    /// Goes over one line, and on over the strings that begin in it.
    fn line(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\n' => return,
                b'#' => return self.skip_line(),
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                b'"' | b'\'' if !self.bytes[self.at..].starts_with(&[byte; 2]) => self.string(byte),
                b'"' | b'\'' if !self.long_string(byte) => return,
                _ => {}
            }
        }
    }

    fn header_here(&self) -> bool {
        skip_blanks(&self.bytes[self.at..]).first() == Some(&b'[')
    }

    fn skip_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr(b'\n', rest).map_or(rest.len(), |n| n + 1);
    }

    /// Behind the opening mark of a one-line string; to its end, or before the line break.
    fn string(&mut self, mark: u8) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => return,
                b'\\'
                    if mark == b'"' && self.bytes.get(self.at + 1).is_some_and(|&b| b != b'\n') =>
                {
                    self.at += 1;
                }
                _ => {}
            }
            self.at += 1;
            if byte == mark {
                return;
            }
        }
    }

    /// Behind the first of three marks; to the end of the string. `false`: it does not close as a string would, and the
    /// scan stands before the header of ours that comes next, or at the end.
    fn long_string(&mut self, mark: u8) -> bool {
        let start = self.at + 2;
        let kind = usize::from(mark == b'"');
        let end = (!self.open_ended[kind])
            .then(|| closing(self.bytes, start, mark))
            .flatten();
        self.open_ended[kind] |= end.is_none();
        let header = header_of_ours(&self.bytes[start..end.unwrap_or(self.bytes.len())]);
        match (end, header) {
            // A header inside the string: more likely the string was never closed, and these marks open another.
            (Some(end), Some(header)) if !self.value_ends(end) => self.at = start + header,
            (Some(end), _) => {
                self.at = end;
                return true;
            }
            (None, Some(header)) => self.at = start + header,
            (None, None) => self.at = self.bytes.len(),
        }
        self.depth += 1; // so that the block ends here, whatever it was in
        false
    }

    /// Whether a value can have ended at `at`: only what may follow one follows, up to and with the next line of meaning.
    fn value_ends(&self, at: usize) -> bool {
        let lines = self.bytes[at..].split(|&b| b == b'\n');
        let mut lines = lines.map(<[u8]>::trim_ascii);
        let means_nothing = |line: &[u8]| matches!(line.first(), None | Some(b'#'));
        let rest = lines.next().unwrap_or_default();
        if self.depth > 0 {
            let next = if means_nothing(rest) {
                lines.find(|line| !means_nothing(line))
            } else {
                Some(rest)
            };
            return next.is_some_and(|next| matches!(next[0], b',' | b']' | b'}'));
        }
        let next = lines.find(|line| !means_nothing(line));
        means_nothing(rest) && next.is_none_or(|next| next[0] == b'[' || key_and_value(next))
    }
}

/// Whether `line` begins as `key =` does.
fn key_and_value(line: &[u8]) -> bool {
    let bare = |b: &u8| b.is_ascii_alphanumeric() || b"_-. \t\"'".contains(b);
    let key = line.iter().take_while(|b| bare(b)).count();
    key > 0 && line.get(key) == Some(&b'=')
}

/// Where the long string that runs from `start` ends, marks included.
fn closing(bytes: &[u8], start: usize, mark: u8) -> Option<usize> {
    let mut at = start;
    if mark == b'\'' {
        at += memmem::find(&bytes[at..], b"'''")?;
    } else {
        loop {
            at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
            match bytes[at..] {
                [b'\\', ..] => at = (at + 2).min(bytes.len()),
                [b'"', b'"', b'"', ..] => break,
                _ => at += 1,
            }
        }
    }
    let marks = bytes[at..]
        .iter()
        .take(5)
        .take_while(|&&b| b == mark)
        .count();
    Some(at + marks)
}

/// Where the first line in `bytes` begins that holds a header of ours.
fn header_of_ours(bytes: &[u8]) -> Option<usize> {
    let lines = memchr::memchr_iter(b'\n', bytes).map(|n| n + 1);
    lines.into_iter().find(|&line| ours(&bytes[line..]))
}

/// Whether a header of one of our tables stands here: `[quote.`, `[[note`, `[article]`.
fn ours(line: &[u8]) -> bool {
    let Some(rest) = skip_blanks(line).strip_prefix(b"[") else {
        return false;
    };
    let rest = skip_blanks(rest.strip_prefix(b"[").unwrap_or(rest));
    TABLES.iter().any(|table| {
        rest.strip_prefix(table.as_bytes())
            .is_some_and(|rest| matches!(skip_blanks(rest).first(), Some(b'.' | b']')))
    })
}

/// Without the spaces and tabs it begins with.
fn skip_blanks(line: &[u8]) -> &[u8] {
    let blanks = line
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    &line[blanks..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    #[track_caller]
    fn check(marked: &str) {
        let source = marked.replace('¦', "");
        let cut: Vec<&str> = blocks(&source).map(|block| block.of(&source)).collect();
        assert_eq!(cut.join("¦"), marked);
    }

    #[test]
    fn every_header_begins_a_block() {
        check("a = 1\n¦[quote.x]\nb = 2 # [no]\n\n¦  [[other]]\n¦[x]");
        check("\r\n¦[a]\r\n¦[b]\r\n");
    }

    #[test]
    fn a_byte_order_mark_belongs_to_no_block() {
        let source = "\u{feff}[a]\nb = 1\n";
        assert_eq!(
            blocks(source).collect::<Vec<_>>(),
            [Span::new(3, source.len())]
        );
    }

    #[test]
    fn brackets_and_strings_hide_headers() {
        check("[a]\nb = [\n[1],\n['[quote.x]'], # ]\n]\n¦[c]\n");
        check("[a]\nb = {\n c = [\n[1]], d = \"[\" }\n¦[c]\n");
        check("[a]\nb = \"\\\"[\"\nc = 'x\\'\n¦[d]\n");
        check("[a]\nb = \"\"\n¦[c]\nd = ''''''\n¦[e]\nf = \"\"\"\n[g]\n\"\"\"\"\n¦[h]\n");
    }

    #[test]
    fn a_header_may_stand_in_a_long_string() {
        check(
            "[note.a]\nsays = \"\"\"\n[quote.x]\ntext = \\\"\"\"\n\"\"\"\n# behind\n\nby = 'x'\n¦[b]\n",
        );
        check("[note.a]\ntags = ['''\n[quote.x]\n''', 'b']\n¦[b]\n");
    }

    #[test]
    fn what_never_closes_ends_at_the_next_header_of_ours() {
        check("[quote.a]\non = [\"x\",\n[no.header]\n¦[quote.b]\n");
        check("[quote.a]\ntext = \"\"\"x\n[no.header]\n¦[article]\n");
        check("[quote.a]\ntext = '''x\n");
        check("[quote.a]\ntext = \"x\n¦[b]\n");
        check("[quote.a\n¦[b]\n");
    }

    #[test]
    fn a_string_that_never_closes_does_not_swap_inside_and_outside() {
        check(
            "[quote.a]\ntext = \"\"\"x\n¦[quote.b]\ntext = \"\"\"\nHello\n\"\"\"\n¦[quote.c]\ntext = \"\"\"Hello\"\"\"\n",
        );
        check("[quote.a]\ntext = '''x\n¦[quote.b]\ntext = '''Hello'''\n");
        check("[quote.a]\non = {\"\"\"x\n¦[quote.b]\ntext = \"\"\"\nHello\n\"\"\"\n");
    }

    proptest! {
        #[test]
        fn blocks_leave_nothing_out(source in r#"([a\n\[\]{}"'#=\\ é]|\[quote\.|"""|''')*"#, any in any::<String>()) {
            for source in [source, any] {
                let mut at = if source.starts_with('\u{feff}') { 3 } else { 0 };
                for block in blocks(&source) {
                    assert!(block.start == at && !block.of(&source).is_empty());
                    at = block.end;
                }
                assert_eq!(at, source.len());
            }
        }
    }
}
