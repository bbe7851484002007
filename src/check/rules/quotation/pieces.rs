//! E05: operators that do not reconcile with the article, and which piece it is that does not.
use super::{
    super::super::context::{Anchored, Context, finding},
    parts::{Part, by_article, has_operators, nearest, parts, pointing, side_by_side},
    stands::place_of,
};
use crate::{
    anchor::{Missing, Outcome, compare},
    diag::{Code, Diagnostic},
    text::Span,
};

/// What to do where a piece is not there.
const AS_PRINTED: &str = "write each piece as printed, in the order of the article";

/// E05: operators that do not reconcile.
pub(in crate::check) fn elision(context: &Context<'_>) -> Vec<Diagnostic> {
    let faulty = context.anchored().filter(|a| match &a.anchor.outcome {
        Outcome::Altered(_) | Outcome::Missing(Missing::Segment(_)) => has_operators(a.record),
        Outcome::Missing(why) => !matches!(why, Missing::Words | Missing::Cut(_)),
        _ => false,
    });
    let mut found = Vec::new();
    for faulty in by_article(faulty) {
        let pieces = parts(&faulty);
        found.extend(faulty.iter().zip(&pieces).map(|(a, p)| told(context, a, p)));
    }
    found
}

fn told(context: &Context<'_>, a: &Anchored<'_>, pieces: &[Part<'_>]) -> Diagnostic {
    let file = &a.article.file;
    let at = |message: String| finding(Code::E05, a.record, "text", message);
    match &a.anchor.outcome {
        Outcome::Missing(Missing::Malformed) => malformed(
            context,
            a,
            at("the operators in these words cannot be read".to_owned()),
        ),
        Outcome::Missing(Missing::Ellipsis) => {
            at(format!("the three dots are not printed in {file}"))
                .label("without the dots, the words are there")
                .help("`...` means three printed dots; write `[...]` where you left words out")
        }
        _ => match pieces.iter().position(|piece| piece.places.is_empty()) {
            Some(n) => absent(context, a, pieces, n),
            None => apart(context, a, pieces),
        },
    }
}

/// Piece `n` stands nowhere.
fn absent(context: &Context<'_>, a: &Anchored<'_>, pieces: &[Part<'_>], n: usize) -> Diagnostic {
    let (piece, file) = (&pieces[n], &a.article.file);
    let gone: Vec<String> = (pieces.iter().zip(1..))
        .filter(|(piece, _)| piece.places.is_empty())
        .map(|(_, n)| n.to_string())
        .collect();
    let all = pieces.len();
    let message = match gone.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!(
                "pieces {} and {last} of {all} are not in {file}",
                rest.join(", ")
            )
        }
        _ => format!("piece {} of {all} is not in {file}", n + 1),
    };
    let out = finding(Code::E05, a.record, "text", message).help(AS_PRINTED);
    let out = pointing(context, out, piece.words, 0..piece.words.len());
    match nearest(a, pieces, piece.words) {
        Some(place) => {
            let label = format!("nearest passage is in {}", place_of(a.article, place));
            let compared = compare(piece.words, &a.article.text, place, a.article.language());
            side_by_side(out.label(label), compared)
        }
        None => match &a.anchor.outcome {
            Outcome::Altered(near) => {
                let place = place_of(a.article, near.span);
                let words = near.span.of(&a.article.text);
                out.label(format!(
                    "this piece stands nowhere; nearest to the whole is {place}"
                ))
                .note("article", words)
            }
            _ => out.label("this piece stands nowhere, and nothing is near it"),
        },
    }
}

