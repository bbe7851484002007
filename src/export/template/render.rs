//! A template and a note -> a page.
use super::{fault, fill::Wholes, output::Output, values::values};
use crate::{diag::Diagnostic, export::content::Note};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig};

/// Steps a template may take: a second or so.
const FUEL: u64 = 20_000_000;

/// A template, and what it is called: the end of its name says what it writes.
#[derive(Clone, Copy, Debug)]
pub struct Template<'t> {
    /// Its name, for example `brief.md.jinja`.
    pub name: &'t str,
    /// What stands in it.
    pub source: &'t str,
}

impl Template<'_> {
    /// The note in the template's form. It loads nothing, and stops in the end.
    ///
    /// # Errors
    /// What is wrong with the template, at its place in the one file there is.
    pub fn render(&self, note: &Note) -> Result<String, Box<Diagnostic>> {
        self.page(note, Some(FUEL))
    }

    /// The same, however long it takes.
    pub(in crate::export) fn unbounded(&self, note: &Note) -> Result<String, Box<Diagnostic>> {
        self.page(note, None)
    }

    fn page(&self, note: &Note, fuel: Option<u64>) -> Result<String, Box<Diagnostic>> {
        let output = Output::of(self.name).ok_or_else(|| fault::unknown_output(self.name))?;
        let mut wholes = Wholes::new(note);
        let values = values(note, &mut wholes);
        let environment = environment(output, fuel);
        let page = environment
            .template_from_named_str(self.name, self.source)
            .and_then(|template| template.render(values))
            .map_err(|error| fault::told(&error, self.source))?;
        let page = wholes.fill(&page, output).ok_or_else(fault::taken_apart)?;
        Ok(output.tidy(&page))
    }
}

fn environment<'s>(output: Output, fuel: Option<u64>) -> Environment<'s> {
    let mut environment = Environment::new();
    environment.set_fuel(fuel);
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    // Foreign words are escaped whatever the template says.
    environment.remove_filter("safe");
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(move |out, _, value| {
        let written = match value.as_str() {
            _ if value.is_none() => Ok(()),
            Some(words) if value.is_safe() => out.write_str(words),
            Some(words) => out.write_str(&output.escaped(words)),
            None => out.write_str(&output.escaped(&value.to_string())),
        };
        written.map_err(Into::into)
    });
    environment
}
