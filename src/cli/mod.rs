//! The library without a screen, one file a command.
mod anchor;
mod answer;
mod check;
mod completions;
mod config;
mod drift;
mod export;
mod filter;
mod init;
mod keys;
mod linear;
mod list;
mod man;
mod output;
mod prompt;
mod read;
mod schema;
mod settings;
mod show;
mod source;
mod template;
mod usage;
mod verify;
mod views;

pub use answer::{Verdict, answer};
