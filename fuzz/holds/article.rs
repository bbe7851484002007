//! Any file as an article, Markdown and plain: its paragraphs, sentences and words are stretches of its text, in order.
use onrecord::{
    attribution::statements,
    model::Codebook,
    store::from_text,
    text::{
        Span,
        marks::marks,
        words::{clauses, sentences, words},
    },
};

/// `input` as `a.md` and as `a.txt`.
pub(crate) fn article(input: &str) {
    for name in ["a.md", "a.txt"] {
        let written = from_text(name, input.to_owned());
        for article in &written.articles {
            let text = &*article.text;
            let whole = Span::new(0, text.len());
            let paragraphs: Vec<Span> = article.paragraphs.iter().map(|p| p.span).collect();
            assert_apart(text, whole, &paragraphs);
            for &paragraph in &paragraphs {
                assert_apart(text, paragraph, &words(text, paragraph).collect::<Vec<_>>());
                let all = sentences(text, paragraph);
                assert_apart(text, paragraph, &all);
                for sentence in all {
                    assert_apart(text, sentence, &clauses(text, sentence));
                }
            }
            for mark in marks(text, &paragraphs) {
                assert!(
                    whole.covers(mark.outer) && mark.outer.covers(mark.inner),
                    "{mark:?}"
                );
            }
            for statement in statements(article, &Codebook::default()) {
                let source = statement.source.map(|source| source.span);
                for span in statement
                    .content
                    .into_iter()
                    .chain(source)
                    .chain(statement.cue)
                {
                    assert!(text.get(span.start..span.end).is_some(), "{span:?}");
                }
            }
        }
    }
}

/// Panics where `spans` do not lie in `within`, in order and apart, each of them whole characters.
fn assert_apart(text: &str, within: Span, spans: &[Span]) {
    let mut end = within.start;
    for span in spans {
        assert!(
            end <= span.start && span.start <= span.end && span.end <= within.end,
            "{spans:?}"
        );
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        end = span.end;
    }
}
