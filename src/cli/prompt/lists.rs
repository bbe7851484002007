//! The views that are lists, as the prompt tells them: whole where one enters them, the line that is chosen afterwards.
use super::{
    Prompt, linear,
    told::{MOST, broken},
    views,
};
use crate::{
    app::{About, Choice, Item, List, Mode, commands_like, said, shown},
    diag::{Code, print},
    model::Moment,
    search::Place,
    text::{counted, words::sentence_at},
};
use std::fmt::Write;

/// What is known about an article, a line a fact.
fn facts_told(out: &mut String, facts: &[About]) {
    for fact in facts {
        match fact.label {
            "" => broken(out, &fact.text),
            label => broken(out, &format!("{label}: {}", fact.text)),
        }
    }
}

impl Prompt<'_> {
    /// A list; whole where it has just been `entered`, as far as it is told whole, else the line that is chosen.
    pub(super) fn list(&self, out: &mut String, of: &List, at: usize, entered: bool) {
        match of {
            List::Problems(only) => self.finding(out, *only, at),
            List::Timeline => {
                let none = self.state.kept.timeline.records() == 0;
                if none && !self.state.filter.is_empty() {
                    out.push_str("the filter leaves no events or shifts\n");
                    return;
                }
                if entered && !none {
                    let (dossier, kept) = (&self.state.dossier, &self.state.kept);
                    out.push_str(&views::of_time(dossier, &kept.timeline));
                    out.push_str("at ");
                }
                self.moment(out, at);
            }
            List::Facts(facts) if entered => facts_told(out, facts),
            List::Facts(facts) => facts_told(out, facts.get(at..=at).unwrap_or_default()),
            List::Source(id) => self.page_of(out, (id, at), entered),
            List::Changes => self.change(out, at),
            List::Hits => self.places(out, at, entered),
        }
    }

    /// Finding `at` of those that show.
    fn finding(&self, out: &mut String, only: Option<Code>, at: usize) {
        let numbers = shown(&self.state.findings, only);
        let Some(&number) = numbers.get(at) else {
            out.push_str("no problems\n");
            return;
        };
        let only = only.map_or_else(String::new, |code| {
            format!(" of {} {}; drop-filter shows all", code.code(), code.name())
        });
        let _ = writeln!(out, "problem {} of {}{only}", at + 1, numbers.len());
        let finding = std::slice::from_ref(&self.state.findings[number]);
        let told = print::short(finding, &self.state.dossier.written().files);
        broken(out, told.trim_end());
    }

    /// What became of the quotation at line `at`.
    fn change(&self, out: &mut String, at: usize) {
        let drifts = &self.state.changes.drifts;
        let _ = match drifts.get(at) {
            Some(drift) => {
                let (all, fate) = (drifts.len(), drift.fate.word());
                writeln!(out, "change {} of {all}: {}, {fate}", at + 1, drift.record)
            }
            None => writeln!(out, "{}", self.state.no_changes()),
        };
    }

    /// What happened at moment `at`, and which of how many that is.
    fn moment(&self, out: &mut String, at: usize) {
        let (timeline, dossier) = (&self.state.kept.timeline, &self.state.dossier);
        let all = timeline.len();
        let Some(moment) = timeline.get(at) else {
            out.push_str("no events or shifts\n");
            return;
        };
        let dated = if at < timeline.dated.len() {
            ""
        } else {
            ", order in time not given"
        };
        let told = match moment {
            Moment::Article(number) => {
                let article = &dossier.articles()[number];
                let date = article.date.as_deref().unwrap_or_default();
                format!("{date}: article {}", article.label())
            }
            Moment::Record(id) => {
                let when = dossier
                    .when(id)
                    .map_or_else(String::new, |when| format!("{when}: "));
                when + &linear::entry(dossier, id)
            }
        };
        let _ = writeln!(out, "{} of {all}{dated}", at + 1);
        broken(out, &told);
    }

    /// What a source says: all of it where its page is `entered`, else the line that is chosen.
    fn page_of(&self, out: &mut String, (id, at): (&str, usize), entered: bool) {
        let dossier = &self.state.dossier;
        let said = said(dossier, &self.state.kept.sieve, id);
        if entered {
            let codebook = dossier.codebook();
            let name = linear::flow(codebook.name(id));
            let about = linear::about(dossier, codebook.source(id));
            let _ = writeln!(out, "source: {name}{about}");
            for (number, &record) in (1..).zip(said.own.iter().take(MOST)) {
                broken(
                    out,
                    &format!("{number}. {}", linear::entry(dossier, record)),
                );
            }
            more(out, said.own.len());
            let _ = write!(out, "at ");
        }
        let _ = writeln!(out, "{} of {}", at + 1, said.len());
        if let Some(record) = said.get(at).filter(|_| !entered) {
            let of_it = if at < said.own.len() {
                ""
            } else {
                "said of it: "
            };
            broken(out, &format!("{of_it}{}", linear::entry(dossier, record)));
        }
    }

    /// The places of what is searched for: how many in which article where the list is `entered`, and the chosen one.
    fn places(&self, out: &mut String, at: usize, entered: bool) {
        let (search, articles) = (&self.state.search, self.state.dossier.articles());
        if entered {
            let found = articles.iter().zip(&search.counts);
            for (article, count) in found.filter(|(_, count)| count.places > 0) {
                let _ = writeln!(out, "{}: {}", article.label(), count.places);
            }
        }
        let Some(&(number, place)) = search.everywhere.get(at) else {
            let _ = writeln!(out, "it stands in no article");
            return;
        };
        let article = &articles[number];
        let _ = writeln!(out, "place {} of {}", at + 1, search.everywhere.len());
        let told = match place {
            Place::Record(id) => linear::entry(&self.state.dossier, id),
            Place::Words(span) => {
                let paragraph = article.paragraph_at(span.start);
                let text = (article.paragraph(paragraph)).map_or(span, |p| p.span);
                let sentence = sentence_at(&article.text, text, span.start);
                let words = linear::flow(sentence.of(&article.text));
                format!("{}, paragraph {paragraph}: {words}", article.label())
            }
        };
        broken(out, &told);
    }

    /// A list that typing narrows.
    pub(super) fn narrowing(&self, out: &mut String, mode: &Mode) {
        match mode {
            Mode::Records { found, at, .. } | Mode::Filter { found, at, .. } => {
                let lines: Vec<String> = (found.iter().take(MOST))
                    .map(|n| self.line(mode, *n))
                    .collect();
                let verb = if matches!(mode, Mode::Filter { .. }) {
                    "to ask for it or no longer, close when done"
                } else {
                    "to choose, close to leave"
                };
                let all = found.len();
                let how = format!("{all} found; type words to narrow, a number {verb}");
                broken(out, &format!("{how}, nothing for number {}", at + 1));
                for (number, told) in (1..).zip(lines) {
                    broken(out, &format!("{number}. {told}"));
                }
                more(out, found.len());
            }
            Mode::Search(_) => out.push_str("search for what?\n"),
            Mode::Palette { field, .. } => {
                let found = commands_like(&field.text);
                for (number, command) in (1..).zip(found.iter().take(MOST)) {
                    let _ = writeln!(out, "{number}. {}: {}", command.name(), command.doc());
                }
                more(out, found.len());
                out.push_str("type more of a name, a number, or nothing for the first\n");
            }
            mode => _ = writeln!(out, "line {}", mode.place() + 1),
        }
    }

    /// Entry `n` of a list that typing narrows.
    fn line(&self, mode: &Mode, n: usize) -> String {
        let dossier = &self.state.dossier;
        match mode {
            Mode::Records { catalogue, .. } => match catalogue.entries[n].item {
                Item::Record(id) => linear::entry(dossier, id),
                Item::Article(number) => {
                    let reading = self.state.readings.get(number).copied().unwrap_or_default();
                    let label = dossier.articles()[number].label();
                    format!(
                        "article {label}: {}, {} not yet read",
                        counted(reading.records, "record"),
                        counted(reading.unread, "cell")
                    )
                }
                _ => catalogue.entries[n].hay.names.join(", "),
            },
            Mode::Filter { choices, .. } => self.choice(&choices[n]),
            _ => String::new(),
        }
    }

    fn choice(&self, choice: &Choice) -> String {
        let Some(what) = &choice.what else {
            return choice.name.clone();
        };
        let asked = if self.state.filter.asks(what.as_ref()) {
            ", asked for"
        } else {
            ""
        };
        let (facet, name) = (what.facet().name(), &choice.name);
        let records = counted(choice.count.0 + choice.count.1, "record");
        format!("{facet}: {name}, {records}{asked}")
    }

    /// What the filter asks for, and what it leaves.
    pub(super) fn filter(&self, out: &mut String) {
        let (state, dossier) = (&self.state, &self.state.dossier);
        if state.filter.is_empty() {
            out.push_str("no filter\n");
            return;
        }
        let told = state.filter.told(dossier.codebook());
        // In the list of what can be asked for, a number does it.
        let how = match state.mode {
            Mode::Filter { .. } => "",
            _ => "; drop-filter drops it",
        };
        let all = dossier.records().len();
        let left = state.kept.sieve.count().unwrap_or(all);
        broken(
            out,
            &format!(
                "filter: {told}; {left} of {} left{how}",
                counted(all, "record")
            ),
        );
    }
}

/// How many lines are not printed.
fn more(out: &mut String, all: usize) {
    if all > MOST {
        let _ = writeln!(out, "and {} more", all - MOST);
    }
}
