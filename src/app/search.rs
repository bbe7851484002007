//! Finding words in the article, as they are typed: glyphs folded, case ignored unless a capital is typed.
use super::{Field, Focus, Mode, Notice, State, motion::moved};
use crate::text::Span;
use std::sync::Arc;

/// Places kept at most; the count then says `10000+`.
const MOST: usize = 10_000;

/// What is searched for in the article in focus, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What was typed.
    pub words: String,
    /// Where it stands, in text order.
    pub hits: Vec<Span>,
    /// Which of them the reader is at.
    pub at: usize,
    /// Whether there are more than anybody will count.
    pub more: bool,
    /// Whether the places are marked in the text.
    pub shown: bool,
    /// Whether `hits` are those of `words` in the article in focus.
    looked: Option<usize>,
    /// Where the search began, and what was searched for before.
    origin: Option<(Focus, String)>,
}

impl Search {
    /// Marks no place any more; `n` does so again.
    pub fn hide(&mut self) {
        self.shown = false;
    }

    /// The text is another.
    pub fn forget(&mut self) {
        self.looked = None;
        self.hits.clear();
    }

    /// The places in the article that share a byte with `span`, while they are marked.
    #[must_use]
    pub fn in_sight(&self, span: Span) -> &[Span] {
        if !self.shown {
            return &[];
        }
        let from = self.hits.partition_point(|hit| hit.end <= span.start);
        let to = self.hits.partition_point(|hit| hit.start < span.end);
        self.hits.get(from..to).unwrap_or_default()
    }
}

impl State {
    pub(super) fn begin_search(&mut self) {
        self.show_text();
        let before = std::mem::take(&mut self.search.words);
        self.search = Search {
            origin: Some((self.focus, before)),
            ..Search::default()
        };
        self.mode = Mode::Search(Field::default());
    }

    pub(super) fn search_typed(&mut self) {
        let Mode::Search(field) = &self.mode else {
            return;
        };
        self.search.words.clone_from(&field.text);
        self.search.shown = true;
        let origin = self
            .search
            .origin
            .as_ref()
            .map_or(self.focus, |(focus, _)| *focus);
        self.look(origin.top.at);
        self.focus.top = origin.top;
        self.reveal_hit();
    }

    pub(super) fn end_search(&mut self) {
        self.mode = Mode::Read;
        let Some((origin, before)) = self.search.origin.take() else {
            return;
        };
        if self.search.words.is_empty() {
            // An empty line searches again for what was searched for before.
            self.search.words = before;
            self.search.shown = true;
            self.hit(1);
            return;
        }
        let here = std::mem::replace(&mut self.focus, origin);
        self.remember();
        self.focus = here;
        if self.search.hits.is_empty() {
            self.nothing_found();
        }
    }

    pub(super) fn drop_search(&mut self) {
        if let Some((origin, before)) = self.search.origin.take() {
            self.focus = origin;
            self.search = Search {
                words: before,
                ..Search::default()
            };
        }
    }

    /// To the next place found, or the one before; round the end of the article, which is said.
    pub(super) fn hit(&mut self, by: i64) {
        if self.search.words.is_empty() {
            self.say("nothing searched for yet");
            return;
        }
        self.show_text();
        let fresh = self.search.looked != Some(self.focus.article);
        let lost = !fresh
            && (self.search.hits.get(self.search.at))
                .is_none_or(|hit| !hit.meets(self.page.span()));
        if fresh || lost {
            self.look(self.page.span().start);
        }
        self.search.shown = true;
        let count = self.search.hits.len();
        if count == 0 {
            self.nothing_found();
            return;
        }
        let by = if (fresh || lost) && by > 0 {
            by - 1
        } else {
            by
        };
        let whole = i64::try_from(count).unwrap_or(i64::MAX);
        let at = i64::try_from(self.search.at)
            .unwrap_or(0)
            .saturating_add(by);
        self.search.at = usize::try_from(at.rem_euclid(whole)).unwrap_or(0);
        match () {
            () if at >= whole => self.say("the search went on at the start"),
            () if at < 0 => self.say("the search went on at the end"),
            () => {}
        }
        self.reveal_hit();
    }

    fn nothing_found(&mut self) {
        let words = &self.search.words;
        self.notice = Some(Notice::bad(format!("not in this article: {words}")));
    }

    /// Finds every place, and the first at or behind byte `from`.
    fn look(&mut self, from: usize) {
        let dossier = Arc::clone(&self.dossier);
        let text = dossier
            .articles()
            .get(self.focus.article)
            .map_or("", |article| &article.text);
        let (hits, more) = find(text, &self.search.words, from);
        self.search.at = hits.partition_point(|hit| hit.start < from);
        self.search.at = if self.search.at == hits.len() {
            0
        } else {
            self.search.at
        };
        self.search.at = moved(self.search.at, 0, hits.len());
        (self.search.hits, self.search.more) = (hits, more);
        self.search.looked = Some(self.focus.article);
    }

