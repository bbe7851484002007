//! What changed in the files since they were read last, in one line.
use super::Notice;
use crate::{
    diag::{Code, Diagnostic, Severity},
    model::{Article, Dossier, Paragraph, Record, Written},
    text::counted,
};
use std::collections::BTreeMap;

/// Files that are named one by one; of more, only the sum is told.
const FEW: usize = 2;

/// What somebody is told who has the files read again, and they say what they said.
pub const NOTHING_NEW: &str = "the files say what is shown";

/// What happened to one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Fate {
    added: usize,
    changed: usize,
    removed: usize,
    /// What is said of it where its records say nothing.
    file_is: &'static str,
}

/// What `after` says that `before` did not, where an older state of `kept` files is shown because they are broken and
/// of `broken` it was before. Nothing where nothing changed.
#[must_use]
pub fn news(
    before: &Dossier,
    after: &Dossier,
    broken: &[String],
    kept: &[String],
) -> Option<Notice> {
    if let Some(first) = kept.iter().find(|file| !broken.contains(file)) {
        return Some(Notice::bad(fault_of(after.written(), first)));
    }
    let healed = broken
        .iter()
        .filter(|file| !kept.contains(file) && is_there(after.written(), file));
    let healed = healed.map(|file| format!("{file} is whole again"));
    let fates = fates(before.written(), after.written());
    let told = match fates.len() {
        0 => None,
        1..=FEW => Some(
            fates
                .iter()
                .map(|(file, fate)| format!("{file}: {}", fate.told()))
                .collect::<Vec<_>>()
                .join("; "),
        ),
        all => {
            let sum = fates.values().fold(Fate::default(), |sum, fate| Fate {
                added: sum.added + fate.added,
                changed: sum.changed + fate.changed,
                removed: sum.removed + fate.removed,
                ..sum
            });
            Some(format!("{all} files: {}", sum.told()))
        }
    };
    let told: Vec<String> = healed.chain(told).collect();
    (!told.is_empty()).then(|| Notice::new(told.join("; ")))
}

/// Which of the `kept` files, of which an older state is shown, is broken or gone: the first, without the reason.
pub(super) fn stale(written: &Written, kept: &[String]) -> Option<String> {
    let fault = fault_of(written, kept.first()?);
    let told = fault.split([':', ';']).next()?;
    Some(told.replace('`', ""))
}

/// What is wrong with the file `kept`, of which an older state is shown.
fn fault_of(written: &Written, kept: &str) -> String {
    let named = format!("`{kept}` ");
    let mut faults = written.faults.iter();
    let told = faults.find(|fault| fault.message.starts_with(&named));
    told.map_or_else(
        || format!("`{kept}` is broken"),
        |fault| fault.message.clone(),
    )
}

/// `news` with the findings that came or went meanwhile; of a file that is broken it is told already what is wrong.
#[must_use]
pub(super) fn with_turnover(news: Notice, turnover: Option<&Turnover>) -> Notice {
    match turnover {
        Some(Turnover { told, worse }) if !news.bad => Notice {
            text: format!("{}; {told}", news.text),
            bad: *worse,
            ..news
        },
        _ => news,
    }
}

/// The findings that came and went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Turnover {
    /// How many, `2 new errors, 1 warning gone`; the rule that one new error breaks.
    told: String,
    /// Whether an error came.
    pub(super) worse: bool,
}

impl Turnover {
    /// What came and went between two checks, if anything did. A finding is the same where the same rule says it of the same
    /// record, wherever that stands by now.
    pub(super) fn between(before: &[Diagnostic], after: &[Diagnostic]) -> Option<Self> {
        turnover(&tally(before), &tally(after))
    }
}

