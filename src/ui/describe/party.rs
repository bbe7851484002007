//! What parties are called, in little room.
use crate::{
    model::Party,
    text::{columns, fit},
};

/// Columns of what a cell rests on in words, with the place behind it and the blanks between.
const BASIS: usize = 27;
/// Columns below which a party's name is worth less than its code.
const NAME: usize = 13;

/// How a party is called in a row.
pub(in crate::ui) fn name(party: &Party) -> String {
    let label = party.label();
    if columns(label) > 16 && party.short.is_none() {
        // `Several EU leaders (unnamed)` without what stands in brackets
        label.split(" (").next().unwrap_or(label).to_owned()
    } else {
        label.to_owned()
    }
}

/// What the parties are called in a pane of `width` columns, each as wide as the widest: names as far as there is room, else
/// codes.
pub(in crate::ui) fn names(parties: &[Party], width: usize) -> Vec<String> {
    let room = width.saturating_sub(BASIS);
    let names: Vec<String> = parties.iter().map(name).collect();
    let widest = names.iter().map(|name| columns(name)).max().unwrap_or(0);
    let names = if widest > room && room < NAME {
        codes(parties)
    } else {
        names
    };
    let widest = names.iter().map(|name| columns(name)).max().unwrap_or(0);
    let room = widest.min(room.max(4));
    (names.iter())
        .map(|name| {
            let name = fit(name, room);
            format!("{name}{}", " ".repeat(room.saturating_sub(columns(&name))))
        })
        .collect()
}

/// The parties in three or four columns each, as far as they differ in them; else as long as it takes.
pub(in crate::ui) fn codes(parties: &[Party]) -> Vec<String> {
    let short = |party: &Party, most: usize| {
        let text = party
            .short
            .as_ref()
            .filter(|short| columns(short) <= 4)
            .unwrap_or(&party.id);
        text.chars().take(most).collect::<String>().to_uppercase()
    };
    let mut codes: Vec<String> = parties.iter().map(|party| short(party, 3)).collect();
    for (n, party) in parties.iter().enumerate() {
        let mut most = 4;
        while codes[..n].contains(&codes[n]) && most < 12 {
            codes[n] = short(party, most);
            most += 1;
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    #[test]
    fn parties_have_short_codes_that_differ() {
        let party = |id: &str, short: Option<&str>| Party {
            id: id.into(),
            name: id.into(),
            short: short.map(str::to_owned),
            aka: Vec::new(),
            kind: None,
            color: None,
            place: Place::default(),
        };
        let parties = [
            party("united-states", Some("US")),
            party("russia", None),
            party("russia-side", None),
            party("allies", Some("Friends and allies")),
        ];
        assert_eq!(codes(&parties), ["US", "RUS", "RUSS", "ALL"]);
    }
}
