//! What a bracket stands for: names and numbers of the article for which a draft puts in others.
use super::bracket::{leads_on, may_stand_for, only_refers, says_all_of};
use crate::{
    anchor::{
        Language,
        change::{self, Change, Critical, Kind},
    },
    text::{
        Span,
        fold::is_mark,
        words::{sentence_at, words},
    },
};

/// Words of the article for which a bracket at the end of a quotation may be put in.
const NEXT: usize = 4;

/// Names and numbers for which a bracket inside a quotation puts in others: `to [Moscow] alone` for `to Russia alone`, but not for `to them
/// alone`.
pub(super) fn inside(changes: &[Change], text: &str, language: &Language) -> Vec<Critical> {
    let replaced = changes.iter().filter(|c| c.kind == Kind::Replace);
    let facts = replaced.flat_map(|c| facts(&c.critical, text, c.article, language));
    facts.collect()
}

/// The same of names and numbers in brackets at the ends of `quoted`, which may stand for as many words beside the bytes `place` of `text`.
pub(super) fn beside(quoted: &str, text: &str, place: Span, language: &Language) -> Vec<Critical> {
    let before: Vec<Span> = words(text, before(text, place)).collect();
    let behind = words(text, behind(text, place));
    let lead = leading(quoted).and_then(|put_in| {
        let there = before.iter().rev().take(count(put_in));
        Some((put_in, there.copied().reduce(Span::join)?))
    });
    let trail = trailing(quoted).and_then(|(_, put_in)| {
        let there = behind.take(count(put_in));
        Some((put_in, there.reduce(Span::join)?))
    });
    let sides = lead.into_iter().chain(trail);
    let tells = |put_in: &str| put_in.contains(|c: char| c.is_uppercase() || c.is_numeric());
    let facts = sides
        .filter(|(put_in, _)| tells(put_in) && !only_refers(put_in))
        .flat_map(|(put_in, there)| {
            let changed = change::critical(&change::diff(put_in, text, there, language));
            facts(&changed, text, there, language)
        });
    facts.collect()
}

/// The words of `text` behind the bytes `place` for which a bracket at the end of `quoted` is put in and says something else: what stands before
/// the bracket is no whole phrase without it, and none of the article's next words are what it may stand for.
pub(super) fn instead(quoted: &str, text: &str, place: Span, language: &Language) -> Option<Span> {
    let (rest, put_in) = trailing(quoted)?;
    let last = words(rest, Span::new(0, rest.len())).last()?;
    let joined = rest[last.end..].chars().all(char::is_whitespace);
    if !joined || put_in.contains("..") || !leads_on(&last.of(rest).to_lowercase()) {
        return None;
    }
    let next: Vec<Span> = words(text, behind(text, place)).take(NEXT).collect();
    let first = next.first()?;
    let mut there = next.iter().map(|end| first.join(*end));
    let stands = there.any(|there| {
        may_stand_for(put_in, text, there, language) || says_all_of(put_in, text, there, language)
    });
    let replaced = next.get(count(put_in).clamp(1, next.len()) - 1)?;
    (!stands).then(|| place.join(*replaced))
}

/// The rest of the sentence of `text` before the bytes `place`.
fn before(text: &str, place: Span) -> Span {
    let start = sentence_at(text, line(text, place), place.start).start;
    Span::new(start.min(place.start), place.start)
}

/// The rest of the sentence behind them.
fn behind(text: &str, place: Span) -> Span {
    let last = place.end.saturating_sub(1).max(place.start);
    let end = sentence_at(text, line(text, place), last).end;
    Span::new(place.end, end.max(place.end))
}

/// The lines of `text` around the bytes `place`.
fn line(text: &str, place: Span) -> Span {
    let start = text[..place.start].rfind('\n').map_or(0, |i| i + 1);
    let end = (text[place.end..].find('\n')).map_or(text.len(), |i| place.end + i);
    Span::new(start, end)
}

