//! Endless sentences: cut to the most characters that the user allows.

use std::ops::Range;

/// Hands over the pieces of a sentence, none longer than `most` characters (0: no limit).
///
/// A piece ends after its last comma or semicolon in the second half, else at its last blank, else in
/// mid-word. Linear: each character is looked at a fixed number of times.
pub(super) fn pieces(text: &str, sentence: Range<usize>, most: usize, push: &mut impl FnMut(Range<usize>)) {
    let mut rest = sentence;
    while most > 0 && rest.len() > most {
        let mut comma = None;
        let mut blank = None;
        let mut full = None;
        for (count, (offset, c)) in text[rest.clone()].char_indices().enumerate() {
            if count == most {
                full = Some(offset);
                break;
            }
            if count * 2 > most && super::marks::continues(c) {
                comma = Some(offset + c.len_utf8());
            }
            if c.is_whitespace() {
                blank = Some(offset);
            }
        }
        let Some(full) = full else { break };
        let cut = rest.start + comma.or(blank).filter(|&cut| cut > 0).unwrap_or(full);
        let piece = super::trim(text, rest.start..cut);
        if !piece.is_empty() {
            push(piece);
        }
        rest = super::trim(text, cut..rest.end);
    }
    if !rest.is_empty() {
        push(rest);
    }
}
