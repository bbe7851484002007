//! The README's picture of the reader, drawn from the real screen: `ONRECORD_PAINT=1 cargo test --test picture`.
use onrecord::{
    app::{Msg, Opened, State, update},
    check,
    config::Config,
    model::Dossier,
    run::{Wake, run},
    store,
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use std::{fmt::Write, fs, path::Path, sync::mpsc::channel};

const COLUMNS: u16 = 150;
const ROWS: u16 = 36;

/// A cell in the units of the picture.
const WIDTH: f64 = 8.4;
const HEIGHT: f64 = 17.0;

const INK: &str = "#d4d4d4";
const PAPER: &str = "#16181d";

#[test]
fn the_picture_shows_the_reader_as_it_is() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reader.svg");
    let picture = picture(&screen());
    if std::env::var_os("ONRECORD_PAINT").is_some() {
        fs::write(&file, &picture).expect("the picture is written");
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == picture,
        "assets/reader.svg is of another day: ONRECORD_PAINT=1 cargo test --test picture"
    );
}

/// The example as it opens, at a record that shows what the three panes are for.
fn screen() -> Buffer {
    let config = Config::shipped();
    let dossier = Dossier::new(store::example()).anchored();
    let findings = check::check(&dossier);
    let mut state = State::default();
    update(&mut state, Msg::Opened(0, Opened::new(dossier, findings)));
    let mut terminal = Terminal::new(TestBackend::new(COLUMNS, ROWS)).expect("never fails");
    let (wake, wakes) = channel();
    wake.send(Wake::Done(Msg::Go("putin-either-or".into())))
        .expect("open");
    drop(wake);
    run(&mut terminal, &mut state, &config, &wakes, &|_| ()).expect("never fails");
    terminal.backend().buffer().clone()
}

fn picture(buffer: &Buffer) -> String {
    let (width, height) = (
        f64::from(COLUMNS) * WIDTH + 24.0,
        f64::from(ROWS) * HEIGHT + 24.0,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for row in buffer.area.rows() {
        let cells: Vec<(u16, &Cell)> = row
            .columns()
            .map(|at| (at.x, &buffer[(at.x, at.y)]))
            .collect();
        for run in cells.chunk_by(|(_, a), (_, b)| a.style() == b.style()) {
            draw(&mut out, row.y, run);
        }
    }
    out + "</svg>\n"
}

/// Draws cells of one style: their background, then their text.
fn draw(out: &mut String, row: u16, run: &[(u16, &Cell)]) {
    let style = run[0].1;
    let (mut ink, mut paper) = (colour(style.fg, INK), colour(style.bg, PAPER));
    if style.modifier.contains(Modifier::REVERSED) {
        (ink, paper) = (paper, ink);
    }
    let (x, y, width) = place(row, run);
    if paper != PAPER {
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{HEIGHT}\" fill=\"{paper}\"/>"
        );
    }
    let weights = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ];
    let set = |(weight, _): &&(Modifier, _)| style.modifier.contains(*weight);
    let weights: String = weights
        .iter()
        .filter(set)
        .map(|(_, attribute)| *attribute)
        .collect();
    for words in run
        .split(|(_, cell)| cell.symbol() == " ")
        .filter(|words| !words.is_empty())
    {
        let (x, y, width) = place(row, words);
        let text: String = words.iter().map(|(_, cell)| cell.symbol()).collect();
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let baseline = y + 13.0;
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{baseline:.1}\" textLength=\"{width:.1}\" \
             lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{weights}>{text}</text>"
        );
    }
}

/// Where cells of one row stand in the picture, and how wide they are together: every word has its own place, so that
/// the columns hold in whatever font there is.
fn place(row: u16, cells: &[(u16, &Cell)]) -> (f64, f64, f64) {
    let (x, y) = (f64::from(cells[0].0) * WIDTH, f64::from(row) * HEIGHT);
    (x + 12.0, y + 12.0, cells.iter().map(|_| WIDTH).sum())
}

/// A colour as the web writes it.
fn colour(colour: Color, otherwise: &str) -> String {
    const NAMED: [&str; 16] = [
        "#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#cccccc",
        "#666666", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff",
    ];
    let named = |n: usize| NAMED[n].to_owned();
    match colour {
        Color::Reset => otherwise.to_owned(),
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Indexed(n @ 0..16) => named(n.into()),
        Color::Indexed(n @ 16..232) => {
            let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let (red, green, blue) = ((n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6);
            format!("#{:02x}{:02x}{:02x}", level(red), level(green), level(blue))
        }
        Color::Indexed(n) => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (n - 232)),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
    }
}
