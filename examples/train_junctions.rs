//! Trains the junction model of every language: `data/junctions.bin`.
//!
//! ```text
//! cargo run --release --example train_junctions -- PARALLEL_FOLDER data/junctions.bin
//! ```
//!
//! `PARALLEL_FOLDER` holds multi-parallel `*.tsv.gz` under permissive licences. Of every language up to
//! 90,000 sentences are taken, in the order of the files; two in three are damaged: a phrase torn
//! out and dropped elsewhere, two neighbours swapped, a phrase of another sentence inserted, words lost, the
//! sentence cut and another one joined on. The junctions that came about so are to be told from all others.
//! Logistic regression by AdaGrad (Duchi et al. 2011), three passes, deterministic. On standard error: the
//! share of damaged sentences of the last twentieth, never trained on, whose worst junction lies above that
//! of 95 % of the sound ones.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use alinea::flag::junction::{BITS, Class, classes, junction, pack};
use alinea::flag::{Words, segments};

const LANGUAGES: &[&str] =
    &["ar", "cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"];
const FILES: &[&str] =
    &["opensource_guide", "tico19", "react_docs", "gnome_help", "python_docs", "tatoeba", "bible"];
/// Columns that are not read: Bibles that are free in their home countries only, and one that is labelled
/// Korean but is Kanuri.
const LEFT_OUT: &[(&str, &str)] = &[("bible", "ja"), ("bible", "ko"), ("tico19", "ko")];
const MOST: usize = 90_000;
const PASSES: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, out] = &arguments[..] else {
        eprintln!("usage: train_junctions PARALLEL_FOLDER OUT");
        std::process::exit(2);
    };
    let mut models = BTreeMap::new();
    for tag in LANGUAGES {
        let sentences = sentences(Path::new(folder), tag);
        models.insert((*tag).to_owned(), train(tag, &sentences));
    }
    std::fs::write(out, pack(&models).expect("memory suffices")).expect("the file can be written");
}

/// Sound sentences of a language, as classes.
fn sentences(folder: &Path, tag: &str) -> Vec<Vec<Class>> {
    let mut texts: Vec<String> = Vec::new();
    for name in FILES {
        if LEFT_OUT.contains(&(*name, tag)) {
            continue;
        }
        let file = File::open(folder.join(format!("{name}.tsv.gz"))).expect("the parallel text opens");
        let mut lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
        let header = lines.next().expect("a header").expect("UTF-8");
        let Some(column) = header.split('\t').position(|column| column == tag) else { continue };
        let spaced = !matches!(tag, "ja" | "zh");
        let mut last = String::new();
        let mut taken = 0;
        for line in lines {
            let line = line.expect("UTF-8");
            let cell = line.split('\t').nth(column).unwrap_or("");
            let long = if spaced { cell.split(' ').count() >= 6 } else { cell.chars().count() >= 10 };
            // Tatoeba repeats a sentence for each of its translations.
            if !long || cell == last {
                continue;
            }
            cell.clone_into(&mut last);
            texts.push(cell.to_owned());
            taken += 1;
            if taken >= MOST / 2 || texts.len() >= MOST {
                break;
            }
        }
    }
    let lang = tag.parse().expect("a language tag");
    let mut all = Vec::with_capacity(texts.len());
    for chunk in texts.chunks(1000) {
        let pairs: Vec<(&str, &str)> = chunk.iter().map(|text| ("", text.as_str())).collect();
        let bitext = segments::bitext(None, lang, &pairs);
        let words = Words::new(bitext.target());
        all.extend((0..words.len()).map(|index| classes(&words, words.sentence(index))));
    }
    all.retain(|sentence| sentence.len() >= 6);
    // A fixed shuffle, so that the held-out part is of all kinds.
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for index in (1..all.len()).rev() {
        all.swap(index, random.below(index + 1));
    }
    all
}

