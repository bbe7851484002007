//! An article is corrected after it was quoted: every anchor's fate is told, and what rests on it.
use onrecord::{
    check::check,
    diag::{Code, Severity},
    drift::{Drift, Fate, Lock, changes, drift, human, impact},
    model::Dossier,
    store,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

#[path = "drift/town.rs"]
mod town;

/// A copy of the example in a folder of its own, gone at the end of the test.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        store::write_example(&folder).expect("the folder is ours");
        Self(folder)
    }

    fn open(&self) -> Dossier {
        Dossier::new(store::open(&self.0).expect("it was just written")).anchored()
    }

    /// Puts `new` for the one `old` in an article.
    fn edit(&self, article: &str, old: &str, new: &str) {
        let path: &Path = &self.0.join("articles").join(article);
        let text = fs::read_to_string(path).expect("the example has it");
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {article}");
        fs::write(path, text.replace(old, new)).expect("the folder is ours");
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn fate<'a>(drifts: &'a [Drift], record: &str) -> &'a Drift {
    (drifts.iter().find(|drift| drift.record == record)).unwrap_or_else(|| panic!("no {record}"))
}

#[test]
fn a_copy_of_the_old_words_hides_no_silent_correction() {
    for (article, old, new, note, record, why) in [
        (
            "plan.txt",
            "part with the regions of\nLuhansk and Donetsk",
            "part with the regions of\nLuhansk and Kherson",
            "It should never part with the regions of Luhansk and Donetsk, critics said.",
            "plan-territory",
            "name",
        ),
        // The last of its article: no neighbour comes behind it.
        (
            "moscow.txt",
            "Donbass is to be conquered by force",
            "Donbass might be conquered by force",
            "Correction: this first read: unless Ukraine yields, Donbass is to be conquered by force.",
            "putin-conquer",
            "modal",
        ),
    ] {
        let copy = Copy::new(record);
        let lock = Lock::of(&copy.open(), None);
        copy.edit(article, old, new);
        let path = copy.0.join("articles").join(article);
        let text = fs::read_to_string(&path).expect("it is there");
        let between = if text.contains("\n\n") { "\n" } else { "" };
        fs::write(&path, format!("{text}{between}{note}\n")).expect("the folder is ours");
        let dossier = copy.open();
        let drifts = drift(&dossier, &lock);
        let changed = fate(&drifts, record);
        assert_eq!(changed.fate, Fate::Altered, "{changed:?}");
        let new = changed.new.as_ref().map(|new| new.paragraph);
        assert_eq!(new, Some(changed.old.paragraph));
        let critical: Vec<&str> = changed.critical.iter().map(|c| c.word()).collect();
        assert_eq!(critical, [why]);
        assert!(!impact(&dossier, &drifts).is_empty());
        let report = human(&dossier, &drifts, &[]);
        assert!(
            report.contains("  the words as they were stand in ¶"),
            "{report}"
        );
    }
}

#[test]
fn which_words_moved_past_others_is_said_the_same_everywhere() {
    let copy = Copy::new("apart");
    let dossier = copy.open();
    let lock = Lock::of(&dossier, None);
    let text = fs::read_to_string(copy.0.join("articles/plan.txt")).expect("it is there");
    let mut paragraphs: Vec<&str> = text.trim_end().split("\n\n").collect();
    // One comes before the fourth and one goes behind the sixth, so that only what is between moves along; two change places.
    paragraphs.remove(6);
    paragraphs.insert(3, "It was not signed.");
    paragraphs.swap(7, 10);
    let after = paragraphs.join("\n\n") + "\n";
    fs::write(copy.0.join("articles/plan.txt"), after).expect("the folder is ours");
    fs::write(copy.0.join("dossier.lock"), lock.write()).expect("the folder is ours");
    let dossier = copy.open();
    let drifts = drift(&dossier, &lock);
    let found = check(&dossier);
    let edition = found.iter().find(|f| f.code == Code::E12);
    let along = "allies-react, capitulation, eu-closer, plan-alliances, plan-army, plan-territory";
    let apart = "two-questions, zelensky-choice";
    let notes = edition.map(|f| f.notes.clone()).unwrap_or_default();
    let expected = [("moved", along), ("moved past others", apart)];
    assert_eq!(
        notes,
        expected.map(|(heading, ids)| (heading, ids.to_owned()))
    );
    let groups = |drifts: &[Drift]| {
        let report = human(&dossier, drifts, &[]);
        report.rsplit_once("\n\n").map(|parts| parts.0.to_owned())
    };
    let listed = changes(&dossier).drifts;
    assert_eq!(
        groups(&listed),
        groups(&drifts),
        "the list without what is held"
    );
}

