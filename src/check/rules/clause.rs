//! What the clause around the words says of them: passed on (W15), hedged (W16), how far the cue reaches (W28).
use super::super::context::{Anchored, Context, Found, Phrased, finding, inside, short};
use super::{around::Around, quotation::turned};
use crate::{
    anchor::Piece,
    diag::{Code, Diagnostic},
    model::{Body, Codebook, Form, Quote, Record, SourceKind},
    text::{Span, fold::find},
    wording::Stretch,
};

/// W15: the clause says that somebody passed the words on, and `via` does not.
pub(in crate::check) fn hearsay(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let quote = a.record.quote()?;
        let speaker = quote.source.id.as_str();
        if a.record.extra.via.is_some()
            || matches!(speaker, Codebook::ARTICLE | Codebook::UNNAMED | "")
        {
            return None;
        }
        let cue = layer_in_cue(&a, quote);
        let around = || {
            Around::new(context, a, |all| {
                [&all.layers, &all.carriers, &all.attributions]
            })
        };
        let kind = context
            .dossier
            .codebook()
            .source(speaker)
            .map(|source| source.kind);
        let is_carrier = kind.is_some_and(|kind| kind != SourceKind::Person);
        let layer = cue.or_else(|| layer(&around()?, quote, is_carrier))?;
        let message = format!(
            "“{}”: somebody passed this on, and `via` is absent",
            short(&layer, 60)
        );
        Some(
            finding(Code::W15, a.record, "text", message)
                .label("at second hand")
                .help("`via = [\"unnamed\"]` or the ids of those who passed it on; `via = []` if the phrase does not govern these words"),
        )
    };
    context.anchored().filter_map(found).collect()
}

/// A phrase in the cue: it says outright that somebody passed the words on.
fn layer_in_cue(a: &Anchored<'_>, quote: &Quote) -> Option<String> {
    let wording = Context::wording(a.article)?;
    a.anchor.passage()?;
    quote.cue.iter().find_map(|cue| {
        let stretch = Stretch::new(cue, Span::new(0, cue.len()));
        let place = *stretch.places(wording, &wording.layers).first()?;
        Some(place.of(cue).to_owned())
    })
}

/// The phrase of the article that says so. Where the speaker is a carrier itself (officials, a leak), only a passive does.
fn layer(around: &Around<'_>, quote: &Quote, is_carrier: bool) -> Option<String> {
    let carriers = if is_carrier {
        &[][..]
    } else {
        &around.phrases.carriers
    };
    let head = around.head();
    let governs = |place: &Span| around.runs_on_from(*place) && !around.is_quoted(*place);
    let before = inside(&around.phrases.layers, head)
        .chain(inside(carriers, head))
        .find(governs);
    let place = before
        .or_else(|| at_the_edges(around, is_carrier))
        .or_else(|| within(around, quote))?;
    Some(place.of(around.text).to_owned())
}

/// A phrase in front of the sentence (`According to reports, ...`) or directly behind the words.
fn at_the_edges(around: &Around<'_>, is_carrier: bool) -> Option<Span> {
    let Around {
        text,
        span,
        phrases,
        ..
    } = *around;
    let places = if is_carrier {
        &phrases.layers
    } else {
        &phrases.attributions
    };
    let start = around.clause.sentence.min(span.start);
    let opens = |place: &Span| {
        let rest = &text[place.end..span.start];
        let first = text[start..place.start]
            .chars()
            .all(|c| !c.is_alphanumeric());
        first
            && rest.starts_with(',')
            && rest.matches(',').count() % 2 == 1
            && !around.is_quoted(*place)
    };
    let tail = around.tail();
    let closes = |place: &Span| {
        let alone = !place.of(text).contains(' ');
        let ends = text[place.end..]
            .chars()
            .next()
            .is_none_or(|c| c.is_ascii_punctuation() || c == '\n');
        place.start == tail.start && (ends || !alone) && !around.is_quoted(*place)
    };
    let front = inside(places, Span::new(start, span.start)).find(opens);
    front.or_else(|| inside(places, tail).find(closes))
}

