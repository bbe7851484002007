//! Everybody quoted in the article, and what with; the record in focus stands open.
use super::{
    describe,
    ink::{Strip, Window, labelled, strips, window},
};
use crate::{
    app::{State, Target},
    config::Role,
    model::{Body, Codebook, Dossier, Layer, RecordId, Source, SourceKind},
    text::{columns, fit},
};

/// Columns of a source's role that its party may not take.
const HEAD: usize = 17;

/// One row of the closed list.
#[derive(Clone, Copy, Debug)]
enum Entry {
    Speaker(usize),
    Record(RecordId),
}

struct List<'a> {
    state: &'a State,
    entries: Vec<Entry>,
    cursor: usize,
    open: Vec<Strip>,
    width: usize,
}

/// The rows that show in a pane of `width` columns and `height` rows.
pub(super) fn rows(state: &State, width: u16, height: u16) -> Vec<Strip> {
    let list = list(state, width.into());
    strips(
        list.entries.len(),
        list.cursor,
        &list.open,
        (height.into(), peek(state)),
        |n| list.entry(n, false),
    )
}

/// How far the reader may scroll away from the focus.
pub(super) fn range(state: &State, width: u16, height: u16) -> (i32, i32) {
    let list = list(state, width.into());
    let (count, open) = (list.entries.len(), list.open.len());
    let Window { peek, .. } = window(count, list.cursor, open, height.into(), 0);
    peek
}

fn peek(state: &State) -> i32 {
    state.peek[crate::app::Pane::Sources as usize]
}

fn list(state: &State, width: usize) -> List<'_> {
    let mut entries = Vec::new();
    for (n, speaker) in state.outline.speakers.iter().enumerate() {
        entries.push(Entry::Speaker(n));
        entries.extend(speaker.records.iter().map(|id| Entry::Record(*id)));
    }
    let focus = state.focus.record;
    let cursor =
        (entries.iter()).position(|entry| matches!(entry, Entry::Record(id) if Some(*id) == focus));
    let mut list = List {
        state,
        entries,
        cursor: cursor.unwrap_or(0),
        open: Vec::new(),
        width,
    };
    list.open = match (cursor, focus) {
        (Some(cursor), Some(id)) => {
            let mut open = vec![list.entry(cursor, true)];
            open.extend(detail(&state.dossier, id, width));
            open
        }
        _ if list.entries.is_empty() => Vec::new(),
        _ => vec![list.entry(0, false)],
    };
    list
}

