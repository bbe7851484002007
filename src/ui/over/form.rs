//! A form: its fields, what may be chosen, what the checks would say.
use crate::ui::draw::{
    strip::{Strip, labelled},
    typed::{begins, clicked},
    window::strips,
};
use crate::{
    app::{BETWEEN, Blank, Due, Field, Form, Offer, State, Target, Verdict},
    config::Role,
    diag::{Diagnostic, Severity},
    text::{columns, counted, fit},
};
use ratatui::layout::{Position, Rect};

/// Columns of the fields' names.
const NAMES: usize = 11;
/// Columns below which names stand closer.
const NARROW: usize = 40;
/// Choices that show below a field.
const CHOICES: usize = 6;
/// Rows of what the checks would say.
const FINDINGS: usize = 4;
/// The label of what the checks would say.
const CHECKS: &str = " checks";

/// Rows the form would like to have, its title included.
pub(in crate::ui) fn wants(state: &State) -> u16 {
    let fields = state.form().map_or(0, |form| form.shown().len());
    u16::try_from(fields + CHOICES + 3).unwrap_or(u16::MAX)
}

/// The rows that show.
pub(in crate::ui) fn rows(state: &State, area: Rect) -> Vec<Strip> {
    laid(state, area).0
}

/// The rows that show, and which of them is the field in focus.
fn laid(state: &State, area: Rect) -> (Vec<Strip>, usize) {
    let Some(form) = state.form() else {
        return (Vec::new(), 0);
    };
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let shown = form.shown();
    let cursor = shown.iter().position(|n| *n == form.at).unwrap_or(0);
    // The field in focus and what may be chosen go before everything else.
    let most = height.saturating_sub(CHOICES + 2).min(FINDINGS + 1);
    let below = verdict(state, form, (width, most));
    let room = height - below.len();
    let mut open: Vec<Strip> = shown
        .get(cursor)
        .map(|n| row(state, form, *n, width))
        .into_iter()
        .collect();
    let choices = state.choices();
    open.extend(offered(
        form,
        &choices,
        width,
        room.saturating_sub(1).min(CHOICES),
    ));
    let list = strips(shown.len(), cursor, &open, (room, 0), |n| {
        row(state, form, shown[n], width)
    });
    let at = list.iter().position(|strip| strip.focus).unwrap_or(0);
    let mut rows = list;
    rows.extend(below);
    (rows, at)
}

fn names(width: usize) -> usize {
    if width < NARROW { NAMES - 3 } else { NAMES }
}

/// `source     Vladimir Putin · Russian president`
fn row(state: &State, form: &Form, n: usize, width: usize) -> Strip {
    let entry = &form.entries[n];
    let here = n == form.at;
    let room = width.saturating_sub(names(width) + 4);
    let name = fit(entry.plan.field.name, names(width).saturating_sub(1));
    let pad = " ".repeat(names(width).saturating_sub(columns(&name)));
    let lacking = entry.plan.field.required && entry.is_empty();
    let sign = match () {
        () if entry.proposed => "~",
        () if lacking => "*",
        () => " ",
    };
    let mut strip = Strip::new(Role::Label, format!(" {name}{pad}")).and(
        if entry.proposed {
            Role::Warning
        } else {
            Role::Dim
        },
        format!("{sign} "),
    );
    let chosen = chosen(state, form, entry);
    let typed = typed(&entry.field, room.saturating_sub(columns(&chosen)), !here);
    // What was proposed looks otherwise than what somebody wrote.
    let role = if entry.proposed {
        Role::Dim
    } else {
        Role::Text
    };
    if entry.is_empty() {
        strip = strip.and(
            Role::Dim,
            format!("{}{}", if here { " " } else { "" }, entry.plan.field.help),
        );
    } else {
        strip = strip.and(role, chosen).and(role, typed);
    }
    if entry.proposed && width >= NARROW {
        strip = strip.right(Role::Dim, " proposed ");
    }
    strip.focus(here).at(Target::Item(n))
}

/// What is chosen, by name.
fn chosen(state: &State, form: &Form, entry: &Blank) -> String {
    let name = |id: &String| match id.as_str() {
        "" => "nobody".to_owned(),
        id => form.name_of(&state.dossier, entry, id),
    };
    let mut chosen: Vec<String> = entry.chosen.iter().map(name).collect();
    if !chosen.is_empty() && entry.is_list() && !entry.field.text.is_empty() {
        chosen.push(String::new());
    } else if entry.is_list() && chosen.is_empty() {
        return String::new();
    }
    chosen.join(", ")
}

/// The part of what is typed that shows in `room` columns, the caret in it where the field is not `at_rest`; marks where it is cut.
fn typed(field: &Field, room: usize, at_rest: bool) -> String {
    let (from, mark) = begins(field, room, at_rest);
    let shown = format!("{mark}{}", &field.text[from..]);
    fit(&shown, room).into_owned()
}

