//! What positions, shifts, judgements and claims rest on (E10, E11, W21, W24).
use super::super::context::{Context, about_article, finding, listed};
use crate::{
    diag::{Code, Diagnostic},
    model::{
        Body, Codebook, Dossier, NoteKind, Position, PositionStatus, Record, RecordId, Ref,
        SourceKind, Verdict,
    },
};
use rustc_hash::FxHashSet;

/// E10: nothing to rest on.
pub(in crate::check) fn none(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |(_, record): (RecordId, &Record)| {
        let (evidence, field, help) = match &record.body {
            Body::Position(position) => (
                &position.evidence,
                "evidence",
                "name the records that show it in `evidence`",
            ),
            Body::Shift(shift) if record.text.is_empty() => (
                &shift.evidence,
                "evidence",
                "name records in `evidence`, or the article's words in `text`",
            ),
            Body::Note(note) if note.kind == NoteKind::Judgement => (
                &note.because,
                "because",
                "name the records that speak for it in `because`",
            ),
            _ => return None,
        };
        let what = match &record.body {
            Body::Note(_) => "judgement",
            _ => record.table(),
        };
        evidence.is_empty().then(|| {
            finding(
                Code::E10,
                record,
                field,
                format!("this {what} rests on nothing"),
            )
            .label(format!("`{field}` names no record"))
            .help(help)
        })
    };
    context.dossier.records().filter_map(found).collect()
}

/// The positions, in the order they are written.
pub(super) fn positions(dossier: &Dossier) -> impl Iterator<Item = (RecordId, &Record, &Position)> {
    dossier
        .records()
        .filter_map(|(id, record)| match &record.body {
            Body::Position(position) => Some((id, record, &**position)),
            _ => None,
        })
}

pub(super) fn is_current(position: &Position) -> bool {
    matches!(position.standing, None | Some(PositionStatus::Current))
}

/// The records that `evidence` names; `None` if one of them does not exist (E06 says so) or there are none (E10).
fn resolved(dossier: &Dossier, evidence: &[Ref]) -> Option<Vec<RecordId>> {
    let found: Option<Vec<RecordId>> = evidence.iter().map(|r| dossier.find(&r.id)).collect();
    found.filter(|found| !found.is_empty())
}

/// E11: all that supports the position is what others ascribe to the party.
pub(in crate::check) fn ascribed(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let found = |(_, record, position): (RecordId, &Record, &Position)| {
        let party = &position.party.id;
        let is_reading = |id: RecordId| {
            let ascribed = dossier.ascribed_party(id).is_some_and(|p| p.id == *party);
            let own = dossier.party_of(id).is_some_and(|p| p.id == *party);
            ascribed && !own
        };
        let evidence = resolved(dossier, &position.evidence)?;
        if !evidence.iter().all(|&id| is_reading(id)) {
            return None;
        }
        let speakers: FxHashSet<&str> = evidence
            .iter()
            .filter_map(|&id| dossier.speaker(id))
            .collect();
        let mut speakers: Vec<&str> = speakers
            .into_iter()
            .map(|id| dossier.codebook().name(id))
            .collect();
        speakers.sort_unstable();
        let message = format!("what others ascribe to `{party}` is not its own position");
        Some(
            finding(Code::E11, record, "evidence", message)
                .label(format!("nothing but readings by {}", listed(speakers)))
                .help("add a statement of the party, or leave the position out: the matrix shows readings as ascribed"),
        )
    };
    positions(dossier).filter_map(found).collect()
}

