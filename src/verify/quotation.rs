//! The quotations of a draft: words in marks, block quotes, `<q>`; what belongs together, and where the sentence around it is.
use super::read::{Block, Draft};
use crate::text::{
    Span,
    marks::{Mark, marks},
    words::{sentences, words},
};

/// How a draft marks words as a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Quotation marks.
    Marks,
    /// A block quote.
    Block,
    /// `<q>`.
    Element,
}

/// How the parts of a quotation hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The attribution stands between them and the sentence goes on: “..., ” he said, “...”.
    Interrupted,
    /// They are paragraphs.
    Paragraphs,
}

/// A quotation in a draft. Every span is one of the draft's reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The draft's number.
    pub draft: usize,
    /// How it is marked.
    pub kind: Kind,
    /// Its words, without the marks.
    pub parts: Vec<Span>,
    /// How its parts hang together.
    pub link: Link,
    /// From its first mark to its last; of a block quote its words.
    pub outer: Span,
    /// What may say whose words these are: nearest first.
    pub around: Around,
    /// How many words it has.
    pub words: usize,
}

/// The stretches of a draft that may name a speaker, quotations cut out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The rest of the sentence the quotation stands in.
    pub sentence: Vec<Span>,
    /// The sentence before.
    pub before: Vec<Span>,
    /// Whether the sentence before leads up to the quotation wherever it stands, or stands in the same paragraph.
    pub leads: bool,
}

/// Words that stand between the two parts of an interrupted quotation, at most.
const INTERRUPTION: usize = 14;
/// Bytes beside a quotation in which a speaker is looked for, at most.
const REACH: usize = 600;

impl Quotation {
    /// The words as the draft gives them, the parts joined by a blank.
    #[must_use]
    pub fn text(&self, draft: &Draft) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|p| p.of(&draft.text)).collect();
        parts.join(" ")
    }

    /// The bytes of its words in the draft's file.
    #[must_use]
    pub fn source(&self, draft: &Draft) -> Span {
        let words = |part: Option<&Span>| part.map_or(self.outer, |&p| p);
        let all = words(self.parts.first()).join(words(self.parts.last()));
        draft.source_of(all)
    }

    /// The same with only one of its parts.
    #[must_use]
    pub(super) fn part(&self, draft: &Draft, part: Span) -> Self {
        Self {
            parts: vec![part],
            words: words(&draft.text, part).count(),
            ..self.clone()
        }
    }
}

/// The quotations of `draft`, which is number `number`, in reading order.
#[must_use]
pub fn quotations(number: usize, draft: &Draft) -> Vec<Quotation> {
    let text = without_code(draft);
    let found = Finder {
        number,
        draft,
        text: &text,
    };
    let mut all = found.marked();
    all.extend(found.elements(&all));
    let elements: Vec<Span> = (all.iter())
        .filter(|q| q.kind == Kind::Element)
        .map(|q| q.outer)
        .collect();
    all.retain(|q| q.kind == Kind::Element || !is_covered(&elements, q.outer));
    all.sort_by_key(|q| (q.outer.start, q.outer.end));
    let mut all = found.joined(all);
    all.extend(found.blocks());
    all.retain(|q| q.words > 0);
    all.sort_by_key(|q| (q.outer.start, q.outer.end));
    found.surround(&mut all);
    all
}

/// The reading text with the signs of code made harmless, byte for byte as long.
fn without_code(draft: &Draft) -> String {
    let mut text = draft.text.clone();
    for &code in &draft.code {
        text.replace_range(code.start..code.end, &"x".repeat(code.len()));
    }
    text
}

struct Finder<'a> {
    number: usize,
    draft: &'a Draft,
    /// The reading text, code made harmless.
    text: &'a str,
}