/// What may be chosen, the lit one marked.
fn offered(form: &Form, choices: &[Offer], width: usize, most: usize) -> Vec<Strip> {
    let Some(entry) = form.current() else {
        return Vec::new();
    };
    let lit = entry.picked || !entry.field.text.is_empty();
    let from = entry.at.saturating_sub(most.saturating_sub(1));
    let indent = " ".repeat(names(width) + 1);
    (choices.iter().enumerate().skip(from).take(most))
        .map(|(n, choice)| {
            let sign = if lit && n == entry.at { "▸ " } else { "  " };
            let role = match () {
                () if lit && n == entry.at => Role::Head,
                () if choice.new.is_some() => Role::Label,
                () => Role::Text,
            };
            let label = if choice.label.is_empty() {
                &choice.id
            } else {
                &choice.label
            };
            let strip = Strip::new(Role::Dim, format!("{indent}{sign}")).and(role, label.clone());
            let strip = strip.at(Target::Offer(n));
            if choice.new.is_none() && !choice.label.is_empty() && width >= NARROW {
                strip.right(Role::Dim, format!(" {} ", choice.id))
            } else {
                strip
            }
        })
        .collect()
}

/// What the checks would say if it were saved, on at most `most` rows.
fn verdict(state: &State, form: &Form, (width, most): (usize, usize)) -> Vec<Strip> {
    let told = |role, text: &str| labelled(CHECKS, role, text, (1, width, most.min(3)));
    match &form.verdict {
        Verdict::Unknown => told(Role::Dim, &unchecked(state, form)),
        Verdict::Clean => told(Role::Text, "nothing new to find"),
        Verdict::Refused(why) => told(Role::Error, why),
        Verdict::Findings(findings) => found(findings, (width, most)),
    }
}

/// The findings for which there is room, and how many more there are.
fn found(findings: &[Diagnostic], (width, most): (usize, usize)) -> Vec<Strip> {
    let mut rows = Vec::new();
    for (n, finding) in findings.iter().enumerate() {
        let left = findings.len() - n;
        let label = if rows.is_empty() { CHECKS } else { "" };
        // A row is kept for how many more there are.
        let room = most.saturating_sub(rows.len() + usize::from(left > 1));
        if room == 0 {
            let told = match n {
                0 => counted(left, "finding"),
                _ => format!("{left} more"),
            };
            rows.extend(labelled(label, Role::Dim, &told, (1, width, most.min(1))));
            break;
        }
        let role = match finding.severity {
            Severity::Error => Role::Error,
            Severity::Warning => Role::Warning,
            Severity::Info => Role::Dim,
        };
        let text = format!("{} {}", finding.code.code(), finding.message);
        rows.extend(labelled(label, role, &text, (1, width, room.min(2))));
    }
    rows
}

/// Why nobody can check it yet.
fn unchecked(state: &State, form: &Form) -> String {
    let dossier = &state.dossier;
    match form.due(dossier) {
        Due::New(kind, name) => format!("`{name}` is no {} yet: it is made first", kind.table()),
        Due::Unknown(typed) => format!("nothing here is called `{typed}`"),
        Due::Nothing | Due::Choice(_) => {
            let left = form.once_left(dossier);
            match left.and_then(|left| left.lacks()) {
                Some((_, why)) => why,
                None => "...".into(),
            }
        }
    }
}

/// What a click at a cell of `area` is on: a byte of what is typed in a field, or a choice.
pub(in crate::ui) fn hit(state: &State, area: Rect, (x, y): (u16, u16)) -> Option<Target> {
    let rows = rows(state, area);
    match rows.get(usize::from(y.checked_sub(area.y)?))?.target? {
        Target::Item(n) => {
            let form = state.form()?;
            let entry = form.entries.get(n)?;
            let (from, left) = lies(state, form, n, area.width.into());
            let column = usize::from(x.saturating_sub(area.x)).saturating_sub(left);
            Some(Target::Typed(n, clicked(&entry.field, from, column)))
        }
        target => Some(target),
    }
}

/// From which byte what is typed in a field shows, and in which column it begins.
fn lies(state: &State, form: &Form, n: usize, width: usize) -> (usize, usize) {
    let entry = &form.entries[n];
    let chosen = columns(&chosen(state, form, entry));
    let room = width.saturating_sub(names(width) + 4 + chosen);
    let (from, mark) = begins(&entry.field, room, n != form.at);
    (from, names(width) + 3 + chosen + columns(mark))
}

/// Where the caret stands.
pub(in crate::ui) fn caret(state: &State, area: Rect) -> Option<Position> {
    let form = state.form()?;
    let entry = form.current()?;
    let (_, at) = laid(state, area);
    let (from, left) = lies(state, form, form.at, area.width.into());
    let x = left + columns(&entry.field.text[from..entry.field.at]);
    let x = area.x + u16::try_from(x).ok()?.min(area.width.saturating_sub(1));
    let y = area.y + u16::try_from(at).ok()?;
    (y < area.bottom()).then_some(Position { x, y })
}

/// What stands beside the title: where the words are, how several values are typed.
pub(in crate::ui) fn beside_title(form: &Form) -> String {
    let several = form
        .current()
        .is_some_and(|entry| matches!(entry.plan.field.takes, crate::model::Takes::Texts));
    match (form.about.is_empty(), several) {
        (_, true) => format!("several with `{}` between them", BETWEEN.trim()),
        (true, false) => String::new(),
        (false, false) => form.about.clone(),
    }
}
