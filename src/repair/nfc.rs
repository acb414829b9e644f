//! Letters and accents that stand apart -> one character for both (Unicode Standard Annex #15, form NFC).

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

use super::Edit;
use crate::bitext::Document;

pub(super) fn find(document: &Document) -> Vec<Edit> {
    let mut edits = Vec::new();
    for block in &document.blocks {
        let text = document.slice(block.span);
        if is_nfc_quick(text.chars()) == IsNormalized::Yes || is_nfc(text) {
            continue;
        }
        let from = edits.len();
        let mut joined = String::with_capacity(text.len());
        for (at, cluster) in text.grapheme_indices(true) {
            let start = joined.len();
            joined.extend(cluster.nfc());
            if joined[start..] != *cluster {
                let start = joined[start..].to_owned();
                let at = block.span.start + at;
                edits.push(Edit { range: at..at + cluster.len(), with: start });
            }
        }
        // A few marks join across the borders of what a reader takes for one letter.
        if !is_nfc(&joined) {
            edits.truncate(from);
            edits.push(Edit { range: block.span.range(), with: text.nfc().collect() });
        }
    }
    edits
}
