//! A lattice of scored beads -> posteriors by forward-backward, and the beads that are expected to hold
//! most right ones.
//!
//! Sentences without counterpart come in runs with a cost to begin and a cost to go on, so that a missing
//! paragraph of any length is one state of the search.

use std::ops::Range;

use super::costs::Costs;
use super::lattice::{Lattice, NEVER, SHAPES};

/// Log sums over all paths to and from the nodes of a lattice.
#[derive(Debug)]
pub(crate) struct Sums<'a> {
    lattice: &'a Lattice,
    temperature: f32,
    /// Paths to a node, whatever stood last; and those that end in a source or target null run.
    forward: Vec<f64>,
    forward_source: Vec<f64>,
    forward_target: Vec<f64>,
    /// Paths from a node after a bead, and within a source or target null run.
    backward: Vec<f64>,
    backward_source: Vec<f64>,
    backward_target: Vec<f64>,
    total: f64,
}

/// Logarithm of the sum of exponentials, without the terms that cannot be seen beside the largest.
fn log_sum(terms: &[f64]) -> f64 {
    let most = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    let mut sum = 0.0;
    let mut seen = 0;
    for &term in terms {
        if term > most - 30.0 {
            sum += if term == most { 1.0 } else { (term - most).exp() };
            seen += 1;
        }
    }
    if seen == 1 { most } else { most + sum.ln() }
}

impl Lattice {
    /// Scores as they would be by other costs.
    pub(crate) fn change_costs(&mut self, from: &Costs, to: &Costs) {
        let shift: Vec<f32> = to.shapes.iter().zip(&from.shapes).map(|(to, from)| to - from).collect();
        for scores in self.scores.chunks_exact_mut(self.shapes) {
            scores.iter_mut().zip(&shift).for_each(|(score, shift)| *score += shift);
        }
        self.source_null.fill(to.null);
        self.target_null.fill(to.null);
    }

    /// Forward and backward sums with all scores times `temperature`.
    pub(crate) fn sums(&self, temperature: f32) -> Sums<'_> {
        let nodes = self.band.len();
        let (height, width) = (self.band.height(), self.band.width());
        let none = || vec![f64::NEG_INFINITY; nodes];
        let mut sums = Sums {
            lattice: self,
            temperature,
            forward: none(),
            forward_source: none(),
            forward_target: none(),
            backward: none(),
            backward_source: none(),
            backward_target: none(),
            total: 0.0,
        };
        // A source run may not follow a target run, so that the order of two runs is not counted twice.
        let heat = f64::from(temperature);
        let mut after_bead = none();
        let mut terms = Vec::with_capacity(SHAPES.len() + 1);
        for i in 0..=height {
            let (first, last) = self.band.row(i);
            for j in first..=last {
                let node = self.band.node(i, j).expect("a node of the row");
                terms.clear();
                if i + j == 0 {
                    terms.push(0.0);
                }
                for (shape, &(a, b)) in SHAPES[..self.shapes].iter().enumerate() {
                    if i < a || j < b {
                        continue;
                    }
                    if let Some(from) = self.band.node(i - a, j - b) {
                        let score = self.scores[from * self.shapes + shape];
                        if score != NEVER {
                            terms.push(sums.forward[from] + f64::from(score) * heat);
                        }
                    }
                }
                let bead = log_sum(&terms);
                if let Some(from) = i.checked_sub(1).and_then(|row| self.band.node(row, j)) {
                    let (begin, on) = self.source_null[i - 1];
                    sums.forward_source[node] = log_sum(&[
                        after_bead[from] + f64::from(begin) * heat,
                        sums.forward_source[from] + f64::from(on) * heat,
                    ]);
                }
                if j > first {
                    let (begin, on) = self.target_null[j - 1];
                    sums.forward_target[node] = log_sum(&[
                        log_sum(&[after_bead[node - 1], sums.forward_source[node - 1]])
                            + f64::from(begin) * heat,
                        sums.forward_target[node - 1] + f64::from(on) * heat,
                    ]);
                }
                after_bead[node] = bead;
                sums.forward[node] = log_sum(&[bead, sums.forward_source[node], sums.forward_target[node]]);
            }
        }
        for i in (0..=height).rev() {
            let (first, last) = self.band.row(i);
            for j in (first..=last).rev() {
                let node = self.band.node(i, j).expect("a node of the row");
                terms.clear();
                if i == height && j == width {
                    terms.push(0.0);
                }
                for (shape, &(a, b)) in SHAPES[..self.shapes].iter().enumerate() {
                    let score = self.scores[node * self.shapes + shape];
                    if score == NEVER {
                        continue;
                    }
                    if let Some(to) = self.band.node(i + a, j + b) {
                        terms.push(sums.backward[to] + f64::from(score) * heat);
                    }
                }
                let bead = log_sum(&terms);
                let mut source = (f64::NEG_INFINITY, f64::NEG_INFINITY);
                if i < height
                    && let Some(to) = self.band.node(i + 1, j)
                {
                    let (begin, on) = self.source_null[i];
                    source = (
                        sums.backward_source[to] + f64::from(begin) * heat,
                        sums.backward_source[to] + f64::from(on) * heat,
                    );
                }
                let mut target = (f64::NEG_INFINITY, f64::NEG_INFINITY);
                if j < last {
                    let (begin, on) = self.target_null[j];
                    target = (
                        sums.backward_target[node + 1] + f64::from(begin) * heat,
                        sums.backward_target[node + 1] + f64::from(on) * heat,
                    );
                }
                sums.backward[node] = log_sum(&[bead, source.0, target.0]);
                sums.backward_source[node] = log_sum(&[bead, source.1, target.0]);
                sums.backward_target[node] = log_sum(&[bead, target.1]);
            }
        }
        sums.total = sums.forward[nodes - 1];
        sums
    }
}

