//! Frames on their way to the terminal: one write each, drawn at once, and nothing where nothing changed.
use crate::run::terminal::{
    encode,
    tty::{FRAME, Tty},
};
use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};
use std::{fmt::Write, io, sync::Arc};

/// Where [`Output`] sends a finished frame.
pub trait Paper {
    /// Takes the bytes of one frame.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn frame(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Columns and rows.
    fn size(&self) -> Size;
}

impl Paper for Arc<Tty> {
    fn frame(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes)
    }

    fn size(&self) -> Size {
        Tty::size(self)
    }
}

/// A backend that gathers a frame and sends it whole.
#[derive(Debug)]
pub struct Output<P> {
    paper: P,
    bytes: String,
    cursor: Option<Position>,
}

impl<P: Paper> Output<P> {
    /// A backend that has drawn nothing and hidden the cursor.
    pub fn new(paper: P) -> Self {
        Self {
            paper,
            bytes: FRAME.0.into(),
            cursor: None,
        }
    }

    fn is_empty(&self) -> bool {
        self.bytes.len() == FRAME.0.len()
    }
}

impl<P: Paper> Backend for Output<P> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, cells: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        encode::cells(&mut self.bytes, cells);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor.take().is_some() {
            self.bytes.push_str("\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor.is_none() {
            self.cursor = Some(Position::ORIGIN);
            self.bytes.push_str("\x1b[?25h");
        }
        Ok(())
    }

    /// Asks nobody: whoever waits for a terminal's answer waits for ever at some terminals.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<Q: Into<Position>>(&mut self, position: Q) -> io::Result<()> {
        let position = position.into();
        if self.cursor.is_some() && !(self.is_empty() && self.cursor == Some(position)) {
            self.cursor = Some(position);
            let _ = write!(self.bytes, "\x1b[{};{}H", position.y + 1, position.x + 1);
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.bytes.push_str(match region {
            ClearType::All => "\x1b[2J",
            ClearType::AfterCursor => "\x1b[J",
            ClearType::BeforeCursor => "\x1b[1J",
            ClearType::CurrentLine => "\x1b[2K",
            ClearType::UntilNewLine => "\x1b[K",
        });
        Ok(())
    }

    fn append_lines(&mut self, n: u16) -> io::Result<()> {
        self.bytes.extend((0..n).map(|_| '\n'));
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.paper.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.paper.size(),
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        self.bytes.push_str(FRAME.1);
        let sent = self.paper.frame(self.bytes.as_bytes());
        self.bytes.truncate(FRAME.0.len());
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::{Terminal, buffer::Buffer};
    use std::{cell::RefCell, rc::Rc};

    /// Remembers every frame.
    #[derive(Clone, Default)]
    struct Roll(Rc<RefCell<Vec<String>>>);

    impl Paper for Roll {
        fn frame(&mut self, bytes: &[u8]) -> io::Result<()> {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.0.borrow_mut().push(text);
            Ok(())
        }

        fn size(&self) -> Size {
            Size::new(10, 2)
        }
    }

    fn draw(fill: impl Fn(&mut Buffer), cursors: &[Option<(u16, u16)>]) -> Vec<String> {
        let roll = Roll::default();
        let mut terminal = Terminal::new(Output::new(roll.clone())).expect("never fails");
        for cursor in cursors {
            let drawn = terminal.draw(|frame| {
                fill(frame.buffer_mut());
                if let Some(at) = *cursor {
                    frame.set_cursor_position(at);
                }
            });
            drawn.expect("never fails");
        }
        roll.0.take()
    }

    #[test]
    fn a_frame_is_one_write_that_appears_at_once() {
        let frames = draw(
            |buffer| () = buffer.set_string(0, 0, "talks", ratatui::style::Style::new()),
            &[None],
        );
        assert_eq!(frames.len(), 1);
        assert!(
            frames[0].starts_with("\x1b[?2026h\x1b[1;1Htalks"),
            "{frames:?}"
        );
        assert!(frames[0].ends_with("\x1b[?2026l"), "{frames:?}");
    }

    #[test]
    fn an_unchanged_frame_sends_nothing() {
        let text = |buffer: &mut Buffer| {
            () = buffer.set_string(0, 0, "talks", ratatui::style::Style::new());
        };
        assert_eq!(draw(text, &[None, None]).len(), 1);
        assert_eq!(draw(text, &[Some((3, 1)), Some((3, 1))]).len(), 1);
    }

    #[test]
    fn the_cursor_alone_costs_a_few_bytes() {
        let frames = draw(|_| {}, &[Some((0, 0)), Some((3, 1)), None]);
        assert_eq!(frames[1], "\x1b[?2026h\x1b[2;4H\x1b[?2026l");
        assert_eq!(frames[2], "\x1b[?2026h\x1b[?25l\x1b[?2026l");
    }
}
