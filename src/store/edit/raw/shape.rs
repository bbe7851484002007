//! How one TOML file is written: its tables, keys and values with their bytes, so that an edit touches nothing else.
use crate::text::Span;
use std::borrow::Cow;
use toml_parser::{
    ParseError, Raw, Source,
    parser::{Event, EventKind, RecursionGuard, parse_document},
};

/// How deep values may lie in each other; what the reader stops at too.
const DEEPEST: u32 = 80;

/// One file.
pub(in crate::store) struct Shape<'s> {
    pub(in crate::store) source: &'s str,
    /// What stands before the first header, then one block a header.
    pub(in crate::store) blocks: Vec<Block<'s>>,
}

/// A header and what stands below it.
pub(in crate::store) struct Block<'s> {
    /// The header's keys; empty before the first header.
    pub(in crate::store) path: Vec<Key<'s>>,
    /// The header with its brackets; empty, at the start of the file, before the first header.
    pub(in crate::store) header: Span,
    /// Whether it is `[[a list of tables]]`.
    pub(in crate::store) listed: bool,
    pub(in crate::store) entries: Vec<Entry<'s>>,
}

/// One part of a key.
#[derive(Clone)]
pub(in crate::store) struct Key<'s> {
    pub(in crate::store) name: Cow<'s, str>,
    pub(in crate::store) span: Span,
}

/// `a.b = value`
pub(in crate::store) struct Entry<'s> {
    pub(in crate::store) keys: Vec<Key<'s>>,
    pub(in crate::store) value: Node<'s>,
}

/// A value.
pub(in crate::store) struct Node<'s> {
    pub(in crate::store) span: Span,
    pub(in crate::store) kind: Kind<'s>,
}

/// What a value is.
pub(in crate::store) enum Kind<'s> {
    /// A string, without its marks and escapes.
    Text(Cow<'s, str>),
    /// A number, date or truth value.
    Plain,
    Array(Vec<Item<Node<'s>>>),
    Table(Vec<Item<Entry<'s>>>),
}

/// One of several, and the comma behind it.
pub(in crate::store) struct Item<T> {
    pub(in crate::store) it: T,
    pub(in crate::store) comma: Option<Span>,
}

/// Why a file cannot be edited: where its first mistake is, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Broken {
    pub(in crate::store) at: Span,
    pub(in crate::store) why: String,
}

impl<'s> Shape<'s> {
    /// The shape of `source`.
    pub(in crate::store) fn of(source: &'s str) -> Result<Self, Broken> {
        let tokens = Source::new(source).lex().into_vec();
        let (mut events, mut errors): (Vec<Event>, Vec<ParseError>) = (Vec::new(), Vec::new());
        let mut guarded = RecursionGuard::new(&mut events, DEEPEST);
        parse_document(&tokens, &mut guarded, &mut errors);
        let mut builder = Builder {
            source,
            events: events
                .iter()
                .filter(|event| means_something(event))
                .peekable(),
            errors,
        };
        let blocks = builder.blocks();
        match builder.errors.first() {
            Some(error) => Err(Broken {
                at: error
                    .unexpected()
                    .or(error.context())
                    .map_or(Span::default(), to_span),
                why: error.description().to_owned(),
            }),
            None => Ok(Self { source, blocks }),
        }
    }
}

impl Block<'_> {
    /// Whether its header names the table `path`.
    pub(in crate::store) fn is(&self, path: &[&str]) -> bool {
        self.path.len() == path.len() && self.within(path)
    }

    /// Whether its header names the table `path` or one within that.
    pub(in crate::store) fn within(&self, path: &[&str]) -> bool {
        self.path.len() >= path.len()
            && self
                .path
                .iter()
                .zip(path)
                .all(|(key, name)| key.name == *name)
    }

    /// One past the last byte of its last value, or of its header.
    pub(in crate::store) fn end(&self) -> usize {
        self.entries
            .last()
            .map_or(self.header.end, |entry| entry.value.span.end)
    }
}

impl Entry<'_> {
    /// From the first key to the end of the value.
    pub(in crate::store) fn span(&self) -> Span {
        Span::new(self.keys[0].span.start, self.value.span.end)
    }
}

impl Node<'_> {
    /// The string it is.
    pub(in crate::store) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The string it is, or the strings of the list it is.
    pub(in crate::store) fn texts(&self) -> Option<Vec<&str>> {
        match &self.kind {
            Kind::Text(text) => Some(vec![text]),
            Kind::Array(items) => items.iter().map(|item| item.it.text()).collect(),
            _ => None,
        }
    }
}

