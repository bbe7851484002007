//! The typographic fold: which glyphs count as the same, and the exact way back to the printed bytes.
//!
//! Unicode NFC; quotation marks and apostrophes become `'`; hyphens, dashes and the typewriter's `--` become `-`; a run of
//! white space becomes one blank; soft hyphens, zero-width characters and the byte order mark go; `ﬁ` is `fi` and `…` is
//! `...`; a comma or full stop directly before a mark is optional. Letters, case, digits, accents and order never change.
use std::ops::Range;

use memchr::memmem;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};
use unicode_segmentation::GraphemeCursor;

use super::Span;

/// A folded stretch of a text. It remembers only where printed and folded lengths part, so it costs little more than its text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    breaks: Vec<Break>,
    printed: Span,
    /// Whether case and accents are folded too.
    loose: bool,
}

/// From folded byte `folded` on, up to the next break, printed bytes run along from `printed` (counted from the stretch's start).
#[derive(Clone, Copy, Debug)]
struct Break {
    folded: u32,
    printed: u32,
}

/// What the fold does with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mark,
    Dash,
    Blank,
    Invisible,
    Ligature(&'static str),
    Letter,
}

impl Folded {
    /// Folds the bytes `within` of `text`. Of a stretch over 4 GiB only the first 4 GiB are seen.
    #[must_use]
    pub fn new(text: &str, within: Span) -> Self {
        let mut folded = Self::default();
        folded.refill(text, within);
        folded
    }

    /// The same with case and accents folded too, for looking something up: never for saying that words are the same.
    #[must_use]
    pub fn loose(text: &str, within: Span) -> Self {
        let mut folded = Self {
            loose: true,
            ..Self::default()
        };
        folded.refill(text, within);
        folded
    }

