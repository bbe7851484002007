//! The bottom row: where one is, what was just said, and three to five keys that lead on.
use crate::ui::{
    describe,
    draw::{
        ink::Ink,
        strip::{Strip, labelled_in},
        typed::{clicked, start},
    },
    hints::{Hint, fitted, hints, key, wide},
    over::next,
    view::{ask, hits, problems},
};
use crate::{
    app::{Field, List, Mode, Notice, Progress, Selection, State},
    command::Command,
    config::{Keymap, Role},
    model::{Article, RecordId, Standing},
    search::Place,
    text::{columns, counted, fit},
};
use ratatui::layout::Rect;

pub(in crate::ui) fn draw(ink: &mut Ink<'_>, area: Rect, state: &State, keymap: &Keymap) {
    if area.height == 0 {
        return;
    }
    let spilled = spilled(state, keymap, area);
    if !spilled.is_empty() {
        ink.clear(spilt(area, spilled.len()));
        ink.strips(spilt(area, spilled.len()), &spilled);
        return;
    }
    let mut x = area.x + u16::try_from(indent(area)).unwrap_or(0);
    for (role, text) in left(state, keymap, area.width) {
        x = ink.put(x, area.y, area.right(), &text, ink.style(role));
    }
    let hints = placed(area, state, keymap);
    let x = hints.first().map_or(area.right(), |(x, _)| *x);
    ink.rule(Rect {
        x,
        width: area.right() - x,
        ..area
    });
    for (x, Hint { key, what, .. }) in &hints {
        let (y, right) = (area.y, area.right());
        let x = ink.put(*x, y, right, &format!(" {key}"), ink.style(Role::Label));
        ink.put(x, y, right, &format!(" {what} "), ink.style(Role::Dim));
    }
}

/// Rows that a notice takes at most.
const SPILLED: u16 = 4;

/// The rows of a notice for which one is too short.
fn spilled(state: &State, keymap: &Keymap, area: Rect) -> Vec<Strip> {
    let Some(notice) = (state.notice.as_ref()).filter(|_| state.mode.field().is_none()) else {
        return Vec::new();
    };
    let (role, told) = told(state, keymap, area.width);
    let room = area.y.min(SPILLED).into();
    if columns(&told) + 2 + indent(area) <= area.width.into() || room < 2 {
        return Vec::new();
    }
    let role = if notice.bad { Role::Error } else { role };
    labelled_in(0, "", role, &told, (1, area.width.into(), room))
}

/// Where so many rows of a notice lie, the last of them at the foot.
fn spilt(area: Rect, rows: usize) -> Rect {
    let above = u16::try_from(rows).unwrap_or(1).saturating_sub(1);
    Rect {
        y: area.y.saturating_sub(above),
        height: above + area.height,
        ..area
    }
}

/// The command whose hint stands at column `x`.
pub(in crate::ui) fn hit(area: Rect, state: &State, keymap: &Keymap, x: u16) -> Option<Command> {
    let hints = placed(area, state, keymap);
    let (_, hint) = hints.into_iter().rfind(|(start, _)| *start <= x)?;
    hint.command
}

/// The byte of the line that is being typed that a click at column `x` is on.
pub(in crate::ui) fn typed_at(area: Rect, state: &State, x: u16) -> Option<usize> {
    let field = state.mode.field()?;
    let from = typed_from(state, field, area.width);
    let left = 1 + indent(area) + columns(&prompt(state));
    let column = usize::from(x.saturating_sub(area.x)).checked_sub(left)?;
    let end = columns(&field.text[from..]);
    (column <= end).then(|| clicked(field, from, column))
}

/// Columns of the line before the first word's blank.
pub(in crate::ui) fn indent(area: Rect) -> usize {
    usize::from(area.width > 30)
}

/// Everything on the left.
fn left(state: &State, keymap: &Keymap, width: u16) -> Vec<(Role, String)> {
    let (role, told) = told(state, keymap, width);
    let progress = state.progress.filter(|_| state.article().is_some());
    let progress = progress.map(|progress| (Role::Dim, format!("· {} ", under_way(progress))));
    let older = older(state, usize::from(width).saturating_sub(columns(&told) + 4));
    let older = older.map(|older| (Role::Error, format!("· {older} ")));
    let all = std::iter::once((role, format!(" {told} ")));
    let mut all: Vec<_> = all.chain(older).chain(progress).collect();
    let reads = matches!(state.mode, Mode::Read | Mode::Select(_)) && state.notice.is_none();
    let taken: usize = all.iter().map(|(_, text)| columns(text)).sum();
    let taken = taken + wide(&hints(state, keymap)) + HIDDEN;
    let hidden = hidden(state, usize::from(width).saturating_sub(taken)).filter(|_| reads);
    all.extend(hidden.map(|hidden| (Role::Warning, format!("· {hidden} "))));
    all
}

