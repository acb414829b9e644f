//! What the other texts of the run say of a bead: how much likelier its words are beside each other than on
//! their own.
//!
//! The counts of word stems that stood in the same beads ([`Learned`]) give p(t|s) of IBM Model 1 (Brown et
//! al. 1993, section 4.2) in both directions; a word is scored by the logarithm of its probability given the
//! other side over its unigram. A bead may not vouch for itself: what it gave to the counts is taken off
//! before it is judged (leave-one-out).

use std::ops::Range;

use super::coverage::{Coverage, Worth};
use crate::bitext::Side;
use crate::flag::sides::Sides;
use crate::lexicon::token::stem;
use crate::lexicon::{Kind, Learned, tokens};

/// Share of a word that is explained by its unigram alone (as in the aligner).
const UNIGRAM: f32 = 0.7;
/// Count that every stem leaves to the unigram (as in the aligner).
const BACKOFF: f32 = 0.5;
/// Words without a partner at least this likely are open.
const LEAST: f32 = 0.05;
/// Words of the worst stretch.
const STRETCH: usize = 4;
/// Words of a side that are looked at: longer beads are paragraphs, which say little of their words.
const LONGEST: usize = 200;

/// One side of a bead given the other.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Likelihood {
    /// Mean of the words, in nats.
    pub(crate) mean: f32,
    /// Lowest mean over four words in a row, in nats.
    pub(crate) worst: f32,
    /// Share of words without a likely partner, 0..=1.
    pub(crate) open: f32,
    /// Share of content words that have a partner neither here nor in the lexicon, 0..=1.
    pub(crate) alone: f32,
}

/// Source and target of every bead; `None` where a side has no words. Empty where nothing was learned.
pub(crate) fn of(sides: &Sides<'_>, covers: &[Option<Coverage>]) -> Vec<Option<[Likelihood; 2]>> {
    let learned = &sides.lexicon.learned;
    if sides.bitext.is_alone() || learned.is_empty() {
        return Vec::new();
    }
    let beads = sides.bitext.beads().iter().zip(covers);
    beads
        .map(|(bead, cover)| {
            let source = words(sides, Side::Source, bead.source.clone(), learned);
            let target = words(sides, Side::Target, bead.target.clone(), learned);
            let worths = [&cover.as_ref()?.source.words[..], &cover.as_ref()?.target.words[..]];
            (!source.is_empty() && !target.is_empty()).then(|| judge(&source, &target, worths, learned))
        })
        .collect()
}

/// Numbers of the stems of a run of sentences; `None` for one that was not seen.
fn words(sides: &Sides<'_>, side: Side, range: Range<usize>, learned: &Learned) -> Vec<Option<u32>> {
    let text = sides.bitext.side(side);
    range
        .flat_map(|sentence| tokens(text.sentence(sentence)))
        .filter(|token| token.kind != Kind::Mark)
        .take(LONGEST)
        .map(|token| {
            let form = token.form();
            let stem = stem(&form, token.kind);
            if side == Side::Source { learned.source(stem) } else { learned.target(stem) }
        })
        .collect()
}

/// Different stems with how often each occurs, and the place of every word among them.
fn types(words: &[Option<u32>]) -> (Vec<(u32, f32)>, Vec<Option<usize>>) {
    let mut stems: Vec<u32> = words.iter().flatten().copied().collect();
    stems.sort_unstable();
    stems.dedup();
    let mut types: Vec<(u32, f32)> = stems.into_iter().map(|stem| (stem, 0.0)).collect();
    let places = words
        .iter()
        .map(|word| {
            let place = types.binary_search_by_key(&(*word)?, |kind| kind.0).ok()?;
            types[place].1 += 1.0;
            Some(place)
        })
        .collect();
    (types, places)
}