    /// Folds other bytes into the same memory.
    pub fn refill(&mut self, text: &str, within: Span) {
        let longest = text.floor_char_boundary(within.start.saturating_add(u32::MAX as usize));
        self.printed = Span::new(within.start, within.end.min(longest));
        self.text.clear();
        self.text.reserve(self.printed.len());
        self.breaks.clear();
        self.fold(self.printed.of(text));
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text that was folded.
    #[must_use]
    pub const fn within(&self) -> Span {
        self.printed
    }

    /// The printed bytes behind `folded` bytes, which must not be empty. A ligature that is partly in is wholly in, and no grapheme is cut.
    #[must_use]
    pub fn printed(&self, text: &str, folded: Range<usize>) -> Span {
        let stretch = self.printed.of(text);
        let start = floor_grapheme(stretch, self.raw(folded.start));
        let end = ceil_grapheme(stretch, self.raw(folded.end - 1) + 1);
        Span::new(self.printed.start + start, self.printed.start + end)
    }

    /// The folded byte that goes with printed byte `at`; where that folds to nothing, the next.
    #[must_use]
    pub fn folded(&self, at: usize) -> usize {
        let at = at.saturating_sub(self.printed.start);
        let next = self.breaks.partition_point(|b| b.printed as usize <= at);
        let along = match next.checked_sub(1).map(|i| self.breaks[i]) {
            Some(b) => b.folded as usize + (at - b.printed as usize),
            None => at,
        };
        let most = match self.breaks.get(next) {
            Some(b) => b.folded as usize,
            None => self.text.len(),
        };
        self.text.floor_char_boundary(along.min(most))
    }

    /// The printed byte that goes with folded byte `at`, perhaps in the middle of a character.
    fn raw(&self, at: usize) -> usize {
        let next = self.breaks.partition_point(|b| b.folded as usize <= at);
        let along = match next.checked_sub(1).map(|i| self.breaks[i]) {
            Some(b) => b.printed as usize + (at - b.folded as usize),
            None => at,
        };
        match self.breaks.get(next) {
            Some(b) => along.min(b.printed as usize - 1),
            None => along.min(self.printed.len().saturating_sub(1)),
        }
    }

    fn fold(&mut self, text: &str) {
        let mut at = 0;
        while at < text.len() {
            let plain = plain_until(text.as_bytes(), at);
            let from = self.text.len();
            self.text.push_str(&text[at..plain]);
            if self.loose {
                self.text[from..].make_ascii_lowercase();
            }
            let Some(c) = text[plain..].chars().next() else {
                break;
            };
            if is_lone_blank(text.as_bytes(), plain) {
                let folded = if self.text.ends_with(' ') { "" } else { " " };
                at = self.unit(folded, plain + 1);
                continue;
            }
            at = match kind(c) {
                Kind::Mark => self.mark(plain, c),
                Kind::Dash => self.unit("-", plain + dash_len(text, plain, c)),
                Kind::Blank => self.blank(text, plain),
                Kind::Invisible => self.unit("", plain + c.len_utf8()),
                Kind::Ligature(letters) => self.unit(letters, plain + c.len_utf8()),
                Kind::Letter if self.loose => self.bare(plain, c),
                Kind::Letter => self.letters(text, plain, c),
            };
        }
    }

    /// Adds what the printed bytes up to `to` fold to, and a break if the lengths have parted.
    fn unit(&mut self, folded: &str, to: usize) -> usize {
        let (folded_before, printed_before) = self
            .breaks
            .last()
            .map_or((0, 0), |b| (b.folded as usize, b.printed as usize));
        self.text.push_str(folded);
        if to + folded_before != self.text.len() + printed_before {
            self.part(to);
        }
        to
    }

    fn part(&mut self, printed: usize) {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.breaks.push(Break {
            folded: small(self.text.len()),
            printed: small(printed),
        });
    }

    fn mark(&mut self, at: usize, c: char) -> usize {
        if has_optional_stop(&self.text) {
            self.text.pop();
            while self
                .breaks
                .last()
                .is_some_and(|b| b.folded as usize > self.text.len())
            {
                self.breaks.pop();
            }
            self.part(at);
        }
        self.unit("'", at + c.len_utf8())
    }

    fn blank(&mut self, text: &str, at: usize) -> usize {
        let run = text[at..]
            .chars()
            .take_while(|&c| matches!(kind(c), Kind::Blank | Kind::Invisible));
        let to = at + run.map(char::len_utf8).sum::<usize>();
        let folded = if self.text.ends_with(' ') { "" } else { " " };
        self.unit(folded, to)
    }

    /// A letter without its accents, small; an accent is nothing.
    fn bare(&mut self, at: usize, c: char) -> usize {
        push_bare(&mut self.text, c);
        self.unit("", at + c.len_utf8())
    }

    /// Letters of any script, composed (NFC) where they are not.
    fn letters(&mut self, text: &str, at: usize, first: char) -> usize {
        let to = at
            + text[at..]
                .chars()
                .take_while(|&c| c >= '\u{80}' && is_inert(c))
                .map(char::len_utf8)
                .sum::<usize>();
        if to > at || first.is_ascii() {
            let to = to.max(at + first.len_utf8());
            self.text.push_str(&text[at..to]);
            return to;
        }
        let mut from = at;
        if composes(first)
            && let Some(base) = text[..at].chars().next_back()
            && kind(base) == Kind::Letter
            && self.text.ends_with(base)
        {
            from -= base.len_utf8();
            self.text.pop();
        }
        let after = at + first.len_utf8();
        let to = after
            + text[after..]
                .chars()
                .take_while(|&c| composes(c))
                .map(char::len_utf8)
                .sum::<usize>();
        let composed: String = text[from..to].nfc().collect();
        self.unit(&composed, to)
    }
}

/// What [`Folded::loose`] makes of a letter.
fn push_bare(out: &mut String, c: char) {
    match c {
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        // Scripts without case and without accents that could be left out.
        '\u{900}'..='\u{10ff}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{d7ff}' => out.push(c),
        c if is_accent(c) => {}
        c => {
            for part in std::iter::once(c).nfd().filter(|part| !is_accent(*part)) {
                out.extend(part.to_lowercase().filter(|small| !is_accent(*small)));
            }
        }
    }
}

/// Whether `c` is a mark on a letter that somebody who looks for the word may leave out: accents, Hebrew points, Arabic vowels.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c7}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// The letters and digits of `text`, decomposed; with their case, and with their accents, as asked for.
pub fn letters(text: &str, case: bool, accents: bool) -> impl Iterator<Item = char> {
    (text.nfkd())
        .filter(move |c| c.is_alphanumeric() || (accents && is_accent(*c)))
        .flat_map(move |c| {
            let small = (!case).then(|| c.to_lowercase());
            let as_it_is = case.then_some(c);
            as_it_is.into_iter().chain(small.into_iter().flatten())
        })
}

/// Words made ready for being looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    body: String,
    /// A comma or full stop at the very end: in print it may stand directly before a mark, where the fold dropped it.
    tail: Option<u8>,
    /// The first or last letter may stand inside a word.
    loose: (bool, bool),
}

