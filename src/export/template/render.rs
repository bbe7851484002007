//! A template and a note -> a page.
use super::{fault, fill::Wholes, output::Output, values::values};
use crate::{diag::Diagnostic, export::content::Note};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig};
use std::io::{self, Write};

/// Steps a template may take: a second or so.
const FUEL: u64 = 20_000_000;

/// Bytes a page may have: a thousand quotations take half a million.
const LONGEST: usize = 1 << 26;

/// A page that is being written, as far as it is no longer than it may be.
#[derive(Default)]
struct Page(Vec<u8>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

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
        let mut page = Page::default();
        environment
            .template_from_named_str(self.name, self.source)
            .and_then(|template| template.render_captured_to(values, &mut page).map(drop))
            .map_err(|error| fault::told(&error, self.source))?;
        let page = String::from_utf8(page.0).unwrap_or_default();
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
