//! The views of the reader as plain text, for pipes, screen readers and terminals that cannot draw.
use super::views;
use crate::{
    anchor::Outcome,
    app::evidence,
    diag::{Diagnostic, print},
    model::{
        Body, Cell, Codebook, Dossier, Layer, Matrix, Party, RecordId, Source, Standing, matrix,
        timeline,
    },
    text::counted,
    ui::{CellTold, NO_ARTICLE, stands_as},
};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// One view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum View {
    /// The articles, with a letter for each record where it begins.
    Text,
    /// Everybody quoted, in text order.
    Sources,
    /// Every issue with every party's line.
    Positions,
    /// Issues by parties, and what each cell rests on.
    Matrix,
    /// What happened and what changed, in time as far as it is given.
    Timeline,
    /// All records in text order.
    Records,
    /// The articles, and what is unread in them.
    Articles,
    /// What is known about each article itself.
    Facts,
    /// What became of the quotations when an article changed.
    Changes,
    /// What the checks found.
    Problems,
}

impl View {
    /// What is shown where nobody asked for anything else.
    pub(super) const DEFAULT: [Self; 5] = [
        Self::Text,
        Self::Sources,
        Self::Positions,
        Self::Matrix,
        Self::Problems,
    ];
}

/// `view` of `dossier`, every line ended, with a heading.
#[must_use]
pub(super) fn page(view: View, dossier: &Dossier, findings: &[Diagnostic]) -> String {
    match view {
        View::Text => text(dossier, None),
        View::Sources => sources(dossier),
        View::Positions => positions(dossier, &matrix(dossier)),
        View::Matrix => table(dossier, &matrix(dossier)),
        View::Timeline => views::of_time(dossier, &timeline(dossier)),
        View::Records => records(dossier),
        View::Articles => views::articles(dossier),
        View::Facts => views::about(dossier, findings),
        View::Changes => views::of_changes(dossier),
        View::Problems => problems(dossier, findings),
    }
}

/// The articles; from the paragraph where record `from` begins, if it has words.
pub(super) fn text(dossier: &Dossier, from: Option<RecordId>) -> String {
    let mut out = String::new();
    if dossier.articles().is_empty() {
        let _ = writeln!(out, "# Text\n\n{NO_ARTICLE}\n");
    }
    let start = from.and_then(|id| Some((dossier.record(id).article?, dossier.span(id)?.start)));
    let first = start.map_or(0, |(article, _)| article);
    for (number, article) in dossier.articles().iter().enumerate().skip(first) {
        let byte = start
            .filter(|_| number == first)
            .map_or(0, |(_, byte)| byte);
        let _ = writeln!(out, "# Text: {}\n", article.label());
        if !article.readable {
            out += "The text could not be read.\n\n";
        }
        let mut records = dossier.in_article(number).iter().copied().peekable();
        for (n, paragraph) in (1..).zip(article.paragraphs.iter()) {
            let begins = |id: &RecordId| {
                dossier
                    .span(*id)
                    .is_some_and(|s| s.start < paragraph.span.end)
            };
            if paragraph.span.end <= byte {
                while records.next_if(begins).is_some() {}
                continue;
            }
            let head = if paragraph.head { " ##" } else { "" };
            let _ = writeln!(out, "¶{n}{head} {}", flow(paragraph.span.of(&article.text)));
            while let Some(id) = records.next_if(begins) {
                let _ = writeln!(out, "    {}", entry(dossier, id));
            }
            out.push('\n');
        }
        for id in records {
            let _ = writeln!(out, "    {}", entry(dossier, id));
        }
    }
    out
}

fn sources(dossier: &Dossier) -> String {
    let mut out = String::from("# Sources\n\n");
    let mut speakers: Vec<&str> = Vec::new();
    for &id in dossier.text_order() {
        let speaker = dossier.speaker(id).unwrap_or(Codebook::ARTICLE);
        if !speakers.contains(&speaker) {
            speakers.push(speaker);
        }
    }
    for speaker in speakers {
        let source = dossier.codebook().source(speaker);
        let _ = writeln!(
            out,
            "{}{}",
            flow(dossier.codebook().name(speaker)),
            about(dossier, source)
        );
        let own = |id: &&RecordId| dossier.speaker(**id).unwrap_or(Codebook::ARTICLE) == speaker;
        let layers = (dossier.text_order().iter().filter(own)).filter_map(|id| dossier.layer(*id));
        let _ = writeln!(out, "    said: {}", Layer::tally(layers).join(", "));
        for &id in dossier.text_order().iter().filter(own) {
            let _ = writeln!(out, "    {}", entry(dossier, id));
            for (name, value) in details(dossier, id) {
                let _ = writeln!(out, "        {name}: {value}");
            }
        }
        out.push('\n');
    }
    out
}

