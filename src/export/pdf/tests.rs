//! What only pages have: lines that fit, rows that stay whole, heads that come again, letters that are not there.
use super::{
    face::{Face, Faces},
    line::{Run, Style, lines},
    page::{Drawn, Mark, Unit, paged},
    sheet::{BLACK, HEIGHT},
    write::pdf,
};
use crate::export::content::{Block, Note, Section, Table, Text};
use std::rc::Rc;

fn run(words: &str) -> Run {
    let style = Style {
        face: Face::Regular,
        size: 10.0,
        ink: BLACK,
        link: None,
        slot: None,
    };
    Run {
        words: words.to_owned(),
        style,
    }
}

fn broken(words: &str, room: f32) -> Vec<String> {
    let mut faces = Faces::new().expect("fonts");
    let found = lines(&mut faces, &[run(words)], room);
    for line in &found {
        let ends = line.pieces.last().expect("no line is empty");
        let blank = ends.words.len() - ends.words.trim_end().len();
        let width = faces.width(&" ".repeat(blank), Face::Regular, false) * 10.0;
        assert!(ends.x + ends.width - width <= room + 0.5, "{line:?}");
    }
    let words = |line: &super::line::Line| line.pieces.iter().map(|piece| &*piece.words).collect();
    found.iter().map(words).collect()
}

fn unit(height: f32, keep: bool) -> Unit {
    Unit {
        height,
        keep,
        ..Unit::default()
    }
}

fn note(sections: Vec<Section>) -> Note {
    Note {
        title: "A note".to_owned(),
        marking: None,
        prepared_by: None,
        lang: "en",
        head: Vec::new(),
        sections,
        references: Vec::new(),
    }
}

#[test]
fn lines_break_between_words_and_lose_none() {
    let words = "The harbour is not for sale, said the mayor on Monday, and it will never be.";
    let found = broken(words, 100.0);
    assert!(found.len() > 2);
    assert_eq!(found.concat(), words);
    assert!(found[0].ends_with(' '), "{found:?}");
}

#[test]
fn a_word_wider_than_the_page_is_broken_between_graphemes() {
    let word = "e\u{301}x".repeat(4000);
    let found = broken(&format!("a {word} b"), 300.0);
    assert_eq!(found.concat(), format!("a {word} b"));
    assert!(found.iter().all(|line| !line.starts_with('\u{301}')));
}

#[test]
fn words_from_right_to_left_stand_in_that_order_and_are_read_in_theirs() {
    let mut faces = Faces::new().expect("fonts");
    let found = lines(&mut faces, &[run("said שלום 12 עולם today")], 500.0);
    let pieces = &found[0].pieces;
    let order: Vec<&str> = pieces.iter().map(|piece| piece.words.trim()).collect();
    assert_eq!(order, ["said", "שלום", "12", "עולם", "today"]);
    assert!(pieces[1].x > pieces[2].x && pieces[2].x > pieces[3].x);
    assert!(pieces[0].x < pieces[3].x && pieces[4].x > pieces[1].x);
}

#[test]
fn what_no_font_can_show_is_a_square_and_is_told() {
    let mut faces = Faces::new().expect("fonts");
    let shaped = faces.shape("say 漢字 twice", Face::Bold, false);
    let glyphs: usize = shaped.iter().map(|one| one.glyphs.len()).sum();
    assert_eq!(glyphs, 12);
    assert!(
        shaped
            .iter()
            .all(|one| one.glyphs.iter().all(|g| g.glyph_id.to_u32() != 0))
    );
    assert_eq!(faces.unshown().iter().collect::<String>(), "字漢");
    let mut said = note(Vec::new());
    said.title = "漢".to_owned();
    let (_, unshown) = pdf(&said).expect("a pdf");
    assert_eq!(unshown.into_iter().collect::<String>(), "漢");
}

#[test]
fn latin_greek_and_cyrillic_are_there_in_every_face() {
    let mut faces = Faces::new().expect("fonts");
    for face in [Face::Regular, Face::Bold, Face::Italic, Face::Mono] {
        faces.shape(
            "Zażółć Ångström Ёлка Українa Ελληνικά Ισχύς → ¶ “ ” ‘ ’ – … ″",
            face,
            false,
        );
    }
    assert!(faces.unshown().is_empty(), "{:?}", faces.unshown());
}

#[test]
fn a_heading_stays_with_what_follows_and_what_is_marked_is_found() {
    let mut units = vec![
        unit(HEIGHT - 30.0, false),
        unit(20.0, true),
        unit(20.0, false),
    ];
    units[1].marks = vec![Mark::Section(3)];
    let pages = paged(&units);
    assert_eq!(pages.parts.len(), 2);
    assert_eq!(pages.marks[&Mark::Section(3)], (1, 0.0));
    let chain: Vec<Unit> = (0..200).map(|_| unit(20.0, true)).collect();
    let high = paged(&chain);
    assert!(high.parts.len() > 4, "what no page holds is parted");
}

#[test]
fn the_head_of_a_table_comes_again_on_every_page() {
    let line = lines(&mut Faces::new().expect("fonts"), &[run("Who")], 100.0).remove(0);
    let head = Rc::new(Unit::line(line, 0.0));
    let rows: Vec<Unit> = (0..100)
        .map(|_| Unit {
            head: Some(head.clone()),
            ..unit(30.0, false)
        })
        .collect();
    let pages = paged(&rows);
    let heads = pages.parts.iter().map(|page| {
        let lines = page
            .iter()
            .filter(|part| matches!(part.drawn, Drawn::Line(_)));
        lines.count()
    });
    assert!(pages.parts.len() > 3);
    assert!(heads.into_iter().all(|count| count == 1));
}

#[test]
fn nothing_too_much_and_nothing_at_all_are_pdfs_of_the_same_bytes_every_time() {
    let long = Text::of("never ".repeat(6_000));
    let table = Table {
        head: vec![Text::of("Who"), Text::of("What")],
        rows: vec![
            vec![Text::of("x".repeat(10_000)), long.clone()],
            vec![Text::default(), Text::default()],
        ],
    };
    let section = Section {
        id: "positions",
        title: "Positions",
        blocks: vec![
            Block::Heading(long.clone()),
            Block::Table(table),
            Block::Terms(vec![("Record", long)]),
        ],
    };
    for mut note in [note(vec![section]), note(Vec::new())] {
        if note.sections.is_empty() {
            note.title = String::new();
        } else {
            note.title = "title ".repeat(2_000);
            note.marking = Some("SECRET ".repeat(500));
        }
        let once = pdf(&note).expect("a pdf");
        assert_eq!(once, pdf(&note).expect("a pdf"));
        assert!(once.0.starts_with(b"%PDF-1.7"));
    }
}
