//! The file of an article: found, or begun where nothing is written of the article yet.
use super::{
    change::{Beside, Change, Refused, Value},
    expect::expect,
    files::Texts,
    find,
    table::Spot,
};
use crate::{
    diag::{Code, Diagnostic},
    store::dossier::stem,
};

impl Texts<'_> {
    /// The file of the article `id`; where it has none yet, one of its name beside it.
    pub(super) fn home_of(&mut self, id: &str) -> Result<usize, Refused> {
        match self.holders("article", id)?.as_slice() {
            [] => self.start(id, &[]),
            [one] => Ok(*one),
            _ => self.holder("article", id), // which says that there are several
        }
    }

    /// Begins the file of the article `id` with `[article]`, which says at least where the text is.
    pub(super) fn start(
        &mut self,
        id: &str,
        fields: &[(&'static str, Value)],
    ) -> Result<usize, Refused> {
        let article = self
            .written
            .articles
            .iter()
            .find(|article| article.id == id);
        let Some(article) = article.filter(|article| article.place.is_none()) else {
            return Err(self.unknown("article", id));
        };
        let (folder, file) = article.file.rsplit_once('/').unwrap_or(("", &article.file));
        let folder = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let path = format!("{folder}{}.toml", stem(file));
        let n = self.file(&path);
        let shape = self.shape(n)?;
        if find::stands(&shape, &["article"]) {
            let message = format!("`{path}` is about another article than `{}`", article.file);
            let finding =
                Diagnostic::new(Code::E07, message).help("give one of the two files another name");
            return Err(Refused::because(finding));
        }
        let mut fields = fields.to_vec();
        if !fields.iter().any(|(name, _)| *name == "file") {
            fields.insert(0, ("file", Value::Text(file.to_owned())));
        }
        let spot = shape.blocks.get(1).map_or(Spot::End, |_| Spot::Before(1));
        let said: Vec<(&str, Value)> = fields
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let splices = self.add(n, ("article", id), &said, spot)?;
        let added = Change::Add {
            table: "article",
            id: id.to_owned(),
            fields,
            beside: Beside::Kind,
        };
        self.put(n, splices, |said| expect(said, &added))?;
        Ok(n)
    }
}
