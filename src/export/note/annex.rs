//! The annexes: every quotation with its proof, claims and verdicts, the scale, what was let stand.
use super::{desk::Desk, prose::plain};
use crate::{
    export::content::{Block, Inline, Item, Table, Text},
    model::{Body, Claim, Record, RecordId, Scale, Verdict},
};

/// The PHIA probability yardstick: term and range in percent (UK Professional Head of Intelligence Assessment, 2019).
const PHIA: [(&str, &str); 7] = [
    ("remote chance", "0 to 5 %"),
    ("highly unlikely", "10 to 20 %"),
    ("unlikely", "25 to 35 %"),
    ("realistic possibility", "40 to under 50 %"),
    ("likely, probable", "55 to 75 %"),
    ("highly likely", "80 to 90 %"),
    ("almost certain", "95 to 100 %"),
];
/// The words of ICD 203 (2015), D.6.e.2.
const ICD203: [(&str, &str); 7] = [
    ("almost no chance, remote", "1 to 5 %"),
    ("very unlikely, highly improbable", "5 to 20 %"),
    ("unlikely, improbable", "20 to 45 %"),
    ("roughly even chance, roughly even odds", "45 to 55 %"),
    ("likely, probable", "55 to 80 %"),
    ("very likely, highly probable", "80 to 95 %"),
    ("almost certain, nearly certain", "95 to 99 %"),
];

impl Desk<'_> {
    /// Annex A: every quote.
    pub(super) fn evidence(&self) -> Vec<Block> {
        let quotes = (self.text_order()).filter(|id| self.dossier.record(*id).quote().is_some());
        quotes.map(|id| Block::Terms(self.proof(id))).collect()
    }

    /// One record with everything that proves it.
    fn proof(&self, id: RecordId) -> Vec<(&'static str, Text)> {
        let record = self.dossier.record(id);
        let described = record.quote().and_then(|quote| quote.ascribes.as_ref());
        let mut terms = vec![("Record", Text(vec![Inline::Code(plain(&record.id))]))];
        terms.push(("Source", Text::of(self.speaker(id, true))));
        if let Some(described) = described {
            let name = plain(self.codebook().name(&described.id));
            terms.push((
                "Reads",
                Text::of(format!("{name}, whose own statement this is not")),
            ));
        }
        let form = self
            .dossier
            .layer(id)
            .map_or("", crate::model::Layer::words);
        terms.push(("Form", Text::of(form)));
        terms.push(("Chain", Text::of(self.chain(id))));
        terms.push(("Hedge", self.list(&record.extra.hedge)));
        let mut place = Text::default();
        match self.cite(id) {
            Some(cite) => place.put(Inline::Cite(cite)).say(", "),
            None => &mut place,
        }
        .put(Inline::Code(self.place(record.place)));
        terms.push(("Place", place));
        terms.push(("Words", self.words(id)));
        let found = self
            .dossier
            .anchor(id)
            .map_or("no words", |anchor| anchor.outcome.word());
        terms.push(("Found", Text::of(found)));
        let faults = self.faults(record);
        if !faults.is_empty() {
            terms.push(("Faults", Text(faults)));
        }
        terms
    }

    fn list(&self, words: &[String]) -> Text {
        let mut text = Text::default();
        for one in words {
            if !text.is_empty() {
                text.say("; ");
            }
            text.add(self.authored(one));
        }
        if text.is_empty() {
            text.say("none");
        }
        text
    }

    /// Annex B: claims and verdicts.
    pub(super) fn verdicts(&self) -> Vec<Block> {
        let rows: Vec<Vec<Text>> = (self.records())
            .filter_map(|(id, record)| match &record.body {
                Body::Claim(claim) => Some(self.verdict(id, record, claim)),
                _ => None,
            })
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let head = ["Claim", "Kind", "Verdict"].map(Text::of).to_vec();
        vec![Block::Table(Table { head, rows })]
    }

    fn verdict(&self, id: RecordId, record: &Record, claim: &Claim) -> Vec<Text> {
        let mut says = self.authored(record.says.as_deref().unwrap_or_default());
        says.cite(self.cite(id));
        if let Some(check) = &claim.check {
            says.say(" To check: ").add(self.authored(check)).stop();
        }
        let kind = claim.kind.map_or("fact", crate::model::ClaimKind::gloss);
        let mut verdict = Text::of(claim.verdict.unwrap_or(Verdict::Unchecked).gloss());
        if let Some(checked) = &claim.checked {
            verdict.say(" (").add(self.authored(checked)).say(")");
        }
        vec![says, Text::of(kind), verdict]
    }

    /// Annex C: the scale that likelihood words come from.
    pub(super) fn scale(&self) -> Vec<Block> {
        if !self.uses_scale() {
            return Vec::new();
        }
        let scale = self.dossier.written().about.scale.unwrap_or(Scale::Phia);
        let (name, words) = match scale {
            Scale::Phia => ("PHIA probability yardstick.", PHIA),
            Scale::Icd203 => ("Intelligence Community Directive 203.", ICD203),
        };
        let rows = (words.iter()).map(|(term, range)| vec![Text::of(*term), Text::of(*range)]);
        let rows = rows.collect();
        let head = vec![Text::of("Term"), Text::of("Probability")];
        vec![
            Block::Paragraph(Text::of(name)),
            Block::Table(Table { head, rows }),
        ]
    }

    fn uses_scale(&self) -> bool {
        self.records().any(
            |(_, record)| matches!(&record.body, Body::Note(note) if note.likelihood.is_some()),
        )
    }

    /// Annex D: findings that the author lets stand.
    pub(super) fn waivers(&self) -> Vec<Block> {
        let articles = self.dossier.articles().iter().flat_map(|article| {
            let of = format!("article {}", plain(&article.id));
            article.waive.iter().map(move |waiver| (of.clone(), waiver))
        });
        let records = self.records().flat_map(|(_, record)| {
            let of = plain(&record.path());
            record
                .extra
                .waive
                .iter()
                .map(move |waiver| (of.clone(), waiver))
        });
        let line = |(of, waiver): (String, &crate::model::Waiver)| {
            let mut text = Text::default();
            text.put(Inline::Code(plain(&waiver.code.id)))
                .say(" in ")
                .put(Inline::Code(of))
                .say(": ");
            text.add(self.authored(&waiver.reason)).stop();
            Block::Item(Item { record: None, text })
        };
        articles.chain(records).map(line).collect()
    }
}
