//! The tags of HTML that say what its words are: quotations, code, block quotes and who says them, rows.
use super::{
    draft::Builder,
    unseen::{Start, Unseen, is_inline},
};

/// Which elements are open, as far as it matters.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// What nobody sees.
    unseen: Option<Unseen>,
    quotes: usize,
    /// The `<q>` that are open: the mark that closes each, where it stands inside another quotation.
    elements: Vec<Option<&'static str>>,
    code: usize,
    /// How many block quotes there were before the last figure.
    figure: u32,
    /// Where the words of an open `<sup>` begin, and whether they are those of a link.
    raised: Option<(usize, bool)>,
    /// Where the words of an open link begin.
    link: Option<usize>,
    /// Whether a caption is open that says whose words a block quote gives.
    caption: bool,
}

impl Tags {
    pub(super) const fn silent(&self) -> bool {
        self.unseen.is_some()
    }

    /// Takes a start tag.
    pub(super) fn open(&mut self, builder: &mut Builder<'_>, start: &Start) {
        let name = start.name.as_str();
        if let Some(unseen) = &mut self.unseen {
            if !unseen.open(name) {
                return;
            }
            self.unseen = None;
        }
        self.unseen = Unseen::begins(start);
        match name {
            _ if self.unseen.is_some() => {}
            "br" => builder.break_line(start.at),
            "sup" => {
                let from = builder.length();
                self.raised = Some((from, self.link == Some(from)));
            }
            "a" => {
                self.link = Some(builder.length());
                self.raised = self.raised.map(|(from, _)| (from, true));
            }
            "q" => self.open_element(builder, start.at),
            "code" | "kbd" | "samp" => {
                self.code += 1;
                if self.code == 1 {
                    builder.open_code();
                }
            }
            "blockquote" => {
                self.quotes += 1;
                if self.quotes == 1 {
                    builder.open_quote();
                } else {
                    self.end_block(builder);
                }
            }
            "footer" | "cite" | "figcaption" if builder.in_quote() => builder.set_credit(true),
            "figure" => {
                self.end_block(builder);
                self.figure = builder.quotes();
            }
            "figcaption" => {
                self.end_block(builder);
                self.caption = builder.open_caption(self.figure);
            }
            // What a list says of a term stands beside it as in a table.
            "tr" | "dt" => {
                self.end_block(builder);
                builder.open_row();
            }
            _ if is_inline(name) => {}
            _ => self.end_block(builder),
        }
    }

    /// Takes an end tag that begins at byte `at`.
    pub(super) fn close(&mut self, builder: &mut Builder<'_>, name: &str, at: usize) {
        if let Some(unseen) = &mut self.unseen {
            let (over, outside) = unseen.close(name);
            if over {
                self.unseen = None;
            }
            if !outside {
                return;
            }
        }
        match name {
            "sup" => {
                if let Some((from, linked)) = self.raised.take() {
                    builder.drop_note_mark(from, linked);
                }
            }
            "a" => self.link = None,
            "q" => self.close_element(builder, at),
            "code" | "kbd" | "samp" if self.code > 0 => {
                self.code -= 1;
                if self.code == 0 {
                    builder.close_code();
                }
            }
            "blockquote" if self.quotes > 0 => {
                self.quotes -= 1;
                self.end_block(builder);
                if self.quotes == 0 {
                    builder.close_quote();
                }
            }
            "figcaption" if self.caption => {
                self.caption = false;
                builder.close_quote();
            }
            "footer" | "cite" | "figcaption" if builder.in_quote() => builder.set_credit(false),
            "tr" | "table" | "dl" => {
                self.end_block(builder);
                builder.close_row();
            }
            _ if is_inline(name) => {}
            _ => self.end_block(builder),
        }
    }

    /// Begins a `<q>`: inside another quotation the marks that a browser puts around it are words of that one.
    fn open_element(&mut self, builder: &mut Builder<'_>, at: usize) {
        if self.elements.is_empty() && !builder.is_inside_quotation() {
            builder.open_element();
            self.elements.push(None);
            return;
        }
        let (opens, closes) = builder.inner_marks();
        builder.put(opens, at);
        self.elements.push(Some(closes));
    }

    fn close_element(&mut self, builder: &mut Builder<'_>, at: usize) {
        match self.elements.pop() {
            Some(Some(closes)) => builder.put(closes, at),
            Some(None) => builder.close_element(),
            None => {}
        }
    }

    /// A paragraph ends what stands open in its line.
    fn end_block(&mut self, builder: &mut Builder<'_>) {
        (self.elements, self.code) = (Vec::new(), 0);
        (self.raised, self.link) = (None, None);
        builder.end_block();
    }
}

#[cfg(test)]
mod tests {
    use super::super::html;

    #[test]
    fn the_mark_of_a_note_is_no_word() {
        for (source, left) in [
            ("we stay<sup>1</sup> here<sup>*</sup>.", "we stay here."),
            (
                "we stay<sup><a href=\"#a\">a</a></sup> here",
                "we stay here",
            ),
            (
                "we stay<a href=\"#2\"><sup>[2]</sup></a> here",
                "we stay here",
            ),
            ("we stay<sup>1, 2</sup> here", "we stay here"),
            ("in 2031<sup><a href=\"#3\">3</a></sup>", "in 2031"),
            ("10<sup>6</sup> and 5 km<sup>2</sup>", "106 and 5 km2"),
            ("the 5<sup>th</sup> day", "the 5th day"),
            ("<a href=\"#\">the 5<sup>th</sup></a> day", "the 5th day"),
            ("we<sup>said this once</sup> stay", "wesaid this once stay"),
        ] {
            assert_eq!(html::read("a.html", source).text.trim(), left, "{source}");
        }
    }
}
