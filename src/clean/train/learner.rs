//! Labelled rows -> weights.

use rayon::prelude::*;

use super::pages::Page;

/// A small random generator (xorshift64*), the same on every machine.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub(super) fn below(&mut self, most: usize) -> usize {
        (self.next() >> 33) as usize % most.max(1)
    }

    pub(super) fn weight(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32 - 0.5
    }
}

/// How nets are learned.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) nets: usize,
    pub(super) units: usize,
    pub(super) rounds: usize,
    pub(super) decay: f32,
    /// Share of the numbers that are hidden from each page: nets that lean on many see further than on few.
    pub(super) hidden: f32,
}

/// What a unit says of a row: never below zero.
fn activation(unit: &[f32], row: &[f32]) -> f32 {
    let (bias, weights) = (unit[row.len()], &unit[..row.len()]);
    // Eight sums side by side: the compiler makes one instruction of them, and the order is fixed.
    let mut sums = [0.0_f32; 8];
    let (rows, weights_8) = (row.chunks_exact(8), weights.chunks_exact(8));
    let rest: f32 = rows.remainder().iter().zip(weights_8.remainder()).map(|(a, b)| a * b).sum();
    for (row, weights) in rows.zip(weights_8) {
        for lane in 0..8 {
            sums[lane] += row[lane] * weights[lane];
        }
    }
    (bias + rest + sums.iter().sum::<f32>()).max(0.0)
}

/// A net that learns.
pub(super) struct Learner {
    pub(super) inputs: usize,
    pub(super) units: usize,
    /// Hidden units one after the other, then the output: as in `Net`.
    pub(super) weights: Vec<f32>,
}

impl Learner {
    fn learn(pages: &[&Page], inputs: usize, shape: Shape, seed: u64) -> Learner {
        let Shape { units, rounds, decay, hidden, .. } = shape;
        let mut random = Random(seed);
        let size = units * (inputs + 1) + units + 1;
        let scale = (2.0 / inputs as f32).sqrt();
        let mut net =
            Learner { inputs, units, weights: (0..size).map(|_| random.weight() * scale).collect() };
        let (mut first, mut second) = (vec![0.0_f32; size], vec![0.0_f32; size]);
        let mut order: Vec<usize> = (0..pages.len()).collect();
        let (mut step, batch) = (0, 8);
        let steps = (rounds * pages.len().div_ceil(batch)) as f32;
        for _ in 0..rounds {
            for at in (1..order.len()).rev() {
                order.swap(at, random.below(at + 1));
            }
            for numbers in order.chunks(batch) {
                let mut gradient = vec![0.0_f32; size];
                for &number in numbers {
                    let mask: Vec<f32> = (0..inputs)
                        .map(|_| if random.weight() + 0.5 < hidden { 0.0 } else { 1.0 / (1.0 - hidden) })
                        .collect();
                    net.add_gradient(pages[number], &mask, &mut gradient);
                }
                step += 1;
                // Adam (Kingma and Ba 2015) with weight decay apart from it, rate falling to nothing.
                let rate = 0.004 * (1.0 - (step - 1) as f32 / steps);
                for at in 0..size {
                    let slope = gradient[at] / batch as f32;
                    first[at] = 0.9 * first[at] + 0.1 * slope;
                    second[at] = 0.999 * second[at] + 0.001 * slope * slope;
                    let mean = first[at] / (1.0 - 0.9_f32.powi(step));
                    let spread = (second[at] / (1.0 - 0.999_f32.powi(step))).sqrt();
                    net.weights[at] -= rate * (mean / (spread + 1e-7) + decay * net.weights[at]);
                }
            }
        }
        net
    }

    /// Several nets, each from another start, as one that says what they say on average.
    pub(super) fn together(pages: &[&Page], inputs: usize, shape: Shape) -> Learner {
        let one = |seed| Learner::learn(pages, inputs, shape, seed);
        let nets: Vec<_> = (1..=shape.nets as u64).into_par_iter().map(|seed| one(7 * seed)).collect();
        let output = shape.units * (inputs + 1);
        let mut weights: Vec<f32> = nets.iter().flat_map(|net| &net.weights[..output]).copied().collect();
        let share = 1.0 / shape.nets as f32;
        weights.extend(
            nets.iter()
                .flat_map(|net| &net.weights[output..output + shape.units])
                .map(|weight| weight * share),
        );
        weights.push(nets.iter().map(|net| net.weights[output + shape.units]).sum::<f32>() * share);
        Learner { inputs, units: shape.units * shape.nets, weights }
    }

    fn add_gradient(&self, page: &Page, mask: &[f32], gradient: &mut [f32]) {
        let known = |at: usize| page.gold[at].map(|_| page.chars[at].min(400.0) + 12.0);
        let all: f32 = (0..page.gold.len()).filter_map(known).sum();
        let output = self.units * (self.inputs + 1);
        for (at, row) in page.rows.chunks_exact(self.inputs).enumerate() {
            let (Some(weight), Some(keep)) = (known(at), page.gold[at]) else { continue };
            let row: Vec<_> = row.iter().zip(mask).map(|(number, mask)| number * mask).collect();
            let row = &row[..];
            let acts: Vec<_> = self.weights[..output]
                .chunks_exact(self.inputs + 1)
                .map(|unit| activation(unit, row))
                .collect();
            let odds = acts.iter().zip(&self.weights[output..]).map(|(a, b)| a * b).sum::<f32>()
                + self.weights[output + self.units];
            let chance = 1.0 / (1.0 + (-odds.clamp(-30.0, 30.0)).exp());
            let error = (chance - f32::from(u8::from(keep))) * weight / all;
            for (unit, act) in acts.iter().enumerate() {
                gradient[output + unit] += error * act;
                if *act > 0.0 {
                    let back = error * self.weights[output + unit];
                    let start = unit * (self.inputs + 1);
                    for (slot, number) in gradient[start..start + self.inputs].iter_mut().zip(row) {
                        *slot += back * number;
                    }
                    gradient[start + self.inputs] += back;
                }
            }
            gradient[output + self.units] += error;
        }
    }

    pub(super) fn odds(&self, page: &Page) -> Vec<f32> {
        let output = self.units * (self.inputs + 1);
        let (hidden, rest) = self.weights.split_at(output);
        page.rows
            .chunks_exact(self.inputs)
            .map(|row| {
                let acts = hidden.chunks_exact(self.inputs + 1).map(|unit| activation(unit, row));
                acts.zip(rest).map(|(a, b)| a * b).sum::<f32>() + rest[self.units]
            })
            .collect()
    }
}
