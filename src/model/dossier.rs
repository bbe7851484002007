//! A dossier: what its files say, and where each quotation stands in its article.
use super::{
    article::Article,
    codebook::{About, Codebook, Party, Source},
    marks::{Marks, marked},
    record::{Body, Record},
    term::{Form, Layer},
};
use crate::{
    anchor::{self, Outcome, Passage, Unchecked},
    crew::{Alone, Crew, both, share},
    diag::{Diagnostic, Files},
    text::Span,
};
use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::{
    hash::BuildHasher,
    sync::{Arc, OnceLock},
};

/// Everything the files of a dossier say, before anything is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// The folder or file, as the user named it; for titles and messages.
    pub name: String,
    /// The file that the user named, by its path in the dossier; nothing where that was the folder.
    pub named: Option<String>,
    /// The TOML files.
    pub files: Files,
    /// `[dossier]`.
    pub about: About,
    /// Parties, sources, issues.
    pub codebook: Codebook,
    /// The articles, sorted by the path of their TOML file.
    pub articles: Vec<Article>,
    /// All records, file by file, in the order they are written.
    pub records: Vec<Record>,
    /// The text of `dossier.lock`, where there is one.
    pub lock: Option<String>,
    /// Why `dossier.lock` could not be read, where something of that name is there.
    pub unread_lock: Option<String>,
    /// What is wrong with how it is written (E06 for articles, E07, E08, E09, I30 for foreign files).
    pub faults: Vec<Diagnostic>,
}

/// Bytes of an article from which on its quotations and its marks are looked for side by side.
const LARGE: usize = 1 << 20;

/// Which record of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

impl RecordId {
    /// As an index into [`Written::records`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a record's words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// What became of the search.
    pub outcome: Outcome,
    /// The form the quotation marks of the article give it, where it stands in one place.
    pub marked: Option<Form>,
}

impl Anchor {
    /// The one place it stands at.
    #[must_use]
    pub const fn passage(&self) -> Option<&Passage> {
        match &self.outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => Some(passage),
            _ => None,
        }
    }
}

/// One link of a chain of attribution, from the article inwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The source's id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// A dossier: immutable, kept in an [`Arc`], replaced whole.
#[derive(Clone, Debug)]
pub struct Dossier {
    written: Arc<Written>,
    /// Records by their ids, which stand in the records alone.
    by_id: Arc<HashTable<RecordId>>,
    /// Where the words of each record stand; none at all before they are looked for.
    anchors: Vec<Option<Anchor>>,
    order: Vec<RecordId>,
    /// What stands in quotation marks, article by article, found when somebody first asks.
    marks: Arc<[OnceLock<Marks>]>,
}

impl Dossier {
    /// What is written, with every anchor still [`Unchecked::Pending`]: enough to show the text at once.
    #[must_use]
    pub fn new(written: Written) -> Self {
        let by_id = by_id(&written.records);
        let marks = written.articles.iter().map(|_| OnceLock::new()).collect();
        let mut dossier = Self {
            marks,
            written: Arc::new(written),
            by_id: Arc::new(by_id),
            anchors: Vec::new(),
            order: Vec::new(),
        };
        dossier.sort();
        dossier
    }

    /// The same with every quotation looked for in its article.
    #[must_use]
    pub fn anchored(&self) -> Self {
        self.anchored_by(&Alone)
    }

    /// The same with every quotation looked for by `crew`.
    #[must_use]
    pub fn anchored_by(&self, crew: &dyn Crew) -> Self {
        let mut records = vec![Vec::new(); self.written.articles.len()];
        for (n, record) in self.written.records.iter().enumerate() {
            if let Some(article) = record.article.filter(|_| !record.text.is_empty()) {
                records[article].push(n);
            }
        }
        let readable = |article: usize| self.written.articles[article].readable;
        let asked: Vec<usize> = (0..records.len())
            .filter(|&article| readable(article) && !records[article].is_empty())
            .collect();
        let found = share(crew, asked.len(), |n| {
            self.anchors_in(asked[n], &records[asked[n]], crew)
        });
        let unreadable = || Anchor::unchecked(Unchecked::Unreadable);
        let all = self.written.records.iter();
        let all = all.map(|record| (!record.text.is_empty()).then(unreadable));
        let mut anchors: Vec<Option<Anchor>> = all.collect();
        for (article, found) in asked.into_iter().zip(found) {
            for (&n, anchor) in records[article].iter().zip(found) {
                anchors[n] = Some(anchor);
            }
        }
        let mut dossier = Self {
            written: Arc::clone(&self.written),
            by_id: Arc::clone(&self.by_id),
            marks: Arc::clone(&self.marks),
            anchors,
            order: Vec::new(),
        };
        dossier.sort();
        dossier
    }

