//! The codebook and the matrix: cells that nobody has read (I29), entries that nothing uses (I30).
use super::{
    super::context::{Context, listed},
    ids::{Target, references},
};
use crate::{
    diag::{Code, Diagnostic, Place},
    model::{Standing, matrix},
    text::counted,
};
use rustc_hash::FxHashSet;

/// I29: one finding a party, with the issues on which nothing is recorded.
pub(in crate::check) fn unread(context: &Context<'_>) -> Vec<Diagnostic> {
    let codebook = context.dossier.codebook();
    let matrix = matrix(context.dossier);
    let mut out = Vec::new();
    for (column, party) in codebook.parties.iter().enumerate() {
        let unread: Vec<&str> = (matrix.rows.iter().zip(&codebook.issues))
            .filter(|(row, _)| row.cells[column].standing() == Standing::Unread)
            .map(|(_, issue)| issue.id.as_str())
            .collect();
        if unread.is_empty() {
            continue;
        }
        let message = format!(
            "{} of `{}` not read yet: {}",
            counted(unread.len(), "cell"),
            party.id,
            listed(&unread)
        );
        let help = format!(
            "where an article states nothing, list it under `[article.silent]`: {} = [{}]",
            party.id,
            unread
                .iter()
                .map(|id| format!("\"{id}\""))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let place = party.place;
        out.push(
            Diagnostic::new(Code::I29, message)
                .at(place.file, place.span)
                .about(format!("party.{}", party.id))
                .label("neither a statement nor listed as silent")
                .help(help),
        );
    }
    out
}

/// I30: parties, sources and issues that nothing refers to. Waivers that hold back nothing are found where they are applied.
pub(in crate::check) fn unused(context: &Context<'_>) -> Vec<Diagnostic> {
    let codebook = context.dossier.codebook();
    let mut used = FxHashSet::default();
    references(context.dossier, &mut |r| {
        let tables: &[&str] = match r.target {
            Target::Issue => &["issue"],
            Target::Party => &["party"],
            Target::Source | Target::Carrier => &["source"],
            Target::PartyOrSource | Target::Anybody => &["party", "source"],
            Target::Record | Target::Of(_) => &[],
        };
        used.extend(tables.iter().map(|&table| (table, r.to.id.as_str())));
    });
    let unused = |(table, id, place): (&'static str, &String, Place)| {
        Diagnostic::new(Code::I30, format!("nothing uses the {table} `{id}`"))
            .at(place.file, place.span)
            .about(format!("{table}.{id}"))
            .label("never used")
            .help("take it out, or use it")
    };
    let parties = codebook.parties.iter().map(|p| ("party", &p.id, p.place));
    let sources = codebook.sources.iter().map(|s| ("source", &s.id, s.place));
    let issues = codebook.issues.iter().map(|i| ("issue", &i.id, i.place));
    (parties.chain(sources).chain(issues))
        .filter(|(table, id, _)| !used.contains(&(*table, id.as_str())))
        .map(unused)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn cells_that_nobody_read_are_told_by_party() {
        let found = expect(
            "Holm said no. Verhoeven left.",
            r#"
            [article.silent]
            third = ["border"]
            fourth = ["border", "trade"]
            [party.third] #~ I29
            name = "Third"
            [party.fourth]
            name = "Fourth"
            [source.minister]
            name = "A minister"
            party = "fourth"
            [quote.no]
            source = "minister"
            text = "said no"
            on = "quota"
            [issue.quota]
            name = "Quota"
            "#,
        );
        assert_eq!(
            found[0].message,
            "2 cells of `third` not read yet: `quota` and `trade`"
        );
    }

    #[test]
    fn what_nothing_refers_to_is_unused() {
        expect(
            "Holm said no.",
            r#"
            [article.silent]
            used = ["border", "trade", "spare"]
            [party.used] #~ I29
            name = "Used"
            [party.unused] #~ I29 I30
            name = "Unused"
            [source.nobody] #~ I30
            name = "Nobody"
            [source.carrier]
            name = "Carrier"
            [issue.spare]
            name = "Spare"
            [issue.idle] #~ I30
            name = "Idle"
            [quote.no]
            source = "mayor"
            text = "said no"
            via = ["carrier"]
            "#,
        );
    }
}
