//! W16: what a quotation leaves out or puts in openly turns its sense.
use super::super::super::context::{Anchored, Context, finding};
use crate::{
    anchor::change::Critical,
    diag::{Code, Diagnostic},
};

/// W16: a negation is left out or put in, or one sentence made of parts of two. A modal often goes with the clause that it belongs to;
/// of that `verify` tells. A record whose `says` is printed instead of its words says there what it means.
pub(in crate::check::rules) fn turned(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let record = a.record;
        if record.says.is_some() && record.quote().is_none() {
            return None;
        }
        let turned = (a.anchor.passage()?).turned(&a.article.text, a.article.language());
        let message = if turned.is_spliced {
            "an omission makes one sentence of parts of two"
        } else if turned.critical.contains(&Critical::Negation) {
            "a negation is left out or put in"
        } else {
            return None;
        };
        Some(
            finding(Code::W16, record, "text", message)
                .label("this says something else than the article")
                .help("quote the words that carry the sense, or put each sentence in a record of its own"),
        )
    };
    context.anchored().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn who_leaves_out_a_negation_or_puts_one_in_is_told() {
        expect(
            "Holm said: “We will not close the bridge this year. The council wants all of it closed.”",
            r#"
            [quote.without]
            source = "mayor"
            text = "We will [...] close the bridge" #~ W16
            [quote.with]
            source = "mayor"
            text = "The council [never] wants all of it closed" #~ W16
            [quote.spliced]
            source = "mayor"
            text = "We [...] wants all of it closed" #~ W16
            [quote.two]
            source = "mayor"
            text = "close the bridge this year. [...] wants all of it closed"
            [claim.said]
            says = "The bridge stays open"
            text = "will [...] close the bridge"
            "#,
        );
    }
}
