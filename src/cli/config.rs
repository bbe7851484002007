//! `onrecord config`: every setting in force, and where its value comes from.
use super::{
    answer::{Answer, General, Verdict},
    output,
    settings::{Settings, home},
};
use crate::config::{Config, SHIPPED};
use std::fmt::Write;

/// Prints the settings as TOML that could be used as they stand.
pub(super) fn answer(general: &General) -> Answer {
    let settings = Settings::read(general)?;
    let mut out = match (&settings.user, home()) {
        (Some((path, _)), _) => format!("# your file: {}\n", path.display()),
        (None, Some(path)) => format!("# your file: none ({} is not there)\n", path.display()),
        (None, None) => "# your file: none\n".to_owned(),
    };
    let user = settings.user.as_ref().map_or("", |(_, text)| text.as_str());
    let (shipped, user) = (tables(SHIPPED), tables(user));
    for (table, rows) in &shipped {
        let _ = writeln!(out, "\n[{table}]");
        let own: Vec<&Row> = (user.iter())
            .filter(|(name, _)| name == table)
            .flat_map(|(_, rows)| rows)
            .filter(|row| is_read(table, row))
            .collect();
        for row in rows.iter().filter(|row| !own.iter().any(|o| o.0 == row.0)) {
            let _ = writeln!(out, "{} = {}  # shipped", row.0, row.1);
        }
        for row in own {
            let _ = writeln!(out, "{} = {}  # yours", row.0, row.1);
        }
    }
    output::say(&out)?;
    settings.complain();
    Ok(if settings.is_clean() {
        Verdict::Clean
    } else {
        Verdict::Findings
    })
}

/// Whether the user's row counts: one with a fault is told, and what is shipped stays.
fn is_read(table: &str, row: &Row) -> bool {
    let text = format!("[{table}]\n{} = {}\n", row.0, row.1);
    Config::read(Some(("", &text))).2.is_empty()
}

/// A key and its value, as TOML writes them.
type Row = (String, String);

/// The tables of a configuration, in the order of the file, `keys.read` as one name.
fn tables(text: &str) -> Vec<(String, Vec<Row>)> {
    let Ok(tree) = text.parse::<toml::Table>() else {
        return Vec::new();
    };
    let mut out = Vec::new();
    gather(&mut out, "", &tree);
    out
}

fn gather(out: &mut Vec<(String, Vec<Row>)>, name: &str, table: &toml::Table) {
    let rows: Vec<Row> = (table.iter())
        .filter(|(_, value)| !value.is_table())
        .map(|(key, value)| (quoted(key), value.to_string()))
        .collect();
    if !rows.is_empty() {
        out.push((name.to_owned(), rows));
    }
    for (key, value) in table {
        if let Some(inner) = value.as_table() {
            let path = if name.is_empty() {
                quoted(key)
            } else {
                format!("{name}.{}", quoted(key))
            };
            gather(out, &path, inner);
        }
    }
}

/// A key as TOML writes it: bare where that is allowed.
fn quoted(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) {
        key.to_owned()
    } else {
        toml::Value::from(key).to_string()
    }
}
