//! E02: the words stand in several places.
use super::{
    super::super::context::{Anchored, Context, finding, quoted},
    parts::by_article,
};
use crate::{
    anchor::{Outcome, Pattern, Repeated, extend},
    diag::{Code, Diagnostic},
    model::Article,
    text::Span,
};

/// For how many places of a text a longer one is worked out.
const OFFERED: usize = 4;
/// For how many places of an article; who mends these finds the others the next time.
const OFFERED_IN_ALL: usize = 1_000;
/// How many places are named.
const NAMED: usize = 8;

/// E02: the words stand in several places; ready-made longer texts are offered.
pub(in crate::check) fn ambiguous(context: &Context<'_>) -> Vec<Diagnostic> {
    let repeated = context.anchored().filter(|a| places(a).is_some());
    let mut all = Vec::new();
    for records in by_article(repeated) {
        let mut longer = longer(&records).into_iter();
        for a in &records {
            let offered = longer.next().unwrap_or_default();
            all.push(told(a, places(a).unwrap_or_default(), &offered));
        }
    }
    all
}

fn places<'a>(a: &Anchored<'a>) -> Option<&'a [Span]> {
    match &a.anchor.outcome {
        Outcome::Ambiguous(places) => Some(places),
        _ => None,
    }
}

/// For each of `records`, which are of one article, the longer texts that are on offer, each with its place.
fn longer(records: &[Anchored<'_>]) -> Vec<Vec<(Span, Pattern)>> {
    let Some(article) = records.first().map(|a| a.article) else {
        return Vec::new();
    };
    let patterns: Vec<Pattern> = records.iter().map(|a| a.record.pattern()).collect();
    let mut asked: Vec<(usize, Repeated<'_>)> = Vec::new();
    for (n, (a, pattern)) in records.iter().zip(&patterns).enumerate() {
        let places = places(a).unwrap_or_default().iter().take(OFFERED);
        asked.extend(places.map(|&place| (n, Repeated { pattern, place })));
    }
    asked.truncate(OFFERED_IN_ALL);
    let (owners, repeated): (Vec<usize>, Vec<Repeated<'_>>) = asked.into_iter().unzip();
    let paragraphs: Vec<Span> = article.paragraphs.iter().map(|p| p.span).collect();
    let mut all = vec![Vec::new(); records.len()];
    let found = extend(&article.text, &paragraphs, &repeated);
    for ((owner, repeated), longer) in owners.into_iter().zip(&repeated).zip(found) {
        all[owner].extend(longer.map(|longer| (repeated.place, longer)));
    }
    all
}

fn told(a: &Anchored<'_>, places: &[Span], longer: &[(Span, Pattern)]) -> Diagnostic {
    let times = match places.len() {
        2 => "twice".to_owned(),
        Outcome::PLACES.. => format!("{} times or more", Outcome::PLACES),
        n => format!("{n} times"),
    };
    let message = format!("these words stand {times} in {}", a.article.file);
    let mut out = finding(Code::E02, a.record, "text", message)
        .label(format!("in {}", paragraphs_of(a.article, places)));
    for (place, longer) in longer {
        let number = a.article.paragraph_at(place.start);
        out = out.note("longer", format!("¶{number}: text = {}", written(longer)));
    }
    let has_context = a.record.extra.before.is_some() || a.record.extra.after.is_some();
    out.help(match (has_context, longer.is_empty()) {
        (false, false) => "say which with a few words in `before` or `after`, or take one of the longer texts",
        (false, true) => "say which with a few words in `before` or `after`",
        (true, false) => "`before` and `after` stand at more than one of them: mend them, or take one of the longer texts",
        (true, true) => "`before` and `after` stand at more than one of them, or at none: mend them",
    })
}

/// The words of `pattern` as a TOML value.
fn written(pattern: &Pattern) -> String {
    match pattern.parts.as_slice() {
        [words] => quoted(words),
        parts => {
            let parts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
            format!("[{}]", parts.join(", "))
        }
    }
}

/// `¶3, ¶7 (twice) and 4 more`
fn paragraphs_of(article: &Article, places: &[Span]) -> String {
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for place in places {
        let number = article.paragraph_at(place.start);
        match counted.last_mut() {
            Some((last, times)) if *last == number => *times += 1,
            _ => counted.push((number, 1)),
        }
    }
    let name = |&(number, times): &(usize, usize)| match times {
        1 => format!("¶{number}"),
        2 => format!("¶{number} (twice)"),
        n => format!("¶{number} ({n} times)"),
    };
    let named: Vec<String> = counted.iter().take(NAMED).map(name).collect();
    match counted.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more paragraphs", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn words_in_two_places_are_offered_longer() {
        let found = expect(
            "Holm will not yield, she said.\n\nVerhoeven will not yield to Holm. Lund will not yield to Holm.",
            r#"
            [quote.firm]
            source = "mayor"
            text = "will not yield" #~ E02
            [quote.told]
            source = "mayor"
            text = "will not yield"
            before = "Holm"
            [quote.longer]
            source = "mayor"
            text = "will not yield, she said"
            "#,
        );
        assert_eq!(found[0].message, "these words stand 3 times in a.txt");
        assert_eq!(found[0].label.as_deref(), Some("in ¶1, ¶2 (twice)"));
        let longer: Vec<&str> = found[0]
            .notes
            .iter()
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(
            longer,
            [
                r#"¶1: text = "will not yield, she""#,
                r#"¶2: text = "Verhoeven will not yield""#,
                r#"¶2: text = "Lund will not yield""#,
            ]
        );
    }

    #[test]
    fn every_longer_text_that_is_offered_is_unique() {
        let text = "A no. A no.\n\nOf a no, a no or a no.";
        let found = expect(
            text,
            "[quote.no]\nsource = \"mayor\"\ntext = \"no\" #~ E02\n",
        );
        assert_eq!(found[0].notes.len(), 4);
        for (_, offered) in &found[0].notes {
            let (_, line) = offered.split_once(": ").expect("a paragraph first");
            expect(text, &format!("[quote.no]\nsource = \"mayor\"\n{line}\n"));
        }
    }

    #[test]
    fn paragraphs_that_are_equal_get_no_longer_text() {
        let found = expect(
            "Not so.\n\nNot so.",
            "[quote.not]\nsource = \"mayor\"\ntext = \"Not so\" #~ E02\n",
        );
        assert_eq!(found[0].notes, []);
    }

    #[test]
    fn operators_lists_and_scripts_without_blanks_are_offered_longer_too() {
        let text = "Holm said we stay, and later we stay, come what may. Nobody heard.\n\n\
            Lund said we stay, and later we stay, come what may. All heard.\n\n我们留下。他说我们走了。";
        for (words, longer) in [
            ("'we [...] may'", 2),
            ("'later >> may'", 2),
            ("['we stay', 'come what']", 2),
            ("'我们'", 2),
        ] {
            let record = |text: &str| format!("[quote.q]\nsource = \"mayor\"\ntext = {text}");
            let (found, _) = crate::check::fixture::findings(text, &record(words));
            let told = found.iter().find(|f| f.code == crate::diag::Code::E02);
            let offered = told.map_or(&[][..], |f| f.notes.as_slice());
            assert_eq!(offered.len(), longer, "{words}: {found:#?}");
            for (_, offered) in offered {
                let (_, words) = offered.split_once(" = ").expect("a text");
                expect(text, &record(words));
            }
        }
    }
}
