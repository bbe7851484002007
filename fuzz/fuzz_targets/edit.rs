//! Any file, any change: no panic, and what was written says the change and nothing else. `cargo fuzz run edit` in this folder's parent.
#![no_main]

use libfuzzer_sys::fuzz_target;

include!("../edit.rs");

fuzz_target!(|input: &[u8]| {
    if let Ok(input) = std::str::from_utf8(input) {
        edit(input);
    }
});
