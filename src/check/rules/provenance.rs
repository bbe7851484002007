//! Where an article comes from (W19), and what its dates are worth (W20).
use super::super::context::{Anchored, Context, about_article, finding, listed, quoted, short};
use crate::{
    diag::{Code, Diagnostic},
    model::{Article, Body, Fact, Record},
    text::Span,
    wording::{Stretch, Wording},
};

/// W19: provenance nobody looked for; one finding an article.
pub(in crate::check) fn provenance(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |article: &Article| {
        let absent = Article::PROVENANCE
            .iter()
            .filter(|name| article.fact(name) == Fact::Absent);
        let absent: Vec<&str> = absent.copied().collect();
        if absent.is_empty() {
            return None;
        }
        let unknown = article
            .unknown
            .iter()
            .map(String::as_str)
            .chain(absent.iter().copied());
        let unknown: Vec<String> = unknown.map(quoted).collect();
        let message = format!(
            "{} of this article neither given nor listed as unknown",
            listed(&absent)
        );
        Some(
            about_article(Code::W19, article, message)
                .label("where does it come from?")
                .help(format!(
                    "write them in `[article]`, or say that they are not there: unknown = [{}]",
                    unknown.join(", ")
                )),
        )
    };
    context
        .dossier
        .articles()
        .iter()
        .filter_map(found)
        .collect()
}

/// The printed words or the date in `when`.
fn when(record: &Record) -> Option<&str> {
    let when = match &record.body {
        Body::Quote(quote) => quote.setting.when.as_deref(),
        Body::Event(event) => event.when.as_deref(),
        Body::Shift(shift) => shift.when.as_deref(),
        Body::Claim(_) | Body::Position(_) | Body::Note(_) => return None,
    };
    when.filter(|when| !when.trim().is_empty())
}

/// W20: dates that hang in the air, one finding an article; and dates finer than what is printed.
pub(in crate::check) fn undated(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut hanging: Vec<Vec<(&Record, &str)>> = vec![Vec::new(); dossier.articles().len()];
    let mut out = Vec::new();
    for a in context.anchored() {
        let (Some(when), Some(wording)) = (when(a.record), Context::wording(a.article)) else {
            continue;
        };
        if a.article.date.is_none() && is_relative(when, wording) {
            hanging[a.number].push((a.record, when));
        }
        out.extend(too_fine(context, &a, when, wording));
    }
    for (article, records) in dossier.articles().iter().zip(hanging) {
        if records.is_empty() {
            continue;
        }
        let mut printed: Vec<&str> = records.iter().map(|(_, when)| *when).collect();
        printed.sort_unstable();
        printed.dedup();
        let message = format!(
            "{} cannot be dated: the article has no date",
            listed(printed)
        );
        let mut finding = about_article(Code::W20, article, message)
            .label("without a date")
            .help("date the article; where it has no date, keep the printed words and waive this here");
        for (record, _) in records.iter().take(NAMED) {
            finding = finding.also(record.at("when"), format!("`{}`", record.id));
        }
        out.push(finding);
    }
    out
}

/// How many records a finding about an article names.
const NAMED: usize = 8;

/// Whether `when` says a time that only another date makes a date: words of time and no year.
fn is_relative(when: &str, wording: &Wording) -> bool {
    let has_year = when
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let stretch = Stretch::new(when, Span::new(0, when.len()));
    let is_time = |word: &str| {
        wording.days.contains(word)
            || wording.months.contains(word)
            || wording.relative.contains(word)
    };
    !has_year && stretch.small().any(is_time)
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Of an EDTF date that is one day, month or year.
    fn of_date(date: &str) -> Option<Self> {
        let date = date.trim_end_matches(['?', '~', '%']);
        let mut parts = date.split('-');
        let is_number = |part: &str, digits: usize| {
            part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())
        };
        let year = parts.next().is_some_and(|year| is_number(year, 4));
        let rest: Vec<&str> = parts.collect();
        if !year || !rest.iter().all(|part| is_number(part, 2)) {
            return None;
        }
        match rest[..] {
            [] => Some(Self::Year),
            [month] if month <= "12" => Some(Self::Month),
            [_, _] => Some(Self::Day),
            _ => None,
        }
    }

    /// The finest that is printed in `within`.
    fn printed(text: &str, within: Span, wording: &Wording) -> Option<(Self, Span)> {
        let stretch = Stretch::new(text, within);
        let is_number =
            |word: &str| word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit());
        let named_day = stretch.small().any(|word| wording.days.contains(word));
        let numbered = stretch.small().any(|word| wording.months.contains(word))
            && stretch.small().any(is_number);
        if named_day || numbered {
            return Some((Self::Day, within));
        }
        let units = [
            (Self::Week, &wording.in_weeks),
            (Self::Month, &wording.in_months),
            (Self::Year, &wording.in_years),
        ];
        units.into_iter().find_map(|(unit, phrases)| {
            let place = stretch.places(wording, phrases).into_iter().next()?;
            Some((unit, place))
        })
    }
}

