//! A table of strings: as text that fits a terminal, or as CSV (RFC 4180).
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A table; every row has as many cells as the head.
pub(super) struct Grid {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table with the given column headings.
    pub(super) fn new(head: &[&str]) -> Self {
        let head = head.iter().map(|&name| name.to_owned()).collect();
        Self {
            head,
            rows: Vec::new(),
        }
    }

    /// One line a row, at most `columns` wide; what does not fit ends in `…`.
    pub(super) fn text(&self, columns: usize) -> String {
        let widths = self.widths(columns);
        let mut out = String::new();
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let mut line = String::new();
            for (cell, &width) in row.iter().zip(&widths) {
                let cell = cut(cell, width);
                line.push_str(&cell);
                line.extend(std::iter::repeat_n(
                    ' ',
                    width.saturating_sub(cell.width()) + 2,
                ));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// How wide each column is: as it needs, and the last ones give way first, so that ids are whole where they can be.
    fn widths(&self, columns: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.head.iter().map(|name| name.width()).collect();
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = cell.width().max(*widest);
            }
        }
        let room = columns.saturating_sub(2 * widths.len().saturating_sub(1));
        for floor in [24, 12, 8, 2] {
            for n in (0..widths.len()).rev() {
                let over = widths.iter().sum::<usize>().saturating_sub(room);
                widths[n] = widths[n].saturating_sub(over).max(floor.min(widths[n]));
            }
        }
        widths
    }

    /// As CSV: a comma between cells, CRLF behind rows. A cell that a spreadsheet would take for a formula gets an apostrophe.
    pub(super) fn csv(&self) -> String {
        let mut out = String::new();
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut short = String::new();
    for grapheme in cell.graphemes(true) {
        if short.width() + grapheme.width() + 1 > width {
            break;
        }
        short.push_str(grapheme);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

fn csv_cell(cell: &str) -> String {
    let formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let guarded = if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if guarded.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", guarded.replace('"', "\"\""));
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::{Grid, cut};

    #[test]
    fn no_cell_can_start_a_formula() {
        let mut grid = Grid::new(&["a", "b"]);
        grid.rows.push(vec![
            " =cmd|' /C calc'!A0".to_owned(),
            "says \"no, never\"".to_owned(),
        ]);
        assert_eq!(
            grid.csv(),
            "a,b\r\n' =cmd|' /C calc'!A0,\"says \"\"no, never\"\"\"\r\n"
        );
    }

    #[test]
    fn what_does_not_fit_says_so() {
        assert_eq!(cut("Several leaks", 9), "Several…");
        assert_eq!(cut("漢字漢字", 5), "漢字…");
        let mut grid = Grid::new(&["id", "words"]);
        grid.rows.push(vec!["one".to_owned(), "w".repeat(200)]);
        assert!(grid.text(80).lines().all(|line| line.chars().count() <= 80));
    }
}
