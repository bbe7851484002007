//! Colours that a terminal has, and the nearest it has to others.
use super::Depth;
use ratatui::style::{Color, Style};

/// The sixteen colours, as xterm draws them.
const SIXTEEN: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The steps of the colour cube of the 256.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// `style` in colours that a terminal of `depth` has.
pub(super) fn fitted(style: Style, depth: Depth) -> Style {
    Style {
        fg: style.fg.and_then(|colour| nearest(colour, depth)),
        bg: style.bg.and_then(|colour| nearest(colour, depth)),
        ..style
    }
}

fn nearest(colour: Color, depth: Depth) -> Option<Color> {
    match (colour, depth) {
        (_, Depth::None) => None,
        (Color::Rgb(red, green, blue), Depth::Indexed) => Some(indexed([red, green, blue])),
        (Color::Rgb(..) | Color::Indexed(16..), Depth::Sixteen) => rgb(colour).map(sixteen),
        (Color::Indexed(n), Depth::Sixteen) => Some(SIXTEEN[usize::from(n)].0),
        (colour, _) => Some(colour),
    }
}

/// Red, green and blue of a colour; `None` for the terminal's own.
pub(super) fn rgb(colour: Color) -> Option<[u8; 3]> {
    Some(match colour {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(n @ 0..16) => SIXTEEN[usize::from(n)].1,
        Color::Indexed(n @ 16..232) => {
            let n = usize::from(n - 16);
            [CUBE[n / 36], CUBE[n / 6 % 6], CUBE[n % 6]]
        }
        Color::Indexed(n) => [8 + 10 * (n - 232); 3],
        Color::Reset => return None,
        named => SIXTEEN.iter().find(|(name, _)| *name == named)?.1,
    })
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let of = |n: usize| u32::from(a[n].abs_diff(b[n])).pow(2);
    // The eye sees green best and blue least.
    3 * of(0) + 4 * of(1) + 2 * of(2)
}

fn sixteen(wanted: [u8; 3]) -> Color {
    // A colour stays a colour and a grey a grey, however near the other is.
    let grey = |[r, g, b]: [u8; 3]| r.max(g).max(b) - r.min(g).min(b) < 48;
    let nearest = (SIXTEEN.iter())
        .filter(|(_, shown)| grey(*shown) == grey(wanted))
        .min_by_key(|(_, shown)| distance(*shown, wanted));
    nearest.map_or(Color::Reset, |(name, _)| *name)
}

fn indexed(wanted: [u8; 3]) -> Color {
    let colours = (16..=255).map(Color::Indexed);
    let far = |colour: &Color| rgb(*colour).map_or(u32::MAX, |shown| distance(shown, wanted));
    colours.min_by_key(far).unwrap_or(Color::Reset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Ground, Palette, Role, ThemeChoice};

    /// How much light a colour gives (WCAG 2).
    fn light(linear: [f64; 3]) -> f64 {
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn linear(colour: [u8; 3]) -> [f64; 3] {
        colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let (a, b) = (light(linear(a)), light(linear(b)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What is left of a colour where one kind of cone is missing (Machado, Oliveira and Fernandes 2009).
    const VISIONS: [(&str, [[f64; 3]; 3]); 3] = [
        (
            "all cones",
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        ),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
    ];

    /// A colour as that eye sees it, in CIELAB.
    fn seen(colour: [u8; 3], vision: &[[f64; 3]; 3]) -> [f64; 3] {
        let whole = linear(colour);
        let of = |row: [f64; 3]| row[0] * whole[0] + row[1] * whole[1] + row[2] * whole[2];
        let left = vision.map(|row| of(row).clamp(0.0, 1.0));
        let sum = |row: [f64; 3]| row[0] * left[0] + row[1] * left[1] + row[2] * left[2];
        let x = sum([0.4124, 0.3576, 0.1805]) / 0.950_47;
        let z = sum([0.0193, 0.1192, 0.9505]) / 1.088_83;
        let [x, y, z] = [x, light(left), z].map(|t: f64| {
            if t > 0.008_856 {
                t.cbrt()
            } else {
                7.787 * t + 16.0 / 116.0
            }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// Both themes with the grounds they are for: black, white, and what people paint theirs with.
    fn themes() -> [(Palette, Ground, [[u8; 3]; 2]); 2] {
        let of = |choice| Palette::new(choice, Vec::new(), Depth::Full);
        [
            (
                of(ThemeChoice::Dark),
                Ground::Dark,
                [[0, 0, 0], [40, 44, 52]],
            ),
            (
                of(ThemeChoice::Light),
                Ground::Light,
                [[255, 255, 255], [253, 246, 227]],
            ),
        ]
    }

    #[test]
    fn every_colour_can_be_read_on_the_ground_and_where_the_reader_is() {
        for (palette, ground, grounds) in themes() {
            let styles = palette.styles(ground);
            let focus = styles.of(Role::Focus).bg.and_then(rgb).expect("a colour");
            for role in Role::ALL {
                let style = styles.of(role);
                let Some(ink) = style.fg.and_then(rgb) else {
                    continue;
                };
                let own = style.bg.and_then(rgb);
                for paper in own.map_or(grounds.to_vec(), |own| vec![own]) {
                    let contrast = contrast(ink, paper);
                    assert!(
                        contrast >= 4.5,
                        "{ground:?}: {role:?} on {paper:?}: {contrast:.1}"
                    );
                }
                if own.is_none() {
                    let contrast = contrast(ink, focus);
                    assert!(
                        contrast >= 4.5,
                        "{ground:?}: {role:?} in focus: {contrast:.1}"
                    );
                }
            }
        }
    }

    #[test]
    fn meanings_stay_apart_for_every_eye() {
        let told = [
            Role::Dim,
            Role::Verbatim,
            Role::Mixed,
            Role::Paraphrase,
            Role::Speech,
            Role::Label,
            Role::Narration,
            Role::Warning,
            Role::Error,
        ];
        for (palette, ground, _) in themes() {
            let styles = palette.styles(ground);
            for (n, a) in told.iter().enumerate() {
                for b in &told[..n] {
                    let (one, other) = (styles.of(*a), styles.of(*b));
                    // A weight or a slant tells them apart without any colour.
                    if one.add_modifier != other.add_modifier {
                        continue;
                    }
                    let colour = |style: Style| style.fg.and_then(rgb).expect("a colour");
                    for (eye, vision) in &VISIONS {
                        let (one, other) = (seen(colour(one), vision), seen(colour(other), vision));
                        let squares = (0..3).map(|n| (one[n] - other[n]).powi(2));
                        let apart = squares.sum::<f64>().sqrt();
                        assert!(
                            apart >= 12.0,
                            "{ground:?}, {eye}: {a:?} and {b:?}: {apart:.0}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_terminal_gets_the_nearest_colour_it_has() {
        let style = Style::new()
            .fg(Color::Rgb(250, 130, 5))
            .bg(Color::Indexed(74));
        assert_eq!(fitted(style, Depth::Full), style);
        let fitted_to = |depth| {
            let style = fitted(style, depth);
            (style.fg, style.bg)
        };
        assert_eq!(
            fitted_to(Depth::Indexed),
            (Some(Color::Indexed(208)), Some(Color::Indexed(74)))
        );
        assert_eq!(
            fitted_to(Depth::Sixteen),
            (Some(Color::Yellow), Some(Color::LightBlue))
        );
        assert_eq!(fitted_to(Depth::None), (None, None));
        assert_eq!(nearest(Color::Indexed(1), Depth::Sixteen), Some(Color::Red));
    }
}
