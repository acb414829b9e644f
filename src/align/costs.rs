//! What beads of each shape cost before any word is seen, and how the rates of a document move that.

use super::lattice::{Lattice, SHAPES};
use super::options::AlignOptions;

/// What the shapes of beads cost before any word is seen, in nats.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Costs {
    pub(crate) shapes: [f32; SHAPES.len()],
    /// Of the first sentence of a run without counterpart, and of each further one.
    pub(crate) null: (f32, f32),
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
    pub(crate) fn start(options: &AlignOptions) -> Self {
        let shapes = SHAPES.map(|(a, b)| match (a, b) {
            (1, 1) => -0.05,
            _ if a.min(b) >= 2 => -2.5 - 0.4 * (a + b - 3) as f32 - 2.5,
            _ => -2.5 - 0.4 * (a + b - 3) as f32,
        });
        Self { shapes, null: (-7.0, if options.null_runs { -3.0 } else { -7.0 }) }
    }

    /// The costs to begin with, shifted towards the rates of the classes in `counts`.
    pub(crate) fn adapted(&self, counts: &Classes) -> Self {
        let shift = shifts(counts, 0.5);
        let mut costs = self.clone();
        for (shape, cost) in costs.shapes.iter_mut().enumerate() {
            *cost += shift[class(shape)] - shift[1];
        }
        costs.null.0 += shift[0] - shift[1];
        costs.null.1 += shift[0] - shift[1];
        costs
    }
}

/// How much likelier each class of beads is here than elsewhere, in nats times `strength`, up to 2.5.
pub(crate) fn shifts(counts: &Classes, strength: f64) -> [f32; 4] {
    const USUAL: Classes = [0.10, 0.72, 0.13, 0.05];
    let sum: f64 = counts.iter().sum::<f64>() + 10.0;
    [0, 1, 2, 3].map(|class| {
        let mut rate = (counts[class] + 10.0 * USUAL[class]) / sum;
        if class == 0 {
            // Where little is found, all would soon be left without counterpart.
            rate = rate.min(0.2);
        }
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

/// Scores of `plain`, shifted by class.
pub(crate) fn shift_scores(plain: &Lattice, shift: &[f32; 4], lattice: &mut Lattice) {
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
