//! One pass of the rules over a dossier, side by side where that is worth it.
use super::{
    context::Context,
    table::{By, RULES},
    waive,
};
use crate::{
    crew::{Alone, Crew, share},
    diag::{Code, Diagnostic},
    model::Dossier,
};

/// The rules in shares, the longest first: whoever is done with one takes the next.
const SHARES: usize = 3;

/// Records from which on it is worth going through the shares side by side.
const MANY: usize = 100;

/// Which share a rule belongs to: it is told by what the rule reads of an article, its clauses, its marks or its names.
const fn share_of(code: Code) -> usize {
    match code {
        Code::W18 | Code::W27 => 1,
        Code::W17 => 2,
        _ => 0,
    }
}

/// What the rules of one share find, in no order.
fn find(context: &Context<'_>, number: usize) -> Vec<Diagnostic> {
    let rules = RULES.iter().filter(|rule| share_of(rule.code) == number);
    rules
        .filter_map(|rule| match rule.by {
            By::Rule(find) => Some(find(context)),
            By::Reading => None,
        })
        .flatten()
        .collect()
}

/// Every finding about `dossier`: what reading found, then what the rules find. By file, place and code; what has no place comes last. Waived
/// findings are among them, with their reason.
#[must_use]
pub fn check(dossier: &Dossier) -> Vec<Diagnostic> {
    check_by(&Alone, dossier)
}

/// The same; `crew` goes through the rules.
#[must_use]
pub fn check_by(crew: &dyn Crew, dossier: &Dossier) -> Vec<Diagnostic> {
    found(crew, dossier, true)
}

/// The same for whoever prints no way out, as a note does not: findings offer nothing to paste: that is looked for as long as
/// most of the rest.
#[must_use]
pub fn check_bare(crew: &dyn Crew, dossier: &Dossier) -> Vec<Diagnostic> {
    found(crew, dossier, false)
}

fn found(crew: &dyn Crew, dossier: &Dossier, offers: bool) -> Vec<Diagnostic> {
    let crew = if dossier.records().len() < MANY {
        &Alone
    } else {
        crew
    };
    let found = share(crew, SHARES, |number| {
        find(&Context::new(dossier, crew, offers), number)
    });
    let mut findings = dossier.written().faults.clone();
    findings.extend(found.into_iter().flatten());
    waive::apply(dossier, &mut findings);
    findings.sort_by_key(|f| (f.place.is_none(), f.place, f.code));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check::fixture::findings, diag::Severity, store};
    use proptest::prelude::*;

    #[test]
    fn the_example_has_no_error() {
        let dossier = Dossier::new(store::example()).anchored();
        let errors: Vec<Diagnostic> = check(&dossier)
            .into_iter()
            .filter(|f| f.severity == Severity::Error)
            .collect();
        assert_eq!(errors, []);
    }

    #[test]
    fn whoever_prints_no_way_out_hears_the_same_of_what_is_wrong() {
        let text = "Holm called it “an insult”. Verhoeven may go; “we stay”, he said.";
        let records = "[quote.go]\nsource = \"envoy\"\ntext = \"go\"\n";
        let (mut whole, dossier) = findings(text, records);
        let bare = check_bare(&Alone, &dossier);
        let marks = |all: &[Diagnostic]| all.iter().filter(|f| f.code == Code::W18).count();
        assert_eq!((marks(&whole), marks(&bare)), (2, 2));
        for finding in &mut whole {
            if finding.code == Code::W18 {
                assert!(finding.help.take().is_some());
            }
        }
        assert_eq!(bare, whole);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_article_and_no_record_panic(
            text in "([A-Za-c ,.'“”\"\n:é한\u{301}]|may |Verhoeve |, who |reportedly |\n\n){0,30}",
            words in "([A-Za-c ,'“”é]|>>|\\[\\.\\.\\.\\]){0,8}",
            cue in "[a-c é“:]{0,4}",
        ) {
            let quoted = |words: &str| toml::Value::String(words.to_owned()).to_string();
            let (words, cue) = (quoted(&words), quoted(&cue));
            let record = format!("[quote.q]\nsource = \"envoy\"\ntext = {words}\ncue = {cue}\nwhen = {cue}\nbefore = {cue}\n");
            let claim = format!("[claim.c]\nsays = {cue}\ntext = {words}\n");
            let (found, _) = findings(&text, &(record + &claim));
            prop_assert!(!found.is_empty());
        }
    }
}
