//! Anything typed into a search, any text. `cargo fuzz run search` in this folder's parent.
#![no_main]

#[path = "../holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|input: &[u8]| holds::run("search", input));
