//! A date as it is written in a dossier (EDTF), as far as citation formats know dates.

/// A year, a month of it, a day of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    /// Four digits.
    pub(super) year: u16,
    /// From 1 to 12.
    pub(super) month: Option<u8>,
    /// From 1 to 31.
    pub(super) day: Option<u8>,
}

/// The day, month or year `written` names, or the first and last of an interval; and whether it is sure (no `?`, `~`, `%`).
/// `None` for anything else: seasons, times, open ends, words.
pub(super) fn read(written: &str) -> Option<(Vec<Date>, bool)> {
    let days: Option<Vec<Date>> = written.trim().splitn(2, '/').map(day).collect();
    Some((days?, !written.contains(['?', '~', '%'])))
}

fn day(written: &str) -> Option<Date> {
    let mut parts = written.trim_end_matches(['?', '~', '%']).split('-');
    let year = digits(parts.next()?, 4)?;
    let mut part = |most: u16| match parts.next() {
        None => Some(None),
        Some(part) => digits(part, 2)
            .filter(|n| (1..=most).contains(n))
            .and_then(|n| u8::try_from(n).ok())
            .map(Some),
    };
    let (month, day) = (part(12)?, part(31)?);
    parts.next().is_none().then_some(Date { year, month, day })
}

fn digits(part: &str, count: usize) -> Option<u16> {
    let sound = part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| part.parse().ok())?
}
