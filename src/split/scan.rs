//! The byte scan: the next final mark.

use super::marks;

/// The byte offset of the first final mark at or after `from`.
pub(super) fn next(text: &str, from: usize, more: &[char]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| marks::leads(byte))?;
        let c = text[at..].chars().next()?;
        if marks::is_final(c) || more.contains(&c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}
