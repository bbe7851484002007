//! The whole screen.
use super::layout;
use crate::{app::State, config::Config};
use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

/// The whole screen: a view of the state.
#[derive(Clone, Copy, Debug)]
pub struct Screen<'a> {
    /// What to show.
    pub state: &'a State,
    /// Keys, styles and options.
    pub config: &'a Config,
}

impl Widget for &Screen<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let panes = layout::panes(area, self.state, &self.config.options);
        let Some((text, article)) = panes.text.zip(self.state.article()) else {
            return;
        };
        for (y, row) in (text.y..text.bottom()).zip(&self.state.page.rows) {
            let words = row.span.of(&article.text);
            buf.set_stringn(
                text.x,
                y,
                words,
                text.width.into(),
                ratatui::style::Style::new(),
            );
        }
    }
}
