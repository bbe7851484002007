//! The page is what it says: only known markup, no address but the publisher's, quotations that stand in the article.
use super::html;
use crate::{
    export::{
        Ask, Preset,
        tests::{SOUND, WILD, open},
    },
    text::{Span, fold, marks::marks},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use html5gum::{StringReader, Token, Tokenizer};
use sha2::{Digest, Sha256};
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
    (
        "div",
        &["aria-label", "data-issue", "dir", "hidden", "role"],
    ),
    ("label", &[]),
    ("select", &[]),
    ("option", &["value"]),
    ("button", &["type"]),
    ("input", &["checked", "type"]),
    ("output", &["for"]),
    ("kbd", &[]),
    ("script", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("p", &["dir"]),
    ("ul", &[]),
    ("li", &["data-issues", "data-source"]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &[]),
    (
        "a",
        &["aria-label", "data-letter", "data-name", "href", "rel"],
    ),
    ("blockquote", &["cite"]),
    ("q", &["cite"]),
    ("strong", &[]),
    ("em", &[]),
    ("code", &[]),
    ("mark", &["data-records"]),
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
                if !["meta", "input"].contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(words(&tag.name))),
            Token::String(text) => {
                let text = words(&text);
                if open.iter().any(|name| name == "q" || name == "blockquote") {
                    read.quotations.last_mut().expect("one").push_str(&text);
                }
                if (open.last()).is_some_and(|name| name != "style" && name != "script") {
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
fn a_citation_leads_to_its_paragraph_and_the_paragraph_back_into_the_note() {
    for (_, page) in pages() {
        let linked = page.all("href");
        let reading = |(_, tag): &&(String, BTreeMap<_, _>)| {
            tag.get("id").is_some_and(|id: &String| id == "reading")
        };
        let note = page.tags.iter().take_while(|tag| !reading(tag));
        let cites = note.filter_map(|(_, tag)| {
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
fn style_and_script_are_those_that_the_policy_allows_and_load_nothing() {
    let page = written(WILD, Preset::Note);
    let between = |start: &str, end: &str| {
        let (_, rest) = page.split_once(start).expect(start);
        rest.split_once(end).expect(end).0
    };
    let policy = between("Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    let (style, script) = (
        between("<style>", "</style>"),
        between("<script>", "</script>"),
    );
    for part in [style, script] {
        let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(part)));
        assert!(policy.contains(&hash), "{hash}");
    }
    for loads in ["url(", "@import", "http", "<", "expression"] {
        assert!(!style.contains(loads), "{loads}");
    }
    for loads in [
        "fetch",
        "XMLHttp",
        "import",
        "http",
        "eval",
        "innerHTML",
        "Storage",
        "cookie",
        "<!--",
    ] {
        assert!(!script.contains(loads), "{loads}");
    }
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
}

#[test]
fn an_entry_tells_whose_it_is_and_on_what() {
    let page = read(&written(SOUND, Preset::Note));
    let options = page.tags.iter().filter(|(name, _)| name == "option");
    let options: BTreeSet<&str> = options.map(|(_, tag)| tag["value"].as_str()).collect();
    let entries: Vec<_> = (page.tags.iter())
        .filter(|(name, tag)| name == "li" && tag.contains_key("data-source"))
        .collect();
    assert!(entries.len() > 2);
    for (_, entry) in &entries {
        assert!(options.contains(entry["data-source"].as_str()));
    }
    let rows = page.all("data-issue");
    let on = page.all("data-issues").into_iter();
    let on: Vec<&str> = on.flat_map(str::split_whitespace).collect();
    assert!(!on.is_empty() && on.iter().all(|issue| rows.contains(issue)));
}

#[test]
fn the_article_stands_there_as_it_is_with_its_direction() {
    let page = written(WILD, Preset::Note);
    let hebrew = "<div class=\"par\" id=\"a1-p3\" dir=\"rtl\">";
    assert!(page.contains(hebrew), "{page}");
    assert!(page.contains("<bdi>לא נפתח</bdi>"));
    let marked = "<mark class=\"v\" data-records=\"1\">We </mark>";
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
