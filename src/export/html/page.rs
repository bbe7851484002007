//! The page: head, contents, the sections of the note, the reading view.
use super::markup::{escaped, text};
use crate::{
    diag::Diagnostic,
    export::{
        ask::Ask,
        content::{Block, Cite, Inline, Note, Quoted, Section, Table, Text},
        note::{Desk, note, plain},
    },
    model::Dossier,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// How it looks, on the screen and on paper.
const STYLE: &str = include_str!("../../../assets/note.css");
/// Keys, a filter and a sight of where one is, for browsers that run scripts.
const SCRIPT: &str = include_str!("../../../assets/note.js");
/// Heading of the reading view.
pub(super) const READING: &str = "Text, sources, positions";

/// The note, and the articles with everything that stands in them, as one HTML file that loads nothing: the policy in its
/// head allows its own style and its own script, each by its hash, and no more. Without scripts it is whole; with them it
/// has the reader's keys and a filter. Every citation leads to its paragraph and back. `q` and `blockquote` hold the words of direct quotations and nothing else.
#[must_use]
pub fn html(dossier: &Dossier, findings: &[Diagnostic], ask: &Ask) -> String {
    let desk = Desk::narrowed(dossier, findings, &ask.filter);
    let note = note(dossier, findings, ask);
    let mut page = Page::new(&desk);
    page.banner(&note);
    page.contents(&note);
    page.line("<main id=\"main\">");
    page.line("<div class=\"note\">");
    for section in &note.sections {
        page.section(section);
    }
    page.line("</div>");
    page.here = READING;
    page.line("<section class=\"reading\" id=\"reading\" aria-labelledby=\"h-reading\">");
    page.line(&format!("<h2 id=\"h-reading\">{READING}</h2>"));
    page.reading();
    page.line("</section>\n</main>");
    if let Some(marking) = &note.marking {
        let marking = text(marking);
        page.line(&format!(
            "<footer><p class=\"marking\">{marking}</p></footer>"
        ));
    }
    format!(
        "{}{}<script>{SCRIPT}</script>\n</body>\n</html>\n",
        head(&plain(&note.title), note.lang),
        page.out
    )
}

fn head(title: &str, lang: &str) -> String {
    let hash = |part: &str| STANDARD.encode(Sha256::digest(part));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{style}'; \
         script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the note</a>\n"
    )
}

/// What is being written.
pub(super) struct Page<'d, 'a> {
    pub(super) desk: &'d Desk<'a>,
    pub(super) out: String,
    /// Every citation so far, and under which heading it stands; number n has the id `c` n + 1.
    pub(super) cited: Vec<(Cite, &'static str)>,
    /// The heading that is being written under.
    here: &'static str,
}

impl<'d, 'a> Page<'d, 'a> {
    fn new(desk: &'d Desk<'a>) -> Self {
        Self {
            desk,
            out: String::new(),
            cited: Vec::new(),
            here: "",
        }
    }

    /// Writes on.
    pub(super) fn put(&mut self, words: &str) {
        self.out.push_str(words);
    }

    /// Writes on, and ends the line.
    pub(super) fn line(&mut self, line: &str) {
        self.put(line);
        self.out.push('\n');
    }

    fn banner(&mut self, note: &Note) {
        self.line("<header>");
        if let Some(marking) = &note.marking {
            let marking = text(marking);
            self.line(&format!("<p class=\"marking\">{marking}</p>"));
        }
        let title = text(&note.title);
        self.line(&format!("<h1>{title}</h1>"));
        self.terms("head", &note.head);
        self.line("</header>");
    }

    fn contents(&mut self, note: &Note) {
        self.line("<nav aria-label=\"Contents\">\n<ul>");
        let sections = note.sections.iter().map(|s| (s.id, s.title));
        for (id, title) in sections.chain([("reading", READING)]) {
            self.line(&format!("<li><a href=\"#{id}\">{}</a></li>", text(title)));
        }
        self.line("</ul>\n</nav>");
    }

    fn section(&mut self, section: &Section) {
        let Section { id, title, blocks } = section;
        self.here = title;
        self.line(&format!("<section id=\"{id}\" aria-labelledby=\"h-{id}\">"));
        self.line(&format!("<h2 id=\"h-{id}\">{}</h2>", text(title)));
        let is_item = |n: usize| matches!(blocks.get(n), Some(Block::Item(_)));
        for (n, block) in blocks.iter().enumerate() {
            if is_item(n) && !n.checked_sub(1).is_some_and(is_item) {
                self.line("<ul>");
            }
            self.block(block);
            if is_item(n) && !is_item(n + 1) {
                self.line("</ul>");
            }
        }
        self.line("</section>");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.wrapped("h3", text),
            Block::Paragraph(text) => self.wrapped("p", text),
            Block::Item(item) => self.wrapped("li", &item.text),
            Block::Table(table) => self.table(table),
            Block::Terms(terms) => self.terms("record", terms),
        }
    }