/// Beads found: both ranges, and the posterior.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Source sentences.
    pub(crate) source: Range<usize>,
    /// Target sentences.
    pub(crate) target: Range<usize>,
    /// Posterior, 0..=1.
    pub(crate) posterior: f32,
}

impl Sums<'_> {
    /// Posterior of the bead of a shape that begins at a node.
    fn bead(&self, node: usize, to: usize, shape: usize) -> f64 {
        let score = self.lattice.scores[node * self.lattice.shapes + shape];
        let heat = f64::from(self.temperature);
        (self.forward[node] + f64::from(score) * heat + self.backward[to] - self.total).exp().min(1.0)
    }

    /// The lattice that was summed over.
    pub(crate) fn lattice(&self) -> &Lattice {
        self.lattice
    }

    /// Logarithm of the sum over all paths.
    pub(crate) fn total(&self) -> f64 {
        self.total
    }

    /// Calls `found(is_source, sentence, begin, on)` with the posteriors that a sentence without counterpart
    /// begins a run or goes on with one, for every node that ends in it.
    pub(crate) fn nulls(&self, mut found: impl FnMut(bool, usize, f64, f64)) {
        let band = &self.lattice.band;
        let heat = f64::from(self.temperature);
        for i in 0..=band.height() {
            let (first, last) = band.row(i);
            for j in first..=last {
                let Some(node) = band.node(i, j) else { continue };
                let mut tell = |source: bool, index: usize, all: f64, before: f64, cost: f32, after: f64| {
                    if all > 1e-9 {
                        let on = (before + f64::from(cost) * heat + after - self.total).exp().min(all);
                        found(source, index, all - on, on);
                    }
                };
                if let Some(from) = i.checked_sub(1).and_then(|row| band.node(row, j)) {
                    let cost = self.lattice.source_null[i - 1].1;
                    let all = self.source_null(node);
                    tell(true, i - 1, all, self.forward_source[from], cost, self.backward_source[node]);
                }
                if j > first {
                    let cost = self.lattice.target_null[j - 1].1;
                    let all = self.target_null(node);
                    tell(false, j - 1, all, self.forward_target[node - 1], cost, self.backward_target[node]);
                }
            }
        }
    }

    /// Posterior that the path passes through a node.
    pub(crate) fn node(&self, node: usize) -> f64 {
        // Paths that end in a run go on by other sums than those that end in a bead; the largest of them
        // bounds what is asked here: whether the node can be left out.
        let on = self.backward[node].max(self.backward_source[node]).max(self.backward_target[node]);
        (self.forward[node] + on - self.total).exp().min(1.0)
    }

    /// Calls `found(row, column, shape, posterior)` for every bead above `least`.
    pub(crate) fn beads(&self, least: f64, mut found: impl FnMut(usize, usize, usize, f64)) {
        let band = &self.lattice.band;
        let shapes = self.lattice.shapes;
        for i in 0..band.height() {
            let (first, last) = band.row(i);
            for j in first..=last {
                let Some(node) = band.node(i, j) else { continue };
                if self.node(node) < least {
                    continue;
                }
                for (shape, &(a, b)) in SHAPES[..shapes].iter().enumerate() {
                    if self.lattice.scores[node * shapes + shape] == NEVER {
                        continue;
                    }
                    let Some(to) = band.node(i + a, j + b) else { continue };
                    let posterior = self.bead(node, to, shape);
                    if posterior > least {
                        found(i, j, shape, posterior);
                    }
                }
            }
        }
    }

    /// The beads with the largest expected number of right ones: each counts its posterior less
    /// `threshold`, each sentence without counterpart its posterior times `null`.
    pub(crate) fn decode(&self, null: f64, threshold: f64) -> Vec<Found> {
        const SOURCE: u8 = 254;
        const TARGET: u8 = 255;
        let band = &self.lattice.band;
        let shapes = self.lattice.shapes;
        let nodes = band.len();
        let mut best = vec![f64::NEG_INFINITY; nodes];
        let mut steps = vec![TARGET; nodes];
        for i in 0..=band.height() {
            let (first, last) = band.row(i);
            for j in first..=last {
                let Some(node) = band.node(i, j) else { continue };
                let mut top = (f64::NEG_INFINITY, TARGET);
                if i + j == 0 {
                    top.0 = 0.0;
                }
                for (shape, &(a, b)) in SHAPES[..shapes].iter().enumerate() {
                    if i < a || j < b {
                        continue;
                    }
                    let Some(from) = band.node(i - a, j - b) else { continue };
                    if self.lattice.scores[from * shapes + shape] == NEVER {
                        continue;
                    }
                    let value = best[from] + self.bead(from, node, shape) - threshold;
                    if value > top.0 {
                        top = (value, shape as u8);
                    }
                }
                if let Some(from) = i.checked_sub(1).and_then(|row| band.node(row, j)) {
                    let value = best[from] + self.source_null(node) * null;
                    if value > top.0 {
                        top = (value, SOURCE);
                    }
                }
                if j > first {
                    let value = best[node - 1] + self.target_null(node) * null;
                    if value > top.0 {
                        top = (value, TARGET);
                    }
                }
                (best[node], steps[node]) = top;
            }
        }
        let mut found = Vec::new();
        let (mut i, mut j) = (band.height(), band.width());
        while i + j > 0 {
            let node = band.node(i, j).expect("the path stays in the band");
            let (a, b, posterior) = match steps[node] {
                SOURCE => (1, 0, self.source_null(node)),
                TARGET => (0, 1, self.target_null(node)),
                shape => {
                    let (a, b) = SHAPES[shape as usize];
                    let from = band.node(i - a, j - b).expect("the path stays in the band");
                    (a, b, self.bead(from, node, shape as usize))
                }
            };
            found.push(Found { source: i - a..i, target: j - b..j, posterior: posterior as f32 });
            (i, j) = (i - a, j - b);
        }
        found.reverse();
        found
    }

    /// Posterior that the last source sentence before a node has no counterpart, and that its run of such
    /// sentences lies just here.
    fn source_null(&self, node: usize) -> f64 {
        (self.forward_source[node] + self.backward_source[node] - self.total).exp().min(1.0)
    }

    /// The same for the last target sentence.
    fn target_null(&self, node: usize) -> f64 {
        (self.forward_target[node] + self.backward_target[node] - self.total).exp().min(1.0)
    }

    /// Expected number of beads of each shape, and of sentences without counterpart (last).
    pub(crate) fn expected(&self) -> [f64; SHAPES.len() + 1] {
        let mut counts = [0.0; SHAPES.len() + 1];
        self.beads(1e-4, |_, _, shape, posterior| counts[shape] += posterior);
        let nodes = 0..self.lattice.band.len();
        counts[SHAPES.len()] = nodes.map(|node| self.source_null(node) + self.target_null(node)).sum();
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_sum_adds_probabilities() {
        let half = 0.5f64.ln();
        assert!((log_sum(&[half, half])).abs() < 1e-12);
        assert_eq!(log_sum(&[]), f64::NEG_INFINITY);
        assert_eq!(log_sum(&[f64::NEG_INFINITY, 3.0]), 3.0);
    }
}
