//! What is opened, and what becomes of what cannot be.
use super::*;
use crate::store::{fixture::Scratch, folder::TOML_LIMIT};

fn ids(written: &Written) -> Vec<&str> {
    written
        .records
        .iter()
        .map(|record| record.id.as_str())
        .collect()
}

#[test]
fn the_example_is_read_without_a_fault() {
    let written = example();
    assert_eq!(written.faults, []);
    assert!(written.articles.iter().all(|article| article.readable));
    assert_eq!(
        (written.articles.len(), written.about.title.is_empty()),
        (2, false)
    );
}

#[test]
fn nothing_is_locked_over_what_a_later_program_wrote() {
    let scratch = Scratch::new();
    let kept = |told: &str| {
        let written = open(scratch.path()).expect("a dossier");
        let refused = save_lock(scratch.path(), &written, "ours").expect_err("refused");
        assert!(refused.reason.contains(told), "{refused}");
    };
    scratch.write("dossier.toml", b"[dossier]\n");
    scratch.write(LOCK, b"version = 99\n");
    kept("later version (99)");
    assert_eq!(scratch.read(LOCK), "version = 99\n");
    scratch.remove(LOCK);
    scratch.write("dossier.toml", b"[dossier]\nversion = 99\n");
    kept("it is only read");
    assert_eq!(scratch.read(LOCK), "");
}

#[test]
fn the_bytes_that_are_no_text_are_named() {
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"[party.us]\nname='US'\n");
    scratch.write("bad.toml", b"[party.x]\nname='\xff'\n");
    scratch.write("t.toml", b"[article]\nfile='t.txt'\n");
    scratch.write("t.txt", b"\xff\xfeH\0");
    let written = open(scratch.path()).expect("a folder");
    let messages: Vec<&str> = written
        .faults
        .iter()
        .map(|fault| fault.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "`bad.toml` cannot be read: it is not UTF-8 at byte 16",
            "`t.txt` cannot be read: it is not UTF-8 at byte 0; it looks like UTF-16",
        ]
    );
    assert_eq!(written.codebook.parties.len(), 1);
}

#[test]
fn a_file_of_a_dossier_opens_the_dossier() {
    let scratch = Scratch::new();
    scratch.write(
        "dossier.toml",
        b"[dossier]\ntitle='D'\n[note.n]\nkind='gap'\nsays='x'\n",
    );
    scratch.write("articles/t.toml", b"[article]\nfile='t.txt'\n");
    scratch.write("articles/t.txt", b"Hello.");
    scratch.write("articles/other.txt", b"Alone.");
    for file in ["", "dossier.toml", "articles/t.toml", "articles/t.txt"] {
        let written = open(&scratch.path().join(file)).expect(file);
        assert_eq!(
            (written.about.title.as_str(), ids(&written)),
            ("D", vec!["n"]),
            "{file}"
        );
        assert_eq!(written.articles.len(), 1, "{file}");
        let named = (!file.is_empty()).then(|| file.to_owned());
        assert_eq!(written.named, named);
    }
    // Nothing is written of it yet: one article more.
    let other = open(&scratch.path().join("articles/other.txt")).expect("an article");
    let articles: Vec<&str> = (other.articles.iter())
        .map(|article| article.file.as_str())
        .collect();
    assert_eq!(
        (other.about.title.as_str(), articles),
        ("D", vec!["articles/t.txt", "articles/other.txt"])
    );
}

#[test]
fn nothing_is_written_of_one_of_two_articles_of_one_name() {
    use crate::store::edit::{Beside, Change, Edit, Value, preview};
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"[source.x]\nname='X'\n");
    scratch.write("articles/t.toml", b"[article]\nfile='t.txt'\n");
    scratch.write("articles/t.txt", b"Hello.");
    scratch.write("articles/old/t.txt", b"Hello.");
    let written = open(&scratch.path().join("articles/old/t.txt")).expect("a dossier");
    let told: Vec<&str> = (written.faults.iter())
        .map(|fault| fault.message.as_str())
        .collect();
    let both = "`articles/t.txt` and `articles/old/t.txt` are both called `t`";
    assert_eq!(told, [both]);
    let text = |text: &str| Value::Text(text.to_owned());
    let edit = Edit {
        what: "a quote".to_owned(),
        changes: vec![Change::Add {
            table: "quote",
            id: "q".to_owned(),
            fields: vec![("source", text("x")), ("text", text("Hello"))],
            beside: Beside::Article("t".to_owned()),
        }],
    };
    let refused = preview(&written, &edit).expect_err("refused");
    assert!(refused.to_string().contains(both), "{refused}");
}

#[test]
fn a_toml_file_with_its_article_beside_it_is_a_dossier() {
    let scratch = Scratch::new();
    scratch.write(
        "t.toml",
        b"[article]\nfile='t.md'\n[source.x]\nname='X'\n[quote.q]\nsource='x'\ntext='Hello'\n",
    );
    scratch.write("t.md", b"*Hello*.");
    scratch.write("u.toml", b"[note.other]\nkind='gap'\nsays='x'\n");
    for file in ["t.toml", "t.md"] {
        let written = open(&scratch.path().join(file)).expect(file);
        assert_eq!(
            (written.about.title.as_str(), ids(&written)),
            ("t", vec!["q"]),
            "{file}"
        );
        assert_eq!(
            (&**written.articles[0].text, &written.faults[..]),
            ("Hello.", &[][..])
        );
    }
}

