//! Steps down the slope.

use alinea::flag::junction::net::E;

/// How fast the means of [`Adam`] forget (Kingma and Ba 2015, algorithm 1, with its settings).
const MOMENTS: (f32, f32) = (0.9, 0.999);
/// Sum of squares that a row starts from, so that one sentence does not set a rare row.
pub(crate) const SQUARES: f32 = 1e-2;

/// Adam, with the slopes that gather between two steps.
pub(crate) struct Adam {
    pub slope: Vec<f32>,
    means: Vec<f32>,
    variances: Vec<f32>,
    count: i32,
}

impl Adam {
    pub(crate) fn new(weights: usize) -> Self {
        Self { slope: vec![0.0; weights], means: vec![0.0; weights], variances: vec![0.0; weights], count: 0 }
    }

    /// One step by the slopes of so many sentences.
    pub(crate) fn step(&mut self, weights: &mut [f32], sentences: usize, rate: f32) {
        self.count += 1;
        let (first, second) = (1.0 - MOMENTS.0.powi(self.count), 1.0 - MOMENTS.1.powi(self.count));
        let moments = self.means.iter_mut().zip(&mut self.variances);
        for ((weight, slope), (mean, variance)) in weights.iter_mut().zip(&mut self.slope).zip(moments) {
            let now = *slope / sentences as f32;
            *mean = MOMENTS.0 * *mean + (1.0 - MOMENTS.0) * now;
            *variance = MOMENTS.1 * *variance + (1.0 - MOMENTS.1) * now * now;
            *weight -= rate * (*mean / first) / ((*variance / second).sqrt() + 1e-8);
            *slope = 0.0;
        }
    }
}

/// AdaGrad for rows of a table.
pub(crate) struct Rows(Vec<[f32; E]>);

impl Rows {
    pub(crate) fn new(rows: usize) -> Self {
        Self(vec![[SQUARES; E]; rows])
    }

    pub(crate) fn step(&mut self, table: &mut [[f32; E]], row: usize, slopes: &[f32; E], rate: f32) {
        for ((weight, square), slope) in table[row].iter_mut().zip(&mut self.0[row]).zip(slopes) {
            *square += slope * slope;
            *weight -= rate * slope / square.sqrt();
        }
    }
}
