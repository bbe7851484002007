//! What refers to what, and ids that name nothing (E06).
use super::super::context::{Context, listed};
use crate::{
    diag::{Code, Diagnostic, FileId, nearest},
    model::{Article, Body, Codebook, Dossier, Record, Ref},
};

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

/// Tells `see` every reference of `dossier`, in the order they are written; empty ids are left out.
pub(super) fn references<'a>(dossier: &'a Dossier, see: &mut dyn FnMut(Reference<'a>)) {
    for source in &dossier.codebook().sources {
        List::of(see, Owner::Source(source.place.file)).add("party", Target::Party, &source.party);
    }
    for article in dossier.articles() {
        let mut list = List::of(see, Owner::Article(article));
        for silence in &article.silent {
            list.add("silent", Target::Party, [&silence.party]);
            list.add("silent", Target::Issue, &silence.issues);
        }
    }
    for (_, record) in dossier.records() {
        of_record(record, &mut List::of(see, Owner::Record(record)));
    }
}

/// Where what one owner refers to is told. There may be very many references: nobody keeps them.
struct List<'a, 'b> {
    see: &'b mut dyn FnMut(Reference<'a>),
    owner: Owner<'a>,
}

impl<'a, 'b> List<'a, 'b> {
    fn of(see: &'b mut dyn FnMut(Reference<'a>), owner: Owner<'a>) -> Self {
        Self { see, owner }
    }

    fn add(
        &mut self,
        field: &'static str,
        target: Target,
        refs: impl IntoIterator<Item = &'a Ref>,
    ) {
        for to in refs.into_iter().filter(|to| !to.id.is_empty()) {
            (self.see)(Reference {
                owner: self.owner,
                field,
                target,
                to,
            });
        }
    }
}

fn of_record<'a>(record: &'a Record, list: &mut List<'a, '_>) {
    list.add("on", Target::Issue, &record.on);
    list.add("via", Target::Carrier, record.extra.via.iter().flatten());
    match &record.body {
        Body::Quote(quote) => {
            list.add("source", Target::Source, [&quote.source]);
            list.add("ascribes", Target::PartyOrSource, quote.ascribes.as_deref());
            list.add("re", Target::Of("quote"), quote.re.as_deref());
            list.add("party", Target::Party, quote.party.as_deref());
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
    let (mut left, mut found) = (EFFORT, Vec::new());
    references(dossier, &mut |r| {
        if names_something(dossier, r.target, &r.to.id) {
            return;
        }
        let known = known(dossier, r.target);
        let near = match left.checked_sub(known.len()) {
            Some(rest) => {
                left = rest;
                nearest(&r.to.id, known.iter().copied())
            }
            None => None,
        };
        if r.target != Target::Anybody || (near.is_some() && looks_like_an_id(&r.to.id)) {
            found.push(not_known(dossier, &r, near, &known));
        }
    });
    found
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

/// What a reference has to name, in words.
const fn wanted(target: Target) -> &'static str {
    match target {
        Target::Source | Target::Carrier => "source",
        Target::Party => "party",
        Target::PartyOrSource | Target::Anybody => "party or source",
        Target::Issue => "issue",
        Target::Record => "record",
        Target::Of(table) => table,
    }
}

fn not_known(
    dossier: &Dossier,
    r: &Reference<'_>,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let id = &r.to.id;
    let wanted = wanted(r.target);
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
    at_owner(
        Diagnostic::new(Code::E06, message).label(label).help(help),
        r,
    )
}

/// `out`, at the reference that it is about.
fn at_owner(out: Diagnostic, r: &Reference<'_>) -> Diagnostic {
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
}
