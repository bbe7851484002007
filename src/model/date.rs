//! A date as it is written in a dossier (EDTF), as far as it can be put in order and cited.
use std::fmt;

/// A year, a month of it, a day of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// From 1 to 12.
    pub month: Option<u8>,
    /// From 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// The day, month or year `written` names, or the first and last of an interval; and whether it is sure (no `?`, `~`,
    /// `%`). `None` for anything else: seasons, times, open ends, words.
    #[must_use]
    pub fn read(written: &str) -> Option<(Vec<Self>, bool)> {
        let days: Option<Vec<Self>> = written.trim().splitn(2, '/').map(day).collect();
        Some((days?, !written.contains(['?', '~', '%'])))
    }

    /// What to tell whoever wrote something else.
    #[must_use]
    pub fn refusal(written: &str) -> String {
        format!("`{written}` is no date: write 2025-11-30, 2025-11 or 2025")
    }

    /// Whether some day of it is `since` or later.
    #[must_use]
    pub fn reaches(self, since: Self) -> bool {
        let last = (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31));
        last >= (since.year, since.month.unwrap_or(1), since.day.unwrap_or(1))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
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
    let month = part(12)?;
    let day = part(u16::from(days_in(year, month.unwrap_or(1))))?;
    parts.next().is_none().then_some(Date { year, month, day })
}

/// How many days a month of a year has.
const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn digits(part: &str, count: usize) -> Option<u16> {
    let sound = part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| part.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> Date {
        Date::read(written).expect("a date").0[0]
    }

    #[test]
    fn dates_stand_in_order_and_words_are_none() {
        assert!(date("2025") < date("2025-11") && date("2025-11") < date("2025-11-30"));
        assert_eq!(date("2024-02-29").day, Some(29));
        for words in [
            "this week",
            "2025-21",
            "2025-02-29",
            "2025-11-31",
            "2025-11-30T10:00",
            "25-11-30",
            "",
        ] {
            assert_eq!(Date::read(words), None, "{words}");
        }
    }

    #[test]
    fn a_month_reaches_every_day_of_it() {
        assert!(date("2025-11").reaches(date("2025-11-30")));
        assert!(date("2025-11-30").reaches(date("2025-11")));
        assert!(!date("2025-10").reaches(date("2025-11")));
    }
}