fn train(tag: &str, all: &[Vec<Class>]) -> (f32, Vec<f32>) {
    let held = all.len() / 20;
    let (test, train) = all.split_at(held);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut weights = vec![0f32; 1 << BITS];
    let mut squares = vec![1e-2f32; 1 << BITS];
    let (mut bias, mut bias_square) = (-3f32, 1f32);
    for pass in 0..PASSES {
        let rate = 0.12 / (1 + pass) as f32;
        for sentence in train {
            let other = &train[random.below(train.len())];
            let (text, odd) = if random.below(3) > 0 {
                damage(&mut random, sentence, other)
            } else {
                (sentence.clone(), Vec::new())
            };
            for at in 0..=text.len() {
                let features = junction(&text, at);
                let logit: f32 = bias + features.iter().map(|&index| weights[index]).sum::<f32>();
                let wanted = f32::from(u8::from(odd.contains(&at)));
                let error = 1.0 / (1.0 + (-logit).exp()) - wanted;
                for &index in &features {
                    let gradient = error + 2e-5 * weights[index];
                    squares[index] += gradient * gradient;
                    weights[index] -= rate * gradient / squares[index].sqrt();
                }
                bias_square += error * error;
                bias -= rate * error / bias_square.sqrt();
            }
        }
    }
    let worst = |text: &[Class]| -> f32 {
        let logit = |at: usize| bias + junction(text, at).iter().map(|&index| weights[index]).sum::<f32>();
        (0..=text.len()).map(logit).fold(f32::MIN, f32::max)
    };
    let mut sound: Vec<f32> = test.iter().map(|text| worst(text)).collect();
    sound.sort_unstable_by(f32::total_cmp);
    let limit = sound.get(sound.len() * 95 / 100).copied().unwrap_or(0.0);
    let other = |text: &[Class]| &test[(text.len() * 7919) % test.len()];
    let damaged: Vec<f32> =
        test.iter().map(|text| worst(&damage(&mut random, text, other(text)).0)).collect();
    let found = damaged.iter().filter(|score| **score > limit).count();
    // One sound sentence in a hundred has a junction above zero.
    bias -= sound.get(sound.len() * 99 / 100).copied().unwrap_or(0.0);
    eprintln!(
        "{tag}: {} sentences, {:.2} of the damaged ones found at 5 % false alarms",
        all.len(),
        found as f32 / damaged.len().max(1) as f32
    );
    (bias, weights)
}

/// Damages a sentence; gives it with the junctions that came about so.
fn damage(random: &mut Random, sentence: &[Class], other: &[Class]) -> (Vec<Class>, Vec<usize>) {
    let mut text = sentence.to_vec();
    let count = text.len();
    match random.below(6) {
        0 | 1 => {
            // Torn out of its clause and dropped elsewhere.
            let length = 1 + random.below(3);
            let from = 1 + random.below(count - length - 1);
            let torn: Vec<Class> = text.drain(from..from + length).collect();
            let to = 1 + random.below(text.len() - 1);
            if to == from {
                return (sentence.to_vec(), Vec::new());
            }
            text.splice(to..to, torn);
            let hole = if to < from { from + length } else { from };
            (text, vec![to, to + length, hole])
        }
        2 => {
            let at = 1 + random.below(count - 3);
            text.swap(at, at + 1);
            (text, vec![at, at + 1, at + 2])
        }
        3 => {
            let length = (1 + random.below(4)).min(other.len() - 2);
            let from = 1 + random.below(other.len() - length - 1);
            let at = 1 + random.below(count - 1);
            text.splice(at..at, other[from..from + length].iter().copied());
            (text, vec![at, at + length])
        }
        4 => {
            let length = 1 + random.below(2);
            let at = 1 + random.below(count - length - 1);
            text.drain(at..at + length);
            (text, vec![at])
        }
        _ => {
            let at = 2 + random.below(count - 3);
            text.truncate(at);
            let from = 1 + random.below(other.len() - 2);
            text.extend_from_slice(&other[from..]);
            (text, vec![at])
        }
    }
}

/// Xorshift (Marsaglia 2003, 64 bits, triple 13-7-17).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}
