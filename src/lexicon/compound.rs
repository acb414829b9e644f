//! Long words that no table knows -> the known words that they are made of.

/// Shortest word that is taken apart, in letters.
pub(super) const SHORTEST: usize = 9;
