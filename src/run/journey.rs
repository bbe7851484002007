//! Journeys: keys through the real loop, to the screen they lead to.
mod annotate;
mod bounds;
mod conflict;
mod select;

use super::{Wake, run};
use crate::{
    app::{Access, Effect, Mode, Msg, Opened, Pane, Progress, State, Work, update},
    command::Command,
    config::{Config, Ground, Key, KeyName, Role},
    drift::Lock,
    model::{Dossier, Written},
    store::{self, Change, Value},
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::Buffer,
    crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers},
};
use std::sync::{Arc, mpsc};

mod export;
mod links;
mod motion;
mod mouse;
mod search;
mod views;

/// A reader in front of a screen.
struct Reader {
    state: State,
    config: Config,
    terminal: Terminal<TestBackend>,
    copied: Vec<String>,
}

impl Reader {
    /// With the example open.
    fn new(width: u16, height: u16) -> Self {
        let mut reader = Self::with(store::example(), width, height);
        // The example has two articles; journeys begin in the one with the quotation everybody knows.
        reader.play("g");
        reader
    }

    fn with(written: Written, width: u16, height: u16) -> Self {
        let dossier = Dossier::new(written).anchored();
        let mut state = State::default();
        update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        let backend = TestBackend::new(width, height);
        let mut reader = Self {
            state,
            config: Config::shipped(),
            terminal: Terminal::new(backend).expect("infallible"),
            copied: Vec::new(),
        };
        reader.wake([]);
        reader
    }

    /// Presses keys, as config.toml names them.
    fn play(&mut self, keys: &str) -> &mut Self {
        let keys = keys.split_whitespace().map(|key| {
            let key: Key = key.parse().expect("a key");
            Wake::Terminal(Event::Key(event(key)))
        });
        self.wake(keys.collect::<Vec<_>>())
    }

    fn wake(&mut self, events: impl IntoIterator<Item = Wake>) -> &mut Self {
        let (wake, wakes) = mpsc::channel();
        let (worker, _effects) = mpsc::channel();
        for event in events {
            wake.send(event).expect("the loop listens");
        }
        drop(wake);
        let state = &mut self.state;
        while let Ok(Effect::Copy(text)) =
            run(&mut self.terminal, state, &self.config, &wakes, &worker)
        {
            self.copied.push(text);
        }
        self
    }

    fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.wake([Wake::Terminal(Event::Resize(width, height))])
    }

    fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let rows = buffer.content.chunks(buffer.area.width.into());
        rows.map(|row| {
            let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned() + "\n"
        })
        .collect()
    }

    /// The id of the record in focus.
    fn at(&self) -> &str {
        let record = self.state.focus.record.expect("a record in focus");
        &self.state.dossier.record(record).id
    }

    fn status(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }
}

fn event(key: Key) -> KeyEvent {
    let code = match key.name {
        KeyName::Char(c) => KeyCode::Char(c),
        KeyName::Named("Enter") => KeyCode::Enter,
        KeyName::Named("Esc") => KeyCode::Esc,
        KeyName::Named("Tab") if key.shift => KeyCode::BackTab,
        KeyName::Named("Tab") => KeyCode::Tab,
        KeyName::Named("Backspace") => KeyCode::Backspace,
        KeyName::Named("Down") => KeyCode::Down,
        KeyName::Named("Up") => KeyCode::Up,
        KeyName::Named("Left") => KeyCode::Left,
        KeyName::Named("Right") => KeyCode::Right,
        other => panic!("no journey needs {other:?}"),
    };
    let mut held = KeyModifiers::NONE;
    held.set(KeyModifiers::CONTROL, key.ctrl);
    held.set(KeyModifiers::ALT, key.alt);
    KeyEvent::new(code, held)
}

