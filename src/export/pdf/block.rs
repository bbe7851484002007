//! What a note says, as lines and rows to put on pages and as a tree of what they are.
use super::{
    face::{Face, Faces},
    line::{Ink, Link, Run, Style, lines},
    page::{Mark, Unit, together},
    sheet::{BLACK, BLUE, HEADING, MONO, RED, SMALL, TEXT, TITLE, WIDTH},
    tree::{Element, Tree},
};
use crate::export::{
    content::{Block, Inline, Note, Section, Text},
    txt,
};
use krilla::tagging::{ListNumbering, Tag, TagKind};
use std::{num::NonZeroU16, rc::Rc};

/// From the left to what stands behind a bullet, and behind the name of a value.
const BULLET: f32 = 10.0;
const NAME: f32 = 62.0;

/// A note while it is laid out.
pub(super) struct Layout<'n> {
    /// The note.
    pub(super) note: &'n Note,
    /// The letters.
    pub(super) faces: Faces,
    /// What everything is.
    pub(super) tree: Tree,
    /// What is to be put on pages.
    pub(super) units: Vec<Unit>,
}

/// How words look where nothing else is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base {
    /// Their letters.
    pub(super) face: Face,
    /// In points.
    pub(super) size: f32,
    /// Their colour.
    pub(super) ink: Ink,
}

impl Base {
    pub(super) const fn of(size: f32) -> Self {
        Self {
            face: Face::Regular,
            size,
            ink: BLACK,
        }
    }

    pub(super) const fn bold(self) -> Self {
        Self {
            face: Face::Bold,
            ..self
        }
    }
}

