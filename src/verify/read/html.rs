//! HTML -> a draft, tag by tag: no tree is built, so depth costs nothing.
use super::{
    draft::{Builder, Draft},
    tags::Tags,
    unseen::Start,
};
use crate::text::Span;
use html5gum::{
    Token, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};

/// Reads HTML.
pub(super) fn read(file: &str, source: &str) -> Draft {
    let mut builder = Builder::new(source);
    let all = Span::new(0, source.len());
    read_into(&mut builder, &mut Tags::default(), all, source);
    builder.finish(file)
}

/// Reads `html`, which stands at the bytes `within` of the draft.
pub(super) fn read_into(builder: &mut Builder<'_>, tags: &mut Tags, within: Span, html: &str) {
    let mut start = Start::default();
    let mut emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<()> {
            let at = within.start + span.start.min(html.len());
            match event {
                CallbackEvent::OpenStartTag { name } => start = Start::new(name, at),
                CallbackEvent::AttributeName { name } => start.attribute(name),
                CallbackEvent::AttributeValue { value } => start.value(value),
                CallbackEvent::CloseStartTag { .. } => tags.open(builder, &start),
                CallbackEvent::EndTag { name } => {
                    tags.close(builder, str::from_utf8(name).unwrap_or_default(), at);
                }
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
