//! Aligns: two texts -> a bitext.

use serde::{Deserialize, Serialize};

use crate::bitext::{Bead, Bitext, Text};
use crate::lexicon::Lexicon;

/// What the user may change about aligning.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AlignOptions {}

/// Aligns two texts. Total; the beads cover both sides.
pub fn align(source: Text, target: Text, lexicon: &Lexicon, options: &AlignOptions) -> Bitext {
    let _ = (lexicon, options);
    let (n, m) = (source.len(), target.len());
    let beads = if n + m == 0 { vec![] } else { vec![Bead { source: 0..n, target: 0..m, confidence: 0.0 }] };
    Bitext::new(source, target, beads)
}
