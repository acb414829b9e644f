//! For pairs of sentences, how well each word of one is matched by the words of the other.

use std::ops::Range;

use super::evidence::Evidence;
use super::side::Side;

/// Pairs of sentences far from the path that are matched to know what chance covers, for each sentence.
const SAMPLES: usize = 6;

/// Word matches of sentence pairs, and what chance covers.
pub(crate) struct Matches<'a> {
    evidence: &'a Evidence<'a>,
    source: Words,
    target: Words,
    source_chance: Vec<[f32; 2]>,
    target_chance: Vec<[f32; 2]>,
}

/// The words of each sentence of a side, each once, by stem.
///
/// A sentence is as long as its author pleased, and a list of a thousand names holds a thousand commas: what
/// matches what is asked of words, not of tokens, and only then which of the tokens is meant.
struct Words {
    /// Where the words of each sentence begin; one more than there are sentences.
    starts: Vec<u32>,
    /// Stem, and where the places of the word begin; one more than there are words.
    words: Vec<(u32, u32)>,
    /// Where in its sentence a word stands, rising.
    places: Vec<u32>,
}

impl Words {
    fn of(side: &Side) -> Self {
        let mut all = Self { starts: vec![0], words: Vec::new(), places: Vec::new() };
        for index in 0..side.len() {
            let stems = side.sentence(index);
            let begin = all.places.len();
            all.places.extend(0..stems.len() as u32);
            all.places[begin..].sort_unstable_by_key(|&place| (stems[place as usize], place));
            let mut before = None;
            for (at, &place) in all.places[begin..].iter().enumerate() {
                let stem = stems[place as usize];
                if before.replace(stem) != Some(stem) {
                    all.words.push((stem, (begin + at) as u32));
                }
            }
            all.starts.push(all.words.len() as u32);
        }
        all.words.push((0, all.places.len() as u32));
        all
    }

    /// Numbers of the words of a sentence.
    fn sentence(&self, index: usize) -> Range<usize> {
        self.starts[index] as usize..self.starts[index + 1] as usize
    }

    fn stem(&self, word: usize) -> u32 {
        self.words[word].0
    }

    fn places(&self, word: usize) -> &[u32] {
        &self.places[self.words[word].1 as usize..self.words[word + 1].1 as usize]
    }
}

/// Of the places of a word, as shares of a sentence whose tokens are `step` wide, that nearest to `own`; of two
/// equally near the first.
fn nearest(places: &[u32], step: f32, own: f32) -> f32 {
    let share = |&place: &u32| (place as f32 + 0.5) * step;
    if let [only] = places {
        return share(only);
    }
    let behind = places.partition_point(|place| share(place) < own);
    match (places[..behind].last().map(share), places.get(behind).map(share)) {
        (Some(before), Some(after)) if after - own < own - before => after,
        (before, after) => before.or(after).unwrap_or(0.0),
    }
}

/// The best match of a token in a sentence of the other side.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Hit {
    /// By the lexicon and the look of the words, 0..=1.
    pub(crate) known: f32,
    /// By all that is known, 0..=1.
    pub(crate) all: f32,
    /// Where the word that matches best by all stands in its sentence, 0..=1 of its tokens.
    pub(crate) place: f32,
}

impl Hit {
    /// Takes what another word says, if it says more; of equal ones the one nearer to `own`, of equally near
    /// ones the first.
    fn meet(&mut self, [known, all]: [f32; 2], place: f32, own: f32) {
        let (near, nearest) = ((place - own).abs(), (self.place - own).abs());
        self.known = self.known.max(known);
        if all > self.all || all == self.all && (near < nearest || near == nearest && place < self.place) {
            self.all = all;
            self.place = place;
        }
    }
}

/// Matches of one source sentence with a run of target sentences.
#[derive(Debug, Default)]
pub(crate) struct Row {
    first: usize,
    tokens: usize,
    /// For each target sentence and each token of the source sentence its best match.
    source: Vec<Hit>,
    /// For each token of each target sentence the same, and where each target sentence begins.
    target: Vec<Hit>,
    starts: Vec<u32>,
    /// Links of the words of the source sentence by target stem; these three are kept for their memory.
    links: Vec<(u32, usize, [f32; 2])>,
    /// Words of the source sentence and of a target sentence that match.
    met: Vec<(usize, usize, f32)>,
    /// The best match of each word of the source sentence, then of the target sentence.
    best: [Vec<[f32; 2]>; 2],
}