/// Columns around what is told of hidden characters, with the indent and the edge before the hints.
const HIDDEN: usize = 6;

/// The hints there is room for, each with the column where it begins.
fn placed(area: Rect, state: &State, keymap: &Keymap) -> Vec<(u16, Hint)> {
    let left: usize = (left(state, keymap, area.width).iter())
        .map(|(_, text)| columns(text))
        .sum();
    let left = left + indent(area);
    let room = usize::from(area.width).saturating_sub(left + 2);
    let hints = fitted(state, hints(state, keymap), room);
    let mut x = usize::from(area.right()) - wide(&hints).min(area.width.into());
    (hints.into_iter())
        .map(|hint| {
            let start = x;
            x += hint.columns();
            (u16::try_from(start).unwrap_or(u16::MAX), hint)
        })
        .collect()
}

/// The line on the left, and how it is meant.
fn told(state: &State, keymap: &Keymap, width: u16) -> (Role, String) {
    if let Some(notice) = &state.notice {
        let role = if notice.bad { Role::Error } else { Role::Text };
        let told = match state.mode.field() {
            // What is typed stays where the caret is.
            Some(field) => format!(
                "{}{}  {}",
                prompt(state),
                typed(state, field, width),
                noticed(state, keymap, notice)
            ),
            None => noticed(state, keymap, notice),
        };
        return (role, told);
    }
    if next::begun(state) {
        return (Role::Text, format!("{} ...", next::told(state)));
    }
    let told = match &state.mode {
        Mode::Search(field) => return (Role::Text, searching(state, field, width)),
        Mode::Records {
            field, at, found, ..
        }
        | Mode::Filter {
            field, at, found, ..
        } => {
            let typed = typed(state, field, width);
            match found.len() {
                0 => format!("> {typed}"),
                all => format!("> {typed}  {} of {all}", at + 1),
            }
        }
        Mode::List { of, at } => listed(state, of, *at, width),
        Mode::Palette { field, .. } => format!(": {}", typed(state, field, width)),
        Mode::Ask { question, at, .. } => ask::told(question, *at, width),
        Mode::Matrix { .. } => cells(state, width),
        Mode::Help { field, typing, .. } if *typing => format!("/{}", typed(state, field, width)),
        Mode::Help { top, field, .. } => help(*top, &field.text, state.sizes.beyond),
        Mode::Select(selection) => selected(selection, width < NARROW),
        Mode::Export { handout, .. } if width < LEAST => handout.at.name().into(),
        Mode::Export { handout, .. } => format!("export · {}", handout.at.name()),
        Mode::Form { form, .. } => form.current().map_or_else(String::new, |entry| {
            let told = format!("{}: {}", entry.plan.field.name, entry.plan.field.help);
            fit(&told, usize::from(width).saturating_sub(HINT + 2)).into_owned()
        }),
        Mode::Read => searched(state, width).unwrap_or_else(|| place(state, width)),
    };
    (Role::Text, told)
}

/// Where the reader is on the help page, and by what it is narrowed.
fn help(top: usize, words: &str, beyond: usize) -> String {
    let words = Some(words).filter(|words| !words.is_empty());
    let words = words.map(|words| format!("only {}", fit(words, 30)));
    let read = (top * 100).checked_div(beyond);
    let read = read.map(|read| format!("{read} %"));
    let told: Vec<String> = std::iter::once("help".to_owned())
        .chain(words)
        .chain(read)
        .collect();
    told.join(" · ")
}

/// A notice, and the keys of what leads on from it: by name where it has none.
fn noticed(state: &State, keymap: &Keymap, notice: &Notice) -> String {
    let table = state.mode.table();
    let lead =
        |(command, does): &(Command, &str)| format!("{} {does}", key(keymap, table, *command));
    let leads: Vec<String> = notice.leads.iter().map(lead).collect();
    if leads.is_empty() {
        return notice.text.clone();
    }
    format!("{}: {}", notice.text, leads.join(", "))
}

/// Where the reader is in a list.
fn listed(state: &State, of: &List, at: usize, width: u16) -> String {
    let place = nth(at, state.length(of));
    match of {
        List::Timeline => match state.kept.timeline.undated.len() {
            0 => place,
            _ if width < LEAST => place,
            undated if width < NARROW => format!("{place} · {undated} undated"),
            undated => format!("{place} · order in time not given for {undated}"),
        },
        List::Source(_) | List::Facts(_) => place,
        List::Problems(_) if state.findings.is_empty() => "no findings".into(),
        List::Problems(None) if width < NARROW => place,
        List::Problems(Some(code)) => format!("{place} · only {}", code.code()),
        List::Problems(None) => format!("{place} · {}", problems::count(&state.findings)),
        // The rest of it stands above.
        List::Changes if state.changes.drifts.is_empty() => {
            let told = state.no_changes();
            told.split(':').next().unwrap_or(told).into()
        }
        List::Changes => format!("{place} · {}", state.changes.count()),
        List::Hits => format!("{place} · {}", state.searched_for()),
    }
}

