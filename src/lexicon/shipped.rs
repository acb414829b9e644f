//! The tables that come with the program, made by `alinea lexicon train`: `data/lexicon.bin` for the fifteen
//! languages with much parallel text, `data/lexicon-more.bin` for all others.
//!
//! Their sources, licences, checksums and the commands that make them: `data/NOTICE.md`.

use super::pack::{Pack, Row};
use super::table::Table;
use super::trained::tables;
use crate::lang::Lang;

/// The files: names and bytes. They are two, so that the first stays small whatever languages come to the second.
const FILES: &[(&str, &[u8])] = &[
    ("lexicon.bin", include_bytes!("../../data/lexicon.bin")),
    ("lexicon-more.bin", include_bytes!("../../data/lexicon-more.bin")),
];

/// What the shipped tables were made of, under which licences, and how: the text of `data/NOTICE.md`.
pub const NOTICE: &str = include_str!("../../data/NOTICE.md");

/// The tables that serve a pair of languages.
pub(super) fn read(source: Lang, target: Lang) -> Vec<Table> {
    let read = |(_, bytes): &(&str, &[u8])| {
        tables(bytes, source, target).expect("a test reads every table that is shipped")
    };
    FILES.iter().flat_map(read).collect()
}

/// The languages of the shipped tables, each with what it holds.
pub fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = FILES
        .iter()
        .flat_map(|(_, bytes)| Pack::read(bytes).map(|pack| pack.rows()).unwrap_or_default())
        .collect();
    rows.sort_by_key(|row| row.langs);
    rows
}

/// Of each shipped file its name, its size in bytes, and its BLAKE3 checksum in hexadecimal digits.
pub fn checksums() -> Vec<(&'static str, usize, String)> {
    let of = |(name, bytes): &(&'static str, &[u8])| {
        (*name, bytes.len(), blake3::hash(bytes).to_hex().to_string())
    };
    FILES.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read_and_the_checksums_are_those_of_the_notice() {
        assert!(!rows().is_empty());
        for row in rows() {
            let (a, b) = row.langs;
            let tables = read(a, b);
            let table = tables.iter().find(|table| table.langs == row.langs).unwrap();
            assert_eq!(table.weights.cells(), row.pairs, "{a}-{b}");
        }
        let most = [("lexicon.bin", 3_000_000), ("lexicon-more.bin", 2_000_000)];
        for ((name, bytes, checksum), (file, most)) in checksums().into_iter().zip(most) {
            assert_eq!(name, file);
            assert!(bytes <= most, "{bytes} bytes are shipped in {name}");
            assert!(NOTICE.contains(&checksum), "data/NOTICE.md does not name {checksum}, of {name}");
        }
    }

    #[test]
    fn no_pair_of_languages_stands_in_two_files() {
        let rows = rows();
        for pair in rows.windows(2) {
            assert_ne!(pair[0].langs, pair[1].langs);
        }
    }
}
