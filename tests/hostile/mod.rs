//! A dossier by somebody who means harm, and what of it may never reach a terminal.
#![allow(dead_code, reason = "each test file uses its part")]
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Sets the clipboard, the title and colours, clears the screen, reverses the line, hides words, rings.
pub(crate) const HARM: &str = "\u{1b}]52;c;cHduZWQ=\u{7}\u{1b}]0;pwned\u{7}\u{9b}31m\u{9d}0;pwned\u{9c}\u{1b}[2J\u{1b}c\u{1b}P+q\u{1b}\\\
    \u{202e}gnp.exe\u{202c}\u{200b}\u{feff}\u{2028}\u{e0041}\u{8}\u{b}\u{c}\u{7f}\u{85}\u{90}x\u{9c}";

/// Writes the dossier into a folder of its own and says where.
pub(crate) fn dossier(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("hostile-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("articles")).expect("a folder");
    let write = |path: &str, text: &str| fs::write(folder.join(path), text).expect("a file");
    let escaped = (HARM.chars()).fold(String::new(), |all, c| {
        all + &format!("\\U{:08x}", u32::from(c))
    });
    write(
        "articles/talks.txt",
        &format!(
            "The council met.{HARM}\n\nMayor Oduya said \u{201c}no {HARM} deal\u{201d} on Monday.\n"
        ),
    );
    // Windows gives no file such a name.
    #[cfg(unix)]
    let named = format!("articles/{}.txt", "evil\u{1b}]0;pwned\u{7}\u{9b}31m");
    #[cfg(unix)]
    write(&named, "Nothing here.\n");
    write(
        "dossier.toml",
        &format!(
            "[dossier]\ntitle = \"Talks {escaped}\"\n\n[party.town]\nname = \"Town {escaped}\"\n\n\
             [source.oduya]\nname = \"Oduya {escaped}\"\nrole = \"{escaped}\"\nparty = \"town\"\n\n\
             [issue.deal]\nname = \"Deal {escaped}\"\n"
        ),
    );
    write(
        "articles/talks.toml",
        &format!(
            "[article]\nfile = \"talks.txt\"\ntitle = \"{escaped}\"\n\n\
             [quote.no-deal]\nsource = \"oduya\"\ntext = \"no {escaped} deal\"\non = \"deal\"\nhedge = \"{escaped}\"\n\n\
             [quote.nowhere]\nsource = \"{escaped}\"\ntext = \"{escaped} nowhere\"\nsays = \"{escaped}\"\nsorce{escaped_key} = 1\n",
            escaped_key = ""
        ),
    );
    write(
        "broken\u{1b}[31m.toml",
        &format!("[quote.broken{HARM}\ntext = \"{HARM}\n"),
    );
    folder
}

/// Fails where `bytes` hold a control character that is not a line break or a tab, or anything that reverses or hides text.
#[track_caller]
pub(crate) fn assert_harmless(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found: Vec<char> = text.chars().filter(|c| harmful(*c)).collect();
    assert!(found.is_empty(), "{what}: {found:?} in {text:?}");
}

fn harmful(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
