//! Any text on its way to a terminal. `cargo fuzz run safe` in this folder's parent.
#![no_main]

#[path = "../holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|input: &[u8]| holds::run("safe", input));
