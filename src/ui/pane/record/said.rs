//! Who speaks, and a record in one line.
use crate::{
    model::{Dossier, RecordId, Source, SourceKind},
    ui::describe,
};

/// Who speaks, in full: name, role as printed, party, where they work.
pub(in crate::ui) fn who(dossier: &Dossier, source: &Source) -> String {
    let side = source
        .party
        .as_ref()
        .and_then(|party| dossier.codebook().party(&party.id));
    // A Carnegie analyst need not be of Carnegie once more.
    let of_role = |org: &&str| source.role.as_ref().is_some_and(|role| role.contains(*org));
    let parts = [
        Some(source.name.as_str()),
        source.role.as_deref(),
        side.map(|side| side.name.as_str()),
        source.org.as_deref().filter(|org| !of_role(org)),
        (source.kind != SourceKind::Person).then(|| source.kind.gloss()),
        side.is_none().then_some("observer"),
    ];
    let told: Vec<&str> = parts.into_iter().flatten().collect();
    told.join(" · ")
}

/// `talks ¶8 V Either we liberate ...`
pub(in crate::ui) fn told(dossier: &Dossier, id: RecordId) -> String {
    let article = dossier
        .article_of(id)
        .map_or("", |article| article.id.as_str());
    format!(
        "{article} {} {} {}",
        describe::paragraph(dossier, id),
        describe::letter(dossier, id),
        describe::first_words(dossier, id, 80)
    )
}
