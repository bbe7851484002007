//! What is printed: where one is, and what is new since the last line. Short lines, one fact a line.
use super::{
    COLUMNS, Prompt,
    help::{help, of_a_screen},
    linear,
};
use crate::{
    app::{Focus, List, Mode, Pane, Question, Scope, State},
    command::Command,
    model::{Filter, RecordId},
    text::{columns, rows},
};
use std::{fmt::Write, mem::discriminant};

/// Lines of a list that are printed at once.
pub(super) const MOST: usize = 20;

/// Where somebody was.
pub(super) struct Place {
    focus: Focus,
    pane: Pane,
    mode: Mode,
    filter: Filter,
}

impl Place {
    pub(super) fn of(state: &State) -> Self {
        Self {
            focus: state.focus,
            pane: state.pane,
            mode: state.mode.clone(),
            filter: state.filter.clone(),
        }
    }

    /// The record that was in focus.
    pub(super) const fn record(&self) -> Option<RecordId> {
        self.focus.record
    }

    /// What had the attention.
    pub(super) const fn mode(&self) -> &Mode {
        &self.mode
    }
}

impl Prompt<'_> {
    pub(super) fn greeting(&self) -> String {
        let dossier = &self.state.dossier;
        let title = linear::flow(&dossier.written().about.title);
        format!(
            "{title}\narticles: {}\nrecords: {}\nhelp lists the commands, quit leaves\n",
            dossier.articles().len(),
            dossier.records().len()
        )
    }

    /// What has the attention.
    pub(super) fn here(&self) -> String {
        let mut out = String::new();
        match &self.state.mode {
            Mode::Read => {
                self.article(&mut out);
                self.narrowed(&mut out);
                self.pane(&mut out);
            }
            _ => self.view(&mut out, true),
        }
        out
    }

    /// What is new since `before`.
    pub(super) fn since(&mut self, before: &Place) -> String {
        let mut out = String::new();
        let state = &self.state;
        if let Mode::Help { .. } = state.mode {
            let help = help(&self.config.keymap);
            self.happen(crate::app::Msg::Do(Command::Close));
            return help;
        }
        if let Some(why) = of_a_screen(&state.mode) {
            self.happen(crate::app::Msg::Do(Command::Close));
            return format!("{why}\n");
        }
        if state.pending.letter.is_some() {
            return "which letter?\n".to_owned();
        }
        if state.filter != before.filter {
            self.filter(&mut out);
        }
        // A search leads from the text to the text, or to a list of its places.
        let searched = matches!(before.mode, Mode::Search(_)) && state.mode == Mode::Read;
        let entered = !searched && !is_same_view(&state.mode, &before.mode);
        if state.mode != Mode::Read {
            if entered || state.mode != before.mode {
                self.view(&mut out, entered);
            }
            return out;
        }
        if state.focus.article != before.focus.article {
            self.article(&mut out);
        }
        let moved = state.focus.record != before.focus.record;
        if entered || state.pane != before.pane {
            self.pane(&mut out);
        } else if moved && state.focus.record.is_some() {
            self.record(&mut out);
        } else if state.focus.top != before.focus.top || state.focus.article != before.focus.article
        {
            self.paragraph(&mut out);
        } else if state.focus.issue != before.focus.issue {
            self.issue(&mut out, state.focus.issue);
        } else if state.focus.line != before.focus.line {
            self.line_of_issue(&mut out);
        }
        // Whoever asks for where they are is told.
        if out.is_empty() && state.notice.is_none() && state.pane == Pane::Text {
            self.paragraph(&mut out);
        }
        out
    }

    /// What is wanted, where not all is.
    fn narrowed(&self, out: &mut String) {
        if !self.state.filter.is_empty() {
            self.filter(out);
        }
    }

    fn article(&self, out: &mut String) {
        if let Some(article) = self.state.article() {
            let (at, all) = (
                self.state.focus.article + 1,
                self.state.dossier.articles().len(),
            );
            let _ = writeln!(
                out,
                "article {at} of {all}: {}",
                linear::flow(article.label())
            );
            let _ = writeln!(out, "paragraphs: {}", article.paragraphs.len());
        }
    }

    fn pane(&self, out: &mut String) {
        match self.state.pane {
            Pane::Text => {
                self.paragraph(out);
                self.record(out);
            }
            Pane::Sources => self.record(out),
            Pane::Positions => self.issue(out, self.state.focus.issue),
        }
    }

    /// The paragraph one is at, and the records in it.
    fn paragraph(&self, out: &mut String) {
        let (Some(article), dossier) = (self.state.article(), &self.state.dossier) else {
            return;
        };
        let number = article.paragraph_at(self.state.focus.top.at);
        let Some(paragraph) = article.paragraph(number) else {
            out.push_str("there is no text to read\n");
            return;
        };
        let head = if paragraph.head { ", a subhead" } else { "" };
        let _ = writeln!(
            out,
            "paragraph {number} of {}{head}",
            article.paragraphs.len()
        );
        broken(out, paragraph.span.of(&article.text));
        for &id in dossier.in_article(self.state.focus.article) {
            let inside = |span: crate::text::Span| {
                span.start >= paragraph.span.start && span.start < paragraph.span.end
            };
            if self.state.keeps(id) && dossier.span(id).is_some_and(inside) {
                let record = dossier.record(id);
                let layer = dossier.layer(id).map_or("", |layer| layer.words());
                let who = dossier
                    .speaker(id)
                    .map_or("analyst", |id| dossier.codebook().name(id));
                let _ = writeln!(
                    out,
                    "record here: {}, {}, {layer}",
                    record.id,
                    linear::flow(who)
                );
            }
        }
    }

    /// The record in focus.
    fn record(&self, out: &mut String) {
        let Some(id) = self.state.focus.record else {
            out.push_str(if self.state.filter.is_empty() {
                "no record in focus\n"
            } else {
                "no record in focus that the filter leaves\n"
            });
            return;
        };
        let dossier = &self.state.dossier;
        let order = &self.state.kept.order;
        let record = dossier.record(id);
        match order.iter().position(|other| *other == id) {
            Some(at) => {
                _ = writeln!(
                    out,
                    "record {} of {}: {}",
                    at + 1,
                    order.len(),
                    record.path()
                );
            }
            None => _ = writeln!(out, "record: {}", record.path()),
        }
        if let Some(speaker) = dossier.speaker(id) {
            let source = dossier.codebook().source(speaker);
            let name = linear::flow(dossier.codebook().name(speaker));
            let _ = writeln!(out, "who: {name}{}", linear::about(dossier, source));
        }
        if let Some(layer) = dossier.layer(id) {
            let hand = if dossier.second_hand(id) {
                ", second hand"
            } else {
                ""
            };
            let _ = writeln!(out, "form: {}{hand}", layer.words());
        }
        if let Some(number) = dossier.paragraph(id) {
            let _ = writeln!(out, "paragraph: {number}");
        }
        broken(out, &format!("says: {}", linear::said(dossier, id)));
        for (name, value) in linear::details(dossier, id) {
            broken(out, &format!("{name}: {value}"));
        }
        for on in &record.on {
            let issue = dossier
                .codebook()
                .issue(&on.id)
                .map_or(&on.id, |issue| &issue.name);
            let _ = writeln!(out, "issue: {}", linear::flow(issue));
        }
    }

    /// A view; whole where it has just been `entered`, else the line that is chosen.
    fn view(&self, out: &mut String, entered: bool) {
        if entered && is_narrowed(&self.state.mode) {
            self.narrowed(out);
        }
        match &self.state.mode {
            Mode::Matrix { row, column } => {
                if entered {
                    self.extent(out);
                }
                self.cell(out, *row, *column);
            }
            Mode::List { of, at } => self.list(out, of, *at, entered),
            Mode::Ask { question, at, .. } => question_told(out, question, *at),
            mode => self.narrowing(out, mode),
        }
    }
}