/// Rows of `buffer`; under each, the runs whose style has a meaning.
fn paint(buffer: &Buffer, rows: std::ops::Range<u16>, config: &Config) -> String {
    let styles = config.palette.styles(Ground::Dark);
    let name = |cell: &ratatui::buffer::Cell| {
        let style = cell.style();
        let mut names: Vec<&str> = Role::ALL
            .into_iter()
            .filter(|role| {
                let of = styles.of(*role);
                (of.fg.is_some() || of.bg.is_some())
                    && of.fg.is_none_or(|fg| style.fg == Some(fg))
                    && of.bg.is_none_or(|bg| style.bg == Some(bg))
            })
            .map(Role::name)
            .collect();
        if style
            .add_modifier
            .contains(ratatui::style::Modifier::UNDERLINED)
        {
            names.push("underlined");
        }
        names.join(" ")
    };
    let mut out = String::new();
    for y in rows {
        let cells: Vec<_> = (0..buffer.area.width).map(|x| &buffer[(x, y)]).collect();
        let text: String = cells.iter().map(|cell| cell.symbol()).collect();
        out += text.trim_end();
        out += "\n";
        let mut x = 0;
        for run in cells.chunk_by(|a, b| name(a) == name(b)) {
            let named = name(run[0]);
            if !named.is_empty() && named != "dim" {
                let line = [&" ".repeat(x), &"~".repeat(run.len()), " ", &named, "\n"];
                out += &line.concat();
            }
            x += run.len();
        }
    }
    out
}

#[test]
fn three_panes_show_one_focus() {
    let mut reader = Reader::new(120, 24);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Text ─ moscow (1 of 2) ───────────────────────┬─ Sources ─ 12 quoted ─────────────┬─ Positions ───────────────────────
     ¶7 S   Trump speaks well of the talks in       │   ¶7  P  demanded that Ukraine l… │ ▾ Donbass                  US RUS
        P   Moscow. He has also demanded that       │ ▾ Vladimir Putin  Russian presid… │   ask: The whole of Donbass leav…
            Ukraine let all of Donbass go, the      │   ¶7  P  let all of Donbass go    │   US   paraphrase ×2        P  ¶7
            unoccupied part included. Putin, too,   │ ▸ ¶8  V  verbatim as print… exact │ ▸ RUS  verbatim ×3          V  ¶8
        P   stands firm: Ukraine has to let all of  │     words   “Either we liberate   │     analyst Putin holds that
            Donbass go.                             │             these territories by  │             Ukraine must hand
                                                    │             force of arms, or     │             over all of Donbass
     ¶8 V   "Either we liberate these territories   │             Ukrainian forces      │             (for)
            by force of arms, or Ukrainian forces   │             leave these           │     Either we liberate the… V  ¶8
            leave these territories and stop        │             territories and stop  │     let all of Donbass go   P  ¶7
            killing people," Putin told an          │             killing people”       │     unless Ukraine yields,… P ¶16
            interviewer this week.                  │     who     Vladimir Putin ·      │   UKR  none stated (2)
                                                    │             Russian president ·   │   EU   none stated (2)
     ¶9 P→  The Russian president leaves Ukraine    │             Russia                │   ALL  none stated (2)
            and its allies one choice: the invasion │     chain   article → Vladimir    │   the article's own voice
            reaches its goals by arms alone, or it  │             Putin                 │   have, so far as is known… N ¶12
            reaches them by arms with some          │     cue     told an interviewer   │   are the questions a… N plan ¶11
            negotiating on the side and fewer dead, │     at      interview, outlet …   │ ▸ Security guarantees           ·
            Carnegie analyst Aleksandr Baunov       │     when    this week             │ ▸ Size of Ukraine's forces     US
            writes.                                 │     issues  Donbass, Use of force │ ▸ Alliances                    US
                                                    │     check   exact: stands as      │ ▸ Channel and secrecy           ·
    ¶10     Alarm and open questions                │             printed               │ ▸ Pressure and deadlines       US
    ─ record 13 of 40 · putin-either-or · exact · ¶7 of 16 · 61 % ─────── ? help ─ l record ─ Tab pane ─ / search ─ y copy ─
    "#);
}

