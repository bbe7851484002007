//! Who speaks where somebody quotes somebody: the one who is quoted.
use super::{
    cast::{Person, Stretch, Who},
    lists::{BEING, BY, listed},
    subject::Subject,
};

/// Words behind such a verb in which the one who is quoted stands, and before it those that make it passive.
const NEAR: usize = 7;

/// Whom the verb at word `verb` quotes: `Trump quoted Putin as saying`, `Putin, quoted by Trump,`.
pub(super) fn quoted(stretch: &Stretch<'_>, verb: usize) -> Subject {
    let by = listed(BY, stretch.word(verb + 1));
    // Brook, quoted in a paper by Dunn: but not Brook, quoting Dunn.
    let active = |word: &str| ["ing", "ant", "ando"].iter().any(|end| word.ends_with(end));
    let told_of = verb > 0
        && stretch.people.iter().any(|p| p.to == verb)
        && stretch.between(verb - 1, verb).contains(',')
        && !active(stretch.word(verb));
    let passive =
        by || told_of || (verb.saturating_sub(NEAR)..verb).any(|n| listed(BEING, stretch.word(n)));
    let found = if passive {
        let known = |p: &&Person| p.who != Who::Stranger(false) || p.from == 0;
        let is_quoted =
            |p: &&Person| p.to <= verb && known(p) && !stretch.is_object(p) && !p.possessive;
        stretch.people.iter().rfind(is_quoted)
    } else {
        let is_quoted = |p: &&Person| p.from > verb && p.from - verb <= NEAR && !p.attributive;
        stretch.people.iter().find(is_quoted)
    };
    found.map_or(Subject::Somebody, |person| Subject::Person(*person))
}
