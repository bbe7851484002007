//! How far the clause reaches that a content begins with.
use super::{
    super::{
        language::{After, Class, Shape},
        token::Token,
    },
    unit::Clause,
};

impl Clause<'_> {
    /// Where the clause that begins at token `from` ends: one past its last token.
    pub(in crate::attribution) fn reach(&self, from: usize) -> usize {
        let mut n = from;
        while n < self.unit.to {
            if !self.is_quoted(n) && n > from && self.stops(n, from) {
                break;
            }
            n += 1;
        }
        let mut to = n;
        while to > from
            && self
                .token(to - 1)
                .is_some_and(|t| t.sign.is_some_and(|c| c != ')' && t.mark == 0))
        {
            to -= 1;
        }
        to
    }

    /// The end of what begins at `from` and has no verb of its own, without the clause that is added behind a comma: `a loss, which`.
    pub(in crate::attribution) fn without_addition(&self, from: usize, to: usize) -> usize {
        let adds = |n: usize| {
            self.is_comma(n)
                && !self.is_quoted(n)
                && !self.is_quoted(n + 1)
                && !self.is(n + 1, Class::That)
                && (self.is(n + 1, Class::Relative)
                    || self.is(n + 1, Class::When)
                    || self.word(n + 1).ends_with("ing"))
        };
        let verb = |n: usize| self.is_finite(n) && !self.is_quoted(n);
        // Lee, who leads, keeps on: what is added stands behind a subject.
        let goes_on =
            |n: usize| (n + 1..to).any(|n| self.is_comma(n) && self.continues_sentence(n + 1));
        (from..to)
            .take_while(|&n| !verb(n))
            .find(|&n| adds(n))
            .filter(|&n| !goes_on(n))
            .unwrap_or(to)
    }

    /// Whether the clause that began at `from` ends before token `n`.
    fn stops(&self, n: usize, from: usize) -> bool {
        match self.sign(n) {
            Some(';') => true,
            Some(')') => !(from..n).any(|n| self.sign(n) == Some('(')),
            Some(',' | '—') => !self.is_fronted(n, from) && self.breaks_off(n + 1),
            None => {
                let token = self.token(n);
                let said =
                    self.closes_mark(n) && token.is_some_and(|t| t.shape() == Some(Shape::Gerund));
                said || token.is_some_and(|t| t.is(Class::According))
                    && self.according_at(n).is_some()
                    || token.is_some_and(|t| t.is(Class::Coordinator))
                        && (self.speaks_on(n + 1) || self.acts_on(n, from))
                    || token.is_some_and(|t| t.is(Class::Coordinator) || t.is(Class::Contrast))
                        && self.ends_with_comma(n)
                        && !self.is(n + 1, Class::That)
                        && self.begins_clause(n + 1)
                    || (self.is(n, Class::Setting) && self.is_setting(n))
            }
            _ => false,
        }
    }

    /// Whether the comma at token `n` ends the clause in front of the one that began at `from`: `that while he likes her, he thinks`.
    fn is_fronted(&self, n: usize, from: usize) -> bool {
        self.is(from, Class::Subordinator)
            && !self.is(from, Class::Question)
            && !self.is(from, Class::Relative)
            && !(from..n).any(|n| self.is_comma(n))
    }

    /// Whether a quotation with a comma at its end closes before token `n`.
    pub(in crate::attribution) fn ends_with_comma(&self, n: usize) -> bool {
        let mark = (n.checked_sub(1))
            .filter(|_| self.closes_mark(n))
            .and_then(|n| self.stretch.mark(self.token(n)?.mark));
        mark.is_some_and(|m| m.inner.of(self.stretch.text).trim_end().ends_with(','))
    }

    /// Whether the subject of the clause before goes on to do something behind `and` at token `n`: what began at `from` has no verb.
    fn acts_on(&self, n: usize, from: usize) -> bool {
        let verb = (n + 1..n + 4)
            .find(|&n| !self.is(n, Class::Adverb))
            .unwrap_or(n + 1);
        let mixed = self.opens_mark(from).is_none();
        let stands =
            |n: usize| self.is_finite(n) && (!self.is_quoted(n) || mixed && !self.looks_past(n));
        self.is_finite(verb) && !self.is(verb, Class::Pronoun) && !(from..n).any(stands)
    }

    /// Whether the subject of the clause before goes on to say something at token `n`: `... and asked why`.
    fn speaks_on(&self, n: usize) -> bool {
        let verb = (n..n + 4).find(|&n| {
            !self.is(n, Class::Adverb) && !self.is(n, Class::Have) && !self.is(n, Class::Auxiliary)
        });
        let Some((number, shape)) = verb.and_then(|v| self.token(v)?.entry.verb) else {
            return false;
        };
        let takes = self.takes(number);
        let speaks = takes.may(After::Aside)
            || takes.may(After::Whom)
            || takes.may(After::Name)
            || takes.may(After::As)
            || !takes.prepositions.is_empty();
        let by = verb.is_some_and(|v| self.is(v + 1, Class::By) || self.is(v + 2, Class::By));
        let helped = verb.is_some_and(|v| (n..v).any(|n| self.is(n, Class::Auxiliary)));
        (matches!(shape, Shape::Finite | Shape::Gerund) || helped && shape == Shape::Base)
            && speaks
            && !by
            && (takes.may(After::Aside) && takes.may(After::Clause)
                || verb.is_some_and(|v| super::super::cue::has_content(*self, v, takes)))
    }

    /// Whether what begins behind a comma at token `n` no longer belongs to the clause before.
    fn breaks_off(&self, n: usize) -> bool {
        let Some(token) = self.token(n).filter(|t| t.is_word()) else {
            return false;
        };
        if token.mark != 0 {
            return false;
        }
        let then = if token.is(Class::Coordinator) {
            n + 1
        } else {
            n
        };
        if self.is(then, Class::That) || self.is(then, Class::Question) && then > n {
            return false;
        }
        if token.is(Class::Contrast) && !self.is(then, Class::To) {
            return self.begins_clause(then + usize::from(then == n));
        }
        if self.according_at(n).is_some() {
            return true;
        }
        // With Lee saying that.
        let along = token.is(Class::Along)
            && (n + 2..n + 8).any(|n| {
                let cue = self.token(n).filter(|t| t.shape() == Some(Shape::Gerund));
                cue.is_some_and(|t| t.mark == 0)
            });
        if along {
            return true;
        }
        if token.shape() == Some(Shape::Gerund) {
            return true;
        }
        let comments = token.is(Class::Determiner)
            && (n + 1..n + 3).any(|n| self.token(n).is_some_and(|t| t.entry.noun.is_some()));
        // And when Lee said that.
        let later = then > n && self.is(then, Class::Subordinator) && self.has_own_cue(then + 1);
        comments || later || self.is_told_of(n) || self.has_own_cue(then)
    }

    /// Whether what begins behind a comma at token `n` is what somebody else says something of: `a crisis he blames on them`, `which Lee
    /// has refused to do`, `the first time a nominee has questioned it`.
    fn is_told_of(&self, n: usize) -> bool {
        /// How many words stand before the verb, at most.
        const NEAR: usize = 9;
        let relative = self.is(n, Class::Relative);
        let noun = self.is(n, Class::Determiner) || self.is(n, Class::Thing);
        if !relative && !noun {
            return false;
        }
        let cue = (n + 2..n + NEAR)
            .take_while(|&n| self.token(n).is_some_and(|t| t.is_word() && t.mark == 0))
            .find(|&n| {
                self.is_finite(n) && !self.is(n, Class::Have) && !self.is(n, Class::Auxiliary)
            });
        let Some((number, _)) = cue.and_then(|n| self.token(n)?.entry.verb) else {
            return false;
        };
        let Some(subject) = cue.and_then(|cue| self.phrase_before(self.group(cue))) else {
            return false;
        };
        let takes = self.takes(number);
        let attributes =
            takes.may(After::Clause) || takes.may(After::Thing) || takes.may(After::Infinitive);
        subject.from > n
            && subject.from < subject.to
            && attributes
            && (self.is(subject.from, Class::Pronoun)
                || self.is(subject.from, Class::Determiner)
                || self.is(subject.from, Class::Possessive)
                || self.is_name(subject.from)
                || relative)
    }

    /// Whether a subject and a verb of saying begin at token `n`, nothing between them but what describes the subject; or the verb alone.
    pub(in crate::attribution) fn has_own_cue(&self, n: usize) -> bool {
        let phrase = self.token(n).filter(|t| t.shape() != Some(Shape::Finite));
        let mut verb = match phrase.and_then(|_| self.phrase_after(n)) {
            Some(phrase) if self.is_comma(phrase.to) => {
                let close = (phrase.to + 1..phrase.to + 14).find(|&n| self.is_comma(n));
                close.map_or(phrase.to, |close| close + 1)
            }
            Some(phrase) => phrase.to,
            None => n,
        };
        while self.token(verb).is_some_and(|t| {
            t.mark == 0
                && (t.is(Class::Auxiliary)
                    || t.is(Class::Have)
                    || t.is(Class::Adverb)
                    || t.is(Class::Negation))
        }) {
            verb += 1;
        }
        let cue = self
            .token(verb)
            .filter(|t| t.mark == 0)
            .and_then(|t| t.entry.verb);
        cue.is_some_and(|(number, shape)| {
            let takes = self.takes(number);
            let speaks =
                takes.may(After::Clause) && takes.may(After::Aside) || takes.may(After::Whom);
            matches!(shape, Shape::Finite | Shape::Base)
                && speaks
                && (verb > n || super::super::cue::has_content(*self, verb, takes))
        })
    }

    /// Whether the preposition at token `n` begins where or how something was said, to the end of the unit: `in an interview with the Post`.
    fn is_setting(&self, n: usize) -> bool {
        let next = (n + 1..n + 5)
            .find(|&n| !self.is(n, Class::Determiner) && !self.is(n, Class::Possessive));
        let Some(next) = next else { return false };
        let on = self.is(n, Class::Time);
        let medium = (next..next + 3)
            .take_while(|&n| self.token(n).is_some_and(Token::is_word))
            .any(|n| self.is(n, Class::Medium) && (!on || self.is_name(n)));
        let short = (n..self.unit.to).count() <= 16;
        medium
            && short
            && !self.has_verb_within(n, 16)
            && (n..self.unit.to).all(|n| !self.is_quoted(n))
            && (n..self.unit.to).filter(|&n| self.is_comma(n)).count() == 0
    }
}
