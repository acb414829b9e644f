//! What the user may change about aligning.

use serde::{Deserialize, Serialize};

/// What the user may change about aligning. Everything is on unless switched off, which only makes sense
/// to see what each part is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AlignOptions {
    /// Whether lengths count.
    pub length: bool,
    /// Whether words that look alike in both languages count as translations; equal ones always do.
    pub cognates: bool,
    /// Whether sentences without counterpart may stand in runs, so that a missing paragraph costs little
    /// more than a missing sentence.
    pub null_runs: bool,
}

impl Default for AlignOptions {
    fn default() -> Self {
        Self { length: true, cognates: true, null_runs: true }
    }
}
