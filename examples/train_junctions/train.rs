//! Training of one language.

use std::path::Path;
use std::time::Instant;

use alinea::flag::junction::file::Model;
use alinea::flag::junction::net::{CONV, DENSE, E, GATE, GATES, H, HEAD, K, Net, OUT, OUT_BIAS, W};
use alinea::flag::junction::unit::{CLOSED, HASHED, PLAIN, Unit};

use super::corpus::{self, Corpus, Sentence};
use super::damage::{Random, damage};
use super::descent::{Adam, Rows};
use super::guess::{self, Guess, expect};
use super::measure;
use super::net::{Tape, Weights};

/// Tokens that are read to learn what stands beside what, then to learn what was damaged, and passes over the sentences at
/// most. On news, words torn out of sound sentences: 24 million tokens of damage, not 8, gain .008 of the area under the curve
/// in German, 24 million of neighbours .03 of the recall at 1 % of false alarms in Russian.
const FIRST_TOKENS: f64 = 16e6;
const TOKENS: f64 = 16e6;
const PASSES: f64 = 14.0;
/// Sentences of a step.
const BATCH: usize = 8;
/// Rates at the start; they fall in a line, to a fiftieth: of Adam for the matrices, of AdaGrad (Duchi et al. 2011) for the rows.
const RATE: f32 = 3e-3;
const ROW_RATE: f32 = 0.05;
/// A word seen `n` times loses its own row in RARE / (RARE + n) of the cases, in LOST at least, so that the net
/// learns to read words that it does not know.
const RARE: f32 = 10.0;
const LOST: f32 = 0.08;
/// Range of a row in the file.
const MOST: f32 = 2.5;

/// Trains the net of a language, and says on standard error what it finds.
pub(crate) fn train(folder: &Path, tag: &str) -> Model {
    let started = Instant::now();
    let corpus = corpus::read(folder, tag);
    // A glyph is less than a word.
    let scale = if matches!(tag, "ja" | "zh") { 2 } else { 1 };
    let mut weights = start(PLAIN + HASHED + corpus.words.len());
    let sentences = corpus.train.iter().map(|one| (&one.units[..], one.weight));
    let guess = Guess::new(&guess::counts(weights.rows.len(), sentences), &mut Random(0x6C62_272E_07BB_0142));
    let expected = learn(Lesson::Neighbours(Box::new(guess)), &mut weights, &corpus);
    let loss = learn(Lesson::Damage(scale), &mut weights, &corpus);
    let mut net = quantise(&weights);
    // One sound sentence in a hundred has a junction above zero.
    net.dense[OUT_BIAS] -= measure::worst_of_a_hundred(&net, &corpus.test);
    let found = measure::measure(&net, &corpus.test, scale);
    eprintln!(
        "{tag}: {} sentences and {} held out, {} words, loss {expected:.3} and {loss:.4}, {:.0} s\n{found}",
        corpus.train.len(),
        corpus.test.len(),
        corpus.words.len(),
        started.elapsed().as_secs_f32()
    );
    Model { words: corpus.words.iter().map(|word| word.0).collect(), net, strangers: corpus.strangers }
}

