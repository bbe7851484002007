//! `lock` and `drift` by the command line.
use super::*;

#[test]
fn drift_names_the_quotations_of_which_the_lock_remembers_nothing() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lacking");
    let _ = std::fs::remove_dir_all(&folder);
    let path = folder.to_str().expect("UTF-8");
    assert!(run(&["init", path, "--example"]).status.success());
    run(&["lock", path]);
    let file = folder.join("dossier.lock");
    let lock = std::fs::read_to_string(&file).expect("it was written");
    let lost = lock.replace("[anchor.plan-army]", "[anchor.plan-navy]");
    assert_ne!(lost, lock);
    std::fs::write(&file, lost).expect("the folder is ours");
    let (status, _, err) = printed(&run(&["drift", path]));
    let told = "not in the lock, so that nobody can say what became of them: plan-army; `onrecord lock` takes them in\n";
    assert_eq!((status, err.as_str()), (Some(0), told));
}

#[test]
fn without_a_lock_drift_warns_and_counts_nothing() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("unlocked");
    let _ = std::fs::remove_dir_all(&folder);
    let path = folder.to_str().expect("UTF-8");
    assert!(run(&["init", path, "--example"]).status.success());
    let none = "warning: there is no `dossier.lock`; write one with `onrecord lock`\n";
    let told = printed(&run(&["drift", path]));
    assert_eq!(told, (Some(0), String::new(), none.to_owned()));
    std::fs::create_dir(folder.join("dossier.lock")).expect("a folder");
    let (status, out, err) = printed(&run(&["drift", path, "--format", "json"]));
    assert!(
        err.starts_with("warning: `dossier.lock` is not used: it is a folder; "),
        "{err}"
    );
    assert!(
        out.contains("\"warning\": \"`dossier.lock` is not used"),
        "{out}"
    );
    assert_eq!(status, Some(0));
}

#[test]
fn what_is_given_otherwise_is_named_where_it_is_locked() {
    let folder = example("given");
    let path = folder.to_str().expect("UTF-8");
    assert!(run(&["lock", path]).status.success());
    let article = folder.join("articles/moscow.txt");
    let text = std::fs::read_to_string(&article).expect("the article");
    let other = text
        .replace("Vladimir Putin", "Volodymyr Zelenskyy")
        .replace("Putin", "Zelenskyy");
    assert_ne!(other, text);
    std::fs::write(&article, other).expect("written");
    let (_, _, err) = printed(&run(&["lock", path]));
    assert!(
        err.contains("locked as they are given now, which is not as they were: "),
        "{err}"
    );
    let (_, _, err) = printed(&run(&["lock", path]));
    assert!(!err.contains("locked as they are given now"), "{err}");
}

#[test]
fn of_two_editions_it_is_said_whose_quotations_are_looked_for_and_how_many_stand_in_the_first() {
    let folder = example("editions");
    let article = folder.join("articles/moscow.txt");
    let text = std::fs::read_to_string(&article).expect("the article");
    let old = folder.join("old.txt");
    std::fs::write(&old, &text[..text.floor_char_boundary(text.len() / 2)]).expect("written");
    let (old, new) = (
        old.to_str().expect("UTF-8"),
        article.to_str().expect("UTF-8"),
    );
    let path = folder.to_str().expect("UTF-8");
    let (status, _, err) = printed(&run(&["drift", path, "--old", old, "--new", new]));
    assert_eq!(status, Some(0), "{err}");
    assert!(
        err.contains(" quotations stand in \"old.txt\"; of the others nothing is said"),
        "{err}"
    );
    let (status, out, err) = printed(&run(&["drift", "--old", old, "--new", new]));
    assert_eq!((status, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("name the dossier"), "{err}");
}
