//! Letters without case and accents, for looking something up.
use unicode_normalization::UnicodeNormalization;

/// What [`super::Folded::loose`] makes of a letter.
pub(super) fn push_bare(c: char, mut push: impl FnMut(char)) {
    match c {
        c if c.is_ascii() => push(c.to_ascii_lowercase()),
        // Scripts without case and without accents that could be left out.
        '\u{900}'..='\u{10ff}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{d7ff}' => push(c),
        c if is_accent(c) => {}
        c => {
            for part in std::iter::once(c).nfd().filter(|part| !is_accent(*part)) {
                let small = part.to_lowercase().filter(|small| !is_accent(*small));
                small.for_each(&mut push);
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
