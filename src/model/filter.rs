//! Which records somebody wants to see: the same question for the reader, the lists and the exports.
use super::{
    codebook::{Codebook, Party},
    date::Date,
    dossier::{Dossier, RecordId},
    record::{Body, Ref},
    term::Layer,
};
use crate::diag::{Code, Diagnostic};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Which records are wanted. A list that is empty wants all; of a list with several entries any will do; what several
/// lists ask for, a record must have all of. Ids as written in the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who says it.
    pub sources: Vec<String>,
    /// The party of who says it, or that it is about.
    pub parties: Vec<String>,
    /// The issue it is on.
    pub issues: Vec<String>,
    /// How its words stand to the article.
    pub layers: Vec<Layer>,
    /// Whether somebody stands between the speaker and the article.
    pub hands: Vec<bool>,
    /// What the checks say of it.
    pub checks: Vec<Check>,
    /// Dated then or later: by its own date, else by its article's. What has no date is not wanted.
    pub since: Option<Date>,
}

/// What the checks say of a record. Waived findings are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// Nothing.
    Clean,
    /// Something.
    Finding,
    /// This.
    Of(Code),
}

/// What a filter can ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Who says it.
    Source,
    /// Whose side it is.
    Party,
    /// What it is on.
    Issue,
    /// How the words stand to the article.
    Form,
    /// Whether it is second hand.
    Hand,
    /// What the checks say.
    Check,
}

impl Facet {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Source,
        Self::Party,
        Self::Issue,
        Self::Form,
        Self::Hand,
        Self::Check,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Party => "party",
            Self::Issue => "issue",
            Self::Form => "form",
            Self::Hand => "hand",
            Self::Check => "check",
        }
    }
}

/// One thing that a record has and that a filter can ask for; ids as `&str` or `String`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait<S> {
    /// This source says it.
    Source(S),
    /// It is of this party, or about it.
    Party(S),
    /// It is on this issue.
    Issue(S),
    /// Its words stand so to the article.
    Form(Layer),
    /// Second hand, or not.
    Hand(bool),
    /// The checks say so.
    Check(Check),
}

impl<S: AsRef<str>> Trait<S> {
    /// The same with another kind of string.
    fn map<'a, T>(&'a self, id: impl FnOnce(&'a str) -> T) -> Trait<T> {
        match self {
            Self::Source(source) => Trait::Source(id(source.as_ref())),
            Self::Party(party) => Trait::Party(id(party.as_ref())),
            Self::Issue(issue) => Trait::Issue(id(issue.as_ref())),
            Self::Form(layer) => Trait::Form(*layer),
            Self::Hand(second) => Trait::Hand(*second),
            Self::Check(check) => Trait::Check(*check),
        }
    }

    /// The same with its id borrowed.
    #[must_use]
    pub fn as_ref(&self) -> Trait<&str> {
        self.map(|id| id)
    }

    /// The same with an id of its own.
    #[must_use]
    pub fn to_owned(&self) -> Trait<String> {
        self.map(str::to_owned)
    }

    /// What it is about.
    #[must_use]
    pub const fn facet(&self) -> Facet {
        match self {
            Self::Source(_) => Facet::Source,
            Self::Party(_) => Facet::Party,
            Self::Issue(_) => Facet::Issue,
            Self::Form(_) => Facet::Form,
            Self::Hand(_) => Facet::Hand,
            Self::Check(_) => Facet::Check,
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self, codebook: &Codebook) -> String {
        match self.as_ref() {
            Trait::Source(Codebook::ARTICLE) => "the article's own voice".into(),
            Trait::Source(Codebook::UNNAMED) => "unnamed source".into(),
            Trait::Source(id) => codebook.source(id).map_or(id, |source| &source.name).into(),
            Trait::Party(id) => codebook.party(id).map_or(id, Party::label).into(),
            Trait::Issue(id) => codebook.issue(id).map_or(id, |issue| &issue.name).into(),
            Trait::Form(layer) => layer.words().into(),
            Trait::Hand(true) => "second hand".into(),
            Trait::Hand(false) => "nobody in between".into(),
            Trait::Check(Check::Clean) => "no findings".into(),
            Trait::Check(Check::Finding) => "any finding".into(),
            Trait::Check(Check::Of(code)) => format!("{} {}", code.code(), code.name()),
        }
    }
}

impl Filter {
    /// Whether it wants everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it asks for `what`.
    #[must_use]
    pub fn asks(&self, what: Trait<&str>) -> bool {
        let has = |ids: &[String], id: &str| ids.iter().any(|own| own == id);
        match what {
            Trait::Source(id) => has(&self.sources, id),
            Trait::Party(id) => has(&self.parties, id),
            Trait::Issue(id) => has(&self.issues, id),
            Trait::Form(layer) => self.layers.contains(&layer),
            Trait::Hand(second) => self.hands.contains(&second),
            Trait::Check(check) => self.checks.contains(&check),
        }
    }

