//! References that go round (E13).
use super::super::context::{Context, finding};
use crate::{
    diag::{Code, Diagnostic, Place},
    model::{Body, Codebook, Dossier, Record, Ref},
};
use rustc_hash::FxHashSet;

/// E13: references that come back to where they started; each circle once.
pub(in crate::check) fn circles(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut out: Vec<Diagnostic> = (dossier.records())
        .filter_map(|(_, record)| returning(dossier, record))
        .collect();
    for field in ["re", "replaces", "same_as"] {
        out.extend(circles_of(dossier, field));
    }
    out
}

/// The one record that `record` refers to in `field`.
fn next<'a>(record: &'a Record, field: &str) -> Option<&'a Ref> {
    match (&record.body, field) {
        (Body::Quote(quote), "re") => quote.re.as_deref(),
        (Body::Position(position), "replaces") => position.replaces.as_ref(),
        (Body::Event(event), "same_as") => event.same_as.as_ref(),
        _ => None,
    }
}

/// The circles in `field`, each found from its record that is written first.
fn circles_of(dossier: &Dossier, field: &'static str) -> Vec<Diagnostic> {
    const NEW: usize = usize::MAX;
    let records = &dossier.written().records;
    let next =
        |n: usize| -> Option<usize> { Some(dossier.find(&next(&records[n], field)?.id)?.index()) };
    let mut walk_of = vec![NEW; records.len()];
    let mut out = Vec::new();
    for start in 0..records.len() {
        let mut at = Some(start);
        while let Some(n) = at.filter(|&n| walk_of[n] == NEW) {
            walk_of[n] = start;
            at = next(n);
        }
        if let Some(meeting) = at.filter(|&n| walk_of[n] == start) {
            let mut circle = vec![meeting];
            while let Some(n) = next(circle[circle.len() - 1]).filter(|&n| n != meeting) {
                circle.push(n);
            }
            let first = (0..circle.len()).min_by_key(|&i| circle[i]).unwrap_or(0);
            circle.rotate_left(first);
            let circle: Vec<&Record> = circle.into_iter().map(|n| &records[n]).collect();
            out.push(circle_found(&circle, field));
        }
    }
    out
}

fn circle_found(circle: &[&Record], field: &'static str) -> Diagnostic {
    /// How many members of a circle are named.
    const NAMED: usize = 6;
    let first = circle[0];
    let mut names: Vec<String> = circle
        .iter()
        .take(NAMED)
        .map(|r| format!("`{}`", r.id))
        .collect();
    if circle.len() > NAMED {
        names.push("...".to_owned());
    }
    names.push(format!("`{}`", first.id));
    let message = format!("`{field}` goes round in a circle: {}", names.join(" → "));
    let label = match circle.len() {
        1 => "refers to itself",
        _ => "comes back here",
    };
    let mut out = finding(Code::E13, first, field, message)
        .label(label)
        .help(format!("take `{field}` out of one of them"));
    for record in circle.iter().skip(1).take(NAMED) {
        out = out.also(
            record.at(field),
            format!("`{}` goes on from here", record.id),
        );
    }
    out
}

/// A chain of `via` that comes back to somebody who is already in it. `unnamed` may be several people.
fn returning(dossier: &Dossier, record: &Record) -> Option<Diagnostic> {
    let via = record.extra.via.as_ref()?;
    let speaker = match &record.body {
        Body::Quote(quote) => Some(&quote.source),
        Body::Claim(claim) => claim.source.as_ref(),
        _ => None,
    };
    let mut seen = FxHashSet::default();
    let named = |link: &&Ref| !link.id.is_empty() && link.id != Codebook::UNNAMED;
    let mut chain = via.iter().chain(speaker).filter(named);
    let again = chain.find(|link| !seen.insert(link.id.as_str()))?;
    let name = dossier.codebook().name(&again.id);
    let place = if via.iter().any(|link| std::ptr::eq(link, again)) {
        Place {
            file: record.place.file,
            span: again.span,
        }
    } else {
        record.at("via")
    };
    let message = format!("the chain of attribution comes back to `{}`", again.id);
    Some(
        Diagnostic::new(Code::E13, message)
            .at(place.file, place.span)
            .about(record.path())
            .label(format!("{name} cannot pass on what comes from {name}"))
            .help("`via` names those between the article and `source`, each once"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn a_circle_is_found_once() {
        let found = expect(
            "Holm said no. Verhoeven said yes. Lund said hm. They met. They met again.",
            r#"
            [quote.a]
            source = "mayor"
            text = "said no"
            re = "b" #~ E13
            [quote.b]
            source = "envoy"
            text = "said yes"
            re = "a"
            [quote.c]
            source = "analyst"
            text = "said hm"
            re = "a"
            [event.met]
            says = "They meet"
            text = "They met again"
            same_as = "met" #~ E13
            [event.again]
            says = "They meet"
            text = "They met"
            after = ". They"
            same_as = "met"
            "#,
        );
        assert_eq!(
            found[0].message,
            "`re` goes round in a circle: `a` → `b` → `a`"
        );
    }

    #[test]
    fn nobody_stands_twice_in_a_chain() {
        expect(
            "Holm said no. Verhoeven said yes.",
            r#"
            [quote.a]
            source = "mayor"
            text = "said no"
            via = ["officials", "mayor"] #~ E13
            [quote.b]
            source = "envoy"
            text = "said yes"
            via = ["unnamed", "analyst", "unnamed"]
            "#,
        );
    }
}
