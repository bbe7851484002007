//! A stretch of paragraphs as units: sentences with the quotations in them whole, and their words with what each may be.
use super::language::{After, Class, Entry, Language, Shape};
use crate::{
    model::{Article, Marks},
    text::{
        Span,
        fold::is_mark,
        marks::Mark,
        words::{sentences, words},
    },
};
use std::borrow::Cow;

/// A word or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) entry: Entry,
    /// The sign; none for a word.
    pub(super) sign: Option<char>,
    pub(super) capital: bool,
    /// Ends in the possessive `'s`.
    pub(super) possessive: bool,
    /// One more than the number of the outermost mark it stands in; 0 outside.
    pub(super) mark: usize,
}

impl Token {
    pub(super) const fn is(&self, class: Class) -> bool {
        self.entry.is(class)
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.sign == Some(sign)
    }

    pub(super) const fn is_word(&self) -> bool {
        self.sign.is_none()
    }

    pub(super) fn shape(&self) -> Option<Shape> {
        self.entry.verb.map(|(_, shape)| shape)
    }
}

/// Some paragraphs that hang together by a quotation that runs over them; most often one.
pub(super) struct Stretch<'a> {
    pub(super) text: &'a str,
    pub(super) paragraphs: Vec<Span>,
    /// All quotation marks.
    pub(super) signs: Marks,
    /// The outermost of them.
    pub(super) marks: Vec<Mark>,
    pub(super) tokens: Vec<Token>,
    /// The units, in text order.
    pub(super) units: Vec<Unit>,
}

/// A sentence; where a quotation runs over several, all of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) span: Span,
}

/// How many paragraphs are read together, at most.
const TOGETHER: usize = 24;

/// The paragraphs, as numbers from 0, that must be read together with paragraph `n`: those before and behind it that begin with an opening mark.
pub(super) fn together(article: &Article, n: usize) -> std::ops::Range<usize> {
    let all = &article.paragraphs;
    let goes_on = |n: usize| {
        let paragraph = all.get(n).filter(|p| !p.head)?;
        let first = paragraph.span.of(&article.text).chars().next()?;
        Some(matches!(first, '"' | '“' | '„' | '«' | '»'))
    };
    let mut from = n;
    while from > 0 && goes_on(from) == Some(true) && n - from < TOGETHER {
        from -= 1;
    }
    let mut to = n + 1;
    while goes_on(to) == Some(true) && to - from < 2 * TOGETHER {
        to += 1;
    }
    from..to
}

impl<'a> Stretch<'a> {
    /// The paragraphs `numbers` (from 0) of `article`.
    pub(super) fn new(
        article: &'a Article,
        numbers: std::ops::Range<usize>,
        language: &Language,
    ) -> Self {
        let text = article.text.as_str();
        let paragraphs: Vec<Span> = (article.paragraphs.get(numbers).into_iter().flatten())
            .filter(|p| !p.head)
            .map(|p| p.span)
            .collect();
        let signs = Marks::of(text, &paragraphs);
        let all = Span::new(0, text.len());
        let marks = signs.at(all).filter(|mark| mark.depth == 0).cloned();
        let marks = marks.collect();
        let mut stretch = Self {
            text,
            paragraphs,
            signs,
            marks,
            tokens: Vec::new(),
            units: Vec::new(),
        };
        stretch.split(language);
        stretch
    }

    fn split(&mut self, language: &Language) {
        let mut mark = 0;
        let mut pending: Option<Span> = None;
        for paragraph in self.paragraphs.clone() {
            let all = sentences(self.text, paragraph);
            let mut all = all.into_iter().peekable();
            while let Some(sentence) = all.next() {
                let span = pending.map_or(sentence, |before| before.join(sentence));
                while (self.marks.get(mark)).is_some_and(|m| m.outer.end <= span.end) {
                    mark += 1;
                }
                let runs_on = (self.marks.get(mark)).is_some_and(|m| m.outer.start < span.end);
                let goes_on = all
                    .peek()
                    .is_some_and(|&next| self.attributes(span, next, language));
                if runs_on || goes_on {
                    pending = Some(span);
                } else {
                    pending = None;
                    self.push(span, language);
                }
            }
        }
        if let Some(span) = pending {
            self.push(span, language);
        }
    }

