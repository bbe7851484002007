//! Where the fields of a record stand in its file.
use super::field::fields;
use crate::text::Span;

/// Where the fields of a table stand, in file order. Every record has several: each takes 12 bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Box<[Placed]>);

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Placed {
    /// Its number among the fields of its table.
    field: u8,
    /// The bytes of its value: a file that is read is far shorter than 4 GiB.
    bytes: [u32; 2],
}

impl Placed {
    fn new(table: &str, name: &str, span: Span) -> Option<Self> {
        let field = fields(table).iter().position(|field| field.name == name)?;
        let byte = |at: usize| u32::try_from(at).ok();
        Some(Self {
            field: u8::try_from(field).ok()?,
            bytes: [byte(span.start)?, byte(span.end)?],
        })
    }

    fn span(self) -> Span {
        let [start, end] = self.bytes.map(|at| at as usize);
        Span::new(start, end)
    }
}

impl Places {
    /// The fields of `table` by their names, each with the bytes of its value.
    #[must_use]
    pub fn new(table: &str, all: &[(&str, Span)]) -> Self {
        let placed = |&(name, span): &(&str, Span)| Placed::new(table, name, span);
        Self(all.iter().filter_map(placed).collect())
    }

    /// The bytes of the value of field `name`; `table` is what it was made with.
    #[must_use]
    pub fn get(&self, table: &str, name: &str) -> Option<Span> {
        self.iter(table)
            .find(|(field, _)| *field == name)
            .map(|(_, span)| span)
    }

    /// Every field with the bytes of its value; `table` is what it was made with.
    pub fn iter(&self, table: &str) -> impl Iterator<Item = (&'static str, Span)> {
        let fields = fields(table);
        let named = move |placed: &Placed| (fields[usize::from(placed.field)].name, placed.span());
        self.0.iter().map(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_the_names_of_their_table() {
        let (source, text) = (Span::new(40, 47), Span::new(55, 90));
        let places = Places::new("quote", &[("source", source), ("text", text)]);
        assert_eq!(places.get("quote", "text"), Some(text));
        assert_eq!(places.get("quote", "on"), None);
        let all: Vec<(&str, Span)> = places.iter("quote").collect();
        assert_eq!(all, [("source", source), ("text", text)]);
        assert_eq!(
            Places::new("quote", &[("nothing", text)]),
            Places::default()
        );
    }
}
