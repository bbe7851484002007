//! The raised marks of notes, which are no words.

/// Bytes of the mark of a note, at most.
const LONGEST: usize = 5;
/// What a raised number makes an area or a volume of.
const UNITS: [&str; 6] = ["m", "km", "cm", "mm", "ft", "mi"];

/// Whether `raised` signs behind the words `before` are the mark of a note: a few digits or stars, or a letter that is a link; but not a power.
pub(super) fn is_note_mark(before: &str, raised: &str, linked: bool) -> bool {
    let signs = raised.trim_matches(|c: char| c.is_whitespace() || "[](),;".contains(c));
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let unit = |word: &str| word.ends_with(|c: char| c.is_numeric()) || UNITS.contains(&word);
    let power = !linked && signs.starts_with(char::is_numeric) && last.is_some_and(unit);
    let counts = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | ',' | ' ');
    let letter = linked && signs.len() == 1;
    signs.len() <= LONGEST && (signs.chars().all(counts) || letter) && !power
}