/// Columns below which there is no room for more than one count.
const NARROW: u16 = 64;
/// Columns below which the keys that lead on and out leave room for a word or two.
const LEAST: u16 = 50;

/// How the cells that show stand.
fn cells(state: &State, width: u16) -> String {
    let shown = (state.kept.rows.iter())
        .filter_map(|row| state.matrix.rows.get(*row))
        .flat_map(|row| state.kept.columns.iter().filter_map(|n| row.cells.get(*n)));
    let (mut stated, mut silent, mut unread, mut unproven, mut left_out) = (0, 0, 0, 0, 0);
    for cell in shown {
        match cell.standing() {
            _ if cell.is_left_out() => left_out += 1,
            Standing::Stated(_) => stated += 1,
            Standing::Silent(_) => silent += 1,
            Standing::Unread => unread += 1,
            Standing::Unproven(_) => unproven += 1,
        }
    }
    if width < NARROW {
        let all = stated + silent + unread + unproven + left_out;
        let what = if width < LEAST { "" } else { " stated" };
        return format!("{stated} of {all}{what}");
    }
    let told = [
        (Some(stated), "stated"),
        (Some(silent), "none stated"),
        (Some(unread), "not yet read"),
        ((unproven > 0).then_some(unproven), "not proven"),
        ((left_out > 0).then_some(left_out), "filtered out"),
    ];
    let told = (told.into_iter()).filter_map(|(count, what)| Some(format!("{} {what}", count?)));
    told.collect::<Vec<_>>().join(" · ")
}

fn nth(at: usize, all: usize) -> String {
    match all {
        0 => "nothing".into(),
        all => format!("{} of {all}", at + 1),
    }
}

/// How much is selected, and whether the article has the same words elsewhere.
fn selected(selection: &Selection, narrow: bool) -> String {
    let Some(words) = selection.words else {
        return if selection.span().is_empty() {
            "nothing selected".into()
        } else {
            "more than anybody quotes".into()
        };
    };
    let size = match counted(words, "word") {
        words if narrow => words,
        words => format!("{words}, {}", counted(selection.characters, "character")),
    };
    match selection.times {
        0 | 1 if narrow => format!("{size} · once"),
        times if narrow => format!("{size} · {times} times"),
        0 | 1 => format!("{size} · occurs once"),
        Selection::MOST => format!(
            "{size} · occurs {} times or more: context will be added",
            Selection::MOST
        ),
        times => format!("{size} · occurs {times} times: context will be added"),
    }
}

/// What stands before the line that is being typed; for a search, what is looked through and how.
pub(in crate::ui) fn prompt(state: &State) -> String {
    match &state.mode {
        Mode::Search(_) => state.search_prompt(),
        Mode::Palette { .. } => ": ".into(),
        Mode::Help { .. } => "/".into(),
        _ => "> ".into(),
    }
}

fn searching(state: &State, field: &Field, width: u16) -> String {
    let (prompt, typed) = (prompt(state), typed(state, field, width));
    match (field.text.is_empty(), &state.search.fault) {
        (true, _) => prompt,
        (false, Some(fault)) => format!("{prompt}{typed}  {fault}"),
        (false, None) => {
            format!(
                "{prompt}{typed}  {}",
                state.search.told(state.focus.article)
            )
        }
    }
}

/// Columns kept for what is told behind the line that is being typed.
const BEHIND: usize = 14;

/// The byte from which the line that is being typed shows, so that the caret does.
pub(in crate::ui) fn typed_from(state: &State, field: &Field, width: u16) -> usize {
    let taken = columns(&prompt(state)) + BEHIND;
    start(field, usize::from(width).saturating_sub(taken).max(6))
}

fn typed<'f>(state: &State, field: &'f Field, width: u16) -> &'f str {
    &field.text[typed_from(state, field, width)..]
}

/// `/Donbass  1 of 3`, as long as its places are marked, and as much of where one is as there is room for.
fn searched(state: &State, width: u16) -> Option<String> {
    let search = &state.search;
    if !search.is_told() {
        return None;
    }
    let room = usize::from(width);
    let asked = state.searched_for();
    let asked = fit(&asked, (room * 2 / 5).max(12));
    let told = format!("{asked}  {}", search.told(state.focus.article));
    let told = told.trim_end();
    let article = state.article()?;
    let places = [
        place(state, width),
        place(state, 99),
        where_in(state, article, None, 99),
        where_in(state, article, None, 49),
    ];
    let why = match search.here() {
        Some(Place::Record(id)) => hits::why(state, id, room / 6),
        _ => None,
    };
    let why = why.map(|(label, why)| format!("{told} · {label}: {why}"));
    let begins = why.iter().map(String::as_str).chain([told]);
    let all = begins.flat_map(|told| places.iter().map(move |place| format!("{told} · {place}")));
    let mut all = all.chain([told.to_owned()]);
    let hint = if width < 60 { 10 } else { HINT };
    all.find(|told| columns(told) + hint <= room)
        .or_else(|| Some(told.to_owned()))
}