/// Every piece stands somewhere, but not as the operators have it.
fn apart(context: &Context<'_>, a: &Anchored<'_>, pieces: &[Part<'_>]) -> Diagnostic {
    let file = &a.article.file;
    let at = |message: String| {
        let out = finding(Code::E05, a.record, "text", message);
        match pieces {
            [] | [_] => out,
            pieces => out.note("stands", standing(a, pieces)),
        }
    };
    let one = format!("the pieces stand in {file}, but not in this order in one paragraph");
    match pieces
        .windows(2)
        .enumerate()
        .find_map(|(n, pair)| why(a, n, pair))
    {
        Some(Why::Between(n, words)) => {
            let behind = pieces[n + 1].words;
            let out = at(format!(
                "words stand between pieces {} and {} in {file}",
                n + 1,
                n + 2
            ));
            pointing(context, out, behind, 0..behind.len())
                .label("these words do not follow the bracket directly")
                .note("article", words)
                .help("`[word]` only puts a word in; write `[...] [word]` where it stands for words of the article")
        }
        Some(Why::Order(n)) => {
            let behind = pieces[n + 1].words;
            pointing(context, at(one), behind, 0..behind.len())
                .label(format!("stands before piece {} there", n + 1))
                .help(AS_PRINTED)
        }
        Some(Why::Paragraphs(n)) => {
            let behind = pieces[n + 1].words;
            pointing(context, at(one), behind, 0..behind.len())
                .label(format!("in another paragraph than piece {}", n + 1))
                .help("pieces of different paragraphs: make `text` a list, one string a paragraph")
        }
        None => at(one)
            .label("not in one paragraph in this order")
            .help(AS_PRINTED),
    }
}

/// `piece 1 in ¶3, piece 2 in ¶5 and 3 more places`
fn standing(a: &Anchored<'_>, pieces: &[Part<'_>]) -> String {
    const SHOWN: usize = 6;
    let mut all: Vec<String> = Vec::new();
    for (n, piece) in pieces.iter().enumerate().take(SHOWN) {
        let Some(first) = piece.places.first() else {
            continue;
        };
        let more = match piece.places.len() - 1 {
            0 => String::new(),
            1 => " and once more".to_owned(),
            more => format!(" and {more} more places"),
        };
        all.push(format!(
            "piece {} in {}{more}",
            n + 1,
            place_of(a.article, *first)
        ));
    }
    all.join(", ")
}

/// Why two neighbouring pieces, of which the first is number `.0`, do not follow one another.
enum Why {
    /// These words stand between them, and only a word was put in.
    Between(usize, String),
    /// The second stands before the first.
    Order(usize),
    /// They stand in different paragraphs.
    Paragraphs(usize),
}

/// Words that may stand between two pieces and are still shown as what keeps them apart.
const NEAR: usize = 200;

fn why(a: &Anchored<'_>, n: usize, pair: &[Part<'_>]) -> Option<Why> {
    let (first, second) = (&pair[0], &pair[1]);
    let paragraph = |place: &Span| a.article.paragraph_at(place.start);
    let beside = |order: fn(&Span, &Span) -> bool| {
        let mut pairs =
            (first.places.iter()).flat_map(|p| second.places.iter().map(move |q| (p, q)));
        pairs.find(|(p, q)| paragraph(p) == paragraph(q) && order(p, q))
    };
    match beside(|p, q| p.end <= q.start) {
        Some((p, q)) if second.follows => {
            let between = a.article.text.get(p.end..q.start)?.trim();
            let told = !between.is_empty() && between.len() <= NEAR;
            told.then(|| Why::Between(n, between.to_owned()))
        }
        None if beside(|_, _| true).is_some() => Some(Why::Order(n)),
        None if second.of == first.of => Some(Why::Paragraphs(n)),
        Some(_) | None => None,
    }
}

/// What is wrong with operators that cannot be read, at the one that is.
fn malformed(context: &Context<'_>, a: &Anchored<'_>, out: Diagnostic) -> Diagnostic {
    const AROUND: usize = 16;
    let help =
        "`A >> B`, `A [...] B` and `A [word] B` need words on both sides, and brackets that close";
    let fault = (a.record.text.iter()).find_map(|part| fault(part).map(|found| (part, found)));
    let Some((part, (at, label))) = fault else {
        return out
            .label("an operator has nothing to hold on to")
            .help(help);
    };
    let start = part.floor_char_boundary(at.start.saturating_sub(AROUND));
    let end = part.ceil_char_boundary((at.end + AROUND).min(part.len()));
    pointing(
        context,
        out,
        &part[start..end],
        at.start - start..at.end - start,
    )
    .label(label)
    .help(help)
}

