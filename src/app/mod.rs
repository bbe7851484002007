//! State, and the one way it changes.
mod changes;
mod editor;
mod effect;
mod field;
mod focus;
mod follow;
mod form;
mod input;
mod message;
mod mode;
mod motion;
mod news;
mod outline;
mod page;
mod search;
mod select;
mod state;
mod trail;
mod update;
mod view;
mod whereabouts;

pub use effect::Effect;
pub use field::Field;
pub use focus::{Focus, Line, Pane, Top};
pub use follow::evidence;
pub use form::{
    BETWEEN, Choice, Draft, Entry, Form, Kind, Of, Plan, Takes, Verdict, Writing, choices,
};
pub use input::msg;
pub use message::{Msg, Notice, Opened, Target};
pub use mode::Mode;
pub use news::news;
pub use outline::{Mark, Outline, Speaker};
pub use page::{Page, PageSize, Row, RowKind};
pub use search::Search;
pub use select::Selection;
pub use state::{Arrangement, Pending, Side, Sizes, State, Visit};
pub use update::update;
pub use view::{commands_like, records_like};
pub use whereabouts::{Foothold, Spot, Whereabouts};
