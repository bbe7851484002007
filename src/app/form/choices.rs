//! What a field may hold, the likeliest first, narrowed by two letters.
use super::{Blank, Form, Kind};
use crate::model::{Codebook, Dossier, Of, RecordId, Takes};

/// Choices offered at most.
const MOST: usize = 50;

/// One thing a field may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The id, or the word; of something new, what was typed.
    pub id: String,
    /// How it is called.
    pub label: String,
    /// What would be made first.
    pub new: Option<Kind>,
}

/// What `entry` of `form` may hold, the likeliest first. Something new, where that is possible, comes at the end; but before what has
/// the letters only within a word: `Her` is nobody who is a researcher.
#[must_use]
pub fn choices(dossier: &Dossier, form: &Form, entry: &Blank) -> Vec<Offer> {
    let typed = entry.field.text.trim();
    let all: Vec<(String, String)> = match entry.plan.field.takes {
        Takes::One(of) | Takes::Many(of) => ids(dossier, form, of, entry.plan.field.name),
        Takes::Term(words) | Takes::Terms(words) => words.iter().map(plain).collect(),
        Takes::Flag => ["true", "false"].iter().map(plain).collect(),
        _ => return Vec::new(),
    };
    let taken = |id: &String| entry.is_list() && entry.chosen.contains(id);
    let mut found: Vec<(u8, Offer)> = all
        .into_iter()
        .filter(|(id, _)| !taken(id))
        .filter_map(|(id, label)| {
            let rank = rank(&id, &label, typed)?;
            Some((
                rank,
                Offer {
                    id,
                    label,
                    new: None,
                },
            ))
        })
        .collect();
    // Stable: among equals, the likeliest stay first.
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(MOST);
    let begins = found.partition_point(|(rank, _)| *rank < WITHIN);
    let mut found: Vec<Offer> = found.into_iter().map(|(_, choice)| choice).collect();
    let exact = found
        .first()
        .is_some_and(|first| same(&first.id, typed) || same(name_of(&first.label), typed));
    if let Some(kind) = creates(entry).filter(|_| !typed.is_empty() && !exact) {
        let made = Offer {
            id: typed.to_owned(),
            label: format!("new {}: {typed}", kind.table()),
            new: Some(kind),
        };
        found.insert(if begins == 0 { 0 } else { found.len() }, made);
    }
    found
}

/// What a field can make in place.
fn creates(entry: &Blank) -> Option<Kind> {
    let (Takes::One(of) | Takes::Many(of)) = entry.plan.field.takes else {
        return None;
    };
    match of {
        Of::Source | Of::Speaker | Of::Anybody => Some(Kind::Source),
        Of::Party => Some(Kind::Party),
        Of::Issue => Some(Kind::Issue),
        _ => None,
    }
}

