//! The tables of the README are made from the code. `UPDATE=1` rewrites them.

use std::fmt::Write;
use std::path::Path;

use alinea::write::report::REPORTS;
use alinea::{flag, lang, read, write};

fn inputs() -> String {
    let mut table = String::from("| input | files | what is read |\n|---|---|---|\n");
    for format in read::FORMATS {
        let files: Vec<_> = format.extensions.iter().map(|extension| format!("`.{extension}`")).collect();
        writeln!(table, "| {} | {} | {} |", format.name, files.join(" "), format.about).unwrap();
    }
    table
}

fn outputs() -> String {
    let mut table = String::from("| `--formats` | what it is | read back |\n|---|---|---|\n");
    for format in write::FORMATS {
        let back = match format.input {
            Some(write::Input::Whole(_)) => "yes",
            Some(write::Input::WithTexts(_)) => "with the texts",
            None => "no",
        };
        writeln!(table, "| {} | {} | {back} |", format.name, format.summary).unwrap();
    }
    table.push_str("\n| `--report` | where | what it is |\n|---|---|---|\n");
    for report in REPORTS {
        let file = report.file.map_or("standard output".to_owned(), |file| format!("`{file}`"));
        writeln!(table, "| {} | {file} | {} |", report.name, report.summary).unwrap();
    }
    table
}

fn languages() -> String {
    let known: Vec<_> = lang::LANGUAGES
        .iter()
        .filter(|language| language.tag != "und")
        .map(|language| format!("{} (`{}`)", language.name, language.tag))
        .collect();
    format!("{} languages have a record: {}.\n", known.len(), known.join(", "))
}

fn rules() -> String {
    let mut table = String::from("| rule | severity | needs the original | finds |\n|---|---|---|---|\n");
    for rule in flag::RULES {
        let needs = if rule.needs_original { "yes" } else { "" };
        let off = if rule.on { "" } else { ", off by default" };
        writeln!(table, "| `{}` | {}{off} | {needs} | {} |", rule.id, rule.severity.name(), rule.summary)
            .unwrap();
    }
    table
}

#[test]
fn the_tables_are_those_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let before = std::fs::read_to_string(&path).unwrap();
    let mut after = before.clone();
    for (name, table) in
        [("inputs", inputs()), ("outputs", outputs()), ("languages", languages()), ("rules", rules())]
    {
        let (open, close) = (format!("<!-- made from the code: {name} -->\n"), "<!-- end -->".to_owned());
        let start = after.find(&open).unwrap_or_else(|| panic!("README.md lacks `{open}`")) + open.len();
        let end = start + after[start..].find(&close).expect("a table ends");
        after.replace_range(start..end, &format!("\n{table}\n"));
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &after).unwrap();
    } else {
        assert!(before == after, "README.md is not what the code says; run `UPDATE=1 cargo test`");
    }
}
