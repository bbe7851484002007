//! The dossiers that formats are tested with, and the words of a note.
use crate::{
    export::{Ask, Preset, md, note, txt},
    model::Dossier,
    store,
};

pub(super) const WATER: &str = r#"The delta dispute
"We will open the gates in spring – not before – and we will open all of them," said Mara Lind, minister of Northland.
Southland's envoy Oto Berg was said to have called the offer "too late," and to have left.
Northland wants the river for itself, argues the hydrologist Ines Vale.
Berg, for his part, is adamant that three gates stay open.
The treaty would limit the canals. The gates have, as far as is known, not been opened.
The ministry presented a "river charter." It laid a 6" pipe.
"#;
pub(super) const CODEBOOK: &str = r#"
[dossier]
title = "The delta"
marking = "TLP:GREEN"
scale = "phia"
[party.north]
name = "Northland"
[party.south]
name = "Southland"
[source.lind]
name = "Mara Lind"
role = "minister"
party = "north"
[source.berg]
name = "Oto Berg"
aka = ["Berg"]
party = "south"
[source.vale]
name = "Ines Vale"
role = "hydrologist"
[source.treaty]
name = "The treaty"
kind = "document"
party = "north"
[issue.gates]
name = "The gates"
[issue.canals]
name = "The canals"
"#;
pub(super) const QUOTES: &str = r#"
[article]
file = "water.txt"
unknown = ["title", "author", "publisher", "date", "url"]
heads = [1]
paragraphs = "lines"
[article.silent]
south = ["canals"]
[quote.lind-spring]
source = "lind"
text = "We will open the gates in spring [...] and we will open all of them"
on = "gates"
[quote.berg-late]
source = "berg"
via = ["unnamed"]
text = "called the offer 'too late'"
cue = "was said to have called"
on = "gates"
[quote.vale-river]
source = "vale"
text = "Northland wants the river for itself"
cue = "argues"
ascribes = "north"
on = "gates"
[quote.berg-three]
source = "berg"
text = "is adamant that three gates stay open"
cue = "is adamant"
on = "gates"
[quote.treaty-canals]
source = "treaty"
text = "limit the canals"
on = "canals"
[quote.charter]
source = "lind"
text = "river charter"
cue = "presented"
form = "label"
on = "canals"
[claim.closed]
says = "The gates are closed"
text = "as far as is known, not been opened"
on = "gates"
"#;
pub(super) const ANALYSIS: &str = r#"
[position.north-gates]
party = "north"
issue = "gates"
says = 'Lind promises "all gates" and a "river charter"; Vale: "wants the river for itself"'
evidence = ["lind-spring", "vale-river"]
[note.spring]
kind = "judgement"
says = "The gates open 'in spring ... all of them', or \"never\"."
because = ["lind-spring"]
likelihood = "likely"
confidence = "low"
[note.pipe]
kind = "gap"
says = "Is a 6\" pipe wide enough?"
"#;
pub(in crate::export) const SOUND: &[(&str, &str)] = &[
    ("analysis.toml", ANALYSIS),
    ("dossier.toml", CODEBOOK),
    ("water.toml", QUOTES),
    ("water.txt", WATER),
];
/// Names that are formulas, markup, LaTeX and Hebrew, in every field that leaves.
pub(in crate::export) const WILD: &[(&str, &str)] = &[
    (
        "dossier.toml",
        r#"
[dossier]
title = "</script><script>alert(1)</script>"
marking = "<b onclick=x>TLP:RED</b>"
question = "=cmd() \u202Ewho"
[party.p]
name = "=cmd|' /C calc'!A0"
[source.s]
name = "@SUM(A1) <img src=x onerror=alert(1)>"
party = "p"
org = "+1"
[source.h]
name = "שרה לוי (\u2067x\u2069)"
[issue.i]
name = "-1+1 %_#&$\\{}~^ --> \u001b[31m"
ask = "]]> \"ask\""
"#,
    ),
    (
        "one.toml",
        r#"
[article]
file = "one.txt"
title = "Gates & <i>canals</i> 50% {of_it} \\ ~^#$"
author = "=HYPERLINK(1)"
publisher = "<!-- "
date = "2025-11-24"
url = "javascript:alert(1)"
lang = "en\" onload=\"x"
paragraphs = "lines"
[quote."a </script>"]
source = "s"
text = "We <b>will</b> open &amp; close"
on = "i"
by = "=1"
hedge = "</q>"
[quote.nested]
source = "s"
text = "<b>will</b>"
ascribes = "p"
[quote.hebrew]
source = "h"
text = "לא נפתח"
on = "i"
[claim.c]
says = "=1+1 <u>"
text = "It is shut."
verdict = "refuted"
on = "i"
[position.p]
party = "p"
issue = "i"
says = "</dd><script>x</script> 'We <b>will</b> open'"
evidence = ["a </script>"]
stance = "for"
[shift.s]
party = "p"
from = "open"
to = "shut"
text = "It is shut."
[note.n]
kind = "bottom-line"
says = "'לא נפתח' <svg onload=x>"
about = ["hebrew"]
"#,
    ),
    (
        "one.txt",
        "\"We <b>will</b> open &amp; close\", he said <script>alert(1)</script>\u{1b}.\n\
         Levi said: \"לא נפתח\" today. It is shut.\n\
         אין כאן English words.\n",
    ),
    (
        "two.toml",
        "[article]\nfile = \"two.txt\"\nurl = \"https://example.org/a?b=1&c=d'\\\"e#part\"\n\
         [quote.link]\nsource = \"s\"\ntext = \"Rates, as ever - up & up\"\non = \"i\"\n",
    ),
    ("two.txt", "\"Rates, as ever - up & up,\" it said.\n"),
];

pub(in crate::export) fn open(files: &'static [(&'static str, &'static str)]) -> Dossier {
    Dossier::new(store::from_files("delta", files)).anchored()
}

pub(super) fn ask(preset: Preset) -> Ask {
    Ask {
        preset,
        ..Ask::default()
    }
}

pub(super) fn written(dossier: &Dossier, preset: Preset) -> [String; 2] {
    let note = note(dossier, &dossier.written().faults, &ask(preset));
    // Markdown's backslashes are not words.
    [md(&note).replace('\\', ""), txt(&note)]
}

/// What stands between double marks.
pub(super) fn runs(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in page.match_indices('“') {
        let rest = &page[at + '“'.len_utf8()..];
        let end = rest.find('”').expect("a closing mark");
        let words: Vec<&str> = rest[..end].split_whitespace().collect();
        found.push(words.join(" "));
    }
    found
}
