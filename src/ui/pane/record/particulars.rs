//! What is particular to a record's table.
use super::{detail::Detail, told};
use crate::{
    config::Role,
    model::{Body, Claim, Event, Note, Position, Quote, Ref, Shift},
};

/// Other records listed at most.
pub(super) const LISTED: usize = 6;

impl Detail<'_> {
    pub(super) fn particulars(&mut self, body: &Body) {
        match body {
            Body::Quote(quote) => self.of_quote(quote),
            Body::Claim(claim) => self.of_claim(claim),
            Body::Event(event) => self.of_event(event),
            Body::Shift(shift) => self.of_shift(shift),
            Body::Position(position) => self.of_position(position),
            Body::Note(note) => self.of_note(note),
        }
    }

    fn of_quote(&mut self, quote: &Quote) {
        self.say("cue", &quote.cue.join(" ... "), 2);
        self.say("act", quote.act.map_or("", |act| act.gloss()), 1);
        self.say_given("as", quote.setting.role.as_deref(), 1);
        self.say_given("to", quote.setting.to.as_deref(), 1);
        self.say_given("at", quote.setting.venue.as_deref(), 1);
        self.say_given("when", quote.setting.when.as_deref(), 1);
        let scope = quote.scope.map_or("", |scope| scope.gloss());
        self.add("scope", Role::Warning, scope, 2);
        if let Some(re) = (quote.re.as_ref()).and_then(|re| self.dossier.find(&re.id)) {
            self.say("on", &told(self.dossier, re), 2);
        }
    }

    fn of_claim(&mut self, claim: &Claim) {
        let verdict = claim.verdict.map_or("", |verdict| verdict.gloss());
        self.say("verdict", verdict, 1);
        let scope = claim.scope.map_or("", |scope| scope.gloss());
        self.add("scope", Role::Warning, scope, 2);
    }

    fn of_event(&mut self, event: &Event) {
        let codebook = self.dossier.codebook();
        let who: Vec<&str> = (event.who.iter())
            .map(|who| codebook.name(&who.id))
            .collect();
        self.say("who", &who.join(", "), 2);
        self.say_given("when", event.when.as_deref(), 1);
        self.say_given("where", event.place.as_deref(), 1);
    }

    fn of_shift(&mut self, shift: &Shift) {
        self.say("party", self.dossier.codebook().name(&shift.party.id), 1);
        self.say_given("from", shift.from.as_deref(), 3);
        self.say_given("to", shift.to.as_deref(), 3);
        self.say_given("when", shift.when.as_deref(), 3);
        self.refs("rests", &shift.evidence);
    }

    fn of_position(&mut self, position: &Position) {
        self.say("party", self.dossier.codebook().name(&position.party.id), 1);
        let stance = position.stance.map_or("", |stance| stance.gloss());
        self.say("stance", stance, 1);
        let standing = position.standing.map_or("", |standing| standing.gloss());
        self.say("stands", standing, 1);
        self.say_given("as of", position.as_of.as_deref(), 1);
        self.refs("rests", &position.evidence);
    }

    fn of_note(&mut self, note: &Note) {
        self.say_given("likely", note.likelihood.as_deref(), 1);
        let confidence = note.confidence.map_or("", |confidence| confidence.word());
        self.say("confid.", confidence, 1);
        self.refs("because", &note.because);
        self.refs("against", &note.against);
        self.say("assumes", &note.assumes.join("; "), 3);
        self.say_given("ask", note.ask.as_deref(), 3);
        self.say_given("answer", note.answer.as_deref(), 3);
        self.say_given("raised", note.if_raised.as_deref(), 3);
        self.refs("about", &note.about);
    }

    /// Records that it rests on, each on a row.
    fn refs(&mut self, label: &str, refs: &[Ref]) {
        for (n, named) in refs.iter().take(LISTED).enumerate() {
            let label = if n == 0 { label } else { "" };
            match self.dossier.find(&named.id) {
                Some(id) => self.add(label, Role::Dim, &told(self.dossier, id), 1),
                None => self.add(label, Role::Error, &format!("no record `{}`", named.id), 1),
            }
        }
        self.more(refs.len().saturating_sub(LISTED));
    }
}
