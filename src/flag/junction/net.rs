//! The net: what it is made of, and how it reads a sentence.
//!
//! The vectors of a token's rows are added up to its embedding (`E`). A convolution over three tokens gives
//! what the token is where it stands (`H`). Two gated averages run over the sentence, one from each end
//! (a minimal recurrent unit whose gate sees only the input: Martin and Cundy 2018, section 2; Feng et
//! al. 2024, section 3.1), so that a verb at the end of a clause still knows of its start. A hidden layer (`K`)
//! then sees what lies to the left of a junction, its two neighbours and what lies to the right, and gives the
//! logit that the junction came about by damage. Gates and candidates are bent by `x / (1 + |x|)`, which is
//! the same on every machine.

use super::unit::Unit;

/// Numbers of an embedding.
pub const E: usize = 32;
/// Numbers of the convolution, and of each of the two averages.
pub const H: usize = 96;
/// Numbers of the hidden layer of a junction.
pub const K: usize = 48;
/// Tokens that the convolution sees.
pub const W: usize = 3;

/// Where the matrices lie in [`Net::dense`]: a row of outputs for each input, then the bias.
pub const CONV: usize = 0;
/// Bias of the convolution.
pub const CONV_BIAS: usize = CONV + W * E * H;
/// Gate and candidate of the average from the left, then of the one from the right.
pub const GATES: usize = CONV_BIAS + H;
/// Numbers of one such matrix with its bias.
pub const GATE: usize = H * H + H;
/// The hidden layer; its inputs: average from the left, left neighbour, right neighbour, average from the right.
pub const HEAD: usize = GATES + 4 * GATE;
/// Its bias.
pub const HEAD_BIAS: usize = HEAD + 4 * H * K;
/// The output.
pub const OUT: usize = HEAD_BIAS + K;
/// Its bias.
pub const OUT_BIAS: usize = OUT + K;
/// Numbers of all matrices.
pub const DENSE: usize = OUT_BIAS + 1;

/// A net of one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Net {
    /// Vectors of rows: steps of [`Net::step`].
    pub rows: Vec<[i8; E]>,
    /// What one step of a row is worth.
    pub step: f32,
    /// All matrices.
    pub dense: Vec<f32>,
}

/// `x / (1 + |x|)`: from -1 to 1.
pub fn bend(x: f32) -> f32 {
    x / (1.0 + x.abs())
}

/// Adds `x` times a row to the sums.
fn add<const N: usize>(sums: &mut [f32; N], x: f32, row: &[f32]) {
    for (sum, weight) in sums.iter_mut().zip(&row[..N]) {
        *sum += x * weight;
    }
}

impl Net {
    fn part<const N: usize>(&self, at: usize) -> [f32; N] {
        let mut part = [0.0; N];
        part.copy_from_slice(&self.dense[at..at + N]);
        part
    }

    /// Adds the product of a vector and the matrix at `at`; zeros cost nothing.
    fn multiply<const I: usize, const O: usize>(&self, sums: &mut [f32; O], vector: &[f32; I], at: usize) {
        let matrix = &self.dense[at..at + I * O];
        for (&x, row) in vector.iter().zip(matrix.chunks_exact(O)) {
            if x != 0.0 {
                add(sums, x, row);
            }
        }
    }

    fn embed(&self, unit: &Unit) -> [f32; E] {
        let mut sums = [0i16; E];
        let mut row = |row: u16| {
            for (sum, step) in sums.iter_mut().zip(&self.rows[usize::from(row)]) {
                *sum += i16::from(*step);
            }
        };
        if unit.word != 0 {
            row(unit.word);
        }
        unit.rows[..usize::from(unit.count)].iter().for_each(|further| row(*further));
        sums.map(|sum| f32::from(sum) * self.step)
    }

    /// One step of an average: direction 0 comes from the left, 1 from the right.
    fn average(&self, from: usize, x: &[f32; H], average: &mut [f32; H]) {
        let gate = GATES + 2 * from * GATE;
        let mut open: [f32; H] = self.part(gate + H * H);
        let mut new: [f32; H] = self.part(gate + GATE + H * H);
        self.multiply(&mut open, x, gate);
        self.multiply(&mut new, x, gate + GATE);
        for ((average, open), new) in average.iter_mut().zip(open).zip(new) {
            *average += (0.5 + 0.5 * bend(open)) * (bend(new) - *average);
        }
    }

    /// The logit of every junction of a sentence, given without its edges: before each unit, and behind the
    /// last.
    pub fn logits(&self, units: &[Unit]) -> Vec<f32> {
        let count = units.len() + 2;
        let unit = |at: usize| match at {
            0 => &Unit::START,
            at if at == count - 1 => &Unit::END,
            at => &units[at - 1],
        };
        // From the left: what each token is, and what a junction behind it is told.
        let (mut tokens, mut lefts) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut average = [0.0; H];
        let mut window = [[0.0; E], self.embed(unit(0)), self.embed(unit(1))];
        for at in 0..count {
            let mut token: [f32; H] = self.part(CONV_BIAS);
            for (place, vector) in window.iter().enumerate() {
                self.multiply(&mut token, vector, CONV + place * E * H);
            }
            let token = token.map(|x| x.max(0.0));
            self.average(0, &token, &mut average);
            let mut left: [f32; K] = self.part(HEAD_BIAS);
            self.multiply(&mut left, &average, HEAD);
            self.multiply(&mut left, &token, HEAD + H * K);
            tokens.push(token);
            lefts.push(left);
            let next = if at + 2 < count { self.embed(unit(at + 2)) } else { [0.0; E] };
            window = [window[1], window[2], next];
        }
        // From the right: the other half, and the logit.
        let mut logits = vec![0.0; count - 1];
        let mut average = [0.0; H];
        for at in (1..count).rev() {
            self.average(1, &tokens[at], &mut average);
            let mut hidden = lefts[at - 1];
            self.multiply(&mut hidden, &tokens[at], HEAD + 2 * H * K);
            self.multiply(&mut hidden, &average, HEAD + 3 * H * K);
            let out = &self.dense[OUT..OUT + K];
            let sum: f32 = hidden.iter().zip(out).map(|(x, weight)| x.max(0.0) * weight).sum();
            logits[at - 1] = self.dense[OUT_BIAS] + sum;
        }
        logits
    }
}
