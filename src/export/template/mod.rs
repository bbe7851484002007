//! A user's own form for the note (minijinja). A template gets what the article says as wholes, each statement with its
//! label and its citations; it may order them, leave them out and put words between them, but not take them apart: what it
//! handles is a stand-in, and the words come in its place only when the template is done.
mod fault;
mod fill;
mod html;
mod output;
mod render;
#[cfg(test)]
mod tests;
mod values;

pub use render::Template;
