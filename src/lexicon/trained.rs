//! Files that `alinea lexicon train` wrote.

use std::path::Path;

use super::PIVOT;
use super::pack::{Pack, Row};
use super::source::Source;
use super::table::Table;
use crate::error::{Error, Result};
use crate::lang::Lang;

pub(super) const SOURCE: Source = Source {
    name: "trained table",
    endings: &[".lexicon", ".bin"],
    summary: "what `alinea lexicon train` wrote",
    rows: Some(rows),
    read,
};

fn read(path: &Path, source: Lang, target: Lang) -> Result<Vec<Table>> {
    tables(&bytes(path)?, source, target).map_err(|fault| broken(path, fault))
}

/// What the tables of a file hold.
fn rows(path: &Path) -> Result<Vec<Row>> {
    Pack::read(&bytes(path)?).map(|pack| pack.rows()).map_err(|fault| broken(path, fault))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|cause| Error::input(path, "cannot read it").because(cause))
}

fn broken(path: &Path, fault: String) -> Error {
    Error::input(path, fault).hint("make it anew with `alinea lexicon train`")
}

/// The tables that serve a pair of languages: its own, and those of either with English. The others are not unpacked.
pub(super) fn tables(bytes: &[u8], source: Lang, target: Lang) -> std::result::Result<Vec<Table>, String> {
    Pack::read(bytes)?.tables(|a, b| {
        [(source, target), (source, PIVOT), (target, PIVOT)].iter().any(|(one, other)| {
            a.same_language(one) && b.same_language(other) || a.same_language(other) && b.same_language(one)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_file_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lexicon");
        std::fs::write(&path, "nonsense").unwrap();
        let error = read(&path, Lang::UND, Lang::UND).unwrap_err().to_string();
        assert!(error.contains("a.lexicon") && error.contains("lexicon train"), "{error}");
    }
}
