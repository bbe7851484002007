//! A small article of a town, printed again and again: where its quotations stand then.
use crate::{Copy, fate};
use onrecord::drift::{Fate, Lock, Side, drift, human};
use std::fs;

/// An article of `paragraphs` in the example, and a claim for each of `quoted`, which stand in it.
struct Town(Copy);

impl Town {
    fn new(name: &str, paragraphs: &[&str], quoted: &[(&str, &str)]) -> (Self, Lock) {
        let town = Self(Copy::new(name));
        town.print(paragraphs);
        let claim = |(id, words): &(&str, &str)| {
            format!("\n[claim.town-{id}]\nsays = \"So.\"\ntext = \"{words}\"\n")
        };
        let claims: String = quoted.iter().map(claim).collect();
        let records = "[article]\nfile = \"articles/town.txt\"\n".to_owned() + &claims;
        fs::write(town.0.0.join("town.toml"), records).expect("the folder is ours");
        let lock = Lock::of(&town.0.open(), None);
        (town, lock)
    }

    fn print(&self, paragraphs: &[&str]) {
        let text = paragraphs.join("\n\n") + "\n";
        fs::write(self.0.0.join("articles/town.txt"), text).expect("the folder is ours");
    }

    /// What became of `record` after an edition of `paragraphs`: its fate, where it is now, and where else.
    fn after(&self, lock: &Lock, paragraphs: &[&str], record: &str) -> (Fate, usize, usize) {
        self.print(paragraphs);
        let drifts = drift(&self.0.open(), lock);
        let drift = fate(&drifts, record);
        let number = |side: &Option<Side>| side.as_ref().map_or(0, |side| side.paragraph);
        (drift.fate, number(&drift.new), number(&drift.twin))
    }
}

const NORTH: &str = "The harbour of Wells lay quiet under the hills all week.";
const EAST: &str = "Rain had closed the road to Moor since the day of the fair.";
const SOUTH: &str = "Nobody in Stone remembered so wet a spring.";
const WEST: &str = "At the mill in Brook the men stood idle.";
const VOTE: &str = "The council of Alder voted to keep the old bridge open until spring";

#[test]
fn whether_words_moved_or_were_edited_hangs_on_where_their_neighbours_carry_them() {
    let quoted = [
        ("north", NORTH),
        ("east", EAST),
        ("vote", VOTE),
        ("south", SOUTH),
        ("west", WEST),
    ];
    let edited = VOTE.replace("bridge open", "bridge shut");
    let (town, lock) = Town::new("carried", &quoted.map(|(_, words)| words), &quoted);
    for (after, told) in [
        // Two are near: the one that stands where the words stood is shown.
        (
            vec![NORTH, EAST, &edited, SOUTH, WEST, &edited, VOTE],
            (Fate::Altered, 3, 7),
        ),
        // A notice comes first, and all others stand one paragraph lower.
        (
            vec![VOTE, NORTH, EAST, &edited, SOUTH, WEST],
            (Fate::Altered, 4, 1),
        ),
        // The paragraph moved, and nothing like it stands at its old place.
        (vec![VOTE, NORTH, EAST, SOUTH, WEST], (Fate::Moved, 1, 0)),
        // What is near stands at the old place no more than the words do.
        (
            vec![VOTE, NORTH, EAST, SOUTH, WEST, "So it was.", &edited],
            (Fate::Moved, 1, 7),
        ),
    ] {
        assert_eq!(town.after(&lock, &after, "town-vote"), told, "{after:?}");
    }
}