#[test]
fn two_panes_from_eighty_columns() {
    let mut reader = Reader::new(80, 16);
    reader.wake([Wake::Done(Msg::Go("baunov-choice".into()))]);
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Text ─ moscow (1 of 2) ───────────────────────┬─ Sources ─ 12 quoted ─────────
     ¶8 V   leave these territories and stop        │ ▾ Aleksandr Baunov  Carnegie…
            killing people," Putin told an          │ ▸ ¶9  P→ paraphrase     exact
            interviewer this week.                  │     words   leaves Ukraine
                                                    │             and its allies
     ¶9 P→  The Russian president leaves Ukraine    │             one choice: ...
            and its allies one choice: the invasion │             by arms with some
            reaches its goals by arms alone, or it  │             negotiating on
            reaches them by arms with some          │             the side and
            negotiating on the side and fewer dead, │             fewer dead
            Carnegie analyst Aleksandr Baunov       │     reading of Vladimir
            writes.                                 │             Putin, not their
                                                    │             statement
    ¶10     Alarm and open questions                │     who     Aleksandr Baunov
                                                    │             · Carnegie
    ─ 14 of 40 · baunov-choice · exact · ¶8 · 61 % ─┴ ? help ─ l record ─ Tab pane ─
    "#);
}

#[test]
fn one_pane_below() {
    let mut reader = Reader::new(40, 8);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    insta::assert_snapshot!(reader.screen(), @r#"
    ─ Text ─ moscow (1 of 2) ───────────────
     ¶7 P   firm: Ukraine has to let all of
            Donbass go.
     ¶8 V   "Either we liberate these
            territories by force of arms,
            or Ukrainian forces leave these
            territories and stop killing
    ─ 13 of 40 · exact · 50 % ───── ? help ─
    "#);
    insta::assert_snapshot!(reader.play("Tab").screen(), @r#"
    ─ Sources ─ 12 quoted ──────────────────
       ¶7  P  let all of Donbass go
     ▸ ¶8  V  verbatim as printed     exact
         words   “Either we liberate these
                 territories by force of
                 arms, or Ukrainian forces
                 leave these territories
    ─ 13 of 40 · exact · 50 % ───── ? help ─
    "#);
}

#[test]
fn words_are_marked_by_style_and_letter() {
    let mut reader = Reader::new(60, 12);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    let buffer = reader.terminal.backend().buffer();
    insta::assert_snapshot!(paint(buffer, 3..9, &reader.config), @r#"
       P   firm: Ukraine has to let all of Donbass go.
       ~ paraphrase
                                ~~~~~~~~~~~~~~~~~~~~~ paraphrase
    ¶8 V   "Either we liberate these territories by force of
       ~ verbatim focus
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
           arms, or Ukrainian forces leave these territories
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
           and stop killing people," Putin told an interviewer
           ~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
           this week.
    ¶9 P→  The Russian president leaves Ukraine and its allies
       ~~ paraphrase
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ paraphrase
    "#);
}

#[test]
fn overlapping_words_are_underlined_and_each_has_its_letter() {
    let mut written = store::example();
    for record in &mut written.records {
        if record.id == "putin-donbass" {
            record.text = vec!["these territories and stop killing people,\" Putin told".into()];
        }
    }
    let mut reader = Reader::with(written, 60, 9);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    let buffer = reader.terminal.backend().buffer();
    insta::assert_snapshot!(paint(buffer, 3..8, &reader.config), @r#"
    ¶8 V   "Either we liberate these territories by force of
       ~ verbatim focus
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
       M   arms, or Ukrainian forces leave these territories
       ~ mixed
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ verbatim focus
                                           ~~~~~~~~~~~~~~~~~ mixed focus underlined
           and stop killing people," Putin told an interviewer
           ~~~~~~~~~~~~~~~~~~~~~~~ mixed focus underlined
                                  ~~~~~~~~~~~~~ mixed
           this week.
    ¶9 P→  The Russian president leaves Ukraine and its allies
       ~~ paraphrase
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ paraphrase
    "#);
}

#[test]
fn records_follow_each_other_across_all_panes() {
    let mut reader = Reader::new(120, 30);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    assert_eq!(reader.play("l").at(), "baunov-choice");
    assert_eq!(reader.play("h h").at(), "putin-donbass");
    assert_eq!(reader.play("]").at(), "putin-either-or");
    assert_eq!(reader.play("[ [").at(), "putin-donbass");
    assert!(
        reader
            .status()
            .contains("no earlier record of Vladimir Putin")
    );
    assert!(reader.screen().contains("▾ Vladimir Putin"));
    assert!(reader.screen().contains("▾ Donbass"));
}

#[test]
fn a_number_repeats_a_motion() {
    let mut reader = Reader::new(120, 30);
    let first = reader.at().to_owned();
    let fourth = reader.play("l l l l").at().to_owned();
    assert_eq!(reader.play("4 h").at(), first);
    assert_eq!(reader.play("4 l").at(), fourth);
    reader.play("9 G");
    assert!(
        reader
            .screen()
            .lines()
            .nth(1)
            .is_some_and(|row| row.contains("¶9"))
    );
}

#[test]
fn a_digit_focuses_a_pane_and_a_motion_directly_behind_it_makes_a_number_of_it() {
    let mut reader = Reader::new(120, 30);
    reader.play("2");
    assert_eq!(reader.state.pane, Pane::Sources);
    let first = reader.at().to_owned();
    // Every `play` begins after a pause.
    let second = reader.play("j").at().to_owned();
    assert_ne!(first, second, "one line of the sources");
    reader.play("1 Esc");
    assert_eq!(reader.state.pane, Pane::Text);
    let start = reader.state.focus.top;
    reader.play("3 j");
    let third = reader.state.focus.top;
    assert_eq!(reader.state.pane, Pane::Text, "it was a number after all");
    reader.play("3 k");
    assert_eq!(reader.state.focus.top, start);
    reader.play("j j j");
    assert_eq!(reader.state.focus.top, third);
    reader.play("1 2 k 1 2 j");
    assert_eq!(reader.state.pane, Pane::Text);
    reader.play("m g 3 j");
    assert!(
        matches!(reader.state.mode, Mode::Matrix { row: 3, .. }),
        "what covers the panes has none to focus"
    );
}

#[test]
fn enter_follows_a_position_to_its_evidence_and_backspace_comes_back() {
    let mut reader = Reader::new(120, 30);
    reader.wake([Wake::Done(Msg::Go("trump-donbass".into()))]);
    reader.play("3");
    reader.play("j Enter");
    assert_eq!(
        reader.at(),
        "putin-either-or",
        "the next party's strongest words"
    );
    assert!(reader.status().contains("evidence 1 of"));
    assert_eq!(reader.play("Backspace").at(), "trump-donbass");
}

#[test]
fn search_goes_along_as_it_is_typed_and_round_the_end() {
    let mut reader = Reader::new(80, 12);
    reader.play("/ D o n b a s s");
    assert!(
        reader.status().contains("/Donbass  1 of 3"),
        "{}",
        reader.status()
    );
    reader.play("Enter n n n");
    assert!(reader.status().contains("the search went on at the start"));
    reader.play("/ x y z");
    assert!(reader.status().contains("/xyz  not found"));
    let before = reader.state.focus;
    reader.play("Esc");
    assert_eq!(
        (reader.state.focus, &reader.state.mode),
        (before, &Mode::Read)
    );
}

#[test]
fn a_search_shows_the_text_it_goes_through() {
    let mut reader = Reader::new(60, 12);
    reader.play("3 / D o n b a s s Enter");
    assert_eq!(reader.state.pane, Pane::Text);
    assert!(reader.screen().contains("Donbass"), "{}", reader.screen());
}

#[test]
fn changes_are_told_shown_with_both_texts_and_accepted_one_by_one() {
    let locked = Dossier::new(store::example()).anchored();
    let mut written = store::example();
    written.lock = Some(Lock::of(&locked, None).write());
    // A correction of the same length, so that every paragraph stands where it stood.
    for article in &mut written.articles {
        *Arc::make_mut(&mut article.text) = article
            .text
            .replace("28 points, followed", "19 points, followed");
    }
    let mut reader = Reader::with(written, 100, 20);
    assert!(reader.status().contains("1 altered"), "{}", reader.status());
    reader.play("C");
    let screen = reader.screen();
    assert!(
        screen.contains("was     a paper of [28] points"),
        "{screen}"
    );
    assert!(
        screen.contains("now     a paper of [19] points"),
        "{screen}"
    );
    assert!(screen.contains("matters number"), "{screen}");

    let accept = Msg::Do(Command::AcceptAll);
    reader.state.path = "somewhere".into();
    let mut state = reader.state.clone();
    let accepted = changes(update(&mut state, accept));
    assert!(
        matches!(&accepted[..], [Change::Lock { text }] if text.contains("a paper of 28 points")),
        "what is altered is not accepted unseen: {accepted:?}"
    );
    let accepted = changes(update(&mut reader.state, Msg::Do(Command::Accept)));
    let [Change::Set { field, value, .. }, Change::Lock { text }] = &accepted[..] else {
        panic!("its diff is on the screen: its words and the lock change: {accepted:?}");
    };
    let Some(Value::Texts(words)) = value else {
        panic!("words: {value:?}");
    };
    assert!(
        *field == "text" && words[0].contains("19 points"),
        "{words:?}"
    );
    assert!(text.contains("a paper of 19 points"));
}

fn changes(effect: Option<Effect>) -> Vec<Change> {
    match effect {
        Some(Effect::Write {
            work: (Work::Edit { edit, .. }, _),
            ..
        }) => edit.changes,
        other => panic!("nothing is written: {other:?}"),
    }
}

#[test]
fn the_matrix_names_what_each_cell_rests_on() {
    let mut reader = Reader::new(80, 18);
    insta::assert_snapshot!(reader.play("m").screen(), @r#"
    ─ Matrix ─ Peace plan for Ukraine: from Florida to Moscow ──────────────────────
     4 more →                 US                Russia            Ukraine
     Donbass                  P paraphrase ×2   V verbatim ×3     · none stated (2)
     Security guarantees      · none stated (2) · none stated (2) · none stated (2)
     Size of Ukraine's forces P document ×1     · none stated (2) · none stated (2)
     Alliances                P document ×1     · none stated (2) · none stated (2)
     Channel and secrecy      · none stated (2) · none stated (2) · none stated (2)
     Pressure and deadlines   + conduct ×2      · none stated (2) · none stated (2)
     Use of force             · none stated (2) V verbatim ×2     · none stated (2)
     Text on the table        L conduct ×3      M· second hand ×1 · none stated (2)
     Trust in the US          · none stated (2) · none stated (2) P paraphrase ×2
    ─ United States: Channel and secrecy ─ none stated (2) ─────────────────────────
     ask      Talks go through a closed US-Russian channel
     moscow ¶1  N   received two American visitors in Moscow on Tuesday
     moscow ¶16 N   Witkoff was in Moscow on Tuesday
     plan ¶1    N   They met late in October, in Florida
     plan ¶10   N   has opened talks with Ukraine and with allies in Europe
    ─ 11 stated · 34 none stated · 0 not yet read ─────── Enter evidence ─ l party ─
    "#);
    reader.play("g l Enter");
    assert_eq!(reader.state.mode, Mode::Read);
    assert_eq!(reader.at(), "putin-either-or");
    reader.play("Backspace");
    assert!(matches!(
        reader.state.mode,
        Mode::Matrix { row: 0, column: 1 }
    ));
}

#[test]
fn the_palette_runs_what_it_names() {
    let mut reader = Reader::new(80, 16);
    reader.play(": m a t r Enter");
    assert!(matches!(reader.state.mode, Mode::Matrix { .. }));
    reader.play(": h e l p Enter");
    assert!(matches!(reader.state.mode, Mode::Help { .. }));
    reader.play("q");
    assert!(
        matches!(reader.state.mode, Mode::Matrix { .. }),
        "help covered the matrix"
    );
}

#[test]
fn the_record_list_is_narrowed_by_typing() {
    let mut reader = Reader::new(100, 10);
    insta::assert_snapshot!(reader.play("o w i s h").screen(), @r#"
    ─ Records ─ Peace plan for Ukraine: from Florida to Moscow ─────────────────────────────────────────
     plan     ¶10  M·  Marco Rubio: called the plan a “Russian wish list,”                rubio-wishlist







    ─ > wish  1 of 1 ──────────────────────────────────────────────────────────── Enter go ─ Esc close ─
    "#);
    assert_eq!(reader.play("Enter").at(), "rubio-wishlist");
    assert_eq!(
        reader.state.article().map(|article| article.id.as_str()),
        Some("plan")
    );
}

#[test]
fn a_copy_carries_label_and_citation() {
    let mut reader = Reader::new(80, 16);
    reader.wake([Wake::Done(Msg::Go("putin-either-or".into()))]);
    reader.play("y");
    assert_eq!(reader.copied.len(), 1);
    assert!(
        reader.copied[0].starts_with("Verbatim. Vladimir Putin"),
        "{:?}",
        reader.copied
    );
    assert!(reader.copied[0].contains("[¶8 of: "), "{:?}", reader.copied);
}

#[test]
fn the_place_is_kept_when_the_width_changes() {
    let mut reader = Reader::new(120, 20);
    reader.play("}  } } j");
    let byte = reader.state.focus.top.at;
    reader.resize(60, 20).resize(200, 20).resize(120, 20);
    let top = reader.state.page.rows[0].span;
    assert!(
        top.start <= byte && byte <= top.end,
        "byte {byte} in {top:?}"
    );
}

#[test]
fn a_dossier_that_comes_twice_keeps_the_place() {
    let mut reader = Reader::new(100, 20);
    reader.wake([Wake::Done(Msg::Go("radchenko-worse".into()))]);
    let (record, top) = (reader.at().to_owned(), reader.state.focus.top);
    let again = Dossier::new(store::example());
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(again, Vec::new())))]);
    assert_eq!(
        (reader.at(), reader.state.focus.top),
        (record.as_str(), top)
    );
    let again = reader.state.dossier.anchored();
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(again, Vec::new())))]);
    assert_eq!(
        (reader.at(), reader.state.focus.top),
        (record.as_str(), top)
    );
}

