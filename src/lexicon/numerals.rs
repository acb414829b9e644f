//! Number words of two languages -> pairs: with each other, and with the number itself.

use super::table::Table;
use crate::lang::{Lang, language};

/// Weight of two words of the same value.
const WORDS: f32 = 0.9;
/// Weight of a word and the number written in digits.
const DIGITS: f32 = 0.8;

/// The pairs of a pair of languages; words for one are left out, as they are articles too.
pub(super) fn table(source: Lang, target: Lang) -> Table {
    let words = |lang: Lang| language(lang).numbers.words.iter().filter(|&&(_, value)| value > 1);
    let digits = |lang: Lang| -> Vec<(&str, String)> {
        words(lang).map(|&(word, value)| (word, value.to_string())).collect()
    };
    let (of_source, of_target) = (digits(source), digits(target));
    let mut pairs: Vec<(&str, &str, f32)> = Vec::new();
    for (word, digits) in &of_source {
        pairs.push((word, digits, DIGITS));
        let same = of_target.iter().filter(|(_, other)| other == digits);
        pairs.extend(same.map(|&(other, _)| (*word, other, WORDS)));
    }
    pairs.extend(of_target.iter().map(|(word, digits)| (digits.as_str(), *word, DIGITS)));
    Table::new((source, target), &pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_words_and_digits() {
        let table = table("de".parse().unwrap(), "fr".parse().unwrap());
        let weight = |s, t| table.pairs().find(|pair| pair.0 == s && pair.1 == t).map(|pair| pair.2);
        assert_eq!(weight("drei", "trois"), Some(WORDS));
        assert_eq!(weight("drei", "3"), Some(DIGITS));
        assert_eq!(weight("3", "trois"), Some(DIGITS));
        assert_eq!(weight("drei", "deux"), None);
    }
}
