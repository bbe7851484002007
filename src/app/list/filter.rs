//! The filter: choosing what is wanted, and what follows from it for every pane and view.
use crate::app::{Field, List, Mode, Outline, State};
use crate::{
    diag::{Code, Diagnostic},
    model::{
        Check, Codebook, Dossier, Facet, Filter, Layer, Matrix, RecordId, Sieve, Timeline, Trait,
        counts, timeline,
    },
    text::{Fuzzy, Hay},
};
use std::{cmp::Reverse, sync::Arc};

/// What a filter leaves of a dossier; everything, where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Which records.
    pub sieve: Sieve,
    /// Those with words, in text order.
    pub order: Vec<RecordId>,
    /// Events and shifts in time.
    pub timeline: Timeline,
    /// Issues: rows of the matrix.
    pub rows: Vec<usize>,
    /// Parties: columns of the matrix, then [`State::others`] and the article's own voice.
    pub columns: Vec<usize>,
}

impl Kept {
    /// What `filter` leaves; `matrix` is narrowed already.
    #[must_use]
    pub fn new(dossier: &Dossier, matrix: &Matrix, filter: &Filter, sieve: Sieve) -> Self {
        let codebook = dossier.codebook();
        let order = dossier.text_order().iter().copied();
        let some_left = |row: &usize| {
            !filter.issues.is_empty() || filter.is_empty() || !matrix.rows[*row].is_empty()
        };
        let (issues, parties) = (&codebook.issues, &codebook.parties);
        Self {
            order: order.filter(|id| sieve.passes(*id)).collect(),
            timeline: timeline(dossier).narrowed(&sieve),
            rows: (0..matrix.rows.len())
                .filter(|row| filter.wants_issue(&issues[*row].id))
                .filter(some_left)
                .collect(),
            columns: (0..parties.len())
                .filter(|column| filter.wants_party(&parties[*column].id))
                .chain([parties.len(), parties.len() + 1])
                .collect(),
            sieve,
        }
    }
}

/// One thing that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What; nothing asks for everything again.
    pub what: Option<Trait<String>>,
    /// What it is called.
    pub name: String,
    /// How many records would be there: those with words of an article, and the others.
    pub count: (usize, usize),
}

/// Everything that can be asked for, facet by facet: what no record has is not offered.
fn choices(dossier: &Dossier, findings: &[Diagnostic], filter: &Filter) -> Vec<Choice> {
    let counts = counts(dossier, findings, filter);
    let codebook = dossier.codebook();
    let mut all: Vec<Trait<&str>> = Vec::new();
    all.extend(
        codebook
            .sources
            .iter()
            .map(|s| Trait::Source(s.id.as_str())),
    );
    all.extend([Codebook::UNNAMED, Codebook::ARTICLE].map(Trait::Source));
    all.extend(codebook.parties.iter().map(|p| Trait::Party(p.id.as_str())));
    all.extend(codebook.issues.iter().map(|i| Trait::Issue(i.id.as_str())));
    all.extend(Layer::ALL.map(Trait::Form));
    all.extend([true, false].map(Trait::Hand));
    all.extend([Check::Finding, Check::Clean].map(Trait::Check));
    all.extend(Code::ALL.iter().map(|code| Trait::Check(Check::Of(*code))));
    let count = |what: &Trait<&str>| counts.get(what).copied().unwrap_or_default();
    let offered = (all.iter()).filter(|what| count(what) != (0, 0) || filter.asks(**what));
    let placed = dossier.text_order().len();
    let everything = (!filter.is_empty()).then(|| Choice {
        what: None,
        name: "everything: drop the filter".into(),
        count: (placed, dossier.records().len() - placed),
    });
    let offered = offered.map(|what| Choice {
        what: Some(what.to_owned()),
        name: what.name(codebook),
        count: count(what),
    });
    everything.into_iter().chain(offered).collect()
}

/// The numbers of the choices that have every word of `typed`, the likeliest first; as they stand where none is likelier.
fn choices_like(choices: &[Choice], typed: &str) -> Vec<usize> {
    let mut fuzzy = Fuzzy::new(typed);
    let mut found: Vec<(Reverse<u32>, usize)> = (0..choices.len())
        .filter_map(|n| Some((Reverse(fuzzy.score(&choices[n].hay())?), n)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, n)| n).collect()
}