/// A passive at the head of the words themselves, where no cue stands between the article and them.
fn within(around: &Around<'_>, quote: &Quote) -> Option<Span> {
    let Around {
        text,
        span,
        phrases,
        ..
    } = *around;
    let is_direct = around.a.anchor.marked == Some(Form::Direct);
    if is_direct || !quote.cue.is_empty() || !around.head().of(text).trim().is_empty() {
        return None;
    }
    let that = span.of(text).find(" that ");
    let end = that.map_or(span.end, |at| span.start + at + " that".len());
    inside(&phrases.layers, Span::new(span.start, end)).find(|place| !around.is_quoted(*place))
}

/// W16: a hedge governs the words, and the record has lost it, or what `text` leaves out turns its sense.
pub(in crate::check) fn hedge(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        if !a.record.extra.hedge.is_empty() {
            return None;
        }
        let around = Around::new(context, a, |all| [&all.hedges, &all.asides, &[]])?;
        let carried = |words: &str| {
            let stretch = Stretch::new(words, Span::new(0, words.len()));
            stretch.has(around.wording, &around.wording.carries)
        };
        if a.record.says.as_deref().is_some_and(carried) {
            return None;
        }
        let lost = match &a.record.body {
            Body::Quote(quote) => {
                let words = around.span.of(around.text);
                if carried(words) || quote.cue.iter().any(|cue| carried(cue)) {
                    return None;
                }
                beside(&around, &quote.cue)?
            }
            Body::Claim(_) | Body::Event(_) | Body::Shift(_) if a.record.says.is_some() => {
                in_the_words(&around).or_else(|| beside(&around, &[]))?
            }
            _ => return None,
        };
        Some(hedge_lost(a.record, &short(lost.of(around.text), 60)))
    };
    let lost = context.anchored().filter_map(found);
    lost.chain(turned(context)).collect()
}

fn hedge_lost(record: &Record, words: &str) -> Diagnostic {
    let (field, help) = match record.body {
        Body::Quote(_) => (
            "text",
            format!("`hedge = \"{words}\"`, or take it into `text`"),
        ),
        _ => (
            "says",
            format!("`hedge = \"{words}\"`, or say it in `says`"),
        ),
    };
    let message = format!("the article says “{words}” here, and the record does not");
    finding(Code::W16, record, field, message)
        .label("the hedge is lost")
        .help(help)
}

/// A hedge in the words of a claim; its `says` replaces them.
fn in_the_words(around: &Around<'_>) -> Option<Span> {
    let Phrased { hedges, asides, .. } = around.phrases;
    let mut places = inside(hedges, around.span).chain(inside(asides, around.span));
    places.find(|place| !around.is_plain(*place) && !around.is_quoted(*place))
}

/// A hedge in the clause before the words, or an aside directly before or behind them.
fn beside(around: &Around<'_>, cues: &[String]) -> Option<Span> {
    let governs = |place: &Span| {
        around.runs_on_from(*place)
            && !around.is_quoted_apart(*place)
            && !around.is_plain(*place)
            && !belongs_elsewhere(around, *place, cues)
    };
    let before = inside(&around.phrases.hedges, around.head()).find(governs);
    before.or_else(|| aside(around))
}

/// Whether the hedge at `place` is said of somebody before the cue: `the man who may run said ...`.
fn belongs_elsewhere(around: &Around<'_>, place: Span, cues: &[String]) -> bool {
    /// How many words may stand between a hedge and what it hedges.
    const NEAR: usize = 2;
    let words = |span: Span| span.of(around.text).split_whitespace().count();
    let between = Span::new(place.end, around.span.start);
    let before = around.text[around.clause.span.start..place.start]
        .split_whitespace()
        .next_back();
    let behind_relative =
        before.is_some_and(|word| around.wording.relatives.contains(&word.to_lowercase()));
    if behind_relative && words(between) > NEAR {
        return true;
    }
    let cue = cues.iter().find_map(|cue| find(around.text, between, cue));
    cue.is_some_and(|cue| words(Span::new(place.end, cue.start)) > NEAR)
}

