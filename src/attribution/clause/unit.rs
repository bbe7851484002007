//! Moving about in a unit: its words and signs, the verb group, whether a clause begins.
use super::super::{
    language::{Class, Language, Shape, Takes},
    token::{Stretch, Token, Unit},
};
use crate::text::Span;

/// A unit being read. All numbers are numbers of tokens.
#[derive(Clone, Copy)]
pub(in crate::attribution) struct Clause<'a> {
    pub(in crate::attribution) stretch: &'a Stretch<'a>,
    pub(in crate::attribution) language: &'static Language,
    pub(in crate::attribution) unit: Unit,
}

impl<'a> Clause<'a> {
    pub(in crate::attribution) fn token(&self, n: usize) -> Option<&'a Token> {
        if n < self.unit.from || n >= self.unit.to {
            return None;
        }
        self.stretch.tokens.get(n)
    }

    pub(in crate::attribution) fn word(&self, n: usize) -> &'a str {
        self.token(n).map_or("", |t| t.span.of(self.stretch.text))
    }

    pub(in crate::attribution) fn is(&self, n: usize, class: Class) -> bool {
        self.token(n).is_some_and(|t| t.is(class))
    }

    pub(in crate::attribution) fn sign(&self, n: usize) -> Option<char> {
        self.token(n)?.sign
    }

    pub(in crate::attribution) fn is_comma(&self, n: usize) -> bool {
        self.sign(n) == Some(',')
    }

    pub(in crate::attribution) fn is_quoted(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| t.mark != 0)
    }

    /// The number of the mark that opens directly before token `n`.
    pub(in crate::attribution) fn opens_mark(&self, n: usize) -> Option<usize> {
        let mark = self.token(n)?.mark;
        let before = n.checked_sub(1).and_then(|n| self.token(n));
        (mark != 0 && before.is_none_or(|t| t.mark != mark)).then_some(mark)
    }

    /// Whether token `n` stands in the marks of a title: each word in them has a capital.
    pub(in crate::attribution) fn is_title(&self, n: usize) -> bool {
        let Some(mark) = self.token(n).map(|t| t.mark).filter(|&mark| mark != 0) else {
            return false;
        };
        let inside = |t: &&Token| t.mark == mark && t.is_word();
        let near = n.saturating_sub(8)..self.unit.to.min(n + 8);
        let mut words = self.stretch.tokens[near].iter().filter(inside);
        words.all(|t| t.capital || t.is(Class::Determiner) || t.is(Class::Preposition))
    }

    /// Whether a mark closes directly before token `n`.
    pub(in crate::attribution) fn closes_mark(&self, n: usize) -> bool {
        let before = n.checked_sub(1).and_then(|n| self.token(n));
        before.is_some_and(|b| b.mark != 0 && self.token(n).is_none_or(|t| t.mark != b.mark))
    }

    pub(in crate::attribution) fn takes(&self, number: u16) -> &'static Takes {
        self.language.takes(number)
    }

    /// The bytes of the tokens `from..to`.
    pub(in crate::attribution) fn span(&self, from: usize, to: usize) -> Span {
        let tokens = &self.stretch.tokens;
        match (
            tokens.get(from),
            to.checked_sub(1).and_then(|n| tokens.get(n)),
        ) {
            (Some(first), Some(last)) if from < to => first.span.join(last.span),
            (Some(first), _) => Span::new(first.span.start, first.span.start),
            _ => Span::new(self.unit.span.end, self.unit.span.end),
        }
    }

    /// Whether token `n` is a name as far as its capital tells.
    pub(in crate::attribution) fn is_name(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| t.capital) && n > self.unit.from
    }

    /// Whether a clause, not more of a time, can begin at token `n`: `on Friday the`.
    pub(in crate::attribution) fn is_time_end(&self, n: usize) -> bool {
        self.token(n)
            .is_some_and(|t| t.sign != Some(',') || self.opens_mark(n + 1).is_some())
    }

    /// Whether token `n` ends the unit: nothing but closing signs behind it.
    pub(in crate::attribution) fn is_end(&self, n: usize) -> bool {
        (n..self.unit.to).all(|n| matches!(self.sign(n), Some('.' | '!' | '?' | '…' | ')')))
    }

    /// Whether token `n` ends the unit or a part of it: a comma, a dash.
    pub(in crate::attribution) fn is_set_off(&self, n: usize) -> bool {
        self.is_end(n) || matches!(self.sign(n), Some(',' | '—' | ';'))
    }

    /// The first token of the verb group whose verb is token `verb`: auxiliaries, negations and adverbs before it.
    pub(in crate::attribution) fn group(&self, verb: usize) -> usize {
        let mut first = verb;
        let mut at = verb;
        while at > self.unit.from {
            let Some(token) = self.token(at - 1).filter(|t| t.mark == 0 && t.is_word()) else {
                break;
            };
            let auxiliary = token.is(Class::Auxiliary)
                || token.is(Class::Have)
                || token.is(Class::Be)
                || token.is(Class::Negation);
            let once = || {
                at >= self.unit.from + 2
                    && (self.is(at - 2, Class::Relative) || self.is(at - 2, Class::Have))
            };
            let adverb = token.is(Class::Adverb) && (!token.is(Class::Subordinator) || once());
            // was at first reported
            let leads_adverb = token.is(Class::Preposition)
                && self.is(at, Class::Adverb)
                && (at >= self.unit.from + 2 && self.is(at - 2, Class::Be));
            if !(auxiliary || adverb || leads_adverb) || token.is(Class::Pronoun) {
                break;
            }
            at -= 1;
            first = at;
        }
        first
    }

    /// Whether the cue verb at token `n` is a noun or an adjective where it stands: `the claim`, `his reported aim`.
    pub(in crate::attribution) fn is_noun_like(&self, n: usize) -> bool {
        let Some(before) = n.checked_sub(1).and_then(|n| self.token(n)) else {
            return false;
        };
        let owned = n >= self.unit.from + 2
            && self.is(n - 2, Class::Possessive)
            && self.word(n).ends_with('s')
            && before.is_word()
            && !self.begins_object(n + 1);
        // Those who know her say so.
        let knows = before.is(Class::Object)
            && (self.unit.from.max(n.saturating_sub(4))..n).any(|n| self.is(n, Class::Relative));
        if knows {
            return false;
        }
        owned
            || before.is_word()
                && before.mark == self.token(n).map_or(0, |t| t.mark)
                && (before.is(Class::Determiner) && !before.is(Class::Unnamed)
                    || before.is(Class::Possessive)
                    || before.possessive
                    || (before.is(Class::Preposition) && !before.is(Class::To)))
    }

    /// Whether what stands at token `n`, behind a noun or a verb, belongs to a verb: `his wife thinks he`, `her aide says the`.
    fn begins_object(&self, n: usize) -> bool {
        self.opens_mark(n).is_some()
            || self.token(n).is_some_and(|t| {
                t.mark == 0
                    && (t.is(Class::Pronoun)
                        || t.is(Class::Determiner)
                        || t.is(Class::Possessive)
                        || t.is(Class::That))
            })
    }

    /// Whether a verb of the sentence stands at token `n`, whose subject stands before what is inserted: `..., have`.
    pub(in crate::attribution) fn continues_sentence(&self, n: usize) -> bool {
        let verb = (n..n + 3)
            .find(|&n| !self.is(n, Class::Adverb))
            .unwrap_or(n);
        let stands = |t: &Token| {
            let plural = t.shape() == Some(Shape::Base) && !self.is_noun_like(verb);
            t.mark == 0 && !t.is(Class::Pronoun) && (plural || self.is_finite(verb))
        };
        self.token(verb).is_some_and(stands)
    }

    /// Whether token `n` is a finite verb as far as we can tell.
    pub(in crate::attribution) fn is_finite(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| {
            t.is(Class::Auxiliary)
                || t.is(Class::Be)
                || t.is(Class::Have)
                || (t.shape() == Some(Shape::Finite) && !self.is_noun_like(n))
                || self.is_event(n)
        })
    }

    /// Whether the tokens `from..to`, a noun phrase, hold a verb that no relative clause explains.
    pub(in crate::attribution) fn has_own_verb(&self, from: usize, to: usize) -> bool {
        (from..to)
            .take_while(|&n| !self.is(n, Class::Relative) && self.sign(n).is_none())
            .any(|n| n > from && self.is_finite(n) && !self.is(n - 1, Class::Preposition))
    }

    /// Whether a finite verb stands before token `n` in its unit, behind the last sign.
    pub(in crate::attribution) fn has_verb_within_before(&self, n: usize) -> bool {
        (self.unit.from..n)
            .rev()
            .take_while(|&n| self.token(n).is_some_and(|t| t.sign.is_none()))
            .any(|n| self.is_finite(n))
    }

    /// Where the clause `from..to` that belongs to a subject ends: before the verb of that subject. One with `that` has a verb of its own.
    pub(in crate::attribution) fn before_main_verb(
        &self,
        from: usize,
        to: usize,
        that: bool,
    ) -> usize {
        let mut owed = usize::from(that);
        let mut n = from;
        while n < to {
            let opens = self.is(n, Class::Relative)
                || self.is(n, Class::That)
                || (self.is(n, Class::Subordinator) && !self.is(n, Class::Preposition));
            let sure =
                self.is(n, Class::Auxiliary) || self.is(n, Class::Be) || self.is(n, Class::Have);
            if opens && n > from {
                owed += 1;
            } else if self.is_quoted(n) || self.is_pronoun_verb(n) {
                owed = owed.saturating_sub(usize::from(self.is_pronoun_verb(n)));
            } else if self.is_finite(n)
                && self.word(n) != "been"
                && self.word(n) != "being"
                && self.word(n) != "be"
            {
                let first = self.group(n).max(from);
                let past = self.looks_past(n) && n > from && !self.is(n + 1, Class::Preposition);
                if owed == 0 && (sure || past || self.is(n, Class::Event)) {
                    return first;
                }
                owed = owed.saturating_sub(1);
                n = self.past_group(n);
                continue;
            }
            n += 1;
        }
        to
    }

    fn is_pronoun_verb(&self, n: usize) -> bool {
        self.is(n, Class::Pronoun) && (self.is(n, Class::Be) || self.is(n, Class::Have))
    }

    /// One past the verbs and adverbs that stand from token `n` on.
    fn past_group(&self, n: usize) -> usize {
        let helps = |n: usize| {
            self.is(n, Class::Auxiliary) || self.is(n, Class::Be) || self.is(n, Class::Have)
        };
        let loose = |n: usize| self.is(n, Class::Adverb) || self.is(n, Class::Negation);
        let mut end = n;
        while end < self.unit.to && (helps(end) || loose(end)) {
            end += 1;
        }
        end + usize::from(self.is_finite(end) || end == n)
    }

    /// Whether token `n` is a verb that attributes nothing, as far as its form tells.
    pub(in crate::attribution) fn is_event(&self, n: usize) -> bool {
        self.looks_past(n)
            || self
                .token(n)
                .is_some_and(|t| t.is(Class::Event) && !t.capital)
                && !self.is_noun_like(n)
    }

    /// Whether token `n` looks like a past tense: a small word in -ed that no determiner stands before.
    pub(in crate::attribution) fn looks_past(&self, n: usize) -> bool {
        let word = self.word(n);
        self.token(n).is_some_and(|t| t.is_word() && !t.capital)
            && word.len() > 3
            && word.ends_with("ed")
            && !self.is_noun_like(n)
    }

    /// Whether a clause with a subject of its own begins at token `n`.
    pub(in crate::attribution) fn begins_clause(&self, n: usize) -> bool {
        let Some(token) = self.token(n).filter(|t| t.is_word()) else {
            return false;
        };
        token.is(Class::Pronoun)
            || token.is(Class::Determiner)
            || token.is(Class::Possessive)
            || token.capital
            || self.has_verb_within(n, 8)
    }

    /// Whether a finite verb that we can tell stands among the tokens from `n` on, before a sign.
    pub(in crate::attribution) fn has_verb_within(&self, n: usize, most: usize) -> bool {
        (n..self.unit.to.min(n + most))
            .take_while(|&n| {
                self.token(n)
                    .is_some_and(|t| t.sign.is_none_or(|c| c == '-' || c == '.'))
            })
            .any(|n| {
                let Some(token) = self.token(n) else {
                    return false;
                };
                token.is(Class::Auxiliary)
                    || token.is(Class::Be)
                    || token.is(Class::Have)
                    || (token.shape() == Some(Shape::Finite) && !self.is_noun_like(n))
                    || self.is_event(n)
            })
    }

    /// How many tokens `according to` and its like have at token `n`.
    pub(in crate::attribution) fn according_at(&self, n: usize) -> Option<usize> {
        let token = self.token(n).filter(|t| t.is(Class::According))?;
        let fits = |words: &&Vec<String>| {
            words.iter().enumerate().all(|(i, word)| {
                self.token(n + i).is_some_and(|t| t.mark == token.mark)
                    && self.word(n + i).to_lowercase() == *word
            })
        };
        self.language
            .according
            .iter()
            .filter(fits)
            .map(Vec::len)
            .max()
    }
}
