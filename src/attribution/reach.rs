//! How far a clause reaches, and what it no longer takes in.
use super::{
    clause::Clause,
    language::{After, Class, Shape},
    token::Token,
};

impl Clause<'_> {
    /// Where the clause that begins at token `from` ends: one past its last token.
    pub(super) fn reach(&self, from: usize) -> usize {
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

    /// Whether the clause that began at `from` ends before token `n`.
    fn stops(&self, n: usize, from: usize) -> bool {
        match self.sign(n) {
            Some(';') => true,
            Some(')') => !(from..n).any(|n| self.sign(n) == Some('(')),
            Some(',' | '—') => self.breaks_off(n + 1),
            None => {
                let token = self.token(n);
                let said =
                    self.closes_mark(n) && token.is_some_and(|t| t.shape() == Some(Shape::Gerund));
                said || token.is_some_and(|t| t.is(Class::According))
                    && self.according_at(n).is_some()
                    || token.is_some_and(|t| t.is(Class::Coordinator)) && self.speaks_on(n + 1)
                    || (self.is(n, Class::Setting) && self.is_setting(n))
            }
            _ => false,
        }
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
        let speaks = takes.may(After::Aside) || takes.may(After::Whom) || takes.may(After::Name);
        matches!(shape, Shape::Finite | Shape::Gerund)
            && speaks
            && verb.is_some_and(|v| super::behind::has_content(*self, v, takes))
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
        if token.shape() == Some(Shape::Gerund) {
            return true;
        }
        let comments = token.is(Class::Determiner)
            && (n + 1..n + 3).any(|n| self.token(n).is_some_and(|t| t.entry.noun.is_some()));
        comments || self.has_own_cue(then)
    }

    /// Whether a subject and a verb of saying begin at token `n`, nothing between them but what describes the subject; or the verb alone.
    fn has_own_cue(&self, n: usize) -> bool {
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
                && (verb > n || super::behind::has_content(*self, verb, takes))
        })
    }

    /// Whether a clause with a subject of its own begins at token `n`.
    pub(super) fn begins_clause(&self, n: usize) -> bool {
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
    pub(super) fn has_verb_within(&self, n: usize, most: usize) -> bool {
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
                    || self.looks_past(n)
            })
    }

    /// How many tokens `according to` and its like have at token `n`.
    pub(super) fn according_at(&self, n: usize) -> Option<usize> {
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
