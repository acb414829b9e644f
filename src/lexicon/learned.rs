//! What the texts of a run taught: counts of word stems that stand in the same bead.

/// Discounted counts of stem pairs. Empty: nothing learned.
#[derive(Debug, Clone, Default)]
pub struct Learned {}
