//! What signals say to the loop.
use ratatui::layout::Size;

/// What the loop must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The terminal has another size.
    Resized(Size),
    /// The program was stopped and goes on: nothing on the screen can be relied on.
    Resumed,
    /// The program is about to end: what must be kept is kept now.
    Ending,
}
