//! What is known about a record, row by row: where it stands open in a pane, a list or a preview.
use super::{
    describe,
    strip::{Strip, labelled},
};
use crate::{
    anchor::{Outcome, compare},
    config::Role,
    model::{Body, Codebook, Dossier, Layer, Note, RecordId, Ref, Source, SourceKind},
};

/// Who speaks, in full: name, role as printed, party, where they work.
pub(super) fn who(dossier: &Dossier, source: &Source) -> String {
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
pub(super) fn detail(dossier: &Dossier, id: RecordId, width: usize) -> Vec<Strip> {
    let record = dossier.record(id);
    let role = describe::role(dossier, id);
    let mut rows = Vec::new();
    let source = dossier.source_of(id);
    let mut add = |label: &str, role: Role, text: &str, most: usize| {
        if !text.is_empty() {
            rows.extend(labelled(label, role, text, (4, width, most)));
        }
    };
    let words = describe::words(dossier, id);
    match dossier.layer(id) {
        Some(Layer::Verbatim) if describe::stands(dossier, id) => add(
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
    check(dossier, id, &mut add);
    elsewhere(dossier, id, &mut add);
    rows
}

/// What became of the search for its words; where they are altered, how.
fn check(dossier: &Dossier, id: RecordId, add: &mut impl FnMut(&str, Role, &str, usize)) {
    if dossier.anchor(id).is_none() {
        return;
    }
    let role = if describe::is_unproven(dossier, id) {
        Role::Error
    } else {
        Role::Text
    };
    add("check", role, &describe::outcome_told(dossier, id), 3);
    let outcome = dossier.anchor(id).map(|anchor| &anchor.outcome);
    let (Some(Outcome::Altered(near)), Some(article)) = (outcome, dossier.article_of(id)) else {
        return;
    };
    let written = dossier.record(id).text.join(" ... ");
    let compared = compare(&written, &article.text, near.span, article.language());
    add("written", Role::Text, &compared.written, WORDS);
    add("article", Role::Text, &compared.printed, WORDS);
    let critical: Vec<&str> = (compared.critical.iter())
        .map(|change| change.word())
        .collect();
    add("matters", Role::Warning, &critical.join(", "), 1);
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
            let plain = [
                ("from", &shift.from),
                ("to", &shift.to),
                ("when", &shift.when),
            ];
            add(
                "party",
                Role::Text,
                dossier.codebook().name(&shift.party.id),
                1,
            );
            for (label, text) in plain {
                add(label, Role::Text, text.as_deref().unwrap_or_default(), 3);
            }
            refs(dossier, "rests", &shift.evidence, add);
        }
        Body::Position(position) => {
            add(
                "party",
                Role::Text,
                dossier.codebook().name(&position.party.id),
                1,
            );
            let stance = position.stance.map_or("", |stance| stance.gloss());
            add("stance", Role::Text, stance, 1);
            let standing = position.standing.map_or("", |standing| standing.gloss());
            add("stands", Role::Text, standing, 1);
            add(
                "as of",
                Role::Text,
                position.as_of.as_deref().unwrap_or_default(),
                1,
            );
            refs(dossier, "rests", &position.evidence, add);
        }
        Body::Note(note) => of_note(dossier, note, add),
    }
}

fn of_note(dossier: &Dossier, note: &Note, add: &mut impl FnMut(&str, Role, &str, usize)) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    add("likely", Role::Text, &text(&note.likelihood), 1);
    let confidence = note.confidence.map_or("", |confidence| confidence.word());
    add("confid.", Role::Text, confidence, 1);
    refs(dossier, "because", &note.because, add);
    refs(dossier, "against", &note.against, add);
    add("assumes", Role::Text, &note.assumes.join("; "), 3);
    add("ask", Role::Text, &text(&note.ask), 3);
    add("answer", Role::Text, &text(&note.answer), 3);
    add("raised", Role::Text, &text(&note.if_raised), 3);
    refs(dossier, "about", &note.about, add);
}

/// Records that a line rests on, each on a row.
fn refs(
    dossier: &Dossier,
    label: &str,
    refs: &[Ref],
    add: &mut impl FnMut(&str, Role, &str, usize),
) {
    for (n, named) in refs.iter().take(LISTED).enumerate() {
        let label = if n == 0 { label } else { "" };
        match dossier.find(&named.id) {
            Some(id) => add(label, Role::Dim, &told(dossier, id), 1),
            None => add(label, Role::Error, &format!("no record `{}`", named.id), 1),
        }
    }
    if refs.len() > LISTED {
        add(
            "",
            Role::Dim,
            &format!("and {} more", refs.len() - LISTED),
            1,
        );
    }
}

/// Other records listed at most.
const LISTED: usize = 6;

/// What the same source is quoted with in other articles.
fn elsewhere(dossier: &Dossier, id: RecordId, add: &mut impl FnMut(&str, Role, &str, usize)) {
    let (article, speaker) = (dossier.record(id).article, dossier.speaker(id));
    if speaker == Some(Codebook::ARTICLE) || dossier.articles().len() < 2 {
        return;
    }
    let mut others = (dossier.text_order().iter()).filter(|other| {
        dossier.record(**other).article != article && dossier.speaker(**other) == speaker
    });
    for (n, &other) in others.by_ref().take(LISTED).enumerate() {
        let label = if n == 0 { "also" } else { "" };
        add(label, Role::Dim, &told(dossier, other), 1);
    }
    match others.count() {
        0 => {}
        more => add("", Role::Dim, &format!("and {more} more"), 1),
    }
}

/// `talks ¶8 V Either we liberate ...`
pub(super) fn told(dossier: &Dossier, id: RecordId) -> String {
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
