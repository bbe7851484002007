//! Which records are wanted, on the command line; for every command that takes a filter.
use super::answer::Fault;
use crate::{
    diag::nearest,
    model::{Codebook, Date, Dossier, Facet, Filter, Form, Layer, Trait},
};
use clap::builder::PossibleValuesParser;

/// Which records are wanted. An option that is given several times wants any of them.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
pub(super) struct Wanted {
    /// Only what this source says
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Only what this party says, or what is about it
    #[arg(long, value_name = "ID")]
    party: Vec<String>,
    /// Only what is on this issue
    #[arg(long, value_name = "ID")]
    issue: Vec<String>,
    /// Only what is given in this form
    #[arg(long, value_parser = PossibleValuesParser::new(Form::WORDS))]
    form: Vec<String>,
    /// Only what is dated then or later (2025-11-30, 2025-11, 2025), by its own date, else its article's
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

impl Wanted {
    /// As a filter of `dossier`; an id that nothing has is a fault, not an empty answer.
    pub(super) fn filter(&self, dossier: &Dossier) -> Result<Filter, Fault> {
        let codebook = dossier.codebook();
        let sources: Vec<&str> = (codebook.sources.iter().map(|source| source.id.as_str()))
            .chain([Codebook::ARTICLE, Codebook::UNNAMED])
            .collect();
        let parties: Vec<&str> = codebook.parties.iter().map(|p| p.id.as_str()).collect();
        let issues: Vec<&str> = codebook.issues.iter().map(|i| i.id.as_str()).collect();
        let layer = |word: &String| word.parse().ok().map(|form: Form| Layer::from(form));
        Ok(Filter {
            sources: known("source", &self.source, &sources)?,
            parties: known("party", &self.party, &parties)?,
            issues: known("issue", &self.issue, &issues)?,
            layers: self.form.iter().filter_map(layer).collect(),
            since: self.since.as_deref().map(date).transpose()?,
            ..Filter::default()
        })
    }
}

/// The options on a command line that say what `filter` asks for; and what it asks for that none of them says, of which
/// whole kinds are left out.
pub(super) fn options(filter: &Filter) -> (Vec<String>, Vec<Trait<&str>>) {
    let option = |what: &Trait<&str>| match *what {
        Trait::Source(id) => Some(format!("--source={id}")),
        Trait::Party(id) => Some(format!("--party={id}")),
        Trait::Issue(id) => Some(format!("--issue={id}")),
        Trait::Form(layer) => {
            let is_form =
                |word: &&&str| word.parse().map(|form: Form| Layer::from(form)) == Ok(layer);
            let word = Form::WORDS.iter().find(is_form);
            word.map(|word| format!("--form={word}"))
        }
        Trait::Hand(_) | Trait::Check(_) => None,
    };
    let asked = filter.asked();
    let unsaid = asked.iter().filter(|what| option(what).is_none());
    let unsaid: Vec<Facet> = unsaid.map(Trait::facet).collect();
    let (beyond, said) = (asked.iter().copied()).partition(|what| unsaid.contains(&what.facet()));
    let said: Vec<Trait<&str>> = said;
    (said.iter().filter_map(option).collect(), beyond)
}

/// Whether a word of a command line is an option that says which records are wanted.
pub(super) fn narrows(word: &str) -> bool {
    let name = word.split_once('=').map_or(word, |(name, _)| name);
    matches!(
        name,
        "--source" | "--party" | "--issue" | "--form" | "--since"
    )
}

fn known(what: &str, ids: &[String], known: &[&str]) -> Result<Vec<String>, Fault> {
    for id in ids {
        if !known.contains(&id.as_str()) {
            let meant = nearest(id, known.iter().copied());
            let meant = meant.map_or_else(String::new, |near| format!("; is `{near}` meant?"));
            return Err(Fault(format!("no {what} `{id}`{meant}")));
        }
    }
    Ok(ids.to_vec())
}

/// A day, a month or a year.
fn date(written: &str) -> Result<Date, Fault> {
    let no_date = || Fault(Date::refusal(written));
    let days = Date::read(written).filter(|(days, _)| days.len() == 1);
    days.map(|(days, _)| days[0]).ok_or_else(no_date)
}
