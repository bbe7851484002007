//! What a quotation leaves out or puts in openly, and whether that turns the sense.
use super::{
    Language, Passage, Piece,
    change::{Critical, critical, diff},
};
use crate::text::{
    Span,
    words::{sentences, words},
};

/// Words of the article that an omission may take out before what they say is a matter of its own.
const OMITTED: usize = 8;

/// What words that are left out or put in openly do to the sense of a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// The negations, modals and quantifiers among them, by kind, sorted.
    pub critical: Vec<Critical>,
    /// Whether an omission makes one sentence of parts of two, so that somebody does what is said of another.
    pub is_spliced: bool,
}

/// What is critical among the words `gap` of `text`, which are left out; nothing where they are so many that they say something of
/// their own.
#[must_use]
pub fn left_out(text: &str, gap: Span, language: &Language) -> Vec<Critical> {
    if words(text, gap).count() > OMITTED {
        return Vec::new();
    }
    critical(&diff("", text, gap, language))
}

impl Passage {
    /// What the omissions and insertions of this passage of `text` do to its sense.
    #[must_use]
    pub fn turned(&self, text: &str, language: &Language) -> Turned {
        let mut turned = Turned::default();
        for gap in self.omissions() {
            turned.critical.extend(left_out(text, gap, language));
        }
        for piece in &self.pieces {
            if let Piece::Insertion(words) = piece {
                let put_in = diff(words, "", Span::new(0, 0), language);
                turned.critical.extend(critical(&put_in));
            }
        }
        turned.critical.retain(|c| {
            use Critical::{Modal, Negation, Quantifier};
            matches!(c, Negation | Modal | Quantifier)
        });
        turned.critical.sort_unstable();
        turned.critical.dedup();
        turned.is_spliced = (self.pieces.windows(3)).any(|pieces| match pieces {
            [Piece::Words(before), Piece::Elision, Piece::Words(after)] => {
                is_spliced(text, *before, *after)
            }
            _ => false,
        });
        turned
    }

    /// The stretches between its runs of words from which something is left out.
    fn omissions(&self) -> impl Iterator<Item = Span> {
        let mut last: Option<Span> = None;
        let mut is_open = false;
        self.pieces.iter().filter_map(move |piece| match piece {
            Piece::Words(span) => {
                let before = last.replace(*span).filter(|_| is_open);
                is_open = false;
                before.map(|before| Span::new(before.end, span.start.max(before.end)))
            }
            Piece::Interruption => None,
            Piece::Elision | Piece::Insertion(_) => {
                is_open = true;
                None
            }
        })
    }
}

/// Whether `before` breaks off within a sentence and `after` takes another up within it.
fn is_spliced(text: &str, before: Span, after: Span) -> bool {
    if after.start < before.end {
        return false;
    }
    let has_words = |from: usize, to: usize| {
        let mut between = words(text, Span::new(from.min(to), to));
        between.next().is_some()
    };
    let found = sentences(text, before.join(after));
    let first = found.iter().find(|sentence| sentence.end >= before.end);
    let last = found.iter().rfind(|sentence| sentence.start <= after.start);
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    first.end <= last.start
        && has_words(before.end, first.end)
        && has_words(last.start, after.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::{Outcome, Pattern, find};

    const TEXT: &str = "Lund did not want the bridge and told the council so. The mayor called it cheap. \
                        Brook may yet sign all of the papers, as she said in May.";

    fn turned(quotation: &str) -> Turned {
        let paragraphs = [Span::new(0, TEXT.len())];
        let found = find(TEXT, &paragraphs, &Pattern::new(quotation));
        let (Outcome::Exact(passage) | Outcome::Folded(passage)) = found else {
            panic!("{quotation}: {found:?}");
        };
        passage.turned(TEXT, Language::of(Some("en")))
    }

    #[test]
    fn who_leaves_a_negation_out_or_puts_one_in_turns_the_sense() {
        for (quotation, critical) in [
            ("Lund did [...] want the bridge", &[Critical::Negation][..]),
            ("told the council [never] so", &[Critical::Negation]),
            ("Brook [...] yet sign", &[Critical::Modal]),
            ("sign [...] the papers", &[Critical::Quantifier]),
            ("Lund [...] told the council", &[Critical::Negation]),
            ("The mayor [Lund] called it cheap", &[]),
            ("The mayor [...] cheap", &[]),
        ] {
            assert_eq!(turned(quotation).critical, critical, "{quotation}");
        }
    }

    #[test]
    fn an_omission_may_go_on_with_another_sentence_but_not_within_it() {
        for (quotation, spliced) in [
            ("want the bridge [...] called it cheap", true),
            ("The mayor [...] sign all of the papers", true),
            ("told the council so. [...] Brook may yet sign", false),
            ("told the council so. [...] may yet sign", false),
            ("want the bridge [...] Brook may yet sign", false),
            ("want the bridge [...] told the council", false),
            ("The mayor [...] [who] may yet sign", false),
        ] {
            assert_eq!(turned(quotation).is_spliced, spliced, "{quotation}");
        }
    }
}
