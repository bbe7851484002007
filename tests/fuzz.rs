//! The fuzzers' seeds, run as a plain test.

include!("../fuzz/anchor.rs");

#[test]
fn the_seeds_of_the_anchor_fuzzer_hold() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/anchor");
    let seeds: Vec<_> = std::fs::read_dir(folder).expect("the corpus").collect();
    assert!(!seeds.is_empty());
    for seed in seeds {
        let path = seed.expect("a seed").path();
        anchor(&std::fs::read_to_string(path).expect("text"));
    }
}