/// The first operator of `part` that cannot be read, by bytes, and why.
fn fault(part: &str) -> Option<(Span, &'static str)> {
    let (mut at, mut words, mut before) = (0, false, None::<Span>);
    let is_wordless = |words: &str| words.trim().is_empty();
    while let Some(next) = part[at..].find(['>', '[', ']']).map(|i| at + i) {
        words |= !is_wordless(&part[at..next]);
        let rest = &part[next..];
        let operator = match rest.as_bytes() {
            [b']', ..] => return Some((Span::new(next, next + 1), "`]` closes nothing")),
            [b'>', b'>', ..] => Span::new(next, next + 2),
            [b'>', ..] => {
                (at, words) = (next + 1, true);
                continue;
            }
            _ => match rest[1..].find(['[', ']']) {
                Some(end) if rest[1 + end..].starts_with(']') => Span::new(next, next + end + 2),
                _ => return Some((Span::new(next, next + 1), "`[` is not closed")),
            },
        };
        let inside = operator.of(part).trim_matches(['[', ']']);
        let (through, left_out) = (
            operator.of(part) == ">>",
            matches!(inside.trim(), "..." | "…"),
        );
        if is_wordless(inside) {
            return Some((operator, "nothing stands in these brackets"));
        }
        if (through || left_out) && !words {
            let why = if before.is_some() {
                "two operators stand side by side"
            } else {
                "there are no words before it"
            };
            return Some((operator, why));
        }
        (at, before) = (operator.end, Some(operator));
        if through || left_out {
            words = false;
        }
    }
    let ends = is_wordless(&part[at..]) && !words;
    before
        .filter(|_| ends)
        .map(|last| (last, "there are no words behind it"))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    const ARTICLE: &str = "Holm said the bridge would stay closed until the river falls.\n\nVerhoeven left on Monday ... or so.";

    #[test]
    fn pieces_have_to_reconcile() {
        let found = expect(
            ARTICLE,
            r#"
            [quote.fits]
            source = "mayor"
            text = "the bridge [...] until the river falls"
            [quote.piece]
            source = "mayor"
            text = "the bridge [...] until the lake falls" #~ E05
            [quote.apart]
            source = "mayor"
            text = "the bridge >> on Monday" #~ E05
            [quote.pieces]
            source = "mayor"
            text = "zebras [...] graze >> the bridge" #~ E05
            [quote.order]
            source = "mayor"
            text = "until the river >> the bridge" #~ E05
            [quote.put-in]
            source = "mayor"
            text = "the bridge [then] closed" #~ E05
            [quote.dots]
            source = "mayor"
            text = "Holm said ... would stay" #~ E05
            [quote.printed-dots]
            source = "envoy"
            text = "on Monday ... or so"
            "#,
        );
        let told: Vec<String> = (found.iter())
            .map(|f| {
                let notes =
                    (f.notes.iter()).map(|(heading, text)| format!("\n  {heading}: {text}"));
                let label = f.label.as_deref().unwrap_or_default();
                format!("{} ({label}){}", f.message, notes.collect::<String>())
            })
            .collect();
        assert_eq!(
            told,
            [
                "piece 2 of 2 is not in a.txt (nearest passage is in ¶1)\n  \
                 written: until the [lake] falls\n  article: until the [river] falls",
                "the pieces stand in a.txt, but not in this order in one paragraph (in another paragraph than piece 1)\n  \
                 stands: piece 1 in ¶1, piece 2 in ¶2",
                "pieces 1 and 2 of 3 are not in a.txt (this piece stands nowhere, and nothing is near it)",
                "the pieces stand in a.txt, but not in this order in one paragraph (stands before piece 1 there)\n  \
                 stands: piece 1 in ¶1, piece 2 in ¶1",
                "words stand between pieces 1 and 2 in a.txt (these words do not follow the bracket directly)\n  \
                 stands: piece 1 in ¶1, piece 2 in ¶1\n  article: would stay",
                "the three dots are not printed in a.txt (without the dots, the words are there)",
            ]
        );
        let place = found[0].place.expect("a place");
        assert_eq!(place.span.len(), "until the lake falls".len());
    }

    #[test]
    fn of_operators_that_cannot_be_read_the_faulty_one_is_pointed_at() {
        for (words, at, why) in [
            ("the bridge [...", "[", "`[` is not closed"),
            ("the bridge ...] stay", "]", "`]` closes nothing"),
            (">> the bridge", ">>", "there are no words before it"),
            ("the bridge >>", ">>", "there are no words behind it"),
            ("the bridge [...]", "[...]", "there are no words behind it"),
            (
                "the bridge >> >> stay",
                ">>",
                "two operators stand side by side",
            ),
            (
                "the bridge [] stay",
                "[]",
                "nothing stands in these brackets",
            ),
        ] {
            let record = format!("[quote.q]\nsource = \"mayor\"\ntext = \"{words}\" #~ E05");
            let found = expect(ARTICLE, &record).remove(0);
            assert_eq!(found.label.as_deref(), Some(why), "{words}");
            assert_eq!(
                found.place.expect("a place").span.len(),
                at.len(),
                "{words}"
            );
        }
    }
}
