//! What a record can be found by.
use super::Matcher;
use crate::model::{Body, Dossier, RecordId};

/// Where in what is told of a record it stands: what that is, and all of it. Nothing where it stands in the words alone.
#[must_use]
pub fn found_by<'d>(
    dossier: &'d Dossier,
    id: RecordId,
    matcher: &Matcher,
) -> Option<(&'static str, &'d str)> {
    let mut told = told(dossier, id).into_iter();
    told.find(|(_, text)| matcher.is_in(text))
}

/// Whether what is looked for stands in a record: its id, the analyst's words, what is told about the utterance, its source
/// under any of its names, its issues; with `words`, also in the words of the article that it quotes.
pub(super) fn holds(dossier: &Dossier, id: RecordId, matcher: &Matcher, words: bool) -> bool {
    if found_by(dossier, id, matcher).is_some() {
        return true;
    }
    words
        && match (dossier.span(id), dossier.article_of(id)) {
            (Some(span), Some(article)) => !matcher.places(&article.text, span).is_empty(),
            _ => (dossier.record(id).text.iter()).any(|text| matcher.is_in(text)),
        }
}

/// Everything a record says but for the words of the article.
fn told(dossier: &Dossier, id: RecordId) -> Vec<(&'static str, &str)> {
    let record = dossier.record(id);
    let codebook = dossier.codebook();
    let party = |id: &str| codebook.party(id).map(|party| party.name.as_str());
    let issue = |id: &str| codebook.issue(id).map(|issue| issue.name.as_str());
    let mut out: Vec<(&'static str, &str)> = vec![("id", &record.id)];
    out.extend(record.extra.tags.iter().map(|tag| ("tag", tag.as_str())));
    let mut add = |label, text| out.extend(Option::map(text, |text| (label, text)));
    add("analyst", record.says.as_deref());
    add("note", record.extra.note.as_deref());
    if let Some(source) = dossier.source_of(id) {
        add("who", Some(&source.name));
        add("role", source.role.as_deref());
        add("of", source.org.as_deref());
        for name in &source.aka {
            add("also", Some(name));
        }
    }
    for on in &record.on {
        add("issue", issue(&on.id).or(Some(&on.id)));
    }
    match &record.body {
        Body::Quote(quote) => {
            add("to", quote.setting.to.as_deref());
            add("venue", quote.setting.venue.as_deref());
            add("when", quote.setting.when.as_deref());
        }
        Body::Position(position) => {
            add("party", party(&position.party.id));
            add("issue", issue(&position.issue.id));
        }
        Body::Shift(shift) => {
            add("party", party(&shift.party.id));
            add("from", shift.from.as_deref());
            add("to", shift.to.as_deref());
        }
        Body::Claim(_) | Body::Event(_) | Body::Note(_) => {}
    }
    out
}
