//! Any draft, in every format. `cargo fuzz run draft` in this folder's parent.
#![no_main]

#[path = "../holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|input: &[u8]| holds::run("draft", input));
