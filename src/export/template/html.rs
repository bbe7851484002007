//! Texts and blocks as HTML, for a template's page.
use crate::export::{
    content::{Block, Inline, Table, Text},
    html::{escaped, text},
};

/// A block as one element; an item of a list is its `li`.
pub(super) fn block(block: &Block) -> String {
    match block {
        Block::Heading(words) => format!("<h3>{}</h3>", inlines(words)),
        Block::Paragraph(words) => format!("<p>{}</p>", inlines(words)),
        Block::Item(item) => format!("<li>{}</li>", inlines(&item.text)),
        Block::Table(table) => rows(table),
        Block::Terms(terms) => {
            let term = |(name, value): &(&str, Text)| {
                format!("<dt>{}</dt><dd>{}</dd>", text(name), inlines(value))
            };
            let terms: Vec<String> = terms.iter().map(term).collect();
            format!("<dl>\n{}\n</dl>", terms.join("\n"))
        }
    }
}

fn rows(table: &Table) -> String {
    let cells = |row: &[Text], scope: &str| -> String {
        let cell = |(n, cell): (usize, &Text)| match (scope, n) {
            ("row", 1..) => format!("<td>{}</td>", inlines(cell)),
            _ => format!("<th scope=\"{scope}\">{}</th>", inlines(cell)),
        };
        row.iter().enumerate().map(cell).collect()
    };
    let body: Vec<String> = (table.rows.iter())
        .map(|row| format!("<tr>{}</tr>", cells(row, "row")))
        .collect();
    let head = cells(&table.head, "col");
    let body = body.join("\n");
    format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>")
}

/// A text in a line.
pub(super) fn inlines(words: &Text) -> String {
    let inline = |inline: &Inline| match inline {
        Inline::Plain(words) => text(words),
        Inline::Strong(words) => format!("<strong>{}</strong>", text(words)),
        Inline::Emphasis(words) => format!("<em>{}</em>", text(words)),
        Inline::Code(words) => format!("<code>{}</code>", text(words)),
        Inline::Quoted(quoted) => format!("“{}”", text(&quoted.to_string())),
        Inline::Cite(cite) => format!("<span class=\"cite\">{cite}</span>"),
        Inline::Address(address) => {
            let address = escaped(address);
            format!("<a href=\"{address}\" rel=\"noopener noreferrer\">{address}</a>")
        }
        Inline::Break => "<br>".to_owned(),
        Inline::Fault(words) => format!("<strong class=\"fault\">[{}]</strong>", text(words)),
    };
    words.0.iter().map(inline).collect()
}
