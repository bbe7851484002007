//! Whether positions still stand beside what came later (W25) and beside each other (W26).
use super::{
    super::context::{Context, finding},
    support::{is_current, positions},
};
use crate::{
    diag::{Code, Diagnostic},
    model::{Body, Dossier, Position, Record, RecordId, Ref},
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Whether EDTF date `a` is surely before `b`: they differ within the precision both have.
fn is_before(a: &str, b: &str) -> bool {
    let date = |text: &str| {
        let text = text.split(['/', '?', '~', '%', 'T']).next().unwrap_or("");
        let parts: Option<Vec<u16>> = text.split('-').map(|part| part.parse().ok()).collect();
        parts.filter(|parts| text.len() >= 4 && parts[0] >= 1000 && parts.len() <= 3)
    };
    let (Some(a), Some(b)) = (date(a), date(b)) else {
        return false;
    };
    let shared = a.len().min(b.len());
    a[..shared] < b[..shared]
}

/// Positions by party and issue.
type Cells<'a> = FxHashMap<(&'a str, &'a str), OfCell<'a>>;

/// The positions of one cell.
type OfCell<'a> = Vec<(RecordId, &'a Record, &'a Position)>;

fn cells(dossier: &Dossier) -> Cells<'_> {
    let mut cells: Cells<'_> = FxHashMap::default();
    for (id, record, position) in positions(dossier).filter(|(_, _, p)| is_current(p)) {
        let cell = (position.party.id.as_str(), position.issue.id.as_str());
        cells.entry(cell).or_default().push((id, record, position));
    }
    cells
}

/// How many positions or shifts of one cell are compared with each other.
const COMPARED: usize = 50;

/// W25: something later is there, and the position still counts.
pub(in crate::check) fn stale(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let cells = cells(dossier);
    let mut replaced: FxHashMap<&str, &Record> = FxHashMap::default();
    for (_, record, position) in positions(dossier) {
        if let Some(old) = &position.replaces {
            replaced.entry(&old.id).or_insert(record);
        }
    }
    let shifts = shifts(dossier);
    let found = |(_, record, position): (RecordId, &Record, &Position)| {
        let cell = (position.party.id.as_str(), position.issue.id.as_str());
        let of_cell = (cells.get(&cell), shifts.get(&cell));
        let (newer, how) = (replaced.get(record.id.as_str()))
            .map(|newer| (*newer, "replaces it"))
            .or_else(|| Some((later(position, of_cell)?, "is later")))?;
        if !is_current(position) || newer.id == record.id {
            return None;
        }
        let message = format!(
            "this position counts as current, though `{}` {how}",
            newer.path()
        );
        Some(
            finding(Code::W25, record, "status", message)
                .label("still current")
                .also(newer.place, how)
                .help("write `status = \"superseded\"` here"),
        )
    };
    positions(dossier).filter_map(found).collect()
}

/// A position of the same cell that is later than `position`, else a shift that is and on which it does not rest.
fn later<'a>(
    position: &Position,
    (positions, shifts): (Option<&OfCell<'a>>, Option<&Vec<Dated<'a>>>),
) -> Option<&'a Record> {
    let as_of = position.as_of.as_deref().unwrap_or("");
    let is_later =
        |other: &Option<String>| other.as_deref().is_some_and(|when| is_before(as_of, when));
    let rests_on = |shift: &Record| position.evidence.iter().any(|r| r.id == shift.id);
    let mut positions = positions.into_iter().flatten().take(COMPARED);
    let newer = positions.find(|(_, _, other)| is_later(&other.as_of));
    newer.map(|(_, other, _)| *other).or_else(|| {
        let mut shifts = shifts.into_iter().flatten().take(COMPARED);
        let newer = shifts.find(|(shift, when)| is_later(when) && !rests_on(shift));
        newer.map(|(shift, _)| *shift)
    })
}

/// A shift with its date.
type Dated<'a> = (&'a Record, &'a Option<String>);

/// Shifts by party and issue.
type Shifts<'a> = FxHashMap<(&'a str, &'a str), Vec<Dated<'a>>>;

fn shifts(dossier: &Dossier) -> Shifts<'_> {
    let mut shifts: Shifts<'_> = FxHashMap::default();
    for (_, record) in dossier.records() {
        if let Body::Shift(shift) = &record.body
            && let Some(issue) = &shift.issue
        {
            let cell = (shift.party.id.as_str(), issue.id.as_str());
            shifts.entry(cell).or_default().push((record, &shift.when));
        }
    }
    shifts
}

/// W26: two lines for one cell, and nobody says how they go together.
pub(in crate::check) fn contradiction(context: &Context<'_>) -> Vec<Diagnostic> {
    let dossier = context.dossier;
    let linked = links(dossier);
    let mut out = Vec::new();
    for (cell, positions) in cells(dossier) {
        let positions = &positions[..positions.len().min(COMPARED)];
        for (n, (_, record, position)) in positions.iter().enumerate() {
            let earlier = positions[..n].iter().find(|(_, other_record, other)| {
                let pair = (other_record.id.as_str(), record.id.as_str());
                differ((record, position), (other_record, other)) && !linked.contains(&pair)
            });
            if let Some((_, other, _)) = earlier {
                let message = format!(
                    "`{}` and `{}` differ on `{}`, and both are current",
                    other.id, record.id, cell.1
                );
                out.push(
                    finding(Code::W26, record, "says", message)
                        .label("one line")
                        .also(other.at("says"), "another line of the same party")
                        .help(
                            "`replaces` in the newer one, or a note of kind `conflict` about both",
                        ),
                );
            }
        }
    }
    out
}

