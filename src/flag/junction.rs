//! The junction model: is it natural that these two tokens meet?
//!
//! One logistic regression a language over hashed pairs and triples of word classes around the place where
//! two tokens meet. A class is the word itself where it is a function word or short, and its ending and case
//! where it is not, so that rare words do not matter. It was trained to tell junctions of sound text from
//! those that were made by tearing words out of their place, cutting, swapping and inserting; see
//! `examples/train_junctions.rs`, which makes `data/junctions.bin` from the project's parallel training data.
//! It sees word salad that no n-gram model sees, and knows nothing of meaning.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::page::{Case, Kind, Token, Words};

/// Weights of a language: `1 << BITS` hashed features.
pub const BITS: u32 = 17;
/// Features of one junction.
pub const FEATURES: usize = 12;
/// Bytes of a language in the file: tag, scale, bias, weights.
const HEAD: usize = 16;

/// The weights of one language.
#[derive(Debug)]
struct Model {
    /// What one step of a weight is worth.
    scale: f32,
    bias: f32,
    weights: Vec<i8>,
}

/// The shipped models, as [`pack`] wrote them.
static BYTES: &[u8] = include_bytes!("../../data/junctions.bin");

static MODELS: LazyLock<BTreeMap<String, Model>> =
    LazyLock::new(|| unpack(BYTES).expect("the shipped models are whole: a test unpacks them"));

/// Packs the weights of languages, as `data/junctions.bin` holds them; rows sorted by tag.
///
/// # Errors
/// If compression fails, which it does only for want of memory.
pub fn pack(models: &BTreeMap<String, (f32, Vec<f32>)>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (tag, (bias, weights)) in models {
        let most = weights.iter().fold(1e-6f32, |most, weight| most.max(weight.abs())).min(4.0);
        let scale = most / 127.0;
        let mut head = [0u8; HEAD];
        for (to, from) in head.iter_mut().zip(tag.bytes().take(8)) {
            *to = from;
        }
        head[8..12].copy_from_slice(&scale.to_le_bytes());
        head[12..16].copy_from_slice(&bias.to_le_bytes());
        bytes.extend(head);
        bytes.extend(weights.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8));
    }
    zstd::encode_all(&bytes[..], 19)
}

fn unpack(packed: &[u8]) -> std::io::Result<BTreeMap<String, Model>> {
    let bytes = zstd::decode_all(packed)?;
    if bytes.is_empty() || !bytes.len().is_multiple_of(HEAD + (1 << BITS)) {
        return Err(std::io::Error::other("the file of junction models is cut"));
    }
    let mut models = BTreeMap::new();
    for row in bytes.chunks_exact(HEAD + (1 << BITS)) {
        let number = |at: usize| f32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]]);
        let tag = row[..8].iter().take_while(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        let weights = row[HEAD..].iter().map(|byte| *byte as i8).collect();
        models.insert(tag, Model { scale: number(8), bias: number(12), weights });
    }
    Ok(models)
}

/// The classes of a token: fine and coarse, hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    fine: u64,
    coarse: u64,
    /// Function word or mark; 0 for all others but their case.
    frame: u64,
}

/// The class of the beginning and the end of a sentence.
pub const EDGE: Class = Class { fine: 1, coarse: 1, frame: 1 };

/// The classes of the tokens of a sentence.
pub fn classes(words: &Words<'_>, tokens: &[Token]) -> Vec<Class> {
    tokens.iter().enumerate().map(|(at, token)| class(words, token, at == 0)).collect()
}

fn class(words: &Words<'_>, token: &Token, first: bool) -> Class {
    let text = words.lower(token);
    match token.kind {
        Kind::Number => Class { fine: 2, coarse: 2, frame: 2 },
        Kind::Mark => {
            let mark = match text {
                "“" | "”" | "„" | "\"" | "«" | "»" | "‘" | "’" | "'" => "\"",
                "–" | "—" => "-",
                mark => mark,
            };
            let hash = hash(&[3, bytes(mark)]);
            Class { fine: hash, coarse: hash, frame: hash }
        }
        Kind::Glyph => {
            let hash = hash(&[4, bytes(text)]);
            Class { fine: hash, coarse: hash, frame: 4 }
        }
        Kind::Word => {
            let length = text.chars().count();
            let case = match token.case {
                _ if first => 0,
                Case::Capital | Case::Mixed => 1,
                Case::Upper => 2,
                Case::Lower | Case::None => 3,
            };
            let function = words.language.words.function.contains(&text);
            if function || length <= 3 {
                let itself = hash(&[5, bytes(text)]);
                return Class {
                    fine: itself,
                    coarse: itself,
                    frame: if function { itself } else { 16 + case },
                };
            }
            let ending =
                |count: usize| bytes(&text[text.char_indices().nth(length - count).map_or(0, |at| at.0)..]);
            Class { fine: hash(&[6, case, ending(3)]), coarse: hash(&[7, case, ending(2)]), frame: 16 + case }
        }
    }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): the trained weights lie where it says, so it
