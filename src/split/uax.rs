//! UAX #29 sentence boundaries, asked only where a final mark stands.

use unicode_segmentation::UnicodeSegmentation;

/// Bytes looked at before a mark and after the gap: rule SB7 wants one character before, SB8 looks ahead
/// past figures and marks to the next letter.
const BEFORE: usize = 16;
const AHEAD: usize = 64;

/// Longest gap that is asked about, in bytes: `unicode-segmentation` looks ahead from each character of it.
const LONGEST: usize = 256;

/// Whether UAX #29 has a boundary after byte `mark` and up to byte `until`, judged on a window.
///
/// Line breaks count as spaces: in a block they are layout. A gap beyond all measure is a boundary.
pub(super) fn breaks(text: &str, mark: usize, until: usize) -> bool {
    if until - mark > LONGEST {
        return true;
    }
    let from = floor(text, mark.saturating_sub(BEFORE));
    let to = ceil(text, until.saturating_add(AHEAD).min(text.len()));
    let window = &text[from..to];
    if window.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        // Each is replaced by a space of the same length.
        let flat: String = window
            .chars()
            .map(|c| match c {
                '\n' | '\r' | '\u{b}' | '\u{c}' => ' ',
                '\u{85}' => '\u{a0}',
                '\u{2028}' | '\u{2029}' => '\u{3000}',
                other => other,
            })
            .collect();
        return any(&flat, mark - from, until - from);
    }
    any(window, mark - from, until - from)
}

fn any(window: &str, mark: usize, until: usize) -> bool {
    window
        .split_sentence_bound_indices()
        .map(|(start, _)| start)
        .find(|&start| start > mark)
        .is_some_and(|start| start <= until)
}

/// The character boundary at or before `index`.
pub(super) fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The character boundary at or after `index`.
pub(super) fn ceil(text: &str, index: usize) -> usize {
    (index..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_whole_text() {
        let text = "Es regnet. Wir bleiben. dann etwas. Ärger";
        assert!(breaks(text, 9, 11));
        assert!(!breaks(text, 22, 24));
    }

    #[test]
    fn sees_a_line_break_as_a_space() {
        assert!(!breaks("Es war\nsehr v.\nbeck", 13, 15));
    }
}
