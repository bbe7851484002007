//! Ids that are declared twice.
use crate::{
    diag::{Code, Diagnostic, Place},
    model::Article,
    store::read::{Faults, Gathered},
};
use rustc_hash::FxHashMap;

/// Says which ids are declared twice; parties, sources, issues, articles and records each have their own.
pub(super) fn duplicates(all: &Gathered, articles: &[Article], faults: &mut Faults) {
    twice(
        "party",
        all.parties
            .iter()
            .map(|party| (party.id.as_str(), party.place)),
        faults,
    );
    twice(
        "source",
        all.sources
            .iter()
            .map(|source| (source.id.as_str(), source.place)),
        faults,
    );
    twice(
        "issue",
        all.issues
            .iter()
            .map(|issue| (issue.id.as_str(), issue.place)),
        faults,
    );
    let articles = articles
        .iter()
        .filter_map(|article| Some((article.id.as_str(), article.place?)));
    twice("article", articles, faults);
    twice(
        "record",
        all.records
            .iter()
            .map(|record| (record.id.as_str(), record.place)),
        faults,
    );
}

fn twice<'a>(what: &str, ids: impl Iterator<Item = (&'a str, Place)>, faults: &mut Faults) {
    let mut first: FxHashMap<&str, Place> = FxHashMap::default();
    for (id, place) in ids {
        let known = *first.entry(id).or_insert(place);
        if known != place {
            let fault = Diagnostic::new(Code::E07, format!("the {what} id `{id}` is used twice"));
            faults.add(
                fault
                    .at(place.file, place.span)
                    .label("again here")
                    .also(known, "first here"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::store::fixture::{check, memory};

    #[test]
    fn an_id_stands_once_in_its_namespace() {
        check(&[
            (
                "a.toml",
                "[note.a]\nkind='gap'\nsays='x'\n[party.a]\nname='A'\n[source.a]\nname='A'\n[issue.a]\nname='A'\n",
            ),
            (
                "b.toml",
                "[position.a] #~ E07\nparty='a'\nissue='a'\nsays='x'\n[party.a] #~ E07\nname='A'\n\
                 [note.b]\nkind='gap'\nsays='x'\n[note.b] #~ E07\nkind='gap'\nsays='x'\n",
            ),
            ("one/t.toml", "[article]\nfile='t.txt'\n"),
            ("one/t.txt", "Hello."),
            (
                "two/t.toml",
                "[article] #~ E07\nfile='t.md'\n[article] #~ E07\nfile='t.md'\n",
            ),
            ("two/t.md", "Hello."),
            ("x.toml", "[dossier]\ntitle='x'\n"),
            ("y.toml", "[dossier] #~ E07\n"),
        ]);
    }

    #[test]
    fn both_places_of_a_duplicate_are_named() {
        let written = memory(&[
            ("a.toml", "[party.a]\nname='A'\n"),
            ("b.toml", "[party.a]\nname='A'\n"),
        ]);
        let fault = &written.faults[0];
        let (first, label) = &fault.also[0];
        assert_eq!(fault.message, "the party id `a` is used twice");
        assert_eq!(
            (written.files.get(first.file).path.as_str(), label.as_str()),
            ("a.toml", "first here")
        );
    }
}
