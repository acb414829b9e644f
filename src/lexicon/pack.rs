//! The file of trained tables: vocabularies and weights, packed; reading and writing stand here together.
//!
//! Layout, all numbers little-endian base-128 (LEB128) unless said:
//! * `alinea-lexicon 2\n`, then a directory: its length, then the number of vocabularies and for each the
//!   length of its language tag, the tag, its number of words and the length of its section; the number of
//!   tables and for each the numbers of its two vocabularies, its number of pairs and the length of its
//!   section;
//! * the sections in that order, each of several columns, each column a frame of zstd. A vocabulary is three
//!   columns: bytes shared with the word before, bytes of its own, those bytes. A table is four or five: pairs
//!   of each source word, their weights in 15 steps from .2 to 1 (a byte each: 0..=15), then of the numbers of
//!   all target words the lowest bytes, the next and, from 65,536 words on, the third; the pairs of a word stand
//!   by falling weight.
//!
//! Any bytes give tables or an error, never a panic, and never more memory than the numbers of the
//! directory bounded by [`LARGEST`].

use super::sparse::Sparse;
use super::table::Table;
use super::words::Words;
use crate::lang::Lang;

const MAGIC: &[u8] = b"alinea-lexicon 2\n";
/// Largest section that is unpacked, in bytes.
const LARGEST: usize = 1 << 28;
/// Weight of step 0; step 15 is 1.0.
pub(super) const LEAST: f32 = 0.2;
/// Longest word that a table holds, in bytes.
pub(super) const LONGEST: usize = 96;

/// What is wrong with a file, in words.
pub(super) type Fault = String;

/// The directory of a file, read; sections are unpacked when asked for.
#[derive(Debug, Clone)]
pub(super) struct Pack<'a> {
    vocabularies: Vec<Vocabulary<'a>>,
    tables: Vec<Entry<'a>>,
}

#[derive(Debug, Clone)]
struct Vocabulary<'a> {
    lang: Lang,
    words: usize,
    bytes: &'a [u8],
}

/// One table of the directory.
#[derive(Debug, Clone)]
struct Entry<'a> {
    source: usize,
    target: usize,
    pairs: usize,
    bytes: &'a [u8],
}

/// What the directory says of a table: its languages, words of either, pairs, bytes of its sections (the
/// target vocabulary, which tables share, left out).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The two languages.
    pub langs: (Lang, Lang),
    /// Words of the first language.
    pub words: usize,
    /// Words of the second language, which tables of one file share.
    pub shared: usize,
    /// Pairs of words.
    pub pairs: usize,
    /// Compressed bytes of the first vocabulary and of the weights.
    pub bytes: usize,
}

impl<'a> Pack<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let rest = bytes
            .strip_prefix(MAGIC)
            .ok_or("expected `alinea-lexicon 2` at its start, but found something else")?;
        let mut rest = Input(rest);
        let length = rest.number()?;
        let mut directory = Input(rest.take(length)?);
        let mut vocabularies = Vec::new();
        let mut lengths = Vec::new();
        for _ in 0..directory.number()? {
            let length = directory.number()?;
            let tag = std::str::from_utf8(directory.take(length)?).ok().and_then(|tag| tag.parse().ok());
            let lang: Lang =
                tag.ok_or("expected a language tag in its directory, but found something else")?;
            vocabularies.push(Vocabulary { lang, words: directory.number()?, bytes: &[] });
            lengths.push(directory.number()?);
        }
        let mut tables = Vec::new();
        for _ in 0..directory.number()? {
            let (source, target) = (directory.number()?, directory.number()?);
            if source.max(target) >= vocabularies.len() {
                return Err("its directory names a vocabulary that it does not have".into());
            }
            tables.push(Entry { source, target, pairs: directory.number()?, bytes: &[] });
            lengths.push(directory.number()?);
        }
        let (first, second) = lengths.split_at(vocabularies.len());
        for (vocabulary, &length) in vocabularies.iter_mut().zip(first) {
            vocabulary.bytes = rest.take(length)?;
        }
        for (table, &length) in tables.iter_mut().zip(second) {
            table.bytes = rest.take(length)?;
        }
        Ok(Self { vocabularies, tables })
    }

    /// What it holds, table by table.
    pub(super) fn rows(&self) -> Vec<Row> {
        let of = |number: usize| self.vocabularies.get(number);
        let row = |entry: &Entry<'_>| {
            let (source, target) = (of(entry.source)?, of(entry.target)?);
            Some(Row {
                langs: (source.lang, target.lang),
                words: source.words,
                shared: target.words,
                pairs: entry.pairs,
                bytes: source.bytes.len() + entry.bytes.len(),
            })
        };
        self.tables.iter().filter_map(row).collect()
    }

    /// Unpacks the tables whose languages `wanted` accepts.
    pub(super) fn tables(&self, wanted: impl Fn(Lang, Lang) -> bool) -> Result<Vec<Table>, Fault> {
        let mut tables = Vec::new();
        let mut read: Vec<Option<Words>> = vec![None; self.vocabularies.len()];
        for entry in &self.tables {
            let (Some(a), Some(b)) =
                (self.vocabularies.get(entry.source), self.vocabularies.get(entry.target))
            else {
                continue;
            };
            if !wanted(a.lang, b.lang) {
                continue;
            }
            for number in [entry.source, entry.target] {
                if let (Some(slot @ None), Some(vocabulary)) =
                    (read.get_mut(number), self.vocabularies.get(number))
                {
                    *slot = Some(vocabulary.unpack()?);
                }
            }
            let words = |number: usize| read.get(number).cloned().flatten().unwrap_or_default();
            let (source, target) = (words(entry.source), words(entry.target));
            let weights = entry.unpack(source.len(), target.len())?;
            tables.push(Table { langs: (a.lang, b.lang), source, target, weights });
        }
        Ok(tables)
    }
}

