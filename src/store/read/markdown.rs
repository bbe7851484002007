//! A `.md`: the reading text is what a reader of the page sees, markup removed and entities decoded.
use super::plain::{MOST_PARAGRAPHS, too_many};
use crate::{
    model::{Article, Paragraph},
    text::Span,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::sync::Arc;

/// The largest Markdown, in bytes: its parser keeps a tree of the whole, twenty times as large.
const LARGEST: usize = 8 << 20;

/// Gives `article` its text, its paragraphs and its headings.
pub(super) fn read(article: &mut Article, source: String) -> Result<(), String> {
    if source.len() > LARGEST {
        let most = LARGEST >> 20;
        return Err(format!(
            "it is larger than the {most} MiB of Markdown that are parsed; plain text may be larger"
        ));
    }
    let mut page = page(&source);
    if page.paragraphs.len() > MOST_PARAGRAPHS {
        return Err(too_many());
    }
    page.text.shrink_to_fit();
    article.text = Arc::new(page.text);
    article.paragraphs = page.paragraphs.into();
    article.raw = Some(Arc::new(source));
    Ok(())
}

#[derive(Default)]
struct Page {
    text: String,
    paragraphs: Vec<Paragraph>,
    /// Where the paragraph being written begins.
    start: usize,
    /// Whether it is a heading.
    head: bool,
}

fn page(source: &str) -> Page {
    let mut page = Page::default();
    // No smart punctuation: a glyph is what the author typed. No footnotes: `[^` is slow in the parser (its issue 1076).
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(without_front_matter(source), options) {
        match event {
            Event::Start(tag) => page.open(&tag),
            Event::End(tag) => page.close(tag),
            Event::Text(text) | Event::Code(text) => page.text.push_str(&text),
            Event::SoftBreak => page.text.push(' '),
            Event::HardBreak => page.text.push('\n'),
            Event::InlineHtml(tag) if is_line_break(&tag) => page.text.push('\n'),
            _ => {}
        }
        if page.paragraphs.len() > MOST_PARAGRAPHS {
            return page;
        }
    }
    page.end_paragraph();
    let end = page.paragraphs.last().map_or(0, |last| last.span.end);
    page.text.truncate(end);
    page
}

impl Page {
    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::TableCell if self.start < self.text.len() => self.text.push_str("  "),
            Tag::TableCell => {}
            _ if is_inline(tag.to_end()) => {}
            _ => self.end_paragraph(),
        }
        self.head |= matches!(tag, Tag::Heading { .. });
    }

    fn close(&mut self, tag: TagEnd) {
        if !is_inline(tag) && tag != TagEnd::TableCell {
            self.end_paragraph();
        }
    }

    /// Ends the paragraph being written, if it has any words.
    fn end_paragraph(&mut self) {
        let written = &self.text[self.start..];
        let words = written.trim();
        if words.is_empty() {
            self.text.truncate(self.start);
        } else {
            let start = self.start + (written.len() - written.trim_start().len());
            self.paragraphs.push(Paragraph {
                span: Span::new(start, start + words.len()),
                head: self.head,
            });
            self.text.truncate(start + words.len());
            self.text.push_str("\n\n");
        }
        self.start = self.text.len();
        self.head = false;
    }
}

/// Whether what it marks stands within a paragraph.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn is_line_break(tag: &str) -> bool {
    let name = tag
        .trim_start_matches('<')
        .trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

/// `source` behind its front matter, which only a first line of `---` or `+++` opens.
fn without_front_matter(source: &str) -> &str {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return source;
    }
    let mut at = first.len();
    for line in lines {
        at += line.len();
        let line = line.trim_end();
        if line == fence || (fence == "---" && line == "...") {
            return &source[at..];
        }
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    #[test]
    fn more_markdown_than_is_parsed_is_refused_with_a_reason() {
        let large = "word ".repeat(LARGEST / 5 + 1);
        let mut article = super::super::plain::article("a", "a.md");
        let why = read(&mut article, large).expect_err("too large");
        assert!(why.contains("8 MiB of Markdown"), "{why}");
    }

    /// `shown`: the reading text, its paragraphs between `«` and `»`.
    #[track_caller]
    fn check(source: &str, shown: &str) {
        let (text, places) = unmark(shown);
        let page = page(source);
        assert_eq!(page.text, text);
        assert_eq!(
            page.paragraphs.iter().map(|p| p.span).collect::<Vec<_>>(),
            places
        );
    }

    #[test]
    fn markup_goes_and_words_stay() {
        check(
            "A *word* and **two**\nin `code`, [a link](http://x \"t\").",
            "«A word and two in code, a link.»",
        );
        check("Fish &amp; chips &#8211; 5\\*", "«Fish & chips – 5*»");
        check("\"It's\" -- ...", "«\"It's\" -- ...»");
        check(
            "One  \ntwo<br>three<b>!</b> <!-- no -->",
            "«One\ntwo\nthree!»",
        );
    }

    #[test]
    fn blocks_are_paragraphs() {
        check(
            "One.\n\n- a\n- b\n  - c\n\n> Said.\n\n1. x\n\n   y\n",
            "«One.»\n\n«a»\n\n«b»\n\n«c»\n\n«Said.»\n\n«x»\n\n«y»",
        );
        check("| a | b |\n|---|---|\n| *c* | d |\n", "«a  b»\n\n«c  d»");
        check(
            "One.\n\n    let x;\n\n---\n\n```\ny\n```\n",
            "«One.»\n\n«let x;»\n\n«y»",
        );
        check("<div>\nhidden\n</div>\n\nShown.", "«Shown.»");
        check("", "");
    }

    #[test]
    fn headings_are_subheads() {
        let page = page("# Title\n\nBody\n\nUnder\n=====\n");
        assert_eq!(
            page.paragraphs.iter().map(|p| p.head).collect::<Vec<_>>(),
            [true, false, true]
        );
    }

    #[test]
    fn front_matter_stands_on_the_first_line_only() {
        check("---\ntitle: x\n---\nBody", "«Body»");
        check("\u{feff}+++\r\ntitle = 1\r\n+++\r\nBody", "«Body»");
        check("Body\n\n---\n\nmore", "«Body»\n\n«more»");
        check("---\nnever closed", "«never closed»");
    }

    #[test]
    fn footnotes_are_plain_words() {
        check(
            "Said[^1].\n\n[^1]: On the day.",
            "«Said[^1].»\n\n«[^1]: On the day.»",
        );
    }
}