#[test]
fn an_article_that_did_not_change_holds_everything() {
    let copy = Copy::new("held");
    let dossier = copy.open();
    let lock = Lock::of(&dossier, None);
    assert_eq!(
        Lock::read(&lock.write()).as_ref(),
        Ok(&lock),
        "written and read again"
    );
    let drifts = drift(&dossier, &lock);
    assert_eq!(drifts.len(), 40);
    assert!(drifts.iter().all(|drift| drift.fate == Fate::Held));
}

#[test]
fn silent_corrections_are_told_one_by_one() {
    let copy = Copy::new("corrected");
    let lock = Lock::of(&copy.open(), None);
    // a word that changes the sense; a number; a paragraph put in; a paragraph taken out; words said twice
    copy.edit(
        "moscow.txt",
        "Donbass is to be conquered by force",
        "Donbass might be conquered by force",
    );
    copy.edit("plan.txt", "a paper of 28 points", "a paper of 19 points");
    copy.edit(
        "moscow.txt",
        "Most of the pressure falls on Ukraine.",
        "An editor added this line.\nMost of the pressure falls on Ukraine.",
    );
    copy.edit("plan.txt", "President Donald Trump allowed Ukraine only a short deadline for its\nreply. Later he dropped it.\n\n", "");
    let dossier = copy.open();
    let drifts = drift(&dossier, &lock);

    let conquer = fate(&drifts, "putin-conquer");
    assert_eq!(conquer.fate, Fate::Altered);
    assert_eq!(
        conquer
            .critical
            .iter()
            .map(|c| c.word())
            .collect::<Vec<_>>(),
        ["modal"]
    );
    let points = fate(&drifts, "plan-28");
    assert_eq!(points.fate, Fate::Altered);
    assert_eq!(
        points.critical.iter().map(|c| c.word()).collect::<Vec<_>>(),
        ["number"]
    );
    assert_eq!(
        fate(&drifts, "pressure-ukraine").fate,
        Fate::Moved,
        "one paragraph down"
    );
    assert_eq!(
        fate(&drifts, "leaks-rubio").fate,
        Fate::Held,
        "before the new paragraph"
    );
    assert_eq!(fate(&drifts, "deadline").fate, Fate::Gone);

    let impacts = impact(&dossier, &drifts);
    let told: Vec<&str> = impacts
        .iter()
        .map(|i| dossier.record(i.record).id.as_str())
        .collect();
    for rests in [
        "russia-territory",
        "russia-war-aims",
        "us-text-first",
        "plan-to-framework",
        "deadline-dropped",
        "us-pressure",
        "two-verbs",
    ] {
        assert!(
            told.contains(&rests),
            "{rests} rests on changed words; told: {told:?}"
        );
    }
    assert!(!told.contains(&"eu-trust"), "nothing it rests on changed");
}

#[test]
fn a_dropped_word_another_name_and_paragraphs_moved_and_repeated_are_told_apart() {
    let copy = Copy::new("moved");
    let lock = Lock::of(&copy.open(), None);
    copy.edit(
        "moscow.txt",
        "a major breakthrough is not thought to be near",
        "a major breakthrough is thought to be near",
    );
    copy.edit(
        "moscow.txt",
        "has made Putin's list of demands",
        "has made Lavrov's list of demands",
    );
    let trump = "Trump speaks well of the talks in Moscow. He has also demanded that Ukraine let all of Donbass go, the \
        unoccupied part included. Putin, too, stands firm: Ukraine has to let all of Donbass go.\n";
    copy.edit("moscow.txt", trump, "");
    copy.edit(
        "moscow.txt",
        "Witkoff was in Moscow on Tuesday, and",
        &format!("{trump}Witkoff was in Moscow on Tuesday, and"),
    );
    let florida = "They met late in October, in\nFlorida.";
    copy.edit(
        "plan.txt",
        "What Ukraine would give",
        &format!("The United States and Kirill Dmitriyev for Russia. {florida}\n\nWhat Ukraine would give"),
    );
    copy.edit("plan.txt", "Steve Witkoff had come", "Witkoff had come");
    let dossier = copy.open();
    let drifts = drift(&dossier, &lock);
    let told = |record: &str| {
        let drift = fate(&drifts, record);
        let critical = drift.critical.iter().map(|c| c.word()).collect::<Vec<_>>();
        (drift.fate, critical.concat())
    };
    assert_eq!(
        told("no-breakthrough"),
        (Fate::Altered, "negation".to_owned())
    );
    assert_eq!(told("radchenko-start"), (Fate::Altered, "name".to_owned()));
    assert_eq!(told("trump-donbass").0, Fate::Moved);
    assert_eq!(told("putin-donbass").0, Fate::Moved);
    assert_eq!(told("florida").0, Fate::Ambiguous);
    assert_eq!(told("plan-28").0, Fate::Held);
    let report = human(&dossier, &drifts, &impact(&dossier, &drifts));
    for line in [
        "altered: no-breakthrough  moscow ¶6\n  was  a major breakthrough is [not] thought to be near\n",
        "moved: trump-donbass  moscow ¶7 -> ¶15\n",
        "ambiguous: florida  plan ¶1\n  was  They met late in October, in Florida\n  now in ¶1, ¶3\n",
        "  moscow ¶8 -> ¶7  putin-either-or\n",
        "  note.gap-days  rests on florida",
    ] {
        assert!(report.contains(line), "{line}\nis not in\n{report}");
    }
}

