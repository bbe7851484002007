//! Journeys past addresses, and words broken at the end of a row.
use super::Reader;
use crate::{
    config::{Config, Hyphenation, Links},
    store,
    text::shown_of_link,
};

const TEXT: &str = "Everything stands at https://example.org/harbour/negotiations/2025?page=7, also (see \
    javascript://example.org/no) elsewhere.";

/// Every cell of the screen that is a link, and where it leads: from its first, cells of one address in one entry.
fn linked(reader: &Reader) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for cell in &reader.terminal.backend().buffer().content {
        let Some(shown) = shown_of_link(cell.symbol()) else {
            assert!(!cell.symbol().contains('\x1b'), "{:?}", cell.symbol());
            continue;
        };
        let url = cell
            .symbol()
            .split(['\x1b', ';'])
            .nth(3)
            .unwrap_or_default();
        match out.last_mut().filter(|(last, _)| last == url) {
            Some((_, text)) => text.push_str(shown),
            None => out.push((url.to_owned(), shown.to_owned())),
        }
    }
    out
}

#[test]
fn an_address_is_a_link_over_all_of_its_rows_where_the_terminal_has_links() {
    let url = "https://example.org/harbour/negotiations/2025?page=7";
    let mut written = store::from_text("t.txt", TEXT.into());
    written.articles[0].url = Some("https://example.org/a".into());
    let mut reader = Reader::with(written, 40, 12);
    assert_eq!(
        linked(&reader),
        [],
        "nobody knows whether the terminal has links"
    );
    reader.config.options.links = Links::On;
    reader.wake([]);
    assert_eq!(linked(&reader), [(url.to_owned(), url.to_owned())]);
    assert!(
        reader.play("i").screen().contains("url"),
        "{}",
        reader.screen()
    );
    let facts = "https://example.org/a".to_owned();
    assert_eq!(linked(&reader), [(facts.clone(), facts.clone())]);
    while !reader.status().contains("5 of") {
        reader.play("j");
    }
    reader.play("y");
    assert_eq!(reader.copied, [facts]);
}

#[test]
fn words_are_broken_in_the_language_of_the_article_and_found_whole() {
    let text = "All harbour negotiations about neighbouring municipalities failed.";
    let hyphenated = |lang: Option<&str>, on| {
        let mut written = store::from_text("t.txt", text.into());
        written.articles[0].lang = lang.map(str::to_owned);
        let mut reader = Reader::with(written, 24, 12);
        reader.config = Config::shipped();
        reader.config.options.hyphenate = on;
        reader.wake([]);
        reader
    };
    let whole = hyphenated(None, Hyphenation::Off).screen();
    assert_eq!(whole, hyphenated(Some("tlh"), Hyphenation::On).screen());
    let mut reader = hyphenated(None, Hyphenation::On);
    let shown = reader.screen();
    assert!(
        shown.contains("negotia-") && shown.contains("tions about neigh-"),
        "{shown}"
    );
    reader.play("/ n e g o t i a t i o n s Enter");
    assert!(reader.status().contains("1 of 1"), "{}", reader.status());
}
