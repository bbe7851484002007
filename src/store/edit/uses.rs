//! What goes when a table goes: its lines, and the fields that name it.
use super::{files::Texts, raw::table, rename::Naming, schema};
use crate::model::Written;

/// The lines of a table as they stand in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The file, relative to the dossier.
    pub file: String,
    /// The number of its first line, from 1.
    pub line: usize,
    /// The lines, with the remarks above them.
    pub text: String,
    /// Who names it, in the order of the files.
    pub uses: Vec<Use>,
}

/// A field that names a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The file, relative to the dossier.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The record or other table: `position.russia-territory`.
    pub record: String,
    /// The field.
    pub field: String,
    /// Whether the record is nothing without it.
    pub needed: bool,
}

/// The lines of `table.id` and what names it; `None` where it has no lines of its own, or a file cannot be edited.
#[must_use]
pub fn block(written: &Written, table: &str, id: &str) -> Option<Block> {
    let texts = Texts::of(written);
    let n = texts.holder(table, id).ok()?;
    let shape = texts.shape(n).ok()?;
    let (text, first) = table::text_of(&shape, &schema::path(table, id))?;
    let line = |source: &str, at: usize| source[..at].matches('\n').count() + 1;
    let naming = Naming::of(table, id, &written.codebook);
    let mut uses = Vec::new();
    for n in texts.ours() {
        let Ok(shape) = texts.shape(n) else { continue };
        uses.extend(naming.uses(&shape).into_iter().map(|(keys, at)| {
            let path: Vec<&str> = keys.iter().map(String::as_str).collect();
            let own = if path[0] == "article" { 1 } else { 2 };
            Use {
                file: texts.all[n].path.clone(),
                line: line(shape.source, at.start),
                record: path[..own].join("."),
                field: path[own..].join("."),
                needed: super::schema::needs(&path),
            }
        }));
    }
    let own = format!("{table}.{id}");
    uses.retain(|one: &Use| one.record != own);
    Some(Block {
        file: texts.all[n].path.clone(),
        line: line(shape.source, shape.blocks[first].header.start),
        text,
        uses,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Change, Edit, edit::preview, fixture::memory};

    const BOOK: &str = "[party.town]\nname = 'Town'\n\n[source.mayor]\nname = 'M'\nparty = 'town' # hers\n\n[issue.toll]\nname = 'Toll'\n";
    const TALKS: &str = "[article]\nfile = 't.txt'\n\n[article.silent]\ntown = ['toll', 'route']\n\n[quote.a]\nsource = 'mayor'\ntext = 'Hello'\non = ['toll', 'route']\n\n\
        [position.p]\nparty = 'town'\nissue = 'toll'\nsays = 's'\nevidence = ['a']\n\n[note.n]\nkind = 'gap'\nsays = 'a'\nabout = ['p', 'a']\n";

    fn written() -> Written {
        memory(&[
            ("dossier.toml", BOOK),
            ("t.toml", TALKS),
            ("t.txt", "Hello."),
        ])
    }

    /// `t.toml:14 position.p evidence`, with `!` where it cannot do without.
    fn named(table: &str, id: &str) -> Vec<String> {
        let block = block(&written(), table, id).expect("a block");
        let told = |one: &Use| {
            let needed = if one.needed { "!" } else { "" };
            format!(
                "{}:{} {} {}{needed}",
                one.file, one.line, one.record, one.field
            )
        };
        block.uses.iter().map(told).collect()
    }

    #[track_caller]
    fn unnamed(table: &'static str, id: &str, want: [(&str, &str); 2]) {
        let change = Change::Unname {
            table,
            id: id.to_owned(),
        };
        let edit = Edit {
            what: String::new(),
            changes: vec![change],
        };
        let now = preview(&written(), &edit).expect("made");
        let text = |name: &str, was: &str| {
            let new = now.iter().find(|(path, _)| path == name);
            new.map_or_else(|| was.to_owned(), |(_, text)| text.clone())
        };
        let [book, talks] = want;
        assert_eq!(text("dossier.toml", BOOK), BOOK.replace(book.0, book.1));
        assert_eq!(text("t.toml", TALKS), TALKS.replace(talks.0, talks.1));
    }

    #[test]
    fn whoever_names_a_table_is_told_with_its_line() {
        assert_eq!(
            named("quote", "a"),
            ["t.toml:16 position.p evidence", "t.toml:21 note.n about"]
        );
        assert_eq!(
            named("party", "town"),
            [
                "dossier.toml:6 source.mayor party",
                "t.toml:5 article silent.town",
                "t.toml:13 position.p party!"
            ]
        );
        let lines = block(&written(), "quote", "a").expect("a block");
        assert_eq!((lines.file.as_str(), lines.line), ("t.toml", 7));
        assert_eq!(
            lines.text,
            "[quote.a]\nsource = 'mayor'\ntext = 'Hello'\non = ['toll', 'route']\n"
        );
    }

    #[test]
    fn an_id_goes_where_others_can_do_without_it() {
        let none = ("", "");
        unnamed("issue", "toll", [none, ("['toll', 'route']", "['route']")]);
        unnamed("source", "mayor", [none, none]);
        unnamed(
            "party",
            "town",
            [
                ("party = 'town' # hers\n", ""),
                ("town = ['toll', 'route']\n", ""),
            ],
        );
        let change = |table, id: &str| Change::Unname {
            table,
            id: id.to_owned(),
        };
        let edit = Edit {
            what: String::new(),
            changes: vec![change("quote", "a"), change("position", "p")],
        };
        let now = preview(&written(), &edit).expect("made");
        let want = TALKS
            .replace("evidence = ['a']\n", "")
            .replace("about = ['p', 'a']\n", "");
        assert_eq!(now, [("t.toml".to_owned(), want)]);
    }
}
