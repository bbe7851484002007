//! The page is what it says: only known markup, no address but the publisher's, quotations that stand in the article.
use super::html;
use crate::{
    export::{
        Ask, Preset,
        tests::{SOUND, WILD, open},
    },
    text::{Span, fold, words::marks},
};
use html5gum::{StringReader, Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};

type Files = &'static [(&'static str, &'static str)];

/// Elements of the page, and the attributes they may have beside `class`, `id` and `lang`.
const KNOWN: &[(&str, &[&str])] = &[
    ("html", &[]),
    ("head", &[]),
    ("meta", &["charset", "content", "http-equiv", "name"]),
    ("title", &[]),
    ("style", &[]),
    ("body", &[]),
    ("header", &[]),
    ("nav", &["aria-label"]),
    ("main", &[]),
    ("section", &["aria-labelledby", "tabindex"]),
    ("article", &["aria-labelledby"]),
    ("footer", &[]),
    ("div", &["dir"]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("p", &["dir"]),
    ("ul", &[]),
    ("li", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &[]),
    ("a", &["aria-label", "href", "rel"]),
    ("blockquote", &["cite"]),
    ("q", &["cite"]),
    ("strong", &[]),
    ("em", &[]),
    ("code", &[]),
    ("mark", &[]),
    ("span", &[]),
    ("bdi", &[]),
];

/// A page taken apart.
#[derive(Default)]
struct Read {
    /// Each start tag with its attributes.
    tags: Vec<(String, BTreeMap<String, String>)>,
    /// All visible text.
    text: String,
    /// The text of each `q` and `blockquote`.
    quotations: Vec<String>,
}

impl Read {
    fn all(&self, attribute: &str) -> Vec<&str> {
        let found = self.tags.iter().filter_map(|(_, all)| all.get(attribute));
        found.map(String::as_str).collect()
    }
}

fn tokens(page: &str) -> Tokenizer<StringReader<'_>> {
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, emitter)
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Takes a page apart; every element must be closed in order.
fn read(page: &str) -> Read {
    let mut read = Read::default();
    let mut open: Vec<String> = Vec::new();
    for token in tokens(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = words(&tag.name);
                if matches!(name.as_str(), "q" | "blockquote") {
                    read.quotations.push(String::new());
                }
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (words(name), words(value)));
                read.tags.push((name.clone(), attributes.collect()));
                if name != "meta" {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(words(&tag.name))),
            Token::String(text) => {
                let text = words(&text);
                if open.iter().any(|name| name == "q" || name == "blockquote") {
                    read.quotations.last_mut().expect("one").push_str(&text);
                }
                if open.last().is_some_and(|name| name != "style") {
                    read.text.push_str(&text);
                }
            }
            Token::Doctype(_) => {}
            Token::Comment(text) => panic!("a comment: {}", words(&text)),
            Token::Error(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(open, [""; 0]);
    read
}

fn written(files: Files, preset: Preset) -> String {
    let ask = Ask {
        preset,
        ..Ask::default()
    };
    html(&open(files), &[], &ask)
}

fn pages() -> Vec<(Files, Read)> {
    let all = [SOUND, WILD].into_iter();
    all.flat_map(|files| Preset::ALL.map(|preset| (files, read(&written(files, preset)))))
        .collect()
}

#[test]
fn nothing_but_known_markup_is_written() {
    for (_, page) in pages() {
        for (name, attributes) in &page.tags {
            let known = KNOWN.iter().find(|(known, _)| known == name);
            let (_, known) = known.unwrap_or_else(|| panic!("<{name}>"));
            for attribute in attributes.keys() {
                let common = ["class", "id", "lang"].contains(&attribute.as_str());
                assert!(
                    common || known.contains(&attribute.as_str()),
                    "<{name} {attribute}>"
                );
            }
        }
        let acts = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!page.text.contains(acts), "{:?}", page.text);
    }
}

