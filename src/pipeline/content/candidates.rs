//! Documents of two languages -> for each original the few documents that are likeliest its translation.
//!
//! Both sides are seen as features of the target language: beginnings of words, which a word of the source
//! language reaches through the lexicon, by being the same (numbers, names) or by sounding alike. Each counts
//! by its rarity on both sides; an index from features to documents finds those that share rare ones.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::shelf::{Document, Shelf};
use crate::lexicon::cognate::{romanised, skeleton};
use crate::lexicon::{Kind, Lexicon, Vocabulary, token};

/// Candidates for each original. Of the 100 documents of NTREX in the development kits, all had their translation
/// among these, 95 as the first; without a lexicon 98 had (2026-11-23).
const FEW: usize = 5;
/// Letters by which words are compared, as the aligner does.
const STEM: usize = 6;
/// Features of a document that count: its rarest.
const RAREST: usize = 500;
/// A feature that stands in more documents than this finds nobody. It bounds the work of a document.
const COMMON: u32 = 200;
/// Weight of a word that is the same on both sides, and of one or two letters, where it is often chance.
const SAME: (f32, f32) = (1.0, 0.3);
/// Weight of words whose consonants agree, and how many of these there must be.
const ALIKE: (f32, usize) = (0.5, 4);
/// What the translation of a part of a compound is worth.
const PART: f32 = 0.8;

/// Likeness of two documents that have nothing to do with each other, in a collection too small to tell: the
/// median of wrong pairs among three documents (NTREX, 2026-11-23).
const CHANCE: f32 = 0.11;

/// A document that may be the translation of an original.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// Its number.
    pub(super) target: usize,
    /// The cosine of both as features, times the agreement of their lengths: 0..=1.
    pub(super) likeness: f32,
    /// The likeness of what is certainly no translation of the original.
    pub(super) chance: f32,
}

/// A document by its features, ascending, with their weights.
type Vector = Vec<(u32, f32)>;

/// Gives for each of the source documents named (by number) the likeliest of the target documents named, the
/// best first.
pub(super) fn candidates(
    (source, sources): (&Shelf, &[usize]),
    (target, targets): (&Shelf, &[usize]),
    lexicon: &Lexicon,
) -> Vec<(usize, Vec<Candidate>)> {
    let space = Space::new(&target.vocabulary);
    let rows = space.rows(&source.vocabulary, &target.vocabulary, lexicon);
    let index = Index::new(&space, target, targets);
    let chars = |shelf: &Shelf, numbers: &[usize]| -> usize {
        numbers.iter().map(|&number| shelf.documents[number].chars).sum()
    };
    let ratio = (chars(target, targets) * sources.len()) as f32
        / (chars(source, sources) * targets.len()).max(1) as f32;
    sources
        .par_iter()
        .map(|&number| {
            let document = &source.documents[number];
            let found = index.find(vector(document, &source.vocabulary, &rows));
            let length = document.chars as f32 * ratio;
            let found = found.into_iter().map(|(place, cosine)| {
                let number = targets[place as usize];
                (number, cosine * near(length, target.documents[number].chars as f32))
            });
            (number, best(found.collect()))
        })
        .collect()
}

/// The best few of what was found, `(number, likeness)`.
fn best(mut found: Vec<(usize, f32)>) -> Vec<Candidate> {
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(FEW);
    let last = found.last().copied().unwrap_or_default();
    // The last of so many is hardly the translation; nor is the last of fewer, where another one is asked about.
    let chance = |number| if found.len() == FEW || number != last.0 { last.1.min(CHANCE) } else { CHANCE };
    found.iter().map(|&(target, likeness)| Candidate { target, likeness, chance: chance(target) }).collect()
}

/// How well two lengths agree, 0..=1: the root of their ratio, since a translation may lack its end, or a page
/// may have kept its menu.
fn near(a: f32, b: f32) -> f32 {
    (a.min(b) / a.max(b).max(1.0)).sqrt()
}

/// An original as features: for each the greatest weight that a word of it gives.
fn vector(document: &Document, vocabulary: &Vocabulary, rows: &[Vector]) -> Vector {
    let mut vector = Vector::new();
    for &(word, times) in &document.words {
        let weight = often(times) * vocabulary.idf(word);
        vector.extend(rows[word as usize].iter().map(|&(feature, share)| (feature, share * weight)));
    }
    best_of_each(vector)
}

/// What it counts that a word stands in a document so many times.
fn often(times: u32) -> f32 {
    1.0 + (times as f32).ln()
}

/// Each feature once, with its greatest weight.
fn best_of_each(mut vector: Vector) -> Vector {
    vector.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    vector.dedup_by_key(|entry| entry.0);
    vector
}

