//! Posterior -> the probability that a bead is right.

/// Slope and offset of the logit (Platt 1999), fitted with `examples/train_weights --measure` to the beads
/// with both sides of its sets: the model is surer than it is right, for its features overlap.
pub const CALIBRATION: (f64, f64) = (0.9, 0.5);

/// The probability that a bead of this posterior is right, 0..=1; rises with the posterior.
pub(crate) fn calibrated(posterior: f32) -> f32 {
    let p = f64::from(posterior).clamp(1e-6, 1.0 - 1e-6);
    let logit = CALIBRATION.0 * (p / (1.0 - p)).ln() + CALIBRATION.1;
    (1.0 / (1.0 + (-logit).exp())) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_and_stays_within_bounds() {
        let all: Vec<f32> = (0..=100).map(|percent| calibrated(percent as f32 / 100.0)).collect();
        assert!(all.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(all.iter().all(|p| (0.0..=1.0).contains(p)));
    }
}