    /// Asks for `what`, or no longer.
    pub fn toggle(&mut self, what: Trait<&str>) {
        fn toggle<T: PartialEq>(list: &mut Vec<T>, value: T) {
            match list.iter().position(|own| *own == value) {
                Some(at) => drop(list.remove(at)),
                None => list.push(value),
            }
        }
        match what {
            Trait::Source(id) => toggle(&mut self.sources, id.to_owned()),
            Trait::Party(id) => toggle(&mut self.parties, id.to_owned()),
            Trait::Issue(id) => toggle(&mut self.issues, id.to_owned()),
            Trait::Form(layer) => toggle(&mut self.layers, layer),
            Trait::Hand(second) => toggle(&mut self.hands, second),
            Trait::Check(check) => toggle(&mut self.checks, check),
        }
    }

    /// Everything it asks for but the date, facet by facet.
    #[must_use]
    pub fn asked(&self) -> Vec<Trait<&str>> {
        let mut out = Vec::new();
        out.extend(self.sources.iter().map(|id| Trait::Source(id.as_str())));
        out.extend(self.parties.iter().map(|id| Trait::Party(id.as_str())));
        out.extend(self.issues.iter().map(|id| Trait::Issue(id.as_str())));
        out.extend(self.layers.iter().map(|layer| Trait::Form(*layer)));
        out.extend(self.hands.iter().map(|second| Trait::Hand(*second)));
        out.extend(self.checks.iter().map(|check| Trait::Check(*check)));
        out
    }

    const fn wants_all(&self, facet: Facet) -> bool {
        match facet {
            Facet::Source => self.sources.is_empty(),
            Facet::Party => self.parties.is_empty(),
            Facet::Issue => self.issues.is_empty(),
            Facet::Form => self.layers.is_empty(),
            Facet::Hand => self.hands.is_empty(),
            Facet::Check => self.checks.is_empty(),
        }
    }

    /// The facets on which a record with these traits is not what is asked for.
    fn fails<'a>(&'a self, traits: &'a [Trait<&str>]) -> impl Iterator<Item = Facet> + 'a {
        Facet::ALL.into_iter().filter(|&facet| {
            let mut own = traits.iter().filter(|own| own.facet() == facet);
            !self.wants_all(facet) && !own.any(|own| self.asks(*own))
        })
    }

    /// The records of `dossier` that are wanted, with `findings` for what the checks say.
    #[must_use]
    pub fn sieve(&self, dossier: &Dossier, findings: &[Diagnostic]) -> Sieve {
        if self.is_empty() {
            return Sieve::default();
        }
        let found = Found::new(dossier, findings);
        let mut traits = Vec::new();
        let passes = (dossier.records())
            .map(|(id, _)| {
                traits.clear();
                describe(dossier, id, &found, &mut traits);
                self.fails(&traits).next().is_none() && self.recent(dossier, id)
            })
            .collect();
        Sieve {
            passes: Some(passes),
        }
    }

    fn recent(&self, dossier: &Dossier, id: RecordId) -> bool {
        let Some(since) = self.since else {
            return true;
        };
        let own = |id: RecordId| {
            let last = |written: &str| Date::read(written)?.0.pop();
            (dossier.when(id).and_then(last))
                .or_else(|| dossier.article_of(id)?.date.as_deref().and_then(last))
        };
        let rests_on = || evidence(dossier, id).filter_map(own).max();
        (own(id).or_else(rests_on)).is_some_and(|date| date.reaches(since))
    }

    /// Whether the issue `id` is wanted.
    #[must_use]
    pub fn wants_issue(&self, id: &str) -> bool {
        self.issues.is_empty() || self.asks(Trait::Issue(id))
    }

    /// Whether the party `id` is wanted.
    #[must_use]
    pub fn wants_party(&self, id: &str) -> bool {
        self.parties.is_empty() || self.asks(Trait::Party(id))
    }

    /// In words: `Vladimir Putin or Marco Rubio, verbatim as printed`; empty where it wants everything.
    #[must_use]
    pub fn told(&self, codebook: &Codebook) -> String {
        let asked = self.asked();
        let mut told: Vec<String> = (asked.chunk_by(|one, next| one.facet() == next.facet()))
            .map(|facet| {
                let names: Vec<String> = facet.iter().map(|what| what.name(codebook)).collect();
                names.join(" or ")
            })
            .collect();
        told.extend(self.since.map(|since| format!("since {since}")));
        told.join(", ")
    }
}

/// How many records would be there for each trait, if the filter asked for it alone in its facet: those with words of an
/// article, and the others.
#[must_use]
pub fn counts<'a>(
    dossier: &'a Dossier,
    findings: &[Diagnostic],
    filter: &Filter,
) -> FxHashMap<Trait<&'a str>, (usize, usize)> {
    let found = Found::new(dossier, findings);
    let mut counts = FxHashMap::default();
    let mut traits = Vec::new();
    for (id, _) in dossier.records() {
        traits.clear();
        describe(dossier, id, &found, &mut traits);
        traits.sort_unstable();
        traits.dedup();
        if !filter.recent(dossier, id) {
            continue;
        }
        let mut fails = filter.fails(&traits);
        let (first, second) = (fails.next(), fails.next());
        drop(fails);
        // What fails on one facet alone is only missing there.
        for own in &traits {
            if second.is_none() && first.is_none_or(|facet| facet == own.facet()) {
                let (with_words, others) = counts.entry(*own).or_default();
                if dossier.record(id).text.is_empty() {
                    *others += 1;
                } else {
                    *with_words += 1;
                }
            }
        }
    }
    counts
}

