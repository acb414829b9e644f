//! The weights of what is seen of a bead, and how they are fitted to gold: a linear-chain conditional
//! random field (Lafferty, McCallum and Pereira 2001) over the beads that may be.

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::RATES;
use super::costs::{Classes, classes, shift_scores, shifts};
use super::features::{BEAD, Candidate, Features, NULL};
use super::fitted::{BEADS, NULLS, PRIOR_BEADS, PRIOR_NULLS};
use super::ground::Ground;
use super::lattice::{Lattice, NEVER, SHAPES};
use super::options::AlignOptions;
use crate::bitext::Text;
use crate::lexicon::Lexicon;

/// Weights of the conditional random field, in nats for each unit of a feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    bead: Vec<f32>,
    null: Vec<f32>,
}

impl Default for Weights {
    fn default() -> Self {
        Self { bead: BEADS.to_vec(), null: NULLS.to_vec() }
    }
}

impl Weights {
    /// The weights by name, beads first.
    pub fn named(&self) -> Vec<(&'static str, f32)> {
        let beads = BEAD.iter().copied().zip(self.bead.iter().copied());
        beads.chain(NULL.iter().copied().zip(self.null.iter().copied())).collect()
    }

    fn from_flat(flat: &[f64]) -> Self {
        let flat: Vec<f32> = flat.iter().map(|&weight| weight as f32).collect();
        Self { bead: flat[..BEAD.len()].to_vec(), null: flat[BEAD.len()..].to_vec() }
    }

    /// Scores the candidates; beads that are none can no longer be.
    pub(crate) fn score(&self, features: &Features, lattice: &mut Lattice) {
        lattice.scores.fill(NEVER);
        for candidate in &features.beads {
            let place = candidate.node as usize * lattice.shapes + candidate.shape as usize;
            lattice.scores[place] = dot(&self.bead, &candidate.values);
        }
        let null = |values: &[f32; NULL.len()]| {
            let common = dot(&self.null[2..], &values[2..]);
            (self.null[0] + common, self.null[1] + common)
        };
        lattice.source_null = features.source_null.iter().map(null).collect();
        lattice.target_null = features.target_null.iter().map(null).collect();
    }
}

fn dot(weights: &[f32], values: &[f32]) -> f32 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

/// Two texts whose beads are known, with the lexicon that aligns them.
#[derive(Debug, Clone, Copy)]
pub struct Example<'a> {
    /// The original.
    pub source: &'a Text,
    /// The translation.
    pub target: &'a Text,
    /// What is known of the words.
    pub lexicon: &'a Lexicon,
    /// Right beads: ranges of source and target sentences; either may be empty. Sentences in no bead have
    /// no counterpart.
    pub gold: &'a [(Range<usize>, Range<usize>)],
}

struct Sample {
    lattice: Lattice,
    features: Features,
    /// Whether each candidate may be part of the gold, and whether each sentence may be without counterpart.
    allowed: Vec<bool>,
    source_null: Vec<bool>,
    target_null: Vec<bool>,
    /// Beads of the gold by class: the rates of the document are given when weights are fitted.
    classes: Classes,
}

