//! Every table, read back as RFC 4180 has it.
use super::{Sheet, csv};
use crate::{
    export::{
        Cells,
        tests::{SOUND, WILD, open},
    },
    model::Filter,
};

const ALL: [Sheet; 5] = [
    Sheet::Quotes,
    Sheet::Claims,
    Sheet::Positions,
    Sheet::Matrix,
    Sheet::Dna,
];

fn written(files: &'static [(&'static str, &'static str)], sheet: Sheet) -> String {
    csv(
        &open(files),
        &[],
        &Filter::default(),
        (sheet, Cells::Guarded),
    )
}

/// RFC 4180, section 2, and nothing beyond it.
fn read(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut rest = csv.chars().peekable();
    let mut quoted = false;
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' if quoted => {
                quoted = false;
                assert!(matches!(rest.peek(), Some(',' | '\r')), "{csv}");
            }
            c if quoted => cell.push(c),
            '"' => {
                assert_eq!(cell, "");
                quoted = true;
            }
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(rest.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => {
                assert_ne!(c, '\n');
                cell.push(c);
            }
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "{csv}");
    rows
}

fn rows(files: &'static [(&'static str, &'static str)], sheet: Sheet) -> Vec<Vec<String>> {
    read(&written(files, sheet))
}

/// The cells of `columns` in the row whose first cell is `id`.
fn cells(rows: &[Vec<String>], id: &str, columns: &[&str]) -> Vec<String> {
    let row = rows.iter().find(|row| row[0] == id).expect("the row");
    let column = |name: &&str| {
        rows[0]
            .iter()
            .position(|head| head == name)
            .expect("a column")
    };
    columns
        .iter()
        .map(|name| row[column(name)].clone())
        .collect()
}

#[test]
fn every_table_is_rectangular_and_cannot_act() {
    for sheet in ALL {
        for files in [SOUND, WILD] {
            let rows = rows(files, sheet);
            assert!(rows.len() > 1, "{sheet:?}");
            for row in &rows {
                assert_eq!(row.len(), rows[0].len(), "{row:?}");
                for cell in row {
                    assert!(
                        !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                        "{cell}"
                    );
                    assert!(!cell.contains(|c: char| c.is_control()), "{cell:?}");
                    assert!(!cell.contains(['\u{202e}', '\u{2067}']), "{cell:?}");
                }
            }
        }
    }
    let names = rows(WILD, Sheet::Quotes);
    let row = cells(&names, "nested", &["name", "ascribes"]);
    assert_eq!(row, ["'@SUM(A1) <img src=x onerror=alert(1)>", "p"]);
}

#[test]
fn exact_cells_are_those_of_the_dossier() {
    let exact = csv(
        &open(WILD),
        &[],
        &Filter::default(),
        (Sheet::Matrix, Cells::Exact),
    );
    let rows = read(&exact);
    assert_eq!(rows[1][4], "=cmd|' /C calc'!A0");
}

#[test]
fn a_quote_is_told_in_full() {
    let rows = rows(SOUND, Sheet::Quotes);
    let told = [
        "article",
        "paragraph",
        "party",
        "form",
        "basis",
        "second_hand",
        "words",
    ];
    assert_eq!(
        cells(&rows, "berg-late", &told),
        [
            "water",
            "3",
            "south",
            "mixed",
            "second hand",
            "yes",
            "called the offer “too late”"
        ]
    );
    let words = &cells(&rows, "vale-river", &["words", "ascribes"]);
    assert_eq!(*words, ["Northland wants the river for itself", "north"]);
}

#[test]
fn silence_is_not_the_same_as_not_read() {
    let rows = rows(SOUND, Sheet::Matrix);
    let found: Vec<[&str; 4]> = (rows[1..].iter())
        .map(|row| [&row[0], &row[2], &row[3], &row[5]].map(String::as_str))
        .collect();
    assert_eq!(
        found,
        [
            ["gates", "party", "north", "stated"],
            ["gates", "party", "south", "stated"],
            ["gates", "others", "", ""],
            ["gates", "article", "", ""],
            ["canals", "party", "north", "stated"],
            ["canals", "party", "south", "silent"],
            ["canals", "others", "", ""],
            ["canals", "article", "", ""],
        ]
    );
}

#[test]
fn an_event_list_agrees_only_where_an_analyst_says_so() {
    let rows = rows(WILD, Sheet::Dna);
    assert_eq!(rows[0].len(), 16);
    let told = [
        "time",
        "person",
        "organization",
        "agreement",
        "start_position",
        "stop_position",
    ];
    let row = cells(&rows, "1", &told);
    let organization = "'=cmd|' /C calc'!A0";
    let person = "'@SUM(A1) <img src=x onerror=alert(1)>";
    assert_eq!(
        row,
        ["2025-11-24 00:00:00", person, organization, "1", "1", "32"]
    );
    let row = cells(&rows, "3", &["person", "agreement", "text"]);
    assert_eq!(row[1..], ["", "לא נפתח"]);
    let rows = self::rows(SOUND, Sheet::Dna);
    assert_eq!(cells(&rows, "1", &["time", "agreement"]), ["", ""]);
}

#[test]
fn the_same_dossier_gives_the_same_tables() {
    for sheet in ALL {
        assert_eq!(written(WILD, sheet), written(WILD, sheet));
    }
}
