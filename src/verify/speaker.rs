//! Whom a draft names as the speaker: the names in a sentence, and the verb of saying that one of them is the subject of.
use super::{quotation::Around, read::Draft};
use crate::{
    attribution::{self, Mention, Names, Word, words_of},
    text::Span,
};

/// Words behind which directly stands whom something is said to.
const TELLING: &str = " tells told ";
/// Words that stand for somebody named before.
const PRONOUNS: &str = " he she they it we i you who which that this these those the a an his her their and but er sie es wir il elle ils elles ce lui ella ";
/// Pronouns of persons.
const PERSONS: &str = " he she they his her their er sie il elle ils elles lui ella ";
/// Those of them that speak themselves: she says; but not: her aides say.
const SUBJECTS: &str = " he she they we i you er sie wir il elle ils elles lui ella ";
/// Words that begin a clause of its own behind a quotation.
const JOINING: &str = " and but while whereas yet und aber wahrend mais et pero y ";
/// Words that begin a clause which hangs on the quotation before it.
const HANGING: &str = " as so wie comme como ";
/// Words that begin a clause which tells more of the name before it.
const RELATIVES: &str = " who whom whose which den dem deren dessen qui que dont quien cuyo ";
/// Writings that may do the saying.
const WRITINGS: &str = " article text paper newspaper report story magazine document statement letter artikel bericht zeitung journal ";
/// Words between a name and its verb: a role, an apposition.
const BETWEEN: usize = 6;

/// A speaker that a draft names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The number of the source.
    pub(super) source: usize,
    /// Whether a verb of saying says so, or only nearness.
    pub(super) says: bool,
}

impl Names {
    /// Who is named in the sentence around a quotation, or else in the one before; across the end of a paragraph only where
    /// the sentence takes up somebody named before. `at` is the quotation.
    pub(super) fn named(&self, draft: &Draft, around: &Around, at: Span) -> Option<Named> {
        let (here, somebody) = self.named_in(&draft.text, &around.sentence, at);
        if here.is_some() || somebody {
            return here;
        }
        let own: Vec<Word> = (around.sentence.iter())
            .flat_map(|&s| words_of(&draft.text, s))
            .collect();
        let says = own.iter().any(is_saying);
        let refers = says
            || own
                .iter()
                .any(|w| listed(PERSONS, &w.folded.to_lowercase()));
        let last = around.before.last().map_or("", |s| s.of(&draft.text));
        let leads_up = own.is_empty() && last.trim_end().ends_with(':');
        if !around.leads && !refers && !leads_up {
            return None;
        }
        let (before, _) = self.named_in(&draft.text, &around.before, at);
        let alone = around.row && self.is_a_name(draft, &around.before);
        before.map(|named| Named {
            says: says || alone || (named.says && (refers || own.is_empty())),
            ..named
        })
    }

    /// Whether one of `stretches` holds nothing but the name of a source.
    fn is_a_name(&self, draft: &Draft, stretches: &[Span]) -> bool {
        stretches.iter().any(|&stretch| {
            let words = words_of(&draft.text, stretch);
            let mentions = self.mentions(&words);
            mentions.iter().any(|m| m.from == 0 && m.to == words.len())
        })
    }

    /// Whether the sentence around a quotation names a source.
    pub(super) fn is_named_beside(&self, draft: &Draft, around: &Around) -> bool {
        (around.sentence.iter()).any(|&s| !self.mentions(&words_of(&draft.text, s)).is_empty())
    }

    /// Who is named in `stretches`; else whether somebody unknown is.
    fn named_in(&self, text: &str, stretches: &[Span], at: Span) -> (Option<Named>, bool) {
        let mut best: Option<(bool, usize, usize)> = None;
        let mut unknown = false;
        for &stretch in stretches {
            let words = words_of(text, stretch);
            let mentions = self.mentions(&words);
            let begins = |list| {
                stretch.start == at.end
                    && (words.first()).is_some_and(|w| listed(list, &w.folded.to_lowercase()))
            };
            // “...”, and Dunn said: that is another saying. “...”, as Dunn said: that is this one.
            let (goes_on, hangs) = (begins(JOINING), begins(HANGING));
            let verbs = words.iter().enumerate().filter(|_| !goes_on);
            for (n, word) in verbs.filter(|(_, word)| is_saying(word)) {
                match subject(text, &words, &mentions, n) {
                    Some(mention) => {
                        let far = if hangs { 0 } else { distance(word.span, at) };
                        let found = (false, far, mention.source);
                        best = best.into_iter().chain([found]).min();
                    }
                    None => unknown |= mentions.is_empty() && has_stranger(&words, n),
                }
            }
            for mention in &mentions {
                let span = words[mention.from].span.join(words[mention.to - 1].span);
                let says = takes_over(text, &words, mention, at);
                let found = (!says, distance(span, at), mention.source);
                best = best.into_iter().chain([found]).min();
            }
        }
        let named = best.map(|(near, _, source)| Named {
            source,
            says: !near,
        });
        (named, unknown)
    }
}

