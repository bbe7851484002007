//! XML as it is written: what is opened gets closed, foreign words are text, and nothing leaves that XML 1.0 forbids.
use quick_xml::escape::escape;

/// A name and its value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// A document that is being written.
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with its declaration and its first element.
    pub(super) fn new(root: &'static str, attributes: &[Attribute<'_>]) -> Self {
        let mut xml = Self {
            out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"),
            open: Vec::new(),
        };
        xml.open(root, attributes);
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds words and nothing else.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[Attribute<'_>], words: &str) {
        self.open(name, attributes);
        self.text(words);
        self.close();
    }

    /// Words of the element that is open.
    pub(super) fn text(&mut self, words: &str) {
        let allowed: String = words.chars().filter(|c| is_allowed(*c)).collect();
        self.out.push_str(&escape(allowed));
    }

    /// Closes what is open.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push('\n');
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
    }
}

/// Whether XML 1.0 lets `c` stand anywhere (its production 2), and nobody is discouraged from it.
const fn is_allowed(c: char) -> bool {
    let control = c.is_ascii_control() && c != '\t' && c != '\n';
    let discouraged = matches!(c, '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}');
    !control && !discouraged && (c as u32) & 0xfffe != 0xfffe
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn foreign_words_are_text_and_what_xml_forbids_is_gone() {
        let mut xml = Xml::new("a", &[("b", "\"<&>'\u{0}\u{ffff}")]);
        xml.leaf("c", &[], "]]> \u{1b}\u{fffe}<d/>\u{7f}");
        let expected = "<a b=\"&quot;&lt;&amp;&gt;&apos;\"><c>]]&gt; &lt;d/&gt;</c></a>\n";
        assert_eq!(
            xml.finish()
                .split_once('\n')
                .map(|(_, rest)| rest.to_owned()),
            Some(expected.to_owned())
        );
    }
}
