//! Aligns: two texts -> a bitext.
//!
//! Words that translate each other (learned from the corpus, given by a lexicon, alike in both languages)
//! and lengths score the beads of a band around rare words that agree; posteriors over all paths choose
//! the beads that are expected to hold most right ones.
//! Time and memory grow with the number of sentences, never with the product of both sides.
//!
//! Beads are runs in reading order: a passage that moved is a deletion and an insertion here.

mod band;
mod cognate;
mod evidence;
mod search;
mod side;
mod table;
mod tokens;

pub(crate) use band::Band;
pub(crate) use cognate::alike;
pub(crate) use evidence::Evidence;
pub(crate) use search::{Lattice, SHAPES};
pub(crate) use side::{Side, Vocabulary};
pub(crate) use table::{Table, merge, unigrams};

use serde::{Deserialize, Serialize};

use crate::bitext::{Bead, Bitext, Text};
use crate::lexicon::Lexicon;

/// What the user may change about aligning.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AlignOptions {}

/// What the shapes of beads cost before any word is seen, in nats.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Costs {
    shapes: [f32; SHAPES.len()],
    null: (f32, f32),
}

/// Four classes of beads: null, 1-1, 1-2 and 2-1, all larger ones.
pub(crate) type Classes = [f64; 4];

/// Class of a shape, as an index into [`Classes`].
fn class(shape: usize) -> usize {
    match SHAPES[shape] {
        (1, 1) => 1,
        (1, 2) | (2, 1) => 2,
        _ => 3,
    }
}

impl Costs {
    /// The costs to begin with (set on six language pairs of news and literature).
    pub(crate) fn start() -> Self {
        let shapes = SHAPES.map(|(a, b)| match (a, b) {
            (1, 1) => -0.05,
            _ if a.min(b) >= 2 => -2.5 - 0.4 * (a + b - 3) as f32 - 2.5,
            _ => -2.5 - 0.4 * (a + b - 3) as f32,
        });
        Self { shapes, null: (-7.0, -3.0) }
    }

    /// The costs to begin with, shifted towards the rates of the classes in `counts`.
    pub(crate) fn adapted(counts: &Classes) -> Self {
        const USUAL: Classes = [0.10, 0.72, 0.13, 0.05];
        let sum: f64 = counts.iter().sum::<f64>() + 10.0;
        let mut shift = [0.0f32; 4];
        for (class, shift) in shift.iter_mut().enumerate() {
            let rate = (counts[class] + 10.0 * USUAL[class]) / sum;
            *shift = (0.5 * (rate / USUAL[class]).ln()).clamp(-2.5, 2.5) as f32;
        }
        let mut costs = Self::start();
        for (shape, cost) in costs.shapes.iter_mut().enumerate() {
            *cost += shift[class(shape)] - shift[1];
        }
        costs.null.0 += shift[0] - shift[1];
        costs.null.1 += shift[0] - shift[1];
        costs
    }
}

/// Expected counts by shape as counts by class.
pub(crate) fn classes(expected: &[f64; SHAPES.len() + 1]) -> Classes {
    let mut classes = [0.0; 4];
    for (shape, count) in expected[..SHAPES.len()].iter().enumerate() {
        classes[class(shape)] += count;
    }
    classes[0] = expected[SHAPES.len()];
    classes
}

/// Scores all beads of a band.
pub(crate) fn lattice(evidence: &Evidence<'_>, band: Band, shapes: usize, costs: &Costs) -> Lattice {
    let mut scores = evidence.scores(&band, shapes);
    for scores in scores.chunks_exact_mut(shapes) {
        scores.iter_mut().zip(&costs.shapes).for_each(|(score, cost)| *score += cost);
    }
    Lattice {
        source_null: vec![costs.null; band.height()],
        target_null: vec![costs.null; band.width()],
        band,
        shapes,
        scores,
    }
}

/// The band to search: around rare words that agree, then where common beads make a path likely.
pub(crate) fn search_band(evidence: &Evidence<'_>, costs: &Costs) -> Band {
    let wide = Band::of(evidence.source, evidence.target, evidence.table);
    let lattice = lattice(evidence, wide, 3, costs);
    narrow(&lattice)
}

/// The part of the band that paths of some likelihood pass through.
pub(crate) fn narrow(lattice: &Lattice) -> Band {
    let sums = lattice.sums(0.35);
    lattice.band.narrowed(4, |node| sums.node(node) > 1e-6)
}

