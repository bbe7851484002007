//! What may be printed.

/// Panics where `printed` holds a control character that is no line break or tab, or one that reverses or hides what stands
/// beside it.
pub(crate) fn assert_harmless(printed: &str) {
    let harmful = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    assert!(!printed.contains(harmful), "{printed:?}");
}

/// Panics where `printed` is no JSON, or harmful.
pub(crate) fn assert_json(printed: &str) {
    assert_harmless(printed);
    let read: Result<serde_json::Value, _> = serde_json::from_str(printed);
    assert!(read.is_ok(), "{printed}");
}
