//! What a net learns before it is shown damage: to expect the next word, from either side.
//!
//! A net that only learns to find damage learns little of a word that is rare; one that has learned first what stands beside
//! it finds more (Peters et al. 2018; here by recurrent averages, and by a sample of the words: Jean et al. 2015, section 3).
//! The matrices here are not shipped.

use alinea::flag::junction::net::{E, H};
use alinea::flag::junction::unit::Unit;

use super::damage::Random;
use super::descent::{Adam, Rows, SQUARES};
use super::net::{Tape, Weights, add, dot};

/// Words drawn for a sentence, that the right one must stand out from.
const DRAWN: usize = 64;
/// Rate of the vectors of expected words, as that of the rows of the net.
const CLASS_RATE: f32 = 0.05;

/// What is expected.
pub(crate) struct Guess {
    /// From an average to what is expected: one matrix from the left, one from the right.
    project: Vec<f32>,
    project_by: Adam,
    /// A vector and a number for each class of words.
    classes: Vec<[f32; E]>,
    classes_by: Rows,
    bias: Vec<f32>,
    bias_squares: Vec<f32>,
    /// How often classes are seen, in sums from the first on, and the logarithm of their share.
    sums: Vec<f64>,
    log_shares: Vec<f32>,
    /// Slopes by the averages.
    slopes: Vec<[f32; H]>,
}

/// The class of a unit: its own word, else its ending of three letters, else its shape, or the mark or glyph that it is.
fn class(unit: &Unit) -> usize {
    usize::from(match unit {
        Unit { word: 1.., .. } => unit.word,
        Unit { count: 3.., .. } => unit.rows[2],
        _ => unit.rows[0],
    })
}

impl Guess {
    /// `counts`: how often each class is seen.
    pub(crate) fn new(counts: &[f64], random: &mut Random) -> Self {
        let all: f64 = counts.iter().sum();
        let mut sum = 0.0;
        let sums = counts.iter().map(|count| {
            sum += count;
            sum
        });
        let mut small = |most: f32| most * (2.0 * random.unit() - 1.0);
        Self {
            project: (0..2 * H * E).map(|_| small((3.0 / H as f32).sqrt())).collect(),
            project_by: Adam::new(2 * H * E),
            classes: (0..counts.len()).map(|_| std::array::from_fn(|_| small(0.05))).collect(),
            classes_by: Rows::new(counts.len()),
            bias: vec![0.0; counts.len()],
            bias_squares: vec![SQUARES; counts.len()],
            sums: sums.collect(),
            log_shares: counts.iter().map(|count| (count.max(0.5) / all).ln() as f32).collect(),
            slopes: Vec::new(),
        }
    }

    fn draw(&self, random: &mut Random) -> usize {
        let all = self.sums.last().copied().unwrap_or(0.0);
        let at = (f64::from(random.unit()) + f64::from(random.unit()) / f64::from(1 << 24)) * all;
        self.sums.partition_point(|sum| *sum <= at).min(self.sums.len() - 1)
    }

