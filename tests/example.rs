//! The example that is compiled in: every trap in it is seen for what it is.
use onrecord::{
    anchor::Outcome,
    model::{Basis, Dossier, Form, Layer, RecordId, Standing, matrix},
    store,
};

fn example() -> Dossier {
    Dossier::new(store::example()).anchored()
}

fn id(dossier: &Dossier, name: &str) -> RecordId {
    dossier
        .find(name)
        .unwrap_or_else(|| panic!("no record `{name}`"))
}

#[test]
fn nothing_in_it_is_written_wrongly() {
    assert_eq!(store::example().faults, []);
}

#[test]
fn every_quotation_stands_in_its_article() {
    let dossier = example();
    let lost: Vec<&str> = (dossier.text_order().iter())
        .filter(|id| dossier.passage(**id).is_none())
        .map(|id| dossier.record(*id).id.as_str())
        .collect();
    assert!(lost.is_empty(), "nowhere: {lost:?}");
    assert_eq!(dossier.text_order().len(), 40);
}

#[test]
fn curly_and_straight_marks_are_the_same_marks() {
    let dossier = example();
    let anchor = dossier
        .anchor(id(&dossier, "rubio-wishlist"))
        .expect("has words");
    assert!(matches!(anchor.outcome, Outcome::Folded(_)), "{anchor:?}");
}

#[test]
fn forms_come_from_the_marks_of_the_article() {
    let dossier = example();
    let form = |name| dossier.form(id(&dossier, name));
    assert_eq!(form("putin-either-or"), Some(Form::Direct));
    assert_eq!(
        form("stanovaya-leverage"),
        Some(Form::Direct),
        "in two pieces"
    );
    assert_eq!(
        form("baunov-choice"),
        Some(Form::Indirect),
        "looks like a quotation"
    );
    assert_eq!(form("eu-betray"), Some(Form::Mixed));
    assert_eq!(form("rubio-framework"), Some(Form::Label), "declared");
    assert_eq!(form("trump-positive"), Some(Form::Summary), "declared");
    assert_eq!(
        dossier.layer(id(&dossier, "florida")),
        Some(Layer::Narration)
    );
}

#[test]
fn hearsay_keeps_its_chain() {
    let dossier = example();
    let wishlist = id(&dossier, "rubio-wishlist");
    let names: Vec<&str> = dossier
        .chain(wishlist)
        .iter()
        .map(|link| link.name)
        .collect();
    assert_eq!(names, ["article", "unnamed", "Marco Rubio"]);
    assert!(dossier.second_hand(wishlist));
    assert!(
        !dossier.second_hand(id(&dossier, "rubio-framework")),
        "looked, nobody"
    );
}

#[test]
fn a_reading_of_a_party_is_no_statement_of_it() {
    let dossier = example();
    let matrix = matrix(&dossier);
    let codebook = dossier.codebook();
    let row = &matrix.rows[codebook.row("war-aims").expect("declared")];
    let russia = &row.cells[codebook.column("russia").expect("declared")];
    let reading = id(&dossier, "baunov-choice");
    assert_eq!(row.others, [reading]);
    assert_eq!(russia.ascribed, [reading]);
    assert!(russia.statements.iter().all(|&(_, id)| id != reading));
    assert_eq!(russia.standing(), Standing::Stated(Basis::Verbatim));
}

#[test]
fn every_cell_is_stated_or_silent() {
    assert_eq!(matrix(&example()).count(), (11, 34, 0));
}

#[test]
fn conduct_speaks_where_nobody_found_silence() {
    let dossier = example();
    let matrix = matrix(&dossier);
    let codebook = dossier.codebook();
    let row = codebook.row("pressure").expect("declared");
    let column = codebook.column("us").expect("declared");
    let cell = &matrix.rows[row].cells[column];
    assert_eq!(cell.statements, []);
    assert_eq!(cell.standing(), Standing::Stated(Basis::Conduct));
}
