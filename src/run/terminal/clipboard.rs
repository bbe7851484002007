//! The clipboard, by the one way that works over ssh too: the terminal is asked to copy (OSC 52). It is never asked to paste.
use base64::{Engine, prelude::BASE64_STANDARD};

/// The longest payload terminals are known to take, in bytes of base64.
const LONGEST: usize = 74_994;

/// The sequence that copies `text`; `None` where it is longer than a terminal takes. Control characters other than
/// tabs and line breaks stay behind and so does the last line break: what is pasted into a shell must not run.
/// Inside tmux it goes out twice, the same words each time: tmux takes it into its own buffers with `set-clipboard on`, and hands
/// it through to the terminal around it with `allow-passthrough`; neither can be asked for.
#[must_use]
pub fn copy(text: &str, in_tmux: bool) -> Option<String> {
    let keep = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.chars().filter(keep).collect();
    let payload = BASE64_STANDARD.encode(text.trim_end_matches('\n'));
    (payload.len() <= LONGEST).then(|| {
        let sequence = format!("\x1b]52;c;{payload}\x1b\\");
        if in_tmux {
            let doubled = sequence.replace('\x1b', "\x1b\x1b");
            format!("{sequence}\x1bPtmux;{doubled}\x1b\\")
        } else {
            sequence
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_travel_as_base64() {
        assert_eq!(
            copy("no deal\n", false).as_deref(),
            Some("\x1b]52;c;bm8gZGVhbA==\x1b\\")
        );
    }

    #[test]
    fn control_characters_stay_behind() {
        assert_eq!(
            copy("no\x1b[31m\r\u{9b}\u{7}", false),
            copy("no[31m", false)
        );
    }

    #[test]
    fn tmux_takes_the_sequence_and_hands_it_through() {
        let both = copy("a", true);
        assert_eq!(
            both.as_deref(),
            Some("\x1b]52;c;YQ==\x1b\\\x1bPtmux;\x1b\x1b]52;c;YQ==\x1b\x1b\\\x1b\\")
        );
    }

    #[test]
    fn what_no_terminal_takes_is_not_sent() {
        assert!(copy(&"a".repeat(56_244), false).is_some());
        assert_eq!(copy(&"a".repeat(56_247), false), None);
    }
}
