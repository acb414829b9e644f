//! How well a lexicon tells a translation from other sentences: the measure by which tables are compared.

use super::composed::Lexicon;
use super::cover::Matcher;
use super::vocabulary::Vocabulary;

/// What [`rank`] found.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ranking {
    /// Source sentences asked for.
    pub asked: usize,
    /// Those whose translation had a higher cover than every other candidate.
    pub right: usize,
    /// Mean cover of a sentence by its translation, 0..=1.
    pub cover: f32,
    /// Mean cover of a sentence by another candidate, 0..=1.
    pub random: f32,
}

impl Ranking {
    /// Share of the sentences whose translation came first, 0..=1.
    pub fn share(&self) -> f32 {
        self.right as f32 / self.asked.max(1) as f32
    }
}

/// For every pair asks which of `candidates` target sentences covers the source best: its own translation
/// or one of the others, which are spread evenly over the pairs. Ties count as wrong.
pub fn rank(lexicon: &Lexicon, pairs: &[(&str, &str)], candidates: usize) -> Ranking {
    let (mut source, mut target) = (Vocabulary::new(), Vocabulary::new());
    let sentences: Vec<_> = pairs.iter().map(|&(s, t)| (source.add(s), target.add(t))).collect();
    let matcher = Matcher::new(lexicon, &source, &target);
    let mut ranking = Ranking { asked: pairs.len(), ..Ranking::default() };
    let (mut own, mut random, mut others) = (0.0f64, 0.0f64, 0usize);
    let step = (pairs.len() / candidates.max(1)).max(1);
    for (place, (words, translation)) in sentences.iter().enumerate() {
        let best = matcher.cover(words, translation).share;
        own += f64::from(best);
        let mut first = true;
        for other in 1..candidates.min(pairs.len()) {
            let Some((_, rival)) = sentences.get((place + other * step) % sentences.len()) else { continue };
            let share = matcher.cover(words, rival).share;
            random += f64::from(share);
            others += 1;
            first &= share < best;
        }
        ranking.right += usize::from(first);
    }
    ranking.cover = (own / pairs.len().max(1) as f64) as f32;
    ranking.random = (random / others.max(1) as f64) as f32;
    ranking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lexicon_finds_more_than_none() {
        let pairs = [("das haus", "the house"), ("die maus", "the mouse"), ("der hund", "the dog")];
        let lexicon = Lexicon::new([("haus", "house", 0.9), ("maus", "mouse", 0.9), ("hund", "dog", 0.9)]);
        let with = rank(&lexicon, &pairs, 3);
        assert_eq!((with.asked, with.right), (3, 3));
        assert!(with.cover > 0.4 && with.random < 0.1);
        assert_eq!(rank(&Lexicon::default(), &pairs, 3).right, 0);
        assert_eq!(rank(&lexicon, &[], 3).share(), 0.0);
    }
}
