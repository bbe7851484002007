//! `[article]`: what is known of a text, and the text itself.
use super::{
    faults::Faults,
    fields::Fields,
    file::{Gathered, Kind},
    markdown, plain,
};
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    model::{Article, ArticleKind, Known, Paragraph, Ref, Reliability, Silence},
    text::Span,
};
use std::sync::Arc;

/// An article whose text is yet to be read.
pub(in crate::store) struct Draft {
    /// What is known of it.
    pub(in crate::store) article: Article,
    /// Its file as written, relative to the TOML; an empty id where it is absent.
    pub(in crate::store) file: Ref,
    /// The TOML file that names it.
    pub(in crate::store) by: FileId,
    rule: Option<plain::Rule>,
    heads: Vec<(u64, Span)>,
    heads_at: Span,
}

impl Draft {
    /// An article that no TOML names.
    pub(in crate::store) fn alone(article: Article) -> Self {
        Self {
            file: Ref {
                id: article.file.clone(),
                span: Span::default(),
            },
            article,
            by: FileId::default(),
            rule: None,
            heads: Vec::new(),
            heads_at: Span::default(),
        }
    }
}

pub(super) fn article(mut fields: Fields, id: &str, all: &mut Gathered) {
    let here = Place {
        file: fields.faults.file,
        span: fields.place,
    };
    let first = all.drafts.last().filter(|draft| draft.by == here.file);
    if let Some(first) = first.and_then(|draft| draft.article.place) {
        let again = fields.faults.at(
            Code::E07,
            here.span,
            "`[article]` stands twice in this file",
        );
        fields.faults.add(
            again
                .also(first, "first here")
                .help("give every article its own file"),
        );
        return;
    }
    let file = fields.required_reference("file");
    let mut article = Article {
        id: id.to_owned(),
        file: String::new(),
        text: Arc::default(),
        raw: None,
        readable: false,
        paragraphs: Arc::default(),
        title: fields.text("title"),
        author: fields.text("author"),
        publisher: fields.text("publisher"),
        date: fields.date("date"),
        url: fields.text("url"),
        retrieved: fields.date("retrieved"),
        lang: fields.text("lang"),
        kind: fields.word("kind", ArticleKind::WORDS),
        translated: fields.word("translated", Known::WORDS),
        unknown: unknown(&mut fields),
        rel: fields.word("rel", Reliability::WORDS),
        rights: fields.text("rights"),
        silent: silent(&mut fields),
        waive: fields.waivers(),
        place: Some(here),
        fields: Vec::new(),
    };
    let rule = fields.word("paragraphs", plain::Rule::WORDS);
    let heads = fields.numbers("heads");
    let heads_at = fields.at("heads");
    article.fields = fields.done();
    all.drafts.push(Draft {
        article,
        file,
        by: here.file,
        rule,
        heads,
        heads_at,
    });
}

fn unknown(fields: &mut Fields) -> Vec<String> {
    let facts = fields.references("unknown").unwrap_or_default();
    for fact in &facts {
        if !Article::FACTS.contains(&fact.id.as_str()) {
            fields.unknown_value("unknown", &fact.id, fact.span, &Article::FACTS);
        }
    }
    facts.into_iter().map(|fact| fact.id).collect()
}

/// `[article.silent]`: every key a party, every value its issues.
fn silent(fields: &mut Fields) -> Vec<Silence> {
    let Some((place, layer)) = fields.table("silent") else {
        return Vec::new();
    };
    let layers = [layer];
    let silent = fields.within("article.silent", place, &layers).lists();
    silent
        .into_iter()
        .map(|(party, issues)| Silence { party, issues })
        .collect()
}

/// Reads the text of `draft`, which `bytes` holds or is not to be had for a reason.
pub(in crate::store) fn load(
    draft: Draft,
    bytes: Result<Vec<u8>, String>,
    faults: &mut Faults,
) -> Article {
    let mut article = draft.article;
    faults.file = draft.by;
    let text = bytes.and_then(utf8);
    let read = text.and_then(|text| match Kind::of(&article.file) {
        Some(Kind::Markdown) => markdown::read(&mut article, text),
        _ => plain::read(&mut article, text, draft.rule),
    });
    match read {
        Ok(()) => article.readable = true,
        Err(reason) => {
            let message = format!("`{}` cannot be read: {reason}", draft.file.id);
            let fault = match article.place {
                Some(_) => faults.at(Code::E08, draft.file.span, message),
                None => Diagnostic::new(Code::E08, message),
            };
            faults.add(fault);
        }
    }
    if article.readable {
        heads(&mut article, &draft.heads, draft.heads_at, faults);
    }
    article
}

