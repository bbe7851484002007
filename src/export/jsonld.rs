//! The records as W3C Web Annotations (JSON-LD), with schema.org's words for quotations, claims and their verdicts.
use super::{
    json::inert,
    note::{Desk, plain, visible},
    txt::line,
};
use crate::{
    anchor::Piece,
    diag::Diagnostic,
    export::html::web_address,
    model::{Article, Body, Claim, Dossier, Filter, Form, Record, RecordId, SourceKind, Verdict},
    text::{Lines, Span},
};
use serde_json::{Map, Value, json as value};
use std::fmt::Write;

/// Characters of context on each side of a quotation.
const CONTEXT: usize = 32;

/// One annotation collection. Every quote and claim whose words stand in an article is an annotation with a
/// `TextQuoteSelector` and a `TextPositionSelector` (characters of the reading text, from 0, the end not included), one
/// target a printed piece where words are left out. What it says stands in the body, label first; a direct quotation is a
/// `schema:Quotation` too, a claim a `schema:Claim`, and a claim with a verdict a `schema:ClaimReview`. Words that are not
/// proven are not annotated. Records are named `#quote.id`, files by their path in the dossier.
#[must_use]
pub fn jsonld(dossier: &Dossier, findings: &[Diagnostic], filter: &Filter) -> String {
    let desk = Desk::narrowed(dossier, findings, filter);
    let places: Vec<Characters<'_>> = dossier.articles().iter().map(Characters::new).collect();
    let items = desk.text_order();
    let items: Vec<Value> = items
        .filter_map(|id| desk.annotation(id, &places))
        .collect();
    let articles: Vec<Value> = dossier.articles().iter().map(document).collect();
    let mut all = value!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "schema": "https://schema.org/" }],
        "id": "#annotations",
        "type": "AnnotationCollection",
        "label": plain(&dossier.written().about.title),
        "total": items.len(),
        "first": { "id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": items },
        "schema:about": articles,
    });
    if let Some(left_out) = desk.left_out() {
        all["schema:description"] = format!("Narrowed to: {}", line(&left_out)).into();
    }
    inert(&all)
}

impl Desk<'_> {
    fn annotation(&self, id: RecordId, places: &[Characters<'_>]) -> Option<Value> {
        let record = self.dossier.record(id);
        let words = self.dossier.passage(id)?;
        let place = places.get(record.article?)?;
        let pieces = words.pieces.iter().filter_map(|piece| match piece {
            Piece::Words(span) => Some(place.target(*span)),
            _ => None,
        });
        let mut targets: Vec<Value> = pieces.collect();
        let target = match targets.len() {
            1 => targets.remove(0),
            _ => Value::Array(targets),
        };
        let mut body = vec![value!({
            "type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
            "value": line(&self.item(id, true).text),
        })];
        for on in &record.on {
            let issue = self.codebook().issue(&on.id);
            let name = plain(issue.map_or(&on.id, |issue| &issue.name));
            body.push(value!({ "type": "TextualBody", "purpose": "tagging", "value": name }));
        }
        match &record.body {
            Body::Quote(_) if self.dossier.form(id) == Some(Form::Direct) => {
                body.push(self.quotation(id));
            }
            Body::Claim(claim) => body.extend(self.claimed(id, record, claim)),
            Body::Quote(_) => {}
            _ => return None,
        }
        Some(value!({
            "id": name_of(record), "type": "Annotation", "motivation": "describing", "body": body, "target": target,
        }))
    }

    /// A direct quotation: its words as a note prints them, and who said them.
    fn quotation(&self, id: RecordId) -> Value {
        let words: String = line(&self.words(id))
            .chars()
            .filter(|c| !super::note::is_double(*c))
            .collect();
        let mut said = value!({ "type": "schema:Quotation", "schema:text": words });
        if let (Some(speaker), Value::Object(said)) = (self.speaker_of(id), &mut said) {
            said.insert("schema:spokenByCharacter".to_owned(), speaker);
        }
        said
    }

    /// Who speaks, where that is declared.
    fn speaker_of(&self, id: RecordId) -> Option<Value> {
        let source = self.dossier.source_of(id)?;
        let kind = match source.kind {
            SourceKind::Person | SourceKind::Spokesperson => "schema:Person",
            SourceKind::Group => "schema:Organization",
            SourceKind::Document | SourceKind::Leak => "schema:CreativeWork",
        };
        Some(value!({ "type": kind, "schema:name": plain(&source.name) }))
    }

    fn claimed(&self, id: RecordId, record: &Record, claim: &Claim) -> Vec<Value> {
        let says = line(&self.authored(record.says.as_deref().unwrap_or_default()));
        let mut stated = Map::new();
        stated.insert("type".to_owned(), "schema:Claim".into());
        stated.insert("schema:text".to_owned(), says.clone().into());
        if let Some(speaker) = self.speaker_of(id) {
            stated.insert("schema:author".to_owned(), speaker);
        }
        let stated = Value::Object(stated);
        let verdict = claim
            .verdict
            .filter(|verdict| *verdict != Verdict::Unchecked);
        let Some(verdict) = verdict else {
            return vec![stated];
        };
        let mut review = value!({
            "type": "schema:ClaimReview", "schema:claimReviewed": says, "schema:itemReviewed": stated,
            "schema:reviewRating": { "type": "schema:Rating", "schema:alternateName": verdict.gloss() },
        });
        if let (Some(checked), Value::Object(review)) = (&claim.checked, &mut review) {
            review.insert("schema:description".to_owned(), plain(checked).into());
        }
        vec![review]
    }
}

