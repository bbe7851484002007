//! An edit made in memory: the new text of every file it concerns.
use super::{
    change::{Beside, Change, Edit, Refused, Value},
    expect::{Contents, expect, holds},
    files::{Texts, name},
    memory,
    raw::{
        field,
        find::{self, Home},
        said,
        shape::{Kind, Shape},
        splice::Splices,
        style::Style,
        table::{self, Spot},
    },
    rename::Naming,
    schema::{self, is_record},
};
use crate::{
    diag::{Code, Diagnostic},
    model::Written,
    store::dossier::stem,
    text::Span,
};

/// The new text of each file that `edit` concerns, by its path in the dossier; a file that is not there yet comes with
/// its first. Nothing is written, and nothing else in these files is touched.
///
/// # Errors
/// When an id is unknown or taken, or a file is not TOML or written so that it cannot be edited.
pub fn preview(written: &Written, edit: &Edit) -> Result<Vec<(String, String)>, Refused> {
    let mut texts = Texts::of(written);
    for change in &edit.changes {
        texts.make(change)?;
    }
    Ok(texts.changed())
}

impl Texts<'_> {
    fn make(&mut self, change: &Change) -> Result<(), Refused> {
        match change {
            Change::Add {
                table,
                id,
                fields,
                beside,
            } => {
                self.free(table, id)?;
                let (n, spot) = self.place(table, beside)?;
                let fields: Vec<(&str, Value)> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.clone()))
                    .collect();
                known(table, fields.iter().map(|(name, _)| *name))?;
                let splices = self.add(n, (table, id), &fields, spot)?;
                self.put(n, splices, |said| expect(said, change))
            }
            Change::Set {
                table,
                id,
                field,
                value,
            } => {
                known(table, [*field])?;
                let n = self.holder(table, id)?;
                let shape = self.shape(n)?;
                let target = [schema::path(table, id), vec![*field]].concat();
                let splices = match value {
                    Some(value) => field::set(&shape, &target, value),
                    None => Some(field::remove(&shape, &target)),
                };
                let splices = splices.ok_or_else(|| self.closed(n, table, id))?;
                self.put(n, splices, |said| expect(said, change))
            }
            Change::Delete { table, id } => {
                let n = self.holder(table, id)?;
                let shape = self.shape(n)?;
                let splices = table::delete(&shape, &schema::path(table, id));
                self.put(n, splices, |said| expect(said, change))
            }
            Change::Rename { table, id, to } => {
                self.holder(table, id)?;
                if id == to {
                    return Ok(());
                }
                self.free(table, to)?;
                self.rename((table, id, to))
            }
            Change::Unname { table, id } => self.unname(table, id),
            Change::Lock { text } => {
                self.lock = Some(text.clone());
                Ok(())
            }
            Change::Silent {
                article,
                party,
                issue,
                yes,
            } => {
                let n = self.home_of(article)?;
                let shape = self.shape(n)?;
                let splices = silent(&shape, party, issue, *yes)
                    .ok_or_else(|| self.closed(n, "article", article))?;
                self.put(n, splices, |said| expect(said, change))
            }
        }
    }

    /// Makes `splices` in file `n`, once it is seen that they do to what it says as `change` does, and nothing else.
    fn put(
        &mut self,
        n: usize,
        splices: Splices,
        change: impl FnOnce(&mut Contents),
    ) -> Result<(), Refused> {
        let shape = self.shape(n)?;
        let new = splices.apply(shape.source);
        match holds(&shape, &new, change) {
            Ok(true) => {}
            Ok(false) => {
                let message = format!(
                    "this would change more in `{}` than was asked, so nothing is changed",
                    self.all[n].path
                );
                return Err(Refused::because(
                    Diagnostic::new(Code::E08, message).help("change it in an editor"),
                ));
            }
            Err(broken) => return Err(self.broken(n, &broken)),
        }
        self.all[n].now = Some(new);
        Ok(())
    }

    fn add(
        &self,
        n: usize,
        (table, id): (&str, &str),
        fields: &[(&str, Value)],
        spot: Spot,
    ) -> Result<Splices, Refused> {
        let shape = self.shape(n)?;
        if let Home::Inline(_) = find::home(&shape, &[table])
            && table::closed(&shape, table)
        {
            let fields = fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect();
            let splices = field::set(&shape, &[table, id], &Value::Table(fields));
            return splices.ok_or_else(|| self.closed(n, table, id));
        }
        if !shape.blocks[1..].is_empty() || self.all[n].id.is_some() {
            return Ok(table::add(&shape, (table, id), fields, spot));
        }
        // A new file is written as the others are.
        let model = self
            .ours()
            .filter(|other| *other != n)
            .max_by_key(|other| self.all[*other].now().len());
        let model = model.and_then(|other| self.shape(other).ok());
        let style = model
            .as_ref()
            .map(|model| Style::of(model, table, model.blocks.len() - 1));
        let style = style.unwrap_or_else(|| Style::of(&shape, table, 0));
        Ok(table::put(
            &shape,
            &style.table(table, id, fields),
            spot,
            &style,
        ))
    }

    fn rename(&mut self, (table, id, to): (&str, &str, &str)) -> Result<(), Refused> {
        let naming = Naming::of(table, id, &self.written.codebook);
        for n in self.naming(id) {
            let splices = naming.renamed(&self.shape(n)?, to);
            let renamed = |said: &mut Contents| {
                let leaves = std::mem::take(&mut said.leaves);
                said.leaves = said::renamed(leaves, (table, id, to), |kind| naming.is_meant(kind));
                if said.tables.remove(&(table.to_owned(), id.to_owned())) {
                    said.tables.insert((table.to_owned(), to.to_owned()));
                }
            };
            self.put(n, splices, renamed)?;
        }
        let lock = self.lock.as_deref().or(self.written.lock.as_deref());
        if let Some(lock) = lock.filter(|_| is_record(table))
            && let Some(now) = memory::renamed(lock, id, to)
        {
            self.lock = Some(now);
        }
        Ok(())
    }

    /// Names `table.id` nowhere any more, but where a table is nothing without it.
    fn unname(&mut self, table: &str, id: &str) -> Result<(), Refused> {
        let naming = Naming::of(table, id, &self.written.codebook);
        for n in self.naming(id) {
            let mut text = self.all[n].now().to_owned();
            loop {
                let shape = Shape::of(&text).map_err(|broken| self.broken(n, &broken))?;
                let Some(splices) = naming.unnamed(&shape) else {
                    break;
                };
                let new = splices.apply(&text);
                if new == text {
                    break;
                }
                text = new;
            }
            let mut whole = Splices::default();
            whole.put(Span::new(0, self.all[n].now().len()), text);
            self.put(n, whole, |said| {
                let leaves = std::mem::take(&mut said.leaves);
                said.leaves = said::unnamed(leaves, (table, id), |kind| naming.is_meant(kind));
            })?;
        }
        Ok(())
    }

    /// The files of ours in which `id` may stand; a key may be written with escapes.
    fn naming(&self, id: &str) -> Vec<usize> {
        let now = |n: &usize| self.all[*n].now();
        let may = |n: &usize| now(n).contains(id) || now(n).contains('\\');
        self.ours().filter(may).collect()
    }

    /// Says that `table.id` is written in a way that cannot be edited.
    fn closed(&self, n: usize, table: &str, id: &str) -> Refused {
        let message = format!(
            "{} is written in `{}` in a way that cannot be edited here",
            name(table, id),
            self.all[n].path
        );
        Refused::because(Diagnostic::new(Code::E08, message).help(format!(
            "give it a header of its own: [{}]",
            schema::path(table, id).join(".")
        )))
    }

    /// Which file a new table goes into, and where in it.
    fn place(&mut self, table: &'static str, beside: &Beside) -> Result<(usize, Spot), Refused> {
        match beside {
            Beside::After(id) | Beside::Before(id) => {
                let neighbour = if is_record(table) {
                    self.table_of(id)?
                } else {
                    Some((table, self.holder(table, id)?))
                };
                let (kind, n) = neighbour.ok_or_else(|| self.unknown(table, id))?;
                let shape = self.shape(n)?;
                let path = [kind, id.as_str()];
                let after = matches!(beside, Beside::After(_));
                let block = shape.blocks.iter().position(|block| block.within(&path));
                Ok((
                    n,
                    match block {
                        Some(block) if after => Spot::Behind(block),
                        Some(block) => Spot::Before(block),
                        None => table::usual(&shape, table),
                    },
                ))
            }
            Beside::Article(id) => {
                let n = self.home_of(id)?;
                let spot = table::usual(&self.shape(n)?, table);
                Ok((n, spot))
            }
            Beside::Kind => {
                let n = self.usual(table)?;
                let spot = table::usual(&self.shape(n)?, table);
                Ok((n, spot))
            }
        }
    }

    /// The file of the article `id`; where it has none yet, one of its name beside it.
    fn home_of(&mut self, id: &str) -> Result<usize, Refused> {
        let mut called = (self.written.articles.iter()).filter(|article| article.id == id);
        if let (Some(one), Some(other)) = (called.next(), called.next()) {
            let told = format!("`{}` and `{}` are both called `{id}`", one.file, other.file);
            let fault = Diagnostic::new(Code::E07, told);
            let way = "give one of the two files another name";
            return Err(Refused::because(fault.help(way)));
        }
        if let Some(n) = self.holders("article", id)?.first() {
            return Ok(*n);
        }
        let article = self
            .written
            .articles
            .iter()
            .find(|article| article.id == id);
        let Some(article) = article.filter(|article| article.place.is_none()) else {
            return Err(self.unknown("article", id));
        };
        let (folder, file) = article
            .file
            .rsplit_once('/')
            .map_or((String::new(), article.file.as_str()), |(folder, file)| {
                (format!("{folder}/"), file)
            });
        let path = format!("{folder}{}.toml", stem(file));
        let n = self.file(&path);
        let taken = find::stands(&self.shape(n)?, &["article"]);
        if taken {
            let message = format!("`{path}` is about another article than `{}`", article.file);
            return Err(Refused::because(
                Diagnostic::new(Code::E07, message).help("give one of the two files another name"),
            ));
        }
        let fields = [("file", Value::Text(file.to_owned()))];
        let first = self
            .shape(n)?
            .blocks
            .get(1)
            .map_or(Spot::End, |_| Spot::Before(1));
        let splices = self.add(n, ("article", id), &fields, first)?;
        let fields = vec![("file", Value::Text(file.to_owned()))];
        let added = Change::Add {
            table: "article",
            id: id.to_owned(),
            fields,
            beside: Beside::Kind,
        };
        self.put(n, splices, |said| expect(said, &added))?;
        Ok(n)
    }

    /// The file in which tables of this kind stand, or belong.
    fn usual(&mut self, table: &str) -> Result<usize, Refused> {
        let codebook = matches!(table, "party" | "source" | "issue" | "dossier");
        let kinds: &[&[&str]] = if codebook {
            &[&[table], &["dossier"], &["party", "source", "issue"]]
        } else {
            &[&[table], &["position", "shift", "note"]]
        };
        let ours: Vec<usize> = self.ours().collect();
        for kinds in kinds {
            for &n in ours.iter().rev() {
                let shape = self.shape(n)?;
                if kinds.iter().any(|kind| {
                    shape.blocks.iter().any(|block| block.within(&[kind]))
                        || !find::find(&shape, &[kind]).is_empty()
                }) {
                    return Ok(n);
                }
            }
        }
        // A single file is a dossier of its own; so is an article that nothing is written of yet.
        let whole = self.all.iter().any(|text| text.path == "dossier.toml");
        if let ([only], false) = (ours.as_slice(), whole) {
            return Ok(*only);
        }
        if let ([], [article]) = (ours.as_slice(), self.written.articles.as_slice()) {
            let id = article.id.clone();
            return self.home_of(&id);
        }
        Ok(self.file(if codebook {
            "dossier.toml"
        } else {
            "analysis.toml"
        }))
    }
}

