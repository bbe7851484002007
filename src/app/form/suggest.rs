//! The next passage that looks like somebody's statement and that no record covers, in a form of its own. Nothing is written
//! without a person.
use super::Form;
use crate::{
    app::{Mode, Notice, Pane, State},
    attribution::next,
    model::Article,
    text::Span,
};
use std::sync::Arc;

impl State {
    /// Opens the next suggestion; from one that nobody has touched, goes on to the one behind it.
    pub(in crate::app) fn suggest(&mut self) {
        if !self.may_write() {
            return;
        }
        if matches!(self.mode, Mode::Form { .. }) {
            self.close();
        }
        self.attend(Pane::Text);
        let dossier = Arc::clone(&self.dossier);
        let number = self.focus.article;
        let Some(article) = dossier.articles().get(number) else {
            self.say("no article here");
            return;
        };
        // Quotations first, from what is on the screen on; then what a reporting word tells; then all of it again.
        let (from, quoted) = match self.suggested {
            Some((last, at, quoted)) if last == number => (at, quoted),
            _ => (self.page.span().start, true),
        };
        let rounds = [(from, quoted), (0, !quoted), (0, quoted)];
        let mut found = rounds.into_iter().enumerate().filter_map(|(round, at)| {
            let form = self.suggestion(article, at)?;
            Some((form, at.1, round == 2 || round == 1 && !quoted))
        });
        let Some((form, quoted, again)) = found.next() else {
            self.say("nothing further looks like a statement that no record covers");
            return;
        };
        self.suggested = form.span.map(|span| (number, span.start + 1, quoted));
        self.open_form(form);
        if again {
            self.notice = Some(Notice::new("the suggestions went on at the start"));
        }
    }

    /// The first passage at a byte or behind it that can be suggested, in quotation marks or not.
    fn suggestion(&self, article: &Article, (from, quoted): (usize, bool)) -> Option<Form> {
        let whole = Span::new(0, article.text.len());
        let covered: Vec<Span> = self.outline.marks(whole).map(|mark| mark.span).collect();
        let mut from = from;
        // What cannot be named by its words is passed over.
        for _ in 0..100 {
            let statement = next(article, self.dossier.codebook(), (from, quoted), &covered)?;
            let quote = Form::quote(&self.dossier, self.focus.article, &statement.content);
            if let Ok(mut form) = quote {
                form.about = format!("{} · {}", form.about, statement.why.gloss());
                form.suggested = true;
                return Some(form);
            }
            from = statement.extent().start + 1;
        }
        None
    }

    /// Whether a full stop means the next suggestion: in a suggestion that nobody has touched.
    pub(in crate::app) fn goes_on(&mut self) -> bool {
        let untouched = self
            .form()
            .is_some_and(|form| form.suggested && !form.is_touched());
        if untouched {
            self.suggest();
        }
        untouched
    }
}
