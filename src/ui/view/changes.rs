//! What became of the quotations when an article changed: both texts, what differs, what rests on it.
use crate::ui::draw::{
    strip::{Strip, labelled, remark},
    window::strips,
};
use crate::{
    app::{State, Target},
    config::Role,
    drift::{Drift, Fate},
};

/// The rows that show.
pub(in crate::ui) fn rows(state: &State, at: usize, width: u16, height: u16) -> Vec<Strip> {
    let drifts = &state.changes.drifts;
    let Some(chosen) = drifts.get(at) else {
        return remark(state.no_changes(), width.into(), height.into());
    };
    let mut open = vec![change(chosen, at).focus(true)];
    open.extend(detail(state, chosen, width.into()));
    strips(drifts.len(), at, &open, (height.into(), 0), |n| {
        change(&drifts[n], n)
    })
}

fn change(drift: &Drift, n: usize) -> Strip {
    let role = match drift.fate {
        _ if drift.is_given_otherwise() => Role::Warning,
        Fate::Held | Fate::Moved => Role::Text,
        Fate::Altered | Fate::Ambiguous => Role::Warning,
        Fate::Gone => Role::Error,
    };
    let moved = (drift.new.as_ref())
        .filter(|new| new.paragraph != drift.old.paragraph)
        .map_or_else(String::new, |new| format!(" → ¶{}", new.paragraph));
    let others = if drift.is_given_otherwise() {
        "  given otherwise"
    } else {
        ""
    };
    Strip::new(role, format!(" {:<10}", drift.fate.word()))
        .and(Role::Text, drift.record.clone())
        .and(Role::Warning, others)
        .at(Target::Item(n))
        .right(
            Role::Dim,
            format!(" {} ¶{}{moved}", drift.article, drift.old.paragraph),
        )
}

/// Both texts, what differs, and what rests on it.
fn detail(state: &State, drift: &Drift, width: usize) -> Vec<Strip> {
    let mut rows = Vec::new();
    let mut add =
        |label: &str, text: &str| rows.extend(labelled(label, Role::Text, text, (4, width, 8)));
    match (&drift.compared, &drift.new) {
        (Some(compared), _) => {
            add("was", &compared.written);
            add("now", &compared.printed);
        }
        (None, Some(new)) => add("words", &new.text),
        (None, None) => add("was", &drift.old.text),
    }
    if let Some(twin) = &drift.twin {
        let label = if drift.fate == Fate::Altered {
            "copy"
        } else {
            "nearly"
        };
        add(label, &format!("¶{}: {}", twin.paragraph, twin.text));
    }
    if let Some(form) = drift.form_line() {
        add("form", &form);
    }
    for beside in &drift.beside {
        add("beside", &beside.line());
    }
    if let Some(why) = drift.unknown {
        add("unknown", why);
    }
    if !drift.critical.is_empty() {
        let words: Vec<&str> = drift.critical.iter().map(|c| c.word()).collect();
        add("matters", &words.join(", "));
    }
    if !drift.places.is_empty() {
        let places: Vec<String> = drift.places.iter().map(|n| format!("¶{n}")).collect();
        add("now in", &places.join(", "));
    }
    let rests: Vec<String> = (state.changes.impacts.iter())
        .filter(|impact| impact.rests_on.contains(&drift.record))
        .map(|impact| state.dossier.record(impact.record).path())
        .collect();
    if !rests.is_empty() {
        add("rests", &rests.join(", "));
    }
    rows
}