impl Row {
    /// Matches of the tokens of the source sentence in target sentence `column`; empty if not in the run.
    pub(crate) fn source(&self, column: usize) -> &[Hit] {
        column.checked_sub(self.first).map_or(&[], |at| self.source_at(at))
    }

    /// Matches of the tokens of target sentence `column` in the source sentence.
    pub(crate) fn target(&self, column: usize) -> &[Hit] {
        column.checked_sub(self.first).map_or(&[], |at| self.target_at(at))
    }

    fn source_at(&self, at: usize) -> &[Hit] {
        self.source.get(at * self.tokens..(at + 1) * self.tokens).unwrap_or(&[])
    }

    fn target_at(&self, at: usize) -> &[Hit] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.target[from as usize..to as usize],
            _ => &[],
        }
    }
}

impl<'a> Matches<'a> {
    /// Only to match sentences.
    pub(crate) fn without_chance(evidence: &'a Evidence<'a>) -> Self {
        let (n, m) = (evidence.source.len(), evidence.target.len());
        Self {
            source: Words::of(evidence.source),
            target: Words::of(evidence.target),
            source_chance: vec![[0.0; 2]; n],
            target_chance: vec![[0.0; 2]; m],
            evidence,
        }
    }

    /// Measures what chance covers: each source sentence is matched with a few target sentences spread over
    /// the text, away from its own place.
    pub(crate) fn new(evidence: &'a Evidence<'a>) -> Self {
        let (n, m) = (evidence.source.len(), evidence.target.len());
        let mut matches = Self::without_chance(evidence);
        if n == 0 || m == 0 {
            return matches;
        }
        let mut times = vec![0.0f32; m];
        let (mut sum, mut all) = ([0.0f32; 2], 0.0f32);
        let mut row = Row::default();
        let mut columns = Vec::with_capacity(SAMPLES);
        for i in 0..n {
            let place = i * m / n;
            let samples = SAMPLES.min(m);
            columns.clear();
            columns.extend((0..samples).map(|sample| (place + (2 * sample + 1) * m / (2 * samples)) % m));
            columns.retain(|j| m <= 12 || j.abs_diff(place) > 3);
            row = matches.fill(i, columns.iter().copied(), row);
            let source = evidence.source.sentence(i);
            for (at, &j) in columns.iter().enumerate() {
                let there = shares(source, row.source_at(at), &evidence.source_words.idf);
                let back = shares(evidence.target.sentence(j), row.target_at(at), &evidence.target_words.idf);
                for known in 0..2 {
                    matches.source_chance[i][known] += there[known] / columns.len() as f32;
                    matches.target_chance[j][known] += back[known];
                    sum[known] += back[known];
                }
                times[j] += 1.0;
                all += 1.0;
            }
        }
        // Drawn towards the mean, since a target sentence may have met few.
        let mean = sum.map(|sum| sum / all.max(1.0));
        for (chance, times) in matches.target_chance.iter_mut().zip(times) {
            *chance = [0, 1].map(|known| (chance[known] + 2.0 * mean[known]) / (times + 2.0));
        }
        matches
    }

    /// What a source sentence is covered by chance, by the lexicon and by all.
    pub(crate) fn source_chance(&self, index: usize) -> [f32; 2] {
        self.source_chance[index]
    }

    /// The same for a target sentence.
    pub(crate) fn target_chance(&self, index: usize) -> [f32; 2] {
        self.target_chance[index]
    }

    /// Matches a source sentence with a run of target sentences; `old` lends its memory.
    pub(crate) fn row(&self, index: usize, columns: Range<usize>, old: Row) -> Row {
        let first = columns.start;
        Row { first, ..self.fill(index, columns, old) }
    }

    fn fill(&self, index: usize, columns: impl ExactSizeIterator<Item = usize>, old: Row) -> Row {
        let tokens = self.evidence.source.sentence(index).len();
        let words = self.source.sentence(index);
        let mut row = old;
        row.tokens = tokens;
        row.links.clear();
        for (number, word) in words.clone().enumerate() {
            let matches = self.evidence.table.matches(self.source.stem(word));
            row.links.extend(matches.map(|(other, known, all)| (other, number, [known, all])));
        }
        row.links.sort_unstable_by_key(|link| (link.0, link.1));
        row.source.clear();
        row.source.resize(columns.len() * tokens, Hit::default());
        row.target.clear();
        row.starts.clear();
        row.starts.push(0);
        for (at, column) in columns.enumerate() {
            let begin = row.target.len();
            let others = self.evidence.target.sentence(column).len();
            row.target.resize(begin + others, Hit::default());
            row.starts.push(row.target.len() as u32);
            let theirs = self.target.sentence(column);
            self.meet(&mut row, words.len(), theirs.clone());
            let (share, step) = (1.0 / tokens.max(1) as f32, 1.0 / others.max(1) as f32);
            let source = &mut row.source[at * tokens..(at + 1) * tokens];
            let target = &mut row.target[begin..];
            for &(word, other, all) in &row.met {
                let here = self.source.places(words.start + word);
                let there = self.target.places(theirs.start + other);
                for (hits, best, (own, share), (places, step)) in [
                    (&mut *source, row.best[0][word], (here, share), (there, step)),
                    (&mut *target, row.best[1][other], (there, step), (here, share)),
                ] {
                    for &place in own.iter().filter(|_| all == best[1]) {
                        let own = (place as f32 + 0.5) * share;
                        hits[place as usize].meet(best, nearest(places, step, own), own);
                    }
                }
            }
        }
        row
    }