/// The name that the verb at word `verb` belongs to: the last one before it, or the first one behind it.
fn subject<'a>(
    text: &str,
    words: &[Word],
    mentions: &'a [Mention],
    verb: usize,
) -> Option<&'a Mention> {
    let before =
        (mentions.iter()).rfind(|m| m.to <= verb && verb - m.to <= BETWEEN && !m.possessive);
    let after = (mentions.iter()).find(|m| m.from > verb && m.from - verb <= BETWEEN + 1);
    let told = listed(TELLING, &words[verb].folded.to_lowercase());
    let is_told = |m: &Mention| told && m.from == verb + 1;
    let after = after.filter(|m| !m.possessive && !is_told(m));
    let is_object = |m: &Mention| is_object(words, mentions, m);
    let verb_between = |m: &Mention| {
        let between = m.to..verb;
        let joined = |n: usize| is_and(&words[n]) && words[n + 1].capital;
        between
            .clone()
            .any(|n| is_saying(&words[n]) || is_object_of(&words[n].folded) || joined(n))
    };
    if attribution::is_according(&words[verb].folded.to_lowercase()) {
        return after.or(before);
    }
    before
        .and_then(|m| outside(text, words, mentions, m, verb).or(Some(m)))
        .filter(|m| !verb_between(m) && !is_object(m))
        .or(after.filter(|m| !(is_object(m) && m.from - verb <= 2)))
}

/// The name that a relative clause around `mention` tells more of, where the clause ends before the verb: Brook, whom Dunn knows, said.
fn outside<'a>(
    text: &str,
    words: &[Word],
    mentions: &'a [Mention],
    mention: &Mention,
    verb: usize,
) -> Option<&'a Mention> {
    let pause = text[words[verb - 1].span.end..words[verb].span.start].contains(',');
    let told_of =
        |m: &&Mention| m.to < mention.from && listed(RELATIVES, &words[m.to].folded.to_lowercase());
    mentions.iter().rfind(told_of).filter(|_| pause)
}

/// Whether `mention` is what is spoken of, or to; of names that are joined the first one says so.
fn is_object(words: &[Word], mentions: &[Mention], mention: &Mention) -> bool {
    let Some(before) = mention.from.checked_sub(1) else {
        return false;
    };
    let joined = mentions.iter().find(|m| m.to == before);
    match joined.filter(|_| is_and(&words[before])) {
        Some(first) => is_object(words, mentions, first),
        None => is_object_of(&words[before].folded),
    }
}

fn is_and(word: &Word) -> bool {
    listed(" and und et y e ", &word.folded.to_lowercase())
}

/// Whether `mention` takes the verb of the clause before over, right before the quotation at `at`: she spoke of “tolls”; Dunn of “fees”.
fn takes_over(text: &str, words: &[Word], mention: &Mention, at: Span) -> bool {
    let (first, last) = (&words[mention.from], &words[mention.to - 1]);
    let opens = mention.from.checked_sub(1).map_or_else(
        || text[..first.span.start].trim_end().ends_with(';'),
        |n| text[words[n].span.end..first.span.start].contains(';'),
    );
    let mut between = words[mention.to..]
        .iter()
        .filter(|w| w.span.end <= at.start);
    let joins = |w: &Word| mention.possessive || is_object_of(&w.folded);
    let joined = between.next().is_none_or(joins) && between.next().is_none();
    opens && joined && last.span.end <= at.start
}

fn is_saying(word: &Word) -> bool {
    attribution::is_saying(&word.folded.to_lowercase())
}

/// Prepositions behind which a name is what is spoken of, or to.
fn is_object_of(word: &str) -> bool {
    listed(
        " of to about with on against for from by uber von mit de a sur ",
        word,
    )
}

/// Whether somebody who is no known source does the saying: a capital beside the verb, or several before it.
fn has_stranger(words: &[Word], verb: usize) -> bool {
    let stranger = |w: &Word| {
        let lower = w.folded.to_lowercase();
        let is_name =
            w.capital && !listed(PRONOUNS, &lower) && !attribution::is_adverb_in_s(&lower);
        is_name || listed(WRITINGS, &lower)
    };
    let before = words[..verb].last().is_some_and(stranger);
    before || is_several(&words[..verb]) || words.get(verb + 1).is_some_and(stranger)
}

