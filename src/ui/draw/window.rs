//! Which rows of a list show, around its cursor.
use crate::ui::draw::strip::Strip;

/// The rows of a list that show around its cursor: entry `cursor` has the rows `open`, every other entry one.
pub(in crate::ui) struct Window {
    /// The first row that shows.
    pub(in crate::ui) top: usize,
    /// How far the reader may scroll away from where the cursor puts the window.
    pub(in crate::ui) peek: (i32, i32),
}

/// Where the window on `count` entries lies, `open` rows of which belong to entry `cursor`.
pub(in crate::ui) fn window(
    count: usize,
    cursor: usize,
    open: usize,
    height: usize,
    peek: i32,
) -> Window {
    let total = (count + open).saturating_sub(1);
    let lowest = total.saturating_sub(height);
    let natural = cursor.saturating_sub(height / 4);
    // The row above says whose the entry is.
    let above = cursor.saturating_sub(usize::from(height > 2));
    let whole = (cursor + open).saturating_sub(height).min(above);
    let natural = natural.max(whole).min(lowest);
    let rows = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let range = (-rows(natural), rows(lowest - natural));
    let top = rows(natural).saturating_add(peek.clamp(range.0, range.1));
    Window {
        top: usize::try_from(top).unwrap_or(0),
        peek: range,
    }
}

/// The strips of a window: those of the entry in focus, one for every other entry.
pub(in crate::ui) fn strips(
    count: usize,
    cursor: usize,
    open: &[Strip],
    (height, peek): (usize, i32),
    entry: impl Fn(usize) -> Strip,
) -> Vec<Strip> {
    let top = window(count, cursor, open.len(), height, peek).top;
    let total = (count + open.len()).saturating_sub(1);
    (top..total.min(top + height))
        .map(|row| match row.checked_sub(cursor) {
            None => entry(row),
            Some(inside) if inside < open.len() => open[inside].clone(),
            Some(inside) => entry(cursor + 1 + inside - open.len()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_keeps_what_is_open_in_sight() {
        let top = |count, cursor, open, height, peek| window(count, cursor, open, height, peek).top;
        assert_eq!(top(5, 4, 1, 10, 0), 0, "everything fits");
        assert_eq!(top(100, 50, 1, 20, 0), 45, "a quarter above");
        assert_eq!(top(100, 50, 18, 20, 0), 48, "all of it shows");
        assert_eq!(
            top(100, 50, 40, 20, 0),
            49,
            "its beginning shows, and whose it is"
        );
        assert_eq!(top(100, 50, 40, 20, 30), 79, "scrolled by the reader");
        assert_eq!(top(100, 99, 1, 20, 9), 80, "not beyond the end");
        assert_eq!(top(0, 0, 0, 0, 0), 0);
    }
}
