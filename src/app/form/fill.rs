//! What stands in a form when it opens: what the text proposes, or what the file says.
use super::{Form, Kind};
use crate::{
    anchor::{LONG, shorten},
    model::{Article, Dossier, RecordId, Takes},
    text::{Span, words::words},
};

impl Form {
    /// A new record about the words at `parts` of an article.
    pub(super) fn about_words(
        kind: Kind,
        dossier: &Dossier,
        number: usize,
        parts: &[Span],
    ) -> Result<Self, &'static str> {
        let article = dossier.articles().get(number).ok_or("no article")?;
        let whole = parts
            .iter()
            .copied()
            .reduce(Span::join)
            .ok_or("nothing is selected")?;
        let paragraphs: Vec<Span> = article.paragraphs.iter().map(|p| p.span).collect();
        let pattern = shorten(&article.text, &paragraphs, parts, long(dossier, number)).ok_or(
            "these words cannot be told from the same words elsewhere: select more of them",
        )?;
        let mut form = Self::new(kind);
        form.article = Some(article.id.clone());
        form.span = Some(whole);
        form.about = about(article, parts);
        for (name, values) in [
            ("text", pattern.parts),
            ("before", pattern.before.into_iter().collect()),
            ("after", pattern.after.into_iter().collect()),
        ] {
            form.propose(name, values);
        }
        Ok(form)
    }

    /// A new position, shift or note about a record.
    pub(super) fn about_record(&mut self, dossier: &Dossier, record: RecordId) {
        let id = dossier.record(record).id.clone();
        self.record = Some(id.clone());
        let party = dossier.party_of(record).map(|party| party.id.clone());
        let issue = dossier.record(record).on.first().map(|on| on.id.clone());
        self.propose("party", party.into_iter().collect());
        self.propose("issue", issue.into_iter().collect());
        self.propose("evidence", vec![id.clone()]);
        self.propose("about", vec![id]);
    }

    /// The record that is there already, to change it.
    pub(super) fn of_record(dossier: &Dossier, record: RecordId) -> Option<Self> {
        let written = dossier.written();
        let said = dossier.record(record);
        let mut form = Self::new(Kind::of(said.table())?);
        form.of = Some(said.id.clone());
        form.article = dossier.article_of(record).map(|article| article.id.clone());
        form.span = dossier.span(record);
        if let (Some(article), Some(span)) = (dossier.article_of(record), form.span) {
            form.about = about(article, &[span]);
        }
        let source = &written.files.get(said.place.file).text;
        for (name, span) in &said.fields {
            let values = source.get(span.start..span.end).and_then(toml_values);
            if let (Some(entry), Some(values)) = (form.entry_mut(name), values) {
                let nobody = values.is_empty() && matches!(entry.plan.field.takes, Takes::Many(_));
                entry.read(if nobody { vec![String::new()] } else { values });
            }
        }
        form.read("id", vec![said.id.clone()]);
        Some(form)
    }

    /// The source, party or issue that is there already, to change it.
    pub(super) fn of_codebook(dossier: &Dossier, kind: Kind, id: &str) -> Option<Self> {
        let mut form = Self::new(kind);
        form.of = Some(id.to_owned());
        let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
        let book = dossier.codebook();
        match kind {
            Kind::Source => {
                let source = book.source(id)?;
                form.read("name", vec![source.name.clone()]);
                form.read("role", one(&source.role));
                form.read(
                    "party",
                    source.party.iter().map(|party| party.id.clone()).collect(),
                );
                form.read("org", one(&source.org));
                form.read("kind", vec![source.kind.word().to_owned()]);
                form.read("aka", source.aka.clone());
                form.read(
                    "rel",
                    source.rel.iter().map(|rel| rel.word().to_owned()).collect(),
                );
                form.read("wikidata", one(&source.wikidata));
            }
            Kind::Party => {
                let party = book.party(id)?;
                form.read("name", vec![party.name.clone()]);
                form.read("short", one(&party.short));
                form.read("aka", party.aka.clone());
                form.read(
                    "kind",
                    party
                        .kind
                        .iter()
                        .map(|kind| kind.word().to_owned())
                        .collect(),
                );
                form.read("color", one(&party.color));
            }
            _ => {
                let issue = book.issue(id)?;
                form.read("name", vec![issue.name.clone()]);
                form.read("ask", one(&issue.ask));
                form.read("note", one(&issue.note));
            }
        }
        form.read("id", vec![id.to_owned()]);
        Some(form)
    }

    /// `[article]`, to say where the article comes from.
    pub(super) fn of_article(article: &Article) -> Self {
        let mut form = Self::new(Kind::Article);
        form.of = Some(article.id.clone());
        form.article = Some(article.id.clone());
        form.about.clone_from(&article.file);
        let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
        for (name, value) in [
            ("title", &article.title),
            ("author", &article.author),
            ("publisher", &article.publisher),
            ("date", &article.date),
            ("url", &article.url),
            ("retrieved", &article.retrieved),
            ("lang", &article.lang),
            ("rights", &article.rights),
        ] {
            form.read(name, one(value));
        }
        form.read("unknown", article.unknown.clone());
        form.read(
            "kind",
            article
                .kind
                .iter()
                .map(|kind| kind.word().to_owned())
                .collect(),
        );
        form.read(
            "translated",
            article
                .translated
                .iter()
                .map(|known| known.word().to_owned())
                .collect(),
        );
        form.read(
            "rel",
            article
                .rel
                .iter()
                .map(|rel| rel.word().to_owned())
                .collect(),
        );
        form.propose_title(article);
        form
    }

    fn read(&mut self, name: &str, values: Vec<String>) {
        if let Some(entry) = self.entry_mut(name) {
            entry.read(values);
        }
    }
}