impl Sample {
    fn new(example: &Example<'_>) -> Option<Self> {
        let options = AlignOptions::default();
        let ground = Ground::new(example.source, example.target, example.lexicon, &options);
        let (lattice, features) = super::examine(&ground.evidence(), &options);
        let both: Vec<_> =
            example.gold.iter().filter(|(source, target)| !source.is_empty() && !target.is_empty()).collect();
        let mut allowed = vec![false; features.beads.len()];
        let mut found = vec![false; both.len()];
        let places: Vec<(usize, usize)> = (0..lattice.band.height())
            .flat_map(|i| {
                let (first, last) = lattice.band.row(i);
                (first..=last).map(move |j| (i, j))
            })
            .collect();
        let ranges = |candidate: &Candidate| {
            let (i, j) = places[candidate.node as usize];
            let (a, b) = SHAPES[candidate.shape as usize];
            (i..i + a, j..j + b)
        };
        for (candidate, allowed) in features.beads.iter().zip(&mut allowed) {
            let ranges = ranges(candidate);
            if let Some(number) = both.iter().position(|bead| **bead == ranges) {
                *allowed = true;
                found[number] = true;
            }
        }
        let mut expected = [0.0; SHAPES.len() + 1];
        let mut joined = (0, 0);
        for (source, target) in &both {
            let shape = SHAPES.iter().position(|&shape| shape == (source.len(), target.len()));
            expected[shape.unwrap_or(SHAPES.len() - 1)] += 1.0;
            joined = (joined.0 + source.len(), joined.1 + target.len());
        }
        expected[SHAPES.len()] = (example.source.len().saturating_sub(joined.0)
            + example.target.len().saturating_sub(joined.1)) as f64;
        let mut source_null = vec![true; example.source.len()];
        let mut target_null = vec![true; example.target.len()];
        for (bead, found) in both.iter().zip(&found) {
            if *found {
                source_null.get_mut(bead.0.clone())?.fill(false);
                target_null.get_mut(bead.1.clone())?.fill(false);
                continue;
            }
            // A bead that the search cannot find: whatever lies within it may be.
            for (candidate, allowed) in features.beads.iter().zip(&mut allowed) {
                let (source, target) = ranges(candidate);
                let within = |inner: &Range<usize>, outer: &Range<usize>| {
                    inner.start >= outer.start && inner.end <= outer.end
                };
                *allowed |= within(&source, &bead.0) && within(&target, &bead.1);
            }
        }
        Some(Self { lattice, features, allowed, source_null, target_null, classes: classes(&expected) })
    }

    /// Log-likelihood of the gold, and its gradient.
    fn gradient(&self, weights: &Weights) -> (f64, Vec<f64>) {
        let mut lattice =
            Lattice { band: self.lattice.band.clone(), lexical: Vec::new(), ..self.lattice.clone() };
        weights.score(&self.features, &mut lattice);
        let plain = lattice.clone();
        shift_scores(&plain, &shifts(&self.classes, RATES), &mut lattice);
        let mut gradient = vec![0.0; BEAD.len() + NULL.len()];
        let free = self.expect(&lattice, -1.0, &mut gradient);
        for (candidate, _) in self.features.beads.iter().zip(&self.allowed).filter(|(_, allowed)| !**allowed)
        {
            lattice.scores[candidate.node as usize * lattice.shapes + candidate.shape as usize] = NEVER;
        }
        for (costs, allowed) in
            [(&mut lattice.source_null, &self.source_null), (&mut lattice.target_null, &self.target_null)]
        {
            for (cost, _) in costs.iter_mut().zip(allowed).filter(|(_, allowed)| !**allowed) {
                *cost = (NEVER, NEVER);
            }
        }
        let mut more = gradient.clone();
        let held = self.expect(&lattice, 1.0, &mut more);
        if !held.is_finite() || !free.is_finite() {
            return (0.0, vec![0.0; gradient.len()]);
        }
        (held - free, more)
    }

    /// Adds the expected features, times `sign`; gives the logarithm of the sum over all paths.
    fn expect(&self, lattice: &Lattice, sign: f64, gradient: &mut [f64]) -> f64 {
        let sums = lattice.sums(1.0);
        if !sums.total().is_finite() {
            return f64::NEG_INFINITY;
        }
        let mut at = 0;
        sums.beads(1e-9, |i, j, shape, posterior| {
            let Some(node) = lattice.band.node(i, j) else { return };
            let key = (node as u32, shape as u8);
            while at < self.features.beads.len()
                && (self.features.beads[at].node, self.features.beads[at].shape) < key
            {
                at += 1;
            }
            if let Some(candidate) = self.features.beads.get(at).filter(|bead| (bead.node, bead.shape) == key)
            {
                for (sum, value) in gradient.iter_mut().zip(&candidate.values) {
                    *sum += sign * posterior * f64::from(*value);
                }
            }
        });
        sums.nulls(|source, index, begin, on| {
            let values =
                if source { &self.features.source_null[index] } else { &self.features.target_null[index] };
            let gradient = &mut gradient[BEAD.len()..];
            gradient[0] += sign * begin;
            gradient[1] += sign * on;
            for (sum, value) in gradient[2..].iter_mut().zip(&values[2..]) {
                *sum += sign * (begin + on) * f64::from(*value);
            }
        });
        sums.total()
    }
}

