//! Files that `alinea lexicon train` wrote.

use std::path::Path;

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

/// The tables that hold either language of a pair.
pub(super) fn tables(bytes: &[u8], source: Lang, target: Lang) -> std::result::Result<Vec<Table>, String> {
    let wanted = |lang: Lang| lang.same_language(&source) || lang.same_language(&target);
    Pack::read(bytes)?.tables(|a, b| wanted(a) || wanted(b))
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