impl List<'_> {
    fn entry(&self, n: usize, focus: bool) -> Strip {
        match self.entries[n] {
            Entry::Speaker(n) => self.speaker(n),
            Entry::Record(id) => self.record(id, focus),
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
        let role = dossier.layer(id).map_or(Role::Dim, Role::from);
        let sign = if focus { "▸ " } else { "  " };
        let place = format!("{:<4}", describe::paragraph(dossier, id));
        let letter = format!("{:<3}", describe::letter(dossier, id));
        let strip = Strip::new(Role::Dim, format!("{sign}{place}"))
            .and(role, letter)
            .at(Target::Record(id));
        if focus {
            let kind = describe::kind(dossier, id);
            let outcome = describe::outcome(dossier, id);
            let bad = if describe::stands(dossier, id) {
                Role::Dim
            } else {
                Role::Error
            };
            return strip.and(role, kind).right(bad, outcome).focus(true);
        }
        let words = describe::first_words(dossier, id, self.width);
        let strip = match describe::ascribes(dossier, id) {
            Some(of) => strip.and(Role::Dim, format!("→ {of}  ")),
            None => strip,
        };
        let strip = strip.and(role, words);
        if describe::stands(dossier, id) || describe::outcome(dossier, id) == "being looked for" {
            strip
        } else {
            strip.right(Role::Error, describe::outcome(dossier, id))
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

/// Who speaks, in full: name, role as printed, party, where they work.
fn who(dossier: &Dossier, source: &Source) -> String {
    let side = source
        .party
        .as_ref()
        .and_then(|party| dossier.codebook().party(&party.id));
    // A Carnegie analyst need not be of Carnegie once more.
    let of_role = |org: &&str| source.role.as_ref().is_some_and(|role| role.contains(*org));
    let parts = [
        Some(source.name.as_str()),
        source.role.as_deref(),
        side.map(|side| side.name.as_str()),
        source.org.as_deref().filter(|org| !of_role(org)),
        (source.kind != SourceKind::Person).then(|| source.kind.gloss()),
        side.is_none().then_some("observer"),
    ];
    let told: Vec<&str> = parts.into_iter().flatten().collect();
    told.join(" · ")
}

/// Rows that a record's words take at most.
const WORDS: usize = 8;

/// What is known about a record, row by row.
fn detail(dossier: &Dossier, id: RecordId, width: usize) -> Vec<Strip> {
    let record = dossier.record(id);
    let role = dossier.layer(id).map_or(Role::Text, Role::from);
    let mut rows = Vec::new();
    let source = dossier.source_of(id);
    let mut add = |label: &str, role: Role, text: &str, most: usize| {
        if !text.is_empty() {
            rows.extend(labelled(label, role, text, (4, width, most)));
        }
    };
    let words = describe::words(dossier, id);
    match dossier.layer(id) {
        Some(Layer::Verbatim) => add(
            "words",
            role,
            &format!("“{}”", words.trim_matches(['"', '“', '”'])),
            WORDS,
        ),
        _ => add("words", role, &words, WORDS),
    }
    if let Some(of) = describe::ascribes(dossier, id) {
        add(
            "reading",
            Role::Warning,
            &format!("of {of}, not their statement"),
            3,
        );
    }
    if let Some(source) = source {
        add("who", Role::Text, &who(dossier, source), 3);
    }
    if dossier.speaker(id) != Some(Codebook::ARTICLE) {
        add("chain", Role::Text, &describe::chain(dossier, id), 3);
    }
    particulars(dossier, id, &mut add);
    add("hedge", Role::Text, &record.hedge.join(", "), 2);
    let issues: Vec<&str> = (record.on.iter())
        .map(|on| {
            dossier
                .codebook()
                .issue(&on.id)
                .map_or(on.id.as_str(), |issue| &issue.name)
        })
        .collect();
    add("issues", Role::Text, &issues.join(", "), 3);
    add(
        "analyst",
        Role::Text,
        record.says.as_deref().unwrap_or_default(),
        3,
    );
    add(
        "note",
        Role::Text,
        record.note.as_deref().unwrap_or_default(),
        3,
    );
    let bad = if describe::stands(dossier, id) {
        Role::Text
    } else {
        Role::Error
    };
    add("check", bad, &describe::outcome_told(dossier, id), 3);
    elsewhere(dossier, id, &mut add);
    rows
}

fn particulars(dossier: &Dossier, id: RecordId, add: &mut impl FnMut(&str, Role, &str, usize)) {
    match &dossier.record(id).body {
        Body::Quote(quote) => {
            add("cue", Role::Text, &quote.cue.join(" ... "), 2);
            if let Some(act) = quote.act {
                add("act", Role::Text, act.gloss(), 1);
            }
            let words = [
                ("as", &quote.role),
                ("to", &quote.to),
                ("at", &quote.venue),
                ("when", &quote.when),
            ];
            for (label, text) in words {
                add(label, Role::Text, text.as_deref().unwrap_or_default(), 1);
            }
            if let Some(scope) = quote.scope {
                add("scope", Role::Warning, scope.gloss(), 2);
            }
            if let Some(re) = quote.re.as_ref().and_then(|re| dossier.find(&re.id)) {
                add("on", Role::Text, &told(dossier, re), 2);
            }
        }
        Body::Claim(claim) => {
            if let Some(verdict) = claim.verdict {
                add("verdict", Role::Text, verdict.gloss(), 1);
            }
            if let Some(scope) = claim.scope {
                add("scope", Role::Warning, scope.gloss(), 2);
            }
        }
        Body::Event(event) => {
            let who: Vec<&str> = event
                .who
                .iter()
                .map(|who| dossier.codebook().name(&who.id))
                .collect();
            add("who", Role::Text, &who.join(", "), 2);
            add(
                "when",
                Role::Text,
                event.when.as_deref().unwrap_or_default(),
                1,
            );
            add(
                "where",
                Role::Text,
                event.place.as_deref().unwrap_or_default(),
                1,
            );
        }
        Body::Shift(shift) => {
            add(
                "from",
                Role::Text,
                shift.from.as_deref().unwrap_or_default(),
                2,
            );
            add("to", Role::Text, shift.to.as_deref().unwrap_or_default(), 2);
        }
        Body::Position(_) | Body::Note(_) => {}
    }
}

/// Other articles' records listed at most.
const ELSEWHERE: usize = 4;

/// What the same source is quoted with in other articles.
fn elsewhere(dossier: &Dossier, id: RecordId, add: &mut impl FnMut(&str, Role, &str, usize)) {
    let (article, speaker) = (dossier.record(id).article, dossier.speaker(id));
    if speaker == Some(Codebook::ARTICLE) || dossier.articles().len() < 2 {
        return;
    }
    let others = (dossier.text_order().iter()).filter(|other| {
        dossier.record(**other).article != article && dossier.speaker(**other) == speaker
    });
    for (n, &other) in others.take(ELSEWHERE).enumerate() {
        add(
            if n == 0 { "also" } else { "" },
            Role::Dim,
            &told(dossier, other),
            1,
        );
    }
}

/// `talks ¶8 V Either we liberate ...`
fn told(dossier: &Dossier, id: RecordId) -> String {
    let article = dossier
        .article_of(id)
        .map_or("", |article| article.id.as_str());
    format!(
        "{article} {} {} {}",
        describe::paragraph(dossier, id),
        describe::letter(dossier, id),
        describe::first_words(dossier, id, 80)
    )
}