    /// Where the words of `records` stand, which all are of one article.
    fn anchors_in(&self, number: usize, records: &[usize], crew: &dyn Crew) -> Vec<Anchor> {
        let article = &self.written.articles[number];
        let paragraphs = article.spans();
        let quotations: Vec<&Record> = (records.iter())
            .map(|&n| &self.written.records[n])
            .collect();
        let crew = if article.text.len() < LARGE {
            &Alone
        } else {
            crew
        };
        let (outcomes, marks) = both(
            crew,
            || anchor::find_all_by(crew, &article.text, &paragraphs, &quotations),
            || self.marks(number),
        );
        (outcomes.into_iter())
            .map(|outcome| Anchor::found(outcome, marks))
            .collect()
    }

    /// Text order: article by article, by place. What stands nowhere comes where it is near to; else behind the record of
    /// its article that is written before it.
    fn sort(&mut self) {
        let mut last: FxHashMap<usize, Span> = FxHashMap::default();
        let all = (0..).map(RecordId).take(self.written.records.len());
        let placed = all
            .filter(|id| !self.record(*id).text.is_empty())
            .map(|id| {
                let article = self.record(id).article.unwrap_or(usize::MAX);
                let before = last.entry(article).or_insert(Span::new(0, 0));
                *before = self.nearest(id).unwrap_or(*before);
                (article, before.start, before.end, id)
            });
        let mut order: Vec<_> = placed.collect();
        order.sort_by_key(|&(article, start, end, _)| (article, start, end));
        self.order = order.into_iter().map(|(.., id)| id).collect();
    }

    /// What the files say.
    #[must_use]
    pub fn written(&self) -> &Written {
        &self.written
    }

    /// Parties, sources, issues.
    #[must_use]
    pub fn codebook(&self) -> &Codebook {
        &self.written.codebook
    }

    /// The articles.
    #[must_use]
    pub fn articles(&self) -> &[Article] {
        &self.written.articles
    }

    /// What stands in quotation marks in one article (a number).
    ///
    /// # Panics
    /// When the article is of another dossier.
    #[must_use]
    pub fn marks(&self, number: usize) -> &Marks {
        self.marks[number].get_or_init(|| {
            let article = &self.written.articles[number];
            let paragraphs = article.spans();
            Marks::of(&article.text, &paragraphs)
        })
    }

    /// Every record, in the order they are written.
    #[must_use = "iterators are lazy"]
    pub fn records(&self) -> impl ExactSizeIterator<Item = (RecordId, &Record)> {
        (self.written.records.iter().enumerate())
            .map(|(n, record)| (RecordId(u32::try_from(n).unwrap_or(u32::MAX)), record))
    }

    /// The record `id`.
    ///
    /// # Panics
    /// When `id` is of another dossier.
    #[must_use]
    pub fn record(&self, id: RecordId) -> &Record {
        &self.written.records[id.index()]
    }

