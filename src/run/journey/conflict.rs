//! Journeys: two programs on one dossier, and what a person is asked where both changed the same.
use super::desk::{Desk, RECORDS, dossier};
use crate::store::fixture::Scratch;

/// A record in the reader's form and, meanwhile, in somebody else's editor.
fn contested(size: (u16, u16), meanwhile: impl Fn(&str) -> String) -> (Scratch, Desk) {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", size);
    desk.play("v a l i Enter E Tab Tab \"_again\"");
    folder.write(
        "bridge.toml",
        meanwhile(&folder.read("bridge.toml")).as_bytes(),
    );
    desk.play("Enter");
    (folder, desk)
}

#[test]
fn where_both_changed_the_same_field_both_are_shown_and_one_key_chooses() {
    let theirs = |text: &str| text.replace("cue = 'said'", "cue = 'told us'");
    let (folder, mut desk) = contested((80, 24), theirs);
    insta::assert_snapshot!(desk.reader.screen(), @r#"
    ─ Changed on both sides ─ The bridge ───────────────────────────────────────────
     quote.mayor-build-year  cue                                             theirs
        was     "said"
        theirs  "told us"
        ours    "said again"
        then    what is on disk stays; yours stays a draft

















    ─ 1 of 1 · which version stands? ──── Enter write ─ t theirs ─ o ours ─ b both ─
    "#);
    let there = folder.read("bridge.toml");
    assert!(
        there.contains("cue = 'told us'\n"),
        "theirs stands until somebody chooses"
    );
    desk.play("o Enter");
    assert_eq!(
        folder.read("bridge.toml"),
        there.replace("'told us'", "'said again'")
    );
    desk.play("u");
    assert_eq!(folder.read("bridge.toml"), there);
}

/// The same; theirs was read while the form was open.
fn contested_in_sight(meanwhile: impl Fn(&str) -> String) -> (Scratch, Desk) {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("v a l i Enter E Tab Tab \"_again\"");
    let theirs = meanwhile(&folder.read("bridge.toml"));
    folder.write("bridge.toml", theirs.as_bytes());
    desk.reread();
    desk.play("Enter");
    (folder, desk)
}

#[test]
fn what_was_read_while_the_form_was_open_is_not_written_over_either() {
    let (folder, mut desk) =
        contested_in_sight(|text| text.replace("cue = 'said'", "cue = 'told us'"));
    let there = folder.read("bridge.toml");
    assert!(there.contains("cue = 'told us'"), "{there}");
    let screen = desk.reader.screen();
    for line in [
        "was     \"said\"",
        "theirs  \"told us\"",
        "ours    \"said again\"",
    ] {
        assert!(screen.contains(line), "{screen}");
    }
    desk.play("o Enter");
    let want = there.replace("'told us'", "'said again'");
    assert_eq!(folder.read("bridge.toml"), want);

    let (folder, desk) =
        contested_in_sight(|text| text.replace("source = 'mayor'", "source = 'ferry'"));
    let want = there
        .replace("'told us'", "'said again'")
        .replace("source = 'mayor'", "source = 'ferry'");
    assert_eq!(
        folder.read("bridge.toml"),
        want,
        "another field stays theirs"
    );
    drop(desk);
}

#[test]
fn a_draft_of_what_somebody_deleted_or_changed_is_kept_and_asks() {
    for (deleted, shown) in [
        (true, "changed here, deleted on disk"),
        (false, "theirs  \"told us\""),
    ] {
        let folder = dossier();
        let mut desk = Desk::open(&folder, "", (80, 24));
        desk.play("v a l i Enter E Tab Tab \"_again\" Esc");
        drop(desk);
        let now = if deleted {
            RECORDS.to_owned()
        } else {
            let written = folder.read("bridge.toml");
            written.replace("cue = 'said'", "cue = 'told us'")
        };
        folder.write("bridge.toml", now.as_bytes());
        let mut desk = Desk::open(&folder, "", (80, 24));
        desk.play("r r Enter");
        assert_eq!(folder.read("bridge.toml"), now, "nothing unasked");
        let screen = desk.reader.screen();
        assert!(screen.contains(shown), "{screen}");
        desk.play("o Enter");
        let written = folder.read("bridge.toml");
        assert!(written.contains("said again"), "{written}");
    }
}

#[test]
fn what_is_deleted_is_what_was_shown() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("v a l i Enter D");
    let theirs = folder
        .read("bridge.toml")
        .replace("cue = 'said'", "cue = 'told us'");
    folder.write("bridge.toml", theirs.as_bytes());
    desk.reread();
    desk.play("D");
    assert_eq!(folder.read("bridge.toml"), theirs, "it is shown first");
    let screen = desk.reader.screen();
    assert!(screen.contains("cue = 'told us'"), "{screen}");
    desk.play("D");
    assert_eq!(folder.read("bridge.toml"), RECORDS);
}

