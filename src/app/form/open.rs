//! Opening a form: for new words, for what stands in focus, for what is there already.
use super::{Form, Kind};
use crate::{
    app::{Item, Line, List, Mode, Notice, Pane, Progress, State, evidence, shown},
    attribution::propose,
    diag::{Code, Diagnostic},
    model::{Dossier, RecordId},
    text::Span,
};
use std::{path::Path, sync::Arc};

impl Form {
    /// The form of a table that is there already.
    pub(super) fn of_table(dossier: &Dossier, kind: Kind, id: &str) -> Option<Self> {
        match kind {
            Kind::Source | Kind::Party | Kind::Issue => Self::of_codebook(dossier, kind, id),
            Kind::Article => {
                let article = dossier.articles().iter().find(|article| article.id == id)?;
                Some(Self::of_article(article))
            }
            Kind::Waiver => {
                let mut form = Self::new(Kind::Waiver);
                form.of = Some(id.to_owned());
                Some(form)
            }
            _ => Self::of_record(dossier, dossier.find(id)?),
        }
    }

    /// A quote of the words at `parts`, with all that the text proposes for it.
    pub(in crate::app) fn quote(
        dossier: &Dossier,
        number: usize,
        parts: &[Span],
    ) -> Result<Self, &'static str> {
        let mut form = Self::about_words(Kind::Quote, dossier, number, parts)?;
        form.propose_attribution(dossier, number, parts);
        Ok(form)
    }

    /// Proposes who says the words, by which words, through whom.
    fn propose_attribution(&mut self, dossier: &Dossier, number: usize, parts: &[Span]) {
        let Some(article) = dossier.articles().get(number) else {
            return;
        };
        let Some(proposal) = propose(article, dossier.codebook(), parts) else {
            return;
        };
        let text = article.text.as_str();
        let words = |span: &Span| {
            span.of(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.propose("cue", proposal.cue.iter().map(words).collect());
        self.propose("hedge", proposal.hedge.iter().map(words).collect());
        let via = proposal.via.iter().filter_map(|found| found.id.clone());
        self.propose("via", via.collect());
        if self.kind == Kind::Quote {
            self.propose("form", vec![proposal.form.word().to_owned()]);
        }
        let Some(found) = proposal.source else {
            return;
        };
        if let Some(id) = found.id {
            self.propose("source", vec![id]);
            return;
        }
        if found.guess && found.name == found.span {
            return; // A pronoun, and nobody named before it.
        }
        // Nobody the codebook knows: the name is typed ahead, to be made on the spot.
        let (name, role) = found.name_and_role(article);
        if let Some(entry) = self.entry_mut("source") {
            entry.field = crate::app::Field::new(name);
            entry.proposed = true;
        }
        self.ahead = role;
    }
}

impl State {
    /// Whether anything can be written here at all; says how it could be where not.
    pub(in crate::app) fn may_write(&mut self) -> bool {
        let path = self.path.as_path();
        let why = if path.as_os_str().is_empty() {
            "this is the example, compiled in: `onrecord init DIR --example` makes a copy to write in"
        } else if path == Path::new("-") {
            "standard input has no folder to write in: save the article and open it"
        } else if self.progress == Some(Progress::Records) {
            "the records are still being read"
        } else {
            return true;
        };
        self.notice = Some(Notice::bad(why));
        false
    }

    /// Opens the form for a new record: about the words selected, those at the focus, or the record in focus.
    pub(in crate::app) fn new_record(&mut self, kind: Kind) {
        if !self.may_write() {
            return;
        }
        let dossier = Arc::clone(&self.dossier);
        let before = (!matches!(self.mode, Mode::Select(_))).then(|| self.mode.clone());
        let made = match kind {
            Kind::Quote | Kind::Claim | Kind::Event => self.form_about_words(kind, &dossier),
            Kind::Shift if self.selection().is_some() => self.form_about_words(kind, &dossier),
            Kind::Article => dossier
                .articles()
                .get(self.focus.article)
                .map(Form::of_article)
                .ok_or("no article here"),
            _ => Ok(Form::new(kind)),
        };
        let mut form = match made {
            Ok(form) => form,
            Err(why) => {
                self.notice = Some(Notice::bad(why));
                return;
            }
        };
        // Where nobody selected words, whoever leaves the form is not selecting any.
        self.mode = before.unwrap_or_else(|| std::mem::take(&mut self.mode));
        form.issue = self.focus.issue;
        if matches!(kind, Kind::Position | Kind::Shift | Kind::Note) {
            self.propose_from_focus(&mut form, &dossier);
        }
        self.open_form(form);
    }

    fn form_about_words(&mut self, kind: Kind, dossier: &Dossier) -> Result<Form, &'static str> {
        if self.selection().is_none() {
            self.toggle_select();
        }
        let selection = self.selection().ok_or("no words to select here")?;
        let number = self.focus.article;
        let article = dossier.articles().get(number).ok_or("no article here")?;
        let parts = selection.parts(article);
        if kind == Kind::Quote {
            return Form::quote(dossier, number, &parts);
        }
        let mut form = Form::about_words(kind, dossier, number, &parts)?;
        if kind == Kind::Claim {
            form.propose_attribution(dossier, number, &parts);
        }
        form.record = self
            .focus
            .record
            .map(|record| dossier.record(record).id.clone());
        Ok(form)
    }

    fn propose_from_focus(&self, form: &mut Form, dossier: &Dossier) {
        if let Some(record) = self.record_meant() {
            form.about_record(dossier, record);
        }
        // The cell that is looked at knows better than the record.
        let cell = match self.mode {
            Mode::Matrix { row, column } => Some((row, Some(column))),
            Mode::Read if self.pane == Pane::Positions => match self.focus.line {
                Line::Party(column) => Some((self.focus.issue, Some(column))),
                _ => Some((self.focus.issue, None)),
            },
            _ => None,
        };
        let Some((row, column)) = cell else { return };
        let book = dossier.codebook();
        if let Some(issue) = book.issues.get(row) {
            form.propose("issue", vec![issue.id.clone()]);
        }
        let Some(party) = column.and_then(|column| book.parties.get(column)) else {
            return;
        };
        form.propose("party", vec![party.id.clone()]);
        let own: Vec<String> = (self.matrix.rows.get(row))
            .and_then(|row| row.cells.get(column?))
            .map(|cell| {
                cell.statements
                    .iter()
                    .map(|(_, id)| dossier.record(*id).id.clone())
                    .collect()
            })
            .unwrap_or_default();
        form.propose("evidence", own);
    }

    /// Opens the form of the record, source, party or issue that is looked at.
    pub(in crate::app) fn edit_record(&mut self) {
        if !self.may_write() {
            return;
        }
        let dossier = Arc::clone(&self.dossier);
        let Some((kind, id)) = self.meant() else {
            self.say("nothing here to change: go to a record first");
            return;
        };
        match Form::of_table(&dossier, kind, &id) {
            Some(mut form) => {
                // Whoever comes from the finding has looked, or looks now.
                let lacks = self.finding_meant();
                if kind == Kind::Article && lacks.is_some_and(|lacks| lacks.code == Code::W19) {
                    form.propose_unknown();
                }
                self.open_form(form);
            }
            None => self.say(format!("`{}.{id}` is not declared", kind.table())),
        }
    }

    /// Opens the form for the reason why the finding that is looked at may stand.
    pub(in crate::app) fn waive(&mut self) {
        if !self.may_write() {
            return;
        }
        let Some(finding) = self.finding_meant().cloned() else {
            self.say("a waiver is written from the problems");
            return;
        };
        let path = finding.record.as_deref();
        let path = path.filter(|path| {
            path.split_once('.')
                .is_some_and(|(table, _)| Kind::of(table).is_some_and(|kind| !kind.is_codebook()))
        });
        match path {
            _ if finding.severity == crate::diag::Severity::Error => {
                self.say("an error cannot be waived: mend it");
            }
            None => self.say("this finding belongs to no record that could say why it may stand"),
            Some(path) => {
                let mut form = Form::new(Kind::Waiver);
                form.of = Some(path.to_owned());
                form.record = Some(finding.code.code().to_owned());
                form.about = format!("{} {}", finding.code.code(), finding.message);
                self.open_form(form);
            }
        }
    }

    pub(in crate::app) fn open_form(&mut self, form: Form) {
        let under = match std::mem::take(&mut self.mode) {
            Mode::Palette { under, .. } | Mode::Help { under, .. } => *under,
            mode => mode,
        };
        let dossier = Arc::clone(&self.dossier);
        if let Some(span) = form.span {
            self.reveal(&dossier, span);
        }
        self.draft += 1;
        self.mode = Mode::Form {
            form: Box::new(form),
            under: Box::new(under),
        };
    }

    /// The table and id of what is looked at: in a list its line, in the panes what the focus is on.
    pub(in crate::app) fn meant(&self) -> Option<(Kind, String)> {
        let dossier = &self.dossier;
        let book = dossier.codebook();
        match &self.mode {
            Mode::List {
                of: List::Problems(_),
                ..
            } => {
                let path = self.finding_meant()?.record.clone()?;
                let (table, id) = path.split_once('.')?;
                return Some((Kind::of(table)?, id.to_owned()));
            }
            Mode::List {
                of: List::Facts(_), ..
            } => return Some((Kind::Article, self.article()?.id.clone())),
            Mode::List {
                of: List::Source(id),
                ..
            } => {
                let record = self.record_meant().map(|record| dossier.record(record));
                let record = record.map(|record| (Kind::of(record.table()), record.id.clone()));
                let source = || Some((Kind::Source, id.clone()));
                return record.map_or_else(source, |(kind, id)| Some((kind?, id)));
            }
            Mode::Read if self.pane == Pane::Positions && self.focus.line == Line::Name => {
                return Some((Kind::Issue, book.issues.get(self.focus.issue)?.id.clone()));
            }
            _ => {}
        }
        if let Some(record) = self.record_meant() {
            let record = dossier.record(record);
            return Some((Kind::of(record.table())?, record.id.clone()));
        }
        Some(match self.item_attended()? {
            Item::Record(_) | Item::Subhead(..) => return None,
            Item::Source(n) => (Kind::Source, book.sources.get(n)?.id.clone()),
            Item::Party(n) => (Kind::Party, book.parties.get(n)?.id.clone()),
            Item::Issue(n) => (Kind::Issue, book.issues.get(n)?.id.clone()),
            Item::Article(n) => (Kind::Article, dossier.articles().get(n)?.id.clone()),
        })
    }

    /// The finding that is chosen.
    pub(in crate::app) fn finding_meant(&self) -> Option<&Diagnostic> {
        let Mode::List {
            of: List::Problems(only),
            at,
        } = &self.mode
        else {
            return None;
        };
        self.findings.get(*shown(&self.findings, *only).get(*at)?)
    }

    /// The record that is looked at.
    pub(in crate::app) fn record_meant(&self) -> Option<RecordId> {
        match &self.mode {
            Mode::Matrix { row, column } => {
                let cell = self.matrix.rows.get(*row)?.cells.get(*column)?;
                let position = cell.positions.first().copied();
                position.or_else(|| evidence(&self.dossier, cell).first().copied())
            }
            Mode::Read if self.pane == Pane::Positions => self.record_of_line(),
            Mode::Select(_) => self.focus.record,
            _ => match self.item_attended()? {
                Item::Record(record) => Some(record),
                _ => None,
            },
        }
    }

    /// The analyst's own record in the line of the positions that is in focus, else the evidence in focus.
    fn record_of_line(&self) -> Option<RecordId> {
        let row = self.matrix.rows.get(self.focus.issue)?;
        let own = match self.focus.line {
            Line::Party(column) => row.cells.get(column)?.positions.first(),
            Line::Shift(n) => row.shifts.get(n),
            Line::Other(n) => row.others.get(n),
            Line::Article(n) => row.article.get(n),
            Line::Name => None,
        };
        own.copied().or(self.focus.record)
    }
}
