//! Whatever a template does, a statement leaves with its label and its citations, or not at all.
use super::Template;
use crate::{
    diag::Diagnostic,
    export::{
        Ask, Block, Note, Preset, md, note,
        tests::{SOUND, WILD, open},
        txt,
    },
};

type Files = &'static [(&'static str, &'static str)];

fn of(files: Files) -> Note {
    let dossier = open(files);
    let ask = Ask {
        preset: Preset::Dossier,
        ..Ask::default()
    };
    note(&dossier, &dossier.written().faults, &ask)
}

fn page(name: &str, source: &str, note: &Note) -> Result<String, Box<Diagnostic>> {
    Template { name, source }.render(note)
}

/// What is wrong with `source`, and at which of its words.
#[track_caller]
fn fault(source: &str) -> (String, String) {
    let found = page("a.md.jinja", source, &of(SOUND)).expect_err(source);
    let at = found.place.map_or("", |place| place.span.of(source));
    let help = found.help.map_or(String::new(), |help| format!("; {help}"));
    (at.to_owned(), format!("{}{help}", found.message))
}

#[test]
fn the_builtin_template_fits_every_note() {
    for files in [SOUND, WILD, &[("dossier.toml", "")]] {
        let page = md(&of(files));
        assert!(!page.contains("\n\n\n") && !page.contains(" \n"), "{page}");
        assert!(page.starts_with("# ") && page.ends_with('\n'), "{page}");
        assert!(!page.contains(['\u{fdd1}', '\u{fdd2}']), "{page}");
    }
}

