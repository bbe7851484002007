//! Where somebody is, in names and words instead of numbers: it is found again in another run, and in files that changed.
use super::{Arrangement, Focus, Line, Mode, Pane, Scope, State, Top, Visit, update::act};
use crate::{
    command::Command,
    model::{Article, Dossier},
};
use memchr::memmem;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// What is remembered of a dossier from one run to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Whereabouts {
    /// Where the reader was.
    pub spot: Option<Spot>,
    /// Which pane took the keys.
    pub pane: Pane,
    /// The command that shows the view which covered the panes.
    pub view: Option<String>,
    /// How the panes shared the screen.
    pub arrangement: Arrangement,
    /// Places marked with a letter.
    pub marks: BTreeMap<char, Spot>,
}

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

/// A place in a text, so that it is found again after small changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Foothold {
    /// Number (from 1) of the paragraph.
    pub paragraph: usize,
    /// Bytes from where the paragraph begins.
    pub offset: usize,
    /// The words there.
    pub words: String,
    /// Whether the blank row above showed.
    pub gap: bool,
}

/// Bytes of text by which a place is known again.
const ENOUGH: usize = 60;

/// Where somebody has changed a word of these, the first so many bytes.
const FEW: usize = 16;

impl Foothold {
    /// `top` of `article`.
    #[must_use]
    pub fn of(article: &Article, top: Top) -> Self {
        let (text, number) = (&article.text, article.paragraph_at(top.at));
        let (start, end) =
            (article.paragraph(number)).map_or((0, 0), |p| (p.span.start, p.span.end));
        let at = text.floor_char_boundary(top.at);
        let end = text.floor_char_boundary((at + ENOUGH).min(end)).max(at);
        Self {
            paragraph: number,
            offset: at.saturating_sub(start),
            words: text[at..end].to_owned(),
            gap: top.gap,
        }
    }

    /// Where that is in `article` as it is now: at the same words, the nearest to where they were; where they are gone, in
    /// the same paragraph.
    #[must_use]
    pub fn find(&self, article: &Article) -> Top {
        let text = &article.text;
        let last = article.paragraphs.last().map_or(0, |p| p.span.start);
        let start = (article.paragraph(self.paragraph.max(1))).map_or(last, |p| p.span.start);
        let at = text.floor_char_boundary(start.saturating_add(self.offset));
        let near = |found: &usize| found.abs_diff(at);
        let words = |most: usize| &self.words[..self.words.floor_char_boundary(most)];
        let look = |words: &str| {
            let nearest = || memmem::find_iter(text.as_bytes(), words).min_by_key(near);
            (!words.is_empty()).then(nearest)?
        };
        let found = if text[at..].starts_with(&self.words) {
            Some(at)
        } else {
            look(&self.words).or_else(|| look(words(FEW)))
        };
        Top {
            at: found.unwrap_or(start),
            gap: self.gap,
        }
    }
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

impl State {
    /// All that is worth remembering until the next run.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        let under = match &self.mode {
            Mode::Help { under, .. } | Mode::Palette { under, .. } | Mode::Filter { under, .. } => {
                under
            }
            mode => mode,
        };
        Whereabouts {
            spot: Spot::of(&self.dossier, self.focus),
            pane: self.pane,
            view: view(under).map(|command| command.name().to_owned()),
            arrangement: self.arrangement,
            marks: (self.marks.iter())
                .filter_map(|(letter, visit)| {
                    Some((*letter, Spot::of(&self.dossier, visit.focus)?))
                })
                .collect(),
        }
    }

    /// Goes where somebody was, as soon as the dossier is there.
    pub(super) fn resume(&mut self) {
        if self.dossier.articles().is_empty() {
            return;
        }
        let Some(back) = self.resuming.take() else {
            return;
        };
        self.arrangement = back.arrangement;
        for (letter, spot) in back.marks {
            if let Some(focus) = spot.find(&self.dossier) {
                let (pane, mode) = (Pane::Text, Mode::Read);
                let visit = Visit { focus, pane, mode };
                self.marks.entry(letter).or_insert(visit);
            }
        }
        if let Some(focus) = back.spot.and_then(|spot| spot.find(&self.dossier)) {
            let dossier = Arc::clone(&self.dossier);
            if focus.article != self.focus.article {
                self.turn_to(&dossier, focus.article);
            }
            let record = focus.record.or(self.focus.record);
            self.focus = Focus { record, ..focus };
            self.attend(back.pane);
        }
        if let Some(Ok(command)) = back.view.as_deref().map(str::parse)
            && SHOWN.contains(&command)
        {
            act(self, command, None);
        }
    }
}

