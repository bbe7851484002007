//! A source, party, issue or article.
use super::{Lines, record::list};
use crate::{
    export::{
        content::Text,
        note::{Desk, plain},
    },
    model::{Article, Fact, Source},
};

impl Desk<'_> {
    /// Everything about the entry `id`, and who names it.
    pub(super) fn whole_entry(&self, id: &str) -> Option<Lines> {
        let codebook = self.codebook();
        let named = |label, id: &str, name: &str| {
            vec![(label, Text::of(plain(id))), ("Name", self.authored(name))]
        };
        let (mut lines, place) = if let Some(source) = codebook.source(id) {
            (self.of_source(source), Some(source.place))
        } else if let Some(party) = codebook.party(id) {
            (named("Party", &party.id, &party.name), Some(party.place))
        } else if let Some(issue) = codebook.issue(id) {
            let mut lines = named("Issue", &issue.id, &issue.name);
            lines.push(("Proposition", self.maybe(issue.ask.as_deref())));
            (lines, Some(issue.place))
        } else {
            let mut articles = self.dossier.articles().iter();
            let article = articles.find(|article| article.id == id)?;
            (self.of_article(article), article.place)
        };
        lines.push(("Referred to by", list(&self.referring(id))));
        lines.extend(place.map(|place| ("Written in", Text::of(plain(&self.place(place))))));
        lines.retain(|(_, value)| !value.is_empty());
        Some(lines)
    }

    fn of_source(&self, source: &Source) -> Lines {
        let party = source.party.as_ref().map(|party| self.name(&party.id));
        let grade = (source.rel).map(|grade| format!("{} ({})", grade.word(), grade.gloss()));
        vec![
            ("Source", Text::of(plain(&source.id))),
            ("Name", self.authored(&source.name)),
            ("Role", self.maybe(source.role.as_deref())),
            ("Affiliation", self.maybe(source.org.as_deref())),
            (
                "Party",
                Text::of(party.unwrap_or_else(|| "none: an observer".into())),
            ),
            ("Kind", Text::of(source.kind.gloss())),
            ("Also", list(&source.aka)),
            ("Reliability", grade.map(Text::of).unwrap_or_default()),
        ]
    }

    fn of_article(&self, article: &Article) -> Lines {
        let mut lines = vec![("Article", Text::of(plain(&article.id)))];
        for (label, name) in [
            ("Title", "title"),
            ("Author", "author"),
            ("Publisher", "publisher"),
            ("Date", "date"),
            ("Address", "url"),
            ("Retrieved", "retrieved"),
            ("Language", "lang"),
        ] {
            let value = match article.fact(name) {
                Fact::Given(value) => self.authored(value),
                Fact::Unknown => Text::of("looked for, not there"),
                Fact::Absent => continue,
            };
            lines.push((label, value));
        }
        lines.push(("File", Text::of(plain(&article.file))));
        lines.push(("Paragraphs", Text::of(article.paragraphs.len().to_string())));
        let print = article.sha256();
        lines.push((
            "SHA-256",
            Text::of(
                print
                    .as_deref()
                    .unwrap_or("not known: the file could not be read"),
            ),
        ));
        lines
    }
}