/// Columns kept for a hint behind what is told.
const HINT: usize = 16;

/// `record 12 of 32 · putin-either-or · exact`, or how far one has read.
fn place(state: &State, width: u16) -> String {
    let dossier = &state.dossier;
    let Some(article) = state.article() else {
        return match (state.waiting, state.progress) {
            (true, Some(progress)) => under_way(progress),
            (true, None) => "reading ...".into(),
            (false, _) => "no article".into(),
        };
    };
    let order = &state.kept.order;
    let record = state.focus.record.and_then(|id| {
        let at = order.iter().position(|other| *other == id)?;
        Some((at + 1, id))
    });
    let at = where_in(state, article, record.map(|(_, id)| id), width);
    // What stands on the screen is not what stands in the files: of that the check says nothing.
    let outcome = |id| match describe::outcome(dossier, id) {
        _ if state.stale.is_some() => String::new(),
        outcome => format!("{outcome} · "),
    };
    match record {
        Some((n, id)) if width < 50 => {
            format!("{n} of {} · {}{at}", order.len(), outcome(id))
        }
        Some((n, id)) => {
            let (all, name) = (order.len(), &dossier.record(id).id);
            let record = if width < 100 { "" } else { "record " };
            format!("{record}{n} of {all} · {name} · {}{at}", outcome(id))
        }
        None => at,
    }
}

/// How far above the page its subhead is looked for, in paragraphs.
const NEAR: usize = 1000;

/// `¶8 of 19 · 42 %`: the paragraph of the record that is told before it, `page ¶8` where that is out of sight and the page begins
/// elsewhere, and how far one has read; less where there is little room, and the subhead above where there is much.
fn where_in(state: &State, article: &Article, record: Option<RecordId>, width: u16) -> String {
    if article.paragraphs.is_empty() {
        let nothing = if article.readable {
            "empty"
        } else {
            "unreadable"
        };
        return nothing.into();
    }
    let begins = (state.record_in_sight().filter(|id| record == Some(*id)))
        .and_then(|id| Some(state.dossier.nearest(id)?.start));
    let at = article.paragraph_at(begins.unwrap_or(state.focus.top.at));
    let of = if record.is_some() && begins.is_none() {
        "page "
    } else {
        ""
    };
    // Behind the last word only blanks and line breaks follow.
    let end = article.text.trim_end().len();
    let read = (state.page.span().end * 100 / end.max(1)).min(100);
    match width {
        0..50 => return format!("{read} %"),
        50..100 => return format!("{of}¶{at} · {read} %"),
        _ => {}
    }
    let above = article.paragraphs.get(..at).unwrap_or_default();
    let head = above
        .iter()
        .rev()
        .take(NEAR)
        .find(|paragraph| paragraph.head);
    let head = head
        .filter(|_| width >= 150)
        .map_or_else(String::new, |head| {
            let head = head.span.of(&article.text);
            format!(" · {}", fit(head, 24))
        });
    format!("{of}¶{at} of {}{head} · {read} %", article.paragraphs.len())
}

/// What is being done to the dossier that is being read.
fn under_way(progress: Progress) -> String {
    match progress {
        Progress::Records => "reading the records".into(),
        Progress::Read(done, all) => format!("reading {done} of {all} articles"),
        Progress::Anchoring => "looking for the quotations".into(),
        Progress::Checking => "checking".into(),
    }
}

/// Why what shows is older than the files, if it is, in words for which there is room.
fn older(state: &State, room: usize) -> Option<&str> {
    let told = state.stale.as_deref()?;
    let (_, name) = told.rsplit_once('/').unwrap_or(("", told));
    let mut all = [told, name].into_iter();
    let told = all.find(|told| columns(told) <= room);
    Some(told.unwrap_or("out of date"))
}

/// What cannot be seen in the article, if there is such, where all hints have room beside it.
fn hidden(state: &State, room: usize) -> Option<String> {
    let hidden = state
        .hidden
        .get(state.focus.article)
        .copied()
        .filter(|count| *count > 0)?;
    let told = [
        counted(hidden, "invisible or direction-changing character"),
        counted(hidden, "hidden character"),
        format!("{hidden} hidden"),
    ];
    told.into_iter().find(|told| columns(told) <= room)
}
