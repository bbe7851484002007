//! What a form writes: the changes that make the files say what its fields hold.
use super::{Blank, Form, Kind, plan::Plan};
use crate::{
    model::{Dossier, Takes},
    store::{Beside, Change, Edit, Value, fresh_id, neighbour},
};

impl Form {
    /// The changes that save it, those made in forms on top first; its fields as far as they are filled in.
    #[must_use]
    pub fn edit(&self, dossier: &Dossier) -> Edit {
        let mut changes = self.made.clone();
        let what = match (&self.of, self.kind) {
            (Some(path), Kind::Waiver) => {
                changes.extend(self.waiver(dossier, path));
                let code = self.record.as_deref().unwrap_or_default();
                format!("{code} of {path} waived")
            }
            (Some(id), Kind::Article) => {
                changes.extend(self.set(id));
                format!("article {id} changed")
            }
            (Some(id), kind) => {
                changes.extend(self.set(id));
                let renamed = self.rename(id);
                let now = match &renamed {
                    Some(Change::Rename { to, .. }) => format!(": it is {to} now"),
                    _ => String::new(),
                };
                changes.extend(renamed);
                format!("{} {id} changed{now}", kind.table())
            }
            (None, kind) => {
                let id = self.id(dossier);
                let what = format!("{} {id} added", kind.table());
                changes.push(Change::Add {
                    table: kind.table(),
                    beside: self.beside(dossier),
                    fields: self.fields(dossier),
                    id,
                });
                what
            }
        };
        Edit { what, changes }
    }

    /// What makes the files say again what they said when the form was opened, in the fields that it changes: nothing, unless
    /// somebody else changed the same since. What is made up on that is merged with theirs, and asked about.
    #[must_use]
    pub fn since(&self, dossier: &Dossier) -> Vec<Change> {
        let Some(id) = self.of.as_ref().filter(|_| self.kind != Kind::Waiver) else {
            return Vec::new();
        };
        let table = self.kind.table();
        let entries = self
            .entries
            .iter()
            .filter(|entry| entry.plan.field.takes != Takes::Id);
        let Some(now) = Self::of_table(dossier, self.kind, id) else {
            return self.gone(dossier, id).into_iter().collect();
        };
        let there = |entry: &Blank| {
            now.entry(entry.plan.field.name)
                .map(|entry| entry.before.clone())
        };
        entries
            .filter(|entry| entry.changed() && !is_derived(entry))
            .filter(|entry| {
                there(entry).is_some_and(|there| there != entry.before && there != entry.values())
            })
            .map(|entry| Change::Set {
                table,
                id: id.clone(),
                field: entry.plan.field.name,
                value: said(entry.plan, entry.before.clone()),
            })
            .collect()
    }

    /// What brings back a record that somebody deleted since, as it was.
    fn gone(&self, dossier: &Dossier, id: &str) -> Option<Change> {
        if self.kind == Kind::Article {
            return None;
        }
        let table = self.kind.table();
        let fields = self
            .entries
            .iter()
            .filter(|entry| entry.plan.field.takes != Takes::Id);
        let fields = fields.filter_map(|entry| {
            Some((
                entry.plan.field.name,
                said(entry.plan, entry.before.clone())?,
            ))
        });
        // Where a file of its own was made for it, theirs would be without that file.
        let mut records = dossier.records().map(|(_, record)| record);
        let homeless = !self.kind.is_codebook() && !records.any(|record| record.table() == table);
        let last = dossier
            .records()
            .last()
            .map(|(_, record)| record.id.clone());
        let beside = match (self.beside(dossier), &self.article, last) {
            (Beside::Kind, Some(article), _) => Beside::Article(article.clone()),
            (Beside::Kind, None, Some(last)) if homeless => Beside::After(last),
            (beside, ..) => beside,
        };
        Some(Change::Add {
            table,
            id: id.to_owned(),
            fields: fields.collect(),
            beside,
        })
    }

    /// Whether saving it would change anything.
    #[must_use]
    pub fn changes(&self, dossier: &Dossier) -> bool {
        self.of.is_none() || !self.edit(dossier).changes.is_empty()
    }

    /// The id it has, or will have.
    #[must_use]
    pub fn id(&self, dossier: &Dossier) -> String {
        let typed = self.entry("id").and_then(|entry| entry.values().pop());
        if let Some(id) = typed {
            return id;
        }
        let written = dossier.written();
        let first = |name: &str| {
            self.entry(name)
                .and_then(|entry| entry.values().into_iter().next())
        };
        let about = |name: &str| first(name).unwrap_or_default();
        let words = match self.kind {
            Kind::Quote => self.words(dossier),
            Kind::Claim | Kind::Event | Kind::Note => about("says"),
            Kind::Position => about("issue"),
            Kind::Shift => [about("issue"), "shift".into()].join(" "),
            _ => about("name"),
        };
        let who = match self.kind {
            Kind::Quote => first("source"),
            Kind::Position | Kind::Shift => first("party"),
            Kind::Note => first("kind"),
            _ => None,
        };
        let id = fresh_id(
            written,
            self.kind.table(),
            who.as_deref().unwrap_or_default(),
            &words,
        );
        self.untaken(id)
    }