/// Where a needle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The printed bytes.
    pub span: Span,
    /// Whether it begins and ends where words do.
    pub whole: bool,
    /// Its last folded byte plus one.
    pub folded_end: usize,
}

impl Needle {
    /// Folds `words`, without the blanks around them; `None` if nothing is left.
    #[must_use]
    pub fn new(words: &str) -> Option<Self> {
        Self::of(&Folded::new(words, Span::new(0, words.len())))
    }

    /// The same for a text folded by [`Folded::loose`].
    #[must_use]
    pub fn loose(words: &str) -> Option<Self> {
        Self::of(&Folded::loose(words, Span::new(0, words.len())))
    }

    fn of(folded: &Folded) -> Option<Self> {
        let folded = folded.text.trim_end_matches(' ');
        let blanks = folded.len() - folded.trim_start_matches(' ').len();
        let mut body = folded[blanks - usize::from(!is_grapheme_edge(folded, blanks))..].to_owned();
        let tail = (body.len() > 1 && has_optional_stop(&body))
            .then(|| body.pop())
            .flatten();
        let tail = tail.map(|c| if c == ',' { b',' } else { b'.' });
        (!body.is_empty()).then_some(Self {
            body,
            tail,
            loose: (false, false),
        })
    }

    /// The same, and its first (`start`) or last letter may stand inside a word.
    #[must_use]
    pub fn inside_words(self, start: bool, end: bool) -> Self {
        Self {
            loose: (start, end),
            ..self
        }
    }

    /// What to look for in a folded text; [`Folded::hit`] says whether it is really there.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

impl Folded {
    /// Whether `needle`, whose body stands at folded byte `at`, is there: no grapheme begins before it or goes on behind it.
    #[must_use]
    pub fn hit(&self, text: &str, at: usize, needle: &Needle) -> Option<Hit> {
        let mut end = at + needle.body.len();
        let mut dropped = false;
        if let Some(tail) = needle.tail {
            match self.text.as_bytes().get(end) {
                Some(&c) if c == tail => end += 1,
                Some(b'\'') => dropped = true,
                _ => return None,
            }
        }
        if !self.is_edge(text, at) || !self.is_edge(text, end) {
            return None;
        }
        let mut span = self.printed(text, at..end);
        if dropped {
            let shown = text[span.end..]
                .find(|c: char| !is_invisible(c) && !c.is_whitespace())
                .map_or(text.len(), |i| span.end + i);
            if text.as_bytes().get(shown).copied() != needle.tail {
                return None;
            }
            span.end = shown + 1;
        }
        let whole = (needle.loose.0 || !is_inside_word(&self.text, at))
            && (needle.loose.1 || !is_inside_word(&self.text, end));
        Some(Hit {
            span,
            whole,
            folded_end: end,
        })
    }

