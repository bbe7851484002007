//! The fuzzers' doors without a fuzzer: over their seeds, and over what a mutator of our own makes of them.
#[path = "../fuzz/holds/mod.rs"]
mod holds;
mod mutate;

use mutate::Mutator;
use std::{fs, path::Path, time::Instant};

/// The seeds of a door, in the order of their names.
fn seeds(door: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(door);
    let files = fs::read_dir(folder).expect("the corpus");
    let mut paths: Vec<_> = files.map(|file| file.expect("a seed").path()).collect();
    paths.sort();
    let read = |path| fs::read(path).expect("a seed");
    let seeds: Vec<String> = (paths.iter().map(read))
        .map(|seed| String::from_utf8_lossy(&seed).into_owned())
        .collect();
    assert!(!seeds.is_empty(), "{door} has no seeds");
    seeds
}

#[test]
fn every_seed_holds() {
    for (door, hold) in holds::HOLDS {
        for seed in seeds(door) {
            hold(&seed);
        }
    }
}

/// How many inputs a door is tried with, from `ONRECORD_FUZZ`; the same ones every time.
#[test]
fn what_is_made_of_the_seeds_holds() {
    let asked = std::env::var("ONRECORD_FUZZ").ok();
    let count: usize = asked.map_or(60, |count| count.parse().expect("a number"));
    std::thread::scope(|doors| {
        for (door, hold) in holds::HOLDS {
            doors.spawn(move || tried(door, hold, count));
        }
    });
}

fn tried(door: &str, hold: holds::Hold, count: usize) {
    let start = Instant::now();
    let mut mutator = Mutator::new(seeds(door));
    for n in 0..count {
        let input = mutator.next();
        let outcome = std::panic::catch_unwind(|| hold(&input));
        assert!(outcome.is_ok(), "{door}, input {n}: {input:?}");
    }
    println!("{door}: {count} inputs in {:.1?}", start.elapsed());
}

mod any {
    use proptest::prelude::{Strategy, prop, prop_oneof, proptest};

    /// A file as people write it, and as they hardly ever do.
    fn file() -> impl Strategy<Value = String> {
        let value = r#"('[a-z# ]{0,5}'|"[a-z# ]{0,5}"|["'a", 'b']|[\n 'a', \# c\n "b",\n]|\{ W16 = 'r' \}|"""\n[quote.a]\n""")"#;
        let field = format!("(source|text|cue|on|waive|original|waive\\.W15) ?= ?{value}( # c)?\n");
        let line = prop_oneof![
            4 => prop::string::string_regex(&field).expect("a pattern"),
            2 => r"\[(quote|claim|x)\.(a|b|'c d')\]( # c)?\n",
            1 => r"\[quote\.a\.(waive|original)\]\n",
            1 => r"(\[quote\]|a\.on = 'x'|b = \{ text = 'x' , on = \[ 'y' \] \})\n",
            2 => r"(# [a-z]{1,4}( ---)?|)\n",
        ];
        prop::collection::vec(line, 0..14).prop_map(|lines| lines.concat())
    }

    proptest! {
        #[test]
        fn an_edit_says_what_it_should_and_nothing_else(
            head in "(a|b|c d|new)\\|[x]{0,5}\\|[a-z\"' ,é]{0,8}",
            file in file(),
            end in prop_oneof![proptest::prelude::Just("\n"), proptest::prelude::Just("\r\n")],
        ) {
            super::holds::run("edit", &format!("{head}\n{}", file.replace('\n', end)).into_bytes());
        }
    }
}
