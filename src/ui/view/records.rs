//! The list of everything, or of the articles, narrowed by what is typed; the chosen one is shown beside it or below.
use crate::ui::{
    describe::{self, cell::standing},
    draw::{
        strip::{Strip, labelled, remark},
        window::strips,
    },
    pane::{record, text::NO_ARTICLE},
};
use crate::{
    app::{Catalogue, Entry, Item, Scope, State, Target},
    config::Role,
    model::{Dossier, RecordId, Standing},
    text::{Fuzzy, counted},
};
use ratatui::layout::Rect;

/// Columns from which the preview stands beside the list.
const BESIDE: u16 = 110;
/// Rows from which it stands below.
const BELOW: u16 = 16;
/// Columns from which a line says of which issue, and its id.
const ROOM: u16 = 60;

/// Where the list stands, and the preview of what is chosen in it.
pub(in crate::ui) fn areas(body: Rect) -> (Rect, Option<Rect>) {
    if body.width >= BESIDE && body.height > 3 {
        let width = body.width * 11 / 20;
        let list = Rect { width, ..body };
        let preview = Rect {
            x: body.x + width + 1,
            width: body.width - width - 1,
            ..body
        };
        return (list, Some(preview));
    }
    if body.height >= BELOW {
        let height = body.height / 2;
        let list = Rect { height, ..body };
        let preview = Rect {
            y: body.y + height + 1,
            height: body.height - height - 1,
            ..body
        };
        return (list, Some(preview));
    }
    (body, None)
}

/// What the view shows.
#[derive(Clone, Copy)]
pub(in crate::ui) struct List<'a> {
    pub(in crate::ui) of: Scope,
    pub(in crate::ui) typed: &'a str,
    pub(in crate::ui) at: usize,
    pub(in crate::ui) catalogue: &'a Catalogue,
    pub(in crate::ui) found: &'a [usize],
}

impl List<'_> {
    /// The rows of the list that show in `area`.
    pub(in crate::ui) fn rows(self, state: &State, area: Rect) -> Vec<Strip> {
        if self.found.is_empty() {
            let what = match (self.catalogue.entries.is_empty(), state.filter.is_empty()) {
                (false, _) => "nothing matches",
                (true, false) => "the filter leaves no record",
                (true, true) if self.of == Scope::Articles => NO_ARTICLE,
                (true, true) => "nothing here yet: write records in a TOML file beside an article",
            };
            return remark(what, area.width.into(), 4);
        }
        let fuzzy = std::cell::RefCell::new(Fuzzy::new(self.typed));
        let item = |n: usize| {
            let entry = &self.catalogue.entries[self.found[n]];
            let mut fuzzy = fuzzy.borrow_mut();
            let strip = match entry.item {
                Item::Record(id) => of_record(state, id, entry, &mut fuzzy, area.width),
                Item::Article(number) if self.of == Scope::Articles => {
                    of_article(state, number, entry, &mut fuzzy, area.width)
                }
                item => of_codebook(item, entry, &mut fuzzy, area.width),
            };
            strip.at(Target::Item(n))
        };
        let open = [item(self.at).focus(true)];
        strips(
            self.found.len(),
            self.at,
            &open,
            (area.height.into(), 0),
            item,
        )
    }

    /// What is known of the chosen one.
    pub(in crate::ui) fn preview(self, state: &State, area: Rect) -> Vec<Strip> {
        let entry = self
            .found
            .get(self.at)
            .and_then(|n| self.catalogue.entries.get(*n));
        let Some(entry) = entry else {
            return Vec::new();
        };
        let width = usize::from(area.width);
        let mut rows = vec![Strip::new(Role::Head, format!(" {}", entry.hay.names[0]))];
        match entry.item {
            Item::Record(id) => {
                let dossier = &state.dossier;
                let path = format!(" {}", dossier.record(id).path());
                rows = vec![
                    Strip::new(Role::Head, path)
                        .right(Role::Dim, format!("{} ", describe::place(dossier, id))),
                    Strip::new(Role::Dim, format!(" {}", describe::kind(dossier, id))),
                ];
                rows.extend(record::detail(dossier, id, width));
            }
            Item::Source(n) => rows.extend(source(state, n, width)),
            Item::Party(column) => rows.extend(party(state, column, width)),
            Item::Issue(row) => rows.extend(issue(state, row, width)),
            Item::Article(number) => rows.extend(article(state, number, width)),
            Item::Subhead(number, n) => rows.extend(subhead(state, (number, n), width)),
        }
        rows
    }
}

