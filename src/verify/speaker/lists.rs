//! Small words beside names and verbs of saying, without accents and in small letters.

/// Words behind which directly stands whom something is said to.
pub(super) const TELLING: &str = " tells told ";
/// Pronouns of persons.
pub(super) const PERSONS: &str = " he she they his her their er sie il elle ils elles lui ella ";
/// Pronouns that speak themselves: she says; but not: her aides say.
pub(super) const SUBJECTS: &str = " he she they er sie il elle ils elles lui ella ";
/// Pronouns of those who write or read, and of nobody named before.
pub(super) const OURS: &str = " we i you wir ich nous je ";
/// Words that begin a clause of its own behind a quotation.
pub(super) const JOINING: &str = " and but while whereas yet und aber wahrend mais et pero y ";
/// Words that join two names, or two verbs of one subject.
pub(super) const AND: &str = " and und et y e ";
/// Words before one of several who do not speak.
pub(super) const NOR: &str = " neither nor weder noch ni ne ";
/// Words that begin a clause which hangs on the quotation before it.
pub(super) const HANGING: &str = " as so wie comme como ";
/// Prepositions behind which a name is what is spoken of, or to.
pub(super) const OF: &str =
    " of to about with on against for from by like unlike uber von mit de a sur ";
/// Prepositions behind which a name is where somebody is, or where from.
pub(super) const WHERE: &str = " of from at in von aus bei de en ";
/// Prepositions behind which a name is whom something comes from.
pub(super) const FROM: &str = " of from von de da ";
/// Prepositions before what somebody does something with.
pub(super) const WITH: &str = " with in mit avec con ";
/// Prepositions behind which the one who acts stands.
pub(super) const BY: &str = " by par por von durch ";
/// Words that begin a clause which tells more of the name before it.
pub(super) const RELATIVES: &str = " who der die qui quien che ";
/// What is somebody's and says what they say: in the words of.
pub(super) const VIEWS: &str =
    " words word view opinion worten wort ansicht mots avis palabras parole ";
/// What is somebody's and speaks for them.
pub(super) const BODIES: &str = " office buro bureau oficina ufficio ";
/// Words before what somebody says, in a clause of its own.
pub(super) const THAT: &str = " that dass que che ";
/// Words that begin a clause which stands for what somebody says.
pub(super) const WHAT: &str = " what was ";
/// Words before an infinitive.
pub(super) const TO: &str = " to zu ";
/// What makes a verb passive.
pub(super) const BEING: &str = " is was are were been being be wird wurde werden ist est ete fue ";
/// Words behind which another clause begins, and nobody who speaks in this one stands.
pub(super) const AWAY: &str = " after before while when during since despite although because who whom which whose that near dass nachdem \
    bevor wahrend als obwohl weil apres avant pendant quand lorsque que qui dont ";
/// Words between a subject and its verb that are no subject.
pub(super) const HELPERS: &str = " has have had was is been will would could may might must then later also now once again hat habe haben \
    hatte auch dann zudem a ont avait ha haben ";
/// Words behind which no verb stands.
pub(super) const DETERMINERS: &str =
    " the an his her its their this these those my our ein eine einer ";
/// Words that stand before a noun.
pub(super) const NOUNS: &str = " the a an one another der die das ein eine le la les un une l el los las il lo gli officials sources ";
/// Verbs of those who pass on what others say.
pub(super) const REPORTING: &str =
    " report reports reported berichtet berichtete berichten rapporte ";
/// Verbs of those who write about others.
pub(super) const WRITING: &str = " writes wrote reports reported schreibt schrieb berichtet berichtete ecrit rapporte escribe scrive ";
/// The one word of [`crate::attribution::is_according`] that stands behind a name.
pub(super) const BEHIND: &str = " zufolge ";

pub(super) fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {} ", word.to_lowercase()))
}