#[test]
fn late_answers_are_dropped() {
    let mut reader = Reader::new(80, 10);
    let effect = update(&mut reader.state, Msg::Open("elsewhere".into()));
    assert_eq!(effect, Some(Effect::Open(1, "elsewhere".into())));
    update(
        &mut reader.state,
        Msg::Opened(0, Opened::new(Dossier::new(Written::default()), Vec::new())),
    );
    assert!(
        reader.state.article().is_some(),
        "the answer to the question before"
    );
    update(&mut reader.state, Msg::Failed(1, "no such folder".into()));
    assert!(reader.wake([]).status().contains("no such folder"));
}

#[test]
fn leaving_takes_q_once_for_what_covers_the_panes() {
    let mut reader = Reader::new(80, 10);
    reader.play("?");
    assert_eq!(
        update(&mut reader.state, Msg::Do(crate::command::Command::Quit)),
        None
    );
    let quit = update(&mut reader.state, Msg::Do(crate::command::Command::Quit));
    assert_eq!(quit, Some(Effect::Quit));
}

/// Text with everything in it that terminals dislike.
const HOSTILE: &str = "\u{1b}]52;c;aGk=\u{7} \u{9b}31m \u{202e}desrever\u{2066} e\u{301}\u{302}\u{303} 👩‍🚀 東京東京東京 \
    a\u{200b}b\u{feff} \u{e0041} \t tab \u{2028}line";