#[test]
fn what_cannot_be_looked_for_is_not_called_gone() {
    let copy = Copy::new("unread");
    let lock = Lock::of(&copy.open(), None);
    fs::write(copy.0.join("articles/plan.txt"), b"\xff\xfe\xff").expect("the folder is ours");
    let drifts = drift(&copy.open(), &lock);
    let plan = drifts.iter().filter(|drift| drift.article == "plan");
    let fates: Vec<(Fate, bool)> = (plan.map(|d| (d.fate, d.unknown.is_some()))).collect();
    assert!(!fates.is_empty());
    assert!(
        fates.iter().all(|fate| *fate == (Fate::Ambiguous, true)),
        "{fates:?}"
    );
}

#[test]
fn one_quotation_more_changes_one_entry_of_the_lock() {
    let copy = Copy::new("entry");
    let before = Lock::of(&copy.open(), None);
    let path = copy.0.join("articles/plan.toml");
    let toml = fs::read_to_string(&path).expect("the example has it");
    let more = "\n[quote.envoys]\nsource = \"rubio\"\ntext = \"secret talks between two envoys\"\n";
    fs::write(&path, toml + more).expect("the folder is ours");
    let after = Lock::of(&copy.open(), Some(&before)).write();
    let old = before.write();
    let new: Vec<&str> = (after.lines()).filter(|line| !old.contains(line)).collect();
    assert_eq!(
        new,
        [
            "[anchor.envoys]",
            "words = \"secret talks between two envoys\"",
            "paper of 28 points, followed on",
            "after = \". Steve Witkoff had come for the\"",
            "sentence_before = \"The American peace plan for Ukraine, a \"",
        ]
    );
    assert!(old.lines().all(|line| after.contains(line)));
}

#[test]
fn a_changed_article_refuses_export_until_it_is_accepted() {
    let copy = Copy::new("changed");
    let dossier = copy.open();
    store::save_lock(
        &copy.0,
        dossier.written(),
        &Lock::of(&dossier, None).write(),
    )
    .expect("the folder is ours");
    assert!(editions(&copy).is_empty(), "nothing has changed");
    copy.edit("plan.txt", "a paper of 28 points", "a paper of 19 points");
    let found = editions(&copy);
    assert_eq!(
        found,
        [
            "`articles/plan.txt` has changed since it was locked: 14 held, 0 moved, 1 altered, 0 ambiguous, 0 gone"
        ]
    );
    let dossier = copy.open();
    let before = Lock::read(dossier.written().lock.as_deref().expect("locked")).expect("ours");
    store::save_lock(
        &copy.0,
        dossier.written(),
        &Lock::of(&dossier, Some(&before)).write(),
    )
    .expect("the folder is ours");
    assert!(editions(&copy).is_empty(), "accepted");
}

#[test]
fn a_lock_that_is_not_used_is_a_warning_that_says_why() {
    let copy = Copy::new("damaged");
    let lock = copy.0.join("dossier.lock");
    let told = || {
        let dossier = copy.open();
        let found = check(&dossier);
        let about: Vec<_> = (found.into_iter())
            .filter(|f| f.message.contains("`dossier.lock` is not used: "))
            .collect();
        assert!(about.iter().all(|f| f.severity == Severity::Warning));
        let unused = changes(&dossier).unused;
        assert_eq!(about.len(), usize::from(unused.is_some()));
        unused
    };
    assert_eq!(told(), None, "there is none");
    fs::write(&lock, "version = ").expect("the folder is ours");
    assert!(told().is_some(), "no TOML");
    fs::write(&lock, b"version = 1\n# \xff").expect("the folder is ours");
    assert!(told().is_some_and(|why| why.contains("UTF-8")));
    fs::remove_file(&lock).expect("the folder is ours");
    fs::create_dir(&lock).expect("the folder is ours");
    assert_eq!(told().as_deref(), Some("it is a folder"));
}

/// What check says of changed articles.
fn editions(copy: &Copy) -> Vec<String> {
    let found = check(&copy.open())
        .into_iter()
        .filter(|f| f.code == Code::E12);
    found.map(|f| f.message).collect()
}

#[test]
fn a_damaged_lock_is_a_reason_in_one_line() {
    let reason = Lock::read("version = 1\n[anchor.x]\nwords = 3").expect_err("damaged");
    assert!(!reason.contains('\n'), "{reason}");
    let later = Lock::read("version = 99").expect_err("later");
    assert_eq!(later, "it is of a later version (99)");
}
