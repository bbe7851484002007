//! The exported page in a real browser: three widths, every record by keyboard, filters, no scripts, accessibility, paper.
//! Needs chromium, node and what `tests/browser/package.json` names; `.ci/run` installs all three.
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where `.ci/run` puts what the walk needs.
const MODULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/browser/node_modules");
/// Names that the browser goes by.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The program `name`, if it is to be had.
fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let found = env::split_paths(&path).map(|folder| folder.join(name));
    found.into_iter().find(|file| file.is_file())
}

/// Walks the page of `dossier`; `None`, and it says so, where something to walk with is missing.
fn walk(dossier: &str, files: &[(&str, &str)]) -> Option<serde_json::Value> {
    let browser = BROWSERS.into_iter().find_map(program);
    let (Some(browser), Some(node), true) = (browser, program("node"), Path::new(MODULES).is_dir())
    else {
        println!("skipped: needs chromium, node and {MODULES} (.ci/run browser)");
        return None;
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(dossier);
    let mut onrecord = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    onrecord.args([
        "export", "--format", "html", "--preset", "dossier", "--draft",
    ]);
    for (name, text) in files {
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(name), text).expect("a file");
    }
    let page = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{dossier}.html"));
    onrecord
        .arg("-o")
        .arg(&page)
        .current_dir(env!("CARGO_TARGET_TMPDIR"));
    if !files.is_empty() {
        onrecord.arg(&folder);
    }
    assert!(onrecord.status().expect("a program").success());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/walk.mjs");
    let walked = Command::new(node)
        .arg(script)
        .args([&page, &browser])
        .arg(MODULES)
        .output()
        .expect("a walk");
    let told = String::from_utf8_lossy(&walked.stdout);
    let Ok(told) = serde_json::from_str(told.trim()) else {
        panic!("{told}{}", String::from_utf8_lossy(&walked.stderr));
    };
    Some(told)
}

#[test]
fn the_example_is_read_in_a_browser_by_keyboard_on_paper_and_without_scripts() {
    let Some(told) = walk("example", &[]) else {
        return;
    };
    assert_eq!(told["faults"], serde_json::json!([]), "{told:#}");
    assert!(told["counts"]["records"].as_u64() > Some(20), "{told:#}");
    assert!(told["counts"]["rules"].as_u64() > Some(30), "{told:#}");
}

#[test]
fn a_hostile_dossier_does_nothing_in_a_browser() {
    let long = "A title that does not end ".repeat(400);
    let dossier = format!(
        "[dossier]\ntitle = '''</title><script>alert(1)</script>{long}'''\nmarking = '<img src=x onerror=alert(1)>'\n\
         [party.x]\nname = '\"><svg onload=alert(1)>'\n[issue.i]\nname = \"</option></select><script>alert(2)</script>\"\n\
         [source.s]\nname = '=cmd(){{}} ‏שלום <b>'\nparty = 'x'\nrole = \"javascript:alert(3)\"\n"
    );
    let article = "[article]\nfile = 't.txt'\nurl = 'javascript:alert(1)'\nlang = 'en\" onload=\"alert(1)'\ntitle = '<iframe src=//x>'\n\
         [quote.q]\nsource = 's'\ntext = 'The </script> is shut'\non = 'i'\nform = 'direct'\n";
    let text = "\"The </script> is shut,\" said <img src=x onerror=alert(4)>.\n\n<script src=//evil.example/x.js></script>\n\n\
         שלום לכולם, said the sign.\n\n\u{202e}gnirts\u{202c} and \u{1b}]52;c;aGk=\u{7} end.\n";
    let files = [
        ("dossier.toml", dossier.as_str()),
        ("t.toml", article),
        ("t.txt", text),
    ];
    let Some(told) = walk("hostile", &files) else {
        return;
    };
    assert_eq!(told["faults"], serde_json::json!([]), "{told:#}");
}
