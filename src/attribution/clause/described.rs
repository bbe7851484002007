//! What describes somebody beside the name: between commas, in brackets, behind it.
use super::{
    super::language::{After, Class, Shape},
    phrase::{LONGEST, Phrase},
    unit::Clause,
};

impl Clause<'_> {
    /// The sign that opens the insertions which the sign at `last` closes: `Ann Lee (D-Ohio), a nurse, said`.
    pub(super) fn opening_before(&self, last: usize) -> Option<usize> {
        let mut open = self.opening_of(last)?;
        while let Some(before) = open.checked_sub(1) {
            let next = if self.sign(before) == Some(')') {
                self.opening_of(before)
            } else {
                self.is_comma(open)
                    .then(|| self.short_before(open))
                    .flatten()
            };
            match next {
                Some(earlier) if earlier < open => open = earlier,
                _ => break,
            }
        }
        let before = self.token(open.checked_sub(1)?)?;
        (before.is_word() && before.mark == 0).then_some(open)
    }

    /// The sign that opens the one insertion which the sign at `last` closes.
    fn opening_of(&self, last: usize) -> Option<usize> {
        let close = self.sign(last)?;
        let open = match close {
            ',' | '—' => close,
            ')' => '(',
            _ => return None,
        };
        let lowest = self.unit.from.max(last.saturating_sub(LONGEST));
        let at = (lowest..last)
            .rev()
            .find(|&n| self.sign(n) == Some(open) && !self.is_quoted(n))?;
        if open == '(' {
            return Some(at);
        }
        let begins = self.token(at + 1).filter(|t| t.is_word())?;
        let joins = begins.is(Class::Coordinator)
            || begins.is(Class::Pronoun)
            || self.according_at(at + 1).is_some();
        let subordinates = begins.is(Class::Subordinator)
            && !begins.is(Class::Relative)
            && !begins.is(Class::As)
            && !begins.is(Class::When);
        let describes = !begins.capital && !joins && !subordinates;
        // `D-Wis.`, `Jr.`, `Senator Ann Lee`: short and with a capital.
        let short =
            begins.capital && last - at <= 6 && !self.has_verb_within(at + 1, last - at - 1);
        (describes || short).then_some(at)
    }

    /// The comma before a short insertion with a capital that ends before token `close`: `Ann Lee, D-Ohio, a nurse`.
    fn short_before(&self, close: usize) -> Option<usize> {
        let lowest = self.unit.from.max(close.saturating_sub(5));
        let open = (lowest..close).rev().find(|&n| self.is_comma(n))?;
        let capital = |n: usize| self.token(n).is_some_and(|t| t.capital && t.mark == 0);
        let age = |n: usize| self.word(n).starts_with(|c: char| c.is_ascii_digit());
        let short = capital(open + 1) || age(open + 1) && open + 2 == close;
        (open > self.unit.from && capital(open - 1) && short).then_some(open)
    }

    /// The same with what stands between commas behind it: `Ann Lee, 44, a nurse from Iowa`.
    pub(in crate::attribution) fn described_after(&self, from: usize) -> Option<Phrase> {
        let head = self.phrase_after(from)?;
        if !self.is_comma(head.to) || self.is(from, Class::Pronoun) {
            return Some(head);
        }
        let age = self
            .word(head.to + 1)
            .starts_with(|c: char| c.is_ascii_digit())
            && (self.is_comma(head.to + 2) || self.is_end(head.to + 2));
        let named = if age {
            Phrase {
                to: head.to + 2,
                ..head
            }
        } else {
            head
        };
        let described = self
            .is_comma(named.to)
            .then(|| self.end_of_description(named.to))
            .flatten();
        Some(described.map_or(named, |to| Phrase { to, ..named }))
    }

    /// Where the description ends that the comma at token `comma` begins, if it does.
    fn end_of_description(&self, comma: usize) -> Option<usize> {
        let first = comma + 1;
        let token = self
            .token(first)
            .filter(|t| t.is_word() && !t.capital && t.mark == 0)?;
        let plain = token.entry.verb.is_none()
            && !token.is(Class::Preposition)
            && !token.is(Class::Coordinator)
            && !token.is(Class::Subordinator)
            && !token.is(Class::Pronoun)
            && !token.is(Class::Adverb)
            && !self.word(first).ends_with("ing");
        let told = token.is(Class::Relative) && !token.is(Class::That);
        if !(token.is(Class::Determiner) || told || plain) {
            return None;
        }
        let to = (first..self.unit.to).take(LONGEST).find(|&n| {
            matches!(self.sign(n), Some(',' | '.' | ';' | ':' | '—' | '!' | '?'))
                || self.opens_mark(n).is_some()
        })?;
        let relative = (first..to).find(|&n| self.is(n, Class::Relative));
        let own = relative.unwrap_or(to);
        let is_clause = self.has_verb_within(first, own - first);
        // Ann Lee, who thinks that: a statement of its own.
        let tells = relative == Some(first) && self.tells(first + 1, to);
        (!is_clause && !tells).then_some(to)
    }

    /// Whether a verb stands among the tokens `from..to` that has a clause behind it.
    fn tells(&self, from: usize, to: usize) -> bool {
        (from..to).any(|n| {
            let cue = self
                .token(n)
                .filter(|t| t.mark == 0)
                .and_then(|t| t.entry.verb);
            cue.is_some_and(|(number, shape)| {
                let takes = self.takes(number);
                matches!(shape, Shape::Finite | Shape::Base)
                    && takes.may(After::Clause)
                    && !self.is_noun_like(n)
                    && super::super::cue::has_content(*self, n, takes)
            })
        })
    }
}
