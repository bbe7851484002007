//! Words as written beside words as printed, those that differ in brackets, the rest cut where it is long.
use super::{
    change::{Change, Critical, Kind, critical, diff},
    language::Language,
};
use crate::text::{Span, fold::same, words::words};

/// Words that are the same, shown beside those that differ.
const BESIDE: usize = 6;
/// Words that differ, shown of one place.
const DIFFERING: usize = 24;
/// Characters of a side at most.
const SHOWN: usize = 600;

/// Two texts side by side, each in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The words as written.
    pub written: String,
    /// The passage as printed.
    pub printed: String,
    /// Which changes of sense are among the differences.
    pub critical: Vec<Critical>,
    /// What differs.
    pub what: What,
}

/// What differs, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Words.
    Words,
    /// Only what stands between the words.
    Signs,
    /// Neither.
    Nothing,
}

/// `written` beside the bytes `place` of `text`: what differs in brackets, and whether it is critical in their `language`.
#[must_use]
pub fn compare(written: &str, text: &str, place: Span, language: &Language) -> Compared {
    let changes = diff(written, text, place, language);
    if changes.iter().all(|change| change.kind == Kind::Equal) {
        return Compared::of_signs(written, text, place);
    }
    let side = |text, of: fn(&Change) -> Span| {
        let runs = changes.iter().map(|change| (of(change), change.kind));
        marked(text, runs.filter(|(span, _)| !span.is_empty()).collect())
    };
    Compared {
        written: side(written, |change| change.pattern),
        printed: side(text, |change| change.article),
        critical: critical(&changes),
        what: What::Words,
    }
}

impl Compared {
    /// Several of them as one, `between` their sides.
    #[must_use]
    pub fn joined(all: &[Self], between: &str) -> Self {
        let side = |of: fn(&Self) -> &str| all.iter().map(of).collect::<Vec<_>>().join(between);
        let mut critical: Vec<Critical> = all.iter().flat_map(|c| c.critical.clone()).collect();
        critical.sort_unstable();
        critical.dedup();
        let what = all.iter().map(|compared| compared.what).min();
        Self {
            written: side(|compared| &compared.written),
            printed: side(|compared| &compared.printed),
            critical,
            what: what.unwrap_or(What::Nothing),
        }
    }

    /// The same words: what stands between them may differ.
    fn of_signs(written: &str, text: &str, place: Span) -> Self {
        let ours: Vec<Span> = words(written, Span::new(0, written.len())).collect();
        let theirs: Vec<Span> = words(text, place).collect();
        let mut pairs: Vec<(Span, Span)> = (gaps(&ours).zip(gaps(&theirs))).collect();
        if let (Some(&first), Some(&there)) = (ours.first(), theirs.first()) {
            let own = Span::new(0, first.start);
            pairs.insert(0, (own, before(text, there.start, own.of(written))));
        }
        if let (Some(&last), Some(&there)) = (ours.last(), theirs.last()) {
            let own = Span::new(last.end, written.len());
            pairs.push((own, behind(text, there.end, own.of(written))));
        }
        let differ = |&&(a, b): &&(Span, Span)| {
            let (a, b) = (a.of(written).trim(), b.of(text).trim());
            a != b && !same(a, b)
        };
        let side = |text: &str, of: fn(&(Span, Span)) -> Span| {
            let (Some(first), Some(last)) = (pairs.first().map(of), pairs.last().map(of)) else {
                return String::new();
            };
            let mut runs = Vec::new();
            let mut at = first.start;
            for gap in pairs.iter().filter(differ).map(of) {
                let gap = around(text, gap);
                runs.push((Span::new(at, gap.start.max(at)), Kind::Equal));
                runs.push((gap, Kind::Replace));
                at = gap.end;
            }
            runs.push((Span::new(at, last.end.max(at)), Kind::Equal));
            marked(text, runs)
        };
        let differs = pairs.iter().any(|pair| differ(&pair));
        Self {
            written: side(written, |pair| pair.0),
            printed: side(text, |pair| pair.1),
            critical: Vec::new(),
            what: if differs { What::Signs } else { What::Nothing },
        }
    }

    /// Whether words as written are among what differs; else the passage alone shows it all.
    #[must_use]
    pub fn is_shown_by_both(&self) -> bool {
        self.written.contains('[')
    }
}

/// What stands between `words`.
fn gaps(words: &[Span]) -> impl Iterator<Item = Span> {
    (words.windows(2)).map(|pair| Span::new(pair[0].end, pair[1].start.max(pair[0].end)))
}

/// As many characters of `text` before byte `at` as `signs` has.
fn before(text: &str, at: usize, signs: &str) -> Span {
    let characters = text[..at].char_indices().rev();
    let start = characters.take(signs.trim_start().chars().count()).last();
    Span::new(start.map_or(at, |(start, _)| start), at)
}