/// The findings of each record, not the waived ones.
struct Found(FxHashMap<RecordId, Vec<Code>>);

impl Found {
    fn new(dossier: &Dossier, findings: &[Diagnostic]) -> Self {
        let mut of: FxHashMap<RecordId, Vec<Code>> = FxHashMap::default();
        for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
            let path = finding.record.as_deref().unwrap_or_default();
            let record = (path.split_once('.')).and_then(|(table, id)| {
                let record = dossier.find(id)?;
                (dossier.record(record).table() == table).then_some(record)
            });
            if let Some(record) = record {
                of.entry(record).or_default().push(finding.code);
            }
        }
        Self(of)
    }
}

fn evidence(dossier: &Dossier, id: RecordId) -> impl Iterator<Item = RecordId> {
    let ids = dossier.record(id).evidence().into_iter();
    ids.filter_map(|evidence| dossier.find(&evidence.id))
}

/// Adds everything about a record that can be asked for. What the analyst wrote counts as what it rests on.
fn describe<'a>(dossier: &'a Dossier, id: RecordId, found: &Found, out: &mut Vec<Trait<&'a str>>) {
    let record = dossier.record(id);
    match &record.body {
        Body::Position(position) => {
            out.push(Trait::Party(position.party.id.as_str()));
            out.push(Trait::Issue(position.issue.id.as_str()));
        }
        Body::Shift(shift) => {
            out.push(Trait::Party(shift.party.id.as_str()));
            out.extend(
                shift
                    .issue
                    .iter()
                    .map(|issue| Trait::Issue(issue.id.as_str())),
            );
        }
        Body::Note(_) => {
            for evidence in evidence(dossier, id) {
                let on = dossier.record(evidence).on.iter();
                out.extend(on.map(|issue| Trait::Issue(issue.id.as_str())));
                sides(dossier, evidence, out);
            }
        }
        Body::Quote(_) | Body::Claim(_) | Body::Event(_) => {}
    }
    sides(dossier, id, out);
    out.extend(
        record
            .on
            .iter()
            .map(|issue| Trait::Issue(issue.id.as_str())),
    );
    if dossier.speaker(id).is_some() {
        said(dossier, id, out);
    } else {
        for evidence in evidence(dossier, id) {
            said(dossier, evidence, out);
        }
    }
    match found.0.get(&id) {
        None => out.push(Trait::Check(Check::Clean)),
        Some(codes) => {
            out.push(Trait::Check(Check::Finding));
            out.extend(codes.iter().map(|code| Trait::Check(Check::Of(*code))));
        }
    }
}

/// Who says it, in which form, at which hand.
fn said<'a>(dossier: &'a Dossier, id: RecordId, out: &mut Vec<Trait<&'a str>>) {
    out.extend(dossier.speaker(id).map(Trait::Source));
    out.extend(dossier.layer(id).map(Trait::Form));
    if dossier.speaker(id).is_some() {
        out.push(Trait::Hand(dossier.second_hand(id)));
    }
}

/// The party that speaks, those it speaks of, those that act.
fn sides<'a>(dossier: &'a Dossier, id: RecordId, out: &mut Vec<Trait<&'a str>>) {
    let own = dossier.party_of(id).into_iter();
    let of = dossier.ascribed_party(id).into_iter();
    out.extend(own.chain(of).map(|party| Trait::Party(party.id.as_str())));
    if let Body::Event(event) = &dossier.record(id).body {
        out.extend((event.who.iter()).map(|who| Trait::Party(side(dossier, who))));
    }
}

/// The party of a source, else the id itself: a party's, or nobody's.
fn side<'a>(dossier: &'a Dossier, who: &'a Ref) -> &'a str {
    let source = dossier.codebook().source(&who.id);
    (source.and_then(|source| source.party.as_ref())).map_or(&who.id, |party| &party.id)
}

/// The records of one dossier that a filter wants. A copy costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    passes: Option<Arc<[bool]>>,
}

impl Sieve {
    /// Whether the record is wanted.
    #[must_use]
    pub fn passes(&self, id: RecordId) -> bool {
        (self.passes.as_ref()).is_none_or(|passes| passes.get(id.index()).is_some_and(|p| *p))
    }

    /// How many records are wanted; `None` where no filter is set.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        let passes = self.passes.as_ref()?;
        Some(passes.iter().filter(|passes| **passes).count())
    }
}