    fn push(&mut self, span: Span, language: &Language) {
        let from = self.tokens.len();
        let mut mark = (self.marks).partition_point(|m| m.outer.end <= span.start);
        let mut end = span.start;
        for word in words(self.text, span) {
            self.signs(Span::new(end, word.start), &mut mark, language);
            self.word(word, &mut mark, language);
            end = word.end;
        }
        self.signs(Span::new(end, span.end), &mut mark, language);
        let to = self.tokens.len();
        self.read_headline(from, to, language);
        let from = self.past_hour(from, to);
        let from = self.dateline(from, to);
        self.units.extend(self.cut(Unit { from, to, span }));
    }

    /// A unit that is longer than any sentence, as several: no text makes the reading of it run without bound. A quotation is not cut.
    fn cut(&self, mut unit: Unit) -> Vec<Unit> {
        /// Tokens that a sentence has at most, the quotations in it and all.
        const LONGEST: usize = 1_000;
        let mut units = Vec::new();
        while let Some(at) = (unit.from + LONGEST..unit.to).find(|&n| self.tokens[n].mark == 0) {
            let start = self.tokens[at].span.start;
            units.push(Unit {
                from: unit.from,
                to: at,
                span: Span::new(unit.span.start, start),
            });
            (unit.from, unit.span.start) = (at, start);
        }
        units.push(unit);
        units
    }

    /// Where each word has a capital, the words we know get what they may be: `Lee Says Port Will Close`.
    fn read_headline(&mut self, from: usize, to: usize, language: &Language) {
        /// How many letters a word has that must have a capital, and how many such words there are, at least.
        const LETTERS: usize = 4;
        const WORDS: usize = 3;
        let text = self.text;
        let long = |t: &&Token| t.is_word() && t.mark == 0 && t.span.len() >= LETTERS;
        let large =
            |t: &Token| t.capital || t.span.of(text).starts_with(|c: char| c.is_ascii_digit());
        let words: Vec<bool> = self.tokens[from..to]
            .iter()
            .filter(long)
            .map(large)
            .collect();
        let small = words.iter().filter(|&&large| !large).count();
        let ends = self.tokens[from..to].last().is_some_and(|t| t.is_sign('.'));
        let plain = ends && (small > 0 || words.len() <= WORDS);
        if plain || words.len() < WORDS || small * 6 > words.len() {
            return;
        }
        for token in &mut self.tokens[from..to] {
            if !token.is_word() || token.possessive {
                continue;
            }
            token.entry = language.look_up(&in_small_letters(token.span.of(text)));
            token.capital = token.capital && token.entry.is_unknown();
        }
    }

    /// The first token behind the time of day that a line of a running report begins with: `9:48 p.m. –`.
    fn past_hour(&self, from: usize, to: usize) -> usize {
        let is_time = |t: &&Token| {
            t.sign.is_some()
                || t.is(Class::Hour)
                || t.span.len() == 1
                || t.span
                    .of(self.text)
                    .starts_with(|c: char| c.is_ascii_digit())
        };
        let begins = self.tokens[from..to].first().is_some_and(|t| {
            t.span
                .of(self.text)
                .starts_with(|c: char| c.is_ascii_digit())
        });
        let time = self.tokens[from..to].iter().take_while(is_time);
        let (mut length, mut hour) = (0, false);
        for token in time {
            length += 1;
            hour |= token.is(Class::Hour);
        }
        if hour && begins { from + length } else { from }
    }

    /// Whether the sentence `next` says who spoke the quotation that ends `before`: “...?” Brook asked.
    fn attributes(&self, before: Span, next: Span, language: &Language) -> bool {
        /// How many words stand before the verb, at most.
        const NEAR: usize = 8;
        let tail = before.of(self.text).trim_end_matches(is_mark);
        if tail.len() == before.len() || !tail.ends_with(['?', '!', '…', '—', '-']) {
            return false;
        }
        let is_cue = |word: Span| {
            let small = in_small_letters(word.of(self.text));
            let entry = language.look_up(&small);
            let (number, shape) = entry.verb?;
            let stands = shape == Shape::Finite && language.takes(number).may(After::Aside);
            stands.then_some(word)
        };
        let Some(verb) = words(self.text, next).take(NEAR).find_map(is_cue) else {
            return false;
        };
        let between = Span::new(next.start, verb.start).of(self.text);
        let rest = self.text[verb.end..next.end].trim_start();
        let that = rest
            .split_whitespace()
            .next()
            .is_some_and(|w| language.look_up(w).is(Class::That));
        !between.contains(is_mark_sign) && !that && !rest.starts_with(is_mark_sign)
    }

