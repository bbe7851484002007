//! The articles as a `BibTeX` bibliography; every character of a field means itself in LaTeX.
use super::{csl::genre, html::web_address, note::visible};
use crate::model::{Article, ArticleKind, Date, Dossier};
use std::fmt::Write;

/// The macros every style knows.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// One entry an article in the order of their numbers, UTF-8. Keys are the articles' ids in ASCII, made distinct with a
/// number. What nobody recorded is absent, except that an article without a title has its id there in brackets; an author
/// stands as one name, not parted into first and last.
#[must_use]
pub fn bibtex(dossier: &Dossier) -> String {
    let mut out = String::new();
    let mut keys: Vec<String> = Vec::new();
    for article in dossier.articles() {
        let key = key(&article.id, &keys);
        if !out.is_empty() {
            out.push('\n');
        }
        entry(&mut out, &key, article);
        keys.push(key.to_ascii_lowercase());
    }
    out
}

fn entry(out: &mut String, key: &str, article: &Article) {
    let (kind, published_in) = match article.kind {
        Some(ArticleKind::News | ArticleKind::Analysis | ArticleKind::Opinion) => {
            ("article", "journal")
        }
        _ => ("misc", "howpublished"),
    };
    let mut fields: Vec<(&str, String)> = Vec::new();
    if kind == "article" {
        // As biblatex has it; others pass over what they do not know.
        fields.push(("entrysubtype", "{newspaper}".to_owned()));
    }
    if let Some(genre) = genre(article.kind) {
        fields.push(("type", format!("{{{genre}}}")));
    }
    if let Some(author) = &article.author {
        fields.push(("author", format!("{{{{{}}}}}", escaped(author))));
    }
    let supplied = format!("[{}]", article.id);
    let title = article.title.as_ref().unwrap_or(&supplied);
    fields.push(("title", format!("{{{{{}}}}}", escaped(title))));
    if let Some(publisher) = &article.publisher {
        fields.push((published_in, format!("{{{}}}", escaped(publisher))));
    }
    fields.extend(article.date.as_deref().map(dated).unwrap_or_default());
    if let Some(url) = article.url.as_deref().and_then(web_address) {
        fields.push(("url", format!("{{{url}}}")));
    }
    if let Some(retrieved) = &article.retrieved {
        fields.push(("urldate", format!("{{{}}}", escaped(retrieved))));
    }
    if let Some(lang) = &article.lang {
        fields.push(("langid", format!("{{{}}}", escaped(lang))));
    }
    let written = writeln!(out, "@{kind}{{{key},");
    debug_assert!(written.is_ok(), "a string takes everything");
    for (name, value) in fields {
        let written = writeln!(out, "  {name} = {value},");
        debug_assert!(written.is_ok(), "a string takes everything");
    }
    out.push_str("}\n");
}

/// Year, month and day of one date; any other as it is written, as the year.
fn dated(written: &str) -> Vec<(&'static str, String)> {
    let read = Date::read(written);
    let Some(([Date { year, month, day }], true)) =
        read.as_ref().map(|(days, sure)| (days.as_slice(), *sure))
    else {
        return vec![("year", format!("{{{}}}", escaped(written)))];
    };
    let mut fields = vec![("year", format!("{{{year:04}}}"))];
    let name = month.and_then(|month| MONTHS.get(usize::from(month) - 1));
    fields.extend(name.map(|name| ("month", (*name).to_owned())));
    fields.extend(day.map(|day| ("day", format!("{{{day}}}"))));
    fields
}

/// `words` so that LaTeX prints them. Braces become commands: `BibTeX` counts them even behind a backslash.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in visible(words).trim().chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '"' => out.push_str("\\symbol{34}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A key that `BibTeX` takes and that is none of `taken` (in small letters: keys differ by more than their case).
fn key(id: &str, taken: &[String]) -> String {
    let mut key: String = (id.chars())
        .map(|c| {
            let fits = c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
            if fits { c } else { '-' }
        })
        .collect();
    if key.is_empty() {
        key.push_str("article");
    }
    let is_taken = |key: &str| taken.contains(&key.to_ascii_lowercase());
    let numbered = (2..).map(|n| format!("{key}-{n}"));
    let mut all = std::iter::once(key.clone()).chain(numbered);
    all.find(|key| !is_taken(key)).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::{bibtex, dated, escaped, key};
    use crate::export::tests::{WILD, open};

    #[test]
    fn an_article_is_an_entry() {
        let page = bibtex(&open(WILD));
        let expected = r"@misc{one,
  author = {{=HYPERLINK(1)}},
  title = {{Gates \& \textless{}i\textgreater{}canals\textless{}/i\textgreater{} 50\% \textbraceleft{}of\_it\textbraceright{} \textbackslash{} \textasciitilde{}\textasciicircum{}\#\$}},
  howpublished = {\textless{}!--},
  year = {2025},
  month = nov,
  day = {24},
  langid = {en\symbol{34} onload=\symbol{34}x},
}

@misc{two,
  title = {{[two]}},
  url = {https://example.org/a?b=1&c=d%27%22e#part},
}
";
        assert_eq!(page, expected);
        assert_eq!(page, bibtex(&open(WILD)));
    }

    #[test]
    fn braces_stay_balanced_whatever_is_written() {
        for words in ["}", "{{", "\\}", "a } b { c", "\u{1b}%\n}"] {
            let mut depth = 0_i32;
            for c in escaped(words).chars() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                assert!(depth >= 0, "{words}");
            }
            assert_eq!(depth, 0, "{words}");
        }
    }

    #[test]
    fn keys_are_ascii_and_differ() {
        let taken = ["talks".to_owned(), "talks-2".to_owned()];
        assert_eq!(key("Talks", &taken), "Talks-3");
        assert_eq!(key("gespräch,{x}", &[]), "gespr-ch--x-");
        assert_eq!(key("", &[]), "article");
    }

    #[test]
    fn what_is_no_day_stands_as_it_is_written() {
        let year = |written: &str| vec![("year", format!("{{{written}}}"))];
        assert_eq!(dated("2025"), year("2025"));
        assert_eq!(dated("2025-11~"), year("2025-11\\textasciitilde{}"));
        assert_eq!(dated("2025-11/2025-12"), year("2025-11/2025-12"));
    }
}