#[test]
fn what_somebody_changed_since_is_taken_back_only_when_asked_for() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (80, 24));
    desk.play("v a l i Enter E Tab Tab \"_again\" Enter");
    let theirs = folder
        .read("bridge.toml")
        .replace("'said again'", "'told us'");
    folder.write("bridge.toml", theirs.as_bytes());
    desk.play("u");
    insta::assert_snapshot!(desk.reader.screen(), @r#"
    ─ Changed since ─ The bridge ───────────────────────────────────────────────────
     quote.mayor-build-year  cue                                             theirs
        wrote   "said again"
        theirs  "told us"
        back    "said"
        then    what is on disk stays

















    ─ 1 of 1 · which version stands? ──── Enter write ─ t theirs ─ o back ─ b both ─
    "#);
    desk.play("Enter");
    assert_eq!(folder.read("bridge.toml"), theirs);
    desk.play("Ctrl-r");
    let screen = desk.reader.screen();
    assert!(screen.contains("Changed since"), "{screen}");
    desk.play("Esc u o Enter");
    assert_eq!(
        folder.read("bridge.toml"),
        RECORDS,
        "whoever takes back the record itself is asked about it, too"
    );
}

#[test]
fn ours_beside_theirs_is_a_record_of_its_own() {
    let theirs = |text: &str| text.replace("cue = 'said'", "cue = 'told us'");
    let (folder, mut desk) = contested((80, 24), theirs);
    let there = folder.read("bridge.toml");
    desk.play("b Enter");
    let ours = "\n[quote.mayor-build-year-2]\nsource = 'mayor'\ntext = 'We will build it this year'\ncue = 'said again'\n";
    assert_eq!(folder.read("bridge.toml"), format!("{there}{ours}"));
    assert_eq!(desk.reader.at(), "mayor-build-year-2");
}

#[test]
fn whoever_chooses_nothing_keeps_theirs_on_disk_and_a_draft() {
    let theirs = |text: &str| text.replace("cue = 'said'", "cue = 'told us'");
    for keys in ["Esc", "Enter", "t q"] {
        let (folder, mut desk) = contested((100, 30), theirs);
        let there = folder.read("bridge.toml");
        desk.play(keys);
        assert_eq!(folder.read("bridge.toml"), there, "{keys}");
        drop(desk);
        let mut desk = Desk::open(&folder, "", (100, 30));
        desk.play("r r");
        let screen = desk.reader.screen();
        assert!(screen.contains("said again"), "{keys}: {screen}");
    }
}

#[test]
fn what_they_deleted_comes_back_only_when_asked_for() {
    let theirs = |text: &str| {
        text.split("\n[quote.")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let (folder, mut desk) = contested((80, 24), theirs);
    let there = folder.read("bridge.toml");
    let screen = desk.reader.screen();
    assert!(screen.contains("changed here, deleted on disk"), "{screen}");
    desk.play("o Enter");
    let now = folder.read("bridge.toml");
    assert!(
        now.starts_with(&there) && now.ends_with("cue = 'said again'\n"),
        "{now}"
    );
    let told = desk
        .reader
        .state
        .notice
        .as_ref()
        .map(|notice| notice.text.as_str());
    assert!(
        told.is_some_and(|told| told.contains("restored")),
        "{told:?}"
    );
}

#[test]
fn what_a_broken_file_said_outlives_what_is_written_into_another() {
    let folder = dossier();
    let mut desk = Desk::open(&folder, "", (100, 20));
    let broken = folder
        .read("dossier.toml")
        .replace("[party.town]", "[party.town");
    folder.write("dossier.toml", broken.as_bytes());
    desk.reread();
    desk.play("v a l i Enter");
    assert!(folder.read("bridge.toml").contains("source = 'mayor'"));
    let dossier = &desk.reader.state.dossier;
    assert!(dossier.codebook().party("town").is_some());
    assert_eq!(folder.read("dossier.toml"), broken);
}
