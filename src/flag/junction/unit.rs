//! What the net is told of a token: numbers of rows, whose vectors are added up.
//!
//! A frequent word has a row of its own. A rarer one has rows for its shape, its endings and its beginning
//! beside it, so that a word that was never seen still looks like a noun or a verb.

use crate::flag::words::{Case, Kind, Token, Words};

/// Rows that stand for no word: nothing, the edges, numbers, shapes.
pub const PLAIN: usize = 64;
/// Rows that endings, beginnings, glyphs and marks are hashed to.
pub const HASHED: usize = 4096;
/// Most words that have a row of their own; the file holds 10,160 rows of a language at most.
pub const WORDS: usize = 6000;
/// As many of the most frequent words stand for themselves alone, without endings.
pub const CLOSED: usize = 1000;

/// First row of the shapes: five cases by five lengths.
const SHAPES: usize = 16;

/// A token, as rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unit {
    /// Row of the word itself; 0: it has none.
    pub word: u16,
    /// Further rows, of which the first `count` are meant: shape, two, three and four letters of the end, two
    /// of the beginning.
    pub rows: [u16; 5],
    /// How many further rows there are.
    pub count: u8,
    /// Whether it is a mark.
    pub mark: bool,
}

impl Unit {
    /// What stands before the first token.
    pub const START: Unit = Unit { word: 1, rows: [0; 5], count: 0, mark: true };
    /// What stands behind the last token.
    pub const END: Unit = Unit { word: 2, rows: [0; 5], count: 0, mark: true };

    /// A word in lower case inside a sentence.
    pub(super) fn of_word(text: &str, rank: Option<u16>) -> Unit {
        let mut unit = Unit::default();
        word(&mut unit, text, Case::Lower, false, rank);
        unit
    }

    /// A mark.
    pub(super) fn of_mark(mark: &str) -> Unit {
        let mut unit = Unit { mark: true, ..Unit::default() };
        unit.push(row(mark, 2));
        unit
    }

    fn push(&mut self, row: usize) {
        self.rows[usize::from(self.count)] = row as u16;
        self.count += 1;
    }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): the trained rows lie where it says, so it must be
/// the same on every machine and in every version.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// One of several hashes of a text: a multiplication and a shift as in SplitMix64 (Steele et al. 2014).
fn mix(hash: u64, salt: u64) -> u64 {
    let mixed = (hash ^ salt.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ (mixed >> 31)
}

/// The number by which a word is looked up. Two words in a million share one.
pub fn key(word: &str) -> u32 {
    (mix(fnv(word), 1) >> 32) as u32
}

fn row(text: &str, salt: u64) -> usize {
    PLAIN + (mix(fnv(text), salt) >> 40) as usize % HASHED
}

/// The tokens of a sentence as units, one each, without the edges.
///
/// `rank` gives the rank of a word by its [`key`], from 0 for the most frequent one.
pub fn units(words: &Words<'_>, tokens: &[Token], rank: impl Fn(u32) -> Option<u16>) -> Vec<Unit> {
    // Whether a sentence starts here, so that case says nothing.
    let mut fresh = true;
    let mut units = Vec::with_capacity(tokens.len() + 2);
    for token in tokens {
        let text = words.lower(token);
        let mut unit = Unit::default();
        match token.kind {
            Kind::Number => unit.word = 2 + text.chars().count().min(5) as u16,
            Kind::Mark => {
                let mark = match text {
                    "“" | "”" | "„" | "\"" | "«" | "»" | "‘" | "’" | "'" => "\"",
                    "–" | "—" => "-",
                    mark => mark,
                };
                unit = Unit::of_mark(mark);
                fresh = matches!(mark, "." | ":" | "!" | "?" | "…" | "\"") || fresh && mark == "-";
            }
            Kind::Glyph => {
                unit.word = rank(key(text)).map_or(0, own);
                unit.push(row(text, 3));
            }
            Kind::Word => word(&mut unit, text, token.case, fresh, rank(key(text))),
        }
        fresh &= token.kind == Kind::Mark;
        units.push(unit);
    }
    units
}

/// The row of the word with a rank.
pub(super) fn own(rank: u16) -> u16 {
    (PLAIN + HASHED) as u16 + rank
}

fn word(unit: &mut Unit, text: &str, case: Case, fresh: bool, rank: Option<u16>) {
    let length = text.chars().count();
    let case = match case {
        _ if fresh => 0,
        Case::Capital => 1,
        Case::Mixed => 2,
        Case::Upper => 3,
        Case::Lower | Case::None => 4,
    };
    let long = match length {
        0..=2 => 0,
        3..=4 => 1,
        5..=7 => 2,
        8..=11 => 3,
        _ => 4,
    };
    unit.push(SHAPES + case * 5 + long);
    unit.word = rank.map_or(0, own);
    if rank.is_some_and(|rank| usize::from(rank) < CLOSED) {
        return;
    }
    let place = |count: usize| text.char_indices().nth(count).map_or(text.len(), |at| at.0);
    for (salt, count) in [(4, 2), (5, 3), (6, 4)] {
        unit.push(row(&text[place(length.saturating_sub(count))..], salt));
    }
    unit.push(row(&text[..place(2)], 7));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::segments;

    #[test]
    fn hashes_as_when_it_was_trained() {
        // The first two are test vectors of the draft.
        assert_eq!(fnv(""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fnv("foobar"), 0x8594_4171_F739_67E8);
    }

    #[test]
    fn unseen_words_are_known_by_their_ends() {
        let rows = |text: &str| {
            let bitext = segments::bitext(None, "de".parse().unwrap(), &[("", text)]);
            let words = Words::new(bitext.target());
            units(&words, words.sentence(0), |_| None)
        };
        let (left, right) = (rows("die Verwertung"), rows("die Verwendung"));
        assert_eq!(left[1].rows[..3], right[1].rows[..3]);
        assert_ne!(left[1].rows[3], right[1].rows[3]);
        assert_eq!(left[1].rows[4], right[1].rows[4]);
        // Case says nothing at the start of a sentence.
        assert_eq!(rows("Die")[0], rows("die")[0]);
        assert_ne!(rows("in Die")[1], rows("in die")[1]);
    }
}
