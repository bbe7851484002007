//! How the panes share the screen, and the measure of a row of text: what the reader makes of both.
use super::{Edge, Pane, State};
use crate::text::counted;
use serde::{Deserialize, Serialize};

/// How the panes share the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    /// Columns the text takes beyond its share, or gives.
    pub text: i16,
    /// Columns the sources take from the positions, or give.
    pub sources: i16,
    /// Columns a row of text may take beyond those that are set, or fewer.
    pub measure: i16,
    /// Only the pane that takes the keys.
    pub alone: bool,
    /// The side pane that stands beside the text where there is room for one.
    pub beside: Side,
}

/// A side pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Who is quoted.
    #[default]
    Sources,
    /// Who wants what.
    Positions,
}

impl State {
    pub(super) fn widen(&mut self, times: i64) {
        const STEP: i64 = 4;
        let step = |old: i16, by: i64, (least, most): (i16, i16)| {
            let new = i64::from(old)
                .saturating_add(by)
                .clamp(least.into(), most.max(least).into());
            i16::try_from(new).unwrap_or(old)
        };
        let by = times.saturating_mul(STEP);
        let (arrangement, sizes) = (&mut self.arrangement, self.sizes);
        let between_sides = sizes.sources_share != (0, 0);
        match self.pane {
            // No pane stands beside it.
            Pane::Text if sizes.text_share == (0, 0) => self.set_measure(by),
            _ if sizes.text_share == (0, 0) => self.say("no pane stands beside this one"),
            Pane::Text => arrangement.text = step(arrangement.text, by, sizes.text_share),
            Pane::Sources if between_sides => {
                arrangement.sources = step(arrangement.sources, by, sizes.sources_share);
            }
            Pane::Positions if between_sides => {
                arrangement.sources = step(arrangement.sources, -by, sizes.sources_share);
            }
            _ => arrangement.text = step(arrangement.text, -by, sizes.text_share),
        }
    }

    /// More columns to a row of text, or fewer.
    fn set_measure(&mut self, by: i64) {
        const LEAST: u16 = 20;
        let (set, room) = self.sizes.measures;
        let (now, least) = (self.sizes.measure, LEAST.min(room));
        let wanted = i64::from(now)
            .saturating_add(by)
            .clamp(least.into(), room.max(least).into());
        let wanted = u16::try_from(wanted).unwrap_or(now);
        if wanted == now {
            self.say(if by > 0 {
                "the text has all the columns there are"
            } else {
                "the text has few columns enough"
            });
            return;
        }
        let more = i32::from(wanted) - i32::from(set);
        self.arrangement.measure = i16::try_from(more).unwrap_or(0);
        self.say(format!(
            "{} to a row of text",
            counted(wanted.into(), "column")
        ));
    }

    /// The line between two panes is dragged: `by` columns to the right.
    pub(super) fn move_edge(&mut self, edge: Edge, by: i16) {
        let (arrangement, sizes) = (&mut self.arrangement, self.sizes);
        let (share, (least, most)) = match edge {
            Edge::Text => (&mut arrangement.text, sizes.text_share),
            Edge::Sources => (&mut arrangement.sources, sizes.sources_share),
        };
        *share = share.saturating_add(by).clamp(least, most.max(least));
    }
}
