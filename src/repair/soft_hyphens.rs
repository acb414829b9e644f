//! Soft hyphens, which show only at the end of a line -> nothing.

use super::Edit;
use crate::bitext::Document;

/// U+00AD.
const SOFT: char = '\u{AD}';

pub(super) fn find(document: &Document) -> Vec<Edit> {
    let mut edits = Vec::new();
    for block in &document.blocks {
        let text = document.slice(block.span);
        let mut at = 0;
        while let Some(found) = text[at..].find(SOFT) {
            let start = at + found;
            let rest = text[start..].trim_start_matches(SOFT);
            // At the end of a line it is the hyphen of a word that goes on below.
            let below = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
            let rest = match below.map(|below| below.trim_start_matches([' ', '\t'])) {
                Some(below) if below.starts_with(char::is_alphabetic) => below,
                _ => rest,
            };
            at = text.len() - rest.len();
            edits.push(Edit { range: block.span.start + start..block.span.start + at, with: String::new() });
        }
    }
    edits
}
