//! What a record can be found by.
use super::Matcher;
use crate::model::{Body, Dossier, RecordId};

/// Whether what is looked for stands in a record: its id, the analyst's words, what is told about the utterance, its source
/// under any of its names, its issues; with `words`, also in the words of the article that it quotes.
pub(super) fn holds(dossier: &Dossier, id: RecordId, matcher: &Matcher, words: bool) -> bool {
    if told(dossier, id).iter().any(|text| matcher.is_in(text)) {
        return true;
    }
    words
        && match (dossier.span(id), dossier.article_of(id)) {
            (Some(span), Some(article)) => !matcher.places(&article.text, span).is_empty(),
            _ => (dossier.record(id).text.iter()).any(|text| matcher.is_in(text)),
        }
}

/// Everything a record says but for the words of the article.
fn told<'a>(dossier: &'a Dossier, id: RecordId) -> Vec<&'a str> {
    let record = dossier.record(id);
    let codebook = dossier.codebook();
    let party = |id: &str| codebook.party(id).map(|party| party.name.as_str());
    let issue = |id: &str| codebook.issue(id).map(|issue| issue.name.as_str());
    let mut out: Vec<&str> = vec![&record.id];
    out.extend(record.extra.tags.iter().map(String::as_str));
    let mut add = |text: Option<&'a str>| out.extend(text);
    add(record.says.as_deref());
    add(record.extra.note.as_deref());
    if let Some(source) = dossier.source_of(id) {
        add(Some(&source.name));
        add(source.role.as_deref());
        add(source.org.as_deref());
        for name in &source.aka {
            add(Some(name));
        }
    }
    for on in &record.on {
        add(issue(&on.id).or(Some(&on.id)));
    }
    match &record.body {
        Body::Quote(quote) => {
            add(quote.setting.to.as_deref());
            add(quote.setting.venue.as_deref());
            add(quote.setting.when.as_deref());
        }
        Body::Position(position) => {
            add(party(&position.party.id));
            add(issue(&position.issue.id));
        }
        Body::Shift(shift) => {
            add(party(&shift.party.id));
            add(shift.from.as_deref());
            add(shift.to.as_deref());
        }
        Body::Claim(_) | Body::Event(_) | Body::Note(_) => {}
    }
    out
}