/// `talks ¶8  V   Vladimir Putin: Either we liberate ...          putin-either-or`
fn of_record(state: &State, id: RecordId, entry: &Entry, fuzzy: &mut Fuzzy, width: u16) -> Strip {
    let dossier = &state.dossier;
    let role = describe::role(dossier, id);
    let place = match dossier.article_of(id) {
        Some(article) if dossier.articles().len() > 1 => format!(
            " {:<8.8} {:<4} ",
            article.id,
            describe::paragraph(dossier, id)
        ),
        None if dossier.articles().len() > 1 => format!(" {:<14}", ""),
        _ => format!(" {:<4} ", describe::paragraph(dossier, id)),
    };
    let letter = format!("{:<4}", describe::letter(dossier, id));
    let [name, own] = [&entry.hay.names[0], &entry.hay.names[1]];
    let strip = Strip::new(Role::Dim, place)
        .and(role, letter)
        .marked(Role::Head, name, &fuzzy.letters(&entry.hay, name))
        .and(Role::Head, ": ");
    let words = entry.hay.words.first().map_or("", String::as_str);
    let strip = strip.marked(role, words, &fuzzy.letters(&entry.hay, words));
    let bad = dossier.anchor(id).is_some() && !describe::stands(dossier, id);
    let strip = if bad {
        strip.right(Role::Error, format!(" {}", describe::outcome(dossier, id)))
    } else {
        strip
    };
    if width < ROOM {
        return strip;
    }
    let letters = fuzzy.letters(&entry.hay, own);
    strip
        .right(Role::Dim, " ")
        .right_marked(Role::Dim, own, &letters)
}

fn of_codebook(item: Item, entry: &Entry, fuzzy: &mut Fuzzy, width: u16) -> Strip {
    let kind = match item {
        Item::Source(_) => "source",
        Item::Party(_) => "party",
        Item::Issue(_) => "issue",
        Item::Article(_) => "article",
        Item::Subhead(..) => "subhead",
        Item::Record(_) => "record",
    };
    let [name, own] = [&entry.hay.names[0], &entry.hay.names[1]];
    let words = entry.hay.words.first().map_or("", String::as_str);
    let strip = Strip::new(Role::Label, format!(" {kind:<9}"))
        .marked(Role::Head, name, &fuzzy.letters(&entry.hay, name))
        .and(Role::Dim, "  ")
        .marked(Role::Dim, words, &fuzzy.letters(&entry.hay, words));
    if width < ROOM {
        return strip;
    }
    let letters = fuzzy.letters(&entry.hay, own);
    strip
        .right(Role::Dim, " ")
        .right_marked(Role::Dim, own, &letters)
}

/// `▸ Moscow talks   The Post, 2025-11-30      40 records · 3 unread`
fn of_article(state: &State, number: usize, entry: &Entry, fuzzy: &mut Fuzzy, width: u16) -> Strip {
    let here = if number == state.focus.article {
        " ▸ "
    } else {
        "   "
    };
    let name = &entry.hay.names[0];
    let words = entry.hay.words.first().map_or("", String::as_str);
    let mut strip = Strip::new(Role::Label, here)
        .marked(Role::Head, name, &fuzzy.letters(&entry.hay, name))
        .and(Role::Dim, "  ")
        .marked(Role::Dim, words, &fuzzy.letters(&entry.hay, words));
    let reading = state.readings.get(number).copied().unwrap_or_default();
    let unread = reading.unread > 0 && width >= ROOM;
    let kept = match reading.records {
        0 if unread => "no records".to_owned(),
        0 => return strip.right(Role::Warning, " no records "),
        _ => describe::kept(state, number),
    };
    strip = strip.right(Role::Dim, format!(" {kept} "));
    if unread {
        strip = strip.right(Role::Warning, format!("{} unread ", reading.unread));
    }
    strip
}