/// W21: nobody stands by it with a name.
pub(in crate::check) fn weak(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let is_weak = |id: &RecordId| match dossier.speaker(*id) {
        Some(Codebook::UNNAMED) => true,
        Some(speaker) => (dossier.codebook().source(speaker))
            .is_some_and(|source| matches!(source.kind, SourceKind::Group | SourceKind::Leak)),
        None => false,
    };
    let found = |(_, record, position): (RecordId, &Record, &Position)| {
        let evidence = resolved(dossier, &position.evidence)?;
        if !is_current(position) || !evidence.iter().all(is_weak) {
            return None;
        }
        let message = "no named source stands behind this position";
        Some(
            finding(Code::W21, record, "evidence", message)
                .label("unnamed, group or leak sources only")
                .help("add a named statement if there is one"),
        )
    };
    positions(dossier).filter_map(found).collect()
}

/// Where in the end something comes from.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Origin<'a> {
    Source(&'a str),
    /// The own voice of the article with this number.
    Article(usize),
}

/// What records rest on, claims and positions followed to their evidence.
#[derive(Default)]
struct Roots<'a> {
    articles: FxHashSet<usize>,
    origins: FxHashSet<Origin<'a>>,
    /// Whether `party` speaks for itself, and nobody stands between it and the article.
    first_hand: bool,
}

impl<'a> Roots<'a> {
    fn of(dossier: &'a Dossier, root: RecordId, party: Option<&str>) -> Self {
        let mut roots = Self::default();
        let mut seen = FxHashSet::default();
        let mut todo = vec![root];
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            roots.add(dossier, id, party);
            let evidence = dossier.record(id).evidence();
            todo.extend(evidence.iter().filter_map(|r| dossier.find(&r.id)));
        }
        roots
    }

    fn add(&mut self, dossier: &'a Dossier, id: RecordId, party: Option<&str>) {
        let record = dossier.record(id);
        let (Some(article), Some(speaker)) = (record.article, dossier.speaker(id)) else {
            return;
        };
        self.articles.insert(article);
        self.origins.insert(match speaker {
            Codebook::ARTICLE => Origin::Article(article),
            speaker => Origin::Source(speaker),
        });
        let own = party.is_some() && dossier.party_of(id).map(|p| p.id.as_str()) == party;
        self.first_hand |= own && !dossier.second_hand(id);
    }

    /// In what way it is single.
    fn single(&self) -> Option<&'static str> {
        match (self.articles.len(), self.origins.len()) {
            (0, _) | (_, 0) => None,
            (1, 1) => Some("one article and one source"),
            (1, _) => Some("one article"),
            (_, 1) if !self.first_hand => Some("one source"),
            _ => None,
        }
    }

    fn label(&self, dossier: &Dossier) -> String {
        let mut origins = self.origins.iter();
        match (origins.next(), origins.next()) {
            (Some(Origin::Source(id)), None) => {
                format!("all of it from {}", dossier.codebook().name(id))
            }
            (Some(Origin::Article(_)), None) => "all of it in the article's own voice".to_owned(),
            _ => "all of it in the same article".to_owned(),
        }
    }
}

/// What rests on others: the field that says so, what it is, and the party it is of.
fn resting(record: &Record) -> Option<(&'static str, &'static str, Option<&str>)> {
    match &record.body {
        Body::Position(position) if is_current(position) => {
            Some(("evidence", "position", Some(position.party.id.as_str())))
        }
        Body::Claim(claim) if claim.verdict == Some(Verdict::Supported) => {
            Some(("verdict", "supported claim", None))
        }
        _ => None,
    }
}

