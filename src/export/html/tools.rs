//! What the page's script works with: the bar of its filter, and the numbers by which records are told apart.
use super::{markup::escaped, page::Page};
use crate::{
    export::note::{capital, plain},
    model::{Body, Codebook, RecordId},
};
use std::fmt::Write;

impl Page<'_, '_> {
    /// Filters, buttons and the place; hidden until the script shows it. `speakers` in the order of their numbers.
    pub(super) fn tools(&mut self, speakers: &[&str]) {
        let sources = speakers.iter().map(|id| capital(&self.desk.name(id)));
        let sources = choices(sources.collect());
        let issues = self.desk.codebook().issues.iter();
        let issues = choices(issues.map(|issue| plain(&issue.name)).collect());
        self.line(&format!(
            "<div class=\"tools\" id=\"tools\" role=\"group\" aria-label=\"Find records\" hidden>\n\
             <label>Source <select id=\"by-source\"><option value=\"\">everybody</option>{sources}</select></label>\n\
             <label>Issue <select id=\"by-issue\"><option value=\"\">all issues</option>{issues}</select></label>\n\
             <button type=\"button\" id=\"everything\">Show all</button>\n\
             <button type=\"button\" id=\"previous\">Previous</button> <button type=\"button\" id=\"next\">Next</button>\n\
             <output id=\"place\" for=\"by-source by-issue\"></output>\n\
             <p class=\"keys\"><label><input type=\"checkbox\" id=\"keys\" checked> Keys</label>: \
             <kbd>j</kbd> <kbd>k</kbd> next, previous record · <kbd>]</kbd> <kbd>[</kbd> of the same source · \
             <kbd>)</kbd> <kbd>(</kbd> on the same issue · <kbd>g</kbd> <kbd>G</kbd> first, last · \
             <kbd>s</kbd> <kbd>i</kbd> choose a source, an issue · <kbd>Esc</kbd> show all</p>\n</div>"
        ));
    }

    /// The attributes by which the entry of a record is filtered: the number of its speaker, those of its issues.
    pub(super) fn filtered_by(&self, id: RecordId, speaker: usize) -> String {
        let record = self.desk.dossier.record(id);
        let own = match &record.body {
            Body::Shift(shift) => shift.issue.as_ref(),
            _ => None,
        };
        let codebook: &Codebook = self.desk.codebook();
        let on = record.on.iter().chain(own);
        let rows = on.filter_map(|issue| codebook.row(&issue.id));
        let rows: Vec<String> = rows.map(|row| row.to_string()).collect();
        let mut out = format!(" data-source=\"{speaker}\"");
        if !rows.is_empty() {
            let written = write!(out, " data-issues=\"{}\"", rows.join(" "));
            debug_assert!(written.is_ok(), "a string takes everything");
        }
        out
    }
}

/// `names` as choices, each with its number.
fn choices(names: Vec<String>) -> String {
    let names = names.into_iter().enumerate();
    let choice = |(n, name): (usize, String)| {
        // An option holds text and nothing else.
        let name = escaped(&name);
        format!("<option value=\"{n}\">{name}</option>")
    };
    names.map(choice).collect()
}
