//! What a template writes, which decides how foreign words are escaped.
use crate::export::{html::text, md};

/// What a template writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// Markdown.
    Md,
    /// HTML.
    Html,
    /// Plain text.
    Txt,
}

impl Output {
    /// By the end of the template's name, `.jinja` and the like aside: `brief.md.jinja`.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let endings = [".jinja", ".jinja2", ".j2"];
        let bare = endings.iter().find_map(|ending| name.strip_suffix(ending));
        match bare.unwrap_or(&name).rsplit_once('.')?.1 {
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            "txt" => Some(Self::Txt),
            _ => None,
        }
    }

    /// `words` so that a reader takes every character of them as text.
    pub(super) fn escaped(self, words: &str) -> String {
        match self {
            Self::Md => md::escaped(words),
            Self::Html => text(words),
            Self::Txt => words.to_owned(),
        }
    }

    /// A page with one blank line where there are several, none at its start and no blanks at the ends of lines.
    pub(super) fn tidy(self, page: &str) -> String {
        if self == Self::Html {
            return format!("{}\n", page.trim_end());
        }
        let mut out = String::with_capacity(page.len());
        for line in page.lines().map(str::trim_end) {
            let blank = out.is_empty() || out.ends_with("\n\n");
            if !(line.is_empty() && blank) {
                out.push_str(line);
                out.push('\n');
            }
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }
}