/// Whether words that end right before a verb of saying end in several who were not named before: officials said; but not: she always said.
fn is_several(words: &[Word]) -> bool {
    let [rest @ .., last] = words else {
        return false;
    };
    let is_subject = |w: &Word| listed(SUBJECTS, &w.folded.to_lowercase());
    let lower = last.folded.to_lowercase();
    lower.len() > 4
        && lower.ends_with('s')
        && !listed(PRONOUNS, &lower)
        && !attribution::is_adverb_in_s(&lower)
        && !is_saying(last)
        && !rest.last().is_some_and(is_subject)
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

/// Bytes between two places.
const fn distance(a: Span, b: Span) -> usize {
    if a.end <= b.start {
        b.start - a.end
    } else {
        a.start.saturating_sub(b.end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        quotation::quotations,
        read::{Format, read},
    };
    use super::*;
    use crate::{
        diag::Place,
        model::{Codebook, Source, SourceKind},
    };

    fn source(id: &str, kind: SourceKind, aka: &[&str], role: Option<&str>) -> Source {
        Source {
            id: id.to_owned(),
            name: id.to_owned(),
            role: role.map(str::to_owned),
            party: None,
            org: None,
            kind,
            aka: aka.iter().map(|&a| a.to_owned()).collect(),
            rel: None,
            wikidata: None,
            place: Place::default(),
        }
    }

    const NAMES: [&str; 5] = [
        "Ana Brook",
        "Carl Dunn",
        "Ilse Dunn",
        "Jörg Möller",
        "the Fishermen's Union",
    ];

    fn names() -> Names {
        let sources = vec![
            source(
                NAMES[0],
                SourceKind::Person,
                &["Mayor Brook"],
                Some("mayor of Alder"),
            ),
            source(NAMES[1], SourceKind::Person, &[], None),
            source(NAMES[2], SourceKind::Person, &[], None),
            source(NAMES[3], SourceKind::Person, &["Georg Moeller"], None),
            source(NAMES[4], SourceKind::Group, &["the fishermen"], None),
        ];
        Names::new(&Codebook::new(Vec::new(), sources, Vec::new()))
    }

    /// Who is named for the first quotation of `text`, and whether a verb says so.
    fn named(text: &str) -> Option<(&'static str, bool)> {
        let names = names();
        let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
        let all = quotations(0, &drafts[0]);
        let found = names.named(&drafts[0], &all[0].around, all[0].outer)?;
        Some((NAMES[found.source], found.says))
    }

    #[test]
    fn the_speaker_is_the_subject_of_the_saying() {
        for (text, who) in [
            (
                "Ana Brook said: “we will not sell”.",
                Some(("Ana Brook", true)),
            ),
            ("“We will not sell,” said Brook.", Some(("Ana Brook", true))),
            (
                "“We will not sell,” Carl Dunn told Ana Brook.",
                Some(("Carl Dunn", true)),
            ),
            (
                "Carl Dunn writes of Ana Brook: “we will not sell”.",
                Some(("Carl Dunn", true)),
            ),
            (
                "According to Brook, “we will not sell” it.",
                Some(("Ana Brook", true)),
            ),
            (
                "Laut Moeller „verkaufen wir nicht alles“.",
                Some(("Jörg Möller", true)),
            ),
            (
                "« Nous ne vendons rien », écrit Jörg Möller.",
                Some(("Jörg Möller", true)),
            ),
            (
                "“We sell,” writes the exiled Alder poet Carl Dunn in a letter to Brook.",
                Some(("Carl Dunn", true)),
            ),
            (
                "Carl Dunn said that it would “all be sold soon”, and Brook said that they “would not sell the quay”.",
                Some(("Carl Dunn", true)),
            ),
            (
                "Carl Dunn said so, and Brook said that they “would not sell the quay”.",
                Some(("Ana Brook", true)),
            ),
            (
                "“We will not sell,” as Brook calls it, and “the sale of the quay”, as Dunn writes, differ.",
                Some(("Ana Brook", true)),
            ),
            (
                "Carl Dunn, whom Brook admires, said: “we will not sell”.",
                Some(("Carl Dunn", true)),
            ),
            (
                "Carl Dunn rose and said: “we will not sell”.",
                Some(("Carl Dunn", true)),
            ),
            (
                "Of Brook and Carl Dunn the fishermen said: “they will not sell”.",
                Some(("the Fishermen's Union", true)),
            ),
            (
                "The Fishermen’s Union warned that “we will not sell”.",
                Some(("the Fishermen's Union", true)),
            ),
            (
                "The mayor of Alder said “we will not sell”.",
                Some(("Ana Brook", true)),
            ),
        ] {
            assert_eq!(named(text), who, "{text}");
        }
    }

    #[test]
    fn without_such_a_verb_it_is_the_nearest_name_here_or_before() {
        for (text, who) in [
            (
                "Brook’s words: “we will not sell”.",
                Some(("Ana Brook", false)),
            ),
            (
                "Carl Dunn and Brook: “we will not sell”.",
                Some(("Ana Brook", false)),
            ),
            (
                "Brook left. “We will not sell”.",
                Some(("Ana Brook", false)),
            ),
            (
                "Brook left. “We will not sell,” she said.",
                Some(("Ana Brook", true)),
            ),
            (
                "Brook left.\n\n“We will not sell,” she said.",
                Some(("Ana Brook", true)),
            ),
            (
                "Brook said:\n\n“The sale of the quay.”",
                Some(("Ana Brook", true)),
            ),
            (
                "Brook left. She sometimes says “we will not sell”.",
                Some(("Ana Brook", true)),
            ),
            (
                "Brook left. “We will not sell,” she upstairs said.",
                Some(("Ana Brook", true)),
            ),
            (
                "Brook salió. Después dijo: «no vendemos nada hoy».",
                Some(("Ana Brook", true)),
            ),
            (
                "Brook’s point is simple. “We will not sell,” she writes.",
                Some(("Ana Brook", true)),
            ),
            ("Nobody: “we will not sell”.", None),
            ("“We will not sell.” (Brook)", Some(("Ana Brook", false))),
            (
                "“We will not sell.” (Carl Dunn, in a letter) Brook left.",
                Some(("Carl Dunn", false)),
            ),
            (
                "Ana Brook spoke of tolls; Carl Dunn of “fees that we will not pay”.",
                Some(("Carl Dunn", true)),
            ),
            (
                "Ana Brook spoke well; Carl Dunn’s “fees that we will not pay” did not go down.",
                Some(("Carl Dunn", true)),
            ),
            (
                "Ana Brook spoke; she told Carl Dunn “we will not sell”.",
                Some(("Ana Brook", true)),
            ),
        ] {
            assert_eq!(named(text), who, "{text}");
        }
    }

    #[test]
    fn a_name_in_brackets_is_that_of_the_quotation_before_it() {
        let names = names();
        let text = "“We sell.” (Brook) “We will not sell.” (Carl Dunn) “We sell soon”, they say.";
        let drafts = read("draft.txt", text.as_bytes(), Format::Plain).expect("a text");
        let found: Vec<Option<&str>> = (quotations(0, &drafts[0]).iter())
            .map(|q| names.named(&drafts[0], &q.around, q.outer))
            .map(|found| found.map(|found| NAMES[found.source]))
            .collect();
        assert_eq!(found, [Some("Ana Brook"), Some("Carl Dunn"), None]);
    }

    #[test]
    fn who_stands_in_another_cell_of_the_row_speaks() {
        let named = |text: &str| {
            let names = names();
            let drafts = read("draft.md", text.as_bytes(), Format::Markdown).expect("a text");
            let all = quotations(0, &drafts[0]);
            let last = all.last().expect("a quotation");
            let found = names.named(&drafts[0], &last.around, last.outer)?;
            Some((NAMES[found.source], found.says))
        };
        let table = |row: &str| {
            format!("Ana Brook spoke.\n\n| who | what | when |\n|---|---|---|\n{row}\n")
        };
        for (row, who) in [
            (
                "| Carl Dunn | “we will not sell” | Monday |",
                Some(("Carl Dunn", true)),
            ),
            (
                "| Monday | “we will not sell” | Carl Dunn, poet |",
                Some(("Carl Dunn", false)),
            ),
            (
                "| Ana Brook | “we sell” | |\n| Carl Dunn | “we will not sell” | |",
                Some(("Carl Dunn", true)),
            ),
            ("| Monday | “we will not sell” | Tuesday |", None),
        ] {
            assert_eq!(named(&table(row)), who, "{row}");
        }
    }

    #[test]
    fn nobody_is_taken_for_somebody_else() {
        for text in [
            "Brook spoke. “We will not sell,” Evans said.",
            "Brook spoke.\n\nThe plan has a “sale of the quay” in it.",
            "Dunn said “we will not sell”.",
            "Brook spoke. “We will not sell,” her aides said.",
            "Brook spoke. “We will not sell,” the article says.",
            "Brook said so.\n\n“The sale of the quay.”",
            "The brook and the “sale of the quay”.",
            "“Brook will not sell,” he said.",
        ] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
