//! The operators in a pattern's words: `>>`, `[...]`, `[word]` (format.md section 5).
use crate::{anchor::Piece, text::fold::is_invisible};

/// One part of a pattern, taken apart at its operators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::anchor) struct Reading {
    /// The runs of words that must stand in the text, in order; never empty.
    pub(in crate::anchor) segments: Vec<Segment>,
    /// What joins segment `i` to segment `i + 1`.
    pub(in crate::anchor) links: Vec<Link>,
    /// Insertions before the first segment.
    pub(in crate::anchor) lead: Vec<Piece>,
    /// Insertions behind the last segment.
    pub(in crate::anchor) trail: Vec<Piece>,
}

/// A run of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::anchor) struct Segment {
    pub(in crate::anchor) words: String,
    /// An insertion touches its first (`[t]he`) or last letter (`report[ed]`), so it may begin or end inside a word.
    pub(in crate::anchor) loose: (bool, bool),
    /// Blanks part it from the operator before it and the one behind.
    pub(in crate::anchor) apart: (bool, bool),
}

/// How two segments hang together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::anchor) enum Link {
    /// `>>`: everything between them is quoted.
    Through,
    /// Something is left out, or stands in another part; printed as these pieces.
    Apart(Vec<Piece>),
    /// Nothing but blanks stands between them; these pieces were put in.
    Touching(Vec<Piece>),
    /// The attribution stands between them; the second may be in another paragraph.
    Interrupted(Vec<Piece>),
}

impl Link {
    /// What is printed between the two segments.
    pub(in crate::anchor) fn pieces(&self) -> &[Piece] {
        match self {
            Self::Through => &[],
            Self::Apart(pieces) | Self::Touching(pieces) | Self::Interrupted(pieces) => pieces,
        }
    }
}

impl Reading {
    /// Words without operators.
    pub(in crate::anchor) fn plain(words: &str) -> Self {
        let segment = Segment {
            words: words.trim().to_owned(),
            ..Segment::default()
        };
        Self {
            segments: vec![segment],
            ..Self::default()
        }
    }

    /// The parts of a list, one behind the other.
    pub(in crate::anchor) fn list(parts: Vec<Self>) -> Self {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_default();
        for part in parts {
            let mut between = std::mem::replace(&mut whole.trail, part.trail);
            between.push(Piece::Interruption);
            between.extend(part.lead);
            whole.links.push(Link::Interrupted(between));
            whole.links.extend(part.links);
            whole.segments.extend(part.segments);
        }
        whole
    }
}

/// What a part's operators come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::anchor) enum Operators {
    /// It has none.
    Absent,
    /// Brackets do not close, or an operator has nothing on one of its sides.
    Malformed,
    /// This is how it reads.
    Read(Reading),
}

/// A piece of a part as written.
#[derive(Debug)]
enum Token<'a> {
    Words(&'a str),
    Through,
    Bracket(&'a str),
}

/// Whether `words` begin with a blank, and end with one; what is invisible does not count.
pub(super) fn blanks(words: &str) -> (bool, bool) {
    let words = words.trim_matches(is_invisible);
    (
        words.starts_with(char::is_whitespace),
        words.ends_with(char::is_whitespace),
    )
}

/// Whether there are any operators in `part`.
#[must_use]
pub fn has_operators(part: &str) -> bool {
    let sign = memchr::memchr3(b'>', b'[', b']', part.as_bytes());
    sign.is_some_and(|at| part[at..].contains(">>") || part[at..].contains(['[', ']']))
}

/// Takes `part` apart.
pub(in crate::anchor) fn read(part: &str) -> Operators {
    if !has_operators(part) {
        return Operators::Absent;
    }
    match tokens(part).and_then(|tokens| assemble(&tokens)) {
        Some(reading) => Operators::Read(reading),
        None => Operators::Malformed,
    }
}

/// `part` with its printed `...` read as `[...]`; `None` if it has none.
pub(in crate::anchor) fn read_dots(part: &str) -> Option<Reading> {
    let mut threes = part.as_bytes().windows(3);
    if !threes.any(|three| three == b"..." || three == "…".as_bytes()) {
        return None;
    }
    let dotted = part.replace('…', "...");
    let runs: Vec<&str> = dotted
        .split("...")
        .map(|w| w.trim_matches(|c: char| c == '.' || c.is_whitespace()))
        .filter(|w| !w.is_empty())
        .collect();
    if runs.is_empty() {
        return None;
    }
    let segments: Vec<Segment> = runs
        .iter()
        .map(|w| Segment {
            words: (*w).to_owned(),
            ..Segment::default()
        })
        .collect();
    let links = vec![Link::Apart(vec![Piece::Elision]); segments.len() - 1];
    Some(Reading {
        segments,
        links,
        ..Reading::default()
    })
}

fn tokens(part: &str) -> Option<Vec<Token<'_>>> {
    let mut found = Vec::new();
    let mut rest = part;
    loop {
        let next = [rest.find(">>"), rest.find('['), rest.find(']')]
            .into_iter()
            .flatten()
            .min();
        let Some(at) = next else { break };
        if !rest[..at].trim().is_empty() {
            found.push(Token::Words(&rest[..at]));
        }
        if let Some(after) = rest[at..].strip_prefix(">>") {
            found.push(Token::Through);
            rest = after;
        } else {
            let (inside, after) = rest[at..].strip_prefix('[')?.split_once(']')?;
            if inside.contains('[') {
                return None;
            }
            found.push(Token::Bracket(inside));
            rest = after;
        }
    }
    if !rest.trim().is_empty() {
        found.push(Token::Words(rest));
    }
    Some(found)
}