/// Small numbers by chance: He et al. 2015, equation 10, with a uniform distribution.
fn start(rows: usize) -> Weights {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
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

/// What a net is taught.
enum Lesson {
    /// What stands beside what.
    Neighbours(Box<Guess>),
    /// What was damaged; how long a phrase is, as [`damage`] wants it.
    Damage(usize),
}

/// Teaches a lesson; gives the mean loss of a junction over the last quarter.
fn learn(mut lesson: Lesson, weights: &mut Weights, corpus: &Corpus) -> f64 {
    let urn = Urn::new(&corpus.train);
    let tokens: f64 = corpus.train.iter().map(|one| one.weight * one.units.len() as f64).sum();
    let (most, seed) = match lesson {
        Lesson::Neighbours(_) => (FIRST_TOKENS, 1),
        Lesson::Damage(_) => (TOKENS, 0),
    };
    let steps = (most.min(PASSES * tokens) / tokens * urn.all()) as usize;
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ seed);
    let (mut rows, mut dense) = (Rows::new(weights.rows.len()), Adam::new(DENSE));
    let (mut tape, mut slopes) = (Tape::default(), Vec::new());
    let (mut loss, mut seen) = (0f64, 0usize);
    for step in 0..steps {
        let left = (1.0 - step as f32 / steps as f32).max(0.02);
        let mut sentence = urn.draw(&mut random).to_vec();
        // A segment may hold two sentences.
        if random.below(8) == 0 {
            sentence.extend_from_slice(urn.draw(&mut random));
        }
        let (units, lost) = match &mut lesson {
            Lesson::Neighbours(guess) => {
                let whole = edged(sentence);
                let units = with_words_lost(&whole, corpus, &mut random);
                let lost = expect(
                    weights,
                    guess,
                    (&units, &whole),
                    (left, &mut random),
                    &mut tape,
                    (&mut dense.slope, &mut slopes),
                );
                (units, lost)
            }
            Lesson::Damage(scale) => {
                let other = urn.draw(&mut random);
                let damaged =
                    if random.below(10) < 7 { damage(&mut random, &sentence, other, *scale) } else { None };
                let (sentence, odd) = damaged.unwrap_or((sentence, Vec::new()));
                let units = with_words_lost(&edged(sentence), corpus, &mut random);
                weights.embed(&units, &mut random, &mut tape);
                weights.convolve(0..W, &mut random, &mut tape);
                weights.judge(&mut tape);
                let (errors, lost) = errors(&tape.logits, &odd);
                weights.judge_back(&tape, &errors, &mut dense.slope, &mut slopes);
                (units, lost)
            }
        };
        for (unit, slopes) in units.iter().zip(&slopes) {
            for row in Weights::rows_of(unit) {
                rows.step(&mut weights.rows, row, slopes, ROW_RATE * left);
            }
        }
        if step % BATCH == BATCH - 1 {
            dense.step(&mut weights.dense, BATCH, RATE * left);
            if let Lesson::Neighbours(guess) = &mut lesson {
                guess.step(BATCH, RATE * left);
            }
        }
        if 4 * step > 3 * steps {
            loss += f64::from(lost);
            seen += units.len() - 1;
        }
    }
    loss / seen.max(1) as f64
}

/// Slopes of the loss (cross entropy) by the odds of the junctions, of which some are odd; and the loss.
fn errors(logits: &[f32], odd: &[usize]) -> (Vec<f32>, f32) {
    let mut lost = 0.0;
    let errors = logits
        .iter()
        .enumerate()
        .map(|(at, logit)| {
            let odds = 1.0 / (1.0 + (-logit).exp());
            let wanted = odd.contains(&at);
            lost -= if wanted { odds } else { 1.0 - odds }.max(1e-6).ln();
            odds - f32::from(u8::from(wanted))
        })
        .collect();
    (errors, lost)
}

/// A sentence with its edges.
fn edged(sentence: Vec<Unit>) -> Vec<Unit> {
    let mut units = Vec::with_capacity(sentence.len() + 2);
    units.push(Unit::START);
    units.extend(sentence);
    units.push(Unit::END);
    units
}

/// Without the own rows of rare words, by chance.
fn with_words_lost(units: &[Unit], corpus: &Corpus, random: &mut Random) -> Vec<Unit> {
    let mut units = units.to_vec();
    for unit in &mut units {
        let rank = usize::from(unit.word).checked_sub(PLAIN + HASHED).filter(|rank| *rank >= CLOSED);
        let lost = |rank: usize| LOST.max(RARE / (RARE + corpus.words[rank].1 as f32));
        if rank.is_some_and(|rank| random.unit() < lost(rank)) {
            unit.word = 0;
        }
    }
    units
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