fn hostile() -> Written {
    let long = "word ".repeat(4_000);
    let unbroken = "x".repeat(20_000);
    let text = format!(
        "{HOSTILE}\n\n{long}\n\n{unbroken}\n\n{}\n\nend",
        "e\u{301}\u{302}".repeat(3_000)
    );
    let mut written = store::from_text("hostile.txt", text);
    let example = store::example();
    written.codebook = example.codebook;
    written.records = example.records;
    for record in &mut written.records {
        record.article = Some(0);
        record.text = vec![HOSTILE.chars().take(30).collect()];
        record.says = Some(HOSTILE.into());
        record.hedge = vec![HOSTILE.into()];
    }
    written.about.title = HOSTILE.into();
    written
}

#[test]
fn no_size_and_no_text_brings_the_reader_down() {
    let views = [
        "",
        "2",
        "3",
        "? j",
        "m l",
        "m 9 l",
        "! j",
        "! f",
        "o a",
        "t G",
        "A j",
        "S j",
        "i G",
        "f t Enter",
        ": n",
        "/ e",
        "z 2",
        "+ +",
        "G",
        "3 j j j",
        "L",
    ];
    let sizes = [
        (1, 1),
        (3, 2),
        (5, 3),
        (8, 4),
        (20, 5),
        (24, 24),
        (79, 9),
        (80, 24),
        (120, 2),
        (130, 30),
    ];
    for written in [store::example(), hostile(), Written::default()] {
        let mut reader = Reader::with(written, 80, 24);
        for keys in views {
            reader.play("Esc Esc 1");
            reader.play(keys);
            for (width, height) in sizes {
                reader.resize(width, height);
                let shown = reader.screen();
                let foreign = |c: char| {
                    c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c))
                };
                assert!(!shown.contains(foreign), "{keys:?} at {width}x{height}");
            }
        }
        reader.resize(400, 200);
    }
}