/// Marks the paragraphs that `heads` counts.
fn heads(article: &mut Article, heads: &[(u64, Span)], at: Span, faults: &mut Faults) {
    if heads.is_empty() {
        return;
    }
    if article.raw.is_some() {
        let fault = faults.at(
            Code::E08,
            at,
            "`heads` is for `.txt`: Markdown marks its own headings",
        );
        return faults.add(fault);
    }
    let mut paragraphs: Vec<Paragraph> = article.paragraphs.to_vec();
    for &(number, span) in heads {
        let index = usize::try_from(number)
            .unwrap_or(usize::MAX)
            .wrapping_sub(1);
        if let Some(paragraph) = paragraphs.get_mut(index) {
            paragraph.head = true;
            continue;
        }
        let message = format!(
            "there is no paragraph {number}, the article has {}",
            article.paragraphs.len()
        );
        let fault = faults.at(Code::E08, span, message);
        faults.add(fault);
    }
    article.paragraphs = paragraphs.into();
}

/// The bytes as text, without a copy.
pub(in crate::store) fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes)
        .map_err(|error| not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// Says which byte is not UTF-8, and what the file may be instead.
fn not_utf8(bytes: &[u8], at: usize) -> String {
    let guess = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "; it looks like UTF-16",
        [b'%', b'P', b'D', b'F', ..] => "; it looks like a PDF",
        [b'P', b'K', 3, 4, ..] => "; it looks like a ZIP archive, which DOCX and EPUB are",
        _ => "",
    };
    format!("it is not UTF-8 at byte {at}{guess}")
}

#[cfg(test)]
mod tests {
    use crate::{
        model::{ArticleKind, Fact},
        store::fixture::{check, memory},
    };

    const TEXT: (&str, &str) = ("t.txt", "One\n\nTwo\n\nThree");

    #[test]
    fn an_article_holds_every_field_of_the_format() {
        let written = memory(&[
            (
                "t.toml",
                r#"[article]
file = "t.txt"
title = "T"
author = "A"
date = 2025-12-02
retrieved = "2025-12-03"
lang = "en"
kind = "opinion"
translated = "no"
unknown = ["publisher", "url"]
heads = [2]
paragraphs = "blocks"
rel = "B"
rights = "R"
silent = { us = ["a", "b"], eu = "c" }
waive = { W19 = "r" }
"#,
            ),
            TEXT,
        ]);
        assert_eq!(written.faults, []);
        let article = &written.articles[0];
        assert_eq!((article.id.as_str(), article.file.as_str()), ("t", "t.txt"));
        assert_eq!(
            (article.kind, article.date.as_deref()),
            (Some(ArticleKind::Opinion), Some("2025-12-02"))
        );
        assert_eq!(
            (article.fact("url"), article.fact("title")),
            (Fact::Unknown, Fact::Given("T"))
        );
        assert_eq!(
            article
                .paragraphs
                .iter()
                .map(|p| p.head)
                .collect::<Vec<_>>(),
            [false, true, false]
        );
        let silent: Vec<(&str, usize)> = (article.silent.iter())
            .map(|s| (s.party.id.as_str(), s.issues.len()))
            .collect();
        assert_eq!(silent, [("us", 2), ("eu", 1)]);
        assert_eq!(article.waive.len(), 1);
    }

    #[test]
    fn what_an_article_cannot_say_is_named() {
        check(&[("t.toml", "[article] #~ E09\n"), TEXT]);
        check(&[
            (
                "t.toml",
                "[article]\nfile = 't.txt'\nheads = [0, 1, 4] #~ E08 E08\n",
            ),
            TEXT,
        ]);
        check(&[
            (
                "t.toml",
                "[article]\nfile = 't.txt'\nheads = 'one' #~ E08\nunknown = ['ttle'] #~ E08\n",
            ),
            TEXT,
        ]);
        check(&[
            (
                "t.toml",
                "[article]\nfile = 't.txt'\nparagraphs = 'pages' #~ E08\nsilent = ['us'] #~ E08\n",
            ),
            TEXT,
        ]);
        check(&[
            ("t.toml", "[article]\nfile = 't.md'\nheads = [1] #~ E08\n"),
            ("t.md", "One"),
        ]);
    }
}