/// The features of a target language: what its words begin with, and what their consonants are.
struct Space {
    stems: FxHashMap<Box<str>, u32>,
    sounds: FxHashMap<Box<str>, u32>,
    /// Those of each word of the vocabulary.
    of_word: Vec<Vec<u32>>,
    count: u32,
}

impl Space {
    fn new(vocabulary: &Vocabulary) -> Self {
        let mut space =
            Self { stems: FxHashMap::default(), sounds: FxHashMap::default(), of_word: Vec::new(), count: 0 };
        for (number, form) in vocabulary.forms().enumerate() {
            let kind = vocabulary.kind(number as u32);
            let mut features = Vec::new();
            if kind != Kind::Mark {
                features.push(number_of(&mut space.stems, token::prefix(form, STEM), &mut space.count));
            }
            if let Some(sound) = sound(form, kind) {
                features.push(number_of(&mut space.sounds, &sound, &mut space.count));
            }
            space.of_word.push(features);
        }
        space
    }

    /// For each word of the source vocabulary the features that it may become, with weights 0..=1.
    fn rows(&self, source: &Vocabulary, target: &Vocabulary, lexicon: &Lexicon) -> Vec<Vector> {
        let words: Vec<(u32, &str)> = (0..).zip(source.forms()).collect();
        words
            .into_par_iter()
            .map(|(number, form)| {
                let kind = source.kind(number);
                if kind == Kind::Mark {
                    return Vector::new();
                }
                let stem = |form: &str| self.stems.get(token::prefix(form, STEM)).copied();
                let mut row: Vector = translations(form, lexicon)
                    .into_iter()
                    .filter_map(|(word, weight)| Some((stem(word)?, weight)))
                    .collect();
                if target.number(form).is_some() {
                    let short = kind == Kind::Word && form.chars().nth(2).is_none();
                    row.extend(stem(form).map(|stem| (stem, if short { SAME.1 } else { SAME.0 })));
                }
                let sound = sound(form, kind).and_then(|sound| self.sounds.get(&*sound).copied());
                row.extend(sound.map(|sound| (sound, ALIKE.0)));
                best_of_each(row)
            })
            .collect()
    }
}

fn number_of(numbers: &mut FxHashMap<Box<str>, u32>, name: &str, count: &mut u32) -> u32 {
    if let Some(&number) = numbers.get(name) {
        return number;
    }
    numbers.insert(name.into(), *count);
    *count += 1;
    *count - 1
}

/// What the lexicon knows of a word; of one that it does not know, what it knows of its kin, or of its parts.
fn translations<'a>(form: &str, lexicon: &'a Lexicon) -> Vec<(&'a str, f32)> {
    if lexicon.knows_source(form) {
        return lexicon.translations(form);
    }
    let kin: Vec<(&str, f32)> = match lexicon.kin(form) {
        kin if kin.is_empty() => lexicon.parts(form).into_iter().map(|part| (part, PART)).collect(),
        kin => kin,
    };
    let of = |(word, near): (&'a str, f32)| {
        lexicon.translations(word).into_iter().map(move |(word, weight)| (word, weight * near))
    };
    kin.into_iter().flat_map(of).collect()
}

/// The consonants of a word in Latin letters, if there are enough of them to tell it.
fn sound(form: &str, kind: Kind) -> Option<String> {
    let sound = (kind == Kind::Word).then(|| skeleton(&romanised(form)))?;
    (sound.len() >= ALIKE.1).then_some(sound)
}

/// From features to the documents that hold them.
struct Index {
    /// For each feature its documents, by their place in the list that was given, with the weight there; empty
    /// for a feature that stands in too many.
    holders: Vec<Vec<(u32, f32)>>,
    /// Rarity of each feature.
    idf: Vec<f32>,
}

impl Index {
    fn new(space: &Space, shelf: &Shelf, numbers: &[usize]) -> Self {
        let vectors: Vec<Vector> =
            numbers.iter().map(|&number| counts(&shelf.documents[number], space)).collect();
        let mut spread = vec![0u32; space.count as usize];
        vectors.iter().flatten().for_each(|&(feature, _)| spread[feature as usize] += 1);
        let rarity = |&count: &u32| (1.0 + numbers.len() as f32 / count.max(1) as f32).ln();
        let idf: Vec<f32> = spread.iter().map(rarity).collect();
        let mut index = Self { holders: vec![Vec::new(); idf.len()], idf };
        for (place, mut vector) in (0..).zip(vectors) {
            vector.retain(|&(feature, _)| spread[feature as usize] <= COMMON);
            vector.iter_mut().for_each(|(feature, weight)| *weight *= index.idf[*feature as usize]);
            let vector = index.rarest(vector);
            let norm = norm(&vector);
            for (feature, weight) in vector {
                index.holders[feature as usize].push((place, weight / norm));
            }
        }
        index
    }

