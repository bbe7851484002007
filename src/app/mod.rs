//! State, and the one way it changes.
mod changes;
mod effect;
mod focus;
mod follow;
mod input;
mod message;
mod mode;
mod motion;
mod outline;
mod page;
mod search;
mod state;
mod trail;
mod update;
mod view;

pub use effect::Effect;
pub use focus::{Focus, Line, Pane, Top};
pub use follow::evidence;
pub use input::msg;
pub use message::{Msg, Notice, Opened, Target};
pub use mode::{Field, Mode};
pub use outline::{Mark, Outline, Speaker};
pub use page::{Page, PageSize, Row, RowKind};
pub use search::Search;
pub use state::{Arrangement, Pending, Side, Sizes, State, Visit};
pub use update::update;
pub use view::{commands_like, records_like};
