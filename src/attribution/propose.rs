//! For words somebody has selected: the fields of the quote they are about to write.
use super::{
    find::{LOOK_BACK, Reader},
    names::{Mention, Names, words_of},
    statement::{Found, Statement, Why},
    token::together,
};
use crate::{
    model::{Article, Codebook, Form, Marks},
    text::{Span, words::sentence_at},
    wording::{self, Stretch, Wording},
};

/// What we would write about some words; each part with the words of the article it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who says it.
    pub source: Option<Found>,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// Words that make it less than certain.
    pub hedge: Vec<Span>,
    /// Who passed it on, from the article inwards.
    pub via: Vec<Found>,
    /// How the article gives the words.
    pub form: Form,
    /// The number (from 1) of the paragraph it begins in.
    pub paragraph: usize,
    /// What the attribution was recognised by; `None` where there is none.
    pub why: Option<Why>,
}

/// What to write about the words at `parts`, in text order: from the statement they belong to, else from the nearest one of
/// their sentence; nothing where there are none.
#[must_use]
pub fn propose(article: &Article, codebook: &Codebook, parts: &[Span]) -> Option<Proposal> {
    let span = parts.iter().copied().reduce(Span::join)?;
    let paragraph = article.paragraph_at(span.start);
    let text = article.text.as_str();
    let paragraphs: Vec<Span> = around(article, paragraph - 1, span)
        .filter_map(|n| article.paragraphs.get(n))
        .map(|p| p.span)
        .collect();
    let form = Marks::of(text, &paragraphs).form(parts.iter().copied());
    let whole = paragraphs.iter().find(|p| p.end > span.start);
    let sentence = whole.map_or(span, |&whole| sentence_at(text, whole, span.start));
    let found = nearest(article, codebook, span, sentence);
    let named = || named_before(article, codebook, sentence, span);
    let (source, why) = match &found {
        Some(found) => (found.source.clone().or_else(named), Some(found.why)),
        None => (named(), None),
    };
    let outer = found.as_ref().map_or(&[][..], |found| &found.hedge);
    let mut hedge: Vec<Span> = (outer.iter().copied())
        .chain(hedges_before(article, sentence, span))
        .filter(|place| !place.meets(span))
        .collect();
    // What is told in other words keeps its own hedges, wherever the cue stands.
    if found.is_some() && form != Form::Direct {
        let marks = Marks::of(text, &paragraphs);
        let own = hedges_in(article, span).into_iter();
        hedge.extend(own.filter(|&place| marks.form([place]) != Form::Direct));
    }
    hedge.sort_unstable();
    hedge.dedup();
    Some(Proposal {
        source,
        cue: found.as_ref().and_then(|found| found.cue),
        hedge,
        via: found.map_or(Vec::new(), |found| found.via),
        form,
        paragraph,
        why,
    })
}

/// The source of the codebook named last before `span` in its sentence, else the first one in it.
fn named_before(
    article: &Article,
    codebook: &Codebook,
    sentence: Span,
    span: Span,
) -> Option<Found> {
    let words = words_of(&article.text, sentence);
    let names = Names::new(codebook);
    let mentions = names.mentions(&words);
    let place = |m: &Mention| words[m.from].span.join(words[m.to - 1].span);
    let before = mentions
        .iter()
        .rfind(|m| place(m).end <= span.start && !m.possessive);
    let mention = before.or_else(|| mentions.iter().find(|m| !m.possessive))?;
    let span = place(mention);
    let id = Some(codebook.sources.get(mention.source)?.id.clone());
    Some(Found {
        span,
        name: span,
        described: span,
        id,
        guess: true,
    })
}

/// The hedges at `place`.
fn hedges_in(article: &Article, place: Span) -> Vec<Span> {
    let wording = wording::of(article.lang.as_deref());
    let places =
        |wording: &Wording| Stretch::new(&article.text, place).places(wording, &wording.hedges);
    wording.map_or(Vec::new(), places)
}

/// Hedges in the clause before `span`: `the US may` before `betray Ukraine`.
fn hedges_before(article: &Article, sentence: Span, span: Span) -> Vec<Span> {
    let text = article.text.as_str();
    let head = Span::new(sentence.start.min(span.start), span.start);
    let start = head
        .of(text)
        .rfind([',', ';', ':'])
        .map_or(head.start, |at| head.start + at + 1);
    let head = Span::new(start, span.start);
    hedges_in(article, head)
}

/// The numbers (from 0) of the paragraphs to read for `span`, which begins in paragraph `first`.
fn around(article: &Article, first: usize, span: Span) -> std::ops::Range<usize> {
    let last = article
        .paragraph_at(span.end.saturating_sub(1))
        .max(first + 1);
    let begin = together(article, first).start;
    begin..together(article, last - 1).end
}

/// The statements of the paragraphs of `span` and those before it, also those inside others.
fn statements_around(article: &Article, codebook: &Codebook, span: Span) -> Option<Vec<Statement>> {
    let mut reader = Reader::new(article, codebook)?.nested();
    let paragraph = article.paragraph_at(span.start) - 1;
    let end = around(article, paragraph, span).end;
    let mut n = together(article, paragraph.saturating_sub(LOOK_BACK)).start;
    let mut found = Vec::new();
    while n < end {
        let (more, next) = reader.read(n);
        found.extend(more);
        n = next;
    }
    Some(found)
}

/// The statement whose content shares most with `span`, the innermost of several; else the nearest one in the same sentence.
fn nearest(
    article: &Article,
    codebook: &Codebook,
    span: Span,
    sentence: Span,
) -> Option<Statement> {
    let found = statements_around(article, codebook, span)?;
    let shared = |s: &Statement| -> usize {
        (s.content.iter())
            .map(|part| {
                part.end
                    .min(span.end)
                    .saturating_sub(part.start.max(span.start))
            })
            .sum()
    };
    let best = (found.iter()).max_by_key(|s| (shared(s), std::cmp::Reverse(s.extent().len())))?;
    if shared(best) > 0 {
        return Some(best.clone());
    }
    let distance = |s: &Statement| {
        let at = s.cue.unwrap_or(s.extent());
        if at.end <= span.start {
            span.start - at.end
        } else {
            at.start.saturating_sub(span.end)
        }
    };
    let same = |s: &Statement| {
        s.cue
            .is_some_and(|cue| sentence.covers(cue) && cue.meets(span))
    };
    (found.into_iter()).filter(same).min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::{super::tests::article, *};

    #[test]
    fn a_doubt_inside_reported_words_is_proposed_wherever_the_cue_stands() {
        for text in [
            "Lee said the talks may fail in June.",
            "The talks may fail in June, Lee said.",
        ] {
            let article = article(text);
            let start = text.to_lowercase().find("the talks").expect("there");
            let span = Span::new(start, start + "the talks may fail in June".len());
            let proposal = propose(&article, &Codebook::default(), &[span]).expect("words");
            let hedges: Vec<&str> = proposal.hedge.iter().map(|place| place.of(text)).collect();
            assert_eq!(hedges, ["may"], "{text}");
        }
    }
}