#[test]
fn words_that_stand_where_they_stood_are_held_whatever_copies_come() {
    let (town, lock) = Town::new(
        "copies",
        &[NORTH, VOTE, SOUTH],
        &[("vote", VOTE), ("north", NORTH)],
    );
    let after = [NORTH, VOTE, SOUTH, VOTE, VOTE];
    assert_eq!(town.after(&lock, &after, "town-vote"), (Fate::Held, 2, 0));
    let after = ["New.", NORTH, VOTE, SOUTH, VOTE];
    assert_eq!(town.after(&lock, &after, "town-vote"), (Fate::Moved, 3, 0));
    let after = [NORTH, "Not here.", SOUTH, VOTE, VOTE];
    assert_eq!(
        town.after(&lock, &after, "town-vote"),
        (Fate::Ambiguous, 0, 0)
    );
}

#[test]
fn the_pieces_of_a_quotation_are_held_in_one_paragraph_only() {
    let whole = format!("{VOTE}, and then they all went home to sleep.");
    let quoted = [("vote", "voted to keep [...] then they all went home")];
    let (town, lock) = Town::new("pieces", &[NORTH, &whole], &quoted);
    assert_eq!(
        town.after(&lock, &["New.", NORTH, &whole], "town-vote"),
        (Fate::Moved, 3, 0)
    );
    let apart = [
        NORTH,
        &format!("{VOTE}."),
        "And then they all went home to sleep.",
    ];
    assert_eq!(
        town.after(&lock, &apart, "town-vote"),
        (Fate::Altered, 2, 0)
    );
    let report = human(&town.0.open(), &drift(&town.0.open(), &lock), &[]);
    assert!(
        report.contains("  in several paragraphs now: ¶2, ¶3\n"),
        "{report}"
    );
}

#[test]
fn what_another_quotation_holds_is_no_edit_of_this_one() {
    let bridge = "the bridge will be closed for repairs until the end of March";
    let tunnel = "the tunnel will be closed for repairs until the end of April";
    let said = |words: &str| format!("The mayor said that {words}, and that all will be well.");
    let quoted = [("bridge", bridge), ("tunnel", tunnel)];
    let (town, lock) = Town::new("twins", &[&said(bridge), NORTH, &said(tunnel)], &quoted);
    let after = [NORTH, &said(tunnel)];
    assert_eq!(town.after(&lock, &after, "town-bridge"), (Fate::Gone, 0, 0));
    // The next best is left to it.
    let edited = said(&bridge.replace("closed", "shut"));
    let after = [NORTH, &edited, &said(tunnel)];
    assert_eq!(
        town.after(&lock, &after, "town-bridge"),
        (Fate::Altered, 2, 0)
    );
    // Of what stood within another the same words may become.
    let quoted = [
        ("all", tunnel),
        ("part", "be closed for repairs until the end of April"),
    ];
    let (town, lock) = Town::new("nested", &[NORTH, &said(tunnel)], &quoted);
    let after = [NORTH, &said(&tunnel.replace("tunnel", "bridge"))];
    assert_eq!(town.after(&lock, &after, "town-all"), (Fate::Altered, 2, 0));
    assert_eq!(town.after(&lock, &after, "town-part"), (Fate::Held, 2, 0));
}

#[test]
fn what_came_or_went_beside_words_that_are_held_is_told_with_what_matters() {
    let words = "called the plan a wish list";
    let old = format!("{NORTH} Orla, who was reported to have {words}, left early. {SOUTH}");
    let (town, lock) = Town::new("beside", &[&old, EAST], &[("wish", words)]);
    for (from, to, expected) in [
        (
            "was reported to have called",
            "called",
            "before: `Orla, who was reported to have` -> `Orla, who` (modal)",
        ),
        (
            "left early",
            "never left",
            "after: `left early` -> `never left` (negation)",
        ),
        (
            "left early",
            "left late",
            "after: `left early` -> `left late`",
        ),
        (", left early", " - left early", ""),
        (NORTH, "Nobody came.", ""),
        (SOUTH, EAST, ""),
    ] {
        town.print(&[&old.replace(from, to), EAST]);
        let dossier = town.0.open();
        let drifts = drift(&dossier, &lock);
        let wish = fate(&drifts, "town-wish");
        assert_eq!(wish.fate, Fate::Held, "{to}");
        assert_eq!(wish.is_settled(), !expected.ends_with(')'), "{to}");
        let told = human(&dossier, &drifts, &[]);
        let line = told.lines().find_map(|line| line.split_once("town-wish  "));
        assert_eq!(line.map_or("", |(_, beside)| beside), expected);
    }
}