fn turnover(
    old: &BTreeMap<Finding<'_>, usize>,
    new: &BTreeMap<Finding<'_>, usize>,
) -> Option<Turnover> {
    let more = |some: &BTreeMap<Finding<'_>, usize>, than: &BTreeMap<Finding<'_>, usize>| {
        let mut more: BTreeMap<Severity, usize> = BTreeMap::new();
        for (finding, count) in some {
            let known = than.get(finding).copied().unwrap_or(0);
            *more.entry(finding.0.severity()).or_default() += count.saturating_sub(known);
        }
        more.retain(|_, count| *count > 0);
        more
    };
    let (came, went) = (more(new, old), more(old, new));
    let error = new.keys().find(|finding| {
        finding.0.severity() == Severity::Error && new.get(*finding) > old.get(*finding)
    });
    let new = |(severity, number): (&Severity, &usize)| {
        let told = counted(*number, &format!("new {}", severity.name()));
        match error {
            Some((code, _)) if (*severity, *number) == (Severity::Error, 1) => {
                format!("{told} ({})", code.code())
            }
            _ => told,
        }
    };
    let gone = |(severity, number): (&Severity, &usize)| {
        let told = counted(*number, severity.name());
        format!("{told} gone")
    };
    let all = came.iter().map(new).chain(went.iter().map(gone));
    let told: Vec<String> = all.collect();
    let worse = came.contains_key(&Severity::Error);
    let told = told.join(", ");
    (!told.is_empty()).then_some(Turnover { told, worse })
}

/// A rule, and the record it speaks of; where it speaks of none, what it says.
type Finding<'a> = (Code, &'a str);

/// How often each finding stands that nobody waives.
fn tally(findings: &[Diagnostic]) -> BTreeMap<Finding<'_>, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        let about = finding.record.as_deref().unwrap_or(&finding.message);
        *counts.entry((finding.code, about)).or_default() += 1;
    }
    counts
}

impl Fate {
    /// `2 records added, 1 changed`.
    fn told(self) -> String {
        let counts = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.removed, "removed"),
        ];
        let mut counts = counts.into_iter().filter(|(number, _)| *number > 0);
        let Some((first, what)) = counts.next() else {
            return self.file_is.into();
        };
        let first = format!("{} {what}", counted(first, "record"));
        counts.fold(first, |told, (number, what)| {
            format!("{told}, {number} {what}")
        })
    }
}

/// Whether the file `path` says anything: one of records, or an article's text.
fn is_there(written: &Written, path: &str) -> bool {
    let mut articles = written.articles.iter();
    let file = written.files.find(path);
    file.is_some_and(|file| written.files.get(file).is_read())
        || articles.any(|article| article.readable && article.file == path)
}

/// Every file that says something else than before.
fn fates<'a>(before: &'a Written, after: &'a Written) -> BTreeMap<&'a str, Fate> {
    let mut fates: BTreeMap<&str, Fate> = BTreeMap::new();
    let (old, new) = (blocks(before), blocks(after));
    for (id, (file, block)) in &new {
        match old.get(id) {
            None => fates.entry(file).or_default().added += 1,
            Some(known) if known != &(*file, *block) => fates.entry(file).or_default().changed += 1,
            Some(_) => {}
        }
    }
    for (_, (file, _)) in old.iter().filter(|(id, _)| !new.contains_key(*id)) {
        fates.entry(file).or_default().removed += 1;
    }
    let files = |written: &'a Written| -> Texts<'a> {
        let toml = written.files.iter();
        let toml = toml.map(|(_, file)| (&*file.path, file.is_read().then_some(&*file.text)));
        let lock = written
            .lock
            .as_deref()
            .map(|text| ("dossier.lock", Some(text)));
        toml.chain(lock).collect()
    };
    differing(
        &files(before),
        &files(after),
        &mut fates,
        ["new", "gone", "changed"],
    );
    // An article that one of the two does not name is told by what names it.
    let texts = |written: &'a Written| -> Texts<'a> {
        let text = |article: &'a Article| {
            (
                &*article.file,
                article.readable.then_some(article.text.as_str()),
            )
        };
        written.articles.iter().map(text).collect()
    };
    let (mut old, mut new) = (texts(before), texts(after));
    old.retain(|file, _| new.contains_key(file));
    new.retain(|file, _| old.contains_key(file));
    let told = [
        "the text is back",
        "the text is gone",
        "the text is another",
    ];
    differing(&old, &new, &mut fates, told);
    for article in &after.articles {
        let same = |known: &&Article| known.file == article.file && known.text != article.text;
        let was = before.articles.iter().find(same).and_then(ends_at_lines);
        if let (Some(was), Some(is)) = (was, ends_at_lines(article))
            && was != is
        {
            fates.entry(&article.file).or_default().file_is = if is {
                "the text is another: every line is a paragraph now, as no blank lines are left"
            } else {
                "the text is another: its paragraphs end at blank lines now, no more at every line"
            };
        }
    }
    fates
}

