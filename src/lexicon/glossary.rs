//! Glossaries: TSV with a term and its translation a line.
//!
//! The first line may name the languages (`de<TAB>fr`); then it may have more than two columns, and only
//! those of the pair count. Without such a line the first column is the source, the second the target.
//! Lines that start with `#` and blank lines are comments.

use std::path::Path;

use super::source::{Source, by_fan_out};
use super::table::Table;
use super::token::{Kind, tokens};
use crate::error::{Error, Result};
use crate::lang::Lang;

pub(super) const SOURCE: Source = Source {
    name: "glossary",
    endings: &[".tsv", ".tab", ".txt"],
    summary: "a term and its translation a line, tab between; a first line `de<TAB>fr` names the languages",
    rows: None,
    read,
};

/// Largest glossary that is read, in bytes: more is no glossary but parallel text, for `lexicon train`.
const LARGEST: u64 = 64 << 20;

fn read(path: &Path, source: Lang, target: Lang) -> Result<Vec<Table>> {
    let failed = |cause| Error::input(path, "cannot read it").because(cause);
    if std::fs::metadata(path).map_err(failed)?.len() > LARGEST {
        return Err(Error::input(path, "too large for a glossary (over 64 MiB)")
            .hint("make a table of it with `alinea lexicon train`"));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    parse(&String::from_utf8_lossy(&bytes), source, target).map_err(|(line, message)| {
        Error::input(path, message).line(line).hint("expected `term<TAB>translation`")
    })
}

fn parse(text: &str, source: Lang, target: Lang) -> std::result::Result<Vec<Table>, (u64, String)> {
    let mut header: Option<Vec<Lang>> = None;
    let mut terms: Vec<Vec<String>> = Vec::new();
    let mut first = true;
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.len() < 2 {
            return Err((number as u64 + 1, "found one column".into()));
        }
        if std::mem::take(&mut first) {
            header = cells.iter().map(|cell| cell.parse::<Lang>().ok()).collect();
            // `is` and `as` are words too: a header must name the languages of the pair.
            header = header.filter(|langs| {
                langs.iter().any(|lang| lang.same_language(&source) || lang.same_language(&target))
            });
            if header.is_some() {
                continue;
            }
        }
        terms.push(cells.into_iter().map(str::to_owned).collect());
    }
    let langs = header.unwrap_or_else(|| vec![source, target]);
    let mut tables = Vec::new();
    for a in 0..langs.len() {
        for b in a + 1..langs.len() {
            let entries: Vec<_> = terms
                .iter()
                .filter_map(|cells| Some((words(cells.get(a)?), words(cells.get(b)?))))
                .filter(|(s, t)| !s.is_empty() && !t.is_empty())
                .collect();
            tables.push(by_fan_out((langs[a], langs[b]), &entries));
        }
    }
    Ok(tables)
}

/// The words of a term, in normal form.
pub(super) fn words(term: &str) -> Vec<String> {
    tokens(term).filter(|token| token.kind != Kind::Mark).map(|token| token.form().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(text: &str) -> Vec<(String, String, f32)> {
        let tables = parse(text, "de".parse().unwrap(), "fr".parse().unwrap()).unwrap();
        let table =
            tables.into_iter().find_map(|table| table.between("de".parse().unwrap(), "fr".parse().unwrap()));
        table.unwrap().pairs().map(|(s, t, weight)| (s.to_owned(), t.to_owned(), weight)).collect()
    }

    #[test]
    fn columns_are_source_and_target_without_a_header() {
        assert_eq!(pairs("# eigene\nHund\tchien\n"), [("hund".into(), "chien".into(), 1.0)]);
    }

    #[test]
    fn a_header_names_the_columns() {
        assert_eq!(pairs("fr\ten\tde\nchien\tdog\tHund\n"), [("hund".into(), "chien".into(), 1.0)]);
    }

    #[test]
    fn one_column_is_an_error_with_its_line() {
        assert_eq!(parse("Hund\tchien\nKatze\n", Lang::UND, Lang::UND).unwrap_err().0, 2);
    }

    proptest! {
        #[test]
        fn any_text_gives_tables_or_an_error(text in "[a-zé\t\n#中]{0,200}") {
            let _ = parse(&text, "de".parse().unwrap(), "fr".parse().unwrap());
        }
    }
}
