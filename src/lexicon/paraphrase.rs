//! English words that say the same: `huge` and `enormous`, `author` and `writer`.
//!
//! What stands for `enormous` may stand for `huge`. Aligning is better without (strict F1 on NTREX de-en .981 and .977);
//! whether a word has any counterpart at all is told better with them.
//!
//! `data/paraphrases.bin` is what [`super::pivot::learn`] makes of the shipped tables; see `data/NOTICE.md`.

use std::sync::LazyLock;

use super::pack::Pack;
use super::sparse::Sparse;
use super::table::Table;
use super::words::Words;

const BYTES: &[u8] = include_bytes!("../../data/paraphrases.bin");

static SHIPPED: LazyLock<Table> =
    LazyLock::new(|| read(BYTES).expect("a test reads the paraphrases that are shipped"));

/// A table that leads to English with the paraphrases of its English words: a pair through a paraphrase weighs the
/// product, as [`Table::composed`] keeps it.
pub(super) fn widened(table: Table) -> Table {
    let more = Table::composed(&table, &SHIPPED);
    let (all, [first, second]) = union(&table.target, &more.target);
    let cells = |table: &Table, numbers: &[u32]| {
        let cells = |row| table.weights.row(row as usize).iter().map(move |cell| (row, cell.0, cell.1));
        let rows = 0..table.weights.rows() as u32;
        rows.flat_map(cells).map(|(row, column, weight)| (row, numbers[column as usize], weight)).collect()
    };
    let mut all_cells: Vec<(u32, u32, f32)> = cells(&table, &first);
    all_cells.append(&mut cells(&more, &second));
    Table { weights: Sparse::new(table.source.len(), all_cells), target: all, ..table }
}

/// The words of two sorted vocabularies, and the number of each word of either among them.
fn union(left: &Words, right: &Words) -> (Words, [Vec<u32>; 2]) {
    let mut all = Words::default();
    let mut numbers = [Vec::with_capacity(left.len()), Vec::with_capacity(right.len())];
    let (mut one, mut other) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (one.peek(), other.peek()) {
            (Some(x), Some(y)) => *x.min(y),
            (Some(word), None) | (None, Some(word)) => *word,
            (None, None) => return (all, numbers),
        };
        let number = all.len() as u32;
        if one.next_if_eq(&next).is_some() {
            numbers[0].push(number);
        }
        if other.next_if_eq(&next).is_some() {
            numbers[1].push(number);
        }
        all.push(next);
    }
}

/// The table of a file, whose pairs stand there one way and whose two vocabularies are one.
fn read(bytes: &[u8]) -> std::result::Result<Table, String> {
    let mut table = Pack::read(bytes)?.tables(|_, _| true)?.pop().unwrap_or_default();
    if table.source != table.target {
        return Err("its two vocabularies differ".to_owned());
    }
    let weights = &table.weights;
    let both = (0..weights.rows() as u32).flat_map(|row| {
        weights
            .row(row as usize)
            .iter()
            .flat_map(move |&(column, weight)| [(row, column, weight), (column, row, weight)])
    });
    table.weights = Sparse::new(weights.rows(), both.collect());
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, shipped};

    fn of(word: &str) -> Vec<(String, f32)> {
        let own = Lexicon::from(SHIPPED.clone());
        own.translations(word).into_iter().map(|(word, weight)| (word.to_owned(), weight)).collect()
    }

    #[test]
    fn words_of_one_meaning_are_paraphrases_and_others_are_not() {
        for (one, other) in
            [("huge", "enormous"), ("author", "writer"), ("begin", "start"), ("ship", "vessel")]
        {
            assert!(
                of(one).iter().any(|(word, weight)| word == other && *weight > 0.4),
                "{one}: {:?}",
                of(one)
            );
            assert!(of(other).iter().any(|(word, _)| word == one), "{other}");
        }
        assert!(!of("huge").iter().any(|(word, _)| word == "small"));
    }

    #[test]
    fn the_shipped_file_is_small_and_named_in_the_notice() {
        assert!(BYTES.len() < 200_000, "{}", BYTES.len());
        let checksum = blake3::hash(BYTES).to_hex().to_string();
        assert!(shipped::NOTICE.contains(&checksum), "data/NOTICE.md does not name {checksum}");
    }
}
