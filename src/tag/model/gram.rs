//! What the model looks at: the words of a text, and the pieces of a word.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::lang::Script;

/// Orders of grams: one, two and three characters, and a whole word.
pub const ORDERS: usize = 4;
/// Bits of a key.
pub const BITS: u32 = 24;

/// Calls `each` with every word in that script, in lower case and composed (NFC), with a space at either end.
///
/// Apostrophes of all kinds, and the letters that look like one, become `'` inside a word.
pub fn words(text: &str, script: Script, mut each: impl FnMut(&[char])) {
    let mut word = vec![' '];
    let mut take = |c: char| {
        if c.is_alphabetic() && !matches!(c, 'ʻ' | 'ʼ') || is_mark(c) {
            word.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’' | '‘' | 'ʻ' | 'ʼ') && word.len() > 1 {
            word.push('\'');
        } else if word.len() > 1 {
            while word.last() == Some(&'\'') {
                word.pop();
            }
            if word.iter().copied().find_map(Script::of) == Some(script) {
                word.push(' ');
                each(&word);
            }
            word.truncate(1);
        }
    };
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().chain([' ']).for_each(&mut take);
    } else {
        text.nfc().chain([' ']).for_each(&mut take);
    }
}

/// Calls `each` with order (0-based) and key of every gram of a word that has a space at either end.
///
/// Parts that an apostrophe joins count as words of their own: `l'` and `eau`.
pub fn grams(word: &[char], mut each: impl FnMut(usize, u32)) {
    for order in 0..ORDERS - 1 {
        let grams = word.windows(order + 1).filter(|gram| **gram != [' ']);
        grams.for_each(|gram| each(order, key(gram)));
    }
    let inner = &word[1..word.len().max(2) - 1];
    for part in inner.split_inclusive(|c| *c == '\'') {
        each(ORDERS - 1, key(part));
    }
}

/// FNV-1a over code points (Fowler, Noll and Vo), stirred, cut to [`BITS`].
fn key(gram: &[char]) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    for &c in gram {
        hash = (hash ^ c as u32).wrapping_mul(0x0100_0193);
    }
    hash = (hash ^ hash >> 15).wrapping_mul(0x2c1b_3c6d);
    (hash ^ hash >> 13).wrapping_mul(0x297a_2d39) >> (32 - BITS)
}

/// Marks that belong to a word: what is set above, below and beside letters, and joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{93c}' | '\u{94d}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_composed_and_of_one_script() {
        let mut found: Vec<String> = Vec::new();
        words("L’Été à Москва, o‘zbek' 24 cafe\u{301}", Script::Latin, |word| {
            found.push(word.iter().collect());
        });
        assert_eq!(found, [" l'été ", " à ", " o'zbek ", " café "]);
    }

    #[test]
    fn a_word_has_its_grams() {
        let mut counts = [0; ORDERS];
        grams(&[' ', 'l', '\'', 'a', ' '], |order, key| {
            counts[order] += 1;
            assert!(key < 1 << BITS);
        });
        assert_eq!(counts, [3, 4, 3, 2]);
    }
}