impl Finder<'_> {
    fn quotation(&self, kind: Kind, parts: Vec<Span>, outer: Span) -> Quotation {
        let parts: Vec<Span> = (parts.into_iter())
            .map(|part| trimmed(self.text, part))
            .filter(|part| !part.is_empty())
            .collect();
        let words = (parts.iter())
            .map(|&part| words(self.text, part).count())
            .sum();
        Quotation {
            draft: self.number,
            kind,
            parts,
            link: Link::Paragraphs,
            outer,
            around: Around::default(),
            words,
        }
    }

    /// Words in the outermost marks, outside of block quotes.
    fn marked(&self) -> Vec<Quotation> {
        let body: Vec<Span> = (self.draft.blocks.iter())
            .filter(|b| b.quote.is_none())
            .map(|b| b.span)
            .collect();
        let marks = marks(self.text, &body);
        (marks.into_iter())
            .filter(|mark| mark.depth == 0)
            .map(|mark| self.quotation(Kind::Marks, mark.words().to_vec(), mark.outer))
            .collect()
    }

    /// `<q>`, where it does not stand inside marks.
    fn elements(&self, marked: &[Quotation]) -> Vec<Quotation> {
        let mut taken: Vec<Span> = marked.iter().map(|q| q.outer).collect();
        let quoted = self.draft.blocks.iter().filter(|b| b.quote.is_some());
        taken.extend(quoted.map(|b| b.span));
        taken.sort_unstable();
        (self.draft.elements.iter())
            .filter(|&&e| !is_covered(&taken, e))
            .map(|&e| self.quotation(Kind::Element, vec![self.unmarked(e)], e))
            .collect()
    }

    /// `span` without the marks around the whole of it.
    fn unmarked(&self, span: Span) -> Span {
        let span = trimmed(self.text, span);
        let marks = marks(self.text, &[span]);
        (marks.first())
            .filter(|mark| mark.outer == span)
            .map_or(span, |mark| mark.inner)
    }

    /// Quotations of which the second goes on with the sentence of the first, as one.
    fn joined(&self, all: Vec<Quotation>) -> Vec<Quotation> {
        let mut out: Vec<Quotation> = Vec::with_capacity(all.len());
        for next in all {
            match out.last_mut() {
                Some(last) if self.goes_on(last, &next) => {
                    last.parts.extend(next.parts);
                    last.words += next.words;
                    last.outer.end = next.outer.end;
                    last.link = Link::Interrupted;
                }
                _ => out.push(next),
            }
        }
        out
    }

    /// Whether `next` goes on with the sentence of `last`: a comma before the attribution and one behind it, no end of a sentence.
    fn goes_on(&self, last: &Quotation, next: &Quotation) -> bool {
        let blocks = &self.draft.blocks;
        let block = blocks.partition_point(|b| b.span.end <= last.outer.start);
        let same_block = (blocks.get(block))
            .is_some_and(|b| b.span.covers(last.outer) && b.span.covers(next.outer));
        let single = last.parts.len() == 1 || last.link == Link::Interrupted;
        if !same_block || !single || next.parts.len() != 1 || last.outer.end > next.outer.start {
            return false;
        }
        let between = Span::new(last.outer.end, next.outer.start);
        let said = between.of(self.text).trim();
        let count = words(self.text, between).count();
        let is_pause = |c: char| matches!(c, ',' | '—' | '–' | '-' | '，' | '、');
        let paused = last
            .parts
            .last()
            .is_some_and(|p| p.of(self.text).ends_with(is_pause))
            || said.starts_with(is_pause);
        (1..=INTERRUPTION).contains(&count)
            && paused
            && said.ends_with(is_pause)
            && !said.contains(['.', '!', '?', ';'])
    }

    /// Block quotes; a last line that begins with a dash says whose words they are.
    fn blocks(&self) -> Vec<Quotation> {
        let mut out = Vec::new();
        let quoted = |b: &&Block| b.quote.is_some() && !b.credit;
        let blocks: Vec<Block> = self.draft.blocks.iter().filter(quoted).copied().collect();
        for group in blocks.chunk_by(|a, b| a.quote == b.quote) {
            let mut parts: Vec<Span> = group.iter().map(|b| b.span).collect();
            if let Some(last) = parts.pop() {
                parts.push(self.without_credit(last));
            }
            parts.retain(|p| !p.is_empty());
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
                continue;
            };
            let outer = first.join(*last);
            let parts = self.strip_marks(parts, outer);
            out.push(self.quotation(Kind::Block, parts, outer));
        }
        out
    }

    /// `block` without a last line that begins with a dash.
    fn without_credit(&self, block: Span) -> Span {
        let words = block.of(self.text);
        let start = words.rfind('\n').map_or(0, |i| i + 1);
        let dashed = words[start..].trim_start().starts_with(['—', '–', '―'])
            || words[start..].trim_start().starts_with("--");
        if dashed {
            trimmed(self.text, Span::new(block.start, block.start + start))
        } else {
            block
        }
    }

    /// The parts without marks that run around the whole block quote.
    fn strip_marks(&self, parts: Vec<Span>, outer: Span) -> Vec<Span> {
        let marks: Vec<Mark> = marks(self.text, &parts);
        match marks.first() {
            Some(mark) if mark.outer == outer => mark.words().to_vec(),
            _ => parts,
        }
    }

    /// Says of each quotation what stands around it.
    fn surround(&self, all: &mut [Quotation]) {
        let outers: Vec<Span> = (all.iter())
            .flat_map(|q| match q.link {
                Link::Interrupted => q.parts.clone(),
                Link::Paragraphs => vec![q.outer],
            })
            .collect();
        let blocks = &self.draft.blocks;
        let mut split: Option<(usize, Vec<Span>)> = None;
        for q in all {
            let first = blocks.partition_point(|b| b.span.end <= q.outer.start);
            let last = blocks.partition_point(|b| b.span.start < q.outer.end);
            let last = last.saturating_sub(1).max(first);
            if q.kind == Kind::Block {
                q.around = self.around_block(q, first, last, &outers);
                continue;
            }
            if split.as_ref().is_none_or(|(n, _)| *n != first) {
                let all = blocks
                    .get(first)
                    .map_or(Vec::new(), |b| sentences(self.text, b.span));
                split = Some((first, all));
            }
            let Some((_, all)) = &split else { continue };
            q.around = self.around_marks(q, all, blocks.get(last), first, &outers);
        }
    }

    fn around_marks(
        &self,
        q: &Quotation,
        sentences_of_first: &[Span],
        last: Option<&Block>,
        first: usize,
        outers: &[Span],
    ) -> Around {
        let begins = sentences_of_first.partition_point(|s| s.end <= q.outer.start);
        let elsewhere =
            (last.filter(|b| !b.span.covers(q.outer))).map(|b| sentences(self.text, b.span));
        let later = elsewhere.as_deref().unwrap_or(sentences_of_first);
        let ends = later.partition_point(|s| s.end < q.outer.end);
        let mut sentence = q.outer;
        sentence.start = sentences_of_first
            .get(begins)
            .map_or(q.outer.start, |s| s.start);
        sentence.start = sentence.start.min(q.outer.start);
        sentence.end = later
            .get(ends)
            .map_or(q.outer.end, |s| s.end)
            .max(q.outer.end);
        sentence.start = sentence.start.max(self.back(q.outer.start));
        sentence.end = sentence.end.min(self.ahead(q.outer.end));
        let own = holes(sentence, outers);
        let bare = !own.iter().any(|s| words(self.text, *s).next().is_some());
        if bare && let Some(next) = later.get(ends + 1).filter(|s| self.says(q, **s)) {
            sentence.end = next.end;
        }
        let before = match begins.checked_sub(1) {
            Some(i) => Some(sentences_of_first[i]),
            None => (first.checked_sub(1)).and_then(|i| self.last_sentence(i)),
        };
        Around {
            sentence: holes(sentence, outers),
            before: before.map_or(Vec::new(), |s| holes(s, outers)),
            leads: begins > 0,
        }
    }

    fn last_sentence(&self, block: usize) -> Option<Span> {
        let span = self.draft.blocks[block].span;
        let near = Span::new(self.back(span.end).max(span.start), span.end);
        sentences(self.text, near).pop()
    }

    /// As far before byte `at` as a speaker is looked for.
    fn back(&self, at: usize) -> usize {
        self.text.ceil_char_boundary(at.saturating_sub(REACH))
    }

    /// As far behind byte `at` as a speaker is looked for.
    fn ahead(&self, at: usize) -> usize {
        self.text
            .floor_char_boundary(at.saturating_add(REACH).min(self.text.len()))
    }

    /// Whether `next` goes on behind a quotation that ends with a stop of its own: “Really?” she asked.
    fn says(&self, q: &Quotation, next: Span) -> bool {
        let own = q
            .parts
            .last()
            .is_some_and(|p| p.of(self.text).ends_with(['?', '!', '…', '—']));
        let dashed = next.of(self.text).starts_with(['—', '–', '-']);
        let next_holds_none = words(self.text, next).count() <= INTERRUPTION;
        (own && next_holds_none) || dashed
    }

    /// Of a block quote: its own last line or `<footer>`, and the sentence that leads up to it.
    fn around_block(&self, q: &Quotation, first: usize, last: usize, outers: &[Span]) -> Around {
        let blocks = &self.draft.blocks;
        let number = blocks.get(first).and_then(|b| b.quote);
        let mut sentence: Vec<Span> = (blocks.iter().skip(first))
            .take_while(|b| b.quote == number)
            .filter(|b| b.credit)
            .map(|b| b.span)
            .collect();
        if let Some(end) = blocks
            .get(last)
            .map(|b| b.span.end)
            .filter(|&end| end > q.outer.end)
        {
            sentence.push(Span::new(q.outer.end, end));
        }
        let dashed = |b: &&Block| b.span.of(self.text).starts_with(['—', '–', '―']);
        let next = blocks
            .get(last + 1)
            .filter(|b| b.quote.is_none())
            .filter(dashed);
        sentence.extend(next.map(|b| b.span));
        let lead = first
            .checked_sub(1)
            .filter(|&i| blocks[i].quote.is_none())
            .and_then(|i| self.last_sentence(i));
        Around {
            sentence,
            before: lead.map_or(Vec::new(), |s| holes(s, outers)),
            leads: true,
        }
    }
}