impl Layout<'_> {
    /// Title, head and sections.
    pub(super) fn whole(&mut self) {
        let note = self.note;
        self.heading(1, &Text::of(note.title.as_str()), Base::of(TITLE).bold());
        let mut before = 5.0;
        for entries in txt::head_lines(note) {
            let element = self.tree.add(None, Tag::P);
            let mut runs = Vec::new();
            for (n, (name, value)) in entries.iter().enumerate() {
                let between = if n > 0 { " · " } else { "" };
                let name = Text(vec![
                    Inline::Plain(between.to_owned()),
                    Inline::Strong(format!("{name}:")),
                    Inline::Plain(" ".to_owned()),
                ]);
                runs.extend(self.runs(&name, Base::of(TEXT), element));
                runs.extend(self.runs(value, Base::of(TEXT), element));
            }
            self.paragraph(&runs, BULLET, before);
            before = 0.0;
        }
        for (n, section) in note.sections.iter().enumerate() {
            self.section(n, section);
        }
    }

    fn section(&mut self, n: usize, section: &Section) {
        let first = self.units.len();
        let base = Base {
            ink: BLUE,
            ..Base::of(HEADING).bold()
        };
        self.heading(2, &Text::of(section.title), base);
        self.mark(first, Mark::Section(n));
        let base = Base::of(if txt::APPARATUS.contains(&section.id) {
            SMALL
        } else {
            TEXT
        });
        let mut references = 0;
        let mut list: Option<Element> = None;
        for block in &section.blocks {
            let first = self.units.len();
            if !matches!(block, Block::Item(_)) {
                list = None;
            }
            match block {
                Block::Heading(text) => self.heading(3, text, Base::of(TEXT).bold()),
                Block::Paragraph(text) => {
                    let element = self.tree.add(None, Tag::P);
                    let runs = self.runs(text, base, element);
                    self.paragraph(&runs, 0.0, 2.5);
                    if section.id == "references" && references < self.note.references.len() {
                        references += 1;
                        self.mark(first, Mark::Reference(references));
                    }
                }
                Block::Item(item) => {
                    let list = *list
                        .get_or_insert_with(|| self.tree.add(None, Tag::L(ListNumbering::Disc)));
                    self.item(list, &item.text, base);
                }
                Block::Table(table) => self.table(table),
                Block::Terms(terms) => self.terms(terms, base),
            }
        }
    }

    fn lists_references(&self) -> bool {
        (self.note.sections.iter()).any(|section| section.id == "references")
    }

    fn mark(&mut self, unit: usize, mark: Mark) {
        if let Some(unit) = self.units.get_mut(unit) {
            unit.marks.push(mark);
        }
    }

    /// A heading, which stays with what it is the heading of.
    fn heading(&mut self, level: u16, text: &Text, base: Base) {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let title = txt::line(text);
        if title.is_empty() {
            return;
        }
        let element = self.tree.add(None, Tag::Hn(level, Some(title)));
        let runs = self.runs(text, base, element);
        let mut before = [0.0, 7.0, 4.0][usize::from(level.get()).min(3) - 1];
        for line in lines(&mut self.faces, &runs, WIDTH) {
            let mut unit = Unit::line(line, 0.0);
            (unit.keep, unit.before) = (true, before);
            before = 0.0;
            self.units.push(unit);
        }
    }

    /// `indent`: of every line but the first; `before`: points above.
    fn paragraph(&mut self, runs: &[Run], indent: f32, before: f32) {
        let found = lines(&mut self.faces, runs, WIDTH - indent);
        let mut units: Vec<Unit> = (found.into_iter().enumerate())
            .map(|(n, line)| Unit::line(line, if n == 0 { 0.0 } else { indent }))
            .collect();
        together(&mut units);
        if let Some(first) = units.first_mut() {
            first.before = before;
        }
        self.units.extend(units);
    }

    /// A bullet and what stands behind it.
    fn item(&mut self, list: Element, text: &Text, base: Base) {
        let entry = self.tree.add(Some(list), Tag::LI);
        let label = self.tree.add(Some(entry), Tag::Lbl);
        let body = self.tree.add(Some(entry), Tag::LBody);
        let bullet = self.runs(&Text::of("•"), base, label);
        let words = self.runs(text, base, body);
        self.labelled(&bullet, &words, BULLET, 1.5);
    }

    /// Names and values: a list in which every name is the label of its value.
    fn terms(&mut self, terms: &[(&'static str, Text)], base: Base) {
        let list = self.tree.add(None, Tag::L(ListNumbering::None));
        let first = self.units.len();
        for (n, (name, value)) in terms.iter().enumerate() {
            let entry = self.tree.add(Some(list), Tag::LI);
            let label = self.tree.add(Some(entry), Tag::Lbl);
            let body = self.tree.add(Some(entry), Tag::LBody);
            let name = self.runs(&Text::of(format!("{name}:")), base.bold(), label);
            let words = self.runs(value, base, body);
            self.labelled(&name, &words, NAME, if n == 0 { 6.0 } else { 0.0 });
        }
        // A record stays on one page, where it fits one.
        let end = self.units.len().saturating_sub(1);
        for unit in self.units.get_mut(first..end).unwrap_or_default() {
            unit.keep = true;
        }
    }

    /// A label at the left, and words from `indent` on.
    fn labelled(&mut self, label: &[Run], words: &[Run], indent: f32, before: f32) {
        let mut label = lines(&mut self.faces, label, indent).into_iter();
        let mut words = lines(&mut self.faces, words, WIDTH - indent).into_iter();
        let mut units = Vec::new();
        loop {
            let (name, line) = (label.next(), words.next());
            let mut unit = match (name, line) {
                (Some(name), Some(line)) => {
                    let mut unit = Unit::line(name, 0.0);
                    unit.beside(Unit::line(line, indent));
                    unit
                }
                (Some(name), None) => Unit::line(name, 0.0),
                (None, Some(line)) => Unit::line(line, indent),
                (None, None) => break,
            };
            if units.is_empty() {
                unit.before = before;
            }
            units.push(unit);
        }
        together(&mut units);
        self.units.extend(units);
    }

    /// The words of `text` as runs, which hang below `parent` in the tree. Nothing at all is a blank, so that a cell is there.
    pub(super) fn runs(&mut self, text: &Text, base: Base, parent: Element) -> Vec<Run> {
        let mut found: Vec<Run> = (text.0.iter())
            .map(|inline| self.run(inline, base, parent))
            .collect();
        if found.iter().all(|run| run.words.is_empty()) {
            found.push(self.run(&Inline::Plain(" ".to_owned()), base, parent));
        }
        found
    }

    fn run(&mut self, inline: &Inline, base: Base, parent: Element) -> Run {
        let (mut look, mut link) = (base, None);
        let mut within: Option<TagKind> = None;
        let words = match inline {
            Inline::Plain(words) => words.clone(),
            Inline::Strong(words) => {
                look = look.bold();
                words.clone()
            }
            Inline::Emphasis(words) => {
                look.face = Face::Italic;
                words.clone()
            }
            Inline::Code(words) => {
                (look.face, look.size) = (Face::Mono, base.size * MONO);
                within = Some(Tag::Code.into());
                words.clone()
            }
            Inline::Quoted(quoted) => {
                within = Some(Tag::InlineQuote.into());
                format!("“{quoted}”")
            }
            Inline::Cite(cite) => {
                look.ink = BLUE;
                if cite.article <= self.note.references.len() && self.lists_references() {
                    link = Some(Link::Reference(cite.article));
                }
                // A line never ends inside a citation.
                cite.to_string().replace(' ', "\u{a0}")
            }
            Inline::Address(address) => {
                look.ink = BLUE;
                link = Some(Link::Address(address.clone()));
                address.clone()
            }
            // One after the other, so that a note stays within two pages.
            Inline::Break => " ".to_owned(),
            Inline::Fault(words) => {
                (look.face, look.ink) = (Face::Bold, RED);
                format!("[{words}]")
            }
        };
        if link.is_some() {
            within = Some(Tag::Link.into());
        }
        let holder = within.map_or(parent, |tag| self.tree.add(Some(parent), tag));
        Run {
            words,
            style: Style {
                face: look.face,
                size: look.size,
                ink: look.ink,
                link: link.map(Rc::new),
                slot: Some(self.tree.slot(holder)),
            },
        }
    }
}
