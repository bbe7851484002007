//! A source's page: who it is, everything it says in all articles, and what others say of it.
use crate::ui::{
    describe,
    draw::{
        page::{self, Line},
        strip::{Strip, labelled},
    },
    pane::record,
};
use crate::{
    app::{Said, State, Target, said},
    config::Role,
    model::{Layer, RecordId},
    text::counted,
};

/// The rows that show.
pub(in crate::ui) fn rows(
    state: &State,
    (id, at): (&str, usize),
    width: usize,
    height: usize,
) -> Vec<Strip> {
    let said = said(&state.dossier, &state.kept.sieve, id);
    let mut lines: Vec<Line> = about(state, id, &said, width)
        .into_iter()
        .map(Line::Said)
        .collect();
    if said.is_empty() && state.filter.is_empty() {
        lines.extend(page::remark("nothing is quoted from it", width));
    } else if said.is_empty() {
        lines.extend(page::remark("the filter leaves nothing of it", width));
    }
    let mut last = None;
    for (n, id) in said.own.iter().chain(&said.of_it).enumerate() {
        let others = n >= said.own.len();
        let article = state.dossier.record(*id).article;
        if last != Some((others, article)) {
            let name = (state.dossier.article_of(*id)).map_or("no article", |a| a.label());
            let of = if others { "of it, in " } else { "" };
            lines.push(page::head(format!(" {of}{name}")));
            last = Some((others, article));
        }
        lines.push(Line::Item(n));
    }
    let item = |n: usize| {
        let id = said.get(n);
        id.map_or_else(Strip::default, |id| {
            strip(state, id, n >= said.own.len(), width)
        })
        .at(Target::Item(n))
    };
    let open = (said.get(at)).map(|id| record::detail(&state.dossier, id, width));
    page::rows(&lines, at, open.unwrap_or_default(), height, item)
}

/// Role, affiliation, other names, reliability, and how often in which form.
fn about(state: &State, id: &str, said: &Said, width: usize) -> Vec<Strip> {
    let dossier = &state.dossier;
    let mut rows = Vec::new();
    let mut add =
        |label: &str, text: &str| rows.extend(labelled(label, Role::Text, text, (1, width, 3)));
    match dossier.codebook().source(id) {
        Some(source) => {
            add("who", &record::who(dossier, source));
            if !source.aka.is_empty() {
                add("also", &source.aka.join(", "));
            }
            if let Some(rel) = source.rel {
                add("trust", &format!("{}: {}", rel.word(), rel.gloss()));
            }
            if let Some(item) = &source.wikidata {
                add("data", &format!("Wikidata {item}"));
            }
        }
        None => add("who", describe::speaker(dossier, id)),
    }
    let forms = Layer::tally(said.own.iter().filter_map(|id| dossier.layer(*id)));
    let second = said
        .own
        .iter()
        .filter(|id| dossier.second_hand(**id))
        .count();
    let mut articles: Vec<Option<usize>> = (said.own.iter())
        .map(|id| dossier.record(*id).article)
        .collect();
    articles.dedup();
    let mut told = vec![format!(
        "{} in {}",
        said.own.len(),
        counted(articles.len(), "article")
    )];
    told.extend(forms);
    if second > 0 {
        told.push(format!("{second} second hand"));
    }
    if !said.of_it.is_empty() {
        told.push(format!("{} by others of it", said.of_it.len()));
    }
    add("said", &told.join(" · "));
    rows
}

/// `¶8   V   Either we liberate ...                       putin-either-or`
fn strip(state: &State, id: RecordId, other: bool, width: usize) -> Strip {
    let dossier = &state.dossier;
    let role = describe::role(dossier, id);
    let place = format!("   {:<5}", describe::paragraph(dossier, id));
    let letter = format!("{:<4}", describe::letter(dossier, id));
    let mut strip = Strip::new(Role::Dim, place).and(role, letter);
    if other {
        let who = dossier.speaker(id).unwrap_or_default();
        strip = strip.and(Role::Head, format!("{}: ", describe::speaker(dossier, who)));
    }
    let strip = strip.and(role, describe::first_words(dossier, id, width));
    if width < 60 {
        return strip;
    }
    strip.right(Role::Dim, format!(" {}", dossier.record(id).id))
}
