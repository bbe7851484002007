//! A line that is being typed.
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

/// A line that is being typed, and where in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// What stands in it.
    pub text: String,
    /// The byte the caret is at, on a bound between grapheme clusters.
    pub at: usize,
}

impl Field {
    /// Characters a field takes at most.
    pub const MOST: usize = 4000;

    /// A field that holds `text`, with the caret behind it.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let at = text.len();
        Self { text, at }
    }

    /// Types `c`, if there is room and it is no control character.
    pub fn push(&mut self, c: char) {
        if !c.is_control() && self.text.len() < Self::MOST {
            self.ask(InputRequest::InsertChar(c));
        }
    }

    /// Types all of `text`; a line break or tab of it is a blank.
    pub fn paste(&mut self, text: &str) {
        let blank = |c: char| if matches!(c, '\n' | '\t') { ' ' } else { c };
        let typed: String = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .map(blank)
            .collect();
        let room = Self::MOST.saturating_sub(self.text.len());
        let typed: String = typed.chars().filter(|c| !c.is_control()).collect();
        let typed = &typed[..typed.floor_char_boundary(room)];
        self.text.insert_str(self.at, typed);
        self.at += typed.len();
    }

    /// Erases the grapheme cluster before the caret.
    pub fn erase(&mut self) {
        self.ask(InputRequest::DeletePrevChar);
    }

    /// Erases the grapheme cluster behind the caret.
    pub fn erase_next(&mut self) {
        self.ask(InputRequest::DeleteNextChar);
    }

    /// Erases the word before the caret and the blanks between.
    pub fn erase_word(&mut self) {
        self.ask(InputRequest::DeletePrevWord);
    }

    /// Erases the word behind the caret and the blanks between.
    pub fn erase_next_word(&mut self) {
        self.ask(InputRequest::DeleteNextWord);
    }

    /// Erases everything behind the caret.
    pub fn erase_rest(&mut self) {
        self.ask(InputRequest::DeleteTillEnd);
    }

    /// Erases everything.
    pub fn clear(&mut self) {
        self.ask(InputRequest::DeleteLine);
    }

    /// Moves the caret by grapheme clusters, back where negative.
    pub fn step(&mut self, by: i64) {
        self.repeat(by, InputRequest::GoToNextChar, InputRequest::GoToPrevChar);
    }

    /// Moves the caret by words, back where negative.
    pub fn step_words(&mut self, by: i64) {
        self.repeat(by, InputRequest::GoToNextWord, InputRequest::GoToPrevWord);
    }

    /// Moves the caret to the start or the end.
    pub fn edge(&mut self, end: bool) {
        self.at = if end { self.text.len() } else { 0 };
    }

    /// Moves the caret to byte `at`, or to the bound before it.
    pub fn place(&mut self, at: usize) {
        let at = self.text.floor_char_boundary(at);
        let mut bounds = self.text.grapheme_indices(true).map(|(bound, _)| bound);
        let before = bounds.rfind(|bound| *bound <= at).unwrap_or(0);
        self.at = if at == self.text.len() { at } else { before };
    }

    fn repeat(&mut self, by: i64, on: InputRequest, back: InputRequest) {
        let most = u64::try_from(Self::MOST).unwrap_or(u64::MAX);
        for _ in 0..by.unsigned_abs().min(most) {
            self.ask(if by > 0 { on } else { back });
        }
    }

    /// The library knows clusters and words; its caret counts characters.
    fn ask(&mut self, request: InputRequest) {
        let before = self.text.get(..self.at).unwrap_or(&self.text);
        let caret = before.chars().count();
        let mut input = Input::new(std::mem::take(&mut self.text)).with_cursor(caret);
        input.handle(request);
        let at = input.value().char_indices().nth(input.cursor());
        self.at = at.map_or(input.value().len(), |(at, _)| at);
        input.value().clone_into(&mut self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` where the caret is.
    fn shown(field: &Field) -> String {
        format!("{}|{}", &field.text[..field.at], &field.text[field.at..])
    }

    #[test]
    fn the_caret_never_stands_within_a_cluster() {
        let mut field = Field::new("e\u{301}👩\u{200d}🚀 x");
        field.step(-2);
        assert_eq!(shown(&field), "e\u{301}👩\u{200d}🚀| x");
        field.erase();
        assert_eq!(shown(&field), "e\u{301}| x");
        field.edge(false);
        field.erase_next();
        assert_eq!(shown(&field), "| x");
        let mut field = Field::new("e\u{301}x");
        field.place(1);
        assert_eq!(shown(&field), "|e\u{301}x");
        field.place(4);
        assert_eq!(shown(&field), "e\u{301}x|");
    }

    #[test]
    fn words_are_typed_and_erased_where_the_caret_is() {
        let mut field = Field::new("one three");
        field.step_words(-1);
        "two ".chars().for_each(|c| field.push(c));
        assert_eq!(shown(&field), "one two |three");
        field.erase_word();
        assert_eq!(shown(&field), "one |three");
        field.edge(false);
        field.erase_next_word();
        assert_eq!(shown(&field), "|three");
        field.step(2);
        field.erase_rest();
        assert_eq!(shown(&field), "th|");
    }

    #[test]
    fn what_is_pasted_is_one_line() {
        let mut field = Field::new("ab");
        field.step(-1);
        field.paste("1\r\n2\r3\u{1b}[3m\t");
        assert_eq!(shown(&field), "a1 2 3[3m |b");
        field.paste(&"é".repeat(Field::MOST));
        assert!(field.text.len() <= Field::MOST);
    }
}
