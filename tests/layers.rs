//! The house's order, held: a paragraph of `mod` lines in lib.rs is a layer, and a module names only layers above its own.
use std::{fs, path::Path};

/// One source file: its path below `src`, the module it belongs to, its code without tests and comments.
struct Source {
    path: String,
    module: String,
    code: String,
}

#[test]
fn modules_name_only_layers_above_their_own() {
    let layers = layers(&read("lib.rs"));
    let depth = |name: &str| (layers.iter()).position(|layer| layer.iter().any(|m| m == name));
    let mut wrong = Vec::new();
    for Source { path, module, code } in &sources() {
        let own = depth(module).unwrap_or(usize::MAX);
        for used in mentions(code) {
            if used != module && depth(used).is_some_and(|used| used >= own) {
                wrong.push(format!("src/{path}: `{module}` may not use `{used}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_module_stands_in_the_map() {
    let layers = layers(&read("lib.rs"));
    for Source { path, module, .. } in sources() {
        let known = layers.iter().flatten().any(|m| *m == module);
        assert!(
            known || ["lib.rs", "main.rs"].contains(&&*path),
            "src/{path}"
        );
    }
}

#[test]
fn every_file_is_part_of_the_program() {
    for Source { path, .. } in sources() {
        let own = Path::new(path.trim_end_matches("/mod.rs"));
        let name = own.file_stem().and_then(|name| name.to_str());
        let name = name.expect("a name of a module");
        if ["lib", "main"].contains(&name) {
            continue;
        }
        let folder = own.parent().filter(|folder| *folder != Path::new(""));
        let parents = match folder {
            Some(folder) => vec![folder.join("mod.rs"), folder.with_extension("rs")],
            None => vec![Path::new("lib.rs").to_owned()],
        };
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let declared = (parents.iter().filter(|parent| src.join(parent).exists()))
            .any(|parent| read(parent).contains(&format!("mod {name};")));
        assert!(declared, "src/{path}: no module names it");
    }
}

#[test]
fn only_store_opens_files() {
    refuse(&["std::fs", "fs::", "File::"], &["store", "run"]);
    // The terminal is a file too, the only one `run` opens.
    refuse(&["std::fs", "fs::read", "fs::write", "File::"], &["store"]);
}

#[test]
fn only_run_touches_threads_the_clock_and_the_terminal() {
    refuse(
        &["thread::", "std::thread", "Instant", "terminal::"],
        &["run"],
    );
    // When a file was written is a matter of the disk.
    refuse(&["SystemTime"], &["run", "store"]);
}

#[test]
fn drawing_is_handed_the_state_to_read_only() {
    for Source { path, code, .. } in sources().iter().filter(|source| source.module == "ui") {
        assert!(!code.contains("&mut State"), "src/{path}");
    }
}

/// Fails where a file outside `allowed` names one of `words`.
fn refuse(words: &[&str], allowed: &[&str]) {
    let mut wrong = Vec::new();
    for Source { path, module, code } in &sources() {
        for word in words {
            if !allowed.contains(&module.as_str()) && names(code, word) {
                wrong.push(format!("src/{path}: `{module}` may not use `{word}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Whether `code` names `word` and not only something that ends or begins with it.
fn names(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    (code.match_indices(word)).any(|(at, _)| {
        let open = word.ends_with(':') || !code[at + word.len()..].starts_with(part);
        open && !code[..at].ends_with(part)
    })
}

fn layers(map: &str) -> Vec<Vec<String>> {
    (map.split("\n\n"))
        .map(|paragraph| paragraph.lines().filter_map(module).collect())
        .filter(|layer: &Vec<_>| !layer.is_empty())
        .collect()
}

/// `pub mod text; // ...` -> `text`
fn module(line: &str) -> Option<String> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    Some(line.strip_prefix("mod ")?.split(';').next()?.to_owned())
}

/// The modules that `code` reaches by `crate::name` or `crate::{name, ...}`.
fn mentions(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let (mut depth, mut start) = (1, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 || (depth == 1 && c == ',') {
                found.push(word(group[start..at].trim_start()));
                start = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

fn read(path: impl AsRef<Path>) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    fs::read_to_string(src.join(path)).expect("a source file")
}

/// Every file below `src`.
fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut sources) = (vec![src.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&src).expect("below src");
                let below = below.to_string_lossy().replace('\\', "/");
                let module = below.split('/').next().expect("at least one part");
                sources.push(Source {
                    module: module.trim_end_matches(".rs").to_owned(),
                    code: code(&read(&below)),
                    path: below,
                });
            }
        }
    }
    sources
}

/// What is compiled into the program: tests stand last in a file; comments fill a line or follow code.
fn code(text: &str) -> String {
    let program = text.split("\n#[cfg(test)]\nmod ").next();
    let lines = program.into_iter().flat_map(str::lines);
    let code = lines.map(|line| {
        let comment = line.trim_start().starts_with("//");
        let code = line.split(" // ").next().unwrap_or_default();
        if comment { "" } else { code }
    });
    code.collect::<Vec<_>>().join("\n")
}

#[test]
fn groups_nested_groups_and_paths_are_read() {
    let code = "use crate::{app::{State, Msg}, ui, text::Span}; crate::anchor::find(x)";
    assert_eq!(mentions(code), ["app", "ui", "text", "anchor"]);
}

#[test]
fn a_blank_line_ends_a_layer_and_a_comment_is_no_module() {
    let map = "//! The map.\n\npub mod text; // bytes\n\n// pub mod store;\n\npub mod anchor;\npub mod diag;\n";
    assert_eq!(layers(map), [vec!["text"], vec!["anchor", "diag"]]);
}

#[test]
fn words_are_whole_and_tests_are_left_out() {
    assert!(names("std::thread::spawn", "std::thread") && !names("let sofs::x", "fs::"));
    let file = "a(); // fs::\n// fs::\n#[cfg(test)]\nmod tests { fs::read }";
    assert_eq!(code(file), "a();\n");
}
