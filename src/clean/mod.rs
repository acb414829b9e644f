//! Cleans: gives every block of a document its role. Marks, never deletes.

use serde::{Deserialize, Serialize};

use crate::bitext::Document;

/// What the user may change about cleaning.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CleanOptions {}

/// Gives every block its role. Total: odd text is data, not an error.
pub fn clean(document: Document, options: &CleanOptions) -> Document {
    let _ = options;
    document
}
