//! One question to a dossier, and its answer.
use super::{Matcher, record};
use crate::{
    model::{Dossier, RecordId, Sieve},
    text::Span,
};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// Places kept on either side of where the reader is; the count then says `10000+`.
const MOST: usize = 10_000;

/// Places listed of all articles, and of each of them.
const LISTED: usize = 10_000;
const EACH: usize = 1000;

/// What is looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The words of the articles.
    #[default]
    Text,
    /// The records: what is quoted, by whom, on what, and what the analyst wrote.
    Records,
    /// Both.
    Both,
}

impl Scope {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Records => "records",
            Self::Both => "text and records",
        }
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Text => Self::Records,
            Self::Records => Self::Both,
            Self::Both => Self::Text,
        }
    }
}

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// These words of the article.
    Words(Span),
    /// This record.
    Record(RecordId),
}

/// One question: what stands where in one article, and how often in the others.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number; an answer to another one is not wanted any more.
    pub ticket: u64,
    /// The dossier.
    pub dossier: Arc<Dossier>,
    /// What is looked for.
    pub matcher: Arc<Matcher>,
    /// What is looked through.
    pub scope: Scope,
    /// Which of the records are.
    pub sieve: Sieve,
    /// Number of the article.
    pub article: usize,
    /// The byte from which on places are wanted first; behind the end: the last ones.
    pub from: usize,
    /// Whether the places of all articles are wanted too: [`Self::survey`].
    pub whole: bool,
    /// The records without words, by the article they go with, once somebody has asked for them.
    pub homes: Arc<OnceLock<Homes>>,
}

/// The records without words of any article, by the one of the first words that they rest on.
pub type Homes = FxHashMap<usize, Vec<RecordId>>;

impl PartialEq for Job {
    fn eq(&self, other: &Self) -> bool {
        self.ticket == other.ticket
    }
}

impl Eq for Job {}

/// Where it stands in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The places, in text order.
    pub places: Vec<Place>,
    /// Whether there are more before them, and behind.
    pub more: (bool, bool),
}

/// How often it stands in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// So often, counted up to ten thousand.
    pub places: usize,
    /// Or more often.
    pub more: bool,
}

/// Where it stands in all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// How often, article by article.
    pub counts: Vec<Count>,
    /// The numbers of the articles and the places in them, in text order, as far as a list of them is any use.
    pub places: Vec<(usize, Place)>,
}

/// Where it stands in one article.
#[derive(Clone, Debug)]
pub struct Tally {
    number: usize,
    count: Count,
    /// As many as are listed of an article.
    places: Vec<Place>,
}

impl Tally {
    fn new(number: usize, mut places: Vec<Place>) -> Self {
        let count = Count {
            places: places.len(),
            more: places.len() >= MOST,
        };
        places.truncate(EACH);
        Self {
            number,
            count,
            places,
        }
    }
}

impl Survey {
    /// Puts together what is known of every article.
    #[must_use]
    pub fn of(mut tallies: Vec<Tally>) -> Self {
        tallies.sort_by_key(|tally| tally.number);
        let mut survey = Self::default();
        for tally in tallies {
            survey.counts.push(tally.count);
            let room = LISTED.saturating_sub(survey.places.len());
            let listed = tally.places.into_iter().take(room);
            let listed = listed.map(|place| (tally.number, place));
            survey.places.extend(listed);
        }
        survey
    }
}

/// Bytes of a dossier's articles up to which looking through all of them takes no time.
const SMALL: usize = 256 * 1024;

/// Whether a question to this dossier is answered at once, without the finder.
#[must_use]
pub fn is_small(dossier: &Dossier) -> bool {
    const RECORD: usize = 256;
    let bytes: usize = dossier.articles().iter().map(|a| a.text.len()).sum();
    bytes + dossier.records().len() * RECORD <= SMALL
}

impl Job {
    /// Where it stands in the article that is asked for; nothing where `wanted` says that nobody waits for it any more.
    #[must_use]
    pub fn look(&self, wanted: &dyn Fn() -> bool) -> Option<Found> {
        let Some(article) = self.dossier.articles().get(self.article) else {
            return Some(Found::default());
        };
        let mut found = Found::default();
        if self.scope != Scope::Records {
            let text: &str = &article.text;
            let from = self.from.min(text.len());
            let around = self.matcher.around(text, from, MOST, wanted);
            found.places = around.places.into_iter().map(Place::Words).collect();
            found.more = around.more;
        }
        if self.scope != Scope::Text {
            let records = self.records_of(self.article, wanted);
            found.places.extend(records.map(Place::Record));
            found.places.sort_by_key(|place| place.at(&self.dossier));
        }
        wanted().then_some(found)
    }

    /// How often it stands in article `number`, and where; nothing where `wanted` says that nobody waits for it any more. What was `found`
    /// in the article that is asked for is not looked for again where it is all of it.
    #[must_use]
    pub fn tally(&self, number: usize, found: &Found, wanted: &dyn Fn() -> bool) -> Option<Tally> {
        let is_all = found.more == (false, false) && found.places.len() < MOST;
        if number == self.article && is_all {
            return Some(Tally::new(number, found.places.clone()));
        }
        let mut places = Vec::new();
        let text = self
            .dossier
            .articles()
            .get(number)
            .map(|article| &article.text);
        if let Some(text) = text.filter(|_| self.scope != Scope::Records) {
            let words = self.matcher.first(text, MOST, wanted);
            places.extend(words.into_iter().map(Place::Words));
        }
        if self.scope != Scope::Text {
            places.extend(self.records_of(number, wanted).map(Place::Record));
            places.sort_by_key(|place| place.at(&self.dossier));
        }
        wanted().then(|| Tally::new(number, places))
    }