impl Choice {
    /// What it is found by: its name and its facet's.
    #[must_use]
    pub fn hay(&self) -> Hay {
        let facet = self.what.as_ref().map_or("", |what| what.facet().name());
        Hay {
            names: vec![self.name.clone(), facet.to_owned()],
            words: Vec::new(),
        }
    }
}

impl State {
    /// The column of the matrix behind the parties: what others say. The one behind it is the article's own voice.
    #[must_use]
    pub fn others(&self) -> usize {
        self.dossier.codebook().parties.len()
    }

    /// Whether the record is wanted.
    #[must_use]
    pub fn keeps(&self, id: RecordId) -> bool {
        self.kept.sieve.passes(id)
    }

    pub(in crate::app) fn toggle_filter(&mut self) {
        if let Mode::List {
            of: List::Problems(_),
            ..
        } = self.mode
        {
            return self.toggle_code();
        }
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Filter { under, .. } => *under,
            under => {
                let choices = choices(&self.dossier, &self.findings, &self.filter);
                Mode::Filter {
                    field: Field::default(),
                    at: usize::from(!self.filter.is_empty()).min(choices.len().saturating_sub(1)),
                    found: (0..choices.len()).collect(),
                    choices: choices.into(),
                    under: Box::new(under),
                }
            }
        };
    }

    pub(in crate::app) fn drop_filter(&mut self) {
        if let Mode::List {
            of: List::Problems(Some(_)),
            ..
        } = self.mode
        {
            return self.toggle_code();
        }
        if self.filter.is_empty() {
            self.say("no filter is set");
            return;
        }
        self.set_filter(Filter::default());
    }

    /// Asks for the choice at the cursor, or no longer.
    pub(in crate::app) fn choose_filter(&mut self) {
        let Mode::Filter {
            choices, found, at, ..
        } = &self.mode
        else {
            return;
        };
        let Some(choice) = found.get(*at).and_then(|n| choices.get(*n)) else {
            return;
        };
        let mut filter = self.filter.clone();
        match &choice.what {
            Some(what) => filter.toggle(what.as_ref()),
            None => filter = Filter::default(),
        }
        self.set_filter(filter);
    }

    /// Sets the filter; the reader stays at a record that is left, the nearest behind where the focus was.
    pub(in crate::app) fn set_filter(&mut self, filter: Filter) {
        let underway = self.search_underway();
        self.filter = filter;
        self.refilter();
        if let Some(record) = self.focus.record.filter(|id| !self.keeps(*id)) {
            let place = |id: RecordId| self.dossier.text_order().iter().position(|o| *o == id);
            let (kept, here) = (&self.kept.order, place(record));
            let next = kept.partition_point(|id| place(*id) < here);
            let next = kept.get(next).or_else(|| kept.last()).copied();
            match next {
                Some(next) => self.go(next),
                None => self.focus.record = None,
            }
        }
        self.retake_choices();
        self.search_filtered(underway);
    }

    /// Works out again what the filter leaves: the filter is another.
    fn refilter(&mut self) {
        let sieve = self.filter.sieve(&self.dossier, &self.findings);
        self.matrix = if self.filter.is_empty() {
            Arc::clone(&self.whole)
        } else {
            Arc::new(self.whole.narrowed(&sieve))
        };
        self.kept = Arc::new(Kept::new(&self.dossier, &self.matrix, &self.filter, sieve));
        self.refiltered();
    }

    /// The dossier is another, and was read as without a filter.
    pub(in crate::app) fn refilter_or_carry(&mut self) {
        if self.filter.is_empty() {
            self.refiltered();
        } else {
            self.refilter();
        }
    }

    fn refiltered(&mut self) {
        self.catalogues = [None, None];
        self.outline = Outline::new(&self.dossier, self.focus.article, &self.kept.sieve);
        self.stay_on_a_line();
        self.mode_carried();
    }

    /// The open issue and its line are among those that are left.
    pub(in crate::app) fn stay_on_a_line(&mut self) {
        let (rows, issue) = (&self.kept.rows, self.focus.issue);
        if !rows.contains(&issue) {
            let near = rows.iter().rev().find(|row| **row < issue).or(rows.first());
            if let Some(row) = near {
                self.focus.issue = *row;
            }
        }
        if !self.lines().contains(&self.focus.line) {
            self.focus.line = crate::app::Line::Name;
        }
    }

    /// The choices after the filter is another, the cursor on the same one.
    fn retake_choices(&mut self) {
        let fresh = choices(&self.dossier, &self.findings, &self.filter);
        if let Mode::Filter {
            field,
            at,
            choices,
            found,
            ..
        } = &mut self.mode
        {
            let chosen = found.get(*at).and_then(|n| choices[*n].what.clone());
            *found = choices_like(&fresh, &field.text);
            let same = found.iter().position(|n| fresh[*n].what == chosen);
            *at = same.unwrap_or((*at).min(found.len().saturating_sub(1)));
            *choices = fresh.into();
        }
    }

    /// What is typed has changed.
    pub(in crate::app) fn filter_typed(&mut self) {
        if let Mode::Filter {
            field,
            at,
            choices,
            found,
            ..
        } = &mut self.mode
        {
            *found = choices_like(choices, &field.text);
            *at = 0;
        }
    }
}
/// What `filter` asks for, in words and ids.
pub(in crate::app) fn in_words(filter: &Filter) -> Vec<(String, String)> {
    let word = |what: &Trait<&str>| match what {
        Trait::Source(id) | Trait::Party(id) | Trait::Issue(id) => (*id).to_owned(),
        Trait::Form(layer) => layer.letter().to_string(),
        Trait::Hand(second) => second.to_string(),
        Trait::Check(Check::Clean) => "clean".to_owned(),
        Trait::Check(Check::Finding) => "finding".to_owned(),
        Trait::Check(Check::Of(code)) => code.code().to_owned(),
    };
    let facet = |what: &Trait<&str>| what.facet().name().to_owned();
    (filter.asked().iter())
        .map(|what| (facet(what), word(what)))
        .collect()
}