fn assemble(tokens: &[Token<'_>]) -> Option<Reading> {
    let mut reading = Reading::default();
    let mut pending: Vec<Piece> = Vec::new();
    let mut through = false;
    for (i, token) in tokens.iter().enumerate() {
        match token {
            Token::Through if through || !pending.is_empty() || reading.segments.is_empty() => {
                return None;
            }
            Token::Through => through = true,
            Token::Bracket(_) if through => return None,
            Token::Bracket(inside) => pending.push(bracket(inside)?),
            Token::Words(words) => {
                let touched = |at: Option<&Token<'_>>| matches!(at, Some(Token::Bracket(b)) if !is_elision(b));
                let before = touched(i.checked_sub(1).map(|i| &tokens[i]))
                    && words.starts_with(char::is_alphanumeric);
                let after = touched(tokens.get(i + 1)) && words.ends_with(char::is_alphanumeric);
                join(
                    &mut reading,
                    std::mem::take(&mut pending),
                    std::mem::take(&mut through),
                )?;
                reading.segments.push(Segment {
                    words: words.trim().to_owned(),
                    loose: (before, after),
                    apart: blanks(words),
                });
            }
        }
    }
    if through || reading.segments.is_empty() || pending.contains(&Piece::Elision) {
        return None;
    }
    reading.trail = pending;
    Some(reading)
}

/// Notes what stands between the last segment and the one about to come.
fn join(reading: &mut Reading, pending: Vec<Piece>, through: bool) -> Option<()> {
    let elided = pending.contains(&Piece::Elision);
    if reading.segments.is_empty() {
        reading.lead = pending;
        return (!elided).then_some(());
    }
    reading.links.push(match (through, elided) {
        (true, _) => Link::Through,
        (false, true) => Link::Apart(pending),
        (false, false) => Link::Touching(pending),
    });
    Some(())
}

fn is_elision(inside: &str) -> bool {
    matches!(inside.trim(), "..." | "…" | ". . .")
}

fn bracket(inside: &str) -> Option<Piece> {
    let word = inside.trim();
    match word {
        "" => None,
        word if is_elision(word) => Some(Piece::Elision),
        word => Some(Piece::Insertion(word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(part: &str) -> Reading {
        match read(part) {
            Operators::Read(reading) => reading,
            other => panic!("{part}: {other:?}"),
        }
    }

    fn words(part: &str) -> Vec<String> {
        reading(part)
            .segments
            .into_iter()
            .map(|s| s.words)
            .collect()
    }

    #[test]
    fn operators_part_the_words() {
        assert_eq!(read("no operators ... here"), Operators::Absent);
        assert_eq!(
            words("from here >> to there [...] and [sic], more"),
            ["from here", "to there", "and", ", more"]
        );
        let reading = reading("[T]he one report[ed] it");
        assert_eq!(reading.lead, [Piece::Insertion("T".into())]);
        assert_eq!(reading.segments[0].loose, (true, true));
        assert_eq!(
            reading.links,
            [Link::Touching(vec![Piece::Insertion("ed".into())])]
        );
    }

    #[test]
    fn an_operator_needs_something_on_either_side() {
        for part in [
            ">> b",
            "a >>",
            "a >> >> b",
            "[...] b",
            "a [...]",
            "a ] b",
            "a [ b",
            "a [b [c]] d",
            "[]",
            "a >> [x] b",
            "[sic]",
        ] {
            assert_eq!(read(part), Operators::Malformed, "{part}");
        }
    }
}
