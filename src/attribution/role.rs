//! What somebody is called, and what they are: told apart in the words that name and describe them.
use super::{
    language::{self, Class},
    statement::Found,
};
use crate::{model::Article, text::Span};

impl Found {
    /// The name as `article` prints it, and what stands around the name there as the role of who bears it.
    #[must_use]
    pub fn name_and_role(&self, article: &Article) -> (String, Option<String>) {
        let words = |span: Span| {
            let words = span.of(&article.text).split_whitespace();
            words.collect::<Vec<_>>().join(" ")
        };
        let is = class_of(article.lang.as_deref());
        parted(&words(self.name), &words(self.described), &is)
    }
}

/// Whether a word, as printed, is of a class of words in the language `lang`; none is where no list is known.
fn class_of(lang: Option<&str>) -> impl Fn(&str, Class) -> bool {
    let language = language::of(lang);
    move |word, class| language.is_some_and(|known| known.look_up(&word.to_lowercase()).is(class))
}

/// The name in `phrase`, and what stands around it as the role.
fn parted(name: &str, phrase: &str, is: &dyn Fn(&str, Class) -> bool) -> (String, Option<String>) {
    let (before, after) = around(name, phrase).unwrap_or(("", phrase));
    // `Mayor Ilse Tomann, who had offered to mediate`: what somebody did is not what they are.
    let after = Some(unmarked(after)).filter(|after| !is(first(after), Class::Relative));
    let (before, after) = (unmarked(before), after.unwrap_or_default());
    let rest = match (bare(before, is), bare(after, is)) {
        ("", rest) | (rest, "") => rest.to_owned(),
        (before, after) => format!("{before}, {after}"),
    };
    let rest = rest.as_str();
    // `Norland's minister, Hilde Brekke`: what ends small is what somebody is, and what begins and ends large their name.
    let (name, rest) = if ends_small(name) && is_name(rest) {
        (rest, name)
    } else {
        (name, rest)
    };
    // `mayor Anna Lind`: what begins small before a name is what somebody is.
    let small = name
        .split_inclusive(' ')
        .take_while(|word| word.starts_with(char::is_lowercase));
    let before: usize = small.map(str::len).sum();
    let (title, name) = name.split_at(if before < name.len() { before } else { 0 });
    let rest = if rest.is_empty() { title.trim() } else { rest };
    (
        name.to_owned(),
        (!rest.is_empty() && rest.chars().count() < 80).then(|| rest.to_owned()),
    )
}

/// What stands before `name` in `phrase`, and behind it, where it stands there as words of its own.
fn around<'p>(name: &str, phrase: &'p str) -> Option<(&'p str, &'p str)> {
    let parts = phrase.match_indices(name);
    let mut parts = parts.map(|(at, _)| (&phrase[..at], &phrase[at + name.len()..]));
    parts.find(|(before, after)| {
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

/// `words` without the marks around them.
fn unmarked(words: &str) -> &str {
    words
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')' | '—' | '–'))
}

/// `words` without an article or somebody's pronoun before them.
fn bare<'w>(words: &'w str, is: &dyn Fn(&str, Class) -> bool) -> &'w str {
    let led = words
        .split_once(' ')
        .filter(|(first, _)| is(first, Class::Article) || is(first, Class::Possessive));
    led.map_or(words, |(_, rest)| rest)
}

fn first(words: &str) -> &str {
    words.split(' ').next().unwrap_or_default()
}

/// Whether the last of `words` begins with a small letter.
fn ends_small(words: &str) -> bool {
    let last = words.split_whitespace().next_back();
    last.is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// Whether `words` could be a person's name: few, the first and the last of them large.
fn is_name(words: &str) -> bool {
    let mut all = words.split_whitespace();
    let large = |word: &str| word.starts_with(char::is_uppercase);
    all.clone().count() <= 4 && all.next().is_some_and(large) && all.next_back().is_some_and(large)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_what_somebody_is() {
        for (name, phrase, want) in [
            ("Anna Lind", "mayor Anna Lind", ("Anna Lind", "mayor")),
            ("mayor Anna Lind", "mayor Anna Lind", ("Anna Lind", "mayor")),
            (
                "Norland's fisheries minister",
                "Norland's fisheries minister, Hilde Brekke,",
                ("Hilde Brekke", "Norland's fisheries minister"),
            ),
            (
                "Ines Marchetti",
                "Ines Marchetti, a marine biologist at the University of Sella,",
                (
                    "Ines Marchetti",
                    "marine biologist at the University of Sella",
                ),
            ),
            (
                "Jonas Bredt",
                "Its chairman, Jonas Bredt,",
                ("Jonas Bredt", "chairman"),
            ),
            (
                "Ilse Tomann",
                "Mayor Ilse Tomann, who had offered to mediate,",
                ("Ilse Tomann", "Mayor"),
            ),
            (
                "Ilse Tomann",
                "Ilse Tomann, whose offer to mediate was declined,",
                ("Ilse Tomann", ""),
            ),
            (
                "Ilse Tomann",
                "Mayor Ilse Tomann (a former judge)",
                ("Ilse Tomann", "Mayor, former judge"),
            ),
            ("Lee", "Leeds mayor Lee", ("Lee", "Leeds mayor")),
            (
                "officials",
                "officials on both sides",
                ("officials", "on both sides"),
            ),
        ] {
            let (who, what) = parted(name, phrase, &class_of(Some("en-GB")));
            assert_eq!((who.as_str(), what.unwrap_or_default().as_str()), want);
        }
    }
}