/// As many characters of `text` behind byte `at` as `signs` has.
fn behind(text: &str, at: usize, signs: &str) -> Span {
    let characters = text[at..].char_indices();
    let last = characters.take(signs.trim_end().chars().count()).last();
    Span::new(at, last.map_or(at, |(i, c)| at + i + c.len_utf8()))
}

/// `gap` without the blanks around it; where it is nothing but blanks, nothing at its start.
fn around(text: &str, gap: Span) -> Span {
    let inside = gap.of(text);
    let start = gap.start + (inside.len() - inside.trim_start().len());
    if inside.trim().is_empty() {
        return Span::new(gap.start, gap.start);
    }
    Span::new(start, start + inside.trim().len())
}

/// The stretch of `text` that `runs` make up, in one line: what is not equal in brackets, long runs cut.
fn marked(text: &str, runs: Vec<(Span, Kind)>) -> String {
    let mut line = String::new();
    let mut at = None;
    let last = runs.len().saturating_sub(1);
    for (i, (run, kind)) in runs.into_iter().enumerate() {
        line.push_str(at.map_or("", |at| text.get(at..run.start).unwrap_or_default()));
        at = Some(run.end);
        if kind == Kind::Equal {
            line.push_str(&cut(text, run, (i > 0, i < last), BESIDE));
        } else {
            line.push('[');
            line.push_str(&cut(text, run, (true, true), DIFFERING));
            line.push(']');
        }
    }
    short(&line)
}

/// `line` with single blanks, cut at a word's end where it is long.
fn short(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((most, _)) = line.char_indices().nth(SHOWN) else {
        return line;
    };
    let end = line[..most].rfind(' ').filter(|&end| end > 0);
    format!("{} …", &line[..end.unwrap_or(most)])
}

/// The first (`sides.0`) and the last (`sides.1`) `most` words of `run`, or all of it where that is hardly more.
fn cut(text: &str, run: Span, sides: (bool, bool), most: usize) -> String {
    let all: Vec<Span> = words(text, run).collect();
    let kept = most * (usize::from(sides.0) + usize::from(sides.1));
    if kept == 0 || all.len() <= kept + BESIDE {
        return run.of(text).to_owned();
    }
    let head = Span::new(run.start, all[most - 1].end).of(text);
    let tail = Span::new(all[all.len() - most].start, run.end).of(text);
    match sides {
        (true, true) => format!("{head} … {tail}"),
        (true, false) => format!("{head} …"),
        (false, _) => format!("… {tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both sides, and what differs.
    #[track_caller]
    fn shows(written: &str, printed: &str, expected: (Option<&str>, &str), what: What) {
        let found = compare(
            written,
            printed,
            Span::new(0, printed.len()),
            Language::of(None),
        );
        let written = Some(found.written.as_str()).filter(|_| found.is_shown_by_both());
        let sides = (written, found.printed.as_str());
        assert_eq!((sides, found.what), (expected, what));
    }

    #[test]
    fn words_that_differ_stand_in_brackets() {
        shows(
            "troops will not leave, he said",
            "forces will leave, he said",
            (
                Some("[troops] will [not] leave, he said"),
                "[forces] will leave, he said",
            ),
            What::Words,
        );
        shows(
            "leave the valley",
            "leave the whole valley",
            (None, "leave the [whole] valley"),
            What::Words,
        );
        shows(
            "我们会离开",
            "我们不会离开",
            (None, "我们[不]会离开"),
            What::Words,
        );
    }

    #[test]
    fn signs_between_equal_words_are_shown_as_such() {
        shows(
            "we stay. Really: here",
            "we stay, really here",
            (Some("we stay. [Really]: here"), "we stay, [really] here"),
            What::Words,
        );
        shows(
            "we stay; all of us",
            "we stay all of us",
            (Some("we stay[;] all of us"), "we stay[] all of us"),
            What::Signs,
        );
        shows(
            "we stay?",
            "we stay!",
            (Some("we stay[?]"), "we stay[!]"),
            What::Signs,
        );
        shows("we stay", "we stay", (None, "we stay"), What::Nothing);
    }

    #[test]
    fn only_the_neighbours_of_a_difference_are_shown_of_a_long_text() {
        let long = |word: &str| {
            let some = |from: usize| {
                let all: Vec<String> = (from..from + 40).map(|n| format!("w{n} ")).collect();
                all.concat()
            };
            format!("{}{word} {}", some(0), some(50))
        };
        shows(
            long("red").trim(),
            long("blue").trim(),
            (
                Some("… w34 w35 w36 w37 w38 w39 [red] w50 w51 w52 w53 w54 w55 …"),
                "… w34 w35 w36 w37 w38 w39 [blue] w50 w51 w52 w53 w54 w55 …",
            ),
            What::Words,
        );
    }
}
