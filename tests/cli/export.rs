//! What leaves by the command line.
use super::*;

#[test]
fn what_an_export_writes_and_where_is_said_and_no_file_of_the_dossier_goes_for_it() {
    let folder = example("exported");
    let path = |name: &str| folder.join(name).display().to_string();
    let export = |file: &str, more: &[&str]| {
        let file = path(file);
        let asked = ["export", &path(""), "-o", &file];
        printed(&run(&[&asked[..], more].concat()))
    };
    for (file, more, told) in [
        ("note.md", &[][..], "md of 2 articles, 62 records"),
        (
            "a.csv",
            &["--source", "putin"],
            "csv, 3 rows of 2 articles, 9 of 62 records",
        ),
        ("a.csl.json", &[], "csl of 2 articles"),
    ] {
        let (status, out, err) = export(file, more);
        let told = format!("written: {}: {told}\n", path(file));
        assert_eq!((status, out.as_str()), (Some(0), ""), "{err}");
        assert!(err.starts_with(&told), "{err}");
    }
    for own in [
        "articles/moscow.txt",
        "articles/../analysis.toml",
        "dossier.toml",
    ] {
        let before = std::fs::read(folder.join(own)).expect("a file");
        let (status, _, err) = export(own, &["--format", "md"]);
        assert_eq!(status, Some(2), "{own}");
        assert!(err.contains("a file of the dossier"), "{err}");
        assert_eq!(
            std::fs::read(folder.join(own)).expect("a file"),
            before,
            "{own}"
        );
    }
    let dashed = printed(&run(&["export", &path(""), "-o", "-"]));
    assert_eq!(dashed, printed(&run(&["export", &path("")])));
}

#[test]
fn a_template_gives_the_note_its_form_and_cannot_make_a_quotation_up() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("template");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = |name: &str| folder.join(name).display().to_string();
    let page = path("brief.html");
    let template = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/template/brief.html.jinja"
    );
    let export = |template: &str| {
        run(&[
            "export",
            "--preset",
            "dossier",
            "--template",
            template,
            "-o",
            &page,
        ])
    };
    let output = export(template);
    assert!(output.status.success(), "{output:?}");
    let written = std::fs::read_to_string(&page).expect("it was just written");
    assert!(
        written.contains("<p data-record=\"putin-either-or\"><strong>Verbatim.</strong>"),
        "{written}"
    );
    for (name, source, said) in [
        (
            "made-up.md.jinja",
            "Putin said: “We will give all of it back tomorrow.”\n",
            "double marks",
        ),
        (
            "quoted.md.jinja",
            "> We will give all of it back tomorrow, and more.\n",
            "double marks",
        ),
        ("typo.md.jinja", "# x\n\n{{ titel }}\n", "typo.md.jinja:3:4"),
    ] {
        std::fs::write(path(name), source).expect("the folder is ours");
        let output = export(&path(name));
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{name}");
        assert!(
            complaint.contains(said) && complaint.contains("nothing is written"),
            "{complaint}"
        );
        assert_eq!(std::fs::read_to_string(&page).expect("untouched"), written);
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_without_pdf_says_how_to_get_one() {
    for arguments in [&["--format", "pdf"][..], &["-o", "note.PDF"]] {
        let all = [&["export"], arguments].concat();
        let (status, out, err) = printed(&run(&all));
        assert_eq!((status, out.as_str()), (Some(2), ""), "{err}");
        assert!(
            err.contains("`cargo install --path . --features pdf`"),
            "{err}"
        );
    }
}
