//! `data/tags.bin`: a table for each script, packed one by one, so that only what is asked for is opened.

use std::io::{Error, Read, Result};

use super::gram::{BITS, ORDERS};
use crate::lang::{Lang, Script};

/// First bytes of the file.
const MAGIC: &[u8; 4] = b"ATG1";
/// Bytes of a tag.
const TAG: usize = 8;
/// Most bytes of an unpacked table; the largest has 2 MB.
const MOST: u64 = 1 << 24;

/// The scripts that several languages share, by their letter in the file.
pub const SCRIPTS: &[(u8, Script)] =
    &[(b'A', Script::Arabic), (b'C', Script::Cyrillic), (b'D', Script::Devanagari), (b'L', Script::Latin)];

/// What is known of the languages of a script.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The languages.
    pub langs: Vec<Lang>,
    /// What each starts from, in nats; below zero for those that few texts are in.
    pub prior: Vec<f32>,
    /// Grams by their order.
    pub orders: [Grams; ORDERS],
}

/// Grams of an order, each with its votes: which languages it speaks for, and how much.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grams {
    /// What every known gram adds to each language, in nats.
    pub base: Vec<f32>,
    /// Nats of a level.
    pub step: f32,
    /// Keys, rising.
    pub keys: Vec<u32>,
    /// Where the votes of each key end.
    pub ends: Vec<u32>,
    /// Language (index into [`Table::langs`]) and level of each vote.
    pub votes: Vec<(u8, u8)>,
    /// First key of every stretch of keys that begin alike.
    starts: Vec<u32>,
}

/// Bits of a key that choose its stretch.
const STRETCH: u32 = 16;

impl Grams {
    /// The votes of a gram, if it is known.
    pub fn votes(&self, key: u32) -> Option<&[(u8, u8)]> {
        let stretch = (key >> (BITS - STRETCH)) as usize;
        let (from, to) = (*self.starts.get(stretch)? as usize, *self.starts.get(stretch + 1)? as usize);
        let row = from + self.keys[from..to].iter().position(|known| *known == key)?;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        Some(&self.votes[start as usize..self.ends[row] as usize])
    }

    fn index(&mut self) {
        self.starts = vec![0; (1 << STRETCH) + 1];
        for key in &self.keys {
            self.starts[(key >> (BITS - STRETCH)) as usize + 1] += 1;
        }
        for stretch in 0..1 << STRETCH {
            self.starts[stretch + 1] += self.starts[stretch];
        }
    }
}

/// Packs tables, each with the letter of its script.
///
/// # Errors
/// If compression fails, which it does only for want of memory.
pub fn pack(tables: &[(u8, Table)]) -> Result<Vec<u8>> {
    let mut file = MAGIC.to_vec();
    file.push(tables.len() as u8);
    for (letter, table) in tables {
        let packed = zstd::encode_all(&bytes(table)[..], 19)?;
        file.push(*letter);
        file.extend((packed.len() as u32).to_le_bytes());
        file.extend(packed);
    }
    Ok(file)
}

/// Columns of like things pack well: keys as differences (LEB128), counts of votes, languages, levels.
fn bytes(table: &Table) -> Vec<u8> {
    let mut bytes = vec![table.langs.len() as u8];
    for (lang, prior) in table.langs.iter().zip(&table.prior) {
        let mut tag = [0; TAG];
        tag.iter_mut().zip(lang.as_str().bytes()).for_each(|(to, from)| *to = from);
        bytes.extend(tag);
        bytes.extend(prior.to_le_bytes());
    }
    for grams in &table.orders {
        grams.base.iter().for_each(|base| bytes.extend(base.to_le_bytes()));
        bytes.extend(grams.step.to_le_bytes());
        bytes.extend((grams.keys.len() as u32).to_le_bytes());
        let mut before = 0;
        for key in &grams.keys {
            let mut rest = key - before;
            while rest > 127 {
                bytes.push(rest as u8 | 128);
                rest >>= 7;
            }
            bytes.push(rest as u8);
            before = *key;
        }
        let mut before = 0;
        for end in &grams.ends {
            bytes.push((end - before) as u8);
            before = *end;
        }
        bytes.extend(grams.votes.iter().map(|vote| vote.0));
        bytes.extend(grams.votes.iter().map(|vote| vote.1));
    }
    bytes
}

