//! One table being read: hands out its fields by name, and at the end knows which it does not have.
use super::{
    faults::{Faults, suggest},
    pieces::{in_order, shifted, unquoted},
};
use crate::{
    diag::{Code, Diagnostic},
    model::{self, Ref, Waiver},
    text::Span,
};
use std::str::FromStr;
use toml::de::{DeTable, DeValue};

/// A piece of TOML that was parsed by itself, and where in its file it began.
#[derive(Clone, Copy)]
pub(super) struct Layer<'a> {
    pub(super) table: &'a DeTable<'a>,
    pub(super) shift: usize,
    /// The lines that hold a syntax error: what stands there is not believed.
    pub(super) broken: &'a [Span],
}

/// A value and its bytes in the file.
pub(super) type Value<'a> = (&'a DeValue<'a>, Span);

/// One table. It has several layers where TOML lets its parts stand apart (`[quote.x]`, later `[quote.x.waive]`).
pub(super) struct Fields<'a, 'f> {
    /// The table's name in messages: `quote`, `article`.
    pub(super) table: &'static str,
    /// The record's id; empty for tables without one.
    pub(super) id: &'a str,
    /// Where the table is opened, for what is absent.
    pub(super) place: Span,
    /// Where each field stands that was asked for and is there.
    pub(super) spans: Vec<(&'static str, Span)>,
    pub(super) faults: &'f mut Faults,
    /// The record in findings, where it is not this table itself.
    owner: (&'static str, &'a str),
    source: &'a str,
    layers: &'f [Layer<'a>],
    /// The marks of the names that stand here: most that are asked for do not.
    marks: u64,
    /// Whether the field asked for last has a value of a wrong type.
    mistyped: bool,
}

