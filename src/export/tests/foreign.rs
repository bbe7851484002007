//! Foreign words stay words: in Markdown, and beside quotations.
use super::files::{WATER, ask, open, runs, written};
use crate::{
    export::{
        Block, Inline, Item, Note, Preset, Section, Shape, Table, Text, What, json, list, md, show,
    },
    model::Filter,
};
use proptest::prelude::{any, proptest};
use pulldown_cmark::{Event, Options, Parser};

/// All the text a Markdown reader sees, without white space.
fn read_back(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(markdown, options);
    let words = parser.filter_map(|event| match event {
        Event::Text(words) | Event::Code(words) => Some(words.to_string()),
        Event::Html(html) | Event::InlineHtml(html) => panic!("markup: {html}"),
        _ => None,
    });
    words.collect::<String>().split_whitespace().collect()
}

/// One text in every place a note has for it.
fn everywhere(text: &Text) -> Note {
    let table = Table {
        head: vec![text.clone(), text.clone()],
        rows: vec![vec![text.clone(), text.clone()]],
    };
    let item = |text: &Text| {
        Block::Item(Item {
            record: None,
            text: text.clone(),
        })
    };
    Note {
        title: "t".to_owned(),
        marking: None,
        prepared_by: None,
        lang: "en",
        head: vec![("Question", text.clone())],
        sections: vec![Section {
            id: "x",
            title: "x",
            blocks: vec![
                Block::Heading(text.clone()),
                Block::Paragraph(text.clone()),
                item(text),
                item(text),
                Block::Table(table),
                Block::Terms(vec![("Record", text.clone()), ("Words", text.clone())]),
            ],
        }],
        references: Vec::new(),
    }
}

fn survives(words: &str) {
    let words = crate::export::note::plain(words);
    let bare: String = words.split_whitespace().collect();
    for inline in [Inline::Plain(words.clone()), Inline::Code(words.clone())] {
        let note = everywhere(&Text(vec![inline]));
        let expected = format!(
            "tQuestion:{bare}x{}Record:{bare}Words:{bare}",
            bare.repeat(8)
        );
        assert_eq!(read_back(&md(&note)), expected, "{words:?}\n{}", md(&note));
    }
}

#[test]
fn foreign_text_stays_text_in_markdown() {
    for words in [
        "# no heading",
        "- no list",
        "1. no number",
        "12) no number",
        "> no quote",
        "a | b | c",
        "*x* _y_ **z** ~~s~~ `c` ``",
        "<script>alert(1)</script> &amp; &#65;",
        "[a](http://b) ![i](j) [^1] [x]: y",
        "--- *** ===",
        "===",
        "~~~",
        "    indented",
        ": term",
        "\\ \\* trailing \\",
        "$x$ ^up^ @cite {#id}",
        "http://a.b/c_d www.e.f",
        "``` fence",
        "+ plus",
        "| - | - |",
    ] {
        survives(words);
    }
}

proptest! {
    #[test]
    fn any_text_stays_text_in_markdown(words in any::<String>()) {
        survives(&words);
    }

    #[test]
    fn any_punctuation_stays_text_in_markdown(words in r"[-#>|*_`~\[\]()<>!&;:.=+\\ 1ab\n]{0,24}") {
        survives(&words);
    }
}

const HOSTILE: &[(&str, &str)] = &[
    (
        "dossier.toml",
        "[dossier]\ntitle = \"\\u001b]0;x\\u0007 \\u202Eevil\"\nquestion = \"“fake quotation”\\u009b\"\n\
         [party.p]\nname = \"a|b\\n# c\"\n[source.s]\nname = \"“Said so”\"\nparty = \"p\"\n[issue.i]\nname = \"<b>\"\n",
    ),
    (
        "water.toml",
        "[article]\nfile = \"water.txt\"\ntitle = \"“No words of it”\"\n[quote.\"x \\u001b“y”\"]\nsource = \"s\"\n\
         text = \"three gates stay open\"\ncue = \"“made up”\"\nwhen = \"“made up”\"\nvenue = \"“made up”\"\nhedge = \"“made up”\"\n\
         on = \"i\"\n[note.n]\nkind = \"line\"\nsays = \"“Said so” he «said» \\u2066\"\nabout = [\"x \\u001b“y”\"]\n",
    ),
    ("water.txt", WATER),
];

#[test]
fn hostile_strings_neither_act_nor_pass_for_quotations() {
    let dossier = open(HOSTILE);
    let all = |shape| list(&dossier, What::Records, &Filter::default(), shape);
    let mut pages: Vec<String> = Preset::ALL
        .iter()
        .flat_map(|preset| written(&dossier, *preset))
        .collect();
    pages.extend([all(Shape::Text), json(&dossier, &[], &ask(Preset::Note))]);
    pages.extend(show(&dossier, &[], "x \u{1b}“y”"));
    assert_eq!(pages.len(), 9);
    for page in &pages {
        let acts = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!page.contains(acts), "{page:?}");
        if !page.starts_with('{') {
            assert_eq!(runs(page), [""; 0], "{page}");
        }
    }
    serde_json::from_str::<serde_json::Value>(&pages[7]).expect("still JSON");
}
