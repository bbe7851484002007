//! What refers to what: ids that name nothing (E06), references that go round (E13).
use super::super::context::{Context, finding, listed};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, nearest},
    model::{Article, Body, Codebook, Dossier, Record, Ref},
};
use rustc_hash::FxHashSet;

/// What an id at some place may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A source, or one of the reserved ids.
    Source,
    /// A source, or `unnamed`.
    Carrier,
    /// A source or a party, or free words: only a misspelt id is wrong.
    Anybody,
    /// A party or a source.
    PartyOrSource,
    Party,
    Issue,
    /// Any record.
    Record,
    /// A record of this table.
    Of(&'static str),
}

/// Who refers.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    Record(&'a Record),
    Article(&'a Article),
    Source(FileId),
}

/// One reference as written.
#[derive(Clone, Copy)]
pub(super) struct Reference<'a> {
    pub(super) owner: Owner<'a>,
    /// The field it stands in.
    pub(super) field: &'static str,
    pub(super) target: Target,
    pub(super) to: &'a Ref,
}

/// Every reference of `dossier`, in the order they are written; empty ids are left out.
pub(super) fn references(dossier: &Dossier) -> Vec<Reference<'_>> {
    let mut out = Vec::new();
    for source in &dossier.codebook().sources {
        let mut list = List {
            out: &mut out,
            owner: Owner::Source(source.place.file),
        };
        list.add("party", Target::Party, &source.party);
    }
    for article in dossier.articles() {
        let mut list = List {
            out: &mut out,
            owner: Owner::Article(article),
        };
        for silence in &article.silent {
            list.add("silent", Target::Party, [&silence.party]);
            list.add("silent", Target::Issue, &silence.issues);
        }
    }
    for (_, record) in dossier.records() {
        of_record(
            record,
            &mut List {
                out: &mut out,
                owner: Owner::Record(record),
            },
        );
    }
    out
}

struct List<'a, 'b> {
    out: &'b mut Vec<Reference<'a>>,
    owner: Owner<'a>,
}

impl<'a> List<'a, '_> {
    fn add(
        &mut self,
        field: &'static str,
        target: Target,
        refs: impl IntoIterator<Item = &'a Ref>,
    ) {
        let owner = self.owner;
        let refs = refs.into_iter().filter(|to| !to.id.is_empty());
        self.out.extend(refs.map(|to| Reference {
            owner,
            field,
            target,
            to,
        }));
    }
}

fn of_record<'a>(record: &'a Record, list: &mut List<'a, '_>) {
    list.add("on", Target::Issue, &record.on);
    list.add("via", Target::Carrier, record.via.iter().flatten());
    match &record.body {
        Body::Quote(quote) => {
            list.add("source", Target::Source, [&quote.source]);
            list.add("ascribes", Target::PartyOrSource, &quote.ascribes);
            list.add("re", Target::Of("quote"), &quote.re);
            list.add("party", Target::Party, &quote.party);
        }
        Body::Claim(claim) => {
            list.add("source", Target::Source, &claim.source);
            list.add("evidence", Target::Record, &claim.evidence);
        }
        Body::Event(event) => {
            list.add("who", Target::Anybody, &event.who);
            list.add("same_as", Target::Of("event"), &event.same_as);
        }
        Body::Position(position) => {
            list.add("party", Target::Party, [&position.party]);
            list.add("issue", Target::Issue, [&position.issue]);
            list.add("evidence", Target::Record, &position.evidence);
            list.add("replaces", Target::Of("position"), &position.replaces);
        }
        Body::Shift(shift) => {
            list.add("party", Target::Party, [&shift.party]);
            list.add("issue", Target::Issue, &shift.issue);
            list.add("evidence", Target::Record, &shift.evidence);
        }
        Body::Note(note) => {
            list.add("about", Target::Record, &note.about);
            list.add("because", Target::Record, &note.because);
            list.add("against", Target::Record, &note.against);
        }
    }
}

/// E06: ids that name nothing, or something of another kind.
pub(in crate::check) fn unknown(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut left = EFFORT;
    (references(dossier).into_iter())
        .filter(|r| !names_something(dossier, r.target, &r.to.id))
        .filter_map(|r| {
            let known = known(dossier, r.target);
            let near = match left.checked_sub(known.len()) {
                Some(rest) => {
                    left = rest;
                    nearest(&r.to.id, known.iter().copied())
                }
                None => None,
            };
            if r.target == Target::Anybody && !(near.is_some() && looks_like_an_id(&r.to.id)) {
                return None;
            }
            Some(not_known(dossier, &r, near, &known))
        })
        .collect()
}

/// How many ids are compared in all, over every misspelt id, before suggestions end.
const EFFORT: usize = 4_000_000;
/// Up to how many ids are listed where none is near.
const FEW: usize = 10;

fn names_something(dossier: &Dossier, target: Target, id: &str) -> bool {
    let codebook = dossier.codebook();
    let reserved = matches!(id, Codebook::ARTICLE | Codebook::UNNAMED);
    let source = || codebook.source(id).is_some();
    let party = || codebook.party(id).is_some();
    match target {
        Target::Source => reserved || source(),
        Target::Carrier => id == Codebook::UNNAMED || source(),
        Target::PartyOrSource | Target::Anybody => reserved || source() || party(),
        Target::Party => party(),
        Target::Issue => codebook.issue(id).is_some(),
        Target::Record => dossier.find(id).is_some(),
        Target::Of(table) => {
            (dossier.find(id)).is_some_and(|id| dossier.record(id).table() == table)
        }
    }
}

