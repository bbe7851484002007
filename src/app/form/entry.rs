//! One field of a form: what is typed into it, what is chosen, and whether anybody has touched it.
use super::plan::Plan;
use crate::app::Field;
use crate::model::Takes;

/// Between several strings in one field.
pub const BETWEEN: &str = " | ";

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// What it asks for.
    pub plan: Plan,
    /// What is typed: the value itself, or letters that narrow the choices.
    pub field: Field,
    /// The ids or words chosen.
    pub chosen: Vec<String>,
    /// Whether it was proposed from the text and nobody has touched it.
    pub proposed: bool,
    /// Which of the choices is lit.
    pub at: usize,
    /// Whether somebody moved to that choice: then leaving the field takes it.
    pub picked: bool,
    /// What the file said when the form was opened, where the record was there already.
    pub(super) before: Vec<String>,
}

impl Blank {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            plan,
            field: Field::default(),
            chosen: Vec::new(),
            proposed: false,
            at: 0,
            picked: false,
            before: Vec::new(),
        }
    }

    /// Whether its value is chosen and not typed.
    #[must_use]
    pub const fn chooses(&self) -> bool {
        matches!(
            self.plan.field.takes,
            Takes::One(_) | Takes::Many(_) | Takes::Term(_) | Takes::Terms(_) | Takes::Flag
        )
    }

    /// Whether it holds several choices.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        matches!(self.plan.field.takes, Takes::Many(_) | Takes::Terms(_))
    }

    /// What it holds; of a choice, without the letters typed last.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        if self.chooses() {
            return self.chosen.clone();
        }
        let text = self.field.text.trim();
        match self.plan.field.takes {
            _ if text.is_empty() => Vec::new(),
            Takes::Texts => (text.split(BETWEEN.trim()))
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
            _ => vec![text.to_owned()],
        }
    }

    /// Whether it holds nothing and nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.field.text.trim().is_empty()
    }

    /// Puts `values` into it.
    pub(super) fn put(&mut self, values: Vec<String>) {
        if self.chooses() {
            self.chosen = values;
            self.field = Field::default();
        } else {
            self.field = Field::new(values.join(BETWEEN));
        }
        (self.at, self.picked) = (0, false);
    }

    /// Puts `values` into it as what the file says.
    pub(super) fn read(&mut self, values: Vec<String>) {
        self.put(values);
        self.before = self.values();
    }

    /// Puts `values` into it as a proposal, unless there are none.
    pub(super) fn propose(&mut self, values: Vec<String>) {
        if !values.is_empty() {
            self.put(values);
            self.proposed = true;
        }
    }

    /// Whether it says something else than the file.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.values() != self.before
    }

    /// A key is about to change it: a proposed choice gives way, proposed words are edited.
    pub(super) fn touch(&mut self) {
        if self.proposed && self.chooses() {
            self.chosen.clear();
            self.field = Field::default();
        }
        // One choice takes the place of the one before.
        if self.chooses() && !self.is_list() && self.field.text.is_empty() {
            self.chosen.clear();
        }
        self.proposed = false;
    }

    /// Takes one choice.
    pub(super) fn choose(&mut self, id: String) {
        if !self.is_list() {
            self.chosen.clear();
        }
        if !self.chosen.contains(&id) {
            self.chosen.push(id);
        }
        self.field = Field::default();
        (self.at, self.picked, self.proposed) = (0, false, false);
    }
}