/// From how many words on quotations of article number `number` are given by their ends: as its annotations do, where any are.
pub(in crate::app) fn long(dossier: &Dossier, number: usize) -> usize {
    let (mut by_ends, mut whole) = (None, 0);
    for &id in dossier.in_article(number) {
        let (Some(article), Some(span)) = (dossier.article_of(id), dossier.span(id)) else {
            continue;
        };
        let count = words(&article.text, span).count();
        if dossier
            .record(id)
            .text
            .iter()
            .any(|part| part.contains(">>"))
        {
            by_ends = Some(by_ends.map_or(count, |least: usize| least.min(count)));
        } else if dossier.record(id).text.len() == 1 {
            whole = whole.max(count);
        }
    }
    match by_ends {
        Some(count) => count.clamp(12, LONG),
        None if whole >= LONG => usize::MAX,
        None => LONG,
    }
}

/// `¶8 · 12 words`.
fn about(article: &Article, parts: &[Span]) -> String {
    let first = parts.first().map_or(0, |part| part.start);
    let count: usize = parts
        .iter()
        .map(|part| words(&article.text, *part).count())
        .sum();
    let s = if count == 1 { "" } else { "s" };
    format!("¶{} · {count} word{s}", article.paragraph_at(first))
}

/// The strings of a TOML value: itself, or what a list holds.
fn toml_values(value: &str) -> Option<Vec<String>> {
    let table: toml::Table = format!("v = {value}").parse().ok()?;
    let word = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Table(_) | toml::Value::Array(_) => None,
        other => Some(other.to_string()),
    };
    match table.get("v")? {
        toml::Value::Array(items) => items.iter().map(word).collect(),
        one => Some(vec![word(one)?]),
    }
}

/// The source of a form that makes one: its name as printed, and what stands around the name as its role.
pub(super) fn named(name: &str, phrase: &str) -> (String, Option<String>) {
    let (before, after) = phrase.split_once(name).unwrap_or(("", phrase));
    let (before, after) = (bare(before), bare(after));
    // `Mayor Ilse Tomann, who had offered to mediate`: what somebody did is not what they are.
    let after = Some(after).filter(|after| !RELATIVE.iter().any(|word| after.starts_with(word)));
    let rest = match (before, after.unwrap_or_default()) {
        ("", rest) | (rest, "") => rest.to_owned(),
        (before, after) => format!("{before}, {after}"),
    };
    let rest = rest.as_str();
    // `Norland's minister, Hilde Brekke`: what ends small is what somebody is, and what begins and ends large their name.
    let (name, rest) = if ends_small(name) && is_name(rest) {
        (rest, name)
    } else {
        (name, rest)
    };
    // `mayor Anna Lind`: what begins small before a name is what somebody is.
    let small = name
        .split_inclusive(' ')
        .take_while(|word| word.starts_with(char::is_lowercase));
    let before: usize = small.map(str::len).sum();
    let (title, name) = name.split_at(if before < name.len() { before } else { 0 });
    let rest = if rest.is_empty() { title.trim() } else { rest };
    (
        name.to_owned(),
        (!rest.is_empty() && rest.len() < 80).then(|| rest.to_owned()),
    )
}

/// What a clause begins with that tells what somebody did.
const RELATIVE: [&str; 4] = ["who ", "whose ", "whom ", "which "];

/// What stands before the words that say what somebody is, and does not belong to them.
const BEFORE: [&str; 16] = [
    "a ", "an ", "the ", "its ", "his ", "her ", "their ", "our ", "A ", "An ", "The ", "Its ",
    "His ", "Her ", "Their ", "Our ",
];

/// `words` without the marks around them, and without an article or somebody's pronoun before them.
fn bare(words: &str) -> &str {
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')' | '—' | '–');
    let words = words.trim_matches(marks);
    let mut all = BEFORE.iter();
    all.find_map(|word| words.strip_prefix(word))
        .unwrap_or(words)
}

/// Whether the last of `words` begins with a small letter.
fn ends_small(words: &str) -> bool {
    let last = words.split_whitespace().next_back();
    last.is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// Whether `words` could be a person's name: few, the first and the last of them large.
fn is_name(words: &str) -> bool {
    let mut all = words.split_whitespace();
    let large = |word: &str| word.starts_with(char::is_uppercase);
    all.clone().count() <= 4 && all.next().is_some_and(large) && all.next_back().is_some_and(large)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_name_is_told_from_what_somebody_is() {
        for (name, phrase, want) in [
            ("Anna Lind", "mayor Anna Lind", ("Anna Lind", "mayor")),
            ("mayor Anna Lind", "mayor Anna Lind", ("Anna Lind", "mayor")),
            (
                "Norland's fisheries minister",
                "Norland's fisheries minister, Hilde Brekke,",
                ("Hilde Brekke", "Norland's fisheries minister"),
            ),
            (
                "Ines Marchetti",
                "Ines Marchetti, a marine biologist at the University of Sella,",
                (
                    "Ines Marchetti",
                    "marine biologist at the University of Sella",
                ),
            ),
            (
                "Jonas Bredt",
                "Its chairman, Jonas Bredt,",
                ("Jonas Bredt", "chairman"),
            ),
            (
                "Ilse Tomann",
                "Mayor Ilse Tomann, who had offered to mediate,",
                ("Ilse Tomann", "Mayor"),
            ),
            (
                "Ilse Tomann",
                "Mayor Ilse Tomann (a former judge)",
                ("Ilse Tomann", "Mayor, former judge"),
            ),
            (
                "officials",
                "officials on both sides",
                ("officials", "on both sides"),
            ),
        ] {
            let (who, what) = named(name, phrase);
            assert_eq!((who.as_str(), what.as_deref()), (want.0, Some(want.1)));
        }
    }
}
