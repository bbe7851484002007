//! Everything a dossier holds, as a list to find things in.
use crate::{
    model::{Body, Codebook, Dossier, Layer, PartyKind, RecordId, Sieve},
    text::{Fuzzy, Hay},
};
use std::cmp::Reverse;

/// Bytes of a record's words that are looked at.
const LONGEST: usize = 2_000;

/// Something in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A record.
    Record(RecordId),
    /// A source: its number in the codebook.
    Source(usize),
    /// A party: its column.
    Party(usize),
    /// An issue: its row.
    Issue(usize),
    /// An article: its number.
    Article(usize),
    /// A subhead: the number of its article, and its own among the paragraphs, from 0.
    Subhead(usize, usize),
}

/// Something in the list, and what it is found by: first among the names what it is called, then its id; first among the
/// words what stands behind the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub item: Item,
    /// What it is found by.
    pub hay: Hay,
}

/// What of a dossier is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Records, then sources, parties, issues, articles and their subheads.
    Everything,
    /// The articles alone.
    Articles,
}

/// Everything a dossier holds, in the order it is shown where nothing is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    /// Records in text order, the analyst's own as they are written, then the codebook, then the articles, then their subheads.
    pub entries: Vec<Entry>,
}

impl Catalogue {
    /// The catalogue of `dossier`. A filter asks for records: with one, nothing else is listed beside them.
    #[must_use]
    pub fn new(dossier: &Dossier, scope: Scope, sieve: &Sieve) -> Self {
        let mut entries = Vec::new();
        if scope == Scope::Everything {
            let placed = dossier.text_order().iter().copied();
            let analyst = dossier.records().map(|(id, _)| id);
            let analyst = analyst.filter(|id| dossier.anchor(*id).is_none());
            let wanted = placed.chain(analyst).filter(|id| sieve.passes(*id));
            entries.extend(wanted.map(|id| Entry {
                item: Item::Record(id),
                hay: record(dossier, id),
            }));
            if sieve.count().is_none() {
                entries.extend(codebook(dossier.codebook()));
            }
        }
        if scope == Scope::Articles || sieve.count().is_none() {
            entries.extend(articles(dossier));
        }
        if scope == Scope::Everything && sieve.count().is_none() {
            entries.extend(subheads(dossier));
        }
        Self { entries }
    }