#[test]
fn what_was_edited_stays_so_whatever_lock_is_written_until_its_record_is_changed() {
    let words = VOTE;
    let rain = "Rain closed the road to Moor for nine days";
    let (town, lock) = Town::new(
        "relocked",
        &[NORTH, rain, words, SOUTH],
        &[("rain", rain), ("vote", words)],
    );
    let edited = words.replace("spring", "autumn");
    let notice = format!("This first read: {words}.");
    for (paragraphs, record) in [
        (vec![NORTH, rain, &edited, SOUTH], "town-vote"),
        (vec![NORTH, rain, &edited, SOUTH, &notice], "town-vote"),
        (
            vec![
                NORTH,
                "Rain did not close the road to Moor for nine days",
                words,
                SOUTH,
            ],
            "town-rain",
        ),
    ] {
        let fate = town.after(&lock, &paragraphs, record).0;
        assert_eq!(fate, Fate::Altered, "{paragraphs:?}");
        let again = Lock::of(&town.0.open(), Some(&lock));
        assert_eq!(
            town.after(&again, &paragraphs, record).0,
            Fate::Altered,
            "{paragraphs:?}"
        );
    }
}

#[test]
fn half_of_a_paragraph_between_its_neighbours_is_what_is_left_of_it() {
    let hearsay = "Troops are reported to have crossed the river at night";
    let quoted = [("north", NORTH), ("troops", hearsay), ("south", SOUTH)];
    let (town, lock) = Town::new("remains", &[NORTH, hearsay, SOUTH], &quoted);
    for (now, told) in [
        ("Troops crossed the river at night.", Fate::Altered),
        ("The river was high, and nobody went out.", Fate::Gone),
        // The words in another order, between others.
        (
            "They say that the river was crossed, troops reported, at night.",
            Fate::Altered,
        ),
        ("They say that troops were seen at night.", Fate::Gone),
    ] {
        let found = town.after(&lock, &["New.", NORTH, now, SOUTH], "town-troops");
        assert_eq!(found.0, told, "{now}");
    }
    let critical = |now| {
        town.print(&[NORTH, now, SOUTH]);
        fate(&drift(&town.0.open(), &lock), "town-troops")
            .critical
            .clone()
    };
    let dropped = critical("Troops crossed the river at night.");
    assert_eq!(dropped, [onrecord::anchor::change::Critical::Modal]);
}

#[test]
fn a_name_that_begins_a_sentence_is_a_name_where_the_article_has_it_elsewhere() {
    let words = "the council would never yield to the mill";
    let old = format!("Brook said that {words}.");
    let (town, lock) = Town::new("first", &[NORTH, &old, SOUTH], &[("yield", words)]);
    for (now, last, told) in [
        (
            "Marsh",
            "In the end Marsh left.",
            "`Marsh said that` (name)",
        ),
        ("Nobody", SOUTH, "`Nobody said that` (negation)"),
        (
            "Farmers",
            "There are farmers in the rain.",
            "`Farmers said that`",
        ),
    ] {
        town.print(&[NORTH, &old.replace("Brook", now), last]);
        let drifts = drift(&town.0.open(), &lock);
        let beside = fate(&drifts, "town-yield").beside[0].line();
        assert_eq!(beside, format!("before: `Brook said that` -> {told}"));
    }
}