/// An article, so that a path leads to what it is.
fn document(article: &Article) -> Value {
    let mut about = Map::new();
    let mut put = |name: &str, value: String| about.insert(name.to_owned(), value.into());
    put("id", path(&article.file));
    put("type", "schema:Article".to_owned());
    put("schema:name", visible(article.label()).trim().to_owned());
    if let Some(print) = article.sha256() {
        put("schema:sha256", print);
    }
    for (name, value) in [
        ("schema:author", &article.author),
        ("schema:publisher", &article.publisher),
        ("schema:datePublished", &article.date),
        ("schema:inLanguage", &article.lang),
    ] {
        if let Some(value) = value {
            put(name, visible(value).trim().to_owned());
        }
    }
    if let Some(url) = article.url.as_deref().and_then(web_address) {
        put("schema:url", url);
    }
    Value::Object(about)
}

/// Places in an article, counted in characters.
pub(super) struct Characters<'a> {
    article: &'a Article,
    lines: Lines<'a>,
    /// Characters before each line.
    before: Vec<usize>,
}

impl<'a> Characters<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let text = article.text.as_str();
        let breaks = text.split_inclusive('\n').scan(0, |sum, line| {
            *sum += line.chars().count();
            Some(*sum)
        });
        Self {
            article,
            lines: Lines::new(text),
            before: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The characters before `byte`.
    pub(super) fn at(&self, byte: usize) -> usize {
        let place = self.lines.place(byte);
        let line = self.before.get(place.line - 1).copied();
        line.unwrap_or_default() + place.column - 1
    }

    /// Printed words as a target: selectors that find them by what they are and by where they are.
    fn target(&self, span: Span) -> Value {
        let text = self.article.text.as_str();
        let before = &text[..span.start];
        let start = before.char_indices().rev().nth(CONTEXT - 1);
        let after = &text[span.end..];
        let end = after.char_indices().nth(CONTEXT);
        value!({
            "source": path(&self.article.file),
            "selector": [
                {
                    "type": "TextQuoteSelector", "exact": span.of(text),
                    "prefix": &before[start.map_or(0, |(at, _)| at)..],
                    "suffix": &after[..end.map_or(after.len(), |(at, _)| at)],
                },
                { "type": "TextPositionSelector", "start": self.at(span.start), "end": self.at(span.end) },
            ],
        })
    }
}

/// A record's name as an address within the file.
fn name_of(record: &Record) -> String {
    format!("#{}", encoded(&record.path(), b"-._~"))
}

/// A path as a relative address.
fn path(file: &str) -> String {
    encoded(file, b"-._~/")
}

