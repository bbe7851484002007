//! A report as a compiler prints: what is wrong, both texts, the difference, the way out.
use super::{
    super::{
        finding::{Difference, Fault, Finding, Found, Outcome, Remark, Report, Verdict},
        read::{Draft, Place},
    },
    words,
};
use crate::{
    anchor::change::Kind,
    model::{Codebook, Dossier},
    text::{Lines, Span, columns, counted, fit, graphemes_in, visible},
};
use std::fmt::Write;

/// Columns of a line that are shown.
const WIDE: usize = 96;
/// Columns shown before a quotation.
const LEAD: usize = 32;
/// Bytes of a line that are looked at, on each side of where a quotation begins.
const NEAR: usize = 800;
/// Columns of an article's words that are shown.
const ARTICLE: usize = 240;
/// Differences that are shown.
const DIFFERENCES: usize = 12;

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn with(self, code: &str, words: &str) -> String {
        if self.0 {
            format!("\u{1b}[{code}m{words}\u{1b}[0m")
        } else {
            words.to_owned()
        }
    }
    fn head(self, error: bool, words: &str) -> String {
        self.with(if error { "1;31" } else { "1;33" }, words)
    }
    fn strong(self, words: &str) -> String {
        self.with("1", words)
    }
    fn gutter(self, words: &str) -> String {
        self.with("1;34", words)
    }
    fn good(self, words: &str) -> String {
        self.with("32", words)
    }
}

/// The report for a person: faults in full, all else in a line each, the sum last. Everything that comes from a file is
/// made visible; the colours, where wanted, are ours.
#[must_use]
pub fn human(report: &Report, dossiers: &[Dossier], colour: bool) -> String {
    let printer = Printer {
        lines: report.drafts.iter().map(Draft::lines).collect(),
        report,
        dossiers,
        paint: Paint(colour),
    };
    let mut out = String::new();
    let mut was_block = false;
    for finding in &report.findings {
        let is_block = !finding.faults().is_empty();
        if is_block || was_block {
            out.push_str(if out.is_empty() { "" } else { "\n" });
        }
        was_block = is_block;
        if is_block {
            printer.fault(&mut out, finding);
        } else {
            printer.line(&mut out, finding, finding.outcome.name());
        }
    }
    if !report.asides.is_empty() {
        out.push_str(if out.is_empty() { "" } else { "\n" });
        let _ = writeln!(out, "marked words of one or two, nobody named beside them:");
        for finding in &report.asides {
            printer.line(&mut out, finding, finding.outcome.name());
        }
    }
    out.push_str(if out.is_empty() { "" } else { "\n" });
    out.push_str(&sum(report));
    out
}

