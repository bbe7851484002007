//! Section 8: how well the note is sourced. Counted, never typed.
use super::{
    desk::Desk,
    prose::{capital, count, listed, plain},
};
use crate::{
    export::content::{Block, Item, Text},
    model::{
        Body, Claim, Form, Known, Matrix, Position, PositionStatus, Quote, Record, RecordId,
        SourceKind, Verdict,
    },
};

/// `1 article was read`, `2 articles were read`, `no articles were read`.
fn was(n: usize, noun: &str) -> String {
    let verb = if n == 1 { "was" } else { "were" };
    format!("{} {verb}", capital(&count(n, noun)))
}

/// `is`, `are`.
const fn is(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

impl<'a> Desk<'a> {
    /// The blocks of section 8, one line a matter.
    pub(super) fn sourcing(&self) -> Vec<Block> {
        let confidence = self.confidence();
        let confidence = confidence.map(|c| format!("Confidence in judgements, as authored: {c}."));
        let narrowed = self.left_out();
        let narrowed =
            narrowed.map(|_| "What follows is counted over what this note holds.".into());
        let matters: [Vec<String>; 7] = [
            narrowed.into_iter().collect(),
            vec![self.read(), self.originals()],
            self.statements(),
            self.principals().into_iter().collect(),
            (self.cells().into_iter().chain(self.single_sources())).collect(),
            vec![self.claims()],
            self.grades().into_iter().chain(confidence).collect(),
        ];
        (matters.iter())
            .filter(|sentences| !sentences.is_empty())
            .map(|sentences| {
                let text = Text::of(sentences.join(" "));
                Block::Item(Item { record: None, text })
            })
            .collect()
    }

    /// The quotes that stand in their articles.
    fn quotes_of(&self) -> impl Iterator<Item = (RecordId, &'a Quote)> {
        self.records()
            .filter_map(|(id, record)| Some((id, record.quote()?)))
    }

    fn read(&self) -> String {
        let articles = self.dossier.articles();
        let read = articles.iter().filter(|article| article.readable).count();
        let lost = match articles.len() - read {
            0 => String::new(),
            n => format!("; {} could not be read", count(n, "article")),
        };
        format!("{} read{lost}.", was(read, "article"))
    }

    fn statements(&self) -> Vec<String> {
        let all: Vec<RecordId> = self.quotes_of().map(|(id, _)| id).collect();
        let proven = |id: &&RecordId| self.dossier.passage(**id).is_some();
        let form = |form: Form| {
            (all.iter().filter(proven))
                .filter(|id| self.dossier.form(**id) == Some(form))
                .count()
        };
        let lost = all.len() - all.iter().filter(proven).count();
        let forms = [
            (form(Form::Direct), "verbatim"),
            (form(Form::Mixed), "part-quoted"),
            (form(Form::Indirect), "in paraphrase"),
            (form(Form::Summary), "as a speech act only"),
            (form(Form::Label), "as a label"),
            (lost, "not proven"),
        ];
        let counted: Vec<String> = (forms.iter())
            .filter(|(n, _)| *n > 0)
            .map(|(n, form)| format!("{n} {form}"))
            .collect();
        let mut said = Vec::new();
        let statements = capital(&count(all.len(), "attributed statement"));
        if all.is_empty() {
            return vec![format!("{statements} are recorded.")];
        }
        said.push(format!(
            "{statements} {} recorded: {}.",
            is(all.len()),
            listed(&counted)
        ));
        let number = |holds: &dyn Fn(RecordId) -> bool| all.iter().filter(|id| holds(**id)).count();
        let second = number(&|id| self.dossier.second_hand(id));
        let ascribed = number(&|id| {
            let quote = self.dossier.record(id).quote();
            quote.is_some_and(|quote| quote.ascribes.is_some())
        });
        let observers = number(&|id| self.dossier.party_of(id).is_none());
        let describes = if ascribed == 1 {
            "describes"
        } else {
            "describe"
        };
        said.push(format!(
            "Of these, {second} {} second hand, {ascribed} {describes} what somebody else says or wants, and {observers} {} by observers or unnamed sources.",
            is(second),
            is(observers),
        ));
        let loose = number(&|id| {
            let on = &self.dossier.record(id).on;
            !on.iter().any(|on| self.codebook().issue(&on.id).is_some())
        });
        // A note has two pages: it is told where the positions tell nothing.
        if loose > 0 && loose == number(&|_| true) {
            said.push(format!(
                "{} {} on no issue: the positions do not tell {}.",
                capital(&count(loose, "statement")),
                is(loose),
                if loose == 1 { "it" } else { "them" },
            ));
        }
        said
    }

    fn principals(&self) -> Option<String> {
        let mut quoted: Vec<(&str, bool)> = Vec::new();
        for (id, quote) in self.quotes_of() {
            let source = self.codebook().source(&quote.source.id);
            let person = |kind| matches!(kind, SourceKind::Person | SourceKind::Spokesperson);
            if !source.is_some_and(|s| person(s.kind)) || self.dossier.party_of(id).is_none() {
                continue;
            }
            let full =
                self.dossier.form(id) == Some(Form::Direct) && self.dossier.passage(id).is_some();
            match quoted.iter_mut().find(|(who, _)| *who == quote.source.id) {
                Some((_, any)) => *any |= full,
                None => quoted.push((&quote.source.id, full)),
            }
        }
        if quoted.is_empty() {
            return None;
        }
        let names = (quoted.iter())
            .filter(|(_, full)| *full)
            .map(|(id, _)| self.name(id));
        let names: Vec<String> = names.collect();
        let all = count(quoted.len(), "principal");
        Some(match names.len() {
            0 => format!("Of {all} with statements, none is quoted in full."),
            n => format!(
                "Of {all} with statements, {n} {} quoted in full: {}.",
                is(n),
                listed(&names)
            ),
        })
    }

    fn cells(&self) -> Option<String> {
        let (issues, rows): (Vec<_>, Vec<_>) = self.whole_issues().into_iter().unzip();
        let (issues, parties) = (issues.len(), self.parties().len());
        let (stated, silent, unread) = Matrix { rows }.count();
        let cells = issues * parties;
        (cells > 0).then(|| {
            format!(
                "Positions: {} ({} by {}): {stated} stated, {silent} silent (looked for, none stated), {unread} not yet read.",
                count(cells, "cell"),
                count(issues, "issue"),
                count(parties, "party"),
            )
        })
    }

    fn claims(&self) -> String {
        let claims: Vec<&Claim> = (self.records())
            .filter_map(|(_, record)| match &record.body {
                Body::Claim(claim) => Some(claim.as_ref()),
                _ => None,
            })
            .collect();
        let verdict = |claim: &Claim| claim.verdict.unwrap_or(Verdict::Unchecked);
        let checked = claims.iter().filter(|c| verdict(c) != Verdict::Unchecked);
        let recorded = format!(
            "{} {} recorded",
            capital(&count(claims.len(), "claim")),
            is(claims.len())
        );
        let found = checked.clone().count();
        if claims.is_empty() {
            return format!("{recorded}.");
        }
        if found == 0 {
            return format!("{recorded}; none has been checked.");
        }
        let mut kinds: Vec<Verdict> = checked.clone().map(|c| verdict(c)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let counted: Vec<String> = (kinds.iter())
            .map(|kind| {
                format!(
                    "{} {}",
                    checked.clone().filter(|c| verdict(c) == *kind).count(),
                    kind.gloss()
                )
            })
            .collect();
        let has = if found == 1 { "has" } else { "have" };
        format!(
            "{recorded}; {found} {has} been checked: {}.",
            listed(&counted)
        )
    }

    /// Positions that rest on one article or one source; all are named when all are.
    fn single_sources(&self) -> Option<String> {
        let lines: Vec<&Record> = (self.records().map(|(_, record)| record))
            .filter(|record| match &record.body {
                Body::Position(position) => stands(position),
                _ => false,
            })
            .collect();
        let article = lines.iter().filter(|line| self.origins(line).0 < 2).count();
        let source = lines.iter().filter(|line| self.origins(line).1 < 2).count();
        let all = lines.len();
        let rest = |n: usize| if n == 1 { "rests" } else { "rest" };
        (all > 0).then(|| {
            format!(
                "Of {}, {article} {} on one article and {source} on one source.",
                count(all, "position line"),
                rest(article),
            )
        })
    }

    /// How many articles and how many speakers a record rests on.
    fn origins(&self, record: &Record) -> (usize, usize) {
        let (mut articles, mut speakers) = (Vec::new(), Vec::new());
        for one in record.evidence() {
            if let Some((id, found)) = self.record(&one.id) {
                articles.extend(found.article);
                speakers.extend(self.dossier.speaker(id));
            }
        }
        articles.sort_unstable();
        articles.dedup();
        speakers.sort_unstable();
        speakers.dedup();
        (articles.len(), speakers.len())
    }

    fn originals(&self) -> String {
        let quotes: Vec<&Quote> = self.quotes_of().map(|(_, quote)| quote).collect();
        let seen = |quote: &&&Quote| {
            (quote.setting.original.as_ref()).is_some_and(|o| o.checked.is_some())
        };
        let compared = quotes.iter().filter(seen).count();
        let translated = quotes
            .iter()
            .filter(|q| q.translated == Some(Known::Yes))
            .count();
        let mut said = match compared {
            0 => "Nothing was compared with an original.".to_owned(),
            n => format!("{} compared with an original.", was(n, "statement")),
        };
        if translated > 0 {
            let statements = capital(&count(translated, "statement"));
            said = format!("{said} {statements} {} a translation.", is(translated));
        }
        said
    }

    /// Grades somebody authored.
    fn grades(&self) -> Option<String> {
        let sources = self.codebook().sources.iter().filter_map(|source| {
            let grade = source.rel?;
            Some(format!(
                "{} {} ({})",
                plain(&source.name),
                grade.word(),
                grade.gloss()
            ))
        });
        let articles = self
            .dossier
            .articles()
            .iter()
            .zip(1..)
            .filter_map(|(article, number)| {
                let grade = article.rel?;
                Some(format!(
                    "article {number} {} ({})",
                    grade.word(),
                    grade.gloss()
                ))
            });
        let graded: Vec<String> = articles.chain(sources).collect();
        (!graded.is_empty()).then(|| {
            format!(
                "Reliability, as graded by the analyst: {}.",
                graded.join("; ")
            )
        })
    }
}

/// Whether a position still stands.
fn stands(position: &Position) -> bool {
    !matches!(
        position.standing,
        Some(PositionStatus::Superseded | PositionStatus::Withdrawn)
    )
}