/// W20: `when` is finer than the date in the sentence.
fn too_fine(
    context: &Context<'_>,
    a: &Anchored<'_>,
    when: &str,
    wording: &Wording,
) -> Option<Diagnostic> {
    let written = Unit::of_date(when)?;
    let span = a.anchor.passage()?.span;
    let sentence = context.sentence(a.number, span);
    let (printed, place) = Unit::printed(&a.article.text, sentence, wording)?;
    if printed <= written {
        return None;
    }
    let words = short(place.of(&a.article.text), 60);
    let message = format!(
        "`when` gives a {}, where the article says “{words}”",
        written.name()
    );
    Some(
        finding(Code::W20, a.record, "when", message)
            .label(format!(
                "the article gives no more than the {}",
                printed.name()
            ))
            .help(format!("write what is printed: when = {}", quoted(&words))),
    )
}

#[cfg(test)]
mod tests {
    use super::Unit;
    use crate::check::fixture::expect;

    #[test]
    fn provenance_is_given_or_looked_for() {
        let found = expect(
            "Nothing.",
            "[article] #~ W19\nfile = \"a.txt\"\ntitle = \"T\"\nauthor = \"A\"\nunknown = [\"date\"]\n",
        );
        let help = found[0].help.as_deref().unwrap_or_default();
        assert!(
            help.ends_with(r#"unknown = ["date", "publisher", "url"]"#),
            "{help}"
        );
        expect(
            "Nothing.",
            "[article]\nfile = \"a.txt\"\ntitle = \"T\"\nunknown = [\"author\", \"publisher\", \"date\", \"url\"]\n",
        );
    }

    #[test]
    fn a_relative_date_needs_the_date_of_the_article() {
        let text = "Holm left on Tuesday. Lund left in late October. Verhoeven left on 3 May 2021.";
        let records = r#"
            [event.holm]
            says = "Holm leaves"
            text = "Holm left"
            when = "Tuesday"
            [event.lund]
            says = "Lund leaves"
            text = "Lund left"
            when = "late October"
            [event.verhoeven]
            says = "Verhoeven leaves"
            text = "Verhoeven left"
            when = "3 May 2021"
            "#;
        let found = expect(text, &format!("[article] #~ W20\n{records}"));
        assert_eq!(
            found[0].message,
            "`Tuesday` and `late October` cannot be dated: the article has no date"
        );
        let dated = "file = \"a.txt\"\ndate = \"2021-05-05\"\nunknown = [\"title\", \"author\", \"publisher\", \"url\"]";
        expect(text, &format!("[article]\n{dated}\n{records}"));
    }

    #[test]
    fn a_date_is_no_finer_than_what_is_printed() {
        expect(
            "Holm left last week. Lund left on Tuesday last week. Verhoeven left. They met in early May.",
            r#"
            [event.holm]
            says = "Holm leaves"
            text = "Holm left"
            when = "2021-05-04" #~ W20
            [event.lund]
            says = "Lund leaves"
            text = "Lund left"
            when = "2021-05-04"
            [event.verhoeven]
            says = "Verhoeven leaves"
            text = "Verhoeven left"
            when = "2021-05-04"
            [event.met]
            says = "They meet"
            text = "They met"
            when = "2021-05"
            "#,
        );
    }

    #[test]
    fn dates_have_a_unit_or_none() {
        let units = [
            "2021",
            "2021-05",
            "2021-05-04?",
            "2021-21",
            "2021-05-01/2021-05-04",
            "Tuesday",
        ]
        .map(Unit::of_date);
        assert_eq!(
            units,
            [
                Some(Unit::Year),
                Some(Unit::Month),
                Some(Unit::Day),
                None,
                None,
                None
            ]
        );
    }
}