/// Aligns two texts. Total; the beads cover both sides.
pub fn align(source: Text, target: Text, lexicon: &Lexicon, options: &AlignOptions) -> Bitext {
    let _ = options;
    let mut words = (Vocabulary::default(), Vocabulary::default());
    let sides = (Side::new(&source, &mut words.0), Side::new(&target, &mut words.1));
    let learned = &lexicon.learned;
    let prior = alike(&words.0, &words.1);

    // The learned counts of the words that occur here.
    let (mut beyond, mut seen) = (
        (vec![0.0; words.0.len()], vec![0.0; words.1.len()]),
        (vec![0.3; words.0.len()], vec![0.3; words.1.len()]),
    );
    let mut here = rustc_hash::FxHashMap::default();
    for (stem, name) in words.1.stem_names.iter().enumerate() {
        if let Some(number) = learned.target(name) {
            here.insert(number, stem as u32);
            let (sum, count) = learned.target_counts(number);
            beyond.1[stem] += sum;
            seen.1[stem] += count;
        }
    }
    let mut counts = Vec::new();
    for (stem, name) in words.0.stem_names.iter().enumerate() {
        if let Some(number) = learned.source(name) {
            let (sum, count) = learned.source_counts(number);
            beyond.0[stem] += sum;
            seen.0[stem] += count;
            let from = counts.len();
            for (other, count) in learned.row(number) {
                if let Some(&target) = here.get(other) {
                    counts.push((stem as u32, target, *count));
                    beyond.0[stem] -= count;
                    beyond.1[target as usize] -= count;
                }
            }
            counts[from..].sort_unstable_by_key(|entry| entry.1);
        }
    }
    let entries = merge(&prior, &counts, |prior, count| prior + count);
    let table = Table::new((words.0.len(), words.1.len()), &entries, (&beyond.0, &beyond.1));
    for seen in [&mut seen.0, &mut seen.1] {
        let sum: f32 = seen.iter().sum();
        seen.iter_mut().for_each(|count| *count /= sum);
    }
    let unigrams = (unigrams(&sides.0, &seen.0), unigrams(&sides.1, &seen.1));
    let evidence = Evidence {
        source: &sides.0,
        target: &sides.1,
        table: &table,
        source_unigrams: &unigrams.0,
        target_unigrams: &unigrams.1,
        ratio: ratio(&sides.0, &sides.1, learned.characters()),
        length: true,
    };
    let beads = decode(&evidence);
    Bitext::new(source, target, beads)
}

/// Target characters for each source character: of these texts, drawn towards the pool's by 2,000
/// characters (the recipe's value).
pub(crate) fn ratio(source: &Side, target: &Side, pool: (f64, f64)) -> f32 {
    const PULL: f64 = 2000.0;
    let sum = |side: &Side| side.chars.iter().map(|&chars| f64::from(chars)).sum::<f64>();
    let (own_source, own_target) = (sum(source), sum(target));
    let pooled = if pool.0 > 0.0 { pool.1 / pool.0 } else { own_target / own_source.max(1.0) };
    ((own_target + PULL * pooled) / (own_source + PULL)) as f32
}

fn decode(evidence: &Evidence<'_>) -> Vec<Bead> {
    let mut costs = Costs::start();
    let mut band = search_band(evidence, &costs);
    for _ in 0..2 {
        let lattice = lattice(evidence, band, SHAPES.len(), &costs);
        costs = Costs::adapted(&classes(&lattice.sums(0.5).expected()));
        band = narrow(&lattice);
    }
    let lattice = lattice(evidence, band, SHAPES.len(), &costs);
    let sums = lattice.sums(1.0);
    sums.decode(0.3, 0.1)
        .into_iter()
        .map(|found| Bead { source: found.source, target: found.target, confidence: found.posterior })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bitext::{Sentence, Span};
    use crate::learn::{LearnOptions, learn};

    fn text(sentences: &[&str]) -> Text {
        let mut text = Text::default();
        for sentence in sentences {
            let start = text.document.text.len();
            text.document.text.push_str(sentence);
            text.sentences.push(Sentence {
                span: Span::new(start, start + sentence.len()),
                block: 0,
                guess: None,
            });
            text.document.text.push('\n');
        }
        text
    }

    fn beads(source: &[&str], target: &[&str]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let (source, target) = (text(source), text(target));
        let lexicon = learn(&[(&source, &target)], Lexicon::default(), &LearnOptions::default());
        let bitext = align(source, target, &lexicon, &AlignOptions::default());
        bitext
            .beads()
            .iter()
            .map(|bead| (bead.source.clone().collect(), bead.target.clone().collect()))
            .collect()
    }

    #[test]
    fn an_empty_side_gives_null_beads_only() {
        assert_eq!(beads(&[], &[]), []);
        assert_eq!(beads(&["a", "b"], &[]), [(vec![0], vec![]), (vec![1], vec![])]);
        assert_eq!(beads(&[], &["a"]), [(vec![], vec![0])]);
    }

    #[test]
    fn the_same_text_twice_is_joined_one_to_one() {
        let lines = ["Der Berg ruft.", "", "Niemand hört 1938 zu.", "Der Berg ruft.", "Ende!"];
        let wanted: Vec<_> = (0..5).filter(|&line| line != 1).map(|line| (vec![line], vec![line])).collect();
        let found = beads(&lines, &lines);
        assert!(wanted.iter().all(|bead| found.contains(bead)), "{found:?}");
    }

    #[test]
    fn numbers_and_names_join_what_was_cut_in_two() {
        let found = beads(
            &[
                "1938 bestieg Heckmair die Eigerwand; 1950 folgte die Annapurna.",
                "Darjeeling liegt in Indien.",
            ],
            &["En 1938, Heckmair gravit l'Eiger.", "En 1950 suivit l'Annapurna.", "Darjeeling est en Inde."],
        );
        assert_eq!(found, [(vec![0], vec![0, 1]), (vec![1], vec![2])]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn beads_cover_both_sides_of_any_texts(
            source in proptest::collection::vec("\\PC{0,30}", 0..12),
            target in proptest::collection::vec("\\PC{0,30}", 0..12),
        ) {
            let source: Vec<&str> = source.iter().map(String::as_str).collect();
            let target: Vec<&str> = target.iter().map(String::as_str).collect();
            let once = beads(&source, &target);
            prop_assert_eq!(&once, &beads(&source, &target));
            prop_assert_eq!(once.iter().flat_map(|bead| bead.0.clone()).collect::<Vec<_>>(), (0..source.len()).collect::<Vec<_>>());
            prop_assert_eq!(once.iter().flat_map(|bead| bead.1.clone()).collect::<Vec<_>>(), (0..target.len()).collect::<Vec<_>>());
        }
    }
}