    /// Every place of `needle` in text order, overlapping ones too.
    pub fn hits(&self, text: &str, needle: &Needle) -> impl Iterator<Item = Hit> {
        let finder = memmem::Finder::new(needle.body.as_bytes());
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(at) = finder.find(&self.text.as_bytes()[from..]).map(|i| i + from) {
                from = at + 1;
                if let Some(hit) = self.hit(text, at, needle) {
                    return Some(hit);
                }
            }
            None
        })
    }

    /// Whether a grapheme begins in print where folded byte `at` comes from, or letters of a ligature part there.
    fn is_edge(&self, text: &str, at: usize) -> bool {
        let (stretch, raw) = (self.printed.of(text), self.raw(at));
        let in_ligature = || !stretch.is_char_boundary(raw) && is_grapheme_edge(&self.text, at);
        at == self.text.len() || is_grapheme_edge(stretch, raw) || in_ligature()
    }
}

/// The first place of `words` inside `within`, glyphs folded; one at word bounds if there is any.
#[must_use]
pub fn find(text: &str, within: Span, words: &str) -> Option<Span> {
    let mut inside = None;
    let folded = Folded::new(text, within);
    for hit in folded.hits(text, &Needle::new(words)?) {
        if hit.whole {
            return Some(hit.span);
        }
        inside = inside.or(Some(hit.span));
    }
    inside
}

/// All places of `words` inside `within` in text order, glyphs folded; those at word bounds if there are any.
#[must_use]
pub fn find_every(text: &str, within: Span, words: &str) -> Vec<Span> {
    let folded = Folded::new(text, within);
    let Some(needle) = Needle::new(words) else {
        return Vec::new();
    };
    let (whole, inside): (Vec<Hit>, Vec<Hit>) = folded.hits(text, &needle).partition(|h| h.whole);
    let chosen = if whole.is_empty() { inside } else { whole };
    chosen.into_iter().map(|h| h.span).collect()
}

/// Whether two texts are the same but for glyphs, white space at their ends aside.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let folded = |s: &str| Folded::new(s, Span::new(0, s.len())).text;
    a == b || folded(a).trim_matches(' ') == folded(b).trim_matches(' ')
}

/// Whether `folded` ends in a comma or full stop that a closing mark would make optional; `...` is not a full stop.
fn has_optional_stop(folded: &str) -> bool {
    match folded.as_bytes() {
        [] | [.., b'.', b'.'] => false,
        [.., last] => matches!(last, b',' | b'.'),
    }
}

/// Whether letters or digits of one word stand on both sides of byte `at`.
#[must_use]
pub fn is_inside_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at)) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() => {
            a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()
        }
        (Some(_), Some(_)) => {
            let before = text[..at].chars().next_back();
            let after = text[at..].chars().next();
            before.zip(after).is_some_and(|(a, b)| {
                a.is_alphanumeric() && b.is_alphanumeric() && !(is_ideograph(a) || is_ideograph(b))
            })
        }
        _ => false,
    }
}

/// Whether `c` is of a script that writes no blanks between words.
#[must_use]
pub const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is a quotation mark or an apostrophe of any shape.
#[must_use]
pub const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '\u{ab}'
            | '\u{b4}'
            | '\u{bb}'
            | '\u{2b9}'..='\u{2bc}'
            | '\u{2018}'..='\u{201f}'
            | '\u{2032}'..='\u{2037}'
            | '\u{2039}'
            | '\u{203a}'
            | '\u{275b}'..='\u{275e}'
            | '\u{2e42}'
            | '\u{300c}'..='\u{300f}'
            | '\u{301d}'..='\u{301f}'
            | '\u{ff02}'
            | '\u{ff07}'
            | '\u{1fef}'
            | '\u{1ffd}'
    )
}

