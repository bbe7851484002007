//! Where a new record goes, and what it is called.
use super::change::Beside;
use crate::{
    diag::FileId,
    model::{Dossier, RecordId, Written},
    text::Span,
};
use unicode_normalization::UnicodeNormalization;

/// The neighbour, in text order, of a new record of kind `table` with the words `span` of article number `article`: of its
/// own kind where the file keeps kinds apart, of any kind where it does not.
#[must_use]
pub fn neighbour(dossier: &Dossier, article: usize, span: Span, table: &str) -> Beside {
    let Some(home) = dossier.articles().get(article) else {
        return Beside::Kind;
    };
    let fallback = Beside::Article(home.id.clone());
    let Some(file) = home.place.map(|place| place.file) else {
        return fallback;
    };
    let apart = kinds_apart(dossier, file);
    let here = |id: &&RecordId| {
        let record = dossier.record(**id);
        record.place.file == file && (!apart || record.table() == table)
    };
    let placed = |id: &RecordId| dossier.span(*id).map(|span| (span.start, span.end));
    let order = || {
        dossier
            .in_article(article)
            .iter()
            .filter(here)
            .filter(|id| placed(id).is_some())
    };
    let name = |id: &RecordId| dossier.record(*id).id.clone();
    if let Some(before) = order().rfind(|id| placed(id) <= Some((span.start, span.end))) {
        return Beside::After(name(before));
    }
    order()
        .next()
        .map_or(fallback, |first| Beside::Before(name(first)))
}

/// Whether the records of a file stand kind by kind.
fn kinds_apart(dossier: &Dossier, file: FileId) -> bool {
    let mut kinds: Vec<&str> = Vec::new();
    for (_, record) in dossier
        .records()
        .filter(|(_, record)| record.place.file == file)
    {
        if kinds.last() != Some(&record.table()) {
            kinds.push(record.table());
        }
    }
    let runs = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    runs == kinds.len()
}

/// Words that say little about what an id stands for.
const LITTLE: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has",
    "have", "he", "her", "his", "if", "in", "into", "is", "it", "its", "no", "not", "of", "on",
    "or", "our", "she", "so", "than", "that", "the", "their", "them", "there", "these", "they",
    "this", "those", "to", "was", "we", "were", "what", "when", "which", "who", "will", "with",
    "would", "you",
];

/// The most letters of an id.
const LONGEST: usize = 40;

/// An id for a new table of kind `table`, made of `lead` (a source's id, or nothing) and a few of `words` (the quotation;
/// a name), and used nowhere in `written`.
#[must_use]
pub fn fresh_id(written: &Written, table: &str, lead: &str, words: &str) -> String {
    let all: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .map(plain)
        .filter(|word| !word.is_empty())
        .collect();
    let telling = all.iter().filter(|word| !LITTLE.contains(&word.as_str()));
    let few: Vec<&str> = if table == "source" {
        // People are known by their last name.
        all.last().map(String::as_str).into_iter().collect()
    } else {
        telling
            .map(String::as_str)
            .take(if lead.is_empty() { 3 } else { 2 })
            .collect()
    };
    let few = if few.is_empty() {
        all.iter().map(String::as_str).take(2).collect()
    } else {
        few
    };
    let lead = lead
        .split('-')
        .next()
        .map(plain)
        .filter(|lead| !lead.is_empty());
    let mut id = String::new();
    for part in lead.as_deref().into_iter().chain(few) {
        if id.is_empty() || id.len() + part.len() < LONGEST {
            id += if id.is_empty() { "" } else { "-" };
            id += part;
        }
    }
    if id.is_empty() {
        table.clone_into(&mut id);
    }
    if !is_taken(written, table, &id) {
        return id;
    }
    let mut numbered = (2..).map(|n: u32| format!("{id}-{n}"));
    numbered
        .find(|id| !is_taken(written, table, id))
        .unwrap_or(id)
}

/// `word` in small Latin letters and digits, marks taken off.
fn plain(word: &str) -> String {
    word.nfkd()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Whether a table of this kind, or one that shares its ids, is called `id`.
#[must_use]
pub(in crate::store) fn is_taken(written: &Written, table: &str, id: &str) -> bool {
    let book = &written.codebook;
    match table {
        "party" => book.party(id).is_some(),
        "source" => book.source(id).is_some() || matches!(id, "article" | "unnamed"),
        "issue" => book.issue(id).is_some(),
        _ => written.records.iter().any(|record| record.id == id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Dossier, store::fixture::memory};

    const TEXT: &str = "Alpha one. Beta two. Gamma three. Delta four.";

    fn dossier(records: &str) -> Dossier {
        let source = format!("[article]\nfile='t.txt'\n{records}");
        Dossier::new(memory(&[("t.toml", &source), ("t.txt", TEXT)])).anchored()
    }

    fn at(words: &str) -> Span {
        let start = TEXT.find(words).expect("there");
        Span::new(start, start + words.len())
    }

    #[test]
    fn a_record_stands_beside_the_one_before_it_in_the_text() {
        let quotes = "[quote.b]\nsource='x'\ntext='Beta'\n[quote.d]\nsource='x'\ntext='Delta'\n";
        let apart = dossier(&format!("{quotes}[claim.a]\nsays='s'\ntext='Alpha'\n"));
        assert_eq!(
            neighbour(&apart, 0, at("Gamma"), "quote"),
            Beside::After("b".into())
        );
        assert_eq!(
            neighbour(&apart, 0, at("Alpha"), "quote"),
            Beside::Before("b".into())
        );
        assert_eq!(
            neighbour(&apart, 0, at("Gamma"), "claim"),
            Beside::After("a".into())
        );
        assert_eq!(
            neighbour(&apart, 0, at("Gamma"), "event"),
            Beside::Article("t".into())
        );
        let mixed = dossier(
            "[quote.a]\nsource='x'\ntext='Alpha'\n[claim.b]\nsays='s'\ntext='Beta'\n[quote.d]\nsource='x'\ntext='Delta'\n",
        );
        assert_eq!(
            neighbour(&mixed, 0, at("Gamma"), "quote"),
            Beside::After("b".into())
        );
    }

    #[test]
    fn an_id_is_made_of_the_source_and_telling_words() {
        let written = memory(&[(
            "a.toml",
            "[note.putin-either-liberate]\nkind='gap'\nsays='s'\n[source.putin]\nname='P'\n",
        )]);
        let words = "Either we liberate these territories";
        assert_eq!(
            fresh_id(&written, "quote", "putin", words),
            "putin-either-liberate-2"
        );
        assert_eq!(
            fresh_id(&written, "claim", "", words),
            "either-liberate-territories"
        );
        assert_eq!(
            fresh_id(&written, "source", "", "Volodymyr Zelénsky"),
            "zelensky"
        );
        assert_eq!(fresh_id(&written, "source", "", "V. Putin"), "putin-2");
        assert_eq!(
            fresh_id(&written, "party", "", "The European Union"),
            "european-union"
        );
        assert_eq!(fresh_id(&written, "quote", "", "«…»"), "quote");
        assert_eq!(
            fresh_id(&written, "quote", "us-plan", "it is what it is"),
            "us-it-is"
        );
    }
}