    /// The features that count.
    fn rarest(&self, mut vector: Vector) -> Vector {
        let idf = |feature: u32| self.idf[feature as usize];
        vector.sort_by(|a, b| idf(b.0).total_cmp(&idf(a.0)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0)));
        vector.truncate(RAREST);
        vector
    }

    /// The documents that share a feature with an original, and the cosine of both.
    fn find(&self, vector: Vector) -> Vec<(u32, f32)> {
        let holders = |feature: u32| &self.holders[feature as usize];
        let shared = vector.into_iter().filter(|&(feature, _)| !holders(feature).is_empty());
        let weighed = shared.map(|(feature, weight)| (feature, weight * self.idf[feature as usize]));
        let vector = self.rarest(weighed.collect());
        let norm = norm(&vector);
        let mut sums = FxHashMap::<u32, f32>::default();
        for (feature, weight) in vector {
            for &(place, other) in holders(feature) {
                *sums.entry(place).or_default() += weight / norm * other;
            }
        }
        sums.into_iter().collect()
    }
}

/// The length of a vector.
fn norm(vector: &Vector) -> f32 {
    vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
}

/// A translation as features, each with what it counts to be there so many times.
fn counts(document: &Document, space: &Space) -> Vector {
    let mut times = FxHashMap::<u32, u32>::default();
    for &(word, count) in &document.words {
        for &feature in &space.of_word[word as usize] {
            *times.entry(feature).or_default() += count;
        }
    }
    let mut vector: Vector = times.into_iter().map(|(feature, times)| (feature, often(times))).collect();
    vector.sort_by_key(|entry| entry.0);
    vector
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Sentence, Span, Text};
    use crate::read::{Article, Input};

    fn shelf(lang: &str, texts: &[&str]) -> Shelf {
        let mut shelf = Shelf::default();
        for text in texts {
            let span = Span::new(0, text.len());
            let mut made = Text { lang: lang.parse().unwrap(), ..Text::default() };
            made.document.text = (*text).to_owned();
            made.sentences.push(Sentence { span, block: 0, guess: None });
            let input = Input { path: "x".into(), record: None, lang: None };
            shelf.add(&Article { input, name: "x".into() }, &made);
        }
        shelf
    }

    /// The numbers of the candidates of each source text.
    fn found(source: &[&str], target: &[&str], lexicon: &Lexicon) -> Vec<Vec<usize>> {
        let (from, to) = (shelf("de", source), shelf("en", target));
        let all = |shelf: &Shelf| (0..shelf.documents.len()).collect::<Vec<_>>();
        let found = candidates((&from, &all(&from)), (&to, &all(&to)), lexicon);
        found.iter().map(|(_, best)| best.iter().map(|one| one.target).collect()).collect()
    }

    #[test]
    fn words_numbers_and_names_lead_to_the_translation() {
        let lexicon = Lexicon::new([("haus", "house", 0.9), ("die", "the", 0.9), ("das", "the", 0.9)]);
        let source = ["Das Haus brennt", "Die Wahl 1938", "Москва schweigt"];
        let target = ["the vote of 1938", "Moskva is silent", "the house burns"];
        let best: Vec<_> = found(&source, &target, &lexicon).iter().map(|best| best[0]).collect();
        assert_eq!(best, [2, 0, 1]);
    }

    #[test]
    fn what_shares_nothing_is_no_candidate() {
        let none = |source: &[&str], target: &[&str]| {
            found(source, target, &Lexicon::default()).iter().all(Vec::is_empty)
        };
        assert!(none(&["Haus"], &["tree"]));
        assert!(none(&["Haus"], &[]));
        assert!(none(&["", "!"], &["", "!"]));
    }

    #[test]
    fn a_word_that_stands_everywhere_finds_nobody() {
        let many: Vec<String> = (0..COMMON + 1).map(|number| format!("Berlin {}", 5000 + number)).collect();
        let target: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(found(&["Berlin 5007"], &target, &Lexicon::default()), [[7]]);
    }

    #[test]
    fn chance_is_what_the_last_of_the_few_has() {
        let chances = |likeness: &[f32]| -> Vec<f32> {
            let found = likeness.iter().copied().enumerate().collect();
            best(found).iter().map(|candidate| candidate.chance).collect()
        };
        assert_eq!(chances(&[0.5, 0.05, 0.04, 0.03, 0.02, 0.01]), [0.02; FEW]);
        assert_eq!(chances(&[0.5]), [CHANCE]);
        assert_eq!(chances(&[0.5, 0.05]), [0.05, CHANCE]);
        assert_eq!(chances(&[0.5; 9]), [CHANCE; FEW]);
    }
}
