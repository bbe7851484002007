//! Some words of an article with the clause around them, and what the phrases of the article say there.
use super::super::context::{Anchored, Clause, Context, Phrased, inside};
use crate::{
    text::{Span, marks::Mark},
    wording::Wording,
};

/// Some words, the clause around them, and the phrases of their article.
pub(super) struct Around<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) a: Anchored<'a>,
    pub(super) wording: &'static Wording,
    pub(super) phrases: &'a Phrased,
    pub(super) text: &'a str,
    /// The words.
    pub(super) span: Span,
    pub(super) clause: Clause,
}

impl<'a> Around<'a> {
    /// `None` where no phrase of the kinds that `which` chooses is near.
    pub(super) fn new(
        context: &'a Context<'a>,
        a: Anchored<'a>,
        which: fn(&Phrased) -> [&[Span]; 3],
    ) -> Option<Self> {
        let span = a.anchor.passage()?.span;
        let wording = Context::wording(a.article)?;
        let phrases = context.phrases(a.number, wording);
        let near = context.sentence(a.number, span);
        if !which(phrases)
            .into_iter()
            .any(|places| inside(places, near).next().is_some())
        {
            return None;
        }
        Some(Self {
            context,
            a,
            wording,
            phrases,
            text: &a.article.text,
            span,
            clause: context.clause(a.number, span),
        })
    }

    /// The clause before the words.
    pub(super) fn head(&self) -> Span {
        Span::new(self.clause.span.start, self.span.start)
    }

    /// The rest of the clause, behind the words and the mark or comma that follows them.
    pub(super) fn tail(&self) -> Span {
        let rest = Span::new(self.span.end, self.clause.span.end.max(self.span.end));
        let skipped = rest
            .of(self.text)
            .trim_start_matches(|c: char| !c.is_alphanumeric());
        Span::new(rest.end - skipped.len(), rest.end)
    }

    /// Whether `place` lies in quotation marks that the words are not in.
    pub(super) fn is_quoted_apart(&self, place: Span) -> bool {
        self.marks_at(place)
            .any(|mark| !mark.outer.covers(self.span))
    }

    /// Whether what stands at `place` only looks like a hedge.
    pub(super) fn is_plain(&self, place: Span) -> bool {
        inside(&self.phrases.plain, Span::new(place.start, self.text.len()))
            .next()
            .is_some_and(|plain| plain.start == place.start)
    }

    pub(super) fn is_quoted(&self, place: Span) -> bool {
        self.marks_at(place).next().is_some()
    }

    pub(super) fn marks_at(&self, place: Span) -> impl Iterator<Item = &Mark> {
        let marks = self.context.marks(self.a.number);
        let until = marks.partition_point(|mark| mark.outer.start <= place.start);
        // Marks nest a few levels deep at most, so those that cover `place` stand just before it.
        let near = &marks[until.saturating_sub(16)..until];
        near.iter().filter(move |mark| mark.outer.covers(place))
    }

    /// Whether nothing but words and blanks stand between `place` and the words.
    pub(super) fn runs_on_from(&self, place: Span) -> bool {
        let between = Span::new(place.end.min(self.span.start), self.span.start);
        !between.of(self.text).contains([',', ';', ':'])
    }
}
