//! Any text, any patterns: no panic, and what is exact or folded stands there. `cargo fuzz run anchor` in this folder's parent.
#![no_main]

use libfuzzer_sys::fuzz_target;

include!("../anchor.rs");

fuzz_target!(|input: &[u8]| {
    if let Ok(input) = std::str::from_utf8(input) {
        anchor(input);
    }
});
