//! Rows of lists as words with a meaning, before they are drawn.
use crate::{
    app::Target,
    config::Role,
    text::{Span, columns},
};

/// Words with a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Word {
    pub(in crate::ui) text: String,
    pub(in crate::ui) role: Role,
}

impl Word {
    pub(in crate::ui) fn new(role: Role, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            role,
        }
    }
}

/// One row of a list: words from the left, cut where the words on the right begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Strip {
    pub(in crate::ui) left: Vec<Word>,
    pub(in crate::ui) right: Vec<Word>,
    /// What its last words lead to.
    pub(in crate::ui) link: Option<String>,
    /// Whether the reader is here.
    pub(in crate::ui) focus: bool,
    /// What a click on it means.
    pub(in crate::ui) target: Option<Target>,
}

impl Strip {
    pub(in crate::ui) fn new(role: Role, text: impl Into<String>) -> Self {
        Self::default().and(role, text)
    }

    /// More words behind.
    pub(in crate::ui) fn and(mut self, role: Role, text: impl Into<String>) -> Self {
        self.left.push(Word::new(role, text));
        self
    }

    /// More words behind, `letters` of them marked as found.
    pub(in crate::ui) fn marked(mut self, role: Role, text: &str, letters: &[Span]) -> Self {
        self.left.extend(marked(role, text, letters));
        self
    }

    /// More words on the right, `letters` of them marked as found.
    pub(in crate::ui) fn right_marked(mut self, role: Role, text: &str, letters: &[Span]) -> Self {
        self.right.extend(marked(role, text, letters));
        self
    }

    /// Words instead of the blanks that the strip begins with.
    pub(in crate::ui) fn before(mut self, role: Role, text: &str) -> Self {
        if let Some(first) = self.left.first_mut()
            && let Some(rest) = first.text.get(text.chars().count()..)
            && first.text.starts_with(' ')
        {
            first.text = rest.to_owned();
            self.left.insert(0, Word::new(role, text));
        }
        self
    }

    /// More words on the right.
    pub(in crate::ui) fn right(mut self, role: Role, text: impl Into<String>) -> Self {
        self.right.push(Word::new(role, text));
        self
    }

    pub(in crate::ui) fn link(mut self, url: Option<&str>) -> Self {
        self.link = url.map(str::to_owned);
        self
    }

    pub(in crate::ui) const fn focus(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    pub(in crate::ui) const fn at(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }
}

/// `text` in pieces, those in `letters` with the look of places found.
fn marked(role: Role, text: &str, letters: &[Span]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for run in letters.chunk_by(|one, next| one.end == next.start) {
        let (start, end) = (run[0].start.max(at), run[run.len() - 1].end);
        let (Some(before), Some(found)) = (text.get(at..start), text.get(start..end)) else {
            break;
        };
        words.push(Word::new(role, before));
        words.push(Word::new(Role::Hit, found));
        at = end;
    }
    words.push(Word::new(role, text.get(at..).unwrap_or_default()));
    words.retain(|word| !word.text.is_empty());
    words
}

/// Columns of a label, with the blank behind it.
pub(in crate::ui) const LABEL: usize = 8;

/// Rows of `text` under a label, at most `most` of them; the label stands beside the first.
pub(in crate::ui) fn labelled(
    label: &str,
    role: Role,
    text: &str,
    (indent, width, most): (usize, usize, usize),
) -> Vec<Strip> {
    labelled_in(LABEL, label, role, text, (indent, width, most))
}

/// A remark where there is nothing to show, on at most `most` rows, a column from the edge where there is room.
pub(in crate::ui) fn remark(text: &str, width: usize, most: usize) -> Vec<Strip> {
    let indent = usize::from(width > 12);
    labelled_in(0, "", Role::Dim, text, (indent, width, most))
}

/// The same as [`labelled`] with labels of `wide` columns.
pub(in crate::ui) fn labelled_in(
    wide: usize,
    label: &str,
    role: Role,
    text: &str,
    (indent, width, most): (usize, usize, usize),
) -> Vec<Strip> {
    // Where a label would leave no room for words, it goes.
    let label_columns = if width < indent + wide + 10 { 0 } else { wide };
    let room = width.saturating_sub(indent + label_columns).max(1);
    let spans: Vec<_> = crate::text::rows(text, room, 0).take(most + 1).collect();
    let cut = spans.len() > most;
    (spans.iter().take(most).enumerate())
        .map(|(n, span)| {
            let beside = if n == 0 { label } else { "" };
            let mut words = span.of(text).to_owned();
            if cut && n + 1 == most {
                while columns(&words) + 2 > room
                    && let Some((before, _)) = words.rsplit_once(' ')
                {
                    words.truncate(before.len());
                }
                words.push_str(" …");
            }
            let margin = if label_columns == 0 {
                " ".repeat(indent)
            } else {
                format!("{:indent$}{beside:<wide$}", "")
            };
            Strip::new(Role::Dim, margin).and(role, words)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_under_its_label() {
        let strips = labelled("cue", Role::Text, "one two three four five six", (2, 24, 2));
        let shown: Vec<String> = (strips.iter())
            .map(|s| s.left.iter().map(|w| w.text.as_str()).collect())
            .collect();
        assert_eq!(
            shown,
            ["  cue     one two three", "          four five six"]
        );
        let strips = labelled("cue", Role::Text, "one two three four five six", (2, 24, 1));
        assert_eq!(strips[0].left[1].text, "one two …");
    }
}