/// W24: one article, or one source in the end. A party that speaks for itself needs nobody else to say what it wants. In a
/// dossier of one article the finding is one, about the article.
pub(in crate::check) fn single(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let mut out = Vec::new();
    let mut in_the_only_one = Vec::new();
    for (id, record) in dossier.records() {
        let Some((field, what, party)) = resting(record) else {
            continue;
        };
        let roots = Roots::of(dossier, id, party);
        let Some(why) = roots.single() else {
            continue;
        };
        if dossier.articles().len() == 1 {
            in_the_only_one.push(record.id.as_str());
            continue;
        }
        out.push(
            finding(
                Code::W24,
                record,
                field,
                format!("this {what} rests on {why} only"),
            )
            .label(roots.label(dossier))
            .help("add another article or another source, if there is one"),
        );
    }
    if let ([article], false) = (dossier.articles(), in_the_only_one.is_empty()) {
        let message = format!(
            "everything here rests on one article: {}",
            listed(in_the_only_one)
        );
        out.push(
            about_article(Code::W24, article, message).label("the only article of the dossier"),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    /// Quotes to rest on; positions that rest on `no` and `elsewhere` rest on two articles and two sources.
    const TEXT: &str = "Holm said no. The North wants it all, writes Lund. Officials said maybe. A clerk said perhaps. \
        It is reported that officials said never.";
    const QUOTES: &str = r#"
        [quote.no]
        source = "mayor"
        text = "said no"
        [quote.reading]
        source = "analyst"
        text = "The North wants it all"
        ascribes = "north"
        [quote.maybe]
        source = "officials"
        text = "said maybe"
        [quote.perhaps]
        source = "unnamed"
        text = "said perhaps"
        [quote.never]
        source = "officials"
        text = "said never"
        via = ["unnamed"]
    "#;

    #[track_caller]
    fn check(records: &str) {
        expect(TEXT, &format!("{QUOTES}{records}"));
    }

    #[test]
    fn what_is_asserted_rests_on_something() {
        check(
            r#"
            [position.bare]
            party = "north"
            issue = "border"
            says = "No"
            evidence = [] #~ E10
            [shift.words]
            party = "north"
            says = "Now it is no"
            text = "Holm said no"
            [shift.empty] #~ E10
            party = "north"
            says = "Now it is no"
            [note.judged]
            kind = "judgement"
            says = "It will stay so."
            because = ["no"]
            [note.bare-too] #~ E10
            kind = "judgement"
            says = "It will stay so."
            against = ["no"]
            [note.gap]
            kind = "gap"
            says = "Why?"
            "#,
        );
    }

    #[test]
    fn a_reading_is_not_a_position() {
        check(
            r#"
            [position.read]
            party = "north"
            issue = "border"
            says = "All of it"
            evidence = ["reading"] #~ E11 W24
            [position.said]
            party = "north"
            issue = "trade"
            says = "All of it"
            evidence = ["reading", "no", "elsewhere"]
            [position.of-another]
            party = "south"
            issue = "trade"
            says = "All of it"
            evidence = ["reading", "elsewhere"]
            "#,
        );
    }

    #[test]
    fn sources_without_a_name_are_weak() {
        check(
            r#"
            [position.weak]
            party = "north"
            issue = "border"
            says = "Perhaps"
            evidence = ["maybe", "perhaps"] #~ W21 W24
            [position.withdrawn]
            party = "north"
            issue = "border"
            says = "Perhaps"
            status = "withdrawn"
            evidence = ["maybe", "perhaps"]
            [position.named]
            party = "north"
            issue = "trade"
            says = "Perhaps"
            evidence = ["maybe", "elsewhere"]
            "#,
        );
    }

    #[test]
    fn one_article_or_one_source_is_single() {
        expect(
            "Verhoeven said no. Officials are said to have left. Verhoeven stays.",
            r#"
            [quote.no]
            source = "envoy"
            text = "said no"
            [quote.stays]
            source = "envoy"
            via = ["unnamed"]
            text = "stays"
            [position.own-words-in-two-articles]
            party = "south"
            issue = "border"
            says = "No"
            evidence = ["no", "elsewhere"]
            [position.of-another]
            party = "north"
            issue = "border"
            says = "No"
            evidence = ["no", "elsewhere"] #~ W24
            [claim.supported]
            says = "Nothing has been decided"
            evidence = ["no", "stays"]
            verdict = "supported" #~ W24
            [claim.unchecked]
            says = "Nothing has been decided"
            evidence = ["no"]
            "#,
        );
    }
}