    /// The numbers of the entries that have every word of `typed`, the likeliest first; of equally likely ones a name of the
    /// codebook before what it occurs in. All of them, in order, where nothing is typed.
    #[must_use]
    pub fn like(&self, typed: &str) -> Vec<usize> {
        if typed.trim().is_empty() {
            return (0..self.entries.len()).collect();
        }
        let mut fuzzy = Fuzzy::new(typed);
        let mut found: Vec<(Reverse<u32>, bool, usize)> = (self.entries.iter().enumerate())
            .filter_map(|(n, entry)| {
                let score = fuzzy.score(&entry.hay)?;
                Some((Reverse(score), matches!(entry.item, Item::Record(_)), n))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(.., n)| n).collect()
    }
}

fn record(dossier: &Dossier, id: RecordId) -> Hay {
    let record = dossier.record(id);
    let codebook = dossier.codebook();
    let speaker = dossier.speaker(id);
    let source = dossier.source_of(id);
    let mut names = vec![
        speaker
            .map_or(record.table(), |id| codebook.name(id))
            .into(),
        record.id.clone(),
    ];
    names.extend(source.iter().flat_map(|source| source.aka.iter().cloned()));
    let mut words = vec![printed(dossier, id)];
    if speaker.is_some() {
        words.extend(record.says.clone().map(String::from));
    }
    words.push(record.path());
    words.extend(record.extra.tags.iter().cloned());
    words.extend(
        dossier
            .layer(id)
            .map(|layer: Layer| layer.words().to_owned()),
    );
    let issue = |id: &str| {
        codebook
            .issue(id)
            .map_or(id, |issue| &issue.name)
            .to_owned()
    };
    words.extend(record.on.iter().map(|on| issue(&on.id)));
    words.extend(
        dossier
            .article_of(id)
            .map(|article| article.label().to_owned()),
    );
    Hay { names, words }
}

/// The words of a record on one line: as printed where they stand, else as written, else the analyst's.
fn printed(dossier: &Dossier, id: RecordId) -> String {
    let record = dossier.record(id);
    if let (Some(passage), Some(article)) = (dossier.passage(id), dossier.article_of(id)) {
        return passage.printed(&article.text, LONGEST);
    }
    let moved = match &record.body {
        Body::Shift(shift) => shift.moved(),
        _ => None,
    };
    let written = record.first_words().map(|text| {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    written.or(moved).unwrap_or_default()
}

fn codebook(codebook: &Codebook) -> Vec<Entry> {
    let told = |facts: &[Option<&str>]| {
        let facts: Vec<&str> = facts.iter().copied().flatten().collect();
        vec![facts.join(", ")]
    };
    let entry = |item, name: &str, id: &str, aka: &[String], words| Entry {
        item,
        hay: Hay {
            names: [name, id]
                .into_iter()
                .chain(aka.iter().map(String::as_str))
                .map(str::to_owned)
                .collect(),
            words,
        },
    };
    let sources = codebook.sources.iter().enumerate().map(|(n, source)| {
        let party = source.party.as_ref().map(|party| codebook.name(&party.id));
        let words = told(&[source.role.as_deref(), source.org.as_deref(), party]);
        entry(
            Item::Source(n),
            &source.name,
            &source.id,
            &source.aka,
            words,
        )
    });
    let parties = codebook.parties.iter().enumerate().map(|(n, party)| {
        let words = told(&[party.kind.map(PartyKind::gloss), party.short.as_deref()]);
        entry(Item::Party(n), &party.name, &party.id, &party.aka, words)
    });
    let issues = codebook.issues.iter().enumerate().map(|(n, issue)| {
        let words = told(&[issue.ask.as_deref(), issue.note.as_deref()]);
        entry(Item::Issue(n), &issue.name, &issue.id, &[], words)
    });
    sources.chain(parties).chain(issues).collect()
}

fn articles(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    dossier.articles().iter().enumerate().map(|(n, article)| {
        let facts = [&article.publisher, &article.date, &article.author];
        let facts: Vec<&str> = facts.into_iter().flatten().map(String::as_str).collect();
        Entry {
            item: Item::Article(n),
            hay: Hay {
                names: vec![article.label().to_owned(), article.id.clone()],
                words: vec![facts.join(", "), article.file.clone()],
            },
        }
    })
}

fn subheads(dossier: &Dossier) -> impl Iterator<Item = Entry> {
    let articles = dossier.articles().iter().enumerate();
    articles.flat_map(|(number, article)| {
        let paragraphs = article.paragraphs.iter().enumerate();
        let heads = paragraphs.filter(|(_, paragraph)| paragraph.head);
        heads.map(move |(n, paragraph)| Entry {
            item: Item::Subhead(number, n),
            hay: Hay {
                names: vec![
                    paragraph.span.of(&article.text).trim().to_owned(),
                    format!("¶{}", n + 1),
                ],
                words: vec![article.label().to_owned()],
            },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Filter, Trait},
        store,
    };

    fn found(typed: &str) -> Vec<String> {
        let dossier = Dossier::new(store::example()).anchored();
        let catalogue = Catalogue::new(&dossier, Scope::Everything, &Sieve::default());
        let found = catalogue.like(typed).into_iter();
        found
            .map(|n| catalogue.entries[n].hay.names[1].clone())
            .collect()
    }

    #[test]
    fn everything_is_found_by_name_letters_or_words() {
        assert_eq!(
            found("stanovaya")[0],
            "stanovaya",
            "the source before what she says"
        );
        assert_eq!(found("eithor"), ["putin-either-or"]);
        assert!(found("wish list").contains(&"rubio-wishlist".to_owned()));
        assert_eq!(found("donbass")[0], "territory", "the issue");
        assert_eq!(found("two demands")[0], "¶5", "a subhead");
        assert_eq!(found("no such thing at all"), [""; 0]);
        let (all, records) = (found(""), store::example().records.len());
        assert!(all.len() > records + 20, "codebook and articles too");
    }

    #[test]
    fn a_filter_leaves_records_alone() {
        let dossier = Dossier::new(store::example()).anchored();
        let mut filter = Filter::default();
        filter.toggle(Trait::Source("baunov"));
        let sieve = filter.sieve(&dossier, &[]);
        let catalogue = Catalogue::new(&dossier, Scope::Everything, &sieve);
        assert!(
            catalogue
                .entries
                .iter()
                .all(|e| matches!(e.item, Item::Record(_)))
        );
        assert_eq!(Some(catalogue.entries.len()), sieve.count());
        let articles = Catalogue::new(&dossier, Scope::Articles, &sieve);
        assert_eq!(articles.entries.len(), dossier.articles().len());
    }
}