fn judge(
    source: &[Option<u32>],
    target: &[Option<u32>],
    worths: [&[Worth]; 2],
    learned: &Learned,
) -> [Likelihood; 2] {
    let ((sources, source_places), (targets, target_places)) = (types(source), types(target));
    let width = targets.len();
    let total = learned.tokens();
    let unigram = |seen: f32, total: f32| (seen + 0.3) / (total + 1.0);
    let source_unigrams: Vec<f32> =
        sources.iter().map(|kind| unigram(learned.source_counts(kind.0).1, total.0)).collect();
    let target_unigrams: Vec<f32> =
        targets.iter().map(|kind| unigram(learned.target_counts(kind.0).1, total.1)).collect();
    let mut counts = vec![0.0f32; sources.len() * width];
    for (row, &(stem, _)) in sources.iter().enumerate() {
        let entries = learned.row(stem);
        let cells = &mut counts[row * width..(row + 1) * width];
        if entries.len() <= 6 * width {
            let mut column = 0;
            for &(other, count) in entries {
                while column < width && targets[column].0 < other {
                    column += 1;
                }
                if column < width && targets[column].0 == other {
                    cells[column] = count;
                }
            }
        } else {
            for (cell, &(other, _)) in cells.iter_mut().zip(&targets) {
                if let Ok(place) = entries.binary_search_by_key(&other, |entry| entry.0) {
                    *cell = entries[place].1;
                }
            }
        }
    }
    let source_sums: Vec<f32> = sources.iter().map(|kind| learned.source_counts(kind.0).0).collect();
    let target_sums: Vec<f32> = targets.iter().map(|kind| learned.target_counts(kind.0).0).collect();
    // What the bead itself gave, as the counting shares it out.
    let mut columns = target_unigrams.clone();
    let mut rows = source_unigrams.clone();
    for (row, &(_, times)) in sources.iter().enumerate() {
        for column in 0..width {
            let count = counts[row * width + column];
            columns[column] += times * count / (source_sums[row] + BACKOFF);
            rows[row] += targets[column].1 * count / (target_sums[column] + BACKOFF);
        }
    }
    let (mut source_left, mut target_left) = (source_sums.clone(), target_sums.clone());
    for (row, &(_, times)) in sources.iter().enumerate() {
        for (column, &(_, other_times)) in targets.iter().enumerate() {
            let cell = &mut counts[row * width + column];
            if *cell > 0.0 {
                let forward = times * *cell / (source_sums[row] + BACKOFF) / columns[column];
                let backward = other_times * *cell / (target_sums[column] + BACKOFF) / rows[row];
                let own = ((forward * backward).sqrt() * times.min(other_times)).min(*cell);
                *cell -= own;
                source_left[row] -= own;
                target_left[column] -= own;
            }
        }
    }
    // Each word given the other side: sum and best of the probabilities.
    let mut of_targets = vec![(0.0f32, 0.0f32); width];
    let mut of_sources = vec![(0.0f32, 0.0f32); sources.len()];
    for (row, &(_, times)) in sources.iter().enumerate() {
        for (column, &(_, other_times)) in targets.iter().enumerate() {
            let cell = counts[row * width + column];
            if cell > 0.0 {
                let forward = cell / (source_left[row].max(0.0) + BACKOFF);
                let backward = cell / (target_left[column].max(0.0) + BACKOFF);
                let (there, back) = (&mut of_targets[column], &mut of_sources[row]);
                *there = (there.0 + times * forward, there.1.max(forward));
                *back = (back.0 + other_times * backward, back.1.max(backward));
            }
        }
    }
    let score = |places: &[Option<usize>],
                 given: &[(f32, f32)],
                 unigrams: &[f32],
                 others: usize,
                 worths: &[Worth]| {
        let scores: Vec<(f32, bool)> = places
            .iter()
            .map(|place| {
                let Some(place) = *place else { return (UNIGRAM.ln(), true) };
                let (sum, best) = given[place];
                let ratio = (1.0 - UNIGRAM) * sum / others as f32 / unigrams[place];
                ((UNIGRAM + ratio).ln(), best < LEAST)
            })
            .collect();
        summary(&scores, worths)
    };
    [
        score(&source_places, &of_sources, &source_unigrams, target.len(), worths[0]),
        score(&target_places, &of_targets, &target_unigrams, source.len(), worths[1]),
    ]
}

fn summary(scores: &[(f32, bool)], worths: &[Worth]) -> Likelihood {
    let mean = |scores: &[(f32, bool)]| scores.iter().map(|score| score.0).sum::<f32>() / scores.len() as f32;
    let open = scores.iter().filter(|score| score.1).count() as f32 / scores.len() as f32;
    let whole = mean(scores);
    let worst = scores.windows(STRETCH).map(mean).fold(whole, f32::min);
    let content = worths.iter().take(scores.len()).filter(|worth| **worth != Worth::Little).count();
    let alone = scores.iter().zip(worths).filter(|(score, worth)| score.1 && **worth == Worth::Open).count();
    Likelihood { mean: whole, worst, open, alone: alone as f32 / content.max(1) as f32 }
}