/// `..., as far as is known, WORDS` or `WORDS, it seems, ...`
fn aside(around: &Around<'_>) -> Option<Span> {
    let Around {
        text,
        span,
        phrases,
        ..
    } = *around;
    let start = around.clause.sentence.min(span.start);
    let leads = |place: &Span| {
        let opened = text[start..place.start].trim_end();
        let closed = text[place.end..span.start].trim() == ",";
        closed && (opened.is_empty() || opened.ends_with(',')) && !around.is_quoted_apart(*place)
    };
    let follows = |place: &Span| {
        let opened = text[span.end..place.start].trim();
        let closed = text[place.end..].trim_start();
        matches!(opened, "," | ",\"" | ",”")
            && closed.starts_with([',', '.', ';', '!', '?', '"', '”'])
    };
    let front = inside(&phrases.asides, Span::new(start, span.start)).find(leads);
    // An aside stands a comma behind the words, and is short.
    let near = Span::new(span.end, text.len().min(span.end.saturating_add(100)));
    front.or_else(|| inside(&phrases.asides, near).find(follows))
}

/// W28: several sentences of paraphrase, one cue behind them.
pub(in crate::check) fn reach(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let quote = a.record.quote()?;
        let passage = a.anchor.passage()?;
        let ([cue], None) = (&quote.cue[..], quote.scope) else {
            return None;
        };
        let interrupted = passage.pieces.contains(&Piece::Interruption);
        if interrupted || context.dossier.form(a.id) != Some(Form::Indirect) {
            return None;
        }
        let sentences = context.sentences(a.number, passage.span);
        let [opening, .., last] = sentences[..] else {
            return None;
        };
        let count = sentences.len();
        let framing = Span::new(passage.span.end, last.end.max(passage.span.end));
        let stands = |within: Span| context.find(a.number, within, cue) == Found::Whole;
        if stands(opening) || !stands(framing) {
            return None;
        }
        let message = format!(
            "does “{}” reach over all {count} sentences?",
            short(cue, 60)
        );
        Some(
            finding(Code::W28, a.record, "text", message)
                .label("one cue, at the end")
                .help("`scope = \"unclear\"`, or anchor only the sentence with the cue"),
        )
    };
    context.anchored().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    /// Checks one quote of the envoy's whose words stand between `«` and `»`; `more` is what else the record says.
    #[track_caller]
    fn check(marked: &str, more: &str) {
        let (text, spans) = crate::text::unmark(marked);
        let words = spans[0].of(&text);
        expect(
            &text,
            &format!("[quote.q]\nsource = \"envoy\"\ntext = '''{words}''' {more}\n"),
        );
    }

    #[test]
    fn a_reporting_layer_needs_its_carrier() {
        check(
            "Verhoeven is reported to have «refused the offer».",
            "#~ W15",
        );
        check(
            "Verhoeven was at first said to have «refused the offer».",
            "#~ W15",
        );
        check("Verhoeven reportedly «refused the offer».", "#~ W15");
        check("Officials said Verhoeven «refused the offer».", "#~ W15");
        check(
            "According to two senior officials, Verhoeven «refused the offer».",
            "#~ W15",
        );
        check(
            "Verhoeven «refused the offer», according to reports.",
            "#~ W15",
        );
        check("«Verhoeven is said to have refused» the offer.", "#~ W15");
        check("Later Verhoeven «refused the offer», allegedly.", "#~ W15");
        check(
            "Verhoeven «refused the offer».",
            "#~ W15\ncue = \"reportedly\" #~ E04",
        );
    }

    #[test]
    fn a_layer_with_its_carrier_or_looked_at_is_no_finding() {
        check(
            "Verhoeven is reported to have «refused the offer».",
            "\nvia = [\"unnamed\"]",
        );
        check(
            "Verhoeven is reported to have «refused the offer».",
            "\nvia = []",
        );
    }

    #[test]
    fn a_phrase_elsewhere_in_the_sentence_governs_nothing() {
        check(
            "The bridge is reported to be closed, and Verhoeven «refused the offer».",
            "",
        );
        check(
            "Holm, who was said to have left, met Verhoeven and «refused the offer».",
            "",
        );
        check("The aim was, Verhoeven said, «to refuse the offer».", "");
        check(
            "Verhoeven reported to the mayor that he «refused the offer».",
            "",
        );
        check("Verhoeven, reportedly ill, «refused the offer».", "");
        check(
            "Verhoeven said «the bridge was reported to be closed».",
            "\ncue = \"said\"",
        );
        check(
            "Verhoeven said “it is reported to be «a bridge too far»”.",
            "",
        );
        check("Verhoeven «refused the offer», according to its terms.", "");
        check("Verhoeven «refused the offer». Reportedly it rained.", "");
    }

    #[test]
    fn a_group_is_no_layer_over_itself() {
        let records = "[quote.q]\nsource = \"officials\"\ntext = \"refused the offer\" ";
        expect("Officials said they refused the offer.", records);
        expect(
            "Officials are said to have refused the offer.",
            &format!("{records}#~ W15"),
        );
    }

    #[test]
    fn a_hedge_is_not_lost_on_the_way() {
        check("Verhoeven said the city may «close the bridge».", "#~ W16");
        check("Verhoeven apparently «closed the bridge».", "#~ W16");
        check("As far as is known, «Verhoeven refused».", "#~ W16");
        check("Verhoeven «refused the offer», it seems.", "#~ W16");
        check("Verhoeven said: “We may «close the bridge»”.", "#~ W16");
    }

    #[test]
    fn a_hedge_that_is_carried_is_no_finding() {
        check(
            "Verhoeven said the city may «close the bridge».",
            "\nhedge = \"may\"",
        );
        check("Verhoeven said the city «may close the bridge».", "");
        check(
            "Verhoeven said the city may «close the bridge».",
            "\nsays = \"A closure is possible\"",
        );
    }

    #[test]
    fn a_hedge_of_something_else_is_no_finding() {
        check("The city may sleep, but Verhoeven «closed the bridge».", "");
        check(
            "The envoy who may soon be mayor himself said that he «closed the bridge».",
            "\ncue = \"said\"",
        );
        check("In May he «closed the bridge».", "");
        check("Verhoeven could not «close the bridge».", "");
        let quoted = "Holm said “perhaps” and Verhoeven closed the bridge.";
        let record = "[quote.q]
source = \"envoy\"
text = \"closed the bridge\"
";
        expect(
            quoted,
            &format!(
                "[article] #~ W18
{record}"
            ),
        );
        check(
            "Verhoeven «closed the bridge», perhaps because it rained.",
            "",
        );
    }

    #[test]
    fn a_claim_says_its_hedge() {
        expect(
            "The bridge may be closed. It could rain.",
            r#"
            [claim.closed]
            says = "The bridge is closed" #~ W16
            text = "The bridge may be closed"
            [claim.rain]
            says = "Rain is possible"
            text = "It could rain"
            "#,
        );
    }

    #[test]
    fn one_cue_behind_several_sentences_is_unclear() {
        check(
            "«The talks are over. Nothing is left to say», writes Verhoeven.",
            "#~ W28\ncue = \"writes\"",
        );
        check(
            "«The talks are over. Nothing is left to say», writes Verhoeven.",
            "\ncue = \"writes\"\nscope = \"unclear\"",
        );
        check(
            "«Nothing is left to say», writes Verhoeven.",
            "\ncue = \"writes\"",
        );
        check(
            "Verhoeven writes that «the talks are over. Nothing is left to say».",
            "\ncue = \"writes\"",
        );
        check(
            "“«The talks are over. Nothing is left to say»”, writes Verhoeven.",
            "\ncue = \"writes\"",
        );
    }
}
