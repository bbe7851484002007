//! The reading view: each article paragraph by paragraph, who says what in it, and each party's positions.
use super::{
    markup::{escaped, language, runs_rtl, text, text_fragment, web_address},
    page::{Page, READING},
};
use crate::{
    anchor::Piece,
    export::{
        content::Inline,
        note::{plain, visible},
    },
    model::{Article, Body, Codebook, Layer, Paragraph, RecordId},
    text::Span,
};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// Annotated words of one paragraph.
type Marked = Vec<(Span, RecordId)>;

impl<'a> Page<'_, 'a> {
    /// Three panes. What cites is written before what is cited, so that each paragraph knows who cites it.
    pub(super) fn reading(&mut self) {
        let layers = Layer::ALL.into_iter();
        let key = layers.filter(|layer| *layer != Layer::Unproven);
        let key = key.map(|layer| {
            format!(
                "<span><mark class=\"{}\">{}</mark> {}</span>",
                class(layer),
                layer.letter(),
                text(layer.words())
            )
        });
        self.line(&format!(
            "<p class=\"key\">{}</p>",
            key.collect::<Vec<_>>().join(" · ")
        ));
        let speakers = self.speakers();
        let ids: Vec<&str> = speakers.iter().map(|(id, _)| *id).collect();
        self.tools(&ids);
        self.line("<div class=\"panes\">");
        let before = std::mem::take(&mut self.out);
        self.pane("sources", "Sources", Self::sources);
        self.pane("stances", "Positions, issue by issue", Self::positions);
        let beside = std::mem::replace(&mut self.out, before);
        self.pane("text", "Text", Self::articles);
        self.out.push_str(&beside);
        self.line("</div>");
    }

    fn pane(&mut self, id: &str, title: &str, fill: fn(&mut Self)) {
        self.line(&format!(
            "<section class=\"pane {id}\" id=\"{id}\" aria-labelledby=\"h-{id}\" tabindex=\"0\">"
        ));
        self.line(&format!("<h3 id=\"h-{id}\">{title}</h3>"));
        fill(self);
        self.line("</section>");
    }

    fn articles(&mut self) {
        let mut back: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
        for (n, (cite, _)) in self.cited.iter().enumerate() {
            let paragraph = cite.paragraphs.map_or(0, |(first, _)| first);
            back.entry((cite.article, paragraph)).or_default().push(n);
        }
        let references = self.desk.entries();
        let articles = self.desk.dossier.articles();
        for (number, (article, reference)) in articles.iter().zip(&references).enumerate() {
            let lang = language(article.lang.as_deref());
            let lang = lang.map_or(String::new(), |lang| format!(" lang=\"{lang}\""));
            let n = number + 1;
            self.line(&format!("<article id=\"a{n}\" aria-labelledby=\"h-a{n}\">"));
            let title = text(&plain(article.label()));
            self.line(&format!("<h4 id=\"h-a{n}\"{lang}>[{n}] {title}</h4>"));
            let about = self.inlines(&reference.0);
            let link = article
                .url
                .as_deref()
                .and_then(web_address)
                .map_or(String::new(), |url| {
                    format!(" {}", outward(&url, "At the publisher"))
                });
            let cited = self.back(back.get(&(n, 0)));
            self.line(&format!("<p class=\"about\">{about}{link}</p>{cited}"));
            let marked = self.marked(number, article);
            for (paragraph, p) in article.paragraphs.iter().zip(1..) {
                let words = marked.get(&p).map_or(&[][..], Vec::as_slice);
                let cited = self.back(back.get(&(n, p)));
                self.paragraph((n, p), article, *paragraph, words, &cited);
            }
            self.line("</article>");
        }
    }

    fn paragraph(
        &mut self,
        (n, p): (usize, usize),
        article: &Article,
        paragraph: Paragraph,
        marked: &[(Span, RecordId)],
        cited: &str,
    ) {
        let rtl = runs_rtl(paragraph.span.of(&article.text));
        let direction = if rtl { " dir=\"rtl\"" } else { "" };
        let lang = language(article.lang.as_deref());
        let lang = lang.map_or(String::new(), |lang| format!(" lang=\"{lang}\""));
        let words = self.words_of(article, paragraph.span, marked, rtl);
        let element = if paragraph.head { "h5" } else { "p" };
        self.line(&format!(
            "<div class=\"par\" id=\"a{n}-p{p}\"{direction}>\
             <a class=\"num\" href=\"#a{n}-p{p}\" aria-label=\"¶{p} paragraph {p}\">¶{p}</a>\
             <{element}{lang}>{words}</{element}>{cited}</div>"
        ));
    }

    /// The links back to what cites a paragraph in the note; the panes beside it are linked letter by letter.
    fn back(&self, cited: Option<&Vec<usize>>) -> String {
        let cited = cited.into_iter().flatten();
        let mut cited = cited.filter(|&&n| self.cited[n].1 != READING).peekable();
        if cited.peek().is_none() {
            return String::new();
        }
        let mut out = String::from("<p class=\"back\" dir=\"ltr\">Cited:");
        for &n in cited {
            let place = escaped(self.cited[n].1);
            let id = n + 1;
            let written = write!(
                out,
                " <a href=\"#c{id}\" aria-label=\"Back to citation {id} in {place}\">{id}</a>"
            );
            debug_assert!(written.is_ok(), "a string takes everything");
        }
        out.push_str("</p>");
        out
    }

    /// Annotated words of an article by paragraph (from 1), each stretch within one paragraph.
    fn marked(&self, number: usize, article: &Article) -> FxHashMap<usize, Marked> {
        let mut marked: FxHashMap<usize, Marked> = FxHashMap::default();
        let wanted = self.desk.dossier.in_article(number).iter();
        for &id in wanted.filter(|id| self.desk.wants(**id)) {
            let Some(passage) = self.desk.dossier.passage(id) else {
                continue;
            };
            for piece in &passage.pieces {
                let Piece::Words(span) = piece else { continue };
                let last = article.paragraph_at(span.end.saturating_sub(1));
                for p in article.paragraph_at(span.start)..=last {
                    if let Some(paragraph) = article.paragraph(p) {
                        let start = span.start.max(paragraph.span.start);
                        let end = span.end.min(paragraph.span.end);
                        if start < end {
                            marked
                                .entry(p)
                                .or_default()
                                .push((Span::new(start, end), id));
                        }
                    }
                }
            }
        }
        marked
    }

    /// A paragraph's words: annotated ones marked, a letter where a record begins that leads to its source.
    fn words_of(
        &self,
        article: &Article,
        within: Span,
        marked: &[(Span, RecordId)],
        rtl: bool,
    ) -> String {
        let mut edges = vec![within.start, within.end];
        edges.extend(marked.iter().flat_map(|(span, _)| [span.start, span.end]));
        edges.sort_unstable();
        edges.dedup();
        let mut out = String::new();
        for pair in edges.windows(2) {
            let stretch = Span::new(pair[0], pair[1]);
            let words = visible(stretch.of(&article.text));
            let words = if rtl { escaped(&words) } else { text(&words) };
            let covering = marked.iter().filter(|(span, _)| span.covers(stretch));
            let mut innermost: Option<(Span, RecordId)> = None;
            let mut numbers: Vec<String> = Vec::new();
            for &(span, id) in covering {
                numbers.push((id.index() + 1).to_string());
                let begins = self
                    .desk
                    .dossier
                    .span(id)
                    .is_some_and(|s| s.start == stretch.start);
                if begins {
                    out.push_str(&self.tag(id, "w", "r"));
                }
                if innermost.is_none_or(|(known, _)| span.len() <= known.len()) {
                    innermost = Some((span, id));
                }
            }
            match innermost.and_then(|(_, id)| self.desk.dossier.layer(id)) {
                Some(layer) => {
                    let (class, numbers) = (class(layer), numbers.join(" "));
                    let written = write!(
                        out,
                        "<mark class=\"{class}\" data-records=\"{numbers}\">{words}</mark>"
                    );
                    debug_assert!(written.is_ok(), "a string takes everything");
                }
                None => out.push_str(&words),
            }
        }
        out
    }

    /// The letter of a record, which leads from its words to its source and back. `own`, `other`: what its id and that of
    /// its counterpart begin with.
    fn tag(&self, id: RecordId, own: &str, other: &str) -> String {
        let layer = self.desk.dossier.layer(id);
        let letter = layer.map_or('·', Layer::letter);
        let kind = layer.map_or("record", Layer::words);
        let name = self
            .desk
            .name(self.desk.dossier.speaker(id).unwrap_or_default());
        let n = id.index() + 1;
        let spoken = escaped(&format!("{kind}: {name}"));
        let own = if own == "w" {
            format!(" id=\"w{n}\" data-name=\"{spoken}\"")
        } else {
            String::new()
        };
        // The style shows the letter: it is no word of the article, and whoever takes the text from the page gets the text.
        format!(
            "<a class=\"tag\"{own} href=\"#{other}{n}\" data-letter=\"{letter}\" aria-label=\"{letter}: {spoken}\"></a>"
        )
    }

    /// Everybody in text order with their records, the article itself last.
    fn speakers(&self) -> Vec<(&'a str, Vec<RecordId>)> {
        let (desk, dossier) = (self.desk, self.desk.dossier);
        let mut speakers: Vec<(&str, Vec<RecordId>)> = Vec::new();
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        for id in desk.text_order() {
            let speaker = dossier.speaker(id).unwrap_or(Codebook::ARTICLE);
            let n = *numbers.entry(speaker).or_insert_with(|| {
                speakers.push((speaker, Vec::new()));
                speakers.len() - 1
            });
            speakers[n].1.push(id);
        }
        speakers.sort_by_key(|(speaker, _)| *speaker == Codebook::ARTICLE);
        speakers
    }

    fn sources(&mut self) {
        for (n, (speaker, records)) in self.speakers().into_iter().enumerate() {
            let name = crate::export::note::capital(&self.desk.name(speaker));
            self.line(&format!(
                "<div class=\"speaker\">\n<h4>{}</h4>",
                text(&name)
            ));
            self.known_of(speaker);
            self.line("<ul class=\"records\">");
            for id in records {
                self.statement(id, n);
            }
            self.line("</ul>\n</div>");
        }
    }

    /// Role, affiliation and party of a source.
    fn known_of(&mut self, speaker: &str) {
        let codebook = self.desk.codebook();
        let Some(source) = codebook.source(speaker) else {
            return;
        };
        let party = (source.party.as_ref()).map(|party| codebook.name(&party.id));
        let known = [source.role.as_deref(), source.org.as_deref(), party];
        let known: Vec<String> = known.into_iter().flatten().map(plain).collect();
        if !known.is_empty() {
            let known = text(&known.join(" · "));
            self.line(&format!("<p class=\"role\">{known}</p>"));
        }
    }

    /// One record: what it is, the words, what must not be lost with them, where they stand.
    fn statement(&mut self, id: RecordId, speaker: usize) {
        let placed = self.desk.dossier.passage(id).is_some();
        let tag = if placed {
            self.tag(id, "r", "w") + " "
        } else {
            String::new()
        };
        let filtered = self.filtered_by(id, speaker);
        self.put(&format!("<li id=\"r{}\"{filtered}>", id.index() + 1));
        let item = match &self.desk.dossier.record(id).body {
            Body::Shift(shift) => self.desk.shift(id, shift),
            _ => self.desk.item(id, false),
        };
        let item = item.text.0;
        let is_whole = |inline: &Inline| matches!(inline, Inline::Quoted(q) if q.whole());
        let link = self.published(id);
        let first = item.iter().position(is_whole);
        let last = item.iter().rposition(is_whole);
        if let Some((first, last)) = first.zip(last) {
            let lead = self.inlines(&item[..first]);
            self.put(&format!("<p>{tag}{lead}</p>"));
            self.block_quote(&item[first..=last]);
            let rest = self.inlines(&item[last + 1..]);
            let rest = rest.trim_start_matches(['.', ' ']);
            self.put(&format!("<p>{rest}{link}</p>"));
        } else {
            let words = self.inlines(&item);
            self.put(&format!("<p>{tag}{words}{link}</p>"));
        }
        self.line("</li>");
    }

    /// A direct quotation on its own: its words, without marks, and the sign for what stands between them.
    fn block_quote(&mut self, inlines: &[Inline]) {
        let about = inlines.iter().find_map(|inline| match inline {
            Inline::Quoted(quoted) => Some(self.origin(quoted)),
            _ => None,
        });
        let words = inlines.iter().map(|inline| match inline {
            Inline::Quoted(quoted) => text(&quoted.to_string()),
            other => self.inline(other),
        });
        let words: String = words.collect();
        let about = about.unwrap_or_default();
        self.put(&format!("<blockquote{about}><p>{words}</p></blockquote>"));
    }

    /// The link to a record's words on the publisher's page.
    fn published(&self, id: RecordId) -> String {
        let link = || {
            let article = self.desk.dossier.article_of(id)?;
            let address = web_address(article.url.as_deref()?)?;
            let pieces = &self.desk.dossier.passage(id)?.pieces;
            let mut words = pieces.iter().filter_map(|piece| match piece {
                Piece::Words(span) => Some(span.of(&article.text)),
                _ => None,
            });
            let first = words.next()?;
            let last = words.next_back().unwrap_or(first);
            Some(outward(
                &text_fragment(&address, first, last),
                "These words at the publisher",
            ))
        };
        link().map_or(String::new(), |link| format!(" {link}"))
    }

    fn positions(&mut self) {
        for (issue, heading, table) in self.desk.by_issue() {
            let row = self.desk.codebook().row(&issue.id).unwrap_or_default();
            let heading = self.inlines(&heading.0);
            self.line(&format!("<div data-issue=\"{row}\">\n<h4>{heading}</h4>"));
            self.table(&table);
            self.line("</div>");
        }
    }
}

/// A link that leaves the page.
fn outward(address: &str, words: &str) -> String {
    format!(
        "<a class=\"pub\" href=\"{}\" rel=\"noopener noreferrer\">{words}</a>",
        escaped(address)
    )
}

/// A layer's class in the style.
fn class(layer: Layer) -> char {
    match layer {
        Layer::Unproven => 'u',
        layer => layer.letter().to_ascii_lowercase(),
    }
}
