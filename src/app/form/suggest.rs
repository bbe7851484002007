//! The next passage that looks like somebody's statement and that no record covers, in a form of its own. Nothing is written
//! without a person.
use super::Form;
use crate::{
    app::{Mode, Notice, Pane, State},
    attribution::{Why, following},
    model::Article,
    text::Span,
};
use std::sync::Arc;

/// How many passages that cannot be named by their words are passed over at once at most.
const PASSED: usize = 20;

/// How many bytes are gone through for them at most: each is looked for in the whole article.
const SEARCHED: usize = 4 << 20;

/// What came of looking for a suggestion.
enum Sought {
    /// This form, of the row in quotation marks or not, and whether the search went on at the start.
    Form {
        form: Box<Form>,
        quoted: bool,
        again: bool,
    },
    /// As many as are passed over at once; the last one, at this byte, in this row.
    Unnamed { at: usize, quoted: bool },
    /// Nothing is left, or nothing that can be named.
    Nothing { unnamed: bool },
}

impl State {
    /// Opens the next suggestion; from one that nobody has touched, goes on to the one behind it. Where there is none, what
    /// shows stays.
    pub(in crate::app) fn suggest(&mut self) {
        if !self.may_write() {
            return;
        }
        let dossier = Arc::clone(&self.dossier);
        let number = self.focus.article;
        let Some(article) = dossier.articles().get(number) else {
            self.say("no article here");
            return;
        };
        if article.paragraphs.is_empty() {
            self.say("no words here to look through");
            return;
        }
        match self.seek(article, number) {
            Sought::Form {
                form,
                quoted,
                again,
            } => {
                self.suggested = (form.span).map(|span| (number, span.start + 1, quoted));
                if matches!(self.mode, Mode::Form { .. }) {
                    self.close();
                }
                self.attend(Pane::Text);
                self.open_form(*form);
                if again {
                    self.notice = Some(Notice::new("the suggestions went on at the start"));
                }
            }
            Sought::Unnamed { at, quoted } => {
                self.suggested = Some((number, at + 1, quoted));
                self.say("the next ones stand several times in the text: select one");
            }
            Sought::Nothing { unnamed: true } => {
                self.say("all that is left stands several times in the text: select one");
            }
            Sought::Nothing { unnamed: false } => {
                self.say("nothing further looks like a statement that no record covers");
            }
        }
    }

    /// Looks for the next passage that can be suggested: quotations first, from what is on the screen on; then what a
    /// reporting word tells; then what stands before.
    fn seek(&self, article: &Article, number: usize) -> Sought {
        let (from, quoted) = self.suggested_up_to(number);
        let whole = Span::new(0, article.text.len());
        let covered: Vec<Span> = self.outline.marks(whole).map(|mark| mark.span).collect();
        let most = (SEARCHED / whole.len().max(1)).clamp(1, PASSED);
        let mut passed = 0;
        for (starts, quoted, again) in [
            (from..whole.end, quoted, false),
            (0..whole.end, !quoted, !quoted), // The row of quotations comes again.
            (0..from, quoted, true),
        ] {
            let row = following(
                article,
                self.dossier.codebook(),
                (starts.start, quoted),
                &covered,
            );
            for statement in row {
                let at = statement.extent().start;
                if at >= starts.end {
                    break;
                }
                if let Some(form) = self.suggestion(number, &statement.content, statement.why) {
                    let form = Box::new(form);
                    return Sought::Form {
                        form,
                        quoted,
                        again,
                    };
                }
                passed += 1;
                if passed == most {
                    return Sought::Unnamed { at, quoted };
                }
            }
        }
        Sought::Nothing {
            unnamed: passed > 0,
        }
    }

    /// Where the search goes on, and in which row: behind what was suggested last, else at the top of the screen.
    fn suggested_up_to(&self, number: usize) -> (usize, bool) {
        match self.suggested {
            Some((last, at, quoted)) if last == number => (at, quoted),
            _ => (self.page.span().start, true),
        }
    }

    /// The form of a passage, where its words name it.
    fn suggestion(&self, number: usize, content: &[Span], why: Why) -> Option<Form> {
        let mut form = Form::quote(&self.dossier, number, content).ok()?;
        form.about = format!("{} · {}", form.about, why.gloss());
        form.suggested = true;
        Some(form)
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
