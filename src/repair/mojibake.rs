//! `gagnÃ©` -> `gagné`: what the rule `mojibake` finds and can tell the meaning of.

use super::Edit;
use crate::bitext::Document;
use crate::flag::misread;

pub(super) fn find(document: &Document) -> Vec<Edit> {
    let mut edits = Vec::new();
    for block in &document.blocks {
        let text = document.slice(block.span);
        if text.is_ascii() {
            continue;
        }
        for (range, meant) in misread(text) {
            let Some(with) = meant else { continue };
            let range = block.span.start + range.start..block.span.start + range.end;
            edits.push(Edit { range, with });
        }
    }
    edits
}