    /// Expects each unit of a sentence with its edges, from the averages from the left (0) or from the right (1), and learns.
    /// Gives the slopes by the averages, and the loss of all units together.
    pub(crate) fn learn(
        &mut self,
        dir: usize,
        units: &[Unit],
        tape: &Tape,
        left: f32,
        random: &mut Random,
    ) -> (&[[f32; H]], f32) {
        let drawn: Vec<usize> = (0..DRAWN).map(|_| self.draw(random)).collect();
        let mut drawn_slopes = [([0f32; E], 0f32); DRAWN];
        self.slopes.clear();
        self.slopes.resize(units.len(), [0.0; H]);
        let matrix = dir * H * E..(dir + 1) * H * E;
        let mut loss = 0.0;
        for at in 0..units.len() - 1 {
            let (from, to) = if dir == 0 { (at, at + 1) } else { (at + 1, at) };
            let average = &tape.averages(dir)[from];
            let right = class(&units[to]);
            let mut expected = [0f32; E];
            for (x, row) in average.iter().zip(self.project[matrix.clone()].chunks_exact(E)) {
                add::<E>(&mut expected, *x, row);
            }
            let odds = |class: usize| {
                dot(&expected, &self.classes[class]) + self.bias[class] - self.log_shares[class]
            };
            let mut all = [f32::MIN; DRAWN + 1];
            all[DRAWN] = odds(right);
            for (odds_of, class) in all.iter_mut().zip(&drawn).filter(|drawn| *drawn.1 != right) {
                *odds_of = odds(*class);
            }
            let most = all.iter().copied().fold(f32::MIN, f32::max);
            all.iter_mut().for_each(|odds| *odds = (*odds - most).exp());
            let sum: f32 = all.iter().sum();
            all.iter_mut().for_each(|odds| *odds /= sum);
            loss -= all[DRAWN].max(1e-9).ln();
            all[DRAWN] -= 1.0;
            let mut slope = [0f32; E];
            for ((error, class), slopes) in all.iter().zip(&drawn).zip(&mut drawn_slopes) {
                if *error != 0.0 {
                    add::<E>(&mut slope, *error, &self.classes[*class]);
                    add::<E>(&mut slopes.0, *error, &expected);
                    slopes.1 += error;
                }
            }
            add::<E>(&mut slope, all[DRAWN], &self.classes[right]);
            let right_slope = expected.map(|x| x * all[DRAWN]);
            self.classes_by.step(&mut self.classes, right, &right_slope, CLASS_RATE * left);
            self.step_bias(right, all[DRAWN], CLASS_RATE * left);
            let by = &mut self.project_by.slope[matrix.clone()];
            for (i, row) in self.project[matrix.clone()].chunks_exact(E).enumerate() {
                self.slopes[from][i] += dot(&slope, row);
                add::<E>(&mut by[i * E..], average[i], &slope);
            }
        }
        for (class, (slope, bias)) in drawn.into_iter().zip(drawn_slopes) {
            self.classes_by.step(&mut self.classes, class, &slope, CLASS_RATE * left);
            self.step_bias(class, bias, CLASS_RATE * left);
        }
        (&self.slopes, loss)
    }

    fn step_bias(&mut self, class: usize, slope: f32, rate: f32) {
        self.bias_squares[class] += slope * slope;
        self.bias[class] -= rate * slope / self.bias_squares[class].sqrt();
    }

    /// One step of the matrices, after so many sentences.
    pub(crate) fn step(&mut self, sentences: usize, rate: f32) {
        self.project_by.step(&mut self.project, sentences, rate);
    }
}

/// How often each class is seen.
pub(crate) fn counts<'a>(rows: usize, sentences: impl Iterator<Item = (&'a [Unit], f64)>) -> Vec<f64> {
    let mut counts = vec![0.0; rows];
    for (units, weight) in sentences {
        for unit in units.iter().chain([&Unit::START, &Unit::END]) {
            counts[class(unit)] += weight;
        }
    }
    counts
}

/// Learns from one sentence with its edges, read with some words lost, expected whole: slopes of the net go to `slope` and, by embedding, to `de`. Gives the loss.
pub(crate) fn expect(
    weights: &Weights,
    guess: &mut Guess,
    (units, whole): (&[Unit], &[Unit]),
    (left, random): (f32, &mut Random),
    tape: &mut Tape,
    (slope, de): (&mut [f32], &mut Vec<[f32; E]>),
) -> f32 {
    weights.embed(units, random, tape);
    de.clear();
    de.resize(units.len(), [0.0; E]);
    let mut loss = 0.0;
    for dir in 0..2 {
        // No tap may see what is to be expected.
        let taps = dir..dir + 2;
        weights.convolve(taps.clone(), random, tape);
        weights.average(dir, tape);
        let (dh, lost) = guess.learn(dir, whole, tape, left, random);
        loss += lost;
        let mut dx = tape.flat();
        weights.average_back(dir, tape, dh, &mut dx, slope);
        weights.convolve_back(taps, tape, &dx, slope, de);
    }
    loss / 2.0
}
