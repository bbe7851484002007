//! A record: what is said, where it stands, who says so.
use super::Lines;
use crate::{
    export::{
        content::{Inline, Text},
        note::{Desk, plain},
    },
    model::{
        Act, Body, Certainty, Claim, ClaimKind, Event, Known, Layer, Modality, Note, Position,
        PositionKind, PositionStatus, Quote, Record, RecordId, Ref, Scope, Shift, ShiftKind,
        Stance, Status, Verdict,
    },
};

impl Desk<'_> {
    pub(super) fn whole(&self, id: RecordId) -> Lines {
        let record = self.dossier.record(id);
        let mut lines = vec![(capital_table(record), Text::of(plain(&record.id)))];
        lines.extend(self.said_by(id));
        lines.extend(self.particulars(record));
        lines.extend(self.standing(id));
        lines.extend(self.made(record));
        lines.retain(|(_, value)| !value.is_empty());
        lines
    }

    /// Who says what, in which form.
    fn said_by(&self, id: RecordId) -> Lines {
        let (dossier, record) = (self.dossier, self.dossier.record(id));
        let given = |is: bool, text: &dyn Fn() -> Text| if is { text() } else { Text::default() };
        vec![
            (
                "Source",
                given(dossier.speaker(id).is_some(), &|| {
                    Text::of(self.speaker(id, true))
                }),
            ),
            (
                "Party",
                self.maybe(dossier.party_of(id).map(|party| party.name.as_str())),
            ),
            ("Form", self.maybe(dossier.layer(id).map(Layer::words))),
            (
                "Printed as",
                given(record.quote().is_some(), &|| Text::of(self.label(id))),
            ),
            ("Words", given(!record.text.is_empty(), &|| self.words(id))),
            ("Says", self.maybe(record.says.as_deref())),
        ]
    }

    /// Where it comes from, and what it is about.
    fn standing(&self, id: RecordId) -> Lines {
        let (dossier, record) = (self.dossier, self.dossier.record(id));
        let chain = dossier.layer(id).map(|_| Text::of(self.chain(id)));
        let on: Vec<String> = record.on.iter().map(|on| self.issue_name(on)).collect();
        let found = dossier.anchor(id).map(|anchor| anchor.outcome.word());
        let cite = self.cite(id).map(|cite| Text(vec![Inline::Cite(cite)]));
        let evidence: Vec<String> = (record.evidence().iter())
            .map(|one| one.id.clone())
            .collect();
        vec![
            ("Chain", chain.unwrap_or_default()),
            ("Hedge", list(&record.extra.hedge)),
            ("Issues", list(&on)),
            ("Found", self.maybe(found)),
            ("In the article", cite.unwrap_or_default()),
            ("Evidence", list(&evidence)),
        ]
    }

    /// What its authors say of it, who names it, and what is wrong with it.
    fn made(&self, record: &Record) -> Lines {
        let path = record.path();
        let mut lines = vec![
            ("Tags", list(&record.extra.tags)),
            ("Note", self.maybe(record.extra.note.as_deref())),
            ("Made by", self.maybe(record.extra.by.as_deref())),
            ("Status", self.maybe(record.status.map(Status::gloss))),
        ];
        lines.extend(record.extra.waive.iter().map(|waiver| {
            let waived = format!("{}: {}", plain(&waiver.code.id), plain(&waiver.reason));
            ("Waived", Text::of(waived))
        }));
        lines.push(("Referred to by", list(&self.referring(&record.id))));
        let findings = (self.findings.iter()).filter(|f| f.record.as_deref() == Some(&path));
        lines.extend(findings.map(|finding| {
            let told = format!("{} {}", finding.code.code(), plain(&finding.message));
            ("Finding", Text::of(told))
        }));
        lines.push(("Written in", Text::of(plain(&self.place(record.place)))));
        lines
    }

    /// What is particular to the record's table.
    fn particulars(&self, record: &Record) -> Lines {
        match &record.body {
            Body::Quote(quote) => self.of_quote(quote),
            Body::Claim(claim) => self.of_claim(claim),
            Body::Event(event) => self.of_event(event),
            Body::Position(position) => self.of_position(position),
            Body::Shift(shift) => self.of_shift(shift),
            Body::Note(note) => self.of_note(note),
        }
    }

    pub(super) fn maybe(&self, words: Option<&str>) -> Text {
        words.map_or(Text::default(), |words| self.authored(words))
    }

    fn id(&self, one: Option<&Ref>) -> Text {
        self.maybe(one.map(|one| one.id.as_str()))
    }

    fn of_quote(&self, quote: &Quote) -> Lines {
        vec![
            ("Cue", self.maybe(Some(&quote.cue.join("; ")))),
            (
                "Describes",
                quote
                    .ascribes
                    .as_ref()
                    .map_or(Text::default(), |of| Text::of(self.name(&of.id))),
            ),
            ("Comments on", self.id(quote.re.as_deref())),
            ("Act", self.maybe(quote.act.map(Act::gloss))),
            ("Modality", self.maybe(quote.modality.map(Modality::gloss))),
            (
                "Negated",
                self.maybe(quote.negated.map(|is| if is { "yes" } else { "no" })),
            ),
            ("To", self.maybe(quote.setting.to.as_deref())),
            ("Venue", self.maybe(quote.setting.venue.as_deref())),
            ("When", self.maybe(quote.setting.when.as_deref())),
            ("Scope", self.maybe(quote.scope.map(Scope::gloss))),
            (
                "Credibility",
                self.maybe(quote.cred.map(|cred| cred.to_string()).as_deref()),
            ),
            ("Translated", self.maybe(quote.translated.map(Known::gloss))),
            (
                "Original",
                self.maybe(
                    quote
                        .setting
                        .original
                        .as_ref()
                        .and_then(|original| original.text.as_deref()),
                ),
            ),
        ]
    }

    fn of_claim(&self, claim: &Claim) -> Lines {
        vec![
            ("Kind", self.maybe(claim.kind.map(ClaimKind::gloss))),
            ("Verdict", self.maybe(claim.verdict.map(Verdict::gloss))),
            ("Check", self.maybe(claim.check.as_deref())),
            ("Checked", self.maybe(claim.checked.as_deref())),
            ("Scope", self.maybe(claim.scope.map(Scope::gloss))),
        ]
    }

    fn of_event(&self, event: &Event) -> Lines {
        let who: Vec<String> = event.who.iter().map(|who| self.name(&who.id)).collect();
        vec![
            ("When", self.maybe(event.when.as_deref())),
            ("Where", self.maybe(event.place.as_deref())),
            ("Who", self.maybe(Some(&who.join("; ")))),
            ("Same as", self.id(event.same_as.as_ref())),
        ]
    }

    fn of_position(&self, position: &Position) -> Lines {
        vec![
            ("Of", Text::of(self.name(&position.party.id))),
            ("On", Text::of(self.issue_name(&position.issue))),
            ("Stance", self.maybe(position.stance.map(Stance::gloss))),
            ("Kind", self.maybe(position.kind.map(PositionKind::gloss))),
            (
                "Standing",
                self.maybe(position.standing.map(PositionStatus::gloss)),
            ),
            ("Replaces", self.id(position.replaces.as_ref())),
        ]
    }

    fn of_shift(&self, shift: &Shift) -> Lines {
        vec![
            ("Of", Text::of(self.name(&shift.party.id))),
            (
                "On",
                shift
                    .issue
                    .as_ref()
                    .map_or(Text::default(), |issue| Text::of(self.issue_name(issue))),
            ),
            ("Kind", self.maybe(shift.kind.map(ShiftKind::gloss))),
            ("From", self.maybe(shift.from.as_deref())),
            ("To", self.maybe(shift.to.as_deref())),
            ("When", self.maybe(shift.when.as_deref())),
        ]
    }

    fn of_note(&self, note: &Note) -> Lines {
        vec![
            ("Kind", self.maybe(Some(note.kind.gloss()))),
            ("Likelihood", self.maybe(note.likelihood.as_deref())),
            (
                "Confidence",
                self.maybe(note.confidence.map(Certainty::word)),
            ),
            ("Assumes", self.maybe(Some(&note.assumes.join("; ")))),
            ("Ask", self.maybe(note.ask.as_deref())),
            ("Answer", self.maybe(note.answer.as_deref())),
            ("If raised", self.maybe(note.if_raised.as_deref())),
        ]
    }

    fn issue_name(&self, issue: &Ref) -> String {
        let found = self.codebook().issue(&issue.id);
        plain(found.map_or(&issue.id, |issue| &issue.name))
    }

    /// The records that name `id`.
    pub(super) fn referring(&self, id: &str) -> Vec<String> {
        let names = |record: &Record| {
            let own: Vec<&Ref> = match &record.body {
                Body::Quote(quote) => [quote.re.as_deref(), quote.ascribes.as_deref()]
                    .into_iter()
                    .flatten()
                    .chain([&quote.source])
                    .collect(),
                Body::Claim(claim) => claim.source.iter().collect(),
                Body::Event(event) => event.same_as.iter().chain(&event.who).collect(),
                Body::Position(position) => position
                    .replaces
                    .iter()
                    .chain([&position.party, &position.issue])
                    .collect(),
                Body::Shift(shift) => shift.issue.iter().chain([&shift.party]).collect(),
                Body::Note(_) => Vec::new(),
            };
            let via = record.extra.via.iter().flatten();
            own.into_iter()
                .chain(record.evidence())
                .chain(&record.on)
                .chain(via)
                .any(|one| one.id == id)
        };
        let records = self.dossier.records().filter(|(_, record)| names(record));
        records.map(|(_, record)| record.path()).collect()
    }
}

/// Several words or names as one line.
pub(super) fn list(words: &[String]) -> Text {
    let shown: Vec<String> = words.iter().map(|word| plain(word)).collect();
    if shown.is_empty() {
        return Text::default();
    }
    Text::of(shown.join("; "))
}

fn capital_table(record: &Record) -> &'static str {
    match record.table() {
        "quote" => "Quote",
        "claim" => "Claim",
        "event" => "Event",
        "position" => "Position",
        "shift" => "Shift",
        _ => "Note",
    }
}