#[test]
fn what_cannot_be_seen_is_counted() {
    let mut reader = Reader::with(hostile(), 120, 12);
    reader.play("g");
    let status = reader.status();
    assert!(
        status.contains("invisible or direction-changing characters"),
        "{status}"
    );
}

#[test]
fn no_keys_in_any_order_bring_the_reader_down() {
    let keys: Vec<&str> = "j k Ctrl-d Ctrl-u g G % } { l h ] [ ) ( L H Enter Backspace y Tab S-Tab 1 2 3 5 + - z m o ! t A S i f F C \
        / n N : ? Esc q a e Down Up Ctrl-w Space"
        .split_whitespace()
        .collect();
    let dossiers = [
        store::example(),
        hostile(),
        Written::default(),
        store::example(),
    ];
    let mut reader = Reader::new(80, 24);
    // A small generator of our own: the same keys every time.
    let mut seed: u32 = 20_251_123;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(seed >> 8).unwrap_or(0) % below
    };
    for round in 0..60 {
        let pressed: Vec<&str> = (0..25).map(|_| keys[next(keys.len())]).collect();
        reader.play(&pressed.join(" "));
        let side = |n: usize| u16::try_from(n + 1).unwrap_or(1);
        reader.resize(side(next(170)), side(next(50)));
        if round % 6 == 5 {
            let other = Dossier::new(dossiers[next(dossiers.len())].clone());
            let other = if round % 12 == 5 {
                other.anchored()
            } else {
                other
            };
            reader.wake([Wake::Done(Msg::Opened(0, Opened::new(other, Vec::new())))]);
        }
    }
    reader.play("Esc Esc Esc Esc");
    assert_eq!(reader.state.mode, Mode::Read, "Esc leads back to the panes");
}