/// Whether both are the same view, wherever in it; another list is another view.
fn is_same_view(one: &Mode, other: &Mode) -> bool {
    match (one, other) {
        (Mode::List { of: one, .. }, Mode::List { of: other, .. }) => {
            discriminant(one) == discriminant(other)
        }
        _ => discriminant(one) == discriminant(other),
    }
}

/// Whether the filter narrows what is listed there.
const fn is_narrowed(mode: &Mode) -> bool {
    matches!(
        mode,
        Mode::Matrix { .. }
            | Mode::Records {
                of: Scope::Everything,
                ..
            }
            | Mode::List {
                of: List::Timeline | List::Source(_) | List::Hits,
                ..
            }
    )
}

/// What is asked, and the commands that answer it.
fn question_told(out: &mut String, question: &Question, at: usize) {
    match question {
        Question::Dispute(dispute) => {
            let (Some(conflict), Some(choice)) =
                (dispute.conflicts.get(at), dispute.choices.get(at))
            else {
                return;
            };
            let _ = writeln!(
                out,
                "changed on both sides: {} of {}",
                at + 1,
                dispute.conflicts.len()
            );
            let named = match conflict.record.as_str() {
                "" => &conflict.file,
                record => record,
            };
            broken(out, &format!("{named} {}", conflict.field));
            let versions = [&conflict.before, &conflict.theirs, &conflict.ours];
            for (label, value) in dispute.labels().into_iter().zip(versions) {
                broken(
                    out,
                    &format!("{label}: {}", value.as_deref().unwrap_or("not there")),
                );
            }
            let _ = writeln!(
                out,
                "chosen: {}; keep-theirs, take-ours, keep-both, follow writes",
                dispute.name_of(*choice)
            );
        }
        Question::Doom(doom) => {
            let _ = writeln!(out, "delete {}?", doom.name());
            for line in doom.block.iter().flat_map(|block| block.text.lines()) {
                broken(out, line);
            }
            for one in doom.block.iter().flat_map(|block| &block.uses) {
                broken(out, &format!("named by {}, {}", one.record, one.field));
            }
            out.push_str("delete does it, delete-named also where it is named, close keeps it\n");
        }
        Question::Mend(mend) => {
            let _ = writeln!(out, "the article has other words than {}", mend.id);
            broken(out, &format!("was: {}", mend.compared.written));
            broken(out, &format!("now: {}", mend.compared.printed));
            out.push_str("accept writes them, close leaves it\n");
        }
    }
}

/// `text` in rows, none broken within a word.
pub(super) fn broken(out: &mut String, text: &str) {
    let text = linear::flow(text);
    for row in rows(&text, COLUMNS.into(), 0) {
        out.push_str(row.of(&text).trim_end());
        out.push('\n');
    }
}

/// What is told, in lines of at most so many columns; none broken within a word that has room in one.
pub(super) fn narrowed(told: &str, most: usize) -> String {
    let mut out = String::new();
    for line in told.split_inclusive('\n') {
        if columns(line.trim_end()) <= most {
            out.push_str(line);
            continue;
        }
        for row in rows(line, most, 0) {
            out.push_str(row.of(line));
            out.push('\n');
        }
    }
    out
}
