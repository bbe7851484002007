//! Findings as a compiler prints them: the line, a caret, the reason, the way out.
use std::fmt::Write;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::super::{Diagnostic, Files, Severity};
use super::excerpt::Excerpt;
use super::order::{Located, Sources, in_order};
use super::short::heading;
use crate::text::visible;

/// Stands where a place is to be written. `annotate-snippets` counts columns in the lines it is given, and those are cut and
/// made visible; so it writes this sign, which visible text never contains, and the place in the file is put in afterwards.
const PLACE: char = '\u{e000}';

/// `findings` with their lines, in colour or not, a blank line after each.
///
/// Nothing of a file reaches the output as it stands: `annotate-snippets` is given text that is visible already, and spans
/// counted in that text.
#[must_use]
pub fn human(findings: &[Diagnostic], files: &Files, color: bool) -> String {
    let renderer = if color {
        Renderer::styled().hyperlink(false)
    } else {
        Renderer::plain()
    };
    let sources = Sources::new(files);
    let mut out = String::new();
    for finding in in_order(findings) {
        let mut cited = Vec::new();
        let report = [group(finding, &sources, &mut cited)];
        push_with_places(&mut out, &renderer.render(&report), &cited);
        out.push_str("\n\n");
    }
    out
}

/// Adds `rendered` to `out`; in the order they were cited, places stand for `PLACE:line:column`.
fn push_with_places(out: &mut String, rendered: &str, cited: &[Located<'_>]) {
    let mut parts = rendered.split(PLACE);
    out.push_str(parts.next().unwrap_or_default());
    for (part, at) in parts.zip(cited) {
        let (path, first) = (visible(at.path), at.first);
        write!(out, "{path}:{}:{}", first.line, first.column).expect("a string takes everything");
        out.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
}

/// What is said of `finding`; the places it shows are added to `cited`.
fn group<'a>(
    finding: &'a Diagnostic,
    sources: &'a Sources<'a>,
    cited: &mut Vec<Located<'a>>,
) -> Group<'a> {
    let level = match (&finding.waived, finding.severity) {
        (None, Severity::Error) => Level::ERROR,
        (None, Severity::Warning) => Level::WARNING,
        (Some(_), _) | (None, Severity::Info) => Level::INFO,
    };
    let title = level
        .with_name(heading(finding))
        .primary_title(visible(&finding.message));
    let mut group = Group::with_title(title);
    let mut others: Vec<(Located<'a>, &str)> = finding
        .also
        .iter()
        .filter_map(|(place, label)| Some((sources.locate(*place)?, label.as_str())))
        .collect();
    if let Some(at) = finding.place.and_then(|place| sources.locate(place)) {
        let excerpt = Excerpt::around(&at);
        let primary = mark(
            &excerpt,
            &at,
            AnnotationKind::Primary,
            finding.label.as_deref(),
        );
        let near: Vec<_> = others
            .extract_if(.., |(other, _)| {
                std::ptr::eq(other.lines, at.lines) && excerpt.shows(other)
            })
            .map(|(other, label)| mark(&excerpt, &other, AnnotationKind::Context, Some(label)))
            .collect();
        group = group.element(snippet(&at, excerpt).annotation(primary).annotations(near));
        cited.push(at);
    }
    for (other, label) in others {
        let excerpt = Excerpt::around(&other);
        let marked = mark(&excerpt, &other, AnnotationKind::Context, Some(label));
        group = group.element(snippet(&other, excerpt).annotation(marked));
        cited.push(other);
    }
    let notes = finding.notes.iter().map(|(heading, text)| (*heading, text));
    let waived = finding.waived.iter().map(|reason| ("waived", reason));
    for (heading, text) in notes.chain(waived) {
        group = group.element(Level::NOTE.with_name(heading).message(visible(text)));
    }
    match &finding.help {
        // A block to paste keeps its lines; they stand indented below the first.
        Some(help) => {
            let lines: Vec<_> = help.split('\n').map(visible).collect();
            group.element(Level::HELP.message(lines.join("\n")))
        }
        None => group,
    }
}

fn mark<'a>(
    excerpt: &Excerpt,
    at: &Located<'_>,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Annotation<'a> {
    kind.span(excerpt.range(at)).label(label.map(visible))
}

/// The lines at `at`, under a sign for their place.
fn snippet<'a>(at: &Located<'_>, excerpt: Excerpt) -> Snippet<'a, Annotation<'a>> {
    Snippet::source(excerpt.source)
        .line_start(at.first.line)
        .path(PLACE.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::{Code, FileId, Place};
    use crate::text::{Span, unmark};

    /// A file in which `«` and `»` mark places.
    fn file(path: &str, text: &str) -> (Files, Vec<Place>) {
        let mut files = Files::default();
        let (text, spans) = unmark(text);
        let file = files.add(path.into(), text);
        (
            files,
            spans.into_iter().map(|span| Place { file, span }).collect(),
        )
    }

    fn found(code: Code, message: &str, place: Place) -> Diagnostic {
        Diagnostic::new(code, message).at(place.file, place.span)
    }

    #[track_caller]
    fn prints(finding: Diagnostic, files: &Files, expected: &str) {
        let printed = human(&[finding], files, false);
        assert_eq!(printed.trim_end(), expected.trim(), "\n{printed}");
    }

    #[test]
    fn a_finding_is_printed_as_a_compiler_does() {
        let (files, places) = file(
            "articles/vote.toml",
            "[quote.vote]\ntext = \"«voted 7 to 3»\"\n",
        );
        let finding = found(
            Code::E01,
            "these words are not in articles/vote.txt",
            places[0],
        )
        .label("nearest passage is in ¶8")
        .note("article", "voted [7–2]")
        .help("write the words as printed");
        prints(
            finding,
            &files,
            r#"
error[E01] text-not-found: these words are not in articles/vote.txt
 --> articles/vote.toml:2:9
  |
2 | text = "voted 7 to 3"
  |         ^^^^^^^^^^^^ nearest passage is in ¶8
  |
  = article: voted [7–2]
  = help: write the words as printed
"#,
        );
    }

    #[test]
    fn other_places_stand_in_the_same_line_or_under_their_own() {
        let (files, places) = file("vote.toml", "[quote.«vote»]\n\n[quote.«vote»] # «again»\n");
        let finding = found(Code::E07, "`vote` is used twice", places[1])
            .also(places[0], "first here")
            .also(places[2], "said so");
        prints(
            finding,
            &files,
            r"
error[E07] duplicate-id: `vote` is used twice
 --> vote.toml:3:8
  |
3 | [quote.vote] # again
  |        ^^^^    ----- said so
  |
 ::: vote.toml:1:8
  |
1 | [quote.vote]
  |        ---- first here
",
        );
    }

    #[test]
    fn a_waived_finding_says_so_and_why() {
        let (files, places) = file("vote.toml", "text = «\"x\"»");
        let mut finding = found(Code::W27, "forty words", places[0]);
        finding.waived = Some("a poem".into());
        prints(
            finding,
            &files,
            r#"
warning[W27] long-quotation (waived): forty words
 --> vote.toml:1:8
  |
1 | text = "x"
  |        ^^^
  |
  = waived: a poem
"#,
        );
    }

    #[test]
    fn a_block_to_paste_keeps_its_lines() {
        let finding = Diagnostic::new(Code::W24, "one article only").help("paste\n[quote.x]\u{1b}");
        prints(
            finding,
            &Files::default(),
            "warning[W24] single-source: one article only\n |\n = help: paste\n         [quote.x]␛",
        );
    }

    #[test]
    fn a_finding_without_a_place_has_no_lines() {
        let finding = Diagnostic::new(Code::W24, "one article only").help("add another");
        prints(
            finding,
            &Files::default(),
            "warning[W24] single-source: one article only\n |\n = help: add another",
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_caret_and_columns_stay_those_of_the_file() {
        let (files, places) = file(
            "a.toml",
            &format!(
                "{}«here»{}",
                "one two ".repeat(50_000),
                " three four".repeat(50_000)
            ),
        );
        let printed = human(&[found(Code::E06, "x", places[0])], &files, false);
        let lines: Vec<&str> = printed.lines().collect();
        assert_eq!(lines[1], " --> a.toml:1:400001");
        assert!(
            lines[3].starts_with("1 | …")
                && lines[3].ends_with('…')
                && lines[3].chars().count() < 130
        );
        assert_eq!(
            lines[3].find("here").map(|at| at - '…'.len_utf8() + 1),
            lines[4].find("^^^^")
        );
    }

    #[test]
    fn a_place_over_several_lines_is_drawn_along_them_and_a_long_one_at_its_first() {
        let (files, places) = file("a.toml", &format!("«[a]\nb»\n«[c]\n{}»", "d\n".repeat(99)));
        let printed = human(&[found(Code::E09, "x", places[0])], &files, false);
        assert!(printed.contains("1 | / [a]\n2 | | b\n  | |_^"), "{printed}");
        let printed = human(&[found(Code::E09, "x", places[1])], &files, false);
        assert!(printed.contains("3 | [c]\n  | ^^^"), "{printed}");
    }

    #[test]
    fn colour_is_only_there_when_asked_for() {
        let (files, places) = file("a.toml", "«x»");
        let finding = [found(Code::E06, "x", places[0])];
        assert!(human(&finding, &files, true).contains("\u{1b}["));
        assert!(!human(&finding, &files, false).contains('\u{1b}'));
    }

    #[test]
    fn nothing_of_a_file_acts_on_the_terminal() {
        let hostile = "\u{1b}]0;x\u{7}\u{9b}2J\u{7f}\u{202e}\u{e000}é";
        let (files, places) = file(
            &format!("{hostile}.toml"),
            &format!("{hostile}«{hostile}»{hostile}\n"),
        );
        let mut finding = found(Code::E06, hostile, places[0])
            .label(hostile)
            .note("article", hostile)
            .help(hostile)
            .also(places[0], hostile);
        finding.waived = Some(hostile.into());
        let printed = human(&[finding], &files, false);
        let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{e000}');
        assert!(!printed.contains(acts), "{printed}");
        assert!(printed.contains("^^^"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_place_in_any_file_can_be_printed(
            text in "([a-z ]{0,9}|[\n\r\té語\u{301}\u{202e}\u{1b}\u{feff}👩\u{200d}🚀]|\\PC|[a-z]{200})*",
            spans in prop::collection::vec((0usize..400, 0usize..400), 1..4),
        ) {
            let mut files = Files::default();
            let file = files.add("a.toml".into(), text);
            let place = |&(a, b): &(usize, usize)| Place { file, span: Span::new(a, b) };
            let mut finding = found(Code::E06, "x", place(&spans[0])).label("here");
            for other in &spans[1..] {
                finding = finding.also(place(other), "there");
            }
            finding = finding.also(Place { file: FileId(9), span: Span::default() }, "nowhere");
            let printed = human(&[finding], &files, false);
            prop_assert_eq!(printed.matches("a.toml:").count(), printed.matches("--> ").count() + printed.matches("::: ").count());
            prop_assert!(printed.contains("here"));
        }
    }
}