impl Vocabulary<'_> {
    fn unpack(&self) -> Result<Words, Fault> {
        let bytes = unpacked(self.bytes)?;
        let mut input = Input(&bytes);
        let shared = input.take(self.words)?.to_vec();
        let own = input.take(self.words)?.to_vec();
        let mut words = Words::default();
        let mut word: Vec<u8> = Vec::new();
        for (shared, own) in shared.into_iter().zip(own) {
            let before = word.clone();
            word.truncate(usize::from(shared));
            word.extend_from_slice(input.take(usize::from(own))?);
            let text = std::str::from_utf8(&word).map_err(|_| "a word in it is no UTF-8")?;
            if word <= before && words.len() > 0 || word.is_empty() {
                return Err("its words are not in order".into());
            }
            words.push(text);
        }
        Ok(words)
    }
}

impl Entry<'_> {
    fn unpack(&self, rows: usize, columns: usize) -> Result<Sparse, Fault> {
        let bytes = unpacked(self.bytes)?;
        let mut input = Input(&bytes);
        let counts = input.take(rows)?;
        let steps = input.take(self.pairs)?;
        let width = width(columns);
        let numbers = input.take(self.pairs.checked_mul(width).ok_or("its directory is damaged")?)?;
        let mut cells = Vec::with_capacity(self.pairs);
        let row_of = counts
            .iter()
            .enumerate()
            .flat_map(|(row, &count)| std::iter::repeat_n(row as u32, usize::from(count)));
        for (pair, (row, &step)) in row_of.zip(steps).enumerate() {
            let bytes = numbers.get(pair..).unwrap_or_default().iter().step_by(self.pairs.max(1));
            let column = bytes.rev().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
            if column as usize >= columns {
                return Err("it names a word that it does not have".into());
            }
            cells.push((row, column, LEAST + (1.0 - LEAST) / 15.0 * f32::from(step.min(15))));
        }
        Ok(Sparse::new(rows, cells))
    }
}

/// Packs tables. Languages that are the target of several share one vocabulary.
///
/// Weights are rounded to the nearest of 16 steps; those below the lowest step become it.
pub(super) fn write(tables: &[Table]) -> std::io::Result<Vec<u8>> {
    let mut langs: Vec<Lang> = tables.iter().flat_map(|table| [table.langs.0, table.langs.1]).collect();
    langs.sort_unstable();
    langs.dedup();
    let of = |lang: Lang| langs.binary_search(&lang).unwrap_or(0);
    let vocabularies: Vec<Words> = langs
        .iter()
        .map(|&lang| {
            let sides = tables
                .iter()
                .flat_map(|table| [(table.langs.0, &table.source), (table.langs.1, &table.target)]);
            Words::new(
                sides
                    .filter(|&(side, _)| side == lang)
                    .flat_map(|(_, words)| words.iter())
                    .filter(|word| word.len() <= LONGEST),
            )
        })
        .collect();
    let mut directory = Vec::new();
    let mut sections = Vec::new();
    number(&mut directory, langs.len());
    for (lang, words) in langs.iter().zip(&vocabularies) {
        let section = packed(&columns_of(words))?;
        number(&mut directory, lang.as_str().len());
        directory.extend_from_slice(lang.as_str().as_bytes());
        number(&mut directory, words.len());
        number(&mut directory, section.len());
        sections.extend(section);
    }
    number(&mut directory, tables.len());
    for table in tables {
        let (source, target) = (of(table.langs.0), of(table.langs.1));
        let (bytes, pairs) = weights_of(table, &vocabularies[source], &vocabularies[target]);
        let section = packed(&bytes)?;
        for value in [source, target, pairs, section.len()] {
            number(&mut directory, value);
        }
        sections.extend(section);
    }
    let mut file = MAGIC.to_vec();
    number(&mut file, directory.len());
    file.extend(directory);
    file.extend(sections);
    Ok(file)
}

