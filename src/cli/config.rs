//! `onrecord config`: every setting in force, and where its value comes from.
use super::{
    answer::{Answer, General, Verdict},
    output,
    settings::{Settings, home},
};
use crate::config::{Config, Origin, Table, show};
use std::fmt::Write;

/// Prints the settings as TOML that could be used as they stand.
pub(super) fn answer(general: &General) -> Answer {
    let settings = Settings::read(general)?;
    let mut out = match (&settings.user, home()) {
        (Some((path, _)), _) => format!("# your file: {}\n", path.display()),
        (None, Some(path)) => format!("# your file: none ({} is not there)\n", path.display()),
        (None, None) => "# your file: none\n".to_owned(),
    };
    out += &told(&settings.config);
    output::say(&out)?;
    settings.complain();
    Ok(if settings.is_clean() {
        Verdict::Clean
    } else {
        Verdict::Findings
    })
}

/// Every setting in force, a table a paragraph.
fn told(config: &Config) -> String {
    let mut out = String::new();
    for table in ["reader", "style"] {
        let _ = writeln!(out, "\n[{table}]");
        settings(&mut out, config, table);
    }
    for table in Table::ALL {
        let name = format!("keys.{}", table.name());
        let _ = writeln!(out, "\n[{name}]");
        settings(&mut out, config, &name);
        for bound in config.keymap.bound(table) {
            let command = format!("{:?}", bound.command.name());
            row(&mut out, &show(&bound.run), &command, bound.origin);
        }
    }
    out
}

fn settings(out: &mut String, config: &Config, table: &str) {
    for setting in config.settings.iter().filter(|own| own.table == table) {
        row(out, &setting.name, &setting.value, setting.origin);
    }
}

fn row(out: &mut String, name: &str, value: &str, origin: Origin) {
    let _ = writeln!(out, "{} = {value}  # {origin}", quoted(name));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Config {
        let (config, _, found) = Config::read(Some(("config.toml", text)));
        assert_eq!(found, []);
        config
    }

    #[test]
    fn what_is_told_is_what_is_in_force_and_says_where_it_comes_from() {
        let text =
            "[reader]\nkeymap = 'less'\n[style]\nfocus = 'red'\n[keys.read]\nX = 'quit'\nq = ''\n";
        let config = read(text);
        let told = told(&config);
        for row in [
            "keymap = \"less\"  # yours, line 2",
            "borders = \"lines\"  # shipped",
            "focus = \"red\"  # yours, line 4",
            "q = \"\"  # yours, line 7",
            "X = \"quit\"  # yours, line 6",
            "d = \"half-page-down\"  # keymap less",
            "Alt-m = \"matrix\"  # shipped, moved to Alt by keymap less",
            "t = \"timeline\"  # shipped",
        ] {
            assert!(told.contains(&format!("\n{row}\n")), "{row} in\n{told}");
        }
        let again = read(&told);
        assert_eq!(again.options, config.options);
        for table in Table::ALL {
            let runs = |config: &Config| {
                let mut runs: Vec<_> = (config.keymap.bound(table).iter())
                    .map(|bound| (bound.run.clone(), bound.command))
                    .collect();
                runs.sort();
                runs
            };
            assert!(runs(&again) == runs(&config), "{table:?}");
        }
    }
}