fn plain(word: &&str) -> (String, String) {
    ((*word).to_owned(), String::new())
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The part of a label that is a name.
fn name_of(label: &str) -> &str {
    label.split(" · ").next().unwrap_or(label)
}

/// All ids that `of` means with a label each, the likeliest here first.
fn ids(dossier: &Dossier, form: &Form, of: Of, field: &str) -> Vec<(String, String)> {
    let book = dossier.codebook();
    let mut all: Vec<(String, String)> = form.fresh(of);
    match of {
        Of::Source => {
            all.extend(sources(dossier, form));
            all.push((Codebook::UNNAMED.into(), "somebody unnamed".into()));
            all.push((Codebook::ARTICLE.into(), "the article's own voice".into()));
            if field == "via" {
                all.push((
                    String::new(),
                    "nobody · looked for, and nobody passed it on".into(),
                ));
            }
        }
        Of::Party => {
            all.extend((book.parties.iter()).map(|party| (party.id.clone(), party.name.clone())));
        }
        Of::Issue => {
            let here = book.issues.get(form.issue);
            let rest = book
                .issues
                .iter()
                .filter(|issue| here.is_none_or(|here| here.id != issue.id));
            all.extend(
                (here.into_iter().chain(rest)).map(|issue| (issue.id.clone(), issue.name.clone())),
            );
        }
        Of::Speaker | Of::Anybody => {
            all.extend((book.parties.iter()).map(|party| (party.id.clone(), party.name.clone())));
            all.extend(sources(dossier, form));
        }
        Of::Evidence | Of::Quote | Of::Same | Of::Record => all.extend(records(dossier, form, of)),
    }
    all
}

/// Everybody in the codebook; those quoted in this article first, the last one quoted before the words first of all.
fn sources(dossier: &Dossier, form: &Form) -> Vec<(String, String)> {
    let book = dossier.codebook();
    let article = form
        .article
        .as_ref()
        .and_then(|id| (dossier.articles().iter()).position(|article| article.id == *id));
    let here: Vec<&str> = article.map_or_else(Vec::new, |article| {
        let place = form.span.map_or(usize::MAX, |span| span.start);
        let records = dossier.in_article(article);
        let before = records
            .iter()
            .rev()
            .filter(|id| dossier.span(**id).is_some_and(|span| span.start < place));
        (before.chain(records))
            .filter_map(|id| dossier.speaker(*id))
            .collect()
    });
    let rank = |id: &str| {
        here.iter()
            .position(|other| *other == id)
            .unwrap_or(usize::MAX)
    };
    let mut sources: Vec<_> = book.sources.iter().collect();
    sources.sort_by_key(|source| rank(&source.id));
    (sources.into_iter())
        .map(|source| {
            let role = source.role.as_ref().or(source.org.as_ref());
            let label = role.map_or_else(
                || source.name.clone(),
                |role| format!("{} · {role}", source.name),
            );
            (source.id.clone(), label)
        })
        .collect()
}

/// The records that `of` means, those of this article and nearest to the words first.
fn records(dossier: &Dossier, form: &Form, of: Of) -> Vec<(String, String)> {
    let fits = |id: RecordId| {
        let table = dossier.record(id).table();
        match of {
            Of::Quote => table == "quote",
            Of::Same => table == form.kind.table(),
            Of::Evidence => matches!(table, "quote" | "claim" | "event" | "shift"),
            _ => true,
        }
    };
    let own = |id: RecordId| {
        form.of.as_ref() == Some(&dossier.record(id).id)
            && dossier.record(id).table() == form.kind.table()
    };
    let mut all: Vec<RecordId> = (dossier.records().map(|(id, _)| id))
        .filter(|id| fits(*id) && !own(*id))
        .collect();
    let far = |id: RecordId| {
        let here = dossier
            .article_of(id)
            .is_some_and(|article| form.article.as_ref() == Some(&article.id));
        let place = form.span.map_or(0, |span| span.start);
        (
            !here,
            dossier
                .span(id)
                .map_or(usize::MAX, |span| span.start.abs_diff(place)),
        )
    };
    let focus = |id: RecordId| form.record.as_ref() != Some(&dossier.record(id).id);
    all.sort_by_key(|id| (focus(*id), far(*id)));
    (all.into_iter())
        .map(|id| {
            let record = dossier.record(id);
            let words = record.first_words().unwrap_or_default();
            let who = dossier
                .speaker(id)
                .map(|id| dossier.codebook().name(id))
                .unwrap_or_default();
            let place = dossier
                .paragraph(id)
                .map_or_else(String::new, |n| format!("¶{n} "));
            (record.id.clone(), format!("{place}{who}: {words}"))
        })
        .collect()
}

/// The rank from which on the letters stand only within words.
const WITHIN: u8 = 5;

/// How well `typed` names a thing; lower is better, `None` not at all.
fn rank(id: &str, label: &str, typed: &str) -> Option<u8> {
    if typed.is_empty() {
        return Some(0);
    }
    let typed = typed.to_lowercase();
    let (id, label) = (id.to_lowercase(), label.to_lowercase());
    let name = name_of(&label);
    let words = || {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let initials: String = words().filter_map(|word| word.chars().next()).collect();
    let letters = |text: &str| {
        let mut rest = text.chars();
        typed
            .chars()
            .filter(|c| !c.is_whitespace())
            .all(|c| rest.any(|r| r == c))
    };
    Some(match () {
        () if id == typed || name == typed => 0,
        () if id.starts_with(&typed)
            || words()
                .next_back()
                .is_some_and(|last| last.starts_with(&typed)) =>
        {
            1
        }
        () if initials.starts_with(&typed)
            || id.split('-').any(|part| part.starts_with(&typed)) =>
        {
            2
        }
        () if words().any(|word| word.starts_with(&typed)) => 3,
        () if (label.split(|c: char| !c.is_alphanumeric()))
            .any(|word| word.starts_with(&typed)) =>
        {
            4
        }
        () if label.contains(&typed) || id.contains(&typed) => WITHIN,
        () if letters(&id) || letters(name) => WITHIN + 1,
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_name_a_source() {
        let best = |typed: &str| {
            let all = [
                ("putin", "Vladimir Putin · Russian president"),
                ("stubb", "Alexander Stubb"),
                ("us-plan", "28-point peace plan"),
            ];
            all.into_iter()
                .filter_map(|(id, label)| Some((rank(id, label, typed)?, id)))
                .min()
        };
        assert_eq!(best("pu"), Some((1, "putin")));
        assert_eq!(best("vp"), Some((2, "putin")));
        assert_eq!(best("st"), Some((1, "stubb")));
        assert_eq!(best("al"), Some((3, "stubb")));
        assert_eq!(best("pl"), Some((1, "us-plan")));
        assert_eq!(best("presid"), Some((4, "putin")));
        assert_eq!(best("resident"), Some((WITHIN, "putin")));
        assert_eq!(best("zz"), None);
    }
}
