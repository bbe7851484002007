//! Moving about in a unit: its tokens, signs and marks, and the verb group.
use super::{
    language::{Class, Language, Takes},
    token::{Stretch, Token, Unit},
};
use crate::text::Span;

/// A unit being read. All numbers are numbers of tokens.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    pub(super) stretch: &'a Stretch<'a>,
    pub(super) language: &'static Language,
    pub(super) unit: Unit,
}

impl<'a> Clause<'a> {
    pub(super) fn token(&self, n: usize) -> Option<&'a Token> {
        if n < self.unit.from || n >= self.unit.to {
            return None;
        }
        self.stretch.tokens.get(n)
    }

    pub(super) fn word(&self, n: usize) -> &'a str {
        self.token(n).map_or("", |t| t.span.of(self.stretch.text))
    }

    pub(super) fn is(&self, n: usize, class: Class) -> bool {
        self.token(n).is_some_and(|t| t.is(class))
    }

    pub(super) fn sign(&self, n: usize) -> Option<char> {
        self.token(n)?.sign
    }

    pub(super) fn is_comma(&self, n: usize) -> bool {
        self.sign(n) == Some(',')
    }

    pub(super) fn is_quoted(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| t.mark != 0)
    }

    /// The number of the mark that opens directly before token `n`.
    pub(super) fn opens_mark(&self, n: usize) -> Option<usize> {
        let mark = self.token(n)?.mark;
        let before = n.checked_sub(1).and_then(|n| self.token(n));
        (mark != 0 && before.is_none_or(|t| t.mark != mark)).then_some(mark)
    }

    /// Whether a mark closes directly before token `n`.
    pub(super) fn closes_mark(&self, n: usize) -> bool {
        let before = n.checked_sub(1).and_then(|n| self.token(n));
        before.is_some_and(|b| b.mark != 0 && self.token(n).is_none_or(|t| t.mark != b.mark))
    }

    pub(super) fn takes(&self, number: u16) -> &'static Takes {
        self.language.takes(number)
    }

    /// The bytes of the tokens `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
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
    pub(super) fn is_name(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| t.capital) && n > self.unit.from
    }

    /// Whether a clause, not more of a time, can begin at token `n`: `on Friday the`.
    pub(super) fn is_time_end(&self, n: usize) -> bool {
        self.token(n)
            .is_some_and(|t| t.sign != Some(',') || self.opens_mark(n + 1).is_some())
    }

    /// Whether token `n` ends the unit: nothing but closing signs behind it.
    pub(super) fn is_end(&self, n: usize) -> bool {
        (n..self.unit.to).all(|n| matches!(self.sign(n), Some('.' | '!' | '?' | '…' | ')')))
    }

    /// The first token of the verb group whose verb is token `verb`: auxiliaries, negations and adverbs before it.
    pub(super) fn group(&self, verb: usize) -> usize {
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
            let adverb = token.is(Class::Adverb) && !token.is(Class::Subordinator);
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
}