/// Fits weights to examples: maximum likelihood with a Gaussian prior (`l2` on features of unit variance) by
/// L-BFGS (Nocedal and Wright, algorithm 7.5). Same examples, same weights.
pub fn fit(examples: &[Example<'_>], l2: f64) -> Weights {
    let samples: Vec<Sample> = examples.par_iter().filter_map(Sample::new).collect();
    let size = BEAD.len() + NULL.len();
    let prior: Vec<f64> = PRIOR_BEADS.iter().chain(&PRIOR_NULLS).map(|&weight| f64::from(weight)).collect();
    let mut scale = vec![0.0f64; size];
    let mut count = [0.0f64; 2];
    for sample in &samples {
        for candidate in &sample.features.beads {
            count[0] += 1.0;
            scale.iter_mut().zip(&candidate.values).for_each(|(sum, value)| *sum += f64::from(value * value));
        }
        for values in sample.features.source_null.iter().chain(&sample.features.target_null) {
            count[1] += 1.0;
            scale[BEAD.len()..]
                .iter_mut()
                .zip(values)
                .for_each(|(sum, value)| *sum += f64::from(value * value));
        }
    }
    for (index, scale) in scale.iter_mut().enumerate() {
        *scale = (*scale / count[usize::from(index >= BEAD.len())].max(1.0)).sqrt().max(1e-3);
    }
    let objective = |flat: &[f64]| -> (f64, Vec<f64>) {
        let weights = Weights::from_flat(flat);
        let parts: Vec<(f64, Vec<f64>)> =
            samples.par_iter().map(|sample| sample.gradient(&weights)).collect();
        let mut value = 0.0;
        let mut gradient = vec![0.0; size];
        for (likelihood, part) in parts {
            value -= likelihood;
            gradient.iter_mut().zip(part).for_each(|(sum, part)| *sum -= part);
        }
        for index in 0..size {
            let unit = (flat[index] - prior[index]) * scale[index];
            value += 0.5 * l2 * unit * unit;
            gradient[index] += l2 * unit * scale[index];
        }
        (value, gradient)
    };
    Weights::from_flat(&minimise(prior.clone(), &scale, objective))
}

/// L-BFGS with eight corrections and backtracking.
fn minimise(mut at: Vec<f64>, scale: &[f64], objective: impl Fn(&[f64]) -> (f64, Vec<f64>)) -> Vec<f64> {
    const CORRECTIONS: usize = 8;
    const STEPS: usize = 120;
    let inner = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let mut history: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    let (mut value, mut gradient) = objective(&at);
    for _ in 0..STEPS {
        let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::new();
        for (s, y) in history.iter().rev() {
            let alpha = inner(s, &direction) / inner(s, y);
            direction.iter_mut().zip(y).for_each(|(d, y)| *d -= alpha * y);
            alphas.push(alpha);
        }
        match history.last() {
            Some((s, y)) => {
                let gamma = inner(s, y) / inner(y, y);
                direction.iter_mut().for_each(|d| *d *= gamma);
            }
            None => direction.iter_mut().zip(scale).for_each(|(d, scale)| *d *= 1e-3 / (scale * scale)),
        }
        for ((s, y), alpha) in history.iter().zip(alphas.into_iter().rev()) {
            let beta = inner(y, &direction) / inner(s, y);
            direction.iter_mut().zip(s).for_each(|(d, s)| *d += (alpha - beta) * s);
        }
        let slope = inner(&direction, &gradient);
        if slope >= 0.0 {
            break;
        }
        let mut step = 1.0;
        let (next, next_value, next_gradient) = loop {
            let next: Vec<f64> = at.iter().zip(&direction).map(|(x, d)| x + step * d).collect();
            let (next_value, next_gradient) = objective(&next);
            if next_value <= value + 1e-4 * step * slope || step < 1e-6 {
                break (next, next_value, next_gradient);
            }
            step *= 0.5;
        };
        let s: Vec<f64> = next.iter().zip(&at).map(|(new, old)| new - old).collect();
        let y: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(new, old)| new - old).collect();
        if inner(&s, &y) > 1e-10 {
            history.push((s, y));
            if history.len() > CORRECTIONS {
                history.remove(0);
            }
        }
        let done = (value - next_value).abs() < 1e-5 * value.abs().max(1.0);
        (at, value, gradient) = (next, next_value, next_gradient);
        if done {
            break;
        }
    }
    at
}
