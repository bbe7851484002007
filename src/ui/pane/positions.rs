//! Every issue with every party's cell; the issue in focus stands open.
use crate::ui::{
    describe::{
        self,
        cell::{foremost, role, short, spoke, standing},
        party::{codes, name, names},
    },
    draw::{
        strip::{Strip, labelled, remark},
        window::{strips, window},
    },
};
use crate::{
    app::{Line, Pane, Progress, State, Target},
    config::Role,
    model::{Body, Cell, Dossier, RecordId, SourceKind, Voice},
    text::{columns, fit},
};

/// Columns that an issue's name has at least, where every party has a column beside it.
const ISSUE: usize = 27;
/// Columns from which a statement says in words whom it describes.
const ROOM: usize = 48;
/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    Issue(usize),
    Ask,
    Heading(&'static str),
    Line(Line),
}

struct List<'a> {
    state: &'a State,
    entries: Vec<Entry>,
    cursor: usize,
    open: Vec<Strip>,
    width: usize,
    names: Vec<String>,
    /// What to say where there is nothing.
    empty: Option<&'static str>,
}

/// The rows that show in a pane of `width` columns and `height` rows.
pub(in crate::ui) fn rows(state: &State, width: u16, height: u16) -> Vec<Strip> {
    let list = list(state, width.into());
    if let Some(what) = list.empty {
        return remark(what, width.into(), height.into());
    }
    let peek = state.peek[Pane::Positions as usize];
    strips(
        list.entries.len(),
        list.cursor,
        &list.open,
        (height.into(), peek),
        |n| list.entry(n),
    )
}

/// How far the reader may scroll away from the focus.
pub(in crate::ui) fn range(state: &State, width: u16, height: u16) -> (i32, i32) {
    let list = list(state, width.into());
    window(
        list.entries.len(),
        list.cursor,
        list.open.len(),
        height.into(),
        0,
    )
    .peek
}

fn list(state: &State, width: usize) -> List<'_> {
    let focus = state.focus;
    let mut entries = Vec::new();
    for &n in &state.kept.rows {
        entries.push(Entry::Issue(n));
        if n == focus.issue {
            entries.extend(opened(state));
        }
    }
    let own = match focus.line {
        Line::Name => Entry::Issue(focus.issue),
        line => Entry::Line(line),
    };
    let here = entries.iter().position(|entry| *entry == own);
    let cursor = here.unwrap_or(0);
    let mut list = List {
        state,
        entries,
        cursor,
        open: Vec::new(),
        width,
        empty: None,
        names: names(&state.dossier.codebook().parties, width),
    };
    if list.entries.is_empty() {
        let what = if state.progress == Some(Progress::Records) {
            "reading ..."
        } else if state.filter.is_empty() {
            "no issues yet: name one where a quotation is written, or declare it as [issue.ID]"
        } else {
            "the filter leaves nothing on any issue"
        };
        list.empty = Some(what);
    } else {
        list.open = vec![list.entry(cursor)];
        // Below a line stands what is told of that line and of no other.
        let detail = here.map(|_| list.detail());
        list.open.extend(detail.into_iter().flatten());
    }
    list
}

/// What stands below the name of the open issue.
fn opened(state: &State) -> Vec<Entry> {
    let mut out = Vec::new();
    let issue = &state.dossier.codebook().issues[state.focus.issue];
    if issue.ask.is_some() && state.focus.line != Line::Name {
        out.push(Entry::Ask);
    }
    let mut last = None;
    for line in state.lines() {
        let heading = match line {
            Line::Name => continue,
            Line::Party(_) => None,
            Line::Other(_) => Some("others say"),
            Line::Article(_) => Some("the article's own voice"),
            Line::Shift(_) => Some("shifts"),
        };
        if heading != last {
            out.extend(heading.map(Entry::Heading));
            last = heading;
        }
        out.push(Entry::Line(line));
    }
    out
}

