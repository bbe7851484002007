//! What happened and what changed, in time as far as it is given; the moment in focus stands open.
use crate::ui::{
    describe,
    draw::{
        page::{self, Line},
        strip::{Strip, labelled},
    },
    pane::record,
};
use crate::{
    app::{State, Target},
    config::Role,
    model::{Body, Moment, RecordId},
    text::{columns, fit},
};

/// Columns of a date, or of the printed words for it.
const WHEN: usize = 12;
/// Columns of a place, with the article's name and without.
const PLACE: usize = 12;
/// Columns of a paragraph's number.
const ALONE: usize = 4;

/// The rows that show.
pub(in crate::ui) fn rows(state: &State, at: usize, width: usize, height: usize) -> Vec<Strip> {
    let timeline = &state.kept.timeline;
    let mut lines = Vec::new();
    if timeline.records() == 0 {
        let what = if state.filter.is_empty() {
            "no events or shifts recorded: write [event.ID] beside the article, [shift.ID] for what a party changed"
        } else {
            "the filter leaves no event and no shift"
        };
        lines.extend(page::remark(what, width));
    }
    if !timeline.dated.is_empty() {
        lines.push(page::head(" In order of time"));
    }
    lines.extend((0..timeline.dated.len()).map(Line::Item));
    if !timeline.undated.is_empty() {
        lines.push(page::head(" Order in time not given: in text order"));
    }
    lines.extend((timeline.dated.len()..timeline.len()).map(Line::Item));
    let item = |n: usize| {
        (timeline.get(n)).map_or_else(Strip::default, |moment| strip(state, moment, n, width))
    };
    let open = timeline.get(at).map(|moment| detail(state, moment, width));
    page::rows(&lines, at, open.unwrap_or_default(), height, item)
}

/// `2025-11-30    moscow ¶1  event    Witkoff was in Moscow`
fn strip(state: &State, moment: Moment, n: usize, width: usize) -> Strip {
    match moment {
        Moment::Article(number) => {
            let article = &state.dossier.articles()[number];
            let date = article.date.as_deref().unwrap_or_default();
            row(state, (date, &article.id, "article"), width).and(Role::Head, article.label())
        }
        Moment::Record(id) => told(state, id, width),
    }
    .at(Target::Item(n))
}

/// Date, place, kind.
fn row(state: &State, (when, place, kind): (&str, &str, &str), width: usize) -> Strip {
    let fitted = |text: &str, most: usize| {
        let room = most.min(width / 5);
        let text = fit(text, room).into_owned();
        let pad = " ".repeat(room.saturating_sub(columns(&text)) + 1);
        text + &pad
    };
    let several = state.dossier.articles().len() > 1;
    let place = fitted(place, if several { PLACE } else { ALONE });
    Strip::new(Role::Label, format!(" {}", fitted(when, WHEN)))
        .and(Role::Dim, place)
        .and(Role::Dim, format!("{kind:<8}"))
}

fn told(state: &State, id: RecordId, width: usize) -> Strip {
    let dossier = &state.dossier;
    let (when, kind, role, words) = match &dossier.record(id).body {
        Body::Event(event) => {
            let words = describe::first_words(dossier, id, width);
            (&event.when, "event", Role::Text, words)
        }
        Body::Shift(shift) => {
            let party = dossier.codebook().party(&shift.party.id);
            let party = party.map_or(shift.party.id.as_str(), |party| party.label());
            let says = dossier.record(id).says.clone().map(String::from);
            let what = shift.moved().or(says);
            let what = what.unwrap_or_else(|| describe::first_words(dossier, id, width));
            (&shift.when, "shift", Role::Head, format!("{party}: {what}"))
        }
        _ => return Strip::default(),
    };
    let when = when.as_deref().unwrap_or_default();
    // What has no words stands where the first of what it rests on does.
    let mut rests_on = dossier.record(id).evidence().into_iter();
    let place = match dossier.paragraph(id) {
        Some(_) => Some(id),
        None => rests_on.find_map(|of| {
            dossier
                .find(&of.id)
                .filter(|id| dossier.span(*id).is_some())
        }),
    };
    let place = place.map_or_else(String::new, |id| describe::place(dossier, id));
    row(state, (when, &place, kind), width).and(role, words)
}

fn detail(state: &State, moment: Moment, width: usize) -> Vec<Strip> {
    let dossier = &state.dossier;
    match moment {
        Moment::Article(number) => {
            let article = &dossier.articles()[number];
            let facts = [("by", &article.author), ("in", &article.publisher)];
            (facts.into_iter())
                .filter_map(|(label, text)| {
                    Some(labelled(label, Role::Text, text.as_ref()?, (4, width, 2)))
                })
                .flatten()
                .collect()
        }
        Moment::Record(id) => record::detail(dossier, id, width),
    }
}
