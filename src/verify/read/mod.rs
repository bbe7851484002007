//! Somebody's file -> a draft: what is visible in it, and where each word of that stands.
mod docx;
mod draft;
mod format;
mod html;
mod markdown;
mod note;
mod plain;
mod tags;
mod unseen;

pub use draft::{Block, Draft, Place};
pub use format::{Format, Unreadable, read};