/// Whether one of `spans`, which are in order and apart, covers `span`.
fn is_covered(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|s| s.end <= span.start);
    spans.get(at).is_some_and(|s| s.covers(span))
}

/// What is left of `span` when `outers`, which are in order, are cut out.
fn holes(span: Span, outers: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = span.start;
    let first = outers.partition_point(|o| o.end <= span.start);
    for outer in outers[first..].iter().take_while(|o| o.start < span.end) {
        if outer.start > at {
            out.push(Span::new(at, outer.start));
        }
        at = at.max(outer.end);
    }
    if at < span.end {
        out.push(Span::new(at, span.end));
    }
    out
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::super::read::{Format, read};
    use super::*;
    use crate::text::unmark;
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
        check(Format::Html, "<p>“First<br><br>second “«third»”.</p>");
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
    fn elements_quote_and_marks_in_them_are_not_counted_twice() {
        check(
            Format::Html,
            "<p>He said <q>«we <b>will</b> stay»</q> and <q>“«we pay»”</q>.</p>",
        );
        check(Format::Markdown, "He said <q>«we **will** stay»</q> there.");
        check(Format::Html, "<p>He said “«we <q>will</q> stay»”.</p>");
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
                "~~He said “one two three”.~~ ![“a b c”](x.png)\n",
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
    fn nothing_that_another_block_quote_says_of_its_speaker_leads_up_to_one() {
        let source = "<blockquote>We stay.<footer>Baker</footer></blockquote><blockquote>We pay.</blockquote>";
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
}
