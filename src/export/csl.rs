//! The articles as CSL-JSON items (schema of Citation Style Language 1.0.2), for Zotero and other citation programs.
use super::{html::web_address, json::inert, note::visible};
use crate::model::{Article, ArticleKind, Date, Dossier};
use serde_json::{Map, Value, json as value};

/// A list of items, one an article in the order of their numbers; the id is the article's. What nobody recorded is absent,
/// except that an article without a title has its id there, in brackets as catalogues write a title that is none of its
/// own: without one it could not be told apart in a list. An author stands as one literal name: which is the first and which the last nobody wrote down.
#[must_use]
pub fn csl(dossier: &Dossier) -> String {
    let items: Vec<Value> = dossier.articles().iter().map(item).collect();
    inert(&items)
}

fn item(article: &Article) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| item.insert(name.to_owned(), value);
    let clean = |words: &String| visible(words).trim().to_owned();
    put("id", visible(&article.id).into());
    put("type", kind(article.kind).into());
    let own = article.title.as_ref().map(clean);
    let title = own.unwrap_or_else(|| format!("[{}]", clean(&article.id)));
    put("title", title.into());
    if let Some(author) = &article.author {
        put("author", value!([{ "literal": clean(author) }]));
    }
    if let Some(publisher) = &article.publisher {
        let name = match kind(article.kind) {
            "article-newspaper" => "container-title",
            _ => "publisher",
        };
        put(name, clean(publisher).into());
    }
    if let Some(genre) = genre(article.kind) {
        put("genre", genre.into());
    }
    for (name, date) in [("issued", &article.date), ("accessed", &article.retrieved)] {
        if let Some(date) = date {
            put(name, dated(date));
        }
    }
    if let Some(url) = article.url.as_deref().and_then(web_address) {
        put("URL", url.into());
    }
    if let Some(lang) = &article.lang {
        put("language", clean(lang).into());
    }
    Value::Object(item)
}

/// What sort of its type an article is, where the type does not say it.
pub(super) fn genre(kind: Option<ArticleKind>) -> Option<&'static str> {
    let kind = kind.filter(|kind| {
        matches!(
            kind,
            ArticleKind::Analysis | ArticleKind::Opinion | ArticleKind::Transcript
        )
    });
    kind.map(ArticleKind::word)
}

/// The type of an item; what nobody classified is an article.
const fn kind(kind: Option<ArticleKind>) -> &'static str {
    match kind {
        Some(ArticleKind::News | ArticleKind::Analysis | ArticleKind::Opinion) => {
            "article-newspaper"
        }
        Some(ArticleKind::Document | ArticleKind::Transcript) => "document",
        None => "article",
    }
}

/// A date (EDTF) as parts, from one day or month or year to another; as it is written where it is none of these.
fn dated(written: &str) -> Value {
    let parts = |day: Date| {
        let known = [
            Some(u32::from(day.year)),
            day.month.map(u32::from),
            day.day.map(u32::from),
        ];
        known.into_iter().flatten().collect::<Vec<u32>>()
    };
    match Date::read(written) {
        Some((days, sure)) => {
            let days: Vec<Vec<u32>> = days.into_iter().map(parts).collect();
            if sure {
                value!({ "date-parts": days })
            } else {
                value!({ "date-parts": days, "circa": true })
            }
        }
        None => value!({ "literal": visible(written).trim() }),
    }
}

#[cfg(test)]
mod tests {
    use super::{csl, dated};
    use crate::export::tests::{WILD, open};
    use serde_json::{Value, json as value};

    #[test]
    fn an_article_is_an_item() {
        let page = csl(&open(WILD));
        let items: Value = serde_json::from_str(&page).expect("JSON");
        assert_eq!(
            items[0],
            value!({
                "id": "one", "type": "article", "title": "Gates & <i>canals</i> 50% {of_it} \\ ~^#$",
                "author": [{ "literal": "=HYPERLINK(1)" }], "publisher": "<!--",
                "issued": { "date-parts": [[2025, 11, 24]] }, "language": "en\" onload=\"x",
            })
        );
        let two = value!({
            "id": "two", "type": "article", "title": "[two]",
            "URL": "https://example.org/a?b=1&c=d%27%22e#part",
        });
        assert_eq!(items[1], two);
        assert_eq!(items.as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn items_stay_inert_inside_a_page() {
        let page = csl(&open(WILD));
        assert!(!page.contains(['<', '>', '&', '\u{1b}', '\r']), "{page}");
        assert_eq!(page, csl(&open(WILD)));
    }

    #[test]
    fn dates_keep_what_is_known_of_them() {
        for (written, expected) in [
            ("2025", value!({ "date-parts": [[2025]] })),
            ("2025-11", value!({ "date-parts": [[2025, 11]] })),
            (
                "2025-11~",
                value!({ "date-parts": [[2025, 11]], "circa": true }),
            ),
            (
                "2025-11-30/2025-12-02",
                value!({ "date-parts": [[2025, 11, 30], [2025, 12, 2]] }),
            ),
            ("2025-21", value!({ "literal": "2025-21" })),
            (
                "2025-02-30T10:00:00",
                value!({ "literal": "2025-02-30T10:00:00" }),
            ),
            ("last week", value!({ "literal": "last week" })),
        ] {
            assert_eq!(dated(written), expected, "{written}");
        }
    }
}
