//! What is asked, with everything that is needed for the answer.
use crate::ui::draw::{
    strip::{Strip, labelled},
    window::strips,
};
use crate::{
    app::{Dispute, Doom, Mend, Question, Target, Work},
    command::Command,
    config::Role,
    store::{Choice, Conflict, Use},
};

/// The rows that show.
pub(in crate::ui) fn rows(
    question: &Question,
    at: usize,
    width: usize,
    height: usize,
) -> Vec<Strip> {
    match question {
        Question::Dispute(dispute) => disputed(dispute, at, width, height),
        Question::Doom(doom) => doomed(doom, at, width, height),
        Question::Mend(mend) => mended(mend, width),
    }
}

/// What it is called.
pub(in crate::ui) const fn name(question: &Question) -> &'static str {
    match question {
        Question::Dispute(dispute) => match dispute.work() {
            Work::Edit { .. } => "Changed on both sides",
            Work::Undo | Work::Redo => "Changed since",
        },
        Question::Doom(_) => "Delete",
        Question::Mend(_) => "The article has other words",
    }
}

/// The line at the bottom.
pub(in crate::ui) fn told(question: &Question, at: usize, width: u16) -> String {
    match question {
        Question::Dispute(dispute) => {
            let all = dispute.conflicts.len();
            format!("{} of {all} · which version stands?", at + 1)
        }
        // What it is called stands above too; the keys do not.
        Question::Doom(_) if width < 60 => "delete?".into(),
        Question::Doom(doom) => format!("delete {}?", doom.name()),
        Question::Mend(mend) => format!("give {} the article's words?", mend.id),
    }
}

/// The keys that answer it.
pub(in crate::ui) fn hints(question: &Question) -> Vec<(Command, &'static str)> {
    match question {
        Question::Dispute(dispute) => vec![
            (Command::Follow, "write"),
            (Command::KeepTheirs, dispute.name_of(Choice::Theirs)),
            (Command::TakeOurs, dispute.name_of(Choice::Ours)),
            (Command::KeepBoth, dispute.name_of(Choice::Both)),
            (Command::Close, "not now"),
        ],
        Question::Doom(doom) if doom.uses() > 0 => vec![
            (Command::Delete, "delete"),
            (Command::DeleteNamed, "and mentions"),
            (Command::Close, "keep"),
        ],
        Question::Doom(_) => vec![(Command::Delete, "delete"), (Command::Close, "keep")],
        Question::Mend(_) => vec![(Command::Accept, "accept"), (Command::Close, "not now")],
    }
}

/// Every field that both sides changed; of the chosen one all that it was and would be.
fn disputed(dispute: &Dispute, at: usize, width: usize, height: usize) -> Vec<Strip> {
    let Some((conflict, choice)) = dispute.conflicts.get(at).zip(dispute.choices.get(at)) else {
        return Vec::new();
    };
    let chosen = |n: usize| dispute.name_of(dispute.choices[n]);
    let line = |n: usize| conflicting(&dispute.conflicts[n], chosen(n), n);
    let mut open = vec![line(at).focus(true)];
    open.extend(versions(dispute, (conflict, *choice), width, height));
    strips(dispute.conflicts.len(), at, &open, (height, 0), line)
}

/// `quote.mayor-no-sale  cue                                    theirs`
fn conflicting(conflict: &Conflict, chosen: &str, n: usize) -> Strip {
    let what = match (conflict.field.as_str(), &conflict.ours, &conflict.theirs) {
        ("", None, _) => "deleted here, changed on disk",
        ("", _, None) => "changed here, deleted on disk",
        ("", ..) => "made on both sides",
        (field, ..) => field,
    };
    let named = match conflict.record.as_str() {
        "" => &conflict.file,
        record => record,
    };
    Strip::new(Role::Text, format!(" {named}"))
        .and(Role::Label, format!("  {what}"))
        .at(Target::Item(n))
        .right(Role::Head, format!(" {chosen} "))
}