fn add(rows: &mut Vec<Strip>, label: &str, role: Role, text: &str, width: usize) {
    if !text.is_empty() {
        rows.extend(labelled(label, role, text, (4, width, 3)));
    }
}

fn source(state: &State, n: usize, width: usize) -> Vec<Strip> {
    let dossier = &state.dossier;
    let source = &dossier.codebook().sources[n];
    let mut rows = Vec::new();
    add(
        &mut rows,
        "who",
        Role::Text,
        &record::who(dossier, source),
        width,
    );
    add(&mut rows, "also", Role::Text, &source.aka.join(", "), width);
    let own = dossier.text_order().iter().copied();
    for id in own
        .filter(|id| dossier.speaker(*id) == Some(&source.id))
        .take(LISTED)
    {
        rows.push(Strip::new(
            Role::Dim,
            format!("    {}", record::told(dossier, id)),
        ));
    }
    rows
}

/// Lines that a preview lists at most.
const LISTED: usize = 40;

fn party(state: &State, column: usize, width: usize) -> Vec<Strip> {
    let codebook = state.dossier.codebook();
    let party = &codebook.parties[column];
    let mut rows = Vec::new();
    add(&mut rows, "also", Role::Text, &party.aka.join(", "), width);
    let kind = party.kind.map_or("", |kind| kind.gloss());
    add(&mut rows, "kind", Role::Text, kind, width);
    for (n, (issue, row)) in codebook.issues.iter().zip(&state.matrix.rows).enumerate() {
        if matches!(row.cells[column].standing(), Standing::Stated(_)) {
            rows.push(stands(state, &issue.name, (n, column)));
        }
    }
    rows
}

fn issue(state: &State, row: usize, width: usize) -> Vec<Strip> {
    let codebook = state.dossier.codebook();
    let issue = &codebook.issues[row];
    let mut rows = Vec::new();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    add(&mut rows, "ask", Role::Text, &text(&issue.ask), width);
    add(&mut rows, "note", Role::Text, &text(&issue.note), width);
    for (column, party) in codebook.parties.iter().enumerate() {
        rows.push(stands(state, &party.name, (row, column)));
    }
    rows
}

/// What a cell rests on, behind the `name` of its row or column.
fn stands(state: &State, name: &str, at: (usize, usize)) -> Strip {
    let standing = standing(state, at);
    Strip::new(Role::Dim, format!("    {name}")).right(Role::Text, format!(" {standing} "))
}

/// Where a subhead stands, and what begins below it.
fn subhead(state: &State, (number, n): (usize, usize), width: usize) -> Vec<Strip> {
    let article = &state.dossier.articles()[number];
    let mut rows = Vec::new();
    let place = format!("{} ¶{}", article.label(), n + 1);
    add(&mut rows, "in", Role::Dim, &place, width);
    let below = article.paragraphs.get(n + 1);
    let below = below.map_or("", |below| below.span.of(&article.text));
    let begin: String = below.chars().take(width * 4).collect();
    add(&mut rows, "begins", Role::Dim, &begin, width);
    rows
}

fn article(state: &State, number: usize, width: usize) -> Vec<Strip> {
    let dossier: &Dossier = &state.dossier;
    let article = &dossier.articles()[number];
    let reading = state.readings.get(number).copied().unwrap_or_default();
    let mut rows = Vec::new();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    for (label, fact) in [
        ("by", &article.author),
        ("in", &article.publisher),
        ("date", &article.date),
        ("url", &article.url),
    ] {
        add(&mut rows, label, Role::Text, &text(fact), width);
    }
    add(&mut rows, "file", Role::Dim, &article.file, width);
    let cells = format!(
        "{}; cells: {} stated, {} none stated, {} not yet read",
        counted(reading.records, "record"),
        reading.stated,
        reading.silent,
        reading.unread
    );
    add(&mut rows, "read", Role::Text, &cells, width);
    let begin: String = article.text.chars().take(width * 4).collect();
    add(&mut rows, "begins", Role::Dim, &begin, width);
    rows
}
