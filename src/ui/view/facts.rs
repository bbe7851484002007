//! What is known about the article itself, line by line.
use crate::ui::draw::strip::{Strip, labelled_in};
use crate::{
    app::{About, Target, Tone},
    config::Role,
};

/// Rows that one fact takes at most.
const MOST: usize = 6;

/// Columns of a label.
const LABEL: usize = 12;

/// Columns below which they have none of their own.
const NARROW: usize = LABEL + 12;

/// The rows that show; every fact in full, the one at the cursor lit.
pub(in crate::ui) fn rows(facts: &[About], at: usize, width: usize, height: usize) -> Vec<Strip> {
    let mut rows: Vec<Strip> = Vec::new();
    let mut chosen = 0..0;
    for (n, fact) in facts.iter().enumerate() {
        let role = match fact.tone {
            Tone::Plain => Role::Text,
            Tone::Faint => Role::Dim,
            Tone::Warn => Role::Warning,
        };
        let sign = if fact.to.is_some() { "▸" } else { " " };
        let first = rows.len();
        // Where labels would leave no room for words, they stand in line.
        let text = if width < NARROW && !fact.label.is_empty() {
            format!("{}: {}", fact.label, fact.text)
        } else {
            fact.text.clone()
        };
        let strips = labelled_in(LABEL, fact.label, role, &text, (2, width, MOST));
        rows.extend(strips.into_iter().enumerate().map(|(row, strip)| {
            let sign = if row == 0 { sign } else { " " };
            let url = (fact.label == "url").then_some(fact.text.as_str());
            strip
                .link(url)
                .before(Role::Label, sign)
                .focus(n == at)
                .at(Target::Item(n))
        }));
        if n == at {
            chosen = first..rows.len();
        }
    }
    // The line at the cursor shows whole, a quarter from the top where it can.
    let lowest = rows.len().saturating_sub(height);
    let top = chosen.start.saturating_sub(height / 4);
    let top = top
        .max(chosen.end.saturating_sub(height))
        .min(chosen.start)
        .min(lowest);
    rows.drain(..top);
    rows.truncate(height);
    rows
}
