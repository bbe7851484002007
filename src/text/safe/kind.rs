//! What a character is to a terminal: something to show, to act on, or nothing that can be seen.
use unicode_linebreak::{BreakClass, break_property};
use unicode_width::UnicodeWidthChar;

/// What a character is to a terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    LineBreak,
    Tab,
    Control,
    Direction(&'static str),
    Joiner,
    Selector,
    Invisible,
    Unknown,
}

/// What `c` is to a terminal.
pub(super) fn kind(c: char) -> Kind {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Kind::LineBreak,
        '\t' => Kind::Tab,
        c if c.is_control() => Kind::Control,
        '\u{200c}' | '\u{200d}' => Kind::Joiner,
        '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => Kind::Selector,
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Kind::Invisible,
        c => match direction(c) {
            Some(name) => Kind::Direction(name),
            None if break_property(u32::from(c)) == BreakClass::Unknown => Kind::Unknown,
            None => Kind::Plain,
        },
    }
}

/// The name of a character that changes the direction of what follows (UAX 9).
pub(super) fn direction(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61c}' => "⟨ALM⟩",
        '\u{200e}' => "⟨LRM⟩",
        '\u{200f}' => "⟨RLM⟩",
        '\u{202a}' => "⟨LRE⟩",
        '\u{202b}' => "⟨RLE⟩",
        '\u{202c}' => "⟨PDF⟩",
        '\u{202d}' => "⟨LRO⟩",
        '\u{202e}' => "⟨RLO⟩",
        '\u{2066}' => "⟨LRI⟩",
        '\u{2067}' => "⟨RLI⟩",
        '\u{2068}' => "⟨FSI⟩",
        '\u{2069}' => "⟨PDI⟩",
        _ => return None,
    })
}

/// Whether `c` is shown as it is and, beside another such character, is a grapheme of its own (UAX 29); only the
/// scripts that most articles are written in, the rest goes the long way.
pub(in crate::text) fn is_simple(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff5e}')
}

/// Whether `text` may be shown as it stands, character by character. `false` may also mean that it takes a longer look.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~')) || text.chars().all(is_simple)
}

/// Whether the joiner `c` changes how its neighbours look: in emoji sequences and in scripts whose letters join.
/// `inside` follows in the same grapheme, `after` behind it.
pub(super) fn joins(
    before: Option<char>,
    c: char,
    inside: Option<char>,
    after: Option<char>,
) -> bool {
    let joined = inside.is_some_and(|next| kind(next) == Kind::Plain && next.width() != Some(0));
    let letters = before.is_some_and(has_joining_letters);
    let next = inside.or(after).is_some_and(has_joining_letters);
    before.is_some_and(|b| kind(b) != Kind::Joiner)
        && if c == '\u{200d}' {
            joined || letters
        } else {
            letters && next
        }
}

/// Whether `c` is of a script in which joiners are spelling: Arabic and its kin, the Indic scripts, Mongolian.
fn has_joining_letters(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{e81}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{1807}'..='\u{18aa}' | '\u{1900}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{10aff}' | '\u{10d00}'..='\u{10fff}'
        | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
        && kind(c) == Kind::Plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[test]
    fn simple_characters_are_shown_as_they_are() {
        for c in ('\0'..=char::MAX).filter(|&c| is_simple(c)) {
            assert!(
                kind(c) == Kind::Plain && c.width().is_some_and(|w| w > 0),
                "{c:?}"
            );
            assert_eq!(
                [c, c].iter().collect::<String>().graphemes(true).count(),
                2,
                "{c:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn simple_characters_are_graphemes_of_their_own(a in any::<char>(), b in any::<char>()) {
            let pair: String = [a, b].iter().collect();
            if is_simple(a) && is_simple(b) {
                prop_assert_eq!(pair.graphemes(true).count(), 2);
            }
        }
    }
}