/// Role, affiliation and party of a source, as far as anybody said.
pub(super) fn about(dossier: &Dossier, source: Option<&Source>) -> String {
    let Some(source) = source else {
        return String::new();
    };
    let party = (source.party.as_ref()).map(|party| dossier.codebook().name(&party.id));
    let known = [source.role.as_deref(), source.org.as_deref(), party];
    let known = known.into_iter().flatten().map(flow);
    let aka = (!source.aka.is_empty()).then(|| format!("also {}", flow(&source.aka.join(", "))));
    let rel = source
        .rel
        .map(|rel| format!("reliability {}: {}", rel.word(), rel.gloss()));
    known
        .chain(aka)
        .chain(rel)
        .fold(String::new(), |out, fact| out + ", " + &fact)
}

/// What the reader shows of the record in focus.
pub(super) fn details(dossier: &Dossier, id: RecordId) -> Vec<(&'static str, String)> {
    let record = dossier.record(id);
    let mut out = Vec::new();
    if record.extra.via.is_some() {
        let chain: Vec<&str> = dossier.chain(id).iter().map(|link| link.name).collect();
        out.push(("chain", chain.join(" → ")));
    }
    let listed = |words: &[String]| words.iter().map(|w| flow(w)).collect::<Vec<_>>().join(", ");
    if let Some(quote) = record.quote().filter(|quote| !quote.cue.is_empty()) {
        out.push(("cue", listed(&quote.cue)));
    }
    if !record.extra.hedge.is_empty() {
        out.push(("hedge", listed(&record.extra.hedge)));
    }
    if let Some(says) = &record.says {
        out.push(("analyst's words", flow(says)));
    }
    out
}

fn positions(dossier: &Dossier, matrix: &Matrix) -> String {
    let mut out = String::from("# Positions\n\n");
    let codebook = dossier.codebook();
    for (issue, row) in codebook.issues.iter().zip(&matrix.rows) {
        let _ = writeln!(out, "{}", flow(&issue.name));
        for (party, cell) in codebook.parties.iter().zip(&row.cells) {
            let standing = standing(dossier, (cell, cell), |_| true);
            let _ = writeln!(out, "    {}: {standing}", flow(party.label()));
            for line in leads_to(dossier, cell, |_| true) {
                let _ = writeln!(out, "        {line}");
            }
        }
        list(&mut out, dossier, "others say", &row.others);
        list(&mut out, dossier, "the article's own voice", &row.article);
        list(&mut out, dossier, "shifts", &row.shifts);
        out.push('\n');
    }
    out
}

fn list(out: &mut String, dossier: &Dossier, heading: &str, ids: &[RecordId]) {
    for &id in ids {
        let _ = writeln!(out, "        {heading}: {}", entry(dossier, id));
    }
}

/// What a cell leads to, one line each: the analyst's lines, then the evidence as far as `keeps` leaves it.
pub(super) fn leads_to(
    dossier: &Dossier,
    cell: &Cell,
    keeps: impl Fn(RecordId) -> bool,
) -> Vec<String> {
    let says = |id: &RecordId| flow(dossier.record(*id).says.as_deref().unwrap_or_default());
    let analyst = cell
        .positions
        .iter()
        .map(|id| format!("analyst: {}", says(id)));
    let is_said = |id| cell.statements.iter().any(|(_, said)| *said == id);
    let kept = evidence(dossier, cell).into_iter().filter(|id| keeps(*id));
    let rest = kept.map(|id| match entry(dossier, id) {
        said if is_said(id) => said,
        other => format!("{}: {other}", stands_as(dossier, cell, id)),
    });
    analyst.chain(rest).collect()
}

/// What a cell leads to, in words, counted: `verbatim (1), paraphrase (2)`; behind it what a filter leaves out.
/// `whole` is the cell without the filter.
pub(super) fn standing(
    dossier: &Dossier,
    (cell, whole): (&Cell, &Cell),
    keeps: impl Fn(RecordId) -> bool,
) -> String {
    let told = CellTold::of(dossier, (cell, whole), keeps);
    let out = (told.left_out > 0).then(|| counted(told.left_out, "record"));
    let (head, out) = match (cell.standing(), out) {
        (_, Some(out)) if cell.is_left_out() => (Some(format!("filtered out ({out})")), None),
        (_, None) if cell.is_left_out() => (Some("filtered out".to_owned()), None),
        (standing, out) => (
            head(cell, standing),
            out.map(|out| format!("{out} filtered out")),
        ),
    };
    let kinds = told.kinds.into_iter();
    let kinds = kinds.map(|(what, count)| format!("{what} ({count})"));
    let all: Vec<String> = head.into_iter().chain(kinds).chain(out).collect();
    all.join(", ")
}