#[test]
fn a_template_takes_what_it_wants_in_its_own_order() {
    let source = "{{ section('questions').title }}: {{ section('questions').blocks[0].text }}\n\
        {% for block in section('said').blocks if block.kind == 'item' and block.record == 'lind-spring' %}\n* {{ block.text }}\n{% endfor %}\n\
        {% if section('changes') %}never{% endif %}\n\n{{ footnotes }}\n";
    insta::assert_snapshot!(page("a.md.jinja", source, &of(SOUND)).expect("sound"), @r"
    Open questions: Is a 6″ pipe wide enough?
    * **Verbatim, shortened.** Mara Lind, minister: “We will open the gates in spring ... and we will open all of them”. Chain: article → Mara Lind. [1 ¶2][^1]

    [^1]: File `water.txt`; no author given; title, publisher, date and address unknown.
    ");
    let source = "{% for block in section('questions').blocks %}\n{{ block }}\n{% endfor %}\n";
    assert_eq!(
        page("a.txt.j2", source, &of(SOUND)).as_deref(),
        Ok("- Is a 6″ pipe wide enough?\n")
    );
}

#[test]
fn no_filter_slice_or_macro_parts_words_from_their_label_and_citation() {
    let note = of(SOUND);
    let mut wholes: Vec<String> = (note.sections.iter())
        .flat_map(|section| &section.blocks)
        .flat_map(|block| match block {
            Block::Heading(text) | Block::Paragraph(text) => vec![txt::line(text)],
            Block::Item(item) => vec![txt::line(&item.text)],
            Block::Table(table) => (table.head.iter())
                .chain(table.rows.iter().flatten())
                .map(txt::line)
                .collect(),
            Block::Terms(_) => Vec::new(),
        })
        .collect();
    // A name stands in statements, too.
    wholes.sort_by_key(|whole| std::cmp::Reverse(whole.len()));
    let mut printed = 0;
    for tried in [
        "x",
        "x|replace('Verbatim', '')",
        "x|upper",
        "x|lower|title|capitalize",
        "x[1:]",
        "x[:-1]",
        "x[5:20]",
        "x|first",
        "x|last",
        "x|list",
        "x|list|join(' ')",
        "x|reverse",
        "x|trim",
        "x|split('.')|last",
        "x ~ x",
        "x * 2",
        "x|length",
        "x|e",
        "x|string",
        "x|indent(3)",
        "x|default('')",
        "x|batch(2)|list",
        "x|slice(3)|list",
        "x|sort",
        "x|unique|list",
        "x|replace('0', '1')",
        "x|replace('1', '2')",
        "[x]|join",
        "x|pprint",
        "debug(x)",
        "x.split('[')[0]",
        "x|lines|first",
        "x|format",
        "'%s'|format(x)",
        "x|min",
        "x|max",
        "x|map('upper')|list",
        "x|urlencode",
        "x|tojson",
        "x|safe",
        "x|int",
        "x|bool",
        "x|replace('\u{fdd1}', '')",
        "x|replace('\u{fdd2}', '')",
        "'\u{fdd1}3' ~ x",
        "'\u{fdd1}99999\u{fdd2}'",
        "'\u{fdd1}2\u{fdd2}'",
    ] {
        for of in ["block", "block.text"] {
            let tried = tried
                .replace('x', of)
                .replace(&format!("ma{of}"), "max")
                .replace(&format!("inde{of}"), "index");
            let source = format!(
                "{{% for block in section('said').blocks if block.kind == 'item' %}}{{{{ {tried} }}}}\n{{% endfor %}}"
            );
            let Ok(mut page) = page("a.txt.jinja", &source, &note) else {
                continue;
            };
            page = page.split_whitespace().collect::<Vec<_>>().join(" ");
            printed += usize::from(page.contains('“'));
            for whole in &wholes {
                page = page.replace(whole, "");
            }
            assert!(
                !page.contains(['“', '”', '\u{fdd1}', '\u{fdd2}']),
                "{tried}: {page}"
            );
        }
    }
    assert!(printed > 10, "{printed}");
}

#[test]
fn a_record_is_printed_as_a_whole_or_not() {
    let source = "{% for block in section('annex-a').blocks %}{{ block.text }}{% endfor %}";
    assert_eq!(fault(source).0, "block.text");
    let source = "{% for block in section('annex-a').blocks %}{{ block }}\n\n{% endfor %}";
    let shown = page("a.md.jinja", source, &of(SOUND)).expect("sound");
    assert!(shown.contains("- **Record:** `lind-spring`\n"), "{shown}");
}

#[test]
fn faults_have_a_place_a_reason_and_a_way_out() {
    for (source, at, reason) in [
        (
            "# {{ titel }}",
            "titel",
            "there is no `titel`; write `title`",
        ),
        (
            "{% for s in sections %}{{ s.nme }}{% endfor %}",
            "s.nme",
            "there is no `s.nme`; a note has title, marking, prepared_by, lang, head, sections, section, references, footnotes",
        ),
        (
            "{{ section('sayd').title }}",
            "section('sayd')",
            "no section `sayd`, but `said`",
        ),
        (
            "one\n{% for x in %}",
            "%}",
            "this is no template: unexpected end of block",
        ),
        ("{{ title|shout }}", "shout", "filter shout is unknown"),
        ("{{ title|safe }}", "safe", "filter safe is unknown"),
        (
            "{% include '/etc/passwd' %}",
            "include",
            "unknown statement include; a template is one file: nothing is included or extended",
        ),
        (
            "{{ section('said').blocks[1].text[1:] }}",
            "",
            "the template takes a statement apart, and its label or citation would be lost; print blocks and their `text` as they are, without filters or slices",
        ),
    ] {
        assert_eq!(
            fault(source),
            (at.to_owned(), reason.to_owned()),
            "{source}"
        );
    }
    let unknown = page("brief.jinja", "x", &of(SOUND)).expect_err("no output");
    assert_eq!(
        unknown.help.as_deref(),
        Some("let it end in `.md.jinja`, `.html.jinja` or `.txt.jinja`")
    );
}

#[test]
fn a_template_that_does_not_end_is_stopped() {
    let endless =
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";
    assert_eq!(
        fault(endless).1,
        "the template does not come to an end; loop over what the note has, once"
    );
    let much = "{% for a in range(90000) %}{{ 'x' * 10000 }}{% endfor %}";
    assert_eq!(
        fault(much).1,
        "the template writes more than 64 MB; loop over what the note has, once"
    );
    let deep = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
    assert!(page("a.md", deep, &of(SOUND)).is_err());
    let wide = "{% set x = 'x' * 1000000 %}{{ x * 1000000 }}";
    assert!(page("a.md", wide, &of(SOUND)).is_err());
}

#[test]
fn what_a_dossier_says_is_no_template_and_no_markup() {
    let source = "<h1>{{ title }}</h1>{% autoescape false %}<p id=\"{{ marking }}\">{% endautoescape %}\n\
        {% for section in sections %}{% for block in section.blocks %}{{ block }}\n{% endfor %}{% endfor %}";
    let shown = page("a.html.jinja", source, &of(WILD)).expect("sound");
    for acts in ["<script", "<img", "<svg", "<b ", "<u>", "onclick=x>", "<b>"] {
        assert!(!shown.contains(acts), "{acts}: {shown}");
    }
    assert!(shown.contains("<bdi>לא נפתח</bdi>"), "{shown}");
    let note = Note {
        title: "{{ 7 * 7 }} {% include \"/etc/passwd\" %}".to_owned(),
        ..of(SOUND)
    };
    assert!(
        md(&note).contains(r#"\{\{ 7 \* 7 \}\} \{% include "/etc/passwd" %\}"#),
        "{}",
        md(&note)
    );
}