    fn wrapped(&mut self, element: &str, words: &Text) {
        let words = self.inlines(&words.0);
        self.line(&format!("<{element}>{words}</{element}>"));
    }

    fn terms(&mut self, class: &str, terms: &[(&'static str, Text)]) {
        self.line(&format!("<dl class=\"{class}\">"));
        let mut before = "";
        for (name, value) in terms {
            let value = self.inlines(&value.0);
            // Values of one name stand below it together.
            if *name == before {
                self.line(&format!("<dd>{value}</dd>"));
            } else {
                self.line(&format!("<dt>{}</dt><dd>{value}</dd>", text(name)));
            }
            before = name;
        }
        self.line("</dl>");
    }

    pub(super) fn table(&mut self, table: &Table) {
        // Two columns can stand one below the other where there is no room.
        let class = match table.head.len() {
            2 => " class=\"two\"",
            _ => "",
        };
        self.line(&format!("<div class=\"table\"><table{class}>\n<thead><tr>"));
        for cell in &table.head {
            let cell = self.inlines(&cell.0);
            self.line(&format!("<th scope=\"col\">{cell}</th>"));
        }
        self.line("</tr></thead>\n<tbody>");
        for row in &table.rows {
            self.line("<tr>");
            for (n, cell) in row.iter().enumerate() {
                let cell = self.inlines(&cell.0);
                self.line(&match n {
                    0 => format!("<th scope=\"row\">{cell}</th>"),
                    _ => format!("<td>{cell}</td>"),
                });
            }
            self.line("</tr>");
        }
        self.line("</tbody>\n</table></div>");
    }

    /// A run of text in a line.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    pub(super) fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Plain(words) => text(words),
            Inline::Strong(words) => format!("<strong>{}</strong>", text(words)),
            Inline::Emphasis(words) => format!("<em>{}</em>", text(words)),
            Inline::Code(words) => format!("<code>{}</code>", text(words)),
            Inline::Quoted(quoted) if quoted.whole() => {
                let (about, words) = (self.origin(quoted), text(&quoted.to_string()));
                format!("<q{about}>{words}</q>")
            }
            Inline::Quoted(quoted) => format!("“{}”", text(&quoted.to_string())),
            Inline::Cite(cite) => self.cite(*cite),
            Inline::Address(address) => {
                let address = escaped(address);
                format!("<a href=\"{address}\" rel=\"noopener noreferrer\">{address}</a>")
            }
            Inline::Break => "<br>".to_owned(),
            Inline::Fault(words) => format!("<strong class=\"fault\">[{}]</strong>", text(words)),
        }
    }

    /// The attributes of a quotation: where it was published, and its language.
    pub(super) fn origin(&self, quoted: &Quoted) -> String {
        let Some(article) = self.desk.dossier.articles().get(quoted.article()) else {
            return String::new();
        };
        let address = article.url.as_deref().and_then(super::markup::web_address);
        let cite = address.map_or(String::new(), |url| format!(" cite=\"{}\"", escaped(&url)));
        let lang = super::markup::language(article.lang.as_deref());
        let lang = lang.map_or(String::new(), |lang| format!(" lang=\"{lang}\""));
        cite + &lang
    }

    fn cite(&mut self, cite: Cite) -> String {
        self.cited.push((cite, self.here));
        let id = self.cited.len();
        let article = cite.article;
        // What is spoken begins with what is seen (WCAG 2.5.3).
        let (target, spoken) = match cite.paragraphs {
            None => (format!("a{article}"), format!("{cite} article {article}")),
            Some((first, last)) if first == last => (
                format!("a{article}-p{first}"),
                format!("{cite} article {article}, paragraph {first}"),
            ),
            Some((first, last)) => (
                format!("a{article}-p{first}"),
                format!("{cite} article {article}, paragraphs {first} to {last}"),
            ),
        };
        format!(
            "<a class=\"cite\" id=\"c{id}\" href=\"#{target}\" aria-label=\"{spoken}\">{cite}</a>"
        )
    }
}
