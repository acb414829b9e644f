//! Training of one language.

use std::path::Path;
use std::time::Instant;

use alinea::flag::junction::file::Model;
use alinea::flag::junction::net::{CONV, DENSE, E, GATE, GATES, H, HEAD, K, Net, OUT, OUT_BIAS, W};
use alinea::flag::junction::unit::{CLOSED, HASHED, PLAIN, Unit};

use super::corpus::{self, Corpus, Sentence};
use super::damage::{Random, damage};
use super::measure;
use super::net::{Tape, Weights};

/// Tokens that are read in all, and passes over the sentences at most. On French without its news and essays,
/// measured on these, twice the tokens gain .004 of the area under the curve.
const TOKENS: f64 = 8e6;
const PASSES: f64 = 14.0;
/// Sentences of a step.
const BATCH: usize = 8;
/// Rates at the start; they fall to zero in a line. Adam (Kingma and Ba 2015, algorithm 1, with its moments) for
/// the matrices, AdaGrad (Duchi et al. 2011) for the rows. Half and twice the rates do no better.
const RATE: f32 = 3e-3;
const ROW_RATE: f32 = 0.05;
const MOMENTS: (f32, f32) = (0.9, 0.999);
/// Sum of squares that a row starts from, so that one sentence does not set a rare row.
const SQUARES: f32 = 1e-2;
/// A word seen `n` times loses its own row in RARE / (RARE + n) of the cases, in LOST at least, so that the net
/// learns to read words that it does not know.
const RARE: f32 = 10.0;
const LOST: f32 = 0.08;
/// Range of a row in the file.
const MOST: f32 = 2.5;

/// Trains so many nets of a language, and says on standard error what they find together.
pub(crate) fn train(folder: &Path, tag: &str, nets: usize) -> Model {
    let started = Instant::now();
    let corpus = corpus::read(folder, tag);
    // A glyph is less than a word.
    let scale = if matches!(tag, "ja" | "zh") { 2 } else { 1 };
    let mut loss = 0.0;
    let mut nets: Vec<Net> = (0..nets as u64)
        .map(|number| {
            // Others start from other numbers and read the sentences in another order.
            let seed = number.wrapping_mul(0xD1B5_4A32_D192_ED03);
            let mut weights = start(PLAIN + HASHED + corpus.words.len(), seed);
            loss = learn(&mut weights, &corpus, scale, seed);
            quantise(&weights)
        })
        .collect();
    // One sound sentence in a hundred has a junction above zero.
    let shift = measure::worst_of_a_hundred(&nets, &corpus.test);
    nets.iter_mut().for_each(|net| net.dense[OUT_BIAS] -= shift);
    let found = measure::measure(&nets, &corpus.test, scale);
    eprintln!(
        "{tag}: {} sentences and {} held out, {} words, {} nets, loss {loss:.4}, {:.0} s\n{found}",
        corpus.train.len(),
        corpus.test.len(),
        corpus.words.len(),
        nets.len(),
        started.elapsed().as_secs_f32()
    );
    Model { words: corpus.words.iter().map(|word| word.0).collect(), nets, strangers: corpus.strangers }
}

/// Small numbers by chance: He et al. 2015, equation 10, with a uniform distribution.
fn start(rows: usize, seed: u64) -> Weights {
    let mut random = Random(0x2545_F491_4F6C_DD1D ^ seed);
    let mut weights = Weights { rows: vec![[0.0; E]; rows], dense: vec![0.0; DENSE] };
    weights.rows.iter_mut().flatten().for_each(|weight| *weight = 0.3 * (random.unit() - 0.5));
    let mut fill = |from: usize, inputs: usize, outputs: usize| {
        let most = (6.0 / inputs as f32).sqrt();
        let part = &mut weights.dense[from..from + inputs * outputs];
        part.iter_mut().for_each(|weight| *weight = most * (2.0 * random.unit() - 1.0));
    };
    fill(CONV, W * E, H);
    (0..4).for_each(|gate| fill(GATES + gate * GATE, H, H));
    fill(HEAD, 4 * H, K);
    fill(OUT, K, 1);
    // Gates start half closed, junctions start sound.
    for gate in [0, 2] {
        weights.dense[GATES + gate * GATE + H * H..GATES + (gate + 1) * GATE].fill(-0.7);
    }
    weights.dense[OUT_BIAS] = -2.0;
    weights
}

/// Draws sentences by their weights.
struct Urn<'a> {
    sentences: &'a [Sentence],
    sums: Vec<f64>,
}

impl<'a> Urn<'a> {
    fn new(sentences: &'a [Sentence]) -> Self {
        let mut sum = 0.0;
        let sums = sentences.iter().map(|sentence| {
            sum += sentence.weight;
            sum
        });
        Self { sentences, sums: sums.collect() }
    }

