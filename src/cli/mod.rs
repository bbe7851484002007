//! The library without a screen, one file a command.
mod answer;
mod config;
mod drift;
mod init;
mod keys;
mod linear;
mod output;
mod read;
mod settings;
mod source;
mod verify;

pub use answer::{Verdict, answer};
