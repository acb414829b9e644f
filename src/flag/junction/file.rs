//! `data/junctions.bin`: the net of each language, packed one by one, so that only what is asked for is opened.

use std::collections::HashMap;
use std::io::{Error, Read, Result};

use super::net::{DENSE, E, Net};
use super::strangers::{FREQUENT, Strangers};
use super::unit::{HASHED, PLAIN, WORDS};

/// First bytes of the file.
const MAGIC: &[u8; 4] = b"AJN5";
/// Bytes of a language in the table at the start: its tag, and how many bytes its model takes.
const ENTRY: usize = 12;
/// Bytes of a model before its words: how many words, step of the rows, step of the matrices.
const HEAD: usize = 12;

/// The net of a language, with the words that it knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Keys of the words that have a row of their own, the most frequent first.
    pub words: Vec<u32>,
    /// What reads the sentence.
    pub net: Net,
    /// Words that do not meet.
    pub strangers: Strangers,
}

impl Model {
    /// Rank of each word by its key.
    pub fn ranks(&self) -> HashMap<u32, u16, rustc_hash::FxBuildHasher> {
        self.words.iter().enumerate().map(|(rank, key)| (*key, rank as u16)).collect()
    }
}

/// Packs models, sorted by tag.
///
/// # Errors
/// If compression fails, which it does only for want of memory.
pub fn pack(models: &[(String, Model)]) -> Result<Vec<u8>> {
    let mut file = MAGIC.to_vec();
    file.push(models.len() as u8);
    let mut bodies = Vec::new();
    for (tag, model) in models {
        let packed = zstd::encode_all(&bytes(model)[..], 19)?;
        let mut entry = [0u8; ENTRY];
        entry.iter_mut().zip(tag.bytes().take(8)).for_each(|(to, from)| *to = from);
        entry[8..].copy_from_slice(&(packed.len() as u32).to_le_bytes());
        file.extend(entry);
        bodies.extend(packed);
    }
    file.extend(bodies);
    Ok(file)
}

fn bytes(model: &Model) -> Vec<u8> {
    let net = &model.net;
    let most = net.dense.iter().fold(1e-6f32, |most, weight| most.max(weight.abs()));
    let dense_step = most / 32767.0;
    let mut bytes = Vec::new();
    bytes.extend((model.words.len() as u32).to_le_bytes());
    bytes.extend(net.step.to_le_bytes());
    bytes.extend(dense_step.to_le_bytes());
    model.words.iter().for_each(|key| bytes.extend(key.to_le_bytes()));
    net.dense.iter().for_each(|weight| bytes.extend(((weight / dense_step).round() as i16).to_le_bytes()));
    bytes.extend(net.rows.iter().flatten().map(|step| *step as u8));
    bytes.extend(model.strangers.bytes());
    bytes
}

/// The tags of a file, each with its packed model.
///
/// # Errors
/// If it is no such file, or is cut.
pub fn table(file: &[u8]) -> Result<Vec<(String, &[u8])>> {
    let cut = || Error::other("the file of junction models is cut");
    let rest = file.strip_prefix(MAGIC).ok_or_else(|| Error::other("this is no file of junction models"))?;
    let (count, rest) = rest.split_first().ok_or_else(cut)?;
    let (entries, mut bodies) = rest.split_at_checked(ENTRY * usize::from(*count)).ok_or_else(cut)?;
    let mut found = Vec::new();
    for entry in entries.chunks_exact(ENTRY) {
        let tag = entry[..8].iter().take_while(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        let length = u32::from_le_bytes([entry[8], entry[9], entry[10], entry[11]]) as usize;
        let (body, after) = bodies.split_at_checked(length).ok_or_else(cut)?;
        found.push((tag, body));
        bodies = after;
    }
    if bodies.is_empty() { Ok(found) } else { Err(cut()) }
}

/// Unpacks the model of one language.
///
/// # Errors
/// If it is cut, or holds more than a model may.
pub fn unpack(packed: &[u8]) -> Result<Model> {
    let wrong = || Error::other("a junction model is broken");
    let pairs = usize::from(FREQUENT);
    let most = HEAD + 4 * WORDS + 2 * DENSE + (PLAIN + HASHED + WORDS) * E + 2 * pairs + 3 * pairs * pairs;
    let mut bytes = Vec::new();
    zstd::Decoder::new(packed)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    let (head, rest) = bytes.split_at_checked(HEAD).ok_or_else(wrong)?;
    let four = |bytes: &[u8], at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    let count = u32::from_le_bytes(four(head, 0)) as usize;
    let (step, dense_step) = (f32::from_le_bytes(four(head, 4)), f32::from_le_bytes(four(head, 8)));
    if count > WORDS || !(step.is_finite() && dense_step.is_finite()) {
        return Err(wrong());
    }
    let (words, rest) = rest.split_at_checked(4 * count).ok_or_else(wrong)?;
    let (dense, rest) = rest.split_at_checked(2 * DENSE).ok_or_else(wrong)?;
    let (rows, rest) = rest.split_at_checked((PLAIN + HASHED + count) * E).ok_or_else(wrong)?;
    let words = words.chunks_exact(4).map(|key| u32::from_le_bytes(four(key, 0))).collect();
    let dense = dense
        .chunks_exact(2)
        .map(|weight| f32::from(i16::from_le_bytes([weight[0], weight[1]])) * dense_step)
        .collect();
    let (rows, _) = rows.as_chunks::<E>();
    let net = Net { rows: rows.iter().map(|row| row.map(|byte| byte as i8)).collect(), step, dense };
    let strangers = Strangers::of(rest).ok_or_else(wrong)?;
    Ok(Model { words, net, strangers })
}