    /// How often it stands in each article, and where, after what was `found` in the one that is asked for; nothing where nobody asks, or
    /// where `wanted` says that nobody waits for it any more.
    #[must_use]
    pub fn survey(&self, found: &Found, wanted: &dyn Fn() -> bool) -> Option<Survey> {
        if !self.whole {
            return None;
        }
        let articles = 0..self.dossier.articles().len();
        let tallies = articles.map(|number| self.tally(number, found, wanted));
        tallies.collect::<Option<_>>().map(Survey::of)
    }

    /// The records of an article that it stands in, as long as somebody waits for them; those without words of any article go with
    /// the first that they rest on.
    fn records_of(
        &self,
        number: usize,
        wanted: &dyn Fn() -> bool,
    ) -> impl Iterator<Item = RecordId> {
        let dossier = &self.dossier;
        let words = self.scope == Scope::Records;
        let anchored = dossier.in_article(number).iter().copied();
        let homes = self.homes.get_or_init(|| homes(dossier));
        let analyst = homes.get(&number).map_or(&[][..], Vec::as_slice);
        anchored
            .chain(analyst.iter().copied())
            .take_while(|_| wanted())
            .filter(|id| self.sieve.passes(*id))
            .filter(move |id| record::holds(dossier, *id, &self.matcher, words))
    }
}

fn homes(dossier: &Dossier) -> Homes {
    let mut homes = Homes::default();
    for (id, _) in dossier.records() {
        if let Some(home) = home(dossier, id).filter(|_| dossier.anchor(id).is_none()) {
            homes.entry(home).or_default().push(id);
        }
    }
    homes
}

/// The article of the first words that a record rests on.
fn home(dossier: &Dossier, id: RecordId) -> Option<usize> {
    let evidence = dossier.record(id).evidence();
    (evidence.into_iter())
        .filter_map(|evidence| dossier.find(&evidence.id))
        .find_map(|evidence| dossier.record(evidence).article)
}

impl Place {
    /// The byte of the article where it is; records without words are behind everything.
    #[must_use]
    pub fn at(self, dossier: &Dossier) -> usize {
        match self {
            Self::Words(span) => span.start,
            Self::Record(id) => dossier.nearest(id).map_or(usize::MAX, |span| span.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Filter, Trait},
        store,
    };

    fn job(typed: &str, scope: Scope) -> Job {
        let dossier = Arc::new(Dossier::new(store::example()).anchored());
        let matcher = Matcher::new(typed, false).expect("words").expect("words");
        let talks = (dossier.articles().iter()).position(|article| article.id == "moscow");
        Job {
            ticket: 1,
            article: talks.expect("the example"),
            dossier,
            matcher: Arc::new(matcher),
            scope,
            sieve: Sieve::default(),
            from: 0,
            whole: true,
            homes: Arc::default(),
        }
    }

    fn counts(typed: &str, scope: Scope) -> Vec<usize> {
        let job = job(typed, scope);
        let found = job.look(&|| true).expect("it is wanted");
        let survey = job.survey(&found, &|| true);
        let counts = survey.expect("it is wanted").counts;
        counts.iter().map(|count| count.places).collect()
    }

    #[test]
    fn the_count_of_the_article_is_that_of_its_places() {
        for scope in [Scope::Text, Scope::Records, Scope::Both] {
            let job = job("donbass", scope);
            let places = job.look(&|| true).expect("it is wanted");
            let some = Found {
                more: (false, true),
                ..Found::default()
            };
            let survey = job.survey(&places, &|| true);
            assert_eq!(survey, job.survey(&some, &|| true), "{scope:?}");
            let (survey, found) = (survey.expect("it is wanted"), places.places.len());
            assert_eq!(survey.counts[job.article].places, found, "{scope:?}");
            let listed = survey.places.iter();
            let here = listed.filter(|(number, _)| *number == job.article);
            assert_eq!(here.count(), found, "{scope:?}");
            assert!(found > 0, "{scope:?}");
            assert_eq!(job.survey(&some, &|| false), None);
            assert_eq!(job.look(&|| false), None);
        }
    }

    #[test]
    fn records_that_the_filter_hides_are_not_found_and_the_text_is_looked_through_as_ever() {
        let mut filter = Filter::default();
        filter.toggle(Trait::Source("putin"));
        let sieve = filter.sieve(&job("putin", Scope::Text).dossier, &[]);
        let found = |scope, sieve: &Sieve| {
            let sieve = sieve.clone();
            let job = Job {
                sieve,
                ..job("putin", scope)
            };
            let found = job.look(&|| true).expect("it is wanted");
            let survey = job.survey(&found, &|| true).expect("it is wanted");
            assert_eq!(survey.counts[job.article].places, found.places.len());
            found.places
        };
        let passes = |place: &Place| match place {
            Place::Record(id) => sieve.passes(*id),
            Place::Words(_) => true,
        };
        for scope in [Scope::Text, Scope::Records, Scope::Both] {
            let mut all = found(scope, &Sieve::default());
            let whole = all.len();
            all.retain(passes);
            assert_eq!(found(scope, &sieve), all, "{scope:?}");
            assert_eq!(all.len() < whole, scope != Scope::Text, "{scope:?}");
        }
    }

    #[test]
    fn a_record_is_found_by_what_its_source_is_also_called() {
        let job = job("nobody is called that", Scope::Records);
        let source = (job.dossier.codebook().sources.iter()).find(|source| !source.aka.is_empty());
        let aka = &source.expect("the example has one").aka[0];
        let found = counts(aka, Scope::Records);
        assert!(found.iter().sum::<usize>() > 0, "{aka}");
        assert_eq!(
            counts("nobody is called that", Scope::Both)
                .iter()
                .sum::<usize>(),
            0
        );
    }
}