fn columns_of(words: &Words) -> Vec<Vec<u8>> {
    let (mut shared, mut own, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = "";
    for word in words.iter() {
        let common = last.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        shared.push(common as u8);
        own.push((word.len() - common) as u8);
        bytes.extend_from_slice(&word.as_bytes()[common..]);
        last = word;
    }
    vec![shared, own, bytes]
}

fn weights_of(table: &Table, source: &Words, target: &Words) -> (Vec<Vec<u8>>, usize) {
    let (mut counts, mut steps) = (vec![0u8; source.len()], Vec::new());
    let mut numbers = vec![Vec::new(); width(target.len())];
    for row in 0..table.weights.rows() {
        let Some(place) = source.find(table.source.get(row as u32)) else { continue };
        let mut cells: Vec<(u8, u32)> = table
            .weights
            .row(row)
            .iter()
            .filter_map(|&(column, weight)| {
                let step = ((weight - LEAST) / (1.0 - LEAST) * 15.0).round().clamp(0.0, 15.0);
                Some((step as u8, target.find(table.target.get(column))?))
            })
            .collect();
        cells.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        cells.truncate(255);
        counts[place as usize] = cells.len() as u8;
        for (step, column) in cells {
            steps.push(step);
            numbers.iter_mut().zip(column.to_le_bytes()).for_each(|(bytes, byte)| bytes.push(byte));
        }
    }
    let pairs = steps.len();
    let mut columns = vec![counts, steps];
    columns.extend(numbers);
    (columns, pairs)
}

fn width(columns: usize) -> usize {
    if columns < 1 << 16 { 2 } else { 3 }
}

/// Each column by itself: together they would share one code, and its bytes are of different kinds.
fn packed(columns: &[Vec<u8>]) -> std::io::Result<Vec<u8>> {
    let frames: std::io::Result<Vec<_>> =
        columns.iter().map(|column| zstd::bulk::compress(column, 19)).collect();
    Ok(frames?.concat())
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut all = Vec::new();
    let fault = |cause| format!("a section of it does not unpack: {cause}");
    let decoder = zstd::Decoder::new(bytes).map_err(fault)?;
    let taken = std::io::Read::take(decoder, LARGEST as u64);
    std::io::Read::read_to_end(&mut { taken }, &mut all).map_err(fault)?;
    Ok(all)
}

fn number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Bytes not read yet.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or("it ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, Fault> {
        let mut value = 0usize;
        for shift in (0..28).step_by(7) {
            let byte = self.take(1)?.first().copied().unwrap_or(0);
            value |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err("a number in it is too large".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(source: &str, pairs: &[(&str, &str, f32)]) -> Table {
        Table::new((source.parse().unwrap(), "en".parse().unwrap()), pairs)
    }

    fn tables() -> Vec<Table> {
        vec![
            table(
                "de",
                &[
                    ("haus", "house", 1.0),
                    ("haus", "home", 0.2),
                    ("häuser", "house", 0.6),
                    ("maus", "mouse", 0.92),
                ],
            ),
            table("ja", &[("東京", "tokyo", 1.0)]),
        ]
    }

    #[test]
    fn numbers_of_words_may_take_three_bytes() {
        let words: Vec<String> = (0..70_000).map(|number| format!("w{number:05}")).collect();
        let pairs: Vec<_> = words.iter().map(|word| (word.as_str(), word.as_str(), 1.0)).collect();
        let bytes = write(&[table("de", &pairs)]).unwrap();
        let read = Pack::read(&bytes).unwrap().tables(|_, _| true).unwrap();
        assert_eq!(read[0].pairs().count(), pairs.len());
        assert!(read[0].pairs().all(|(source, target, _)| source == target));
    }

    #[test]
    fn reads_what_it_wrote() {
        let bytes = write(&tables()).unwrap();
        let pack = Pack::read(&bytes).unwrap();
        let read = pack.tables(|a, _| a.as_str() == "de").unwrap();
        let pairs: Vec<_> = read[0].pairs().collect();
        let steps: Vec<_> = pairs.iter().map(|&(s, t, weight)| (s, t, (weight * 100.0).round())).collect();
        assert_eq!(
            steps,
            [
                ("haus", "home", 20.0),
                ("haus", "house", 100.0),
                ("häuser", "house", 63.0),
                ("maus", "mouse", 95.0)
            ]
        );
        assert_eq!(pack.rows()[1].pairs, 1);
        assert_eq!(pack.tables(|_, _| true).unwrap()[1].pairs().next().unwrap().0, "東京");
    }

    #[test]
    fn packing_twice_gives_the_same_bytes() {
        let once = write(&tables()).unwrap();
        let read = Pack::read(&once).unwrap().tables(|_, _| true).unwrap();
        assert_eq!(write(&read).unwrap(), once);
    }

    proptest! {
        #[test]
        fn any_bytes_give_tables_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Pack::read(&bytes).map(|pack| pack.tables(|_, _| true));
            let with_start = [MAGIC, &bytes].concat();
            let _ = Pack::read(&with_start).map(|pack| pack.tables(|_, _| true));
        }

        #[test]
        fn damage_gives_tables_or_an_error(at in 0usize..200, byte: u8) {
            let mut bytes = write(&tables()).unwrap();
            let place = at % bytes.len();
            bytes[place] = byte;
            let _ = Pack::read(&bytes).map(|pack| { pack.rows(); pack.tables(|_, _| true) });
        }
    }
}