/// The filter that asks for that, as far as `dossier` still has it.
pub(in crate::app) fn of_words(dossier: &Dossier, asked: &[(String, String)]) -> Filter {
    let codebook = dossier.codebook();
    let mut filter = Filter::default();
    for (facet, word) in asked {
        let facet = Facet::ALL.into_iter().find(|own| own.name() == facet);
        let speaks = |id: &str| {
            let mut order = dossier.text_order().iter();
            order.any(|record| dossier.speaker(*record) == Some(id))
        };
        let what = match facet {
            Some(Facet::Source) => speaks(word).then_some(Trait::Source(word.as_str())),
            Some(Facet::Party) => codebook.party(word).map(|_| Trait::Party(word.as_str())),
            Some(Facet::Issue) => codebook.issue(word).map(|_| Trait::Issue(word.as_str())),
            Some(Facet::Form) => (Layer::ALL.into_iter())
                .find(|layer| word.chars().eq([layer.letter()]))
                .map(Trait::Form),
            Some(Facet::Hand) => word.parse().ok().map(Trait::Hand),
            Some(Facet::Check) => match word.as_str() {
                "clean" => Some(Trait::Check(Check::Clean)),
                "finding" => Some(Trait::Check(Check::Finding)),
                code => (code.parse().ok()).map(|code| Trait::Check(Check::Of(code))),
            },
            None => None,
        };
        if let Some(what) = what.filter(|what| !filter.asks(*what)) {
            filter.toggle(what);
        }
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::{Choice, choices_like};

    #[test]
    fn a_name_that_has_the_letters_together_comes_before_one_where_they_stand_apart() {
        let names = ["Several heads of state or government", "Tatiana Stanovaya"];
        let choices = names.map(|name| Choice {
            what: None,
            name: name.into(),
            count: (1, 0),
        });
        assert_eq!(choices_like(&choices, "stanov").first(), Some(&1));
        assert_eq!(choices_like(&choices, ""), [0, 1]);
    }
}
