//! Which glyphs count as the same, and what the fold does with each.
use unicode_normalization::{IsNormalized, char::canonical_combining_class, is_nfc_quick};

/// What the fold does with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Mark,
    Dash,
    Blank,
    Invisible,
    Ligature(&'static str),
    Letter,
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

/// What the fold does with `c`.
pub(super) fn kind(c: char) -> Kind {
    match c {
        ' ' | '\t'..='\r' => Kind::Blank,
        '-' => Kind::Dash,
        '"' | '\'' | '`' => Kind::Mark,
        ..'\u{80}' => Kind::Letter,
        c if is_common(c) => Kind::Letter,
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

/// Whether `c` is of a script that writes no blanks between words.
#[must_use]
pub const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// The typewriter's dash is a run of hyphens; every other dash stands alone.
pub(super) fn dash_len(text: &str, at: usize, c: char) -> usize {
    match c {
        '-' => text.as_bytes()[at..]
            .iter()
            .take_while(|&&b| b == b'-')
            .count(),
        c => c.len_utf8(),
    }
}

/// Whether `c` may join the character before it (UAX 15).
pub(super) fn composes(c: char) -> bool {
    c >= '\u{300}'
        && !is_common(c)
        && !is_invisible(c)
        && (canonical_combining_class(c) != 0 || quick(c) == IsNormalized::Maybe)
}

/// Whether NFC leaves `c` alone and the fold has nothing else to do with it.
pub(super) fn is_inert(c: char) -> bool {
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
