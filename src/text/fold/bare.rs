//! Letters without case and accents, for looking something up.
use unicode_normalization::UnicodeNormalization;

/// What [`super::Folded::loose`] makes of a letter.
pub(super) fn push_bare(c: char, mut push: impl FnMut(char)) {
    match simple(c) {
        Some(small) => push(small),
        None => push_parts(c, push),
    }
}

/// The same for the commonest letters of Europe, of which each becomes one, without asking the tables.
fn simple(c: char) -> Option<char> {
    let letter = match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'й' | 'Й' => 'и',
        'ё' | 'Ё' => 'е',
        'ß' | 'æ' | 'ø' | 'а'..='я' | 'α'..='ω' => c,
        'А'..='Я' | 'Α'..='Ρ' | 'Σ'..='Ω' => char::from_u32(u32::from(c) + 0x20)?,
        _ => return None,
    };
    Some(letter)
}

fn push_parts(c: char, mut push: impl FnMut(char)) {
    match c {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_letters_become_what_the_tables_say() {
        for c in '\u{80}'..=char::MAX {
            let mut parts = String::new();
            push_parts(c, |part| parts.push(part));
            if let Some(small) = simple(c) {
                assert_eq!(parts, small.to_string(), "{c:?}");
            }
        }
    }
}
