//! One record, source, party, issue or article with everything that is known about it.
use super::{
    content::{Inline, Text},
    note::{Desk, plain},
    txt::terms,
};
use crate::{
    diag::{Diagnostic, Place},
    model::{
        Body, Claim, Dossier, Event, Layer, Note, Position, Quote, Record, RecordId, Ref, Shift,
    },
};

/// Everything about the record `id`, or the source, party, issue or article of that id; absent where nothing is called so.
#[must_use]
pub fn show(dossier: &Dossier, findings: &[Diagnostic], id: &str) -> Option<String> {
    let desk = Desk::new(dossier, findings);
    let lines = match dossier.find(id) {
        Some(found) => desk.whole(found),
        None => desk.entry_of(id)?,
    };
    Some(terms(&lines))
}

type Lines = Vec<(&'static str, Text)>;

impl Desk<'_> {
    fn whole(&self, id: RecordId) -> Lines {
        let record = self.dossier.record(id);
        let mut lines: Lines = vec![(capital_table(record), Text::of(plain(&record.id)))];
        let mut line = |name, value: Text| {
            if !value.is_empty() {
                lines.push((name, value));
            }
        };
        let list = |words: &[String]| {
            let shown: Vec<String> = words.iter().map(|word| plain(word)).collect();
            Text(if shown.is_empty() {
                Vec::new()
            } else {
                vec![Inline::Plain(shown.join("; "))]
            })
        };
        if self.dossier.speaker(id).is_some() {
            line("Source", Text::of(self.speaker(id, true)));
        }
        let party = self.dossier.party_of(id);
        line("Party", self.maybe(party.map(|party| party.name.as_str())));
        let form = self.dossier.layer(id).map(Layer::words);
        line("Form", self.maybe(form));
        if record.quote().is_some() {
            line("Printed as", Text::of(self.label(id)));
        }
        if !record.text.is_empty() {
            line("Words", self.words(id));
        }
        line("Says", self.maybe(record.says.as_deref()));
        for (name, value) in self.particulars(record) {
            line(name, value);
        }
        if self.dossier.layer(id).is_some() {
            line("Chain", Text::of(self.chain(id)));
        }
        line("Hedge", list(&record.hedge));
        let on = record.on.iter().map(|on| self.issue_name(on));
        line("Issues", list(&on.collect::<Vec<_>>()));
        if let Some(anchor) = self.dossier.anchor(id) {
            line("Found", Text::of(anchor.outcome.word()));
        }
        if let Some(cite) = self.cite(id) {
            line("In the article", Text(vec![Inline::Cite(cite)]));
        }
        line(
            "Evidence",
            list(
                &record
                    .evidence()
                    .iter()
                    .map(|one| one.id.clone())
                    .collect::<Vec<_>>(),
            ),
        );
        line("Tags", list(&record.tags));
        line("Note", self.maybe(record.note.as_deref()));
        line("Made by", self.maybe(record.by.as_deref()));
        line(
            "Status",
            self.maybe(record.status.map(crate::model::Status::gloss)),
        );
        for waiver in &record.waive {
            let waived = format!("{}: {}", plain(&waiver.code.id), plain(&waiver.reason));
            line("Waived", Text::of(waived));
        }
        line("Referred to by", list(&self.referring(&record.id)));
        let path = record.path();
        for finding in self
            .findings
            .iter()
            .filter(|f| f.record.as_deref() == Some(&path))
        {
            let code = finding.code.code();
            line(
                "Finding",
                Text::of(format!("{code} {}", plain(&finding.message))),
            );
        }
        line("Written in", Text::of(plain(&self.place(record.place))));
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

    fn maybe(&self, words: Option<&str>) -> Text {
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
            ("Act", self.maybe(quote.act.map(crate::model::Act::gloss))),
            (
                "Modality",
                self.maybe(quote.modality.map(crate::model::Modality::gloss)),
            ),
            (
                "Negated",
                self.maybe(quote.negated.map(|is| if is { "yes" } else { "no" })),
            ),
            ("To", self.maybe(quote.to.as_deref())),
            ("Venue", self.maybe(quote.venue.as_deref())),
            ("When", self.maybe(quote.when.as_deref())),
            (
                "Scope",
                self.maybe(quote.scope.map(crate::model::Scope::gloss)),
            ),
            (
                "Credibility",
                self.maybe(quote.cred.map(|cred| cred.to_string()).as_deref()),
            ),
            (
                "Translated",
                self.maybe(quote.translated.map(crate::model::Known::gloss)),
            ),
            (
                "Original",
                self.maybe(
                    quote
                        .original
                        .as_ref()
                        .and_then(|original| original.text.as_deref()),
                ),
            ),
        ]
    }

    fn of_claim(&self, claim: &Claim) -> Lines {
        vec![
            (
                "Kind",
                self.maybe(claim.kind.map(crate::model::ClaimKind::gloss)),
            ),
            (
                "Verdict",
                self.maybe(claim.verdict.map(crate::model::Verdict::gloss)),
            ),
            ("Check", self.maybe(claim.check.as_deref())),
            ("Checked", self.maybe(claim.checked.as_deref())),
            (
                "Scope",
                self.maybe(claim.scope.map(crate::model::Scope::gloss)),
            ),
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
            (
                "Stance",
                self.maybe(position.stance.map(crate::model::Stance::gloss)),
            ),
            (
                "Kind",
                self.maybe(position.kind.map(crate::model::PositionKind::gloss)),
            ),
            (
                "Standing",
                self.maybe(position.standing.map(crate::model::PositionStatus::gloss)),
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
            (
                "Kind",
                self.maybe(shift.kind.map(crate::model::ShiftKind::gloss)),
            ),
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
                self.maybe(note.confidence.map(crate::model::Certainty::word)),
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
    fn referring(&self, id: &str) -> Vec<String> {
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
            let via = record.via.iter().flatten();
            own.into_iter()
                .chain(record.evidence())
                .chain(&record.on)
                .chain(via)
                .any(|one| one.id == id)
        };
        let records = self.dossier.records().filter(|(_, record)| names(record));
        records.map(|(_, record)| record.path()).collect()
    }

    /// A source, party, issue or article.
    fn entry_of(&self, id: &str) -> Option<Lines> {
        let codebook = self.codebook();
        let mut lines: Lines;
        let place: Option<Place>;
        if let Some(source) = codebook.source(id) {
            lines = vec![
                ("Source", Text::of(plain(&source.id))),
                ("Name", self.authored(&source.name)),
            ];
            for (name, value) in [("Role", &source.role), ("Affiliation", &source.org)] {
                lines.extend(value.as_ref().map(|value| (name, self.authored(value))));
            }
            let party = source
                .party
                .as_ref()
                .map(|party| Text::of(self.name(&party.id)));
            lines.push(("Party", party.unwrap_or(Text::of("none: an observer"))));
            lines.push(("Kind", Text::of(source.kind.gloss())));
            if !source.aka.is_empty() {
                lines.push(("Also", Text::of(plain(&source.aka.join("; ")))));
            }
            if let Some(grade) = source.rel {
                let grade = format!("{} ({})", grade.word(), grade.gloss());
                lines.push(("Reliability", Text::of(grade)));
            }
            place = Some(source.place);
        } else if let Some(party) = codebook.party(id) {
            lines = vec![
                ("Party", Text::of(plain(&party.id))),
                ("Name", self.authored(&party.name)),
            ];
            place = Some(party.place);
        } else if let Some(issue) = codebook.issue(id) {
            lines = vec![
                ("Issue", Text::of(plain(&issue.id))),
                ("Name", self.authored(&issue.name)),
            ];
            lines.extend(
                issue
                    .ask
                    .as_ref()
                    .map(|ask| ("Proposition", self.authored(ask))),
            );
            place = Some(issue.place);
        } else {
            let article = self
                .dossier
                .articles()
                .iter()
                .find(|article| article.id == id)?;
            lines = vec![
                ("Article", Text::of(plain(&article.id))),
                ("File", Text::of(plain(&article.file))),
            ];
            lines.push(("Paragraphs", Text::of(article.paragraphs.len().to_string())));
            lines.push(("SHA-256", Text::of(article.sha256())));
            place = article.place;
        }
        let referring = self.referring(id);
        if !referring.is_empty() {
            let names: Vec<String> = referring.iter().map(|name| plain(name)).collect();
            lines.push(("Referred to by", Text::of(names.join("; "))));
        }
        lines.extend(place.map(|place| ("Written in", Text::of(plain(&self.place(place))))));
        Some(lines)
    }
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
