//! Runs of words and a width -> lines, broken where UAX 14 allows and ordered as UAX 9 says.
use super::{
    face::{Face, Faces, Shaped},
    tree::Slot,
};
use std::{ops::Range, rc::Rc};
use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

/// Red, green and blue.
pub(super) type Ink = [u8; 3];

/// What words look like and what they belong to.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// Their letters.
    pub(super) face: Face,
    /// In points.
    pub(super) size: f32,
    /// Their colour.
    pub(super) ink: Ink,
    /// Where they lead.
    pub(super) link: Option<Rc<Link>>,
    /// Their place in the tree; absent for what only decorates.
    pub(super) slot: Option<Slot>,
}

/// Where words lead.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// To an article among the references, by its number.
    Reference(usize),
    /// To an address of the web.
    Address(String),
}

/// Words of one style.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The words.
    pub(super) words: String,
    /// How they look.
    pub(super) style: Style,
}

/// A line, as wide as its words are.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// In the order of reading.
    pub(super) pieces: Vec<Piece>,
    /// In points.
    pub(super) size: f32,
}

/// Words of a line that are drawn in one go.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The words.
    pub(super) words: String,
    /// Their glyphs, from left to right.
    pub(super) shaped: Vec<Shaped>,
    /// How they look.
    pub(super) style: Style,
    /// Points from the start of the line.
    pub(super) x: f32,
    /// Points.
    pub(super) width: f32,
}

/// A paragraph, before it is broken.
struct Paragraph<'r> {
    text: String,
    /// The runs and where each ends in the text.
    runs: Vec<(usize, &'r Run)>,
    levels: Vec<Level>,
}

/// The lines of `runs`, each at most `room` points wide unless a single grapheme is wider.
pub(super) fn lines(faces: &mut Faces, runs: &[Run], room: f32) -> Vec<Line> {
    let paragraph = Paragraph::new(runs);
    let ranges = paragraph.broken(faces, room);
    (ranges.into_iter())
        .map(|range| paragraph.line(faces, range))
        .collect()
}

impl<'r> Paragraph<'r> {
    fn new(runs: &'r [Run]) -> Self {
        let mut text = String::new();
        let mut ends = Vec::new();
        for run in runs.iter().filter(|run| !run.words.is_empty()) {
            text.push_str(&run.words);
            ends.push((text.len(), run));
        }
        let levels = BidiInfo::new(&text, Some(Level::ltr())).levels;
        Self {
            text,
            runs: ends,
            levels,
        }
    }

    /// The bytes of each line.
    fn broken(&self, faces: &mut Faces, room: f32) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let (mut start, mut at, mut filled) = (0, 0, 0.0);
        for (end, _) in linebreaks(&self.text) {
            let word = self.text[at..end].trim_end();
            let width = self.width(faces, at..at + word.len());
            if filled + width > room && start < at {
                lines.push(start..at);
                (start, filled) = (at, 0.0);
            }
            if width > room {
                let (from, rest) = self.hewn(faces, at..at + word.len(), room, &mut lines);
                (start, filled) = (from, rest);
            } else {
                filled += width;
            }
            filled += self.width(faces, at + word.len()..end);
            at = end;
        }
        if start < self.text.len() {
            lines.push(start..self.text.len());
        }
        lines
    }

    /// A word that fits no line, hewn between graphemes: where its last line starts, and how far that is filled.
    fn hewn(
        &self,
        faces: &mut Faces,
        word: Range<usize>,
        room: f32,
        lines: &mut Vec<Range<usize>>,
    ) -> (usize, f32) {
        let (mut start, mut filled) = (word.start, 0.0);
        for (at, grapheme) in self.text[word.clone()].grapheme_indices(true) {
            let at = word.start + at;
            let width = self.width(faces, at..at + grapheme.len());
            if filled + width > room && start < at {
                lines.push(start..at);
                (start, filled) = (at, 0.0);
            }
            filled += width;
        }
        (start, filled)
    }

    /// Points of the bytes of `range`.
    fn width(&self, faces: &mut Faces, range: Range<usize>) -> f32 {
        let pieces = self.pieces(&range, &self.levels[range.clone()]);
        (pieces.into_iter())
            .map(|(part, run, level)| {
                let words = &self.text[part];
                faces.width(words, run.style.face, level.is_rtl()) * run.style.size
            })
            .sum()
    }

    /// `range` parted where style or direction change; `levels` are those of its bytes.
    fn pieces(
        &self,
        range: &Range<usize>,
        levels: &[Level],
    ) -> Vec<(Range<usize>, &'r Run, Level)> {
        let mut found = Vec::new();
        let mut at = range.start;
        let first = self.runs.partition_point(|(end, _)| *end <= at);
        for (end, run) in &self.runs[first..] {
            let end = (*end).min(range.end);
            while at < end {
                let level = levels[at - range.start];
                let same = levels[at - range.start..end - range.start].iter();
                let next = at + same.take_while(|other| **other == level).count();
                found.push((at..next, *run, level));
                at = next;
            }
            if at == range.end {
                break;
            }
        }
        found
    }

    fn line(&self, faces: &mut Faces, range: Range<usize>) -> Line {
        let mut levels = self.levels[range.clone()].to_vec();
        let blank = self.text[range.clone()].trim_end().len();
        // Blanks at the end of a line stand at its end (rule L1).
        levels[blank..].fill(Level::ltr());
        let parts = self.pieces(&range, &levels);
        let mut pieces: Vec<Piece> = (parts.iter())
            .map(|(part, run, level)| {
                let words = &self.text[part.clone()];
                let shaped = faces.shape(words, run.style.face, level.is_rtl());
                let width = shaped.iter().map(|one| one.width).sum::<f32>();
                Piece {
                    words: words.to_owned(),
                    width: width * run.style.size,
                    shaped,
                    style: run.style.clone(),
                    x: 0.0,
                }
            })
            .collect();
        let levels: Vec<Level> = parts.iter().map(|(_, _, level)| *level).collect();
        let mut x = 0.0;
        for n in BidiInfo::reorder_visual(&levels) {
            pieces[n].x = x;
            x += pieces[n].width;
        }
        let size = pieces.iter().map(|piece| piece.style.size);
        Line {
            size: size.fold(0.0, f32::max),
            pieces,
        }
    }
}
