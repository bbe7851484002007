//! Where somebody is in a dossier, by ids and words.
use crate::app::{Focus, Foothold, Line};
use crate::model::Dossier;
use serde::{Deserialize, Serialize};

/// A place in a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Spot {
    /// The article's id.
    pub article: String,
    /// What stood at the top of the text.
    pub top: Foothold,
    /// The record's id.
    pub record: Option<String>,
    /// The id of the issue that stood open.
    pub issue: Option<String>,
    /// The line that was chosen.
    pub line: Line,
    /// The party of that line.
    pub party: Option<String>,
}

impl Spot {
    /// `focus` in `dossier`; nowhere in a dossier without articles.
    #[must_use]
    pub fn of(dossier: &Dossier, focus: Focus) -> Option<Self> {
        let article = dossier.articles().get(focus.article)?;
        let codebook = dossier.codebook();
        let party = match focus.line {
            Line::Party(column) => codebook.parties.get(column),
            _ => None,
        };
        Some(Self {
            article: article.id.clone(),
            top: Foothold::of(article, focus.top),
            record: focus.record.map(|record| dossier.record(record).id.clone()),
            issue: (codebook.issues.get(focus.issue)).map(|issue| issue.id.clone()),
            line: focus.line,
            party: party.map(|party| party.id.clone()),
        })
    }

    /// Where that is in `dossier`; nowhere without the article.
    #[must_use]
    pub fn find(&self, dossier: &Dossier) -> Option<Focus> {
        let (number, article) = (dossier.articles().iter().enumerate())
            .find(|(_, article)| article.id == self.article)?;
        let codebook = dossier.codebook();
        let issue = self.issue.as_deref().and_then(|id| codebook.row(id));
        let party = self.party.as_deref().and_then(|id| {
            let mut parties = codebook.parties.iter();
            parties.position(|party| party.id == id)
        });
        Some(Focus {
            article: number,
            record: self.record.as_deref().and_then(|id| dossier.find(id)),
            issue: issue.unwrap_or(0),
            line: match (issue, party, self.line) {
                (Some(_), Some(column), _) => Line::Party(column),
                (None, ..) | (_, None, Line::Party(_)) => Line::Name,
                (.., line) => line,
            },
            top: self.top.find(article),
        })
    }
}