/// must be the same on every machine and in every version.
fn bytes(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn hash(parts: &[u64]) -> u64 {
    // As FNV-1a, over words of 8 bytes, then a mix: the same on every machine.
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    for part in parts {
        hash = (hash ^ part).wrapping_mul(0x0100_0000_01B3);
        hash ^= hash >> 29;
    }
    hash.wrapping_mul(0xBF58_476D_1CE4_E5B9) ^ (hash >> 31)
}

/// The features of the junction before token `at`: numbers of weights. `at` runs from 0 (before the first
/// token) to the number of tokens (behind the last).
pub fn junction(classes: &[Class], at: usize) -> [usize; FEATURES] {
    let get = |offset: isize| {
        let index = at as isize + offset;
        usize::try_from(index).ok().and_then(|index| classes.get(index)).copied().unwrap_or(EDGE)
    };
    let (a, b, l, r, c, d) = (get(-3), get(-2), get(-1), get(0), get(1), get(2));
    [
        hash(&[1, l.fine, r.fine]),
        hash(&[2, l.coarse, r.coarse]),
        hash(&[3, b.coarse, l.coarse, r.coarse]),
        hash(&[4, l.coarse, r.coarse, c.coarse]),
        hash(&[5, b.frame, l.frame, r.frame, c.frame]),
        hash(&[6, b.coarse, r.coarse]),
        hash(&[7, l.coarse, c.coarse]),
        hash(&[8, a.frame, b.frame, l.frame, r.frame]),
        hash(&[9, l.frame, r.frame, c.frame, d.frame]),
        hash(&[10, b.fine, l.fine, r.frame]),
        hash(&[11, l.frame, r.fine, c.fine]),
        hash(&[12, l.fine, r.frame, c.frame, b.frame]),
    ]
    .map(|hash| (hash >> (64 - BITS)) as usize)
}

/// For a language that has a model, the logit of every junction that it was made by damage: before each
/// token, and behind the last. `None`: no model.
pub fn logits(words: &Words<'_>, tokens: &[Token]) -> Option<Vec<f32>> {
    let model = MODELS.get(words.language.tag)?;
    let classes = classes(words, tokens);
    let one = |at: usize| {
        let sum: i32 = junction(&classes, at).iter().map(|&index| i32::from(model.weights[index])).sum();
        model.bias + model.scale * sum as f32
    };
    Some((0..=tokens.len()).map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments;

    #[test]
    fn hashes_as_when_it_was_trained() {
        // The first two are test vectors of the draft.
        assert_eq!(bytes(""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(bytes("foobar"), 0x8594_4171_F739_67E8);
        assert_eq!(hash(&[5, bytes("für")]), 0x14B5_0571_25EC_683E);
    }

    #[test]
    fn the_shipped_models_are_whole() {
        let models = unpack(BYTES).unwrap();
        let tags: Vec<&str> = models.keys().map(String::as_str).collect();
        let all = "ar cs de en es fr it ja ko nl pl pt ru tr uk zh";
        assert_eq!(tags.join(" "), all);
        for (tag, model) in &models {
            assert!(model.scale > 0.0 && model.bias.is_finite(), "{tag}");
            assert!(model.weights.iter().any(|weight| *weight != 0), "{tag}");
        }
    }

    #[test]
    fn a_broken_file_is_no_model() {
        assert!(unpack(&BYTES[..BYTES.len() / 2]).is_err());
        assert!(unpack(&zstd::encode_all(&[0u8; 40][..], 1).unwrap()).is_err());
        assert!(unpack(&zstd::encode_all(&[][..], 1).unwrap()).is_err());
    }

    #[test]
    fn the_notice_names_the_shipped_models() {
        let checksum = blake3::hash(BYTES).to_hex().to_string();
        assert!(include_str!("../../data/NOTICE.md").contains(&checksum), "{checksum}");
    }

    #[test]
    fn what_is_packed_comes_back() {
        let mut weights = vec![0f32; 1 << BITS];
        weights[7] = -1.27;
        let models = BTreeMap::from([("de".to_owned(), (-2.5, weights))]);
        let back = unpack(&pack(&models).unwrap()).unwrap();
        let model = &back["de"];
        assert_eq!((model.bias, model.weights[7], model.weights[8]), (-2.5, -127, 0));
    }

    #[test]
    fn word_salad_has_odder_junctions_than_the_sentence() {
        let worst = |text: &str| {
            let bitext = segments::bitext(None, "en".parse().unwrap(), &[("", text)]);
            let words = Words::new(bitext.target());
            logits(&words, words.sentence(0)).unwrap().into_iter().fold(f32::MIN, f32::max)
        };
        let sound = worst("The people of the town went to the house of the king.");
        let salad = worst("The people of went the town to house the of the king.");
        assert!(salad > sound + 1.0, "{salad} against {sound}");
    }
}