/// Whether `c` is a hyphen or a dash of any length.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58a}' | '\u{5be}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// Whether `c` shows nothing: soft hyphens, zero-width and direction characters, variation selectors, the byte order mark.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn kind(c: char) -> Kind {
    match c {
        '\u{fb00}' => Kind::Ligature("ff"),
        '\u{fb01}' => Kind::Ligature("fi"),
        '\u{fb02}' => Kind::Ligature("fl"),
        '\u{fb03}' => Kind::Ligature("ffi"),
        '\u{fb04}' => Kind::Ligature("ffl"),
        '\u{fb06}' => Kind::Ligature("st"),
        '\u{2026}' => Kind::Ligature("..."),
        c if is_mark(c) => Kind::Mark,
        c if is_dash(c) => Kind::Dash,
        c if is_invisible(c) => Kind::Invisible,
        c if c.is_whitespace() => Kind::Blank,
        _ => Kind::Letter,
    }
}

/// The typewriter's dash is a run of hyphens; every other dash stands alone.
fn dash_len(text: &str, at: usize, c: char) -> usize {
    match c {
        '-' => text.as_bytes()[at..]
            .iter()
            .take_while(|&&b| b == b'-')
            .count(),
        c => c.len_utf8(),
    }
}

/// Whether `c` may join the character before it (UAX 15).
fn composes(c: char) -> bool {
    c >= '\u{300}'
        && !is_common(c)
        && !is_invisible(c)
        && (canonical_combining_class(c) != 0 || quick(c) == IsNormalized::Maybe)
}

/// Whether NFC leaves `c` alone and the fold has nothing else to do with it.
fn is_inert(c: char) -> bool {
    is_common(c)
        || (kind(c) == Kind::Letter
            && canonical_combining_class(c) == 0
            && quick(c) == IsNormalized::Yes)
}

/// Letters of the commonest scripts, so that the tables need not be asked.
const fn is_common(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{391}'..='\u{3ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn quick(c: char) -> IsNormalized {
    is_nfc_quick(std::iter::once(c))
}

/// Where the bytes from `at` on stop being ASCII that folds to itself.
fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    const STEP: usize = 32;
    while let (Some(now), Some(next)) = (bytes.get(at..at + STEP), bytes.get(at + 1..=at + STEP)) {
        let mut plain = [0; STEP];
        for (plain, (&a, &b)) in plain.iter_mut().zip(now.iter().zip(next)) {
            *plain = u8::from(is_plain(a, b));
        }
        for eight in plain.as_chunks().0 {
            let others = u64::from_le_bytes(*eight) ^ 0x0101_0101_0101_0101;
            if others != 0 {
                return at + others.trailing_zeros() as usize / 8;
            }
            at += 8;
        }
    }
    while at < bytes.len() && is_plain(bytes[at], bytes.get(at + 1).copied().unwrap_or(0)) {
        at += 1;
    }
    at
}

/// Whether a blank or the end of a line stands at byte `at`, and something that is seen behind it.
fn is_lone_blank(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 2), Some([b' ' | b'\n', b'!'..=b'~']))
}

/// Whether ASCII byte `a`, followed by `b`, folds to itself.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches 32 bytes are looked at together"
)]
const fn is_plain(a: u8, b: u8) -> bool {
    let letter = (a > b' ') & (a < 0x7f) & (a != b'"') & (a != b'\'') & (a != b'`') & (a != b'-');
    let blank = (a == b' ') & (b > b' ') & (b < 0x7f);
    let hyphen = (a == b'-') & (b != b'-');
    letter | blank | hyphen
}

/// Whether a grapheme cluster may begin at byte `at`.
fn is_grapheme_edge(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if at == 0 || at >= bytes.len() {
        return at <= bytes.len();
    }
    if bytes[at - 1].is_ascii() && bytes[at].is_ascii() {
        return (bytes[at - 1], bytes[at]) != (b'\r', b'\n');
    }
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true)
}

