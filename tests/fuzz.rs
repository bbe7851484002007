//! The fuzzers' seeds, run as a plain test.

include!("../fuzz/anchor.rs");
include!("../fuzz/edit.rs");

#[test]
fn the_seeds_of_the_anchor_fuzzer_hold() {
    run("anchor", anchor);
}

#[test]
fn the_seeds_of_the_edit_fuzzer_hold() {
    run("edit", edit);
}

fn run(target: &str, hold: fn(&str)) {
    let folder = format!("{}/fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let seeds: Vec<_> = std::fs::read_dir(folder).expect("the corpus").collect();
    assert!(!seeds.is_empty());
    for seed in seeds {
        let path = seed.expect("a seed").path();
        hold(&std::fs::read_to_string(path).expect("text"));
    }
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
            super::edit(&format!("{head}\n{}", file.replace('\n', end)));
        }
    }
}