impl<'a, 'f> Fields<'a, 'f> {
    pub(super) fn new(
        (table, id): (&'static str, &'a str),
        place: Span,
        source: &'a str,
        layers: &'f [Layer<'a>],
        faults: &'f mut Faults,
    ) -> Self {
        let count = layers.iter().map(|layer| layer.table.len()).sum();
        let names = layers.iter().flat_map(|layer| layer.table.keys());
        let marks = names.fold(0, |marks, name| marks | mark(name.get_ref()));
        Self {
            table,
            id,
            place,
            spans: Vec::with_capacity(count),
            faults,
            owner: (table, id),
            source,
            layers,
            marks,
            mistyped: false,
        }
    }

    /// A table within this one, called `table` in messages.
    pub(super) fn within<'g>(
        &'g mut self,
        table: &'static str,
        place: Span,
        layers: &'g [Layer<'a>],
    ) -> Fields<'a, 'g> {
        let owner = self.owner;
        Fields {
            owner,
            ..Fields::new((table, ""), place, self.source, layers, self.faults)
        }
    }

    /// `quote.putin-either-or`, or the table's name alone.
    fn path(&self) -> String {
        match self.owner {
            (table, "") => table.to_owned(),
            (table, id) => format!("{table}.{id}"),
        }
    }

    /// Notes a finding about this table.
    pub(super) fn fault(&mut self, code: Code, span: Span, message: impl Into<String>) {
        let fault = self.faults.at(code, span, message);
        self.add(fault);
    }

    fn add(&mut self, fault: Diagnostic) {
        let fault = fault.about(self.path());
        self.faults.add(fault);
    }

    /// The bytes of field `name`, or of the table's header.
    pub(super) fn at(&self, name: &str) -> Span {
        let found = self.spans.iter().find(|(field, _)| *field == name);
        found.map_or(self.place, |&(_, span)| span)
    }

    /// Whether field `name` was asked for and is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.spans.iter().any(|(field, _)| *field == name)
    }

    /// The value of `name`, with the layer it stands in.
    fn value_in(&mut self, name: &'static str) -> Option<(Value<'a>, Layer<'a>)> {
        self.mistyped = false;
        if self.marks & mark(name) == 0 {
            return None;
        }
        let layers = self.layers;
        let mut found = None;
        for layer in layers {
            let Some((key, value)) = layer.table.get_key_value(name) else {
                continue;
            };
            let whole = Span::new(
                key.span().start + layer.shift,
                value.span().end + layer.shift,
            );
            if layer
                .broken
                .iter()
                .any(|line| line.start <= whole.end && whole.start <= line.end)
            {
                continue;
            }
            if found.is_some() {
                let span = shifted(key.span(), layer.shift);
                self.fault(Code::E08, span, format!("`{name}` is written twice"));
                continue;
            }
            let span = shifted(value.span(), layer.shift);
            self.spans.push((name, span));
            found = Some(((value.get_ref(), span), *layer));
        }
        found
    }

    fn value(&mut self, name: &'static str) -> Option<Value<'a>> {
        self.value_in(name).map(|(value, _)| value)
    }

    fn wrong(&mut self, span: Span, name: &str, wanted: &str, value: &DeValue) {
        self.mistyped = true;
        let is = value.type_str();
        let article = if is.starts_with(['a', 'i']) {
            "an"
        } else {
            "a"
        };
        let fault = self
            .faults
            .at(Code::E08, span, format!("`{name}` must be {wanted}"));
        self.add(fault.label(format!("this is {article} {is}")));
    }

    /// A string.
    pub(super) fn string(&mut self, name: &'static str) -> Option<String> {
        let (value, span) = self.value(name)?;
        let text = value.as_str();
        if text.is_none() {
            self.wrong(span, name, "a string", value);
        }
        text.map(str::to_owned)
    }

    /// A string with something in it.
    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        self.string(name).filter(|text| !text.trim().is_empty())
    }

    /// A string with something in it; its absence is a finding.
    pub(super) fn required_text(&mut self, name: &'static str) -> Option<String> {
        let text = self.text(name);
        if text.is_none() {
            self.missing(name);
        }
        text
    }

    /// An id; its absence is a finding, and an empty one comes back.
    pub(super) fn required_reference(&mut self, name: &'static str) -> Ref {
        let found = self.reference(name).unwrap_or_default();
        if found.id.is_empty() {
            self.missing(name);
        }
        found
    }

    /// A string, or a date of TOML as it is written.
    pub(super) fn date(&mut self, name: &'static str) -> Option<String> {
        let (value, span) = self.value(name)?;
        match value {
            DeValue::Datetime(_) => Some(span.of(self.source).trim().to_owned()),
            DeValue::String(text) => Some(text.clone().into_owned()),
            _ => {
                self.wrong(span, name, "a string or a date", value);
                None
            }
        }
    }

    /// One string or a list of them, each with its bytes; `None` where the field is absent.
    fn strings(&mut self, name: &'static str) -> Option<Vec<(&'a str, Span)>> {
        let (value, layer) = self.value_in(name)?;
        Some(self.items(name, value, layer))
    }

    fn items(
        &mut self,
        name: &str,
        (value, span): Value<'a>,
        layer: Layer<'a>,
    ) -> Vec<(&'a str, Span)> {
        let DeValue::Array(items) = value else {
            let text = value.as_str();
            if text.is_none() {
                self.wrong(span, name, "a string or a list of strings", value);
            }
            return text.map(|text| (text, span)).into_iter().collect();
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            let span = shifted(item.span(), layer.shift);
            match item.get_ref().as_str() {
                Some(text) => texts.push((text, span)),
                None => self.wrong(span, name, "a list of strings", item.get_ref()),
            }
        }
        texts
    }

    /// One string or a list of them.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<String> {
        let Some((value, layer)) = self.value_in(name) else {
            return Vec::new();
        };
        if let Some(text) = value.0.as_str() {
            return vec![text.to_owned()];
        }
        let texts = self.items(name, value, layer);
        texts.into_iter().map(|(text, _)| text.to_owned()).collect()
    }

    /// An id; it may be empty only where that means something.
    pub(super) fn reference(&mut self, name: &'static str) -> Option<Ref> {
        let (value, span) = self.value(name)?;
        if value.as_str().is_none() {
            self.wrong(span, name, "an id", value);
        }
        Some(self.to_ref(value.as_str()?, span))
    }

    /// One id or a list of them; `None` where the field is absent.
    pub(super) fn references(&mut self, name: &'static str) -> Option<Vec<Ref>> {
        let ids = self.strings(name)?;
        Some(
            ids.into_iter()
                .map(|(id, span)| self.to_ref(id, span))
                .collect(),
        )
    }

    fn to_ref(&self, id: &str, span: Span) -> Ref {
        Ref {
            id: id.to_owned(),
            span: unquoted(self.source, span),
        }
    }

    /// A word of a closed vocabulary.
    pub(super) fn word<T: FromStr>(&mut self, name: &'static str, words: &[&str]) -> Option<T> {
        let (value, span) = self.value(name)?;
        let Some(text) = value.as_str() else {
            self.wrong(span, name, "a string", value);
            return None;
        };
        let word = text.parse().ok();
        if word.is_none() {
            self.unknown_value(name, text, span, words);
        }
        word
    }

    /// Says that `text` is none of the `words` that `name` may hold.
    pub(super) fn unknown_value(&mut self, name: &str, text: &str, span: Span, words: &[&str]) {
        let inner = unquoted(self.source, span);
        let fault = self
            .faults
            .at(Code::E08, inner, format!("`{name}` cannot be `{text}`"));
        self.add(suggest(fault, text, words));
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let (value, span) = self.value(name)?;
        if value.as_bool().is_none() {
            self.wrong(span, name, "`true` or `false`", value);
        }
        value.as_bool()
    }

    /// A whole number within `range`.
    pub(super) fn number(
        &mut self,
        name: &'static str,
        range: std::ops::RangeInclusive<u8>,
    ) -> Option<u8> {
        let (value, span) = self.value(name)?;
        let number = integer(value).and_then(|n| u8::try_from(n).ok());
        let number = number.filter(|n| range.contains(n));
        if number.is_none() {
            let wanted = format!(
                "`{name}` must be a whole number from {} to {}",
                range.start(),
                range.end()
            );
            self.fault(Code::E08, span, wanted);
        }
        number
    }

    /// A list of whole numbers, each with its bytes.
    pub(super) fn numbers(&mut self, name: &'static str) -> Vec<(u64, Span)> {
        let Some(((value, span), layer)) = self.value_in(name) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value else {
            self.wrong(span, name, "a list of whole numbers", value);
            return Vec::new();
        };
        let mut numbers = Vec::new();
        for item in items {
            let span = shifted(item.span(), layer.shift);
            match integer(item.get_ref()) {
                Some(number) => numbers.push((number, span)),
                None => self.wrong(span, name, "a list of whole numbers", item.get_ref()),
            }
        }
        numbers
    }

    /// A list of pairs of strings.
    pub(super) fn pairs(&mut self, name: &'static str) -> Vec<(String, String)> {
        const WANTED: &str = "a list of pairs: [[\"liberate\", \"conquer\"]]";
        let Some(((value, span), layer)) = self.value_in(name) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value else {
            self.wrong(span, name, WANTED, value);
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for item in items {
            let words: Option<Vec<&str>> = (item.get_ref().as_array())
                .and_then(|pair| pair.iter().map(|word| word.get_ref().as_str()).collect());
            if let Some([one, other]) = words.as_deref() {
                pairs.push(((*one).to_owned(), (*other).to_owned()));
            } else {
                let span = shifted(item.span(), layer.shift);
                self.wrong(span, name, WANTED, item.get_ref());
            }
        }
        pairs
    }

    /// A table within this one: its header's or its own bytes, and what it holds.
    pub(super) fn table(&mut self, name: &'static str) -> Option<(Span, Layer<'a>)> {
        let ((value, span), layer) = self.value_in(name)?;
        let DeValue::Table(table) = value else {
            self.wrong(span, name, "a table", value);
            return None;
        };
        Some((span, Layer { table, ..layer }))
    }

    /// Every field as an id with a list of ids: `[article.silent]`.
    pub(super) fn lists(mut self) -> Vec<(Ref, Vec<Ref>)> {
        let mut lists = Vec::new();
        let layers = self.layers;
        for layer in layers {
            for (key, value) in in_order(layer.table) {
                let name = key.get_ref().as_ref();
                if name.starts_with("x-") {
                    continue;
                }
                let span = shifted(value.span(), layer.shift);
                let ids = self.items(name, (value.get_ref(), span), *layer);
                let key = self.to_ref(name, shifted(key.span(), layer.shift));
                lists.push((
                    key,
                    ids.into_iter()
                        .map(|(id, span)| self.to_ref(id, span))
                        .collect(),
                ));
            }
        }
        lists
    }

    /// `waive = { W16 = "reason" }`.
    pub(super) fn waivers(&mut self) -> Vec<Waiver> {
        let Some((_, layer)) = self.table("waive") else {
            return Vec::new();
        };
        let mut waivers = Vec::new();
        for (key, value) in in_order(layer.table) {
            let code = key.get_ref().as_ref();
            let span = shifted(key.span(), layer.shift);
            let reason = value.get_ref().as_str().map(str::trim);
            if code.starts_with("x-") {
                continue;
            }
            if code.parse::<Code>().is_err() {
                let fault = self
                    .faults
                    .at(Code::E08, span, format!("no rule is called `{code}`"));
                let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
                self.add(suggest(fault, code, &names));
            }
            match reason {
                Some(reason) if !reason.is_empty() => waivers.push(Waiver {
                    code: self.to_ref(code, span),
                    reason: reason.to_owned(),
                }),
                Some(_) => self.fault(
                    Code::E09,
                    span,
                    format!("the waiver of `{code}` gives no reason"),
                ),
                None => self.wrong(span, code, "a string, the reason", value.get_ref()),
            }
        }
        waivers
    }

    /// Says that the required field `name`, asked for last, is absent or empty; a wrong type was told already.
    pub(super) fn missing(&mut self, name: &str) {
        if self.mistyped {
            return;
        }
        let span = self.at(name);
        let path = self.path();
        let message = if span == self.place {
            format!("`{path}` has no `{name}`")
        } else {
            format!("`{name}` of `{path}` is empty")
        };
        self.fault(Code::E09, span, message);
    }

    /// Reports every field that the table does not have, and gives back where the others stand, in file order.
    pub(super) fn done(mut self) -> Vec<(&'static str, Span)> {
        let (layers, known) = (self.layers, model::fields(self.table));
        let is_known =
            |name: &str| name.starts_with("x-") || known.iter().any(|field| field.name == name);
        for layer in layers {
            if (layer.table.keys()).all(|key| is_known(key.get_ref())) {
                continue;
            }
            for (key, _) in in_order(layer.table) {
                let name = key.get_ref().as_ref();
                if is_known(name) {
                    continue;
                }
                let span = unquoted(self.source, shifted(key.span(), layer.shift));
                let told = format!("`{}` has no field `{name}`", self.table);
                let fault = self.faults.at(Code::E08, span, told);
                let known: Vec<&str> = known.iter().map(|field| field.name).collect();
                self.add(suggest(fault, name, &known));
            }
        }
        self.spans.sort_unstable_by_key(|(_, span)| *span);
        self.spans
    }
}

/// One of 64 bits, by the length and the first byte of a name.
fn mark(name: &str) -> u64 {
    let first = name.as_bytes().first().copied().unwrap_or(0);
    1 << ((name.len() * 9 + usize::from(first)) % 64)
}

fn integer(value: &DeValue) -> Option<u64> {
    let number = value.as_integer()?;
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}