/// Whether lines of `article` are paragraphs without a blank line between them; nothing where it has no two paragraphs.
fn ends_at_lines(article: &Article) -> Option<bool> {
    let pairs = || article.paragraphs.windows(2);
    let between = |pair: &[Paragraph]| article.text.get(pair[0].span.end..pair[1].span.start);
    let breaks = |pair| between(pair).map_or(0, |between| between.matches('\n').count());
    pairs().next()?;
    Some(pairs().any(|pair| breaks(pair) == 1))
}

/// What stands in each file, by its path; nothing where that is not to be had.
type Texts<'a> = BTreeMap<&'a str, Option<&'a str>>;

/// Notes of each file that came, went, or says something else, which of the three it is.
fn differing<'a>(
    before: &Texts<'a>,
    after: &Texts<'a>,
    fates: &mut BTreeMap<&'a str, Fate>,
    [came, went, changed]: [&'static str; 3],
) {
    let text = |of: &Texts<'a>, file| of.get(file).copied().flatten();
    for file in before.keys().chain(after.keys()) {
        let file_is = match (text(before, file), text(after, file)) {
            (old, new) if old == new => continue,
            (None, _) => came,
            (_, None) => went,
            _ => changed,
        };
        fates.entry(file).or_default().file_is = file_is;
    }
}