fn encoded(words: &str, plain: &[u8]) -> String {
    let mut out = String::with_capacity(words.len());
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let written = write!(out, "%{byte:02X}");
            debug_assert!(written.is_ok(), "a string takes everything");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Filter, jsonld};
    use crate::export::tests::{SOUND, WILD, open};
    use serde_json::{Value, json as value};

    type Files = &'static [(&'static str, &'static str)];

    fn items(files: Files) -> Vec<Value> {
        let all: Value =
            serde_json::from_str(&jsonld(&open(files), &[], &Filter::default())).expect("JSON");
        let items = all["first"]["items"].as_array().expect("a list").clone();
        assert_eq!(all["total"], items.len());
        items
    }

    fn item(files: Files, id: &str) -> Value {
        let mut items = items(files).into_iter();
        items.find(|item| item["id"] == id).expect("the annotation")
    }

    #[test]
    fn both_selectors_name_the_same_printed_words() {
        for files in [SOUND, WILD] {
            let dossier = open(files);
            for item in items(files) {
                let targets = match &item["target"] {
                    Value::Array(targets) => targets.clone(),
                    one => vec![one.clone()],
                };
                for target in targets {
                    let file = &target["source"];
                    let article = (dossier.articles().iter()).find(|a| *file == a.file);
                    let text = &article.expect("an article").text;
                    let [quote, position] = [0, 1].map(|n| &target["selector"][n]);
                    let words = |name: &str| quote[name].as_str().expect("words").to_owned();
                    let whole = words("prefix") + &words("exact") + &words("suffix");
                    assert!(text.contains(&whole), "{whole}");
                    let at = |name: &str| {
                        position[name]
                            .as_u64()
                            .and_then(|n| usize::try_from(n).ok())
                    };
                    let (start, end) = at("start").zip(at("end")).expect("numbers");
                    let there: String = text.chars().skip(start).take(end - start).collect();
                    assert_eq!(there, words("exact"));
                }
            }
        }
    }

    #[test]
    fn only_a_direct_quotation_is_called_one() {
        let kinds = |id: &str| -> Vec<Value> {
            let body = item(SOUND, id)["body"].as_array().expect("a list").clone();
            body.iter().map(|body| body["type"].clone()).collect()
        };
        assert_eq!(
            kinds("#quote.lind-spring"),
            ["TextualBody", "TextualBody", "schema:Quotation"]
        );
        assert_eq!(kinds("#quote.berg-late"), ["TextualBody", "TextualBody"]);
        assert_eq!(kinds("#quote.vale-river"), ["TextualBody", "TextualBody"]);
        let spring = item(SOUND, "#quote.lind-spring");
        assert_eq!(spring["target"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            spring["body"][2],
            value!({
                "type": "schema:Quotation",
                "schema:text": "We will open the gates in spring ... and we will open all of them",
                "schema:spokenByCharacter": { "type": "schema:Person", "schema:name": "Mara Lind" },
            })
        );
    }

    #[test]
    fn a_claim_is_reviewed_only_where_somebody_gave_a_verdict() {
        let kind = |item: &Value| item["body"][2]["type"].clone();
        assert_eq!(kind(&item(SOUND, "#claim.closed")), "schema:Claim");
        let reviewed = item(WILD, "#claim.c");
        assert_eq!(kind(&reviewed), "schema:ClaimReview");
        let rating = &reviewed["body"][2]["schema:reviewRating"]["schema:alternateName"];
        assert_eq!(rating, "refuted");
    }

    #[test]
    fn names_are_addresses_and_nothing_acts_inside_a_page() {
        let page = jsonld(&open(WILD), &[], &Filter::default());
        assert!(page.contains("\"#quote.a%20%3C%2Fscript%3E\""), "{page}");
        assert!(
            !page.contains(['<', '>', '&', '\u{1b}', '\r', '\u{202e}']),
            "{page}"
        );
        assert!(!page.contains("javascript:"), "{page}");
        assert!(page.contains(" [1 ¶1]\""), "{page}");
        assert_eq!(page, jsonld(&open(WILD), &[], &Filter::default()));
    }
}
