//! Learns: the texts of one language pair -> a better lexicon.
//!
//! Rounds of soft alignment and counting: what is alike in both languages, what the lexicon knows, and
//! length give a first alignment of all texts; the words of its likely beads are counted (IBM Model 1,
//! both directions, discounted); with the counts the next alignment is better.
//! The result does not depend on the number of threads.

mod counts;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::align::{
    self, AlignOptions, Band, COMMON, Costs, Evidence, Lattice, Rarity, SHAPES, Side, Table, Words, merge,
};
use crate::bitext::{Bitext, Text};
use crate::lexicon::{Learned, Lexicon};
use counts::{Beads, Soft};

/// What the user may change about learning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LearnOptions {
    /// Rounds of aligning and counting; 0 turns learning off.
    pub rounds: usize,
    /// Sentences, both sides together, that are enough to learn a pair of languages from: the first
    /// articles in the order of their names.
    pub sample: usize,
    /// What the rounds align by.
    pub align: AlignOptions,
}

impl Default for LearnOptions {
    fn default() -> Self {
        Self { rounds: 3, sample: 40_000, align: AlignOptions::default() }
    }
}

/// Tokens of a side of a paired bead that is learned from: longer ones are tables or whole pages, which blur the
/// counts, and cost by the product of their sides.
const LONGEST: usize = 500;
/// Beads below it teach nothing.
const LIKELY: f64 = 0.1;
/// Scores are softened by it while learning.
const TEMPERATURE: f32 = 0.5;

/// All texts of a pair of languages as they are learned from.
struct School {
    words: (Words, Words),
    sides: Vec<(Side, Side)>,
    /// How often each stem occurs.
    seen: (Vec<f32>, Vec<f32>),
    /// The same as a probability, smoothed.
    pool: (Vec<f32>, Vec<f32>),
    characters: (f64, f64),
}

impl School {
    fn new<'a>(texts: impl Iterator<Item = (&'a Text, &'a Text)>) -> Self {
        let mut words = (Words::default(), Words::default());
        let sides: Vec<(Side, Side)> = texts
            .map(|(source, target)| (Side::new(source, &mut words.0), Side::new(target, &mut words.1)))
            .collect();
        let mut seen = (vec![0.0f32; words.0.len()], vec![0.0f32; words.1.len()]);
        let mut characters = (0.0, 0.0);
        for (source, target) in &sides {
            source.all().iter().for_each(|&stem| seen.0[stem as usize] += 1.0);
            target.all().iter().for_each(|&stem| seen.1[stem as usize] += 1.0);
            characters.0 += source.chars.iter().map(|&chars| f64::from(chars)).sum::<f64>();
            characters.1 += target.chars.iter().map(|&chars| f64::from(chars)).sum::<f64>();
        }
        let smooth = |seen: &[f32]| -> Vec<f32> {
            let sum: f32 = seen.iter().map(|count| count + 0.3).sum();
            seen.iter().map(|count| (count + 0.3) / sum).collect()
        };
        let pool = (smooth(&seen.0), smooth(&seen.1));
        Self { words, sides, seen, pool, characters }
    }
}

/// One document while it is learned from.
struct Lesson {
    source: Side,
    target: Side,
    ratio: f32,
    unigrams: (Vec<f32>, Vec<f32>),
    band: Option<Band>,
    beads: Vec<Soft>,
}

