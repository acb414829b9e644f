//! Splits: the body of a document into sentences.

use serde::{Deserialize, Serialize};

use crate::bitext::{Document, Sentence, Text};
use crate::lang::Lang;

/// What the user may change about splitting.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SplitOptions {
    /// Each block is one sentence already (`read` made a block of every line).
    #[serde(skip)]
    pub presplit: bool,
}

/// Cuts the body blocks into sentences. Total; loses nothing.
pub fn split(document: Document, lang: Lang, options: &SplitOptions) -> Text {
    let _ = options;
    let sentences = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.role == crate::bitext::Role::Body)
        .map(|(block, found)| Sentence { span: found.span, block, guess: None })
        .collect();
    Text { document, lang, sentences }
}