/// `8 quotations: 6 verbatim, 2 altered; 1 by somebody else`
fn sum(report: &Report) -> String {
    let mut out = counted(report.findings.len(), "quotation");
    let parts: Vec<String> = (Outcome::ALL.into_iter())
        .map(|outcome| (report.count(outcome), outcome.name()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    if !parts.is_empty() {
        let _ = write!(out, ": {}", parts.join(", "));
    }
    let of = |fault: Fault| {
        report
            .findings
            .iter()
            .filter(|f| f.faults().contains(&fault))
            .count()
    };
    for (fault, says) in [
        (Fault::Other, "by somebody else than named"),
        (Fault::Sense, "whose omissions change the sense"),
        (Fault::Paraphrase, "that the article only paraphrases"),
        (Fault::Unclosed, "that no mark closes"),
    ] {
        let n = of(fault);
        if n > 0 {
            let _ = write!(out, "; {n} {says}");
        }
    }
    out.push('\n');
    out
}

struct Printer<'a> {
    report: &'a Report,
    /// The lines of each draft.
    lines: Vec<Lines<'a>>,
    dossiers: &'a [Dossier],
    paint: Paint,
}

impl Printer<'_> {
    fn draft(&self, finding: &Finding) -> &Draft {
        &self.report.drafts[finding.quotation.draft]
    }

    fn lines_and_columns(&self, finding: &Finding) -> Place {
        let draft = self.draft(finding);
        let lines = &self.lines[finding.quotation.draft];
        draft.place(lines, finding.quotation.source(draft))
    }

    /// `draft.md:5:28`; of a docx `draft.docx ¶5:28`.
    fn place(&self, finding: &Finding) -> String {
        let draft = self.draft(finding);
        let place = self.lines_and_columns(finding);
        let file = visible(&draft.file);
        if !draft.lines_are_paragraphs {
            return format!("{file}:{}:{}", place.line, place.column);
        }
        let part = draft.part.map_or(String::new(), |part| format!(" {part}"));
        format!("{file}{part} ¶{}:{}", place.line, place.column)
    }

    /// `articles/talks.txt ¶8`
    fn at(&self, found: Found) -> String {
        let dossier = &self.dossiers[found.dossier];
        let file = &dossier.articles()[found.article].file;
        let name = &dossier.written().name;
        if self.dossiers.len() > 1 && !name.is_empty() {
            let name = name.trim_end_matches('/');
            let same = name.ends_with(file.as_str());
            let file = if same {
                String::new()
            } else {
                format!(": {file}")
            };
            return format!("{}{} ¶{}", visible(name), visible(&file), found.paragraph);
        }
        format!("{} ¶{}", visible(file), found.paragraph)
    }

    fn name(&self, finding: &Finding, id: &str) -> String {
        visible(words::name(self.dossiers, finding.found, id)).into_owned()
    }

    /// Whom the draft names.
    fn named(&self, finding: &Finding) -> Option<String> {
        let said = &finding.attribution;
        let stranger = || {
            said.stranger
                .as_deref()
                .map(|name| visible(name).into_owned())
        };
        let source = said.named.as_deref().map(|id| self.name(finding, id));
        source.or_else(stranger)
    }

    /// Whose words they are: `Vladimir Putin`; of several `Donald Trump, Vladimir Putin`.
    fn speakers(&self, finding: &Finding) -> String {
        let said = &finding.attribution;
        let one = said.actual.as_slice();
        let all = if said.several.is_empty() {
            one
        } else {
            &said.several
        };
        let names: Vec<String> = all.iter().map(|id| self.name(finding, id)).collect();
        names.join(", ")
    }

    /// A finding in one line.
    fn line(&self, out: &mut String, finding: &Finding, word: &str) {
        let quoted = finding.quotation.text(self.draft(finding));
        let shown = fit(&one_line(&quoted), 48).into_owned();
        let at = finding
            .found
            .map_or(String::new(), |f| format!("  {}", self.at(f)));
        let said = &finding.attribution;
        let who = match (&said.actual, &said.beside) {
            (Some(_), _) => format!("  {}", self.speakers(finding)),
            // Nobody on record: the article's own words for it.
            (None, Some(beside)) => format!("  article says: {}", fit(&one_line(beside), 48)),
            (None, None) => String::new(),
        };
        let stranger = said.stranger.as_deref().map_or(String::new(), |name| {
            format!(" (the draft names {})", visible(name))
        });
        let word = self.paint.good(&format!("{word:<9}"));
        let place = self.place(finding);
        let denied = finding.remark.filter(|&r| r == Remark::Denied);
        let denied = denied.map_or(String::new(), |r| format!(" ({})", words::remark(r)));
        let _ = writeln!(out, "{word} {place}  “{shown}”{at}{who}{stranger}{denied}");
    }

    /// A finding in full.
    fn fault(&self, out: &mut String, finding: &Finding) {
        let faults = finding.faults();
        let Some(&gravest) = faults.first() else {
            return;
        };
        let error = faults.iter().any(|&f| words::is_error(f));
        let level = if error { "error" } else { "warning" };
        let head = self
            .paint
            .head(error, &format!("{level}[{}]", gravest.name()));
        let title = self.paint.strong(&format!(": {}", words::title(gravest)));
        let _ = writeln!(out, "{head}{title}");
        let line = self.lines_and_columns(finding).line;
        let pad = " ".repeat(line.to_string().len());
        self.snippet(out, finding, &pad, error);
        self.article(out, finding, &pad);
        for (label, said) in self.notes(finding, &faults) {
            let _ = writeln!(out, "{pad} {} {label}: {said}", self.paint.gutter("="));
        }
    }

    /// The line of the draft with carets below the quotation.
    fn snippet(&self, out: &mut String, finding: &Finding, pad: &str, error: bool) {
        let draft = self.draft(finding);
        let quoted = finding.quotation.source(draft);
        let place = self.lines_and_columns(finding);
        let arrow = self.paint.gutter("-->");
        let _ = writeln!(out, "{pad}{arrow} {}", self.place(finding));
        let (shown, carets) = window(
            &draft.source,
            self.lines[finding.quotation.draft].span(place.line),
            quoted,
        );
        let number = place.line.to_string();
        let bar = self.paint.gutter("|");
        let _ = writeln!(out, "{pad} {bar}");
        let _ = writeln!(out, "{} {bar} {shown}", self.paint.gutter(&number));
        let more = if place.end_line > place.line {
            let unit = if draft.lines_are_paragraphs {
                "paragraph"
            } else {
                "line"
            };
            format!(" to {unit} {}", place.end_line)
        } else {
            String::new()
        };
        let _ = writeln!(out, "{pad} {bar} {}{more}", self.paint.head(error, &carets));
    }

    /// The words of the article, and where else they stand.
    fn article(&self, out: &mut String, finding: &Finding, pad: &str) {
        let several = matches!(finding.outcome, Outcome::Ambiguous | Outcome::Altered);
        let others: &[Found] = if several { &finding.also } else { &[] };
        for &found in finding.found.iter().chain(others.iter().take(DIFFERENCES)) {
            let text = &self.dossiers[found.dossier].articles()[found.article].text;
            let arrow = self.paint.gutter(":::");
            let _ = writeln!(out, "{pad}{arrow} {}", self.at(found));
            let printed = fit(&one_line(found.span.of(text)), ARTICLE).into_owned();
            let _ = writeln!(out, "{pad} {} {printed}", self.paint.gutter("|"));
        }
    }

    fn notes(&self, finding: &Finding, faults: &[Fault]) -> Vec<(&'static str, String)> {
        let mut notes: Vec<(&'static str, String)> = Vec::new();
        let altered = finding.outcome == Outcome::Altered;
        let shown = altered || faults.contains(&Fault::Sense);
        let changed = (finding.differences.iter()).filter(|d| shown && d.kind != Kind::Equal);
        for difference in changed.take(DIFFERENCES) {
            notes.push(("change", change(difference)));
        }
        if let Some(remark) = (finding.remark).filter(|&r| altered || is_reason(r)) {
            notes.push(("note", words::remark(remark).to_owned()));
        }
        notes.extend(self.said_by(finding).map(|said| ("said by", said)));
        if let Some(beside) = &finding.attribution.beside {
            notes.push(("article says", fit(&one_line(beside), ARTICLE).into_owned()));
        }
        for &fault in faults[1..].iter().filter(|&&f| f != Fault::Other) {
            notes.push(("also", format!("{}: {}", fault.name(), words::title(fault))));
        }
        for &fault in faults {
            notes.extend(words::help(finding, fault).map(|help| ("help", help.to_owned())));
        }
        notes
    }

    /// `Vladimir Putin (the draft names Tatiana Stanovaya)`
    fn said_by(&self, finding: &Finding) -> Option<String> {
        let said = &finding.attribution;
        let named = self.named(finding);
        let Some(actual) = said.actual.as_deref() else {
            return named.map(|named| format!("nobody on record (the draft names {named})"));
        };
        let called = self.speakers(finding);
        Some(match (said.verdict, named) {
            (Verdict::Ok, _) => called,
            (_, Some(named)) => format!("{called} (the draft names {named})"),
            (_, None) if actual == Codebook::ARTICLE => called,
            (_, None) => format!("{called} (the draft names nobody)"),
        })
    }
}

/// ``change `troops` to `forces` (number)``
fn change(difference: &Difference) -> String {
    let shown = |words: &str| format!("`{}`", fit(&one_line(words), 72));
    let mut out = match difference.kind {
        Kind::Insert if difference.omitted => {
            format!("{} is left out, as shown", shown(&difference.article))
        }
        Kind::Insert => format!("{} is missing", shown(&difference.article)),
        Kind::Delete => format!("{} is not in the article", shown(&difference.draft)),
        _ => format!(
            "{} -> {}",
            shown(&difference.draft),
            shown(&difference.article)
        ),
    };
    if !difference.critical.is_empty() {
        let why: Vec<&str> = difference
            .critical
            .iter()
            .map(|&c| words::critical(c))
            .collect();
        let _ = write!(out, " (critical: {})", why.join(", "));
    }
    out
}

/// White space as single blanks.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The part of a line that shows where `quoted` begins, and the carets below it.
fn window(source: &str, line: Span, quoted: Span) -> (String, String) {
    let near = Span::new(
        source.ceil_char_boundary(quoted.start.saturating_sub(NEAR).max(line.start)),
        source.floor_char_boundary((quoted.start + NEAR).min(line.end)),
    );
    let lead = columns(&source[near.start..quoted.start]);
    let (mut shown, mut carets) = (String::new(), String::new());
    let cut = near.start > line.start || lead > LEAD;
    if cut {
        shown.push('…');
        carets.push(' ');
    }
    let (mut at, mut used) = (0, 0);
    for glyph in graphemes_in(source, near) {
        at += glyph.columns;
        if lead > LEAD && at <= lead - LEAD {
            continue;
        }
        if used + glyph.columns > WIDE {
            shown.push('…');
            break;
        }
        used += glyph.columns;
        shown.push_str(&glyph.shown);
        let sign = if quoted.meets(glyph.span) { "^" } else { " " };
        if glyph.span.start < quoted.end {
            carets.push_str(&sign.repeat(glyph.columns));
        }
    }
    (shown.trim_end().to_owned(), carets)
}

/// Whether a remark says why nothing more is known, or what a reader of the words alone cannot know.
const fn is_reason(remark: Remark) -> bool {
    matches!(
        remark,
        Remark::Alike | Remark::Unread | Remark::GivenUp | Remark::Denied
    )
}
