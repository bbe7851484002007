//! Fifty mixed edits: the lines a person would have touched, and no other.
use super::*;

/// How many lines of `old` are not in `new`.
fn gone(old: &str, new: &str) -> usize {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for line in new.lines() {
        *left.entry(line).or_default() += 1;
    }
    let mut missing = 0;
    for line in old.lines() {
        match left.get_mut(line) {
            Some(count) if *count > 0 => *count -= 1,
            _ => missing += 1,
        }
    }
    missing
}

/// The ids of one kind of record.
fn ids(written: &Written, table: &str) -> Vec<String> {
    let records = written
        .records
        .iter()
        .filter(|record| record.table() == table);
    records.map(|record| record.id.clone()).collect()
}

/// Fifty mixed edits of the example, and how many of them list a silence.
fn fifty(before: &Written) -> (Vec<Change>, usize) {
    let (quotes, notes) = (ids(before, "quote"), ids(before, "note"));
    let text = |text: &str| Value::Text(text.to_owned());
    let mut changes = Vec::new();
    for (n, quote) in quotes.iter().take(10).enumerate() {
        let fields = vec![
            ("source", text("unnamed")),
            ("text", text("said")),
            ("on", Value::Texts(vec!["text".to_owned()])),
        ];
        let beside = Beside::After(quote.clone());
        changes.push(Change::Add {
            table: "quote",
            id: format!("new-{n}"),
            fields,
            beside,
        });
        changes.push(set(quote, "by", "me"));
        changes.push(set(quote, "text", &format!("other words {n}")));
    }
    for note in notes.iter().take(10) {
        let (id, value) = (note.clone(), Some(text("Said otherwise.")));
        changes.push(Change::Set {
            table: "note",
            id,
            field: "says",
            value,
        });
    }
    changes.extend((0..5).map(|n| delete(&format!("new-{n}"))));
    let party = before.codebook.parties[0].id.clone();
    let article = before.articles[0].id.clone();
    let fresh = before.codebook.issues.iter().filter(|issue| {
        !before.articles[0].silent.iter().any(|silence| {
            silence.party.id == party && silence.issues.iter().any(|known| known.id == issue.id)
        })
    });
    let fresh: Vec<String> = fresh.map(|issue| issue.id.clone()).take(3).collect();
    for issue in &fresh {
        let (article, party, issue) = (article.clone(), party.clone(), issue.clone());
        changes.push(Change::Silent {
            article,
            party,
            issue,
            yes: true,
        });
    }
    changes.push(Change::Rename {
        table: "issue",
        id: "text".to_owned(),
        to: "draft".to_owned(),
    });
    (changes, fresh.len())
}

#[test]
fn fifty_mixed_edits_touch_the_lines_a_person_would_have_touched() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path()).expect("removed");
    crate::store::write_example(&desk.path()).expect("written");
    let before = desk.open();
    let quotes = ids(&before, "quote");
    let (changes, silences) = fifty(&before);
    let edits = changes.len();
    for change in changes {
        desk.now(change);
    }
    let after = desk.open();
    let (mut removed, mut added) = (0, 0);
    for (id, file) in before.files.iter() {
        let now = &after.files.get(id).text;
        removed += gone(&file.text, now);
        added += gone(now, &file.text);
    }
    let names = |line: &&str| line.contains("\"text\"") || line.contains("[issue.text]");
    let renamed: usize = before
        .files
        .iter()
        .map(|(_, file)| file.text.lines().filter(names).count())
        .sum();
    let party = &before.codebook.parties[0].id;
    // A listed silence is one line, whichever of its issues is renamed.
    let listed = before
        .files
        .iter()
        .flat_map(|(_, file)| file.text.lines())
        .any(|line| line.starts_with(party.as_str()) && names(&line));
    let silent = usize::from(silences > 0 && !listed);
    let set = 10 + ids(&before, "note").len().min(10);
    // A quotation written as a list over several lines gives way to one line.
    let lines = |record: &crate::model::Record| {
        let place = record.at("text");
        place
            .span
            .of(&before.files.get(place.file).text)
            .matches('\n')
            .count()
    };
    let rewritten = before
        .records
        .iter()
        .filter(|record| quotes[..10].contains(&record.id));
    let further: usize = rewritten.map(lines).sum();
    assert!(edits >= 45, "{edits}");
    assert_eq!(
        (removed, added),
        (
            set + renamed + silent + further,
            set + renamed + silent + 10 + 5 * 5
        )
    );
    for _ in 0..edits {
        desk.undo().expect("undone");
    }
    assert_eq!(desk.open().files, before.files);
}