/// Those of `changed` that are a name or a number of the article at `there`.
fn facts(changed: &[Critical], text: &str, there: Span, language: &Language) -> Vec<Critical> {
    let mut facts = change::critical(&change::diff("", text, there, language));
    facts.retain(|c| changed.contains(c) && matches!(c, Critical::Name | Critical::Number));
    facts
}

fn count(words_put_in: &str) -> usize {
    words(words_put_in, Span::new(0, words_put_in.len())).count()
}

/// The words in a bracket at the beginning that touches no letter.
fn leading(quoted: &str) -> Option<&str> {
    let quoted = quoted.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c));
    let (put_in, rest) = quoted.strip_prefix('[')?.split_once(']')?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(put_in)
}

/// What stands before a bracket at the end that touches no letter, and the words in that.
fn trailing(quoted: &str) -> Option<(&str, &str)> {
    let is_sign = |c: char| c.is_whitespace() || ".,;!?".contains(c) || is_mark(c);
    let quoted = quoted.trim_end_matches(is_sign);
    let (rest, put_in) = quoted.strip_suffix(']')?.rsplit_once('[')?;
    (!rest.ends_with(char::is_alphanumeric)).then_some((rest, put_in))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is critical where the words of `text` in `place` are quoted as `quoted`.
    fn found(quoted: &str, text: &str, place: &str) -> Vec<Critical> {
        let start = text.find(place).expect("it stands there");
        let place = Span::new(start, start + place.len());
        let plain = quoted.replace(['[', ']'], "");
        let language = Language::of(None);
        let changes = change::diff(&plain, text, place, language);
        let mut found = inside(&changes, text, language);
        found.extend(beside(quoted, text, place, language));
        found
    }

    #[test]
    fn a_bracket_for_another_name_or_number_is_told() {
        let text = "He said the harbour belongs to Alder alone. They sold nine boats to Brook.";
        for (quoted, place, why) in [
            (
                "belongs to [Wells] alone",
                "belongs to Alder alone",
                vec![Critical::Name],
            ),
            ("belongs to [Wells]", "belongs to", vec![Critical::Name]),
            ("belongs to [Alder].", "belongs to", vec![]),
            ("[Alder] alone", "alone", vec![]),
            ("“[Wells] alone", "alone", vec![Critical::Name]),
            ("belongs to [Wells]’", "belongs to", vec![Critical::Name]),
            ("[Wells] alone", "alone", vec![Critical::Name]),
            ("[Wells] sold nine boats", "sold nine boats", vec![]),
            (
                "sold [ten] boats",
                "sold nine boats",
                vec![Critical::Number],
            ),
            ("the [town’s quay] belongs", "the harbour belongs", vec![]),
            ("[The mayors] sold nine", "sold nine", vec![]),
            ("belongs to [sic]", "belongs to", vec![]),
            ("[It] belongs to Alder", "belongs to Alder", vec![]),
            ("belongs to [him]", "belongs to", vec![]),
            (
                "sold nine boats to [the mayor]",
                "sold nine boats to",
                vec![],
            ),
        ] {
            assert_eq!(found(quoted, text, place), why, "{quoted}");
        }
    }

    #[test]
    fn a_bracket_that_ends_a_phrase_otherwise_is_not_the_articles() {
        let text = "We take it by force of arms, or they leave the harbour.";
        for (quoted, place, instead) in [
            ("by [peaceful means]", "by", Some("by force of")),
            ("by [force of arms]", "by", None),
            ("by [force]", "by", None),
            ("take it [peacefully]", "take it", None),
            ("leave the [old harbour]", "leave the", None),
            ("leave the [town]", "leave the", Some("leave the harbour")),
            ("or [the fishermen]", "or", None),
            ("leave the harbour [and Alder]", "leave the harbour", None),
            ("by [...]", "by", None),
        ] {
            let start = text.find(place).expect("it stands there");
            let at = Span::new(start, start + place.len());
            let found = super::instead(quoted, text, at, Language::of(None));
            assert_eq!(found.map(|span| span.of(text)), instead, "{quoted}");
        }
    }
}
