//! For pairs of sentences, how well each word of one is matched by the words of the other.

use std::ops::Range;

use super::evidence::Evidence;

/// Pairs of sentences far from the path that are matched to know what chance covers, for each sentence.
const SAMPLES: usize = 6;

/// Word matches of sentence pairs, and what chance covers.
pub(crate) struct Matches<'a> {
    evidence: &'a Evidence<'a>,
    source_chance: Vec<[f32; 2]>,
    target_chance: Vec<[f32; 2]>,
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
    /// Takes what another word says, if it says more; of equal ones the one nearer to `own`.
    fn meet(&mut self, known: f32, all: f32, place: f32, own: f32) {
        self.known = self.known.max(known);
        if all > self.all || all == self.all && (place - own).abs() < (self.place - own).abs() {
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
    /// Links of the source sentence by target stem; kept between rows for its memory.
    links: Vec<(u32, u32, [f32; 2])>,
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
        Self { evidence, source_chance: vec![[0.0; 2]; n], target_chance: vec![[0.0; 2]; m] }
    }

    /// Measures what chance covers: each source sentence is matched with a few target sentences spread over
    /// the text, away from its own place.
    pub(crate) fn new(evidence: &'a Evidence<'a>) -> Self {
        let (n, m) = (evidence.source.len(), evidence.target.len());
        let mut matches =
            Self { evidence, source_chance: vec![[0.0; 2]; n], target_chance: vec![[0.0; 2]; m] };
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
        let stems = self.evidence.source.sentence(index);
        let mut row = old;
        row.tokens = stems.len();
        row.links.clear();
        for (place, &stem) in stems.iter().enumerate() {
            let matches = self.evidence.table.matches(stem);
            row.links.extend(matches.map(|(other, known, all)| (other, place as u32, [known, all])));
        }
        row.links.sort_unstable_by_key(|link| (link.0, link.1));
        row.source.clear();
        row.source.resize(columns.len() * stems.len(), Hit::default());
        row.target.clear();
        row.starts.clear();
        row.starts.push(0);
        let share = 1.0 / stems.len().max(1) as f32;
        for (at, column) in columns.enumerate() {
            let source = &mut row.source[at * stems.len()..(at + 1) * stems.len()];
            let others = self.evidence.target.sentence(column);
            let step = 1.0 / others.len().max(1) as f32;
            for (number, &stem) in others.iter().enumerate() {
                let there = (number as f32 + 0.5) * step;
                let mut best = Hit::default();
                let first = row.links.partition_point(|link| link.0 < stem);
                for &(_, place, [known, all]) in row.links[first..].iter().take_while(|link| link.0 == stem) {
                    let here = (place as f32 + 0.5) * share;
                    source[place as usize].meet(known, all, there, here);
                    best.meet(known, all, here, there);
                }
                row.target.push(best);
            }
            row.starts.push(row.target.len() as u32);
        }
        row
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