    fn all(&self) -> f64 {
        self.sums.last().copied().unwrap_or(0.0)
    }

    fn draw(&self, random: &mut Random) -> &'a [Unit] {
        let at = f64::from(random.unit()) * self.all();
        let index = self.sums.partition_point(|sum| *sum < at).min(self.sentences.len() - 1);
        &self.sentences[index].units
    }
}

/// Trains; gives the mean loss of a junction over the last quarter.
fn learn(weights: &mut Weights, corpus: &Corpus, scale: usize, seed: u64) -> f64 {
    let urn = Urn::new(&corpus.train);
    let tokens: f64 = corpus.train.iter().map(|one| one.weight * one.units.len() as f64).sum();
    let steps = (TOKENS.min(PASSES * tokens) / tokens * urn.all()) as usize;
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ seed);
    let mut squares = vec![[SQUARES; E]; weights.rows.len()];
    let (mut means, mut variances, mut slope) = (vec![0f32; DENSE], vec![0f32; DENSE], vec![0f32; DENSE]);
    let (mut tape, mut row_slopes) = (Tape::default(), Vec::new());
    let (mut loss, mut seen) = (0f64, 0usize);
    for step in 0..steps {
        let left = (1.0 - step as f32 / steps as f32).max(0.02);
        let mut sentence = urn.draw(&mut random).to_vec();
        // A segment may hold two sentences.
        if random.below(8) == 0 {
            sentence.extend_from_slice(urn.draw(&mut random));
        }
        let other = urn.draw(&mut random);
        let damaged = if random.below(10) < 7 { damage(&mut random, &sentence, other, scale) } else { None };
        let (sentence, odd) = damaged.unwrap_or((sentence, Vec::new()));
        let mut units = Vec::with_capacity(sentence.len() + 2);
        units.push(Unit::START);
        units.extend(sentence);
        units.push(Unit::END);
        for unit in &mut units {
            let rank = usize::from(unit.word).checked_sub(PLAIN + HASHED).filter(|rank| *rank >= CLOSED);
            let lost = |rank: usize| LOST.max(RARE / (RARE + corpus.words[rank].1 as f32));
            if rank.is_some_and(|rank| random.unit() < lost(rank)) {
                unit.word = 0;
            }
        }
        weights.forward(&units, &mut tape);
        let errors: Vec<f32> = (0..tape.logits.len())
            .map(|at| {
                let odds = 1.0 / (1.0 + (-tape.logits[at]).exp());
                let wanted = odd.contains(&at);
                if 4 * step > 3 * steps {
                    loss -= f64::from(if wanted { odds } else { 1.0 - odds }.max(1e-6).ln());
                    seen += 1;
                }
                odds - f32::from(u8::from(wanted))
            })
            .collect();
        weights.backward(&tape, &errors, &mut slope, &mut row_slopes);
        let rate = ROW_RATE * left;
        for (unit, slopes) in units.iter().zip(&row_slopes) {
            for row in Weights::rows_of(unit) {
                let (weights, squares) = (&mut weights.rows[row], &mut squares[row]);
                for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(slopes) {
                    *square += slope * slope;
                    *weight -= rate * slope / square.sqrt();
                }
            }
        }
        if step % BATCH == BATCH - 1 {
            let count = (step / BATCH + 1) as i32;
            let (first, second) = (1.0 - MOMENTS.0.powi(count), 1.0 - MOMENTS.1.powi(count));
            let moments = means.iter_mut().zip(&mut variances);
            for ((weight, slope), (mean, variance)) in weights.dense.iter_mut().zip(&mut slope).zip(moments) {
                let now = *slope / BATCH as f32;
                *mean = MOMENTS.0 * *mean + (1.0 - MOMENTS.0) * now;
                *variance = MOMENTS.1 * *variance + (1.0 - MOMENTS.1) * now * now;
                *weight -= RATE * left * (*mean / first) / ((*variance / second).sqrt() + 1e-8);
                *slope = 0.0;
            }
        }
    }
    loss / seen.max(1) as f64
}

/// Steps of a row to each side of zero: 127 of them find .41, 31 .40 of the words torn out of Russian news, and take half
/// as much room again; 40 are what the file has room for.
const STEPS: f32 = 40.0;

/// Rows in steps, as the file holds them.
fn quantise(weights: &Weights) -> Net {
    let most = weights.rows.iter().flatten().fold(1e-6f32, |most, weight| most.max(weight.abs()));
    let step = most.min(MOST) / STEPS;
    let rows = weights
        .rows
        .iter()
        .map(|row| row.map(|weight| (weight / step).round().clamp(-STEPS, STEPS) as i8))
        .collect();
    Net { rows, step, dense: weights.dense.clone() }
}
