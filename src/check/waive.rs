//! Waivers: a finding its author lets stand, for a reason that is printed in the note.
use crate::{
    diag::{Code, Diagnostic, FileId, Severity},
    model::{Dossier, Waiver},
};
use rustc_hash::FxHashMap;

/// One waiver that can hold something back.
struct Standing<'a> {
    code: Code,
    waiver: &'a Waiver,
    file: FileId,
    used: bool,
}

/// Marks the findings that a waiver of their own record (or article) lets stand, and adds what is wrong with the waivers: an
/// error that it cannot hold back, or nothing to hold back. Unknown codes and missing reasons are found in reading.
pub(super) fn apply(dossier: &Dossier, findings: &mut Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut by_record: FxHashMap<String, Vec<Standing<'_>>> = FxHashMap::default();
    for (owner, file, waiver) in waivers(dossier) {
        match waiver.code.id.parse::<Code>() {
            Ok(code) if code.severity() == Severity::Error => {
                faults.push(not_waivable(&owner, file, waiver, code));
            }
            Ok(code) => by_record.entry(owner).or_default().push(Standing {
                code,
                waiver,
                file,
                used: false,
            }),
            Err(()) => {}
        }
    }
    for finding in findings.iter_mut() {
        let of_record = finding
            .record
            .as_ref()
            .and_then(|record| by_record.get_mut(record));
        for standing in of_record
            .into_iter()
            .flatten()
            .filter(|s| s.code == finding.code)
        {
            standing.used = true;
            finding
                .waived
                .get_or_insert_with(|| standing.waiver.reason.clone());
        }
    }
    findings.extend(faults);
    for (owner, waivers) in by_record {
        for idle in waivers.iter().filter(|standing| !standing.used) {
            findings.push(unused(&owner, idle));
        }
    }
}

/// Every waiver with the record it stands in and its file.
fn waivers(dossier: &Dossier) -> impl Iterator<Item = (String, FileId, &Waiver)> {
    let of_articles = dossier.articles().iter().flat_map(|article| {
        let file = article.place.map_or(FileId::default(), |place| place.file);
        (article.waive.iter()).map(move |waiver| (format!("article.{}", article.id), file, waiver))
    });
    let of_records = dossier.records().flat_map(|(_, record)| {
        (record.extra.waive.iter()).map(|waiver| (record.path(), record.place.file, waiver))
    });
    of_articles.chain(of_records)
}

fn not_waivable(owner: &str, file: FileId, waiver: &Waiver, code: Code) -> Diagnostic {
    let message = format!("`{}` is an error, and errors cannot be waived", code.code());
    Diagnostic::new(Code::E08, message)
        .at(file, waiver.code.span)
        .about(owner)
        .label("holds nothing back")
        .help("mend what it finds, and take the waiver out")
}

fn unused(owner: &str, idle: &Standing<'_>) -> Diagnostic {
    let code = idle.code.code();
    Diagnostic::new(
        Code::I30,
        format!("the waiver of `{code}` holds nothing back"),
    )
    .at(idle.file, idle.waiver.code.span)
    .about(owner)
    .label(format!("`{code}` finds nothing here"))
    .help("take the waiver out")
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{expect, findings};

    #[test]
    fn a_waiver_lets_its_own_record_stand() {
        let text = "Holm may go. Verhoeven may stay, the “clown”.";
        let records = r#"
            [article]
            waive = { W18 = "an insult, and nobody's view" }
            [quote.go]
            source = "mayor"
            text = "go"
            waive = { W16 = "the headline has it" }
            [quote.stay]
            source = "envoy"
            text = "stay" #~ W16
            "#;
        expect(text, records);
        let (found, _) = findings(text, records);
        let waived: Vec<&str> = found.iter().filter_map(|f| f.waived.as_deref()).collect();
        assert_eq!(
            waived,
            ["an insult, and nobody's view", "the headline has it"]
        );
    }

    #[test]
    fn a_waiver_that_holds_nothing_back_is_told() {
        expect(
            "Holm goes.",
            r#"
            [quote.go]
            source = "mayor"
            text = "goes"
            waive = { W16 = "no hedge here" } #~ I30
            "#,
        );
    }

    #[test]
    fn an_error_cannot_be_waived() {
        expect(
            "Holm goes.",
            r#"
            [quote.go]
            source = "mayor"
            text = "went" #~ E01
            waive = { E01 = "it sounds better" } #~ E08
            "#,
        );
    }
}
