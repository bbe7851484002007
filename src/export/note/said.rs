//! Sections 4 and 5: who said what, and what changed.
use super::{desk::Desk, prose::plain};
use crate::{
    export::content::{Block, Inline, Item, Text},
    model::{Body, Event, RecordId, Shift, basis},
};
use rustc_hash::FxHashSet;

impl Desk<'_> {
    /// Section 4: party by party, then observers, then the article; verbatim first.
    pub(super) fn said(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for party in self.parties() {
            let of = |id: &RecordId| self.dossier.party_of(*id) == Some(party);
            self.group(self.authored(&party.name), &self.quotes(of), &mut blocks);
        }
        let nobody = |id: &RecordId| self.dossier.party_of(*id).is_none();
        self.group(
            Text::of("Observers and unnamed sources"),
            &self.quotes(nobody),
            &mut blocks,
        );
        let mut own: Vec<Block> = Vec::new();
        let mut met = FxHashSet::default();
        for id in self.text_order() {
            if matches!(self.dossier.record(id).body, Body::Claim(_)) {
                let item = self.item(id, false);
                if met.insert(item.text.clone()) {
                    own.push(Block::Item(item));
                }
            }
        }
        if !own.is_empty() {
            blocks.push(Block::Heading(Text::of("The article's own voice")));
            blocks.append(&mut own);
        }
        blocks
    }

    /// The quotes that `of` holds for, strongest basis first, then in text order.
    fn quotes(&self, of: impl Fn(&RecordId) -> bool) -> Vec<RecordId> {
        let is_quote = |id: &RecordId| self.dossier.record(*id).quote().is_some();
        let quotes = self.text_order().filter(is_quote);
        let mut quotes: Vec<RecordId> = quotes.filter(of).collect();
        quotes.sort_by_key(|id| basis(self.dossier, *id));
        quotes
    }

    fn group(&self, heading: Text, quotes: &[RecordId], blocks: &mut Vec<Block>) {
        if quotes.is_empty() {
            return;
        }
        blocks.push(Block::Heading(heading));
        let mut met: Vec<Option<&str>> = Vec::new();
        for &id in quotes {
            let speaker = self.dossier.speaker(id);
            let mut item = self.item(id, !met.contains(&speaker));
            met.push(speaker);
            before_cites(&mut item.text, &format!(" Chain: {}. ", self.chain(id)));
            blocks.push(Block::Item(item));
        }
    }

    /// `article → unnamed → Marco Rubio`.
    pub(in crate::export) fn chain(&self, id: RecordId) -> String {
        let links = self.dossier.chain(id);
        let names: Vec<String> = links.iter().map(|link| plain(link.name)).collect();
        names.join(" → ")
    }

    /// Section 5: shifts and events in text order.
    pub(super) fn changes(&self) -> Vec<Block> {
        let mut changes = Vec::new();
        for (id, record) in self.records() {
            let (item, refs) = match &record.body {
                Body::Shift(shift) => (self.shift(id, shift), record.evidence()),
                Body::Event(event) if !self.is_told_before(event) => {
                    (self.happening(id, event), Vec::new())
                }
                _ => continue,
            };
            let place = self
                .cite(id)
                .or_else(|| self.cites(refs).into_iter().next());
            changes.push((place.is_none(), place, Block::Item(item)));
        }
        changes.sort_by_key(|&(nowhere, place, _)| (nowhere, place));
        let order = "In the order of the text, in the analyst's words.";
        let order = (!changes.is_empty()).then(|| Block::Paragraph(Text::of(order)));
        order
            .into_iter()
            .chain(changes.into_iter().map(|(_, _, block)| block))
            .collect()
    }

    /// Whether an event is another telling of one that is in the dossier.
    fn is_told_before(&self, event: &Event) -> bool {
        let same = event.same_as.as_ref();
        same.is_some_and(|same| self.dossier.find(&same.id).is_some())
    }

    fn happening(&self, id: RecordId, event: &Event) -> Item {
        let mut item = self.item(id, false);
        if event.when.is_none() {
            before_cites(&mut item.text, " Order in time not given. ");
        }
        let own = &self.dossier.record(id).id;
        let again = (self.dossier.records()).filter_map(|(again, record)| match &record.body {
            Body::Event(other) if other.same_as.as_ref().is_some_and(|same| same.id == *own) => {
                self.cite(again)
            }
            _ => None,
        });
        item.text.cite(again);
        item
    }

    /// A shift as an entry of a list.
    pub(in crate::export) fn shift(&self, id: RecordId, shift: &Shift) -> Item {
        let record = self.dossier.record(id);
        let mut text = Text::default();
        let kind = shift
            .kind
            .map_or(String::new(), |kind| format!(" ({})", kind.gloss()));
        text.put(Inline::Strong(format!("Shift{kind}."))).say(" ");
        text.say(plain(self.codebook().name(&shift.party.id)));
        if let Some(issue) = shift
            .issue
            .as_ref()
            .and_then(|issue| self.codebook().issue(&issue.id))
        {
            text.say(format!(", {}", plain(&issue.name)));
        }
        match (&shift.from, &shift.to, &record.says) {
            (_, _, Some(says)) => text.say(": ").add(self.authored(says)),
            (Some(from), Some(to), None) => (text.say(": from ").add(self.authored(from)))
                .say(" to ")
                .add(self.authored(to)),
            (from, to, None) => {
                let one = from.as_ref().or(to.as_ref()).map_or("", String::as_str);
                text.say(": ").add(self.authored(one))
            }
        };
        text.stop();
        if self.dossier.anchor(id).is_some() {
            text.say(" In the article: ").add(self.words(id)).stop();
        }
        match &shift.when {
            Some(when) => text.say(" When: ").add(self.time(when, id)).stop(),
            None => text.say(" Order in time not given."),
        };
        for fault in self.faults(record) {
            text.say(" ").put(fault);
        }
        let mut cites = self.cites(record.evidence());
        cites.extend(self.cite(id));
        cites.sort_unstable();
        cites.dedup();
        text.cite(cites);
        Item {
            record: Some(record.id.clone()),
            text,
        }
    }
}

/// Says `words` before the citation at the end of `text`.
fn before_cites(text: &mut Text, words: &str) {
    let last = text
        .0
        .iter()
        .rposition(|inline| !matches!(inline, Inline::Cite(_)));
    let cited = text.0.split_off(last.map_or(0, |last| last + 1));
    if let Some(Inline::Plain(last)) = text.0.last_mut() {
        last.truncate(last.trim_end().len());
    }
    text.say(words);
    text.0.extend(cited);
}
