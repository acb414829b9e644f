//! The byte scan: where a sentence may end.

use super::marks;

/// A place to look closer at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// A final mark begins at this byte.
    Mark(usize),
    /// The eyes of what may be an emoticon.
    Eyes(usize),
}

impl Spot {
    /// Its first byte.
    pub(super) fn at(self) -> usize {
        match self {
            Spot::Mark(at) | Spot::Eyes(at) => at,
        }
    }
}

/// The first spot at or after byte `from`; `more` are final marks of the language alone.
pub(super) fn next(text: &str, from: usize, more: &[char]) -> Option<Spot> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| marks::leads(byte))?;
        let c = text[at..].chars().next()?;
        if marks::is_final(c) || more.contains(&c) {
            return Some(Spot::Mark(at));
        }
        if matches!(bytes.get(at..at + 2), Some([b':' | b';', b'-' | b')' | b'(' | b'D' | b'P'])) {
            return Some(Spot::Eyes(at));
        }
        at += c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_final_mark_is_led_by_a_byte_that_the_scan_stops_at() {
        let mut buffer = [0; 4];
        for c in (0..=0x10_FFFF).filter_map(char::from_u32).filter(|&c| marks::is_final(c)) {
            assert!(marks::leads(c.encode_utf8(&mut buffer).as_bytes()[0]), "{c}");
        }
    }

    #[test]
    fn finds_marks_of_the_language_only_there() {
        assert_eq!(next("τι; ναι.", 0, &[';']), Some(Spot::Mark(4)));
        assert_eq!(next("wo; da.", 0, &[]), Some(Spot::Mark(6)));
    }
}
