//! Markdown -> a draft: code, front matter, struck words and pictures are no part of its words.
use super::{
    draft::{Builder, Draft},
    html,
    tags::Tags,
};
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// More footnote signs than this are not read as footnotes: the parser's cost grows faster than their number.
const FOOTNOTES: usize = 2_000;

/// Reads Markdown (`CommonMark` with tables, footnotes, struck words and front matter).
pub(super) fn read(file: &str, source: &str) -> Draft {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    if source.matches("[^").take(FOOTNOTES + 1).count() <= FOOTNOTES {
        options |= Options::ENABLE_FOOTNOTES;
    }
    let bom = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader {
        source,
        builder: Builder::new(source),
        tags: Tags::default(),
        skipped: 0,
        quotes: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&source[bom..], options).into_offset_iter() {
        reader.take(event, range.start + bom..range.end + bom);
    }
    reader.builder.finish(file)
}

struct Reader<'a> {
    source: &'a str,
    builder: Builder<'a>,
    tags: Tags,
    /// How many elements without words of the draft are open.
    skipped: usize,
    /// The block quotes that are open; whether each one quotes (a callout does not).
    quotes: Vec<bool>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::from(range);
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            _ if self.skipped > 0 => {}
            Event::Text(words) => self.words(&words, span),
            Event::SoftBreak | Event::HardBreak => self.words("\n", span),
            Event::Code(words) => {
                self.builder.open_code();
                self.words(&words, span);
                self.builder.close_code();
            }
            Event::InlineHtml(_) => self.html(span),
            Event::Rule => self.builder.end_block(),
            Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn words(&mut self, words: &str, span: Span) {
        if !self.tags.silent() {
            self.builder.push(words, span);
        }
    }

    fn html(&mut self, span: Span) {
        html::read_into(
            &mut self.builder,
            &mut self.tags,
            span,
            span.of(self.source),
        );
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.builder.end_block();
                self.skipped += 1;
            }
            Tag::Strikethrough | Tag::Image { .. } => self.skipped += 1,
            Tag::HtmlBlock => self.html(span),
            Tag::TableHead | Tag::TableRow => self.builder.open_row(),
            Tag::BlockQuote(kind) => {
                let first = !self.quotes.contains(&true);
                self.quotes.push(kind.is_none());
                if kind.is_none() && first {
                    self.builder.open_quote();
                } else {
                    self.builder.end_block();
                }
            }
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            _ => self.builder.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::Strikethrough
            | TagEnd::Image => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::BlockQuote(_) => {
                let quoted = self.quotes.pop() == Some(true);
                if quoted && !self.quotes.contains(&true) {
                    self.builder.close_quote();
                } else {
                    self.builder.end_block();
                }
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::HtmlBlock => {}
            TagEnd::TableHead | TagEnd::TableRow => self.builder.close_row(),
            _ => self.builder.end_block(),
        }
    }
}
