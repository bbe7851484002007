//! The same change in every way that TOML lets people write a thing: lists, inline tables, dotted keys, ends of lines.
use super::*;

#[test]
fn lists_are_changed_item_by_item() {
    let source = "[note.n]\nkind = 'gap'\nsays = 's'\nabout = [\n  'a', # first\n  # apart\n  'b',\n  'c' # last\n]\n";
    let about = |ids: &[&str]| set("note", "n", "about", Some(texts(ids)));
    assert_eq!(
        after(source, &[about(&["a", "c"])]),
        source.replace("  'b',\n", "")
    );
    assert_eq!(
        after(source, &[about(&["b", "c"])]),
        source.replace("  'a', # first\n", "")
    );
    assert_eq!(
        after(source, &[about(&["a", "b"])]),
        source.replace("  'c' # last\n", "")
    );
    assert_eq!(
        after(source, &[about(&["a", "x", "b", "c"])]),
        source.replace("# first\n", "# first\n  'x',\n")
    );
    assert_eq!(
        after(source, &[about(&["a", "b", "c", "x"])]),
        source.replace("'c' # last\n", "'c', # last\n  'x'\n")
    );
    let line = "[note.n]\nkind = 'gap'\nsays = 's'\nabout = [\"a\",  'b' ]\n";
    assert_eq!(after(line, &[about(&["b"])]), line.replace("\"a\",  ", ""));
    assert_eq!(after(line, &[about(&["a"])]), line.replace(",  'b'", ""));
    assert_eq!(
        after(line, &[about(&["a", "b", "c"])]),
        line.replace("'b'", "'b', \"c\"")
    );
    assert_eq!(
        after(line, &[about(&["c", "a", "b"])]),
        line.replace('[', "[\"c\", ")
            .replace("[\"c\", note", "[note")
    );
}

#[test]
fn inline_tables_and_dotted_keys_are_edited_as_they_are() {
    let source = "quote.a.source = 'x'\nquote.a.text = 'Hello'\n[quote]\nb = { source = 'x', text = 'Hello' }\nc.source = 'x' # c\nc.text = 'Hello'\n[article]\nfile = 't.txt'\n";
    let cue = |id| set("quote", id, "cue", Some(text("said")));
    assert_eq!(
        after(source, &[cue("a")]),
        source.replace("[quote]", "quote.a.cue = 'said'\n[quote]")
    );
    assert_eq!(
        after(source, &[cue("b")]),
        source.replace("'Hello' }", "'Hello', cue = 'said' }")
    );
    assert_eq!(
        after(source, &[cue("c")]),
        source.replace("[article]", "c.cue = 'said'\n[article]")
    );
    let gone = |id| set("quote", id, "source", None);
    assert_eq!(
        after(source, &[gone("b")]),
        source.replace("source = 'x', text", "text")
    );
    assert_eq!(
        after(source, &[gone("c")]),
        source.replace("c.source = 'x' # c\n", "")
    );
    assert_eq!(
        after(source, &[delete("quote", "b")]),
        source.replace("b = { source = 'x', text = 'Hello' }\n", "")
    );
    assert_eq!(
        after(source, &[delete("quote", "a")]),
        source.replace("quote.a.source = 'x'\nquote.a.text = 'Hello'\n", "")
    );
}

#[test]
fn empty_brackets_are_as_they_were_once_what_was_put_in_is_gone() {
    for brackets in ["{}", "{ }", "{  }"] {
        let source = format!("quote = {brackets}\n\n[article]\nfile = 't.txt'\n");
        let fields = [("source", text("x")), ("text", text("Hello"))];
        let beside = Beside::Article("t".to_owned());
        let with = after(&source, &[add("quote", "b", &fields, beside)]);
        assert!(with.contains("Hello"), "{with}");
        assert_eq!(after(&with, &[delete("quote", "b")]), source);
    }
}

