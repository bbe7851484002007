//! The list of all records, narrowed by what is typed.
use super::{
    describe,
    ink::{Strip, strips},
};
use crate::{
    app::{State, Target},
    config::Role,
    model::RecordId,
};

/// The rows that show.
pub(super) fn rows(
    state: &State,
    found: &[RecordId],
    at: usize,
    width: u16,
    height: u16,
) -> Vec<Strip> {
    if found.is_empty() {
        return vec![Strip::new(Role::Dim, " no record matches")];
    }
    let open = [record(state, found[at], at, width).focus(true)];
    strips(found.len(), at, &open, (height.into(), 0), |n| {
        record(state, found[n], n, width)
    })
}

/// `talks ¶8  V   Vladimir Putin: Either we liberate ...          putin-either-or`
fn record(state: &State, id: RecordId, n: usize, width: u16) -> Strip {
    let dossier = &state.dossier;
    let role = dossier.layer(id).map_or(Role::Text, Role::from);
    let place = match dossier.article_of(id) {
        Some(article) if dossier.articles().len() > 1 => {
            format!(
                " {:<8.8} {:<4} ",
                article.id,
                describe::paragraph(dossier, id)
            )
        }
        _ => format!(" {:<4} ", describe::paragraph(dossier, id)),
    };
    let who = match dossier.speaker(id) {
        Some(id) if dossier.codebook().source(id).is_some() => {
            format!("{}: ", describe::speaker(dossier, id))
        }
        Some(_) => String::new(),
        None => format!("{}: ", describe::kind(dossier, id)),
    };
    let letter = format!("{:<4}", describe::letter(dossier, id));
    let words = describe::first_words(dossier, id, width.into());
    let strip = Strip::new(Role::Dim, place)
        .and(role, letter)
        .and(Role::Head, who)
        .and(role, words)
        .at(Target::Item(n));
    let bad = dossier.anchor(id).is_some() && !describe::stands(dossier, id);
    let strip = if bad {
        strip.right(Role::Error, describe::outcome(dossier, id))
    } else {
        strip
    };
    if width >= 60 {
        strip.right(Role::Dim, format!(" {}", dossier.record(id).id))
    } else {
        strip
    }
}
