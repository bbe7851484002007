//! What is known about an article itself: where it comes from, how long it is, what was read of it, what is hidden in it.
use crate::{
    diag::Diagnostic,
    model::{Article, Body, Dossier, Fact, Layer, Reading},
    text::{count_hidden, counted, graphemes, hidden},
};

/// Hidden characters and findings that are listed, each kind; the rest is counted.
const LISTED: usize = 50;

/// One line about an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What it is about; empty where the line before said so.
    pub label: &'static str,
    /// What is known.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Where it leads.
    pub to: Option<Way>,
}

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// Looked for and not there.
    Faint,
    /// Somebody should look.
    Warn,
}

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To this byte of the text.
    Byte(usize),
    /// To this finding.
    Finding(usize),
}

/// What only reading a whole text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The text's fingerprint, in hexadecimal digits.
    pub sha256: Option<String>,
    /// How many words it has.
    pub words: usize,
}

/// Bytes of a text that is measured where it is shown; whoever draws has no time for a longer one.
const SHORT: usize = 64 << 10;

impl Measured {
    /// Reads the whole text of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        Self {
            sha256: article.sha256(),
            words: article.text.split_whitespace().count(),
        }
    }

    /// The same where that takes no time.
    pub(in crate::app) fn at_once(article: &Article) -> Option<Self> {
        Self::is_short(article).then(|| Self::of(article))
    }

    /// Whether it takes no time.
    pub(in crate::app) fn is_short(article: &Article) -> bool {
        article.text.len() <= SHORT
    }
}

/// Everything known about article `number`, of which so much has been measured.
#[must_use]
pub fn facts(
    dossier: &Dossier,
    findings: &[Diagnostic],
    (reading, measured): (Reading, Option<&Measured>),
    number: usize,
) -> Vec<About> {
    let Some(article) = dossier.articles().get(number) else {
        return Vec::new();
    };
    let mut page = Page(Vec::new());
    page.origin(article);
    page.text(article, measured);
    page.records(dossier, number, reading);
    page.silences(dossier, article);
    page.findings(dossier, findings, number);
    if article.readable {
        page.hidden(article);
    }
    page.0
}

/// The lines so far.
struct Page(Vec<About>);

impl Page {
    fn add(&mut self, label: &'static str, text: impl Into<String>, tone: Tone, to: Option<Way>) {
        self.0.push(About {
            label,
            text: text.into(),
            tone,
            to,
        });
    }

    fn say(&mut self, label: &'static str, text: impl Into<String>) {
        self.add(label, text, Tone::Plain, None);
    }

    fn origin(&mut self, article: &Article) {
        for name in [
            "title",
            "author",
            "publisher",
            "date",
            "url",
            "retrieved",
            "lang",
        ] {
            let asked = Article::PROVENANCE.contains(&name);
            match article.fact(name) {
                Fact::Given(value) => self.say(name, value),
                Fact::Unknown => self.add(name, "looked for, not there", Tone::Faint, None),
                Fact::Absent if asked => self.add(name, "nobody has looked", Tone::Warn, None),
                Fact::Absent => {}
            }
        }
        if let Some(kind) = article.kind {
            self.say("kind", kind.gloss());
        }
        match article.translated {
            Some(known) => self.say("translated", known.gloss()),
            None if article.unknown.iter().any(|field| field == "translated") => {
                self.add("translated", "looked for, not there", Tone::Faint, None);
            }
            None => {}
        }
        if let Some(rel) = article.rel {
            self.say("reliability", format!("{}: {}", rel.word(), rel.gloss()));
        }
        if let Some(rights) = &article.rights {
            self.say("rights", rights);
        }
    }

    fn text(&mut self, article: &Article, measured: Option<&Measured>) {
        self.say("file", &article.file);
        if !article.readable {
            self.add("", "the text could not be read", Tone::Warn, None);
            return;
        }
        match measured {
            Some(Measured { sha256, .. }) => {
                self.say("SHA-256", sha256.as_deref().unwrap_or("not known"));
            }
            None => self.add("SHA-256", "being worked out", Tone::Faint, None),
        }
        let words = measured.map(|measured| counted(measured.words, "word"));
        let bytes = article.raw.as_ref().unwrap_or(&article.text).len();
        let length = [
            Some(counted(article.paragraphs.len(), "paragraph")),
            words,
            Some(counted(bytes, "byte")),
        ];
        let length: Vec<String> = length.into_iter().flatten().collect();
        self.say("length", length.join(", "));
        let heads = article
            .paragraphs
            .iter()
            .enumerate()
            .filter(|(_, p)| p.head);
        let mut label = "subheads";
        for (n, head) in heads.take(LISTED) {
            let words = head.span.of(&article.text).split_whitespace();
            let words: Vec<&str> = words.take(20).collect();
            let text = format!("¶{} {}", n + 1, words.join(" "));
            self.add(label, text, Tone::Plain, Some(Way::Byte(head.span.start)));
            label = "";
        }
    }