/// The last grapheme edge at or before byte `at`.
#[must_use]
pub fn floor_grapheme(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if is_grapheme_edge(text, at) {
        return at;
    }
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The first grapheme edge at or after byte `at`.
#[must_use]
pub fn ceil_grapheme(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    if is_grapheme_edge(text, at) {
        return at;
    }
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::text::unmark;

    fn whole(text: &str) -> Folded {
        Folded::new(text, Span::new(0, text.len()))
    }

    fn check(marked: &str, words: &str) {
        let (text, spans) = unmark(marked);
        assert_eq!(
            find(&text, Span::new(0, text.len()), words),
            spans.first().copied(),
            "{words} in {text}"
        );
    }

    #[test]
    fn glyphs_fold_and_letters_do_not() {
        assert_eq!(
            whole("“It’s”\u{a0}\n— a\u{ad}ﬃne\u{200b} ‹thing›…").text(),
            "'It's' - affine 'thing'..."
        );
        assert_eq!(
            whole("Café CAFÉ cafe\u{301} 1²½").text(),
            "Café CAFÉ café 1²½"
        );
        assert_eq!(whole("a -- b --- c - d").text(), "a - b - c - d");
    }

    #[test]
    fn a_stop_before_a_mark_is_optional() {
        assert!(same("“we stay,” he said", "'we stay' he said"));
        assert!(same("\"we stay.\"", "\"we stay\""));
        assert!(!same("we stay, he said", "we stay he said"));
        assert!(!same("“we stay...”", "“we stay..”"));
        check("“«we stay,»” he said", "we stay,");
        check("“«we stay»,” he said", "we stay");
        check("“we stay,” he said", "we stay.");
    }

    #[test]
    fn the_way_back_covers_what_is_printed() {
        check("the “«voted 7–2»” on Monday", "voted 7-2");
        check("a «su\u{fb03}»cient sum", "suf");
        check("in «Zu\u{308}rich» today", "Zürich");
        check("in «e\u{302}\u{301}»lan", "ế");
        check("𝔘𝔫 «𝔡\u{ad}𝔢𝔯» 𝔩", "𝔡𝔢𝔯");
        check("«👨\u{200d}👩\u{200d}👧» here", "👨👩👧");
        assert_eq!(find("a 👨\u{200d}👩 b", Span::new(0, 15), "👨"), None);
    }

    #[test]
    fn a_grapheme_is_never_cut() {
        check("an x\u{30c} here", "x");
        check("the cafe\u{301} here", "cafe");
        check("the cafe\u{301} and the «cafe»", "cafe");
    }

    #[test]
    fn words_come_before_parts_of_words() {
        check("unwary war games: «war now»", "war now");
        check("unwary «war»", "war");
        check("un«war»y", "war");
    }

    #[test]
    fn every_place_is_found() {
        let (text, spans) = unmark("«no»\u{a0}«no» «no»bler");
        assert_eq!(
            find_every(&text, Span::new(0, text.len()), "no"),
            spans[..2]
        );
    }

    proptest! {
        #[test]
        fn a_piece_cut_at_graphemes_is_found(text in "([a-c ,.'\"“”’—\\-\u{a0}\n\u{200b}ﬃ…é\u{958}🇩👩한]|x\u{30c}|e\u{323}\u{302}|ᄒ\u{1161}\u{11ab}){1,24}", a in 0usize..24, b in 0usize..24) {
            let edges: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
            let cut = &text[a.min(b)..a.max(b)];
            if cut.contains(char::is_alphanumeric) {
                let found = find(&text, Span::new(0, text.len()), cut);
                let whole = found.is_some_and(|span| edges.contains(&span.start) && edges.contains(&span.end));
                prop_assert!(whole, "{:?} in {:?}: {:?}", cut, text, found);
            }
        }

        #[test]
        fn no_text_and_no_words_panic(text in ".{0,40}", words in ".{0,6}") {
            let _ = find_every(&text, Span::new(0, text.len()), &words);
        }
    }
}