#[test]
fn words_left_out_of_a_quotation_are_no_change_of_it() {
    let whole = format!("{VOTE}, and then they all went home to sleep.");
    let quoted = [(
        "vote",
        "council of Alder voted [...] then they all went home to sleep",
    )];
    let (town, lock) = Town::new("elided", &[NORTH, &whole], &quoted);
    town.print(&[
        NORTH,
        &whole
            .replace("went home", "walked home")
            .replace("until spring", "in May"),
    ]);
    let drifts = drift(&town.0.open(), &lock);
    let vote = fate(&drifts, "town-vote");
    assert_eq!((vote.fate, &vote.critical[..]), (Fate::Altered, &[][..]));
    let now = vote
        .compared
        .as_ref()
        .map(|compared| compared.printed.as_str());
    assert_eq!(
        now,
        Some("council of Alder voted ... then they all [walked] home to sleep")
    );
}

#[test]
fn who_speaks_may_change_further_off_than_the_lock_keeps_words_beside_it() {
    let words = "the old bridge must stay open";
    let old = format!(
        "{NORTH} Orla Brook of Alder said in a long speech to the whole town on Monday that {words}, and sat."
    );
    let quoted = [("bridge", words), ("sat", "and sat")];
    let (town, lock) = Town::new("speaker", &[&old, EAST], &quoted);
    let text = lock.write();
    let lock = Lock::read(&text).expect("our own");
    for (from, to, line) in [
        (
            "Orla Brook",
            "Anna Marsh",
            "  town ¶1  town-bridge, town-sat  before: `Orla Brook of Alder said …` -> `Anna Marsh of Alder said …` (name)",
        ),
        (NORTH, SOUTH, ""),
    ] {
        town.print(&[&old.replace(from, to), EAST]);
        let dossier = town.0.open();
        let told = human(&dossier, &drift(&dossier, &lock), &[]);
        let found = told.lines().find(|line| line.contains("before: "));
        assert_eq!(found.unwrap_or_default(), line);
    }
    // What was written without them is read as before.
    let mut written: toml::Table = text.parse().expect("our own");
    for (_, entry) in written["anchor"].as_table_mut().expect("anchors") {
        let entry = entry.as_table_mut().expect("one");
        entry.retain(|key, _| !key.starts_with("sentence_"));
    }
    let without = Lock::read(&toml::to_string(&written).expect("TOML"));
    assert_ne!(without.expect("a lock"), lock);
}

#[test]
fn words_that_stand_are_given_otherwise_where_marks_cue_or_speaker_changed() {
    let copy = Copy::new("given");
    let lock = Lock::of(&copy.open(), None);
    let path = copy.0.join("articles/moscow.txt");
    let text = fs::read_to_string(&path).expect("it is there");
    for (old, new, record, line) in [
        (
            "unless Ukraine yields, Donbass is to be conquered by force",
            "\"unless Ukraine yields, Donbass is to be conquered by force\"",
            "putin-conquer",
            "paraphrase -> verbatim",
        ),
        // The paragraph before ends in a colon.
        (
            "Sergey Radchenko, a British",
            "Aleksandr Baunov, a British",
            "radchenko-worse",
            "before: `… to begin, writes Sergey Radchenko, a British-Russian scholar …` -> `… to begin, writes Aleksandr Baunov, a British-Russian scholar …` (name)",
        ),
        (
            "has also demanded",
            "has also denied he demanded",
            "trump-donbass",
            "before: `He has also` -> `He has also denied he` (negation, cue)",
        ),
    ] {
        copy.edit("moscow.txt", old, new);
        let dossier = copy.open();
        let drifts = drift(&dossier, &lock);
        let drift = fate(&drifts, record);
        assert!(drift.fate == Fate::Held && drift.is_given_otherwise());
        let told = human(&dossier, &drifts, &[]);
        let own = |line: &'_ str| {
            line.split_once(record)
                .map(|(_, told)| told.trim().to_owned())
        };
        assert_eq!(told.lines().find_map(own).as_deref(), Some(line), "{told}");
        fs::write(&path, &text).expect("the folder is ours");
    }
}
