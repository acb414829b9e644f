//! The beads that may be, scored: what the search runs over.

use super::band::Band;

/// Sentences on both sides of the beads that are searched; the first three are the common ones.
pub(crate) const SHAPES: [(usize, usize); 15] = [
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
    (3, 3),
    (2, 4),
    (4, 2),
    (1, 5),
    (5, 1),
];

/// How many shapes are enough to learn from, and to find where the path runs: up to five sentences.
pub(crate) const COMMON: usize = 8;

/// Score of a bead that cannot be.
pub(crate) const NEVER: f32 = f32::NEG_INFINITY;

/// Scored beads over a band.
#[derive(Debug, Clone)]
pub(crate) struct Lattice {
    /// The nodes.
    pub(crate) band: Band,
    /// How many of [`SHAPES`], from the first on, were scored.
    pub(crate) shapes: usize,
    /// Lexical score of the bead of each shape that begins at a node, in nats; node-major.
    pub(crate) lexical: Vec<f32>,
    /// Score of the bead of each shape that begins at a node, in nats; node-major.
    pub(crate) scores: Vec<f32>,
    /// Cost of leaving each source sentence without counterpart, as the first of a run and as a further one.
    pub(crate) source_null: Vec<(f32, f32)>,
    /// The same for each target sentence.
    pub(crate) target_null: Vec<(f32, f32)>,
}
