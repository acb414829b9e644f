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

/// The first `width` characters of a line.
fn cut(line: &str, width: usize) -> String {
    match line.chars().count() > width {
        true => line.chars().take(width - 1).chain(['…']).collect(),
        false => line.to_owned(),
    }
}

/// An article in, and what the program says and writes of it.
fn example() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("corpus/city-council/en.txt")).unwrap();
    let head: Vec<_> = page.lines().take(8).map(|line| cut(line, 100)).collect();
    let out = tempfile::tempdir().unwrap();
    let ran = assert_cmd::Command::cargo_bin("alinea")
        .unwrap()
        .current_dir(root)
        .env("COLUMNS", "100")
        .args(["align", "corpus/city-council", "--target", "en", "--report", "terminal", "--out"])
        .arg(out.path())
        .assert()
        .success();
    let said = String::from_utf8(ran.get_output().stdout.clone()).unwrap();
    let said = said.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let tmx = std::fs::read_to_string(out.path().join("city-council/de-en.tmx")).unwrap();
    let unit = tmx.split("<tu>").find(|unit| unit.contains("<note>")).expect("a flagged bead");
    let unit = unit.split("</tu>").next().expect("a unit ends").trim();
    format!(
        "A translation as it was scraped, `corpus/city-council/en.txt`:\n\n```text\n{}\n```\n\n\
         What `alinea align corpus/city-council --target en --out aligned` says of it:\n\n```text\n{said}\n```\n\n\
         And a bead of the bitext, in `aligned/city-council/de-en.tmx`:\n\n```xml\n<tu>\n{unit}\n</tu>\n```\n",
        head.join("\n")
    )
}

#[test]
fn the_tables_are_those_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let before = std::fs::read_to_string(&path).unwrap();
    let mut after = before.clone();
    for (name, table) in [
        ("example", example()),
        ("inputs", inputs()),
        ("outputs", outputs()),
        ("languages", languages()),
        ("rules", rules()),
    ] {
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