/// Learns from all texts of a pair of languages: `(source, target)` each. Total.
pub fn learn(texts: &[(&Text, &Text)], mut lexicon: Lexicon, options: &LearnOptions) -> Lexicon {
    if options.rounds == 0 || texts.is_empty() {
        return lexicon;
    }
    let School { words, sides, seen, pool, characters } = School::new(texts.iter().copied());
    let sizes = (words.0.len(), words.1.len());
    let mut lessons: Vec<Lesson> = sides
        .into_iter()
        .map(|(source, target)| Lesson {
            ratio: align::ratio(&source, &target, characters),
            unigrams: (align::unigrams(&source, &pool.0), align::unigrams(&target, &pool.1)),
            source,
            target,
            band: None,
            beads: Vec::new(),
        })
        .collect();

    let known = align::known(&words.0, &words.1, &lexicon, options.align.cognates);
    let mut counts = Vec::new();
    let mut costs = Costs::start(&options.align);
    for _ in 0..options.rounds {
        let entries = merge(&known, &counts);
        let table = Table::new(sizes, &entries, (&[], &[]));
        let expected: Vec<align::Classes> =
            lessons.par_iter_mut().map(|lesson| lesson.study(&table, &costs, &options.align)).collect();
        let mut sum = [0.0; 4];
        for classes in expected {
            sum.iter_mut().zip(classes).for_each(|(sum, count)| *sum += count);
        }
        costs = Costs::start(&options.align).adapted(&sum);
        let documents: Vec<Beads<'_>> = lessons
            .iter()
            .map(|lesson| Beads { source: &lesson.source, target: &lesson.target, beads: &lesson.beads })
            .collect();
        counts = counts::count(&documents, &known, table, (&pool.0, &pool.1));
    }
    lexicon.learned = Learned::new((&words.0.stems, &words.1.stems), &counts, seen, characters);
    lexicon
}

/// Learns from bitexts whose beads stand, such as segments that came paired: the same counts, without
/// aligning. Cognates are left out of it, which a large vocabulary makes dear. Total.
pub fn learn_paired(bitexts: &[&Bitext], mut lexicon: Lexicon, options: &LearnOptions) -> Lexicon {
    if options.rounds == 0 || bitexts.is_empty() {
        return lexicon;
    }
    let texts = bitexts.iter().map(|bitext| (bitext.source(), bitext.target()));
    let School { words, sides, seen, pool, characters } = School::new(texts);
    let soft = |bitext: &Bitext| -> Vec<Soft> {
        let both = bitext.beads().iter().filter(|bead| !bead.source.is_empty() && !bead.target.is_empty());
        both.map(|bead| Soft {
            source: (bead.source.start as u32, bead.source.len() as u32),
            target: (bead.target.start as u32, bead.target.len() as u32),
            weight: bead.confidence,
        })
        .collect()
    };
    let mut beads: Vec<Vec<Soft>> = bitexts.iter().map(|bitext| soft(bitext)).collect();
    for ((source, target), beads) in sides.iter().zip(&mut beads) {
        let tokens = |side: &Side, (first, count): (u32, u32)| side.run(first as usize, count as usize).len();
        beads.retain(|bead| tokens(source, bead.source).max(tokens(target, bead.target)) <= LONGEST);
    }
    let documents: Vec<Beads<'_>> =
        sides.iter().zip(&beads).map(|((source, target), beads)| Beads { source, target, beads }).collect();
    let known = align::known(&words.0, &words.1, &lexicon, false);
    let mut counts = Vec::new();
    for _ in 0..options.rounds {
        let table = Table::new((words.0.len(), words.1.len()), &merge(&known, &counts), (&[], &[]));
        counts = counts::count(&documents, &known, table, (&pool.0, &pool.1));
    }
    lexicon.learned = Learned::new((&words.0.stems, &words.1.stems), &counts, seen, characters);
    lexicon
}

impl Lesson {
    /// Aligns softly: keeps the likely beads, returns the expected numbers of beads by class.
    fn study(&mut self, table: &Table, costs: &Costs, options: &AlignOptions) -> align::Classes {
        let evidence = Evidence {
            source_words: &Rarity::default(),
            target_words: &Rarity::default(),
            source: &self.source,
            target: &self.target,
            table,
            source_unigrams: &self.unigrams.0,
            target_unigrams: &self.unigrams.1,
            ratio: self.ratio,
            length: options.length,
        };
        let band = self.band.take().unwrap_or_else(|| align::search_band(&evidence, costs));
        let lattice: Lattice = align::lattice(&evidence, band, COMMON, costs);
        let sums = lattice.sums(TEMPERATURE);
        self.beads.clear();
        sums.beads(LIKELY, |i, j, shape, posterior| {
            let (a, b) = SHAPES[shape];
            self.beads.push(Soft {
                source: (i as u32, a as u32),
                target: (j as u32, b as u32),
                weight: posterior as f32,
            });
        });
        let classes = align::classes(&sums.expected());
        self.band = Some(align::narrow(&lattice));
        classes
    }
}
