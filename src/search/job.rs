//! One question to a dossier, and its answer.
use super::{Matcher, record};
use crate::{
    model::{Dossier, RecordId},
    text::{Span, fold::Folded},
};
use std::sync::{Arc, Weak};

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
    /// Number of the article.
    pub article: usize,
    /// The byte from which on places are wanted first.
    pub from: usize,
    /// Whether the places of all articles are wanted too: [`Self::survey`].
    pub whole: bool,
}

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

/// Bytes of a dossier's articles up to which looking through all of them takes no time.
const SMALL: usize = 256 * 1024;

/// Whether a question to this dossier is answered at once, without a worker.
#[must_use]
pub fn is_small(dossier: &Dossier) -> bool {
    const RECORD: usize = 256;
    let bytes: usize = dossier.articles().iter().map(|a| a.text.len()).sum();
    bytes + dossier.records().len() * RECORD <= SMALL
}

/// Bytes of articles kept folded; what is more is folded anew for every letter.
const KEPT: usize = 48 << 20;

/// The articles of a dossier, folded once for all the letters that will be typed, as far as there is room.
#[derive(Debug)]
pub struct Shelf {
    of: Weak<Dossier>,
    folded: Vec<Option<Folded>>,
    /// Bytes that may still be kept.
    room: usize,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            of: Weak::new(),
            folded: Vec::new(),
            room: KEPT,
        }
    }
}

impl Shelf {
    fn article(&mut self, job: &Job, number: usize) -> Option<&Folded> {
        if !job.matcher.folds() || job.scope == Scope::Records {
            return None;
        }
        let articles = job.dossier.articles();
        if !std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(&job.dossier)) {
            *self = Self::default();
            self.of = Arc::downgrade(&job.dossier);
            self.folded.resize_with(articles.len(), || None);
        }
        let text: &str = &articles.get(number)?.text;
        let folded = self.folded.get_mut(number)?;
        if folded.is_none() {
            self.room = self.room.checked_sub(text.len())?;
        }
        Some(folded.get_or_insert_with(|| Folded::loose(text, Span::new(0, text.len()))))
    }
}

impl Job {
    /// Where it stands in the article that is asked for.
    #[must_use]
    pub fn look(&self, kept: &mut Shelf) -> Found {
        let Some(article) = self.dossier.articles().get(self.article) else {
            return Found::default();
        };
        let text: &str = &article.text;
        let mut found = Found::default();
        if self.scope != Scope::Records {
            let folded = kept.article(self, self.article);
            let around = self.matcher.around(text, folded, self.from, MOST);
            found.places = around.places.into_iter().map(Place::Words).collect();
            found.more = around.more;
        }
        if self.scope != Scope::Text {
            let records = self.records_of(self.article);
            found.places.extend(records.map(Place::Record));
            found.places.sort_by_key(|place| place.at(&self.dossier));
        }
        found
    }

    /// How often it stands in each article, and where; nothing where nobody asks, or where `wanted` says, asked between articles, that nobody
    /// waits for it any more.
    #[must_use]
    pub fn survey(&self, kept: &mut Shelf, mut wanted: impl FnMut() -> bool) -> Option<Survey> {
        if !self.whole {
            return None;
        }
        let mut survey = Survey::default();
        for (number, article) in self.dossier.articles().iter().enumerate() {
            if !wanted() {
                return None;
            }
            let mut places = Vec::new();
            if self.scope != Scope::Records {
                let folded = kept.article(self, number);
                let words = self.matcher.first(&article.text, folded, MOST);
                places.extend(words.into_iter().map(Place::Words));
            }
            if self.scope != Scope::Text {
                places.extend(self.records_of(number).map(Place::Record));
                places.sort_by_key(|place| place.at(&self.dossier));
            }
            survey.counts.push(Count {
                places: places.len(),
                more: places.len() >= MOST,
            });
            let room = LISTED.saturating_sub(survey.places.len()).min(EACH);
            let listed = places.into_iter().take(room);
            survey.places.extend(listed.map(|place| (number, place)));
        }
        Some(survey)
    }

    /// The records of an article that it stands in; those without words of any article go with the first that they rest on.
    fn records_of(&self, number: usize) -> impl Iterator<Item = RecordId> {
        let dossier = &self.dossier;
        let words = self.scope == Scope::Records;
        let anchored = dossier.in_article(number).iter().copied();
        let analyst = (dossier.records().map(|(id, _)| id))
            .filter(move |id| dossier.anchor(*id).is_none() && home(dossier, *id) == Some(number));
        anchored
            .chain(analyst)
            .filter(move |id| record::holds(dossier, *id, &self.matcher, words))
    }
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
            Self::Record(id) => dossier.span(id).map_or(usize::MAX, |span| span.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

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
            from: 0,
            whole: true,
        }
    }

    fn counts(typed: &str, scope: Scope) -> Vec<usize> {
        let survey = job(typed, scope).survey(&mut Shelf::default(), || true);
        let counts = survey.expect("it is wanted").counts;
        counts.iter().map(|count| count.places).collect()
    }

    #[test]
    fn the_count_of_the_article_is_that_of_its_places() {
        for scope in [Scope::Text, Scope::Records, Scope::Both] {
            let job = job("donbass", scope);
            let mut kept = Shelf::default();
            let found = job.look(&mut kept).places.len();
            let survey = job.survey(&mut kept, || true).expect("it is wanted");
            assert_eq!(survey.counts[job.article].places, found, "{scope:?}");
            let listed = survey.places.iter();
            let here = listed.filter(|(number, _)| *number == job.article);
            assert_eq!(here.count(), found, "{scope:?}");
            assert!(found > 0, "{scope:?}");
            assert_eq!(job.survey(&mut kept, || false), None);
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

    #[test]
    fn what_there_is_no_room_for_is_found_all_the_same() {
        let job = job("donbass", Scope::Text);
        let mut kept = Shelf::default();
        let whole = job.survey(&mut kept, || true);
        assert!(kept.folded.iter().all(Option::is_some));
        assert_eq!(job.survey(&mut kept, || true), whole);
        let mut none = Shelf {
            of: Arc::downgrade(&job.dossier),
            folded: vec![None, None],
            room: 10,
        };
        assert_eq!(job.survey(&mut none, || true), whole);
        assert!(none.folded.iter().all(Option::is_none));
    }
}