#[test]
fn what_is_being_read_is_told_until_it_is_there() {
    let mut reader = Reader::with(store::example(), 100, 20);
    reader.wake([Wake::Done(Msg::Progress(0, Progress::Anchoring))]);
    assert!(
        reader.status().contains("· looking for the quotations"),
        "{}",
        reader.status()
    );
    reader.wake([Wake::Done(Msg::Progress(7, Progress::Checking))]);
    assert!(
        !reader.status().contains("checking"),
        "nobody asked for that any more"
    );
    let dossier = Dossier::new(store::example()).anchored();
    reader.wake([Wake::Done(Msg::Opened(0, Opened::new(dossier, Vec::new())))]);
    assert!(!reader.status().contains("looking"));
    let mut reader = Reader::with(Written::default(), 100, 20);
    reader.state.waiting = true;
    reader.wake([Wake::Done(Msg::Progress(0, Progress::Read(120, 300)))]);
    assert!(
        reader.status().contains("reading 120 of 300 articles"),
        "{}",
        reader.status()
    );
}

#[test]
fn a_read_only_dossier_is_announced_once_and_marked_for_as_long_as_it_is_one() {
    let mut reader = Reader::new(100, 20);
    let opened = || Opened::new(Dossier::new(store::example()).anchored(), Vec::new());
    let mut again = |access| {
        let opened = opened().with_access(access);
        reader.wake([Wake::Done(Msg::Opened(0, opened))]).screen()
    };
    assert!(!again(Access::Writable).contains("read-only"));
    let first = again(Access::ReadOnly);
    assert!(
        first
            .lines()
            .next()
            .is_some_and(|title| title.ends_with(" read-only")),
        "{first}"
    );
    assert!(
        first.contains("this dossier is read-only: it can be read"),
        "{first}"
    );
    assert!(again(Access::ReadOnly).contains(" read-only"));
    reader.play("j");
    assert!(!reader.status().contains("read-only"));
    assert!(
        reader.play("m").screen().contains(" read-only"),
        "in every view"
    );
}
