//! IBM Model 1 in both directions at once: pairs of sentences -> which word goes with which.
//!
//! Source: Brown, Della Pietra, Della Pietra and Mercer (1993), section 4.1, with an empty word on either
//! side. Sums run in the order of the sentences, so the result does not depend on threads or hashing.

use rustc_hash::FxHashMap;

/// Rounds of expectation and maximisation (set on the development kits).
pub(super) const ROUNDS: usize = 5;

/// Most places (word of one side, word of the other, in one pair of sentences) that are held, 4 bytes each.
/// Of a larger corpus every second, third ... pair of sentences is used: half a million say nearly as much
/// as ten million about the words that a small table can hold.
pub(super) const PLACES: usize = 80_000_000;

/// Longest sentence that is used, in tokens: longer ones are paragraphs, which blur the table.
pub(super) const LONGEST: usize = 110;

/// What two words have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) source: u32,
    pub(super) target: u32,
    /// p(target | source), 0..=1.
    pub(super) forward: f32,
    /// p(source | target), 0..=1.
    pub(super) backward: f32,
    /// Expected number of times that the source word makes the target word, and the other way round.
    pub(super) counts: (f32, f32),
}

#[derive(Clone, Copy)]
struct Cell {
    forward: f32,
    backward: f32,
    forward_count: f32,
    backward_count: f32,
}

/// Trains on pairs of sentences, given as numbers of words. `tick` is called after each round.
pub(super) fn train(sentences: &[(&[u32], &[u32])], tick: &dyn Fn()) -> Vec<Pair> {
    let used: Vec<_> = sentences
        .iter()
        .filter(|(s, t)| !s.is_empty() && !t.is_empty() && s.len() <= LONGEST && t.len() <= LONGEST)
        .collect();
    let places: usize = used.iter().map(|(s, t)| s.len() * t.len()).sum();
    let step = places.div_ceil(PLACES).max(1);
    let used: Vec<_> = used.into_iter().step_by(step).collect();

    let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut keys: Vec<(u32, u32)> = Vec::new();
    let mut ids: Vec<u32> = Vec::with_capacity(places.min(PLACES));
    let (mut sources, mut targets) = (0, 0);
    for (source, target) in &used {
        for &s in *source {
            sources = sources.max(s + 1);
            for &t in *target {
                targets = targets.max(t + 1);
                ids.push(*numbers.entry((s, t)).or_insert_with(|| {
                    keys.push((s, t));
                    keys.len() as u32 - 1
                }));
            }
        }
    }
    drop(numbers);

    let first = Cell { forward: 1.0, backward: 1.0, forward_count: 0.0, backward_count: 0.0 };
    let mut cells = vec![first; keys.len()];
    // Row of the empty word: p(target | empty) and p(source | empty).
    let mut empty = (vec![1.0f32; targets as usize], vec![1.0f32; sources as usize]);
    for _ in 0..ROUNDS {
        for cell in &mut cells {
            (cell.forward_count, cell.backward_count) = (0.0, 0.0);
        }
        let mut empty_count = (vec![0.0f32; targets as usize], vec![0.0f32; sources as usize]);
        let mut at = 0;
        let (mut by_target, mut by_source) = (Vec::new(), Vec::new());
        for (source, target) in &used {
            let block = &ids[at..at + source.len() * target.len()];
            at += block.len();
            by_target.clear();
            by_target.extend(target.iter().map(|&t| empty.0[t as usize]));
            by_source.clear();
            for (&s, row) in source.iter().zip(block.chunks_exact(target.len())) {
                let mut sum = empty.1[s as usize];
                for (&id, total) in row.iter().zip(&mut by_target) {
                    let cell = cells[id as usize];
                    *total += cell.forward;
                    sum += cell.backward;
                }
                by_source.push(sum);
            }
            for (&sum, row) in by_source.iter().zip(block.chunks_exact(target.len())) {
                for (&id, &total) in row.iter().zip(&by_target) {
                    let cell = &mut cells[id as usize];
                    cell.forward_count += cell.forward / total;
                    cell.backward_count += cell.backward / sum;
                }
            }
            for (&t, &total) in target.iter().zip(&by_target) {
                empty_count.0[t as usize] += empty.0[t as usize] / total;
            }
            for (&s, &sum) in source.iter().zip(&by_source) {
                empty_count.1[s as usize] += empty.1[s as usize] / sum;
            }
        }
        let (mut of_source, mut of_target) = (vec![0.0f64; sources as usize], vec![0.0f64; targets as usize]);
        for (&(s, t), cell) in keys.iter().zip(&cells) {
            of_source[s as usize] += f64::from(cell.forward_count);
            of_target[t as usize] += f64::from(cell.backward_count);
        }
        for (&(s, t), cell) in keys.iter().zip(&mut cells) {
            cell.forward = (f64::from(cell.forward_count) / of_source[s as usize].max(1e-30)) as f32;
            cell.backward = (f64::from(cell.backward_count) / of_target[t as usize].max(1e-30)) as f32;
        }
        for (row, count) in [(&mut empty.0, &empty_count.0), (&mut empty.1, &empty_count.1)] {
            let sum: f64 = count.iter().map(|&count| f64::from(count)).sum();
            for (p, &count) in row.iter_mut().zip(count) {
                *p = (f64::from(count) / sum.max(1e-30)) as f32;
            }
        }
        tick();
    }
    keys.iter()
        .zip(&cells)
        .map(|(&(source, target), cell)| Pair {
            source,
            target,
            forward: cell.forward,
            backward: cell.backward,
            counts: (cell.forward_count, cell.backward_count),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_what_goes_with_what() {
        // the house / das haus, the book / das buch, a book / ein buch (Brown et al., figure 1).
        let sentences: [(&[u32], &[u32]); 3] = [(&[0, 1], &[0, 1]), (&[0, 2], &[0, 2]), (&[3, 2], &[3, 2])];
        let pairs = train(&sentences, &|| {});
        let best = |s| {
            let of = pairs.iter().filter(|pair| pair.source == s);
            of.max_by(|a, b| a.forward.total_cmp(&b.forward)).map(|pair| pair.target)
        };
        assert_eq!([best(0), best(1), best(2), best(3)], [Some(0), Some(1), Some(2), Some(3)]);
        let sum: f32 = pairs.iter().filter(|pair| pair.source == 2).map(|pair| pair.forward).sum();
        assert!((sum - 1.0).abs() < 1e-5);
    }

    #[test]
    fn leaves_out_what_is_empty_or_too_long() {
        let long = vec![0; LONGEST + 1];
        assert!(train(&[(&[], &[0]), (&long, &[0])], &|| {}).is_empty());
    }
}
