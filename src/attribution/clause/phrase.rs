//! Noun phrases: the one before a verb, the one behind it, with what describes them.
use super::{
    super::{
        language::{After, Class, Shape},
        token::Token,
    },
    unit::Clause,
};

/// A noun phrase: its tokens, and those of its head without what describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::attribution) struct Phrase {
    pub(in crate::attribution) from: usize,
    pub(in crate::attribution) to: usize,
    pub(in crate::attribution) head: (usize, usize),
}

/// How many tokens a noun phrase has with all that describes it, at most.
pub(super) const LONGEST: usize = 45;

impl Clause<'_> {
    /// The noun phrase that ends before token `end`, what stands between commas behind its head included.
    pub(in crate::attribution) fn phrase_before(&self, end: usize) -> Option<Phrase> {
        let last = end.checked_sub(1).filter(|&n| n >= self.unit.from)?;
        if self.is_quoted(last) && self.closes_mark(end) {
            return None;
        }
        if self.is(last, Class::Relative) && !self.is_quoted(last) {
            return self.told_of(last);
        }
        // Ann Lee (D-Ohio), said: a comma too much.
        if self.is_comma(last) && last > self.unit.from && self.sign(last - 1) == Some(')') {
            let inserted = self
                .opening_before(last)
                .is_some_and(|open| self.is_comma(open));
            if !inserted {
                return self.phrase_before(last);
            }
        }
        match self.opening_before(last) {
            Some(open) => self.with_insertion(open, last),
            None => self.head_before(end),
        }
    }

    /// The noun phrase before the sign at `open`, with the insertion that the sign at `last` closes.
    fn with_insertion(&self, open: usize, last: usize) -> Option<Phrase> {
        let phrase = self.head_before(open)?;
        let close = last + usize::from(self.sign(last) == Some(')'));
        let large = self.token(open + 1).is_some_and(|t| t.capital);
        let nameless = (phrase.from..phrase.to).all(|n| !self.is_name(n));
        // Another negotiator, Ann Lee, said: the name is the insertion.
        let names =
            large && self.is_comma(open) && (nameless || self.is(phrase.from, Class::Determiner));
        let head = if names { (open + 1, last) } else { phrase.head };
        Some(Phrase {
            to: close,
            head,
            ..phrase
        })
    }

    /// What the relative pronoun at token `relative` stands for.
    fn told_of(&self, relative: usize) -> Option<Phrase> {
        let before = relative.checked_sub(1)?;
        if !self.is_comma(before) {
            return self.antecedent(relative);
        }
        // Ann Lee, 62, who said: an age.
        let is_age = |n: usize| self.word(n).starts_with(|c: char| c.is_ascii_digit());
        if before >= self.unit.from + 2 && self.is_comma(before - 2) && is_age(before - 1) {
            return self.antecedent(before - 2);
        }
        let opens = self.opening_before(before).filter(|&open| {
            self.is(open + 1, Class::Determiner) && !self.has_verb_within(open + 1, before - open)
        });
        match opens {
            Some(open) => self.head_before(open),
            None => self.antecedent(before),
        }
    }

    /// What a relative pronoun stands for: the short noun phrase that ends before token `end`.
    fn antecedent(&self, end: usize) -> Option<Phrase> {
        /// How many words it has, at most.
        const WORDS: usize = 7;
        let lowest = self.unit.from.max(end.saturating_sub(WORDS));
        let belongs = |n: &usize| {
            self.token(*n).is_some_and(|t| {
                t.is_word()
                    && t.mark == 0
                    && !t.is(Class::Preposition)
                    && !t.is(Class::Coordinator)
                    && !t.is(Class::Subordinator)
                    && !t.is(Class::Be)
                    && !t.is(Class::Have)
                    && !t.is(Class::Auxiliary)
                    && !t.is(Class::Pronoun)
                    && t.shape() != Some(Shape::Finite)
                    && (*n + 1 == end || !self.is_event(*n))
            })
        };
        let from = (lowest..end).rev().take_while(belongs).last()?;
        let article = (from + 1..end).rev().find(|&n| self.opens_phrase(n));
        let from = article.unwrap_or(from);
        let from = self.trimmed_front(from, end)?;
        Some(Phrase {
            from,
            to: end,
            head: (from, end),
        })
    }

    /// The noun phrase that ends before token `end`, nothing between commas.
    pub(super) fn head_before(&self, end: usize) -> Option<Phrase> {
        let mut end = end;
        while end >= self.unit.from + 3
            && self.is(end - 1, Class::Time)
            && self.is(end - 2, Class::Preposition)
        {
            end -= 2;
        }
        let last = end.checked_sub(1)?;
        let token = self.token(last).filter(|t| t.is_word())?;
        let both = token.is(Class::Unnamed)
            && token.is(Class::Determiner)
            && !last.checked_sub(1).is_some_and(|n| self.is_name(n));
        let from = if token.is(Class::Pronoun) || both {
            last
        } else {
            self.trimmed_front(self.front_of(end), end)?
        };
        Some(Phrase {
            from,
            to: end,
            head: (from, end),
        })
    }

    /// The first token that may belong to the noun phrase that ends before token `end`.
    fn front_of(&self, end: usize) -> usize {
        /// How many bytes words in marks have that stand inside a noun phrase, at most.
        const QUOTED: usize = 40;
        let lowest = self.unit.from.max(end.saturating_sub(LONGEST));
        let mut from = end;
        while from > lowest {
            let n = from - 1;
            let Some(token) = self.token(n) else { break };
            let mark = self.stretch.mark(token.mark);
            let quotes = mark.is_some_and(|m| m.inner.len() > QUOTED);
            if quotes || !self.continues_phrase(token, n, end) {
                break;
            }
            from = n;
            if n > lowest && self.opens_phrase(n) {
                break;
            }
        }
        from
    }

    /// Whether a noun phrase begins with the article at token `n`, and what stands before it is another: `the first time a nominee`.
    fn opens_phrase(&self, n: usize) -> bool {
        let article = self.is(n, Class::Article) || self.is(n, Class::Possessive);
        let before = n.checked_sub(1).and_then(|n| self.token(n));
        let told_of = (self.unit.from.max(n.saturating_sub(6))..n)
            .rev()
            .take_while(|&n| self.sign(n).is_none())
            .any(|n| self.is(n, Class::Relative));
        article
            && !told_of
            && before.is_some_and(|t| {
                t.is_word()
                    && t.mark == 0
                    && !t.is(Class::Preposition)
                    && !t.is(Class::Determiner)
                    && !t.is(Class::Coordinator)
                    && !t.is(Class::Adverb)
                    && !t.is(Class::Subordinator)
            })
    }

    /// Whether token `n` may belong to the noun phrase of which the tokens behind it up to `end` are known.
    fn continues_phrase(&self, token: &Token, n: usize, end: usize) -> bool {
        if let Some(sign) = token.sign {
            return sign == ',' && self.is_list_comma(n, end);
        }
        if token.is(Class::Relative) && !token.is(Class::That) && n + 1 < end {
            return true;
        }
        if token.is(Class::Coordinator) {
            return self.joins_nouns(n, end);
        }
        if token.is(Class::Pronoun) || token.is(Class::That) || token.is(Class::Question) {
            return false;
        }
        if token.is(Class::Subordinator) && !token.is(Class::Relative) {
            return false;
        }
        let verb = token.is(Class::Auxiliary) || token.is(Class::Be) || token.is(Class::Have);
        // Party rules say: what stands directly before a verb is none itself.
        let cue = matches!(token.shape(), Some(Shape::Finite))
            && !self.is_noun_like(n)
            && !(n + 1 == end && self.word(n).ends_with('s'));
        if verb || cue {
            // Only inside a relative clause: people who have seen it.
            let near = self.unit.from.max(n.saturating_sub(3))..n;
            return near
                .clone()
                .any(|n| self.is(n, Class::Relative) && !self.is(n, Class::That));
        }
        true
    }

    /// Whether a comma separates the names of a list: Cruz, Rubio and Bush.
    fn is_list_comma(&self, comma: usize, end: usize) -> bool {
        let near = comma + 1..end.min(comma + 8);
        let joined = near.clone().any(|n| self.is(n, Class::Coordinator));
        let names = near.clone().all(|n| {
            self.token(n)
                .is_some_and(|t| t.capital || t.is(Class::Coordinator) || t.is_sign(','))
        });
        let before = comma.checked_sub(1).and_then(|n| self.token(n));
        joined && names && before.is_some_and(|t| t.capital)
    }

    /// Whether `and` at token `n` joins two nouns and not two clauses.
    fn joins_nouns(&self, n: usize, end: usize) -> bool {
        if self.is(n, Class::Contrast) {
            return false;
        }
        let (Some(before), Some(after)) = (
            n.checked_sub(1).and_then(|n| self.token(n)),
            self.token(n + 1),
        ) else {
            return false;
        };
        if !before.is_word() || after.is(Class::Pronoun) || n + 1 >= end {
            return false;
        }
        if before.capital && after.capital {
            // Trump and Clinton said; but: he beat Bush and Trump said.
            return !self.has_verb_before(n);
        }
        !after.capital && !self.has_verb_before(n)
    }

    /// Whether a verb we know stands between the last clause boundary and token `n`.
    fn has_verb_before(&self, n: usize) -> bool {
        let lowest = self.unit.from.max(n.saturating_sub(12));
        for n in (lowest..n).rev() {
            let Some(token) = self.token(n) else { break };
            if token.sign.is_some() || token.is(Class::That) {
                return false;
            }
            let verb = token.is(Class::Auxiliary)
                || token.is(Class::Be)
                || token.is(Class::Have)
                || (matches!(token.shape(), Some(Shape::Finite)) && !self.is_noun_like(n))
                || self.is_event(n);
            if verb {
                return true;
            }
        }
        false
    }

    /// The noun phrase without conjunctions, adverbs and adverbial phrases before it.
    fn trimmed_front(&self, from: usize, end: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let token = self.token(from).filter(|_| from < end)?;
            let loose = token.sign.is_some()
                || token.is(Class::Coordinator)
                || (token.is(Class::Adverb)
                    && !token.is(Class::Determiner)
                    && self.is_loose_adverb(from, end))
                || token.is(Class::To)
                || (token.is(Class::Relative) && !token.is(Class::That) && from + 1 < end)
                || (token.is(Class::Time) && from + 1 < end && !token.is(Class::Preposition));
            if loose {
                from += 1;
                continue;
            }
            // Earlier this year Lee said.
            if token.is(Class::Determiner) && self.is(from + 1, Class::Time) && from + 2 < end {
                from += 2;
                continue;
            }
            if token.is(Class::Preposition)
                || (token.is(Class::Subordinator) && !token.is(Class::Determiner))
            {
                let later = (from + 2..end).rev().find(|&n| self.begins_phrase(n))?;
                from = later;
                continue;
            }
            return Some(from);
        }
    }

    /// Whether the adverb at token `n` stands before the noun phrase and not in it: `still the mayor`, but `early voters`.
    fn is_loose_adverb(&self, n: usize, end: usize) -> bool {
        n + 1 >= end
            || self.token(n + 1).is_some_and(|t| {
                t.sign.is_some()
                    || t.capital
                    || t.is(Class::Determiner)
                    || t.is(Class::Possessive)
                    || t.is(Class::Pronoun)
            })
    }

    /// Whether a noun phrase can begin with token `n`, judged by it and the one before.
    fn begins_phrase(&self, n: usize) -> bool {
        let (Some(token), Some(before)) =
            (self.token(n), n.checked_sub(1).and_then(|n| self.token(n)))
        else {
            return false;
        };
        let free = !before.is(Class::Preposition)
            && !before.is(Class::Determiner)
            && !before.is(Class::Coordinator);
        free && (token.is(Class::Determiner)
            || token.is(Class::Pronoun)
            || token.is(Class::Possessive)
            || (token.capital && !before.capital)
            || (token.capital && before.is(Class::Time)))
    }

    /// The noun phrase that begins at token `from`: names, then what describes them. Ends before a verb, a sign or a clause.
    pub(in crate::attribution) fn phrase_after(&self, from: usize) -> Option<Phrase> {
        let first = self.token(from).filter(|t| t.is_word())?;
        if first.is(Class::Pronoun) || first.is(Class::Object) && !first.is(Class::Possessive) {
            return Some(Phrase {
                from,
                to: from + 1,
                head: (from, from + 1),
            });
        }
        let mut to = from;
        while let Some(token) = self.token(to) {
            let stops = token.sign.is_some_and(|c| c != '-')
                || (token.mark != first.mark && self.opens_mark(to).is_some())
                || (to > from && token.is(Class::That))
                || (to > from && token.is(Class::Relative))
                || (token.is(Class::Subordinator) && !token.is(Class::Preposition))
                || (to > from && token.is(Class::Pronoun))
                || token.is(Class::Auxiliary)
                || token.is(Class::Be)
                || (token.is(Class::Have) && to > from)
                || (token.is(Class::Time)
                    && to > from
                    && !self.is(to - 1, Class::Determiner)
                    && !self.is(to + 1, Class::By))
                || (token.shape() == Some(Shape::Base) && to > from && self.is_plural_verb(to))
                || (token.shape() == Some(Shape::Finite) && to > from && !self.is_noun_like(to))
                || (token.shape() == Some(Shape::Gerund) && to > from && !self.is_noun_like(to))
                || (token.is(Class::To) && to > from)
                || to - from > LONGEST;
            if stops {
                break;
            }
            to += 1;
        }
        (to > from).then_some(Phrase {
            from,
            to,
            head: (from, to),
        })
    }

    /// Whether the base form at token `n` is the verb of a subject before it: `her advisers believe`.
    fn is_plural_verb(&self, n: usize) -> bool {
        let clausal = (self.token(n).and_then(|t| t.entry.verb))
            .is_some_and(|(number, _)| self.takes(number).may(After::Clause));
        let plural = self.word(n - 1).ends_with('s') || self.is(n - 1, Class::Unnamed);
        clausal && plural && !self.is_noun_like(n)
    }
}