/// The packed tables of a file, each with its script.
///
/// # Errors
/// If it is no such file, or is cut.
pub fn shelf(file: &[u8]) -> Result<Vec<(Script, &[u8])>> {
    let rest = file.strip_prefix(MAGIC).ok_or_else(|| Error::other("this is no file of language models"))?;
    let mut rest = Bytes(rest);
    let mut found = Vec::new();
    for _ in 0..rest.byte()? {
        let letter = rest.byte()?;
        let script = SCRIPTS.iter().find(|row| row.0 == letter).ok_or_else(broken)?.1;
        let length = rest.number()? as usize;
        found.push((script, rest.take(length)?));
    }
    if rest.0.is_empty() { Ok(found) } else { Err(broken()) }
}

/// Unpacks one table.
///
/// # Errors
/// If it is cut or does not hold together.
pub fn unpack(packed: &[u8]) -> Result<Table> {
    let mut bytes = Vec::new();
    zstd::Decoder::new(packed)?.take(MOST).read_to_end(&mut bytes)?;
    let mut rest = Bytes(&bytes);
    let mut table = Table::default();
    for _ in 0..rest.byte()? {
        let tag = std::str::from_utf8(rest.take(TAG)?).map_err(Error::other)?;
        table.langs.push(tag.trim_end_matches('\0').parse().map_err(|_| broken())?);
        table.prior.push(rest.float()?);
    }
    let langs = table.langs.len();
    for grams in &mut table.orders {
        for _ in 0..langs {
            grams.base.push(rest.float()?);
        }
        grams.step = rest.float()?;
        let count = rest.number()? as usize;
        let mut key = 0u32;
        for row in 0..count {
            let step = rest.varint()?;
            key = key.checked_add(step).filter(|key| *key < 1 << BITS).ok_or_else(broken)?;
            if row > 0 && step == 0 {
                return Err(broken());
            }
            grams.keys.push(key);
        }
        let mut end = 0;
        for &votes in rest.take(count)? {
            end += u32::from(votes);
            grams.ends.push(end);
        }
        let voted = rest.take(end as usize)?;
        let levels = rest.take(end as usize)?;
        if voted.iter().any(|lang| usize::from(*lang) >= langs) {
            return Err(broken());
        }
        grams.votes = voted.iter().copied().zip(levels.iter().copied()).collect();
        grams.index();
    }
    if rest.0.is_empty() { Ok(table) } else { Err(broken()) }
}

fn broken() -> Error {
    Error::other("the file of language models is cut or broken")
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(broken)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    fn four(&mut self) -> Result<[u8; 4]> {
        let four = self.take(4)?;
        Ok([four[0], four[1], four[2], four[3]])
    }

    fn number(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.four()?))
    }

    fn float(&mut self) -> Result<f32> {
        Some(f32::from_le_bytes(self.four()?)).filter(|value| value.is_finite()).ok_or_else(broken)
    }

    fn varint(&mut self) -> Result<u32> {
        let mut value = 0u32;
        for place in 0..4 {
            let byte = self.byte()?;
            value |= u32::from(byte & 127) << (7 * place);
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(broken())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table {
            langs: vec![Lang::literal("de"), Lang::literal("nl")],
            prior: vec![0.0, -1.5],
            ..Table::default()
        };
        for grams in &mut table.orders {
            *grams = Grams {
                base: vec![0.5, -0.5],
                step: 0.25,
                keys: vec![3, 70_000, (1 << BITS) - 1],
                ends: vec![1, 3, 3],
                votes: vec![(0, 7), (0, 1), (1, 15)],
                starts: Vec::new(),
            };
            grams.index();
        }
        table
    }

    #[test]
    fn what_is_packed_comes_back() {
        let packed = pack(&[(b'L', table())]).unwrap();
        let shelf = shelf(&packed).unwrap();
        assert_eq!(shelf[0].0, Script::Latin);
        let read = unpack(shelf[0].1).unwrap();
        assert_eq!(read, table());
        assert_eq!(read.orders[2].votes(70_000), Some(&[(0, 1), (1, 15)][..]));
        assert_eq!(read.orders[2].votes(70_001), None);
    }

    #[test]
    fn a_broken_file_is_an_error() {
        let whole = bytes(&table());
        for cut in 0..whole.len() {
            assert!(unpack(&zstd::encode_all(&whole[..cut], 1).unwrap()).is_err(), "{cut}");
        }
        let packed = pack(&[(b'L', table())]).unwrap();
        for cut in 0..packed.len() {
            assert!(shelf(&packed[..cut]).is_err(), "{cut}");
        }
    }
}