    /// The first token behind `WASHINGTON (AP) —`; `from` where there is none.
    fn dateline(&self, from: usize, to: usize) -> usize {
        /// How many tokens a dateline has, at most.
        const DATELINE: usize = 9;
        let is_large = |t: &Token| {
            let word = t.span.of(self.text);
            word.chars().count() > 3 && word.chars().all(char::is_uppercase)
        };
        let tokens = &self.tokens[from..to];
        let dash = (tokens.iter().take(DATELINE)).position(|t| t.is_sign('—'));
        let fits = |dash: &usize| {
            let head = &tokens[..*dash];
            let agency = head.iter().any(|t| t.is_sign('('));
            head.iter().all(|t| t.capital || t.sign.is_some())
                && (agency || head.first().is_some_and(is_large))
        };
        dash.filter(fits).map_or(from, |dash| from + dash + 1)
    }

    fn word(&mut self, word: Span, mark: &mut usize, language: &Language) {
        let printed = word.of(self.text);
        let small = in_small_letters(printed);
        let mut entry = language.look_up(&small);
        let owner = small.strip_suffix("'s").filter(|_| !entry.is(Class::Be));
        if let Some(owner) = owner {
            entry = language.look_up(owner).without_cue();
        }
        let first = self.units.last().map_or(0, |unit| unit.to);
        let capital = printed.starts_with(char::is_uppercase);
        let mark = self.mark_at(mark, word.start);
        // A capital inside a sentence is a name's: the United States.
        if capital && mark == 0 && self.tokens.len() > first {
            entry = entry.without_cue();
        }
        // In May.
        if capital && self.tokens.last().is_some_and(|t| t.is(Class::Preposition)) {
            entry = entry.without_help();
        }
        let token = Token {
            span: word,
            entry,
            sign: None,
            capital,
            possessive: owner.is_some(),
            mark,
        };
        self.tokens.push(token);
    }

    /// The signs between two words; quotation marks and the points of abbreviations are none.
    fn signs(&mut self, gap: Span, mark: &mut usize, language: &Language) {
        let plural = gap.of(self.text).starts_with(['\'', '’']) && gap.of(self.text).ends_with(' ');
        if let Some(last) = self
            .tokens
            .last_mut()
            .filter(|t| plural && t.span.end == gap.start)
            && last.span.of(self.text).ends_with('s')
        {
            last.possessive = true;
            last.entry = last.entry.without_cue();
        }
        for (i, c) in gap.of(self.text).char_indices() {
            let at = gap.start + i;
            let sign = match c {
                ',' | ';' | ':' | '(' | ')' | '[' | ']' | '!' | '?' | '…' => c,
                '.' if !self.is_abbreviated(at, language) => c,
                '—' | '–' | '―' => '—',
                '-' if gap.of(self.text)[i + 1..].starts_with(['-', ' ']) && i > 0 => '—',
                _ => continue,
            };
            let span = Span::new(at, at + c.len_utf8());
            let mark = self.mark_at(mark, at);
            self.tokens.push(Token {
                span,
                entry: Entry::default(),
                sign: Some(sign),
                capital: false,
                possessive: false,
                mark,
            });
        }
    }

    /// Whether the point at byte `at` belongs to the word before it.
    fn is_abbreviated(&self, at: usize, language: &Language) -> bool {
        let Some(last) = self
            .tokens
            .last()
            .filter(|t| t.is_word() && t.span.end == at)
        else {
            return false;
        };
        let word = last.span.of(self.text);
        if self.text[at + 1..].starts_with([',', ')', ';']) {
            return true;
        }
        let listed = last.is(Class::Abbreviation)
            || language
                .look_up(&word.to_lowercase())
                .is(Class::Abbreviation);
        listed || word.chars().nth(1).is_none()
    }

    fn mark_at(&self, mark: &mut usize, at: usize) -> usize {
        while self.marks.get(*mark).is_some_and(|m| m.outer.end <= at) {
            *mark += 1;
        }
        let inside = self.marks.get(*mark).is_some_and(|m| m.outer.start <= at);
        if inside { *mark + 1 } else { 0 }
    }

    /// The mark with the number a token gives.
    pub(super) fn mark(&self, number: usize) -> Option<&Mark> {
        self.marks.get(number.checked_sub(1)?)
    }
}

/// Whether `c` is a quotation mark that is no apostrophe.
const fn is_mark_sign(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// `word` in small letters, its apostrophes as `'`.
fn in_small_letters(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let small = word.chars().flat_map(char::to_lowercase);
    let plain = |c| {
        if matches!(c, '’' | '‘' | 'ʼ') {
            '\''
        } else {
            c
        }
    };
    Cow::Owned(small.map(plain).collect())
}