/// What is said first where the party has said and done nothing.
fn head(cell: &Cell, standing: Standing) -> Option<String> {
    match standing {
        Standing::Stated(_) if cell.statements.is_empty() && cell.conduct.is_empty() => {
            Some("analyst's line only".to_owned())
        }
        Standing::Silent(articles) => {
            Some(format!("none stated ({})", counted(articles, "article")))
        }
        Standing::Unread => Some("not yet read".to_owned()),
        Standing::Stated(_) | Standing::Unproven(_) => None,
    }
}

fn table(dossier: &Dossier, matrix: &Matrix) -> String {
    let codebook = dossier.codebook();
    let head = std::iter::once("Issue")
        .chain(codebook.parties.iter().map(Party::label))
        .chain(["Others say", "Article itself"]);
    let statements = |ids: &[RecordId]| match ids.len() {
        0 => "-".to_owned(),
        count => count.to_string(),
    };
    let mut rows: Vec<Vec<String>> = vec![head.map(flow).collect()];
    for (issue, row) in codebook.issues.iter().zip(&matrix.rows) {
        let cells = (row.cells.iter()).map(|cell| standing(dossier, (cell, cell), |_| true));
        let voices = [statements(&row.others), statements(&row.article)];
        rows.push(
            std::iter::once(flow(&issue.name))
                .chain(cells)
                .chain(voices)
                .collect(),
        );
    }
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| {
            rows.iter()
                .map(|row| row[column].width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut out = String::from("# Matrix\n\n");
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell}{}", " ".repeat(width - cell.width() + 2));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out + "\n"
}

fn records(dossier: &Dossier) -> String {
    let mut out = String::from("# Records\n\n");
    for &id in dossier.text_order() {
        let _ = writeln!(out, "{}", entry(dossier, id));
    }
    for (id, record) in dossier
        .records()
        .filter(|(_, record)| record.text.is_empty())
    {
        let _ = writeln!(out, "- {}: {}", record.path(), said(dossier, id));
    }
    out + "\n"
}

fn problems(dossier: &Dossier, findings: &[Diagnostic]) -> String {
    let found = print::short(findings, &dossier.written().files);
    let found = if found.is_empty() {
        "None.\n".to_owned()
    } else {
        found
    };
    format!("# Problems\n\n{found}\n")
}

/// One record in one line: paragraph, letter, name, who speaks, what stands in the article.
pub(super) fn entry(dossier: &Dossier, id: RecordId) -> String {
    let record = dossier.record(id);
    let paragraph = dossier
        .paragraph(id)
        .map_or("-".into(), |n| format!("¶{n}"));
    let letter = dossier.layer(id).map_or('-', Layer::letter);
    let hand = if dossier.second_hand(id) { "·" } else { "" };
    let arrow = if dossier.ascribed_party(id).is_some() {
        "→"
    } else {
        ""
    };
    let who = dossier
        .speaker(id)
        .map_or("analyst", |id| dossier.codebook().name(id));
    format!(
        "{paragraph} {letter}{hand}{arrow} {}, {}: {}",
        record.path(),
        flow(who),
        said(dossier, id)
    )
}

/// What a record says. Quotation marks only where the words stand in the article as somebody's own.
pub(super) fn said(dossier: &Dossier, id: RecordId) -> String {
    let record = dossier.record(id);
    if let (Some(article), Some(anchor)) = (dossier.article_of(id), dossier.anchor(id)) {
        return match (&anchor.outcome, dossier.layer(id)) {
            (Outcome::Exact(p) | Outcome::Folded(p), Some(Layer::Verbatim)) => {
                format!("“{}”", p.printed(&article.text, usize::MAX))
            }
            (Outcome::Exact(p) | Outcome::Folded(p), _) => p.printed(&article.text, usize::MAX),
            (Outcome::Ambiguous(places), _) => {
                format!("(its words stand in {})", counted(places.len(), "place"))
            }
            (Outcome::Altered(near), _) => {
                let place = article.paragraph_at(near.span.start);
                format!("(its words are not in the article; a near passage is in ¶{place})")
            }
            (Outcome::Missing(_), _) => "(its words are not in the article)".into(),
            (Outcome::Unchecked(_), _) => "(not looked for)".into(),
        };
    }
    let moved = match &record.body {
        Body::Shift(shift) => shift.moved(),
        _ => None,
    };
    (record.says.as_deref().map(flow).or(moved)).unwrap_or_else(|| "(nothing written)".into())
}

/// One line of `text`: line breaks and runs of blanks become one blank.
pub(super) fn flow(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