impl List<'_> {
    fn dossier(&self) -> &Dossier {
        &self.state.dossier
    }

    fn voice(&self) -> &Voice {
        &self.state.matrix.rows[self.state.focus.issue]
    }

    fn entry(&self, n: usize) -> Strip {
        let focus = self.state.focus;
        match self.entries[n] {
            Entry::Issue(n) => {
                let here = n == focus.issue && focus.line == Line::Name;
                self.issue(n).focus(here).at(Target::Line(n, Line::Name))
            }
            Entry::Ask => {
                let issue = &self.dossier().codebook().issues[focus.issue];
                Strip::new(
                    Role::Dim,
                    format!("  ask: {}", issue.ask.as_deref().unwrap_or_default()),
                )
            }
            Entry::Heading(text) => Strip::new(Role::Dim, format!("  {text}")),
            Entry::Line(line) => {
                let here = line == focus.line;
                self.line(line, here)
                    .focus(here)
                    .at(Target::Line(focus.issue, line))
            }
        }
    }

    fn issue(&self, n: usize) -> Strip {
        let issue = &self.dossier().codebook().issues[n];
        let open = n == self.state.focus.issue;
        let sign = if open { "▾ " } else { "▸ " };
        let mut strip = Strip::new(Role::Dim, sign).and(Role::Head, issue.name.clone());
        let codes = codes(&self.dossier().codebook().parties);
        let all = &self.state.matrix.rows[n].cells;
        let kept = self.state.kept.columns.iter();
        let (cells, codes): (Vec<&Cell>, Vec<&String>) = kept
            .filter_map(|column| Some((all.get(*column)?, codes.get(*column)?)))
            .unzip();
        let wide: usize = codes.iter().map(|code| columns(code) + 1).sum();
        if wide + ISSUE > self.width {
            // No room for a column each: who has spoken, by name.
            let spoken = (cells.iter().zip(&codes)).filter(|(cell, _)| spoke(cell));
            let spoken: Vec<&str> = spoken.map(|(_, code)| code.as_str()).collect();
            let spoken = if spoken.is_empty() {
                "·".into()
            } else {
                spoken.join(" ")
            };
            return strip.right(Role::Text, spoken);
        }
        for (cell, code) in cells.iter().zip(&codes) {
            let (role, text) = if spoke(cell) {
                (Role::Text, format!(" {code}"))
            } else {
                (Role::Dim, format!(" {:<1$}", "·", columns(code)))
            };
            strip = strip.right(role, text);
        }
        strip
    }

    fn line(&self, line: Line, here: bool) -> Strip {
        let sign = if here { "▸ " } else { "  " };
        let (dossier, voice) = (self.dossier(), self.voice());
        match line {
            Line::Name => Strip::default(),
            Line::Party(n) => self.party(n, &voice.cells[n], sign),
            Line::Other(n) => self.said(voice.others[n], sign, true),
            Line::Article(n) => self.said(voice.article[n], sign, false),
            Line::Shift(n) => {
                let Body::Shift(shift) = &dossier.record(voice.shifts[n]).body else {
                    return Strip::default();
                };
                let who = dossier
                    .codebook()
                    .party(&shift.party.id)
                    .map_or_else(String::new, name);
                let what = shift
                    .moved()
                    .unwrap_or_else(|| describe::kind(dossier, voice.shifts[n]));
                Strip::new(Role::Dim, sign).and(Role::Text, format!("{who}: {what}"))
            }
        }
    }

    /// `▸ Russia      verbatim ×3                V ¶8`
    fn party(&self, n: usize, cell: &Cell, sign: &str) -> Strip {
        let dossier = self.dossier();
        let name = &self.names[n];
        let at = (self.state.focus.issue, n);
        let mut words = standing(self.state, at);
        let room = self.width.saturating_sub(columns(name) + 4 + 8);
        if columns(&words) > room {
            words = short(self.state, at);
        }
        let strip = Strip::new(Role::Dim, sign)
            .and(
                if spoke(cell) { Role::Text } else { Role::Dim },
                format!("{name}  "),
            )
            .and(role(dossier, cell), words);
        match foremost(cell) {
            Some(id) => self.place(strip, id),
            None => strip,
        }
    }

    fn place(&self, strip: Strip, id: RecordId) -> Strip {
        let dossier = self.dossier();
        let role = describe::role(dossier, id);
        let strip = strip.right(role, describe::letter(dossier, id));
        if dossier.record(id).article == Some(self.state.focus.article) {
            strip.right(
                Role::Dim,
                format!(" {:>3}", describe::paragraph(dossier, id)),
            )
        } else {
            let article = dossier
                .article_of(id)
                .map_or("", |article| article.id.as_str());
            strip.right(
                Role::Dim,
                format!(" {article} {}", describe::paragraph(dossier, id)),
            )
        }
    }

    fn said(&self, id: RecordId, sign: &str, named: bool) -> Strip {
        let dossier = self.dossier();
        let role = describe::role(dossier, id);
        let mut strip = Strip::new(Role::Dim, sign);
        if named {
            let who = dossier
                .speaker(id)
                .map_or("", |id| describe::speaker(dossier, id));
            let person = (dossier.source_of(id)).is_some_and(|s| s.kind == SourceKind::Person);
            let surname = who.rsplit(' ').next().filter(|_| person);
            let who = fit(surname.unwrap_or(who), 18);
            strip = strip.and(Role::Text, format!("{who}: "));
            // Where there is room for it and for words; the arrow in the letter says it anyway.
            if let Some(of) = describe::ascribes(dossier, id).filter(|_| self.width >= ROOM) {
                strip = strip.and(Role::Dim, format!("on {of}: "));
            }
        }
        let strip = strip.and(role, describe::first_words(dossier, id, self.width));
        self.place(strip, id)
    }

    /// What stands below the line in focus.
    fn detail(&self) -> Vec<Strip> {
        let (dossier, voice) = (self.dossier(), self.voice());
        let measure = |most| (4, self.width, most);
        match self.state.focus.line {
            Line::Name => {
                let issue = &dossier.codebook().issues[self.state.focus.issue];
                let ask = issue.ask.as_deref().unwrap_or_default();
                labelled("ask", Role::Dim, ask, (2, self.width, 4))
            }
            Line::Party(n) => self.cell(n, &voice.cells[n]),
            Line::Other(n) => labelled(
                "words",
                Role::Text,
                &describe::words(dossier, voice.others[n]),
                measure(4),
            ),
            Line::Article(n) => labelled(
                "words",
                Role::Text,
                &describe::words(dossier, voice.article[n]),
                measure(4),
            ),
            Line::Shift(n) => {
                let Body::Shift(shift) = &dossier.record(voice.shifts[n]).body else {
                    return Vec::new();
                };
                let kind = describe::kind(dossier, voice.shifts[n]);
                let says = dossier.record(voice.shifts[n]).says.as_deref();
                let fields = [
                    ("kind", Some(kind.as_str())),
                    ("from", shift.from.as_deref()),
                    ("to", shift.to.as_deref()),
                    ("when", shift.when.as_deref()),
                    ("analyst", says),
                ];
                (fields.into_iter())
                    .filter_map(|(label, text)| Some((label, text?)))
                    .flat_map(|(label, text)| labelled(label, Role::Text, text, measure(3)))
                    .collect()
            }
        }
    }

    /// The analyst's line for a cell, then what the cell rests on.
    fn cell(&self, n: usize, cell: &Cell) -> Vec<Strip> {
        const LISTED: usize = 6;
        let dossier = self.dossier();
        let mut rows = Vec::new();
        for &id in &cell.positions {
            let record = dossier.record(id);
            let Body::Position(position) = &record.body else {
                continue;
            };
            let mut told = record.says.clone().map(String::from).unwrap_or_default();
            let stance = position
                .stance
                .map(|stance| format!(" ({})", stance.gloss()));
            told += &stance.unwrap_or_default();
            rows.extend(labelled("analyst", Role::Text, &told, (4, self.width, 4)));
        }
        let all = self.state.evidence_of(self.state.focus.issue, n);
        for &id in all.iter().take(LISTED) {
            let role = describe::role(dossier, id);
            let by_others = cell.ascribed.contains(&id);
            let mut strip = Strip::new(Role::Dim, "    ");
            if by_others {
                let who = dossier
                    .speaker(id)
                    .map_or("", |id| describe::speaker(dossier, id));
                strip = strip.and(Role::Warning, format!("reading by {who}: "));
            }
            let strip = strip
                .and(role, describe::first_words(dossier, id, self.width))
                .at(Target::Record(id));
            rows.push(self.place(strip, id));
        }
        if all.len() > LISTED {
            rows.push(Strip::new(
                Role::Dim,
                format!("    and {} more", all.len() - LISTED),
            ));
        }
        rows
    }
}