    /// Which words of two sentences match, and the best match of each.
    fn meet(&self, row: &mut Row, words: usize, others: Range<usize>) {
        row.met.clear();
        for (best, count) in row.best.iter_mut().zip([words, others.len()]) {
            best.clear();
            best.resize(count, [0.0; 2]);
        }
        let [best, back] = &mut row.best;
        for (other, back) in back.iter_mut().enumerate() {
            let stem = self.target.stem(others.start + other);
            let first = row.links.partition_point(|link| link.0 < stem);
            for &(_, word, found) in row.links[first..].iter().take_while(|link| link.0 == stem) {
                for level in 0..2 {
                    best[word][level] = best[word][level].max(found[level]);
                    back[level] = back[level].max(found[level]);
                }
                row.met.push((word, other, found[1]));
            }
        }
    }
}

/// Shares of the mass of a sentence that are covered: by the lexicon, by all that is known.
pub(crate) fn shares(stems: &[u32], best: &[Hit], idf: &[f32]) -> [f32; 2] {
    let (mut mass, mut covered) = (1e-3, [0.0; 2]);
    for (&stem, best) in stems.iter().zip(best) {
        let idf = idf[stem as usize];
        mass += idf;
        covered[0] += idf * best.known;
        covered[1] += idf * best.all;
    }
    covered.map(|covered| covered / mass)
}

#[cfg(test)]
mod tests {
    use super::super::ground::Ground;
    use super::super::options::AlignOptions;
    use super::super::tests::text;
    use super::*;
    use crate::lexicon::Lexicon;

    /// What [`Matches::fill`] gives, each token with each.
    fn each_with_each(evidence: &Evidence<'_>, i: usize, j: usize) -> [Vec<Hit>; 2] {
        let (stems, others) = (evidence.source.sentence(i), evidence.target.sentence(j));
        let mut hits = [vec![Hit::default(); stems.len()], vec![Hit::default(); others.len()]];
        for (number, &other) in others.iter().enumerate() {
            for (place, &stem) in stems.iter().enumerate() {
                for (_, known, all) in evidence.table.matches(stem).filter(|found| found.0 == other) {
                    let here = (place as f32 + 0.5) * (1.0 / stems.len() as f32);
                    let there = (number as f32 + 0.5) * (1.0 / others.len() as f32);
                    hits[0][place].meet([known, all], there, here);
                    hits[1][number].meet([known, all], here, there);
                }
            }
        }
        hits
    }

    #[test]
    fn repeated_words_are_matched_once_and_each_with_the_nearest() {
        let lexicon = Lexicon::new([
            ("haus", "house", 0.9),
            ("haus", "home", 0.9),
            ("heim", "home", 0.9),
            ("mann", "man", 0.4),
        ]);
        let long = ["Haus, Mann, Heim; ".repeat(99), "a man, the house, home, house; ".repeat(70)];
        let source = text(&["Das Haus, Maus und Mann.", &long[0], "Mann, o Mann."]);
        let target = text(&["The man of the house, a mouse.", &long[1], "Man, man: home."]);
        let ground = Ground::new(&source, &target, &lexicon, &AlignOptions::default());
        let evidence = ground.evidence();
        let matches = Matches::new(&evidence);
        let mut row = Row::default();
        for i in 0..3 {
            for j in 0..3 {
                row = matches.row(i, j..j + 1, row);
                let words = (matches.source.sentence(i).len(), matches.target.sentence(j).len());
                assert!(words.0 < 10 && words.1 < 10 && row.met.len() <= words.0 * words.1, "{words:?}");
                assert_eq!([row.source(j), row.target(j)], each_with_each(&evidence, i, j), "{i} {j}");
            }
        }
    }
}
