//! What leaves by the clipboard: the words selected, a quotation with its label and citation, a line of the facts.
use super::{Effect, Item, List, Mode, Notice, State};
use crate::{export, text::for_stream};

impl State {
    /// Copies what is looked at, if its words stand in the article.
    pub(super) fn copy(&mut self) -> Option<Effect> {
        match &self.mode {
            Mode::List {
                of: List::Facts(facts),
                at,
            } => return Some(Effect::Copy(facts.get(*at)?.text.clone())),
            Mode::Select(_) => return self.copy_selected(),
            _ => {}
        }
        let Some(Item::Record(record)) = self.item_attended() else {
            let why = if self.mode.covers_panes() {
                "nothing to copy: no record stands here"
            } else {
                "nothing to copy: no record in focus"
            };
            self.notice = Some(Notice::bad(why));
            return None;
        };
        let text = export::alone(&self.dossier, record);
        if text.is_none() {
            let why = "not copied: these words do not stand in the article";
            self.notice = Some(Notice::bad(why));
        }
        text.map(Effect::Copy)
    }

    /// Copies the words selected as the article prints them, a paragraph a paragraph.
    fn copy_selected(&mut self) -> Option<Effect> {
        let (selection, article) = (self.selection()?, self.article()?);
        let parts = selection.parts(article).into_iter();
        let words: Vec<&str> = parts.map(|part| part.of(&article.text)).collect();
        if words.is_empty() {
            self.notice = Some(Notice::bad("nothing to copy: nothing is selected"));
            return None;
        }
        // They may be pasted into a shell.
        let words = for_stream(&words.join("\n\n")).into_owned();
        Some(Effect::Copy(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Msg, Opened, Selection, evidence, update},
        command::Command,
        model::Dossier,
        store,
        text::Span,
    };

    fn example() -> State {
        let mut state = State::default();
        let dossier = Dossier::new(store::example()).anchored();
        update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        state
    }

    fn copied(state: &mut State) -> String {
        match update(state, Msg::Do(Command::Copy)) {
            Some(Effect::Copy(text)) => text,
            other => panic!("{other:?}, {:?}", state.notice),
        }
    }

    #[test]
    fn the_words_selected_are_copied_without_anything_beside_them() {
        let mut state = example();
        let article = state.article().expect("an article").clone();
        let paragraphs = &article.paragraphs;
        let span = Span::new(paragraphs[0].span.start, paragraphs[1].span.end);
        state.mode = Mode::Select(Selection::new(&article, span));
        let [one, two] = [0, 1].map(|n| paragraphs[n].span.of(&article.text));
        assert_eq!(copied(&mut state), format!("{one}\n\n{two}"));
        let written = store::from_text("a.txt", "Pay \u{202e}eno\u{1b}[2J now.".into());
        let opened = Opened::new(Dossier::new(written), Vec::new());
        update(&mut state, Msg::Opened(0, opened));
        let hostile = state.article().expect("an article").clone();
        state.mode = Mode::Select(Selection::new(&hostile, hostile.paragraphs[0].span));
        let copied = copied(&mut state);
        assert!(!copied.contains(['\u{202e}', '\u{1b}']), "{copied}");
    }

    #[test]
    fn from_a_list_its_line_is_copied_and_not_what_is_in_focus_behind_it() {
        let mut state = example();
        let behind = copied(&mut state);
        update(&mut state, Msg::Do(Command::Matrix));
        let mut seen = 0;
        for (row, column) in (0..state.matrix.rows.len()).flat_map(|row| [(row, 0), (row, 1)]) {
            state.mode = Mode::Matrix { row, column };
            let cell = &state.matrix.rows[row].cells[column];
            let Some(first) = evidence(&state.dossier, cell).first().copied() else {
                assert_eq!(update(&mut state, Msg::Do(Command::Copy)), None);
                continue;
            };
            let own = export::alone(&state.dossier, first).expect("words");
            assert_eq!(copied(&mut state), own);
            seen += usize::from(own != behind);
        }
        assert!(seen > 1);
    }
}