#[test]
fn trouble_is_only_about_what_the_user_named() {
    let gone = open(Path::new("/nowhere/at\u{1b}all")).expect_err("nothing there");
    let why = if cfg!(windows) {
        "no file can have this name here"
    } else {
        "no such file or folder"
    };
    let told = format!("\"/nowhere/at\\u{{1b}}all\": {why}");
    assert_eq!(gone.to_string(), told);
}

#[test]
fn a_text_without_a_file_is_an_article() {
    let written = from_text("stdin.md", "# Head\n\nBody &amp; soul".to_owned());
    let article = &written.articles[0];
    assert_eq!(
        (article.id.as_str(), article.text.as_str()),
        ("stdin", "Head\n\nBody & soul")
    );
    assert!(article.readable && article.paragraphs[0].head);
}

#[test]
fn use_reaches_into_a_sibling_and_no_further() {
    let scratch = Scratch::new();
    scratch.write(
        "common/people.toml",
        b"[source.x]\nname='X'\n[article]\nfile='../d/t.txt'\n",
    );
    scratch.write("secret.txt", b"no");
    scratch.write("d/t.txt", b"no");
    let dossier =
        b"[dossier]\nuse=['../common/people.toml', '../../x.toml', 'more.toml', 'more.toml']\n";
    scratch.write("d/dossier.toml", dossier);
    scratch.write("d/more.toml", b"[party.p]\nname='P'\n");
    let written = open(&scratch.path().join("d")).expect("a dossier");
    let messages: Vec<&str> = written
        .faults
        .iter()
        .map(|fault| fault.message.as_str())
        .collect();
    let out = "the path leads out of the folder of the dossier";
    assert_eq!(
        messages,
        [
            format!("`../../x.toml` cannot be used: {out}"),
            format!("`../d/t.txt` cannot be read: {out}"),
        ]
    );
    assert_eq!(
        (
            written.codebook.sources.len(),
            written.codebook.parties.len()
        ),
        (1, 1)
    );
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new();
    scratch.write("outside/x.toml", b"[party.out]\nname='Out'\n");
    scratch.write("outside/t.txt", b"Secret.");
    scratch.write("d/dossier.toml", b"[party.in]\nname='In'\n");
    scratch.write("d/a.toml", b"[article]\nfile='a.txt'\n");
    scratch.write("d/b.toml", b"[article]\nfile='dir/t.txt'\n");
    let (outside, d) = (scratch.path().join("outside"), scratch.path().join("d"));
    symlink(outside.join("x.toml"), d.join("x.toml")).expect("a link");
    symlink("../outside/t.txt", d.join("a.txt")).expect("a link");
    symlink("../outside", d.join("dir")).expect("a link");
    symlink("dossier.toml", d.join("again.toml")).expect("a link");
    symlink("nowhere", d.join("gone.toml")).expect("a link");
    let written = open(&d).expect("a dossier");
    assert!(
        written
            .articles
            .iter()
            .all(|article| !article.readable && article.text.is_empty())
    );
    assert_eq!(written.codebook.parties.len(), 1);
    let told: Vec<(&str, &str)> = (written.faults.iter())
        .map(|fault| {
            (
                fault.code.code(),
                fault.message.split(": ").next().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("I30", "`dir` was not read"),
            ("E08", "`gone.toml` was not read"),
            ("E08", "`x.toml` was not read"),
            ("E08", "`a.txt` cannot be read"),
            ("E08", "`dir/t.txt` cannot be read"),
        ]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_waits_at_a_pipe() {
    let scratch = Scratch::new();
    let pipe = scratch.path().join("p.txt");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        0o600.into(),
        0,
    )
    .expect("a pipe");
    scratch.write("p.toml", b"[article]\nfile='p.txt'\n");
    let written = open(scratch.path()).expect("a folder");
    assert_eq!(
        written.faults[0].message,
        "`p.txt` cannot be read: it is not a regular file"
    );
    assert_eq!(
        open(&pipe).expect_err("a pipe").reason,
        "it is not a regular file"
    );
}

#[test]
fn what_is_too_large_is_not_read() {
    let scratch = Scratch::new();
    scratch.write("d.toml", b"[party.p]\nname='P'\n[article]\nfile='t.txt'\n");
    scratch.sparse("t.txt", TEXT_LIMIT + 1);
    scratch.sparse("huge.toml", TOML_LIMIT + 1);
    let written = open(scratch.path()).expect("a folder");
    let messages: Vec<&str> = written
        .faults
        .iter()
        .map(|fault| fault.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "`t.txt` cannot be read: it is larger than 64 MiB",
            "`huge.toml` cannot be read: it is larger than 8 MiB",
        ]
    );
    assert_eq!(written.codebook.parties.len(), 1);
}
