//! The pages as a file: drawn, tagged, linked, and checked against PDF/UA while it is written.
use super::{
    block::{Base, Layout},
    face::{Face, Faces},
    line::{Ink, Line, Link, Piece, Run, Style, lines},
    page::{Drawn, Mark, Pages, Part, paged},
    sheet::{BASELINE, BLACK, DESCENT, END, MARGIN_LINE, PAGE, SIDE, SMALL, WIDTH},
    tree::{Slot, Tree},
};
use crate::export::content::Note;
use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    error::KrillaError,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::{Page, PageSettings},
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
};
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// A link on a page: its place in the tree, its corners, and where it leads.
type Leading = (Slot, Rect, std::rc::Rc<Link>);

/// The note as a PDF of A4 pages, and the characters that no font in it can show. The same note gives the same bytes: no
/// clock is asked, and what the file is called within is reckoned from what stands in it.
///
/// # Errors
/// What the writer of PDF found against PDF/UA, or a font that cannot be read.
pub fn pdf(note: &Note) -> Result<(Vec<u8>, BTreeSet<char>), String> {
    let faces = Faces::new().ok_or("the fonts of this build cannot be read")?;
    let mut layout = Layout {
        note,
        faces,
        tree: Tree::new(),
        units: Vec::new(),
    };
    layout.whole();
    let pages = paged(&layout.units);
    let Layout { faces, tree, .. } = layout;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|why| format!("{why:?}"))?;
    let mut writer = Writer {
        document: Document::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        }),
        note,
        faces,
        tree,
        pages,
    };
    for n in 0..writer.pages.parts.len() {
        writer.page(n)?;
    }
    let unshown = writer.faces.unshown().clone();
    Ok((writer.finish()?, unshown))
}

struct Writer<'n> {
    document: Document,
    note: &'n Note,
    faces: Faces,
    tree: Tree,
    pages: Pages,
}

impl Writer<'_> {
    fn page(&mut self, n: usize) -> Result<(), String> {
        let margins = self.margins(n);
        let settings = PageSettings::from_wh(PAGE[0], PAGE[1]).ok_or("no such page")?;
        let parts = std::mem::take(&mut self.pages.parts[n]);
        let mut page = self.document.start_page_with(settings);
        let links = {
            let mut brush = Brush {
                surface: page.surface(),
                faces: &self.faces,
                tree: &mut self.tree,
                links: Vec::new(),
            };
            for (kind, x, y, line) in &margins {
                brush.artifact(*kind, |brush| brush.line(line, [*x, *y]));
            }
            for part in &parts {
                brush.part(part);
            }
            brush.links
        };
        for (slot, area, link) in links {
            let target = target(&link, &self.pages);
            annotate(&mut page, (slot, area, &link), target, &mut self.tree);
        }
        page.finish();
        Ok(())
    }

    /// The lines that every page has above and below its text: the marking, whose page it is, and its number.
    fn margins(&mut self, n: usize) -> Vec<(ArtifactType, f32, f32, Line)> {
        let marking = self.note.marking.clone().unwrap_or_default();
        let number = format!("Page {} of {}", n + 1, self.pages.parts.len());
        let mut found = Vec::new();
        for (kind, y, right) in [
            (ArtifactType::Header, MARGIN_LINE, self.note.title.clone()),
            (
                ArtifactType::Footer,
                PAGE[1] - MARGIN_LINE + SMALL * BASELINE,
                number,
            ),
        ] {
            let half = WIDTH / 2.0 - 6.0;
            for (words, face, at_right) in
                [(&marking, Face::Bold, false), (&right, Face::Regular, true)]
            {
                if let Some(line) = self.fitted(words, face, half) {
                    let width: f32 = line.pieces.iter().map(|piece| piece.width).sum();
                    let x = if at_right { WIDTH - width } else { 0.0 };
                    found.push((kind, SIDE + x, y, line));
                }
            }
        }
        found
    }

    /// `words` in one line of at most `room` points; what does not fit ends in `…`.
    fn fitted(&mut self, words: &str, face: Face, room: f32) -> Option<Line> {
        let whole = self.faces.width(words, face, false) * SMALL <= room;
        let mut fitted = String::new();
        let mut filled = self.faces.width("…", face, false);
        for grapheme in words.graphemes(true) {
            filled += self.faces.width(grapheme, face, false);
            if !whole && filled * SMALL > room {
                fitted.push('…');
                break;
            }
            fitted.push_str(grapheme);
        }
        let base = Base::of(SMALL);
        let style = Style {
            face,
            size: base.size,
            ink: BLACK,
            link: None,
            slot: None,
        };
        let runs = [Run {
            words: fitted,
            style,
        }];
        lines(&mut self.faces, &runs, f32::MAX).into_iter().next()
    }

    fn finish(mut self) -> Result<Vec<u8>, String> {
        let note = self.note;
        let title = if note.title.is_empty() {
            "Briefing note"
        } else {
            &note.title
        };
        let mut outline = Outline::new();
        for (n, section) in note.sections.iter().enumerate() {
            if let Some(place) = place(&self.pages, Mark::Section(n)) {
                outline.push_child(OutlineNode::new(section.title.to_owned(), place));
            }
        }
        if note.sections.is_empty() {
            let top = XyzDestination::new(0, Point::from_xy(SIDE, END));
            outline.push_child(OutlineNode::new(title.to_owned(), top));
        }
        self.document.set_outline(outline);
        self.document.set_tag_tree(self.tree.finish(note.lang));
        let mut metadata = Metadata::new()
            .title(title.to_owned())
            .language(note.lang.to_owned())
            .creator("onrecord".to_owned());
        if let Some(author) = &note.prepared_by {
            metadata = metadata.authors(vec![author.clone()]);
        }
        if let Some(marking) = &note.marking {
            metadata = metadata.keywords(vec![marking.clone()]);
        }
        self.document.set_metadata(metadata);
        self.document.finish().map_err(|why| match why {
            KrillaError::Validation(found) => {
                let told: Vec<String> = (found.iter().take(3))
                    .map(|(fault, _)| format!("{fault:?}"))
                    .collect();
                format!("the pdf would not be PDF/UA-1: {}", told.join(", "))
            }
            other => format!("no pdf came of it: {other}"),
        })
    }
}

