//! The article and the records that drafts are read against.
use onrecord::{
    model::Dossier,
    store,
    verify::{self, Finding, Format, Report},
};
use std::{fs, path::PathBuf};

pub(super) const ARTICLE: &str = "\
The council of Alder voted 7–2 on Monday to close the old harbour.

\"We will not sell a single stone of it before 2031,\" mayor Ana Brook said, \"and nobody may build on all of the quay.\"

The fishermen are reported to fear that the council \"may\" break its word. Brook insisted that most of the boats will stay.

“Nobody asked us about any of this,” Carl Dunn, who speaks for the fishermen, told the paper.

“First they close the harbour.

“Then they will sell the quay.”

Dunn was said to have called the plan a “quiet eviction.” The meeting went on for three hours.
";

pub(super) const RECORDS: &str = r#"
[article]
file = "harbour.txt"

[source.brook]
name = "Ana Brook"
role = "mayor of Alder"

[source.dunn]
name = "Carl Dunn"
aka  = ["Karl Dunn"]

[source.fishermen]
name = "The fishermen"
kind = "group"

[quote.stone]
source = "brook"
text   = ["We will not sell a single stone of it before 2031", "and nobody may build on all of the quay"]

[quote.boats]
source = "brook"
text   = "most of the boats will stay"

[quote.asked]
source = "dunn"
text   = "Nobody asked us about any of this"

[quote.then]
source = "dunn"
text   = ["First they close the harbour", "Then they will sell the quay"]

[quote.eviction]
source = "dunn"
text   = "quiet eviction"

[claim.hours]
says = "The meeting took three hours"
text = "The meeting went on for three hours"
"#;

/// A folder of its own, gone at the end of the test.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    pub(super) fn new(name: &str) -> Self {
        let id = std::process::id();
        let folder = std::env::temp_dir().join(format!("onrecord-verify-{name}-{id}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        fs::write(folder.join("harbour.txt"), ARTICLE).expect("the folder is ours");
        fs::write(folder.join("harbour.toml"), RECORDS).expect("the folder is ours");
        Self(folder)
    }

    pub(super) fn open(&self) -> Dossier {
        Dossier::new(store::open(&self.0).expect("it was just written")).anchored()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(super) fn report(draft: &str, dossiers: &[Dossier]) -> Report {
    let drafts = verify::read("draft.md", draft.as_bytes(), Format::Markdown).expect("a text");
    verify::verify(drafts, dossiers)
}

/// The findings of `draft` against the harbour.
pub(super) fn findings(name: &str, draft: &str) -> Vec<Finding> {
    let folder = Folder::new(name);
    report(draft, &[folder.open()]).findings
}

pub(super) fn one(name: &str, draft: &str) -> Finding {
    let mut all = findings(name, draft);
    assert_eq!(all.len(), 1, "{draft}");
    all.remove(0)
}
