//! Section 9: what was read, in Chicago style; what is missing is said in words.
use super::{
    desk::Desk,
    prose::{capital, listed, plain},
};
use crate::{
    export::{
        content::{Block, Inline, Item, Text},
        html::web_address,
    },
    model::{Article, Body, Fact, Form, Known},
};
use std::fmt::Write;

impl Desk<'_> {
    /// One entry an article.
    pub(in crate::export) fn entries(&self) -> Vec<Text> {
        self.dossier.articles().iter().map(Self::entry).collect()
    }

    /// The blocks of section 9: each article, and who is quoted in it.
    pub(super) fn references(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (number, entry) in self.entries().into_iter().enumerate() {
            let mut text = Text::of(format!("[{}] ", number + 1));
            text.add(entry);
            blocks.push(Block::Paragraph(text));
            for (how, forms) in [
                ("Quoted in", &[Form::Direct, Form::Mixed, Form::Label][..]),
                (
                    "Paraphrased or reported in",
                    &[Form::Indirect, Form::Summary][..],
                ),
            ] {
                let mut text = Text::of(format!("{how} [{}]: ", number + 1));
                let people = self.people(number, forms);
                if !people.is_empty() {
                    text.say(people.join("; ")).say(".");
                    blocks.push(Block::Item(Item { record: None, text }));
                }
            }
        }
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(Text::of("None recorded.")));
        }
        blocks
    }

    /// `Vladimir Putin ¶8`, in text order, each name once.
    fn people(&self, number: usize, forms: &[Form]) -> Vec<String> {
        let mut found: Vec<(String, Vec<usize>)> = Vec::new();
        let here = self.dossier.in_article(number).iter().copied();
        for id in here.filter(|id| self.wants(*id)) {
            let record = self.dossier.record(id);
            let (Body::Quote(quote), Some(paragraph)) = (&record.body, self.dossier.paragraph(id))
            else {
                continue;
            };
            if !self
                .dossier
                .form(id)
                .is_some_and(|form| forms.contains(&form))
            {
                continue;
            }
            let name = capital(&self.name(&quote.source.id));
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, paragraphs)) => paragraphs.push(paragraph),
                None => found.push((name, vec![paragraph])),
            }
        }
        (found.into_iter())
            .map(|(name, mut paragraphs)| {
                paragraphs.dedup();
                let list: Vec<String> = paragraphs.iter().map(|p| format!("¶{p}")).collect();
                format!("{name} {}", list.join(", "))
            })
            .collect()
    }

    /// Author. Title. Publisher, date. Address. And what is not known.
    pub(in crate::export) fn entry(article: &Article) -> Text {
        let mut text = Text::default();
        if let Fact::Given(author) = article.fact("author") {
            text.say(plain(author)).stop().say(" ");
        }
        if let Fact::Given(title) = article.fact("title") {
            text.put(Inline::Emphasis(plain(title))).say(". ");
        }
        let given = |name| match article.fact(name) {
            Fact::Given(value) => Some(plain(value)),
            _ => None,
        };
        let published: Vec<String> = ["publisher", "date"]
            .into_iter()
            .filter_map(given)
            .collect();
        if !published.is_empty() {
            text.say(published.join(", ")).stop().say(" ");
        }
        if let Some(url) = given("url") {
            let fetched =
                given("retrieved").map_or(String::new(), |day| format!(" (retrieved {day})"));
            match article.url.as_deref().and_then(web_address) {
                Some(address) => text.put(Inline::Address(address)),
                None => text.say(url),
            };
            text.say(format!("{fetched}. "));
        }
        text.say("File ")
            .put(Inline::Code(plain(&article.file)))
            .say(missing(article))
            .stop();
        text
    }
}

/// What is not known, in words: `; no author given; title, publisher and date unknown`.
fn missing(article: &Article) -> String {
    let which = |wanted: Fact<'_>| -> Vec<String> {
        (Article::PROVENANCE.iter())
            .filter(|name| **name != "author" && article.fact(name) == wanted)
            .map(|name| {
                if *name == "url" {
                    "address".to_owned()
                } else {
                    (*name).to_owned()
                }
            })
            .collect()
    };
    let mut said = String::new();
    said.push_str(match article.fact("author") {
        Fact::Given(_) => "",
        Fact::Unknown => "; no author given",
        Fact::Absent => "; author not recorded",
    });
    for (fact, words) in [(Fact::Unknown, "unknown"), (Fact::Absent, "not recorded")] {
        let names = which(fact);
        if !names.is_empty() {
            let _ = write!(said, "; {} {words}", listed(&names));
        }
    }
    let asked = article.unknown.iter().any(|name| name == "translated");
    match article.translated {
        Some(Known::Yes) => said.push_str("; a translation"),
        Some(Known::Unknown) => said.push_str("; whether it is a translation is unknown"),
        None if asked => said.push_str("; whether it is a translation is unknown"),
        _ => {}
    }
    if !article.readable {
        said.push_str("; could not be read");
    }
    said
}
