//! Characters without width -> nothing, unless they mean something where they stand.

use super::Edit;
use crate::bitext::Document;
use crate::lang::Script;

pub(super) fn find(document: &Document) -> Vec<Edit> {
    let mut edits = Vec::new();
    for block in &document.blocks {
        let text = document.slice(block.span);
        if text.is_ascii() {
            continue;
        }
        let mut before = None;
        // The next character with a width, and where it stands: looked for once a run.
        let mut next = (0, None);
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if is_thin(c) && next.0 < end {
                let wide = text[end..].char_indices().find(|&(_, c)| !is_thin(c));
                next = wide.map_or((text.len(), None), |(offset, c)| (end + offset + 1, Some(c)));
            }
            let after = next.1;
            if is_thin(c) && !means_something(c, before, after) {
                let (start, end) = (block.span.start + at, block.span.start + end);
                match edits.last_mut() {
                    Some(Edit { range, .. }) if range.end == start => range.end = end,
                    _ => edits.push(Edit { range: start..end, with: String::new() }),
                }
            } else {
                before = Some(c);
            }
        }
    }
    edits
}

/// Zero width space, non-joiner, joiner, word joiner, the vowel separator of Mongolian, byte order mark. Marks of
/// direction are none: they order text.
fn is_thin(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn means_something(c: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let script = |c: char| Script::of(c);
    match c {
        // Between words of scripts that set no spaces; of Han and kana no word ends in one.
        '\u{200B}' => [before, after]
            .into_iter()
            .any(|c| script(c).is_some_and(|script| !script.spaced() && !matches!(script, Script::Han))),
        '\u{200C}' | '\u{200D}' => {
            let plain = |c: char| {
                c.is_ascii() || matches!(script(c), Some(Script::Latin | Script::Cyrillic | Script::Greek))
            };
            !(plain(before) && plain(after))
        }
        _ => false,
    }
}
