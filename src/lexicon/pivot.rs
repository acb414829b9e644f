//! Learns which English words say the same, by way of all other languages.
//!
//! Two words are paraphrases as far as they go back to the same words of other languages, by the tables of all
//! languages with English: p(b|a) = sum over f of p(f|a) p(b|f) (Bannard and Callison-Burch 2005, section 3), averaged
//! over the languages that know both.

use rustc_hash::FxHashMap;

use super::composed::Lexicon;
use super::pack::{self, LEAST};
use super::table::Table;
use super::words::Words;
use super::{LexiconOptions, PIVOT, open, shipped};
use crate::error::{Error, Kind, Result};

/// Words that translate as more than this tell nothing.
const VAGUE: usize = 8;
/// Least p(b|a) by one language.
const FAINT: f32 = 0.03;
/// Languages that must agree.
const WITNESSES: u16 = 2;
/// Added to the languages that know both words: few agree by chance.
const DOUBT: f32 = 3.0;
/// Paraphrases of a word at most.
const BEST: usize = 20;
/// Weight of a paraphrase: so many times its probability, both ways averaged, up to the most. Of 6, 10, 14 and 20 times
/// and of .6 to .9, by average precision on MLQE-PE (.459 without, .461, .465, .466, .464).
const WEIGHT: (f32, f32) = (14.0, 0.6);

/// The bytes of `data/paraphrases.bin`: the paraphrases of all shipped tables. The same on every run.
///
/// # Errors
/// If memory does not suffice.
pub fn learn() -> Result<Vec<u8>> {
    let mut opened = Vec::new();
    for row in shipped::rows() {
        let other = if row.langs.0 == PIVOT { row.langs.1 } else { row.langs.0 };
        opened.push(open(other, PIVOT, &LexiconOptions::default())?);
    }
    let pairs = pairs(&opened);
    let table: Vec<(&str, &str, f32)> = pairs.iter().map(|(a, b, weight)| (&**a, &**b, *weight)).collect();
    let failed = |cause| Error::new(Kind::Output, "cannot pack the paraphrases").because(cause);
    pack::write(&[Table::new((PIVOT, PIVOT), &table)]).map_err(failed)
}

/// What the languages say of two words: the sum of their probabilities, and how many there are.
type Said = FxHashMap<(u32, u32), (f32, u16)>;

/// The paraphrases by lexicons that lead to English, each pair once, the lesser word first, in order.
fn pairs(lexicons: &[Lexicon]) -> Vec<(String, String, f32)> {
    let is_word = |word: &str| word.chars().nth(1).is_some() && word.contains(char::is_alphabetic);
    let english = Words::new(
        lexicons.iter().flat_map(|lexicon| lexicon.target_words().iter()).filter(|word| is_word(word)),
    );
    let mut said = Said::default();
    let mut known = vec![0u128; english.len()];
    // A bit a language; those beyond the last bit teach nothing.
    for (language, lexicon) in lexicons.iter().take(u128::BITS as usize).enumerate() {
        let numbers: Vec<Option<u32>> =
            lexicon.target_words().iter().map(|word| english.find(word)).collect();
        numbers.iter().flatten().for_each(|&word| known[word as usize] |= 1 << language);
        count(lexicon, &numbers, &mut said);
    }
    let probability = |&(a, b): &(u32, u32)| {
        said.get(&(a, b)).filter(|said| said.1 >= WITNESSES).map_or(0.0, |said| {
            said.0 / ((known[a as usize] & known[b as usize]).count_ones() as f32 + DOUBT)
        })
    };
    let mut order: Vec<(u32, u32)> = said.keys().copied().collect();
    order.sort_unstable();
    let mut kept: Vec<(u32, u32)> = Vec::new();
    for of_word in order.chunk_by(|left, right| left.0 == right.0) {
        let mut best: Vec<(f32, (u32, u32))> =
            of_word.iter().map(|pair| (probability(pair), *pair)).collect();
        best.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        kept.extend(best.iter().take(BEST).map(|&(_, (a, b))| (a.min(b), a.max(b))));
    }
    kept.sort_unstable();
    kept.dedup();
    let weighed = kept.into_iter().filter_map(|(a, b)| {
        let weight = WEIGHT.0 * (probability(&(a, b)) + probability(&(b, a))) / 2.0;
        (weight >= LEAST)
            .then(|| (english.get(a).to_owned(), english.get(b).to_owned(), weight.min(WEIGHT.1)))
    });
    weighed.collect()
}

/// Adds what one language says. `numbers`: those of its English words among all.
fn count(lexicon: &Lexicon, numbers: &[Option<u32>], said: &mut Said) {
    let (forward, backward) = (lexicon.forward(), lexicon.backward());
    let sum = |row: &[(u32, f32)]| row.iter().map(|cell| cell.1).sum::<f32>();
    let mut found: FxHashMap<u32, f32> = FxHashMap::default();
    for (word, number) in numbers.iter().enumerate() {
        let Some(number) = *number else { continue };
        let sources = backward.row(word);
        let mass = sum(sources);
        found.clear();
        for &(source, weight) in sources {
            let back = forward.row(source as usize);
            if back.len() > VAGUE {
                continue;
            }
            let all = sum(back);
            for &(other, onward) in back.iter().filter(|cell| cell.0 as usize != word) {
                *found.entry(other).or_default() += weight / mass * onward / all;
            }
        }
        for (&other, &probability) in found.iter().filter(|found| *found.1 >= FAINT) {
            let Some(other) = numbers.get(other as usize).copied().flatten() else { continue };
            let said = said.entry((number, other)).or_default();
            *said = (said.0 + probability, said.1 + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_languages_must_agree() {
        let one = Lexicon::new([("riesig", "huge", 0.8), ("riesig", "enormous", 0.8)]);
        let two = Lexicon::new([("énorme", "huge", 0.8), ("énorme", "enormous", 0.8)]);
        assert!(pairs(std::slice::from_ref(&one)).is_empty());
        let found = pairs(&[one, two]);
        assert_eq!(found.len(), 1);
        assert_eq!((&*found[0].0, &*found[0].1, found[0].2), ("enormous", "huge", WEIGHT.1));
    }
}