#[test]
fn every_link_leads_into_the_page_or_to_the_publisher() {
    for (_, page) in pages() {
        let ids = page.all("id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id twice");
        for (_, tag) in page.tags.iter().filter(|(name, _)| name == "a") {
            let href = &tag["href"];
            if let Some(id) = href.strip_prefix('#') {
                assert!(known.contains(id), "{href}");
            } else {
                assert!(href.starts_with("https://example.org/a?b=1&c=d%27%22e#part"));
                assert_eq!(tag["rel"], "noopener noreferrer");
            }
        }
        for labelled in page.all("aria-labelledby") {
            assert!(known.contains(labelled), "{labelled}");
        }
        for cite in page.all("cite") {
            assert!(cite.starts_with("https://example.org/"), "{cite}");
        }
    }
    let page = read(&written(WILD, Preset::Dossier));
    let linked = "https://example.org/a?b=1&c=d%27%22e#part:~:text=Rates%2C%20as%20ever%20%2D%20up%20%26%20up";
    assert!(page.all("href").contains(&linked));
    assert!(page.text.contains("</script><script>alert(1)</script>"));
}

#[test]
fn a_citation_leads_to_its_paragraph_and_the_paragraph_back() {
    for (_, page) in pages() {
        let linked = page.all("href");
        let cites = page.tags.iter().filter_map(|(_, tag)| {
            let class = tag.get("class")?;
            (class == "cite").then(|| (&tag["href"], &tag["id"]))
        });
        let cites: Vec<_> = cites.collect();
        assert!(!cites.is_empty());
        for (href, id) in cites {
            assert!(href.starts_with("#a"), "{href}");
            assert!(linked.contains(&format!("#{id}").as_str()), "{id}");
        }
    }
}

#[test]
fn quotations_of_the_page_stand_in_marks_in_an_article() {
    for (files, page) in pages() {
        let dossier = open(files);
        let mut counted = 0;
        for quotation in &page.quotations {
            let printed = |part: &str| {
                dossier.articles().iter().any(|article| {
                    let whole = Span::new(0, article.text.len());
                    let marks = marks(&article.text, &[whole]);
                    let found = fold::find_every(&article.text, whole, part);
                    (found.iter()).any(|span| marks.iter().any(|mark| mark.outer.covers(*span)))
                })
            };
            for part in quotation.split(" ... ") {
                assert!(printed(part), "{part}");
                counted += 1;
            }
        }
        assert!(counted > 1);
    }
    let page = read(&written(SOUND, Preset::Dossier));
    let direct = "We will open the gates in spring ... and we will open all of them";
    assert!(page.quotations.iter().all(|words| words == direct));
    assert!(page.text.contains("“too late”"));
}

#[test]
fn the_style_is_the_one_that_the_policy_allows_and_loads_nothing() {
    let page = written(SOUND, Preset::Note);
    let (_, policy) = page
        .split_once("Content-Security-Policy\" content=\"")
        .expect("a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    let style = page
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"));
    let (style, _) = style.expect("a style");
    for loads in ["url(", "@import", "http", "<", "expression"] {
        assert!(!style.contains(loads), "{loads}");
    }
}

#[test]
fn the_article_stands_there_as_it_is_with_its_direction() {
    let page = written(WILD, Preset::Note);
    let hebrew = "<div class=\"par\" id=\"a1-p3\" dir=\"rtl\">";
    assert!(page.contains(hebrew), "{page}");
    assert!(page.contains("<bdi>לא נפתח</bdi>"));
    let marked = "<mark class=\"v\">We </mark>";
    assert!(page.contains(marked), "{page}");
    assert!(
        page.contains("he said &lt;script&gt;alert(1)&lt;/script&gt;␛."),
        "{page}"
    );
}

#[test]
fn what_changed_stands_among_the_sources() {
    let page = read(&written(WILD, Preset::Note));
    assert!(
        page.text
            .contains("from open to shut. In the article: It is shut.")
    );
}

#[test]
fn the_same_dossier_gives_the_same_page() {
    let page = written(WILD, Preset::Dossier);
    assert_eq!(page, written(WILD, Preset::Dossier));
    assert!(!page.contains('\r'));
}

#[test]
fn an_empty_dossier_is_a_page_too() {
    let page = read(&written(&[("dossier.toml", "")], Preset::Dossier));
    assert!(page.text.contains("No articles were read."));
}
