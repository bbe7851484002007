//! How a note would look, and the part of it that is on the screen.
use crate::text::{visible, wrap};
use std::sync::Arc;

/// How a note would look, from a row on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The note; absent until the worker has written it.
    text: Option<Arc<str>>,
    /// The line of it that the screen begins with, and the row of that line.
    top: (usize, usize),
}

impl Preview {
    /// Shows `text`, from about where the one before was read.
    pub(super) fn show(&mut self, text: Arc<str>) {
        let last = text.lines().count().saturating_sub(1);
        self.top.0 = self.top.0.min(last);
        self.text = Some(text);
    }

    /// Back to its beginning.
    pub(super) const fn rewind(&mut self) {
        self.top = (0, 0);
    }

    /// So many rows on, where a row has `width` columns, backwards where negative; false where it begins or ends there.
    pub(super) fn scroll(&mut self, rows: i64, width: usize) -> bool {
        let Some(text) = &self.text else { return false };
        let lines: Vec<&str> = text.lines().collect();
        let last = |line: usize| {
            lines
                .get(line)
                .map_or(0, |line| broken(line, width).len() - 1)
        };
        let before = self.top;
        let (mut line, mut row) = (before.0, before.1.min(last(before.0)));
        let mut left = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
        while left > 0 {
            let (room, more) = if rows > 0 {
                (last(line) - row, line + 1 < lines.len())
            } else {
                (row, line > 0)
            };
            let step = left.min(room);
            row = if rows > 0 { row + step } else { row - step };
            left -= step;
            if left == 0 || !more {
                break;
            }
            left -= 1;
            (line, row) = if rows > 0 {
                (line + 1, 0)
            } else {
                (line - 1, last(line - 1))
            };
        }
        self.top = (line, row);
        self.top != before
    }

    /// The rows that show in `width` columns and `height` rows; `None` until it is written.
    #[must_use]
    pub fn rows(&self, width: usize, height: usize) -> Option<Vec<String>> {
        let (line, row) = self.top;
        let mut lines = self.text.as_ref()?.lines().skip(line);
        let first = lines
            .next()
            .map_or_else(Vec::new, |line| broken(line, width));
        let from = row.min(first.len().saturating_sub(1));
        let rest = lines.flat_map(|line| broken(line, width));
        Some(
            first
                .into_iter()
                .skip(from)
                .chain(rest)
                .take(height)
                .collect(),
        )
    }
}

/// The rows of a line, at least one; what is indented stays so, further rows too.
fn broken(line: &str, width: usize) -> Vec<String> {
    let shown = visible(line);
    let words = shown.trim_start_matches(' ');
    if words.is_empty() {
        return vec![String::new()];
    }
    let width = width.max(1);
    let indent = (shown.len() - words.len()).min(width / 2);
    let row = |span: crate::text::Span| " ".repeat(indent) + span.of(words);
    wrap(words, width - indent).into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::Preview;

    #[test]
    fn page_after_page_shows_every_row_once_and_back_again() {
        let note = "# One\n\n- a line that is longer than the screen has columns and rows\n  - indented, and longer than a row too\nend";
        for (width, height) in [(7, 3), (12, 4), (30, 2), (80, 1)] {
            let mut preview = Preview::default();
            assert!(!preview.scroll(1, width), "nothing is there yet");
            preview.show(note.into());
            let all = preview.rows(width, 999).expect("a note");
            let page = i64::try_from(height).expect("few");
            let mut tops = Vec::new();
            for from in (0..all.len()).step_by(height) {
                let to = (from + height).min(all.len());
                assert_eq!(preview.rows(width, height).expect("a note"), all[from..to]);
                tops.push(preview.top);
                preview.scroll(page, width);
            }
            assert!(preview.scroll(i64::MIN, width));
            assert!(!preview.scroll(-1, width), "it begins there");
            preview.scroll(page * i64::try_from(tops.len() - 1).expect("few"), width);
            for top in tops.iter().rev() {
                assert_eq!(preview.top, *top);
                preview.scroll(-page, width);
            }
        }
    }
}
