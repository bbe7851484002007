//! The note in a form of the user's own: the template read, filled in, and its own words held to the articles.
use super::{answer::Fault, output};
use crate::{
    diag::{Files, print},
    export::{Note, Template},
    model::Dossier,
    store,
    verify::{self, Finding, Format, Outcome, Report},
};
use std::path::Path;

/// Marks round words that nobody says stand anywhere.
const SINGLE: [char; 6] = ['\'', '‘', '’', '‚', '‹', '›'];

/// The note in the form of the template at `path`; `None`, and the reasons are told, where the template itself puts words
/// in double marks that stand in no article. A draft may have those.
///
/// # Errors
/// When there is no such file, or it is no template that a note fits.
pub(super) fn fill(
    path: &Path,
    note: &Note,
    dossier: &Dossier,
    draft: bool,
) -> Result<Option<String>, Fault> {
    let source = store::text(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let template = Template {
        name: &name,
        source: &source,
    };
    let page = template.render(note).map_err(|finding| {
        let mut files = Files::default();
        files.add(path.to_string_lossy().into_owned(), source.clone());
        output::complain(&print::human(&[*finding], &files, false));
        Fault("nothing is written: the template is at fault".to_owned())
    })?;
    let report = held(&name, &page, dossier)?;
    if draft || report.findings.is_empty() {
        return Ok(Some(page));
    }
    let dossiers = std::slice::from_ref(dossier);
    output::complain(&verify::human(&report, dossiers, false));
    output::complain(
        "onrecord: nothing is written: the template puts words in double marks that stand in no article\n",
    );
    Ok(None)
}

/// What `page` has in double marks or as a block quote and no article has.
fn held(name: &str, page: &str, dossier: &Dossier) -> Result<Report, Fault> {
    let endings = [".jinja", ".jinja2", ".j2"];
    let bare = endings.iter().find_map(|ending| name.strip_suffix(ending));
    let bare = bare.unwrap_or(name);
    let format = Format::of(bare, page.as_bytes());
    let drafts = verify::read(bare, page.as_bytes(), format)
        .map_err(|why| Fault(format!("{bare}: {why}")))?;
    let mut report = verify::verify(drafts, std::slice::from_ref(dossier));
    let Report {
        drafts, findings, ..
    } = &mut report;
    findings.retain(|finding| is_claimed(finding, &drafts[finding.quotation.draft].text));
    report.asides.clear();
    Ok(report)
}

/// Whether words that no article has pass for a quotation: single marks are for what the analyst wrote.
fn is_claimed(finding: &Finding, text: &str) -> bool {
    let stands = !matches!(finding.outcome, Outcome::Altered | Outcome::NotFound);
    let single = finding.quotation.outer.of(text).starts_with(SINGLE);
    !stands && !single
}
