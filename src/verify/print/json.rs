//! A report as JSON: `onrecord/verify/1`.
use super::{
    super::{
        finding::{Finding, Found, Outcome, Report},
        read::Draft,
    },
    words,
};
use crate::{
    model::Dossier,
    text::{self, Lines},
};
use serde::Serialize;

#[derive(Serialize)]
struct Printed<'a> {
    schema: &'static str,
    quotations: Vec<Quotation<'a>>,
    /// Words in marks that quote nobody in particular.
    asides: Vec<Quotation<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Summary {
    verbatim: usize,
    glyphs: usize,
    shortened: usize,
    altered: usize,
    ambiguous: usize,
    not_found: usize,
    unchecked: usize,
}

#[derive(Serialize)]
struct Quotation<'a> {
    text: String,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    offset: usize,
    end_offset: usize,
    outcome: &'static str,
    dossier: Option<&'a str>,
    article: Option<&'a str>,
    paragraph: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    found: Option<&'a str>,
    form: Option<&'static str>,
    also: Vec<Place<'a>>,
    diff: Vec<Difference<'a>>,
    critical: Vec<&'static str>,
    faults: Vec<&'static str>,
    remark: Option<&'static str>,
    attribution: Attribution<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    dossier: &'a str,
    article: &'a str,
    paragraph: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Difference<'a> {
    kind: &'static str,
    draft: &'a str,
    article: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    critical: Vec<&'static str>,
    /// Whether the draft shows that it leaves the words out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    omitted: bool,
}

#[derive(Serialize)]
struct Attribution<'a> {
    named: Option<&'a str>,
    /// Whom the draft names where that is no source.
    #[serde(skip_serializing_if = "Option::is_none")]
    stranger: Option<&'a str>,
    actual: Option<&'a str>,
    /// All of them, where the words are those of several.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    several: &'a [String],
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<&'a str>,
}

/// The report as one JSON object. Signs that a terminal would act on are escaped, so that every byte of the articles survives.
#[must_use]
pub fn json(report: &Report, dossiers: &[Dossier]) -> String {
    let lines: Vec<Lines<'_>> = report.drafts.iter().map(Draft::lines).collect();
    let printed = Printed {
        schema: "onrecord/verify/1",
        quotations: (report.findings.iter())
            .map(|f| quotation(report, &lines, dossiers, f))
            .collect(),
        asides: (report.asides.iter())
            .map(|f| quotation(report, &lines, dossiers, f))
            .collect(),
        summary: Summary {
            verbatim: report.count(Outcome::Verbatim),
            glyphs: report.count(Outcome::Glyphs),
            shortened: report.count(Outcome::Shortened),
            altered: report.count(Outcome::Altered),
            ambiguous: report.count(Outcome::Ambiguous),
            not_found: report.count(Outcome::NotFound),
            unchecked: report.count(Outcome::Unchecked),
        },
    };
    text::json(&printed)
}

fn quotation<'a>(
    report: &'a Report,
    lines: &[Lines<'_>],
    dossiers: &'a [Dossier],
    finding: &'a Finding,
) -> Quotation<'a> {
    let draft = &report.drafts[finding.quotation.draft];
    let place = draft.place(
        &lines[finding.quotation.draft],
        finding.quotation.source(draft),
    );
    let found = finding.found;
    let article = found.map(|f| &dossiers[f.dossier].articles()[f.article]);
    let said = &finding.attribution;
    let names =
        |all: &[crate::anchor::change::Critical]| all.iter().map(|&c| words::critical(c)).collect();
    Quotation {
        text: finding.quotation.text(draft),
        file: &draft.file,
        part: draft.part,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        offset: place.span.start,
        end_offset: place.span.end,
        outcome: finding.outcome.name(),
        dossier: found.map(|f| dossiers[f.dossier].written().name.as_str()),
        article: article.map(|a| a.id.as_str()),
        paragraph: found.map(|f| f.paragraph),
        start: found.map(|f| f.span.start),
        end: found.map(|f| f.span.end),
        found: found.zip(article).map(|(f, a)| f.span.of(&a.text)),
        form: found.map(|f| words::form(f.form)),
        also: finding.also.iter().map(|&f| other(dossiers, f)).collect(),
        diff: (finding.differences.iter())
            .map(|d| Difference {
                kind: words::kind(d.kind),
                draft: &d.draft,
                article: &d.article,
                critical: names(&d.critical),
                omitted: d.omitted,
            })
            .collect(),
        critical: names(&finding.critical),
        faults: finding
            .faults()
            .into_iter()
            .map(super::super::Fault::name)
            .collect(),
        remark: finding.remark.map(words::remark),
        attribution: Attribution {
            named: said.named.as_deref(),
            stranger: said.stranger.as_deref(),
            actual: said.actual.as_deref(),
            several: &said.several,
            verdict: said.verdict.name(),
            beside: said.beside.as_deref(),
        },
    }
}

fn other(dossiers: &[Dossier], found: Found) -> Place<'_> {
    Place {
        dossier: &dossiers[found.dossier].written().name,
        article: &dossiers[found.dossier].articles()[found.article].id,
        paragraph: found.paragraph,
        start: found.span.start,
        end: found.span.end,
    }
}