/// The commands that show what a reader may come back to.
const SHOWN: [Command; 8] = [
    Command::Matrix,
    Command::Timeline,
    Command::Records,
    Command::Articles,
    Command::Source,
    Command::Facts,
    Command::Problems,
    Command::Changes,
];

/// The command that shows what has the attention.
const fn view(mode: &Mode) -> Option<Command> {
    match mode {
        Mode::Matrix { .. } => Some(Command::Matrix),
        Mode::Timeline { .. } => Some(Command::Timeline),
        Mode::Records {
            of: Scope::Articles,
            ..
        } => Some(Command::Articles),
        Mode::Records { .. } => Some(Command::Records),
        Mode::Source { .. } => Some(Command::Source),
        Mode::Facts { .. } => Some(Command::Facts),
        Mode::Problems { .. } => Some(Command::Problems),
        Mode::Changes { .. } => Some(Command::Changes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Msg, Opened, update},
        store,
    };

    fn article(text: &str) -> Article {
        let mut written = store::from_text("t.txt", text.into());
        written.articles.remove(0)
    }

    /// Where the place `«` of one text is in another.
    #[track_caller]
    fn check(before: &str, after: &str) {
        let (old, new) = (before.replace('«', ""), after.replace('«', ""));
        let top = Top::at(before.find('«').expect("a place"));
        let found = Foothold::of(&article(&old), top).find(&article(&new));
        assert_eq!(Some(found.at), after.find('«'), "{after}");
    }

    #[test]
    fn a_place_in_a_text_is_found_again_by_its_words() {
        let old = "The talks began.\n\nNobody «signed anything in the end.\n\nThe talks ended.";
        check(old, old);
        check(
            old,
            "New first paragraph.\n\nThe talks began.\n\nNobody «signed anything in the end.",
        );
        check(old, "Nobody «signed anything in the end.");
        check(
            old,
            "The talks began.\n\n«All of it is other now.\n\nThe talks ended.",
        );
        check(old, "«One paragraph only.");
        check("«ab\n\nab\n\nab", "«ab\n\nab");
        check(
            "One.\n\n«Nobody knows the figures, he said.",
            "Two.\n\nThree.\n\n«Nobody knows the number, he said.",
        );
        check("x\n\nab\n\n«ab", "ab\n\n«ab");
    }

    fn reading() -> State {
        let dossier = Dossier::new(store::example()).anchored();
        let mut state = State::default();
        update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        state
    }

    #[test]
    fn another_run_begins_where_the_last_one_ended() {
        let mut state = reading();
        update(&mut state, Msg::Go("baunov-choice".into()));
        update(&mut state, Msg::Letter(Command::SetMark, 'b'));
        update(&mut state, Msg::Do(Command::PositionsPane));
        update(&mut state, Msg::Do(Command::Wider));
        update(&mut state, Msg::Do(Command::Problems));
        let left = state.whereabouts();
        let text = serde_json::to_string(&left).expect("JSON");
        let read = serde_json::from_str(&text).expect("the same");
        assert_eq!(left, read);

        let mut next = State::default();
        update(&mut next, Msg::Resume(Box::new(read)));
        let dossier = Dossier::new(store::example()).anchored();
        update(&mut next, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        assert_eq!(next.focus, state.focus);
        assert_eq!((next.pane, &next.mode), (state.pane, &state.mode));
        assert_eq!(next.arrangement, state.arrangement);
        assert_eq!(next.marks.len(), 1);
        assert_eq!(next.whereabouts(), left);
    }

    #[test]
    fn what_is_gone_costs_only_itself() {
        let mut state = reading();
        let first = state.focus.record;
        let nowhere = Whereabouts {
            spot: Some(Spot {
                article: "moscow".into(),
                record: Some("no-such".into()),
                issue: Some("no-such".into()),
                party: Some("no-such".into()),
                ..Spot::default()
            }),
            view: Some("quit".into()),
            ..Whereabouts::default()
        };
        update(&mut state, Msg::Resume(Box::new(nowhere)));
        assert!(state.focus.record.is_some());
        assert_eq!((state.focus.issue, state.focus.line), (0, Line::Name));
        assert_eq!(
            state.article().map(|article| article.id.as_str()),
            Some("moscow")
        );
        let gone = Spot {
            article: "no-such".into(),
            ..Spot::default()
        };
        let mut state = reading();
        let gone = Whereabouts {
            spot: Some(gone),
            ..Whereabouts::default()
        };
        update(&mut state, Msg::Resume(Box::new(gone)));
        assert_eq!(state.focus.record, first);
    }
}