/// What it was, what it is on disk, what is wanted here; what would stand is marked.
fn versions(
    dispute: &Dispute,
    (conflict, choice): (&Conflict, Choice),
    width: usize,
    height: usize,
) -> Vec<Strip> {
    let most = (height.saturating_sub(4) / 3).clamp(2, 8);
    let mut rows = Vec::new();
    let mut add = |label: &str, value: Option<&String>, stands: bool| {
        let role = if stands { Role::Head } else { Role::Text };
        let text = value.map_or("(not there)", String::as_str);
        for (n, line) in text.lines().enumerate() {
            let label = if n == 0 { label } else { "" };
            rows.extend(labelled(label, role, line, (4, width, most)));
        }
    };
    let [was, theirs, ours] = dispute.labels();
    add(was, conflict.before.as_ref(), false);
    add(theirs, conflict.theirs.as_ref(), choice != Choice::Ours);
    add(ours, conflict.ours.as_ref(), choice != Choice::Theirs);
    let edits = matches!(dispute.work(), Work::Edit { .. });
    let then = match (choice, conflict.ours.is_some()) {
        (Choice::Theirs, _) if dispute.has_draft() => "what is on disk stays; yours stays a draft",
        (Choice::Theirs, _) => "what is on disk stays",
        (Choice::Ours, true) if conflict.record.is_empty() => "the file is written anew",
        (Choice::Ours, true) if conflict.theirs.is_none() && !edits => "the record is restored",
        (Choice::Ours, true) if conflict.theirs.is_none() => {
            "the record is restored, with your change"
        }
        (Choice::Ours, true) if edits => "yours takes the place of what is on disk",
        (Choice::Ours, true) => "this takes the place of what is on disk",
        (Choice::Ours, false) => "it is deleted all the same",
        (Choice::Both, _) => "what is on disk stays, and yours becomes a record of its own",
    };
    rows.extend(labelled("then", Role::Dim, then, (4, width, 2)));
    rows
}

/// Who names what is to go, and the lines that go: of many of them the last do not show.
fn doomed(doom: &Doom, at: usize, width: usize, height: usize) -> Vec<Strip> {
    let Some(block) = &doom.block else {
        let what = " it has no lines of its own: what is written of it goes";
        return vec![Strip::new(Role::Dim, what)];
    };
    let head = format!(" {}:{}", block.file, block.line);
    let head = Strip::new(Role::Text, format!(" {}", doom.name())).right(Role::Dim, head + " ");
    let line = |text: &str| labelled("", Role::Text, text, (1, width, 4));
    let lines = block.text.lines().map(line);
    let nobody = || labelled("", Role::Dim, "nothing names it", (1, width, 1));
    let named = block.uses.is_empty().then(nobody).into_iter();
    let uses = block
        .uses
        .iter()
        .enumerate()
        .map(|(n, one)| using(one, n, width));
    let all = named.chain(uses).chain(lines).skip(at).flatten();
    std::iter::once(head).chain(all).take(height).collect()
}

/// `named by position.town-toll, evidence    analysis.toml:12`
fn using(one: &Use, n: usize, width: usize) -> Vec<Strip> {
    let label = if n == 0 { "named" } else { "" };
    let needed = if one.needed {
        ": nothing without it, and stays as it is"
    } else {
        ""
    };
    let text = format!(
        "{}, {}{needed} ({}:{})",
        one.record, one.field, one.file, one.line
    );
    labelled(label, Role::Warning, &text, (1, width, 2))
}

/// What the record says and what it would say, and what matters of it.
fn mended(mend: &Mend, width: usize) -> Vec<Strip> {
    let place = |n: &usize| format!("¶{n}");
    let head = Strip::new(Role::Text, format!(" {}", mend.id));
    let mut rows = vec![head.right(Role::Dim, format!(" {} ", place(&mend.paragraph)))];
    let mut add = |label: &str, role, text: &str| {
        rows.extend(labelled(label, role, text, (4, width, 8)));
    };
    add("was", Role::Text, &mend.compared.written);
    add("now", Role::Head, &mend.compared.printed);
    if !mend.compared.critical.is_empty() {
        let words: Vec<&str> = mend
            .compared
            .critical
            .iter()
            .map(|critical| critical.word())
            .collect();
        add("matters", Role::Warning, &words.join(", "));
    }
    if !mend.others.is_empty() {
        let places: Vec<String> = mend.others.iter().map(place).collect();
        add("as near", Role::Warning, &places.join(", "));
    }
    rows
}
