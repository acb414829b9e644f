//! The table that comes with the program: `data/lexicon.bin`, made by `alinea lexicon train`.
//!
//! Its sources, licences, checksum and the command that makes it: `data/NOTICE.md`.

use super::pack::{Pack, Row};
use super::table::Table;
use super::trained::tables;
use crate::lang::Lang;

const BYTES: &[u8] = include_bytes!("../../data/lexicon.bin");

/// What the shipped table was made of, under which licences, and how: the text of `data/NOTICE.md`.
pub const NOTICE: &str = include_str!("../../data/NOTICE.md");

/// The tables that hold either language of a pair.
pub(super) fn read(source: Lang, target: Lang) -> Vec<Table> {
    tables(BYTES, source, target).expect("a test reads every table that is shipped")
}

/// The languages of the shipped table, each with what it holds.
pub fn rows() -> Vec<Row> {
    Pack::read(BYTES).map(|pack| pack.rows()).unwrap_or_default()
}

/// Size of the shipped table in bytes, and its BLAKE3 checksum in hexadecimal digits.
pub fn checksum() -> (usize, String) {
    (BYTES.len(), blake3::hash(BYTES).to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read_and_the_checksum_is_that_of_the_notice() {
        assert!(!rows().is_empty());
        for row in rows() {
            let (a, b) = row.langs;
            let tables = read(a, b);
            let table = tables.iter().find(|table| table.langs == row.langs).unwrap();
            assert_eq!(table.weights.cells(), row.pairs, "{a}-{b}");
        }
        let (bytes, checksum) = checksum();
        assert!(bytes <= 3_000_000, "{bytes} bytes are shipped");
        assert!(NOTICE.contains(&checksum), "data/NOTICE.md does not name {checksum}");
    }
}