/// What draws on one page.
struct Brush<'p> {
    surface: Surface<'p>,
    faces: &'p Faces,
    tree: &'p mut Tree,
    links: Vec<Leading>,
}

impl Brush<'_> {
    fn artifact(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        let _ = (self.surface).start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    fn part(&mut self, part: &Part) {
        let (x, y) = (SIDE + part.x, END + part.y);
        match &part.drawn {
            Drawn::Fill(size, ink) => {
                self.artifact(ArtifactType::Layout, |brush| {
                    brush.fill([x, y], *size, *ink);
                });
            }
            Drawn::Line(line) => {
                for piece in &line.pieces {
                    let Some(slot) = piece.style.slot else {
                        self.artifact(ArtifactType::PaginationOther, |brush| {
                            brush.piece(piece, [x, y]);
                        });
                        continue;
                    };
                    let drawn = self
                        .surface
                        .start_tagged(ContentTag::Span(SpanTag::empty()));
                    self.piece(piece, [x, y]);
                    self.surface.end_tagged();
                    self.tree.drew(slot, drawn);
                    self.leads(piece, slot, [x, y]);
                }
            }
        }
    }

    fn fill(&mut self, [x, y]: [f32; 2], [width, height]: [f32; 2], ink: Ink) {
        let mut path = PathBuilder::new();
        if let Some(area) = Rect::from_xywh(x, y, width, height) {
            path.push_rect(area);
        }
        if let Some(path) = path.finish() {
            self.ink(ink);
            self.surface.draw_path(&path);
        }
    }

    fn line(&mut self, line: &Line, at: [f32; 2]) {
        for piece in &line.pieces {
            self.piece(piece, at);
        }
    }

    fn piece(&mut self, piece: &Piece, [x, y]: [f32; 2]) {
        self.ink(piece.style.ink);
        let mut x = x + piece.x;
        for shaped in &piece.shaped {
            self.surface.draw_glyphs(
                Point::from_xy(x, y),
                &shaped.glyphs,
                self.faces.font(shaped.face),
                &piece.words,
                piece.style.size,
                false,
            );
            x += shaped.width * piece.style.size;
        }
    }

    fn ink(&mut self, [red, green, blue]: Ink) {
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            ..Fill::default()
        }));
    }

    fn leads(&mut self, piece: &Piece, slot: Slot, [x, y]: [f32; 2]) {
        let Some(link) = &piece.style.link else {
            return;
        };
        let size = piece.style.size;
        let (top, height) = (y - size * BASELINE, size * (BASELINE + DESCENT));
        if let Some(area) = Rect::from_xywh(x + piece.x, top, piece.width, height) {
            self.links.push((slot, area, link.clone()));
        }
    }
}

fn place(pages: &Pages, mark: Mark) -> Option<XyzDestination> {
    let (page, y) = pages.marks.get(&mark)?;
    Some(XyzDestination::new(*page, Point::from_xy(SIDE, END + y)))
}

fn target(link: &Link, pages: &Pages) -> Option<Target> {
    Some(match link {
        Link::Address(address) => Target::Action(Action::Link(LinkAction::new(address.clone()))),
        Link::Reference(number) => {
            Target::Destination(place(pages, Mark::Reference(*number))?.into())
        }
    })
}

/// Words of a link that leads nowhere stay words.
fn annotate(
    page: &mut Page<'_>,
    (slot, area, link): (Slot, Rect, &Link),
    to: Option<Target>,
    tree: &mut Tree,
) {
    let Some(to) = to else {
        return;
    };
    let told = match link {
        Link::Reference(number) => format!("Reference {number}"),
        Link::Address(address) => address.clone(),
    };
    let annotation = Annotation::new_link(LinkAnnotation::new(area, to), Some(told));
    let drawn = page.add_tagged_annotation(annotation);
    tree.drew_first(slot, drawn);
}