    fn records(&mut self, dossier: &Dossier, number: usize, reading: Reading) {
        let records = dossier.in_article(number);
        if records.is_empty() {
            self.add("records", "none: nobody has annotated it", Tone::Warn, None);
            return;
        }
        let of = |wanted: fn(&Body) -> bool| {
            let of = |id: &&_| wanted(&dossier.record(**id).body);
            records.iter().filter(of).count()
        };
        let kinds = [
            (of(|body| matches!(body, Body::Quote(_))), "quote"),
            (of(|body| matches!(body, Body::Claim(_))), "claim"),
            (of(|body| matches!(body, Body::Event(_))), "event"),
            (of(|body| matches!(body, Body::Shift(_))), "shift"),
        ];
        let kinds = kinds.into_iter().filter(|(count, _)| *count > 0);
        let kinds: Vec<String> = kinds.map(|(number, kind)| counted(number, kind)).collect();
        self.say(
            "records",
            format!("{}: {}", records.len(), kinds.join(", ")),
        );
        let forms = Layer::tally(records.iter().filter_map(|id| dossier.layer(*id)));
        self.say("", forms.join(", "));
        let Reading {
            stated,
            silent,
            unread,
            ..
        } = reading;
        let tone = if unread > 0 { Tone::Warn } else { Tone::Plain };
        let cells = format!("{stated} stated, {silent} none stated, {unread} not yet read");
        self.add("cells", cells, tone, None);
    }

    fn silences(&mut self, dossier: &Dossier, article: &Article) {
        let codebook = dossier.codebook();
        let issue = |id: &str| {
            codebook
                .issue(id)
                .map_or(id, |issue| &issue.name)
                .to_owned()
        };
        let mut label = "silent";
        for silence in &article.silent {
            let issues: Vec<String> = silence.issues.iter().map(|on| issue(&on.id)).collect();
            let party = codebook.name(&silence.party.id);
            self.say(label, format!("{party} on {}", issues.join(", ")));
            label = "";
        }
    }

    fn findings(&mut self, dossier: &Dossier, findings: &[Diagnostic], number: usize) {
        let article = &dossier.articles()[number];
        let path = format!("article.{}", article.id);
        let live = || {
            let all = findings.iter().enumerate();
            all.filter(|(_, finding)| finding.waived.is_none())
        };
        let file = article.place.map(|place| place.file);
        let own = live().filter(|(_, finding)| match &finding.record {
            Some(record) => *record == path,
            // What is wrong with its file.
            None => file.is_some() && finding.place.map(|place| place.file) == file,
        });
        let mut label = "findings";
        for (n, finding) in own.take(LISTED) {
            let text = format!("{} {}", finding.code.code(), finding.message);
            self.add(label, text, Tone::Warn, Some(Way::Finding(n)));
            label = "";
        }
        let in_it = |finding: &Diagnostic| {
            let id = finding.record.as_deref()?.split_once('.')?.1;
            dossier.record(dossier.find(id)?).article
        };
        let mut on_records = live().filter(|(_, finding)| in_it(finding) == Some(number));
        if let Some((first, _)) = on_records.next() {
            let all = on_records.count() + 1;
            let text = format!("{all} on its records");
            self.add(label, text, Tone::Plain, Some(Way::Finding(first)));
        } else if label == "findings" {
            self.add(label, "none", Tone::Faint, None);
        }
    }

    fn hidden(&mut self, article: &Article) {
        let count = count_hidden(&article.text);
        if count == 0 {
            let none = "no character is invisible or changes direction";
            self.add("hidden", none, Tone::Faint, None);
            return;
        }
        let told = counted(count, "invisible or direction-changing character");
        self.add("hidden", told, Tone::Warn, None);
        for span in hidden(&article.text).take(LISTED) {
            let shown: String = (graphemes(span.of(&article.text)))
                .map(|glyph| glyph.shown.into_owned())
                .collect();
            let codes: Vec<String> = (span.of(&article.text).chars())
                .map(|c| format!("U+{:04X}", u32::from(c)))
                .collect();
            let place = article.paragraph_at(span.start);
            let text = format!("¶{place} {shown} ({})", codes.join(" "));
            self.add("", text, Tone::Warn, Some(Way::Byte(span.start)));
        }
    }
}
