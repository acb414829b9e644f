//! What one bead is worth while nothing but the texts is known: words that translate each other, and length.
//!
//! The words of a bead are scored by the log-likelihood ratio of IBM Model 1 (Brown et al. 1993, section
//! 4.2) against the unigrams, in both directions; lengths by the Gaussian of Gale and Church (1993,
//! section 3.1).

use super::band::Band;
use super::lattice::{NEVER, SHAPES};
use super::side::{Rarity, Side};
use super::table::Table;

/// Share of a token that is explained by its unigram alone.
const UNIGRAM: f32 = 0.7;
/// Weight of the lexical score, mean of both directions.
const LEXICAL: f32 = 1.5;
/// Variance of the length difference for each mean character.
const VARIANCE: f32 = 4.0;
/// What a bead with both sides is worth beyond the density of its length difference.
const BEAD: f32 = 0.807;

/// Two texts and what is known of their words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence<'a> {
    /// The original.
    pub(crate) source: &'a Side,
    /// The translation.
    pub(crate) target: &'a Side,
    /// Which stems translate which.
    pub(crate) table: &'a Table,
    /// Rarity of each stem; and whether it is a number.
    pub(crate) source_words: &'a Rarity,
    /// The same for the target.
    pub(crate) target_words: &'a Rarity,
    /// Probability of each stem on its own.
    pub(crate) source_unigrams: &'a [f32],
    /// The same for the target.
    pub(crate) target_unigrams: &'a [f32],
    /// Target characters for each source character.
    pub(crate) ratio: f32,
    /// Whether lengths count.
    pub(crate) length: bool,
}

/// Longest run of sentences on one side of the first `shapes` shapes.
fn longest(shapes: usize) -> usize {
    SHAPES[..shapes].iter().map(|&(a, b)| a.max(b)).max().unwrap_or(1)
}

impl Evidence<'_> {
    /// Lexical scores of the first `shapes` shapes at every node of the band, mean of both directions in
    /// nats, node-major; [`NEVER`] where a bead would leave the band.
    pub(crate) fn lexical(&self, band: &Band, shapes: usize) -> Vec<f32> {
        let run = longest(shapes);
        let backward = self.backward(band, run);
        let mut scores = vec![NEVER; band.len() * shapes];
        let mut window = Window::new(self.target_unigrams.len());
        // Score of each target sentence of the row given the source window, as running sums.
        let mut forward = vec![Vec::new(); run];
        for i in 0..band.height() {
            let (first, last) = band.row(i);
            let end = (last + run).min(band.width());
            window.clear();
            let (mut rest, mut tokens) = (1.0, 1);
            for a in 1..=run.min(band.height() - i) {
                for &stem in self.source.sentence(i + a - 1) {
                    rest += self.table.source_rest[stem as usize];
                    tokens += 1;
                    self.table.row(stem).for_each(|(other, p, _)| window.add(other, p, self.target_unigrams));
                }
                let norm = 1.0 / tokens as f32;
                let sums = &mut forward[a - 1];
                sums.clear();
                sums.push(0.0);
                let mut sum = 0.0f32;
                for j in first..end {
                    sum += window.score(self.target.sentence(j), rest, norm);
                    sums.push(sum);
                }
            }
            for j in first..=last {
                let Some(node) = band.node(i, j) else { continue };
                for (shape, &(a, b)) in SHAPES[..shapes].iter().enumerate() {
                    let inside = band.node(i + a, j + b).is_some() && band.node(i + a - 1, j).is_some();
                    if !inside {
                        continue;
                    }
                    let sums = &forward[a - 1];
                    let there = sums[j + b - first] - sums[j - first];
                    let back: f32 = (i..i + a)
                        .filter_map(|row| band.node(row, j))
                        .map(|node| backward[node * run + b - 1])
                        .sum();
                    scores[node * shapes + shape] = 0.5 * (there + back);
                }
            }
        }
        scores
    }

    /// Score of the source sentence at each node given the window of 1, 2 ... `run` target sentences there.
    fn backward(&self, band: &Band, run: usize) -> Vec<f32> {
        let mut backward = vec![0.0f32; band.len() * run];
        let mut window = Window::new(self.source_unigrams.len());
        for (j, &(first, last)) in band.columns().iter().enumerate() {
            window.clear();
            let (mut rest, mut tokens) = (1.0, 1);
            for b in 1..=run.min(band.width() - j) {
                for &stem in self.target.sentence(j + b - 1) {
                    rest += self.table.target_rest[stem as usize];
                    tokens += 1;
                    self.table
                        .column(stem)
                        .for_each(|(other, _, p)| window.add(other, p, self.source_unigrams));
                }
                let norm = 1.0 / tokens as f32;
                for i in first as usize..(last as usize + 1).min(band.height()) {
                    if let Some(node) = band.node(i, j) {
                        backward[node * run + b - 1] = window.score(self.source.sentence(i), rest, norm);
                    }
                }
            }
        }
        backward
    }

    /// What a bead is worth: its lexical score, and the length of both sides.
    pub(crate) fn score(&self, lexical: f32, (i, j): (usize, usize), (a, b): (usize, usize)) -> f32 {
        LEXICAL * lexical + BEAD + self.length(i, j, a, b)
    }

    /// Logarithm of the density of the length difference, without its constant.
    fn length(&self, i: usize, j: usize, a: usize, b: usize) -> f32 {
        if !self.length {
            return 0.0;
        }
        let source: f32 = self.source.chars[i..i + a].iter().sum::<f32>() * self.ratio;
        let target: f32 = self.target.chars[j..j + b].iter().sum();
        let difference = source - target;
        -difference * difference / (VARIANCE * (source + target))
    }
}

/// Sums of probabilities by stem over the unigram of the stem, for one run of sentences at a time.
struct Window {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Window {
    fn new(stems: usize) -> Self {
        Self { sums: vec![0.0; stems], touched: Vec::new() }
    }

    fn clear(&mut self) {
        for &stem in &self.touched {
            self.sums[stem as usize] = 0.0;
        }
        self.touched.clear();
    }

    fn add(&mut self, stem: u32, p: f32, unigrams: &[f32]) {
        let sum = &mut self.sums[stem as usize];
        if *sum == 0.0 {
            self.touched.push(stem);
        }
        *sum += p / unigrams[stem as usize];
    }

    /// Log-likelihood ratio of a sentence given the window: for each token
    /// `ln(u + (1 - u) (sum p / unigram + rest) norm)`.
    fn score(&self, sentence: &[u32], rest: f32, norm: f32) -> f32 {
        let unknown = UNIGRAM + (1.0 - UNIGRAM) * rest * norm;
        let scale = (1.0 - UNIGRAM) * norm / unknown;
        let mut score = unknown.ln() * sentence.len() as f32;
        // One logarithm of a product stands for those of its factors, each from 1 to some 1e7: 32 of them
        // fit a double. No branch inside: most stems are unknown to the window, and which cannot be guessed.
        for part in sentence.chunks(32) {
            let factors = part.iter().map(|&stem| f64::from(1.0 + scale * self.sums[stem as usize]));
            let product: f64 = factors.product();
            if product > 1.0 {
                score += product.ln() as f32;
            }
        }
        score
    }
}