#[test]
fn waivers_are_set_one_by_one() {
    let waive = |codes: &[(&str, &str)]| {
        let codes = codes
            .iter()
            .map(|(code, why)| ((*code).to_owned(), text(why)))
            .collect();
        set("quote", "two", "waive", Some(Value::Table(codes)))
    };
    let inline = after(TALKS, &[waive(&[("W16", "why")])]);
    let there = "on     = [\"war\", \"land\"]\n";
    assert_eq!(
        inline,
        TALKS.replace(there, &format!("{there}waive  = {{ W16 = \"why\" }}\n"))
    );
    assert_eq!(
        after(
            TALKS,
            &[
                waive(&[("W16", "why")]),
                waive(&[("W16", "why"), ("W15", "so")])
            ]
        ),
        inline.replace("\"why\" }", "\"why\", W15 = \"so\" }")
    );
    assert_eq!(
        after(
            TALKS,
            &[waive(&[("W16", "why")]), set("quote", "two", "waive", None)]
        ),
        TALKS
    );
    let apart = format!("{TALKS}\n[quote.two.waive]\nW16 = \"why\" # because\n");
    assert_eq!(
        after(&apart, &[waive(&[("W16", "why"), ("W15", "so")])]),
        format!("{apart}W15 = \"so\"\n")
    );
    assert_eq!(after(&apart, &[set("quote", "two", "waive", None)]), TALKS);
    let both = after(&apart, &[delete("quote", "two")]);
    assert!(
        !both.contains("W16") && !both.contains("[quote.two"),
        "{both}"
    );
}

#[test]
fn silence_is_listed_and_taken_back() {
    let head = "# The article -------\n[article]\nfile = \"t.txt\"\n";
    let listed = after(TALKS, &[silent("us", "war", true)]);
    assert_eq!(
        listed,
        TALKS.replace(head, &format!("{head}\n[article.silent]\nus = [\"war\"]\n"))
    );
    let two = after(
        TALKS,
        &[
            silent("us", "war", true),
            silent("us", "land", true),
            silent("eu", "war", true),
        ],
    );
    assert_eq!(
        two,
        listed
            .replace("[\"war\"]\n", "[\"war\", \"land\"]\neu = [\"war\"]\n")
            .replace("eu = [\"war\", \"land\"]\neu", "eu")
            .replacen(
                "on     = [\"war\", \"land\"]\neu = [\"war\"]\n",
                "on     = [\"war\", \"land\"]\n",
                1
            )
    );
    assert_eq!(
        after(
            TALKS,
            &[
                silent("us", "war", true),
                silent("us", "land", true),
                silent("us", "war", false)
            ]
        ),
        listed.replacen("[\"war\"]", "[\"land\"]", 1)
    );
}

#[test]
fn line_ends_marks_and_the_end_of_the_file_stay() {
    let new = add(
        "quote",
        "new",
        &[("source", text("x")), ("text", text("a\nb"))],
        Beside::After("two".into()),
    );
    let crlf = format!("\u{feff}{}", TALKS.replace('\n', "\r\n"));
    let made = after(&crlf, std::slice::from_ref(&new));
    assert_eq!(made.replace("\r\n", "").find('\n'), None);
    assert!(
        made.contains(
            "\r\n\r\n[quote.new]\r\nsource = \"x\"\r\ntext   = \"a\\nb\"\r\n\r\n# Claims"
        )
    );
    assert_eq!(after(&crlf, &[new.clone(), delete("quote", "new")]), crlf);
    let open = TALKS.trim_end();
    let last = add(
        "claim",
        "new",
        &[("says", text("x")), ("text", text("y"))],
        Beside::After("three".into()),
    );
    assert_eq!(
        after(open, std::slice::from_ref(&last)),
        format!("{open}\n\n[claim.new]\nsays = \"x\"\ntext = \"y\"")
    );
    assert_eq!(after(open, &[last, delete("claim", "new")]), open);
    assert_eq!(
        after(TALKS, &[new]).matches("\"\"\"\na\nb\"\"\"").count(),
        1
    );
}
