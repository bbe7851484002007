//! Which words of a draft are a quotation, in every format.
use super::{
    super::read::{Draft, Format, read},
    quotations,
};
use crate::text::{Span, unmark};
use proptest::prelude::*;

fn drafts(format: Format, source: &str) -> Vec<Draft> {
    read("draft", source.as_bytes(), format).expect("a text can always be read")
}

/// The quotations of `source` as their words.
fn quoted(format: Format, source: &str) -> Vec<String> {
    let drafts = drafts(format, source);
    let all = quotations(0, &drafts[0]);
    all.iter().map(|q| q.text(&drafts[0])).collect()
}

/// Each quotation of the marked text, from its first word to its last, stands where it is marked with « ».
fn check(format: Format, marked: &str) {
    let (source, expected) = unmark(marked);
    let drafts = drafts(format, &source);
    let found: Vec<Span> = (quotations(0, &drafts[0]).iter())
        .map(|q| q.source(&drafts[0]))
        .collect();
    let show = |spans: &[Span]| -> Vec<String> {
        spans.iter().map(|s| s.of(&source).to_owned()).collect()
    };
    assert_eq!(show(&found), show(&expected), "{marked}");
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn marks_of_every_kind_quote() {
    for (source, words) in [
        ("He said “peace now, please”.", "peace now, please"),
        ("He said \"peace now, please\".", "peace now, please"),
        ("Er sagte: „Frieden jetzt, bitte“.", "Frieden jetzt, bitte"),
        ("Il a dit : « la paix, maintenant ».", "la paix, maintenant"),
        ("Han sagde: »fred nu, tak«.", "fred nu, tak"),
        ("Hän sanoi: ”rauha nyt heti”.", "rauha nyt heti"),
        ("He said ‘peace now, please’.", "peace now, please"),
        ("He said 'peace now, please'.", "peace now, please"),
        ("Er sagte ‚Frieden jetzt, bitte‘.", "Frieden jetzt, bitte"),
        ("He said ＂peace now, please＂.", "peace now, please"),
        ("He said ❝peace now, please❞.", "peace now, please"),
        ("He said ''peace now, please''.", "peace now, please"),
        ("彼は「今すぐ平和を」と言った。", "今すぐ平和を"),
        (
            "He said “a ‘false “peace” now’, yes”.",
            "a ‘false “peace” now’, yes",
        ),
        (
            "It’s the neighbours’ “peace, don’t you see” plan.",
            "peace, don’t you see",
        ),
    ] {
        for format in [Format::Markdown, Format::Plain, Format::Html] {
            assert_eq!(quoted(format, source), [words], "{source}");
        }
    }
}

#[test]
fn parts_of_one_sentence_belong_together() {
    check(
        Format::Plain,
        "“«We stay,” he said on Monday, “and we pay,»” and left.",
    );
    check(Format::Plain, "“«We stay,»” he said. “«And we pay.»”");
    check(Format::Plain, "A “«new plan»” and the “«old plan»” differ.");
}

#[test]
fn a_quotation_over_paragraphs_is_one() {
    check(
        Format::Markdown,
        "He said: “«First part.\n\n“Second part.\n\n“Third part»”.\n",
    );
    check(Format::Html, "<p>“«First part.</p><p>“Second part»”.</p>");
    check(Format::Html, "<p>“«First line<br>\nsecond line»”.</p>");
    // Not opened again, but closed.
    check(
        Format::Plain,
        "He said: “«First part\n\nand the rest»” today.",
    );
    check(Format::Plain, "\"«First part\n\nand the rest,»\" he said.");
    check(Format::Html, "<p>“«First»<br><br>second “«third»”.</p>");
}

#[test]
fn block_quotes_quote_without_their_last_line() {
    check(
        Format::Markdown,
        "He wrote:\n\n> «We stay *here*,\n> always»\n> — A. Baker\n\nAnd left.",
    );
    check(
        Format::Markdown,
        "> “«We stay»”\n\n> [!NOTE]\n> A callout of ours.\n",
    );
    check(
        Format::Html,
        "<blockquote><p>«We stay</p><p>here»</p><footer>A. Baker</footer></blockquote>",
    );
    check(
        Format::Markdown,
        "<blockquote>\n\n«We *stay* here»\n\n</blockquote>\n\nNot quoted.\n",
    );
}

#[test]
fn whose_words_a_block_quote_gives_is_none_of_them() {
    for marked in [
        "> “«We will stay here.»” — A. Baker",
        "> “«We will stay here»” (Baker, mayor)",
        "> “«We will stay here,»” Baker told the town.",
        "> “«We will stay,” Baker said, “and pay for it.»”",
        "> Baker: “«We will stay here.»”",
        "> “«We will.\n>\n> “Stay here.»” — Baker",
        "> «We will stay here.» — Baker, mayor of the town",
        "> **Ana Baker:** «We will stay here.»",
        "> President Baker: «We will stay here.»",
        "> “«We will stay here.»”\n>\n> *Ana Baker*",
        "> “«We will stay here.»”\n> (Ana Baker)",
        "> «We will stay here.»\n> (Ana Baker, mayor)",
        "> «We will stay here.» (Baker)",
        "> «We will stay here.» - Baker",
        "> BAKER: «We will stay here.»\n> CARR: «No, you will not.»",
        "> **Baker:** «We will stay here.»\n>\n> **Carr:** «No, you will not.»",
        "> «We will stay here.» — Baker\n>\n> «No, you will not.»\n>\n> — Carr",
        "> First: “«We will stay here.»”\n> Second: “«We will not stay here.»”",
        // Words of the text that is quoted.
        "> «We will stay here (in Alder).»",
        "> «We will stay here\n> Baker said»",
        "> «We will stay here.\n> Never, he said, will we leave»",
        "> «We will stay here. (Never, he said)»",
        "> «We will stay here. — Never, he said»",
        "> «“Stay” is what we will do, Baker said of the town and of all who live in it»",
        "> «The plan – on and off the table – stays.»",
        "> «We will go to the harbour – Baker.»",
        "> «One thing: we stay here»",
        "> «It was 8:30 or so»",
        "> «Baker said “we stay”, and left»",
    ] {
        check(Format::Markdown, marked);
    }
    check(
        Format::Html,
        "<blockquote><q>«We will stay here»</q> — Baker</blockquote>",
    );
}

#[test]
fn no_sentence_goes_on_for_ever() {
    let draft = "“we stay,” he said, ".repeat(2_000);
    let drafts = drafts(Format::Plain, &draft);
    let all = quotations(0, &drafts[0]);
    let parts: usize = all.iter().map(|q| q.parts.len()).sum();
    let most = all.iter().map(|q| q.parts.len()).max();
    assert_eq!(parts, 2_000);
    assert!(most < Some(20), "{most:?}");
}

#[test]
fn elements_quote_and_marks_in_them_are_not_counted_twice() {
    check(
        Format::Html,
        "<p>He said <q>«we <b>will</b> stay»</q> and <q>“«we pay»”</q>.</p>",
    );
    check(Format::Markdown, "He said <q>«we **will** stay»</q> there.");
    check(Format::Html, "<p>He said “«we <q>will</q> stay»”.</p>");
}

#[test]
fn an_element_inside_a_quotation_shows_its_marks() {
    for (source, words) in [
        ("He said <q>we <q>will</q> stay</q>.", "we “will” stay"),
        ("He said “we <q>will</q> stay”.", "we “will” stay"),
        (
            "Er sagte „wir <q>wollen</q> bleiben“.",
            "wir ‚wollen‘ bleiben",
        ),
        ("<q>We</q> and <q>we <q>will</q></q>", "We"),
        (
            "<blockquote><p>We <q>will</q> stay.</p></blockquote>",
            "We “will” stay.",
        ),
    ] {
        for format in [Format::Html, Format::Markdown] {
            assert_eq!(quoted(format, source)[0], words, "{source}");
        }
    }
}

#[test]
fn what_nobody_reads_as_the_drafts_words_does_not_quote() {
    for (format, source) in [
        (
            Format::Markdown,
            "Run `echo \"one two three\"` now.\n\n    \"four five six\"\n\n```\n\"a b c\"\n```\n",
        ),
        (
            Format::Markdown,
            "---\ntitle: \"one two three\"\n---\n\nText.\n",
        ),
        (
            Format::Markdown,
            "~~He said “one two three”.~~ ![“a b c”](x.png) <i hidden>“a b c”</i>\n",
        ),
        (
            Format::Html,
            "<title>“a b c”</title><script>\"a b c\"</script><style>q{quotes:\"a b\" \"c\"}</style>\
            <p><code>\"a b c\"</code> <del>“a b c”</del><!-- “a b c” --></p>",
        ),
    ] {
        assert_eq!(quoted(format, source), [""; 0], "{source}");
    }
}

#[test]
fn places_are_those_of_the_file_as_given() {
    check(
        Format::Markdown,
        "Said[^1] &ldquo;«we &amp; *they* stay»\\\" \\&rdquo; “”.\n\n[^1]: And \"«once more again»\".\n",
    );
    check(
        Format::Html,
        "<p>A &ldquo;«we&nbsp;&amp; they&#x2c;\r\n<i>stay</i> &notit;»&rdquo; b</p>",
    );
    check(
        Format::Markdown,
        "| a | b |\n|---|---|\n| “«one two three»” | [said “«four five six»”](http://x \"t t t\") |\n",
    );
    check(Format::Plain, "\u{feff}“«Ünï cödé wörds»”\n");
}

#[test]
fn lines_and_columns_count_characters_from_one() {
    let source = "\u{feff}Ä “one two three”\r\nb “four\nfive six”";
    let drafts = drafts(Format::Plain, source);
    let places: Vec<_> = (quotations(0, &drafts[0]).iter())
        .map(|q| drafts[0].place(&drafts[0].lines(), q.source(&drafts[0])))
        .map(|p| (p.line, p.column, p.end_line, p.end_column))
        .collect();
    assert_eq!(places, [(1, 4, 1, 17), (2, 4, 3, 9)]);
}

#[test]
fn the_sentence_around_a_quotation_leaves_quotations_out() {
    let source =
        "Baker spoke. “We “stay”,” Carr said, “and pay.” Dunn left. “Really?” Evans asked.";
    let drafts = drafts(Format::Plain, source);
    let text = &drafts[0].text;
    let join = |spans: &[Span]| -> String { spans.iter().map(|s| s.of(text)).collect() };
    let around: Vec<_> = (quotations(0, &drafts[0]).iter())
        .map(|q| (join(&q.around.sentence), join(&q.around.before)))
        .collect();
    assert_eq!(around.len(), 2);
    assert!(
        around[0].0.contains("Carr said") && !around[0].0.contains("pay"),
        "{around:?}"
    );
    assert_eq!(around[0].1, "Baker spoke.");
    assert!(around[1].0.contains("Evans asked"), "{around:?}");
    assert_eq!(around[1].1, "Dunn left.");
}

#[test]
fn a_caption_or_a_term_says_who_speaks() {
    for (source, beside) in [
        (
            "<figure><blockquote>We stay here.</blockquote><figcaption>A. Baker</figcaption></figure><p>Carr left.",
            "A. Baker",
        ),
        (
            "<dl><dt>Carr<dd>So.<dt>A. Baker<dd>“We stay here”</dl>",
            "A. Baker",
        ),
    ] {
        let drafts = drafts(Format::Html, source);
        let all = quotations(0, &drafts[0]);
        let around = all[0].around.sentence.iter().chain(&all[0].around.before);
        let words: String = around.map(|span| span.of(&drafts[0].text)).collect();
        assert_eq!((all.len(), words.as_str()), (1, beside), "{source}");
    }
}

#[test]
fn nothing_that_another_block_quote_says_of_its_speaker_leads_up_to_one() {
    let source =
        "<blockquote>We stay.<footer>Baker</footer></blockquote><blockquote>We pay.</blockquote>";
    let drafts = drafts(Format::Html, source);
    let all = quotations(0, &drafts[0]);
    assert_eq!(all.len(), 2);
    assert!(all[1].around.before.is_empty(), "{:?}", all[1].around);
}

proptest! {
    #[test]
    fn nothing_panics_and_every_place_is_in_the_file(
        source in "([a-c .,\n>*`~\\[\\]&;#|-]|“|”|\"|'|«|»|„|…|é|\u{2028}|<q>|</q>|<p>|<blockquote>|</blockquote>|<del>|&amp;|&rdquo;|\r\n){0,60}"
    ) {
        for format in [Format::Markdown, Format::Plain, Format::Html] {
            for draft in drafts(format, &source) {
                for q in quotations(0, &draft) {
                    let span = q.source(&draft);
                    prop_assert!(source.get(span.start..span.end).is_some());
                    let place = draft.place(&draft.lines(), span);
                    prop_assert!(place.line >= 1 && place.column >= 1);
                }
            }
        }
    }
}

#[test]
fn what_follows_a_mark_that_nothing_closes_is_taken_to_the_end_of_the_sentence() {
    for (source, words) in [
        (
            "He said: “peace now, please. Then he left.",
            "peace now, please.",
        ),
        (
            "He said \"peace now and \"war later\" too.",
            "peace now and",
        ),
        ("Er sagte: „Frieden jetzt", "Frieden jetzt"),
    ] {
        let drafts = drafts(Format::Plain, source);
        let all = quotations(0, &drafts[0]);
        assert_eq!(all[0].text(&drafts[0]), words, "{source}");
        assert!(!all[0].closed, "{source}");
    }
    assert_eq!(quoted(Format::Plain, "A 6' 2\" man, it’s said."), [""; 0]);
}

#[test]
fn a_last_paragraph_that_begins_with_a_dash_says_who_speaks() {
    for source in [
        "> We stay here.\n> — A. Baker\n",
        "> We stay here.\n>\n> — A. Baker\n",
        "> We stay here.\n\n— A. Baker\n",
    ] {
        let drafts = drafts(Format::Markdown, source);
        let all = quotations(0, &drafts[0]);
        let beside: Vec<&str> = (all[0].around.sentence.iter())
            .map(|span| span.of(&drafts[0].text).trim())
            .collect();
        assert_eq!(
            (all.len(), beside.concat().as_str()),
            (1, "— A. Baker"),
            "{source}"
        );
    }
}