/// The ids that could stand where `target` is asked for.
fn known(dossier: &Dossier, target: Target) -> Vec<&str> {
    let codebook = dossier.codebook();
    let parties = codebook.parties.iter().map(|p| p.id.as_str());
    let sources = codebook.sources.iter().map(|s| s.id.as_str());
    let records = dossier.written().records.iter();
    match target {
        Target::Source => sources
            .chain([Codebook::ARTICLE, Codebook::UNNAMED])
            .collect(),
        Target::Carrier => sources.chain([Codebook::UNNAMED]).collect(),
        Target::PartyOrSource | Target::Anybody => sources.chain(parties).collect(),
        Target::Party => parties.collect(),
        Target::Issue => codebook.issues.iter().map(|i| i.id.as_str()).collect(),
        Target::Record => records.map(|r| r.id.as_str()).collect(),
        Target::Of(table) => (records.filter(|r| r.table() == table))
            .map(|r| r.id.as_str())
            .collect(),
    }
}

/// Whether `who` is an id rather than a name: small letters, digits and joints only.
fn looks_like_an_id(who: &str) -> bool {
    who.chars()
        .all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

/// What `id` is instead, where it is something.
fn instead(dossier: &Dossier, id: &str) -> Option<&'static str> {
    let codebook = dossier.codebook();
    if matches!(id, Codebook::ARTICLE | Codebook::UNNAMED) {
        return Some("reserved");
    }
    let record = dossier.find(id).map(|id| match dossier.record(id).table() {
        "claim" => "a claim",
        "event" => "an event",
        "position" => "a position",
        "shift" => "a shift",
        "note" => "a note",
        _ => "a quote",
    });
    (codebook.source(id).map(|_| "a source"))
        .or_else(|| codebook.party(id).map(|_| "a party"))
        .or_else(|| codebook.issue(id).map(|_| "an issue"))
        .or(record)
}

fn not_known(
    dossier: &Dossier,
    r: &Reference<'_>,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let id = &r.to.id;
    let wanted = match r.target {
        Target::Source | Target::Carrier => "source",
        Target::Party => "party",
        Target::PartyOrSource | Target::Anybody => "party or source",
        Target::Issue => "issue",
        Target::Record => "record",
        Target::Of(table) => table,
    };
    let article = if wanted == "issue" || wanted == "event" {
        "an"
    } else {
        "a"
    };
    let other = instead(dossier, id);
    let (message, label) = match other {
        Some(other) => (
            format!("`{id}` is not {article} {wanted}"),
            format!("`{id}` is {other}; `{}` takes {article} {wanted}", r.field),
        ),
        None => (
            format!("there is no {wanted} `{id}`"),
            format!("no such {wanted}"),
        ),
    };
    let help = match (near, known.len()) {
        _ if r.target == Target::Carrier && id == Codebook::ARTICLE => {
            "every chain begins with the article: leave it out of `via`".to_owned()
        }
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, 1..=FEW) => format!("known here: {}", listed(known)),
        (None, 0) => format!("none is declared; write `[{}.{id}]`", table_for(wanted)),
        (None, _) => format!("write the id of {article} {wanted} that is declared"),
    };
    let out = Diagnostic::new(Code::E06, message).label(label).help(help);
    match r.owner {
        Owner::Record(record) => out.at(record.place.file, r.to.span).about(record.path()),
        Owner::Source(file) => out.at(file, r.to.span),
        Owner::Article(article) => {
            let out = out.about(format!("article.{}", article.id));
            match article.place {
                Some(place) => out.at(place.file, r.to.span),
                None => out,
            }
        }
    }
}

fn table_for(wanted: &'static str) -> &'static str {
    match wanted {
        "party or source" => "source",
        "record" => "quote",
        wanted => wanted,
    }
}

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
        (Body::Quote(quote), "re") => quote.re.as_ref(),
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
    let via = record.via.as_ref()?;
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
    fn ids_name_what_their_field_takes() {
        let found = expect(
            "Holm said no. Verhoeven said yes. They met.",
            r#"
            [article.silent]
            nroth = ["border"] #~ E06
            south = ["bordr"] #~ E06
            [source.aide]
            name = "An aide"
            party = "mayor" #~ E06
            [quote.no]
            source = "north" #~ E06
            text = "said no"
            on = ["border", "fish"] #~ E06
            via = ["unnamed", "article"] #~ E06
            ascribes = "south"
            re = "met" #~ E06
            party = ""
            [quote.yes]
            source = "envoy"
            text = "said yes"
            via = ["officials", "aide"]
            ascribes = "mayor"
            re = "no"
            party = "norht" #~ E06
            [claim.found]
            says = "Holm said no"
            source = "article"
            evidence = ["no", "on"] #~ E06
            [event.met]
            says = "They met"
            text = "They met"
            who = ["mayr", "south", "Jan Modaal", "guterres"] #~ E06
            same_as = "no" #~ E06
            [shift.change]
            party = "north"
            says = "From yes to no"
            issue = "boarder" #~ E06
            evidence = ["yes", "no"]
            [note.what]
            kind = "comment"
            says = "Two answers"
            about = ["no", "change", "north"] #~ E06
            "#,
        );
        let with = |message: &str| {
            let finding = found.iter().find(|f| f.message == message);
            finding.and_then(|f| f.help.as_deref()).unwrap_or_default()
        };
        assert_eq!(with("there is no party `nroth`"), "did you mean `north`?");
        assert_eq!(
            with("there is no issue `fish`"),
            "known here: `border` and `trade`"
        );
        let labels: Vec<&str> = found.iter().filter_map(|f| f.label.as_deref()).collect();
        assert!(
            labels.contains(&"`north` is a party; `source` takes a source"),
            "{labels:?}"
        );
    }

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
