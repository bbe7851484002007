//! State, and the one way it changes.
mod effect;
mod focus;
mod input;
mod message;
mod mode;
mod outline;
mod page;
mod state;
mod update;

pub use effect::Effect;
pub use focus::{Focus, Line, Pane, Top};
pub use input::msg;
pub use message::{Msg, Notice, Opened};
pub use mode::{Field, Mode};
pub use outline::{Mark, Outline, Speaker};
pub use page::{Page, PageSize, Row, RowKind};
pub use state::{Arrangement, Pending, Side, Sizes, State};
pub use update::update;
