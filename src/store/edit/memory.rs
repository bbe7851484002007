//! What `dossier.lock` remembers of a record, under another id.
use super::raw::{
    find::stands,
    said,
    shape::Shape,
    style::Style,
    table::{self, Spot},
};
use crate::model::LOCK_VERSION;

/// `lock` with the anchor of the record `id` remembered as `to`, at the place of that name; `None` where it remembers none,
/// is no lock that can be read, or is of another version than is known here.
pub(super) fn renamed(lock: &str, id: &str, to: &str) -> Option<String> {
    let (was, path) = (Shape::of(lock).ok()?, ["anchor", id]);
    let version = said::all(lock).ok()?.remove(&vec!["version".to_owned()])?;
    if version.shown() != LOCK_VERSION.to_string() {
        return None;
    }
    if !stands(&was, &path) || stands(&was, &["anchor", to]) {
        return None;
    }
    let (text, _) = table::text_of(&was, &path)?;
    let text = table::called(&text, &path, to).ok()?;
    let rest = table::delete(&was, &path).apply(lock);
    let shape = Shape::of(&rest).ok()?;
    let anchor = |n: &usize| {
        let mut path = shape.blocks[*n].path.iter().map(|key| key.name.as_ref());
        let anchor = path.next() == Some("anchor");
        path.next().filter(|_| anchor)
    };
    let behind = (0..shape.blocks.len()).find(|n| anchor(n).is_some_and(|name| name > to));
    let last = || (0..shape.blocks.len()).rfind(|n| anchor(n).is_some());
    let spot = behind.map(Spot::Before);
    let spot = spot
        .or_else(|| last().map(Spot::Behind))
        .unwrap_or(Spot::End);
    let style = Style::of(&shape, "anchor", shape.blocks.len() - 1);
    let new = table::put(&shape, &text, spot, &style).apply(&rest);
    let leaves = |text: &str| said::all(text).ok();
    let wanted = leaves(lock)?.into_iter().map(|(mut keys, said)| {
        if keys.starts_with(&path.map(str::to_owned)) {
            to.clone_into(&mut keys[1]);
        }
        (keys, said)
    });
    (wanted.collect::<said::Leaves>() == leaves(&new)?).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_record_is_remembered_where_its_name_stands() {
        let anchor =
            |id: &str| format!("\n[anchor.{id}]\narticle = \"t\"\nat = 0\nwords = \"{id}\"\n");
        let lock = |ids: &[&str], words: &str| {
            let all: String = ids.iter().map(|id| anchor(id)).collect();
            let all = all.replace(
                "[anchor.moved]\narticle = \"t\"\nat = 0\nwords = \"moved\"",
                &format!("[anchor.moved]\narticle = \"t\"\nat = 0\nwords = \"{words}\""),
            );
            format!("# Generated\nversion = 1\n\n[article.t]\nsha256 = \"0\"\n{all}")
        };
        for id in ["a", "n", "z"] {
            let mut ids = vec!["b", "m", "p", id];
            ids.sort_unstable();
            let mut want = vec!["b", "m", "p", "moved"];
            want.sort_unstable();
            let now = renamed(&lock(&ids, ""), id, "moved");
            assert_eq!(now, Some(lock(&want, id)));
        }
        assert_eq!(renamed(&lock(&["b"], ""), "other", "moved"), None);
        assert_eq!(renamed("no lock", "b", "moved"), None);
        let later = lock(&["b"], "").replace("version = 1", "version = 2");
        assert_eq!(renamed(&later, "b", "moved"), None);
    }
}
