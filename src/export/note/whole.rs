//! The whole note: its head, and the sections that a preset wants and that have something to say.
use super::{
    desk::Desk,
    prose::{count, plain},
};
use crate::{
    diag::Diagnostic,
    export::{
        ask::{Ask, Preset, refused},
        content::{Block, Inline, Item, Note, Section, Text},
    },
    model::{Article, Dossier},
};
use sha2::{Digest, Sha256};

/// A section: id, heading, whether the presets `note` and `meeting` have it, what stands in it.
type Row = (
    &'static str,
    &'static str,
    [bool; 2],
    fn(&Desk<'_>) -> Vec<Block>,
);

/// Sections 1 to 10 and annexes A to D (note.md), in order.
#[rustfmt::skip]
const SECTIONS: [Row; 14] = [
    ("bottom-line", "Bottom line", [true, false], |desk| desk.bottom_line()),
    ("judgements", "Key judgements: analyst's judgements, not reporting", [true, true], |desk| desk.judgements()),
    ("positions", "Positions", [true, true], |desk| desk.positions()),
    ("said", "What was said", [false, false], |desk| desk.said()),
    ("changes", "What changed", [false, true], |desk| desk.changes()),
    ("conflicts", "Where the reporting conflicts or is unclear", [true, false], |desk| desk.conflicts()),
    ("questions", "Open questions", [true, true], |desk| desk.gaps()),
    ("sourcing", "Sourcing and confidence", [true, true], |desk| desk.sourcing()),
    ("references", "References", [true, true], |desk| desk.references()),
    ("lines", "Lines to take", [false, true], |desk| desk.lines()),
    ("annex-a", "Annex A: Evidence", [false, false], |desk| desk.evidence()),
    ("annex-b", "Annex B: Claims and verdicts", [false, false], |desk| desk.verdicts()),
    ("annex-c", "Annex C: Scale", [false, false], |desk| desk.scale()),
    ("annex-d", "Annex D: Waivers", [false, false], |desk| desk.waivers()),
];

/// The ids of all sections a note may have.
pub(in crate::export) fn section_ids() -> impl Iterator<Item = &'static str> {
    std::iter::once("faults").chain(SECTIONS.iter().map(|(id, ..)| *id))
}

/// The note of `dossier`, with `findings` marked where they are about something it prints. Says nothing that neither an
/// article nor an author says, and knows no clock: the same dossier and the same question give the same note.
#[must_use]
pub fn note(dossier: &Dossier, findings: &[Diagnostic], ask: &Ask) -> Note {
    let desk = Desk::narrowed(dossier, findings, &ask.filter);
    let about = &dossier.written().about;
    let mut sections: Vec<Section> = (SECTIONS.iter())
        .filter(|(_, _, [note, meeting], _)| match ask.preset {
            Preset::Note => *note,
            Preset::Meeting => *meeting,
            Preset::Dossier => true,
        })
        .map(|(id, title, _, blocks)| Section {
            id,
            title,
            blocks: blocks(&desk),
        })
        .filter(|section| !section.blocks.is_empty())
        .collect();
    if ask.preset == Preset::Meeting {
        // Their objectives, our lines, the background.
        sections.sort_by_key(|section| match section.id {
            "positions" => 0,
            "lines" => 1,
            _ => 2,
        });
        for section in &mut sections {
            section.title = match section.id {
                "positions" => "Their objectives: positions",
                "lines" => "Our lines: lines to take",
                _ => section.title,
            };
        }
    }
    sections.splice(0..0, desk.faults_of(ask));
    Note {
        title: plain(&about.title),
        marking: about.marking.as_deref().map(plain),
        prepared_by: about.owner.as_deref().map(plain),
        lang: "en",
        head: desk.head(ask),
        sections,
        references: desk.entries(),
    }
}

impl Desk<'_> {
    /// Section 0.
    fn head(&self, ask: &Ask) -> Vec<(&'static str, Text)> {
        let about = &self.dossier.written().about;
        let mut head = Vec::new();
        let mut line = |name: &'static str, value: Text| head.push((name, value));
        if ask.draft {
            let faults =
                refused(self.findings, ask.last).map_or(0, |refusal| refusal.because.len());
            let marked = count(faults, "fault");
            line(
                "Draft",
                Text::of(format!("not for circulation; {marked} marked")),
            );
        }
        if let Some(left_out) = self.left_out() {
            line("Narrowed to", left_out);
        }
        if let Some(question) = &about.question {
            line("Question", self.authored(question));
        }
        let given = |value: Option<String>| Text::of(value.unwrap_or("not given".to_owned()));
        line("Prepared by", given(about.owner.as_deref().map(plain)));
        line(
            "Status",
            given(about.status.map(|status| status.gloss().to_owned())),
        );
        line("As of", given(ask.as_of.as_deref().map(plain)));
        let articles = self.dossier.articles();
        line(
            "Articles read",
            Text::of(articles.iter().filter(|a| a.readable).count().to_string()),
        );
        let prints: Vec<Option<String>> = articles.iter().map(Article::sha256).collect();
        line("Revision", Text(vec![Inline::Code(self.revision(&prints))]));
        for ((article, print), number) in articles.iter().zip(prints).zip(1..) {
            let mut text = Text::of(format!("[{number}] "));
            match &article.title {
                Some(title) => text.put(Inline::Emphasis(plain(title))),
                None => text.put(Inline::Code(plain(&article.file))),
            };
            match print {
                Some(print) => text.say(", SHA-256 ").put(Inline::Code(print)),
                None => text.say(", could not be read"),
            };
            line("Article", text);
        }
        head
    }

    /// What would refuse the note if it were no draft, each with its place; those about something printed stand there too.
    fn faults_of(&self, ask: &Ask) -> Option<Section> {
        let refusal = refused(self.findings, ask.last).filter(|_| ask.draft)?;
        let line = |finding: &&Diagnostic| {
            let mut text = Text::default();
            text.put(Inline::Fault(super::desk::reason(finding)));
            if let Some(record) = &finding.record {
                text.say(" ").put(Inline::Code(plain(record)));
            }
            if let Some(place) = &finding.place {
                text.say(" ").put(Inline::Code(plain(&self.place(*place))));
            }
            Block::Item(Item { record: None, text })
        };
        Some(Section {
            id: "faults",
            title: "Faults in this draft",
            blocks: refusal.because.iter().map(line).collect(),
        })
    }

    /// A fingerprint of the dossier: the first twelve digits of the SHA-256 of its files and of the articles' fingerprints.
    fn revision(&self, articles: &[Option<String>]) -> String {
        let mut digest = Sha256::new();
        for (_, file) in self.dossier.written().files.iter() {
            for part in [&file.path, &file.text] {
                digest.update(part.len().to_le_bytes());
                digest.update(part);
            }
        }
        for article in articles.iter().flatten() {
            digest.update(article);
        }
        let digest = digest.finalize();
        (digest.iter().take(6)).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }
}
