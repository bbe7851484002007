//! The fold itself: printed characters in, folded ones out, and the places where their lengths part.
use unicode_normalization::UnicodeNormalization;

use super::{
    bare::push_bare,
    glyph::{Kind, composes, dash_len, is_inert, kind},
    plain::fold_plain,
};

/// From folded byte `folded` on, up to the next break, printed bytes run along from `printed` (counted from the stretch's start).
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    pub(super) folded: u32,
    pub(super) printed: u32,
}

/// A stretch that is being folded.
pub(super) struct Folding<'t, 'b> {
    pub(super) printed: &'t str,
    /// Whether case and accents are folded too.
    pub(super) loose: bool,
    /// What it folds to; whole characters only.
    pub(super) folded: Vec<u8>,
    pub(super) breaks: &'b mut Vec<Break>,
}

impl Folding<'_, '_> {
    /// Folds all of it.
    pub(super) fn run(mut self) -> String {
        let mut at = 0;
        while at < self.printed.len() {
            // Behind a blank a further one is nothing.
            if !(self.ends_blank() && self.printed[at..].starts_with([' ', '\n'])) {
                at = self.plain(at);
            }
            let Some(c) = self.printed[at..].chars().next() else {
                break;
            };
            at = match kind(c) {
                Kind::Mark => self.mark(at, c),
                Kind::Dash => self.unit("-", at + dash_len(self.printed, at, c)),
                Kind::Blank => self.blank(at),
                Kind::Invisible => self.unit("", at + c.len_utf8()),
                Kind::Ligature(letters) => self.unit(letters, at + c.len_utf8()),
                Kind::Letter if self.loose => self.bare(at, c),
                Kind::Letter => self.letters(at, c),
            };
        }
        String::from_utf8(self.folded).unwrap_or_default()
    }

    fn ends_blank(&self) -> bool {
        self.folded.last() == Some(&b' ')
    }

    /// As many bytes as fold to one each.
    fn plain(&mut self, at: usize) -> usize {
        let from = self.folded.len();
        let to = fold_plain(self.printed.as_bytes(), at, &mut self.folded);
        if self.loose {
            self.folded[from..].make_ascii_lowercase();
        }
        to
    }

    /// Adds what the printed bytes up to `to` fold to, and a break if the lengths have parted.
    fn unit(&mut self, folded: &str, to: usize) -> usize {
        let (folded_before, printed_before) = self
            .breaks
            .last()
            .map_or((0, 0), |b| (b.folded as usize, b.printed as usize));
        self.folded.extend_from_slice(folded.as_bytes());
        if to + folded_before != self.folded.len() + printed_before {
            self.part(to);
        }
        to
    }

    fn part(&mut self, printed: usize) {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.breaks.push(Break {
            folded: small(self.folded.len()),
            printed: small(printed),
        });
    }

    fn mark(&mut self, at: usize, c: char) -> usize {
        if has_optional_stop(&self.folded) {
            self.folded.pop();
            let len = self.folded.len();
            while self.breaks.last().is_some_and(|b| b.folded as usize > len) {
                self.breaks.pop();
            }
            self.part(at);
        }
        self.unit("'", at + c.len_utf8())
    }

    fn blank(&mut self, at: usize) -> usize {
        let run = self.printed[at..]
            .chars()
            .take_while(|&c| matches!(kind(c), Kind::Blank | Kind::Invisible));
        let to = at + run.map(char::len_utf8).sum::<usize>();
        let folded = if self.ends_blank() { "" } else { " " };
        self.unit(folded, to)
    }

    /// Letters without their accents, small; an accent is nothing. So many as follow each other and are not ASCII.
    fn bare(&mut self, mut at: usize, mut c: char) -> usize {
        loop {
            push_bare(c, |letter| self.push(letter));
            at = self.unit("", at + c.len_utf8());
            match self.printed[at..].chars().next() {
                Some(next) if next >= '\u{80}' && kind(next) == Kind::Letter => c = next,
                _ => return at,
            }
        }
    }

    fn push(&mut self, c: char) {
        self.folded
            .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// Letters of any script, composed (NFC) where they are not.
    fn letters(&mut self, at: usize, first: char) -> usize {
        let inert = self.printed[at..].chars();
        let inert = inert.take_while(|&c| c >= '\u{80}' && is_inert(c));
        let to = at + inert.map(char::len_utf8).sum::<usize>();
        if to > at || first.is_ascii() {
            let to = to.max(at + first.len_utf8());
            self.folded
                .extend_from_slice(&self.printed.as_bytes()[at..to]);
            return to;
        }
        let from = self.take_base(at, first);
        let after = at + first.len_utf8();
        let accents = self.printed[after..].chars().take_while(|&c| composes(c));
        let to = after + accents.map(char::len_utf8).sum::<usize>();
        let composed: String = self.printed[from..to].nfc().collect();
        self.unit(&composed, to)
    }

    /// Takes back the letter before byte `at` that `accent` may join; where it begins, or `at`.
    fn take_base(&mut self, at: usize, accent: char) -> usize {
        let base = self.printed[..at].chars().next_back();
        let Some(base) = base.filter(|&base| composes(accent) && kind(base) == Kind::Letter) else {
            return at;
        };
        let is_last = self
            .folded
            .ends_with(base.encode_utf8(&mut [0; 4]).as_bytes());
        if !is_last {
            return at;
        }
        self.folded.truncate(self.folded.len() - base.len_utf8());
        at - base.len_utf8()
    }
}

/// Whether `folded` ends in a comma or full stop that a closing mark would make optional; `...` is not a full stop.
pub(super) fn has_optional_stop(folded: &[u8]) -> bool {
    match folded {
        [] | [.., b'.', b'.'] => false,
        [.., last] => matches!(last, b',' | b'.'),
    }
}
