//! Any text, any patterns: what is exact or folded stands there, within a paragraph.
use onrecord::{
    anchor::{Outcome, Pattern, Piece, find_all, resolve},
    text::{Span, fold::same},
};

/// The first line of `input` are patterns, apart by `|`; the rest is the text, a paragraph a line.
pub(crate) fn anchor(input: &str) {
    let (patterns, text) = input.split_once('\n').unwrap_or((input, input));
    let patterns: Vec<Pattern> = patterns.split('|').map(Pattern::new).collect();
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        paragraphs.push(Span::new(at, at + line.len()));
        at += line.len() + 1;
    }
    for (outcome, pattern) in find_all(text, &paragraphs, &patterns).iter().zip(&patterns) {
        if let Outcome::Exact(passage) | Outcome::Folded(passage) = outcome {
            let whole = paragraphs.iter().any(|p| p.covers(passage.span));
            assert!(whole, "{pattern:?} crosses a paragraph");
            if let [Piece::Words(span)] = passage.pieces.as_slice()
                && !pattern.parts[0].contains(">>")
            {
                let (there, words) = (span.of(text), pattern.parts[0].as_str());
                // A ligature is wholly in, so what stands there may begin or end with more letters.
                let ligature = there.contains(|c| matches!(c, '\u{fb00}'..='\u{fb06}' | '…'));
                assert!(ligature || same(there, words), "{words:?} is not {there:?}");
            }
        }
    }
    assert_eq!(resolve(text, &patterns).len(), patterns.len());
}