/// Refuses fields that the format does not know.
fn known<'a>(table: &str, fields: impl IntoIterator<Item = &'a str>) -> Result<(), Refused> {
    match fields
        .into_iter()
        .find(|field| !field::is_known(table, field))
    {
        Some(field) => Err(Refused::because(Diagnostic::new(
            Code::E08,
            format!("`{table}` has no field `{field}`"),
        ))),
        None => Ok(()),
    }
}

/// Lists the article of `shape` as silent, or no longer.
fn silent(shape: &Shape, party: &str, issue: &str, yes: bool) -> Option<Splices> {
    let target = ["article", "silent", party];
    let found = find::find(shape, &target);
    let mut issues: Vec<String> = match found.first() {
        Some(found) => found
            .entry
            .value
            .texts()?
            .into_iter()
            .map(str::to_owned)
            .collect(),
        None => Vec::new(),
    };
    let listed = issues.iter().any(|known| known == issue);
    if listed == yes {
        return Some(Splices::default());
    }
    if !yes {
        issues.retain(|known| known != issue);
        if issues.is_empty() {
            return Some(field::remove(shape, &target));
        }
        return field::set(shape, &target, &Value::Texts(issues));
    }
    issues.push(issue.to_owned());
    let list = Value::Texts(issues);
    let there = shape.blocks.iter().any(|block| block.is(&target[..2]));
    let inline = find::find(shape, &target[..2]);
    if there
        || inline
            .iter()
            .any(|found| matches!(found.entry.value.kind, Kind::Table(_)))
        || !found.is_empty()
    {
        return field::set(shape, &target, &list);
    }
    let n = shape
        .blocks
        .iter()
        .position(|block| block.is(&["article"]))?;
    let style = Style::of(shape, "article", n);
    let text = format!(
        "[article.silent]{}{}",
        style.eol,
        style.line(
            &super::raw::style::key(party),
            0,
            &style.value(party, &list)
        )
    );
    Some(table::put(shape, &text, Spot::Behind(n), &style))
}