    fn reveal_hit(&mut self) {
        let dossier = Arc::clone(&self.dossier);
        if let Some(&hit) = self.search.hits.get(self.search.at) {
            self.reveal(&dossier, hit);
        }
    }
}

/// One unit of what is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// This character, or the same in its other case.
    Char(char, char),
    /// White space, however much.
    Blank,
    /// A quotation mark or apostrophe of any kind.
    Mark,
    /// A hyphen or dash of any kind.
    Dash,
}

/// Where `words` stand in `text`, in text order: at most [`MOST`] places from byte `from` on and as many before it;
/// and whether there are more.
#[must_use]
pub(super) fn find(text: &str, words: &str, from: usize) -> (Vec<Span>, bool) {
    let units = units(words);
    if units.is_empty() {
        return (Vec::new(), false);
    }
    let from = text.floor_char_boundary(from.min(text.len()));
    let mut behind: Vec<Span> = places(text, &units, from).take(MOST + 1).collect();
    let mut before: Vec<Span> = (places(text, &units, 0))
        .take_while(|hit| hit.start < from)
        .take(MOST + 1)
        .collect();
    let more = behind.len() > MOST || before.len() > MOST;
    behind.truncate(MOST);
    before.truncate(MOST);
    before.append(&mut behind);
    (before, more)
}

fn units(words: &str) -> Vec<Unit> {
    let exact = words.chars().any(char::is_uppercase);
    let mut units: Vec<Unit> = Vec::new();
    for c in words.chars().filter(|c| !ignored(*c)) {
        let unit = match c {
            c if c.is_whitespace() => Unit::Blank,
            c if mark(c) => Unit::Mark,
            c if dash(c) => Unit::Dash,
            c if exact => Unit::Char(c, c),
            c => Unit::Char(c, other_case(c)),
        };
        if unit != Unit::Blank || units.last() != Some(&Unit::Blank) {
            units.push(unit);
        }
    }
    units
}

fn other_case(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None) => upper,
        _ => c,
    }
}

const fn ignored(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

const fn mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '«' | '»' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}'
    )
}

const fn dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The places from byte `from` on, one behind the other.
fn places<'a>(text: &'a str, units: &'a [Unit], from: usize) -> impl Iterator<Item = Span> + 'a {
    let mut at = from;
    std::iter::from_fn(move || {
        loop {
            at = candidate(text, units[0], at)?;
            if let Some(end) = matched(text, units, at) {
                let hit = Span::new(at, end);
                at = end.max(at + 1);
                return Some(hit);
            }
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    })
}

/// The next byte at or behind `at` where `first` may stand.
fn candidate(text: &str, first: Unit, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let found = match first {
        Unit::Char(one, other) if one.is_ascii() && other.is_ascii() => {
            // Both are ASCII: a byte each.
            memchr::memchr2(one as u8, other as u8, rest.as_bytes())
        }
        Unit::Char(one, other) => rest.find([one, other]),
        Unit::Blank => rest.find(char::is_whitespace),
        Unit::Mark => rest.find(mark),
        Unit::Dash => rest.find(dash),
    };
    found.map(|found| at + found)
}

/// The end of the match that begins at byte `at`.
fn matched(text: &str, units: &[Unit], at: usize) -> Option<usize> {
    let mut rest = text[at..].char_indices().peekable();
    let mut end = 0;
    for unit in units {
        let (place, c) = rest.find(|(_, c)| !ignored(*c))?;
        let fits = match unit {
            Unit::Char(one, other) => c == *one || c == *other,
            Unit::Blank => c.is_whitespace(),
            Unit::Mark => mark(c),
            Unit::Dash => dash(c),
        };
        if !fits {
            return None;
        }
        end = place + c.len_utf8();
        if *unit == Unit::Blank {
            while let Some((place, c)) = rest.next_if(|(_, c)| c.is_whitespace()) {
                end = place + c.len_utf8();
            }
        }
    }
    Some(at + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    #[track_caller]
    fn check(marked: &str, words: &str) {
        let (text, want) = unmark(marked);
        assert_eq!(
            find(&text, words, 0),
            (want, false),
            "{words:?} in {text:?}"
        );
    }

    #[test]
    fn words_are_found_whatever_their_glyphs() {
        check("the «Council» voted, the «council» rose", "council");
        check("the «Council» voted, the council rose", "Council");
        check("“«it’s\u{a0}well–known»”", "it's well-known");
        check("a «long\n  way»", "long way");
        check("co«op\u{ad}er»ate", "oper");
        check("«Ärger» und «ärger»", "ärger");
        check("nothing", "");
        check("nothing", "elsewhere");
    }

    #[test]
    fn places_do_not_overlap() {
        check("«aa»«aa»a", "aa");
    }

    #[test]
    fn places_on_both_sides_are_found_from_the_middle() {
        let (text, want) = unmark("«x»…«x»…«x»");
        assert_eq!(find(&text, "x", 4), (want, false));
    }
}