/// Each record's file and its block there.
fn blocks(written: &Written) -> BTreeMap<&str, (&str, &str)> {
    let block = |record: &Record| {
        let file = written.files.get(record.place.file);
        (
            file.path.as_str(),
            file.text
                .get(record.block.start..record.block.end)
                .unwrap_or_default(),
        )
    };
    (written.records.iter())
        .map(|record| (record.id.as_str(), block(record)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diag::FileId, store, text::Span};

    const FIRST: &str = "[note.a]\nkind='gap'\nsays='x'\n\n[note.b]\nkind='gap'\nsays='x'\n";

    /// A dossier of these files: path and text.
    fn dossier(files: &[(&str, &str)]) -> Dossier {
        let leak = |text: &str| -> &'static str { String::from(text).leak() };
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (leak(path), leak(text)))
            .collect();
        Dossier::new(store::from_files("t", files.leak()))
    }

    fn told(before: &[(&str, &str)], after: &[(&str, &str)]) -> Option<String> {
        news(&dossier(before), &dossier(after), &[], &[]).map(|notice| notice.text)
    }

    #[test]
    fn that_paragraphs_end_otherwise_than_before_is_told() {
        let line = "Nobody was told of it before the evening came. ".repeat(5);
        let lines = format!("{line}\n{line}\n{line}");
        let texts = [
            lines.replacen('\n', "\n\n", 1),
            format!("{lines}\nEnd."),
            lines,
        ];
        let named = ("t.toml", "[article]\nfile='t.txt'\n");
        let [blocks, more, lines] = texts
            .each_ref()
            .map(|text| [named, ("t.txt", text.as_str())]);
        let news = |before: &_, after: &_| told(before, after).expect("news");
        assert!(news(&lines, &blocks).contains("end at blank lines now"));
        assert!(news(&blocks, &lines).contains("every line is a paragraph now"));
        assert_eq!(news(&lines, &more), "t.txt: the text is another");
    }

    #[test]
    fn what_changed_is_told_by_file() {
        let before = [
            ("a.toml", FIRST),
            ("t.toml", "[article]\nfile='t.txt'\n"),
            ("t.txt", "Hello."),
        ];
        let with = |at: usize, text| {
            let mut after = before;
            after[at].1 = text;
            told(&before, &after)
        };
        assert_eq!(with(0, FIRST), None);
        let more = FIRST.replace("'x'\n\n", "'y'\n\n") + "[note.c]\nkind='gap'\nsays='x'\n";
        assert_eq!(
            with(0, &more).as_deref(),
            Some("a.toml: 1 record added, 1 changed")
        );
        assert_eq!(
            with(0, "[note.a]\nkind='gap'\nsays='x'\n").as_deref(),
            Some("a.toml: 1 record removed")
        );
        let remark = format!("# a remark\n{FIRST}");
        assert_eq!(with(0, &remark).as_deref(), Some("a.toml: changed"));
        assert_eq!(
            with(2, "Hello, all.").as_deref(),
            Some("t.txt: the text is another")
        );
        assert_eq!(
            told(&before, &before[1..]).as_deref(),
            Some("a.toml: 2 records removed")
        );
    }

    #[test]
    fn files_and_texts_that_come_and_go_are_told() {
        let article = ("t.toml", "[article]\nfile='t.txt'\n");
        let text = ("t.txt", "Hello.");
        let all = [("a.toml", "[party.a]\nname='A'\n"), article, text];
        assert_eq!(told(&all[1..], &all).as_deref(), Some("a.toml: new"));
        assert_eq!(told(&all, &all[1..]).as_deref(), Some("a.toml: gone"));
        assert_eq!(told(&all, &all[..1]).as_deref(), Some("t.toml: gone"));
        assert_eq!(
            told(&all, &all[..2]).as_deref(),
            Some("t.txt: the text is gone")
        );
        assert_eq!(
            told(&all[..2], &all).as_deref(),
            Some("t.txt: the text is back")
        );
    }

    #[test]
    fn of_many_files_the_sum_is_told() {
        let named = |n: usize| {
            (
                format!("{n}.toml"),
                format!("[note.n{n}]\nkind='gap'\nsays='x'\n"),
            )
        };
        let files: Vec<_> = (0..3).map(named).collect();
        let after: Vec<_> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        assert_eq!(
            told(&[], &after).as_deref(),
            Some("3 files: 3 records added")
        );
    }

    #[test]
    fn a_file_that_breaks_is_told_once_and_so_is_its_healing() {
        let dossier = dossier(&[("a.toml", FIRST)]);
        let broken = ["a.toml".to_owned()];
        let told = |before: &[String], after: &[String]| news(&dossier, &dossier, before, after);
        let breaks = told(&[], &broken).expect("a word");
        assert!(
            breaks.bad && breaks.text.contains("`a.toml` is broken"),
            "{breaks:?}"
        );
        assert_eq!(told(&broken, &broken), None);
        let heals = told(&broken, &[]).expect("a word");
        assert_eq!(
            (heals.bad, heals.text.as_str()),
            (false, "a.toml is whole again")
        );
    }

    #[test]
    fn a_file_that_somebody_lets_go_is_not_whole_again() {
        let before = [
            ("a.toml", FIRST),
            ("t.toml", "[article]\nfile='t.txt'\n"),
            ("t.txt", "Hello."),
        ];
        let broken = ["a.toml".to_owned(), "t.txt".to_owned()];
        let gone = news(&dossier(&before), &dossier(&before[1..2]), &broken, &[]);
        let told = gone.map(|notice| (notice.bad, notice.text));
        let wanted = "a.toml: 2 records removed; t.txt: the text is gone";
        assert_eq!(told, Some((false, wanted.to_owned())));
        // One that is named still.
        let using = ("dossier.toml", "[dossier]\nuse = ['more.toml']\n");
        let with = dossier(&[using, ("more.toml", "[party.a]\nname='A'\n")]);
        let (without, broken) = (dossier(&[using]), ["more.toml".to_owned()]);
        let told = |before, after| news(before, after, &broken, &[]).map(|notice| notice.text);
        assert_eq!(told(&with, &without).as_deref(), Some("more.toml: gone"));
    }

    #[test]
    fn findings_that_come_and_go_are_told() {
        let of = |code, record: &str| Diagnostic::new(code, "told").about(record);
        let before = [of(Code::E01, "quote.a"), of(Code::W16, "quote.a")];
        let told = |after: &[Diagnostic]| {
            let turnover = Turnover::between(&before, after);
            let notice = with_turnover(Notice::new("a.toml: changed"), turnover.as_ref());
            (notice.text, notice.bad)
        };
        let elsewhere = before.clone().map(|of| of.at(FileId(0), Span::new(7, 9)));
        assert_eq!(told(&elsewhere), ("a.toml: changed".to_owned(), false));
        let more = [of(Code::E02, "quote.b"), of(Code::E01, "quote.b")];
        let worse = [&before[..], &more[..]].concat();
        assert_eq!(
            told(&worse),
            ("a.toml: changed; 2 new errors".to_owned(), true)
        );
        assert_eq!(
            told(&[of(Code::W20, "quote.a")]),
            (
                "a.toml: changed; 1 new warning, 1 error gone, 1 warning gone".to_owned(),
                false
            )
        );
        let mut waived = of(Code::E02, "quote.b");
        waived.waived = Some("printed so".to_owned());
        assert_eq!(
            told(&[&before[..], &[waived]].concat()).0,
            "a.toml: changed"
        );
        let turnover = Turnover::between(&before, &worse);
        let broken = with_turnover(Notice::bad("broken"), turnover.as_ref());
        assert_eq!(broken.text, "broken");
    }
}
