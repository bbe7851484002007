//! What a file says, as plain keys and values, to see that an edit says what it should and nothing else.
use super::shape::Broken;
use crate::store::edit::{
    change::Value,
    schema::{ids_in, needs},
};

use crate::{model::Of, store::read::blocks, text::Span};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// Keys -> value.
pub(in crate::store) type Leaves = BTreeMap<Vec<String>, Said>;

/// A value, however it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Said {
    Text(String),
    /// A number, date or truth value.
    Plain(String),
    List(Vec<Said>),
    /// A table with nothing in it.
    Nothing,
}

impl Said {
    /// The string it is.
    pub(in crate::store) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The strings of a list; a string is a list of one.
    pub(in crate::store) fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Text(_) => Some(std::slice::from_ref(self)),
            Self::List(items) => items
                .iter()
                .all(|item| item.text().is_some())
                .then_some(items),
            _ => None,
        }
    }

    /// As it could be written.
    pub(in crate::store) fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("{text:?}"),
            Self::Plain(plain) => plain.rsplit(' ').next().unwrap_or(plain).to_owned(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::shown).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Nothing => "{}".to_owned(),
        }
    }

    /// The same, with a list of one string as that string: the format knows no difference.
    pub(in crate::store) fn list(mut items: Vec<Self>) -> Self {
        match items.as_slice() {
            [Self::Text(_)] => items.remove(0),
            _ => Self::List(items),
        }
    }
}

/// Everything a file says.
pub(in crate::store) fn all(source: &str) -> Result<Leaves, Broken> {
    let blocks: Vec<Span> = blocks(source).collect();
    leaves(source, &blocks)
}

/// The parts of `old` and of `new` that differ, each with what it says. Broken where either is no TOML.
pub(in crate::store) fn difference(old: &str, new: &str) -> Result<(Leaves, Leaves), Broken> {
    let (a, b): (Vec<Span>, Vec<Span>) = (blocks(old).collect(), blocks(new).collect());
    let same = |(a, b): &(&Span, &Span)| a.of(old) == b.of(new);
    let head = a.iter().zip(&b).take_while(same).count();
    let tail = a[head..]
        .iter()
        .rev()
        .zip(b[head..].iter().rev())
        .take_while(same)
        .count();
    Ok((
        leaves(old, &a[head..a.len() - tail])?,
        leaves(new, &b[head..b.len() - tail])?,
    ))
}

fn leaves(source: &str, blocks: &[Span]) -> Result<Leaves, Broken> {
    let mut leaves = Leaves::new();
    for block in blocks {
        let (table, errors) = DeTable::parse_recoverable(block.of(source));
        if let Some(error) = errors.first() {
            let span = error.span().unwrap_or(0..0);
            let at = Span::new(block.start + span.start, block.start + span.end);
            return Err(Broken {
                at,
                why: error.message().to_owned(),
            });
        }
        gather(table.get_ref(), &mut Vec::new(), &mut leaves);
    }
    Ok(leaves)
}

fn gather(table: &DeTable, path: &mut Vec<String>, leaves: &mut Leaves) {
    for (key, value) in table {
        path.push(key.get_ref().clone().into_owned());
        match value.get_ref() {
            DeValue::Table(table) if !table.is_empty() => gather(table, path, leaves),
            other => {
                // A table that says nothing is no more than its header, which is looked at apart.
                if said(other) != Said::Nothing {
                    leaves.insert(path.clone(), said(other));
                }
            }
        }
        path.pop();
    }
}

fn said(value: &DeValue) -> Said {
    match value {
        DeValue::String(text) => Said::Text(text.clone().into_owned()),
        DeValue::Integer(number) => Said::Plain(format!("{} {}", number.radix(), number.as_str())),
        DeValue::Float(number) => Said::Plain(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Said::Plain(flag.to_string()),
        DeValue::Datetime(date) => Said::Plain(date.to_string()),
        DeValue::Array(items) => {
            Said::list(items.iter().map(|item| said(item.get_ref())).collect())
        }
        DeValue::Table(table) if table.is_empty() => Said::Nothing,
        DeValue::Table(table) => {
            let mut inner = Leaves::new();
            gather(table, &mut Vec::new(), &mut inner);
            Said::List(
                inner
                    .into_iter()
                    .flat_map(|(path, said)| [Said::Text(path.join("\u{0}")), said])
                    .collect(),
            )
        }
    }
}

/// What `value` says under `path`.
pub(in crate::store) fn of(path: Vec<String>, value: &Value) -> Leaves {
    let said = match value {
        Value::Text(text) => Said::Text(text.clone()),
        Value::Texts(texts) => Said::list(texts.iter().cloned().map(Said::Text).collect()),
        Value::Number(number) => Said::Plain(format!("10 {number}")),
        Value::Flag(flag) => Said::Plain(flag.to_string()),
        Value::Table(fields) => {
            return fields
                .iter()
                .flat_map(|(name, value)| {
                    of(
                        [path.as_slice(), std::slice::from_ref(name)].concat(),
                        value,
                    )
                })
                .collect();
        }
    };
    Leaves::from([(path, said)])
}

/// `leaves` without the id `table.id` in any field that can do without.
pub(in crate::store) fn unnamed(
    leaves: Leaves,
    (table, id): (&str, &str),
    meant: impl Fn(Of) -> bool,
) -> Leaves {
    let this = Said::Text(id.to_owned());
    let mut left = Leaves::new();
    for (path, said) in leaves {
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        let holds = match keys[..] {
            ["article", "silent", party] if table == "party" && party == id => continue,
            ["article", "silent", _] => table == "issue",
            [table, _, field] => ids_in(table, field).is_some_and(&meant) && !needs(&keys),
            _ => false,
        };
        let said = match said {
            said if !holds => said,
            Said::List(mut items) => {
                items.retain(|item| *item != this);
                Said::list(items)
            }
            said if said == this => continue,
            said => said,
        };
        left.insert(path, said);
    }
    left
}

/// `leaves` with the id `table.id` called `to`, as a key and in every field that names it.
pub(in crate::store) fn renamed(
    leaves: Leaves,
    (table, id, to): (&str, &str, &str),
    meant: impl Fn(Of) -> bool,
) -> Leaves {
    let other = |said: Said| -> Said {
        match said {
            Said::Text(text) if text == id => Said::Text(to.to_owned()),
            Said::List(items) => Said::List(
                (items.into_iter())
                    .map(|item| {
                        if item == Said::Text(id.to_owned()) {
                            Said::Text(to.to_owned())
                        } else {
                            item
                        }
                    })
                    .collect(),
            ),
            said => said,
        }
    };
    (leaves.into_iter())
        .map(|(mut path, said)| {
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            let holds = match keys[..] {
                ["article", "silent", _] => table == "issue",
                [table, _, field] => ids_in(table, field).is_some_and(&meant),
                _ => false,
            };
            let silent = table == "party"
                && keys.len() == 3
                && keys[..2] == ["article", "silent"]
                && keys[2] == id;
            let declared = keys.len() > 1 && keys[0] == table && keys[1] == id;
            if declared {
                to.clone_into(&mut path[1]);
            } else if silent {
                to.clone_into(&mut path[2]);
            }
            (path, if holds { other(said) } else { said })
        })
        .collect()
}
