//! The letters: which glyphs of which font stand for words, and how wide they are.
use harfrust::{Direction, FontRef, GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::{collections::BTreeSet, ops::Range};
use unicode_segmentation::UnicodeSegmentation;

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Slanted.
    Italic,
    /// All of one width.
    Mono,
}

/// What stands where no font has a glyph: a white square.
const PLACEHOLDER: &str = "\u{25a1}";

/// The fonts, and what they could not show so far.
pub(super) struct Faces {
    fonts: [(Font, FontRef<'static>, ShaperData); 4],
    unshown: BTreeSet<char>,
}

/// Words of one font, ready to be drawn from left to right.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    /// The font's.
    pub(super) face: Face,
    /// What is drawn; the ranges are bytes of the words that were asked for.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In sizes of the font.
    pub(super) width: f32,
}

impl Faces {
    /// The fonts that are carried along; absent where one of them cannot be read.
    pub(super) fn new() -> Option<Self> {
        use dejavu::{sans_condensed, sans_mono};
        let font = |bytes: &'static [u8]| {
            let font = FontRef::new(bytes).ok()?;
            let shaper = ShaperData::new(&font);
            Some((Font::new(bytes.into(), 0)?, font, shaper))
        };
        Some(Self {
            fonts: [
                font(sans_condensed::regular())?,
                font(sans_condensed::bold())?,
                font(sans_condensed::oblique())?,
                font(sans_mono::regular())?,
            ],
            unshown: BTreeSet::new(),
        })
    }

    /// The font itself.
    pub(super) fn font(&self, face: Face) -> Font {
        self.fonts[face as usize].0.clone()
    }

    /// The characters that no font could show.
    pub(super) fn unshown(&self) -> &BTreeSet<char> {
        &self.unshown
    }

    /// The glyphs of `words`, whose letters all run in one direction: in `face` as far as it has them, else in the upright
    /// one, else a placeholder, which keeps the character for whoever copies or searches. In the order of drawing.
    pub(super) fn shape(&mut self, words: &str, face: Face, backwards: bool) -> Vec<Shaped> {
        let whole = self.glyphs(words, face, backwards);
        if is_whole(&whole) {
            return vec![self.shaped(&whole, face, 0..words.len())];
        }
        let mut runs: Vec<(Option<Face>, Range<usize>)> = Vec::new();
        for (start, grapheme) in words.grapheme_indices(true) {
            let has = |face: &Face| is_whole(&self.glyphs(grapheme, *face, backwards));
            let found = [face, Face::Regular].into_iter().find(has);
            let end = start + grapheme.len();
            match runs.last_mut() {
                Some((last, run)) if *last == found && found.is_some() => run.end = end,
                _ => runs.push((found, start..end)),
            }
        }
        if backwards {
            runs.reverse();
        }
        (runs.into_iter())
            .map(|(found, run)| self.run(words, found, run, backwards))
            .collect()
    }

    /// How wide `words` are, in sizes of the font.
    pub(super) fn width(&mut self, words: &str, face: Face, backwards: bool) -> f32 {
        let shaped = self.shape(words, face, backwards);
        shaped.iter().map(|one| one.width).sum()
    }

    fn run(
        &mut self,
        words: &str,
        face: Option<Face>,
        run: Range<usize>,
        backwards: bool,
    ) -> Shaped {
        if let Some(face) = face {
            let glyphs = self.glyphs(&words[run.clone()], face, backwards);
            return self.shaped(&glyphs, face, run);
        }
        let shown =
            |c: &char| !is_whole(&self.glyphs(c.encode_utf8(&mut [0; 4]), Face::Regular, false));
        let missing: Vec<char> = words[run.clone()].chars().filter(shown).collect();
        self.unshown.extend(missing);
        let glyphs = self.glyphs(PLACEHOLDER, Face::Regular, false);
        let mut shaped = self.shaped(&glyphs, Face::Regular, 0..PLACEHOLDER.len());
        for glyph in &mut shaped.glyphs {
            glyph.text_range = run.clone();
        }
        shaped
    }

    fn glyphs(&self, words: &str, face: Face, backwards: bool) -> GlyphBuffer {
        let (_, font, shaper) = &self.fonts[face as usize];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.set_direction(if backwards {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        buffer.guess_segment_properties();
        shaper
            .shaper(font)
            .build()
            .shape(buffer, ShapeOptions::new())
    }

    /// `of`: the bytes that `glyphs` stand for.
    fn shaped(&self, glyphs: &GlyphBuffer, face: Face, of: Range<usize>) -> Shaped {
        let size = self.fonts[face as usize].0.units_per_em();
        #[expect(clippy::cast_precision_loss, reason = "units of a font, below 65,536")]
        let scaled = |units: i32| units as f32 / size;
        let mut starts: Vec<usize> = (glyphs.glyph_infos().iter())
            .map(|info| of.start + info.cluster as usize)
            .collect();
        starts.push(of.end);
        starts.sort_unstable();
        starts.dedup();
        let end = |start: usize| {
            let next = starts.partition_point(|other| *other <= start);
            starts.get(next).copied().unwrap_or(of.end)
        };
        let found: Vec<KrillaGlyph> = (glyphs.glyph_infos().iter())
            .zip(glyphs.glyph_positions())
            .map(|(info, at)| {
                let start = of.start + info.cluster as usize;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    scaled(at.x_advance),
                    scaled(at.x_offset),
                    scaled(at.y_offset),
                    scaled(at.y_advance),
                    start..end(start),
                    None,
                )
            })
            .collect();
        let width = found.iter().map(|glyph| glyph.x_advance).sum();
        Shaped {
            face,
            glyphs: found,
            width,
        }
    }
}

fn is_whole(glyphs: &GlyphBuffer) -> bool {
    glyphs.glyph_infos().iter().all(|info| info.glyph_id != 0)
}
