//! What the texts of a run taught: counts of word stems that stand in the same bead.

use rustc_hash::FxHashMap;

/// Discounted counts of stem pairs, and how often each stem was seen. Empty: nothing learned.
///
/// Filled by [`learn`](crate::learn::learn), then frozen.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    source: FxHashMap<Box<str>, u32>,
    target: FxHashMap<Box<str>, u32>,
    /// For each source stem where its row begins; one more than there are stems.
    starts: Vec<u32>,
    /// Target stem and count, rising by stem within a row.
    entries: Vec<(u32, f32)>,
    source_sums: Vec<f32>,
    target_sums: Vec<f32>,
    source_seen: Vec<f32>,
    target_seen: Vec<f32>,
    tokens: (f32, f32),
    characters: (f64, f64),
}

impl Learned {
    /// Keeps counts of pairs of stems: `entries` are (source, target, count), sorted, no pair twice, with
    /// numbers into the names; `seen` says how often each stem occurs in all texts, `characters` how long
    /// the texts are on either side.
    pub(crate) fn new(
        names: (&[Box<str>], &[Box<str>]),
        entries: &[(u32, u32, f32)],
        seen: (Vec<f32>, Vec<f32>),
        characters: (f64, f64),
    ) -> Self {
        let numbered = |names: &[Box<str>]| {
            names.iter().enumerate().map(|(number, name)| (name.clone(), number as u32)).collect()
        };
        let mut learned = Self {
            source: numbered(names.0),
            target: numbered(names.1),
            starts: vec![0; names.0.len() + 1],
            entries: entries.iter().map(|&(_, target, count)| (target, count)).collect(),
            source_sums: vec![0.0; names.0.len()],
            target_sums: vec![0.0; names.1.len()],
            tokens: (seen.0.iter().sum(), seen.1.iter().sum()),
            source_seen: seen.0,
            target_seen: seen.1,
            characters,
        };
        for &(source, target, count) in entries {
            learned.starts[source as usize + 1] += 1;
            learned.source_sums[source as usize] += count;
            learned.target_sums[target as usize] += count;
        }
        for index in 1..learned.starts.len() {
            learned.starts[index] += learned.starts[index - 1];
        }
        learned
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Number of stem pairs.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Characters of all source and all target texts that were learned from.
    pub(crate) fn characters(&self) -> (f64, f64) {
        self.characters
    }

    /// Tokens of all source and all target texts that were learned from.
    pub(crate) fn tokens(&self) -> (f32, f32) {
        self.tokens
    }

    /// Number of a source stem, if it was seen.
    pub(crate) fn source(&self, stem: &str) -> Option<u32> {
        self.source.get(stem).copied()
    }

    /// Number of a target stem, if it was seen.
    pub(crate) fn target(&self, stem: &str) -> Option<u32> {
        self.target.get(stem).copied()
    }

    /// The target stems that stood with a source stem, with their counts.
    pub(crate) fn row(&self, source: u32) -> &[(u32, f32)] {
        &self.entries[self.starts[source as usize] as usize..self.starts[source as usize + 1] as usize]
    }

    /// Sum of the counts of a source stem, and how often it was seen.
    pub(crate) fn source_counts(&self, source: u32) -> (f32, f32) {
        (self.source_sums[source as usize], self.source_seen[source as usize])
    }

    /// The same for a target stem.
    pub(crate) fn target_counts(&self, target: u32) -> (f32, f32) {
        (self.target_sums[target as usize], self.target_seen[target as usize])
    }
}
