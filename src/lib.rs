//! onrecord reads news articles and the annotations people write beside them, and shows side by side the text, the
//! quoted sources and each party's positions. Nothing leaves it as a quotation unless it stands in the article.
//!
//! Each paragraph below is a layer. A module uses only the layers above its own, never a neighbour; `tests/layers.rs`
//! holds it to that. So nothing above `store` opens a file, and nothing but `run` touches the terminal, a thread or the clock.

pub mod crew; // work in parts
pub mod text; // bytes and rows

pub mod anchor; // a quotation -> the bytes it names
pub mod diag; // what is wrong, where, and how to mend it
pub mod wording; // phrases by language: hedges, reporting layers, dates

pub mod model; // a briefing as plain values

pub mod drift; // what became of each quotation when its article changed
pub mod store; // the only door to the disk

pub mod attribution; // who says what in an article

pub mod check; // the rules: code, one line, fn
pub mod export; // a dossier -> a note
pub mod schema; // the files and the JSON export, as JSON Schema
pub mod search; // words -> places
pub mod verify; // a draft -> what became of each quotation

pub mod command; // everything a reader can do: name, group, one line of help

pub mod config; // config.toml, read and checked: keymap, theme, options

pub mod app; // state, and the one way it changes

pub mod ui; // state -> frame; changes nothing

pub mod run; // the loop: terminal, worker, clock

pub mod cli; // the library without a screen, one file a command
