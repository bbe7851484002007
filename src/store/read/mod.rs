//! What a file says: TOML into records and diagnostics, text and Markdown into a reading text.
mod about;
mod article;
mod blocks;
mod deep;
mod faults;
mod fields;
mod file;
mod markdown;
mod pieces;
mod plain;
mod record;

pub(super) use article::{Draft, load, utf8};
pub(super) use blocks::{blocks, names_ours};
pub(super) use faults::Faults;
pub(super) use file::{Elsewhere, Gathered, Kind, Rest, heads, records};
pub(super) use plain::article as plain_article;
