//! Any file of a dossier, any change. `cargo fuzz run edit` in this folder's parent.
#![no_main]

#[path = "../holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|input: &[u8]| holds::run("edit", input));
