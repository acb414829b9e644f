//! Frequent words that hardly ever stand side by side in sound text, though chance alone would bring them together often.
//!
//! Of two words with `l` and `r` of all `n` pairs of neighbours at their left and right, chance alone makes
//! `l * r / n` pairs; what is kept is by how many times that is more than the pairs that are there, one added.

use rustc_hash::FxHashMap;

use crate::flag::words::{Case, Kind, Token, Words};

/// Only of the most frequent words is it known that they do not meet: ranks below this. Of 400, too, chance would
/// bring few pairs more together often enough.
pub const FREQUENT: u16 = 1500;
/// Pairs are kept that would meet this many times as often by chance.
pub const LEAST: f32 = 10.0;
/// Steps of the natural logarithm in which that is kept.
const STEPS: f32 = 8.0;

/// Pairs of words, by their ranks, that do not meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strangers(FxHashMap<(u16, u16), u8>);

impl Strangers {
    /// Takes pairs with how many times as often chance would bring them together; those below [`LEAST`] and of rarer
    /// words are left out.
    pub fn new(pairs: impl IntoIterator<Item = ((u16, u16), f32)>) -> Self {
        let kept = pairs
            .into_iter()
            .filter(|((left, right), times)| *left < FREQUENT && *right < FREQUENT && *times >= LEAST);
        Self(kept.map(|(pair, times)| (pair, (STEPS * times.ln()).clamp(1.0, 255.0) as u8)).collect())
    }

    /// How many times as often chance would bring two words together, to within a sixteenth of its logarithm; `None`:
    /// they may well meet.
    pub fn times(&self, left: u16, right: u16) -> Option<f32> {
        self.0.get(&(left, right)).map(|step| ((f32::from(*step) + 0.5) / STEPS).exp())
    }

    /// All pairs with their steps, sorted: left words' ranks, right words' ranks, steps.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut pairs: Vec<((u16, u16), u8)> = self.0.iter().map(|(pair, step)| (*pair, *step)).collect();
        pairs.sort_unstable();
        let mut counts = vec![0u16; usize::from(FREQUENT)];
        pairs.iter().for_each(|((left, _), _)| counts[usize::from(*left)] += 1);
        let mut bytes: Vec<u8> = counts.iter().flat_map(|count| count.to_le_bytes()).collect();
        bytes.extend(pairs.iter().map(|pair| pair.0.1 as u8));
        bytes.extend(pairs.iter().map(|pair| (pair.0.1 >> 8) as u8));
        bytes.extend(pairs.iter().map(|pair| pair.1));
        bytes
    }

    /// Reads what [`Self::bytes`] wrote; `None`: it is cut or too long.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let (counts, rest) = bytes.split_at_checked(2 * usize::from(FREQUENT))?;
        let counts = counts.chunks_exact(2).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])));
        let total: usize = counts.clone().sum();
        let (low, rest) = rest.split_at_checked(total)?;
        let (high, steps) = rest.split_at_checked(total)?;
        if steps.len() != total {
            return None;
        }
        let lefts = counts.enumerate().flat_map(|(left, count)| std::iter::repeat_n(left as u16, count));
        let rights = low.iter().zip(high).map(|(low, high)| u16::from_le_bytes([*low, *high]));
        Some(Self(lefts.zip(rights).zip(steps).map(|(pair, step)| (pair, *step)).collect()))
    }
}

/// Rank of the word at a place; `None`: it is no word, a rare one, or has a capital though no mark stands before it,
/// and may be a name.
pub fn rank_at(
    words: &Words<'_>,
    tokens: &[Token],
    at: usize,
    rank: impl Fn(&str) -> Option<u16>,
) -> Option<u16> {
    let token = tokens.get(at).filter(|token| token.kind == Kind::Word)?;
    let opens = || at == 0 || tokens[at - 1].kind == Kind::Mark;
    match token.case {
        Case::Capital if !opens() => None,
        Case::Upper => None,
        _ => rank(words.lower(token)).filter(|rank| *rank < FREQUENT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_the_rest_is_left_out() {
        let pairs = [
            ((3, 7), 12.0),
            ((4, 7), LEAST),
            ((3, 1499), 400.0),
            ((9, 2), 9.9),
            ((1500, 2), 99.0),
            ((0, 1), f32::INFINITY),
        ];
        let strangers = Strangers::new(pairs);
        assert!(strangers.times(3, 7).is_some_and(|times| (11.0..=13.0).contains(&times)));
        assert!(strangers.times(4, 7).is_some_and(|times| times >= LEAST));
        assert!(strangers.times(3, 1499).is_some_and(|times| (350.0..450.0).contains(&times)));
        assert!(strangers.times(0, 1).is_some());
        assert_eq!((strangers.times(9, 2), strangers.times(1500, 2)), (None, None));
        let bytes = strangers.bytes();
        assert_eq!(Strangers::of(&bytes), Some(strangers));
        assert_eq!(Strangers::of(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Strangers::of(&[]), None);
    }
}
