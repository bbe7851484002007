//! The views that are lists, as plain text: the timeline, the articles, what is known about each, what changed.
use super::linear::{entry, flow};
use crate::{
    app::{Measured, facts},
    diag::Diagnostic,
    drift::{changes, human},
    model::{Dossier, Moment, Timeline, matrix, readings},
    text::counted,
};
use std::fmt::Write;

/// What happened and what changed, in time as far as it is given.
pub(super) fn of_time(dossier: &Dossier, timeline: &Timeline) -> String {
    let mut out = String::from("# Timeline\n\n");
    if timeline.records() == 0 {
        out += "No events or shifts recorded.\n";
    }
    if !timeline.dated.is_empty() {
        out += "In order of time:\n";
    }
    for (_, moment) in &timeline.dated {
        let _ = match moment {
            Moment::Article(number) => {
                let article = &dossier.articles()[*number];
                let date = flow(article.date.as_deref().unwrap_or_default());
                writeln!(out, "{date}: article {}", flow(article.label()))
            }
            Moment::Record(id) => {
                let when = dossier.when(*id).map(flow).unwrap_or_default();
                writeln!(out, "{when}: {}", entry(dossier, *id))
            }
        };
    }
    if !timeline.undated.is_empty() {
        out += "Order in time not given, in text order:\n";
    }
    for &id in &timeline.undated {
        let _ = match dossier.when(id) {
            Some(when) => writeln!(out, "{}: {}", flow(when), entry(dossier, id)),
            None => writeln!(out, "{}", entry(dossier, id)),
        };
    }
    out + "\n"
}

/// The articles, and what is unread in them.
pub(super) fn articles(dossier: &Dossier) -> String {
    let mut out = String::from("# Articles\n\n");
    for (article, reading) in dossier
        .articles()
        .iter()
        .zip(readings(dossier, &matrix(dossier)))
    {
        let facts = [&article.publisher, &article.date];
        let facts = (facts.into_iter().flatten()).map(|fact| format!(", {}", flow(fact)));
        let facts: String = facts.collect();
        let read = match reading.records {
            0 if reading.unread == 0 => "no records".to_owned(),
            0 => format!(
                "no records, {} not yet read",
                counted(reading.unread, "cell")
            ),
            records => format!(
                "{}, {} not yet read",
                counted(records, "record"),
                counted(reading.unread, "cell")
            ),
        };
        let _ = writeln!(
            out,
            "{} ({}){facts}: {read}",
            flow(article.label()),
            flow(&article.id)
        );
    }
    if dossier.articles().is_empty() {
        out += "None.\n";
    }
    out + "\n"
}

/// What is known about each article.
pub(super) fn about(dossier: &Dossier, findings: &[Diagnostic]) -> String {
    let readings = readings(dossier, &matrix(dossier));
    let mut out = String::new();
    for (number, article) in dossier.articles().iter().enumerate() {
        let _ = writeln!(out, "# Article: {}\n", flow(article.label()));
        let reading = readings.get(number).copied().unwrap_or_default();
        let measured = Measured::of(article);
        for fact in facts(dossier, findings, (reading, Some(&measured)), number) {
            let _ = match fact.label {
                "" => writeln!(out, "    {}", flow(&fact.text)),
                label => writeln!(out, "{label}: {}", flow(&fact.text)),
            };
        }
        out.push('\n');
    }
    out
}

/// What became of the quotations when an article changed.
pub(super) fn of_changes(dossier: &Dossier) -> String {
    let changes = changes(dossier);
    let told = match (&changes.lock, changes.drifts.is_empty()) {
        (None, _) if changes.unused.is_some() => {
            "The lock is not used: the problems say why.\n".to_owned()
        }
        (None, _) => "No lock: `onrecord lock` remembers where everything stands.\n".to_owned(),
        (Some(_), true) => "Everything stands where the lock remembers it.\n".to_owned(),
        (Some(_), false) => human(dossier, &changes.drifts, &changes.impacts),
    };
    format!("# Changes\n\n{told}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::timeline, store};

    #[test]
    fn the_lists_are_told_line_by_line() {
        let mut written = store::example();
        written.articles[0].date = Some("2025-12-03".into());
        let dossier = Dossier::new(written).anchored();
        let time = of_time(&dossier, &timeline(&dossier));
        assert!(time.contains("2025-12-03: article moscow\n"), "{time}");
        assert!(time.contains("Order in time not given"), "{time}");
        assert!(time.contains("shift.plan-to-framework"), "{time}");
        let articles = articles(&dossier);
        assert!(
            articles.contains("plan (plan): 15 records, 0 cells not yet read"),
            "{articles}"
        );
        let about = about(&dossier, &[]);
        assert!(about.contains("title: looked for, not there"), "{about}");
        assert!(of_changes(&dossier).contains("No lock"));
        let none = Dossier::new(store::from_text("a.txt", "One.".into())).anchored();
        assert!(of_time(&none, &timeline(&none)).contains("No events or shifts recorded."));
    }
}
