//! Soft beads -> counts of stem pairs: IBM Model 1 in both directions, symmetrised, discounted.

use rayon::prelude::*;

use crate::align::{Side, Table, merge};

/// Taken off every count: a pair seen by chance once must not count (worth 2 to 4 points of F1; set on six
/// language pairs).
const DISCOUNT: f32 = 0.3;
/// Rounds of expectation and maximisation.
const ROUNDS: usize = 3;
/// Pairs whose shares of both words' counts have a smaller geometric mean are dropped.
const WEAKEST: f32 = 0.05;
/// Shares below it are dropped.
const LEAST: f32 = 0.01;

/// A bead and how likely it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Soft {
    /// First source sentence, and how many.
    pub(super) source: (u32, u32),
    /// The same of the target.
    pub(super) target: (u32, u32),
    /// Posterior, 0..=1.
    pub(super) weight: f32,
}

/// One document: both sides and their soft beads.
pub(super) struct Beads<'a> {
    /// The original.
    pub(super) source: &'a Side,
    /// The translation.
    pub(super) target: &'a Side,
    /// The beads that are likely enough.
    pub(super) beads: &'a [Soft],
}

/// Counts stem pairs in soft beads. `known` and `table` are what is known before; sorted like the result.
pub(super) fn count(
    documents: &[Beads<'_>],
    known: &[(u32, u32, f32)],
    mut table: Table,
    unigrams: (&[f32], &[f32]),
) -> Vec<(u32, u32, f32)> {
    let sizes = (unigrams.0.len(), unigrams.1.len());
    let mut counts = Vec::new();
    for round in 0..ROUNDS {
        let lists: Vec<Vec<(u64, f32)>> = documents
            .par_iter()
            .map_init(
                || vec![0u32; sizes.1],
                |columns, document| document_counts(document, &table, unigrams, columns),
            )
            .collect();
        counts = summed(lists);
        if round + 1 < ROUNDS {
            let entries = merge(known, &counts);
            table = Table::new(sizes, &entries, (&[], &[]));
        }
    }
    for entry in &mut counts {
        entry.2 -= DISCOUNT;
    }
    counts.retain(|entry| entry.2 > 0.0);
    // A frequent word stands beside every rare one at some time: such rows grow with the text and say nothing.
    let (mut rows, mut columns) = (vec![0.0f32; sizes.0], vec![0.0f32; sizes.1]);
    for &(source, target, count) in &counts {
        rows[source as usize] += count;
        columns[target as usize] += count;
    }
    counts.retain(|&(source, target, count)| {
        count * count > WEAKEST * WEAKEST * rows[source as usize] * columns[target as usize]
    });
    counts
}

/// Adds up the lists in their order, pair by pair.
fn summed(lists: Vec<Vec<(u64, f32)>>) -> Vec<(u32, u32, f32)> {
    let mut all: Vec<(u64, f32)> = lists.concat();
    drop(lists);
    // Stable: equal pairs stay in the order of the documents, so that the sums do not depend on threads.
    all.sort_by_key(|entry| entry.0);
    let mut counts: Vec<(u32, u32, f32)> = Vec::new();
    let mut last = u64::MAX;
    for (pair, count) in all {
        match counts.last_mut() {
            Some(entry) if pair == last => entry.2 += count,
            _ => counts.push(((pair >> 32) as u32, pair as u32, count)),
        }
        last = pair;
    }
    counts
}

/// The counts of one document, sorted by pair, no pair twice. `column_of` holds the column of each target stem of
/// the bead in hand, plus 1; all 0 before and after, so that many short documents share it.
fn document_counts(
    document: &Beads<'_>,
    table: &Table,
    unigrams: (&[f32], &[f32]),
    column_of: &mut [u32],
) -> Vec<(u64, f32)> {
    let mut found: Vec<(u64, f32)> = Vec::new();
    let (mut forward, mut backward): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    for bead in document.beads {
        let sources = types(document.source.run(bead.source.0 as usize, bead.source.1 as usize));
        let targets = types(document.target.run(bead.target.0 as usize, bead.target.1 as usize));
        let width = targets.len();
        for (column, &(target, _)) in targets.iter().enumerate() {
            column_of[target as usize] = column as u32 + 1;
        }
        forward.clear();
        backward.clear();
        // Column sums for p(target|source), row sums for p(source|target), each with its null word.
        let mut columns: Vec<f32> = targets.iter().map(|&(target, _)| unigrams.1[target as usize]).collect();
        for &(source, times) in &sources {
            let rest = table.source_rest[source as usize];
            let unigram = unigrams.0[source as usize];
            let row = forward.len();
            for &(target, _) in &targets {
                forward.push(rest * unigrams.1[target as usize]);
                backward.push(unigram * table.target_rest[target as usize]);
            }
            let mut put = |column: usize, p: f32, q: f32| {
                forward[row + column] += p;
                backward[row + column] += q;
            };
            // Whichever is shorter: the row of the table, or a search in it for each target.
            if table.row(source).len() <= 6 * width {
                for (other, p, q) in table.row(source) {
                    if let Some(column) = column_of[other as usize].checked_sub(1) {
                        put(column as usize, p, q);
                    }
                }
            } else {
                for (column, &(target, _)) in targets.iter().enumerate() {
                    let (p, q) = table.pair(source, target);
                    put(column, p, q);
                }
            }
            for (there, column) in forward[row..].iter_mut().zip(&mut columns) {
                *there *= times;
                *column += *there;
            }
        }
        for (row, &(source, times)) in sources.iter().enumerate() {
            let cells = row * width..(row + 1) * width;
            let mut sum = unigrams.0[source as usize];
            for (back, &(_, times)) in backward[cells.clone()].iter_mut().zip(&targets) {
                *back *= times;
                sum += *back;
            }
            for (column, cell) in cells.enumerate() {
                let share = (forward[cell] / columns[column] * backward[cell] / sum).sqrt();
                let count = share * bead.weight * times.min(targets[column].1);
                if count > LEAST {
                    found.push((u64::from(source) << 32 | u64::from(targets[column].0), count));
                }
            }
        }
        targets.iter().for_each(|&(target, _)| column_of[target as usize] = 0);
    }
    // Stable, so that equal pairs are added up in the order of the beads.
    found.sort_by_key(|entry| entry.0);
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    found
}

/// The different stems of a run with how often each occurs.
fn types(stems: &[u32]) -> Vec<(u32, f32)> {
    let mut sorted = stems.to_vec();
    sorted.sort_unstable();
    let mut types: Vec<(u32, f32)> = Vec::with_capacity(sorted.len());
    for stem in sorted {
        match types.last_mut() {
            Some(entry) if entry.0 == stem => entry.1 += 1.0,
            _ => types.push((stem, 1.0)),
        }
    }
    types
}
