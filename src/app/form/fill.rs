//! What stands in a form when it opens: what the text proposes, or what the file says.
use super::{Form, Kind};
use crate::{
    anchor::{LONG, shorten},
    model::{Article, Dossier, RecordId, Takes},
    text::{Span, counted, words::words},
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
        let paragraphs = article.spans();
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
        for (name, span) in said.fields.iter(said.table()) {
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
    let all: usize = parts
        .iter()
        .map(|part| words(&article.text, *part).count())
        .sum();
    let place = article.paragraph_at(first);
    format!("¶{place} · {}", counted(all, "word"))
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
