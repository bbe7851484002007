//! Everybody quoted in the article, and what with; the record in focus stands open.
use crate::ui::{
    describe,
    draw::{
        strip::{Strip, remark},
        window::{Window, strips, window},
    },
    pane::record,
};
use crate::{
    app::{Listed, Progress, State, Target},
    config::Role,
    model::{Dossier, RecordId, Source},
    text::{columns, fit},
};

/// Columns of a source's role that its party may not take.
const HEAD: usize = 17;

struct List<'a> {
    state: &'a State,
    cursor: usize,
    open: Vec<Strip>,
    width: usize,
}

/// The rows that show in a pane of `width` columns and `height` rows.
pub(in crate::ui) fn rows(state: &State, width: u16, height: u16) -> Vec<Strip> {
    let list = list(state, width.into());
    if state.outline.rows() == 0 && state.article().is_some() {
        let what = match (state.filter.is_empty(), state.dossier.records().len()) {
            _ if state.progress == Some(Progress::Records) => "reading ...",
            (false, _) => "the filter leaves nothing in this article",
            (true, 0) if state.article().is_some_and(|a| a.paragraphs.is_empty()) => {
                "nobody is quoted: there are no words to quote"
            }
            (true, 0) => {
                "nobody is quoted yet: select words of the text, or ask for the next statement"
            }
            (true, _) => "nobody is quoted in this article yet",
        };
        return remark(what, width.into(), height.into());
    }
    strips(
        state.outline.rows(),
        list.cursor,
        &list.open,
        (height.into(), peek(state)),
        |n| list.entry(n, false),
    )
}

/// How far the reader may scroll away from the focus.
pub(in crate::ui) fn range(state: &State, width: u16, height: u16) -> (i32, i32) {
    let list = list(state, width.into());
    let (count, open) = (state.outline.rows(), list.open.len());
    let Window { peek, .. } = window(count, list.cursor, open, height.into(), 0);
    peek
}

fn peek(state: &State) -> i32 {
    state.peek[crate::app::Pane::Sources as usize]
}

fn list(state: &State, width: usize) -> List<'_> {
    let focus = state.focus.record;
    let cursor = focus.and_then(|id| {
        let speaker = state.dossier.speaker(id)?;
        state.outline.row_of(speaker, id)
    });
    let mut list = List {
        state,
        cursor: cursor.unwrap_or(0),
        open: Vec::new(),
        width,
    };
    list.open = match (cursor, focus) {
        (Some(cursor), Some(id)) => {
            let mut open = vec![list.entry(cursor, true)];
            open.extend(record::detail(&state.dossier, id, width));
            open
        }
        _ if state.outline.rows() == 0 => Vec::new(),
        _ => vec![list.entry(0, false)],
    };
    list
}

impl List<'_> {
    fn entry(&self, n: usize, focus: bool) -> Strip {
        match self.state.outline.row(n) {
            Listed::Speaker(n) => self.speaker(n),
            Listed::Record(id) => self.record(id, focus),
        }
    }

    fn speaker(&self, n: usize) -> Strip {
        let dossier = &self.state.dossier;
        let speaker = &self.state.outline.speakers[n];
        let open = (self.state.focus.record).is_some_and(|id| speaker.records.contains(&id));
        let sign = if open { "▾ " } else { "▸ " };
        let source = dossier.codebook().source(&speaker.id);
        let name = describe::speaker(dossier, &speaker.id);
        let mut strip = Strip::new(Role::Dim, sign).and(Role::Head, name.to_owned());
        let Some(source) = source else {
            return strip.at(Target::Record(speaker.records[0]));
        };
        let to = belongs(dossier, source);
        if let Some(role) = &source.role {
            strip = strip.and(Role::Dim, format!("  {role}"));
        }
        let role = source.role.as_deref().map_or(0, columns).min(HEAD) + 3;
        if columns(name) + role + columns(&to) + 2 <= self.width {
            strip = strip.right(Role::Dim, to);
        }
        strip.at(Target::Record(speaker.records[0]))
    }

    /// `  ¶8  V   Either we liberate these`; in focus with the form in words instead.
    fn record(&self, id: RecordId, focus: bool) -> Strip {
        let dossier = &self.state.dossier;
        let role = describe::role(dossier, id);
        let sign = if focus { "▸ " } else { "  " };
        let place = format!("{:<4}", describe::paragraph(dossier, id));
        let letter = format!("{:<3}", describe::letter(dossier, id));
        let strip = Strip::new(Role::Dim, format!("{sign}{place}"))
            .and(role, letter)
            .at(Target::Record(id));
        if focus {
            let kind = describe::kind(dossier, id);
            let outcome = describe::outcome(dossier, id);
            let bad = if describe::is_unproven(dossier, id) {
                Role::Error
            } else {
                Role::Dim
            };
            return strip.and(role, kind).right(bad, outcome).focus(true);
        }
        let words = describe::first_words(dossier, id, self.width);
        let strip = match describe::ascribes(dossier, id) {
            Some(of) => strip.and(Role::Dim, format!("→ {of}  ")),
            None => strip,
        };
        let strip = strip.and(role, words);
        if describe::is_unproven(dossier, id) {
            strip.right(Role::Error, describe::outcome(dossier, id))
        } else {
            strip
        }
    }
}

/// Whom a source speaks for: its party, else where it works.
fn belongs(dossier: &Dossier, source: &Source) -> String {
    let side = source
        .party
        .as_ref()
        .and_then(|party| dossier.codebook().party(&party.id));
    match (side, &source.org) {
        (Some(side), _) => {
            let label = side.label();
            let label = label.split(" (").next().unwrap_or(label);
            fit(label, 16).into_owned()
        }
        (None, Some(org)) => fit(org, 20).into_owned(),
        (None, None) => "observer".into(),
    }
}
