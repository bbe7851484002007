//! What happened and what changed, in the order of time as far as somebody wrote it down. No date is ever worked out.
use super::{
    date::Date,
    dossier::{Dossier, RecordId},
    filter::Sieve,
    record::Body,
};

/// Something with a place in time, known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// An article (its number) is of that day.
    Article(usize),
    /// An event or a shift.
    Record(RecordId),
}

/// Events, shifts and the articles that tell of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// What has a date, earliest first; what is only dated to the month before the days of it.
    pub dated: Vec<(Date, Moment)>,
    /// Events and shifts whose order in time is not given, in text order.
    pub undated: Vec<RecordId>,
}

impl Timeline {
    /// How many moments there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.dated.len() + self.undated.len()
    }

    /// Whether nothing happened.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Moment `n`: first what has a date, then what has none.
    #[must_use]
    pub fn get(&self, n: usize) -> Option<Moment> {
        let undated = || self.undated.get(n - self.dated.len());
        match self.dated.get(n) {
            Some(&(_, moment)) => Some(moment),
            None => undated().map(|id| Moment::Record(*id)),
        }
    }

    /// How many of them are events and shifts.
    #[must_use]
    pub fn records(&self) -> usize {
        let told = |(_, moment): &&(Date, Moment)| matches!(moment, Moment::Record(_));
        self.dated.iter().filter(told).count() + self.undated.len()
    }

    /// The same as far as `sieve` lets it through; the articles stay.
    #[must_use]
    pub fn narrowed(&self, sieve: &Sieve) -> Self {
        let mut out = self.clone();
        out.dated.retain(|(_, moment)| match moment {
            Moment::Article(_) => true,
            Moment::Record(id) => sieve.passes(*id),
        });
        out.undated.retain(|id| sieve.passes(*id));
        out
    }
}

/// The timeline of `dossier`.
#[must_use]
pub fn timeline(dossier: &Dossier) -> Timeline {
    let mut timeline = Timeline::default();
    let first = |written: &str| Date::read(written)?.0.first().copied();
    for (number, article) in dossier.articles().iter().enumerate() {
        let date = article.date.as_deref().and_then(first);
        timeline
            .dated
            .extend(date.map(|date| (date, Moment::Article(number))));
    }
    let mut told: Vec<(RecordId, Option<&str>)> = (dossier.records())
        .filter_map(|(id, record)| match &record.body {
            Body::Event(event) => Some((id, event.when.as_deref())),
            Body::Shift(shift) => Some((id, shift.when.as_deref())),
            _ => None,
        })
        .collect();
    told.sort_by_cached_key(|(id, _)| place(dossier, *id));
    for (id, when) in told {
        match when.and_then(first) {
            Some(date) => timeline.dated.push((date, Moment::Record(id))),
            None => timeline.undated.push(id),
        }
    }
    // Stable: what is of one date stays in text order, behind the articles of that date.
    timeline.dated.sort_by_key(|(date, _)| *date);
    timeline
}

/// Where the text tells it: the record's own words, else the first that it rests on.
fn place(dossier: &Dossier, id: RecordId) -> (usize, usize) {
    let own = |id: RecordId| Some((dossier.record(id).article?, dossier.span(id)?.start));
    let evidence = dossier.record(id).evidence().into_iter();
    let rests_on = evidence.filter_map(|evidence| own(dossier.find(&evidence.id)?));
    own(id)
        .or_else(|| rests_on.min())
        .unwrap_or((usize::MAX, 0))
}
