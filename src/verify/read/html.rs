//! HTML -> a draft, tag by tag: no tree is built, so depth costs nothing.
use super::draft::{Builder, Draft};
use crate::text::Span;
use html5gum::{
    Token, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};

/// Elements whose text nobody sees, or that was struck out.
const SILENT: &[&str] = &[
    "script", "style", "template", "title", "noscript", "iframe", "object", "svg", "math",
    "textarea", "select", "del", "s", "strike",
];
/// Elements that stand in a line; every other one ends the paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i",
    "img", "ins", "label", "mark", "ruby", "rb", "rp", "rt", "small", "span", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
];

/// Which elements are open, as far as it matters.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// The outermost element without visible text, and how many of its name are open.
    silent: Option<(String, usize)>,
    quotes: usize,
    elements: usize,
    code: usize,
}

impl Tags {
    pub(super) const fn silent(&self) -> bool {
        self.silent.is_some()
    }
}

/// Reads HTML.
pub(super) fn read(file: &str, source: &str) -> Draft {
    let mut builder = Builder::new(source);
    let all = Span::new(0, source.len());
    read_into(&mut builder, &mut Tags::default(), all, source);
    builder.finish(file)
}

/// Reads `html`, which stands at the bytes `within` of the draft.
pub(super) fn read_into(builder: &mut Builder<'_>, tags: &mut Tags, within: Span, html: &str) {
    let mut emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<()> {
            match event {
                CallbackEvent::OpenStartTag { name: b"br" } if !tags.silent() => {
                    builder.break_line(within.start + span.start.min(html.len()));
                }
                CallbackEvent::OpenStartTag { name } => open(builder, tags, name),
                CallbackEvent::EndTag { name } => close(builder, tags, name),
                CallbackEvent::String { value } if !tags.silent() => {
                    let end = span.end.min(html.len());
                    let span = Span::new(span.start.min(end), end);
                    words(
                        builder,
                        within.start,
                        html,
                        span,
                        &String::from_utf8_lossy(value),
                    );
                }
                _ => {}
            }
            None
        },
    );
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(()) = token;
    }
}

fn open(builder: &mut Builder<'_>, tags: &mut Tags, name: &[u8]) {
    let name = str::from_utf8(name).unwrap_or_default();
    if let Some((silent, depth)) = &mut tags.silent {
        *depth += usize::from(silent == name);
        return;
    }
    match name {
        _ if SILENT.contains(&name) => tags.silent = Some((name.to_owned(), 1)),
        "q" => {
            tags.elements += 1;
            if tags.elements == 1 {
                builder.open_element();
            }
        }
        "code" | "kbd" | "samp" => {
            tags.code += 1;
            if tags.code == 1 {
                builder.open_code();
            }
        }
        "blockquote" => {
            tags.quotes += 1;
            if tags.quotes == 1 {
                builder.open_quote();
            } else {
                end_block(builder, tags);
            }
        }
        "footer" | "cite" | "figcaption" if builder.in_quote() => builder.set_credit(true),
        "tr" => {
            end_block(builder, tags);
            builder.open_row();
        }
        _ if INLINE.contains(&name) => {}
        _ => end_block(builder, tags),
    }
}

fn close(builder: &mut Builder<'_>, tags: &mut Tags, name: &[u8]) {
    let name = str::from_utf8(name).unwrap_or_default();
    if let Some((silent, depth)) = &mut tags.silent {
        *depth -= usize::from(silent == name);
        if *depth == 0 {
            tags.silent = None;
        }
        return;
    }
    match name {
        "q" if tags.elements > 0 => {
            tags.elements -= 1;
            if tags.elements == 0 {
                builder.close_element();
            }
        }
        "code" | "kbd" | "samp" if tags.code > 0 => {
            tags.code -= 1;
            if tags.code == 0 {
                builder.close_code();
            }
        }
        "blockquote" if tags.quotes > 0 => {
            tags.quotes -= 1;
            if tags.quotes == 0 {
                (tags.elements, tags.code) = (0, 0);
                builder.close_quote();
            } else {
                end_block(builder, tags);
            }
        }
        "footer" | "cite" | "figcaption" if builder.in_quote() => builder.set_credit(false),
        "q" | "code" | "kbd" | "samp" => {}
        "tr" | "table" => {
            end_block(builder, tags);
            builder.close_row();
        }
        _ if INLINE.contains(&name) => {}
        _ => end_block(builder, tags),
    }
}

/// A paragraph ends what stands open in its line.
fn end_block(builder: &mut Builder<'_>, tags: &mut Tags) {
    (tags.elements, tags.code) = (0, 0);
    builder.end_block();
}

/// Adds the words `shown` that come from the bytes `span` of `html`: alike but for entities and line breaks.
fn words(builder: &mut Builder<'_>, offset: usize, html: &str, span: Span, shown: &str) {
    let mut push = |shown: &str, from: usize, to: usize| {
        if !shown.is_empty() {
            builder.push(shown, Span::new(offset + from, offset + to));
        }
    };
    let Some(printed) = html.get(span.start..span.end) else {
        let start = html.floor_char_boundary(span.start);
        return push(shown, start, html.ceil_char_boundary(span.end));
    };
    let (mut at, mut done, mut rest) = (span.start, span.start, shown);
    while let Some(i) = printed[done - span.start..].find(['&', '\r', '\0']) {
        let odd = done + i;
        let same = odd - at;
        let Some((head, tail)) = rest.split_at_checked(same) else {
            break;
        };
        let (to, taken) = decoded(&html[odd..span.end], tail);
        if taken == 0 || tail.starts_with(&html[odd..odd + to]) {
            done = odd + 1;
            continue;
        }
        push(head, at, odd);
        push(&tail[..taken], odd, odd + to);
        rest = &tail[taken..];
        (at, done) = (odd + to, odd + to);
    }
    push(rest, at, span.end);
}

/// How many bytes of `printed` the sign at its start takes, and how many bytes of `shown` it became.
fn decoded(printed: &str, shown: &str) -> (usize, usize) {
    let first = shown.chars().next().map_or(0, char::len_utf8);
    if let Some(after) = printed.strip_prefix('&') {
        let name = after
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .unwrap_or(after.len());
        let length = 1 + name + usize::from(after[name..].starts_with(';'));
        let alone = alone(&printed[..length]);
        let became = shown.starts_with(&alone).then_some(alone.len());
        return (length, became.unwrap_or(first));
    }
    if printed.starts_with("\r\n") {
        return (2, first);
    }
    (1, first)
}

/// What an entity shows where it stands alone.
fn alone(entity: &str) -> String {
    let tokens = Tokenizer::new(entity).filter_map(|token| match token {
        Ok(Token::String(shown)) => Some(String::from_utf8_lossy(&shown.value).into_owned()),
        _ => None,
    });
    tokens.collect()
}
