//! Aligns: two texts -> a bitext.
//!
//! Words that translate each other (learned from the corpus, given by a lexicon, alike in both languages)
//! and lengths score the beads of a band around rare words that agree; posteriors over all paths choose
//! the beads that are expected to hold most right ones.
//! Time and memory grow with the number of sentences, never with the product of both sides.
//!
//! Beads are runs in reading order: a passage that moved is a deletion and an insertion here.

mod band;
mod evidence;
mod features;
mod matches;
mod search;
mod side;
mod table;
mod weights;

pub(crate) use band::Band;
pub(crate) use evidence::Evidence;
pub(crate) use features::Features;
pub(crate) use search::{Lattice, NEVER, SHAPES};
pub(crate) use side::{Rarity, Side, Words};
pub(crate) use table::{Table, known, merge, unigrams};

pub use weights::{Example, Weights, fit};

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
        let shift = shifts(counts, 0.5);
        let mut costs = Self::start();
        for (shape, cost) in costs.shapes.iter_mut().enumerate() {
            *cost += shift[class(shape)] - shift[1];
        }
        costs.null.0 += shift[0] - shift[1];
        costs.null.1 += shift[0] - shift[1];
        costs
    }
}

/// How much likelier each class of beads is here than elsewhere, in nats times `strength`, up to 2.5.
fn shifts(counts: &Classes, strength: f64) -> [f32; 4] {
    const USUAL: Classes = [0.10, 0.72, 0.13, 0.05];
    let sum: f64 = counts.iter().sum::<f64>() + 10.0;
    [0, 1, 2, 3].map(|class| {
        let rate = (counts[class] + 10.0 * USUAL[class]) / sum;
        (strength * (rate / USUAL[class]).ln()).clamp(-2.5, 2.5) as f32
    })
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
    let lexical = evidence.lexical(&band, shapes);
    let mut scores = vec![NEVER; lexical.len()];
    for i in 0..=band.height() {
        let (first, last) = band.row(i);
        for j in first..=last {
            let Some(node) = band.node(i, j) else { continue };
            for (shape, cost) in costs.shapes[..shapes].iter().enumerate() {
                let place = node * shapes + shape;
                if lexical[place] != NEVER {
                    scores[place] = evidence.score(lexical[place], (i, j), SHAPES[shape]) + cost;
                }
            }
        }
    }
    Lattice {
        source_null: vec![costs.null; band.height()],
        target_null: vec![costs.null; band.width()],
        band,
        shapes,
        lexical,
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
    align_with(source, target, lexicon, options, &Weights::default())
}

/// Aligns two texts with weights of the caller's, to try them.
pub fn align_with(
    source: Text,
    target: Text,
    lexicon: &Lexicon,
    options: &AlignOptions,
    weights: &Weights,
) -> Bitext {
    let (mut lattice, features) = examine(&source, &target, lexicon, options);
    weights.score(&features, &mut lattice);
    let plain = lattice.clone();
    for _ in 0..2 {
        let shift = shifts(&classes(&lattice.sums(1.0).expected()), RATES);
        shift_scores(&plain, &shift, &mut lattice);
    }
    let found = lattice.sums(1.0).decode(0.3, 0.1);
    let beads = found
        .into_iter()
        .map(|found| Bead { source: found.source, target: found.target, confidence: found.posterior })
        .collect();
    Bitext::new(source, target, beads)
}

/// How far the rates of a document may move the scores of its classes of beads.
const RATES: f64 = 1.0;

/// Scores of `plain`, shifted by class.
fn shift_scores(plain: &Lattice, shift: &[f32; 4], lattice: &mut Lattice) {
    for (score, plain) in
        lattice.scores.chunks_exact_mut(SHAPES.len()).zip(plain.scores.chunks_exact(SHAPES.len()))
    {
        for (shape, (score, plain)) in score.iter_mut().zip(plain).enumerate() {
            *score = plain + shift[class(shape)] - shift[1];
        }
    }
    let null = shift[0] - shift[1];
    for (costs, plain) in
        [(&mut lattice.source_null, &plain.source_null), (&mut lattice.target_null, &plain.target_null)]
    {
        for (cost, plain) in costs.iter_mut().zip(plain) {
            *cost = (plain.0 + null, plain.1 + null);
        }
    }
}

/// Looks at two texts: the beads that may be, and what is seen of each.
pub(crate) fn examine(
    source: &Text,
    target: &Text,
    lexicon: &Lexicon,
    options: &AlignOptions,
) -> (Lattice, Features) {
    let _ = options;
    let mut words = (Words::default(), Words::default());
    let sides = (Side::new(source, &mut words.0), Side::new(target, &mut words.1));
    let learned = &lexicon.learned;
    let known = known(&words.0, &words.1, lexicon);

    // The learned counts of the words that occur here.
    let mut beyond = (vec![0.0; words.0.len()], vec![0.0; words.1.len()]);
    let mut seen = (vec![0.3; words.0.len()], vec![0.3; words.1.len()]);
    let mut here = rustc_hash::FxHashMap::default();
    for (stem, name) in words.1.stems.iter().enumerate() {
        if let Some(number) = learned.target(name) {
            here.insert(number, stem as u32);
            let (sum, count) = learned.target_counts(number);
            beyond.1[stem] += sum;
            seen.1[stem] += count;
        }
    }
    let mut counts = Vec::new();
    for (stem, name) in words.0.stems.iter().enumerate() {
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
    let entries = merge(&known, &counts);
    let table = Table::new((words.0.len(), words.1.len()), &entries, (&beyond.0, &beyond.1));
    for seen in [&mut seen.0, &mut seen.1] {
        let sum: f32 = seen.iter().sum();
        seen.iter_mut().for_each(|count| *count /= sum);
    }
    let unigrams = (unigrams(&sides.0, &seen.0), unigrams(&sides.1, &seen.1));
    let rarity = (Rarity::new(&sides.0, &words.0), Rarity::new(&sides.1, &words.1));
    let evidence = Evidence {
        source: &sides.0,
        target: &sides.1,
        table: &table,
        source_words: &rarity.0,
        target_words: &rarity.1,
        source_unigrams: &unigrams.0,
        target_unigrams: &unigrams.1,
        ratio: ratio(&sides.0, &sides.1, learned.characters()),
        length: true,
    };
    let mut costs = Costs::start();
    let band = search_band(&evidence, &costs);
    let first = lattice(&evidence, band, SHAPES.len(), &costs);
    costs = Costs::adapted(&classes(&first.sums(0.5).expected()));
    let lattice = lattice(&evidence, narrow(&first), SHAPES.len(), &costs);
    let features = features::features(&evidence, &lattice.sums(0.35));
    (lattice, features)
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
