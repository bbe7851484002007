//! What of HTML nobody sees: script, struck words, and elements that are hidden, to where they end.
use rustc_hash::FxHashMap;

/// Elements whose text nobody sees, or that was struck out.
const SILENT: &[&str] = &[
    "script", "style", "template", "title", "noscript", "iframe", "object", "svg", "math",
    "textarea", "select", "del", "s", "strike",
];
/// Elements that stand in a line; every other one ends the paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rp", "rt", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];
/// Elements that hold nothing, so that nothing ends them.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Whether the element `name` stands in a line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// A start tag, as far as it matters.
#[derive(Debug, Default)]
pub(super) struct Start {
    pub(super) name: String,
    /// Where it begins.
    pub(super) at: usize,
    /// Whether it says that the element is not shown.
    pub(super) hides: bool,
    attribute: String,
}

impl Start {
    pub(super) fn new(name: &[u8], at: usize) -> Self {
        Self {
            name: String::from_utf8_lossy(name).into_owned(),
            at,
            ..Self::default()
        }
    }

    pub(super) fn attribute(&mut self, name: &[u8]) {
        self.attribute = String::from_utf8_lossy(name).to_ascii_lowercase();
        self.hides |= self.attribute == "hidden";
    }

    pub(super) fn value(&mut self, value: &[u8]) {
        if self.attribute == "style" {
            self.hides |= hides(&String::from_utf8_lossy(value));
        }
    }
}

/// Whether a `style` says that an element is not shown.
fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((name, value)) = rule.split_once(':') else {
            return false;
        };
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => value == "none",
            "visibility" => matches!(value, "hidden" | "collapse"),
            _ => false,
        }
    })
}

/// The outermost element that nobody sees, and what is open in it.
#[derive(Debug)]
pub(super) struct Unseen {
    open: Vec<String>,
    /// Which of them stand in no line, by their numbers.
    blocks: Vec<usize>,
    counts: FxHashMap<String, usize>,
    /// Whether it is any element, which others may end, and no script or struck words.
    hidden: bool,
}

impl Unseen {
    /// What `start` begins, where it begins something that nobody sees.
    pub(super) fn begins(start: &Start) -> Option<Self> {
        let name = start.name.as_str();
        let silent = SILENT.contains(&name);
        let hidden = start.hides && !VOID.contains(&name);
        (silent || hidden).then(|| {
            let mut unseen = Self {
                open: Vec::new(),
                blocks: Vec::new(),
                counts: FxHashMap::default(),
                hidden: !silent,
            };
            unseen.push(name);
            unseen
        })
    }

    /// Takes a start tag; whether it ends what nobody sees and stands behind it.
    pub(super) fn open(&mut self, name: &str) -> bool {
        if !self.hidden {
            if self.open.first().is_some_and(|first| first == name) {
                self.push(name);
            }
            return false;
        }
        while let Some(&number) = self.blocks.last()
            && is_ended_by(&self.open[number], name)
        {
            while self.open.len() > number {
                self.pop();
            }
        }
        if self.open.is_empty() {
            return true;
        }
        if !VOID.contains(&name) {
            self.push(name);
        }
        false
    }

    /// Takes an end tag; whether nothing is open behind it, and whether it is the end of something outside.
    pub(super) fn close(&mut self, name: &str) -> (bool, bool) {
        if self.counts.get(name).is_none_or(|&count| count == 0) {
            let outside = self.hidden && !is_inline(name) && !VOID.contains(&name);
            return (outside, outside);
        }
        while self.pop().is_some_and(|last| last != name) {}
        (self.open.is_empty(), false)
    }

    fn push(&mut self, name: &str) {
        if !is_inline(name) {
            self.blocks.push(self.open.len());
        }
        self.open.push(name.to_owned());
        *self.counts.entry(name.to_owned()).or_default() += 1;
    }

    fn pop(&mut self) -> Option<String> {
        let name = self.open.pop()?;
        if self.blocks.last() == Some(&self.open.len()) {
            self.blocks.pop();
        }
        if let Some(count) = self.counts.get_mut(&name) {
            *count -= 1;
        }
        Some(name)
    }
}

/// Whether the start of `next` ends the element `open` that nothing else ends: the next paragraph, item, cell or row.
fn is_ended_by(open: &str, next: &str) -> bool {
    match open {
        "p" => !is_inline(next),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::html;

    /// What is seen of `source`.
    fn seen(source: &str) -> String {
        let draft = html::read("a.html", source);
        draft.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_hidden_ends_where_a_browser_ends_it() {
        for (source, left) in [
            ("<p>a <span hidden>b <b>c</b></span> d</p>", "a d"),
            ("<p>a <i style=\"Display : NONE !important\">b</i> c", "a c"),
            (
                "<p>a <i style=\"color:red;visibility:hidden\">b</i> c",
                "a c",
            ),
            (
                "<p>a <i style=\"color:red\" aria-hidden=true>b</i> c",
                "a b c",
            ),
            ("<p hidden>a <b>b<p>c", "c"),
            ("<p hidden>a<div>b</div>", "b"),
            ("<ul><li hidden>a<ul><li>b<li>c</ul><li>d</ul>", "d"),
            ("<div>a<p hidden>b</div>c", "a c"),
            ("<div hidden><div>a</div>b</div>c", "c"),
            ("<div hidden><p>a<p>b</div>c", "c"),
            ("<table><tr><td hidden>a<td>b<tr><td>c</table>", "b c"),
            ("<p>a<img hidden>b<br hidden>c", "ab c"),
            ("<p>a <s hidden>b</s> c <s>d<p>e</s> f", "a c f"),
            ("<p>a <del>b<i>c</del> d", "a d"),
        ] {
            assert_eq!(seen(source), left, "{source}");
        }
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = "<div hidden>".to_owned() + &"<i>".repeat(200_000) + &"</b>".repeat(200_000);
        assert_eq!(seen(&(deep + "</div>a")), "a");
    }
}