/// Whether two current positions on one cell say different things, and neither is dated later (that is W25).
fn differ(a: (&Record, &Position), b: (&Record, &Position)) -> bool {
    let dates = (
        a.1.as_of.as_deref().unwrap_or(""),
        b.1.as_of.as_deref().unwrap_or(""),
    );
    let in_order = is_before(dates.0, dates.1) || is_before(dates.1, dates.0);
    let apart = match (a.1.stance, b.1.stance) {
        (Some(a), Some(b)) => a != b,
        _ => a.0.says != b.0.says,
    };
    apart && !in_order
}

/// Pairs of positions (ids, both ways round) that something links: one replaces the other, or a note or shift names both.
fn links(dossier: &Dossier) -> FxHashSet<(&str, &str)> {
    let mut pairs = FxHashSet::default();
    let mut link = |a: &Ref, b: &Ref| {
        let found = dossier.find(&a.id).zip(dossier.find(&b.id));
        if let Some((a, b)) = found {
            let (a, b) = (dossier.record(a).id.as_str(), dossier.record(b).id.as_str());
            pairs.extend([(a, b), (b, a)]);
        }
    };
    for (_, record) in dossier.records() {
        match &record.body {
            Body::Position(position) => {
                let own = Ref {
                    id: record.id.clone(),
                    ..Ref::default()
                };
                (position.replaces.iter().chain(&position.evidence))
                    .for_each(|other| link(&own, other));
            }
            Body::Note(_) | Body::Shift(_) => {
                let named = record.evidence();
                let is_position = |r: &&&Ref| {
                    (dossier.find(&r.id)).is_some_and(|id| dossier.record(id).table() == "position")
                };
                let named: Vec<&Ref> = named
                    .iter()
                    .filter(is_position)
                    .copied()
                    .take(COMPARED)
                    .collect();
                for (n, a) in named.iter().enumerate() {
                    named[..n].iter().for_each(|b| link(a, b));
                }
            }
            _ => {}
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::is_before;
    use crate::check::fixture::expect;

    const QUOTE: &str = "[quote.no]\nsource = \"mayor\"\ntext = \"said no\"\n";

    #[track_caller]
    fn check(records: &str) {
        expect("Holm said no.", &format!("{QUOTE}{records}"));
    }

    #[test]
    fn what_something_later_replaces_is_stale() {
        check(
            r#"
            [position.old] #~ W25
            party = "north"
            issue = "border"
            says = "No"
            evidence = ["no", "elsewhere"]
            [position.new]
            party = "north"
            issue = "border"
            says = "Perhaps"
            evidence = ["no", "elsewhere"]
            replaces = "old"
            [position.in-may] #~ W25
            party = "north"
            issue = "trade"
            says = "No"
            evidence = ["no", "elsewhere"]
            as_of = "2021-05"
            [position.in-june]
            party = "north"
            issue = "trade"
            says = "Yes"
            evidence = ["no", "elsewhere"]
            as_of = "2021-06-03"
            [position.before-the-shift] #~ W25
            party = "south"
            issue = "trade"
            says = "No"
            evidence = ["no", "elsewhere"]
            as_of = "2021-05"
            [shift.later]
            party = "south"
            issue = "trade"
            says = "Now it is yes"
            evidence = ["no"]
            when = "2021-07"
            [position.rests-on-the-shift]
            party = "south"
            issue = "border"
            says = "No"
            evidence = ["no", "elsewhere", "border-shift"]
            as_of = "2021-05"
            [shift.border-shift]
            party = "south"
            issue = "border"
            says = "Now it is yes"
            evidence = ["no"]
            when = "2021-07"
            "#,
        );
    }

    #[test]
    fn two_lines_for_one_cell_need_a_link() {
        check(
            r#"
            [position.yes]
            party = "north"
            issue = "border"
            says = "Yes"
            stance = "for"
            evidence = ["no", "elsewhere"]
            [position.no-then]
            party = "north"
            issue = "border"
            says = "No" #~ W26
            stance = "against"
            evidence = ["no", "elsewhere"]
            [position.yes-again]
            party = "north"
            issue = "trade"
            says = "Yes, and soon"
            stance = "for"
            evidence = ["no", "elsewhere"]
            [position.yes-too]
            party = "north"
            issue = "trade"
            says = "Yes"
            stance = "for"
            evidence = ["no", "elsewhere"]
            [position.torn]
            party = "south"
            issue = "trade"
            says = "Yes"
            evidence = ["no", "elsewhere"]
            [position.between]
            party = "south"
            issue = "trade"
            says = "No"
            evidence = ["no", "elsewhere"]
            [note.torn-between]
            kind = "conflict"
            says = "Both were said."
            about = ["torn", "between"]
            "#,
        );
    }

    #[test]
    fn dates_are_compared_only_as_far_as_both_go() {
        assert!(is_before("2021-05", "2021-06-01"));
        assert!(is_before("2020", "2021-01"));
        for (a, b) in [
            ("2021", "2021-05"),
            ("2021-06", "2021-05"),
            ("", "2021"),
            ("Tuesday", "2021"),
            ("2021", "soon"),
        ] {
            assert!(!is_before(a, b), "{a} {b}");
        }
    }
}