    /// The record called `id`; the first where two share it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<RecordId> {
        let is = |known: &RecordId| self.record(*known).id == id;
        self.by_id.find(hash(id), is).copied()
    }

    /// Where its words stand; `None` for a record without words.
    #[must_use]
    pub fn anchor(&self, id: RecordId) -> Option<&Anchor> {
        static PENDING: Anchor = Anchor::unchecked(Unchecked::Pending);
        if self.anchors.is_empty() {
            return (!self.record(id).text.is_empty()).then_some(&PENDING);
        }
        self.anchors[id.index()].as_ref()
    }

    /// The one place its words stand at.
    #[must_use]
    pub fn passage(&self, id: RecordId) -> Option<&Passage> {
        self.anchor(id)?.passage()
    }

    /// The bytes of the article its words cover.
    #[must_use]
    pub fn span(&self, id: RecordId) -> Option<Span> {
        self.passage(id).map(|passage| passage.span)
    }

    /// Where to look for its words: where they stand; else the passage that is nearest, else the first of several places.
    #[must_use]
    pub fn nearest(&self, id: RecordId) -> Option<Span> {
        match &self.anchor(id)?.outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => Some(passage.span),
            Outcome::Altered(near) => Some(near.span),
            Outcome::Ambiguous(places) => places.first().copied(),
            Outcome::Missing(_) | Outcome::Unchecked(_) => None,
        }
    }

    /// Whether its words are still being looked for.
    #[must_use]
    pub fn is_pending(&self, id: RecordId) -> bool {
        let outcome = self.anchor(id).map(|anchor| &anchor.outcome);
        outcome == Some(&Outcome::Unchecked(Unchecked::Pending))
    }

    /// The article it is anchored in.
    #[must_use]
    pub fn article_of(&self, id: RecordId) -> Option<&Article> {
        self.written.articles.get(self.record(id).article?)
    }

    /// Number (from 1) of the paragraph it begins in.
    #[must_use]
    pub fn paragraph(&self, id: RecordId) -> Option<usize> {
        self.paragraphs(id).map(|(first, _)| first)
    }

    /// Numbers (from 1) of the first and last paragraph, where it stands in one place.
    #[must_use]
    pub fn paragraphs(&self, id: RecordId) -> Option<(usize, usize)> {
        let (article, span) = (self.article_of(id)?, self.span(id)?);
        let last = span.end.saturating_sub(1);
        Some((article.paragraph_at(span.start), article.paragraph_at(last)))
    }

    /// Every record with words, in text order; see [`Self::new`] for those that stand nowhere.
    #[must_use]
    pub fn text_order(&self) -> &[RecordId] {
        &self.order
    }

    /// The records of one article (a number), in text order.
    #[must_use]
    pub fn in_article(&self, number: usize) -> &[RecordId] {
        let of = |id: &RecordId| self.record(*id).article.unwrap_or(usize::MAX);
        let start = self.order.partition_point(|id| of(id) < number);
        let end = self.order.partition_point(|id| of(id) <= number);
        &self.order[start..end]
    }

    /// The form of a quote: declared, or given by the quotation marks of the article.
    #[must_use]
    pub fn form(&self, id: RecordId) -> Option<Form> {
        let quote = self.record(id).quote()?;
        quote
            .form
            .filter(|form| matches!(form, Form::Summary | Form::Label))
            .or_else(|| self.anchor(id).and_then(|anchor| anchor.marked))
            .or(quote.form)
    }

    /// Whose words these are, as a layer; `None` for the analyst's own records. Words that do not stand in the article are
    /// nobody's, whatever form is declared for them.
    #[must_use]
    pub fn layer(&self, id: RecordId) -> Option<Layer> {
        let proven = (self.anchor(id)).is_none_or(|anchor| anchor.passage().is_some());
        let claimed = self.claimed(id)?;
        Some(if proven { claimed } else { Layer::Unproven })
    }

    /// The layer of the words if they stand.
    fn claimed(&self, id: RecordId) -> Option<Layer> {
        match &self.record(id).body {
            Body::Quote(_) => Some(self.form(id).map_or(Layer::Paraphrase, Layer::from)),
            Body::Claim(claim) => match &claim.source {
                Some(source) if source.id != Codebook::ARTICLE => {
                    let form = self.anchor(id).and_then(|anchor| anchor.marked);
                    Some(form.map_or(Layer::Paraphrase, Layer::from))
                }
                _ => Some(Layer::Narration),
            },
            Body::Event(_) | Body::Shift(_) => self.anchor(id).map(|_| Layer::Narration),
            Body::Position(_) | Body::Note(_) => None,
        }
    }

    /// The id of who speaks: a quote's source, a claim's, `article` for what the article itself tells.
    #[must_use]
    pub fn speaker(&self, id: RecordId) -> Option<&str> {
        match &self.record(id).body {
            Body::Quote(quote) => Some(&quote.source.id),
            Body::Claim(claim) => Some(
                claim
                    .source
                    .as_ref()
                    .map_or(Codebook::ARTICLE, |source| &source.id),
            ),
            Body::Event(_) => Some(Codebook::ARTICLE),
            Body::Shift(_) if self.anchor(id).is_some() => Some(Codebook::ARTICLE),
            _ => None,
        }
    }

    /// When it happened, was said or changed, as written.
    #[must_use]
    pub fn when(&self, id: RecordId) -> Option<&str> {
        match &self.record(id).body {
            Body::Quote(quote) => quote.setting.when.as_deref(),
            Body::Event(event) => event.when.as_deref(),
            Body::Shift(shift) => shift.when.as_deref(),
            Body::Position(position) => position.as_of.as_deref(),
            Body::Claim(_) | Body::Note(_) => None,
        }
    }

    /// The source who speaks, where it is declared.
    #[must_use]
    pub fn source_of(&self, id: RecordId) -> Option<&Source> {
        self.codebook().source(self.speaker(id)?)
    }

    /// The party the speaker speaks for here: the quote's own `party`, else the source's.
    #[must_use]
    pub fn party_of(&self, id: RecordId) -> Option<&Party> {
        let own = self.record(id).quote().and_then(|q| q.party.as_ref());
        let party = match own {
            Some(own) => own,
            None => self.source_of(id)?.party.as_ref()?,
        };
        self.codebook().party(&party.id)
    }

    /// The party whose words or intent the speaker describes, where that is not the speaker's own.
    #[must_use]
    pub fn ascribed_party(&self, id: RecordId) -> Option<&Party> {
        let ascribed = &self.record(id).quote()?.ascribes.as_ref()?.id;
        let codebook = self.codebook();
        codebook.party(ascribed).or_else(|| {
            let party = codebook.source(ascribed)?.party.as_ref()?;
            codebook.party(&party.id)
        })
    }

    /// Whether somebody stands between the article and the speaker.
    #[must_use]
    pub fn second_hand(&self, id: RecordId) -> bool {
        (self.record(id).extra.via.as_ref()).is_some_and(|via| !via.is_empty())
    }

    /// The chain of attribution, from the article inwards: `article → unnamed → Marco Rubio`.
    #[must_use]
    pub fn chain(&self, id: RecordId) -> Vec<Link<'_>> {
        let record = self.record(id);
        let codebook = self.codebook();
        let via = record.extra.via.iter().flatten().map(|via| via.id.as_str());
        let mut ids: Vec<&str> = std::iter::once(Codebook::ARTICLE).chain(via).collect();
        ids.extend(self.speaker(id).filter(|id| *id != Codebook::ARTICLE));
        (ids.into_iter())
            .map(|id| Link {
                id,
                name: codebook.name(id),
            })
            .collect()
    }
}

/// Where each id stands in `records`; the first where two share it.
fn by_id(records: &[Record]) -> HashTable<RecordId> {
    let of = |id: &RecordId| records[id.index()].id.as_str();
    let mut table = HashTable::with_capacity(records.len());
    for (n, record) in (0..).map(RecordId).zip(records) {
        let hash_here = hash(&record.id);
        if table
            .find(hash_here, |known| of(known) == record.id)
            .is_none()
        {
            table.insert_unique(hash_here, n, |known| hash(of(known)));
        }
    }
    table
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

impl Anchor {
    const fn unchecked(why: Unchecked) -> Self {
        Self {
            outcome: Outcome::Unchecked(why),
            marked: None,
        }
    }

    fn found(outcome: Outcome, marks: &Marks) -> Self {
        let mut anchor = Self {
            outcome,
            marked: None,
        };
        anchor.marked = anchor.passage().map(|passage| marked(passage, marks));
        anchor
    }
}
