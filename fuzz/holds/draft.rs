//! Any draft, in every format: what is called verbatim stands in the article, and the report can be printed.
use super::harmless::{assert_harmless, assert_json};
use onrecord::{
    model::Dossier,
    store::from_text,
    text::fold::{is_invisible, same},
    verify::{self, Draft, Format, Outcome},
};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// What drafts are looked up in.
const ARTICLE: &str = "“We will not close the bridge,” Holm told the council on Monday, “not for 40 days, not for four.”\n\n\
    Lund wrote that the river “may rise” by 2 metres, and that nobody had asked the fishermen… «Никто не спросил», said one.\n\n\
    记者问：“你们会离开吗？”他说不会。";

/// The first letter of `input` says the format (h, t, d for a docx's main part, else Markdown); the rest is the draft.
pub(crate) fn draft(input: &str) {
    let mut rest = input.chars();
    let (name, format) = match rest.next() {
        Some('h') => ("d.html", Format::Html),
        Some('t') => ("d.txt", Format::Plain),
        Some('d') => ("d.docx", Format::Docx),
        _ => ("d.md", Format::Markdown),
    };
    let bytes = match format {
        Format::Docx => docx(rest.as_str()),
        _ => rest.as_str().as_bytes().to_vec(),
    };
    let Ok(drafts) = verify::read(name, &bytes, format) else {
        return;
    };
    drafts.iter().for_each(assert_whole);
    let dossiers = [Dossier::new(from_text("talks.txt", ARTICLE.to_owned())).anchored()];
    let report = verify::verify(drafts, &dossiers);
    for finding in &report.findings {
        let quotation = &finding.quotation;
        let stands = matches!(finding.outcome, Outcome::Verbatim | Outcome::Glyphs);
        if let (true, [words], Some(found)) = (stands, quotation.parts.as_slice(), finding.found) {
            let words = words.of(&report.drafts[quotation.draft].text);
            // The mark of a note is not quoted.
            let mut words = words.to_owned();
            while let Some((before, after)) = words.split_once("[^") {
                let Some((_, behind)) = after.split_once(']') else {
                    break;
                };
                words = format!("{before}{behind}");
            }
            // A comma or stop before the closing mark may be the draft's.
            let own = |c: char| matches!(c, ',' | '.') || is_invisible(c);
            let [words, there] =
                [words.as_str(), found.span.of(ARTICLE)].map(|w| w.trim_end_matches(own));
            assert!(same(words, there), "{words:?} is not {there:?}");
        }
    }
    assert_harmless(&verify::human(&report, &dossiers, false));
    assert_json(&verify::json(&report, &dossiers));
    assert_json(&verify::sarif(&report, &dossiers));
}

/// Panics where a quotation of `draft` is no stretch of it.
fn assert_whole(draft: &Draft) {
    let lines = draft.lines();
    for quotation in verify::quotations(0, draft) {
        for part in &quotation.parts {
            assert!(
                draft.text.get(part.start..part.end).is_some(),
                "{quotation:?}"
            );
            let _ = draft.place(&lines, *part);
        }
    }
}

/// A docx whose main part is `xml`.
fn docx(xml: &str) -> Vec<u8> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let written = (packed.start_file("word/document.xml", options))
        .and_then(|()| Ok(packed.write_all(xml.as_bytes())?));
    written.expect("memory takes everything");
    packed
        .finish()
        .expect("memory takes everything")
        .into_inner()
}
