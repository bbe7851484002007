//! `onrecord drift` and `onrecord lock`: what became of each anchor when an article changed; and accepting it.
use super::{
    answer::{Answer, Fault, Verdict},
    output, source,
};
use crate::{
    drift::{self, Drift, Fate, Lock},
    model::{Article, Dossier},
    store, text,
};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// What may be said to `drift`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A dossier's folder or one of its files
    path: Option<PathBuf>,
    /// An earlier edition of one of its articles, instead of the lock
    #[arg(long, value_name = "FILE", requires = "new")]
    old: Option<PathBuf>,
    /// The edition to compare it with
    #[arg(long, value_name = "FILE", requires = "old")]
    new: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

/// What may be said to `lock`.
#[derive(Debug, clap::Args)]
pub(super) struct Accept {
    /// A dossier's folder or one of its files
    path: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

/// Tells what became of each anchor; findings where one is not where it stood.
pub(super) fn answer(asked: &Arguments) -> Answer {
    if asked.old.is_some() && asked.path.is_none() && !Path::new("dossier.toml").is_file() {
        let why = "name the dossier whose quotations are looked for: `onrecord drift DOSSIER --old FILE --new FILE`";
        return Err(Fault(why.to_owned()));
    }
    let dossier = source::open_warning(asked.path.as_deref())?;
    let whole = source::broken(&dossier).next().is_none();
    let mut warning = None;
    let drifts = match (&asked.old, &asked.new) {
        (Some(old), Some(new)) => editions(&dossier, old, new)?,
        // A lock is generated: without one there is nothing to tell, and nothing to stop for.
        _ => lock(&dossier).map_or_else(
            |why| {
                output::complain(&format!("warning: {why}\n"));
                warning = Some(why);
                Vec::new()
            },
            |lock| {
                tell_lacking(&lock.lacks(&dossier));
                drift::drift(&dossier, &lock)
            },
        ),
    };
    let impacts = drift::impact(&dossier, &drifts);
    let out = match (asked.format, warning) {
        // No anchor was looked for, so that none is counted.
        (Format::Human, Some(_)) => String::new(),
        (Format::Human, None) => drift::human(&dossier, &drifts, &impacts),
        (Format::Json, warning) => {
            let mut report = drift::json(&dossier, &drifts, &impacts);
            report["warning"] = warning.into();
            text::json(&report)
        }
    };
    output::say(&out)?;
    // What was not read may have drifted.
    let still = drifts.iter().all(Drift::is_settled);
    Ok(if still && whole {
        Verdict::Clean
    } else {
        Verdict::Findings
    })
}

/// Names quotations of which the lock remembers nothing, a few of them.
fn tell_lacking(records: &[&str]) {
    const NAMED: usize = 8;
    let mut named: Vec<String> = (records.iter().take(NAMED))
        .map(|&id| id.to_owned())
        .collect();
    if records.len() > NAMED {
        named.push(format!("{} more", records.len() - NAMED));
    }
    if !named.is_empty() {
        output::complain(&format!(
            "not in the lock, so that nobody can say what became of them: {}; `onrecord lock` takes them in\n",
            named.join(", ")
        ));
    }
}

/// Writes down where every quotation stands now. What stands nowhere keeps its old entry.
pub(super) fn accept(asked: &Accept) -> Answer {
    let path = lockable(asked.path.as_deref())?;
    let dossier = source::open(Some(path))?;
    if let Some(file) = source::broken(&dossier).next() {
        return Err(Fault(format!(
            "nothing is locked: `{file}` is not read whole, and what is locked of it would be forgotten; \
             `onrecord check` says what is wrong with it"
        )));
    }
    let lone = store::is_lone(path);
    if lone && dossier.text_order().is_empty() {
        let why = "nothing is locked: no quotation of this article is written down yet";
        return Err(Fault(why.to_owned()));
    }
    let before = Lock::kept(&dossier).ok();
    let otherwise = before.as_ref().map_or_else(Vec::new, |before| {
        (drift::drift(&dossier, before).into_iter())
            .filter(Drift::is_given_otherwise)
            .map(|drift| drift.record)
            .collect()
    });
    let mut lock = Lock::of(&dossier, before.as_ref());
    let (articles, anchors) = (lock.article.len(), lock.anchor.len());
    if let Some(before) = before.filter(|_| lone) {
        lock.keep_others(before);
    }
    let file = store::save_lock(path, dossier.written(), &lock.write())?;
    let lost = (dossier.text_order().iter()).filter(|id| dossier.passage(**id).is_none());
    let lost = lost.count();
    let still = (drift::drift(&dossier, &lock).into_iter())
        .filter(|drift| drift.fate == Fate::Altered)
        .map(|drift| drift.record)
        .collect::<Vec<_>>();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (articles, anchors) = (
        text::counted(articles, "article"),
        text::counted(anchors, "anchor"),
    );
    output::say(&format!("{name}: {articles}, {anchors}\n"))?;
    if lost > 0 {
        output::complain(&format!(
            "{} without one place to stand; see `onrecord check`\n",
            text::counted(lost, "quotation")
        ));
    }
    if !otherwise.is_empty() {
        output::complain(&format!(
            "locked as they are given now, which is not as they were: {}; see who says them and how, and what rests on them\n",
            otherwise.join(", ")
        ));
    }
    if !still.is_empty() {
        output::complain(&format!(
            "kept as they were, for nearly their words stand where they stood: {}; see `onrecord drift`\n",
            still.join(", ")
        ));
    }
    Ok(if lost > 0 || !still.is_empty() {
        Verdict::Findings
    } else {
        Verdict::Clean
    })
}

/// What a lock can be kept beside.
fn lockable(path: Option<&Path>) -> Result<&Path, Fault> {
    let why = match path {
        Some(path) if path == Path::new("-") => "standard input has no folder to keep a lock in",
        Some(path) => return Ok(path),
        None if Path::new("dossier.toml").is_file() => return Ok(Path::new(".")),
        None => "name the dossier to lock",
    };
    Err(Fault(why.to_owned()))
}

/// The lock of `dossier`, or why there is none to use, with the way out.
fn lock(dossier: &Dossier) -> Result<Lock, String> {
    Lock::kept(dossier).map_err(|why| match why {
        None => "there is no `dossier.lock`; write one with `onrecord lock`".to_owned(),
        Some(why) => format!(
            "`dossier.lock` is not used: {why}; delete it and write one with `onrecord lock`"
        ),
    })
}

/// The anchors of the dossier that stand in `old`, looked for in `new`.
fn editions(dossier: &Dossier, old: &Path, new: &Path) -> Result<Vec<drift::Drift>, Fault> {
    let (before, new) = (edition(old)?, edition(new)?);
    let drifts = drift::between(dossier, &before, &new);
    let (stand, all) = (drifts.len(), dossier.text_order().len());
    if stand < all {
        let name = old.file_name().unwrap_or_default().to_string_lossy();
        output::complain(&format!(
            "{stand} of the dossier's {} stand in {name:?}; of the others nothing is said\n",
            text::counted(all, "quotation")
        ));
    }
    Ok(drifts)
}

/// The article in `path`, whatever stands beside it.
fn edition(path: &Path) -> Result<Article, Fault> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut written = store::from_text(&name, store::text(path)?);
    (written.articles.pop()).ok_or_else(|| Fault(format!("{name:?} is no article")))
}