fn means_something(event: &Event) -> bool {
    !matches!(
        event.kind(),
        EventKind::Whitespace
            | EventKind::Comment
            | EventKind::Newline
            | EventKind::KeySep
            | EventKind::KeyValSep
    )
}

fn to_span(span: toml_parser::Span) -> Span {
    Span::new(span.start(), span.end())
}

struct Builder<'s, I: Iterator> {
    source: &'s str,
    events: std::iter::Peekable<I>,
    errors: Vec<ParseError>,
}

impl<'s, 'e, I: Iterator<Item = &'e Event>> Builder<'s, I> {
    fn blocks(&mut self) -> Vec<Block<'s>> {
        let mut blocks = vec![Block {
            path: Vec::new(),
            header: Span::default(),
            listed: false,
            entries: Vec::new(),
        }];
        while let Some(event) = self.events.peek() {
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let start = event.span().start();
                    let listed = event.kind() == EventKind::ArrayTableOpen;
                    self.events.next();
                    let path = self.keys();
                    let end = self.events.next().map_or(start, |close| close.span().end());
                    blocks.push(Block {
                        path,
                        header: Span::new(start, end),
                        listed,
                        entries: Vec::new(),
                    });
                }
                EventKind::SimpleKey => {
                    if let (Some(entry), Some(block)) = (self.entry(), blocks.last_mut()) {
                        block.entries.push(entry);
                    }
                }
                // Only behind a mistake, which the parser has told.
                _ => drop(self.events.next()),
            }
        }
        blocks
    }

    fn keys(&mut self) -> Vec<Key<'s>> {
        let mut keys = Vec::new();
        while let Some(event) = self
            .events
            .next_if(|event| event.kind() == EventKind::SimpleKey)
        {
            let mut name = Cow::Borrowed("");
            self.raw(event).decode_key(&mut name, &mut self.errors);
            keys.push(Key {
                name,
                span: to_span(event.span()),
            });
        }
        keys
    }

    fn raw(&self, event: &Event) -> Raw<'s> {
        let span = event.span();
        let raw = self
            .source
            .get(span.start()..span.end())
            .unwrap_or_default();
        Raw::new_unchecked(raw, event.encoding(), span)
    }

    fn entry(&mut self) -> Option<Entry<'s>> {
        let keys = self.keys();
        let value = self.value()?;
        (!keys.is_empty()).then_some(Entry { keys, value })
    }

    fn value(&mut self) -> Option<Node<'s>> {
        let event = self.events.next_if(|event| {
            matches!(
                event.kind(),
                EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen
            )
        })?;
        let span = to_span(event.span());
        match event.kind() {
            EventKind::Scalar => {
                let mut text = Cow::Borrowed("");
                let _ = self.raw(event).decode_scalar(&mut text, &mut self.errors);
                let kind = match event.encoding() {
                    Some(_) => Kind::Text(text),
                    None => Kind::Plain,
                };
                Some(Node { span, kind })
            }
            EventKind::ArrayOpen => {
                let (items, end) = self.items(EventKind::ArrayClose, Self::value);
                Some(Node {
                    span: Span::new(span.start, end.unwrap_or(span.end)),
                    kind: Kind::Array(items),
                })
            }
            _ => {
                let (items, end) = self.items(EventKind::InlineTableClose, Self::entry);
                Some(Node {
                    span: Span::new(span.start, end.unwrap_or(span.end)),
                    kind: Kind::Table(items),
                })
            }
        }
    }

    /// What stands up to the bracket that closes, and where that ends.
    fn items<T>(
        &mut self,
        close: EventKind,
        one: impl Fn(&mut Self) -> Option<T>,
    ) -> (Vec<Item<T>>, Option<usize>) {
        let mut items: Vec<Item<T>> = Vec::new();
        while let Some(event) = self.events.peek() {
            let (kind, span) = (event.kind(), event.span());
            if kind == close {
                self.events.next();
                return (items, Some(span.end()));
            }
            if kind == EventKind::ValueSep {
                self.events.next();
                if let Some(last) = items.last_mut() {
                    last.comma = Some(to_span(span));
                }
                continue;
            }
            match one(self) {
                Some(it) => items.push(Item { it, comma: None }),
                None => break,
            }
        }
        (items, None)
    }
}
