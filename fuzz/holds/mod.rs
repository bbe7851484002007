//! What must hold for any input, one file a door; run by the fuzzers on inputs they make up, and by `tests/fuzz.rs` on their
//! corpus and on what a mutator makes of it.
mod anchor;
mod article;
mod dossier;
mod draft;
mod edit;
mod harmless;
mod safe;
mod search;

/// What holds of any input; panics where it does not.
pub(crate) type Hold = fn(&str);

/// Every door: what the folder of its corpus is called, and what holds of it.
pub(crate) const HOLDS: [(&str, Hold); 7] = [
    ("anchor", anchor::anchor),
    ("article", article::article),
    ("dossier", dossier::dossier),
    ("draft", draft::draft),
    ("edit", edit::edit),
    ("safe", safe::safe),
    ("search", search::search),
];

/// Holds the door `name` to `input`, where that is text.
pub(crate) fn run(name: &str, input: &[u8]) {
    let hold = HOLDS.iter().find(|(door, _)| *door == name);
    let (_, hold) = hold.expect("a door of that name");
    if let Ok(input) = std::str::from_utf8(input) {
        hold(input);
    }
}