    /// `id`, or with a number where a form on top has it already.
    fn untaken(&self, id: String) -> String {
        let taken = |id: &str| {
            (self.all_made()).any(|change| matches!(change, Change::Add { table, id: made, .. } if *table == self.kind.table() && made == id))
        };
        if !taken(&id) {
            return id;
        }
        let numbered = |n: usize| format!("{id}-{n}");
        (2..1000).map(numbered).find(|id| !taken(id)).unwrap_or(id)
    }

    pub(super) fn all_made(&self) -> Box<dyn Iterator<Item = &Change> + '_> {
        let below = self.below.iter().flat_map(|below| below.all_made());
        Box::new(self.made.iter().chain(below))
    }

    /// The words of the article it is about.
    fn words(&self, dossier: &Dossier) -> String {
        let article = dossier
            .articles()
            .iter()
            .find(|article| Some(&article.id) == self.article.as_ref());
        let words = article
            .zip(self.span)
            .and_then(|(article, span)| article.text.get(span.start..span.end));
        words.map(str::to_owned).unwrap_or_default()
    }

    fn fields(&self, dossier: &Dossier) -> Vec<(&'static str, Value)> {
        let mut fields: Vec<(&'static str, Value)> = (self.entries.iter())
            .filter(|entry| entry.plan.field.takes != Takes::Id && !is_derived(entry))
            .filter_map(|entry| Some((entry.plan.field.name, value(entry)?)))
            .collect();
        // Words of an article whose file this does not go into name it.
        let elsewhere = matches!(self.beside(dossier), Beside::Kind)
            && self.kind.quotes()
            && !self.lacks_words();
        if elsewhere && let Some(article) = &self.article {
            fields.push(("article", Value::Text(article.clone())));
        }
        fields
    }

    fn lacks_words(&self) -> bool {
        self.entry("text")
            .is_none_or(|entry| entry.values().is_empty())
    }

    fn beside(&self, dossier: &Dossier) -> Beside {
        let number = dossier
            .articles()
            .iter()
            .position(|article| Some(&article.id) == self.article.as_ref());
        match (number, self.span) {
            (Some(number), Some(span)) if self.kind.quotes() && !self.lacks_words() => {
                neighbour(dossier, number, span, self.kind.table())
            }
            _ => Beside::Kind,
        }
    }

    /// One change for each field that says something else than the file.
    fn set(&self, id: &str) -> Vec<Change> {
        let changed = self.entries.iter().filter(|entry| entry.changed());
        changed
            .filter(|entry| entry.plan.field.takes != Takes::Id && !is_derived(entry))
            .map(|entry| Change::Set {
                table: self.kind.table(),
                id: id.to_owned(),
                field: entry.plan.field.name,
                value: value(entry),
            })
            .collect()
    }

    fn rename(&self, id: &str) -> Option<Change> {
        let to = self.entry("id")?.values().pop()?;
        (to != id).then(|| Change::Rename {
            table: self.kind.table(),
            id: id.to_owned(),
            to,
        })
    }

    /// `waive` of a record or article with one reason more.
    fn waiver(&self, dossier: &Dossier, path: &str) -> Option<Change> {
        let (code, reason) = (self.record.as_ref()?, self.entry("reason")?.values().pop()?);
        let (table, id) = path.split_once('.')?;
        let table = Kind::of(table)?.table();
        let known = match table {
            "article" => dossier
                .articles()
                .iter()
                .find(|article| article.id == id)
                .map(|article| article.waive.as_slice()),
            _ => dossier
                .find(id)
                .map(|record| &dossier.record(record).extra.waive[..]),
        };
        let known = known?.iter().filter(|waiver| waiver.code.id != *code);
        let mut waive: Vec<(String, Value)> = known
            .map(|waiver| (waiver.code.id.clone(), Value::Text(waiver.reason.clone())))
            .collect();
        waive.push((code.clone(), Value::Text(reason)));
        Some(Change::Set {
            table,
            id: id.to_owned(),
            field: "waive",
            value: Some(Value::Table(waive)),
        })
    }
}

/// What a field says; `None` where it holds nothing.
fn value(entry: &Blank) -> Option<Value> {
    said(entry.plan, entry.values())
}

/// What a field says that holds `values`; `None` where these are none.
fn said(plan: Plan, mut values: Vec<String>) -> Option<Value> {
    Some(match plan.field.takes {
        // Looked for, and nobody there: said by an empty list.
        Takes::Many(_) if values.iter().any(String::is_empty) => Value::Texts(Vec::new()),
        _ if values.is_empty() => return None,
        Takes::Texts | Takes::Many(_) | Takes::Terms(_) => Value::Texts(values),
        Takes::Flag => Value::Flag(values.pop()? == "true"),
        Takes::Grade => match values.pop()? {
            number if number.parse::<i64>().is_ok() => Value::Number(number.parse().ok()?),
            text => Value::Text(text),
        },
        _ => Value::Text(values.pop()?),
    })
}

/// What the marks of the article say already is not written.
fn is_derived(entry: &Blank) -> bool {
    entry.plan.field.name == "form" && entry.proposed
}
